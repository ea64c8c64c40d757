#pragma once

#include "scene/overlays/MarkerModel.h"
#include "scene/overlays/MarkerOverlay.h"
#include "scene/overlays/OverlayText.h"
#include "scene/overlays/SpriteNode.h"

#include <QTimer>

namespace scene
{

/// A cluster of what no zoom would part, spread around its place.
struct Fan {
    std::vector<quint32> members;
    geometry::Vec3 anchor{0.0};
    double metresPerPixel = 1;
    QPointF middle;
    std::vector<QPointF> places;
};

/// What MarkerOverlay is made of: the model lays out, timers pulse and look, sprites draw.
struct MarkerOverlay::Impl {
    static constexpr int PulseStepMs = 110, PulseSteps = 6, Pulses = 3;
    static constexpr int StillMs = 160; ///< without movement before rays are cast

    explicit Impl(MarkerOverlay *overlay) : q(overlay)
    {
        pulseTimer.setInterval(PulseStepMs);
        lookTimer.setSingleShot(true);
        surfaceTimer.setSingleShot(true);
        placeTimer.setSingleShot(true);
        placeTimer.setInterval(0);
        QObject::connect(&placeTimer, &QTimer::timeout, q, [this] { placeOn(); });
        QObject::connect(&pulseTimer, &QTimer::timeout, q, [this] { pulse(); });
        QObject::connect(&lookTimer, &QTimer::timeout, q, [this] { look(); });
        QObject::connect(&surfaceTimer, &QTimer::timeout, q, [this] { findRoofs(); });
    }

    void changed()
    {
        dirty = true;
        q->polish();
        q->update();
    }
    void layout();
    void layoutFan();
    void pulse();
    void look();
    void lookAnew()
    {
        lookNext = 0;
        if (index && !lookTimer.isActive())
            lookTimer.start(StillMs);
    }
    void tellSettled()
    {
        if (q->isSettled())
            Q_EMIT q->settled();
    }
    bool isBehind(const Marker &marker) const;
    void findRoofs();
    void placeOn();

    void draw(std::vector<Sprite> &sprites);
    void drawItem(const MarkerItem &item, const QPointF &body, std::vector<Sprite> &sprites);
    const Atlas::Cell &shape(MarkerForm form, MarkerState state, MarkerIcon icon);
    Atlas::Cell ring(double radius, const QColor &colour, double width);
    Atlas::Cell thread(const QColor &colour);
    void drawText(const QString &text, const QPointF &middle, const TextLook &look, std::vector<Sprite> &sprites);
    double radiusOf(const MarkerItem &item) const
    {
        return markerExtent(item.state, item.marker == MarkerItem::None ? MarkerForm::Cluster : MarkerForm::Full) / 2 *
               scale;
    }
    bool isFanned(const MarkerItem &item) const
    {
        return fan && item.marker == MarkerItem::None && !fan->members.empty() &&
               model.itemOf(fan->members.front()) == &item;
    }
    MarkerItem fanItem(size_t i) const
    {
        MarkerItem item;
        item.marker = fan->members[i];
        item.state = model.marker(item.marker).state;
        item.anchor = model.marker(item.marker).anchor;
        item.foot = fan->middle;
        item.body = fan->places[i];
        item.metresPerPixel = fan->metresPerPixel;
        return item;
    }
    MarkerHit hit(const MarkerItem &item) const;

    MarkerOverlay *q;
    MarkerModel model;
    ViewState view;
    Theme theme = Theme::Command;
    double scale = 1;
    bool reduced = false;
    bool dirty = true;
    bool untold = false; ///< of a new layout
    domain::ObjectRef selected, highlighted;

    const PickIndex *index = nullptr;
    PickIndex::Accept accept;
    size_t lookNext = 0;
    QTimer pulseTimer, lookTimer, surfaceTimer, placeTimer;

    QHash<domain::ObjectRef, int> pulses;   ///< steps done
    QHash<const MarkerItem *, int> pulsing; ///< the items of `pulses`, while drawing
    std::optional<Fan> fan;
    std::vector<QRectF> occupied;

    Atlas atlas;
    quint32 generation = UINT32_MAX;
    std::array<std::array<std::array<Atlas::Cell, MarkerIconCount>, MarkerStateCount>, 3> shapes;
};

}
