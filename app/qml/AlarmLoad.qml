import QtQuick
import QtQuick.Layouts
import Yunjie

/// How many alarms come at this seat (EEMUA 191), and what helps when it is too many.
ColumnLayout {
    id: load

    readonly property bool flood: Operations.alarmLoad === "flood"
    /// Without what helps: the list below has little room.
    property bool brief: false
    // Wrapped words know how high they are once they have their width: a layout within a layout that is being laid out
    // overhears it.
    property real rateHeight: -1
    property real wordsHeight: 0

    spacing: Theme.gap / 2

    Timer {
        id: settled
        interval: 0
        onTriggered: {
            load.rateHeight = rate.implicitHeight;
            load.wordsHeight = words.implicitHeight;
        }
    }
    RowLayout {
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Marker {
            visual: load.flood ? "critical" : Operations.alarmLoad === "busy" ? "minor" : "normal"
            size: Theme.secondary
        }
        Label {
            id: rate
            text: load.flood ? qsTr("%1 alarms in 10 min: a flood").arg(Operations.alarmRate)
                : Operations.alarmLoad === "busy" ? qsTr("%1 alarms in 10 min: busy").arg(Operations.alarmRate)
                : qsTr("%1 alarms in 10 min: calm").arg(Operations.alarmRate)
            quiet: true
            wrapMode: Text.Wrap
            onImplicitHeightChanged: settled.restart()
            Layout.fillWidth: true
            Layout.preferredHeight: load.rateHeight
        }
        PushButton {
            visible: AlarmModel.calling > 1
            text: qsTr("Acknowledge %1").arg(AlarmModel.calling)
            key: "Shift+X"
            enabled: Operations.canWrite
            onClicked: Operations.actOnAlarms(AlarmModel.callingIds(), "acknowledge")
        }
    }
    Rectangle {
        visible: load.flood && !load.brief
        implicitHeight: load.wordsHeight + Theme.gap
        radius: Theme.radius / 2
        color: Theme.alpha(Theme.stateColour("major"), 0.12)
        border.width: Theme.hair
        border.color: Theme.alpha(Theme.stateColour("major"), 0.5)
        Layout.fillWidth: true
        Accessible.role: Accessible.AlertMessage
        Accessible.name: words.text

        Label {
            id: words
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.margins: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("More than one person can work. Critical ones first; acknowledge by incident, shelve what is known.")
            font.pixelSize: Theme.secondary
            wrapMode: Text.Wrap
            onImplicitHeightChanged: settled.restart()
        }
    }
}
