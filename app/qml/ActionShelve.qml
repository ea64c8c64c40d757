import QtQuick
import QtQuick.Layouts
import Yunjie

/// Until when an alarm is set aside, and why.
ColumnLayout {
    id: part

    signal given(var given)
    property int minutes: 60
    readonly property var spans: [{ id: "30", label: qsTr("30 min") }, { id: "60", label: qsTr("1 h") }, { id: "120", label: qsTr("2 h") }, { id: "480", label: qsTr("8 h") }, { id: "1440", label: qsTr("1 d") }]
    readonly property bool ready: why.text.trim() !== ""

    function begin(): void { why.begin() }
    function finish(): void {
        if (ready)
            part.given({ minutes: part.minutes, why: why.text.trim() });
    }

    spacing: Theme.gap

    WordsEntry {
        id: why
        placeholder: qsTr("Why")
        list: [qsTr("Under repair"), qsTr("Test"), qsTr("Known, somebody is on the way"), qsTr("Sensor at fault")]
        Layout.fillWidth: true
        onDone: part.finish()
        onPressed: event => {
            const index = event.key - Qt.Key_1;
            if (event.modifiers !== Qt.AltModifier || index < 0 || index >= part.spans.length)
                return;
            part.minutes = Number(part.spans[index].id);
            event.accepted = true;
        }
    }
    Label {
        text: qsTr("For how long (Alt+1 to 5)")
        quiet: true
        Layout.fillWidth: true
    }
    Segments {
        value: String(part.minutes)
        choices: part.spans
        onChosen: id => part.minutes = Number(id)
    }
    ActionFoot {
        ready: part.ready
        missing: qsTr("A reason is needed.")
        onDone: part.finish()
    }
}
