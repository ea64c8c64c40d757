import QtQuick
import Yunjie

/// The picture of a camera with what is to be said about it: live or how old, and why there is none. 16 to 9; any size
/// from 120 pixels of width on. `captioned`: its name stands in it. Can be opened large.
Rectangle {
    id: view

    property string camera
    property bool live: true
    property bool captioned: true
    /// Says how it stands in words; small ones show a sign only.
    property bool detailed: true
    property bool enlargeable: true
    /// How much of it a plate covers from below: its own, or that of who shows it.
    property real covered: captioned ? plate.height : 0
    /// Edges are cut rather than bars shown.
    property bool cover: false
    readonly property alias troubled: picture.troubled
    readonly property alias playing: picture.playing
    readonly property alias name: picture.name
    readonly property alias words: picture.words

    function enlarge(): void {
        Shell.camera = view.camera;
        Shell.sheet = "camera";
    }

    color: Theme.dark ? "#05090F" : "#D9DFE6"
    radius: Theme.radius / 2
    clip: true
    implicitWidth: Theme.px(320)
    implicitHeight: Math.round(width * 9 / 16)
    Accessible.role: Accessible.Graphic
    Accessible.name: view.name
    Accessible.description: picture.words

    CameraPicture {
        id: picture
        anchors.fill: parent
        camera: view.camera
        live: view.live
        cover: view.cover
        opacity: troubled ? 0.35 : 1
    }
    // What is in the way, over what was seen last.
    Column {
        id: troubles
        readonly property real room: view.height - view.covered - Theme.gap / 2
        visible: picture.troubled || !picture.hasPicture
        anchors.centerIn: parent
        anchors.verticalCenterOffset: -view.covered / 2
        width: parent.width - 2 * Theme.gap
        spacing: Theme.gap / 2

        Icon {
            id: sign
            name: picture.troubled ? "eye-off" : "camera"
            size: Math.round(Math.min(view.height * 0.26, Theme.px(40)))
            color: picture.troubled ? Theme.text : Theme.textQuiet
            anchors.horizontalCenter: parent.horizontalCenter
        }
        Label {
            visible: view.detailed
            text: picture.words
            quiet: !picture.troubled
            font.pixelSize: Theme.secondary
            wrapMode: Text.Wrap
            maximumLineCount: 3
            elide: Text.ElideRight
            horizontalAlignment: Text.AlignHCenter
            width: parent.width
        }
        Label {
            id: reason
            visible: !view.detailed && picture.troubled && sign.height + troubles.spacing + implicitHeight <= troubles.room
            text: picture.reason
            font.pixelSize: Theme.secondary
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
            horizontalAlignment: Text.AlignHCenter
            width: parent.width
        }
        PushButton {
            visible: view.detailed && picture.troubled && view.height > Theme.px(150)
            text: qsTr("Try now")
            glyph: "again"
            anchors.horizontalCenter: parent.horizontalCenter
            onClicked: picture.tryAgain()
        }
    }
    // How fresh it is.
    Rectangle {
        visible: view.detailed && picture.hasPicture && !picture.troubled
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.gap / 2
        width: state.implicitWidth + Theme.gap * 1.5
        height: state.implicitHeight + Theme.gap / 2
        radius: height / 2
        color: Theme.alpha(Theme.panelSolid, 0.8)

        Row {
            id: state
            anchors.centerIn: parent
            spacing: Theme.gap / 2

            Marker {
                visual: picture.playing && !picture.recording ? "normal" : "stale"
                size: Math.round(Theme.secondary * 0.8)
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                text: picture.words
                font.pixelSize: Theme.secondary
            }
        }
    }
    Rectangle {
        id: plate
        visible: view.captioned
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: caption.implicitHeight + Theme.gap / 2
        color: Theme.alpha(Theme.panelSolid, 0.78)

        Label {
            id: caption
            text: view.name
            font.pixelSize: Theme.secondary
            elide: Text.ElideRight
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.leftMargin: Theme.gap / 2
            anchors.rightMargin: Theme.gap / 2
            anchors.verticalCenter: parent.verticalCenter
        }
    }
    PushButton {
        visible: view.enlargeable
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.gap / 2
        flat: true
        quiet: true
        glyph: "enlarge"
        hint: qsTr("Larger (F12)")
        onClicked: view.enlarge()
    }
}
