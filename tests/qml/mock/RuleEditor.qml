pragma Singleton
import QtQuick

ListModel {
    id: rules

    readonly property bool zh: Session.language === "zh_CN"
    property bool dirty: true
    property bool busy: false
    property string place: zh ? "保存到项目 rules.json" : "Saved to rules.json of the project"
    property bool trying: false
    property real progress: 0.4
    property var trial: ({ fired: 12, perDay: 0.4, text: zh ? "近 30 天会触发 12 次，最多一天 4 次" : "It would have fired 12 times in 30 days, 4 on the busiest.", error: "",
        days: [0, 1, 0, 4, 2, 0, 3, 0, 0, 2].map((count, i) => ({ day: i, label: String(i), count: count })), things: [{ kind: "thing", id: "S1", name: zh ? "电气火灾监测 0042" : "Electrical monitor 0042", count: 4 }] })
    readonly property var things: [{ id: "electrical", label: zh ? "电气火灾监测" : "Electrical monitor" }]
    readonly property var compares: [{ id: "above", label: zh ? "高于" : "above" }, { id: "silence", label: zh ? "离线" : "silence" }]
    readonly property var eventTypes: [{ id: "", label: zh ? "不生成" : "none" }, { id: "electrical-hazard", label: zh ? "用电隐患" : "Electrical hazard" }]
    property var calls: []
    function properties(thing) { return [{ id: "residual-current", label: zh ? "剩余电流" : "Residual current", unit: "mA" }] }
    function rule(id) { return { id: id, nameEn: "Residual current", nameZh: "剩余电流过大", thing: "electrical", property: "residual-current", compare: "above", threshold: 300, seconds: 10, clear: null, severity: "major", event: "", enabled: true } }
    function blank() { return rule("") }
    function check(rule) { return rule.id === "" ? [zh ? "需要编码" : "It needs a code."] : [] }
    function put(rule) { calls = calls.concat(["put " + JSON.stringify(rule)]); return true }
    function drop(id) { calls = calls.concat(["remove " + id]) }
    function revert() { calls = calls.concat(["revert"]) }
    function save() { calls = calls.concat(["save"]) }
    function tryRule(rule, days) { calls = calls.concat(["try " + rule.id + " " + days]) }
    function cancelTrial() { }
    Component.onCompleted: {
        append({ id: "residual-current", name: zh ? "剩余电流过大" : "Residual current", condition: zh ? "剩余电流高于 300 mA 持续 10 秒" : "Residual current above 300 mA for 10 s", severity: "major", enabled: true, edited: true });
        append({ id: "smoke", name: zh ? "烟雾报警" : "Smoke", condition: zh ? "烟感报警" : "Smoke is reported", severity: "critical", enabled: true, edited: false });
        append({ id: "silence", name: zh ? "离线" : "Offline", condition: zh ? "设备离线" : "the device is offline", severity: "minor", enabled: false, edited: false });
    }
}
