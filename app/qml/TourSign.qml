import QtQuick
import Yunjie

/// Says that the tour flies, where to, and what ends it. Quiet: the city is looked at.
Item {
    id: sign

    readonly property bool shown: Tour.running

    visible: opacity > 0
    opacity: shown ? 1 : 0
    implicitWidth: plate.width
    implicitHeight: plate.height
    Accessible.ignored: !shown
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Tour: %1. Any touch stops it.").arg(Tour.where)

    Behavior on opacity {
        enabled: !Session.reducedMotion
        NumberAnimation { duration: Theme.quick; easing.type: Easing.OutCubic }
    }

    Rectangle {
        id: plate
        width: row.width + Theme.gap * 3
        height: row.height + Theme.gap * 1.2
        radius: height / 2
        color: Theme.panel
        border.width: Theme.hair
        border.color: Theme.line

        Row {
            id: row
            anchors.centerIn: parent
            spacing: Theme.gap

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.px(8)
                height: width
                radius: width / 2
                color: Theme.accent
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Tour")
                font.weight: Font.DemiBold
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, Theme.px(Theme.wall ? 520 : 300))
                text: Tour.where
                elide: Text.ElideRight
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("any touch stops it")
                quiet: true
            }
        }
    }
}
