pragma Singleton
import QtQuick

QtObject {
    id: inspector
    readonly property bool zh: Session.language === "zh_CN"
    property bool active: false
    property string query: ""
    readonly property string title: zh ? "基本墙：外墙 417 毫米" : "Basic Wall: Exterior 417 mm"
    readonly property string type: "IfcWallStandardCase"
    readonly property string hitsText: zh ? "找到 2 项" : "Found: 2"
    readonly property var names: ["FireRating", "IsExternal"]
    readonly property ListModel properties: ListModel {
        Component.onCompleted: {
            append({ set: inspector.zh ? "净空" : "Clearance", name: inspector.zh ? "净宽" : "Clear width", value: "0.76 m", visual: "major", heading: inspector.zh ? "净空" : "Clearance" });
            append({ set: "Pset_WallCommon", name: "IsExternal", value: "true", visual: "", heading: "Pset_WallCommon" });
            append({ set: "Pset_WallCommon", name: "FireRating", value: "F90", visual: "", heading: "" });
        }
    }
    readonly property ListModel hits: ListModel {
        Component.onCompleted: {
            append({ kind: "element", id: "B::1", name: inspector.zh ? "外墙" : "Exterior wall", type: inspector.zh ? "墙" : "Walls", storey: inspector.zh ? "首层" : "Level 1", property: "Pset_WallCommon.IsExternal", value: "true" });
            append({ kind: "door", id: "B::2", name: "M_Single-Flush", type: inspector.zh ? "门" : "Door", storey: inspector.zh ? "首层" : "Level 1", property: "Pset_DoorCommon.IsExternal", value: "true" });
        }
    }
    function hitIds() { return ["B::1", "B::2"] }
    function copyProperties() { }
}
