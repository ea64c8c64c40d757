import QtQuick
import QtQuick.Templates as T
import Yunjie

/// What an icon means, after a moment.
T.ToolTip {
    id: hint

    x: parent ? Math.round((parent.width - implicitWidth) / 2) : 0
    y: parent ? parent.height + Theme.gap / 2 : 0
    implicitWidth: words.implicitWidth + 2 * Theme.gap
    implicitHeight: words.implicitHeight + Theme.gap
    margins: Theme.gap
    padding: 0
    delay: 600
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent

    contentItem: Label {
        id: words
        text: hint.text
        font.pixelSize: Theme.secondary
        horizontalAlignment: Text.AlignHCenter
    }
    background: Rectangle {
        color: Theme.sheet
        radius: Theme.radius / 2
        border.width: Theme.hair
        border.color: Theme.line
    }
}
