pragma Singleton
import QtQuick

/// Stands in for the C++ Tour: it stands still.
QtObject {
    property bool running: false
    property int minutes: 0
    property string where: Session.language === "zh_CN" ? "老街" : "Old town"
    property bool held: false
    property var calls: []
    function start() { running = true; return true }
    function stop() { running = false }
    function touch() { running = false }
}
