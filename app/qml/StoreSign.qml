import QtQuick
import Yunjie

/// Where what is done is kept, where that needs a word: an exercise, a store that can only be read, one that fails.
Row {
    id: sign

    readonly property string stateId: Operations.storeState
    readonly property bool ill: stateId === "failing" || stateId === "read-only"

    visible: ill || stateId === "opening" || (stateId === "ready" && Operations.exercise)
    spacing: Theme.gap * 0.75
    Accessible.role: Accessible.StatusBar
    Accessible.name: words.text

    Marker {
        visual: sign.stateId === "failing" ? "critical" : sign.ill ? "major" : "stale"
        size: Theme.secondary
        anchors.verticalCenter: parent.verticalCenter
    }
    Label {
        id: words
        text: sign.stateId === "failing" ? qsTr("Not saved: the store fails") : sign.stateId === "read-only" ? qsTr("Store can only be read")
            : sign.stateId === "opening" ? qsTr("Opening the store") : qsTr("Exercise")
        quiet: true
        color: sign.ill ? Theme.stateColour(sign.stateId === "failing" ? "critical" : "major") : Theme.textQuiet
    }
    HoverHandler { id: over }
    Loader {
        active: over.hovered && Operations.storeText !== ""
        sourceComponent: Hint { visible: true }
        onLoaded: (item as Hint).text = Operations.storeText
    }
}
