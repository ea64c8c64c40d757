import QtQuick

/// A bare city of boxes: something to judge text and panels against.
Canvas {
    id: map
    property rect stage
    property var covered: []
    property bool keyFocus: activeFocus
    signal frameRendered
    onWidthChanged: requestPaint()
    onHeightChanged: requestPaint()
    onPaint: {
        const dark = Session.theme !== "plan";
        const ctx = getContext("2d");
        ctx.reset();
        ctx.fillStyle = dark ? "#0B1220" : "#DDE3E8";
        ctx.fillRect(0, 0, width, height);
        let seed = 7;
        const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
        const s = height / 1080;
        for (let row = 0; row < 30; ++row) {
            const depth = row / 30;
            const size = (14 + 70 * depth * depth) * s;
            const y = height * (0.16 + 0.95 * depth * depth);
            for (let x = -size; x < width + size; x += size * (1.2 + random())) {
                const h = size * (0.5 + 2.6 * random() * random());
                const w = size * (0.6 + 0.5 * random());
                if (random() < 0.15)
                    continue;
                ctx.fillStyle = dark ? "#4B5A70" : "#D8D1C4";
                ctx.fillRect(x, y - h, w * 0.65, h);
                ctx.fillStyle = dark ? "#35435A" : "#BEB6A8";
                ctx.fillRect(x + w * 0.65, y - h, w * 0.35, h);
                ctx.fillStyle = dark ? "#6F819B" : "#EFEAE0";
                ctx.fillRect(x, y - h - size * 0.18, w, size * 0.18);
            }
        }
    }
}
