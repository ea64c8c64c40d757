pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// For showing the district to guests: the city, its name, the card of what is spoken of, and the saved views.
Item {
    id: briefing

    readonly property int margin: Theme.gap * 6
    readonly property real half: Theme.wide ? width / 2 - margin * 2 : width - 2 * margin

    /// What of the city nothing covers: where things are shown.
    readonly property rect free: {
        const inner = insideBar.visible;
        const area = card.area;
        if (!inner)
            return Qt.rect(margin, Theme.px(150), width - 2 * margin, height - Theme.px(260));
        const left = Theme.wide ? Math.max(area.x, width / 2 + Theme.gap * 3) : area.x;
        const right = area.x + area.width - card.cardWidth - Theme.gap;
        return table.visible && !Theme.wide ? Qt.rect(margin, area.y, right - margin, table.y - Theme.gap - area.y) : Qt.rect(left, area.y, right - left, area.height);
    }
    readonly property var covered: [Qt.rect(legend.x, legend.y, legend.visible ? legend.width : 0, legend.visible ? legend.height : 0),
                                    Qt.rect(table.x, table.y, table.visible ? table.width : 0, table.visible ? table.height : 0), card.taken]

    Vignette {
        anchors.fill: parent
        above: Theme.px(220)
        below: Theme.px(170)
    }
    Column {
        x: briefing.margin
        y: briefing.margin * 0.75
        spacing: Theme.gap

        Label {
            width: Math.min(implicitWidth, briefing.half)
            text: Session.title === "" ? qsTr("Yunjie") : Session.title
            strong: true
            font.pixelSize: Theme.px(56)
            elide: Text.ElideRight
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        Row {
            spacing: Theme.gap * 2

            Label {
                text: Session.timeText
                color: Theme.textQuiet
            }
            SimulatedBadge { anchors.verticalCenter: parent.verticalCenter }
        }
    }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: briefing.margin
        y: briefing.margin * 0.75

        PushButton {
            flat: true
            quiet: true
            glyph: "search"
            hint: qsTr("Search (Ctrl+F)")
            onClicked: Shell.toggle("search")
        }
        PushButton {
            flat: true
            quiet: true
            glyph: "settings"
            hint: qsTr("Settings")
            onClicked: Shell.toggle("settings")
        }
    }
    InsideBar {
        id: insideBar
        x: briefing.margin
        y: Theme.px(172)
        maximumWidth: briefing.half
    }
    StoreyRail {
        id: rail
        x: briefing.margin
        y: insideBar.y + insideBar.height + Theme.gap
        maximumHeight: (legend.visible ? legend.y - Theme.gap : briefing.height - Theme.px(110)) - y
        hidden: table.visible // whose rows are the storeys
    }
    BuildingTablePanel {
        id: table
        visible: Inside.table && Inside.building !== ""
        x: briefing.margin
        y: briefing.height - Theme.px(110) - height
        width: Math.min(briefing.half, Theme.px(1250))
        height: briefing.height * 0.46
    }
    FloatingCard {
        id: card
        cardWidth: Math.min(Theme.px(440), Theme.sideWidth)
        area: {
            const left = Math.max(rail.visible ? rail.x + rail.width + Theme.gap : 0, legend.visible && Inside.active ? legend.x + legend.width + Theme.gap : 0, briefing.margin);
            const above = insideBar.visible ? insideBar.y + insideBar.height + Theme.gap : Theme.px(180);
            const beside = table.visible;
            const from = beside ? Math.max(table.x + table.width + Theme.gap, Theme.wide ? briefing.width / 2 + 6 * Theme.gap : 0) : left;
            const below = table.visible && !beside ? table.y - Theme.gap : briefing.height - Theme.px(110);
            return Qt.rect(from, above, briefing.width - briefing.margin - from, below - above);
        }
    }
    Legend {
        id: legend
        x: briefing.margin
        y: briefing.height - Theme.px(110) - height
        maximumHeight: briefing.height * 0.36
        hidden: table.visible
    }
    Flow {
        id: views
        x: briefing.margin
        y: briefing.height - briefing.margin * 0.75 - height
        width: Theme.wide ? briefing.half : briefing.width - 3 * briefing.margin - foot.width
        spacing: Theme.gap

        Repeater {
            model: Session.savedViews.slice(0, 9)
            PushButton {
                required property var modelData
                required property int index
                text: modelData.name
                onClicked: Session.goToView(index)
            }
        }
    }
    Row {
        id: foot
        anchors.right: parent.right
        anchors.rightMargin: briefing.margin
        y: briefing.height - briefing.margin * 0.75 - height
        spacing: Theme.gap * 1.5

        ScaleBar { anchors.verticalCenter: parent.verticalCenter }
        Compass { anchors.verticalCenter: parent.verticalCenter }
    }
}
