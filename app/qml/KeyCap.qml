import QtQuick
import Yunjie

/// A key as it stands on the keyboard.
Rectangle {
    id: cap

    property string key
    property color ink: Theme.textQuiet

    visible: key !== ""
    implicitWidth: Math.max(implicitHeight, word.implicitWidth + Theme.gap * 0.75)
    implicitHeight: word.implicitHeight
    radius: Theme.radius / 2
    color: "transparent"
    border.width: Theme.hair
    border.color: Theme.alpha(ink, 0.45)
    Accessible.ignored: true

    Label {
        id: word
        anchors.centerIn: parent
        text: cap.key.replace("Shift+", "⇧")
        color: cap.ink
        font.pixelSize: Theme.wall ? Theme.secondary : Math.round(Theme.secondary * 0.9)
    }
}
