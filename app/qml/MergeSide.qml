import QtQuick
import QtQuick.Layouts
import Yunjie

/// One of two events that may be one.
Rectangle {
    id: side

    property string heading
    property string title
    property string detail

    implicitHeight: words.implicitHeight + Theme.gap
    color: Theme.raised
    radius: Theme.radius / 2
    Layout.fillWidth: true
    Layout.preferredWidth: 1
    Layout.fillHeight: true

    Column {
        id: words
        x: Theme.gap
        y: Theme.gap / 2
        width: parent.width - 2 * Theme.gap

        Label {
            width: parent.width
            text: side.heading
            quiet: true
            wrapMode: Text.Wrap
        }
        Label {
            width: parent.width
            text: side.title
            font.pixelSize: Theme.control
            wrapMode: Text.Wrap
        }
        Label {
            width: parent.width
            text: side.detail
            quiet: true
            wrapMode: Text.Wrap
        }
    }
}
