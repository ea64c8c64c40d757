pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// Today's events by what became of them, and the day against a usual one.
Panel {
    id: panel

    /// The steps of the closed loop; states of one step are counted together.
    readonly property var steps: [
        { label: qsTr("Reported"), count: count(["reported"]) }, { label: qsTr("Dispatched"), count: count(["accepted", "dispatched"]) },
        { label: qsTr("Handling"), count: count(["handling", "reopened"]) }, { label: qsTr("Verifying"), count: count(["verifying"]) },
        { label: qsTr("Closed"), count: count(["closed"]) }
    ]

    function count(states: var): int {
        let sum = 0;
        for (const state of EventStatsModel.byState) {
            if (states.includes(state.id))
                sum += state.count;
        }
        return sum;
    }

    title: qsTr("Events today")
    note: EventStatsModel.overdue > 0 ? qsTr("%1 overdue").arg(Theme.number(EventStatsModel.overdue)) : ""
    noteState: "major"

    RowLayout {
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Repeater {
            model: 5

            Rectangle {
                id: tile
                required property int index
                readonly property var modelData: panel.steps[index]
                color: Theme.raised
                radius: Theme.radius / 2
                Layout.fillWidth: true
                Layout.preferredWidth: word.implicitWidth + Theme.gap
                Layout.preferredHeight: column.implicitHeight + Theme.gap
                Accessible.role: Accessible.StaticText
                Accessible.name: qsTr("%1: %2").arg(tile.modelData.label).arg(tile.modelData.count)

                Column {
                    id: column
                    anchors.centerIn: parent
                    width: parent.width

                    Label {
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        text: Theme.number(tile.modelData.count)
                        strong: true
                        font.pixelSize: Theme.px(30)
                    }
                    Label {
                        id: word
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        text: tile.modelData.label
                        quiet: true
                    }
                }
            }
        }
    }
    LineChart {
        today: EventStatsModel.hourly
        usual: EventStatsModel.usual
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: Theme.px(90)
    }
}
