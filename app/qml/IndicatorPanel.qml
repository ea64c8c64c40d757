pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// The indicators of the overview, group by group, a page at a time.
Panel {
    id: panel

    property int columns: Theme.chinese ? 3 : 2
    property int rows: 3
    property int page: 0
    readonly property int pageSize: columns * rows
    /// Rows of the model, page by page; groups are not mixed.
    readonly property var pages: {
        const result = [];
        let group;
        for (let i = 0; i < cells.count; ++i) {
            const cell = cells.objectAt(i) as IndicatorCell;
            if (!cell)
                continue;
            const last = result[result.length - 1];
            if (cell.model.group === group && last.length < panel.pageSize) {
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
    tools: PushButton {
        flat: true
        quiet: true
        glyph: "chevron-right"
        hint: qsTr("Next page")
        onClicked: panel.turn(1)
        Keys.onLeftPressed: panel.turn(-1)
        Keys.onRightPressed: panel.turn(1)
    }

    Instantiator {
        id: cells
        model: IndicatorModel
        delegate: IndicatorCell { }
    }
    // Turns like the page of a book: a cut every 20 seconds, nothing in between.
    Timer {
        running: panel.visible && panel.pages.length > 1 && !Session.reducedMotion && !over.hovered
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

            Item {
                id: slot
                required property int index
                visible: index < panel.pageSize
                readonly property IndicatorCell cell: index < panel.shown.length ? cells.objectAt(panel.shown[index]) as IndicatorCell : null
                implicitHeight: value.implicitHeight + name.implicitHeight
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                Accessible.role: Accessible.StaticText
                Accessible.name: slot.cell ? qsTr("%1: %2 %3").arg(slot.cell.model.name).arg(slot.cell.model.valueText).arg(slot.cell.model.unit) : ""

                Label {
                    id: value
                    // A figure says nothing without its unit: it is the figure that gets smaller.
                    width: Math.min(implicitWidth, slot.width - (unit.text === "" ? 0 : unit.implicitWidth + Theme.gap / 2))
                    text: slot.cell ? slot.cell.model.valueText : " "
                    strong: true
                    font.pixelSize: Theme.figure
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Theme.body
                }
                Label {
                    id: unit
                    anchors.left: value.right
                    anchors.leftMargin: Theme.gap / 2
                    anchors.baseline: value.baseline
                    text: slot.cell ? slot.cell.model.unit : ""
                    quiet: true
                }
                Label {
                    id: name
                    anchors.top: value.bottom
                    anchors.topMargin: -Theme.gap / 2
                    width: slot.width
                    text: slot.cell ? slot.cell.model.name : ""
                    quiet: true
                    wrapMode: Text.Wrap
                    maximumLineCount: 2
                    lineHeight: 0.9
                    elide: Text.ElideRight
                }
            }
        }
    }
}
