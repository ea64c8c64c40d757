#include "scene/chunks/RoofMesher.h"

#include "geometry/Triangulation.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Ring;
using geometry::Vec2;
using geometry::Vec3;

namespace
{

/// Height above the eaves, from 0 to 1: k + dot(g, p).
struct Plane {
    Vec2 g{0.0};
    double k = 0;
    double at(const Vec2 &p) const { return k + glm::dot(g, p); }
};

double lowest(const std::vector<Plane> &planes, const Vec2 &p)
{
    double z = std::numeric_limits<double>::infinity();
    for (const Plane &plane : planes)
        z = std::min(z, plane.at(p));
    return std::clamp(z, 0.0, 1.0);
}

/// What of the ring lies where `plane` is below `other` (Sutherland and Hodgman).
Ring clipped(const Ring &ring, const Plane &plane, const Plane &other)
{
    Ring result;
    for (size_t i = 0; i < ring.size(); ++i) {
        const Vec2 a = ring[i], b = ring[(i + 1) % ring.size()];
        const double da = other.at(a) - plane.at(a), db = other.at(b) - plane.at(b);
        if (da >= 0)
            result.push_back(a);
        if ((da > 0 && db < 0) || (da < 0 && db > 0))
            result.push_back(a + (b - a) * (da / (da - db)));
    }
    return result;
}

std::vector<Plane> planesOf(domain::RoofShape shape, const OrientedBox &box, double direction)
{
    Vec2 u = box.axis;
    double length = box.half.x, width = box.half.y;
    if (std::isfinite(direction)) { // degrees from north that a slope faces; the ridge runs across
        const double angle = glm::radians(direction);
        const Vec2 facing(std::sin(angle), std::cos(angle));
        if (std::abs(glm::dot(facing, u)) > std::sqrt(0.5)) {
            u = Vec2(-u.y, u.x);
            std::swap(length, width);
        }
    }
    const Vec2 v(-u.y, u.x);
    const auto plane = [&box](const Vec2 &towards, double reach, double run) {
        // 0 at the edge that `towards` points to, rising to reach / run in the middle
        return Plane{-towards / run, (reach + glm::dot(towards, box.centre)) / run};
    };
    switch (shape) {
    case domain::RoofShape::Gabled:
        return {plane(v, width, width), plane(-v, width, width)};
    case domain::RoofShape::Hipped: {
        const double run = std::min(width, length);
        return {plane(v, width, run), plane(-v, width, run), plane(u, length, run), plane(-u, length, run)};
    }
    case domain::RoofShape::Pyramidal:
        return {plane(v, width, width), plane(-v, width, width), plane(u, length, length), plane(-u, length, length)};
    case domain::RoofShape::Skillion: {
        Vec2 down = v;
        double half = width;
        if (std::isfinite(direction)) {
            const double angle = glm::radians(direction);
            if (glm::dot(Vec2(std::sin(angle), std::cos(angle)), v) < 0)
                down = -v;
        }
        return {plane(down, half, 2 * half)};
    }
    case domain::RoofShape::Flat:
    case domain::RoofShape::Dome:
        break;
    }
    return {};
}

void writeDome(MeshWriter &writer, const geometry::Polygon &footprint, double bottom, double eaves, double top,
               SurfaceKind wall)
{
    constexpr int Steps = 5;
    const Ring &ring = footprint.outer;
    Vec2 centre(0.0);
    for (const Vec2 &p : ring)
        centre += p / double(ring.size());
    if (eaves > bottom)
        writer.walls(ring, bottom, eaves, wall);
    const auto at = [&](size_t corner, int step) {
        const double angle = glm::radians(90.0) * step / Steps;
        return Vec3(centre + (ring[corner % ring.size()] - centre) * std::cos(angle),
                    eaves + (top - eaves) * std::sin(angle));
    };
    for (size_t i = 0; i < ring.size(); ++i) {
        for (int step = 0; step < Steps; ++step) {
            writer.facet(at(i, step), at(i + 1, step), at(i + 1, step + 1), SurfaceKind::Roof);
            writer.facet(at(i, step), at(i + 1, step + 1), at(i, step + 1), SurfaceKind::Roof);
        }
    }
}

}

bool writeShapedRoof(MeshWriter &writer, const geometry::Polygon &footprint, domain::RoofShape shape, double direction,
                     double bottom, double eaves, double top, SurfaceKind wall)
{
    if (!footprint.holes.empty() || footprint.outer.size() < 3 || top <= eaves)
        return false;
    const OrientedBox box = orientedBox(footprint.outer);
    const double fill = geometry::area(footprint) / std::max(4 * box.half.x * box.half.y, 1e-6);
    if (shape == domain::RoofShape::Dome) {
        if (fill < 0.6)
            return false;
        writeDome(writer, footprint, bottom, eaves, top, wall);
        return true;
    }
    if (fill < 0.72 || box.half.y < 0.2)
        return false;
    const std::vector<Plane> planes = planesOf(shape, box, direction);
    if (planes.empty())
        return false;

    // The walls reach up to the envelope, which bends where two planes meet over an edge.
    Ring ring;
    const Ring &outer = footprint.outer;
    for (size_t i = 0; i < outer.size(); ++i) {
        const Vec2 a = outer[i], b = outer[(i + 1) % outer.size()];
        ring.push_back(a);
        std::vector<double> bends;
        for (size_t j = 0; j < planes.size(); ++j) {
            for (size_t k = j + 1; k < planes.size(); ++k) {
                const double da = planes[j].at(a) - planes[k].at(a), db = planes[j].at(b) - planes[k].at(b);
                if (da * db >= 0)
                    continue;
                const double t = da / (da - db);
                const Vec2 p = a + (b - a) * t;
                if (t > 1e-3 && t < 1 - 1e-3 && planes[j].at(p) < lowest(planes, p) + 1e-6)
                    bends.push_back(t);
            }
        }
        std::sort(bends.begin(), bends.end());
        for (const double t : bends)
            ring.push_back(a + (b - a) * t);
    }
    std::vector<double> below(ring.size(), bottom), above;
    for (const Vec2 &p : ring)
        above.push_back(eaves + (top - eaves) * lowest(planes, p));
    writer.walls(ring, below, above, wall);

    for (size_t j = 0; j < planes.size(); ++j) {
        Ring part = outer;
        for (size_t k = 0; k < planes.size(); ++k)
            if (k != j)
                part = clipped(part, planes[j], planes[k]);
        if (part.size() < 3)
            continue;
        const geometry::Triangulation flat = geometry::triangulate(geometry::Polygon{part, {}});
        const auto lift = [&](uint32_t i) {
            const Vec2 p = flat.points[i];
            return Vec3(p, eaves + (top - eaves) * std::clamp(planes[j].at(p), 0.0, 1.0));
        };
        for (size_t i = 0; i + 2 < flat.indices.size(); i += 3)
            writer.facet(lift(flat.indices[i]), lift(flat.indices[i + 1]), lift(flat.indices[i + 2]),
                         SurfaceKind::Roof);
    }
    return true;
}

}
