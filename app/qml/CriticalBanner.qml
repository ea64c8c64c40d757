pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// Critical alarms nobody has acknowledged: stays until somebody has.
Rectangle {
    id: banner

    readonly property int count: Operations.unacknowledgedCritical
    readonly property bool shown: count > 0 && critical.count > 0
    /// The row of the worst: rows change places, and go, without there being more or fewer.
    property var gravest: null
    readonly property string first: gravest?.model.id ?? ""

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
                text: banner.gravest ? qsTr("%1 · %2").arg(what).arg(banner.gravest.running) : what
                color: Theme.stateColour("critical")
                font.pixelSize: Theme.secondary
                Layout.fillWidth: true
            }
            Repeater {
                model: critical
                Item {
                    id: one
                    required property var model
                    required property int index
                    readonly property string text: model.presence === "yes" ? qsTr("%1 · %2 · people inside").arg(model.title).arg(model.detail) : qsTr("%1 · %2").arg(model.title).arg(model.detail)
                    readonly property string running: model.running
                    visible: false
                    onIndexChanged: one.lead()
                    Component.onCompleted: one.lead()
                    Component.onDestruction: {
                        if (banner.gravest === one)
                            banner.gravest = null;
                    }

                    function lead(): void {
                        if (one.index === 0)
                            banner.gravest = one;
                    }
                }
            }
            Label {
                id: words
                text: banner.gravest?.text ?? ""
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
