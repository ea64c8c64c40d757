#include "formats/tiles3d/Volumes.h"

#include <algorithm>
#include <cmath>

namespace formats::tiles3d
{

using geometry::Box2;
using geometry::Box3;
using geometry::Vec2;
using geometry::Vec3;

namespace
{

constexpr double Degree = M_PI / 180;

/// Points of the volume's surface in the tileset's coordinates, the corners with them: `steps` an edge.
std::vector<Vec3> pointsOf(const Volume &volume, const Matrix &transform, int steps)
{
    std::vector<Vec3> points;
    const auto &v = volume.v;
    const auto between = [steps](int i, double a, double b) { return a + (b - a) * i / steps; };
    const auto eachOfGrid = [&](auto &&visit) {
        for (int i = 0; i <= steps; ++i) {
            for (int j = 0; j <= steps; ++j) {
                for (int k = 0; k <= steps; ++k)
                    visit(i, j, k);
            }
        }
    };
    switch (volume.kind) {
    case Volume::Kind::Region: {
        const double east = v[2] < v[0] ? v[2] + 2 * M_PI : v[2]; // across the date line
        eachOfGrid([&](int i, int j, int k) {
            points.push_back(toEarth({between(i, v[0], east) / Degree, between(j, v[1], v[3]) / Degree, //
                                      between(k, v[4], v[5])}));
        });
        break;
    }
    case Volume::Kind::Box: {
        const Vec3 centre(v[0], v[1], v[2]), x(v[3], v[4], v[5]), y(v[6], v[7], v[8]), z(v[9], v[10], v[11]);
        eachOfGrid([&](int i, int j, int k) {
            const Vec3 p = centre + between(i, -1, 1) * x + between(j, -1, 1) * y + between(k, -1, 1) * z;
            points.emplace_back(transform * glm::dvec4(p, 1));
        });
        break;
    }
    case Volume::Kind::Sphere: {
        const Vec3 centre(transform * glm::dvec4(v[0], v[1], v[2], 1));
        const double radius = v[3] * scaleOf(transform);
        eachOfGrid([&](int i, int j, int k) { // the cube around it
            points.push_back(centre + radius * Vec3(between(i, -1, 1), between(j, -1, 1), between(k, -1, 1)));
        });
        break;
    }
    case Volume::Kind::None:
        break;
    }
    return points;
}

Box3 boxOf(const std::vector<Vec3> &points)
{
    Box3 box;
    for (const Vec3 &p : points)
        box.add(p);
    return box;
}

/// Calls `visit` for the volumes that matter: those of tiles with contents, or without children.
template <typename Visit> void eachCovering(const TilesetFile &file, const Visit &visit)
{
    std::vector<quint32> open{0};
    while (!open.empty()) {
        const TileRecord &tile = file.tiles[open.back()];
        open.pop_back();
        if (!tile.contents.isEmpty() || tile.implicit >= 0 || tile.children.empty())
            visit(tile.volume, tile.volumeTransform < 0 ? Matrix(1.0) : file.transforms[size_t(tile.volumeTransform)]);
        else
            open.insert(open.end(), tile.children.begin(), tile.children.end());
    }
}

}

bool liesOnEarth(const TilesetFile &file)
{
    if (std::any_of(file.tiles.begin(), file.tiles.end(),
                    [](const TileRecord &tile) { return tile.volume.kind == Volume::Kind::Region; }))
        return true;
    constexpr double Lowest = 6'300'000, Highest = 6'450'000, Global = 1'000'000;
    const Box3 box = coverOf(file);
    const double out = glm::length(box.centre());
    return (out > Lowest && out < Highest) || glm::length(box.size()) > Global;
}

Box3 coverOf(const TilesetFile &file)
{
    Box3 box;
    eachCovering(file, [&box](const Volume &volume, const Matrix &transform) {
        box.add(boxOf(pointsOf(volume, transform, 1)));
    });
    return box;
}

Box2 lonLatExtent(const TilesetFile &file)
{
    Box2 extent;
    if (!liesOnEarth(file))
        return extent;
    eachCovering(file, [&extent](const Volume &volume, const Matrix &transform) {
        if (volume.kind == Volume::Kind::Region) {
            extent.add(Vec2(volume.v[0], volume.v[1]) / Degree);
            extent.add(Vec2(volume.v[2], volume.v[3]) / Degree);
            return;
        }
        for (const Vec3 &p : pointsOf(volume, transform, 1))
            extent.add(Vec2(toLonLatHeight(p)));
    });
    return extent;
}

Vec3 footOf(const TilesetFile &file)
{
    double lowest = std::numeric_limits<double>::infinity();
    eachCovering(file, [&lowest](const Volume &volume, const Matrix &transform) {
        if (volume.kind == Volume::Kind::Region) {
            lowest = std::min(lowest, volume.v[4]);
            return;
        }
        for (const Vec3 &p : pointsOf(volume, transform, 1))
            lowest = std::min(lowest, toLonLatHeight(p).z);
    });
    return toEarth(Vec3(lonLatExtent(file).centre(), std::isfinite(lowest) ? lowest : 0));
}

domain::TileVolume toScene(const Volume &volume, const Matrix &transform, const Placing &placing)
{
    domain::TileVolume made;
    std::vector<Vec3> points = pointsOf(volume, transform, 2);
    constexpr double Farthest = 5'000'000, Everywhere = 20'000'000; // metres
    bool sound = !points.empty();
    for (Vec3 &p : points) {
        p = placing.apply(p);
        sound = sound && glm::length(p) < Farthest;
    }
    if (!sound) {
        made.box = {Vec3(-Everywhere), Vec3(Everywhere)};
        made.radius = glm::length(made.box.max);
        return made;
    }
    constexpr double Bulge = 1.001; // what the map bends between the points
    made.box = boxOf(points);
    made.centre = made.box.centre();
    for (const Vec3 &p : points)
        made.radius = std::max(made.radius, glm::length(p - made.centre) * Bulge);
    if (volume.kind == Volume::Kind::Sphere) { // the points are those of the cube around it, which may stand askew
        made.radius /= std::sqrt(3.0);
        made.box = {made.centre - made.radius, made.centre + made.radius};
    }
    return made;
}

domain::TileVolume coverInScene(const TilesetFile &file, const domain::TileVolume &root, const Placing &placing)
{
    domain::TileVolume cover;
    eachCovering(file, [&](const Volume &volume, const Matrix &transform) {
        cover.box.add(toScene(volume, transform, placing).box);
    });
    if (cover.box.isEmpty() || glm::length(cover.box.size()) >= glm::length(root.box.size()))
        return root;
    cover.centre = cover.box.centre();
    cover.radius = glm::length(cover.box.size()) / 2;
    return cover;
}

Volume subdivided(const Volume &root, bool octree, int level, const std::array<quint64, 3> &at)
{
    Volume part = root;
    const double parts = std::ldexp(1.0, level);
    const auto &v = root.v;
    if (root.kind == Volume::Kind::Region) {
        const double east = v[2] < v[0] ? v[2] + 2 * M_PI : v[2];
        const auto cut = [parts](double low, double high, quint64 i) { return low + (high - low) * double(i) / parts; };
        part.v[0] = cut(v[0], east, at[0]);
        part.v[2] = cut(v[0], east, at[0] + 1);
        part.v[1] = cut(v[1], v[3], at[1]);
        part.v[3] = cut(v[1], v[3], at[1] + 1);
        if (octree) {
            part.v[4] = cut(v[4], v[5], at[2]);
            part.v[5] = cut(v[4], v[5], at[2] + 1);
        }
        return part;
    }
    if (root.kind != Volume::Kind::Box)
        return part; // a sphere cannot be divided; each has the whole
    for (size_t axis = 0; axis < (octree ? 3 : 2); ++axis) {
        const double along = (2 * double(at[axis]) + 1) / parts - 1;
        for (size_t c = 0; c < 3; ++c) {
            part.v[c] += along * v[3 + 3 * axis + c];
            part.v[3 + 3 * axis + c] = v[3 + 3 * axis + c] / parts;
        }
    }
    return part;
}

}
