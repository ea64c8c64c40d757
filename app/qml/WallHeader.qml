import QtQuick
import Yunjie

/// Title, what is overdue, the time, and the few switches a wall needs.
Item {
    id: header

    Row {
        id: name
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap * 2

        Label {
            text: Session.title === "" ? qsTr("Yunjie") : header.width < Theme.px(Theme.chinese ? 1700 : 2100) ? Session.title : qsTr("%1 · Digital twin").arg(Session.title)
            strong: true
            font.pixelSize: Theme.headline
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        SimulatedBadge { anchors.verticalCenter: parent.verticalCenter }
    }
    Row {
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap * 1.5

        AlertSign {
            maximumWidth: Math.max(Theme.px(200), header.width - name.width - Theme.px(Theme.chinese ? 740 : 760))
        }
        Rectangle {
            visible: EventStatsModel.overdue > 0
            implicitWidth: overdue.implicitWidth + 2 * Theme.gap
            implicitHeight: overdue.implicitHeight + Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            radius: Theme.radius / 2
            color: Theme.panel
            border.width: Theme.hair
            border.color: Theme.alpha(Theme.stateColour("major"), 0.7)

            Label {
                id: overdue
                anchors.centerIn: parent
                text: qsTr("%1 overdue").arg(Theme.number(EventStatsModel.overdue))
                font.pixelSize: Theme.px(22)
                color: Theme.stateColour("major")
            }
        }
        Label {
            text: Session.timeText
            font.pixelSize: Theme.px(24)
            anchors.verticalCenter: parent.verticalCenter
        }
        Row {
            anchors.verticalCenter: parent.verticalCenter

            RemoteSign { }
            PushButton {
                flat: true
                quiet: true
                glyph: "search"
                hint: qsTr("Search (Ctrl+F)")
                onClicked: Shell.toggle("search")
            }
            PushButton {
                flat: true
                quiet: true
                glyph: "layers"
                hint: qsTr("Layers (L)")
                onClicked: Shell.toggle("layers")
            }
            PushButton {
                flat: true
                quiet: true
                glyph: "bookmark"
                hint: qsTr("Saved views")
                onClicked: Shell.toggle("views")
            }
            PushButton {
                flat: true
                quiet: true
                glyph: "table"
                hint: qsTr("Records (Ctrl+R)")
                onClicked: Shell.toggle("records")
            }
            PushButton {
                flat: true
                quiet: true
                glyph: Session.soundMuted ? "muted" : "sound"
                hint: Session.soundMuted ? qsTr("Sound on (Ctrl+M)") : qsTr("Sound off (Ctrl+M)")
                onClicked: Session.soundMuted = !Session.soundMuted
            }
            PushButton {
                flat: true
                quiet: true
                glyph: "settings"
                hint: qsTr("Settings")
                onClicked: Shell.toggle("settings")
            }
        }
    }
}
