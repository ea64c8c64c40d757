pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// The card in a corner of the map, with a line to its object. It goes to another corner rather than cover that.
Item {
    id: floating

    /// Where the card may stand.
    property rect area
    property int cardWidth: Math.min(Theme.px(Theme.wall ? 400 : 330), Math.floor(area.width * 0.45), Theme.sideWidth)
    property int corner: 0
    /// What can be done with it is offered.
    property bool actions: true
    /// It keeps to the right, where slides leave room for it.
    property bool rightOnly: false
    /// Beside an entered building the card keeps to its side, which the stage leaves to it.
    readonly property bool aside: Inside.building !== ""
    readonly property rect taken: {
        const p = placeOf(corner);
        return Card.visible && visible ? Qt.rect(p.x, p.y, card.width, card.height) : Qt.rect(0, 0, 0, 0);
    }
    readonly property string subject: Card.visible ? Card.title : ""
    readonly property bool pointing: Card.visible && Card.anchorValid && inArea(Card.anchor)

    function inArea(p: point): bool {
        return p.x >= area.x && p.x <= area.x + area.width && p.y >= area.y && p.y <= area.y + area.height;
    }
    function placeOf(n: int): point {
        return Qt.point(n % 2 === 0 ? area.x + area.width - card.width : area.x, n < 2 ? area.y + area.height - card.height : area.y);
    }
    function covers(n: int): bool {
        const p = floating.placeOf(n);
        const room = Theme.px(48);
        const a = Card.anchor;
        return a.x > p.x - room && a.x < p.x + card.width + room && a.y > p.y - room && a.y < p.y + card.height + room;
    }
    function settle(fresh: bool): void {
        if (!Card.visible || area.width <= 0)
            return;
        if (aside) {
            floating.corner = 0;
            return;
        }
        if (!pointing || (rightOnly && floating.corner % 2 !== 0)) {
            if (fresh || rightOnly)
                floating.corner = 0;
            if (!pointing)
                return;
        }
        if (!fresh && !floating.covers(floating.corner))
            return;
        let best = -1;
        let bestDistance = Infinity;
        for (let n = 0; n < 4; n += rightOnly ? 2 : 1) {
            const p = floating.placeOf(n);
            const distance = Math.hypot(p.x + card.width / 2 - Card.anchor.x, p.y + card.height / 2 - Card.anchor.y);
            if (!floating.covers(n) && distance < bestDistance) {
                best = n;
                bestDistance = distance;
            }
        }
        if (best >= 0)
            floating.corner = best;
    }

    onSubjectChanged: anew.restart()
    onAreaChanged: later.restart()
    onAsideChanged: later.restart()
    Component.onCompleted: anew.restart()

    Timer {
        id: anew
        interval: 0
        onTriggered: floating.settle(true)
    }
    Timer {
        id: later
        interval: 0
        onTriggered: floating.settle(false)
    }
    Connections {
        target: Card
        function onAnchorChanged(): void { floating.settle(false) }
    }

    Leader {
        visible: floating.pointing && !card.moving
        to: Card.anchor
        from: Qt.point(Math.max(card.x, Math.min(card.x + card.width, Card.anchor.x)), Math.max(card.y, Math.min(card.y + card.height, Card.anchor.y)))
    }
    Panel {
        id: card
        readonly property bool moving: slideX.running || slideY.running
        visible: Card.visible
        objectName: "panel card"
        x: floating.placeOf(floating.corner).x
        y: floating.placeOf(floating.corner).y
        width: floating.cardWidth
        height: Math.min(body.implicitHeight + (ways.visible ? ways.implicitHeight + spacing : 0) + 2 * padding, floating.area.height * 0.86)
        color: Theme.alpha(Theme.panelSolid, Theme.dark ? 0.88 : 0.94)
        border.color: Theme.alpha(Theme.accent, 0.35)
        Behavior on x { NumberAnimation { id: slideX; duration: Theme.quick; easing.type: Easing.InOutQuad } }
        Behavior on y { NumberAnimation { id: slideY; duration: Theme.quick; easing.type: Easing.InOutQuad } }

        Flickable {
            id: words
            Layout.fillWidth: true
            Layout.fillHeight: true
            contentHeight: body.implicitHeight
            clip: true
            interactive: contentHeight > height
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollLine { }
            CardBody {
                id: body
                closable: floating.actions
                width: words.width - (words.interactive ? Theme.gap : 0)
            }
        }
        CardActions {
            id: ways
            visible: floating.actions && (count > 0)
            Layout.fillWidth: true
        }
    }
}
