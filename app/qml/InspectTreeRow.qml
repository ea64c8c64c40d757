import QtQuick
import Yunjie

/// A storey, a group or a part in the tree of elements.
Item {
    id: row

    required property TreeView treeView
    required property bool isTreeNode
    required property bool expanded
    required property bool hasChildren
    required property int depth
    required property int row
    required property bool current
    required property var model

    readonly property bool selected: model.id !== "" && Selection.kind === model.kind && Selection.id === model.id

    function pick(): void {
        if (row.model.kind !== "")
            Selection.select(row.model.kind, row.model.id);
        else
            row.treeView.toggleExpanded(row.row);
    }
    function place(): var { return row.treeView.modelIndex(Qt.point(0, row.row)) }

    implicitWidth: treeView.width
    implicitHeight: Math.round(Theme.touch * 0.9)
    opacity: model.shown === 0 ? 0.55 : 1
    Accessible.role: Accessible.TreeItem
    Accessible.name: model.count > 0 ? qsTr("%1: %2").arg(model.name).arg(Theme.number(model.count)) : model.name
    Accessible.onPressAction: pick()

    Rectangle {
        anchors.fill: parent
        anchors.rightMargin: Theme.gap / 2
        radius: Theme.radius / 2
        color: row.selected ? Theme.chosen : pointer.hovered ? Theme.hover : "transparent"
        border.width: row.current && row.treeView.activeFocus ? 2 * Theme.hair : 0
        border.color: Theme.accent
    }
    HoverHandler {
        id: pointer
        onHoveredChanged: {
            if (row.model.kind !== "")
                hovered ? Selection.hover(row.model.kind, row.model.id) : Selection.hover("", "");
        }
    }
    TapHandler {
        onTapped: row.pick()
        onDoubleTapped: {
            if (row.model.kind !== "")
                Selection.flyTo(row.model.kind, row.model.id);
        }
    }
    Icon {
        id: chevron
        x: row.depth * Theme.gap * 1.5 + Theme.gap / 2
        anchors.verticalCenter: parent.verticalCenter
        visible: row.hasChildren
        name: row.expanded ? "chevron-down" : "chevron-right"
        size: Math.round(Theme.control * 1.1)
        color: Theme.textQuiet

        TapHandler { onTapped: row.treeView.toggleExpanded(row.row) }
    }
    Label {
        anchors.left: chevron.right
        anchors.leftMargin: Theme.gap * 0.75
        anchors.right: buttons.left
        anchors.rightMargin: Theme.gap / 2
        anchors.verticalCenter: parent.verticalCenter
        text: row.model.name
        strong: row.selected || row.depth === 0
        font.pixelSize: Theme.control
        elide: Text.ElideRight
        objectName: "mayElide"
    }
    Row {
        id: buttons
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap / 4

        Label {
            visible: row.model.count > 0 && !pointer.hovered
            anchors.verticalCenter: parent.verticalCenter
            text: row.model.count > 0 ? Theme.number(row.model.count) : ""
            quiet: true
        }
        PushButton {
            visible: pointer.hovered
            flat: true
            quiet: true
            implicitHeight: row.height
            glyph: "isolate"
            hint: qsTr("Only this")
            onClicked: ElementTree.isolate(row.place())
        }
        PushButton {
            visible: pointer.hovered || row.model.shown < 2
            flat: true
            quiet: true
            implicitHeight: row.height
            glyph: row.model.shown > 0 ? "eye" : "eye-off"
            hint: row.model.shown > 0 ? qsTr("Hide") : qsTr("Show")
            onClicked: ElementTree.setShown(row.place(), row.model.shown === 0)
        }
    }
}
