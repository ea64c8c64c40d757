pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// What all charts share: the reading under the pointer or at the keys, the chart as a picture, its figures as a table.
/// What is drawn goes into it; the picture shows just that.
FocusScope {
    id: chart

    /// Names the picture and the table.
    property string title
    /// The columns of the table; `rows` makes its lines.
    property var heads: []
    /// Where the drawing has its scale, in the chart's own coordinates.
    property rect plot: Qt.rect(0, 0, width, height)
    /// The pointer goes along rows, not along the time.
    property bool upright: false
    default property alias contents: drawing.data
    readonly property bool looked: over.hovered || activeFocus
    readonly property var seen: looked ? stops() : []
    property int stop: -1
    readonly property var reading: seen[stop] ?? null

    /// Lists of cells; each kind of chart has its own.
    function rows(): var { return [] }
    /// What can be read out: {x, y (of the pointer's mark, pixels), head, lines: [{text, colour}]}; asked for when it is.
    function stops(): var { return [] }
    function copy(): void { ChartTools.copy(drawing, chart.title, Theme.panelSolid, Theme.text, Theme.family) }
    function save(): void { ChartTools.save(chart.title, Session.timeText, chart.heads, chart.rows()) }
    function point(at: point): void {
        let best = -1;
        for (let i = 0; i < chart.seen.length; ++i) {
            const far = upright ? Math.abs(chart.seen[i].y - at.y) : Math.abs(chart.seen[i].x - at.x);
            if (best < 0 || far < (upright ? Math.abs(chart.seen[best].y - at.y) : Math.abs(chart.seen[best].x - at.x)))
                best = i;
        }
        chart.stop = best;
    }
    function step(by: int): void {
        chart.stop = chart.stop < 0 ? (by > 0 ? 0 : chart.seen.length - 1) : Math.max(0, Math.min(chart.seen.length - 1, chart.stop + by));
    }

    activeFocusOnTab: true
    Accessible.role: Accessible.Chart
    Accessible.description: chart.reading ? [chart.reading.head].concat(chart.reading.lines.map(line => line.text)).join(qsTr(", ")) : qsTr("Arrow keys read it out; Enter: as a picture or a table")
    onActiveFocusChanged: {
        if (!activeFocus && !over.hovered)
            stop = -1;
    }
    Keys.onLeftPressed: event => { if (upright) event.accepted = false; else step(-1); }
    Keys.onRightPressed: event => { if (upright) event.accepted = false; else step(1); }
    Keys.onUpPressed: event => { if (upright) step(-1); else event.accepted = false; }
    Keys.onDownPressed: event => { if (upright) step(1); else event.accepted = false; }
    Keys.onReturnPressed: menu.open()
    Keys.onMenuPressed: menu.open()
    Keys.onPressed: event => {
        if (event.matches(StandardKey.Copy)) {
            chart.copy();
            event.accepted = true;
        }
    }

    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: menu.open()
    }
    TapHandler {
        acceptedButtons: Qt.LeftButton
        onLongPressed: menu.open()
    }

    Item {
        id: drawing
        anchors.fill: parent
    }
    // Above it: a view of Qt Charts keeps to itself what the pointer does (Qt 6.4), though it is not enabled.
    Item {
        anchors.fill: parent

        HoverHandler {
            id: over
            onPointChanged: {
                if (hovered)
                    chart.point(point.position);
            }
            onHoveredChanged: {
                if (!hovered && !chart.activeFocus)
                    chart.stop = -1;
            }
        }
    }
    Rectangle {
        visible: chart.activeFocus && !menu.visible
        anchors.fill: parent
        anchors.margins: -Theme.gap / 4
        radius: Theme.radius / 2
        color: "transparent"
        border.width: 2 * Theme.hair
        border.color: Theme.accent
    }

    Rectangle {
        visible: chart.reading !== null && !chart.upright
        x: Math.round((chart.reading?.x ?? 0) - width / 2)
        y: chart.plot.y
        width: Theme.hair
        height: chart.plot.height
        color: Theme.alpha(Theme.text, 0.4)
    }
    Rectangle {
        id: box
        visible: chart.reading !== null
        readonly property real wished: chart.upright ? chart.width * 0.5 : (chart.reading?.x ?? 0) + Theme.gap
        x: Math.round(Math.max(0, wished + width <= chart.width ? wished : chart.upright ? chart.width - width : (chart.reading?.x ?? 0) - width - Theme.gap))
        y: Math.round(chart.upright ? Math.max(0, Math.min(chart.height - height, (chart.reading?.y ?? 0) + Theme.gap)) : Math.max(0, chart.plot.y - Theme.gap))
        z: 1
        width: words.implicitWidth + 2 * Theme.gap
        height: words.implicitHeight + Theme.gap
        radius: Theme.radius / 2
        color: Theme.sheet
        border.width: Theme.hair
        border.color: Theme.line

        Column {
            id: words
            x: Theme.gap
            y: Theme.gap / 2

            Label {
                text: chart.reading?.head ?? ""
                quiet: true
            }
            Repeater {
                model: chart.reading?.lines ?? []
                Label {
                    required property var modelData
                    text: modelData.text
                    color: modelData.colour ?? Theme.text
                    font.pixelSize: Theme.secondary
                }
            }
        }
    }
    // On its own ground: words and figures end there.
    Rectangle {
        visible: tools.visible
        anchors.fill: tools
        radius: Theme.radius / 2
        color: Theme.sheet
        z: 2
    }
    PushButton {
        id: tools
        visible: chart.looked && chart.height >= 1.5 * height
        x: chart.width - width
        y: chart.height - height
        z: 2
        flat: true
        quiet: true
        glyph: "export"
        focusPolicy: Qt.NoFocus
        hint: qsTr("As a picture or a table")
        onClicked: menu.open()
    }
    ChartMenu {
        id: menu
        onCopyWanted: chart.copy()
        onSaveWanted: chart.save()
    }
}
