pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// The way from the sub-district down to what is selected; each part can be clicked. Where there is no room, the upper
/// levels are left out.
Rectangle {
    id: bar

    property real maximumWidth: 800
    readonly property var path: Selection.breadcrumb ?? []
    /// The first part shown.
    property int first: 0

    function fit(): void {
        let width = 2 * Theme.gap;
        let from = bar.path.length;
        for (let i = bar.path.length - 1; i >= 0; --i) {
            const item = parts.itemAt(i);
            if (!item)
                break;
            width += item.naturalWidth;
            if (width > bar.maximumWidth && i < bar.path.length - 1)
                break;
            from = i;
        }
        bar.first = from;
    }

    objectName: "panel breadcrumb"
    visible: path.length > 0
    implicitWidth: Math.min(line.implicitWidth + 2 * Theme.gap, maximumWidth)
    implicitHeight: Theme.touch + Theme.gap / 2
    color: Theme.panel
    radius: Theme.radius
    border.width: Theme.hair
    border.color: Theme.line
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Where you are")
    onMaximumWidthChanged: later.restart()
    onPathChanged: later.restart()
    Component.onCompleted: later.restart()

    Timer {
        id: later
        interval: 0
        onTriggered: bar.fit()
    }
    Row {
        id: line
        x: Theme.gap
        anchors.verticalCenter: parent.verticalCenter

        Repeater {
            id: parts
            model: bar.path
            onItemAdded: later.restart()

            Row {
                id: part
                required property var modelData
                required property int index
                readonly property bool last: index === bar.path.length - 1
                readonly property real naturalWidth: button.implicitWidth + (index > 0 ? arrow.implicitWidth : 0)
                visible: index >= bar.first

                Label {
                    id: arrow
                    visible: part.index > bar.first
                    text: "›"
                    quiet: true
                    anchors.verticalCenter: parent.verticalCenter
                }
                PushButton {
                    id: button
                    flat: true
                    implicitWidth: Math.max(words.implicitWidth + 1.5 * Theme.gap, Theme.wall ? Theme.touch : 0)
                    width: part.last ? Math.min(implicitWidth, bar.maximumWidth - 2 * Theme.gap) : implicitWidth
                    Accessible.name: part.modelData.name
                    onClicked: Selection.flyTo(part.modelData.kind, part.modelData.id)
                    contentItem: Label {
                        id: words
                        text: part.modelData.name
                        strong: part.last
                        font.pixelSize: Theme.control
                        color: part.last || button.hovered ? Theme.text : Theme.textQuiet
                        horizontalAlignment: Text.AlignHCenter
                        elide: Text.ElideRight
                        objectName: "mayElide"
                    }
                }
            }
        }
    }
}
