import QtQuick
import Yunjie

/// A place in the tree: how many buildings it has, how many events are open in it, and the worst of them.
Item {
    id: place

    required property TreeView treeView
    required property bool isTreeNode
    required property bool expanded
    required property bool hasChildren
    required property int depth
    required property int row
    required property bool current
    required property var model

    readonly property bool selected: model.id !== "" && Selection.kind === model.kind && Selection.id === model.id
    readonly property var counts: model.counts ?? ({})
    readonly property int open: counts.events ?? 0

    implicitWidth: treeView.width
    implicitHeight: Theme.touch
    Accessible.role: Accessible.TreeItem
    Accessible.name: model.name
    Accessible.onPressAction: Selection.flyTo(model.kind, model.id)

    Rectangle {
        anchors.fill: parent
        anchors.rightMargin: Theme.gap / 2
        radius: Theme.radius / 2
        color: place.selected ? Theme.chosen : pointer.containsMouse ? Theme.hover : "transparent"
        border.width: place.current && place.treeView.activeFocus ? 2 * Theme.hair : 0
        border.color: Theme.accent
    }
    MouseArea {
        id: pointer
        anchors.fill: parent
        hoverEnabled: true
        onEntered: Selection.hover(place.model.kind, place.model.id)
        onExited: Selection.hover("", "")
        onClicked: Selection.flyTo(place.model.kind, place.model.id)
        onDoubleClicked: Selection.enter(place.model.kind, place.model.id)
    }
    Icon {
        id: chevron
        x: place.depth * Theme.gap * 1.75 + Theme.gap / 2
        anchors.verticalCenter: parent.verticalCenter
        visible: place.hasChildren
        name: place.expanded ? "chevron-down" : "chevron-right"
        size: Math.round(Theme.control * 1.1)
        color: Theme.textQuiet

        MouseArea {
            anchors.fill: parent
            anchors.margins: -Theme.gap
            onClicked: place.treeView.toggleExpanded(place.row)
        }
    }
    Label {
        anchors.left: chevron.right
        anchors.leftMargin: Theme.gap * 0.75
        anchors.right: count.left
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        text: place.model.name
        strong: place.selected
        font.pixelSize: Theme.control
        elide: Text.ElideRight
        objectName: "mayElide"
    }
    Label {
        id: count
        anchors.right: worst.left
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        quiet: true
        visible: text !== ""
        // How many are open; of a quiet place how many buildings it has. Beside a sign that would be read as its count.
        text: place.open > 0 ? Theme.number(place.open) : !worst.told && (place.counts.buildings ?? 0) > 0 ? Theme.number(place.counts.buildings) : ""
        color: place.open > 0 ? Theme.stateColour(place.model.worst) : Theme.textQuiet
    }
    Item {
        id: worst
        readonly property bool told: place.model.worst !== "normal" && place.model.worst !== ""
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap * 1.5
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.control
        height: width

        Marker {
            anchors.centerIn: parent
            visible: worst.told
            visual: place.model.worst
            size: Theme.control
        }
    }
}
