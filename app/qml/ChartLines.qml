pragma ComponentBehavior: Bound
import QtQuick
import QtCharts
import Yunjie

/// Curves over a common scale. Their names stand at their ends, limits are dashed lines with a word, spans are shaded.
Chart {
    id: chart

    /// {name, points: [{x, y}], colour, dashed, filled, dot (at its end), label (at its end)}
    property var lines: []
    /// {y, text, colour}
    property var limits: []
    /// {from, to, colour}
    property var spans: []
    /// {x, text}: along the foot.
    property var ticks: []
    property real from: 0
    property real to: 1
    property bool zeroBased: true
    /// The scale reaches at least this far.
    property real atLeast: 0
    /// Half-way lines too, beside the base.
    property bool ruled: true
    property var xText: x => String(x)
    property var yText: y => Theme.number(y)
    property string xName

    readonly property var values: lines.reduce((all, line) => all.concat(line.points.map(p => p.y)), limits.map(limit => limit.y)).filter(v => !isNaN(v))
    readonly property real low: zeroBased ? Math.min(0, ...values) : values.length > 0 ? Math.min(...values) - margin : 0
    readonly property real high: Math.max(atLeast, low + 1e-9, ...values) + (zeroBased ? 0 : margin)
    readonly property real margin: values.length > 0 ? Math.max((Math.max(...values) - Math.min(...values)) * 0.06, 1e-6) : 0
    readonly property real head: lines.some(line => (line.label ?? "") !== "") || limits.some(limit => (limit.text ?? "") !== "") ? Math.round(Theme.secondary * 1.45) : Theme.px(4)
    readonly property real foot: ticks.length > 0 ? Math.round(Theme.secondary * 1.5) : Theme.px(4)
    readonly property var ends: metrics.height > 0 ? placeWords(width, head, plot) : []

    function xOf(x: real): real { return plot.x + (to > from ? (x - from) / (to - from) : 0.5) * plot.width }
    function yOf(y: real): real { return plot.y + plot.height * (1 - (y - low) / (high - low)) }
    function placeWords(width: real, head: real, plot: rect): var {
        const placed = [];
        const height = Math.round(Theme.secondary * 1.45);
        const add = (text, colour, x, above, below) => {
            const wide = Math.ceil(metrics.advanceWidth(text)) + 2;
            const at = Math.max(0, Math.min(width - wide, x(wide)));
            const free = y => y >= 0 && y + height <= plot.y + plot.height + 1 && !placed.some(other => at < other.x + other.width && other.x < at + wide && y < other.y + height && other.y < y + height);
            let y = [above - height, below].find(free);
            for (let i = 0; y === undefined && i * height <= plot.y + plot.height; ++i) {
                if (free(i * height))
                    y = i * height;
            }
            if (y !== undefined)
                placed.push({ text: text, colour: colour, x: Math.round(at), y: Math.round(y), width: wide });
        };
        for (const line of lines) {
            const end = line.points[line.points.length - 1];
            if (!end || (line.label ?? "") === "")
                continue;
            const x = xOf(end.x), y = yOf(end.y);
            add(line.label, line.colour, wide => x >= width - Theme.gap ? width - wide : x - wide - Theme.gap, y + (x >= width - Theme.gap ? -Theme.gap / 2 : Theme.gap / 2), y + Theme.gap / 2);
        }
        for (const limit of limits) {
            if ((limit.text ?? "") !== "")
                add(limit.text, limit.colour, () => 0, yOf(limit.y), yOf(limit.y) + Theme.hair);
        }
        return placed;
    }
    function draw(): void {
        const told = JSON.stringify([lines, limits, from, to]);
        if (!view.ready || told === view.told)
            return;
        view.told = told;
        const kinds = lines.map(line => line.filled ? "f" : "l").join("") + "-" + limits.length;
        if (kinds !== view.kinds) {
            view.removeAllSeries();
            view.kinds = kinds;
            view.made = lines.map(line => view.createSeries(line.filled ? ChartView.SeriesTypeArea : ChartView.SeriesTypeLine, "", across, up))
                             .concat(limits.map(() => view.createSeries(ChartView.SeriesTypeLine, "", across, up)));
        }
        lines.forEach((line, i) => {
            const series = view.made[i];
            const pen = Math.max(1.25, Theme.px(line.dashed ? 1.75 : 2.25));
            if (line.filled) {
                series.color = Theme.alpha(line.colour, 0.16);
                series.borderColor = line.colour;
                series.borderWidth = pen;
                ChartTools.fill(series.upperSeries, line.points);
                return;
            }
            series.color = line.colour;
            series.width = pen;
            series.style = line.dashed ? Qt.DashLine : Qt.SolidLine;
            ChartTools.fill(series, line.points);
        });
        limits.forEach((limit, i) => {
            const series = view.made[lines.length + i];
            series.color = limit.colour;
            series.width = Math.max(1, Theme.px(1.25));
            series.style = Qt.DashLine;
            ChartTools.fill(series, [{ x: from, y: limit.y }, { x: to, y: limit.y }]);
        });
    }

    implicitHeight: Theme.px(120)
    plot: Qt.rect(0, head, width, Math.max(1, height - head - foot))
    heads: {
        const names = lines.map(line => line.name);
        names.unshift(xName);
        return names;
    }
    function rows(): var {
        const all = [...new Set(lines.reduce((xs, line) => xs.concat(line.points.map(p => p.x)), []))].sort((a, b) => a - b);
        return all.map(x => [xText(x)].concat(lines.map(line => line.points.find(p => p.x === x)?.y ?? "")));
    }
    function stops(): var {
        const all = [...new Set(lines.reduce((xs, line) => xs.concat(line.points.map(p => p.x)), []))].sort((a, b) => a - b);
        return all.map(x => {
            const there = lines.map(line => ({ line: line, p: line.points.find(p => p.x === x) })).filter(each => each.p);
            return { x: xOf(x), y: yOf(there[0].p.y), head: xText(x), lines: there.map(each => ({ text: qsTr("%1 %2", "name, value").arg(each.line.name).arg(yText(each.p.y)), colour: each.line.colour })) };
        });
    }
    onLinesChanged: draw()
    onLimitsChanged: draw()
    Component.onCompleted: {
        view.ready = true;
        draw();
    }

    FontMetrics {
        id: metrics
        font.family: Theme.family
        font.pixelSize: Theme.secondary
    }
    Repeater {
        model: chart.spans
        Rectangle {
            required property var modelData
            x: Math.round(chart.xOf(Math.max(chart.from, modelData.from)))
            y: chart.plot.y
            width: Math.round(chart.xOf(Math.min(chart.to, modelData.to))) - x
            height: chart.plot.height
            color: modelData.colour
        }
    }
    Repeater {
        model: chart.ruled ? [0, 0.5] : [0]
        Rectangle {
            required property real modelData
            y: Math.round(chart.plot.y + chart.plot.height * (1 - modelData))
            width: chart.width
            height: Theme.hair
            color: Theme.divider
        }
    }
    ChartPlot {
        id: view
        property bool ready: false
        property string kinds
        property string told
        property var made: []
        anchors.fill: parent
        plotArea: chart.plot
    }
    ChartAxis {
        id: across
        min: chart.from
        max: chart.to
    }
    ChartAxis {
        id: up
        min: chart.low
        max: chart.high
    }
    Repeater {
        model: chart.lines.filter(line => line.dot && line.points.length > 0)
        Rectangle {
            required property var modelData
            readonly property var end: modelData.points[modelData.points.length - 1]
            x: Math.min(chart.width - width, chart.xOf(end.x) - width / 2)
            y: chart.yOf(end.y) - height / 2
            width: Theme.px(9)
            height: width
            radius: width / 2
            color: modelData.colour
        }
    }
    Repeater {
        model: chart.ends.length
        Label {
            required property int index
            readonly property var modelData: chart.ends[index] ?? ({ x: 0, y: 0, text: "", colour: Theme.textQuiet })
            x: modelData.x
            y: modelData.y
            text: modelData.text
            quiet: true
            color: modelData.colour
        }
    }
    Repeater {
        model: chart.ticks.length
        Label {
            required property int index
            readonly property var modelData: chart.ticks[index] ?? ({ x: 0, text: "" })
            x: Math.round(Math.max(0, Math.min(chart.width - width, chart.xOf(modelData.x) - width / 2)))
            y: chart.height - height
            text: modelData.text
            quiet: true
        }
    }
}
