pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// How each feed is: connected, silent since, failed because.
Item {
    id: line

    property int shown: 3
    property real maximumWidth: 400

    implicitWidth: Math.min(maximumWidth, row.implicitWidth)
    implicitHeight: Theme.touch
    clip: true
    Accessible.role: Accessible.StatusBar
    Accessible.name: qsTr("Feeds")

    Row {
        id: row
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap * 2

        Repeater {
            id: feeds
            model: FeedModel

            Row {
                id: feed
                required property var model
                required property int index
                readonly property bool well: model.state === "connected"
                visible: index < line.shown && x + width <= line.maximumWidth + 1
                spacing: Theme.gap * 0.75

                Marker {
                    visual: feed.model.visual
                    size: Theme.secondary
                    anchors.verticalCenter: parent.verticalCenter
                }
                Label {
                    text: feed.well ? qsTr("%1 %2/min").arg(feed.model.name).arg(Theme.number(feed.model.perMinute))
                                    : qsTr("%1 %2").arg(feed.model.name).arg(feed.model.stateText)
                    quiet: true
                    color: feed.model.state === "failed" ? Theme.stateColour("major") : Theme.textQuiet
                }
            }
        }
        Label {
            visible: feeds.count > line.shown
            text: qsTr("+%1").arg(feeds.count - line.shown)
            quiet: true
        }
    }
}
