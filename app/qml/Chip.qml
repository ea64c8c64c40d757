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

    /// What the word leaves of the width.
    readonly property real beside: 2 * Theme.gap + (sign.visible ? sign.width + line.spacing : 0) + (figure.visible ? figure.implicitWidth + line.spacing : 0)

    implicitWidth: Math.ceil(beside + word.implicitWidth)
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
            id: sign
            visible: chip.visual !== ""
            visual: chip.visual
            shape: chip.shape !== "" ? chip.shape : Theme.stateShape(chip.visual)
            size: Theme.secondary
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            id: word
            text: chip.text
            quiet: true
            width: Math.max(0, Math.min(Math.ceil(implicitWidth), chip.width - chip.beside))
            elide: Text.ElideRight
            objectName: "mayElide"
        }
        Label {
            id: figure
            visible: text !== ""
            text: chip.value
            font.pixelSize: Theme.secondary
            strong: true
        }
    }
}
