import QtQuick
import QtQuick.Layouts
import Yunjie

/// Text, filters and order of a list: `source` is the model that has them.
ColumnLayout {
    id: bar

    /// Enter or ↓ in the words: on into the list.
    signal taken
    required property var source
    property string placeholder
    property var thirdChoices: []
    property string third
    property string thirdName
    property var sorts: []
    property bool opened: false
    readonly property bool filtered: source.filterText !== "" || source.filterSeverity !== "" || third !== ""
    signal thirdChosen(string id)

    spacing: Theme.gap

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
            placeholderText: bar.placeholder
            text: bar.source.filterText
            Layout.fillWidth: true
            Layout.minimumWidth: Theme.px(90)
            onTextChanged: bar.source.filterText = text
        }
        PushButton {
            glyph: "filter"
            checked: bar.opened || bar.filtered
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

        Choice {
            name: qsTr("State")
            choices: bar.source.states
            value: bar.source.filterState
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            onChosen: id => bar.source.filterState = id
        }
        Choice {
            name: qsTr("Severity")
            choices: bar.source.severities
            value: bar.source.filterSeverity
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            onChosen: id => bar.source.filterSeverity = id
        }
        Choice {
            name: bar.thirdName
            choices: bar.thirdChoices
            value: bar.third
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            onChosen: id => bar.thirdChosen(id)
        }
        Choice {
            visible: bar.sorts.length > 0
            name: qsTr("Sort")
            choices: bar.sorts
            value: bar.source.sortKey ?? ""
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            onChosen: id => bar.source.sortKey = id
        }
    }
}
