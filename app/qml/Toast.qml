import QtQuick
import QtQuick.Layouts
import Yunjie

/// One message over the map.
Rectangle {
    id: toast

    property string words
    property string mood
    property bool lasting: false
    /// The event whose last step can be taken back here.
    property string undo
    signal gone

    implicitHeight: line.implicitHeight + Theme.gap
    color: Theme.sheet
    radius: Theme.radius
    border.width: Theme.hair
    border.color: mood === "" ? Theme.line : Theme.alpha(Theme.stateColour(mood), 0.6)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words

    Timer {
        running: !toast.lasting
        interval: toast.mood === "" ? 5000 : 12000
        onTriggered: toast.gone()
    }
    RowLayout {
        id: line
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gap * 1.5
        anchors.rightMargin: Theme.gap / 2
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap

        Marker {
            visible: toast.mood !== ""
            visual: toast.mood
        }
        Label {
            text: toast.words
            font.pixelSize: Theme.control
            wrapMode: Text.Wrap
            maximumLineCount: 4
            elide: Text.ElideRight
            objectName: "mayElide"
            Layout.fillWidth: true
        }
        PushButton {
            visible: toast.undo !== ""
            flat: true
            text: qsTr("Take back")
            onClicked: {
                Operations.undo(toast.undo);
                toast.gone();
            }
        }
        PushButton {
            flat: true
            quiet: true
            glyph: "close"
            hint: qsTr("Put away")
            onClicked: toast.gone()
        }
    }
}
