import QtQuick
import Yunjie

/// A cell of the attribute table.
Item {
    id: cell

    required property string display
    required property bool numeric
    required property string visual
    required property bool marked
    required property bool current
    required property int row
    required property int column
    /// The table has the keys.
    property bool focused: false
    property string head
    signal picked(int row, int modifiers)
    signal wanted(int row)

    implicitHeight: Theme.touch
    Accessible.role: Accessible.Cell
    Accessible.name: qsTr("%1: %2").arg(head).arg(display)
    Accessible.selected: marked
    Accessible.onPressAction: picked(row, 0)

    Rectangle {
        anchors.fill: parent
        color: cell.marked ? Theme.chosen : pointer.containsMouse ? Theme.hover : cell.row % 2 ? Theme.raised : "transparent"
        // The row that the keys stand on: a line above and below it.
        Rectangle {
            visible: cell.current && cell.focused
            width: parent.width
            height: 2 * Theme.hair
            color: Theme.accent
        }
        Rectangle {
            visible: cell.current && cell.focused
            anchors.bottom: parent.bottom
            width: parent.width
            height: 2 * Theme.hair
            color: Theme.accent
        }
    }
    MouseArea {
        id: pointer
        anchors.fill: parent
        hoverEnabled: true
        onEntered: FeatureTable.hover(cell.row)
        onExited: FeatureTable.hover(-1)
        onClicked: event => cell.picked(cell.row, event.modifiers)
        onDoubleClicked: cell.wanted(cell.row)
    }
    Marker {
        id: sign
        visible: cell.visual !== ""
        visual: cell.visual
        size: Theme.secondary
        x: Theme.gap * 0.75
        anchors.verticalCenter: parent.verticalCenter
    }
    Label {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: sign.visible ? sign.x + sign.width + Theme.gap / 2 : Theme.gap * 0.75
        anchors.rightMargin: Theme.gap * 0.75
        anchors.verticalCenter: parent.verticalCenter
        text: cell.display
        font.pixelSize: Theme.control
        horizontalAlignment: cell.numeric ? Text.AlignRight : Text.AlignLeft
        elide: Text.ElideRight
        objectName: "mayElide"
    }
}
