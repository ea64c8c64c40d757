#pragma once

#include "geometry/Vec.h"

namespace geometry
{

/// An axis-aligned rectangle; empty until the first point is added.
struct Box2 {
    Vec2 min{std::numeric_limits<double>::infinity()};
    Vec2 max{-std::numeric_limits<double>::infinity()};

    void add(const Vec2 &p) { min = glm::min(min, p), max = glm::max(max, p); }
    void add(const Box2 &b) { min = glm::min(min, b.min), max = glm::max(max, b.max); }
    bool isEmpty() const { return !(min.x <= max.x && min.y <= max.y); }
    Vec2 centre() const { return (min + max) * 0.5; }
    Vec2 size() const { return isEmpty() ? Vec2(0) : max - min; }
    bool contains(const Vec2 &p) const { return p.x >= min.x && p.x <= max.x && p.y >= min.y && p.y <= max.y; }
    bool intersects(const Box2 &b) const
    {
        return min.x <= b.max.x && max.x >= b.min.x && min.y <= b.max.y && max.y >= b.min.y;
    }
    Box2 grown(double by) const { return {min - Vec2(by), max + Vec2(by)}; }
};

/// An axis-aligned block; empty until the first point is added.
struct Box3 {
    Vec3 min{std::numeric_limits<double>::infinity()};
    Vec3 max{-std::numeric_limits<double>::infinity()};

    void add(const Vec3 &p) { min = glm::min(min, p), max = glm::max(max, p); }
    void add(const Box3 &b) { min = glm::min(min, b.min), max = glm::max(max, b.max); }
    bool isEmpty() const { return !(min.x <= max.x && min.y <= max.y && min.z <= max.z); }
    Vec3 centre() const { return (min + max) * 0.5; }
    Vec3 size() const { return isEmpty() ? Vec3(0) : max - min; }
    Box2 flat() const { return {{min.x, min.y}, {max.x, max.y}}; }
};

}
