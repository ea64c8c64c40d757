pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// Usual words for a field: one is taken by a click, or by Tab and Enter.
Flow {
    id: phrases

    property var list: []
    signal taken(string text)

    spacing: Theme.gap / 2

    Repeater {
        model: phrases.list
        PushButton {
            required property string modelData
            text: modelData
            onClicked: phrases.taken(modelData)
        }
    }
}
