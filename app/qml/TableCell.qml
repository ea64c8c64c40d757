import QtQuick
import Yunjie

/// A unit in the building table, or what the units of a storey share.
Item {
    id: cell

    required property string kind
    required property string id
    required property string number
    required property string text
    required property color colour
    required property string visual
    required property int span
    required property string name
    property bool chosen: false
    property bool under: false
    property int cellWidth: 100
    property int cellHeight: 40
    /// There is room for more than the number.
    property bool wordy: true
    readonly property bool isUnit: kind === "unit"
    readonly property bool urgent: visual !== "" && visual !== "normal"
    /// Black or white, whichever is read better on the ground.
    readonly property color ink: 0.299 * colour.r + 0.587 * colour.g + 0.114 * colour.b > 0.52 ? "#101820" : "#F4F8FC"

    implicitWidth: cellWidth
    implicitHeight: cellHeight
    // A unit over two columns lies over the second.
    z: span > 1 ? 1 : 0
    Accessible.role: Accessible.Cell
    Accessible.name: name
    Accessible.onPressAction: pick()

    function pick(): void {
        if (cell.kind === "unit")
            Selection.select("unit", cell.id);
        else if (cell.kind === "common")
            Selection.select("storey", cell.id);
    }

    Rectangle {
        visible: cell.isUnit || cell.kind === "common"
        x: Theme.hair
        y: Theme.hair
        width: cell.cellWidth * Math.max(1, cell.span) - 2 * Theme.hair
        height: cell.cellHeight - 2 * Theme.hair
        radius: Theme.radius / 3
        color: cell.isUnit ? cell.colour : Theme.raised
        border.width: cell.chosen ? 3 * Theme.hair : cell.under ? 2 * Theme.hair : 0
        border.color: cell.chosen ? Theme.accent : Theme.text

        HoverHandler {
            cursorShape: Qt.PointingHandCursor
            onHoveredChanged: Selection.hover(hovered ? cell.isUnit ? "unit" : "storey" : "", hovered ? cell.id : "")
        }
        TapHandler {
            onTapped: cell.pick()
            onDoubleTapped: Selection.flyTo(cell.isUnit ? "unit" : "storey", cell.id)
        }
        Column {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.leftMargin: Theme.gap * 0.75
            anchors.rightMargin: Theme.gap * 0.5 + (sign.visible ? sign.width : 0)
            anchors.verticalCenter: parent.verticalCenter

            Label {
                visible: cell.isUnit
                width: parent.width
                text: cell.number
                strong: true
                font.pixelSize: Theme.control
                color: cell.ink
                elide: Text.ElideRight
                objectName: "mayElide"
            }
            Label {
                visible: text !== "" && (cell.wordy || cell.span > 1)
                width: parent.width
                text: cell.text
                font.pixelSize: Theme.wall ? Theme.secondary : Theme.secondary - 2 * Theme.hair
                color: cell.isUnit ? cell.ink : Theme.textQuiet
                elide: Text.ElideRight
                objectName: "mayElide"
            }
        }
        // On a plate of its own: the ground may have any colour.
        Rectangle {
            id: sign
            visible: cell.urgent
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.hair * 2
            width: Math.round(Theme.control * 1.25)
            height: width
            radius: width / 2
            color: Theme.panelSolid

            Marker {
                anchors.centerIn: parent
                visual: cell.visual === "" ? "normal" : cell.visual
                size: Math.round(Theme.control * 0.9)
            }
        }
    }
    // Where another storey has a unit and this one has none.
    Rectangle {
        visible: cell.kind === "empty"
        anchors.centerIn: parent
        width: Theme.gap
        height: Theme.hair
        color: Theme.divider
    }
}
