pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// For showing the district to guests: the slides of a briefing over the city, full screen or with the strip that they are
/// worked on with; without a slide the city, its name, and the card of what is spoken of.
Item {
    id: briefing

    readonly property int margin: Theme.gap * 6
    readonly property real half: Theme.wide ? width / 2 - margin * 2 : width - 2 * margin
    /// Nothing but the slide is on screen.
    readonly property bool bare: Presenter.playing || BriefingExporter.running
    readonly property bool sliding: bare || Storyboard.current >= 0
    readonly property bool editing: !bare && Shell.slideWords && Storyboard.current >= 0
    readonly property real footTop: bare ? height - margin : (replay.visible ? replay.y : strip.y) - Theme.gap
    readonly property real rightEdge: editing ? editor.x - Theme.gap : width - margin

    /// What of the city nothing covers: where things are shown.
    readonly property rect free: {
        const inner = insideBar.visible;
        const area = card.area;
        if (sliding) {
            const beside = view.taken.width > 0 ? view.taken.x + view.taken.width + Theme.gap * 2 : margin;
            const from = beside < width * 0.55 ? beside : margin;
            return Qt.rect(from, view.titleBottom + Theme.gap, Math.max(margin, rightEdge - from), footTop - view.titleBottom - 2 * Theme.gap);
        }
        if (!inner)
            return Qt.rect(margin, Theme.px(150), width - 2 * margin, footTop - Theme.px(160));
        const left = Theme.wide ? Math.max(area.x, width / 2 + Theme.gap * 3) : area.x;
        const right = area.x + area.width - card.cardWidth - Theme.gap;
        return table.visible && !Theme.wide ? Qt.rect(margin, area.y, right - margin, table.y - Theme.gap - area.y) : Qt.rect(left, area.y, right - left, area.height);
    }
    readonly property var covered: [Qt.rect(legend.x, legend.y, legend.visible ? legend.width : 0, legend.visible ? legend.height : 0),
                                    Qt.rect(table.x, table.y, table.visible ? table.width : 0, table.visible ? table.height : 0),
                                    Qt.rect(indicator.x, indicator.y, indicator.visible ? indicator.width : 0, indicator.visible ? indicator.height : 0),
                                    sliding ? view.taken : Qt.rect(0, 0, 0, 0), card.taken]

    Connections {
        target: Shell
        function onKeysBack(): void { strip.takeKeys() }
    }
    Vignette {
        anchors.fill: parent
        above: Theme.px(briefing.sliding ? 240 : 220)
        below: Theme.px(briefing.bare ? 110 : 170)
    }
    Column {
        visible: !briefing.sliding
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
    SlideView {
        id: view
        anchors.fill: parent
        visible: briefing.sliding
        margin: briefing.margin
        foot: briefing.bare ? 0 : briefing.height - briefing.footTop - Theme.gap * 5
        aside: briefing.editing ? briefing.width - editor.x : tools.visible ? tools.width : 0
    }
    Row {
        id: tools
        /// Beside the words of a slide, too.
        readonly property bool roomy: briefing.width - (briefing.editing ? editor.width : 0) > Theme.px(1300)
        visible: !briefing.bare
        x: briefing.rightEdge - width
        y: briefing.margin * 0.75

        Choice {
            visible: !briefing.editing || tools.roomy
            glyph: "palette"
            name: qsTr("Colour of buildings")
            implicitWidth: Theme.px(200)
            choices: Session.colourings
            value: Session.colouring
            onChosen: id => Session.colouring = id
        }
        PushButton {
            flat: true
            quiet: true
            glyph: Theme.dark ? "sun" : "moon"
            hint: Theme.dark ? qsTr("Light theme (F8)") : qsTr("Dark theme (F8)")
            onClicked: Session.theme = Theme.dark ? "plan" : "command"
        }
        PushButton {
            flat: true
            quiet: true
            glyph: "bookmark"
            hint: qsTr("Views")
            onClicked: Shell.toggle("views")
        }
        PushButton {
            flat: true
            quiet: true
            glyph: "layers"
            hint: qsTr("Layers")
            onClicked: Shell.toggle("layers")
        }
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
    Later {
        id: insideBar
        wanted: Inside.active && !briefing.sliding
        x: briefing.margin
        y: Theme.px(172)
        InsideBar { maximumWidth: briefing.half }
    }
    Later {
        id: rail
        wanted: Inside.active && Inside.storeys.length > 0 && !briefing.sliding && !table.visible // whose rows are the storeys
        x: briefing.margin
        y: insideBar.y + insideBar.height + Theme.gap
        StoreyRail { maximumHeight: (legend.visible ? legend.y - Theme.gap : briefing.footTop) - rail.y }
    }
    Later {
        id: table
        wanted: Inside.table && Inside.building !== "" && !briefing.sliding
        x: briefing.margin
        y: briefing.footTop - height
        width: Math.min(briefing.half, Theme.px(1250))
        height: briefing.height * 0.46
        fillWidth: true
        fillHeight: true
        BuildingTablePanel { }
    }
    FloatingCard {
        id: card
        cardWidth: Math.min(Theme.px(440), Theme.sideWidth)
        actions: !briefing.bare
        rightOnly: briefing.sliding
        opacity: briefing.bare ? Presenter.words : 1
        area: {
            if (briefing.sliding) {
                const below = legend.visible ? legend.y - Theme.gap : indicator.visible ? indicator.y - Theme.gap : briefing.footTop;
                const above = view.titleBottom + Theme.gap;
                const beside = view.taken.width > 0 ? view.taken.x + view.taken.width + Theme.gap : briefing.margin;
                const from = Theme.wide ? Math.max(beside, briefing.width / 2 + 3 * Theme.gap) : beside;
                return Qt.rect(from, above, Math.max(0, briefing.rightEdge - from), Math.max(0, below - above));
            }
            const left = Math.max(rail.visible ? rail.x + rail.width + Theme.gap : 0, legend.visible && Inside.active ? legend.x + legend.width + Theme.gap : 0, indicator.visible ? indicator.x + indicator.width + Theme.gap : 0, briefing.margin);
            const above = insideBar.visible ? insideBar.y + insideBar.height + Theme.gap : Theme.px(180);
            const beside = table.visible;
            const from = beside ? Math.max(table.x + table.width + Theme.gap, Theme.wide ? briefing.width / 2 + 6 * Theme.gap : 0) : left;
            const below = table.visible && !beside ? table.y - Theme.gap : briefing.footTop;
            return Qt.rect(from, above, briefing.width - briefing.margin - from, below - above);
        }
    }
    Legend {
        id: legend
        // Beside the words of a slide, at its right.
        x: briefing.sliding ? briefing.rightEdge - width : briefing.margin
        y: briefing.footTop - height
        maximumHeight: briefing.height * 0.36
        hidden: table.visible || indicator.visible
        opacity: briefing.bare ? Presenter.words : 1
    }
    Later {
        id: indicator
        wanted: IndicatorMap.active && !table.visible && !Inside.active
        x: briefing.sliding ? briefing.rightEdge - width : briefing.margin
        y: briefing.footTop - height
        opacity: briefing.bare ? Presenter.words : 1
        IndicatorSheet {
            width: Math.min(implicitWidth, briefing.half * 0.4, Theme.sideWidth)
            maximumHeight: briefing.height * (Card.visible && briefing.sliding ? 0.4 : 0.62)
            bare: briefing.bare
        }
    }
    Later {
        id: editor
        wanted: briefing.editing
        width: Math.min(Theme.px(420), Theme.sideWidth)
        x: briefing.width - width - Theme.gap * 2
        y: Theme.gap * 2
        height: strip.y - Theme.gap - y
        fillWidth: true
        fillHeight: true
        SlideEditor { onClosed: Shell.slideWords = false }
    }
    // The moment that a slide shows is chosen here.
    Later {
        id: replay
        wanted: !briefing.bare && Session.replay && FeedModel.count > 0
        x: strip.x
        y: strip.y - height - Theme.gap
        width: (briefing.editing ? briefing.rightEdge : strip.x + strip.width) - x
        fillWidth: true
        ReplayBar { }
    }
    SlideStrip {
        id: strip
        visible: !briefing.bare
        editing: briefing.editing
        x: Theme.gap * 2
        y: briefing.height - Theme.gap * 2 - height
        width: (Theme.wide ? briefing.width / 2 : briefing.width) - 4 * Theme.gap
        onEditWanted: {
            Shell.slideWords = true;
            (editor.item as SlideEditor)?.begin();
        }
    }
    Rectangle {
        anchors.fill: parent
        visible: Presenter.black && Presenter.playing
        color: "black"
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("The screen is dark: any key lights it")
    }
    // While slides are presented a click goes on, and the wheel goes both ways.
    MouseArea {
        anchors.fill: parent
        visible: Presenter.playing
        acceptedButtons: Qt.LeftButton | Qt.RightButton
        cursorShape: Qt.BlankCursor
        onClicked: mouse => mouse.button === Qt.LeftButton ? Presenter.next() : Presenter.previous()
        onWheel: wheel => wheel.angleDelta.y < 0 ? Presenter.next() : Presenter.previous()
    }
    Later {
        wanted: Presenter.playing && Shell.slideList
        x: strip.x
        y: briefing.height - Theme.gap * 2 - height
        width: strip.width
        fillWidth: true
        SlideStrip { listOnly: true }
    }

    Shortcut { sequence: "Shift+F7"; enabled: !briefing.bare && Shell.sheet === ""; onActivated: Presenter.start(false) }
    Shortcut { sequence: "Ctrl+F7"; enabled: !briefing.bare && Shell.sheet === ""; onActivated: Presenter.start(true) }
    Shortcut { sequence: "Insert"; enabled: !briefing.bare && Shell.sheet === ""; onActivated: Storyboard.takeView() }
    Shortcut { sequence: "F2"; enabled: !briefing.bare && Shell.sheet === "" && Storyboard.current >= 0; onActivated: strip.editWanted() }
    Shortcut { sequence: "Ctrl+Z"; enabled: !briefing.bare && Shell.sheet === "" && Storyboard.canUndo; onActivated: Storyboard.undo() }
    Shortcut { sequences: ["Ctrl+Shift+Z", "Ctrl+Y"]; enabled: !briefing.bare && Shell.sheet === "" && Storyboard.canRedo; onActivated: Storyboard.redo() }
}
