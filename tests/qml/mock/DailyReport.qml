pragma Singleton
import QtQuick

QtObject {
    property bool busy: false
    property string today: "2026-06-18"
    property string yesterday: "2026-06-17"

    signal written(string file)
    signal failed(string reason)
    function suggestion(day: string): url { return "file:///tmp/report-" + day + ".pdf" }
    function write(file: url, day: string): void {}
}
