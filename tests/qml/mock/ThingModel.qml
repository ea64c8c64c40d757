pragma Singleton
import QtQuick

ListModel {
    property string filterText
    property string filterState
    property string filterSeverity
    property string filterKind
    property string sortKey: "severity"

    Component.onCompleted: {
        const zh = Session.language === "zh_CN";
        const kinds = ["smoke", "electrical", "water-level", "camera", "tilt", "rain", "lift", "door", "gas", "presence"];
        const names = zh ? ["烟感", "电气火灾监测", "水位", "摄像头", "倾斜", "雨量", "电梯", "门磁", "燃气", "人体感知"]
                         : ["Smoke", "Electrical", "Water level", "Camera", "Tilt", "Rain", "Lift", "Door", "Gas", "Presence"];
        const status = ["online", "online", "online", "offline", "stale", "online", "fault", "online", "online", "online"];
        const severity = ["critical", "major", "minor", "normal", "normal", "normal", "normal", "normal", "normal", "normal"];
        const values = zh ? ["有烟", "412 mA", "2.31 m", "", "1.2 mm", "18.5 mm/h", "", "关", "0.0 %LEL", "无人"]
                          : ["smoke", "412 mA", "2.31 m", "", "1.2 mm", "18.5 mm/h", "", "closed", "0.0 %LEL", "nobody"];
        const places = zh ? ["12 栋 7 层 703", "老围 3 巷 8 号", "沿河路 2 号", "市场南门", "文华大厦", "街道办楼顶", "5 栋 1 号梯", "5 栋大堂", "桂花苑 3 栋", "桂花苑 9 栋"]
                          : ["Building 12, 703", "8 Laowei Lane 3", "2 Riverside Road", "Market, south gate", "Wenhua Tower", "Office roof", "Building 5, lift 1", "Building 5, lobby", "Guihua Court 3", "Guihua Court 9"];
        const ages = zh ? ["12 秒", "4 秒", "1 分", "2 小时", "14 分", "40 秒", "3 分", "20 秒", "1 分", "5 秒"]
                        : ["12 s", "4 s", "1 min", "2 h", "14 min", "40 s", "3 min", "20 s", "1 min", "5 s"];
        for (let i = 0; i < 40; ++i) {
            const k = i % 10;
            append({ id: "T" + i, kind: kinds[k], kindName: names[k], status: status[k], severity: severity[k], value: values[k],
                     ageText: ages[k], place: places[k] });
        }
    }
}
