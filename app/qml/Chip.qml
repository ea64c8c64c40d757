import QtQuick
import Yunjie

/// A word with a count and the sign of its state.
Rectangle {
    id: chip

    property string text
    property string value
    property string visual
    property string shape
    property bool active: false
    signal picked

    implicitWidth: line.implicitWidth + 2 * Theme.gap
    implicitHeight: Math.max(line.implicitHeight + Theme.gap * 0.75, active && Theme.wall ? 40 : 0)
    radius: Theme.radius / 2
    color: active && pointer.containsMouse ? Theme.hover : Theme.raised
    border.width: activeFocus ? 2 * Theme.hair : 0
    border.color: Theme.accent
    activeFocusOnTab: active
    Accessible.role: active ? Accessible.Button : Accessible.StaticText
    Accessible.name: qsTr("%1 %2").arg(text).arg(value)
    Accessible.onPressAction: picked()
    Keys.onReturnPressed: picked()
    Keys.onSpacePressed: picked()

    MouseArea {
        id: pointer
        anchors.fill: parent
        enabled: chip.active
        hoverEnabled: true
        onClicked: chip.picked()
    }
    Row {
        id: line
        anchors.centerIn: parent
        spacing: Theme.gap / 2

        Marker {
            visible: chip.visual !== ""
            visual: chip.visual
            shape: chip.shape !== "" ? chip.shape : Theme.stateShape(chip.visual)
            size: Theme.secondary
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            text: chip.text
            quiet: true
        }
        Label {
            visible: text !== ""
            text: chip.value
            font.pixelSize: Theme.secondary
            strong: true
        }
    }
}
