#include "scene/interior/SnapEdges.h"

#include "scene/chunks/Outline.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Vec3;

namespace
{

template <typename Accept>
void collect(const std::vector<LineVertex> &vertices, const Vec3 &origin, std::vector<SnapEdge> &edges,
             const Accept &accept)
{
    // Four corners a segment, the first of which knows both ends.
    for (size_t i = 0; i + 3 < vertices.size(); i += 4) {
        const LineVertex &v = vertices[i];
        if (accept(v))
            edges.push_back({origin + Vec3(v.x, v.y, v.z), origin + Vec3(v.ox, v.oy, v.oz)});
    }
}

/// An edge that ends at the cut goes on above it where nothing is cut away.
void joinAtCut(std::vector<SnapEdge> &edges, double height)
{
    constexpr double Near = 1e-3;
    const auto isAt = [&](const Vec3 &p) { return std::abs(p.z - height) < Near; };
    std::vector<SnapEdge> lower;
    std::vector<SnapEdge> rest;
    for (SnapEdge &edge : edges) {
        if (isAt(edge.from) && !isAt(edge.to) && edge.to.z < height)
            std::swap(edge.from, edge.to);
        (isAt(edge.to) && edge.from.z < height - Near ? lower : rest).push_back(edge);
    }
    for (const SnapEdge &below : lower) {
        const auto above = std::find_if(rest.begin(), rest.end(), [&](const SnapEdge &edge) {
            return isAt(edge.from) && edge.to.z > height && glm::length(edge.from - below.to) < Near &&
                   glm::length(glm::cross(glm::normalize(edge.to - edge.from), glm::normalize(below.to - below.from))) <
                       0.01;
        });
        if (above != rest.end())
            above->from = below.from;
        else
            rest.push_back(below);
    }
    edges = std::move(rest);
}

}

std::vector<SnapEdge> snapEdges(const InsideStorey &storey, quint32 feature, bool cutAway)
{
    std::vector<SnapEdge> edges;
    const auto isEdge = [feature](const LineVertex &v) {
        return v.feature == feature && (v.width == InsideEdgeWidth || v.width == InsideCutWidth);
    };
    collect(storey.lines, storey.lineOrigin, edges, isEdge);
    if (cutAway) {
        collect(storey.cutLines.vertices, storey.lineOrigin, edges, isEdge);
    } else {
        collect(storey.upperLines.vertices, storey.lineOrigin, edges, isEdge);
        joinAtCut(edges, storey.base + PlanCut);
    }
    return edges;
}

std::vector<SnapEdge> snapEdges(const ChunkGeometry &chunk, quint32 feature)
{
    LineMesh lines;
    addOutline(lines, chunk, feature, chunk.origin, InsideEdgeWidth);
    std::vector<SnapEdge> edges;
    collect(lines.vertices, chunk.origin, edges, [](const LineVertex &) { return true; });
    return edges;
}

SnapPoint snapTo(const std::vector<SnapEdge> &edges, const geometry::Ray &ray, const geometry::RayHit &hit,
                 const std::function<double(double)> &reach)
{
    const Vec3 along = glm::normalize(ray.direction);
    SnapPoint snap{SnapPoint::Kind::Face, hit.point, Vec3(hit.normal), {}, {}, {}};
    const double deepest = glm::dot(hit.point - ray.origin, along);
    double nearest = 1.0; // in shares of the reach
    const auto share = [&](const Vec3 &p) {
        const Vec3 from = p - ray.origin;
        const double distance = glm::dot(from, along);
        const double within = reach(std::max(distance, 0.0));
        if (distance <= 0 || distance > deepest + 2 * within || !(within > 0))
            return 2.0;
        return glm::length(from - along * distance) / within;
    };
    const auto take = [&](SnapPoint::Kind kind, const Vec3 &p, const SnapEdge &edge) {
        const double here = share(p);
        if (here >= nearest)
            return;
        nearest = here;
        snap.kind = kind;
        snap.point = p;
        snap.from = edge.from;
        snap.to = edge.to;
    };
    for (const SnapEdge &edge : edges) {
        take(SnapPoint::Kind::Corner, edge.from, edge);
        take(SnapPoint::Kind::Corner, edge.to, edge);
    }
    if (snap.kind == SnapPoint::Kind::Corner)
        return snap;
    for (const SnapEdge &edge : edges) {
        // The point of the edge that is nearest to the ray.
        const Vec3 run = edge.to - edge.from, to = edge.from - ray.origin;
        const double a = glm::dot(run, run), b = glm::dot(run, along), c = a - b * b;
        if (c < 1e-12)
            continue;
        const double t = std::clamp((b * glm::dot(to, along) - glm::dot(to, run)) / c, 0.0, 1.0);
        take(SnapPoint::Kind::Edge, edge.from + run * t, edge);
    }
    return snap;
}

}
