import QtQuick
import Yunjie

/// The edge of a dock: drawn with the pointer, moved with the arrows while it has the keys, put back by a double click
/// or Enter.
Item {
    id: edge

    property string name
    /// It lies across: the dock is above or below it.
    property bool across: false
    signal dragged(real pixels) ///< to the right, or down
    signal restored
    signal ended

    implicitWidth: Theme.gap
    implicitHeight: Theme.gap
    activeFocusOnTab: true
    Accessible.role: Accessible.Splitter
    Accessible.name: name
    Keys.onPressed: event => {
        const back = edge.across ? Qt.Key_Up : Qt.Key_Left, on = edge.across ? Qt.Key_Down : Qt.Key_Right;
        if (event.key !== back && event.key !== on)
            return;
        event.accepted = true;
        edge.dragged((event.key === back ? -1 : 1) * Theme.px(16));
        edge.ended();
    }
    Keys.onReturnPressed: edge.restored()
    Keys.onEnterPressed: edge.restored()

    Rectangle {
        anchors.centerIn: parent
        width: edge.across ? Theme.px(40) : edge.activeFocus ? Theme.gap * 0.75 : 2 * Theme.hair
        height: edge.across ? edge.activeFocus ? Theme.gap * 0.75 : 2 * Theme.hair : Theme.px(40)
        radius: Math.min(width, height) / 2
        color: edge.activeFocus || pointer.containsMouse || pointer.pressed ? Theme.accent : Theme.alpha(Theme.text, 0.25)
    }
    MouseArea {
        id: pointer
        property real last

        function place(event: var): real {
            const at = pointer.mapToItem(null, event.x, event.y);
            return edge.across ? at.y : at.x;
        }
        anchors.fill: parent
        hoverEnabled: true
        preventStealing: true
        cursorShape: edge.across ? Qt.SplitVCursor : Qt.SplitHCursor
        onPressed: event => last = place(event)
        onPositionChanged: event => {
            if (!pressed)
                return;
            const at = place(event);
            edge.dragged(at - last);
            last = at;
        }
        onReleased: edge.ended()
        onDoubleClicked: edge.restored()
    }
}
