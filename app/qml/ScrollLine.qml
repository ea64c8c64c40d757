import QtQuick
import QtQuick.Templates as T
import Yunjie

/// A thin scroll bar; gone where there is nothing to scroll.
T.ScrollBar {
    id: control

    implicitWidth: Theme.gap
    implicitHeight: Theme.gap
    padding: Theme.gap / 4
    minimumSize: 0.08
    visible: size < 1
    Accessible.ignored: true

    contentItem: Rectangle {
        implicitWidth: Theme.gap / 2
        implicitHeight: Theme.gap / 2
        radius: width / 2
        color: control.pressed ? Theme.accent : Theme.alpha(Theme.text, control.hovered ? 0.45 : 0.22)
    }
}
