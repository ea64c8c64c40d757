import QtQuick
import Yunjie

/// A line around the list that has the keys: its rows say which of them is the current one, an empty list says nothing.
/// Stands within the list, so that it goes where that goes.
Rectangle {
    id: ring

    required property Item focused
    readonly property Item list: ring.listOf(focused)

    function listOf(item: Item): Item {
        for (let each = item; each; each = each.parent) {
            if (each instanceof Flickable && each.activeFocusOnTab)
                return each;
        }
        return null;
    }

    parent: list
    visible: list !== null
    anchors.fill: parent
    z: 100
    color: "transparent"
    radius: Theme.radius / 2
    border.width: 2 * Theme.hair
    border.color: Theme.accent
}
