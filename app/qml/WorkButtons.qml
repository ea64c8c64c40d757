pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// What can be done as buttons with their keys: the next step filled, what only adds to it flat.
Flow {
    id: buttons

    property var actions: []
    property string kind
    property var ids: []
    readonly property var small: ["note", "attach", "escalate", "assign", "undo", "rate", "unshelve"]

    spacing: Theme.gap / 2
    visible: actions.length > 0

    Repeater {
        model: buttons.actions
        PushButton {
            required property var modelData
            text: modelData.label
            key: modelData.key
            primary: modelData.primary
            flat: !modelData.primary && buttons.small.includes(modelData.id)
            enabled: Operations.canWrite
            onClicked: Work.begin(modelData.id, buttons.kind, buttons.ids)
        }
    }
}
