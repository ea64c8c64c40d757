pragma Singleton
import QtQuick

QtObject {
    readonly property bool zh: Session.language === "zh_CN"
    property bool active: false
    property bool busy: false
    property string error
    property string period: "today"
    property real from: 0
    property real to: 0
    property string by: "type"
    property string then: "none"
    property string areaLevel: "community"
    property var filter: ({})
    function figure(label, n) {
        return { key: label, label: label, then: "", thenLabel: "", received: n, accepted: n - 1, settled: n - 3, rejected: 0, merged: 1, overdue: 1, open: 2, rate: 0.9, rateText: "90.0 %", acceptText: zh ? "12 分" : "12 min", closeText: zh ? "1 小时 40 分" : "1 h 40 min" };
    }
    readonly property var rows: (zh ? ["违停", "垃圾溢出", "噪声扰民", "电动车入户", "积水内涝", "物业纠纷"] : ["Illegal parking", "Garbage overflow", "Noise", "E-bike indoors", "Flooding", "Property dispute"]).map((name, i) => figure(name, 24 - 3 * i))
    readonly property var total: figure(zh ? "全部" : "All", 1114)
    readonly property var funnel: (zh ? ["上报", "受理", "分拨", "处置", "核查", "办结"] : ["Reported", "Accepted", "Dispatched", "Handling", "Verifying", "Closed"]).map((label, i) => ({ id: label, label: label, count: 114 - 9 * i, share: 1 - 0.08 * i }))
    readonly property var disputes: (zh ? ["受理", "调解", "化解"] : ["Received", "In mediation", "Settled"]).map((label, i) => ({ id: label, label: label, count: 17 - 3 * i, share: 1 - 0.2 * i }))
    readonly property var others: ({ alarms: 41, incidents: 6, meetings: 2, issuesRaised: 7, issuesSolved: 5 })
    readonly property var periods: [{ id: "today", label: zh ? "今日" : "Today" }, { id: "week", label: zh ? "近七日" : "Last seven days" }]
    readonly property var keys: [{ id: "none", label: zh ? "不分" : "Nothing" }, { id: "type", label: zh ? "类型" : "Type" }, { id: "area", label: zh ? "区划" : "Area" }]
    readonly property var levels: [{ id: "community", label: zh ? "社区" : "Community" }]
}
