pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// What a rule would have done with what was recorded: how often a day, and to which devices.
ColumnLayout {
    id: trial

    readonly property var found: RuleEditor.trial
    readonly property var days: found.days ?? []
    readonly property real most: Math.max(1, ...days.map(day => day.count))

    visible: RuleEditor.trying || (found.text ?? "") !== "" || (found.error ?? "") !== ""
    spacing: Theme.gap / 2

    Rectangle {
        color: Theme.divider
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.hair
    }
    Label {
        text: RuleEditor.trying ? qsTr("Trying … %1 %").arg(Math.round(RuleEditor.progress * 100)) : (trial.found.error ?? "") !== "" ? trial.found.error : trial.found.text ?? ""
        font.pixelSize: Theme.control
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
    Row {
        id: bars
        visible: trial.days.length > 1
        spacing: Math.max(1, Theme.px(1))
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.px(48)
        Accessible.role: Accessible.Chart
        Accessible.name: qsTr("Alarms a day, at most %1").arg(trial.most)

        Repeater {
            model: trial.days
            Rectangle {
                required property var modelData
                width: Math.max(2, (bars.width - bars.spacing * trial.days.length) / trial.days.length)
                height: Math.max(1, bars.height * modelData.count / trial.most)
                y: bars.height - height
                color: modelData.count > 0 ? Theme.accent : Theme.track
            }
        }
    }
    Flow {
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Repeater {
            model: (trial.found.things ?? []).slice(0, 8)
            Chip {
                required property var modelData
                text: modelData.name
                value: String(modelData.count)
                active: true
                onPicked: Selection.flyTo(modelData.kind, modelData.id)
            }
        }
    }
}
