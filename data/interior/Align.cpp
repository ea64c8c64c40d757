#include "interior/Align.h"

#include <glm/gtc/constants.hpp>

#include <algorithm>
#include <cmath>

namespace interior
{

using geometry::Vec2;
using geometry::Vec3;

namespace
{

Vec2 turned(const Vec2 &v, double degrees)
{
    const double angle = glm::radians(degrees), c = std::cos(angle), s = std::sin(angle);
    return {c * v.x - s * v.y, s * v.x + c * v.y};
}

double median(std::vector<double> values)
{
    if (values.empty())
        return geometry::NaN;
    const auto middle = values.begin() + qsizetype(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

using Places = QHash<QString, Vec3>;

/// The middles of what has a shape, by own ids.
Places placesOf(const domain::Interior &interior)
{
    Places places;
    for (const domain::Element &element : interior.elements) {
        if (const geometry::Box3 box = element.mesh.bounds(); !box.isEmpty())
            places.insert(domain::partOfInsideId(element.id), box.centre());
    }
    for (const domain::Space &space : interior.spaces) {
        if (const geometry::Box2 box = geometry::bounds(space.shape); !box.isEmpty() && !std::isnan(space.base))
            places.insert(domain::partOfInsideId(space.id), Vec3(box.centre(), space.base));
    }
    return places;
}

struct Pair {
    Vec3 from, to;
};

Vec3 medianShift(const std::vector<Pair> &pairs)
{
    Vec3 shift(0);
    for (int axis = 0; axis < 3; ++axis) {
        std::vector<double> values;
        for (const Pair &pair : pairs)
            values.push_back(pair.to[axis] - pair.from[axis]);
        shift[axis] = median(std::move(values));
    }
    return shift;
}

std::vector<double> residuals(const std::vector<Pair> &pairs, const RigidMove &by)
{
    std::vector<double> off;
    for (const Pair &pair : pairs)
        off.push_back(glm::length(by(pair.from) - pair.to));
    return off;
}

/// Least squares over pairs: turn about the vertical, and shift.
RigidMove fit(const std::vector<Pair> &pairs)
{
    Vec3 from(0), to(0);
    for (const Pair &pair : pairs)
        from += pair.from, to += pair.to;
    from /= double(pairs.size());
    to /= double(pairs.size());
    double along = 0, across = 0;
    for (const Pair &pair : pairs) {
        const Vec2 a = Vec2(pair.from - from), b = Vec2(pair.to - to);
        along += a.x * b.x + a.y * b.y;
        across += a.x * b.y - a.y * b.x;
    }
    return {from, to - from, glm::degrees(std::atan2(across, along))};
}

}

Vec3 RigidMove::operator()(const Vec3 &point) const
{
    return Vec3(turned(Vec2(point - about), turn), point.z - about.z) + about + shift;
}

void move(domain::Interior &interior, const RigidMove &by)
{
    const auto flat = [&by](Vec2 &p) { p = Vec2(by(Vec3(p, by.about.z))); };
    const auto shape = [&flat](geometry::MultiPolygon &polygons) {
        for (geometry::Polygon &polygon : polygons) {
            std::for_each(polygon.outer.begin(), polygon.outer.end(), flat);
            for (geometry::Ring &hole : polygon.holes)
                std::for_each(hole.begin(), hole.end(), flat);
        }
    };
    for (domain::Storey &storey : interior.storeys) {
        shape(storey.shape);
        storey.base += by.shift.z;
    }
    for (domain::Unit &unit : interior.units)
        shape(unit.shape);
    for (domain::Space &space : interior.spaces) {
        shape(space.shape);
        space.base += by.shift.z;
    }
    for (domain::Door &door : interior.doors) {
        flat(door.from);
        flat(door.to);
        door.base += by.shift.z;
    }
    for (domain::Passage &passage : interior.passages)
        passage.at = by(passage.at);
    for (domain::Element &element : interior.elements) {
        element.mesh.origin = by(element.mesh.origin);
        for (geometry::Vec3f &p : element.mesh.positions)
            p = geometry::Vec3f(Vec3(turned(Vec2(p.x, p.y), by.turn), double(p.z)));
    }
}

std::optional<RigidMove> alignment(const domain::Interior &from, const domain::Interior &to)
{
    constexpr size_t FewestPairs = 4;
    constexpr double Alike = 0.02, Fits = 0.05;
    const Places there = placesOf(from), here = placesOf(to);
    std::vector<Pair> pairs;
    for (auto place = there.cbegin(); place != there.cend(); ++place) {
        if (const auto found = here.constFind(place.key()); found != here.cend())
            pairs.push_back({place.value(), *found});
    }
    if (pairs.size() < FewestPairs)
        return {};
    RigidMove best{{}, medianShift(pairs), 0};
    double off = median(residuals(pairs, best));
    if (off > Fits) {
        // Turned as well: least squares over what fits best, a few times over.
        std::vector<Pair> kept = pairs;
        for (int round = 0; round < 6 && kept.size() >= FewestPairs; ++round) {
            best = fit(kept);
            const std::vector<double> far = residuals(pairs, best);
            off = median(far);
            kept.clear();
            for (size_t i = 0; i < pairs.size(); ++i) {
                if (far[i] <= std::max(2 * off, 1e-6))
                    kept.push_back(pairs[i]);
            }
        }
    }
    const std::vector<double> before = residuals(pairs, {});
    if (off > Fits || median(before) <= Alike)
        return {};
    return best;
}

}
