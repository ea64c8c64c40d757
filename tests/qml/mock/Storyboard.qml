pragma Singleton
import QtQuick

ListModel {
    id: slides
    readonly property bool zh: Session.language === "zh_CN"
    readonly property var boards: [{ id: "storm-day", name: zh ? "暴雨日" : "The storm day", own: false, slides: count }, { id: "mine", name: zh ? "我的汇报" : "My briefing", own: true, slides: 3 }]
    property string boardId: "storm-day"
    readonly property string name: zh ? "暴雨日" : "The storm day"
    readonly property string nameEn: "The storm day"
    readonly property string nameZh: "暴雨日"
    property bool own: true
    property bool fromProject: true
    property int current: -1
    property string shownIndicator
    property string selectedName: zh ? "12 栋" : "Building 12"
    property bool canUndo: true
    property bool canRedo: false
    readonly property var slide: current < 0 || current >= count ? ({}) : ({
        id: "s" + current, titleEn: "Seven distribution boxes stand in the rain", titleZh: "七处配电箱进水", textEn: "Residual current rises with the rain.\n- most at 15:00\n- two above 500 mA: critical", textZh: "剩余电流随雨势上升。\n- 15:00 最高\n- 两处超过 500 mA：紧急",
        title: zh ? "七处配电箱进水" : "Seven distribution boxes stand in the rain", text: zh ? "剩余电流随雨势上升。\n- 15:00 最高\n- 两处超过 500 mA：紧急" : "Residual current rises with the rain.\n- most at 15:00\n- two above 500 mA: critical",
        seconds: 6, theme: "command", colouring: "plain", indicator: "", timeText: "2026-06-18 15:00", selectedName: slides.selectedName, hidden: 2
    })
    property var calls: []
    function called(name) { calls = calls.concat([name]) }
    function newBoard() { called("newBoard") }
    function renameBoard(language, name) { called("renameBoard " + language + " " + name) }
    function duplicateBoard() { called("duplicateBoard") }
    function removeBoard() { called("removeBoard") }
    function takeView() { called("takeView") }
    function retake(row) { called("retake " + row) }
    function duplicate(row) { called("duplicate " + row) }
    // Not `remove` and `move`: those are the list's.
    function setTitle(row, language, title) { called("setTitle " + row + " " + language + " " + title) }
    function setText(row, language, text) { called("setText " + row + " " + language + " " + text) }
    function setSeconds(row, seconds) { called("setSeconds " + row + " " + seconds) }
    function forget(row, what) { called("forget " + row + " " + what) }
    function undo() { called("undo") }
    function redo() { called("redo") }
    function suggestion() { return "" }
    function saveAs(file) { called("saveAs") }
    function openFile(file) { called("openFile") }
    Component.onCompleted: {
        const titles = zh ? ["雨前的街道", "十五时：雨最大", "河水越过警戒线", "七处配电箱进水", "事件处置", "街道态势"] : ["The district before the rain", "Three o'clock: the heaviest rain", "The river above its guard level", "Seven distribution boxes stand in the rain", "What was reported and settled", "How the district stands"];
        titles.forEach((title, i) => append({ slideId: "s" + i, number: i + 1, title: title, text: "", seconds: 6, theme: "command", timeText: "2026-06-18 1" + i + ":00", selectedName: "" }));
    }
}
