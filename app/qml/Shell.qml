pragma Singleton
import QtQuick

/// What of the interface is open just now, for all layouts. Nothing of it is kept.
QtObject {
    id: shell

    /// "", "settings", "help", "warnings", "layers", "views", "search"
    property string sheet
    /// A file dialog is open.
    property bool choosing: false
    property bool leftDock: true
    property bool rightDock: true
    /// "events" or "sensors"
    property string list: "events"

    /// How many drop-down lists are open: Esc is theirs then, as two shortcuts for one key cancel each other out.
    property int drops: 0

    signal searchWanted
    signal openWanted
    /// The keys are for the map again.
    signal mapWanted

    function toggle(name: string): void { shell.sheet = shell.sheet === name ? "" : name }
}
