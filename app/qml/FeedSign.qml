import QtQuick
import Yunjie

/// A feed: its name, and how much comes from it or what is the matter; its figures (where an intake listens, what came)
/// to who points at it.
Row {
    id: sign

    required property var model
    readonly property bool well: model.state === "connected"
    spacing: Theme.gap * 0.75
    Accessible.role: Accessible.StaticText
    Accessible.name: words.text
    Accessible.description: model.detail

    Marker {
        visual: sign.model.visual
        size: Theme.secondary
        anchors.verticalCenter: parent.verticalCenter
    }
    Label {
        id: words
        text: sign.well ? qsTr("%1 %2/min").arg(sign.model.name).arg(Theme.number(sign.model.perMinute))
                        : qsTr("%1 %2").arg(sign.model.name).arg(sign.model.stateText)
        quiet: true
        color: sign.model.state === "failed" ? Theme.stateColour("major") : Theme.textQuiet
    }
    HoverHandler { id: over }
    Loader {
        active: over.hovered
        sourceComponent: Hint { visible: true }
        onLoaded: (item as Hint).text = Qt.binding(() => sign.model.detail)
    }
}
