pragma Singleton
import QtQuick

/// What the keys work on, and the action that is being asked about. Every way to act (keys, buttons of cards, rows, the
/// bulk line) calls `begin`; WorkLink does it.
QtObject {
    id: work

    /// Keys of events and of alarms, in the order of the loop: [key, verb].
    readonly property var eventKeys: [
        ["A", "accept"], ["D", "dispatch"], ["S", "start"], ["F", "finish"], ["C", "close"], ["R", "reject"], ["O", "reopen"],
        ["M", "merge"], ["N", "note"], ["U", "undo"], ["Shift+D", "assign"], ["Shift+N", "attach"], ["Shift+E", "escalate"], ["Shift+C", "rate"]
    ]
    readonly property var alarmKeys: [["X", "acknowledge"], ["H", "shelve"], ["Shift+H", "unshelve"], ["N", "note"]]

    /// What is selected, as something to work on: "event", "alarm" (one, those of an incident, or the worst of a device)
    /// or "".
    property string selectedKind
    property var selectedIds: []
    /// What is marked, else what is selected.
    property string kind
    property var ids: []
    /// Grows with everything that may have changed what can be done.
    property int revision: 0
    /// A list of events or alarms has the keyboard.
    property bool listed: false

    /// What the sheet asks for.
    property string verb
    property string label
    property string needs
    property string targetKind
    property var targets: []

    /// Does it, or asks first for what it needs; says what is possible where this is not.
    signal begin(string verb, string kind, var ids)
    /// What the sheet was given.
    signal finish(var given)
    /// Marks it or takes its mark away.
    signal mark(string kind, string id)
    /// Rows to go on in the list that is shown.
    signal moveWanted(int rows)
    signal listWanted
    signal told(string text)
}
