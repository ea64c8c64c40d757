pragma Singleton
import QtQuick

QtObject {
    readonly property bool zh: Session.language === "zh_CN"
    property bool visible: true
    property point anchor: Qt.point(930, 316)
    property bool anchorValid: true
    readonly property bool event: Selection.kind === "event"
    readonly property bool alarm: Selection.kind === "alarm"
    property string kind: Selection.kind
    property string badgeState: event || alarm ? "major" : "critical"
    property string title: event ? (zh ? "用电隐患" : "Electrical hazard") : alarm ? (zh ? "剩余电流过大" : "Residual current too high") : zh ? "12 栋" : "Building 12"
    property string subtitle: event || alarm ? (zh ? "老围 3 巷 8 号" : "8 Laowei Lane 3") : zh ? "桂花苑 · 桂园路 18 号" : "Guihua Court · 18 Guiyuan Road"
    property string badge: event ? (zh ? "待受理" : "reported") : alarm ? (zh ? "未确认" : "active, not acknowledged") : zh ? "1 个告警" : "1 alarm"
    property var rows: event || alarm ? worked : zh ? [
        { label: "编码", value: "4403030010070012", unit: "", state: "" },
        { label: "用途", value: "住宅", unit: "", state: "" },
        { label: "建成", value: "1998", unit: "年", state: "" },
        { label: "层数", value: "地上 18，地下 1", unit: "", state: "" },
        { label: "高度", value: "54.0", unit: "m", state: "" },
        { label: "占地", value: "612", unit: "m²", state: "" },
        { label: "房屋", value: "72", unit: "套", state: "" },
        { label: "实有人口", value: "201", unit: "人", state: "" },
        { label: "网格", value: "网格 07 · 张**", unit: "", state: "" }
    ] : [
        { label: "Code", value: "4403030010070012", unit: "", state: "" },
        { label: "Use", value: "residential", unit: "", state: "" },
        { label: "Built", value: "1998", unit: "", state: "" },
        { label: "Storeys", value: "18 above, 1 below", unit: "", state: "" },
        { label: "Height", value: "54.0", unit: "m", state: "" },
        { label: "Footprint", value: "612", unit: "m²", state: "" },
        { label: "Units", value: "72", unit: "", state: "" },
        { label: "Residents", value: "201", unit: "", state: "" },
        { label: "Grid", value: "Grid 07 · Zhang**", unit: "", state: "" }
    ]
    readonly property var worked: [
        { label: zh ? "编码" : "Code", value: "YJ-20261122-0412", unit: "", state: "" }, { label: zh ? "期限" : "Due", value: zh ? "超时 5 分" : "overdue by 5 min", unit: "", state: "major" },
        { label: zh ? "承办" : "Assigned to", value: zh ? "网格 07 网格员" : "Grid member 07", unit: "", state: "" }
    ]
    readonly property var steps: [
        { what: zh ? "已分拨" : "dispatched", when: "2026-11-22 15:50", age: zh ? "6 分" : "6 min", who: "desk-1", words: zh ? "交 网格 07 网格员" : "to Grid member 07", url: "", struck: false, moved: true },
        { what: zh ? "附件" : "attachment", when: "2026-11-22 15:49", age: zh ? "7 分" : "7 min", who: "desk-1", words: zh ? "现场照片" : "Picture of the place", url: "https://example.org/pictures/2026/11/22/0412.jpg", struck: false, moved: false },
        { what: zh ? "不予受理" : "rejected", when: "2026-11-22 15:47", age: zh ? "9 分" : "9 min", who: "desk-2", words: zh ? "不属本街道" : "Not in our district", url: "", struck: true, moved: true },
        { what: zh ? "上报" : "reported", when: "2026-11-22 15:44", age: zh ? "12 分" : "12 min", who: zh ? "居民上报" : "resident report", words: "", url: "", struck: false, moved: true }
    ]
    readonly property var chart: ({ threshold: 300, met: 1795334380000, unit: "mA", points: [212, 220, 219, 231, 244, 262, 287, 318, 371, 398, 412].map((v, i) => ({ t: 1795334340000 + i * 6000, v: v })) })
    property var sections: event ? [{ title: zh ? "经过" : "History", steps: steps }] : alarm ? [{ title: zh ? "剩余电流" : "Residual current", chart: chart }] : [
        { title: zh ? "感知设备" : "Sensors", chips: zh ? [
            { label: "烟感", value: "72", state: "critical", shape: "octagon" },
            { label: "电气", value: "6", state: "normal", shape: "dot" },
            { label: "摄像头", value: "4", state: "offline", shape: "stroke" }
        ] : [
            { label: "Smoke", value: "72", state: "critical", shape: "octagon" },
            { label: "Electrical", value: "6", state: "normal", shape: "dot" },
            { label: "Camera", value: "4", state: "offline", shape: "stroke" }
        ] },
        { title: zh ? "未办结事件" : "Open events", rows: zh ? [
            { label: "火情", value: "处置中 · 2 分", unit: "", state: "critical", kind: "event", id: "E0" },
            { label: "电动车入户", value: "已分拨 · 26 分", unit: "", state: "minor" }
        ] : [
            { label: "Fire", value: "handling · 2 min", unit: "", state: "critical" },
            { label: "E-bike indoors", value: "dispatched · 26 min", unit: "", state: "minor" }
        ] }
    ]
    property var actions: [
        { id: "enter", label: zh ? "进入楼栋" : "Enter" },
        { id: "fly", label: zh ? "飞到此处" : "Fly there" }
    ]
    signal changed
    property string triggered
    function trigger(id) { triggered = id }
}
