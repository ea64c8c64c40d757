import QtQuick
import QtQuick.Layouts
import Yunjie

/// A wall that follows a desk seat: what this screen lets in, and which walls this seat leads.
Sheet {
    id: sheet

    property string tab: Theme.wall ? "wall" : "seat"

    title: qsTr("Command wall")
    preferredWidth: Theme.px(Theme.wall ? 980 : 640)
    onOpened: tabs.forceActiveFocus()
    onClosed: Remote.stopPairing()

    Segments {
        id: tabs
        value: sheet.tab
        choices: [{ id: "seat", label: qsTr("Lead a wall from here") }, { id: "wall", label: qsTr("This screen is a wall") }]
        onChosen: id => sheet.tab = id
    }
    Loader {
        sourceComponent: sheet.tab === "wall" ? asWall : asSeat
        Layout.fillWidth: true
    }

    Component { id: asWall; RemoteWall { } }
    Component { id: asSeat; RemoteSeat { } }
}
