pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// Which list stands beside the map, each with its count.
Row {
    id: tabs

    readonly property var list: [
        { id: "events", name: qsTr("Queue"), count: EventModel.count }, { id: "alarms", name: qsTr("Alarms"), count: Operations.unacknowledged },
        // The number that nobody waits for goes first where there is little room.
        { id: "sensors", name: qsTr("Sensors"), count: Theme.sideWidth < Theme.px(340) ? 0 : ThingModel.count }
    ]

    spacing: Theme.gap / 2

    Repeater {
        // A number: a list would make every button anew with each count.
        model: tabs.list.length
        PushButton {
            required property int index
            readonly property var tab: tabs.list[index]
            text: tab.count > 0 ? qsTr("%1 %2").arg(tab.name).arg(Theme.number(tab.count)) : tab.name
            flat: true
            checked: Shell.list === tab.id
            onClicked: Shell.list = tab.id
        }
    }
}
