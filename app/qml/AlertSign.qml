pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// The gravest public warning in force and the time it has left; how many more there are. Leads to its card, to the list
/// where there are several.
Repeater {
    id: signs

    property int maximumWidth: 500

    model: AlertModel

    Rectangle {
        id: sign
        required property var model
        required property int index
        visible: index === 0
        anchors.verticalCenter: parent?.verticalCenter
        implicitWidth: Math.min(signs.maximumWidth, natural.advanceWidth + left.implicitWidth + more.width + mark.width + Theme.gap * 5)
        implicitHeight: Math.max(words.implicitHeight + Theme.gap, Theme.wall ? 40 : 0)
        radius: Theme.radius / 2
        color: Theme.panel
        border.width: activeFocus ? 2 * Theme.hair : Theme.hair
        border.color: activeFocus ? Theme.accent : Theme.alpha(Theme.stateColour(model.visual), 0.7)
        activeFocusOnTab: true
        Accessible.role: Accessible.Button
        Accessible.name: qsTr("%1 · %2").arg(sign.model.title).arg(sign.model.left)
        Accessible.onPressAction: go()
        Keys.onReturnPressed: go()
        Keys.onSpacePressed: go()

        function go(): void {
            if (AlertModel.count > 1)
                Shell.toggle("alerts");
            else
                Selection.select("alert", sign.model.id);
        }

        TapHandler { onTapped: sign.go() }
        HoverHandler { cursorShape: Qt.PointingHandCursor }
        TextMetrics {
            id: natural
            font: words.font
            text: words.text
        }
        Marker {
            id: mark
            x: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            visual: sign.model.visual
            shape: sign.model.shape
            size: words.font.pixelSize
        }
        Label {
            id: words
            anchors.left: mark.right
            anchors.leftMargin: Theme.gap
            anchors.right: left.left
            anchors.rightMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            text: sign.model.title
            font.pixelSize: Theme.wall ? Theme.px(22) : Theme.control
            color: Theme.stateColour(sign.model.visual)
            elide: Text.ElideRight
            objectName: "mayElide"
        }
        Label {
            id: left
            anchors.right: more.left
            anchors.rightMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            text: sign.model.left
            font.pixelSize: words.font.pixelSize
        }
        Label {
            id: more
            anchors.right: parent.right
            anchors.rightMargin: text === "" ? 0 : Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            text: AlertModel.count > 1 ? qsTr("+%1").arg(AlertModel.count - 1) : ""
            quiet: true
        }
    }
}
