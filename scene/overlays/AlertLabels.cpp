#include "scene/overlays/AlertLabels.h"

#include "scene/overlays/MarkerStyle.h"

#include <QPainter>

#include <algorithm>

namespace scene
{

static constexpr double TextPixels = 13, Height = 30, Padding = 10, Gap = 6, Sign = 0.72;

TextLook AlertLabels::look() const
{
    TextLook text;
    text.pixels = TextPixels * textScale();
    text.weight = QFont::DemiBold;
    text.colour = theme() == Theme::Command ? QColor(0xE6EEF8) : QColor(0x1C2733);
    return text;
}

QSizeF AlertLabels::sizeOf(const AlertLabel &label) const
{
    return {textSize(label.text, look()).width() + (3 * Padding + 24 * Sign) * textScale(), Height * textScale()};
}

void AlertLabels::setLabels(std::vector<AlertLabel> labels)
{
    m_labels = std::move(labels);
    layAnew();
}

void AlertLabels::setSelected(const QString &alert)
{
    m_selected = alert;
    update();
}

QString AlertLabels::hitTest(const QPointF &pixel) const
{
    for (const Placed &one : m_placed) {
        if (one.rect.contains(pixel))
            return one.id;
    }
    return {};
}

/// Where the area's border is highest on the stage; of an area without a border there, the middle of the stage's upper
/// edge if the area holds what is looked at.
std::optional<QPointF> AlertLabels::edgeOf(const AlertLabel &label, const QRectF &stage) const
{
    std::optional<QPointF> top;
    for (const geometry::Vec3 &point : label.border) {
        double depth = 0;
        const QPointF pixel = view().project(point, &depth);
        if (depth > 0 && stage.contains(pixel) && (!top || pixel.y() < top->y()))
            top = pixel;
    }
    if (!top && geometry::contains(label.area, geometry::Vec2(view().target)))
        top = QPointF(stage.center().x(), stage.top());
    return top;
}

void AlertLabels::layout()
{
    m_placed.clear();
    if (view().size.isEmpty())
        return;
    const QRectF stage = within();
    for (const AlertLabel &label : m_labels) {
        const QSizeF size = sizeOf(label);
        const auto edge = edgeOf(label, stage);
        if (!edge || size.width() + 2 * Gap > stage.width() || size.height() + 2 * Gap > stage.height())
            continue;
        QRectF rect(QPointF(edge->x() - size.width() / 2, edge->y() - size.height() - 4 * textScale()), size);
        rect.moveLeft(std::clamp(rect.left(), stage.left() + Gap, stage.right() - Gap - size.width()));
        rect.moveTop(std::clamp(rect.top(), stage.top() + Gap, stage.bottom() - Gap - size.height()));
        // Below those that are worse.
        for (bool free = false; !free;) {
            free = true;
            for (const Placed &other : m_placed) {
                if (other.rect.adjusted(-2, -2, 2, 2).intersects(rect)) {
                    rect.moveTop(other.rect.bottom() + Gap);
                    free = false;
                }
            }
        }
        if (rect.bottom() <= stage.bottom())
            m_placed.push_back({label.id, label.text, rect});
    }
}

Atlas::Cell AlertLabels::pill(const AlertLabel &label)
{
    const bool isSelected = label.id == m_selected;
    const QSizeF size = sizeOf(label);
    const MarkerState state = alertState(label.severity);
    const QString key = QStringLiteral("%1|%2|%3|%4")
                            .arg(int(state))
                            .arg(isSelected ? 1 : 0)
                            .arg(label.isWeather ? 1 : 0)
                            .arg(label.text);
    return atlas().cell(key, size, [&](QPainter &painter) {
        const QRectF rect = QRectF(QPointF(), size).adjusted(1, 1, -1, -1);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(isSelected ? accentColour(theme()) : markerColour(state, theme()), isSelected ? 2.5 : 1.5));
        painter.setBrush(theme() == Theme::Command ? QColor(0x0E, 0x18, 0x28, 225) : QColor(255, 255, 255, 238));
        painter.drawRoundedRect(rect, 6 * textScale(), 6 * textScale());
        painter.save();
        painter.translate(rect.left() + (Padding + 14 * Sign) * textScale(), rect.center().y());
        painter.scale(Sign * textScale(), Sign * textScale());
        paintMarker(painter, state, label.isWeather ? MarkerIcon::Rain : MarkerIcon::Emergency, MarkerForm::Full,
                    theme());
        painter.restore();
        const TextLook text = look();
        painter.setFont(overlayFont(text.pixels, text.weight));
        painter.setPen(text.colour);
        painter.drawText(rect.adjusted((2 * Padding + 26 * Sign) * textScale(), 0, 0, 0),
                         Qt::AlignVCenter | Qt::AlignLeft, label.text);
    });
}

std::vector<PlateLabels::Plate> AlertLabels::plates()
{
    std::vector<Plate> plates;
    for (const Placed &one : m_placed) {
        const auto label = std::find_if(m_labels.begin(), m_labels.end(),
                                        [&one](const AlertLabel &other) { return other.id == one.id; });
        plates.push_back({pill(*label), one.rect.center()});
    }
    return plates;
}

}
