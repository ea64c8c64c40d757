import QtQuick
import Yunjie

/// One level of the breadcrumb.
Row {
    id: part

    required property var modelData
    required property int index
    property int first: 0
    property bool last: false
    property real maximumWidth: 400
    /// Shown or not.
    readonly property real naturalWidth: button.implicitWidth + (index > 0 ? arrow.implicitWidth : 0)

    visible: index >= first

    Label {
        id: arrow
        visible: part.index > part.first
        text: "›"
        quiet: true
        anchors.verticalCenter: parent.verticalCenter
    }
    PushButton {
        id: button
        flat: true
        implicitWidth: Math.max(words.implicitWidth + 1.5 * Theme.gap, Theme.wall ? Theme.touch : 0)
        width: part.last ? Math.min(implicitWidth, part.maximumWidth) : implicitWidth
        Accessible.name: part.modelData.name
        onClicked: Selection.flyTo(part.modelData.kind, part.modelData.id)
        contentItem: Label {
            id: words
            text: part.modelData.name
            strong: part.last
            font.pixelSize: Theme.control
            color: part.last || button.hovered ? Theme.text : Theme.textQuiet
            horizontalAlignment: Text.AlignHCenter
            elide: Text.ElideRight
            objectName: "mayElide"
        }
    }
}
