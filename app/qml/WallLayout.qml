import QtQuick
import QtQuick.Layouts
import Yunjie

/// For the wall of a command room: panels frame the city, everything is read from afar. On a wall of two screens each
/// side has two columns, and nothing that matters stands on the seam in the middle.
Item {
    id: wall

    readonly property bool wide: Theme.wide
    readonly property int margin: Theme.gap * 4
    readonly property int between: Theme.gap * 2
    readonly property int column: Math.min(Theme.px(440), wide ? Math.floor((Theme.sideWidth - between) / 2) : Theme.sideWidth)
    readonly property int side: wide ? 2 * column + between : column
    readonly property int headerHeight: Theme.px(92)
    readonly property int bottomLine: Math.max(Theme.touch + Theme.gap, Theme.px(56))
    readonly property int panelsHeight: height - headerHeight - bottomLine - Theme.gap * 3
    /// What of the city no panel covers.
    readonly property rect stage: Qt.rect(margin + side + between, headerHeight, width - 2 * (margin + side + between), panelsHeight)
    /// The half of the stage in which what must not lie on the seam stands.
    readonly property real half: wide ? stage.width / 2 - Theme.gap * 3 : stage.width

    /// What of the stage nothing covers: where things are shown; clear of the seam where it is one thing.
    readonly property rect free: {
        const inner = insideBar.visible;
        const area = card.area;
        const above = Theme.gap + Math.max(inner ? insideBar.y + insideBar.height : path.y + path.height, Shell.bannerBottom);
        if (!inner)
            return Qt.rect(stage.x, above, stage.width, stage.y + stage.height - above);
        const left = wide ? Math.max(area.x, width / 2 + Theme.gap * 3) : area.x;
        const right = area.x + area.width - card.cardWidth - Theme.gap;
        return Qt.rect(left, area.y, right - left, area.height);
    }
    readonly property var covered: [Qt.rect(legend.x, legend.y, legend.visible ? legend.width : 0, legend.visible ? legend.height : 0),
                                    Qt.rect(table.x, table.y, table.visible ? table.width : 0, table.visible ? table.height : 0), card.taken]

    /// What is in hand, or what waits at the step that was chosen from the funnel.
    EventFilter { id: inHand; filterState: EventModel.filterState === "open" ? "in-hand" : EventModel.filterState; sortKey: "overdue" }

    // What nobody has taken up comes first to the keys here.
    Component.onCompleted: Shell.list = "alarms"

    Vignette {
        anchors.fill: parent
        side: wall.margin + wall.side * 1.15
    }
    WallHeader {
        x: wall.margin
        y: Theme.gap
        width: wall.width - 2 * wall.margin
        height: wall.headerHeight - Theme.gap * 2
    }

    GridLayout {
        x: wall.margin
        y: wall.headerHeight
        width: wall.side
        height: wall.panelsHeight
        columns: wall.wide ? 2 : 1
        columnSpacing: wall.between
        rowSpacing: wall.between

        IndicatorPanel {
            objectName: "panel indicators"
            rows: wall.wide ? 6 : 3
            columns: wall.wide ? 2 : Theme.chinese ? 3 : 2
            Layout.row: 0
            Layout.column: 0
            Layout.rowSpan: wall.wide ? 2 : 1
            Layout.preferredWidth: wall.column
            Layout.fillHeight: true
            Layout.preferredHeight: wall.panelsHeight * 0.36
        }
        TodayPanel {
            objectName: "panel today"
            Layout.row: wall.wide ? 0 : 1
            Layout.column: wall.wide ? 1 : 0
            Layout.preferredWidth: wall.column
            Layout.fillHeight: true
            Layout.preferredHeight: wall.panelsHeight * 0.38
        }
        DomainPanel {
            objectName: "panel domains"
            Layout.row: wall.wide ? 1 : 2
            Layout.column: wall.wide ? 1 : 0
            Layout.preferredWidth: wall.column
            Layout.fillHeight: true
            Layout.preferredHeight: wall.panelsHeight * 0.26
        }
    }
    GridLayout {
        x: wall.width - wall.margin - wall.side
        y: wall.headerHeight
        width: wall.side
        height: wall.panelsHeight
        columns: wall.wide ? 2 : 1
        columnSpacing: wall.between
        rowSpacing: wall.between

        AttentionPanel {
            objectName: "panel attention"
            Layout.row: 0
            Layout.column: wall.wide ? 1 : 0
            Layout.preferredWidth: wall.column
            Layout.fillHeight: true
            Layout.preferredHeight: wall.panelsHeight * 0.345
        }
        StateListPanel {
            objectName: "panel in hand"
            source: inHand
            title: inHand.filterState === "in-hand" ? qsTr("In hand") : FunnelModel.steps.find(step => step.id === inHand.filterState)?.label ?? qsTr("Queue")
            note: qsTr("%1 · overdue first").arg(Theme.number(inHand.count))
            emptyText: inHand.filterState === "in-hand" ? qsTr("Nothing is in hand.") : qsTr("Nothing waits at this step.")
            Layout.row: wall.wide ? 0 : 1
            Layout.column: 0
            Layout.rowSpan: wall.wide ? 2 : 1
            Layout.preferredWidth: wall.column
            Layout.fillHeight: true
            Layout.preferredHeight: wall.panelsHeight * 0.345
        }
        DevicesPanel {
            objectName: "panel devices"
            Layout.row: wall.wide ? 1 : 2
            Layout.column: wall.wide ? 1 : 0
            Layout.preferredWidth: wall.column
            Layout.fillHeight: true
            Layout.preferredHeight: wall.panelsHeight * 0.29
        }
    }

    Breadcrumb {
        id: path
        x: wall.stage.x
        y: wall.stage.y
        maximumWidth: wall.half
    }
    InsideBar {
        id: insideBar
        x: wall.stage.x
        y: path.y + path.height + Theme.gap
        maximumWidth: wall.half
    }
    StoreyRail {
        id: rail
        x: wall.stage.x
        y: insideBar.y + insideBar.height + Theme.gap
        maximumHeight: (legend.visible ? legend.y - Theme.gap : wall.stage.y + wall.stage.height) - y
        hidden: table.visible // whose rows are the storeys
    }
    BuildingTablePanel {
        id: table
        visible: Inside.table && Inside.building !== ""
        x: wall.stage.x
        y: wall.stage.y + wall.stage.height - height
        width: wall.half
        height: wall.stage.height * 0.5
    }
    Legend {
        id: legend
        x: wall.stage.x
        y: wall.stage.y + wall.stage.height - height
        maximumHeight: wall.stage.height * 0.4
        hidden: table.visible
    }
    FloatingCard {
        id: card
        area: {
            const left = Math.max(rail.visible ? rail.x + rail.width + Theme.gap : 0, legend.visible && Inside.active ? legend.x + legend.width + Theme.gap : 0, wall.stage.x);
            const above = Math.max(insideBar.visible ? insideBar.y + insideBar.height : path.y + path.height, Shell.bannerBottom);
            // Beside the table on a wide wall, above it elsewhere.
            const beside = table.visible && wall.wide;
            const from = beside ? table.x + table.width + 6 * Theme.gap : left;
            const below = table.visible && !beside ? table.y - Theme.gap : wall.stage.y + wall.stage.height;
            return Qt.rect(from, above + Theme.gap, wall.stage.x + wall.stage.width - from, below - above - Theme.gap);
        }
    }

    FeedLine {
        x: wall.margin
        y: wall.height - wall.bottomLine - Theme.gap + (wall.bottomLine - height) / 2
        maximumWidth: wall.side
    }
    ReplayBar {
        x: wall.stage.x
        y: wall.height - wall.bottomLine - Theme.gap
        width: Math.min(wall.half, foot.x - x - wall.between)
    }
    Row {
        id: foot
        anchors.right: parent.right
        anchors.rightMargin: wall.margin
        y: wall.height - wall.bottomLine - Theme.gap
        height: wall.bottomLine
        spacing: Theme.gap * 1.5

        Label {
            text: Session.positionText.replace(" · ", "\n")
            quiet: true
            lineHeight: 0.95
            horizontalAlignment: Text.AlignRight
            anchors.verticalCenter: parent.verticalCenter
        }
        ScaleBar { anchors.verticalCenter: parent.verticalCenter }
        Compass { anchors.verticalCenter: parent.verticalCenter }
    }
}
