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
        ["P", qsTr("stop or go on")], ["Ctrl+M", qsTr("sound on or off")],
        ["M", qsTr("measure")], ["I", qsTr("inspect")],
        [qsTr("Backspace"), qsTr("take a point back")],
        ["L", qsTr("layers")], ["F5  F6  F7", qsTr("desk, wall, briefing")],
        ["F8", qsTr("dark or light")], ["F11", qsTr("full screen")],
        [qsTr("Enter"), qsTr("into the building")], [qsTr("PgUp  PgDn"), qsTr("storey above, below")],
        ["X", qsTr("fan the storeys out")], ["C", qsTr("section")],
        ["O  G", qsTr("plan, outer shell")], ["V", qsTr("walk through")],
        ["B", qsTr("building table")], ["H", qsTr("the whole district")],
        ["Ctrl+O", qsTr("open")], ["Ctrl+S", qsTr("picture of the screen")],
        ["Ctrl+,", qsTr("settings")], ["F1", qsTr("this sheet")]
    ]

    title: qsTr("Mouse and keyboard")
    preferredWidth: Theme.px(Theme.wall ? 1180 : 820)

    GridLayout {
        columns: Theme.viewWidth / Theme.viewHeight > 1 ? 2 : 1
        columnSpacing: Theme.gap * 5
        rowSpacing: Theme.gap * 0.75
        Layout.fillWidth: true

        Repeater {
            // A number: a list would make every row anew when the language changes.
            model: sheet.keys.length

            RowLayout {
                id: entry
                required property int index
                readonly property var modelData: sheet.keys[index]
                spacing: Theme.gap * 1.5
                Layout.fillWidth: true
                Layout.preferredWidth: 1

                Rectangle {
                    radius: Theme.radius / 2
                    color: Theme.raised
                    border.width: Theme.hair
                    border.color: Theme.line
                    Layout.preferredWidth: Theme.px(Theme.wall ? 200 : 140)
                    Layout.preferredHeight: key.implicitHeight + Theme.gap / 2

                    Label {
                        id: key
                        anchors.centerIn: parent
                        text: entry.modelData[0]
                        font.pixelSize: Theme.secondary
                    }
                }
                Label {
                    text: entry.modelData[1]
                    font.pixelSize: Theme.control
                    wrapMode: Text.Wrap
                    Layout.fillWidth: true
                }
            }
        }
    }
}
