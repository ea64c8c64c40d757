pragma ComponentBehavior: Bound
import QtQuick
import QtCharts
import Yunjie

/// Named bars from zero, each with its figure.
Chart {
    id: chart

    /// {name, value, text, share (a second figure, quiet), colour}
    property var bars: []
    /// The longest bar; 0: the greatest value.
    property real full: 0
    property string valueName
    // Asked anew when the font has changed: its height says so, a function does not.
    property real nameWidth: metrics.height > 0 ? Math.min(Math.ceil(Math.max(0, ...bars.map(bar => metrics.advanceWidth(bar.name)))) + 2 + Theme.gap, width - valueWidth - shareWidth - Theme.px(32)) : 0
    readonly property bool shared: bars.some(bar => (bar.share ?? "") !== "")
    /// Two figures beside a bar need room: the first is only read out where there is none.
    readonly property bool brief: shared && width < Theme.px(380)
    readonly property real valueWidth: metrics.height > 0 && !brief ? Math.ceil(Math.max(0, ...bars.map(bar => metrics.advanceWidth(bar.text ?? "")))) + Theme.gap : 0
    readonly property real shareWidth: shared && quietMetrics.height > 0 ? Math.ceil(Math.max(0, ...bars.map(bar => quietMetrics.advanceWidth(bar.share ?? "")))) + Theme.gap : 0
    readonly property real rowHeight: height / Math.max(1, bars.length)
    readonly property real peak: Math.max(full, 1e-9, ...bars.map(bar => bar.value))
    readonly property int textSize: Theme.wall ? Theme.px(20) : Theme.control

    function draw(): void {
        const told = JSON.stringify(bars);
        if (told === view.drawn)
            return;
        view.drawn = told;
        // One set a colour, stacked: a set has but one.
        const colours = [...new Set(bars.map(bar => String(bar.colour ?? Theme.accent)))];
        const list = bars.slice().reverse();
        names.categories = list.map((bar, i) => String(i));
        series.clear();
        for (const colour of colours) {
            const set = series.append("", list.map(bar => String(bar.colour ?? Theme.accent) === colour ? bar.value : 0));
            set.color = colour;
            set.borderWidth = 0;
            set.borderColor = "transparent";
        }
    }

    upright: true
    implicitHeight: bars.length * Math.round(textSize * 1.45)
    plot: Qt.rect(nameWidth, 0, Math.max(1, width - nameWidth - valueWidth - shareWidth), height)
    heads: shared ? ["", valueName, qsTr("Share")] : ["", valueName]
    function rows(): var { return bars.map(bar => shared ? [bar.name, bar.value, bar.share ?? ""] : [bar.name, bar.value]) }
    function stops(): var { return bars.map((bar, i) => ({ x: 0, y: (i + 0.5) * rowHeight, head: bar.name, lines: [{ text: [bar.text, bar.share ?? ""].filter(word => word !== "").join(" · ") }] })) }
    Accessible.name: qsTr("%1: %2").arg(title).arg(bars.map(bar => qsTr("%1 %2", "name, value").arg(bar.name).arg(bar.text)).join(qsTr(", ")))
    onBarsChanged: draw()
    Component.onCompleted: draw()

    FontMetrics {
        id: metrics
        font.family: Theme.family
        font.pixelSize: chart.textSize
    }
    FontMetrics {
        id: quietMetrics
        font.family: Theme.family
        font.pixelSize: Theme.secondary
    }
    ChartPlot {
        id: view
        property string drawn
        visible: chart.plot.width >= Theme.px(24)
        anchors.fill: parent
        plotArea: chart.plot
        // Whole pixels: edges are upright and level.
        antialiasing: false

        HorizontalStackedBarSeries {
            id: series
            barWidth: Math.min(0.6, Theme.px(9) / Math.max(1, chart.rowHeight))
            axisX: ChartAxis {
                min: 0
                max: chart.peak
            }
            axisY: BarCategoryAxis {
                id: names
                visible: false
            }
        }
    }
    Repeater {
        model: chart.bars.length
        Item {
            id: row
            required property int index
            readonly property var modelData: chart.bars[index] ?? ({ name: "" })
            y: Math.round(index * chart.rowHeight)
            width: chart.width
            height: chart.rowHeight

            Rectangle {
                x: Math.round(chart.plot.x)
                width: Theme.hair
                height: parent.height
                color: Theme.track
            }
            Label {
                width: chart.nameWidth - Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                text: row.modelData.name
                font.pixelSize: chart.textSize
                minimumPixelSize: Theme.secondary
                fontSizeMode: Text.HorizontalFit
                elide: Text.ElideRight
            }
            Label {
                visible: !chart.brief
                x: chart.width - chart.shareWidth - width
                anchors.verticalCenter: parent.verticalCenter
                text: row.modelData.text ?? ""
                font.pixelSize: chart.textSize
            }
            Label {
                visible: text !== ""
                x: chart.width - width
                anchors.verticalCenter: parent.verticalCenter
                text: row.modelData.share ?? ""
                quiet: true
            }
        }
    }
}
