import QtQuick
import QtQuick.Templates as T
import Yunjie

/// On or off.
T.Switch {
    id: control

    implicitWidth: contentItem.implicitWidth + leftPadding
    implicitHeight: Theme.touch
    leftPadding: indicator.width + Theme.gap
    padding: 0
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    font.family: Theme.family
    font.pixelSize: Theme.control
    Accessible.name: text

    indicator: Rectangle {
        implicitWidth: Math.round(Theme.control * 2.5)
        implicitHeight: Math.round(Theme.control * 1.4)
        anchors.verticalCenter: parent.verticalCenter
        radius: height / 2
        color: control.checked ? Theme.accent : Theme.track
        border.width: control.visualFocus ? 2 * Theme.hair : 0
        border.color: Theme.text

        Rectangle {
            width: parent.height - 4
            height: width
            radius: width / 2
            y: 2
            x: control.checked ? parent.width - width - 2 : 2
            color: control.checked ? Theme.accentInk : Theme.text
            Behavior on x { NumberAnimation { duration: Theme.quick / 2 } }
        }
    }
    contentItem: Label {
        text: control.text
        font: control.font
    }
}
