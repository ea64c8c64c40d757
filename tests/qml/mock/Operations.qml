pragma Singleton
import QtQuick

/// Stands in for the C++ Operations: what is called is kept in `calls`.
QtObject {
    id: operations

    readonly property bool zh: Session.language === "zh_CN"
    property string who: "operator"
    property string seat: "desk-1"
    property string storeState: "ready"
    property string storeText: zh ? "已保存 15:56:20" : "Saved 15:56:20"
    property bool exercise: true
    property bool canWrite: true
    property var marked: []
    property string markedKind: ""
    property int alarmRate: 3
    property string alarmLoad: "busy"
    property int unacknowledged: 3
    property int unacknowledgedCritical: 0
    property var calls: []

    signal done(string text, string undoEvent)
    signal refused(string text)
    signal proposalsChanged

    function called(name: string): void { operations.calls = operations.calls.concat([name]) }
    function action(id, label, key, needs, primary) { return { id: id, label: label, key: key, needs: needs, primary: primary } }
    /// Cannot be accepted, nor can several with it.
    property string further
    function eventActions(events) {
        if (events.includes(further))
            return [action("note", "Note", "N", "text", false)];
        return [action("accept", zh ? "受理" : "Accept", "A", "", true), action("dispatch", zh ? "分拨" : "Dispatch", "D", "assignee", false),
                action("finish", zh ? "办毕" : "Hand in for verification", "F", "", false), action("reject", zh ? "不予受理" : "Reject", "R", "reason", false),
                action("merge", zh ? "并案" : "Merge", "M", "event", false), action("note", zh ? "备注" : "Note", "N", "text", false),
                action("attach", zh ? "附件" : "Attach", "Shift+N", "url", false), action("undo", zh ? "撤回" : "Take back", "U", "", false)];
    }
    function alarmActions(alarms) {
        return [action("acknowledge", zh ? "确认" : "Acknowledge", "X", "", true), action("shelve", zh ? "搁置" : "Shelve", "H", "until", false),
                action("note", zh ? "备注" : "Note", "N", "text", false)];
    }
    function act(events, verb, given) {
        called("act " + verb + " " + events.join(",") + " " + JSON.stringify(given ?? {}));
        done(zh ? "已受理 1 件" : "Events accepted: 1", events[0]);
    }
    function actOnAlarms(alarms, verb, given) { called("alarms " + verb + " " + alarms.join(",") + " " + JSON.stringify(given ?? {})) }
    function undo(event) { called("undo " + event) }
    function mark(kind, id, on) {
        markedKind = kind;
        marked = on ? marked.concat([id]) : marked.filter(each => each !== id);
    }
    function markOnly(kind, ids) {
        markedKind = kind;
        marked = ids;
    }
    function unmarkAll() {
        marked = [];
        markedKind = "";
    }
    function teamsFor(event) {
        const names = zh ? ["网格 07 网格员", "应急队", "消防站", "城管中队", "志愿服务队"] : ["Grid member 07", "Emergency team", "Fire station", "City management", "Volunteers"];
        return names.map((name, i) => ({ id: "T" + i, name: name, kind: zh ? "队伍" : "team", inCharge: i === 0, distance: i === 4 ? null : 180 * (i + 1) * (i + 1), busy: i, suggested: i < 3, telephone: "**** 5678" }));
    }
    function wordsOf(event) { return (zh ? "夜间施工" : "Works at night") + " (" + event + ")" }
    function mergeTargets(event) {
        return ["E1", "E2", "E3"].map((id, i) => ({ id: id, title: zh ? "垃圾溢出" : "Garbage overflow", address: zh ? "桂园路与红宝路路口" : "Guiyuan Road at Hongbao Road", distance: 18 + 40 * i, minutes: 6 + i, state: "accepted", stateName: zh ? "已受理" : "accepted", proposed: i === 0 }));
    }
    function proposals() { return [] }
}
