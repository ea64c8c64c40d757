pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// Keys and what they do, two columns: a list of [key, what].
ColumnLayout {
    id: help

    property string heading
    property var keys: []

    spacing: Theme.gap * 0.75

    Label {
        text: help.heading
        quiet: true
        Layout.fillWidth: true
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    GridLayout {
        columns: Theme.viewWidth / Theme.viewHeight > 1 ? 2 : 1
        columnSpacing: Theme.gap * 5
        rowSpacing: Theme.gap * 0.75
        Layout.fillWidth: true

        Repeater {
            // A number: a list would make every row anew when the language changes.
            model: help.keys.length

            RowLayout {
                id: entry
                required property int index
                readonly property var line: help.keys[index]
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
                        text: entry.line[0]
                        font.pixelSize: Theme.secondary
                    }
                }
                Label {
                    text: entry.line[1]
                    font.pixelSize: Theme.control
                    wrapMode: Text.Wrap
                    Layout.fillWidth: true
                }
            }
        }
    }
}
