pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// Where the events are in their closed loop, how many of today's are settled, and the day against a usual one.
Panel {
    id: panel

    function sums(counts: var): var {
        let sum = 0;
        return [{ x: 0, y: 0 }].concat((counts ?? []).map((n, hour) => ({ x: hour + 1, y: sum += Number(n) })));
    }
    readonly property var today: sums(EventStatsModel.hourly)
    readonly property var usual: sums(EventStatsModel.usual)
    readonly property int soFar: today[today.length - 1].y

    title: qsTr("Events today")
    note: EventStatsModel.closingRate >= 0 ? qsTr("closing rate %1 %").arg((100 * EventStatsModel.closingRate).toFixed(1)) : ""
    spacing: Theme.gap / 2

    FunnelStrip {
        value: EventModel.filterState
        Layout.fillWidth: true
        onChosen: id => EventModel.filterState = EventModel.filterState === id ? "open" : id
    }
    ChartLines {
        title: panel.title
        from: 0
        to: 24
        atLeast: 4
        xName: qsTr("Until the hour")
        xText: x => qsTr("%1:00").arg(x)
        yText: y => Number(y.toFixed(1)).toLocaleString(Qt.locale("en_US"), "f", y % 1 ? 1 : 0)
        lines: [
            { name: qsTr("today"), points: panel.today, colour: Theme.accent, dot: true, label: qsTr("today %1").arg(Theme.number(panel.soFar)) },
            { name: qsTr("usual"), points: panel.usual, colour: Theme.textQuiet, dashed: true, label: EventStatsModel.usual.length > 0 ? qsTr("usual") : "" }
        ]
        ticks: [{ x: 0, text: "0" }, { x: 6, text: "6" }, { x: 12, text: "12" }, { x: 18, text: "18" }, { x: 24, text: "24" }]
        Accessible.name: qsTr("%1 events today so far").arg(panel.soFar)
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: Theme.px(70)
    }
}
