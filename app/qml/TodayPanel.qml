pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// Where the events are in their closed loop, and the day against a usual one.
Panel {
    id: panel

    title: qsTr("Events today")
    note: EventStatsModel.overdue > 0 ? qsTr("%1 overdue").arg(Theme.number(EventStatsModel.overdue)) : ""
    noteState: "major"

    FunnelStrip {
        value: EventModel.filterState
        Layout.fillWidth: true
        onChosen: id => EventModel.filterState = EventModel.filterState === id ? "open" : id
    }
    LineChart {
        today: EventStatsModel.hourly
        usual: EventStatsModel.usual
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: Theme.px(70)
    }
}
