#include "scene/overlays/AlertLabels.h"

#include "geometry/Polygon.h"
#include "scene/overlays/MarkerStyle.h"
#include "scene/overlays/OverlayText.h"
#include "scene/overlays/SpriteNode.h"

#include <QPainter>
#include <QQuickWindow>

#include <algorithm>

namespace scene
{

static constexpr double TextPixels = 13, Height = 30, Padding = 10, Gap = 6, Sign = 0.72;

struct AlertLabels::Impl {
    void layout();
    TextLook look() const
    {
        TextLook text;
        text.pixels = TextPixels * scale;
        text.weight = QFont::DemiBold;
        text.colour = theme == Theme::Command ? QColor(0xE6EEF8) : QColor(0x1C2733);
        return text;
    }
    QSizeF sizeOf(const AlertLabel &label) const
    {
        return {textSize(label.text, look()).width() + (3 * Padding + 24 * Sign) * scale, Height * scale};
    }
    std::optional<QPointF> edgeOf(const AlertLabel &label, const QRectF &stage) const;
    Atlas::Cell pill(const AlertLabel &label);

    std::vector<AlertLabel> labels;
    std::vector<Placed> placed;
    ViewState view;
    Theme theme = Theme::Command;
    double scale = 1;
    QRectF stage;
    QString selected;
    Atlas atlas;
};

AlertLabels::AlertLabels(QQuickItem *parent) : QQuickItem(parent), m_impl(std::make_unique<Impl>())
{
    setFlag(ItemHasContents);
}

AlertLabels::~AlertLabels() = default;

void AlertLabels::setLabels(std::vector<AlertLabel> labels)
{
    m_impl->labels = std::move(labels);
    m_impl->layout();
    Q_EMIT laidOut();
    update();
}

void AlertLabels::setViewState(const ViewState &state)
{
    m_impl->view = state;
    if (m_impl->labels.empty())
        return;
    m_impl->layout();
    Q_EMIT laidOut();
    update();
}

void AlertLabels::setTheme(Theme theme)
{
    m_impl->theme = theme;
    m_impl->atlas.clear();
    update();
}

void AlertLabels::setTextScale(double scale)
{
    if (!(scale > 0) || scale == m_impl->scale)
        return;
    m_impl->scale = scale;
    m_impl->atlas.clear();
    m_impl->layout();
    update();
}

void AlertLabels::setStage(const QRectF &stage)
{
    m_impl->stage = stage;
    m_impl->layout();
    update();
}

void AlertLabels::setSelected(const QString &alert)
{
    m_impl->selected = alert;
    update();
}

QString AlertLabels::hitTest(const QPointF &pixel) const
{
    for (const Placed &one : m_impl->placed) {
        if (one.rect.contains(pixel))
            return one.id;
    }
    return {};
}

const std::vector<AlertLabels::Placed> &AlertLabels::placed() const
{
    return m_impl->placed;
}

/// Where the area's border is highest on the stage; of an area without a border there, the middle of the stage's upper
/// edge if the area holds what is looked at.
std::optional<QPointF> AlertLabels::Impl::edgeOf(const AlertLabel &label, const QRectF &within) const
{
    std::optional<QPointF> top;
    for (const geometry::Vec3 &point : label.border) {
        double depth = 0;
        const QPointF pixel = view.project(point, &depth);
        if (depth > 0 && within.contains(pixel) && (!top || pixel.y() < top->y()))
            top = pixel;
    }
    if (!top && geometry::contains(label.area, geometry::Vec2(view.target)))
        top = QPointF(within.center().x(), within.top());
    return top;
}

void AlertLabels::Impl::layout()
{
    placed.clear();
    if (view.size.isEmpty())
        return;
    const QRectF all(QPointF(), view.size);
    const QRectF within = stage.isEmpty() ? all : stage.intersected(all);
    for (const AlertLabel &label : labels) {
        const QSizeF size = sizeOf(label);
        const auto edge = edgeOf(label, within);
        if (!edge || size.width() > within.width())
            continue;
        QRectF rect(QPointF(edge->x() - size.width() / 2, edge->y() - size.height() - 4 * scale), size);
        rect.moveLeft(std::clamp(rect.left(), within.left() + Gap, within.right() - Gap - size.width()));
        rect.moveTop(std::clamp(rect.top(), within.top() + Gap, within.bottom() - Gap - size.height()));
        // Below those that are worse.
        for (bool free = false; !free;) {
            free = true;
            for (const Placed &other : placed) {
                if (other.rect.adjusted(-2, -2, 2, 2).intersects(rect)) {
                    rect.moveTop(other.rect.bottom() + Gap);
                    free = false;
                }
            }
        }
        if (rect.bottom() <= within.bottom())
            placed.push_back({label.id, label.text, rect});
    }
}

Atlas::Cell AlertLabels::Impl::pill(const AlertLabel &label)
{
    const bool isSelected = label.id == selected;
    const QSizeF size = sizeOf(label);
    const MarkerState state = alertState(label.severity);
    const QString key = QStringLiteral("%1|%2|%3|%4")
                            .arg(int(state))
                            .arg(isSelected ? 1 : 0)
                            .arg(label.isWeather ? 1 : 0)
                            .arg(label.text);
    return atlas.cell(key, size, [&](QPainter &painter) {
        const QRectF rect = QRectF(QPointF(), size).adjusted(1, 1, -1, -1);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(isSelected ? accentColour(theme) : markerColour(state, theme), isSelected ? 2.5 : 1.5));
        painter.setBrush(theme == Theme::Command ? QColor(0x0E, 0x18, 0x28, 225) : QColor(255, 255, 255, 238));
        painter.drawRoundedRect(rect, 6 * scale, 6 * scale);
        painter.save();
        painter.translate(rect.left() + (Padding + 14 * Sign) * scale, rect.center().y());
        painter.scale(Sign * scale, Sign * scale);
        paintMarker(painter, state, label.isWeather ? MarkerIcon::Rain : MarkerIcon::Emergency, MarkerForm::Full,
                    theme);
        painter.restore();
        const TextLook text = look();
        painter.setFont(overlayFont(text.pixels, text.weight));
        painter.setPen(text.colour);
        painter.drawText(rect.adjusted((2 * Padding + 26 * Sign) * scale, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                         label.text);
    });
}

QSGNode *AlertLabels::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    Impl &my = *m_impl;
    auto *sprites = static_cast<SpriteNode *>(node);
    if (!sprites)
        sprites = new SpriteNode;
    const double ratio = window()->effectiveDevicePixelRatio();
    my.atlas.setDevicePixelRatio(ratio);
    if (my.atlas.isOverfull())
        my.atlas.clear();
    std::vector<Sprite> pictures;
    for (const Placed &one : my.placed) {
        const auto label = std::find_if(my.labels.begin(), my.labels.end(),
                                        [&one](const AlertLabel &other) { return other.id == one.id; });
        const Atlas::Cell cell = my.pill(*label);
        if (!cell.isNull())
            pictures.push_back(Sprite::centred(cell, one.rect.center(), ratio));
    }
    sprites->set(window(), my.atlas, pictures);
    return sprites;
}

void AlertLabels::itemChange(ItemChange change, const ItemChangeData &data)
{
    QQuickItem::itemChange(change, data);
    if (change == ItemDevicePixelRatioHasChanged)
        update();
}

}
