pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// Devices by kind with the share online, and what of all is silent.
Panel {
    id: panel

    property int maximumRows: 6

    title: qsTr("Sensors")
    note: qsTr("share online")
    spacing: 0

    ChartBars {
        title: panel.title
        valueName: qsTr("Share online")
        full: 1
        bars: DeviceStats.kinds.slice(0, panel.maximumRows).map(each => ({
            name: each.label, value: each.share, text: Theme.number(each.count), share: qsTr("%1 %").arg((100 * each.share).toFixed(1)),
            colour: each.share < 0.8 ? Theme.stateColour("major") : Theme.accent
        }))
        Layout.fillWidth: true
        Layout.fillHeight: true
        // However the panel came to its size, rows never lie over each other.
        Layout.minimumHeight: implicitHeight
    }
    Flow {
        spacing: Theme.gap * 2
        Layout.topMargin: Theme.gap / 2
        Layout.fillWidth: true

        Repeater {
            model: [{ state: "stale", text: qsTr("%1 stale") }, { state: "offline", text: qsTr("%1 offline") }, { state: "fault", text: qsTr("%1 faulty") }]
            Row {
                id: sum
                required property var modelData
                spacing: Theme.gap * 0.75

                Marker {
                    visual: sum.modelData.state
                    size: Theme.secondary
                    anchors.verticalCenter: parent.verticalCenter
                }
                Label {
                    text: sum.modelData.text.arg(Theme.number(sum.modelData.state === "stale" ? DeviceStats.stale : sum.modelData.state === "offline" ? DeviceStats.offline : DeviceStats.fault))
                    quiet: true
                }
            }
        }
    }
}
