import QtQuick
import QtQuick.Templates as T
import Yunjie

/// A value on a line.
T.Slider {
    id: control

    property string name

    implicitWidth: Theme.px(140)
    implicitHeight: Theme.touch
    padding: 0
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.name: name

    background: Rectangle {
        y: (control.height - height) / 2
        width: control.width
        height: Math.max(3, Theme.px(4))
        radius: height / 2
        color: Theme.track

        Rectangle {
            width: control.visualPosition * parent.width
            height: parent.height
            radius: parent.radius
            color: Theme.accent
        }
    }
    handle: Rectangle {
        x: control.visualPosition * (control.width - width)
        y: (control.height - height) / 2
        width: Math.round(Theme.control * 1.1)
        height: width
        radius: width / 2
        color: control.pressed ? Theme.accent : Theme.text
        border.width: control.visualFocus ? 2 * Theme.hair : 0
        border.color: Theme.accent
    }
}
