pragma Singleton
import QtQuick

QtObject {
    id: measure
    readonly property bool zh: Session.language === "zh_CN"
    property string mode: ""
    readonly property var modes: [
        { id: "length", label: zh ? "长度" : "Length" }, { id: "path", label: zh ? "折线" : "Path" }, { id: "height", label: zh ? "高度" : "Height" },
        { id: "area", label: zh ? "面积" : "Area" }, { id: "face", label: zh ? "表面" : "Face" }, { id: "volume", label: zh ? "体积" : "Volume" },
        { id: "angle", label: zh ? "角度" : "Angle" }
    ]
    readonly property string reading: mode === "" ? "" : zh ? "长度：3.42 m（水平 3.00 m，上升 1.64 m）" : "Length: 3.42 m (level 3.00 m, up 1.64 m)"
    readonly property string prompt: mode === "" ? "" : zh ? "点击第二个点" : "Click the second point"
    readonly property int points: mode === "" ? 0 : 1
    readonly property bool canFinish: false
    readonly property ListModel results: ListModel {
        Component.onCompleted: {
            append({ title: measure.zh ? "长度" : "Length", value: "3.42 m", detail: measure.zh ? "水平 3.00 m，上升 1.64 m" : "level 3.00 m, up 1.64 m" });
            append({ title: measure.zh ? "体积 · 墙 17" : "Volume · Wall 17", value: "4.31 m³", detail: "5.20 × 0.30 × 2.80 m" });
        }
    }
    property var calls: []
    function finish() { calls = calls.concat(["finish"]) }
    function back() { calls = calls.concat(["back"]) }
    function cancel() { mode = "" }
    function remove(row) { results.remove(row) }
    function clear() { results.clear() }
    function copy(row) { }
    function copyAll() { }
}
