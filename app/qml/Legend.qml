pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
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

    GridLayout {
        columns: LegendModel.count > 10 ? 2 : 1
        columnSpacing: Theme.gap * 2
        rowSpacing: Theme.gap / 2

        Repeater {
            model: LegendModel

            RowLayout {
                id: entry
                required property var model
                spacing: Theme.gap
                Layout.fillWidth: true

                Rectangle {
                    color: entry.model.colour
                    radius: 2
                    Layout.preferredWidth: Theme.secondary
                    Layout.preferredHeight: Theme.secondary
                }
                Label {
                    text: entry.model.label
                    font.pixelSize: Theme.secondary
                    Layout.fillWidth: true
                }
                Label {
                    text: Theme.number(entry.model.count)
                    quiet: true
                    Layout.leftMargin: Theme.gap
                }
            }
        }
    }
}
