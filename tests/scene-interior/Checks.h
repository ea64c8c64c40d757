#pragma once

#include "HandMadeInterior.h"

#include <QString>

#include <cmath>

/// What the tests of insides ask of their geometry.
namespace checks
{

using geometry::Vec3;

inline double areaOf(const scene::ChunkGeometry &chunk, const std::function<bool(uint32_t feature)> &counts = {})
{
    double area = 0;
    for (size_t i = 0; i + 2 < chunk.indices.size(); i += 3) {
        const auto &a = chunk.vertices[chunk.indices[i]], &b = chunk.vertices[chunk.indices[i + 1]],
                   &c = chunk.vertices[chunk.indices[i + 2]];
        if (!counts || counts(a.feature))
            area +=
                glm::length(glm::cross(Vec3(b.x - a.x, b.y - a.y, b.z - a.z), Vec3(c.x - a.x, c.y - a.y, c.z - a.z))) /
                2;
    }
    return area;
}

inline QString faultOf(const scene::ChunkGeometry &chunk, size_t features)
{
    for (const auto &v : chunk.vertices) {
        if (!std::isfinite(v.x) || !std::isfinite(v.y) || !std::isfinite(v.z))
            return QStringLiteral("a vertex is no number");
        if (v.feature == 0 || v.feature >= features)
            return QStringLiteral("feature %1 of %2").arg(v.feature).arg(features);
        if (v.nx == 0 && v.ny == 0 && v.nz == 0)
            return QStringLiteral("a vertex without normal");
        if (v.kind > uint8_t(scene::InsidePart::Cut))
            return QStringLiteral("kind %1").arg(v.kind);
    }
    if (chunk.indices.size() % 3 != 0)
        return QStringLiteral("%1 indices").arg(chunk.indices.size());
    for (const uint32_t index : chunk.indices) {
        if (index >= chunk.vertices.size())
            return QStringLiteral("index %1 of %2").arg(index).arg(chunk.vertices.size());
    }
    return {};
}

inline QString faultOf(const std::vector<scene::LineVertex> &vertices, const std::vector<uint32_t> &indices,
                       size_t features)
{
    for (const auto &v : vertices) {
        if (!std::isfinite(v.x + v.y + v.z + v.ox + v.oy + v.oz) || v.feature == 0 || v.feature >= features)
            return QStringLiteral("a line's vertex");
    }
    for (const uint32_t index : indices) {
        if (index >= vertices.size())
            return QStringLiteral("a line's index");
    }
    return {};
}

/// What is wrong with an inside's geometry, in words; empty where nothing is.
inline QString faultOf(const scene::InteriorGeometry &geometry)
{
    const size_t features = geometry.features.size();
    for (const auto &storey : geometry.storeys) {
        for (const auto &chunk : {storey->lower, storey->cut, storey->upper, storey->ceiling}) {
            if (!chunk)
                continue;
            if (const QString fault = faultOf(*chunk, features); !fault.isEmpty())
                return QStringLiteral("storey %1: %2").arg(storey->number).arg(fault);
        }
        const double cut = storey->base + 1.2;
        if (!storey->lower->bounds.isEmpty() && storey->lower->bounds.max.z > cut + 1e-3)
            return QStringLiteral("storey %1: the lower part reaches over the cut").arg(storey->number);
        if (!storey->upper->bounds.isEmpty() && storey->upper->bounds.min.z < cut - 1e-3)
            return QStringLiteral("storey %1: the upper part reaches under the cut").arg(storey->number);
        for (const QString &fault : {faultOf(storey->lines, storey->lineIndices, features),
                                     faultOf(storey->cutLines.vertices, storey->cutLines.indices, features),
                                     faultOf(storey->upperLines.vertices, storey->upperLines.indices, features)}) {
            if (!fault.isEmpty())
                return QStringLiteral("storey %1: %2").arg(storey->number).arg(fault);
        }
        for (const auto &label : storey->labels) {
            if (!std::isfinite(label.at.x + label.at.y + label.at.z + double(label.radius)) ||
                label.feature >= features || label.area.isEmpty())
                return QStringLiteral("storey %1: a label").arg(storey->number);
        }
    }
    for (const auto &feature : geometry.features) {
        const auto inside = [](qint32 index, size_t count) { return index < 0 || size_t(index) < count; };
        if (!inside(feature.space, geometry.interior->spaces.size()) ||
            !inside(feature.door, geometry.interior->doors.size()) ||
            !inside(feature.element, geometry.interior->elements.size()))
            return QStringLiteral("a feature's index");
    }
    return {};
}

inline std::shared_ptr<const scene::InsideStorey> storeyOf(const scene::InteriorGeometry &geometry, int number)
{
    for (const auto &storey : geometry.storeys) {
        if (storey->number == number)
            return storey;
    }
    return {};
}

/// The feature that is seen first by who looks straight down on an isolated storey, cut; 0: nothing.
inline uint32_t seenFromAbove(const scene::InsideStorey &storey, const geometry::Vec2 &at)
{
    uint32_t feature = 0;
    double nearest = 1e9;
    for (const auto &chunk : {storey.lower, storey.cut}) {
        const auto hit = chunk->bvh.nearest({Vec3(at, storey.base + 30), Vec3(0, 0, -1)}, nearest);
        if (hit) {
            nearest = hit->distance;
            feature = chunk->vertices[chunk->indices[hit->triangle * 3]].feature;
        }
    }
    return feature;
}

/// Points well within a shape.
inline std::vector<geometry::Vec2> pointsIn(const geometry::MultiPolygon &shape, double margin, int perSide)
{
    std::vector<geometry::Vec2> points;
    const geometry::Box2 box = geometry::bounds(shape);
    for (int j = 0; j < perSide; ++j) {
        for (int i = 0; i < perSide; ++i) {
            const geometry::Vec2 p = box.min + box.size() * geometry::Vec2((i + 0.5) / perSide, (j + 0.47) / perSide);
            bool within = geometry::contains(shape, p);
            for (const geometry::Vec2 &aside : {geometry::Vec2(margin, 0), geometry::Vec2(-margin, 0),
                                                geometry::Vec2(0, margin), geometry::Vec2(0, -margin)})
                within = within && geometry::contains(shape, p + aside);
            if (within)
                points.push_back(p);
        }
    }
    return points;
}

/// Whether one can walk from a point to another in a straight line, at the height of the chest.
inline bool isPassable(const scene::InsideStorey &storey, const geometry::Vec2 &from, const geometry::Vec2 &to)
{
    const Vec3 a(from, storey.base + 1.0), b(to, storey.base + 1.0);
    return !storey.walls.occluded({a, glm::normalize(b - a)}, glm::length(b - a));
}

/// Everything of it in one number: two that are the same have the same.
inline size_t fingerprint(const scene::InteriorGeometry &geometry)
{
    size_t hash = geometry.features.size();
    for (const auto &storey : geometry.storeys) {
        for (const auto &chunk : {storey->lower, storey->cut, storey->upper, storey->ceiling}) {
            hash = qHashBits(chunk->vertices.data(), chunk->vertices.size() * sizeof(chunk->vertices[0]), hash);
            hash = qHashBits(chunk->indices.data(), chunk->indices.size() * sizeof(chunk->indices[0]), hash);
        }
        for (const auto *lines : {&storey->lines, &storey->cutLines.vertices, &storey->upperLines.vertices})
            hash = qHashBits(lines->data(), lines->size() * sizeof(scene::LineVertex), hash);
    }
    return hash;
}

}
