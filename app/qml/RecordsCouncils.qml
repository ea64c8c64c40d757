pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// Meetings of the blocks' councils: what was raised, what of it was solved; and a new one.
ColumnLayout {
    id: part

    property bool adding: false
    /// The meeting that is amended; empty: a new one is written down.
    property string amending
    readonly property var levels: ["block", "community", "grid", "sub-district"]
    readonly property bool ready: title.text.trim() !== "" && (amending !== "" || levels.includes(Selection.kind))

    function begin(meeting: var): void {
        part.amending = meeting?.id ?? "";
        title.text = meeting?.title ?? "";
        raised.text = (meeting?.issues ?? []).map(issue => issue.text).join(qsTr("; "));
        part.adding = true;
        title.forceActiveFocus();
    }

    function hold(): void {
        if (!ready)
            return;
        const issues = raised.text.split(/[;；]/).map(text => text.trim()).filter(text => text !== "");
        if (part.amending !== "")
            CouncilModel.amend(part.amending, { title: title.text.trim(), issues: issues });
        else
            CouncilModel.hold({ place: Selection.kind + ":" + Selection.id, title: title.text.trim(), issues: issues });
        title.clear();
        raised.clear();
        part.adding = false;
    }

    spacing: Theme.gap

    PushButton {
        visible: !part.adding
        text: qsTr("New meeting")
        glyph: "plus"
        enabled: Operations.canWrite
        onClicked: part.begin(null)
    }
    ColumnLayout {
        visible: part.adding
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Label {
            visible: part.amending === ""
            text: part.levels.includes(Selection.kind) ? qsTr("Of %1").arg(Selection.name) : qsTr("Select a block (or community) first: it is its council.")
            quiet: true
            wrapMode: Text.Wrap
            Layout.fillWidth: true
        }
        Entry {
            id: title
            placeholderText: qsTr("What the meeting was about")
            Layout.fillWidth: true
            Keys.onReturnPressed: part.hold()
        }
        Entry {
            id: raised
            placeholderText: qsTr("What was raised, with semicolons between")
            Layout.fillWidth: true
            Keys.onReturnPressed: part.hold()
        }
        Row {
            spacing: Theme.gap
            PushButton {
                text: qsTr("Keep")
                primary: true
                enabled: part.ready
                onClicked: part.hold()
            }
            PushButton {
                text: qsTr("Leave")
                onClicked: part.adding = false
            }
        }
    }
    RecordsList {
        source: CouncilModel
        emptyText: qsTr("No meeting has been recorded.")
        Layout.fillWidth: true
        Layout.fillHeight: true
        delegate: Column {
            id: meeting
            required property var model
            required property int index
            width: ListView.view.width - Theme.gap
            bottomPadding: Theme.gap

            StateRow {
                width: parent.width
                visual: meeting.model.solved < meeting.model.raised ? "in-hand" : "normal"
                title: meeting.model.title
                detail: meeting.model.placeName
                note: qsTr("%1 of %2 solved").arg(meeting.model.solved).arg(meeting.model.raised)
                age: meeting.model.heldText
                divided: meeting.index > 0
            }
            Repeater {
                model: meeting.model.issues.length
                Toggle {
                    required property int index
                    readonly property var issue: meeting.model.issues[index] ?? ({})
                    x: Theme.gap * 3
                    text: (issue.solvedText ?? "") === "" ? issue.text ?? "" : qsTr("%1 · %2").arg(issue.text).arg(issue.solvedText)
                    checked: issue.solved ?? false
                    enabled: Operations.canWrite
                    onToggled: CouncilModel.solve(meeting.model.id, index, checked)
                }
            }
            PushButton {
                x: Theme.gap * 3
                flat: true
                text: qsTr("Amend")
                enabled: Operations.canWrite
                onClicked: part.begin(meeting.model)
            }
        }
    }
}
