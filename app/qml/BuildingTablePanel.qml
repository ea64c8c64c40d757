pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// The building table: the elevation as a grid of storeys by units, with counts at its edges. What is under the pointer
/// or selected here is so in the building, and the other way round.
Panel {
    id: panel

    /// Wide enough for words, or at least for numbers where all columns fit then.
    readonly property int cellWidth: {
        const words = Theme.px(Theme.wall ? 128 : 92);
        const fitting = columns > 0 ? Math.floor(table.width / columns) : 0;
        return fitting < Theme.px(Theme.wall ? 72 : 56) ? words : Math.min(Theme.px(Theme.wall ? 190 : 140), fitting);
    }
    readonly property bool wordy: cellWidth >= Theme.px(Theme.wall ? 120 : 84)
    readonly property int cellHeight: Theme.px(Theme.wall ? 66 : 40)
    readonly property int headWidth: Theme.px(Theme.wall ? 150 : 118)
    readonly property int columns: BuildingTable.columns
    /// The unit that is selected, or that what is selected stands in; the same of what is under the pointer.
    readonly property string chosenUnit: BuildingTable.building === "" ? "" : BuildingTable.unitOf(Selection.kind, Selection.id)
    readonly property int chosenRow: BuildingTable.building === "" ? -1 : BuildingTable.rowOf(Selection.kind, Selection.id)
    readonly property string hoveredUnit: BuildingTable.building === "" ? "" : BuildingTable.unitOf(Selection.hovered.kind ?? "", Selection.hovered.id ?? "")

    function reveal(): void {
        if (panel.chosenRow < 0)
            return;
        const column = panel.chosenUnit === "" ? 0 : BuildingTable.columnOf(panel.chosenUnit);
        const x = column * panel.cellWidth, y = panel.chosenRow * panel.cellHeight;
        // What is out of sight comes to the middle; the rest stays where it is.
        const wide = BuildingTable.columns * panel.cellWidth, high = BuildingTable.rows * panel.cellHeight;
        if (panel.chosenUnit !== "" && (x < table.contentX || x + panel.cellWidth > table.contentX + table.width))
            table.contentX = Math.max(0, Math.min(wide - table.width, x - (table.width - panel.cellWidth) / 2));
        if (y < table.contentY || y + panel.cellHeight > table.contentY + table.height)
            table.contentY = Math.max(0, Math.min(high - table.height, y - (table.height - panel.cellHeight) / 2));
    }

    objectName: "panel table"
    title: BuildingTable.title === "" || width < Theme.px(Theme.wall ? 900 : 560) ? qsTr("Building table") : qsTr("%1 · building table").arg(BuildingTable.title)
    note: width > Theme.px(Theme.wall ? 1000 : 700) ? BuildingTable.totals : ""
    padding: Theme.gap * 1.5
    color: Theme.alpha(Theme.panelSolid, Theme.dark ? 0.92 : 0.96)
    onChosenUnitChanged: soon.restart()
    onChosenRowChanged: soon.restart()
    Component.onCompleted: soon.restart()
    tools: Row {
        spacing: Theme.gap / 2

        Choice {
            glyph: "palette"
            name: qsTr("Colour of units")
            implicitWidth: Theme.px(Theme.wall ? 200 : 140)
            value: BuildingTable.paint
            choices: BuildingTable.paints
            onChosen: id => BuildingTable.paint = id
        }
        PushButton {
            flat: true
            quiet: true
            glyph: "close"
            hint: qsTr("Close the table (B)")
            onClicked: Inside.table = false
        }
    }

    Timer {
        id: soon
        interval: 0
        onTriggered: panel.reveal()
    }
    Binding { target: BuildingTable; property: "dark"; value: Theme.dark }

    component HeadText: Label {
        font.pixelSize: Theme.secondary
        elide: Text.ElideRight
        objectName: "mayElide"
    }

    Flow {
        visible: entries.count > 0
        spacing: Theme.gap * 1.5
        Layout.fillWidth: true

        Repeater {
            id: entries
            model: BuildingTable.legend

            Row {
                id: entry
                required property var modelData
                spacing: Theme.gap / 2

                Rectangle {
                    color: entry.modelData.colour
                    radius: 2
                    width: Theme.secondary
                    height: Theme.secondary
                    border.width: Theme.hair
                    border.color: Theme.divider
                    anchors.verticalCenter: parent.verticalCenter
                }
                Marker {
                    visible: (entry.modelData.visual ?? "") !== ""
                    visual: entry.modelData.visual ?? ""
                    size: Theme.secondary
                    anchors.verticalCenter: parent.verticalCenter
                }
                Label {
                    text: entry.modelData.label
                    font.pixelSize: Theme.secondary
                    anchors.verticalCenter: parent.verticalCenter
                }
                Label {
                    text: Theme.number(entry.modelData.count)
                    quiet: true
                    anchors.verticalCenter: parent.verticalCenter
                }
            }
        }
    }
    Label {
        visible: BuildingTable.rows === 0
        text: Inside.opening ? qsTr("Opening %1 …").arg(Inside.title) : qsTr("Enter a building to see its table.")
        quiet: true
        Layout.fillWidth: true
    }
    Label {
        visible: BuildingTable.rows > 0 && BuildingTable.columns < 2
        text: qsTr("No units are known of this building: storeys with what stands on them.")
        quiet: true
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
    Item {
        visible: BuildingTable.rows > 0
        clip: true
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: 2 * panel.cellHeight

        // Columns: their numbers, how many units, and what is counted.
        ListView {
            id: columnHeads
            x: panel.headWidth
            width: parent.width - x
            height: panel.cellHeight
            orientation: ListView.Horizontal
            interactive: false
            clip: true
            model: BuildingTable.columns
            contentX: table.contentX
            delegate: Item {
                id: columnHead
                required property int index
                readonly property var what: BuildingTable.columnHeads[index] ?? ({})
                width: panel.cellWidth
                height: panel.cellHeight

                Column {
                    anchors.centerIn: parent
                    width: parent.width - Theme.gap

                    HeadText {
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        text: columnHead.what.name ?? ""
                        strong: true
                    }
                    HeadText {
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        visible: columnHead.index > 0
                        text: (columnHead.what.detail ?? "") === "" || !panel.wordy ? Theme.number(columnHead.what.count ?? 0)
                              : qsTr("%1 · %2", "how many, what of them").arg(columnHead.what.count).arg(columnHead.what.detail)
                        color: Theme.textQuiet
                    }
                }
            }
        }
        // Storeys.
        ListView {
            id: rowHeads
            y: panel.cellHeight
            width: panel.headWidth
            height: parent.height - y
            interactive: false
            clip: true
            model: BuildingTable.rows
            contentY: table.contentY
            delegate: Item {
                id: rowHead
                required property int index
                readonly property var what: BuildingTable.rowHeads[index] ?? ({})
                readonly property bool chosen: panel.chosenRow === index
                width: panel.headWidth
                height: panel.cellHeight
                Accessible.role: Accessible.RowHeader
                Accessible.name: what.name ?? ""

                Rectangle {
                    anchors.fill: parent
                    anchors.margins: Theme.hair
                    radius: Theme.radius / 2
                    color: rowHead.chosen ? Theme.chosen : rowOver.hovered ? Theme.hover : "transparent"
                }
                HoverHandler { id: rowOver }
                TapHandler { onTapped: Inside.storey = rowHead.what.number }
                HeadText {
                    id: storeyName
                    anchors.left: parent.left
                    anchors.leftMargin: Theme.gap / 2
                    y: rowDetail.visible ? (parent.height - height - rowDetail.height) / 2 : (parent.height - height) / 2
                    width: parent.width - Theme.gap * 1.5 - Theme.control
                    text: rowHead.what.name ?? ""
                    strong: true
                    font.pixelSize: Theme.control
                }
                HeadText {
                    id: rowDetail
                    anchors.left: storeyName.left
                    anchors.top: storeyName.bottom
                    width: storeyName.width
                    visible: (rowHead.what.count ?? 0) > 0
                    text: (rowHead.what.detail ?? "") === "" ? Theme.number(rowHead.what.count ?? 0)
                          : qsTr("%1 · %2", "how many, what of them").arg(rowHead.what.count ?? 0).arg(rowHead.what.detail)
                    color: Theme.textQuiet
                }
                Marker {
                    visible: visual !== "" && visual !== "normal"
                    visual: rowHead.what.visual ?? ""
                    size: Theme.control
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.gap / 2
                    anchors.verticalCenter: parent.verticalCenter
                }
            }
        }
        TableView {
            id: table
            x: panel.headWidth
            y: panel.cellHeight
            width: parent.width - x
            height: parent.height - y
            clip: true
            reuseItems: true
            boundsBehavior: Flickable.StopAtBounds
            model: BuildingTable
            columnWidthProvider: () => panel.cellWidth
            rowHeightProvider: () => panel.cellHeight
            activeFocusOnTab: true
            Accessible.role: Accessible.Table
            Accessible.name: panel.title
            T.ScrollBar.vertical: ScrollLine { }
            T.ScrollBar.horizontal: ScrollLine { }
            Keys.onPressed: event => {
                const step = event.key === Qt.Key_Left ? [0, -1] : event.key === Qt.Key_Right ? [0, 1] : event.key === Qt.Key_Up ? [-1, 0] : event.key === Qt.Key_Down ? [1, 0] : null;
                if (!step)
                    return;
                event.accepted = true;
                panel.walk(step[0], step[1]);
            }
            Connections {
                target: panel
                function onCellWidthChanged(): void { table.forceLayout() }
                function onCellHeightChanged(): void { table.forceLayout() }
            }
            delegate: TableCell {
                chosen: kind === "unit" && id === panel.chosenUnit
                under: kind === "unit" && id === panel.hoveredUnit
                cellWidth: panel.cellWidth
                cellHeight: panel.cellHeight
                wordy: panel.wordy
            }
        }
    }

    /// To the next unit in a direction; over what is empty.
    function walk(down: int, right: int): void {
        let row = Math.max(0, panel.chosenRow);
        let column = panel.chosenUnit === "" ? 0 : BuildingTable.columnOf(panel.chosenUnit);
        for (;;) {
            row += down;
            column += right;
            if (row < 0 || column < 0 || row >= BuildingTable.rows || column >= BuildingTable.columns)
                return;
            const unit = BuildingTable.unitAt(row, column);
            if (unit !== "") {
                Selection.select("unit", unit);
                return;
            }
        }
    }
}
