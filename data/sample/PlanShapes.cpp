#include "sample/PlanShapes.h"

#include "sample/Planar.h"
#include "sample/Shapes.h"

#include <algorithm>

namespace sample
{

namespace
{

constexpr double Tiny = 1e-6;

double between(const Vec2 &a, const Vec2 &b, double x)
{
    return b.x - a.x < Tiny ? b.y : a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x);
}

/// Positions where either line turns.
std::vector<double> turns(const Profile &a, const Profile &b)
{
    std::vector<double> xs;
    for (const Profile *line : {&a, &b}) {
        for (const Vec2 &p : line->points())
            xs.push_back(p.x);
    }
    std::sort(xs.begin(), xs.end());
    xs.erase(std::unique(xs.begin(), xs.end(), [](double p, double q) { return q - p < Tiny; }), xs.end());
    return xs;
}

}

Ring Axes::toOwn(const Ring &ring) const
{
    Ring out;
    out.reserve(ring.size());
    for (const Vec2 &p : ring)
        out.push_back(toOwn(p));
    return out;
}

Ring Axes::toMap(const Ring &ring) const
{
    Ring out;
    out.reserve(ring.size());
    for (const Vec2 &p : ring)
        out.push_back(toMap(p));
    if (geometry::signedArea(out) < 0)
        std::reverse(out.begin(), out.end());
    return out;
}

Profile Profile::level(double x0, double x1, double y)
{
    return Profile({{x0, y}, {x1, y}});
}

double Profile::at(double x) const
{
    for (size_t i = 0; i + 1 < m_points.size(); ++i) {
        if (x < m_points[i + 1].x - Tiny && x >= m_points[i].x - Tiny)
            return between(m_points[i], m_points[i + 1], x);
    }
    return x < x0() ? m_points.front().y : m_points.back().y;
}

double Profile::lowest() const
{
    double y = m_points.front().y;
    for (const Vec2 &p : m_points)
        y = std::min(y, p.y);
    return y;
}

double Profile::highest() const
{
    double y = m_points.front().y;
    for (const Vec2 &p : m_points)
        y = std::max(y, p.y);
    return y;
}

Profile Profile::cut(double a, double b) const
{
    std::vector<Vec2> out;
    for (size_t i = 0; i + 1 < m_points.size(); ++i) {
        const Vec2 &p = m_points[i], &q = m_points[i + 1];
        const double from = std::max(p.x, a), to = std::min(q.x, b);
        if (to - from < Tiny)
            continue;
        for (const double x : {from, to}) {
            const Vec2 point(x, between(p, q, x));
            if (out.empty() || glm::length(out.back() - point) > Tiny)
                out.push_back(point);
        }
    }
    return Profile(std::move(out));
}

Profile Profile::flipped() const
{
    std::vector<Vec2> out(m_points.rbegin(), m_points.rend());
    for (Vec2 &p : out)
        p.x = -p.x;
    return Profile(std::move(out));
}

Profile Profile::atLeast(double y) const
{
    std::vector<Vec2> out;
    for (size_t i = 0; i < m_points.size(); ++i) {
        const Vec2 &p = m_points[i];
        if (i > 0) {
            const Vec2 &before = m_points[i - 1];
            if ((before.y < y) != (p.y < y) && p.x - before.x > Tiny)
                out.push_back({before.x + (p.x - before.x) * (y - before.y) / (p.y - before.y), y});
        }
        out.push_back({p.x, std::max(p.y, y)});
    }
    return Profile(std::move(out));
}

Profile Profile::atMost(double y) const
{
    Profile turned = *this;
    for (Vec2 &p : turned.m_points)
        p.y = -p.y;
    turned = turned.atLeast(-y);
    for (Vec2 &p : turned.m_points)
        p.y = -p.y;
    return turned;
}

Profile Profile::replaced(double a, double b, double y) const
{
    a = std::max(a, x0());
    b = std::min(b, x1());
    if (b - a < Tiny)
        return *this;
    Profile out = a - x0() > Tiny ? cut(x0(), a) : Profile();
    out.append(level(a, b, y));
    if (x1() - b > Tiny)
        out.append(cut(b, x1()));
    return out;
}

void Profile::append(const Profile &further)
{
    m_points.insert(m_points.end(), further.m_points.begin(), further.m_points.end());
}

double Strip::area() const
{
    const Ring outline = ring();
    return outline.size() < 3 ? 0.0 : std::abs(geometry::signedArea(outline));
}

Ring Strip::ring() const
{
    Ring raw = lo.points();
    raw.insert(raw.end(), hi.points().rbegin(), hi.points().rend());
    // Points repeated or on the way between their neighbours say nothing.
    bool dropped = true;
    while (dropped && raw.size() > 3) {
        dropped = false;
        for (size_t i = 0; i < raw.size() && raw.size() > 3; ++i) {
            const Vec2 &a = raw[(i + raw.size() - 1) % raw.size()], &p = raw[i], &b = raw[(i + 1) % raw.size()];
            if (glm::length(p - a) < 1e-4 || distanceToSegment(p, a, b) < 1e-5) {
                raw.erase(raw.begin() + long(i));
                dropped = true;
                --i;
            }
        }
    }
    return raw;
}

std::vector<std::pair<double, double>> runs(const Profile &lo, const Profile &hi, double thickness)
{
    std::vector<std::pair<double, double>> out;
    if (lo.isEmpty() || hi.isEmpty())
        return out;
    const std::vector<double> xs = turns(lo, hi);
    for (size_t i = 0; i + 1 < xs.size(); ++i) {
        const double a = xs[i], b = xs[i + 1];
        // Just inside the stretch, since lines may step at its ends.
        const double e = (b - a) * 1e-3;
        const double atA = hi.at(a + e) - lo.at(a + e) - thickness, atB = hi.at(b - e) - lo.at(b - e) - thickness;
        double from = a, to = b;
        if (atA < -Tiny && atB < -Tiny)
            continue;
        if (atA < -Tiny)
            from = a + (b - a) * atA / (atA - atB);
        else if (atB < -Tiny)
            to = a + (b - a) * atA / (atA - atB);
        if (!out.empty() && from - out.back().second < Tiny)
            out.back().second = to;
        else
            out.push_back({from, to});
    }
    return out;
}

Strip seenFrom(const std::vector<Ring> &area, double x0, double x1, double base, double reach)
{
    std::vector<double> xs{x0, x1};
    const auto note = [&](double x) {
        if (x > x0 + Tiny && x < x1 - Tiny)
            xs.push_back(x);
    };
    for (const Ring &ring : area) {
        for (size_t k = 0; k < ring.size(); ++k) {
            const Vec2 &p = ring[k], &q = ring[(k + 1) % ring.size()];
            note(p.x);
            // What is seen changes also where a border crosses the line that one looks from, or the reach.
            for (const double y : {base, base + reach}) {
                if ((p.y < y) != (q.y < y))
                    note(p.x + (q.x - p.x) * (y - p.y) / (q.y - p.y));
            }
        }
    }
    std::sort(xs.begin(), xs.end());
    std::vector<Vec2> lo, hi;
    struct Crossing {
        double y;
        Vec2 a, b;
    };
    std::vector<Crossing> above;
    for (size_t i = 0; i + 1 < xs.size(); ++i) {
        const double a = xs[i], b = xs[i + 1], m = (a + b) / 2;
        if (b - a < Tiny)
            continue;
        above.clear();
        for (const Ring &ring : area) {
            for (size_t k = 0; k < ring.size(); ++k) {
                Vec2 p = ring[k], q = ring[(k + 1) % ring.size()];
                if (p.x > q.x)
                    std::swap(p, q);
                if (p.x < m && q.x > m && between(p, q, m) > base + Tiny)
                    above.push_back({between(p, q, m), p, q});
            }
        }
        std::sort(above.begin(), above.end(), [](const Crossing &p, const Crossing &q) { return p.y < q.y; });
        const auto put = [](std::vector<Vec2> &out, const Vec2 &p) {
            if (out.empty() || glm::length(out.back() - p) > Tiny)
                out.push_back(p);
        };
        const size_t first = above.size() % 2; // odd: the base is inside
        const bool seen = first == 1 || (above.size() >= 2 && above[0].y < base + reach);
        for (const double x : {a, b}) {
            put(lo, {x, seen && first == 0 ? between(above[0].a, above[0].b, x) : base});
            put(hi, {x, seen ? std::max(base, between(above[1 - first].a, above[1 - first].b, x)) : base});
        }
    }
    return {Profile(std::move(lo)), Profile(std::move(hi))};
}

Ring inset(const Ring &ring, double by)
{
    Ring out;
    const size_t n = ring.size();
    for (size_t i = 0; i < n; ++i) {
        const Vec2 &p = ring[i];
        const Vec2 before = glm::normalize(p - ring[(i + n - 1) % n]), after = glm::normalize(ring[(i + 1) % n] - p);
        const Vec2 a(-before.y, before.x), b(-after.y, after.x); // inward, the ring runs counter-clockwise
        const double cosine = glm::dot(a, b);
        if (cosine < -0.9)
            return {};
        out.push_back(p + (a + b) * (by / (1.0 + cosine)));
    }
    if (geometry::signedArea(out) > 0 && liesIn(out, Polygon{ring, {}})) {
        // A mitre may run past its neighbours where edges are short.
        bool turned = false;
        for (size_t i = 0; i < n; ++i)
            turned = turned || glm::dot(out[(i + 1) % n] - out[i], ring[(i + 1) % n] - ring[i]) <= 0;
        if (!turned)
            return out;
    }
    const MultiPolygon exact = shrunk({{ring, {}}}, by);
    const auto largest = std::max_element(exact.begin(), exact.end(), [](const Polygon &a, const Polygon &b) {
        return geometry::area(a) < geometry::area(b);
    });
    return largest == exact.end() ? Ring() : largest->outer;
}

}
