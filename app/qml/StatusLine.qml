import QtQuick
import QtQuick.Layouts
import Yunjie

/// Feeds, warnings, what is under the cursor, position and scale along the bottom of the desk.
Rectangle {
    id: bar

    objectName: "panel status"
    implicitHeight: Theme.touch
    color: Theme.alpha(Theme.panelSolid, Theme.dark ? 0.9 : 0.96)

    MouseArea {
        anchors.fill: parent
        acceptedButtons: Qt.AllButtons
    }
    Rectangle {
        width: parent.width
        height: Theme.hair
        color: Theme.line
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap * 2
        anchors.rightMargin: Theme.gap * 2
        spacing: Theme.gap * 2

        FeedLine {
            maximumWidth: bar.width * (bar.width < Theme.px(1500) ? 0.28 : 0.38)
            Layout.maximumWidth: maximumWidth
        }
        PushButton {
            visible: WarningModel.count > 0
            flat: true
            quiet: true
            glyph: "warning"
            text: qsTr("Warnings: %1").arg(Theme.number(WarningModel.total))
            hint: qsTr("What is wrong in the data")
            onClicked: Shell.toggle("warnings")
        }
        Label {
            text: Measure.reading !== "" ? Measure.reading : Selection.hovered?.name ?? ""
            quiet: true
            elide: Text.ElideRight
            objectName: "mayElide"
            horizontalAlignment: Text.AlignRight
            Layout.fillWidth: true
        }
        Label {
            text: Session.positionText
            quiet: true
        }
        ScaleBar { }
    }
}
