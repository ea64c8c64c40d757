pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// The indicators of the overview, group by group, a page at a time.
Panel {
    id: panel

    readonly property int columns: Math.max(1, Math.floor((width - 2 * padding) / Theme.px(Theme.chinese ? 124 : 170)))
    property int page: 0
    /// How high a tile is: without and with its changes since yesterday and last week.
    readonly property int plainHeight: Theme.px(Theme.chinese ? 74 : 94)
    readonly property int comparedHeight: Theme.px(98)
    /// What the panel needs below its title to show anything worth turning to.
    readonly property real leastHeight: Theme.chinese ? 3 * plainHeight : 2 * comparedHeight
    readonly property real room: height - 2 * padding - spacing - Math.max(Theme.touch, Math.round(Theme.titleSize * 1.45)) - Theme.gap / 2
    function pageSize(compared: bool): int { return columns * Math.max(1, Math.floor(room / (compared ? comparedHeight : plainHeight))) }
    /// Rows of the model, page by page; groups are not mixed.
    readonly property var pages: {
        const result = [];
        let group;
        for (let i = 0; i < cells.count; ++i) {
            const cell = cells.objectAt(i) as IndicatorCell;
            if (!cell)
                continue;
            const last = result[result.length - 1];
            if (cell.model.group === group && last.length < Math.min(slots.count, panel.pageSize(cells.objectAt(last[0]).model.trendText !== ""))) {
                last.push(i);
            } else {
                result.push([i]);
                group = cell.model.group;
            }
        }
        return result;
    }
    readonly property var shown: pages[page] ?? []
    readonly property IndicatorCell firstCell: shown.length > 0 ? cells.objectAt(shown[0]) as IndicatorCell : null

    function turn(by: int): void {
        if (panel.pages.length > 0)
            panel.page = (panel.page + by + panel.pages.length) % panel.pages.length;
    }

    title: qsTr("Overview")
    note: firstCell ? qsTr("%1 · %2/%3").arg(firstCell.model.groupName).arg(page + 1).arg(pages.length) : ""
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
    // Turns like the page of a book: a cut every 20 seconds, nothing in between.
    Timer {
        running: panel.visible && panel.pages.length > 1 && !Session.reducedMotion && !over.hovered && !IndicatorMap.active
        interval: 20000
        repeat: true
        onTriggered: panel.turn(1)
    }
    HoverHandler { id: over }

    GridLayout {
        columns: panel.columns
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap / 2
        Layout.fillWidth: true
        Layout.fillHeight: true

        Repeater {
            // As many as any shape of the wall shows: rows that are made and thrown away while a window is resized are
            // still known to the layout when they are gone (a crash in Qt 6.4).
            model: 12

            IndicatorTile {
                id: slot
                required property int index
                readonly property IndicatorCell cell: index < panel.shown.length ? cells.objectAt(panel.shown[index]) as IndicatorCell : null
                visible: index < panel.pageSize
                what: slot.cell?.model ?? null
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
            }
        }
    }
}
