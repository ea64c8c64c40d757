pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// How the feeds are: those that need a look first (silent since, failed because), then the others as far as there is
/// room.
Item {
    id: line

    property real maximumWidth: 400
    property int well: 0

    function recount(): void {
        let n = 0;
        for (let i = 0; i < ill.count; ++i) {
            const feed = ill.itemAt(i) as FeedSign;
            if (feed && feed.well)
                n += 1;
        }
        line.well = n;
    }

    implicitWidth: Math.min(maximumWidth, row.implicitWidth)
    implicitHeight: Theme.touch
    clip: true
    Accessible.role: Accessible.StatusBar
    Accessible.name: qsTr("%1 of %2 feeds connected").arg(well).arg(ill.count)

    Row {
        id: row
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap * 2

        StoreSign { }
        Repeater {
            id: ill
            model: FeedModel
            onCountChanged: line.recount()
            FeedSign {
                visible: !well
                onWellChanged: line.recount()
                Component.onCompleted: line.recount()
            }
        }
        Label {
            visible: ill.count > 2 || (ill.count > 1 && line.well < ill.count)
            text: qsTr("%1 of %2 feeds connected").arg(line.well).arg(ill.count)
            quiet: true
            opacity: x + width <= line.maximumWidth + 1 ? 1 : 0
        }
        Repeater {
            model: FeedModel
            FeedSign {
                visible: well
                opacity: x + width <= line.maximumWidth + 1 ? 1 : 0
            }
        }
    }
}
