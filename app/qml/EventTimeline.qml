pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// What happened to the event: newest first, what was taken back struck through.
Column {
    id: line

    /// {what, when, age, who, words, url, struck, moved}
    property var steps: []

    spacing: 0

    Repeater {
        model: line.steps.length

        Item {
            id: step
            required property int index
            readonly property var it: line.steps[index] ?? ({})
            width: line.width
            height: words.implicitHeight + Theme.gap
            Accessible.role: Accessible.ListItem
            Accessible.name: qsTr("%1, %2, %3, %4").arg(step.it.what ?? "").arg(step.it.when ?? "").arg(step.it.who ?? "").arg(step.it.words ?? "")

            Rectangle {
                x: Theme.gap / 2
                width: Theme.hair
                y: step.index === 0 ? dot.y + dot.height : 0
                height: step.index === line.steps.length - 1 ? dot.y - y : step.height - y
                color: Theme.divider
            }
            Rectangle {
                id: dot
                x: Theme.gap / 2 - width / 2
                y: Math.round(what.implicitHeight / 2 - height / 2)
                width: Theme.gap
                height: width
                radius: width / 2
                color: step.index === 0 && !step.it.struck ? Theme.accent : Theme.panelSolid
                border.width: Math.max(1, Theme.px(1.5))
                border.color: step.it.struck ? Theme.alpha(Theme.textQuiet, 0.5) : step.it.moved ? Theme.accent : Theme.textQuiet
            }
            ColumnLayout {
                id: words
                x: Theme.gap * 2
                width: parent.width - x
                spacing: 0

                RowLayout {
                    spacing: Theme.gap
                    Layout.fillWidth: true

                    Label {
                        id: what
                        text: step.it.what ?? ""
                        font.pixelSize: Theme.control
                        font.strikeout: step.it.struck ?? false
                        color: step.it.struck ? Theme.textQuiet : Theme.text
                        wrapMode: Text.Wrap
                        Layout.fillWidth: true
                    }
                    Label {
                        text: step.it.age ?? ""
                        quiet: true
                        Layout.alignment: Qt.AlignTop
                    }
                }
                Label {
                    visible: text !== ""
                    text: step.it.words ?? ""
                    font.pixelSize: Theme.secondary
                    font.strikeout: step.it.struck ?? false
                    color: step.it.struck ? Theme.textQuiet : Theme.text
                    wrapMode: Text.Wrap
                    Layout.fillWidth: true
                }
                Label {
                    visible: text !== ""
                    text: step.it.url ?? ""
                    font.pixelSize: Theme.secondary
                    color: Theme.accent
                    elide: Text.ElideMiddle
                    objectName: "mayElide"
                    Layout.fillWidth: true
                    TapHandler { onTapped: Qt.openUrlExternally(step.it.url) }
                    HoverHandler { cursorShape: Qt.PointingHandCursor }
                }
                Label {
                    text: (step.it.who ?? "") === "" ? step.it.when ?? "" : qsTr("%1 · %2").arg(step.it.when).arg(step.it.who)
                    quiet: true
                    font.pixelSize: Theme.wall ? Theme.secondary : Theme.secondary - Theme.hair
                    wrapMode: Text.Wrap
                    Layout.fillWidth: true
                }
            }
        }
    }
}
