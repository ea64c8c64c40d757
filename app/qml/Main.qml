import QtQuick
import Yunjie

/// The window: the city fills it, one of three layouts frames it, sheets and messages lie over both.
Window {
    id: window

    readonly property bool empty: !Session.loading && LayerModel.count === 0
    /// Keys are for what is on screen: no sheet has them, and no clicker.
    readonly property bool free: Shell.sheet === "" && !Presenter.playing && !BriefingExporter.running

    function askWho(): void {
        if (!Access.loggedIn)
            Shell.sheet = "login";
    }

    width: 1600
    height: 900
    minimumWidth: 960
    minimumHeight: 600
    title: Session.title === "" ? qsTr("Yunjie") : qsTr("%1 · Yunjie").arg(Session.title)
    color: Theme.ground
    Component.onCompleted: {
        Theme.room = Session.layout; // from now on in its time
        window.askWho();
    }

    Binding { target: Theme; property: "viewWidth"; value: stage.width }
    Binding { target: Theme; property: "viewHeight"; value: stage.height }
    Binding { target: Shell; property: "bannerBottom"; value: banner.visible ? signs.y + banner.y + banner.height : 0 }
    Binding { target: Shell; property: "mapFocused"; value: map.activeFocus }
    Binding { target: Shell; property: "free"; value: window.free }
    Binding { target: Tour; property: "held"; value: !window.free || Patrol.running || Remote.leader !== "" }
    Connections {
        target: Shell
        function onOpenWanted(): void { Shell.choosing = true }
        function onMapWanted(): void { map.forceActiveFocus() }
    }
    Binding { target: Shell; property: "locked"; value: !Access.loggedIn }
    Connections {
        target: Access
        function onChanged(): void { window.askWho() }
    }

    Item {
        id: stage
        // While a briefing is written it has the size of its pages, and is shown as large as the window has room for.
        readonly property bool written: BriefingExporter.size.width > 0
        width: written ? BriefingExporter.size.width : window.width
        height: written ? BriefingExporter.size.height : window.height
        scale: Math.min(window.width / width, window.height / height)
        transformOrigin: Item.TopLeft
        Component.onCompleted: BriefingExporter.stage = stage

        FocusScope {
            id: map
            anchors.fill: parent
            focus: true
            activeFocusOnTab: true

            MapItem {
                id: city
                anchors.fill: parent
                focus: true
                Accessible.role: Accessible.Graphic
                Accessible.name: qsTr("Map of %1").arg(Session.title)
                onFrameRendered: {
                    if (slidePicture.wanted)
                        slidePicture.restart();
                }
            }
        }
        // Where Tab has come to the map.
        Rectangle {
            visible: city.keyFocus
            x: city.stage.x
            y: city.stage.y
            width: city.stage.width
            height: city.stage.height
            radius: Theme.radius
            color: "transparent"
            border.width: 3 * Theme.hair
            border.color: Theme.accent
        }

        Loader {
            id: layout
            /// Every layout has a free part and covered ones; the type that they share has not.
            readonly property var shown: item
            anchors.fill: parent
            sourceComponent: Theme.room === "wall" ? wall : Theme.room === "briefing" ? briefing : desk
        }
        // As the last one left them while there is none.
        Binding { target: city; property: "stage"; value: layout.shown?.free; when: layout.shown; restoreMode: Binding.RestoreNone }
        Binding { target: city; property: "covered"; value: layout.shown?.covered; when: layout.shown; restoreMode: Binding.RestoreNone }
        Connections {
            target: Session
            function onLayoutChanged(): void {
                layout.active = false;
                entering.restart();
            }
        }
        // The old layout is gone before sizes change and the new one is made.
        Timer {
            id: entering
            interval: 0
            onTriggered: {
                Theme.room = Session.layout;
                layout.active = true;
            }
        }
        TourSign {
            readonly property rect free: layout.shown ? layout.shown.free : Qt.rect(0, 0, stage.width, stage.height)
            x: Math.round(free.x + (free.width - width) / 2)
            y: Math.round(free.y + free.height - height - Theme.gap * 2)
        }
    }
    DropArea {
        anchors.fill: parent
        onDropped: drop => {
            if (drop.hasUrls)
                Session.open(drop.urls);
        }
    }
    Component { id: desk; DeskLayout { } }
    Component { id: wall; WallLayout { } }
    Component { id: briefing; BriefingLayout { } }

    Loader {
        active: window.empty
        anchors.centerIn: parent
        anchors.horizontalCenterOffset: Theme.wide ? -window.width / 8 : 0
        sourceComponent: EmptyState { }
    }
    Column {
        id: signs
        // Clear of the seam of a wide wall; elsewhere of what stands beside the map.
        x: Math.round(Theme.wide ? window.width / 2 - width - Theme.gap * 3
                                 : Math.max(city.stage.x, Math.min((window.width - width) / 2, city.stage.x + city.stage.width - width)))
        // Below what an entered building is looked at with.
        y: Theme.px(Inside.active ? (Theme.wall ? 212 : 146) : (Theme.wall ? 164 : 104))
        z: 2
        width: Math.max(toasts.width, banner.width)
        spacing: Theme.gap
        visible: !Presenter.playing && !BriefingExporter.running

        LoadingBar { anchors.horizontalCenter: parent.horizontalCenter }
        CriticalBanner {
            id: banner
            // Wider than notes: what it says is said whole. Never over the panels at the left.
            readonly property real room: Theme.wide ? window.width / 2 - Theme.gap * 3 - city.stage.x : city.stage.width - 2 * Theme.gap
            width: Math.max(toasts.width, Math.min(Theme.px(Theme.wall ? 820 : 600), room))
            visible: shown && Session.layout !== "briefing"
        }
        Toasts {
            id: toasts
            anchors.horizontalCenter: parent.horizontalCenter
        }
    }

    Loader {
        active: Shell.sheet === "settings"
        sourceComponent: SettingsSheet { visible: true; onClosed: Shell.sheet = "" }
    }
    Loader {
        active: Shell.sheet === "help"
        sourceComponent: HelpSheet { visible: true; onClosed: Shell.sheet = "" }
    }
    Loader {
        active: Shell.sheet === "warnings"
        sourceComponent: WarningsSheet { visible: true; onClosed: Shell.sheet = "" }
    }
    Loader {
        active: Shell.sheet === "layers"
        sourceComponent: LayersSheet { visible: true; onClosed: Shell.sheet = "" }
    }
    Loader {
        active: Shell.sheet === "views"
        sourceComponent: ViewsSheet { visible: true; onClosed: Shell.sheet = "" }
    }
    Loader {
        active: Shell.sheet === "search"
        sourceComponent: SearchSheet { visible: true; onClosed: Shell.sheet = "" }
    }
    Loader {
        active: Shell.sheet === "alerts"
        sourceComponent: AlertsSheet { visible: true; onClosed: Shell.sheet = "" }
    }
    Loader {
        active: Shell.sheet === "records"
        sourceComponent: RecordsSheet { visible: true; onClosed: Shell.sheet = "" }
    }
    Loader {
        active: Shell.sheet === "rules"
        sourceComponent: RulesSheet { visible: true; onClosed: Shell.sheet = "" }
    }
    Loader {
        active: Shell.sheet === "patrol"
        sourceComponent: PatrolSheet { visible: true; onClosed: Shell.sheet = "" }
    }
    Loader {
        active: Shell.sheet === "camera"
        sourceComponent: CameraSheet { visible: true; onClosed: Shell.sheet = "" }
    }
    Loader {
        active: Shell.sheet === "sources"
        sourceComponent: SourcesSheet { visible: true; onClosed: Shell.sheet = "" }
    }
    Loader {
        active: Shell.sheet === "login"
        sourceComponent: LogInSheet { visible: true; onClosed: Shell.sheet = "" }
    }
    Loader {
        active: Shell.sheet === "residents"
        sourceComponent: ResidentsSheet { visible: true; onClosed: Shell.sheet = "" }
    }
    Loader {
        active: Shell.sheet === "indicators"
        sourceComponent: IndicatorsSheet { visible: true; onClosed: Shell.sheet = "" }
    }
    Loader {
        active: Shell.sheet === "report"
        sourceComponent: ReportSheet { visible: true; onClosed: Shell.sheet = "" }
    }
    Loader {
        active: Shell.sheet === "remote"
        sourceComponent: RemoteSheet { visible: true; onClosed: Shell.sheet = "" }
    }
    Loader {
        active: Shell.sheet === "briefings"
        sourceComponent: BriefingsSheet { visible: true; onClosed: Shell.sheet = "" }
    }
    Loader {
        active: BriefingExporter.running
        width: stage.width
        height: stage.height
        scale: stage.scale
        transformOrigin: Item.TopLeft
        z: 3
        sourceComponent: BriefingProgress { }
    }
    Loader {
        active: Shell.sheet === "act"
        sourceComponent: ActionSheet { visible: true; onClosed: Shell.sheet = "" }
    }
    Loader {
        active: Shell.choosing
        sourceComponent: OpenDialog { }
    }

    // In a briefing the map shows the slide's indicator, and a slide takes the map's: from the first slide on, which may be
    // asked for before the layout stands.
    Connections {
        target: Storyboard
        function onShownIndicatorChanged(): void {
            if (IndicatorMap.indicator !== Storyboard.shownIndicator)
                IndicatorMap.indicator = Storyboard.shownIndicator;
        }
    }
    Binding { target: Storyboard; property: "shownIndicator"; value: IndicatorMap.indicator; when: Session.layout === "briefing"; restoreMode: Binding.RestoreNone }

    // A small picture of each slide once the map has come to it.
    Timer {
        id: slidePicture
        property bool wanted: false
        interval: 400
        // Of the slide in its own look: who has chosen another theme meanwhile sees that, and no picture is taken of it.
        onTriggered: {
            if (!wanted || (Storyboard.slide.theme ?? "") !== "" && Storyboard.slide.theme !== Session.theme || (Storyboard.slide.colouring ?? "") !== "" && Storyboard.slide.colouring !== Session.colouring || Storyboard.slide.id === undefined || Presenter.moving || BriefingExporter.running)
                return;
            wanted = false;
            const key = Storyboard.boardId + "/" + Storyboard.slide.id;
            city.grabToImage(taken => {
                const pictures = Object.assign({}, Shell.slidePictures);
                pictures[key]?.destroy();
                pictures[key] = smallPicture.createObject(stage, { source: taken.url });
                Shell.slidePictures = pictures;
            }, Qt.size(640, Math.round(640 * city.height / Math.max(1, city.width))));
        }
        function want(): void {
            wanted = true;
            restart();
        }
    }
    // What is grabbed is there as long as an Image shows it.
    Component { id: smallPicture; Image { visible: false } }
    Connections {
        target: Storyboard
        function onCurrentChanged(): void { slidePicture.want() }
    }
    Connections {
        target: Shell
        function onSlideRetaken(): void { slidePicture.want() }
    }

    PresenterKeys { }
    Connections {
        target: Presenter
        property int before: Window.AutomaticVisibility
        function onPlayingChanged(): void {
            if (Presenter.playing && window.visibility !== Window.FullScreen) {
                before = window.visibility;
                window.visibility = Window.FullScreen;
            } else if (!Presenter.playing && before !== Window.AutomaticVisibility) {
                window.visibility = before;
                before = Window.AutomaticVisibility;
            }
        }
    }
    FocusRing { focused: window.activeFocusItem }
    WorkLink { }
    WorkKeys { free: window.free }
    PatrolKeys { free: window.free }

    Shortcut {
        sequence: "Esc"
        enabled: window.free && Shell.drops === 0
        onActivated: {
            if (Patrol.running && !Patrol.paused)
                Patrol.stop();
            else if (Operations.marked.length > 0)
                Operations.unmarkAll();
            else if (Measure.mode !== "")
                Measure.cancel();
            else if (Inside.walking)
                Inside.walking = false;
            else if (IndicatorMap.active && !Inside.active)
                IndicatorMap.clear();
            else
                Selection.up();
        }
    }
    // Within a building it is the whole of that.
    Shortcut { sequence: "Home"; enabled: window.free; onActivated: Inside.active ? Inside.all() : Session.home() }
    // Letters are for what is worked on while something is (WorkKeys).
    Shortcut { sequence: "H"; enabled: window.free && Work.kind !== "alarm"; onActivated: Session.home() }
    // Rows of lists have this key for themselves.
    Shortcut { sequences: ["Return", "Enter"]; enabled: window.free && map.activeFocus; onActivated: Measure.mode !== "" ? Measure.finish() : Selection.enter(Selection.kind, Selection.id) }
    Shortcut { sequence: "PgUp"; enabled: window.free && Inside.active; onActivated: Inside.up() }
    Shortcut { sequence: "PgDown"; enabled: window.free && Inside.active; onActivated: Inside.down() }
    Shortcut { sequence: "X"; enabled: window.free && Inside.active && Work.kind !== "alarm"; onActivated: Inside.nextSpread() }
    Shortcut { sequence: "C"; enabled: window.free && Inside.active && Work.kind !== "event"; onActivated: Inside.nextSection() }
    Shortcut { sequence: "O"; enabled: window.free && Inside.active && Work.kind !== "event"; onActivated: Inside.plan = !Inside.plan }
    Shortcut { sequence: "G"; enabled: window.free && Inside.active && !Work.listed; onActivated: Inside.shell = !Inside.shell }
    Shortcut { sequence: "V"; enabled: window.free && Inside.active; onActivated: Inside.walking = !Inside.walking }
    Shortcut { sequence: "B"; enabled: window.free && Inside.building !== ""; onActivated: Inside.table = !Inside.table }
    Shortcut { sequence: "N"; enabled: window.free && Work.kind === ""; onActivated: Session.northUp() }
    Shortcut { sequence: "T"; enabled: window.free; onActivated: Session.topView() }
    Shortcut { sequences: ["+", "=", "Ctrl++"]; enabled: window.free && !map.activeFocus; onActivated: Session.zoomIn() }
    Shortcut { sequences: ["-", "Ctrl+-"]; enabled: window.free && !map.activeFocus; onActivated: Session.zoomOut() }
    Shortcut { sequence: "P"; enabled: window.free; onActivated: Session.togglePause() }
    Shortcut { sequence: "I"; enabled: window.free && Session.layout === "desk"; onActivated: Access.mayInspect ? Inspection.toggle() : Work.told(Access.whyNotInspect) }
    Shortcut { sequence: "M"; enabled: window.free && Session.layout === "desk" && Work.kind !== "event"; onActivated: Access.mayInspect ? Inspection.toggleMeasuring() : Work.told(Access.whyNotInspect) }
    Shortcut { sequence: "Backspace"; enabled: window.free && Measure.points > 0; onActivated: Measure.back() }
    Shortcut { sequence: "Ctrl+M"; enabled: window.free; onActivated: Session.soundMuted = !Session.soundMuted }
    Shortcut { sequence: "L"; enabled: window.free; onActivated: Shell.toggle("layers") }
    Shortcut {
        sequences: ["Ctrl+F", "/"]
        enabled: window.free
        onActivated: {
            if (Session.layout === "desk")
                Shell.searchWanted();
            else
                Shell.sheet = "search";
        }
    }
    Shortcut { sequences: ["F1", "?"]; onActivated: Shell.toggle("help") }
    Shortcut { sequence: "Ctrl+R"; onActivated: Shell.toggle("records") }
    Shortcut { sequence: "Ctrl+I"; onActivated: Shell.toggle("indicators") }
    Shortcut { sequence: "Ctrl+E"; onActivated: Shell.toggle("rules") }
    Shortcut { sequence: "Ctrl+D"; onActivated: Shell.toggle("sources") }
    Shortcut { sequence: "Ctrl+L"; onActivated: Shell.toggle("remote") }
    Shortcut { sequence: "Ctrl+P"; onActivated: Shell.toggle("report") }
    Shortcut { sequence: "Ctrl+,"; onActivated: Shell.toggle("settings") }
    Shortcut { sequence: "F2"; enabled: Session.layout === "desk"; onActivated: Shell.leftDock = !Shell.leftDock }
    Shortcut { sequence: "F3"; enabled: Session.layout === "desk"; onActivated: Shell.rightDock = !Shell.rightDock }
    Shortcut { sequence: "F4"; enabled: Session.layout === "desk"; onActivated: Shell.tableDock = !Shell.tableDock }
    Shortcut { sequence: "F5"; enabled: !Presenter.playing; onActivated: Session.layout = "desk" }
    Shortcut { sequence: "F6"; onActivated: Session.layout = "wall" }
    Shortcut { sequence: "F7"; onActivated: Session.layout = "briefing" }
    Shortcut { sequence: "F8"; onActivated: Session.theme = Theme.dark ? "plan" : "command" }
    Shortcut { sequence: "F11"; onActivated: window.visibility = window.visibility === Window.FullScreen ? Window.AutomaticVisibility : Window.FullScreen }
    Shortcut { sequence: "Ctrl+O"; onActivated: Shell.openWanted() }
    Shortcut { sequence: "Ctrl+S"; onActivated: Session.screenshot("") }
    Instantiator {
        model: 9
        delegate: Shortcut {
            required property int index
            sequence: String(index + 1)
            enabled: Shell.free && !Work.listed && index < Session.savedViews.length
            onActivated: Session.goToView(index)
        }
    }
}
