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
    /// It keeps to the right, where slides leave room for it, unless it covers what is selected there.
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
        if (!pointing) {
            if (fresh || rightOnly)
                floating.corner = 0;
            return;
        }
        if (!fresh && !floating.covers(floating.corner) && !(rightOnly && floating.corner % 2 !== 0))
            return;
        const right = floating.best([0, 2]);
        const best = right >= 0 && rightOnly ? right : floating.best([0, 1, 2, 3]);
        if (best >= 0)
            floating.corner = best;
    }
    /// The corner nearest to what is selected that does not cover it; -1: all do.
    function best(corners: var): int {
        let best = -1;
        let bestDistance = Infinity;
        for (const n of corners) {
            const p = floating.placeOf(n);
            const distance = Math.hypot(p.x + card.width / 2 - Card.anchor.x, p.y + card.height / 2 - Card.anchor.y);
            if (!floating.covers(n) && distance < bestDistance) {
                best = n;
                bestDistance = distance;
            }
        }
        return best;
    }
    /// The lowest line at or above `limit` that cuts through nothing: what cannot be scrolled ends with a whole row.
    function wholeTo(limit: real): real {
        const pieces = [];
        const gather = item => {
            // By number: what is on its way out is null (Qt 6.4).
            for (let i = 0; i < item.children.length; ++i) {
                const child = item.children[i];
                if (!child || !child.visible || child.opacity === 0)
                    continue;
                if (child.children.length > 0 && child.text === undefined)
                    gather(child);
                else if (child.height > 0)
                    pieces.push([child.mapToItem(body, 0, 0).y, child.height]);
            }
        };
        gather(body);
        let line = limit;
        for (let cut = true; cut;) {
            cut = false;
            for (const [top, height] of pieces) {
                if (top < line - 1 && top + height > line + 1) {
                    line = top;
                    cut = true;
                }
            }
        }
        const last = Math.max(0, ...pieces.filter(([top, height]) => top + height <= line + 1).map(([top, height]) => top + height));
        return last > 0 ? last : limit;
    }

    onSubjectChanged: anew.restart()
    onAreaChanged: later.restart()
    onAsideChanged: later.restart()
    onActionsChanged: trimming.restart()
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
    // When the rows stand where they will.
    Timer {
        id: trimming
        interval: 0
        onTriggered: card.whole = !floating.actions && body.implicitHeight > card.room ? floating.wholeTo(card.room) : Infinity
    }
    Connections {
        target: Card
        function onAnchorChanged(): void { floating.settle(false) }
        function onChanged(): void { trimming.restart() }
    }

    Leader {
        visible: floating.pointing && !card.moving
        to: Card.anchor
        from: Qt.point(Math.max(card.x, Math.min(card.x + card.width, Card.anchor.x)), Math.max(card.y, Math.min(card.y + card.height, Card.anchor.y)))
    }
    Panel {
        id: card
        readonly property bool moving: slideX.running || slideY.running
        readonly property int inner: floating.cardWidth - 2 * padding
        /// For what it says; and how much of that is whole rows.
        readonly property real room: floating.area.height * 0.86 - foot.implicitHeight - 2 * padding
        property real whole: Infinity
        visible: Card.visible
        objectName: "panel card"
        x: floating.placeOf(floating.corner).x
        y: floating.placeOf(floating.corner).y
        width: floating.cardWidth
        height: Math.min(body.implicitHeight, room, whole) + foot.implicitHeight + 2 * padding
        spacing: 0
        onRoomChanged: trimming.restart()
        color: Theme.alpha(Theme.panelSolid, Theme.dark ? 0.88 : 0.94)
        border.color: Theme.alpha(Theme.accent, 0.35)
        Behavior on x { NumberAnimation { id: slideX; duration: Theme.quick; easing.type: Easing.InOutQuad } }
        Behavior on y { NumberAnimation { id: slideY; duration: Theme.quick; easing.type: Easing.InOutQuad } }

        // By anchors: a layout that is told of the buttons' height while it is at work overhears it (Qt 6.4).
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            Flickable {
                id: words
                width: card.inner
                anchors.top: parent.top
                anchors.bottom: foot.top
                contentHeight: body.implicitHeight
                clip: true
                interactive: floating.actions && contentHeight > height
                boundsBehavior: Flickable.StopAtBounds
                T.ScrollBar.vertical: ScrollLine { visible: words.interactive }
                CardBody {
                    id: body
                    closable: floating.actions
                    width: card.inner - (words.interactive ? Theme.gap : 0)
                    onImplicitHeightChanged: trimming.restart()
                }
            }
            Item {
                id: foot
                readonly property bool used: floating.actions && ways.count > 0
                implicitHeight: used ? ways.implicitHeight + Theme.gap : 0
                width: card.inner
                height: implicitHeight
                anchors.bottom: parent.bottom

                CardActions {
                    id: ways
                    visible: foot.used
                    y: Theme.gap
                    width: card.inner
                }
            }
        }
    }
}
