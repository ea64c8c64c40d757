// What the pointer does in the entered building: drags the section, catches corners and edges.
#include "scene/CityViewState.h"
#include "scene/interior/SnapEdges.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Box3;
using geometry::Vec3;

// --- the section by hand

/// Where along a line the point nearest to a ray is; nothing where they run side by side.
static std::optional<double> alongNearest(const Vec3 &point, const Vec3 &direction, const geometry::Ray &ray)
{
    const double b = glm::dot(direction, ray.direction);
    const double other = 1.0 - b * b;
    if (other < 1e-4)
        return {};
    const Vec3 w = point - ray.origin;
    return (b * glm::dot(ray.direction, w) - glm::dot(direction, w)) / other;
}

bool CityView::Impl::beginSectionDrag(const QPointF &pixel)
{
    if (!marks->hitsHandle(pixel) || !interiorLook.section)
        return false;
    sectionGrip =
        alongNearest(interiorLook.section->point, interiorLook.section->normal, rig.state().rayAt(pixel)).value_or(0.0);
    marks->setHandleHeld(true);
    return true;
}

void CityView::Impl::dragSection(const QPointF &pixel)
{
    SectionPlane section = *interiorLook.section;
    const auto along = alongNearest(section.point, section.normal, rig.state().rayAt(pixel));
    if (!along)
        return;
    // The plane stays within what it cuts.
    const Box3 box = inside->bounds();
    const double half = glm::dot(glm::abs(section.normal), box.size() * 0.5);
    const double now = glm::dot(section.point - box.centre(), section.normal);
    const double to = std::clamp(now + *along - *sectionGrip, -half + 0.05, half - 0.05);
    section.point += section.normal * (to - now);
    InteriorLook moved = interiorLook;
    moved.section = section;
    q->setInteriorLook(moved);
    Q_EMIT q->sectionDragged(section);
}

// --- measuring

SnapPoint CityView::snapAt(const QPointF &pixel) const
{
    constexpr double CornerPixels = 10, EdgePixels = 7, Aside = 7;
    const Impl &my = *m_impl;
    const ViewState &state = my.rig.state();
    SnapPoint snap;
    struct Met {
        std::shared_ptr<const ChunkGeometry> chunk;
        quint32 feature;
        Vec3 offset;
        int storey; ///< of the inside; 0: outside
    };
    std::vector<Met> met;
    const auto meet = [&](const QPointF &at, bool middle) {
        const geometry::Ray ray = state.rayAt(at);
        if (const auto inner = my.pickInside(ray)) {
            if (middle) {
                snap.kind = SnapPoint::Kind::Face;
                snap.point = inner->point;
                snap.normal = inner->normal;
                snap.object = my.inside->objectOf(inner->feature, inner->storey);
                snap.offset = inner->offset;
            }
            met.push_back({inner->chunk, inner->feature, inner->offset, inner->storey});
            return;
        }
        const auto hit =
            my.scene->picking().pick(ray, [&my](quint32 l, quint32 f) { return my.scene->isPickable(l, f); });
        if (!hit)
            return;
        if (middle) {
            snap.kind = SnapPoint::Kind::Face;
            snap.point = hit->point;
            snap.normal = Vec3(hit->normal);
            snap.object = my.scene->objectAt({hit->layer, hit->feature});
        }
        if (hit->chunk)
            met.push_back({hit->chunk, hit->feature, Vec3(0.0), 0});
    };
    meet(pixel, true);
    // Past a silhouette the edge is still meant.
    for (const QPointF &aside : {QPointF(Aside, 0), QPointF(-Aside, 0), QPointF(0, Aside), QPointF(0, -Aside)})
        meet(pixel + aside, false);
    double best = EdgePixels;
    bool corner = false;
    for (size_t i = 0; i < met.size(); ++i) {
        const bool seen = std::any_of(met.begin(), met.begin() + std::ptrdiff_t(i), [&](const Met &m) {
            return m.feature == met[i].feature && (m.storey != 0 ? m.storey == met[i].storey : m.chunk == met[i].chunk);
        });
        if (seen)
            continue;
        std::vector<SnapEdge> edges;
        if (met[i].storey == 0) {
            edges = snapEdges(*met[i].chunk, met[i].feature);
        } else if (const auto &geometry = my.inside->geometry()) {
            for (const auto &storey : geometry->storeys) {
                if (storey->number == met[i].storey)
                    edges = snapEdges(*storey, met[i].feature, my.inside->isCutAway());
            }
        }
        for (const SnapEdge &edge : edges) {
            const Vec3 from = edge.from + met[i].offset, to = edge.to + met[i].offset;
            double df = 0, dt = 0;
            const QPointF a = state.project(from, &df), b = state.project(to, &dt);
            if (df <= 0.05 || dt <= 0.05)
                continue;
            for (const auto &[end, at] : {std::pair(from, a), std::pair(to, b)}) {
                const double away = std::hypot(at.x() - pixel.x(), at.y() - pixel.y());
                if (away < (corner ? best : CornerPixels)) {
                    corner = true;
                    best = away;
                    snap.kind = SnapPoint::Kind::Corner;
                    snap.point = end;
                    snap.offset = met[i].offset;
                    snap.from = from;
                    snap.to = to;
                }
            }
            if (corner)
                continue;
            const QPointF along = b - a;
            const double length = along.x() * along.x() + along.y() * along.y();
            if (length < 4)
                continue;
            const double t = std::clamp(QPointF::dotProduct(pixel - a, along) / length, 0.0, 1.0);
            const QPointF near = a + along * t;
            const double away = std::hypot(near.x() - pixel.x(), near.y() - pixel.y());
            if (away < best) {
                best = away;
                snap.kind = SnapPoint::Kind::Edge;
                snap.offset = met[i].offset;
                // Halfway on screen is not halfway in space.
                snap.point = glm::mix(from, to, t * df / (dt + t * (df - dt)));
                snap.from = from;
                snap.to = to;
            }
        }
    }
    return snap;
}

void CityView::Impl::probe(const QPointF &pixel, bool click)
{
    const SnapPoint snap = q->snapAt(pixel);
    marks->setSnap(snap);
    if (click)
        Q_EMIT q->probed(snap);
    else
        Q_EMIT q->probeMoved(snap);
}

}
