#include "scene/overlays/PairLines.h"

#include "scene/overlays/MarkerStyle.h"
#include "scene/overlays/Strokes.h"

#include <cmath>

namespace scene
{

static constexpr double Reach = 20; ///< pixels from a marker's middle to where a line begins
static constexpr double Dash = 9, Space = 6;

PairLines::PairLines(QQuickItem *parent) : QQuickItem(parent)
{
    setFlag(ItemHasContents);
}

void PairLines::setLines(std::vector<std::pair<QPointF, QPointF>> lines)
{
    if (lines == m_lines)
        return;
    m_lines = std::move(lines);
    update();
}

void PairLines::setTheme(Theme theme)
{
    m_theme = theme;
    update();
}

void PairLines::setTextScale(double scale)
{
    m_scale = scale;
    update();
}

QSGNode *PairLines::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    auto *drawn = static_cast<QSGGeometryNode *>(node);
    if (!drawn)
        drawn = Strokes::makeNode();
    const QColor colour = accentColour(m_theme), casing = markerSeam(m_theme);
    Strokes strokes;
    for (const auto &[from, to] : m_lines) {
        const QPointF along = to - from;
        const double length = std::hypot(along.x(), along.y()), reach = Reach * m_scale;
        if (length < 2 * reach) {
            const QPointF middle = (from + to) / 2;
            strokes.ring(middle, reach + length / 2, 4.5 * m_scale, casing);
            strokes.ring(middle, reach + length / 2, 2 * m_scale, colour);
            continue;
        }
        const QPointF step = along / length;
        strokes.line(from + step * reach, to - step * reach, 5 * m_scale, casing);
        for (double at = reach; at < length - reach; at += (Dash + Space) * m_scale)
            strokes.line(from + step * at, from + step * std::min(at + Dash * m_scale, length - reach), 2.4 * m_scale,
                         colour);
    }
    strokes.fill(drawn);
    return drawn;
}

}
