pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// For work at a desk: places and layers at the left, card and lists at the right, the city between.
Item {
    id: desk

    // As they were left at this screen; units of the design.
    property real leftWidth: 280
    property real rightWidth: 344
    property real tableHeight: 300
    property real layersShare: 0.42
    readonly property int least: Math.min(Theme.px(220), Theme.sideWidth)
    readonly property int leftTaken: Shell.leftDock ? Math.max(least, Math.min(Theme.px(leftWidth), Theme.sideWidth)) : 0
    readonly property int rightTaken: Shell.rightDock ? Math.max(least, Math.min(Theme.px(rightWidth), Theme.sideWidth)) : 0
    readonly property real room: height - toolbar.height - status.height - 2 * Theme.gap
    /// The table of a building takes its place while that is open.
    readonly property bool tableShown: Shell.tableDock && !table.visible
    readonly property int tableTaken: tableShown ? Math.round(Math.max(Theme.px(170), Math.min(Theme.px(tableHeight), room * 0.6))) : 0
    readonly property rect stage: Qt.rect(leftTaken + (leftTaken > 0 ? 2 : 1) * Theme.gap, toolbar.height + Theme.gap,
                                          width - leftTaken - rightTaken - ((leftTaken > 0 ? 2 : 1) + (rightTaken > 0 ? 2 : 1)) * Theme.gap,
                                          room - (tableTaken > 0 ? tableTaken + Theme.gap : 0))
    readonly property string memory: "docks/%1x%2".arg(Screen.width).arg(Screen.height)

    function remember(): void {
        DeskMemory.keep(memory, {
            left: leftWidth, right: rightWidth, table: tableHeight, layers: layersShare,
            leftShown: Shell.leftDock, rightShown: Shell.rightDock, tableShown: Shell.tableDock
        });
    }
    function arrange(kept: var): void {
        leftWidth = kept.left ?? 280;
        rightWidth = kept.right ?? 344;
        tableHeight = kept.table ?? 300;
        layersShare = kept.layers ?? 0.42;
        Shell.leftDock = kept.leftShown ?? true;
        Shell.rightDock = kept.rightShown ?? true;
        Shell.tableDock = kept.tableShown ?? false;
    }
    onMemoryChanged: desk.arrange(DeskMemory.of(memory))
    Component.onCompleted: desk.arrange(DeskMemory.of(memory))
    Connections {
        target: Shell
        function onArrangementReset(): void {
            desk.arrange({});
            desk.remember();
        }
        function onLeftDockChanged(): void { later.restart() }
        function onRightDockChanged(): void { later.restart() }
        function onTableDockChanged(): void { later.restart() }
    }
    Timer {
        id: later
        interval: 0
        onTriggered: desk.remember()
    }

    /// Where the stage ends: above the patrol or the cameras, above the line of time.
    readonly property real floor: patrol.visible ? patrol.y : cameras.visible ? cameras.y : replay.visible ? replay.y : stage.y + stage.height + Theme.gap

    /// What of the city nothing covers: where things are shown.
    readonly property rect free: {
        const inner = insideBar.visible;
        const left = !inner ? stage.x : Math.max(stage.x, rail.visible ? rail.x + rail.width + Theme.gap : 0, legend.visible ? legend.x + legend.width + Theme.gap : 0);
        const above = Theme.gap + Math.max(inner ? insideBar.y + insideBar.height : top.y + top.height, Shell.bannerBottom);
        const below = table.visible ? table.y - Theme.gap : floor - Theme.gap;
        const right = (buttons.visible ? buttons.x - Theme.gap : stage.x + stage.width) - (floatingCard.visible && inner ? floatingCard.cardWidth + Theme.gap : 0);
        return Qt.rect(left, above, right - left, below - above);
    }
    readonly property var covered: [Qt.rect(legend.x, legend.y, legend.visible ? legend.width : 0, legend.visible ? legend.height : 0),
                                    Qt.rect(indicator.x, indicator.y, indicator.visible ? indicator.width : 0, indicator.visible ? indicator.height : 0), floatingCard.taken]

    component Place: Later {
        kept: false
        fillWidth: true
        fillHeight: true
        anchors.fill: parent
        anchors.topMargin: tabs.height + Theme.gap
    }
    component Split: Rectangle {
        implicitHeight: Theme.gap
        color: "transparent"
        Rectangle {
            anchors.centerIn: parent
            width: Theme.px(40)
            height: 2 * Theme.hair
            radius: height
            color: T.SplitHandle.hovered || T.SplitHandle.pressed ? Theme.accent : Theme.alpha(Theme.text, 0.25)
        }
    }

    // The tools stand where places and layers do.
    Connections {
        target: Inspection
        function onTabChanged(): void {
            if (Inspection.tab !== "")
                Shell.leftDock = true;
        }
    }
    DeskToolbar {
        id: toolbar
        width: desk.width
    }
    StatusLine {
        id: status
        width: desk.width
        anchors.bottom: desk.bottom
    }

    T.SplitView {
        id: leftDock
        visible: desk.leftTaken > 0
        x: Theme.gap
        y: desk.stage.y
        width: desk.leftTaken
        height: desk.room
        orientation: Qt.Vertical
        handle: Split { }
        onResizingChanged: {
            if (resizing || !layers.visible)
                return;
            desk.layersShare = layers.height / height;
            desk.remember();
        }

        Later {
            wanted: Inspection.tab !== ""
            kept: false
            fillWidth: true
            fillHeight: true
            T.SplitView.fillHeight: true
            InspectPanel { }
        }
        Panel {
            visible: Inspection.tab === ""
            title: qsTr("Places")
            objectName: "panel places"
            padding: Theme.gap * 1.5
            T.SplitView.fillHeight: true
            T.SplitView.minimumHeight: Theme.px(120)
            tools: PushButton {
                flat: true
                quiet: true
                glyph: "chevron-left"
                hint: qsTr("Put the panels at the left away")
                onClicked: Shell.leftDock = false
            }

            PlaceTree {
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
            Label {
                visible: text !== ""
                text: PlaceTreeModel.uncounted
                quiet: true
                wrapMode: Text.Wrap
                Layout.fillWidth: true
            }
        }
        Panel {
            id: layers
            visible: Inspection.tab === ""
            title: qsTr("Layers")
            objectName: "panel layers"
            note: String(LayerModel.count)
            padding: Theme.gap * 1.5
            T.SplitView.preferredHeight: desk.room * desk.layersShare
            T.SplitView.minimumHeight: Theme.px(120)

            LayersPanel {
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
    }
    DockEdge {
        visible: leftDock.visible
        name: qsTr("Width of the panels at the left")
        x: leftDock.x + leftDock.width
        y: leftDock.y
        height: leftDock.height
        onDragged: pixels => desk.leftWidth = Math.max(desk.least, Math.min(Theme.sideWidth, desk.leftTaken + pixels)) / Theme.scale
        onRestored: {
            desk.leftWidth = 280;
            desk.remember();
        }
        onEnded: desk.remember()
    }

    T.SplitView {
        id: rightDock
        visible: desk.rightTaken > 0
        x: desk.width - desk.rightTaken - Theme.gap
        y: desk.stage.y
        width: desk.rightTaken
        height: desk.room
        orientation: Qt.Vertical
        handle: Split { }

        Panel {
            id: card
            objectName: "panel card"
            visible: Card.visible
            padding: Theme.gap * 1.5
            T.SplitView.preferredHeight: Math.min(cardBody.implicitHeight + cardActions.implicitHeight + spacing + 2 * padding, desk.room * 0.55)
            T.SplitView.minimumHeight: Theme.px(120)

            Scroller {
                contentHeight: cardBody.implicitHeight
                Layout.fillWidth: true
                Layout.fillHeight: true
                CardBody {
                    id: cardBody
                    width: parent.width - Theme.gap
                }
            }
            CardActions {
                id: cardActions
                Layout.fillWidth: true
            }
        }
        Panel {
            objectName: "panel lists"
            padding: Theme.gap * 1.5
            T.SplitView.fillHeight: true
            T.SplitView.minimumHeight: Theme.px(160)

            // By anchors: a layout that is at work when another list is chosen overhears it (Qt 6.4).
            Item {
                Layout.fillWidth: true
                Layout.fillHeight: true

                ListTabs { id: tabs }
                PushButton {
                    anchors.right: parent.right
                    flat: true
                    quiet: true
                    glyph: "chevron-right"
                    hint: qsTr("Put the panels at the right away")
                    onClicked: Shell.rightDock = false
                }
                Place { wanted: Shell.list === "events"; QueueList { } }
                Place { wanted: Shell.list === "alarms"; AlarmList { } }
                Place { wanted: Shell.list === "sensors"; SensorList { } }
            }
        }
    }
    DockEdge {
        visible: rightDock.visible
        name: qsTr("Width of the panels at the right")
        x: rightDock.x - width
        y: rightDock.y
        height: rightDock.height
        onDragged: pixels => desk.rightWidth = Math.max(desk.least, Math.min(Theme.sideWidth, desk.rightTaken - pixels)) / Theme.scale
        onRestored: {
            desk.rightWidth = 344;
            desk.remember();
        }
        onEnded: desk.remember()
    }
    Later {
        id: attributes
        wanted: desk.tableShown
        kept: false
        fillWidth: true
        fillHeight: true
        x: desk.stage.x
        y: desk.stage.y + desk.stage.height + Theme.gap
        width: desk.stage.width
        height: desk.tableTaken
        TablePanel { }
    }
    DockEdge {
        visible: attributes.visible
        across: true
        name: qsTr("Height of the table")
        x: attributes.x
        y: attributes.y - height
        width: attributes.width
        onDragged: pixels => desk.tableHeight = Math.max(Theme.px(170), Math.min(desk.room * 0.6, desk.tableTaken - pixels)) / Theme.scale
        onRestored: {
            desk.tableHeight = 300;
            desk.remember();
        }
        onEnded: desk.remember()
    }

    Leader {
        readonly property rect clear: desk.stage
        visible: rightDock.visible && card.visible && Card.anchorValid && Card.anchor.x > clear.x && Card.anchor.x < clear.x + clear.width
                 && Card.anchor.y > clear.y && Card.anchor.y < clear.y + clear.height
        to: Card.anchor
        from: Qt.point(rightDock.x, Math.max(rightDock.y + Theme.radius, Math.min(rightDock.y + card.height - Theme.radius, Card.anchor.y)))
    }
    FloatingCard {
        id: floatingCard
        visible: !rightDock.visible
        area: {
            if (rightDock.visible)
                return Qt.rect(0, 0, 0, 0);
            const left = Math.max(rail.visible ? rail.x + rail.width + Theme.gap : 0, legend.visible && Inside.active ? legend.x + legend.width + Theme.gap : 0, indicator.visible ? indicator.x + indicator.width + Theme.gap : 0, desk.stage.x);
            const above = Math.max(insideBar.visible ? insideBar.y + insideBar.height : desk.stage.y + Theme.touch * 1.5 - Theme.gap, Shell.bannerBottom) + Theme.gap;
            return Qt.rect(left, above, desk.stage.x + desk.stage.width - buttons.width - Theme.gap - left, (table.visible ? table.y : desk.floor) - above - Theme.gap);
        }
    }

    Row {
        id: top
        x: desk.stage.x
        y: desk.stage.y
        spacing: Theme.gap

        PushButton {
            id: leftOpener
            visible: !Shell.leftDock
            glyph: "panel-left"
            hint: qsTr("Places and layers")
            onClicked: Shell.leftDock = true
        }
        Breadcrumb {
            id: crumbs
            maximumWidth: desk.stage.width - 2 * (Theme.touch + Theme.gap) - (AlertModel.count > 0 ? desk.stage.width * 0.4 : 0)
        }
        AlertSign { maximumWidth: crumbs.visible ? desk.stage.width - crumbs.width - 2 * (Theme.touch + Theme.gap) : desk.stage.width * 0.7 }
    }
    PushButton {
        visible: !Shell.rightDock
        x: desk.stage.x + desk.stage.width - width
        y: desk.stage.y
        glyph: "panel-right"
        hint: qsTr("Card, events and sensors")
        onClicked: Shell.rightDock = true
    }
    Later {
        id: insideBar
        wanted: Inside.building !== ""
        x: desk.stage.x
        y: top.y + top.height + Theme.gap
        InsideBar { maximumWidth: desk.stage.width }
    }
    Later {
        id: rail
        wanted: Inside.active && Inside.storeys.length > 0
        x: desk.stage.x
        y: insideBar.y + insideBar.height + Theme.gap
        StoreyRail { maximumHeight: (legend.visible ? legend.y : desk.floor) - rail.y - Theme.gap }
    }
    Later {
        id: table
        wanted: Inside.table && Inside.building !== ""
        x: desk.stage.x + rail.width + Theme.gap
        y: desk.floor - height - Theme.gap
        width: desk.stage.width - rail.width - Theme.gap
        height: desk.stage.height * 0.46
        fillWidth: true
        fillHeight: true
        BuildingTablePanel { }
    }
    MapButtons {
        id: buttons
        x: desk.stage.x + desk.stage.width - width
        y: (table.visible ? table.y : desk.floor) - height - Theme.gap
        visible: y > insideBar.y + insideBar.height
    }
    Legend {
        id: legend
        x: desk.stage.x
        y: desk.floor - height - Theme.gap
        maximumHeight: desk.stage.height * 0.4
        hidden: table.visible || indicator.visible
    }
    Later {
        id: indicator
        wanted: IndicatorMap.active && !table.visible && !Inside.active
        x: desk.stage.x
        y: desk.floor - height - Theme.gap
        IndicatorSheet {
            width: Math.min(implicitWidth, desk.stage.width * 0.6)
            maximumHeight: Math.min(desk.floor - desk.stage.y - 2 * Theme.gap - Theme.touch * 2, desk.stage.height * 0.75)
        }
    }
    Later {
        id: cameras
        wanted: Shell.cameraDock && CameraModel.total > 0 && !patrol.visible
        x: desk.stage.x
        y: (replay.visible ? replay.y : desk.stage.y + desk.stage.height + Theme.gap) - height - Theme.gap
        width: desk.stage.width
        height: Theme.px(152)
        fillWidth: true
        fillHeight: true
        CameraStrip { padding: Theme.gap }
    }
    Later {
        id: patrol
        wanted: Patrol.running
        x: desk.stage.x
        y: (replay.visible ? replay.y : desk.stage.y + desk.stage.height + Theme.gap) - height - Theme.gap
        width: Math.min(desk.stage.width, Theme.px(860))
        fillWidth: true
        PatrolBar { }
    }
    ReplayBar {
        id: replay
        compact: true
        x: desk.stage.x
        y: desk.stage.y + desk.stage.height - height
        width: desk.stage.width
    }
}
