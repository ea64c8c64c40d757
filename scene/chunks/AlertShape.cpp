#include "scene/chunks/AlertShape.h"

#include "domain/AlertAreas.h"
#include "geometry/PolygonOps.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Box2;
using geometry::Ring;
using geometry::Vec2;
using geometry::Vec3;

/// The part of a segment that lies in a box (Liang and Barsky); false where none does.
static bool clip(Vec2 &from, Vec2 &to, const Box2 &box)
{
    double first = 0, last = 1;
    const Vec2 along = to - from;
    for (int axis = 0; axis < 2; ++axis) {
        if (along[axis] == 0) {
            if (from[axis] < box.min[axis] || from[axis] > box.max[axis])
                return false;
            continue;
        }
        double a = (box.min[axis] - from[axis]) / along[axis], b = (box.max[axis] - from[axis]) / along[axis];
        if (a > b)
            std::swap(a, b);
        first = std::max(first, a);
        last = std::min(last, b);
    }
    if (first >= last)
        return false;
    const Vec2 start = from;
    from = start + along * first;
    to = start + along * last;
    return true;
}

static void addBorder(std::vector<geometry::LineString> &border, const Ring &ring, const Box2 &box)
{
    for (size_t i = 0; i < ring.size(); ++i) {
        Vec2 from = ring[i], to = ring[(i + 1) % ring.size()];
        if (!clip(from, to, box))
            continue;
        if (!border.empty() && border.back().back() == from)
            border.back().push_back(to);
        else
            border.push_back({from, to});
    }
}

static geometry::MultiPolygon boxed(const Box2 &box)
{
    return {{{box.min, {box.max.x, box.min.y}, box.max, {box.min.x, box.max.y}}, {}}};
}

AlertShape alertShape(const domain::Alert &alert, const domain::City &city, const QString &language)
{
    AlertShape shape;
    const domain::AlertInfo *chosen = alert.info(language);
    const geometry::Box3 bounds = city.bounds();
    if (!chosen || bounds.isEmpty())
        return shape;
    geometry::MultiPolygon whole;
    const auto place = [&city](double longitude, double latitude) {
        return Vec2(city.frame.fromLonLat(Vec3(longitude, latitude, 0)));
    };
    for (const domain::AlertInfo &info : alert.infos) {
        if (info.language != chosen->language)
            continue;
        for (const domain::AlertArea &area : info.areas) {
            for (const auto &points : area.polygons) {
                Ring ring;
                for (const Vec2 &point : points)
                    ring.push_back(place(point.x, point.y));
                if (ring.size() > 1 && ring.front() == ring.back())
                    ring.pop_back();
                const bool finite = std::all_of(ring.begin(), ring.end(),
                                                [](const Vec2 &p) { return std::isfinite(p.x) && std::isfinite(p.y); });
                if (finite && ring.size() > 2)
                    whole.push_back({std::move(ring), {}});
            }
            for (const domain::AdminArea *named : domain::areasNamedBy(area, city))
                whole.insert(whole.end(), named->shape.begin(), named->shape.end());
            for (const domain::AlertCircle &circle : area.circles) {
                const Vec2 middle = place(circle.longitude, circle.latitude);
                if (circle.radiusKm <= 0 || !std::isfinite(middle.x) || !std::isfinite(middle.y))
                    continue;
                constexpr int Corners = 72;
                Ring ring;
                for (int i = 0; i < Corners; ++i) {
                    const double angle = 2 * M_PI * i / Corners;
                    ring.push_back(middle + Vec2(std::cos(angle), std::sin(angle)) * circle.radiusKm * 1000.0);
                }
                whole.push_back({std::move(ring), {}});
            }
        }
    }
    if (whole.empty())
        return shape;
    geometry::normalise(whole);
    if (whole.size() > 1)
        whole = geometry::united(whole);
    const Box2 flat = bounds.flat();
    const Vec2 margin = flat.size() * 0.15 + Vec2(200);
    const Box2 box(flat.min - margin, flat.max + margin);
    shape.area = geometry::intersection(whole, boxed(box));
    if (shape.area.empty())
        return shape;
    for (const geometry::Polygon &polygon : whole) {
        addBorder(shape.border, polygon.outer, box);
        for (const Ring &hole : polygon.holes)
            addBorder(shape.border, hole, box);
    }
    return shape;
}

std::vector<AlertParts> alertParts(const std::vector<const geometry::MultiPolygon *> &areas, const Box2 &city)
{
    std::vector<AlertParts> parts;
    geometry::MultiPolygon rims, covered;
    for (const geometry::MultiPolygon *area : areas) {
        AlertParts &part = parts.emplace_back();
        part.depth = std::clamp(std::sqrt(geometry::area(*area)) / 22, 10.0, 150.0);
        const geometry::MultiPolygon left = rims.empty() ? *area : geometry::difference(*area, rims);
        part.core = geometry::intersection(geometry::grown(left, -part.depth), boxed(city));
        part.rim = geometry::difference(left, part.core);
        part.core = geometry::difference(part.core, covered);
        // A lesser one's rim lies on the graver one's core, which gives way.
        for (AlertParts &graver : parts) {
            if (&graver != &part)
                graver.core = geometry::difference(graver.core, part.rim);
        }
        rims.insert(rims.end(), part.rim.begin(), part.rim.end());
        covered.insert(covered.end(), area->begin(), area->end());
    }
    return parts;
}

std::vector<std::pair<Vec2, Vec2>> hatching(const geometry::MultiPolygon &area, double spacing, double degrees)
{
    std::vector<std::pair<Vec2, Vec2>> lines;
    const double angle = glm::radians(degrees);
    const Vec2 along(std::cos(angle), std::sin(angle)), across(-along.y, along.x);
    for (const geometry::Polygon &polygon : area) {
        double low = std::numeric_limits<double>::max(), high = -low;
        for (const Vec2 &p : polygon.outer) {
            low = std::min(low, glm::dot(p, across));
            high = std::max(high, glm::dot(p, across));
        }
        // At multiples of the spacing, so that neighbours' lines meet.
        for (double at = std::ceil(low / spacing) * spacing; at < high; at += spacing) {
            std::vector<double> cuts;
            const auto cut = [&](const Ring &ring) {
                for (size_t i = 0; i < ring.size(); ++i) {
                    const Vec2 &a = ring[i], &b = ring[(i + 1) % ring.size()];
                    const double da = glm::dot(a, across) - at, db = glm::dot(b, across) - at;
                    if ((da < 0) != (db < 0))
                        cuts.push_back(glm::dot(a + (b - a) * (da / (da - db)), along));
                }
            };
            cut(polygon.outer);
            for (const Ring &hole : polygon.holes)
                cut(hole);
            std::sort(cuts.begin(), cuts.end());
            for (size_t i = 0; i + 1 < cuts.size(); i += 2)
                lines.emplace_back(along * cuts[i] + across * at, along * cuts[i + 1] + across * at);
        }
    }
    return lines;
}

}
