pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// All events that the store knows, those of years ago too, and what happened to the one that is chosen.
ColumnLayout {
    id: part

    property string words
    property string kind
    readonly property var filter: {
        const all = {};
        if (words !== "")
            all.text = words;
        if (kind !== "")
            all.domains = kind;
        return all;
    }

    spacing: Theme.gap
    onFilterChanged: HistoryModel.filter = part.filter

    RowLayout {
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Entry {
            glyph: "search"
            placeholderText: qsTr("Words, code, address")
            Layout.fillWidth: true
            onTextChanged: later.restart()
            Timer {
                id: later
                interval: 250
                onTriggered: part.words = parent.text.trim()
            }
        }
        Choice {
            name: qsTr("Domain")
            choices: EventModel.domains
            value: part.kind
            onChosen: id => part.kind = id
        }
        ExportRow {
            what: "events"
            filter: part.filter
        }
    }
    RowLayout {
        spacing: Theme.gap * 2
        Layout.fillWidth: true
        Layout.fillHeight: true

        RecordsList {
            id: list
            source: HistoryModel
            emptyText: qsTr("No event matches.")
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 3
            onChosen: row => HistoryModel.choose(HistoryModel.at(row).id ?? "")
            delegate: StateRow {
                required property var model
                required property int index
                width: ListView.view.width - Theme.gap
                visual: model.visual
                shape: model.shape
                title: model.title
                note: model.klass
                detail: model.address === "" ? model.stateName : qsTr("%1 · %2").arg(model.stateName).arg(model.address)
                age: model.reportedText
                overdue: model.overdue
                divided: index > 0
                selected: (HistoryModel.chosen.id ?? "") === model.id
                onPicked: list.choose(index)
                onOpened: {
                    if (model.known) {
                        Shell.sheet = "";
                        Selection.flyTo("event", model.id);
                    }
                }
            }
        }
        Flickable {
            visible: (HistoryModel.chosen.id ?? "") !== ""
            contentHeight: told.implicitHeight
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 2
            T.ScrollBar.vertical: ScrollLine { }

            ColumnLayout {
                id: told
                width: parent.width - Theme.gap
                spacing: Theme.gap

                Label {
                    text: HistoryModel.chosen.title ?? ""
                    strong: true
                    font.pixelSize: Theme.titleSize
                    wrapMode: Text.Wrap
                    Layout.fillWidth: true
                }
                RowFields {
                    rows: HistoryModel.chosen.rows ?? []
                    Layout.fillWidth: true
                }
                EventTimeline {
                    steps: (HistoryModel.chosen.steps ?? []).map(step => step.what !== undefined ? step : ({ what: step.label, words: step.value, struck: step.struck ?? false, moved: true, when: "", who: "", age: "", url: "" }))
                    Layout.fillWidth: true
                }
            }
        }
    }
}
