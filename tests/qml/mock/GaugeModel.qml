pragma Singleton
import QtQuick

QtObject {
    readonly property bool zh: Session.language === "zh_CN"
    function curve(values) { return values.map((v, i) => ({ x: Session.timeMs - (values.length - 1 - i) * 900000, y: v })) }
    function clock(ms) { return Qt.formatTime(new Date(ms), "HH:mm") }
    function reading(property, value) { return value + (property === "rain-rate" ? " mm/h" : property === "water-level" ? " m" : " cm") }
    readonly property var gauges: [
        { id: "rain-rate", label: zh ? "雨强" : "Rain rate", count: 4, thing: "R01", name: zh ? "雨量站 1 · 样例小学" : "Rain gauge 1", valueText: "46.2 mm/h", riseText: zh ? "1 小时涨 21 mm/h" : "up 21 mm/h in 1 h",
          visual: "minor", shape: "diamond", ageText: "2 min", points: curve([0, 0, 2, 4, 9, 14, 20, 31, 52, 60, 48, 41, 39, 40, 46.2]), unit: "mm/h", limit: 50, limitText: zh ? "暴雨 50 mm/h" : "Rainstorm 50 mm/h", limitVisual: "major" },
        { id: "water-level", label: zh ? "水位" : "Water level", count: 9, thing: "H03", name: zh ? "水位站 3 · 云溪河" : "Water level 3, Yunxi River", valueText: "1.62 m", riseText: zh ? "1 小时涨 0.18 m" : "up 0.18 m in 1 h",
          visual: "normal", shape: "dot", ageText: "1 min", points: curve([0.8, 0.8, 0.81, 0.85, 0.9, 1, 1.1, 1.2, 1.31, 1.4, 1.44, 1.5, 1.54, 1.58, 1.62]), unit: "m", limit: 1.8, limitText: zh ? "水位超警戒 1.8 m" : "Guard level 1.8 m", limitVisual: "minor" },
        { id: "ponding-depth", label: zh ? "积水深度" : "Ponding depth", count: 3, thing: "H10", name: zh ? "积水监测 · 海晏大道下沉通道" : "Ponding, Haiyan Avenue underpass", valueText: "18 cm", riseText: zh ? "平稳" : "steady",
          visual: "minor", shape: "diamond", ageText: "1 min", points: curve([0, 0, 0, 1, 2, 4, 8, 12, 17, 19, 18, 18, 18, 18, 18]), unit: "cm", limit: 27, limitText: zh ? "积水较深 27 cm" : "Deep ponding 27 cm", limitVisual: "major" }
    ]
}
