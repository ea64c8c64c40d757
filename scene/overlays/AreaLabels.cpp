#include "scene/overlays/AreaLabels.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace scene
{

static constexpr double NamePixels = 14, FigurePixels = 18, Padding = 9, Swatch = 4, Gap = 3;
static constexpr double ShiftBy = 0.55;   ///< of a plate's height
static constexpr double Coverable = 0.12; ///< so much of a plate may be covered before it moves
static constexpr double Never = std::numeric_limits<double>::infinity();

TextLook AreaLabels::look(bool figure) const
{
    TextLook text;
    text.pixels = (figure ? FigurePixels : NamePixels) * textScale();
    text.weight = figure ? QFont::DemiBold : QFont::Normal;
    text.colour =
        theme() == Theme::Command ? QColor(figure ? 0xF2F6FC : 0xC3D0E2) : QColor(figure ? 0x141D28 : 0x3A4858);
    return text;
}

void AreaLabels::setLabels(std::vector<AreaLabel> labels)
{
    m_labels = std::move(labels);
    if (m_labels.empty())
        m_spots.clear();
    m_sizes.clear();
    atlas().clear();
    layAnew();
}

QSizeF AreaLabels::sizeOf(const AreaLabel &label) const
{
    const QStringList lines = label.text.split(QLatin1Char('\n'));
    QSizeF size(0, 0);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QSizeF line = textSize(lines[i], look(i > 0 || lines.size() == 1));
        size = {std::max(size.width(), line.width()), size.height() + line.height()};
    }
    return size + QSizeF((2 * Padding + Swatch) * textScale(), Padding * textScale());
}

void AreaLabels::setObstacles(std::vector<QRectF> obstacles)
{
    if (m_labels.empty() || obstacles == m_obstacles)
        return;
    m_obstacles = std::move(obstacles);
    layout();
    update();
}

std::optional<QRectF> AreaLabels::rectAt(size_t label, Spot spot) const
{
    const AreaLabel &of = m_labels[label];
    if (spot.point > int(of.inside.size()))
        return {};
    double depth = 0;
    const QPointF at = view().project(spot.point == 0 ? of.middle : of.inside[size_t(spot.point - 1)], &depth);
    const QSizeF size = m_sizes[label];
    const QRectF rect(at.x() - size.width() / 2, at.y() - size.height() / 2 + spot.shift * ShiftBy * size.height(),
                      size.width(), size.height());
    if (!(depth > view().nearPlane) || !within().contains(rect))
        return {};
    return rect;
}

double AreaLabels::covered(const QRectF &rect) const
{
    const double gap = Gap * textScale();
    double area = 0;
    for (const Placed &other : m_placed) {
        if (other.rect.adjusted(-gap, -gap, gap, gap).intersects(rect))
            return Never;
    }
    for (const QRectF &obstacle : m_obstacles) {
        const QRectF common = obstacle & rect;
        area += common.width() * common.height();
    }
    return area / (rect.width() * rect.height());
}

std::optional<QRectF> AreaLabels::choose(size_t label)
{
    const AreaLabel &of = m_labels[label];
    std::optional<QRectF> best;
    double least = Never;
    const auto take = [&](Spot spot) {
        const auto rect = rectAt(label, spot);
        const double share = rect ? covered(*rect) : Never;
        if (share >= least)
            return;
        least = share;
        best = rect;
        m_spots[of.area] = spot;
    };
    // Where it stands, unless it could be back in its middle with room to spare.
    if (const auto stands = m_spots.constFind(of.area); stands != m_spots.cend()) {
        const auto rect = rectAt(label, *stands), middle = rectAt(label, {});
        const double room = 0.5 * m_sizes[label].height();
        const bool back = (stands->point > 0 || stands->shift != 0) && middle &&
                          covered(middle->adjusted(-room, -room, room, room)) == 0.0;
        if (rect && covered(*rect) < Coverable && !back)
            return rect;
    }
    for (const int shift : {0, -1, 1, -2, 2}) {
        take({0, shift});
        if (least == 0)
            return best;
    }
    // Elsewhere in it: the nearest to where it would stand.
    double depth = 0;
    const QPointF middle = view().project(of.middle, &depth);
    const QPointF from = depth > view().nearPlane && within().contains(middle) ? middle : within().center();
    std::vector<std::pair<double, int>> points;
    for (size_t i = 0; i < of.inside.size(); ++i) {
        const QPointF away = view().project(of.inside[i], &depth) - from;
        if (depth > view().nearPlane)
            points.emplace_back(std::hypot(away.x(), away.y()), int(i) + 1);
    }
    std::sort(points.begin(), points.end());
    for (size_t i = 0; i < points.size() && least > 0; ++i)
        take({points[i].second, 0});
    return best;
}

void AreaLabels::layout()
{
    m_placed.clear();
    m_shown.clear();
    if (view().size.isEmpty())
        return;
    if (m_sizes.size() != m_labels.size() || m_sizesScale != textScale()) {
        m_sizes.clear();
        m_sizesScale = textScale();
        for (const AreaLabel &label : m_labels)
            m_sizes.push_back(sizeOf(label));
    }
    for (size_t i = 0; i < m_labels.size(); ++i) {
        if (m_labels[i].text.isEmpty())
            continue;
        if (const auto rect = choose(i)) {
            m_placed.push_back({m_labels[i].area, m_labels[i].text, *rect});
            m_shown.push_back(i);
        }
    }
}

Atlas::Cell AreaLabels::plate(const AreaLabel &label, const QSizeF &size)
{
    const QString key = label.colour.name(QColor::HexArgb) + QLatin1Char('|') + label.text;
    return atlas().cell(key, size, [&](QPainter &painter) {
        const QRectF rect = QRectF(QPointF(), size).adjusted(0.5, 0.5, -0.5, -0.5);
        const double round = 4 * textScale();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(theme() == Theme::Command ? QColor(255, 255, 255, 34) : QColor(20, 30, 45, 40));
        painter.setBrush(theme() == Theme::Command ? QColor(0x0E, 0x18, 0x28, 222) : QColor(255, 255, 255, 236));
        painter.drawRoundedRect(rect, round, round);
        // The class's colour stands beside the words, never under them.
        painter.setPen(Qt::NoPen);
        painter.setBrush(label.colour);
        painter.drawRoundedRect(QRectF(rect.left() + 0.4 * Padding * textScale(),
                                       rect.top() + 0.5 * Padding * textScale(), Swatch * textScale(),
                                       rect.height() - Padding * textScale()),
                                Swatch * textScale() / 2, Swatch * textScale() / 2);
        double top = Padding * textScale() / 2;
        const QStringList lines = label.text.split(QLatin1Char('\n'));
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const TextLook text = look(i > 0 || lines.size() == 1);
            const double height = textSize(lines[i], text).height();
            painter.setFont(overlayFont(text.pixels, text.weight));
            painter.setPen(text.colour);
            painter.drawText(QRectF((Padding + Swatch) * textScale(), top,
                                    size.width() - (1.5 * Padding + Swatch) * textScale(), height),
                             Qt::AlignVCenter | Qt::AlignHCenter | Qt::TextDontClip, lines[i]);
            top += height;
        }
    });
}

std::vector<PlateLabels::Plate> AreaLabels::plates()
{
    std::vector<Plate> plates;
    for (size_t i = 0; i < m_placed.size(); ++i)
        plates.push_back({plate(m_labels[m_shown[i]], m_sizes[m_shown[i]]), m_placed[i].rect.center()});
    return plates;
}

}
