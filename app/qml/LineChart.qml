pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// Today's sum by the hour, solid, against that of a usual day, dashed. Labels stand at the lines.
Item {
    id: chart

    /// Counts an hour; the sums are made here. `today` ends with the current hour.
    property var today: []
    property var usual: []
    readonly property var todaySum: sums(today)
    readonly property var usualSum: sums(usual)
    readonly property real peak: Math.max(4, ...todaySum, ...usualSum)
    readonly property real foot: Theme.secondary * 1.5
    readonly property real head: Theme.secondary * 1.5

    function sums(counts: var): var {
        let sum = 0;
        return (counts ?? []).map(n => sum += Number(n));
    }
    function at(hours: real, value: real): point {
        return Qt.point(hours / 24 * width, head + (height - foot - head) * (1 - value / peak));
    }

    implicitHeight: Theme.px(120)
    onTodaySumChanged: canvas.requestPaint()
    onUsualSumChanged: canvas.requestPaint()
    Accessible.role: Accessible.Chart
    Accessible.name: qsTr("%1 events today so far").arg(todaySum.length > 0 ? todaySum[todaySum.length - 1] : 0)

    Canvas {
        id: canvas
        property color solid: Theme.accent
        property color dashed: Theme.textQuiet
        property color rule: Theme.divider
        anchors.fill: parent
        onSolidChanged: requestPaint()
        onWidthChanged: requestPaint()
        onHeightChanged: requestPaint()
        onPaint: {
            const c = getContext("2d");
            c.reset();
            const base = Math.round(height - chart.foot) + 0.5;
            c.strokeStyle = canvas.rule;
            c.lineWidth = 1;
            c.beginPath();
            for (const y of [base, Math.round((base + chart.head) / 2) + 0.5]) {
                c.moveTo(0, y);
                c.lineTo(width, y);
            }
            c.stroke();
            const draw = sum => {
                c.beginPath();
                const zero = chart.at(0, 0);
                c.moveTo(zero.x, zero.y);
                for (let i = 0; i < sum.length; ++i) {
                    const p = chart.at(i + 1, sum[i]);
                    c.lineTo(p.x, p.y);
                }
                c.stroke();
            };
            c.lineJoin = "round";
            c.strokeStyle = canvas.dashed;
            c.lineWidth = Math.max(1, Theme.px(1.5));
            c.setLineDash([4, 3]);
            draw(chart.usualSum);
            c.setLineDash([]);
            c.strokeStyle = canvas.solid;
            c.lineWidth = Math.max(1.5, Theme.px(2.25));
            draw(chart.todaySum);
            if (chart.todaySum.length > 0) {
                const p = chart.at(chart.todaySum.length, chart.todaySum[chart.todaySum.length - 1]);
                c.fillStyle = canvas.solid;
                c.beginPath();
                c.arc(p.x, p.y, Theme.px(4.5), 0, 2 * Math.PI);
                c.fill();
            }
        }
    }
    Repeater {
        model: [0, 6, 12, 18, 24]
        Label {
            required property int modelData
            x: Math.max(0, Math.min(chart.width - width, modelData / 24 * chart.width - width / 2))
            y: chart.height - height
            text: modelData
            quiet: true
        }
    }
    Label {
        id: now
        readonly property point place: chart.at(chart.todaySum.length, chart.todaySum[chart.todaySum.length - 1] ?? 0)
        visible: chart.todaySum.length > 0
        text: qsTr("today %1").arg(chart.todaySum[chart.todaySum.length - 1] ?? 0)
        quiet: true
        color: Theme.accent
        x: Math.max(0, Math.min(chart.width - width, place.x - width - Theme.gap))
        y: Math.max(0, place.y - height)
    }
    Label {
        visible: chart.usualSum.length > 0
        text: qsTr("usual")
        quiet: true
        x: chart.width - width
        readonly property real line: chart.at(24, chart.usualSum[chart.usualSum.length - 1] ?? 0).y
        // Below its line, or above it where the hours are below.
        y: line + Theme.gap / 2 + height <= chart.height - chart.foot ? line + Theme.gap / 2 : line - height
    }
}
