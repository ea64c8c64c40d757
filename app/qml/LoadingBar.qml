import QtQuick
import QtQuick.Layouts
import Yunjie

/// What is being read, how far it is, and a way to stop.
Rectangle {
    id: bar

    objectName: "panel loading"
    visible: opacity > 0
    opacity: Session.loading ? 1 : 0
    implicitWidth: Theme.px(Theme.wall ? 560 : 420)
    implicitHeight: column.implicitHeight + 2 * Theme.gap
    color: Theme.sheet
    radius: Theme.radius
    border.width: Theme.hair
    border.color: Theme.line
    Accessible.role: Accessible.ProgressBar
    Accessible.name: Session.loadStage
    Behavior on opacity { NumberAnimation { duration: Theme.quick } }

    ColumnLayout {
        id: column
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gap * 2
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap / 2

        RowLayout {
            spacing: Theme.gap
            Layout.fillWidth: true

            Label {
                text: Session.loadStage
                font.pixelSize: Theme.control
                elide: Text.ElideMiddle
                objectName: "mayElide"
                Layout.fillWidth: true
            }
            Label {
                visible: Session.loadFraction >= 0
                text: qsTr("%1 %").arg(Math.round(Session.loadFraction * 100))
                quiet: true
            }
            PushButton {
                flat: true
                text: qsTr("Cancel")
                onClicked: Session.cancelLoading()
            }
        }
        Rectangle {
            color: Theme.track
            radius: height / 2
            Layout.fillWidth: true
            Layout.rightMargin: Theme.gap
            Layout.preferredHeight: Theme.px(3)
            Layout.bottomMargin: Theme.gap / 2

            Rectangle {
                width: parent.width * Math.max(0.02, Math.min(1, Session.loadFraction))
                height: parent.height
                radius: parent.radius
                color: Theme.accent
            }
        }
    }
}
