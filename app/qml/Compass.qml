import QtQuick
import Yunjie

/// Where north is; click turns the map to it.
PushButton {
    id: compass

    flat: true
    hint: qsTr("North up (N)")
    onClicked: Session.northUp()
    contentItem: Item {
        implicitWidth: Theme.touch
        implicitHeight: Theme.touch
        Icon {
            anchors.centerIn: parent
            name: "north"
            size: Math.round(Theme.control * 1.7)
            rotation: -Session.heading
            color: compass.ink
        }
    }
}
