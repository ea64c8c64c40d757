pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// Devices by kind with the share online, and what of all is silent.
Panel {
    id: panel

    readonly property var kinds: ThingModel.kinds.filter(kind => kind.id !== "")
    property int maximumRows: 6

    title: qsTr("Sensors")
    note: qsTr("share online")
    spacing: 0

    ThingFilter { id: stale; filterState: "stale" }
    ThingFilter { id: offline; filterState: "offline" }
    ThingFilter { id: fault; filterState: "fault" }

    Repeater {
        // As many as are ever shown: rows of a layout that are thrown away while it is being resized are still known to it
        // when they are gone (a crash in Qt 6.4).
        model: panel.maximumRows
        BarRow {
            id: row
            required property int index
            readonly property var modelData: panel.kinds[index] ?? ({ id: "", label: "" })
            visible: index < panel.kinds.length
            readonly property ThingFilter all: ThingFilter { filterKind: row.modelData.id }
            readonly property ThingFilter online: ThingFilter {
                filterKind: row.modelData.id
                filterState: "online"
            }
            name: modelData.label
            value: Theme.number(all.count)
            share: all.count > 0 ? qsTr("%1 %").arg((100 * online.count / all.count).toFixed(1)) : ""
            fraction: all.count > 0 ? online.count / all.count : 0
            colour: all.count > 0 && online.count / all.count < 0.8 ? Theme.stateColour("major") : Theme.accent
            nameWidth: width * 0.36
            valueWidth: Theme.px(84)
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
    }
    Row {
        spacing: Theme.gap * 2
        Layout.topMargin: Theme.gap / 2

        Repeater {
            model: [{ state: "stale", text: qsTr("%1 stale"), source: stale }, { state: "offline", text: qsTr("%1 offline"), source: offline }, { state: "fault", text: qsTr("%1 faulty"), source: fault }]
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
                    text: sum.modelData.text.arg(Theme.number(sum.modelData.source.count))
                    quiet: true
                }
            }
        }
    }
}
