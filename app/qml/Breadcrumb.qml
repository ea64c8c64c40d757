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
    readonly property int first: {
        let width = 2 * Theme.gap;
        let from = bar.path.length;
        for (let i = parts.count - 1; i >= 0; --i) {
            const part = parts.itemAt(i) as BreadcrumbPart;
            if (!part)
                break;
            width += part.naturalWidth;
            if (width > bar.maximumWidth && i < parts.count - 1)
                break;
            from = i;
        }
        return from;
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

    Row {
        id: line
        x: Theme.gap
        anchors.verticalCenter: parent.verticalCenter

        Repeater {
            id: parts
            model: bar.path
            BreadcrumbPart {
                first: bar.first
                last: index === bar.path.length - 1
                maximumWidth: bar.maximumWidth - 2 * Theme.gap
            }
        }
    }
}
