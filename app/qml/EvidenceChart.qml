pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// The readings up to an alarm, with the threshold as a line and the time from which the condition held.
Item {
    id: chart

    property var readings: []
    property real threshold: NaN
    property real met: 0
    property string unit
    /// When the first and the last one came, in the district's time.
    property string from
    property string to
    readonly property bool hasLine: !isNaN(threshold)
    readonly property var values: (readings ?? []).map(each => each.v)
    readonly property real least: Math.min(...values, hasLine ? threshold : Infinity)
    readonly property real greatest: Math.max(...values, hasLine ? threshold : -Infinity)
    readonly property real span: Math.max(greatest - least, Math.abs(greatest) * 0.1, 1e-9)
    readonly property real first: values.length > 0 ? readings[0].t : 0
    readonly property real last: values.length > 0 ? readings[readings.length - 1].t : 1

    function xOf(t: real): real { return last > first ? (t - first) / (last - first) * width : width / 2 }
    function yOf(v: real): real { return head + (height - head - foot) * (1 - (v - least) / span) }
    readonly property real head: Theme.secondary * 1.4
    readonly property real foot: Theme.secondary * 1.5

    visible: values.length > 1
    implicitHeight: Theme.px(Theme.wall ? 120 : 84)
    onReadingsChanged: canvas.requestPaint()
    onThresholdChanged: canvas.requestPaint()
    Accessible.role: Accessible.Chart
    Accessible.name: hasLine ? qsTr("%1 readings, the last %2, the limit %3").arg(values.length).arg(values[values.length - 1] ?? "").arg(threshold)
                             : qsTr("%1 readings, the last %2").arg(values.length).arg(values[values.length - 1] ?? "")

    Canvas {
        id: canvas
        property color ink: Theme.accent
        property color limit: Theme.stateColour("major")
        property color held: Theme.alpha(Theme.stateColour("major"), 0.1)
        anchors.fill: parent
        onInkChanged: requestPaint()
        onWidthChanged: requestPaint()
        onHeightChanged: requestPaint()
        onPaint: {
            const c = getContext("2d");
            c.reset();
            const points = chart.readings ?? [];
            if (points.length < 2)
                return;
            if (chart.met >= chart.first && chart.met < chart.last) {
                c.fillStyle = canvas.held;
                c.fillRect(chart.xOf(chart.met), chart.head / 2, width - chart.xOf(chart.met), height - chart.foot - chart.head / 2);
            }
            if (chart.hasLine) {
                c.strokeStyle = canvas.limit;
                c.lineWidth = Math.max(1, Theme.px(1));
                c.setLineDash([5, 3]);
                c.beginPath();
                c.moveTo(0, chart.yOf(chart.threshold));
                c.lineTo(width, chart.yOf(chart.threshold));
                c.stroke();
                c.setLineDash([]);
            }
            c.strokeStyle = canvas.ink;
            c.lineWidth = Math.max(1.25, Theme.px(1.75));
            c.lineJoin = "round";
            c.beginPath();
            points.forEach((each, i) => i === 0 ? c.moveTo(chart.xOf(each.t), chart.yOf(each.v)) : c.lineTo(chart.xOf(each.t), chart.yOf(each.v)));
            c.stroke();
            const end = points[points.length - 1];
            c.fillStyle = canvas.ink;
            c.beginPath();
            c.arc(Math.min(width - Theme.px(3.5), chart.xOf(end.t)), chart.yOf(end.v), Theme.px(3.5), 0, 2 * Math.PI);
            c.fill();
        }
    }
    Label {
        id: limit
        visible: chart.hasLine
        text: qsTr("limit %1 %2").arg(chart.threshold).arg(chart.unit)
        quiet: true
        color: Theme.stateColour("major")
        readonly property real line: chart.yOf(chart.threshold)
        y: line - height >= 0 ? line - height : line
    }
    Label {
        text: chart.from
        quiet: true
        y: chart.height - height
    }
    Label {
        text: chart.to
        quiet: true
        x: chart.width - width
        y: chart.height - height
    }
}
