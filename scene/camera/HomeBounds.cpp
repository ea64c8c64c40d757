#include "scene/camera/HomeBounds.h"

#include "domain/TileSource.h"

#include <algorithm>

namespace scene
{

using domain::LayerKind;
using geometry::Box2;
using geometry::Box3;
using geometry::Vec2;

namespace
{

constexpr double Least = 2000; ///< metres: what is so near is no stray

double sideOf(const Box3 &box)
{
    return std::max(box.size().x, box.size().y);
}

/// Where nearly all of these are; empty where they are too few to tell.
Box2 mostOf(std::vector<Vec2> &points)
{
    constexpr size_t Few = 20, Strays = 100; // one of so many, at each end
    if (points.size() < Few)
        return {};
    Box2 box{Vec2(0), Vec2(0)};
    for (const int axis : {0, 1}) {
        std::sort(points.begin(), points.end(), [axis](const Vec2 &a, const Vec2 &b) { return a[axis] < b[axis]; });
        const size_t off = std::max<size_t>(1, points.size() / Strays);
        box.min[axis] = points[off][axis];
        box.max[axis] = points[points.size() - 1 - off][axis];
    }
    return box;
}

/// A layer's box without what lies far off its other features.
Box3 withoutStrays(const domain::Layer &layer)
{
    constexpr double Far = 4; // times as large
    constexpr size_t Looked = 4000;
    const Box3 whole = layer.bounds();
    if (whole.isEmpty() || sideOf(whole) < Least)
        return whole;
    std::vector<Vec2> points;
    const auto look = [&points](const Box2 &box) {
        if (!box.isEmpty())
            points.push_back(box.centre());
    };
    const size_t step = std::max<size_t>(1, layer.buildings.size() / Looked);
    for (size_t i = 0; i < layer.buildings.size(); i += step)
        look(geometry::bounds(layer.buildings[i].footprint));
    const size_t featureStep = std::max<size_t>(1, layer.features.size() / Looked);
    for (size_t i = 0; i < layer.features.size(); i += featureStep) {
        Box2 box = geometry::bounds(layer.features[i].shape);
        for (const Vec2 &point : layer.features[i].points)
            box.add(point);
        look(box);
    }
    for (const domain::Thing &thing : layer.things)
        points.emplace_back(thing.position);
    const Box2 most = mostOf(points);
    if (most.isEmpty())
        return whole;
    const double side = std::max({most.size().x, most.size().y, Least / Far});
    if (sideOf(whole) <= Far * side)
        return whole;
    const Box2 kept = most.grown(side / 4);
    return {{glm::max(kept.min, Vec2(whole.min)), whole.min.z}, {glm::min(kept.max, Vec2(whole.max)), whole.max.z}};
}

}

Box3 homeBounds(const domain::City &city)
{
    constexpr double Far = 4;
    struct Part {
        bool isBuilt = false;
        double weight = 0;
        Box3 box;
    };
    std::vector<Part> parts;
    for (const auto &layer : city.layers) {
        const LayerKind kind = layer->info.kind;
        if (kind == LayerKind::Terrain || kind == LayerKind::Imagery || kind == LayerKind::Relief)
            continue;
        Part part;
        part.box = withoutStrays(*layer);
        if (part.box.isEmpty())
            continue;
        part.isBuilt = kind == LayerKind::Building || kind == LayerKind::Model;
        part.weight = layer->tiles ? double(std::max<size_t>(layer->info.features, 1000))
                                   : double(layer->buildings.size() + layer->features.size() + layer->things.size() +
                                            layer->areas.size() + layer->models.size());
        parts.push_back(part);
    }
    if (parts.empty())
        return city.bounds();
    std::stable_sort(parts.begin(), parts.end(), [](const Part &a, const Part &b) {
        return a.isBuilt != b.isBuilt ? a.isBuilt : a.weight > b.weight;
    });
    Box3 home = parts.front().box;
    for (const Part &part : parts) {
        Box3 with = home;
        with.add(part.box);
        if (sideOf(with) <= std::max(Least, Far * sideOf(home)))
            home = with;
    }
    return home;
}

}
