pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// What the colours of the buildings mean; of the rooms while a building is entered, and where these come from.
Panel {
    id: legend

    property real maximumHeight: 400
    property bool hidden: false

    objectName: "panel legend"
    visible: !hidden && (Inside.active || (LegendModel.count > 0 && Session.colouring !== "plain"))
    padding: Theme.gap * 1.5
    height: Math.min(implicitHeight, maximumHeight)
    clip: true

    // A positioner: a GridLayout whose rows are exchanged before the window's first frame leaves them on one another.
    Grid {
        visible: entries.count > 0
        columns: entries.count > 10 ? 2 : 1
        columnSpacing: Theme.gap * 2
        rowSpacing: Theme.gap / 2

        Repeater {
            id: entries
            model: Inside.active ? Inside.legend : LegendModel

            Row {
                id: entry
                required property var model
                readonly property var what: model.modelData ?? model
                spacing: Theme.gap

                Rectangle {
                    color: entry.what.colour
                    radius: 2
                    width: Theme.secondary
                    height: Theme.secondary
                    anchors.verticalCenter: parent.verticalCenter
                }
                Marker {
                    visible: visual !== ""
                    visual: entry.what.visual ?? ""
                    size: Theme.secondary
                    anchors.verticalCenter: parent.verticalCenter
                }
                Label {
                    text: entry.what.label
                    font.pixelSize: Theme.secondary
                    anchors.verticalCenter: parent.verticalCenter
                }
                Label {
                    text: Theme.number(entry.what.count)
                    quiet: true
                    anchors.verticalCenter: parent.verticalCenter
                }
            }
        }
    }
    Label {
        visible: text !== ""
        text: !Inside.active ? (LegendModel.ofShown ? qsTr("Counts what is shown") : "") : Inside.schematic ? Inside.reason : qsTr("From %1").arg(Inside.source)
        quiet: true
        wrapMode: Text.Wrap
        maximumLineCount: 3
        elide: Text.ElideMiddle
        objectName: "mayElide"
        Layout.fillWidth: true
        Layout.maximumWidth: Theme.px(Theme.wall ? 300 : 220)
    }
}
