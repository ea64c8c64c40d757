import QtQuick
import Yunjie

/// Does what Work is asked to, and keeps queue, map and selection in step.
Item {
    id: link

    readonly property var places: ["sub-district", "community", "block", "grid", "building"]
    readonly property bool ofEvent: Selection.kind === "event"
    readonly property var alarms: Selection.kind === "incident" ? AlarmModel.alarmsIn(Selection.id) : CurrentAlarm.id !== "" ? [CurrentAlarm.id] : []
    /// The list that had the keyboard before the sheet was opened gets it back.
    property bool fromList: false
    /// The other event has to be seen, whatever the list is narrowed to.
    readonly property bool choosesEvent: Shell.sheet === "act" && Work.needs === "event"
    readonly property bool anyMarked: Operations.marked.length > 0

    function begin(verb: string, kind: string, ids: var): void {
        if (!Access.mayWork) {
            Work.told(Access.whyNotWork);
            return;
        }
        const list = kind === "event" ? Operations.eventActions(ids) : Operations.alarmActions(ids);
        const action = list.find(each => each.id === verb);
        // Of several those that it fits: one that is further on must not hold up the others.
        const able = action || ids.length < 2 ? [] : ids.filter(id => (kind === "event" ? Operations.eventActions([id]) : Operations.alarmActions([id])).some(each => each.id === verb));
        if (able.length > 0) {
            Work.told(qsTr("Left out of those that are marked, as it does not fit them: %1").arg(ids.length - able.length));
            link.begin(verb, kind, able);
            return;
        }
        if (!action) {
            const possible = list.slice(0, 4).map(each => qsTr("%1 (%2)", "action, key").arg(each.label).arg(each.key)).join(qsTr(", "));
            Work.told(possible === "" ? qsTr("Nothing can be done with it now.") : ids.length > 1 ? qsTr("Not as they stand. Possible: %1").arg(possible) : qsTr("It is \"%1\": that cannot be done now. Possible: %2", "state, actions").arg(Card.badge).arg(possible));
            return;
        }
        if (!Operations.canWrite) {
            Work.told(Operations.storeText);
            return;
        }
        // What was done is best said at once; it may be left empty.
        const asks = verb === "finish" ? "result" : action.needs;
        if (asks === "") {
            link.run(verb, kind, ids, {});
            return;
        }
        link.fromList = Work.listed;
        Work.verb = verb;
        Work.label = action.label;
        Work.needs = asks;
        Work.targetKind = kind;
        Work.targets = ids;
        Shell.sheet = "act";
    }
    function run(verb: string, kind: string, ids: var, given: var): void {
        if (kind === "alarm")
            Operations.actOnAlarms(ids, verb, given);
        else if (verb === "undo")
            Operations.undo(ids[0]);
        else
            Operations.act(ids, verb, given);
        if (ids.length > 1 || Operations.marked.includes(ids[0]))
            Operations.unmarkAll();
    }
    function follow(): void {
        if (!Shell.followPlace)
            EventModel.setFilterPlace("", "");
        else if (places.includes(Selection.kind))
            EventModel.setFilterPlace(Selection.kind, Selection.id);
    }

    Component.onCompleted: EventModel.sortKey = "overdue"

    Binding { target: Work; property: "selectedKind"; value: link.ofEvent ? "event" : link.alarms.length > 0 ? "alarm" : "" }
    Binding { target: Work; property: "selectedIds"; value: link.ofEvent ? [Selection.id] : link.alarms }
    Binding { target: Work; property: "kind"; value: link.anyMarked ? Operations.markedKind : Work.selectedKind }
    Binding { target: Work; property: "ids"; value: link.anyMarked ? Operations.marked : Work.selectedIds }
    Binding { target: EventModel; property: "who"; value: Operations.who }
    // A filter nobody can see must not hide anything.
    Binding { target: EventModel; property: "leadsMap"; value: Session.layout === "desk" && Shell.rightDock && Shell.list === "events" && !link.choosesEvent }
    Connections {
        target: Work
        function onBegin(verb: string, kind: string, ids: var): void { link.begin(verb, kind, ids) }
        function onFinish(given: var): void {
            Shell.sheet = "";
            link.run(Work.verb, Work.targetKind, Work.targets, given);
        }
        function onMark(kind: string, id: string): void {
            if (id === "")
                return;
            if (Operations.markedKind !== "" && Operations.markedKind !== kind)
                Operations.unmarkAll();
            Operations.mark(kind, id, !Operations.marked.includes(id));
        }
    }
    Connections {
        target: Operations
        function onDone(): void { Work.revision += 1 }
        function onRefused(): void { Work.revision += 1 }
    }
    Connections {
        target: Card
        function onChanged(): void { Work.revision += 1 }
    }
    Connections {
        target: Selection
        function onCurrentChanged(): void {
            if (Shell.followPlace)
                link.follow();
        }
    }
    Connections {
        target: Shell
        function onKeysBack(): void {
            if (Session.layout === "briefing")
                return; // its strip has them
            if (Session.layout === "desk" && !(Shell.rightDock && Shell.list !== "sensors"))
                Shell.mapWanted();
            else
                Work.listWanted();
        }
        function onFollowPlaceChanged(): void { link.follow() }
        function onSheetChanged(): void {
            if (Shell.sheet !== "" || !link.fromList)
                return;
            link.fromList = false;
            Work.listWanted();
        }
    }
}
