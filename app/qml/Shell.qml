pragma Singleton
import QtQuick

/// What of the interface is open just now, for all layouts. Nothing of it is kept.
QtObject {
    id: shell

    /// "", "settings", "help", "warnings", "layers", "views", "search", "alerts", "records", "rules", "remote", "report", "sources",
    /// "briefings", "patrol", "camera", "act" (Work asks for what an action needs)
    property string sheet
    /// The one that is shown large.
    property string camera
    /// A file dialog is open.
    property bool choosing: false
    /// In the briefing: the words of the slide are being worked on; the list of slides is shown while they are presented.
    property bool slideWords: true
    property bool slideList: false
    /// How slides looked when they were shown or taken last, by "BRIEFING/SLIDE": an Image each.
    property var slidePictures: ({})
    /// The slide that is shown has another view now.
    signal slideRetaken
    property bool leftDock: true
    property bool rightDock: true
    /// The attribute table along the foot of the desk.
    property bool tableDock: false
    /// The cameras near by, along the foot of the desk's map.
    property bool cameraDock: false
    /// "events", "alarms" or "sensors"
    property string list: "events"
    /// The queue keeps to the place that is selected.
    property bool followPlace: false
    /// Where the sign of critical alarms ends, pixels of the window; 0: there is none.
    property real bannerBottom: 0
    /// Words for the list beside the map are to be typed.
    signal filterWanted
    /// Keys without others are for the map and what is worked on: no sheet, presentation or list of choices is open.
    property bool free: true
    /// The map has the keyboard.
    property bool mapFocused: false

    /// How many drop-down lists are open: Esc is theirs then, as two shortcuts for one key cancel each other out.
    property int drops: 0

    /// Docks of the desk go back to where they were at first.
    signal arrangementReset
    signal searchWanted
    signal openWanted
    /// The keys are for the map again.
    signal mapWanted
    /// The keys are for what is worked on again: the list beside the map, else the map.
    signal keysBack

    /// Nobody has logged in: who sits here is asked before anything else.
    property bool locked: false
    function toggle(name: string): void { if (!locked) shell.sheet = shell.sheet === name ? "" : name }
}
