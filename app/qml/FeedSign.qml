import QtQuick
import Yunjie

/// A feed: its name, and how much comes from it or what is the matter.
Row {
    id: sign

    required property var model
    readonly property bool well: model.state === "connected"
    spacing: Theme.gap * 0.75

    Marker {
        visual: sign.model.visual
        size: Theme.secondary
        anchors.verticalCenter: parent.verticalCenter
    }
    Label {
        text: sign.well ? qsTr("%1 %2/min").arg(sign.model.name).arg(Theme.number(sign.model.perMinute))
                        : qsTr("%1 %2").arg(sign.model.name).arg(sign.model.stateText)
        quiet: true
        color: sign.model.state === "failed" ? Theme.stateColour("major") : Theme.textQuiet
    }
}
