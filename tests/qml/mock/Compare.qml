pragma Singleton
import QtQuick

QtObject {
    id: compare
    readonly property bool zh: Session.language === "zh_CN"
    property bool running: false
    property bool active: true
    property string file: "duplex-2024.ifc"
    property string error: ""
    property string remark: ""
    property bool otherIsNewer: false
    property bool onlyDifferent: false
    readonly property var kinds: [
        { id: "added", label: zh ? "新增" : "Added", count: 3, sign: "+", visual: "normal", shown: true },
        { id: "removed", label: zh ? "移除" : "Removed", count: 2, sign: "−", visual: "critical", shown: true },
        { id: "moved", label: zh ? "移动" : "Moved", count: 12, sign: "→", visual: "major", shown: true },
        { id: "reshaped", label: zh ? "变形" : "Reshaped", count: 0, sign: "◇", visual: "fault", shown: true },
        { id: "changed", label: zh ? "更改" : "Changed", count: 7, sign: "≠", visual: "in-hand", shown: true },
        { id: "same", label: zh ? "相同" : "The same", count: 201, sign: "=", visual: "", shown: true }
    ]
    readonly property ListModel rows: ListModel {
        Component.onCompleted: {
            append({ change: compare.zh ? "移除" : "Removed", sign: "−", visual: "critical", kind: "element", id: "a", name: compare.zh ? "隔墙 12" : "Partition 12", type: compare.zh ? "墙" : "Walls", detail: "" });
            append({ change: compare.zh ? "移动" : "Moved", sign: "→", visual: "major", kind: "door", id: "b", name: "M_Single-Flush", type: compare.zh ? "门" : "Door", detail: compare.zh ? "移动 0.50 m" : "by 0.50 m" });
        }
    }
    function compareWith(file) { }
    function toggleKind(id) { }
    function goTo(row) { }
    function close() { active = false }
}
