#include "BareMesh.h"

#include "Bare.h"

#include <ogrsf_frmts.h>

#include <cmath>

namespace bare
{

namespace
{

struct Point {
    double x, y;
};

/// A building as read: its ring's points lie in one list with those of all others.
struct Outline {
    std::size_t first, count;
    float height;
};

struct Footprints {
    std::vector<Point> points;
    std::vector<Outline> outlines;
    bool degrees = false;
};

double cross(const Point &a, const Point &b, const Point &c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

bool isWithin(const Point &p, const Point &a, const Point &b, const Point &c)
{
    return cross(a, b, p) >= 0 && cross(b, c, p) >= 0 && cross(c, a, p) >= 0;
}

void addRing(Footprints &out, const OGRPolygon &polygon, float height)
{
    const OGRLinearRing *ring = polygon.getExteriorRing();
    if (!ring || ring->getNumPoints() < 4)
        return;
    const int count = ring->getNumPoints() - 1; // the last is the first
    const std::size_t first = out.points.size();
    double area = 0;
    for (int i = 0; i < count; ++i) {
        out.points.push_back({ring->getX(i), ring->getY(i)});
        area += ring->getX(i) * ring->getY(i + 1) - ring->getX(i + 1) * ring->getY(i);
    }
    if (area < 0)
        std::reverse(out.points.begin() + std::ptrdiff_t(first), out.points.end());
    out.outlines.push_back({first, std::size_t(count), height});
}

Footprints readFootprints(const std::string &file, const std::string &only)
{
    Footprints out;
    GDALAllRegister();
    const GDALDatasetUniquePtr data(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
    if (!data)
        return out;
    for (OGRLayer *layer : data->GetLayers()) {
        if (!only.empty() && only != layer->GetName())
            continue;
        const int plain = layer->GetLayerDefn()->GetFieldIndex("height");
        const int height = plain >= 0 ? plain : layer->GetLayerDefn()->GetFieldIndex("height_m");
        if (const OGRSpatialReference *crs = layer->GetSpatialRef())
            out.degrees = crs->IsGeographic();
        for (const auto &feature : *layer) {
            const OGRGeometry *shape = feature->GetGeometryRef();
            if (!shape)
                continue;
            const float tall = height >= 0 ? float(feature->GetFieldAsDouble(height)) : 10;
            if (wkbFlatten(shape->getGeometryType()) == wkbPolygon) {
                addRing(out, *shape->toPolygon(), tall);
            } else if (wkbFlatten(shape->getGeometryType()) == wkbMultiPolygon) {
                for (const OGRPolygon *part : *shape->toMultiPolygon())
                    addRing(out, *part, tall);
            }
        }
    }
    return out;
}

/// Ear clipping of a ring that runs counter-clockwise; `base` is its first point's vertex.
void clipEars(const Point *ring, std::size_t count, std::uint32_t base, std::vector<std::uint32_t> &indices)
{
    static std::vector<std::uint32_t> left;
    left.resize(count);
    for (std::size_t i = 0; i < count; ++i)
        left[i] = std::uint32_t(i);
    std::size_t at = 0, tried = 0;
    while (left.size() > 2 && tried < left.size()) {
        const std::size_t n = left.size();
        const std::uint32_t a = left[at % n], b = left[(at + 1) % n], c = left[(at + 2) % n];
        bool ear = n == 3 || cross(ring[a], ring[b], ring[c]) > 0;
        for (std::size_t i = 0; ear && n > 3 && i < n; ++i) {
            const std::uint32_t p = left[i];
            ear = p == a || p == b || p == c || !isWithin(ring[p], ring[a], ring[b], ring[c]);
        }
        if (!ear) {
            ++at;
            ++tried;
            continue;
        }
        indices.insert(indices.end(), {base + a, base + b, base + c});
        left.erase(left.begin() + std::ptrdiff_t((at + 1) % n));
        tried = 0;
    }
}

std::int8_t toByte(double value)
{
    return std::int8_t(std::lround(value * 127));
}

}

Mesh readMesh(const std::string &file, const std::string &layer)
{
    Mesh mesh;
    const auto reading = Clock::now();
    Footprints city = readFootprints(file, layer);
    mesh.readMs = msSince(reading);
    if (city.points.empty())
        return mesh;
    const auto building = Clock::now();
    Point low = city.points.front(), high = low;
    for (const Point &p : city.points) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    const Point middle{(low.x + high.x) / 2, (low.y + high.y) / 2};
    // Metres a degree on a ball are near enough for a picture.
    const double perY = city.degrees ? 111'320 : 1, perX = perY * (city.degrees ? std::cos(middle.y * M_PI / 180) : 1);
    for (Point &p : city.points)
        p = {(p.x - middle.x) * perX, (p.y - middle.y) * perY};
    mesh.width = (high.x - low.x) * perX;
    mesh.depth = (high.y - low.y) * perY;
    mesh.vertices.reserve(city.points.size() * 5);
    mesh.indices.reserve(city.points.size() * 9);
    for (const Outline &outline : city.outlines) {
        const Point *ring = city.points.data() + outline.first;
        const std::uint32_t feature = mesh.buildings++;
        for (std::size_t i = 0; i < outline.count; ++i) {
            const Point &from = ring[i], &to = ring[(i + 1) % outline.count];
            const double length = std::max(std::hypot(to.x - from.x, to.y - from.y), 1e-9);
            const std::int8_t nx = toByte((to.y - from.y) / length), ny = toByte((from.x - to.x) / length);
            const std::uint32_t base = std::uint32_t(mesh.vertices.size());
            for (const auto &[p, z] : {std::pair{from, 0.f}, {to, 0.f}, {to, outline.height}, {from, outline.height}})
                mesh.vertices.push_back({float(p.x), float(p.y), z, {nx, ny, 0, 0}, feature});
            mesh.indices.insert(mesh.indices.end(), {base, base + 1, base + 2, base, base + 2, base + 3});
        }
        const std::uint32_t base = std::uint32_t(mesh.vertices.size());
        for (std::size_t i = 0; i < outline.count; ++i)
            mesh.vertices.push_back({float(ring[i].x), float(ring[i].y), outline.height, {0, 0, 127, 0}, feature});
        clipEars(ring, outline.count, base, mesh.indices);
    }
    mesh.buildMs = msSince(building);
    return mesh;
}

}
