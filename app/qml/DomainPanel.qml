pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// Today's events in the six domains.
Panel {
    id: panel

    readonly property real most: Math.max(1, ...EventStatsModel.byDomain.map(d => d.count))

    title: qsTr("Six domains")
    note: qsTr("today")
    spacing: 0

    Repeater {
        // A number: a list would make every row anew with every event.
        model: EventStatsModel.byDomain.length
        BarRow {
            required property int index
            readonly property var modelData: EventStatsModel.byDomain[index] ?? ({ label: "", count: 0 })
            name: modelData.label
            value: Theme.number(modelData.count)
            fraction: modelData.count / panel.most
            nameWidth: Theme.chinese ? Theme.px(100) : width * 0.52
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
    }
}
