pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// What wants a hand now: devices in alarm first, then events nobody has accepted yet; the worst first in each.
Panel {
    id: panel

    readonly property int total: alarms.count + reported.count
    readonly property int rows: Math.max(1, Math.floor(room.height / Math.max(1, sample.implicitHeight) + 0.05))
    /// Events keep at least one row.
    readonly property int alarmRows: Math.min(alarms.count, reported.count > 0 ? Math.max(1, rows - 1) : rows)
    property string worst: "normal"

    title: qsTr("Alarms and new events")
    note: Theme.number(total)
    outline: total > 0 && (worst === "critical" || worst === "major") ? Theme.alpha(Theme.stateColour(worst), 0.65) : Theme.line
    spacing: 0

    ThingFilter { id: alarms; filterSeverity: "major"; sortKey: "severity" }
    EventFilter { id: reported; filterState: "reported"; sortKey: "severity" }

    // How high a row is; takes no room itself.
    Item {
        opacity: 0
        Layout.preferredHeight: 0

        StateRow {
            id: sample
            width: Theme.px(300)
            enabled: false
            title: " "
            detail: " "
            Accessible.ignored: true
        }
    }
    Label {
        visible: panel.total === 0
        text: qsTr("No alarm, and everything reported has been accepted.")
        quiet: true
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
    Item {
        id: room
        clip: true
        implicitHeight: 3 * sample.implicitHeight
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: sample.implicitHeight

        ListView {
            id: alarmList
            width: parent.width
            height: panel.alarmRows * sample.implicitHeight
            model: alarms
            interactive: false
            clip: true
            activeFocusOnTab: count > 0
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Alarms")

            delegate: StateRow {
                id: alarm
                required property var model
                required property int index
                width: alarmList.width
                visual: model.visual
                shape: model.shape
                title: model.rule !== "" ? qsTr("%1 · %2").arg(model.kindName).arg(model.rule) : model.value === "" ? model.kindName : qsTr("%1 · %2").arg(model.kindName).arg(model.value)
                detail: model.place
                age: model.ageText
                divided: index > 0
                selected: Selection.kind === "thing" && Selection.id === model.id
                current: ListView.isCurrentItem && alarmList.activeFocus
                Keys.onReturnPressed: picked()
                // Building, storey and room in one step.
                onPicked: Selection.enter("thing", model.id)

                Binding {
                    target: panel
                    property: "worst"
                    value: alarm.visual
                    when: alarm.index === 0
                }
            }
        }
        ListView {
            id: eventList
            y: alarmList.height
            width: parent.width
            height: Math.max(0, panel.rows - panel.alarmRows) * sample.implicitHeight
            model: reported
            interactive: false
            clip: true
            activeFocusOnTab: count > 0
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Events not yet accepted")

            delegate: StateRow {
                id: event
                required property var model
                required property int index
                width: eventList.width
                visual: model.visual
                shape: model.shape
                title: model.title
                detail: model.address === "" ? model.stateName : model.address
                age: model.overdue ? qsTr("overdue") : model.ageText
                overdue: model.overdue
                divided: index > 0 || alarms.count > 0
                selected: Selection.kind === "event" && Selection.id === model.id
                current: ListView.isCurrentItem && eventList.activeFocus
                Keys.onReturnPressed: picked()
                onPicked: Selection.flyTo("event", model.id)
                onOpened: Selection.enter("event", model.id)

                Binding {
                    target: panel
                    property: "worst"
                    value: event.visual
                    when: event.index === 0 && alarms.count === 0
                }
            }
        }
    }
}
