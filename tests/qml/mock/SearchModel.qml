pragma Singleton
import QtQuick

ListModel {
    property string query
    property bool ready: true
    property bool busy: false
    property string note ///< what was not searched
    onQueryChanged: {
        const zh = Session.language === "zh_CN";
        clear();
        if (query === "")
            return;
        append({ kind: "building", kindName: zh ? "楼栋" : "building", id: "B00012", title: zh ? "12 栋" : "Building 12", subtitle: zh ? "桂花苑 · 桂园路 18 号" : "Guihua Court · 18 Guiyuan Road" });
        append({ kind: "grid", kindName: zh ? "网格" : "grid", id: "G07", title: zh ? "网格 07" : "Grid 07", subtitle: zh ? "桂花社区 · 街区 3" : "Guihua community · Block 3" });
        append({ kind: "thing", kindName: zh ? "设备" : "device", id: "T0", title: zh ? "烟感 703" : "Smoke 703", subtitle: zh ? "12 栋 7 层" : "Building 12, 7th floor" });
        append({ kind: "feature", kindName: zh ? "地物" : "feature", id: "R1", title: zh ? "桂园路" : "Guiyuan Road", subtitle: zh ? "道路" : "Road" });
    }
}
