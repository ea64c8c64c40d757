pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// The indicators of the overview, a page at a time: one group where there is little room, several under their names
/// where there is more.
Panel {
    id: panel

    readonly property int columns: Math.max(1, Math.floor((width - 2 * padding) / Theme.px(Theme.chinese ? 124 : 170)))
    property int page: 0
    /// How high a tile is: without and with its changes since yesterday and last week.
    readonly property int plainHeight: Theme.px(74)
    readonly property int comparedHeight: Theme.px(98)
    readonly property int headHeight: Theme.px(34)
    /// What the panel needs below its title to show anything worth turning to.
    readonly property real leastHeight: 3 * plainHeight
    readonly property real room: height - 2 * padding - Theme.gap - Math.max(Theme.touch, Math.round(Theme.titleSize * 1.45))
    /// Names of groups stand above their tiles.
    readonly property bool headed: room >= 2 * (headHeight + 2 * plainHeight)
    /// A page: what stands where, {cells: [{row (of the model), x (column), y, height}], heads: [{text, y}], name}.
    readonly property var pages: {
        const groups = [];
        for (let i = 0; i < cells.count; ++i) {
            const cell = cells.objectAt(i) as IndicatorCell;
            if (!cell)
                continue;
            let group = groups[groups.length - 1];
            if (!group || group.id !== cell.model.group) {
                group = { id: cell.model.group, name: cell.model.groupName, rows: [], compared: false };
                groups.push(group);
            }
            group.rows.push(i);
            group.compared = group.compared || (cell.model.trendText ?? "") !== "";
        }
        const result = [];
        let page = null;
        let y = 0;
        for (const group of groups) {
            const high = group.compared ? comparedHeight : plainHeight;
            const head = headed ? headHeight : 0;
            const begun = head + Math.min(2, Math.ceil(group.rows.length / columns)) * high;
            for (let i = 0; i < group.rows.length; i += columns) {
                const first = i === 0 || y + high > room + 1;
                // A group begins where two of its lines have room, else on a page of its own.
                if (!page || (i === 0 ? !headed || y + begun > room + 1 : y + high > room + 1)) {
                    page = { cells: [], heads: [], name: group.name };
                    result.push(page);
                    y = 0;
                }
                if (first && headed) {
                    page.heads.push({ text: group.name, y: y });
                    y += head;
                }
                group.rows.slice(i, i + columns).forEach((row, x) => page.cells.push({ row: row, x: x, y: y, height: high }));
                y += high;
            }
        }
        return result;
    }
    readonly property var shown: pages[page] ?? ({ cells: [], heads: [], name: "" })

    function turn(by: int): void {
        if (panel.pages.length > 0)
            panel.page = (panel.page + by + panel.pages.length) % panel.pages.length;
    }
    /// The wall's own beat, unless somebody looks closely or one of them is on the map.
    function beat(): void {
        if (!panel.looked && !IndicatorMap.active)
            panel.turn(1);
    }

    title: qsTr("Overview")
    note: pages.length === 0 ? "" : headed ? qsTr("%1/%2", "page, of").arg(page + 1).arg(pages.length) : qsTr("%1 · %2/%3").arg(shown.name).arg(page + 1).arg(pages.length)
    onPagesChanged: {
        if (page >= pages.length)
            page = 0;
    }
    tools: Row {
        PushButton {
            flat: true
            quiet: true
            glyph: "table"
            hint: qsTr("All indicators (Ctrl+I)")
            onClicked: Shell.toggle("indicators")
        }
        PushButton {
            visible: panel.pages.length > 1
            flat: true
            quiet: true
            glyph: "chevron-right"
            hint: qsTr("Next page")
            onClicked: panel.turn(1)
            Keys.onLeftPressed: panel.turn(-1)
            Keys.onRightPressed: panel.turn(1)
        }
    }

    Instantiator {
        id: cells
        model: IndicatorModel
        delegate: IndicatorCell { }
    }
    // Not a layout: its rows would be exchanged with every page.
    Item {
        id: tiles
        Layout.fillWidth: true
        Layout.fillHeight: true

        Repeater {
            model: panel.shown.heads.length
            Label {
                required property int index
                readonly property var head: panel.shown.heads[index] ?? ({ text: "", y: 0 })
                y: head.y
                height: panel.headHeight
                text: head.text
                quiet: true
                strong: true
            }
        }
        Repeater {
            model: Math.max(0, ...panel.pages.map(each => each.cells.length))

            IndicatorTile {
                id: slot
                required property int index
                readonly property var at: panel.shown.cells[index] ?? null
                readonly property IndicatorCell cell: at ? cells.objectAt(at.row) as IndicatorCell : null
                readonly property real columnWidth: (tiles.width - (panel.columns - 1) * Theme.gap) / panel.columns
                visible: cell !== null
                what: cell?.model ?? null
                x: Math.round((at?.x ?? 0) * (columnWidth + Theme.gap))
                y: at?.y ?? 0
                width: Math.floor(columnWidth)
                height: (at?.height ?? 0) - Theme.gap / 2
            }
        }
    }
}
