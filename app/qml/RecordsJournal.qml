pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// The journal itself: who did what, when and why. Nothing in it is ever changed.
ColumnLayout {
    id: part

    property string words
    readonly property var filter: words === "" ? ({}) : ({ text: words })

    spacing: Theme.gap
    onFilterChanged: JournalModel.filter = part.filter

    RowLayout {
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Entry {
            glyph: "search"
            placeholderText: qsTr("Words")
            Layout.fillWidth: true
            onTextChanged: later.restart()
            Timer {
                id: later
                interval: 250
                onTriggered: part.words = parent.text.trim()
            }
        }
        ExportRow {
            what: "journal"
            filter: part.filter
        }
    }
    RecordsList {
        source: JournalModel
        emptyText: qsTr("Nothing has happened yet.")
        Layout.fillWidth: true
        Layout.fillHeight: true
        delegate: StateRow {
            required property var model
            required property int index
            width: ListView.view.width - Theme.gap
            visual: "in-hand"
            shape: "dot"
            title: model.title === "" ? model.what : qsTr("%1 · %2").arg(model.what).arg(model.title)
            detail: [model.who, model.seat, model.why].filter(word => word !== "").join(" · ")
            age: model.when
            divided: index > 0
        }
    }
}
