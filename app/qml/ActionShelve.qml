import QtQuick
import QtQuick.Layouts
import Yunjie

/// Until when an alarm is set aside, and why.
ColumnLayout {
    id: part

    signal given(var given)
    property int minutes: 60
    readonly property bool ready: why.text.trim() !== ""

    function begin(): void { why.forceActiveFocus() }
    function finish(): void {
        if (ready)
            part.given({ minutes: part.minutes, why: why.text.trim() });
    }

    spacing: Theme.gap

    Entry {
        id: why
        placeholderText: qsTr("Why")
        Layout.fillWidth: true
        Keys.onReturnPressed: part.finish()
        Keys.onEnterPressed: part.finish()
    }
    Phrases {
        list: [qsTr("Under repair"), qsTr("Test"), qsTr("Known, somebody is on the way"), qsTr("Sensor at fault")]
        Layout.fillWidth: true
        onTaken: text => {
            why.text = text;
            why.forceActiveFocus();
        }
    }
    Label {
        text: qsTr("For how long")
        quiet: true
        Layout.fillWidth: true
    }
    Segments {
        value: String(part.minutes)
        choices: [{ id: "30", label: qsTr("30 min") }, { id: "60", label: qsTr("1 h") }, { id: "120", label: qsTr("2 h") }, { id: "480", label: qsTr("8 h") }, { id: "1440", label: qsTr("1 d") }]
        onChosen: id => part.minutes = Number(id)
    }
    ActionFoot {
        ready: part.ready
        missing: qsTr("A reason is needed.")
        onDone: part.finish()
    }
}
