// How markers are drawn: pictures from the atlas, the least important first.
#include "scene/overlays/MarkerOverlayState.h"

#include <QCoreApplication>
#include <QPainter>
#include <QQuickWindow>

#include <algorithm>
#include <cmath>

namespace scene
{

namespace
{

constexpr double AgeMetresPerPixel = 0.6; ///< of text at scale 1; farther away no ages are written

QString countText(quint32 count)
{
    return count < 10000 ? QString::number(count) : QCoreApplication::translate("scene", "%1k").arg(count / 1000);
}

QString ageText(qint64 ms)
{
    const qint64 minutes = std::max<qint64>(0, ms / 60000);
    if (minutes < 60)
        return QCoreApplication::translate("scene", "%1 min").arg(minutes);
    if (minutes < 48 * 60)
        return QCoreApplication::translate("scene", "%1 h").arg(minutes / 60);
    return QCoreApplication::translate("scene", "%1 d").arg(minutes / (24 * 60));
}

}

const Atlas::Cell &MarkerOverlay::Impl::shape(MarkerForm form, MarkerState state, MarkerIcon icon)
{
    if (generation != atlas.generation()) {
        generation = atlas.generation();
        shapes = {};
    }
    if (form == MarkerForm::Cluster || !needsAttention(state))
        icon = MarkerIcon::Other;
    Atlas::Cell &cell = shapes[size_t(form)][size_t(state)][size_t(icon)];
    if (cell.isNull()) {
        const double side = std::ceil((markerExtent(state, form) + 2 * markerMargin(state)) * scale);
        cell = atlas.cell(QStringLiteral("shape/%1/%2/%3").arg(int(form)).arg(int(state)).arg(int(icon)), {side, side},
                          [&](QPainter &painter) {
                              painter.translate(side / 2, side / 2);
                              painter.scale(scale, scale);
                              paintMarker(painter, state, icon, form, theme);
                          });
    }
    return cell;
}

Atlas::Cell MarkerOverlay::Impl::ring(double radius, const QColor &colour, double width)
{
    const double side = std::ceil(2 * (radius + width + 2));
    return atlas.cell(QStringLiteral("ring/%1/%2/%3").arg(radius).arg(colour.rgba()).arg(width), {side, side},
                      [&](QPainter &painter) {
                          painter.setBrush(Qt::NoBrush);
                          QColor seam = markerSeam(theme);
                          seam.setAlpha(140);
                          painter.setPen(QPen(seam, width + 2));
                          painter.drawEllipse(QPointF(side / 2, side / 2), radius, radius);
                          painter.setPen(QPen(colour, width));
                          painter.drawEllipse(QPointF(side / 2, side / 2), radius, radius);
                      });
}

Atlas::Cell MarkerOverlay::Impl::thread(const QColor &colour)
{
    const double width = std::ceil(5 * scale);
    return atlas.cell(QStringLiteral("thread/%1").arg(colour.rgba()), {width, 2}, [&](QPainter &painter) {
        painter.fillRect(QRectF(width / 2 - 1.5 * scale, -1, 3 * scale, 4), markerSeam(theme));
        painter.fillRect(QRectF(width / 2 - 0.75 * scale, -1, 1.5 * scale, 4), colour);
    });
}

void MarkerOverlay::Impl::drawText(const QString &text, const QPointF &middle, const TextLook &look,
                                   std::vector<Sprite> &sprites)
{
    sprites.push_back(Sprite::centred(textCell(atlas, text, look), middle, atlas.devicePixelRatio()));
}

void MarkerOverlay::Impl::drawItem(const MarkerItem &item, const QPointF &body, std::vector<Sprite> &sprites)
{
    const double ratio = atlas.devicePixelRatio();
    const bool cluster = item.marker == MarkerItem::None;
    const Marker *marker = cluster ? nullptr : &model.marker(item.marker);
    const QColor colour = markerColour(item.state, theme);
    if (body != item.foot && !cluster)
        sprites.push_back(Sprite::line(thread(colour), item.foot, body));

    const double radius = radiusOf(item);
    if (const int step = pulsing.value(&item, -1); step >= 0) {
        if (const int within = step % PulseSteps; within < Sprite::Opaque) {
            Sprite wave =
                Sprite::centred(ring(radius + RingGap * scale, colour, 2.5 * scale), body, ratio, 1.3 + 0.35 * within);
            wave.opacity = Sprite::Opaque - within;
            sprites.push_back(wave);
        }
    }
    if (marker && (marker->ref == selected || marker->ref == highlighted)) {
        const double gap = (item.state == MarkerState::Critical ? 2.4 : 1.4) * RingGap * scale;
        sprites.push_back(Sprite::centred(
            ring(radius + gap, accentColour(theme), (marker->ref == selected ? 3 : 2) * scale), body, ratio));
    }

    const MarkerForm form = cluster ? MarkerForm::Cluster : marker->hidden ? MarkerForm::Hidden : MarkerForm::Full;
    sprites.push_back(Sprite::centred(shape(form, item.state, marker ? marker->icon : MarkerIcon::Other), body, ratio));
    if (cluster && needsAttention(item.state)) {
        const QString text = countText(item.count);
        const bool open =
            item.state == MarkerState::InHand || item.state == MarkerState::Stale || item.state == MarkerState::Offline;
        TextLook look;
        look.pixels = (text.size() <= 2 ? 13 : text.size() == 3 ? 11 : 9) * scale;
        look.weight = QFont::Bold;
        look.colour = open ? colour : markerInk(theme);
        drawText(text, body + QPointF(0, countOffset(item.state) * scale), look, sprites);
    }
    // How old the newest reading is, where it can be read without crowding.
    const bool old = item.state == MarkerState::Stale || item.state == MarkerState::Offline;
    if (marker && old && marker->observed > 0 && model.time() > marker->observed &&
        (item.metresPerPixel * scale < AgeMetresPerPixel || marker->ref == selected)) {
        TextLook look;
        look.pixels = 11 * scale;
        look.weight = QFont::Medium;
        look.colour = theme == Theme::Plan ? QColor(0x1c, 0x27, 0x33) : QColor(0xe6, 0xee, 0xf8);
        look.halo = markerSeam(theme);
        look.haloWidth = 2 * scale;
        drawText(ageText(model.time() - marker->observed), body + QPointF(0, radius + 9 * scale), look, sprites);
    }
}

void MarkerOverlay::Impl::draw(std::vector<Sprite> &sprites)
{
    const auto &items = model.items();
    sprites.reserve(items.size() + items.size() / 2);
    const QRectF all = QRectF(QPointF(), view.size).adjusted(-60, -60, 60, 60);
    pulsing.clear();
    for (auto it = pulses.constBegin(); it != pulses.constEnd(); ++it) {
        const quint32 raised = model.find(it.key());
        if (const MarkerItem *item = raised == MarkerItem::None ? nullptr : model.itemOf(raised))
            pulsing.insert(item, it.value());
    }
    for (const MarkerItem &item : items) {
        if (all.contains(item.body) && !isFanned(item))
            drawItem(item, item.body, sprites);
    }
    if (!fan)
        return;
    for (size_t i = 0; i < fan->members.size(); ++i) {
        const MarkerItem item = fanItem(i);
        sprites.push_back(Sprite::line(thread(markerColour(item.state, theme)), item.foot, item.body));
    }
    for (size_t i = fan->members.size(); i-- > 0;) {
        MarkerItem item = fanItem(i);
        item.foot = item.body; // its thread is drawn
        drawItem(item, item.body, sprites);
    }
}

QSGNode *MarkerOverlay::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    auto *sprites = static_cast<SpriteNode *>(node);
    if (!sprites)
        sprites = new SpriteNode;
    m_impl->layout();
    m_impl->atlas.setDevicePixelRatio(window()->effectiveDevicePixelRatio());
    if (m_impl->atlas.isOverfull())
        m_impl->atlas.clear();
    std::vector<Sprite> list;
    m_impl->draw(list);
    sprites->set(window(), m_impl->atlas, list);
    return sprites;
}

}
