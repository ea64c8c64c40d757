import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// For work at a desk: places and layers at the left, card and lists at the right, the city between.
Item {
    id: desk

    property int leftWidth: Theme.px(280)
    property int rightWidth: Theme.px(344)
    readonly property int least: Theme.px(220)
    readonly property int leftTaken: Shell.leftDock ? Math.max(Math.min(leftWidth, Theme.sideWidth), Math.min(least, Theme.sideWidth)) : 0
    readonly property int rightTaken: Shell.rightDock ? Math.max(Math.min(rightWidth, Theme.sideWidth), Math.min(least, Theme.sideWidth)) : 0
    readonly property rect stage: Qt.rect(leftTaken + (leftTaken > 0 ? 2 : 1) * Theme.gap, toolbar.height + Theme.gap,
                                          width - leftTaken - rightTaken - ((leftTaken > 0 ? 2 : 1) + (rightTaken > 0 ? 2 : 1)) * Theme.gap,
                                          height - toolbar.height - status.height - 2 * Theme.gap)

    /// What of the city nothing covers: where things are shown.
    readonly property rect free: {
        const inner = insideBar.visible;
        const left = !inner ? stage.x : Math.max(stage.x, rail.visible ? rail.x + rail.width + Theme.gap : 0, legend.visible ? legend.x + legend.width + Theme.gap : 0);
        const above = Theme.gap + Math.max(inner ? insideBar.y + insideBar.height : top.y + top.height, Shell.bannerBottom);
        const below = table.visible ? table.y - Theme.gap : replay.visible ? replay.y - Theme.gap : stage.y + stage.height;
        const right = (buttons.visible ? buttons.x - Theme.gap : stage.x + stage.width) - (floatingCard.visible && inner ? floatingCard.cardWidth + Theme.gap : 0);
        return Qt.rect(left, above, right - left, below - above);
    }
    readonly property var covered: [Qt.rect(legend.x, legend.y, legend.visible ? legend.width : 0, legend.visible ? legend.height : 0), floatingCard.taken]

    component Divider: Item {
        id: divider
        required property bool towardsRight
        property int start
        signal dragged(int pixels)
        width: Theme.gap
        Rectangle {
            anchors.centerIn: parent
            width: 2 * Theme.hair
            height: Theme.px(40)
            radius: width
            color: pointer.containsMouse || pointer.pressed ? Theme.accent : Theme.alpha(Theme.text, 0.25)
        }
        MouseArea {
            id: pointer
            property real last
            anchors.fill: parent
            hoverEnabled: true
            preventStealing: true
            cursorShape: Qt.SplitHCursor
            onPressed: event => pointer.last = pointer.mapToItem(null, event.x, 0).x
            onPositionChanged: event => {
                if (!pointer.pressed)
                    return;
                const x = pointer.mapToItem(null, event.x, 0).x;
                divider.dragged(divider.towardsRight ? x - pointer.last : pointer.last - x);
                pointer.last = x;
            }
        }
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
        height: desk.stage.height
        orientation: Qt.Vertical
        handle: Split { }

        Loader {
            visible: active
            active: Inspection.tab !== ""
            T.SplitView.fillHeight: true
            sourceComponent: InspectPanel { }
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
        }
        Panel {
            visible: Inspection.tab === ""
            title: qsTr("Layers")
            objectName: "panel layers"
            note: String(LayerModel.count)
            padding: Theme.gap * 1.5
            T.SplitView.preferredHeight: desk.stage.height * 0.42
            T.SplitView.minimumHeight: Theme.px(120)

            LayersPanel {
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
    }
    Divider {
        visible: leftDock.visible
        towardsRight: true
        x: leftDock.x + leftDock.width
        y: leftDock.y
        height: leftDock.height
        onDragged: pixels => desk.leftWidth = Math.max(desk.least, Math.min(Theme.sideWidth, desk.leftTaken + pixels))
    }

    T.SplitView {
        id: rightDock
        visible: desk.rightTaken > 0
        x: desk.width - desk.rightTaken - Theme.gap
        y: desk.stage.y
        width: desk.rightTaken
        height: desk.stage.height
        orientation: Qt.Vertical
        handle: Split { }

        Panel {
            id: card
            objectName: "panel card"
            visible: Card.visible
            padding: Theme.gap * 1.5
            T.SplitView.preferredHeight: Math.min(cardBody.implicitHeight + cardActions.implicitHeight + spacing + 2 * padding, desk.stage.height * 0.55)
            T.SplitView.minimumHeight: Theme.px(120)

            Flickable {
                contentHeight: cardBody.implicitHeight
                clip: true
                interactive: contentHeight > height
                boundsBehavior: Flickable.StopAtBounds
                Layout.fillWidth: true
                Layout.fillHeight: true
                T.ScrollBar.vertical: ScrollLine { }
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

            RowLayout {
                spacing: Theme.gap / 2
                Layout.fillWidth: true

                ListTabs { }
                Item { Layout.fillWidth: true }
                PushButton {
                    flat: true
                    quiet: true
                    glyph: "chevron-right"
                    hint: qsTr("Put the panels at the right away")
                    onClicked: Shell.rightDock = false
                }
            }
            Loader {
                sourceComponent: Shell.list === "events" ? events : Shell.list === "alarms" ? alarms : sensors
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
            Component { id: events; QueueList { } }
            Component { id: alarms; AlarmList { } }
            Component { id: sensors; SensorList { } }
        }
    }
    Divider {
        visible: rightDock.visible
        towardsRight: false
        x: rightDock.x - width
        y: rightDock.y
        height: rightDock.height
        onDragged: pixels => desk.rightWidth = Math.max(desk.least, Math.min(Theme.sideWidth, desk.rightTaken + pixels))
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
            const left = Math.max(rail.visible ? rail.x + rail.width + Theme.gap : 0, legend.visible && Inside.active ? legend.x + legend.width + Theme.gap : 0, desk.stage.x);
            const above = Math.max(insideBar.visible ? insideBar.y + insideBar.height : desk.stage.y + Theme.touch * 1.5 - Theme.gap, Shell.bannerBottom) + Theme.gap;
            return Qt.rect(left, above, desk.stage.x + desk.stage.width - buttons.width - Theme.gap - left, (table.visible ? table.y : replay.y) - above - Theme.gap);
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
            maximumWidth: desk.stage.width - 2 * (Theme.touch + Theme.gap) - (AlertModel.count > 0 ? desk.stage.width * 0.4 : 0)
        }
        AlertSign { maximumWidth: desk.stage.width * (Selection.breadcrumb.length > 0 ? 0.38 : 0.7) }
    }
    PushButton {
        visible: !Shell.rightDock
        x: desk.stage.x + desk.stage.width - width
        y: desk.stage.y
        glyph: "panel-right"
        hint: qsTr("Card, events and sensors")
        onClicked: Shell.rightDock = true
    }
    InsideBar {
        id: insideBar
        x: desk.stage.x
        y: top.y + top.height + Theme.gap
        maximumWidth: desk.stage.width
    }
    StoreyRail {
        id: rail
        x: desk.stage.x
        y: insideBar.y + insideBar.height + Theme.gap
        maximumHeight: (legend.visible ? legend.y : replay.y) - y - Theme.gap
    }
    BuildingTablePanel {
        id: table
        visible: Inside.table && Inside.building !== ""
        x: desk.stage.x + rail.width + Theme.gap
        y: replay.y - height - Theme.gap
        width: desk.stage.width - rail.width - Theme.gap
        height: desk.stage.height * 0.46
    }
    MapButtons {
        id: buttons
        x: desk.stage.x + desk.stage.width - width
        y: (table.visible ? table.y : replay.y) - height - Theme.gap
        visible: y > insideBar.y + insideBar.height
    }
    Legend {
        id: legend
        x: desk.stage.x
        y: replay.y - height - Theme.gap
        maximumHeight: desk.stage.height * 0.4
        hidden: table.visible
    }
    ReplayBar {
        id: replay
        compact: true
        x: desk.stage.x
        y: desk.stage.y + desk.stage.height - height
        width: desk.stage.width
    }
}
