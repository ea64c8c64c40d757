pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// The keys that work events and alarms. They are letters, and the map's and the building's again as soon as neither an
/// event nor an alarm is selected or marked; never while somebody types or walks.
Item {
    id: keys

    required property bool free
    readonly property bool ready: free && Session.layout !== "briefing" && !Inside.walking && Measure.mode === "" && Shell.drops === 0
    readonly property bool events: ready && Work.kind === "event"
    readonly property bool alarms: ready && Work.kind === "alarm"

    function move(rows: int): void {
        Shell.rightDock = true;
        if (Shell.list === "sensors")
            Shell.list = "events";
        Work.moveWanted(rows);
    }

    Instantiator {
        model: Work.eventKeys
        delegate: Shortcut {
            required property var modelData
            sequence: modelData[0]
            enabled: keys.events
            onActivated: Work.begin(modelData[1], "event", Work.ids)
        }
    }
    Instantiator {
        model: Work.alarmKeys
        delegate: Shortcut {
            required property var modelData
            sequence: modelData[0]
            enabled: keys.alarms
            onActivated: Work.begin(modelData[1], "alarm", Work.ids)
        }
    }
    Shortcut { sequence: "Shift+A"; enabled: keys.events; onActivated: Work.begin("accept", "event", Work.ids) }
    Shortcut { sequence: "Shift+X"; enabled: keys.ready; onActivated: Operations.actOnAlarms(AlarmModel.callingIds(), "acknowledge") }
    Shortcut { sequence: "J"; enabled: keys.ready; onActivated: keys.move(1) }
    Shortcut { sequence: "K"; enabled: keys.ready; onActivated: keys.move(-1) }
    Shortcut {
        sequence: "G"
        enabled: keys.ready && (Work.listed || !Inside.active)
        onActivated: {
            Shell.rightDock = true;
            Shell.list = Shell.list === "alarms" ? "events" : "alarms";
            Work.listWanted();
        }
    }
    Shortcut {
        sequence: "Ctrl+K"
        enabled: keys.ready && Session.layout === "desk"
        onActivated: {
            Shell.rightDock = true;
            Shell.filterWanted();
        }
    }
    // In lists Space is theirs.
    Shortcut {
        sequence: "Space"
        enabled: keys.ready && Shell.mapFocused && Work.selectedIds.length === 1
        onActivated: Work.mark(Work.selectedKind, Work.selectedIds[0])
    }
    Instantiator {
        model: 6
        delegate: Shortcut {
            required property int index
            sequence: String(index + 1)
            enabled: keys.ready && Work.listed
            onActivated: {
                const step = FunnelModel.steps[index];
                Shell.list = "events";
                EventModel.filterState = EventModel.filterState === step.id ? "open" : step.id;
                Work.listWanted();
            }
        }
    }
}
