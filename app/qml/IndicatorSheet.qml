pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// One indicator by areas: what the colours on the map mean, and a table that sums. What is selected or under the pointer
/// on the map is so here, and the other way round. Lies beside the map, not over it.
Panel {
    id: sheet

    property real maximumHeight: 600
    property bool bare: false ///< only to be read: on a slide
    readonly property int rowHeight: Theme.px(Theme.wall ? 36 : 28)
    readonly property int figureWidth: Theme.px(Theme.wall ? 92 : 76)
    readonly property int shareWidth: Theme.px(Theme.wall ? 86 : 66)

    objectName: "panel indicator"
    visible: IndicatorMap.active
    title: IndicatorMap.name
    note: IndicatorMap.unit === "" ? IndicatorMap.totalText : qsTr("%1 %2", "figure, unit").arg(IndicatorMap.totalText).arg(IndicatorMap.unit)
    padding: Theme.gap * 1.5
    color: Theme.alpha(Theme.panelSolid, Theme.dark ? 0.92 : 0.96)
    implicitWidth: Theme.px(Theme.wall ? 560 : 420)
    height: Math.min(maximumHeight, wanted)
    /// With all rows.
    readonly property real wanted: 2 * padding + Theme.titleSize * 2 + definition.implicitHeight + (bare ? 0 : choices.implicitHeight) + legend.implicitHeight + foot.implicitHeight + (table.count + 2) * rowHeight + 6 * Theme.gap
    tools: Row {
        visible: !sheet.bare
        spacing: Theme.gap / 2

        PushButton {
            flat: true
            quiet: true
            glyph: "export"
            hint: qsTr("Save the table as CSV")
            onClicked: IndicatorMap.exportTo(IndicatorMap.suggestion())
        }
        PushButton {
            flat: true
            quiet: true
            glyph: "close"
            hint: qsTr("Close the map of this indicator (Esc)")
            onClicked: IndicatorMap.clear()
        }
    }

    Label {
        id: definition
        text: IndicatorMap.definition
        visible: text !== ""
        quiet: true
        wrapMode: Text.Wrap
        maximumLineCount: 3
        elide: Text.ElideRight
        objectName: "mayElide"
        Layout.fillWidth: true
    }
    Flow {
        id: choices
        visible: !sheet.bare
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Segments {
            visible: IndicatorMap.levels.length > 1
            choices: IndicatorMap.levels
            value: IndicatorMap.level
            onChosen: id => IndicatorMap.level = id
        }
        Choice {
            name: qsTr("Classes")
            glyph: "palette"
            implicitWidth: Theme.px(Theme.wall ? 220 : 160)
            choices: IndicatorMap.methods
            value: IndicatorMap.method
            onChosen: id => IndicatorMap.method = id
        }
    }
    Flow {
        id: legend
        spacing: Theme.gap * 1.5
        Layout.fillWidth: true

        Repeater {
            model: IndicatorMap.legend

            Row {
                id: entry
                required property var modelData
                spacing: Theme.gap / 2
                Accessible.role: Accessible.StaticText
                Accessible.name: qsTr("%1: %2 areas").arg(entry.modelData.label).arg(entry.modelData.count)

                Rectangle {
                    color: entry.modelData.colour
                    radius: 2
                    width: Theme.secondary * 1.4
                    height: Theme.secondary
                    border.width: Theme.hair
                    border.color: Theme.divider
                    anchors.verticalCenter: parent.verticalCenter
                }
                Label {
                    text: entry.modelData.label
                    font.pixelSize: Theme.secondary
                    anchors.verticalCenter: parent.verticalCenter
                }
            }
        }
    }

    component Line: Item {
        id: line
        property string name
        property string figure
        property string share
        property bool strong: false
        property bool quiet: false
        property color colour: "transparent"
        implicitHeight: sheet.rowHeight

        Rectangle {
            id: patch
            width: Theme.secondary
            height: Theme.secondary
            radius: 2
            color: line.colour
            border.width: line.colour.a > 0 ? Theme.hair : 0
            border.color: Theme.divider
            anchors.left: parent.left
            anchors.leftMargin: Theme.gap / 2
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            anchors.left: patch.right
            anchors.leftMargin: Theme.gap
            anchors.right: figures.left
            anchors.verticalCenter: parent.verticalCenter
            text: line.name
            strong: line.strong
            quiet: line.quiet
            font.pixelSize: Theme.control
            elide: Text.ElideRight
            objectName: "mayElide"
        }
        Row {
            id: figures
            anchors.right: parent.right
            anchors.rightMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter

            Label {
                width: sheet.figureWidth
                horizontalAlignment: Text.AlignRight
                text: line.figure
                strong: line.strong
                quiet: line.quiet
                font.pixelSize: Theme.control
            }
            Label {
                visible: IndicatorMap.addsUp
                width: sheet.shareWidth
                horizontalAlignment: Text.AlignRight
                text: line.share
                quiet: true
                font.pixelSize: Theme.control
            }
        }
    }

    Row {
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        PushButton {
            flat: true
            quiet: IndicatorMap.sortKey !== "name"
            text: qsTr("Area", "a place")
            glyph: IndicatorMap.sortKey === "name" ? IndicatorMap.descending ? "arrow-down" : "arrow-up" : ""
            implicitHeight: sheet.rowHeight
            onClicked: IndicatorMap.sortBy("name")
        }
        PushButton {
            flat: true
            quiet: IndicatorMap.sortKey !== "value"
            text: qsTr("Figure")
            glyph: IndicatorMap.sortKey === "value" ? IndicatorMap.descending ? "arrow-down" : "arrow-up" : ""
            implicitHeight: sheet.rowHeight
            onClicked: IndicatorMap.sortBy("value")
        }
    }
    ListView {
        id: table
        model: IndicatorMap
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        currentIndex: -1
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: 2 * sheet.rowHeight
        Accessible.role: Accessible.Table
        Accessible.name: sheet.title
        T.ScrollBar.vertical: ScrollLine { }
        Keys.onUpPressed: IndicatorMap.choose(Math.max(0, IndicatorMap.rowOf(IndicatorMap.current) - 1))
        Keys.onDownPressed: IndicatorMap.choose(Math.min(count - 1, IndicatorMap.rowOf(IndicatorMap.current) + 1))
        Keys.onReturnPressed: IndicatorMap.choose(IndicatorMap.rowOf(IndicatorMap.current), true)

        Connections {
            target: IndicatorMap
            function onCurrentChanged(): void {
                const row = IndicatorMap.rowOf(IndicatorMap.current);
                if (row >= 0)
                    table.positionViewAtIndex(row, ListView.Contain);
            }
        }

        delegate: Line {
            id: row
            required property var model
            required property int index
            readonly property bool chosen: model.id !== "" && model.id === IndicatorMap.current
            readonly property bool under: model.id !== "" && model.id === IndicatorMap.hovered
            width: table.width
            name: model.name
            figure: model.valueText
            share: model.shareText
            colour: model.colour
            quiet: model.id === ""
            Accessible.role: Accessible.Row
            Accessible.name: qsTr("%1: %2").arg(model.name).arg(model.valueText)
            Accessible.selected: chosen
            Accessible.onPressAction: IndicatorMap.choose(row.index)

            Rectangle {
                anchors.fill: parent
                z: -1
                radius: Theme.radius / 2
                color: row.chosen ? Theme.chosen : row.under ? Theme.hover : "transparent"
                border.width: row.chosen && table.activeFocus ? 2 * Theme.hair : 0
                border.color: Theme.accent
            }
            // The share as a bar under the row: told by length, too.
            Rectangle {
                anchors.bottom: parent.bottom
                x: Theme.gap / 2
                width: (parent.width - Theme.gap) * row.model.share
                height: 2 * Theme.hair
                color: Theme.alpha(Theme.accent, 0.6)
            }
            HoverHandler { onHoveredChanged: IndicatorMap.hover(hovered ? row.index : -1) }
            TapHandler {
                onTapped: IndicatorMap.choose(row.index)
                onDoubleTapped: IndicatorMap.choose(row.index, true)
            }
        }
    }
    ColumnLayout {
        id: foot
        spacing: 0
        Layout.fillWidth: true

        Line {
            name: qsTr("All")
            figure: IndicatorMap.sumText
            share: IndicatorMap.addsUp ? qsTr("%1 %").arg("100") : ""
            strong: true
            Layout.fillWidth: true

            Rectangle {
                width: parent.width
                height: Theme.hair
                color: Theme.divider
            }
        }
        Label {
            text: IndicatorMap.note
            quiet: true
            wrapMode: Text.Wrap
            Layout.fillWidth: true
        }
    }
}
