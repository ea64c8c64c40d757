pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// For the wall of a command room: panels frame the city, everything is read from afar. On a wall of two screens each
/// side has two columns, and nothing that matters stands on the seam in the middle.
Item {
    id: wall

    component Page: Later {
        property rect place
        fillWidth: true
        fillHeight: true
        readonly property bool looked: (item as Panel)?.looked ?? false
        x: place.x
        y: place.y
        width: place.width
        height: place.height
    }

    readonly property bool wide: Theme.wide
    readonly property int margin: Theme.gap * 4
    readonly property int between: Theme.gap * 2
    /// Two columns a side where both are broad enough for lists, broad panels over half columns where they are not.
    readonly property string shape: !wide ? "column" : Theme.sideWidth >= 2 * Theme.px(400) + between ? "columns" : Theme.sideWidth >= Theme.px(600) ? "spans" : "column"
    readonly property int side: shape === "columns" ? Math.min(2 * Theme.px(440) + between, Theme.sideWidth) : shape === "spans" ? Theme.sideWidth : Math.min(Theme.px(440), Theme.sideWidth)
    readonly property int headerHeight: Theme.px(92)
    readonly property int bottomLine: Math.max(Theme.touch + Theme.gap, Theme.px(56))
    readonly property int panelsHeight: height - headerHeight - bottomLine - Theme.gap * 3
    /// What of the city no panel covers.
    readonly property rect stage: Qt.rect(margin + side + between, headerHeight, width - 2 * (margin + side + between), panelsHeight)
    /// The half of the stage in which what must not lie on the seam stands.
    readonly property real half: wide ? stage.width / 2 - Theme.gap * 3 : stage.width

    /// Where the stage ends: above a patrol that runs.
    readonly property real floor: patrol.visible ? patrol.y - Theme.gap : stage.y + stage.height

    /// What of the stage nothing covers: where things are shown; clear of the seam where it is one thing.
    readonly property rect free: {
        const inner = insideBar.visible;
        const area = card.area;
        const above = Theme.gap + Math.max(inner ? insideBar.y + insideBar.height : path.y + path.height, Shell.bannerBottom);
        if (!inner)
            return Qt.rect(stage.x, above, stage.width, floor - above);
        const left = wide ? Math.max(area.x, width / 2 + Theme.gap * 3) : area.x;
        const right = area.x + area.width - card.cardWidth - Theme.gap;
        return Qt.rect(left, area.y, right - left, area.height);
    }
    readonly property var covered: [Qt.rect(legend.x, legend.y, legend.visible ? legend.width : 0, legend.visible ? legend.height : 0),
                                    Qt.rect(table.x, table.y, table.visible ? table.width : 0, table.visible ? table.height : 0),
                                    Qt.rect(indicator.x, indicator.y, indicator.visible ? indicator.width : 0, indicator.visible ? indicator.height : 0), card.taken]

    readonly property bool urgent: Operations.unacknowledgedCritical > 0
    /// What a panel needs around its contents: alone, taking turns, and with something to press beside its title.
    readonly property real plainTitle: 5 * Theme.gap + Math.round(Theme.titleSize * 1.45)
    readonly property real turningTitle: 5 * Theme.gap + Math.round(Theme.titleSize * 1.6)
    readonly property real titleHeight: 5 * Theme.gap + Math.max(Theme.touch, Math.round(Theme.titleSize * 1.45))
    readonly property real rowHeight: sample.implicitHeight
    readonly property int sourceLine: Math.round(Theme.px(20) * 1.55) ///< of SourcesPanel
    /// At how much height a panel can be read, and how much it would like.
    readonly property var needs: {
        const list = rows => plainTitle + rows * rowHeight;
        const flood = Operations.alarmLoad === "flood" ? Math.round(Theme.secondary * 1.45) : 0;
        const all = {
            "indicators": { least: titleHeight + indicators.leastHeight, grow: 0.1 },
            "today": { least: plainTitle + 2 * Theme.px(73) + Theme.gap + Theme.px(70), grow: 1 },
            "domains": { least: turningTitle + 6 * Theme.px(27), grow: 0.3 },
            "weather": { least: turningTitle + GaugeModel.gauges.length * Theme.px(32) + (AlertModel.count > 0 ? rowHeight : Theme.px(30)), want: turningTitle + GaugeModel.gauges.length * Theme.px(62) + Math.max(Theme.px(30), Math.min(2, AlertModel.count) * rowHeight), grow: 0.5 },
            "attention": { least: flood + list(Math.max(1, Math.min(2, attention.total))), want: flood + list(Math.min(9, attention.total)), step: rowHeight, grow: 0 },
            "in hand": { least: list(2), grow: 1 },
            "devices": { least: turningTitle + 6 * Theme.px(27) + Theme.px(32), grow: 0.2 }
        };
        if (CameraModel.total > 0)
            all["cameras"] = { least: titleHeight + Theme.px(118), grow: 0.3 };
        if (SourceModel.count > 0)
            all["sources"] = { least: turningTitle + 6 * sourceLine, grow: 0.4 };
        return all;
    }
    readonly property var decks: [left0, left1, right0, right1]

    function placeOf(name: string): rect { return plan.arranged.places[name] ?? Qt.rect(0, 0, 0, 0) }
    function pagesOf(deck: string): string { return (plan.arranged.decks[deck] ?? []).join("|") }
    /// The deck in which a panel takes turns; null: it stands alone.
    function deckOf(name: string): var {
        for (const deck of wall.decks) {
            if (deck.pages.includes(name))
                return deck;
        }
        return null;
    }
    function shows(name: string): bool {
        const deck = deckOf(name);
        return plan.arranged.places[name] !== undefined && (deck === null || deck.shown === name);
    }
    /// What happens calls for the page that tells of it.
    function wantedOf(pages: var): string {
        if (pages.includes("cameras") && (Patrol.running || " building unit thing event alarm ".includes(" " + Selection.kind + " ")))
            return "cameras:" + (Patrol.running ? "patrol" : Selection.id);
        const gravest = alerts.count > 0 ? alerts.objectAt(0)?.model : null;
        if (pages.includes("weather") && gravest && (gravest.visual === "critical" || gravest.visual === "major"))
            return "weather:" + gravest.id;
        if (pages.includes("sources") && SourceModel.failing > 0)
            return "sources:" + SourceModel.failing;
        return "";
    }
    function isHeld(pages: var): bool {
        return pages.some(name => name === "domains" ? domains.looked : name === "weather" ? weather.looked : name === "cameras" ? cameras.looked : name === "devices" ? devices.looked : name === "sources" ? sources.looked : false);
    }

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

    WallPlan {
        id: plan
        left: Qt.rect(wall.margin, wall.headerHeight, wall.side, wall.panelsHeight)
        right: Qt.rect(wall.width - wall.margin - wall.side, wall.headerHeight, wall.side, wall.panelsHeight)
        gap: wall.between
        shape: wall.shape
        needs: wall.needs
        urgent: wall.urgent
    }
    // A row of a list, for its height.
    StateRow {
        id: sample
        visible: false
        width: Theme.px(300)
        title: " "
        detail: " "
        Accessible.ignored: true
    }
    Deck { id: left0; names: wall.pagesOf("left0"); wanted: wall.wantedOf(pages); held: wall.isHeld(pages) }
    Deck { id: left1; names: wall.pagesOf("left1"); wanted: wall.wantedOf(pages); held: wall.isHeld(pages) }
    Deck { id: right0; names: wall.pagesOf("right0"); wanted: wall.wantedOf(pages); held: wall.isHeld(pages) }
    Deck { id: right1; names: wall.pagesOf("right1"); wanted: wall.wantedOf(pages); held: wall.isHeld(pages) }
    Instantiator {
        id: alerts
        model: AlertModel
        delegate: QtObject { required property var model }
    }
    // Everything that turns by itself turns in one moment, like the page of a book: a cut, nothing in between.
    Timer {
        interval: 20000
        repeat: true
        running: wall.visible && !Session.reducedMotion && !wall.urgent
        onTriggered: {
            indicators.beat();
            for (const deck of wall.decks)
                deck.beat();
        }
    }

    IndicatorPanel {
        id: indicators
        objectName: "panel indicators"
        readonly property rect place: wall.placeOf("indicators")
        x: place.x
        y: place.y
        width: place.width
        height: place.height
        visible: wall.shows("indicators")
    }
    TodayPanel {
        id: today
        objectName: "panel today"
        readonly property rect place: wall.placeOf("today")
        x: place.x
        y: place.y
        width: place.width
        height: place.height
        visible: wall.shows("today")
        deck: wall.deckOf("today")
    }
    Page {
        id: domains
        place: wall.placeOf("domains")
        wanted: wall.shows("domains")
        DomainPanel { objectName: "panel domains"; deck: wall.deckOf("domains") }
    }
    Page {
        id: weather
        place: wall.placeOf("weather")
        wanted: wall.shows("weather")
        WeatherPanel { objectName: "panel weather"; deck: wall.deckOf("weather") }
    }
    Page {
        id: cameras
        place: wall.placeOf("cameras")
        wanted: wall.shows("cameras")
        CameraStrip { deck: wall.deckOf("cameras") }
    }
    AttentionPanel {
        id: attention
        objectName: "panel attention"
        readonly property rect place: wall.placeOf("attention")
        x: place.x
        y: place.y
        width: place.width
        height: place.height
    }
    StateListPanel {
        objectName: "panel in hand"
        readonly property rect place: wall.placeOf("in hand")
        x: place.x
        y: place.y
        width: place.width
        height: place.height
        source: inHand
        title: inHand.filterState === "in-hand" ? qsTr("In hand") : FunnelModel.steps.find(step => step.id === inHand.filterState)?.label ?? qsTr("Queue")
        note: qsTr("%1 · overdue first").arg(Theme.number(inHand.count))
        emptyText: inHand.filterState === "in-hand" ? qsTr("Nothing is in hand.") : qsTr("Nothing waits at this step.")
    }
    Page {
        id: devices
        place: wall.placeOf("devices")
        wanted: wall.shows("devices")
        DevicesPanel { objectName: "panel devices"; deck: wall.deckOf("devices") }
    }
    Page {
        id: sources
        place: wall.placeOf("sources")
        wanted: wall.shows("sources")
        SourcesPanel { objectName: "panel sources"; deck: wall.deckOf("sources") }
    }

    Breadcrumb {
        id: path
        x: wall.stage.x
        y: wall.stage.y
        maximumWidth: wall.half
    }
    Later {
        id: insideBar
        wanted: Inside.building !== ""
        x: wall.stage.x
        y: path.y + path.height + Theme.gap
        InsideBar { maximumWidth: wall.half }
    }
    Later {
        id: rail
        wanted: Inside.active && Inside.storeys.length > 0 && !table.visible // whose rows are the storeys
        x: wall.stage.x
        y: insideBar.y + insideBar.height + Theme.gap
        StoreyRail { maximumHeight: (legend.visible ? legend.y - Theme.gap : wall.floor) - rail.y }
    }
    Later {
        id: table
        wanted: Inside.table && Inside.building !== ""
        x: wall.stage.x
        y: wall.floor - height
        width: wall.half
        height: wall.stage.height * 0.5
        fillWidth: true
        fillHeight: true
        BuildingTablePanel { }
    }
    Legend {
        id: legend
        x: wall.stage.x
        y: wall.floor - height
        maximumHeight: wall.stage.height * 0.4
        hidden: table.visible || indicator.visible
    }
    Later {
        id: indicator
        wanted: IndicatorMap.active && !table.visible && !Inside.active
        x: wall.stage.x
        y: wall.floor - height
        IndicatorSheet { width: Math.min(implicitWidth, wall.half * 0.5); maximumHeight: wall.stage.height * 0.72 }
    }
    FloatingCard {
        id: card
        area: {
            const left = Math.max(rail.visible ? rail.x + rail.width + Theme.gap : 0, legend.visible && Inside.active ? legend.x + legend.width + Theme.gap : 0, indicator.visible ? indicator.x + indicator.width + Theme.gap : 0, wall.stage.x);
            const above = Math.max(insideBar.visible ? insideBar.y + insideBar.height : path.y + path.height, Shell.bannerBottom);
            // Beside the table on a wide wall, above it elsewhere.
            const beside = table.visible && wall.wide;
            const from = beside ? table.x + table.width + 6 * Theme.gap : left;
            const below = table.visible && !beside ? table.y - Theme.gap : wall.floor;
            return Qt.rect(from, above + Theme.gap, wall.stage.x + wall.stage.width - from, below - above - Theme.gap);
        }
    }

    Later {
        id: patrol
        wanted: Patrol.running
        x: wall.stage.x
        y: wall.stage.y + wall.stage.height - height
        width: Math.min(wall.half, Theme.px(1200))
        fillWidth: true
        PatrolBar { }
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
