#include "IfcBrep.h"

#include "formats/ifc/IfcValues.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace reader
{

using formats::ifc::at;
using formats::ifc::bare;
using formats::step::arguments;
using formats::step::File;
using formats::step::Instance;
using formats::step::Value;

namespace
{

using Values = std::vector<Value>;
using Point = BrepPoint;

Point operator+(const Point &a, const Point &b)
{
    return {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
}
Point operator-(const Point &a, const Point &b)
{
    return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}
Point operator*(const Point &a, double by)
{
    return {a[0] * by, a[1] * by, a[2] * by};
}
double dot(const Point &a, const Point &b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
Point cross(const Point &a, const Point &b)
{
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}
double length(const Point &a)
{
    return std::sqrt(dot(a, a));
}

constexpr double ArcStep = M_PI / 12;

class Faces
{
public:
    explicit Faces(const File &file) : m_file(file) {}

    std::vector<BrepFace> facesOf(const Instance &face) const
    {
        const Values values = arguments(face.arguments);
        const Instance *surface = at(values, 1).isReference() ? m_file.find(values[1].reference) : nullptr;
        std::vector<std::vector<BrepRing>> bounds; // each a list of edges, outer first
        for (const Value &one : at(values, 0).list) {
            const Instance *bound = one.isReference() ? m_file.find(one.reference) : nullptr;
            std::vector<BrepRing> edges = bound ? edgesOf(*bound) : std::vector<BrepRing>();
            if (edges.empty())
                continue;
            if (bound->type == "IFCFACEOUTERBOUND")
                bounds.insert(bounds.begin(), std::move(edges));
            else
                bounds.push_back(std::move(edges));
        }
        if (!surface || bounds.empty())
            return {};
        if (surface->type == "IFCPLANE") {
            BrepFace flat;
            for (const auto &edges : bounds)
                flat.push_back(ringOf(edges));
            std::erase_if(flat, [](const BrepRing &ring) { return ring.size() < 3; });
            return flat.empty() ? std::vector<BrepFace>() : std::vector<BrepFace>{flat};
        }
        if (bounds.size() == 1 && (bounds[0].size() == 4 || bounds[0].size() == 3))
            return patch(bounds[0]);
        if (bounds.size() == 2)
            return band(ringOf(bounds[0]), ringOf(bounds[1]));
        const BrepRing ring = ringOf(bounds[0]);
        return bounds.size() == 1 && ring.size() >= 3 ? fan(ring) : std::vector<BrepFace>();
    }

    /// The edges of a face's bounds, and whether each is met along its own direction.
    std::vector<std::pair<uint32_t, bool>> edgesMet(const Instance &face) const
    {
        std::vector<std::pair<uint32_t, bool>> met;
        const Values bounds = arguments(face.arguments);
        for (const Value &one : at(bounds, 0).list) {
            const Instance *bound = one.isReference() ? m_file.find(one.reference) : nullptr;
            const Values values = bound ? arguments(bound->arguments) : Values();
            const Values loop = valuesOf(at(values, 0), "IFCEDGELOOP");
            for (const Value &edge : at(loop, 0).list) {
                const Values oriented = valuesOf(edge, "IFCORIENTEDEDGE");
                if (at(oriented, 2).isReference())
                    met.emplace_back(oriented[2].reference,
                                     (at(oriented, 3).text == "F") == (at(values, 1).text == "F"));
            }
        }
        return met;
    }

private:
    Values valuesOf(const Value &reference, std::string_view type) const
    {
        const Instance *instance = reference.isReference() ? m_file.find(reference.reference) : nullptr;
        return instance && instance->type == type ? arguments(instance->arguments) : Values();
    }

    Point vectorOf(const Value &reference, const Point &otherwise) const
    {
        const Instance *instance = reference.isReference() ? m_file.find(reference.reference) : nullptr;
        if (!instance)
            return otherwise;
        const Values values = arguments(instance->arguments);
        Point point{0, 0, 0};
        for (size_t i = 0; i < 3 && i < at(values, 0).list.size(); ++i)
            point[i] = bare(at(values, 0).list[i]).number;
        return point;
    }

    std::vector<BrepRing> edgesOf(const Instance &bound) const
    {
        const Values values = arguments(bound.arguments);
        const Values loop = valuesOf(at(values, 0), "IFCEDGELOOP");
        std::vector<BrepRing> edges;
        for (const Value &one : at(loop, 0).list) {
            const Values oriented = valuesOf(one, "IFCORIENTEDEDGE");
            BrepRing edge = edgeOf(valuesOf(at(oriented, 2), "IFCEDGECURVE"));
            if (edge.size() < 2)
                return {};
            if (at(oriented, 3).text == "F")
                std::reverse(edge.begin(), edge.end());
            edges.push_back(std::move(edge));
        }
        if (at(values, 1).text == "F") {
            std::reverse(edges.begin(), edges.end());
            for (BrepRing &edge : edges)
                std::reverse(edge.begin(), edge.end());
        }
        return edges;
    }

    BrepRing edgeOf(const Values &edge) const
    {
        if (edge.size() < 4)
            return {};
        const auto vertex = [&](const Value &reference) {
            return vectorOf(at(valuesOf(reference, "IFCVERTEXPOINT"), 0), {0, 0, 0});
        };
        const Point from = vertex(edge[0]), to = vertex(edge[1]);
        BrepRing between = inside(edge[2], from, to, edge[3].text != "F", 0);
        between.insert(between.begin(), from);
        between.push_back(to);
        return between;
    }

    /// The points between the ends.
    BrepRing inside(const Value &reference, const Point &from, const Point &to, bool same, int depth) const
    {
        constexpr int Deepest = 4;
        const Instance *curve = reference.isReference() ? m_file.find(reference.reference) : nullptr;
        if (!curve || depth > Deepest)
            return {};
        const Values values = arguments(curve->arguments);
        if (curve->type == "IFCCIRCLE" || curve->type == "IFCELLIPSE")
            return arc(values, curve->type == "IFCCIRCLE", from, to, same);
        if (curve->type == "IFCBSPLINECURVEWITHKNOTS" || curve->type == "IFCRATIONALBSPLINECURVEWITHKNOTS")
            return spline(values, same);
        if (curve->type == "IFCTRIMMEDCURVE" || curve->type == "IFCSURFACECURVE" || curve->type == "IFCSEAMCURVE" ||
            curve->type == "IFCINTERSECTIONCURVE") {
            const bool agrees = curve->type != "IFCTRIMMEDCURVE" || at(values, 3).text != "F";
            return inside(at(values, 0), from, to, same == agrees, depth + 1);
        }
        if (curve->type == "IFCPOLYLINE") {
            BrepRing points;
            const auto &list = at(values, 0).list;
            for (size_t i = 1; i + 1 < list.size(); ++i)
                points.push_back(vectorOf(list[i], from));
            if (!same)
                std::reverse(points.begin(), points.end());
            return points;
        }
        return {};
    }

    BrepRing arc(const Values &values, bool isCircle, const Point &from, const Point &to, bool same) const
    {
        const Values axes = valuesOf(at(values, 0), "IFCAXIS2PLACEMENT3D");
        const double a = bare(at(values, 1)).number, b = isCircle ? a : bare(at(values, 2)).number;
        if (axes.empty() || !(a > 0) || !(b > 0))
            return {};
        const Point centre = vectorOf(axes[0], {0, 0, 0});
        Point z = vectorOf(at(axes, 1), {0, 0, 1}), x = vectorOf(at(axes, 2), {1, 0, 0});
        z = z * (1 / std::max(length(z), 1e-12));
        x = x - z * dot(x, z);
        x = x * (1 / std::max(length(x), 1e-12));
        const Point y = cross(z, x);
        const auto angleOf = [&](const Point &p) { return std::atan2(dot(p - centre, y) / b, dot(p - centre, x) / a); };
        const double first = angleOf(from);
        double sweep = angleOf(to) - first;
        if (same && sweep <= 1e-9)
            sweep += 2 * M_PI;
        else if (!same && sweep >= -1e-9)
            sweep -= 2 * M_PI;
        const int steps = std::max(2, int(std::ceil(std::abs(sweep) / ArcStep)));
        BrepRing points;
        for (int i = 1; i < steps; ++i) {
            const double angle = first + sweep * i / steps;
            points.push_back(centre + x * (a * std::cos(angle)) + y * (b * std::sin(angle)));
        }
        return points;
    }

    /// By de Boor, rational ones in homogeneous coordinates (IFC4, IfcBSplineCurveWithKnots).
    BrepRing spline(const Values &values, bool same) const
    {
        const auto degree = size_t(std::clamp(at(values, 0).number, 0.0, 30.0));
        std::vector<std::array<double, 4>> control;
        for (size_t i = 0; i < at(values, 1).list.size(); ++i) {
            const Point p = vectorOf(values[1].list[i], {0, 0, 0});
            const double w = values.size() > 8 && i < values[8].list.size() ? bare(values[8].list[i]).number : 1;
            control.push_back({p[0] * w, p[1] * w, p[2] * w, w});
        }
        std::vector<double> knots;
        for (size_t i = 0; i < at(values, 5).list.size() && i < at(values, 6).list.size(); ++i) {
            const double times = values[5].list[i].number;
            for (int k = 0; k < int(std::clamp(times, 0.0, 100.0)); ++k)
                knots.push_back(bare(values[6].list[i]).number);
        }
        if (degree < 1 || control.size() <= degree || knots.size() != control.size() + degree + 1)
            return {};
        const double first = knots[degree], last = knots[control.size()];
        const size_t steps = std::min<size_t>(64, 8 * (control.size() - degree));
        BrepRing points;
        for (size_t i = 1; i < steps; ++i) {
            const double t = first + (last - first) * double(i) / double(steps);
            size_t span = degree;
            while (span + 1 < control.size() && knots[span + 1] <= t)
                ++span;
            auto d = std::vector<std::array<double, 4>>(control.begin() + std::ptrdiff_t(span - degree),
                                                        control.begin() + std::ptrdiff_t(span + 1));
            for (size_t r = 1; r <= degree; ++r) {
                for (size_t j = degree; j >= r; --j) {
                    const double low = knots[j + span - degree], high = knots[j + 1 + span - r];
                    const double share = high > low ? (t - low) / (high - low) : 0;
                    for (size_t c = 0; c < 4; ++c)
                        d[j][c] = (1 - share) * d[j - 1][c] + share * d[j][c];
                }
            }
            const auto &p = d[degree];
            if (p[3] != 0)
                points.push_back({p[0] / p[3], p[1] / p[3], p[2] / p[3]});
        }
        if (!same)
            std::reverse(points.begin(), points.end());
        return points;
    }

    static BrepRing ringOf(const std::vector<BrepRing> &edges)
    {
        BrepRing ring;
        for (const BrepRing &edge : edges)
            ring.insert(ring.end(), edge.begin(), edge.end() - 1);
        return ring;
    }

    /// At a share of its length.
    static Point along(const BrepRing &line, double share)
    {
        double whole = 0;
        for (size_t i = 1; i < line.size(); ++i)
            whole += length(line[i] - line[i - 1]);
        double left = whole * share;
        for (size_t i = 1; i < line.size(); ++i) {
            const double step = length(line[i] - line[i - 1]);
            if (left <= step && step > 0)
                return line[i - 1] + (line[i] - line[i - 1]) * (left / step);
            left -= step;
        }
        return line.back();
    }

    static void addTriangle(const Point &a, const Point &b, const Point &c, std::vector<BrepFace> &to)
    {
        if (length(cross(b - a, c - a)) > 0)
            to.push_back({{a, b, c}});
    }

    /// Coons' patch between four edges one after the other; the fourth of three is a point.
    static std::vector<BrepFace> patch(std::vector<BrepRing> edges)
    {
        if (edges.size() == 3)
            edges.push_back({edges[2].back(), edges[0].front()});
        const size_t across = std::max({edges[0].size(), edges[2].size(), size_t(2)}) - 1;
        const size_t up = std::max({edges[1].size(), edges[3].size(), size_t(2)}) - 1;
        // Four straight edges that lie in no plane are a saddle: a few steps show it.
        constexpr size_t Least = 4, Most = 100;
        const size_t columns = std::clamp(across, Least, Most), rows = std::clamp(up, Least, Most);
        std::reverse(edges[2].begin(), edges[2].end());
        std::reverse(edges[3].begin(), edges[3].end());
        const Point p00 = edges[0].front(), p10 = edges[0].back(), p01 = edges[2].front(), p11 = edges[2].back();
        std::vector<Point> grid;
        for (size_t j = 0; j <= rows; ++j) {
            for (size_t i = 0; i <= columns; ++i) {
                const double u = double(i) / double(columns), v = double(j) / double(rows);
                const Point ruled = along(edges[0], u) * (1 - v) + along(edges[2], u) * v +
                                    along(edges[3], v) * (1 - u) + along(edges[1], v) * u;
                grid.push_back(ruled -
                               (p00 * ((1 - u) * (1 - v)) + p10 * (u * (1 - v)) + p01 * ((1 - u) * v) + p11 * (u * v)));
            }
        }
        std::vector<BrepFace> faces;
        for (size_t j = 0; j < rows; ++j) {
            for (size_t i = 0; i < columns; ++i) {
                const size_t k = j * (columns + 1) + i;
                addTriangle(grid[k], grid[k + 1], grid[k + columns + 2], faces);
                addTriangle(grid[k], grid[k + columns + 2], grid[k + columns + 1], faces);
            }
        }
        return faces;
    }

    /// Between two closed edges; the second runs the other way round.
    static std::vector<BrepFace> band(BrepRing lower, BrepRing upper)
    {
        if (lower.size() < 3 || upper.size() < 3)
            return {};
        std::reverse(upper.begin(), upper.end());
        const auto nearest = std::min_element(upper.begin(), upper.end(), [&](const Point &a, const Point &b) {
            return length(a - lower.front()) < length(b - lower.front());
        });
        std::rotate(upper.begin(), nearest, upper.end());
        lower.push_back(lower.front());
        upper.push_back(upper.front());
        const size_t steps = std::max(lower.size(), upper.size()) - 1;
        std::vector<BrepFace> faces;
        for (size_t i = 0; i < steps; ++i) {
            const double t = double(i) / double(steps), next = double(i + 1) / double(steps);
            const Point a = along(lower, t), b = along(lower, next), c = along(upper, next), d = along(upper, t);
            addTriangle(a, b, c, faces);
            addTriangle(a, c, d, faces);
        }
        return faces;
    }

    static std::vector<BrepFace> fan(const BrepRing &ring)
    {
        Point middle{0, 0, 0};
        for (const Point &p : ring)
            middle = middle + p * (1 / double(ring.size()));
        std::vector<BrepFace> faces;
        for (size_t i = 0; i < ring.size(); ++i)
            addTriangle(ring[i], ring[(i + 1) % ring.size()], middle, faces);
        return faces;
    }

    const File &m_file;
};

}

std::vector<BrepFace> flatFacesOf(const File &file, const Instance &advancedFace)
{
    return Faces(file).facesOf(advancedFace);
}

std::vector<bool> turnedFaces(const File &file, const std::vector<const Instance *> &advancedFaces)
{
    const Faces faces(file);
    std::vector<std::vector<std::pair<uint32_t, bool>>> met;
    std::map<uint32_t, std::vector<std::pair<size_t, bool>>> users;
    for (size_t i = 0; i < advancedFaces.size(); ++i) {
        met.push_back(faces.edgesMet(*advancedFaces[i]));
        for (const auto &[edge, forward] : met.back())
            users[edge].emplace_back(i, forward);
    }
    std::vector<bool> turned(advancedFaces.size(), false), seen(advancedFaces.size(), false);
    for (size_t first = 0; first < advancedFaces.size(); ++first) {
        std::vector<size_t> next{first};
        while (!next.empty()) {
            const size_t face = next.back();
            next.pop_back();
            if (seen[face])
                continue;
            seen[face] = true;
            for (const auto &[edge, forward] : met[face]) {
                const auto &neighbours = users[edge];
                constexpr size_t Most = 4; // more tell nothing of sides
                for (const auto &[other, itsForward] : neighbours) {
                    if (neighbours.size() > Most || other == face || seen[other])
                        continue;
                    turned[other] = turned[face] != (forward == itsForward);
                    next.push_back(other);
                }
            }
        }
    }
    return turned;
}

}
