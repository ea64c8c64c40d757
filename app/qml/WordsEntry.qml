pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// One's own words with usual ones below: these are taken by a click, by Tab and Enter, or one after the other by ↑ and ↓.
ColumnLayout {
    id: words

    property alias text: field.text
    property alias placeholder: field.placeholderText
    property var list: []
    signal done
    /// A key the line has no use for.
    signal pressed(var event)

    function begin(): void { field.forceActiveFocus() }
    /// A usual one takes the place of another, and stands behind what was typed.
    function take(phrase: string): void {
        const all = field.text.trim();
        const known = list.find(each => all.endsWith(each)) ?? "";
        const typed = all.slice(0, all.length - known.length).replace(/[；;]\s*$/, "");
        field.text = typed === "" ? phrase : qsTr("%1; %2", "typed words, usual words").arg(typed).arg(phrase);
        field.forceActiveFocus();
    }
    function step(rows: int): void {
        const at = list.findIndex(each => field.text.endsWith(each));
        if (list.length > 0)
            words.take(list[at < 0 ? (rows > 0 ? 0 : list.length - 1) : (at + rows + list.length) % list.length]);
    }

    spacing: Theme.gap

    Entry {
        id: field
        Layout.fillWidth: true
        Keys.onDownPressed: words.step(1)
        Keys.onUpPressed: words.step(-1)
        Keys.onReturnPressed: words.done()
        Keys.onEnterPressed: words.done()
        Keys.onPressed: event => words.pressed(event)
    }
    Flow {
        visible: words.list.length > 0
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Repeater {
            model: words.list
            PushButton {
                required property string modelData
                text: modelData
                onClicked: words.take(modelData)
            }
        }
    }
    Label {
        visible: words.list.length > 0
        text: qsTr("↑ ↓ take usual words")
        quiet: true
        Layout.fillWidth: true
    }
}
