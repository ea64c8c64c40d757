pragma Singleton
import QtQuick

QtObject {
    property bool playing: false
    property bool black: false
    property bool automatic: false
    property real words: 1
    property bool moving: false
    property var calls: []
    function called(name) { calls = calls.concat([name]) }
    function start(first) {
        called("start " + first);
        Session.layout = "briefing";
        playing = true;
        Storyboard.current = first ? 0 : Math.max(0, Storyboard.current);
    }
    function stop() {
        called("stop");
        playing = black = false;
    }
    function toggleBlack() { black = !black }
    function next() {
        if (black)
            black = false;
        else
            Storyboard.current = Math.min(Storyboard.count - 1, Storyboard.current + 1);
    }
    function previous() { Storyboard.current = Math.max(0, Storyboard.current - 1) }
    function first() { Storyboard.current = 0 }
    function last() { Storyboard.current = Storyboard.count - 1 }
    function goTo(row) {
        called("goTo " + row);
        Storyboard.current = row;
    }
}
