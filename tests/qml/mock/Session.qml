pragma Singleton
import QtQuick

/// Stands in for the C++ Session in tests: believable contents, no behaviour beyond what the interface needs.
QtObject {
    signal notice(string text)
    signal criticalRaised(string kind, string id, string text)

    property string language: "en"
    property string theme: "command"
    property string quality: "auto"
    property string layout: "desk"
    property real textScale: 1
    property int tileMemory: 0
    property real screenScale: 0
    property bool reducedMotion: true
    property bool soundMuted: false
    property string mapKey: ""
    property string colouring: "plain"
    readonly property bool zh: language === "zh_CN"
    property string title: zh ? "样例街道" : "Sample sub-district"
    property bool simulated: true
    property bool loading: false
    property string loadStage: zh ? "正在读取楼栋" : "Reading buildings"
    property real loadFraction: 0.42
    property bool complete: true
    property var errors: []
    readonly property var colourings: [
        { id: "plain", label: zh ? "不着色" : "Plain" }, { id: "use", label: zh ? "用途" : "Use" },
        { id: "height", label: zh ? "高度" : "Height" }, { id: "year", label: zh ? "建成年份" : "Year" },
        { id: "storeys", label: zh ? "层数" : "Storeys" }, { id: "grid", label: zh ? "网格" : "Grid" }
    ]
    property bool replay: true
    property bool paused: false
    property real speed: 60
    property double replayStart: Date.UTC(2026, 10, 21, 16, 0, 0)
    property double replayEnd: Date.UTC(2026, 10, 22, 16, 0, 0)
    property double timeMs: Date.UTC(2026, 10, 22, 7, 56, 20)
    property string timeText: "2026-11-22 15:56:20"
    property string positionText: "EPSG:4547  E 506543.2  N 2493123.4 · 114.11421° E  22.54312° N"
    property string scaleText: "100 m"
    property real scalePixels: 92
    property real heading: 24
    property string rendererText: "llvmpipe (LLVM 15.0.6, 256 bits), OpenGL 3.3"
    property var savedViews: (zh ? ["总览", "老街", "沿河路", "中央商务区"] : ["Overview", "Old town", "Riverside", "Business core"]).map(name => ({ name: name, own: false }))

    property var calls: []
    function called(name) { calls = calls.concat([name]) }
    function open(urls) { called("open") }
    function cancelLoading() { loading = false }
    function togglePause() { paused = !paused }
    function setSpeed(x) { speed = x }
    function seek(ms) { timeMs = ms; called("seek") }
    function home() { called("home") }
    function northUp() { heading = 0 }
    function topView() { called("topView") }
    function zoomIn() { called("zoomIn") }
    function zoomOut() { called("zoomOut") }
    function goToView(i) { called("goToView") }
    function renameView(i, name) { savedViews = savedViews.map((each, at) => at === i && each.own ? { name: name, own: true } : each) }
    function removeView(i) { savedViews = savedViews.filter((each, at) => at !== i || !each.own) }
    function saveView(name) { savedViews = savedViews.concat([{ name: name, own: true }]) }
    function screenshot(path) { called("screenshot") }
}
