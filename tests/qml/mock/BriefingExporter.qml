pragma Singleton
import QtQuick

QtObject {
    readonly property bool zh: Session.language === "zh_CN"
    property bool running: false
    property real progress: 0.4
    property string stageText: zh ? "第 3 页，共 6 页" : "Slide 3 of 6"
    property Item stage
    property size size: Qt.size(0, 0)
    readonly property var formats: [{ id: "pdf", label: zh ? "PDF，每页一张" : "PDF, a slide a page" }, { id: "png", label: zh ? "PNG 图片，每张一个文件" : "PNG files, one for each slide" }, { id: "mp4", label: zh ? "视频（MP4，H.264）" : "Video (MP4, H.264)" }]
    property string missing: zh ? "无法导出 WebM：本机的 ffmpeg 没有 VP9 编码器。" : "No WebM: this ffmpeg has no encoder for VP9."
    property var calls: []
    signal told(text: string, failed: bool)
    function suggestion(format) { return "" }
    function write(target) { calls = calls.concat(["write " + target]) }
    function cancel() { calls = calls.concat(["cancel"]) }
}
