pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// What of the queue is shown: the funnel, words, mine, and everything else behind a button.
ColumnLayout {
    id: bar

    /// Enter or ↓ in the words: on into the list.
    signal taken
    property bool opened: false
    /// There is hardly room for a row of the list.
    property bool low: false
    readonly property bool finer: EventModel.filterSeverity !== "" || EventModel.filterDomain !== "" || EventModel.filterType !== "" || EventModel.filterClass !== ""
                                  || EventModel.filterSource !== "" || EventModel.filterTime !== "" || EventModel.filterPlaceId !== ""
    readonly property var choices: [
        { name: qsTr("State"), list: EventModel.states, value: EventModel.filterState, set: id => EventModel.filterState = id },
        { name: qsTr("Severity"), list: EventModel.severities, value: EventModel.filterSeverity, set: id => EventModel.filterSeverity = id },
        { name: qsTr("Domain"), list: EventModel.domains, value: EventModel.filterDomain, set: id => EventModel.filterDomain = id },
        { name: qsTr("Type"), list: EventModel.types, value: EventModel.filterType, set: id => EventModel.filterType = id },
        { name: qsTr("Class"), list: EventModel.classes, value: EventModel.filterClass, set: id => EventModel.filterClass = id },
        { name: qsTr("Source"), list: EventModel.sources, value: EventModel.filterSource, set: id => EventModel.filterSource = id },
        { name: qsTr("Time"), list: EventModel.times, value: EventModel.filterTime, set: id => EventModel.filterTime = id },
        { name: qsTr("Sort"), list: sorts, value: EventModel.sortKey, set: id => EventModel.sortKey = id }
    ]
    readonly property var sorts: [
        { id: "overdue", label: qsTr("Overdue first") }, { id: "severity", label: qsTr("Worst first") }, { id: "age", label: qsTr("Newest first") },
        { id: "due", label: qsTr("Due first") }, { id: "type", label: qsTr("By type") }, { id: "state", label: qsTr("By state") }, { id: "address", label: qsTr("By address") }
    ]

    spacing: Theme.gap / 2

    FunnelStrip {
        visible: !bar.low
        numbered: true
        value: EventModel.filterState
        Layout.fillWidth: true
        onChosen: id => EventModel.filterState = EventModel.filterState === id ? "open" : id
    }
    Connections {
        target: Shell
        function onFilterWanted(): void { words.forceActiveFocus() }
    }
    RowLayout {
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Entry {
            id: words
            glyph: "search"
            givesBack: true
            Keys.onReturnPressed: bar.taken()
            Keys.onEnterPressed: bar.taken()
            Keys.onDownPressed: bar.taken()
            placeholderText: qsTr("Filter events")
            text: EventModel.filterText
            Layout.fillWidth: true
            Layout.minimumWidth: Theme.px(80)
            onTextChanged: EventModel.filterText = text
        }
        PushButton {
            text: qsTr("Mine")
            checked: EventModel.mine
            hint: qsTr("Only what %1 has in hand or has worked").arg(Operations.who)
            onClicked: EventModel.mine = !EventModel.mine
        }
        PushButton {
            glyph: "filter"
            checked: bar.opened || bar.finer
            hint: qsTr("Filter and sort")
            onClicked: bar.opened = !bar.opened
        }
    }
    GridLayout {
        visible: bar.opened
        columns: 2
        columnSpacing: Theme.gap / 2
        rowSpacing: Theme.gap / 2
        Layout.fillWidth: true

        Repeater {
            // A number: a list would make every choice anew with each that is made.
            model: bar.choices.length
            Choice {
                required property int index
                readonly property var choice: bar.choices[index]
                name: choice.name
                choices: choice.list
                value: choice.value
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                onChosen: id => choice.set(id)
            }
        }
    }
    Toggle {
        visible: bar.opened
        text: qsTr("Only the place that is selected")
        checked: Shell.followPlace
        Layout.fillWidth: true
        onToggled: Shell.followPlace = checked
    }
    RowLayout {
        visible: EventModel.narrowed
        spacing: Theme.gap
        Layout.fillWidth: true

        Label {
            text: EventModel.filterPlaceName === "" ? qsTr("%1 shown, on the map too").arg(Theme.number(EventModel.count))
                                                    : qsTr("%1 shown, on the map too · %2").arg(Theme.number(EventModel.count)).arg(EventModel.filterPlaceName)
            quiet: true
            elide: Text.ElideRight
            objectName: "mayElide"
            Layout.fillWidth: true
        }
        PushButton {
            flat: true
            text: qsTr("Show all open")
            onClicked: {
                Shell.followPlace = false;
                EventModel.clearFilters();
            }
        }
    }
}
