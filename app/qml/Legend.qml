pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// What the colours of the buildings mean.
Panel {
    id: legend

    property real maximumHeight: 400

    objectName: "panel legend"
    visible: LegendModel.count > 0 && Session.colouring !== "plain"
    padding: Theme.gap * 1.5
    height: Math.min(implicitHeight, maximumHeight)
    clip: true

    // A positioner: a GridLayout whose rows are exchanged before the window's first frame leaves them on one another.
    Grid {
        columns: LegendModel.count > 10 ? 2 : 1
        columnSpacing: Theme.gap * 2
        rowSpacing: Theme.gap / 2

        Repeater {
            model: LegendModel

            Row {
                id: entry
                required property var model
                spacing: Theme.gap

                Rectangle {
                    color: entry.model.colour
                    radius: 2
                    width: Theme.secondary
                    height: Theme.secondary
                    anchors.verticalCenter: parent.verticalCenter
                }
                Label {
                    text: entry.model.label
                    font.pixelSize: Theme.secondary
                    anchors.verticalCenter: parent.verticalCenter
                }
                Label {
                    text: Theme.number(entry.model.count)
                    quiet: true
                    anchors.verticalCenter: parent.verticalCenter
                }
            }
        }
    }
}
