pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// A few choices side by side: `choices` is a list of {id, label, glyph}.
Row {
    id: segments

    property var choices: []
    property string value
    property bool iconsOnly: false
    signal chosen(string id)

    spacing: Theme.gap / 4

    Repeater {
        model: segments.choices
        PushButton {
            required property var modelData
            text: segments.iconsOnly ? "" : modelData.label
            hint: segments.iconsOnly ? modelData.label : ""
            glyph: modelData.glyph ?? ""
            flat: segments.iconsOnly
            checked: segments.value === modelData.id
            Accessible.role: Accessible.RadioButton
            onClicked: segments.chosen(modelData.id)
        }
    }
}
