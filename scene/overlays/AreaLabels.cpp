#include "scene/overlays/AreaLabels.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace scene
{

static constexpr double NamePixels = 14, FigurePixels = 18, Padding = 9, Swatch = 4, Gap = 3;

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

std::optional<QPointF> AreaLabels::placeOf(const AreaLabel &label, const QRectF &room) const
{
    double depth = 0;
    const QPointF middle = view().project(label.middle, &depth);
    if (depth > view().nearPlane && room.contains(middle))
        return middle;
    std::optional<QPointF> best;
    double nearest = std::numeric_limits<double>::infinity();
    for (const geometry::Vec3 &point : label.inside) {
        const QPointF at = view().project(point, &depth);
        if (!(depth > view().nearPlane) || !room.contains(at))
            continue;
        const double away = std::hypot(at.x() - room.center().x(), at.y() - room.center().y());
        if (away < nearest) {
            nearest = away;
            best = at;
        }
    }
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
    const QRectF stage = within();
    for (size_t i = 0; i < m_labels.size(); ++i) {
        const AreaLabel &label = m_labels[i];
        const QSizeF size = m_sizes[i];
        const QRectF room = stage.adjusted(size.width() / 2, size.height() / 2, -size.width() / 2, -size.height() / 2);
        if (label.text.isEmpty() || !room.isValid())
            continue;
        const auto at = placeOf(label, room);
        if (!at)
            continue;
        const QRectF rect(at->x() - size.width() / 2, at->y() - size.height() / 2, size.width(), size.height());
        const double gap = Gap * textScale();
        // A little higher or lower where another stands already.
        for (const int shift : {0, -1, 1, -2, 2}) {
            const QRectF moved = rect.translated(0, shift * 0.55 * size.height());
            const bool free =
                stage.contains(moved) && std::none_of(m_placed.begin(), m_placed.end(), [&](const Placed &o) {
                    return o.rect.adjusted(-gap, -gap, gap, gap).intersects(moved);
                });
            if (!free)
                continue;
            m_placed.push_back({label.area, label.text, moved});
            m_shown.push_back(i);
            break;
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
