pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// A reason, a result or a note, in one's own words or usual ones; satisfaction where it is asked for.
ColumnLayout {
    id: part

    signal given(var given)
    readonly property var usual: ({
        reject: [qsTr("Not in our district"), qsTr("Nothing found on the spot"), qsTr("Already settled"), qsTr("Not a matter of the sub-district")],
        reopen: [qsTr("It is there again"), qsTr("The reporter is not content"), qsTr("Only settled in part")],
        finish: [qsTr("Settled on the spot"), qsTr("Cleared away"), qsTr("Repaired"), qsTr("The parties agreed"), qsTr("Handed to the owner")],
        close: [qsTr("Verified on the spot"), qsTr("Verified by a picture"), qsTr("Confirmed by the reporter")]
    })
    readonly property bool asksReason: Work.needs === "reason"
    readonly property bool asksText: Work.needs === "text"
    readonly property bool rates: Work.needs === "satisfaction"
    readonly property bool mayBeEmpty: Work.needs === "result" || (rates && Work.verb !== "rate")
    readonly property bool ready: (mayBeEmpty || field.text.trim() !== "" || Work.verb === "rate") && (Work.verb !== "rate" || satisfaction > 0)
    property int satisfaction: 0

    function begin(): void { field.begin() }
    function finish(): void {
        if (!ready)
            return;
        const given = {};
        const words = field.text.trim();
        if (words !== "")
            given[asksReason ? "why" : asksText ? "text" : "result"] = words;
        if (satisfaction > 0)
            given.satisfaction = satisfaction;
        part.given(given);
    }

    spacing: Theme.gap

    WordsEntry {
        id: field
        placeholder: part.asksReason ? qsTr("Why") : part.asksText ? qsTr("Note") : qsTr("What was done (may be empty)")
        list: part.usual[Work.verb] ?? []
        Layout.fillWidth: true
        onDone: part.finish()
        onPressed: event => {
            if (!part.rates || event.modifiers !== Qt.AltModifier || event.key < Qt.Key_0 || event.key > Qt.Key_5)
                return;
            part.satisfaction = event.key - Qt.Key_0;
            event.accepted = true;
        }
    }
    Label {
        visible: part.rates
        text: qsTr("How content is the reporter? (Alt+1 to 5)")
        quiet: true
        Layout.fillWidth: true
    }
    Segments {
        visible: part.rates
        value: String(part.satisfaction)
        choices: [{ id: "0", label: qsTr("Not asked") }, { id: "1", label: "1" }, { id: "2", label: "2" }, { id: "3", label: "3" }, { id: "4", label: "4" }, { id: "5", label: "5" }]
        onChosen: id => part.satisfaction = Number(id)
    }
    ActionFoot {
        ready: part.ready
        missing: Work.verb === "rate" ? qsTr("Choose 1 to 5.") : part.asksReason ? qsTr("A reason is needed.") : qsTr("The note is empty.")
        onDone: part.finish()
    }
}
