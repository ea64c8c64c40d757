import QtQuick
import Yunjie

/// The readings up to an alarm, with the threshold as a line and the time from which the condition held.
ChartLines {
    id: chart

    property var readings: []
    property real threshold: NaN
    property real met: 0
    property string unit
    property string name
    /// When the first and the last one came, in the district's time.
    property string begin
    property string end
    readonly property bool hasLine: !isNaN(threshold)

    visible: readings.length > 1
    zeroBased: false
    ruled: false
    title: name
    xName: qsTr("Seconds before the last reading")
    from: readings.length > 0 ? readings[0].t : 0
    to: readings.length > 1 ? readings[readings.length - 1].t : from + 1
    lines: [{ name: name, points: readings.map(each => ({ x: each.t, y: each.v })), colour: Theme.accent, dot: true }]
    limits: hasLine ? [{ y: threshold, text: qsTr("limit %1 %2").arg(threshold).arg(unit), colour: Theme.stateColour("major") }] : []
    spans: met >= from && met < to ? [{ from: met, to: to, colour: Theme.alpha(Theme.stateColour("major"), 0.1) }] : []
    ticks: [{ x: from, text: begin }, { x: to, text: end }]
    xText: x => String(Math.round((x - to) / 1000))
    yText: y => qsTr("%1 %2", "value, unit").arg(y).arg(unit)
    implicitHeight: Theme.px(Theme.wall ? 120 : 84)
    Accessible.name: hasLine ? qsTr("%1 readings, the last %2, the limit %3").arg(readings.length).arg(readings[readings.length - 1]?.v ?? "").arg(threshold)
                             : qsTr("%1 readings, the last %2").arg(readings.length).arg(readings[readings.length - 1]?.v ?? "")
}
