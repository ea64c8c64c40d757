pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// Mouse and keys.
Sheet {
    id: sheet

    readonly property var keys: [
        [qsTr("Drag"), qsTr("move the map")], [qsTr("Right drag"), qsTr("turn and tilt")],
        [qsTr("Wheel"), qsTr("closer, farther")], [qsTr("Click"), qsTr("select")],
        [qsTr("Double click"), qsTr("enter")], [qsTr("Esc"), qsTr("one level up")],
        [qsTr("Arrow keys"), qsTr("move the map")], ["Q  E", qsTr("turn")],
        ["R  F", qsTr("tilt")], [qsTr("Tab"), qsTr("to the next control")],
        ["+  −", qsTr("closer, farther")], [qsTr("Home"), qsTr("the whole district, the whole building")],
        ["N", qsTr("north up")], ["T", qsTr("from above")],
        ["Ctrl+F", qsTr("search")], ["1 … 9", qsTr("saved views")],
        [". ,", qsTr("from marker to marker, the worst first")],
        ["P", qsTr("stop or go on")], ["Ctrl+M", qsTr("sound on or off")],
        ["M", qsTr("measure")], ["I", qsTr("inspect")],
        [qsTr("Backspace"), qsTr("take a point back")],
        ["L", qsTr("layers")], ["F2  F3  F4", qsTr("panels at the left, at the right, table")], ["F5  F6  F7", qsTr("desk, wall, briefing")],
        ["⇧F7  Ctrl+F7", qsTr("present the briefing: from this slide, from the first")], [qsTr("Insert"), qsTr("in the briefing: take the view as a slide")],
        ["F8", qsTr("dark or light")], ["F11", qsTr("full screen")],
        [qsTr("Enter"), qsTr("into the building")], [qsTr("PgUp  PgDn"), qsTr("storey above, below")],
        ["X", qsTr("fan the storeys out")], ["C", qsTr("section")],
        ["O  G", qsTr("plan, outer shell")], ["V", qsTr("walk through")],
        ["B", qsTr("building table")], ["H", qsTr("the whole district")],
        ["Ctrl+O", qsTr("open")], ["Ctrl+S", qsTr("picture of the screen")],
        ["Ctrl+R", qsTr("records: statistics, councils, journal")], ["Ctrl+E", qsTr("alarm rules")],
        ["Ctrl+D", qsTr("source systems")], ["Ctrl+L", qsTr("command wall")],
        ["Ctrl+P", qsTr("daily report")], ["Ctrl+I", qsTr("all indicators, on the map by areas")],
        ["F9  ⇧F9", qsTr("patrol through cameras, routes")], [qsTr("F10  Ctrl+← →"), qsTr("patrol: stay or go on, the one before, the next")],
        ["F12  ⇧F12", qsTr("camera large, cameras near by")],
        ["←  →", qsTr("on the wall: pages; in a chart: its figures")], [qsTr("Space"), qsTr("on the wall: pin a page")],
        ["Ctrl+C", qsTr("a chart as a picture")],
        ["Ctrl+,", qsTr("settings")], ["F1  ?", qsTr("this sheet")]
    ]
    /// While an event or alarm is selected or marked.
    readonly property var workKeys: [
        ["J  K", qsTr("down, up in the list")], ["G", qsTr("queue or alarms")],
        ["1 … 6", qsTr("a step of the funnel, in a list")], ["/", qsTr("search")],
        [qsTr("Space"), qsTr("mark for doing to several")], [qsTr("Enter"), qsTr("fly there")],
        ["Ctrl+A", qsTr("mark all that are shown")], ["Ctrl+K", qsTr("filter the list")], [qsTr("↑ ↓"), qsTr("usual words, when asked")],
        ["A  D  S", qsTr("accept, dispatch, start")], ["F  C", qsTr("finish, close")],
        ["R  O", qsTr("reject, reopen")], ["M", qsTr("merge")],
        ["N  ⇧N", qsTr("note, attach")], ["U", qsTr("take the last step back")],
        ["⇧D  ⇧E", qsTr("assign to another, escalate")], ["⇧A", qsTr("accept all that are marked")],
        ["X  ⇧X", qsTr("acknowledge: this alarm, all that are shown")], ["H  ⇧H", qsTr("shelve, unshelve")]
    ]

    title: qsTr("Mouse and keyboard")
    preferredWidth: Theme.px(Theme.wall ? 1180 : 820)

    Scroller {
        alone: true
        contentHeight: column.implicitHeight
        implicitHeight: column.implicitHeight
        Layout.fillWidth: true
        Layout.fillHeight: true

        ColumnLayout {
            id: column
            width: parent.width - Theme.gap * 1.5
            spacing: Theme.gap * 1.5

            HelpKeys {
                heading: qsTr("Working events and alarms")
                keys: sheet.workKeys
                Layout.fillWidth: true
            }
            HelpKeys {
                heading: qsTr("Map, building and program")
                keys: sheet.keys
                Layout.fillWidth: true
            }
        }
    }
}
