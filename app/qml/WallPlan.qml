import QtQuick

/// Which panels stand where on the two sides of a wall, and which take turns: as many as fit at legible sizes stand by
/// themselves, the last of a column share its last place. A pure function of the sizes, so that it can be tried.
QtObject {
    id: plan

    /// The areas of the sides, pixels.
    property rect left
    property rect right
    property real gap: 16
    /// "column": one column a side; "spans": broad panels above two half columns; "columns": two columns a side.
    property string shape: "column"
    /// By name: {least (height), want (gets it before others share what is left), step (by which it grows to that), grow (its
    /// share of the rest)}; panels that are not there have none.
    property var needs: ({})
    /// Panels of the right side that give way to the lists above them.
    property bool urgent: false

    /// {places: {NAME: rect}, decks: {"left0": [NAME, ...]}}
    readonly property var arranged: arrange()

    function arrange(): var {
        const out = { places: {}, decks: {} };
        const half = area => (area.width - gap) / 2;
        if (shape === "columns") {
            stack(out, "left0", ["indicators", "cameras"], 1, left.x, left.y, half(left), left.height);
            stack(out, "left1", ["today", "domains", "weather"], 1, left.x + half(left) + gap, left.y, half(left), left.height);
            stack(out, "right0", ["in hand", "sources"], 1, right.x, right.y, half(right), right.height);
            stack(out, "right1", ["attention", "devices"], 1, right.x + half(right) + gap, right.y, half(right), right.height);
        } else if (shape === "spans") {
            spans(out, "left", left, ["indicators"], [["today", "domains"], ["weather", "cameras"]]);
            spans(out, "right", right, ["attention", "in hand"], [["devices"], ["sources"]]);
        } else {
            stack(out, "left0", ["indicators", "today", "domains", "weather", "cameras"], 2, left.x, left.y, left.width, left.height);
            const lists = ["attention", "in hand"];
            const room = right.height - (needs["in hand"]?.least ?? 0) - Math.max(needs.devices?.least ?? 0, needs.sources?.least ?? 0) - 2 * gap;
            const folded = urgent && (needs.attention?.want ?? 0) > room;
            stack(out, "right0", folded ? lists : lists.concat(["devices", "sources"]), 2, right.x, right.y, right.width, right.height);
        }
        return out;
    }
    function spans(out: var, name: string, area: rect, above: var, halves: var): void {
        const tall = list => list.reduce((sum, each) => sum + (needs[each] ? needs[each].least + gap : 0), -gap);
        const lower = Math.min(Math.max(...halves.map(tall)), area.height * 0.7);
        const upper = Math.max(area.height - lower - gap, Math.min(tall(above), area.height * 0.5));
        stack(out, name + "2", above, 1, area.x, area.y, area.width, upper);
        const wide = (area.width - gap) / 2;
        halves.forEach((list, i) => stack(out, name + i, list, 0, area.x + i * (wide + gap), area.y + upper + gap, wide, area.height - upper - gap));
    }
    /// One below the other; the first `kept` never take turns.
    function stack(out: var, name: string, list: var, kept: int, x: real, y: real, width: real, height: real): void {
        const there = list.filter(each => needs[each] !== undefined);
        if (there.length === 0)
            return;
        const leastOf = names => Math.max(0, ...names.map(each => needs[each].least));
        let single = there.length;
        for (; single > Math.min(kept, there.length - 1); --single) {
            if (single === there.length - 1)
                continue; // one panel has nobody to take turns with
            const turning = there.slice(single);
            const sum = there.slice(0, single).reduce((total, each) => total + needs[each].least + gap, 0) + (turning.length > 0 ? leastOf(turning) : -gap);
            if (sum <= height + 0.5)
                break;
        }
        const turning = there.slice(single);
        if (turning.length > 1)
            out.decks[name] = turning;
        const items = there.slice(0, single).map(each => ({ names: [each], need: needs[each] }));
        if (turning.length > 0)
            items.push({ names: turning, need: { least: leastOf(turning), want: leastOf(turning), grow: Math.max(...turning.map(each => needs[each].grow ?? 0)) } });
        const room = height - gap * (items.length - 1);
        const least = items.reduce((total, item) => total + item.need.least, 0);
        // Where not even the least is there all give a little.
        const heights = items.map(item => item.need.least * Math.min(1, room / Math.max(1, least)));
        let rest = Math.max(0, room - least);
        items.forEach((item, i) => {
            const wish = Math.max(0, (item.need.want ?? 0) - item.need.least);
            const more = wish <= rest || !(item.need.step > 0) ? Math.min(rest, wish) : Math.floor(rest / item.need.step) * item.need.step;
            heights[i] += more;
            rest -= more;
        });
        const shares = items.reduce((total, item) => total + (item.need.grow ?? 0), 0);
        if (shares > 0)
            items.forEach((item, i) => heights[i] += rest * (item.need.grow ?? 0) / shares);
        else
            heights[heights.length - 1] += rest;
        let at = y;
        items.forEach((item, i) => {
            const top = Math.round(at), bottom = Math.round(at + heights[i]);
            for (const each of item.names)
                out.places[each] = Qt.rect(Math.round(x), top, Math.floor(width), bottom - top);
            at += heights[i] + gap;
        });
    }
}
