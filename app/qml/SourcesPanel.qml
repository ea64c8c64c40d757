pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// The systems that the district is fed from: how each is and how new its news. Those that call for a hand come first,
/// so that what has no room is in order. A click tells more.
Panel {
    id: panel

    property int columns: 1
    /// Rows that the panel asks room for; it shows as many as it gets.
    property int wishedRows: Math.min(9, Math.ceil(SourceModel.count / columns))
    readonly property int ill: SourceModel.failing + SourceModel.stale
    readonly property int lineHeight: Math.round((Theme.wall ? Theme.px(20) : Theme.control) * 1.55)

    title: qsTr("Source systems")
    note: ill > 0 ? qsTr("%1 of %2 need a look").arg(ill).arg(SourceModel.count) : qsTr("%1 of %2 in order").arg(SourceModel.ok).arg(SourceModel.count)
    noteState: SourceModel.failing > 0 ? "major" : SourceModel.stale > 0 ? "minor" : ""
    visible: SourceModel.count > 0
    spacing: 0

    GridView {
        id: grid
        model: SourceModel
        clip: true
        interactive: false
        cellWidth: Math.floor(width / panel.columns)
        cellHeight: Math.max(panel.lineHeight, rows > 0 ? Math.floor(height / rows) : 0)
        activeFocusOnTab: true
        keyNavigationEnabled: true
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredHeight: panel.wishedRows * panel.lineHeight
        Accessible.role: Accessible.List
        Accessible.name: panel.title
        Keys.onReturnPressed: Shell.toggle("sources")

        /// Whole rows only.
        readonly property int rows: Math.min(Math.ceil(SourceModel.count / panel.columns), Math.floor(height / panel.lineHeight))

        delegate: Item {
            id: row
            required property var model
            required property int index
            readonly property bool ill: model.state === "failing" || model.state === "stale"
            width: grid.cellWidth - (panel.columns > 1 ? Theme.gap * 2 : 0)
            height: grid.cellHeight
            Accessible.role: Accessible.ListItem
            Accessible.name: qsTr("%1: %2, %3").arg(model.name).arg(model.stateText).arg(model.fresh)

            Rectangle {
                anchors.fill: parent
                radius: Theme.radius / 2
                color: pointer.containsMouse ? Theme.hover : "transparent"
                border.width: row.GridView.isCurrentItem && grid.activeFocus ? 2 * Theme.hair : 0
                border.color: Theme.accent
            }
            Marker {
                id: sign
                visual: row.model.visual
                size: Theme.secondary
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                anchors.left: sign.right
                anchors.leftMargin: Theme.gap
                anchors.right: fresh.left
                anchors.rightMargin: Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                text: row.model.name
                font.pixelSize: Theme.wall ? Theme.px(20) : Theme.control
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.secondary
                elide: Text.ElideRight
            }
            Label {
                id: fresh
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: row.model.state === "failing" ? row.model.stateText : row.model.fresh
                quiet: true
                color: row.ill ? Theme.stateColour(row.model.visual) : Theme.textQuiet
            }
            MouseArea {
                id: pointer
                anchors.fill: parent
                hoverEnabled: true
                onClicked: Shell.toggle("sources")
            }
        }
    }
}
