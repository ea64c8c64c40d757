pragma Singleton
import QtQuick

ListModel {
    readonly property int total: 4
    Component.onCompleted: {
        const zh = Session.language === "zh_CN";
        append({ code: "ring-invalid", source: "district.gpkg | buildings", feature: "B00871", message: zh ? "外环自相交，已修复" : "The outer ring crosses itself; it was repaired", count: 2, severity: "minor" });
        append({ code: "grid-missing", source: "district.gpkg | buildings", feature: "B02610", message: zh ? "不在任何网格内" : "Stands in no grid", count: 1, severity: "minor" });
        append({ code: "feature-empty", source: "district.gpkg | water", feature: "W6", message: zh ? "没有几何，已跳过" : "Has no geometry and was left out", count: 1, severity: "minor" });
    }
}
