pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// The closed loop as a funnel: how many events wait at each step and how long the oldest has; a step is chosen by a
/// click or by its number. As broad as it is told: what its steps need says nothing of that.
Item {
    id: strip

    property string value
    property bool numbered: false
    signal chosen(string id)

    readonly property real needed: {
        let widest = 0;
        for (let i = 0; i < cells.count; ++i)
            widest = Math.max(widest, (cells.itemAt(i) as FunnelStep)?.needed ?? 0);
        return widest;
    }

    readonly property int columns: needed * 6 + 5 * grid.spacing <= width ? 6 : 3

    implicitHeight: grid.implicitHeight

    Grid {
        id: grid
        columns: strip.columns
        spacing: Theme.gap / 2

        Repeater {
            id: cells
            model: 6

            FunnelStep {
                required property int index
                step: FunnelModel.steps[index] ?? ({})
                key: strip.numbered ? String(index + 1) : ""
                stacked: strip.columns === 6
                checked: strip.value === step.id
                width: Math.max(Theme.gap, Math.floor((strip.width - (strip.columns - 1) * grid.spacing) / strip.columns))
                onPicked: strip.chosen(step.id)
            }
        }
    }
}
