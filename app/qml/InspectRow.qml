import QtQuick
import Yunjie

/// A row of a list of the inspector: title, value at the right, more below, and buttons while the pointer is over it.
Item {
    id: row

    property string title
    property string value
    property string detail
    property bool selected: false
    property bool current: false
    property alias buttons: buttons.data
    signal picked

    readonly property bool hovered: pointer.hovered

    implicitHeight: words.implicitHeight + Theme.gap * 1.25
    Accessible.role: Accessible.ListItem
    Accessible.name: value === "" ? title : qsTr("%1: %2").arg(title).arg(value)
    Accessible.description: detail
    Accessible.onPressAction: picked()

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius / 2
        color: row.selected ? Theme.chosen : row.hovered ? Theme.hover : "transparent"
        border.width: row.current ? 2 * Theme.hair : 0
        border.color: Theme.accent
    }
    HoverHandler { id: pointer }
    TapHandler { onTapped: row.picked() }

    Column {
        id: words
        anchors.left: parent.left
        anchors.right: buttons.visible ? buttons.left : parent.right
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap / 4

        Item {
            width: parent.width
            height: Math.max(name.implicitHeight, figure.implicitHeight)
            Label {
                id: name
                anchors.left: parent.left
                anchors.right: figure.left
                anchors.rightMargin: figure.text === "" ? 0 : Theme.gap
                text: row.title
                font.pixelSize: Theme.control
                elide: Text.ElideRight
                objectName: "mayElide"
            }
            Label {
                id: figure
                anchors.right: parent.right
                width: Math.min(implicitWidth, parent.width * 0.7)
                text: row.value
                font.pixelSize: Theme.control
                strong: true
                elide: Text.ElideRight
                objectName: "mayElide"
            }
        }
        Label {
            visible: text !== ""
            width: parent.width
            text: row.detail
            quiet: true
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
            objectName: "mayElide"
        }
    }
    Row {
        id: buttons
        visible: row.hovered || row.current
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
    }
}
