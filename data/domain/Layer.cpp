#include "domain/Layer.h"

#include "domain/LayerIndex.h"
#include "domain/TileSource.h"

#include <array>

namespace domain
{

static constexpr std::array LayerKindNames{"area",  "building", "storey",  "unit",   "space", "door",
                                           "model", "road",     "rail",    "water",  "green", "facility",
                                           "point", "terrain",  "imagery", "relief", "other", "things"};

QString layerKindName(LayerKind kind)
{
    return QString::fromLatin1(LayerKindNames[size_t(kind)]);
}

bool layerKindFromName(const QString &name, LayerKind &kind)
{
    for (size_t i = 0; i < LayerKindNames.size(); ++i) {
        if (name == QLatin1String(LayerKindNames[i])) {
            kind = LayerKind(i);
            return true;
        }
    }
    return false;
}

geometry::Box3 Layer::bounds() const
{
    return index && index->fits(*this) ? index->bounds() : measuredBounds();
}

geometry::Box3 Layer::measuredBounds() const
{
    using geometry::Vec2;
    using geometry::Vec3;
    geometry::Box3 box;
    const auto addFlat = [&box](const geometry::Box2 &flat, double bottom, double top) {
        if (flat.isEmpty())
            return;
        box.add(Vec3(flat.min, bottom));
        box.add(Vec3(flat.max, top));
    };
    if (tiles)
        box.add(tiles->root().volume.box);
    for (const Building &building : buildings) {
        const double ground = std::isnan(building.ground) ? 0 : building.ground;
        if (building.solid)
            box.add(building.solid->mesh.bounds());
        else
            addFlat(geometry::bounds(building.footprint), ground, ground + building.height);
    }
    for (const AdminArea &area : areas)
        addFlat(geometry::bounds(area.shape), 0, 0);
    for (const Feature &feature : features) {
        addFlat(geometry::bounds(feature.shape), 0, 0);
        for (const Vec2 &p : feature.points)
            addFlat({p, p}, 0, 0);
        if (feature.mesh)
            box.add(feature.mesh->bounds());
    }
    for (const Thing &thing : things)
        box.add(thing.position);
    for (const Model &model : models)
        box.add(model.bounds());
    if (box.isEmpty() && terrain)
        addFlat(terrain->bounds(), terrain->lowest(), terrain->highest());
    if (box.isEmpty() && imagery)
        addFlat(imagery->bounds, 0, 0);
    return box;
}

}
