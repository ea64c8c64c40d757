import QtQuick
import Yunjie

/// Says that what is shown is made up.
Rectangle {
    visible: Session.simulated
    implicitWidth: words.implicitWidth + 2 * Theme.gap
    implicitHeight: words.implicitHeight + Theme.gap / 2
    radius: Theme.radius / 2
    color: Theme.alpha(Theme.stateColour("minor"), Theme.dark ? 0.14 : 0.12)
    border.width: Theme.hair
    border.color: Theme.alpha(Theme.stateColour("minor"), 0.5)

    Label {
        id: words
        anchors.centerIn: parent
        text: qsTr("simulated data")
        font.pixelSize: Theme.secondary
        color: Theme.stateColour("minor")
    }
}
