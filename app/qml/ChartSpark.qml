import QtQuick
import QtCharts
import Yunjie

/// A small curve without words beside a figure; what it stood at is told by the pointer and the keys.
Chart {
    id: chart

    /// [{x, y}], oldest first
    property var points: []
    property color colour: Theme.accent
    property bool zeroBased: false
    /// A dashed line; NaN: none.
    property real limit: NaN
    property color limitColour: Theme.stateColour("major")
    property string name
    property var xText: x => String(x)
    property var yText: y => Theme.number(y)

    readonly property var values: points.map(p => p.y).concat(isNaN(limit) ? [] : [limit])
    readonly property real low: values.length > 0 ? Math.min(...values, ...(zeroBased ? [0] : [])) : 0
    readonly property real high: values.length > 0 ? Math.max(...values) : 1
    readonly property real span: Math.max(high - low, Math.abs(high) * 0.02, 1e-9)
    readonly property real from: points.length > 0 ? points[0].x : 0
    readonly property real to: points.length > 1 ? points[points.length - 1].x : from + 1

    function xOf(x: real): real { return plot.x + (x - from) / (to - from) * plot.width }
    function yOf(y: real): real { return plot.y + plot.height * (1 - (y - low) / span) }
    function draw(): void {
        ChartTools.fill(curve, points);
        ChartTools.fill(bound, isNaN(limit) ? [] : [{ x: from, y: limit }, { x: to, y: limit }]);
    }

    implicitWidth: Theme.px(140)
    implicitHeight: Theme.px(40)
    plot: Qt.rect(0, Theme.px(4), width - Theme.px(5), height - Theme.px(8))
    heads: ["", name]
    function rows(): var { return points.map(p => [xText(p.x), p.y]) }
    function stops(): var { return points.map(p => ({ x: xOf(p.x), y: yOf(p.y), head: xText(p.x), lines: [{ text: yText(p.y), colour: colour }] })) }
    onPointsChanged: draw()
    onLimitChanged: draw()
    Component.onCompleted: draw()

    ChartPlot {
        anchors.fill: parent
        plotArea: chart.plot

        LineSeries {
            id: bound
            axisX: across
            axisY: up
            color: chart.limitColour
            width: Math.max(1, Theme.px(1.25))
            style: Qt.DashLine
        }
        LineSeries {
            id: curve
            axisX: across
            axisY: up
            color: chart.colour
            width: Math.max(1.25, Theme.px(2))
        }
    }
    ChartAxis {
        id: across
        min: chart.from
        max: chart.to
    }
    ChartAxis {
        id: up
        min: chart.low
        max: chart.low + chart.span
    }
    Rectangle {
        visible: chart.points.length > 0
        readonly property var end: chart.points[chart.points.length - 1] ?? ({ x: 0, y: 0 })
        x: chart.xOf(end.x) - width / 2
        y: chart.yOf(end.y) - height / 2
        width: Theme.px(7)
        height: width
        radius: width / 2
        color: chart.colour
    }
}
