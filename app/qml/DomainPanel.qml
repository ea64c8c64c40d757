import QtQuick
import QtQuick.Layouts
import Yunjie

/// Today's events in the six domains.
Panel {
    id: panel

    title: qsTr("Six domains")
    note: qsTr("today")

    ChartBars {
        title: panel.title
        valueName: qsTr("Events today")
        bars: EventStatsModel.byDomain.map(each => ({ name: each.label, value: each.count, text: Theme.number(each.count) }))
        full: 4
        Layout.fillWidth: true
        Layout.fillHeight: true
    }
}
