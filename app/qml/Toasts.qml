pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// Words that pass after a while, and errors that stay until they are put away.
Column {
    id: toasts

    property int putAway: 0
    property string shownErrors

    function add(text: string, state: string, undo: string, lasting: bool): void {
        // Only the last step can be taken back.
        for (let row = 0; undo !== "" && row < notes.count; ++row) {
            if (notes.get(row).undo === undo)
                notes.setProperty(row, "undo", "");
        }
        notes.append({ words: text, mood: state, undo: undo, lasting: lasting });
        if (notes.count > 4)
            notes.remove(0);
    }
    /// What is said of the export before.
    function dropLasting(): void {
        for (let row = notes.count - 1; row >= 0; --row) {
            if (notes.get(row).lasting)
                notes.remove(row);
        }
    }
    function showErrors(): void {
        const errors = Session.errors ?? [];
        if (errors.length === 0)
            toasts.putAway = 0;
    }

    spacing: Theme.gap
    width: Theme.px(Theme.wall ? 620 : 440)

    ListModel { id: notes }
    Connections {
        target: Session
        function onNotice(text: string): void { toasts.add(text, "", "", false) }
        // Of alarms the banner tells until they are acknowledged.
        function onCriticalRaised(kind: string, id: string, text: string): void {
            // Who briefs, or prepares to, does not work events.
            if (kind !== "alarm" && kind !== "thing" && Session.layout !== "briefing")
                toasts.add(text, "critical", "", false);
        }
        function onErrorsChanged(): void { toasts.showErrors() }
    }

    Connections {
        target: Operations
        function onDone(text: string, undoEvent: string): void { toasts.add(text, "", undoEvent, false) }
        function onRefused(text: string): void { toasts.add(text, "major", "", false) }
    }
    Connections {
        target: Work
        function onTold(text: string): void { toasts.add(text, "", "", false) }
    }
    // It took minutes, and nobody need have waited beside it.
    Connections {
        target: BriefingExporter
        function onRunningChanged(): void {
            if (BriefingExporter.running)
                toasts.dropLasting();
        }
        function onTold(text: string, failed: bool): void {
            toasts.dropLasting();
            toasts.add(text, failed ? "major" : "", "", true);
        }
    }

    Repeater {
        model: (Session.errors ?? []).slice(toasts.putAway, toasts.putAway + 3)
        Toast {
            required property var modelData
            width: toasts.width
            words: modelData
            mood: "critical"
            lasting: true
            onGone: toasts.putAway += 1
        }
    }
    Repeater {
        model: notes
        Toast {
            id: note
            required property var model
            required property int index
            width: toasts.width
            words: model.words
            mood: model.mood
            undo: model.undo
            lasting: model.lasting
            onGone: notes.remove(note.index)
        }
    }
}
