import QtQuick
import Yunjie

/// Zoom, home, top view and compass, for mouse and touch.
Rectangle {
    objectName: "panel map buttons"
    implicitWidth: column.implicitWidth + Theme.gap / 2
    implicitHeight: column.implicitHeight + Theme.gap / 2
    color: Theme.panel
    radius: Theme.radius
    border.width: Theme.hair
    border.color: Theme.line

    Column {
        id: column
        anchors.centerIn: parent

        Compass { }
        PushButton {
            flat: true
            glyph: "plus"
            hint: qsTr("Closer (+)")
            onClicked: Session.zoomIn()
        }
        PushButton {
            flat: true
            glyph: "minus"
            hint: qsTr("Farther (−)")
            onClicked: Session.zoomOut()
        }
        PushButton {
            flat: true
            glyph: "home"
            hint: qsTr("The whole district (Home)")
            onClicked: Session.home()
        }
        PushButton {
            flat: true
            glyph: "top-view"
            hint: qsTr("From above (T)")
            onClicked: Session.topView()
        }
        PushButton {
            visible: CameraModel.total > 0
            flat: true
            glyph: "camera"
            hint: qsTr("Cameras near by (Shift+F12)")
            checked: Shell.cameraDock
            onClicked: Shell.cameraDock = !Shell.cameraDock
        }
    }
}
