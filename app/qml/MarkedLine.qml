pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// What is marked, and what can be done to all of it at once.
ColumnLayout {
    id: line

    readonly property var marked: Operations.marked
    readonly property var actions: Work.revision < 0 || marked.length === 0 ? [] : Operations.markedKind === "event" ? Operations.eventActions(marked) : Operations.alarmActions(marked)

    visible: marked.length > 0
    spacing: Theme.gap / 2

    Rectangle {
        color: Theme.divider
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.hair
    }
    RowLayout {
        Layout.fillWidth: true

        Label {
            text: qsTr("Marked: %1").arg(line.marked.length)
            strong: true
            font.pixelSize: Theme.control
            Layout.fillWidth: true
        }
        PushButton {
            flat: true
            text: qsTr("Unmark")
            key: qsTr("Esc")
            onClicked: Operations.unmarkAll()
        }
    }
    WorkButtons {
        actions: line.actions
        kind: Operations.markedKind
        ids: line.marked
        Layout.fillWidth: true
    }
}
