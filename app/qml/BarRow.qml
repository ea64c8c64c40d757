import QtQuick
import Yunjie

/// A name, a bar from zero, a number.
Item {
    id: row

    property string name
    property string value
    property string share
    property real fraction
    property real nameWidth: width * 0.34
    property real valueWidth: Theme.px(64)
    property real shareWidth: Theme.px(84)
    property color colour: Theme.accent

    implicitHeight: label.implicitHeight
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%1: %2").arg(name).arg(value)

    Label {
        id: label
        width: row.nameWidth
        anchors.verticalCenter: parent.verticalCenter
        text: row.name
        font.pixelSize: Theme.wall ? Theme.px(20) : Theme.control
        minimumPixelSize: Theme.secondary
        fontSizeMode: Text.HorizontalFit
        elide: Text.ElideRight
    }
    Rectangle {
        x: row.nameWidth + Theme.gap
        width: row.width - x - row.valueWidth - (row.share === "" ? 0 : row.shareWidth)
        height: Theme.px(8)
        radius: height / 2
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.track

        Rectangle {
            width: parent.width * Math.max(0, Math.min(1, row.fraction))
            height: parent.height
            radius: parent.radius
            color: row.colour
        }
    }
    Label {
        visible: row.share !== ""
        width: row.shareWidth
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        horizontalAlignment: Text.AlignRight
        text: row.share
        quiet: true
    }
    Label {
        width: row.valueWidth - Theme.gap
        anchors.right: parent.right
        anchors.rightMargin: row.share === "" ? 0 : row.shareWidth
        anchors.verticalCenter: parent.verticalCenter
        horizontalAlignment: Text.AlignRight
        text: row.value
        font.pixelSize: label.font.pixelSize
    }
}
