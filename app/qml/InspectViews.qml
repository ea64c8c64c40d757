pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// Notes pinned to places, and saved views: camera, storey, section, what is hidden, measures and notes.
ColumnLayout {
    id: tab

    property int renaming: -1

    function save(): void {
        if (name.text.trim() === "")
            return;
        InspectionViews.save(name.text);
        name.clear();
    }

    spacing: Theme.gap

    FilePicker {
        id: saver
        title: qsTr("Save the views as a file")
        mode: FilePicker.Save
        suffix: "json"
        filters: [qsTr("Views (*.json)")]
        onAccepted: InspectionViews.exportTo(chosen)
    }
    FilePicker {
        id: opener
        title: qsTr("Read views from a file")
        filters: [qsTr("Views (*.json)")]
        onAccepted: InspectionViews.importFrom(chosen)
    }

    Label {
        text: qsTr("Notes")
        strong: true
    }
    PushButton {
        visible: !InspectionViews.noting
        text: Measure.mode === "note" ? qsTr("Click where the note belongs") : qsTr("Pin a note")
        glyph: "note"
        checked: Measure.mode === "note"
        onClicked: Measure.mode === "note" ? Measure.cancel() : InspectionViews.placeNote()
    }
    RowLayout {
        visible: InspectionViews.noting
        spacing: Theme.gap / 2
        Layout.fillWidth: true
        onVisibleChanged: {
            if (visible)
                words.forceActiveFocus();
        }

        Entry {
            id: words
            placeholderText: qsTr("What is to be noted here")
            Layout.fillWidth: true
            onAccepted: {
                InspectionViews.writeNote(text);
                clear();
            }
            Keys.onEscapePressed: {
                InspectionViews.writeNote("");
                clear();
            }
        }
        PushButton {
            text: qsTr("Pin")
            primary: enabled
            enabled: words.text.trim() !== ""
            onClicked: words.accepted()
        }
    }
    ListView {
        id: notes
        visible: count > 0
        model: InspectionViews.notes
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        implicitHeight: Math.min(contentHeight, tab.height * 0.3)
        Layout.fillWidth: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Notes")
        T.ScrollBar.vertical: ScrollLine { }

        delegate: InspectRow {
            id: note
            required property var model
            required property int index
            width: notes.width - Theme.gap
            title: model.text
            detail: model.place
            current: ListView.isCurrentItem && notes.activeFocus
            Keys.onReturnPressed: picked()
            Keys.onDeletePressed: InspectionViews.removeNote(note.index)
            onPicked: {
                notes.currentIndex = index;
                InspectionViews.goToNote(index);
            }
            buttons: PushButton {
                flat: true
                quiet: true
                glyph: "close"
                hint: qsTr("Delete")
                onClicked: InspectionViews.removeNote(note.index)
            }
        }
    }
    Rectangle {
        color: Theme.divider
        implicitHeight: Theme.hair
        Layout.fillWidth: true
    }
    Label {
        text: qsTr("Saved views")
        strong: true
    }
    RowLayout {
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Entry {
            id: name
            placeholderText: qsTr("Name of this view")
            Layout.fillWidth: true
            onAccepted: tab.save()
        }
        PushButton {
            text: qsTr("Save")
            enabled: name.text.trim() !== ""
            primary: enabled
            onClicked: tab.save()
        }
    }
    InspectHint {
        visible: InspectionViews.views.count === 0
        text: qsTr("A view keeps camera, building, storey, section, what is hidden, measures and notes.")
    }
    ListView {
        id: views
        model: InspectionViews.views
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        Layout.fillWidth: true
        Layout.fillHeight: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Saved views")
        T.ScrollBar.vertical: ScrollLine { }

        delegate: Item {
            id: view
            required property var model
            required property int index
            readonly property bool renamed: tab.renaming === index
            width: views.width - Theme.gap
            implicitHeight: renamed ? title.implicitHeight : row.implicitHeight

            InspectRow {
                id: row
                visible: !view.renamed
                width: parent.width
                title: view.model.name
                detail: view.model.detail
                current: view.ListView.isCurrentItem && views.activeFocus
                onPicked: {
                    views.currentIndex = view.index;
                    InspectionViews.restore(view.index);
                }
                buttons: [
                    PushButton {
                        flat: true
                        quiet: true
                        glyph: "edit"
                        hint: qsTr("Rename")
                        onClicked: {
                            tab.renaming = view.index;
                            title.text = view.model.name;
                            title.forceActiveFocus();
                        }
                    },
                    PushButton {
                        flat: true
                        quiet: true
                        glyph: "close"
                        hint: qsTr("Delete")
                        onClicked: InspectionViews.remove(view.index)
                    }
                ]
            }
            Entry {
                id: title
                visible: view.renamed
                width: parent.width
                placeholderText: qsTr("Name of this view")
                onAccepted: {
                    tab.renaming = -1;
                    InspectionViews.rename(view.index, text);
                }
                givesUp: true
                onGaveUp: tab.renaming = -1
            }
            Keys.onReturnPressed: row.picked()
        }
    }
    Row {
        spacing: Theme.gap / 2
        PushButton {
            text: qsTr("Save as a file …")
            enabled: InspectionViews.views.count > 0
            onClicked: saver.open()
        }
        PushButton {
            text: qsTr("Read a file …")
            onClicked: opener.open()
        }
    }
}
