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
        // Twice as many as there are: rows of a layout that are thrown away while it is being resized are still known to it
        // when they are gone (a crash in Qt 6.4).
        model: 12
        BarRow {
            required property int index
            readonly property var modelData: EventStatsModel.byDomain[index] ?? ({ label: "", count: 0 })
            visible: index < EventStatsModel.byDomain.length
            name: modelData.label
            value: Theme.number(modelData.count)
            fraction: modelData.count / panel.most
            nameWidth: Theme.chinese ? Theme.px(100) : width * 0.52
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
    }
}
