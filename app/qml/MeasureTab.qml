pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// Ways of measuring, what is being measured, and what was.
ColumnLayout {
    id: tab

    spacing: Theme.gap

    Flow {
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Repeater {
            model: Measure.modes.length
            PushButton {
                required property int index
                readonly property var mode: Measure.modes[index]
                text: mode.label
                checked: Measure.mode === mode.id
                Accessible.role: Accessible.RadioButton
                onClicked: Measure.mode = checked ? "" : mode.id
            }
        }
    }
    InspectHint {
        text: Measure.mode === "" ? qsTr("Choose what to measure, then click in the view: corners and edges catch the pointer. Esc ends, Backspace takes a point back.") : Measure.prompt
    }
    Rectangle {
        visible: Measure.mode !== ""
        implicitHeight: live.implicitHeight + 2 * Theme.gap
        radius: Theme.radius / 2
        color: Theme.raised
        Layout.fillWidth: true

        Label {
            id: live
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.margins: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            text: Measure.reading
            strong: true
            wrapMode: Text.Wrap
        }
    }
    Row {
        visible: Measure.points > 0
        spacing: Theme.gap / 2
        PushButton {
            text: qsTr("Done")
            enabled: Measure.canFinish
            visible: Measure.mode === "path" || Measure.mode === "area"
            onClicked: Measure.finish()
        }
        PushButton {
            text: qsTr("Point back")
            onClicked: Measure.back()
        }
        PushButton {
            text: qsTr("Drop")
            onClicked: Measure.cancel()
        }
    }
    ListView {
        id: list
        model: Measure.results
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        Layout.fillWidth: true
        Layout.fillHeight: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Measures")
        T.ScrollBar.vertical: ScrollLine { }

        delegate: InspectRow {
            id: row
            required property var model
            required property int index
            width: list.width - Theme.gap
            title: model.title
            value: model.value
            detail: model.detail
            current: ListView.isCurrentItem && list.activeFocus
            onPicked: list.currentIndex = index
            Keys.onDeletePressed: Measure.remove(row.index)
            buttons: [
                PushButton {
                    flat: true
                    quiet: true
                    glyph: "copy"
                    hint: qsTr("Copy")
                    onClicked: Measure.copy(row.index)
                },
                PushButton {
                    flat: true
                    quiet: true
                    glyph: "close"
                    hint: qsTr("Delete")
                    onClicked: Measure.remove(row.index)
                }
            ]
        }
    }
    Row {
        visible: Measure.results.count > 0
        spacing: Theme.gap / 2
        PushButton {
            text: qsTr("Copy as a table")
            glyph: "copy"
            onClicked: Measure.copyAll()
        }
        PushButton {
            text: qsTr("Clear")
            onClicked: Measure.clear()
        }
    }
}
