pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// The patrol that runs: the picture of the camera it is at, how long it stays, what comes next. Stands where the strip
/// of cameras does, which it replaces while it runs (`visible: Patrol.running`). Its height is its own
/// (`implicitHeight`: 264 units on a wall, 188 at a desk); wants at least 640 units of width.
Panel {
    id: bar

    readonly property int pictureHeight: Theme.px(Theme.wall ? 240 : 168)

    objectName: "panel patrol"
    visible: Patrol.running
    padding: Theme.gap * 1.5
    implicitHeight: pictureHeight + 2 * padding
    implicitWidth: Theme.px(Theme.wall ? 980 : 700)

    RowLayout {
        spacing: Theme.gap * 2
        Layout.fillWidth: true
        Layout.fillHeight: true

        CameraView {
            id: picture
            camera: Patrol.camera
            captioned: false
            detailed: !troubled
            Layout.preferredHeight: bar.pictureHeight
            Layout.preferredWidth: Math.round(bar.pictureHeight * 16 / 9)
        }
        ColumnLayout {
            spacing: Theme.gap / 2
            Layout.fillWidth: true
            Layout.fillHeight: true

            RowLayout {
                spacing: Theme.gap
                Layout.fillWidth: true

                Icon {
                    name: "patrol"
                    color: Theme.accent
                }
                Label {
                    text: Patrol.route === "" ? qsTr("Patrol") : qsTr("Patrol · %1").arg(Patrol.route)
                    quiet: true
                    elide: Text.ElideRight
                    Layout.fillWidth: true
                }
                Label {
                    visible: Patrol.missed > 0
                    text: qsTr("%1 without a picture").arg(Patrol.missed)
                    quiet: true
                    color: Theme.stateColour("major")
                }
                Label {
                    text: qsTr("%1 of %2").arg(Patrol.index + 1).arg(Patrol.count)
                    quiet: true
                }
            }
            Label {
                text: picture.name
                strong: true
                font.pixelSize: Theme.wall ? Theme.px(28) : Theme.headline
                elide: Text.ElideRight
                maximumLineCount: 2
                wrapMode: Text.Wrap
                Layout.fillWidth: true
            }
            RowLayout {
                visible: Patrol.trouble !== ""
                spacing: Theme.gap / 2
                Layout.fillWidth: true

                Marker {
                    visual: "major"
                    size: Theme.secondary
                }
                Label {
                    text: Patrol.trouble
                    font.pixelSize: Theme.wall ? Theme.secondary * 1.15 : Theme.body
                    color: Theme.stateColour("major")
                    wrapMode: Text.Wrap
                    maximumLineCount: 2
                    elide: Text.ElideRight
                    Layout.fillWidth: true
                    Accessible.role: Accessible.AlertMessage
                    Accessible.name: text
                }
            }
            Label {
                visible: Patrol.nextName !== ""
                text: qsTr("Next: %1").arg(Patrol.nextName)
                quiet: true
                elide: Text.ElideRight
                Layout.fillWidth: true
            }
            Item { Layout.fillHeight: true }
            // How much of the time here has gone.
            Rectangle {
                radius: height / 2
                color: Theme.track
                Layout.fillWidth: true
                Layout.preferredHeight: Theme.px(4)
                Accessible.role: Accessible.ProgressBar
                Accessible.name: qsTr("%1 s left").arg(Patrol.secondsLeft)

                Rectangle {
                    width: Math.round(parent.width * Patrol.progress)
                    height: parent.height
                    radius: parent.radius
                    color: Patrol.paused ? Theme.textQuiet : Theme.accent
                }
            }
            RowLayout {
                spacing: Theme.gap
                Layout.fillWidth: true

                PushButton {
                    flat: true
                    glyph: "previous"
                    hint: qsTr("The one before (Ctrl+←)")
                    onClicked: Patrol.previous()
                }
                PushButton {
                    flat: true
                    glyph: Patrol.paused ? "play" : "pause"
                    hint: Patrol.paused ? qsTr("Go on (F10)") : qsTr("Stay here (F10)")
                    onClicked: Patrol.togglePause()
                }
                PushButton {
                    flat: true
                    glyph: "next"
                    hint: qsTr("The next one (Ctrl+→)")
                    onClicked: Patrol.next()
                }
                Label {
                    text: Patrol.paused ? qsTr("Stays here") : qsTr("%1 s").arg(Patrol.secondsLeft)
                    quiet: true
                    Layout.fillWidth: true
                }
                PushButton {
                    glyph: "stop"
                    text: qsTr("End")
                    key: "F9"
                    onClicked: Patrol.stop()
                }
            }
        }
    }
}
