import QtQuick
import Yunjie

/// Says that this wall follows a seat, or that walls follow this seat; a click opens the sheet. Nothing else of the time.
PushButton {
    visible: Remote.leader !== "" || Remote.leading
    flat: true
    quiet: true
    glyph: "wall"
    text: Remote.leader !== "" ? qsTr("Follows %1").arg(Remote.leader) : qsTr("Leads a wall")
    hint: qsTr("Command wall")
    onClicked: Shell.toggle("remote")
}
