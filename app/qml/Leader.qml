import QtQuick
import Yunjie

/// A thin line from a card to what it speaks of.
Item {
    id: leader

    property point from
    property point to
    readonly property real dx: to.x - from.x
    readonly property real dy: to.y - from.y

    Rectangle {
        x: leader.from.x
        y: leader.from.y - height / 2
        width: Math.hypot(leader.dx, leader.dy)
        height: Math.max(1, Theme.px(1.25))
        antialiasing: true
        color: Theme.alpha(Theme.accent, 0.75)
        transformOrigin: Item.Left
        rotation: Math.atan2(leader.dy, leader.dx) * 180 / Math.PI
    }
    Rectangle {
        x: leader.to.x - width / 2
        y: leader.to.y - height / 2
        width: Theme.px(7)
        height: width
        radius: width / 2
        color: Theme.accent
    }
}
