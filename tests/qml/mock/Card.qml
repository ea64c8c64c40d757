pragma Singleton
import QtQuick

QtObject {
    readonly property bool zh: Session.language === "zh_CN"
    property bool visible: true
    property point anchor: Qt.point(930, 316)
    property bool anchorValid: true
    property string kind: "building"
    property string badgeState: "critical"
    property string title: zh ? "12 栋" : "Building 12"
    property string subtitle: zh ? "桂花苑 · 桂园路 18 号" : "Guihua Court · 18 Guiyuan Road"
    property string badge: zh ? "1 个告警" : "1 alarm"
    property var rows: zh ? [
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
    property var sections: [
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
    property string triggered
    function trigger(id) { triggered = id }
}
