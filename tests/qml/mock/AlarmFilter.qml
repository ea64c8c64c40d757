import QtQuick

ListModel {
    id: model

    property string filterText
    property string filterState
    property string filterSeverity
    property string filterRule
    property string sortKey
    property bool flat: false
    property bool narrowed: filterState !== "" || filterSeverity !== ""
    property int calling: 3
    property int acknowledged: 1
    property int shelved: 2
    property int suppressed: 41
    property string worst: "critical"
    readonly property bool zh: Session.language === "zh_CN"
    readonly property var states: [{ id: "", label: zh ? "全部未结束" : "All that are not over" }, { id: "calling", label: zh ? "未确认" : "Not acknowledged" }]
    readonly property var severities: [{ id: "", label: zh ? "全部" : "All severities" }, { id: "critical", label: zh ? "严重" : "Critical" }]
    readonly property var rules: [{ id: "", label: zh ? "全部规则" : "All rules" }]
    property var toggled: []

    onFlatChanged: fill()
    onFilterStateChanged: fill()
    onFilterSeverityChanged: fill()
    Component.onCompleted: fill()

    function toggle(id) { toggled = toggled.concat([id]) }
    function rowOf(id) {
        for (let i = 0; i < count; ++i) {
            if (get(i).id === id)
                return i;
        }
        return -1;
    }
    function idAt(row) { return row >= 0 && row < count ? get(row).id : "" }
    function callingIds() { return ["A0", "A1", "A2"] }
    function alarmsIn(incident) { return ["A0", "A9"] }
    function alarmsOf(row) {
        const kind = row >= 0 && row < count ? get(row).rowKind : "";
        return kind === "incident" ? ["A0", "A9"] : kind === "alarm" ? [get(row).id] : [];
    }
    function fill() {
        clear();
        const row = (kind, id, title, detail, visual, shape, calling, running, extra) => append(Object.assign({
            rowKind: kind, id: id, title: title, detail: detail, state: calling ? "active-unacknowledged" : "active-acknowledged", stateName: calling ? (zh ? "未确认" : "active, not acknowledged") : (zh ? "已确认" : "active, acknowledged"),
            severity: visual, visual: visual, shape: shape, calling: calling, running: running, times: 1, presence: "", subjectKind: "thing", subjectId: "S" + id, event: "", folded: true, depth: 0, members: 1 }, extra ?? {}));
        if (!flat)
            row("incident", "I0", zh ? "烟雾报警 · 3 条告警" : "Smoke alarm · 3 alarms", zh ? "上围村 2 号 3 层 303" : "2 Shangwei Village, 3rd floor, 303", "critical", "octagon", true, "2:18", { members: 3, presence: "yes" });
        else
            row("alarm", "A0", zh ? "烟雾报警" : "Smoke alarm", zh ? "上围村 2 号 3 层 303" : "2 Shangwei Village, 3rd floor, 303", "critical", "octagon", true, "2:18", { presence: "yes" });
        if (filterSeverity === "critical") {
            row("alarm", "A7", zh ? "线缆温度过高 137 °C" : "Cable hot 137 °C", zh ? "上围村 2 号 1 层" : "2 Shangwei Village, 1st floor", "critical", "octagon", true, "0:40");
            return;
        }
        row("alarm", "A1", zh ? "剩余电流过大 412 mA" : "Residual current too high 412 mA", zh ? "老围 3 巷 8 号 2 层" : "8 Laowei Lane 3, 2nd floor", "major", "triangle", true, "6:40", { times: 3 });
        row("alarm", "A2", zh ? "水位高 2.31 m" : "Water level high 2.31 m", zh ? "沿河路 2 号" : "2 Riverside Road", "minor", "dashed", true, zh ? "结束 5 分" : "over for 5 min", { state: "cleared-unacknowledged", stateName: zh ? "已恢复，未确认" : "cleared, not acknowledged" });
        if (filterState === "calling")
            return;
        row("alarm", "A3", zh ? "线缆温度过高 74.2 °C" : "Cable temperature too high 74.2 °C", zh ? "文华大厦 16 层" : "Wenhua Tower, 16th floor", "in-hand", "circle", false, "1:05:12");
        if (flat)
            return;
        row("shelved", "shelved", zh ? "已搁置：2" : "Shelved: 2", "", "stale", "dashed", false, "");
        row("suppressed", "suppressed", zh ? "已抑制（另有原因）：41" : "Suppressed, as another explains them: 41", "", "stale", "dashed", false, "");
    }
}
