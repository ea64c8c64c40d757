// What is on screen, told to those who do not see it.
#include "scene/CityViewState.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using domain::ObjectKind;
using domain::ObjectRef;

QRectF CityView::Impl::sight() const
{
    const QRectF all(QPointF(), rig.state().size);
    return all.intersected(rig.stage());
}

bool CityView::Impl::isInSight(const QPointF &pixel) const
{
    return sight().contains(pixel) &&
           std::none_of(covered.begin(), covered.end(), [&pixel](const QRectF &over) { return over.contains(pixel); });
}

/// Nearest to the middle first.
static void sortFrom(std::vector<SeenObject> &seen, const QPointF &middle)
{
    const auto away = [&middle](const SeenObject &one) {
        const QPointF to = one.at.center() - middle;
        return std::hypot(to.x(), to.y());
    };
    std::stable_sort(seen.begin(), seen.end(),
                     [&away](const SeenObject &a, const SeenObject &b) { return away(a) < away(b); });
}

std::vector<SeenObject> CityView::Impl::seenMarkers() const
{
    std::vector<SeenObject> seen;
    for (const MarkerOverlay::Shown &marker : markers->shown()) {
        if (isInSight(marker.rect.center()))
            seen.push_back({marker.object, marker.rect, marker.count});
    }
    return seen;
}

std::vector<SeenObject> CityView::Impl::seenBuildings() const
{
    // Rays through a grid of pixels meet what is seen and nothing that is hidden; what few of them meet is too small to
    // be told of.
    constexpr double Step = 26; // logical pixels
    constexpr int Few = 2;
    const QRectF within = sight();
    struct Met {
        int rays = 0;
        QRectF at;
    };
    QHash<ObjectRef, Met> met;
    const ViewState &state = rig.state();
    for (double y = within.top() + Step / 2; y < within.bottom(); y += Step) {
        for (double x = within.left() + Step / 2; x < within.right(); x += Step) {
            const QPointF pixel(x, y);
            if (!isInSight(pixel))
                continue;
            const auto hit = scene->picking().pick(state.rayAt(pixel),
                                                   [this](quint32 l, quint32 f) { return scene->isPickable(l, f); });
            const ObjectRef object = hit ? scene->objectAt({hit->layer, hit->feature}) : ObjectRef();
            if (object.kind != ObjectKind::Building)
                continue;
            Met &one = met[object];
            ++one.rays;
            one.at = one.at.united(QRectF(x - Step / 2, y - Step / 2, Step, Step));
        }
    }
    std::vector<SeenObject> seen;
    for (auto it = met.constBegin(); it != met.constEnd(); ++it) {
        if (it->rays >= Few)
            seen.push_back({it.key(), it->at, 1});
    }
    std::sort(seen.begin(), seen.end(),
              [](const SeenObject &a, const SeenObject &b) { return a.object.id < b.object.id; });
    sortFrom(seen, within.center());
    return seen;
}

std::vector<SeenObject> CityView::seenObjects(int most) const
{
    const Impl &my = *m_impl;
    std::vector<SeenObject> seen = my.seenMarkers();
    sortFrom(seen, my.sight().center());
    const size_t limit = size_t(std::max(most, 0));
    for (const AreaLabels::Placed &area : my.areaLabels->placed())
        seen.push_back({area.area, area.rect, 1});
    if (seen.size() < limit) {
        if (!my.buildingsSeen)
            my.buildingsSeen = my.seenBuildings();
        seen.insert(seen.end(), my.buildingsSeen->begin(), my.buildingsSeen->end());
    }
    if (seen.size() > limit)
        seen.resize(limit);
    return seen;
}

std::vector<ObjectRef> CityView::markersInTurn() const
{
    const Impl &my = *m_impl;
    std::vector<ObjectRef> turn;
    for (const ObjectRef &object : my.markers->reachable()) {
        if (my.isInSight(my.markers->positionOf(object)))
            turn.push_back(object);
    }
    if (!turn.empty())
        return turn;
    std::vector<SeenObject> quiet = my.seenMarkers();
    std::stable_sort(quiet.begin(), quiet.end(),
                     [](const SeenObject &a, const SeenObject &b) { return a.at.center().x() < b.at.center().x(); });
    for (const SeenObject &one : quiet)
        turn.push_back(one.object);
    return turn;
}

void CityView::flySlowly(const CameraPose &pose, double seconds)
{
    Impl &my = *m_impl;
    // As wide as a near plane cuts, so that no wall opens before the eye.
    constexpr double Wide = 6;
    my.rig.flySlowly(pose, seconds, [&my](const geometry::Vec3 &from, const geometry::Vec3 &to) {
        const geometry::Vec3 way = to - from;
        const double length = glm::length(way);
        if (!(length > 0))
            return false;
        const auto accept = [&my](quint32 layer, quint32 feature) { return my.scene->isPickable(layer, feature); };
        for (const geometry::Vec3 &aside :
             {geometry::Vec3(0, 0, 0), geometry::Vec3(Wide, 0, 0), geometry::Vec3(-Wide, 0, 0),
              geometry::Vec3(0, Wide, 0), geometry::Vec3(0, -Wide, 0), geometry::Vec3(0, 0, -Wide)}) {
            if (my.scene->picking().occluded({from + aside, way / length}, length, accept))
                return true;
        }
        return false;
    });
    my.schedule();
}

}
