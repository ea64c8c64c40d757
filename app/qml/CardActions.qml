pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// What can be done with the selected object; stays in sight while the card is scrolled.
Flow {
    visible: actions.count > 0
    spacing: Theme.gap

    Repeater {
        id: actions
        model: Card.actions
        PushButton {
            required property var modelData
            required property int index
            text: modelData.label
            primary: index === 0
            onClicked: Card.trigger(modelData.id)
        }
    }
}
