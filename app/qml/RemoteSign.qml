import QtQuick
import Yunjie

/// Says that this wall follows a seat, or that walls follow this seat; a click opens the sheet. Nothing else of the time.
PushButton {
    visible: Remote.leader !== "" || Remote.leading
    flat: true
    checked: true
    glyph: "wall"
    hint: Remote.leader !== "" ? qsTr("This wall follows %1 (Ctrl+L)").arg(Remote.leader) : qsTr("A wall follows this seat (Ctrl+L)")
    onClicked: Shell.toggle("remote")
}
