#pragma once

#include "domain/ChangeSet.h"
#include "domain/City.h"
#include "scene/CityView.h"
#include "scene/ViewState.h"
#include "scene/picking/PickIndex.h"

#include <QQuickItem>
#include <QRectF>
#include <QSet>

#include <functional>
#include <memory>
#include <optional>

namespace scene
{

struct Marker;

/// What a pixel met among the markers: one object, or a cluster with all that it stands for.
struct MarkerHit {
    domain::ObjectRef object;               ///< null where it is a cluster, or nothing
    std::vector<domain::ObjectRef> members; ///< of a cluster, the worst first
    geometry::Box3 bounds;                  ///< of the object or the members, scene
    bool isNull() const { return object.isNull() && members.empty(); }
    bool isCluster() const { return !members.empty(); }
};

/// Sensors and events as markers over the city: shape and icon by kind, shape and colour by state, constant size on
/// screen, clustered. Drawn by Qt Quick over the 3D part, which is never redrawn for it. It accepts no input itself:
/// the owner asks `hitTest`. Main thread. It drives itself: pulses, the look for what is hidden behind buildings.
class MarkerOverlay : public QQuickItem
{
    Q_OBJECT

public:
    explicit MarkerOverlay(QQuickItem *parent = nullptr);
    ~MarkerOverlay() override;

    void setCity(std::shared_ptr<const domain::City> city);
    /// Live state. Applies at once, drawn with the next frame of Qt Quick.
    void apply(const domain::ChangeSet &changes);
    /// To be called with every change of the camera or of the size.
    void setViewState(const ViewState &state);

    void setTheme(Theme theme);
    void setTextScale(double scale);
    void setReducedMotion(bool reduced);
    void setKindVisible(domain::ThingKind kind, bool visible);
    void setEventsVisible(bool visible);
    void setShownEvents(const std::optional<QSet<QString>> &events); ///< ids; nothing: all
    /// Layers (ids) whose things are not shown.
    void setHiddenLayers(const QSet<QString> &layers);
    /// Stands out of its cluster, with a ring in the accent; null clears.
    void setSelected(const domain::ObjectRef &object);
    void setHighlighted(const domain::ObjectRef &object);
    /// Where what is in the building shown from the inside stands (MarkerModel::Inside); an empty function lets all go
    /// home. To be called again with every change of its storeys.
    void setInside(const QString &building, std::function<std::optional<geometry::Vec3>(const Marker &)> inside,
                   bool alone = false);
    /// What may hide a marker, and which of it counts (visible layers, whole opacity). Features of building layers are
    /// numbered as in Layer::buildings. The index must outlive the overlay; null: nothing hides markers.
    void setOcclusion(const PickIndex *index, PickIndex::Accept accept = {});
    /// The city's chunks changed (loaded, shown, hidden): look anew for what is hidden.
    void occlusionChanged();

    /// The marker at a pixel (of this item), the topmost first, within a finger's reach of `tolerance` pixels.
    MarkerHit hitTest(const QPointF &pixel, double tolerance = 4) const;
    /// Opens a cluster: returns the box to fly to, or fans its members out on screen where no zoom would part them.
    std::optional<geometry::Box3> open(const MarkerHit &cluster);
    /// Folds a fanned-out cluster again; returns whether there was one.
    bool fold();
    /// Where an object's marker is (its own, or its cluster's); NaN where it has none on screen.
    QPointF positionOf(const domain::ObjectRef &object) const;
    /// Scene position of a thing or event, standing or clustered; NaN where unknown.
    geometry::Vec3 anchorOf(const domain::ObjectRef &object) const;
    /// A marker on screen: its object, or the worst of the `count` that it stands for.
    struct Shown {
        domain::ObjectRef object;
        QRectF rect; ///< logical pixels
        int count = 1;
    };
    std::vector<Shown> shown() const;
    /// The markers now on screen that need a hand, the worst first and from left to right: for keyboards and screen
    /// readers.
    std::vector<domain::ObjectRef> reachable() const;

    /// Nothing pulses, and all that is on screen was looked at for what hides it: a picture would show what stays.
    bool isSettled() const;

    int count() const;      ///< known and visible by kind
    int drawnCount() const; ///< after clustering, on screen
    /// Rectangles that labels should leave free, the worst first.
    const std::vector<QRectF> &occupied() const;

Q_SIGNALS:
    void laidOut(); ///< `occupied` changed
    void settled(); ///< it has come to rest

protected:
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *data) override;
    void updatePolish() override;
    void itemChange(ItemChange change, const ItemChangeData &data) override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
