pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// The heads of the attribute table: a click sorts, an edge resizes. One stop for Tab; arrows go along, Enter sorts,
/// Ctrl with an arrow makes the column wider or narrower.
FocusScope {
    id: head

    property real contentX: 0
    property int current: 0
    /// By column.
    required property var widths
    readonly property real letter: Theme.control * 0.62
    signal reveal(int column)

    function resize(column: int, by: real): void {
        const what = FeatureTable.columns[column];
        FeatureTable.setWidth(what.id, what.width + by / head.letter);
    }

    implicitHeight: Theme.touch
    clip: true
    activeFocusOnTab: true
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Columns")
    Keys.onPressed: event => {
        const count = FeatureTable.columns.length;
        if (count === 0)
            return;
        const step = event.key === Qt.Key_Left ? -1 : event.key === Qt.Key_Right ? 1 : 0;
        event.accepted = true;
        if (step !== 0 && event.modifiers & Qt.ControlModifier)
            head.resize(head.current, step * head.letter);
        else if (step !== 0)
            head.current = Math.max(0, Math.min(count - 1, head.current + step));
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter || event.key === Qt.Key_Space)
            FeatureTable.sort(FeatureTable.columns[head.current].id);
        else
            event.accepted = false;
    }
    onCurrentChanged: head.reveal(current)

    Row {
        x: -head.contentX

        Repeater {
            model: FeatureTable.columns.length
            Item {
                id: cell
                required property int index
                readonly property var what: FeatureTable.columns[index] ?? ({})
                width: Number(head.widths[index] ?? 0)
                height: head.height
                Accessible.role: Accessible.ColumnHeader
                Accessible.name: what.sorted === 1 ? qsTr("%1, upwards").arg(what.name) : what.sorted === -1 ? qsTr("%1, downwards").arg(what.name) : what.name ?? ""
                Accessible.onPressAction: FeatureTable.sort(what.id)

                Rectangle {
                    anchors.fill: parent
                    color: over.hovered ? Theme.hover : "transparent"
                    border.width: head.activeFocus && head.current === cell.index ? 2 * Theme.hair : 0
                    border.color: Theme.accent
                    radius: Theme.radius / 2
                }
                HoverHandler { id: over }
                TapHandler { onTapped: FeatureTable.sort(cell.what.id) }
                Label {
                    anchors.left: parent.left
                    anchors.right: arrow.visible ? arrow.left : parent.right
                    anchors.leftMargin: Theme.gap * 0.75
                    anchors.rightMargin: Theme.gap * (arrow.visible ? 0.25 : 0.75)
                    anchors.verticalCenter: parent.verticalCenter
                    text: (cell.what.unit ?? "") === "" ? cell.what.name ?? "" : qsTr("%1, %2", "column, its unit").arg(cell.what.name).arg(cell.what.unit)
                    strong: true
                    font.pixelSize: Theme.control
                    color: cell.what.filtered ? Theme.accent : Theme.text
                    horizontalAlignment: cell.what.numeric ? Text.AlignRight : Text.AlignLeft
                    elide: Text.ElideRight
                    objectName: "mayElide"
                }
                Icon {
                    id: arrow
                    visible: (cell.what.sorted ?? 0) !== 0
                    name: cell.what.sorted === 1 ? "arrow-up" : "arrow-down"
                    size: Theme.control
                    color: Theme.accent
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.gap / 2
                    anchors.verticalCenter: parent.verticalCenter
                }
                MouseArea {
                    property real last
                    anchors.right: parent.right
                    width: Theme.gap
                    height: parent.height
                    cursorShape: Qt.SplitHCursor
                    preventStealing: true
                    onPressed: event => last = mapToItem(head, event.x, 0).x
                    onPositionChanged: event => {
                        const x = mapToItem(head, event.x, 0).x;
                        head.resize(cell.index, x - last);
                        last = x;
                    }
                }
            }
        }
    }
}
