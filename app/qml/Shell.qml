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

    signal searchWanted
    signal openWanted

    function toggle(name: string): void { shell.sheet = shell.sheet === name ? "" : name }
}
