pragma Singleton
import QtQuick

QtObject {
    readonly property bool zh: Session.language === "zh_CN"
    property bool busy: false
    readonly property string storeyName: zh ? "2 层" : "Storey 2"
    readonly property string selectionName: zh ? "外墙 417" : "Exterior wall 417"
    readonly property var papers: [{ id: "", label: zh ? "自动选纸" : "Paper to fit" }, { id: "A4", label: "A4" }, { id: "A3", label: "A3" }]
    readonly property var scales: [{ id: "0", label: zh ? "自动比例" : "Scale to fit" }, { id: "50", label: "1:50" }, { id: "100", label: "1:100" }]
    function suggestion(ending) { return "file:///tmp/plan." + ending }
    function writePlan(file, scale, paper) { }
    function writeSelection(file) { }
}
