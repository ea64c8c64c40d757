import QtQuick
import QtQuick.Layouts
import Yunjie

/// The planner's tools, one at a time: measuring, elements, properties, section, comparing, views and notes, export.
Panel {
    id: panel

    readonly property var tabs: [
        { id: "measure", label: qsTr("Measure"), glyph: "measure" }, { id: "elements", label: qsTr("Elements"), glyph: "elements" },
        { id: "properties", label: qsTr("Properties"), glyph: "properties" }, { id: "section", label: qsTr("Section"), glyph: "section" },
        { id: "compare", label: qsTr("Compare versions"), glyph: "compare" }, { id: "views", label: qsTr("Views and notes"), glyph: "bookmark" },
        { id: "export", label: qsTr("Export"), glyph: "export" }
    ]
    readonly property string tab: Inspection.tab

    function labelOf(id: string): string {
        for (const each of tabs) {
            if (each.id === id)
                return each.label;
        }
        return "";
    }

    objectName: "panel inspect"
    title: labelOf(tab)
    padding: Theme.gap * 1.5
    tools: PushButton {
        flat: true
        quiet: true
        glyph: "close"
        hint: qsTr("Back to places and layers (I)")
        onClicked: Inspection.tab = ""
    }

    Segments {
        iconsOnly: true
        value: panel.tab
        choices: panel.tabs
        onChosen: id => Inspection.tab = id
    }
    Rectangle {
        color: Theme.divider
        implicitHeight: Theme.hair
        Layout.fillWidth: true
    }
    Loader {
        sourceComponent: panel.tab === "elements" ? elements : panel.tab === "properties" ? properties : panel.tab === "section" ? section
                       : panel.tab === "compare" ? compare : panel.tab === "views" ? views : panel.tab === "export" ? files : measure
        Layout.fillWidth: true
        Layout.fillHeight: true
    }
    Component { id: measure; MeasureTab { } }
    Component { id: elements; InspectTree { } }
    Component { id: properties; InspectProperties { } }
    Component { id: section; InspectSection { } }
    Component { id: compare; CompareTab { } }
    Component { id: views; InspectViews { } }
    Component { id: files; InspectExport { } }
}
