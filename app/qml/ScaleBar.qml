import QtQuick
import Yunjie

/// How long so many pixels are on the ground in the middle of the map.
Row {
    spacing: Theme.gap
    visible: Session.scalePixels > 0

    Item {
        width: Math.min(Session.scalePixels, Theme.px(220))
        height: Theme.secondary * 0.5
        anchors.verticalCenter: parent.verticalCenter

        Rectangle { width: parent.width; height: Theme.hair; anchors.bottom: parent.bottom; color: Theme.textQuiet }
        Rectangle { width: Theme.hair; height: parent.height; color: Theme.textQuiet }
        Rectangle { width: Theme.hair; height: parent.height; anchors.right: parent.right; color: Theme.textQuiet }
    }
    Label {
        text: Session.scaleText
        quiet: true
    }
}
