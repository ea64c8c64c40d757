import QtQuick
import Yunjie

/// One result of a search.
Item {
    id: row

    required property var model
    required property int index
    property bool marked: false
    signal picked

    height: words.implicitHeight + Theme.gap * 1.25
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1, %2").arg(model.title).arg(model.subtitle)
    Accessible.onPressAction: row.picked()

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius / 2
        color: row.marked ? Theme.chosen : pointer.containsMouse ? Theme.hover : "transparent"
    }
    MouseArea {
        id: pointer
        anchors.fill: parent
        hoverEnabled: true
        onClicked: row.picked()
    }
    Column {
        id: words
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.gap
        width: parent.width - kind.width - 3 * Theme.gap

        Label {
            width: parent.width
            text: row.model.title
            font.pixelSize: Theme.control
            strong: true
            elide: Text.ElideRight
        }
        Label {
            width: parent.width
            visible: text !== ""
            text: row.model.subtitle
            quiet: true
            elide: Text.ElideRight
            objectName: "mayElide"
        }
    }
    Label {
        id: kind
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        text: row.model.kindName
        quiet: true
    }
}
