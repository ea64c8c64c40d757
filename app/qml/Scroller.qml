import QtQuick
import QtQuick.Templates as T
import Yunjie

/// Contents that may be higher than their room: scrolls, and keeps what has the keys in sight.
Flickable {
    id: scroller

    readonly property Item focused: Window.activeFocusItem
    /// Nothing in it takes the keys: it takes them itself, to be scrolled.
    property bool alone: false

    function shows(item: Item): bool {
        for (let each = item; each; each = each.parent) {
            if (each === scroller.contentItem)
                return true;
        }
        return false;
    }
    function follow(): void {
        if (!scroller.focused || !scroller.interactive || !scroller.shows(scroller.focused))
            return;
        const top = scroller.focused.mapToItem(scroller.contentItem, 0, 0).y, bottom = top + scroller.focused.height;
        if (top < scroller.contentY)
            scroller.contentY = Math.max(0, top - Theme.gap);
        else if (bottom > scroller.contentY + scroller.height)
            scroller.contentY = Math.min(scroller.contentHeight - scroller.height, bottom - scroller.height + Theme.gap);
    }

    clip: true
    interactive: contentHeight > height
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: alone && interactive
    onFocusedChanged: follow()
    Keys.onPressed: event => {
        const page = scroller.height * 0.9, line = Theme.touch;
        const by = event.key === Qt.Key_Down ? line : event.key === Qt.Key_Up ? -line : event.key === Qt.Key_PageDown ? page : event.key === Qt.Key_PageUp ? -page : 0;
        if (!scroller.interactive || by === 0)
            return;
        event.accepted = true;
        scroller.contentY = Math.max(0, Math.min(scroller.contentHeight - scroller.height, scroller.contentY + by));
    }
    T.ScrollBar.vertical: ScrollLine { }
}
