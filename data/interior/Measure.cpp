#include "interior/Measure.h"

#include "geometry/Triangulation.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

namespace interior
{

using geometry::Vec3;

static double degrees(double radians)
{
    return radians * 180 / M_PI;
}

double lengthOf(const std::vector<Vec3> &line)
{
    double sum = 0;
    for (size_t i = 1; i < line.size(); ++i)
        sum += glm::length(line[i] - line[i - 1]);
    return sum;
}

double angleAt(const Vec3 &at, const Vec3 &a, const Vec3 &b)
{
    const Vec3 toA = a - at, toB = b - at;
    // By both sine and cosine: acos alone loses half the digits near 0 and 180.
    if (glm::length(toA) == 0 || glm::length(toB) == 0)
        return geometry::NaN;
    return degrees(std::atan2(glm::length(glm::cross(toA, toB)), glm::dot(toA, toB)));
}

double slopeOf(const Vec3 &a, const Vec3 &b)
{
    const Vec3 d = b - a;
    return glm::length(d) == 0 ? geometry::NaN : degrees(std::atan2(d.z, std::hypot(d.x, d.y)));
}

RingMeasure measureRing(const std::vector<Vec3> &ring)
{
    RingMeasure measure;
    if (ring.size() < 2)
        return measure;
    Vec3 twice(0), middle(0);
    for (size_t i = 0; i < ring.size(); ++i) {
        const Vec3 &a = ring[i], &b = ring[(i + 1) % ring.size()];
        measure.perimeter += glm::length(b - a);
        twice += glm::cross(a - ring[0], b - ring[0]);
        middle += a / double(ring.size());
    }
    measure.area = glm::length(twice) / 2;
    measure.normal = geometry::newellNormal(ring);
    for (const Vec3 &p : ring)
        measure.unevenness = std::max(measure.unevenness, std::abs(glm::dot(p - middle, measure.normal)));
    return measure;
}

namespace
{

/// Some triangles of a mesh, with vertices at the same millimetre as one: readers repeat them for every face.
class Welded
{
public:
    using Corners = std::array<quint32, 3>;
    Welded(const geometry::Mesh &mesh, const std::vector<quint32> &triangles)
    {
        std::map<std::array<qint64, 3>, quint32> known;
        std::unordered_map<uint32_t, quint32> of;
        for (const quint32 triangle : triangles) {
            Corners corners{};
            for (size_t i = 0; i < 3; ++i) {
                const uint32_t index = mesh.indices[size_t(triangle) * 3 + i];
                const auto [welded, isFirst] = of.try_emplace(index, 0);
                if (isFirst) {
                    const geometry::Vec3f &p = mesh.positions[index];
                    const auto [found, isNew] =
                        known.try_emplace({std::llround(double(p.x) * 1000), std::llround(double(p.y) * 1000),
                                           std::llround(double(p.z) * 1000)},
                                          quint32(at.size()));
                    if (isNew)
                        at.push_back(mesh.origin + Vec3(p));
                    welded->second = found->second;
                }
                corners[i] = welded->second;
            }
            of3.push_back(corners);
        }
    }
    Vec3 cross(size_t triangle) const
    {
        const Corners &c = of3[triangle];
        return glm::cross(at[c[1]] - at[c[0]], at[c[2]] - at[c[0]]);
    }

    std::vector<Vec3> at;
    std::vector<Corners> of3; ///< one a triangle, in the order given
};

using Edge = std::pair<quint32, quint32>;
using Edges = std::map<Edge, int>; ///< how much oftener the edge is met from the smaller to the larger index

void count(Edges &edges, quint32 from, quint32 to)
{
    if (from != to)
        from < to ? ++edges[{from, to}] : --edges[{to, from}];
}

/// Whether the edges that are met one way only cancel once they are cut at each other's ends: readers that cut openings
/// leave long edges beside short ones.
bool cancels(const Edges &edges, const std::vector<Vec3> &at)
{
    std::vector<std::pair<Edge, int>> open;
    std::set<quint32> ends;
    for (const auto &[edge, excess] : edges) {
        if (excess == 0)
            continue;
        open.emplace_back(edge, excess);
        ends.insert({edge.first, edge.second});
    }
    constexpr size_t Most = 4000; // pairs are tried
    if (open.size() > Most)
        return false;
    constexpr double Off = 0.002;
    Edges cut;
    for (const auto &[edge, excess] : open) {
        const Vec3 &a = at[edge.first], along = at[edge.second] - a;
        const double length = glm::length(along);
        std::vector<std::pair<double, quint32>> stops{{0, edge.first}, {length, edge.second}};
        for (const quint32 end : ends) {
            const double t = glm::dot(at[end] - a, along) / length;
            if (t > Off && t < length - Off && glm::length(at[end] - a - along * (t / length)) < Off)
                stops.emplace_back(t, end);
        }
        std::sort(stops.begin(), stops.end());
        for (size_t i = 1; i < stops.size(); ++i) {
            for (int k = 0; k < std::abs(excess); ++k)
                excess > 0 ? count(cut, stops[i - 1].second, stops[i].second)
                           : count(cut, stops[i].second, stops[i - 1].second);
        }
    }
    return std::all_of(cut.begin(), cut.end(), [](const auto &one) { return one.second == 0; });
}

std::vector<quint32> allTriangles(const geometry::Mesh &mesh)
{
    std::vector<quint32> all(mesh.triangles());
    std::iota(all.begin(), all.end(), 0u);
    return all;
}

/// Directed edges become rings; what stays open is left out.
std::vector<std::vector<Vec3>> ringsOf(std::multimap<quint32, quint32> next, const std::vector<Vec3> &at)
{
    std::vector<std::vector<Vec3>> rings;
    while (!next.empty()) {
        std::vector<Vec3> ring;
        const quint32 first = next.begin()->first;
        quint32 here = first;
        bool closed = false;
        for (auto way = next.find(here); way != next.end(); way = next.find(here)) {
            ring.push_back(at[here]);
            here = way->second;
            next.erase(way);
            if (here == first) {
                closed = true;
                break;
            }
        }
        // Points on a straight line are those of the triangles, not of the face.
        for (size_t i = 0; closed && i < ring.size() && ring.size() > 3;) {
            const Vec3 &a = ring[(i + ring.size() - 1) % ring.size()], &b = ring[i], &c = ring[(i + 1) % ring.size()];
            const bool straight =
                glm::length(glm::cross(b - a, c - b)) <= 1e-4 * glm::length(b - a) * glm::length(c - b);
            if (straight)
                ring.erase(ring.begin() + std::ptrdiff_t(i));
            else
                ++i;
        }
        if (closed && ring.size() >= 3)
            rings.push_back(std::move(ring));
    }
    return rings;
}

}

BodyMeasure measureBody(const geometry::Mesh &mesh)
{
    BodyMeasure measure;
    const Welded welded(mesh, allTriangles(mesh));
    Edges edges;
    double sixfold = 0;
    for (size_t t = 0; t < welded.of3.size(); ++t) {
        const Welded::Corners &corner = welded.of3[t];
        for (const quint32 index : corner)
            measure.box.add(welded.at[index]);
        const Vec3 across = welded.cross(t);
        measure.surface += glm::length(across) / 2;
        sixfold += glm::dot(welded.at[corner[0]] - mesh.origin, across);
        for (size_t i = 0; i < 3; ++i)
            count(edges, corner[i], corner[(i + 1) % 3]);
    }
    measure.closed = !edges.empty() && cancels(edges, welded.at);
    measure.volume = measure.closed ? std::abs(sixfold) / 6 : geometry::NaN;
    return measure;
}

FaceMeasure faceAt(const geometry::Mesh &mesh, quint32 triangle)
{
    FaceMeasure face;
    if (triangle >= mesh.triangles())
        return face;
    const auto point = [&](size_t t, size_t i) { return mesh.origin + Vec3(mesh.positions[mesh.indices[t * 3 + i]]); };
    const auto across = [&](size_t t) { return glm::cross(point(t, 1) - point(t, 0), point(t, 2) - point(t, 0)); };
    const Vec3 on = point(triangle, 0), seed = across(triangle);
    if (glm::length(seed) == 0)
        return face;
    face.normal = glm::normalize(seed);
    constexpr double Off = 0.002, Tilt = 0.9998; // metres; a cosine: 1.1 degrees
    std::vector<quint32> flat;
    size_t first = 0;
    for (quint32 t = 0; t < mesh.triangles(); ++t) {
        const auto isOn = [&](size_t i) { return std::abs(glm::dot(point(t, i) - on, face.normal)) < Off; };
        if (!isOn(0) || !isOn(1) || !isOn(2))
            continue;
        const Vec3 n = across(t);
        if (!(glm::dot(n, face.normal) > Tilt * glm::length(n)))
            continue;
        if (t == triangle)
            first = flat.size();
        flat.push_back(t);
    }
    // From edge to edge.
    const Welded welded(mesh, flat);
    std::multimap<Edge, size_t> users;
    const auto edge = [&](size_t t, size_t i) {
        const quint32 a = welded.of3[t][i], b = welded.of3[t][(i + 1) % 3];
        return Edge(std::min(a, b), std::max(a, b));
    };
    for (size_t t = 0; t < flat.size(); ++t) {
        for (size_t i = 0; i < 3; ++i)
            users.emplace(edge(t, i), t);
    }
    std::vector<bool> taken(flat.size(), false);
    std::vector<size_t> found{first};
    taken[first] = true;
    for (size_t k = 0; k < found.size(); ++k) {
        for (size_t i = 0; i < 3; ++i) {
            for (auto [at, end] = users.equal_range(edge(found[k], i)); at != end; ++at) {
                if (!taken[at->second]) {
                    taken[at->second] = true;
                    found.push_back(at->second);
                }
            }
        }
    }
    Edges border;
    Vec3 weighted(0);
    for (const size_t t : found) {
        face.triangles.push_back(flat[t]);
        const Welded::Corners &corner = welded.of3[t];
        const double area = glm::length(welded.cross(t)) / 2;
        face.area += area;
        weighted += (welded.at[corner[0]] + welded.at[corner[1]] + welded.at[corner[2]]) * (area / 3);
        for (size_t i = 0; i < 3; ++i)
            count(border, corner[i], corner[(i + 1) % 3]);
    }
    face.middle = face.area > 0 ? weighted / face.area : on;
    std::multimap<quint32, quint32> next;
    for (const auto &[ends, excess] : border) {
        for (int i = 0; i < std::abs(excess); ++i)
            excess > 0 ? next.emplace(ends.first, ends.second) : next.emplace(ends.second, ends.first);
        face.perimeter += std::abs(excess) * glm::length(welded.at[ends.second] - welded.at[ends.first]);
    }
    face.outlines = ringsOf(std::move(next), welded.at);
    return face;
}

Snap snapOf(const geometry::Mesh &mesh, quint32 triangle, const Vec3 &point, double reach)
{
    Snap corner, middle, edge;
    double toCorner = reach, toMiddle = reach, toEdge = reach;
    for (const auto &ring : faceAt(mesh, triangle).outlines) {
        for (size_t i = 0; i < ring.size(); ++i) {
            const Vec3 &a = ring[i], &b = ring[(i + 1) % ring.size()];
            if (const double d = glm::length(point - a); d <= toCorner) {
                toCorner = d;
                corner = {Snap::To::Corner, a, a, a};
            }
            const Vec3 half = (a + b) * 0.5;
            if (const double d = glm::length(point - half); d <= toMiddle) {
                toMiddle = d;
                middle = {Snap::To::Middle, half, a, b};
            }
            const Vec3 along = b - a;
            const double t = std::clamp(glm::dot(point - a, along) / std::max(glm::dot(along, along), 1e-12), 0.0, 1.0);
            const Vec3 nearest = a + along * t;
            if (const double d = glm::length(point - nearest); d <= toEdge) {
                toEdge = d;
                edge = {Snap::To::Edge, nearest, a, b};
            }
        }
    }
    return corner.to != Snap::To::Nothing ? corner : middle.to != Snap::To::Nothing ? middle : edge;
}

}
