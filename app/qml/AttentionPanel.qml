pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// What wants a hand now: alarms nobody has acknowledged, then events nobody has accepted yet; the worst first in each.
Panel {
    id: panel

    readonly property int total: alarms.count + reported.count
    readonly property int rows: Math.max(1, Math.floor((room.height - flood.room) / Math.max(1, sample.implicitHeight) + 0.05))
    /// Events keep at least one row.
    readonly property int alarmRows: Math.min(alarms.count, reported.count > 0 ? Math.max(1, rows - 1) : rows)
    property string worst: "normal"

    title: qsTr("Alarms and new events")
    note: Theme.number(total)
    outline: total > 0 && (worst === "critical" || worst === "major") ? Theme.alpha(Theme.stateColour(worst), 0.65) : Theme.line
    spacing: 0

    /// Goes on in both lists as if they were one.
    function move(rows: int): void {
        const at = eventList.activeFocus ? alarms.count + eventList.currentIndex : alarmList.currentIndex;
        const next = Math.max(0, Math.min(panel.total - 1, at + rows));
        const inAlarms = next < alarms.count;
        const list = inAlarms ? alarmList : eventList;
        list.forceActiveFocus();
        if (panel.total === 0)
            return;
        list.currentIndex = inAlarms ? next : next - alarms.count;
        if (inAlarms)
            Selection.flyTo("alarm", alarms.idAt(next));
        else
            Selection.flyTo("event", reported.idAt(next - alarms.count));
    }

    AlarmFilter { id: alarms; flat: true; filterState: "calling" }
    EventFilter { id: reported; filterState: "reported"; sortKey: "overdue" }
    Connections {
        target: Work
        enabled: Shell.list !== "events"
        function onMoveWanted(rows: int): void { panel.move(rows) }
        function onListWanted(): void { (alarms.count > 0 ? alarmList : eventList).forceActiveFocus() }
    }
    Binding { target: Work; property: "listed"; value: true; when: alarmList.activeFocus || eventList.activeFocus }

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
        text: qsTr("Every alarm is acknowledged, and everything reported accepted.")
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

        Label {
            id: flood
            readonly property real room: visible ? height : 0
            visible: Operations.alarmLoad === "flood"
            width: parent.width
            text: qsTr("A flood: %1 alarms in 10 min").arg(Operations.alarmRate)
            quiet: true
        }
        ListView {
            id: alarmList
            y: flood.room
            width: parent.width
            height: panel.alarmRows * sample.implicitHeight
            model: alarms
            interactive: false
            clip: true
            activeFocusOnTab: true
            currentIndex: -1
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Alarms")
            Keys.onDownPressed: panel.move(1)
            Keys.onUpPressed: panel.move(-1)
            Keys.onReturnPressed: Selection.enter("alarm", alarms.idAt(currentIndex))
            Keys.onSpacePressed: Work.mark("alarm", alarms.idAt(currentIndex))

            delegate: AlarmRow {
                id: alarm
                width: alarmList.width
                current: ListView.isCurrentItem && alarmList.activeFocus
                // Building, storey and room in one step.
                onPicked: Selection.flyTo("alarm", model.id)

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
            y: alarmList.y + alarmList.height
            width: parent.width
            height: Math.max(0, panel.rows - panel.alarmRows) * sample.implicitHeight
            model: reported
            interactive: false
            clip: true
            activeFocusOnTab: true
            currentIndex: -1
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Events not yet accepted")
            Keys.onDownPressed: panel.move(1)
            Keys.onUpPressed: panel.move(-1)
            Keys.onReturnPressed: Selection.enter("event", reported.idAt(currentIndex))
            Keys.onSpacePressed: Work.mark("event", reported.idAt(currentIndex))

            delegate: StateRow {
                id: event
                required property var model
                required property int index
                width: eventList.width
                visual: model.visual
                shape: model.shape
                title: model.title
                note: model.klass
                detail: model.address === "" ? model.stateName : model.address
                age: model.overdue ? qsTr("overdue") : model.ageText
                overdue: model.overdue
                divided: index > 0 || alarms.count > 0
                selected: Selection.kind === "event" && Selection.id === model.id
                marked: Operations.marked.includes(model.id)
                current: ListView.isCurrentItem && eventList.activeFocus
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
