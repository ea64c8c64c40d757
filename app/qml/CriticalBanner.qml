import QtQuick
import QtQuick.Layouts
import Yunjie

/// Critical alarms nobody has acknowledged: stays until somebody has.
Rectangle {
    id: banner

    readonly property int count: Operations.unacknowledgedCritical
    readonly property bool shown: count > 0 && critical.count > 0
    readonly property string first: shown ? critical.alarmsOf(0)[0] ?? "" : ""

    visible: shown
    implicitHeight: line.implicitHeight + Theme.gap * 1.5
    radius: Theme.radius
    color: Theme.alpha(Theme.panelSolid, 0.94)
    border.width: 2 * Theme.hair
    border.color: Theme.stateColour("critical")
    objectName: "critical banner"
    Accessible.role: Accessible.AlertMessage
    Accessible.name: qsTr("%1. %2").arg(heading.text).arg(words.text)

    AlarmFilter { id: critical; flat: true; filterState: "calling"; filterSeverity: "critical" }

    MouseArea {
        anchors.fill: parent
        onClicked: Selection.flyTo("alarm", banner.first)
    }
    RowLayout {
        id: line
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gap * 1.5
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap

        Marker {
            visual: "critical"
            size: Math.round(Theme.headline * 1.1)
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            Label {
                id: heading
                readonly property string what: banner.count === 1 ? qsTr("Critical, not acknowledged") : qsTr("%1 critical, not acknowledged").arg(banner.count)
                text: words.of ? qsTr("%1 · %2").arg(what).arg(words.of.running) : what
                color: Theme.stateColour("critical")
                font.pixelSize: Theme.secondary
                Layout.fillWidth: true
            }
            Repeater {
                id: told
                model: critical
                Item {
                    id: one
                    required property var model
                    required property int index
                    readonly property string text: model.presence === "yes" ? qsTr("%1 · %2 · people inside").arg(model.title).arg(model.detail) : qsTr("%1 · %2").arg(model.title).arg(model.detail)
                    readonly property string running: model.running
                    visible: false
                }
            }
            Label {
                id: words
                readonly property var of: told.count > 0 ? told.itemAt(0) : null
                text: of ? of.text : ""
                font.pixelSize: Theme.wall ? Theme.body : Theme.control + 1
                wrapMode: Text.Wrap
                Layout.fillWidth: true
            }
        }
        PushButton {
            text: qsTr("Show")
            onClicked: Selection.flyTo("alarm", banner.first)
        }
        PushButton {
            text: qsTr("Acknowledge")
            primary: true
            enabled: Operations.canWrite
            onClicked: Operations.actOnAlarms([banner.first], "acknowledge")
        }
    }
}
