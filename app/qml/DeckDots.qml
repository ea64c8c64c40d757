pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// Which page of a deck is shown: a click or the arrow keys turn it, Space or a long press pins it.
Item {
    id: dots

    required property Deck deck
    readonly property int count: deck?.pages.length ?? 0
    readonly property int at: deck ? deck.pages.indexOf(deck.shown) : 0

    implicitWidth: Math.max(Theme.touch, row.width + Theme.gap)
    // No higher than a title: it is wide enough to be met.
    implicitHeight: Math.round(Theme.titleSize * 1.6)
    activeFocusOnTab: true
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Page %1 of %2").arg(at + 1).arg(count)
    Accessible.description: deck?.pinned ? qsTr("Pinned") : ""
    Accessible.onPressAction: deck.turn(1)
    Keys.onLeftPressed: deck.turn(-1)
    Keys.onRightPressed: deck.turn(1)
    Keys.onSpacePressed: deck.pinned = !deck.pinned
    Keys.onReturnPressed: deck.turn(1)

    Rectangle {
        visible: dots.activeFocus || over.hovered
        anchors.fill: parent
        radius: Theme.radius / 2
        color: over.hovered ? Theme.hover : "transparent"
        border.width: dots.activeFocus ? 2 * Theme.hair : 0
        border.color: Theme.accent
    }
    HoverHandler { id: over }
    TapHandler {
        onTapped: dots.deck.turn(1)
        onLongPressed: dots.deck.pinned = !dots.deck.pinned
    }
    Row {
        id: row
        anchors.centerIn: parent
        spacing: Theme.gap * 0.75

        Repeater {
            model: dots.count
            Rectangle {
                required property int index
                width: Theme.px(9)
                height: width
                radius: dots.deck?.pinned ? Theme.px(1) : width / 2
                color: index === dots.at ? Theme.accent : Theme.track
            }
        }
    }
    Hint {
        visible: over.hovered || dots.activeFocus
        text: dots.deck?.pinned ? qsTr("Pinned; Space lets it turn again") : qsTr("Next page (← →); Space pins this one")
    }
}
