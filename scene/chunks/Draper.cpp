#include "scene/chunks/Draper.h"

#include "geometry/EarClipping.h"
#include "geometry/Simplify.h"
#include "scene/chunks/Outline.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Polygon;
using geometry::Ring;
using geometry::Triangulation;
using geometry::Vec2;
using geometry::Vec3;

static constexpr double Lift = 0.25;      ///< metres over the terrain, which is drawn up to 0.07 off
static constexpr double Tolerance = 0.08; ///< metres by which what lies on it may leave it

double groundHeight(const domain::Terrain *terrain, const Vec2 &point, double level)
{
    const double z = terrain ? terrain->heightAt(point) : level;
    return std::isfinite(z) ? z : level;
}

/// As much ground as a ring has, in the rectangle about it.
static Ring rectangleOf(const Ring &ring)
{
    const OrientedBox box = orientedBox(ring);
    const double covered = std::abs(geometry::signedArea(ring)) / std::max(4 * box.half.x * box.half.y, 1e-6);
    const Vec2 half = box.half * std::sqrt(std::min(covered, 1.0));
    const Vec2 u = box.axis * half.x, v = Vec2(-box.axis.y, box.axis.x) * half.y;
    return {box.centre - u - v, box.centre + u - v, box.centre + u + v, box.centre - u + v};
}

/// What shows of a polygon where `rough` is less than a pixel; without an outer ring: nothing.
static Polygon roughOf(const Polygon &polygon, double rough)
{
    const Ring &ring = polygon.outer;
    const Vec2 size = geometry::bounds(ring).size();
    const double across = std::max(size.x, size.y), ground = geometry::area(polygon);
    // Of `rough`. Where holes are of a few pixels, a building stands in most of them.
    constexpr double Least = 0.3, Few = 6, Hole = 8, Off = 0.8;
    if (across < rough || 2 * ground < Least * rough * geometry::length(ring))
        return {};
    if (across < Few * rough)
        return {rectangleOf(ring), {}};
    Polygon result{geometry::simplifiedRing(ring, Off * rough), {}};
    if (result.outer.empty())
        return {rectangleOf(ring), {}};
    for (const Ring &hole : polygon.holes) {
        if (std::abs(geometry::signedArea(hole)) < Hole * Hole * rough * rough)
            continue;
        Ring simple = geometry::simplifiedRing(hole, Off * rough);
        if (!simple.empty())
            result.holes.push_back(std::move(simple));
    }
    return result;
}

static double areaOf(const Triangulation &flat)
{
    double sum = 0;
    for (size_t i = 0; i + 2 < flat.indices.size(); i += 3) {
        const Vec2 &a = flat.points[flat.indices[i]];
        const Vec2 u = flat.points[flat.indices[i + 1]] - a, v = flat.points[flat.indices[i + 2]] - a;
        sum += 0.5 * std::abs(u.x * v.y - u.y * v.x);
    }
    return sum;
}

Draper::Draper(MeshWriter &writer, const domain::Terrain *terrain, double level, SurfaceKind kind, Roughness rough)
    : m_writer(writer), m_terrain(terrain), m_level(level), m_kind(kind), m_rough(rough)
{
    if (terrain)
        m_cell = std::max(terrain->step().x, terrain->step().y);
}

void Draper::lay(const Polygon &polygon)
{
    if (m_rough.metres > 0) {
        const Polygon rough = roughOf(polygon, m_rough.metres);
        if (rough.outer.empty())
            return;
        // What was left out may have made it cross itself.
        const Triangulation flat = geometry::triangulateQuickly(rough);
        const double wanted = geometry::area(rough);
        constexpr double Close = 1e-3;
        if (std::abs(areaOf(flat) - wanted) <= Close * wanted) {
            lay(flat);
            return;
        }
    }
    lay(geometry::triangulateQuickly(polygon));
}

void Draper::lay(const Triangulation &flat)
{
    if (!m_terrain) {
        std::vector<uint32_t> numbers;
        numbers.reserve(flat.points.size());
        for (const Vec2 &p : flat.points)
            numbers.push_back(m_writer.vertex(Vec3(p, m_level), Vec3(0, 0, 1), m_kind));
        for (size_t i = 0; i + 2 < flat.indices.size(); i += 3)
            m_writer.triangle(numbers[flat.indices[i]], numbers[flat.indices[i + 1]], numbers[flat.indices[i + 2]]);
        return;
    }
    for (size_t i = 0; i + 2 < flat.indices.size(); i += 3)
        split(flat.points[flat.indices[i]], flat.points[flat.indices[i + 1]], flat.points[flat.indices[i + 2]], 0);
}

void Draper::split(const Vec2 &a, const Vec2 &b, const Vec2 &c, int depth)
{
    const Vec2 points[3] = {a, b, c};
    int longest = -1, most = 0;
    double length = 0, all = 0;
    for (int i = 0; i < 3; ++i) {
        const double l = glm::distance(points[i], points[(i + 1) % 3]);
        if (l > all) {
            all = l;
            most = i;
        }
        if (l > length && leaves(points[i], points[(i + 1) % 3], l)) {
            length = l;
            longest = i;
        }
    }
    if (longest < 0 && bulges(points))
        longest = most;
    if (longest < 0 || depth > 14) {
        uint32_t numbers[3];
        for (int i = 0; i < 3; ++i)
            numbers[i] =
                m_writer.vertex(Vec3(points[i], groundHeight(m_terrain, points[i], m_level) + Lift + m_rough.slack()),
                                normal(points[i]), m_kind);
        m_writer.triangle(numbers[0], numbers[1], numbers[2]);
        return;
    }
    const Vec2 &p = points[longest], &q = points[(longest + 1) % 3], &r = points[(longest + 2) % 3];
    const Vec2 middle = (p + q) * 0.5;
    split(p, middle, r, depth + 1);
    split(middle, q, r, depth + 1);
}

bool Draper::leaves(const Vec2 &a, const Vec2 &b, double length) const
{
    if (length < 0.7 * m_cell)
        return false;
    if (length > 24 * m_cell)
        return true;
    const double from = groundHeight(m_terrain, a, m_level), to = groundHeight(m_terrain, b, m_level);
    const int looks = std::max(4, int(length / m_cell));
    for (int i = 1; i < looks; ++i) {
        const double t = double(i) / looks;
        if (isOff(a + (b - a) * t, from + (to - from) * t))
            return true;
    }
    return false;
}

bool Draper::bulges(const Vec2 (&corners)[3]) const
{
    double heights[3], longest = 0;
    for (int i = 0; i < 3; ++i) {
        heights[i] = groundHeight(m_terrain, corners[i], m_level);
        longest = std::max(longest, glm::distance(corners[i], corners[(i + 1) % 3]));
    }
    const int looks = int(longest / m_cell);
    for (int i = 1; i < looks; ++i) {
        for (int j = 1; i + j < looks; ++j) {
            const double u = double(i) / looks, v = double(j) / looks, w = 1 - u - v;
            if (isOff(corners[0] * w + corners[1] * u + corners[2] * v,
                      heights[0] * w + heights[1] * u + heights[2] * v))
                return true;
        }
    }
    return false;
}

bool Draper::isOff(const Vec2 &p, double height) const
{
    return std::abs(groundHeight(m_terrain, p, m_level) - height) > Tolerance + m_rough.slack();
}

Vec3 Draper::normal(const Vec2 &p) const
{
    const double d = m_cell;
    const double dx =
        groundHeight(m_terrain, p + Vec2(d, 0), m_level) - groundHeight(m_terrain, p - Vec2(d, 0), m_level);
    const double dy =
        groundHeight(m_terrain, p + Vec2(0, d), m_level) - groundHeight(m_terrain, p - Vec2(0, d), m_level);
    return glm::normalize(Vec3(-dx, -dy, 2 * d));
}

namespace
{

/// Writes a line, halved where the ground leaves a straight one.
struct LineWriter {
    LineMesh &mesh;
    const domain::Terrain *terrain;
    double level;
    uint32_t feature;
    float width;
    Roughness rough;
    Vec3 origin;

    /// From one point on the ground to another.
    void write(const Vec3 &from, const Vec3 &to)
    {
        constexpr double Above = 0.4, Longest = 400; // metres
        const double length = glm::distance(from, to);
        bool leaves = terrain && length > Longest;
        if (terrain && !leaves && length > terrain->step().x) {
            constexpr double Off = 0.15; // less than it lies above flat things: it sinks into none
            const int looks = std::max(2, int(length / terrain->step().x));
            for (int i = 1; i < looks && !leaves; ++i) {
                const Vec3 p = from + (to - from) * (double(i) / looks);
                leaves = std::abs(groundHeight(terrain, Vec2(p), level) - p.z) > Off + rough.slack();
            }
        }
        if (leaves) {
            const Vec2 half = (Vec2(from) + Vec2(to)) * 0.5;
            const Vec3 middle(half, groundHeight(terrain, half, level));
            write(from, middle);
            write(middle, to);
            return;
        }
        const Vec3 lift = Vec3(0, 0, Above + rough.slack()) - origin;
        addSegment(mesh, glm::vec3(from + lift), glm::vec3(to + lift), width, feature);
    }
};

}

void drapeLine(LineMesh &mesh, const Vec2 &from, const Vec2 &to, const domain::Terrain *terrain, double level,
               uint32_t feature, float width, Roughness rough, const Vec3 &origin)
{
    LineWriter{mesh, terrain, level, feature, width, rough, origin}.write(
        Vec3(from, groundHeight(terrain, from, level)), Vec3(to, groundHeight(terrain, to, level)));
}

}
