#include "sample/Shapes.h"

#include <algorithm>

namespace sample
{

Vec2 rotated(const Vec2 &p, double angle)
{
    const double c = std::cos(angle), s = std::sin(angle);
    return {p.x * c - p.y * s, p.x * s + p.y * c};
}

Ring placedAt(const Ring &ring, const Vec2 &at, double angle)
{
    Ring out;
    out.reserve(ring.size());
    for (const Vec2 &p : ring)
        out.push_back(at + rotated(p, angle));
    return out;
}

Ring scaledAbout(const Ring &ring, const Vec2 &centre, double factor)
{
    Ring out;
    out.reserve(ring.size());
    for (const Vec2 &p : ring)
        out.push_back(centre + (p - centre) * factor);
    return out;
}

Vec2 centroid(const Ring &ring)
{
    // About the first point, since map coordinates are large against a building.
    Vec2 sum(0.0);
    double twice = 0;
    for (size_t i = 0; i < ring.size(); ++i) {
        const Vec2 a = ring[i] - ring[0], b = ring[(i + 1) % ring.size()] - ring[0];
        const double cross = a.x * b.y - b.x * a.y;
        sum += (a + b) * cross;
        twice += cross;
    }
    return std::abs(twice) < 1e-9 ? ring[0] : ring[0] + sum / (3.0 * twice);
}

Ring reversed(Ring ring)
{
    std::reverse(ring.begin(), ring.end());
    return ring;
}

static double side(const Vec2 &a, const Vec2 &b, const Vec2 &p)
{
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

static bool segmentsCross(const Vec2 &a, const Vec2 &b, const Vec2 &c, const Vec2 &d)
{
    const double ab1 = side(a, b, c), ab2 = side(a, b, d), cd1 = side(c, d, a), cd2 = side(c, d, b);
    return ((ab1 > 0) != (ab2 > 0)) && ((cd1 > 0) != (cd2 > 0));
}

static bool ringsCross(const Ring &a, const Ring &b)
{
    for (size_t i = 0; i < a.size(); ++i) {
        const Vec2 &a1 = a[i], &a2 = a[(i + 1) % a.size()];
        const Vec2 low = glm::min(a1, a2), high = glm::max(a1, a2);
        for (size_t j = 0; j < b.size(); ++j) {
            const Vec2 &b1 = b[j], &b2 = b[(j + 1) % b.size()];
            if (std::max(b1.x, b2.x) < low.x || std::min(b1.x, b2.x) > high.x || std::max(b1.y, b2.y) < low.y ||
                std::min(b1.y, b2.y) > high.y)
                continue;
            if (segmentsCross(a1, a2, b1, b2))
                return true;
        }
    }
    return false;
}

bool liesIn(const Ring &inner, const Polygon &outer)
{
    for (const Vec2 &p : inner) {
        if (!geometry::contains(outer.outer, p))
            return false;
    }
    if (ringsCross(inner, outer.outer))
        return false;
    for (const Ring &hole : outer.holes) {
        if (geometry::contains(hole, inner.front()) || geometry::contains(inner, hole.front()) ||
            ringsCross(inner, hole))
            return false;
    }
    return true;
}

bool liesIn(const Ring &inner, const MultiPolygon &outer)
{
    return std::any_of(outer.begin(), outer.end(), [&](const Polygon &p) { return liesIn(inner, p); });
}

double distanceToSegment(const Vec2 &p, const Vec2 &a, const Vec2 &b)
{
    const Vec2 d = b - a;
    const double squared = glm::dot(d, d);
    const double t = squared > 0 ? std::clamp(glm::dot(p - a, d) / squared, 0.0, 1.0) : 0.0;
    return glm::length(p - (a + d * t));
}

double distanceToLine(const Vec2 &p, const LineString &line)
{
    double best = std::numeric_limits<double>::infinity();
    for (size_t i = 0; i + 1 < line.size(); ++i)
        best = std::min(best, distanceToSegment(p, line[i], line[i + 1]));
    return best;
}

double distanceToRing(const Vec2 &p, const Ring &ring)
{
    double best = std::numeric_limits<double>::infinity();
    for (size_t i = 0; i < ring.size(); ++i)
        best = std::min(best, distanceToSegment(p, ring[i], ring[(i + 1) % ring.size()]));
    return best;
}

bool tooClose(const Ring &a, const Ring &b, double gap)
{
    const geometry::Box2 boxA = geometry::bounds(a), boxB = geometry::bounds(b);
    if (!boxA.grown(gap).intersects(boxB))
        return false;
    if (geometry::contains(a, b.front()) || geometry::contains(b, a.front()) || ringsCross(a, b))
        return true;
    if (gap <= 0)
        return false;
    for (const Vec2 &p : a) {
        if (distanceToRing(p, b) < gap)
            return true;
    }
    for (const Vec2 &p : b) {
        if (distanceToRing(p, a) < gap)
            return true;
    }
    return false;
}

Vec2 pointAlong(const LineString &line, double at, Vec2 *direction)
{
    for (size_t i = 0; i + 1 < line.size(); ++i) {
        const Vec2 d = line[i + 1] - line[i];
        const double length = glm::length(d);
        if (at <= length || i + 2 == line.size()) {
            if (direction)
                *direction = length > 0 ? d / length : Vec2(1, 0);
            return line[i] + (length > 0 ? d * std::min(at / length, 1.0) : Vec2(0.0));
        }
        at -= length;
    }
    return line.empty() ? Vec2(0.0) : line.back();
}

double chainage(const LineString &line, const Vec2 &p, double *sideOut)
{
    double best = std::numeric_limits<double>::infinity(), at = 0, run = 0;
    for (size_t i = 0; i + 1 < line.size(); ++i) {
        const Vec2 d = line[i + 1] - line[i];
        const double length = glm::length(d);
        const double t = length > 0 ? std::clamp(glm::dot(p - line[i], d) / (length * length), 0.0, 1.0) : 0.0;
        const double distance = glm::length(p - (line[i] + d * t));
        if (distance < best) {
            best = distance;
            at = run + t * length;
            if (sideOut)
                *sideOut = side(line[i], line[i + 1], p);
        }
        run += length;
    }
    return at;
}

LineString smoothed(LineString line, int rounds)
{
    for (int r = 0; r < rounds && line.size() > 2; ++r) {
        LineString next{line.front()};
        for (size_t i = 0; i + 1 < line.size(); ++i) {
            if (i > 0)
                next.push_back(line[i] * 0.75 + line[i + 1] * 0.25);
            if (i + 2 < line.size())
                next.push_back(line[i] * 0.25 + line[i + 1] * 0.75);
        }
        next.push_back(line.back());
        line = std::move(next);
    }
    return line;
}

Vec2 innermost(const Polygon &polygon, double &radius)
{
    const geometry::Box2 box = geometry::bounds(polygon.outer);
    const auto clearance = [&](const Vec2 &p) {
        if (!geometry::contains(polygon, p))
            return -1.0;
        double d = distanceToRing(p, polygon.outer);
        for (const Ring &hole : polygon.holes)
            d = std::min(d, distanceToRing(p, hole));
        return d;
    };
    Vec2 best = centroid(polygon.outer);
    radius = clearance(best);
    double step = std::max(box.size().x, box.size().y) / 10.0;
    for (double x = box.min.x + step / 2; x < box.max.x; x += step) {
        for (double y = box.min.y + step / 2; y < box.max.y; y += step) {
            const double d = clearance({x, y});
            if (d > radius + 0.5) {
                radius = d;
                best = {x, y};
            }
        }
    }
    for (; step > 0.7; step *= 0.6) {
        for (const Vec2 &d : {Vec2(step, 0), Vec2(-step, 0), Vec2(0, step), Vec2(0, -step)}) {
            const double found = clearance(best + d);
            if (found > radius) {
                radius = found;
                best += d;
            }
        }
    }
    radius = std::max(radius, 0.0);
    return best;
}

double mainAngle(const Ring &ring)
{
    // Directions modulo a quarter turn are averaged as unit vectors of four times the angle, weighted by the square of
    // the length, so that short corner pieces do not pull.
    double c = 0, s = 0;
    for (size_t i = 0; i < ring.size(); ++i) {
        const Vec2 d = ring[(i + 1) % ring.size()] - ring[i];
        const double angle = std::atan2(d.y, d.x), weight = glm::dot(d, d);
        c += weight * std::cos(4 * angle);
        s += weight * std::sin(4 * angle);
    }
    return std::atan2(s, c) / 4;
}

Ring rectangle(double w, double d)
{
    return {{-w / 2, -d / 2}, {w / 2, -d / 2}, {w / 2, d / 2}, {-w / 2, d / 2}};
}

Ring crossPlan(double w, double d, double notch)
{
    const double x = w / 2, y = d / 2, a = w * 0.12, b = d * 0.12;
    return {{-x, -y}, {-a, -y}, {-a, -y + notch}, {a, -y + notch},  {a, -y},
            {x, -y},  {x, -b},  {x - notch, -b},  {x - notch, b},   {x, b},
            {x, y},   {a, y},   {a, y - notch},   {-a, y - notch},  {-a, y},
            {-x, y},  {-x, b},  {-x + notch, b},  {-x + notch, -b}, {-x, -b}};
}

Ring plusPlan(double w, double d, double arm)
{
    const double x = w / 2, y = d / 2, a = arm / 2;
    return {{-a, -y}, {a, -y}, {a, -a}, {x, -a}, {x, a}, {a, a}, {a, y}, {-a, y}, {-a, a}, {-x, a}, {-x, -a}, {-a, -a}};
}

Ring yPlan(double reach, double arm)
{
    Ring ring;
    const double inner = arm / 2 / std::sin(std::numbers::pi / 3);
    for (int i = 0; i < 3; ++i) {
        const double angle = -std::numbers::pi / 2 + i * 2 * std::numbers::pi / 3;
        ring.push_back(rotated({reach, -arm / 2}, angle));
        ring.push_back(rotated({reach, arm / 2}, angle));
        ring.push_back(rotated({inner, 0}, angle + std::numbers::pi / 3));
    }
    return ring;
}

Ring chamferedPlan(double w, double d, double cut)
{
    const double x = w / 2, y = d / 2;
    return {{-x + cut, -y}, {x - cut, -y}, {x, -y + cut}, {x, y - cut},
            {x - cut, y},   {-x + cut, y}, {-x, y - cut}, {-x, -y + cut}};
}

Ring roundedPlan(double w, double d, double exponent, int points)
{
    Ring ring;
    for (int i = 0; i < points; ++i) {
        const double angle = (i + 0.5) * 2 * std::numbers::pi / points;
        const double c = std::cos(angle), s = std::sin(angle);
        const double r = std::pow(std::pow(std::abs(c), exponent) + std::pow(std::abs(s), exponent), -1.0 / exponent);
        ring.push_back({c * r * w / 2, s * r * d / 2});
    }
    return ring;
}

Ring lPlan(double w, double d, double wing)
{
    const double x = w / 2, y = d / 2;
    return {{-x, -y}, {-x + wing, -y}, {-x + wing, y - wing}, {x, y - wing}, {x, y}, {-x, y}};
}

Ring uPlan(double w, double d, double wing)
{
    const double x = w / 2, y = d / 2;
    return {{-x, -y}, {-x + wing, -y}, {-x + wing, y - wing}, {x - wing, y - wing}, {x - wing, -y}, {x, -y},
            {x, y},   {-x, y}};
}

Ring hPlan(double w, double d, double wing, double waist)
{
    const double x = w / 2, y = d / 2, h = waist / 2;
    return {{-x, -y}, {-x + wing, -y}, {-x + wing, -h}, {x - wing, -h}, {x - wing, -y}, {x, -y},
            {x, y},   {x - wing, y},   {x - wing, h},   {-x + wing, h}, {-x + wing, y}, {-x, y}};
}

Ring steppedPlan(double w, double d, double shift)
{
    const double x = w / 2, y = d / 2;
    return {{-x, -y}, {0, -y}, {0, -y + shift}, {x, -y + shift}, {x, y + shift}, {0, y + shift}, {0, y}, {-x, y}};
}

Ring sawPlan(double w, double d, int bays, double bay)
{
    const double x = w / 2, y = d / 2, pitch = w / bays, half = 1.7;
    Ring ring{{-x, -y}, {x, -y}, {x, y}};
    for (int i = bays - 1; i >= 0; --i) {
        const double middle = -x + pitch * (i + 0.5);
        ring.push_back({middle + half, y});
        ring.push_back({middle + half, y + bay});
        ring.push_back({middle - half, y + bay});
        ring.push_back({middle - half, y});
    }
    ring.push_back({-x, y});
    return ring;
}

Polygon courtyardPlan(double w, double d, double wing)
{
    return {rectangle(w, d), {reversed(rectangle(w - 2 * wing, d - 2 * wing))}};
}

}
