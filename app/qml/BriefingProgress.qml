import QtQuick
import QtQuick.Layouts
import Yunjie

/// Over everything while a briefing is written: how far it is, and a way to stop it.
FocusScope {
    id: cover

    Component.onCompleted: stop.forceActiveFocus()

    Rectangle {
        anchors.fill: parent
        color: Theme.alpha(Theme.ground, 0.5)
    }
    MouseArea {
        anchors.fill: parent
        acceptedButtons: Qt.AllButtons
        hoverEnabled: true
        onWheel: event => event.accepted = true
    }
    Panel {
        anchors.centerIn: parent
        width: Theme.px(520)
        color: Theme.sheet
        title: qsTr("Writing the briefing")
        padding: Theme.gap * 3
        Accessible.role: Accessible.ProgressBar
        Accessible.name: BriefingExporter.stageText

        Label {
            text: BriefingExporter.stageText
            quiet: true
            Layout.fillWidth: true
        }
        Rectangle {
            color: Theme.track
            radius: height / 2
            implicitHeight: Theme.px(6)
            Layout.fillWidth: true

            Rectangle {
                color: Theme.accent
                radius: parent.radius
                width: parent.width * BriefingExporter.progress
                height: parent.height
            }
        }
        PushButton {
            id: stop
            text: qsTr("Cancel")
            key: "Esc"
            focus: true
            Layout.topMargin: Theme.gap
            onClicked: BriefingExporter.cancel()
        }
    }
}
