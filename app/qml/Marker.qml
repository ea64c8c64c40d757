import QtQuick
import QtQuick.Controls.impl
import Yunjie

/// The sign of a state in lists and cards, with the shape and colour it has on the map.
Item {
    id: marker

    /// "critical", "major", "minor", "in-hand", "normal", "stale", "offline", "fault"
    property string visual: "normal"
    property string shape: Theme.stateShape(visual)
    property int size: Math.round(Theme.body * 0.95)
    property color colour: Theme.stateColour(visual)

    implicitWidth: size
    implicitHeight: size

    ColorImage {
        anchors.centerIn: parent
        source: marker.shape === "" ? "" : "qrc:/icons/shape-" + marker.shape + ".svg"
        sourceSize.width: marker.size
        sourceSize.height: marker.size
        width: marker.size
        height: marker.size
        color: marker.colour
    }
}
