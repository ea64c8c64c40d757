import QtQuick

ListModel {
    property string filterText
    property string filterState
    property string filterSeverity
    property string filterKind
    property string sortKey: "severity"
    readonly property bool zh: Session.language === "zh_CN"
    readonly property var states: zh
        ? [{ id: "", label: "全部状态" }, { id: "attention", label: "需关注" }, { id: "online", label: "在线" }, { id: "stale", label: "失联" }, { id: "offline", label: "离线" }, { id: "fault", label: "故障" }]
        : [{ id: "", label: "All states" }, { id: "attention", label: "Needs a look" }, { id: "online", label: "Online" }, { id: "stale", label: "Stale" }, { id: "offline", label: "Offline" }, { id: "fault", label: "Fault" }]
    readonly property var severities: zh
        ? [{ id: "", label: "全部" }, { id: "minor", label: "一般及以上" }, { id: "major", label: "较重及以上" }, { id: "critical", label: "严重" }]
        : [{ id: "", label: "All severities" }, { id: "minor", label: "Minor and worse" }, { id: "major", label: "Major and worse" }, { id: "critical", label: "Critical" }]
    readonly property var kinds: zh
        ? [{ id: "", label: "全部种类" }, { id: "smoke", label: "烟感" }, { id: "electrical", label: "电气火灾监测" }, { id: "tilt", label: "倾斜" }, { id: "camera", label: "摄像头" }, { id: "water-level", label: "水位" }, { id: "rain", label: "雨量" }]
        : [{ id: "", label: "All kinds" }, { id: "smoke", label: "Smoke" }, { id: "electrical", label: "Electrical" }, { id: "tilt", label: "Tilt" }, { id: "camera", label: "Camera" }, { id: "water-level", label: "Water level" }, { id: "rain", label: "Rain" }]
    onFilterStateChanged: fill()
    onFilterKindChanged: fill()

    Component.onCompleted: fill()
    function fill() {
        clear();
        const kinds_ = ["smoke", "electrical", "water-level", "camera", "tilt", "rain", "lift", "door", "gas", "presence"];
        const names = zh ? ["烟感", "电气火灾监测", "水位", "摄像头", "倾斜", "雨量", "电梯", "门磁", "燃气", "人体感知"]
                         : ["Smoke", "Electrical", "Water level", "Camera", "Tilt", "Rain", "Lift", "Door", "Gas", "Presence"];
        const status = ["online", "online", "online", "offline", "stale", "online", "fault", "online", "online", "online"];
        const severity_ = ["critical", "major", "minor", "normal", "normal", "normal", "normal", "normal", "normal", "normal"];
        const statusNames = zh ? ["在线", "在线", "在线", "离线", "失联", "在线", "故障", "在线", "在线", "在线"] : ["online", "online", "online", "offline", "stale", "online", "fault", "online", "online", "online"];
        const visuals = ["critical", "major", "minor", "offline", "stale", "normal", "fault", "normal", "normal", "normal"];
        const shapes = ["octagon", "triangle", "diamond", "stroke", "dashed", "dot", "square", "dot", "dot", "dot"];
        const values = zh ? ["有烟", "412 mA", "2.31 m", "", "1.2 mm", "18.5 mm/h", "", "关", "0.0 %LEL", "无人"]
                          : ["smoke", "412 mA", "2.31 m", "", "1.2 mm", "18.5 mm/h", "", "closed", "0.0 %LEL", "nobody"];
        const places = zh ? ["12 栋 7 层 703", "老围 3 巷 8 号", "沿河路 2 号", "市场南门", "文华大厦", "街道办楼顶", "5 栋 1 号梯", "5 栋大堂", "桂花苑 3 栋", "桂花苑 9 栋"]
                          : ["Building 12, 703", "8 Laowei Lane 3", "2 Riverside Road", "Market, south gate", "Wenhua Tower", "Office roof", "Building 5, lift 1", "Building 5, lobby", "Guihua Court 3", "Guihua Court 9"];
        const ages = zh ? ["12 秒", "4 秒", "1 分", "2 小时", "14 分", "40 秒", "3 分", "20 秒", "1 分", "5 秒"]
                        : ["12 s", "4 s", "1 min", "2 h", "14 min", "40 s", "3 min", "20 s", "1 min", "5 s"];
        const amounts = { "smoke": 1447, "electrical": 1360, "camera": 300, "tilt": 60, "water-level": 12, "rain": 4 };
        const size = filterKind === "" ? 40 : amounts[filterKind] ?? 0;
        for (let i = 0; i < size; ++i) {
            const k = filterKind === "" ? i % 10 : i % 40 === 39 ? 3 : 0;
            if (filterState !== "" && (filterState === "attention" ? visuals[k] === "normal" : status[k] !== filterState))
                continue;
            if (filterSeverity === "major" && !["critical", "major"].includes(severity_[k]) || filterSeverity === "critical" && severity_[k] !== "critical")
                continue;
            append({ id: "T" + i, kind: kinds_[k], kindName: names[k], status: status[k], severity: severity_[k], visual: visuals[k], shape: shapes[k], statusName: statusNames[k], name: names[k] + " " + (i + 1), value: values[k],
                     rule: severity_[k] === "normal" ? "" : (zh ? ["烟雾", "剩余电流", "水位"] : ["Smoke", "Residual current", "Water level"])[k],
                     ageText: ages[k], place: places[k] });
        }
    }
}
