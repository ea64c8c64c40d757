import QtQuick
import QtQuick.Layouts
import Yunjie

/// What stands on the map while nothing is open.
Panel {
    id: empty

    objectName: "panel empty"
    padding: Theme.gap * 4
    spacing: Theme.gap * 2
    width: Math.min(Theme.px(Theme.wall ? 760 : 520), Theme.viewWidth * 0.8)

    Label {
        text: qsTr("No district is open")
        strong: true
        font.pixelSize: Theme.headline
        Layout.fillWidth: true
    }
    Label {
        text: qsTr("Drop a project (district.json) or data files here, or choose them. Buildings, areas, roads and models of most formats open by themselves.")
        wrapMode: Text.Wrap
        color: Theme.textQuiet
        lineHeight: 1.25
        Layout.fillWidth: true
    }
    PushButton {
        text: qsTr("Open …")
        glyph: "open"
        primary: true
        onClicked: Shell.openWanted()
    }
}
