import QtQuick
import QtQuick.Layouts
import Yunjie

/// One column's value or range, for the attribute table.
RowLayout {
    id: editor

    property string column
    readonly property var what: FeatureTable.allColumns.find(each => each.id === column) ?? null
    readonly property bool numeric: what !== null && what.numeric
    readonly property var ends: numeric ? FeatureTable.range(column) : ({})

    function apply(): void { FeatureTable.filterRange(editor.column, least.text, most.text) }

    spacing: Theme.gap / 2
    onColumnChanged: {
        least.text = "";
        most.text = "";
    }

    Choice {
        glyph: "filter"
        name: qsTr("Column")
        implicitWidth: Theme.px(180)
        choices: FeatureTable.allColumns
        value: editor.column
        onChosen: id => editor.column = id
    }
    Choice {
        visible: editor.column !== "" && !editor.numeric
        name: qsTr("Value")
        implicitWidth: Theme.px(240)
        choices: editor.column !== "" && !editor.numeric ? FeatureTable.values(editor.column) : []
        onChosen: id => FeatureTable.filterValue(editor.column, id)
    }
    Entry {
        id: least
        visible: editor.numeric
        placeholderText: editor.ends.from === undefined ? qsTr("From") : qsTr("From %1").arg(editor.ends.from)
        implicitWidth: Theme.px(130)
        onEditingFinished: editor.apply()
    }
    Entry {
        id: most
        visible: editor.numeric
        placeholderText: editor.ends.to === undefined ? qsTr("To") : qsTr("To %1").arg(editor.ends.to)
        implicitWidth: Theme.px(130)
        onEditingFinished: editor.apply()
    }
    Label {
        visible: editor.column === ""
        text: qsTr("Choose a column to filter by its values.")
        quiet: true
        elide: Text.ElideRight
        objectName: "mayElide"
        Layout.fillWidth: true
    }
    Item {
        visible: editor.column !== ""
        Layout.fillWidth: true
    }
}
