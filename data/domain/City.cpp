#include "domain/City.h"

#include "domain/TileSource.h"

namespace domain
{

geometry::Box3 City::bounds() const
{
    geometry::Box3 built, ground;
    for (const auto &layer : layers) {
        const bool isGround = layer->info.kind == LayerKind::Terrain || layer->info.kind == LayerKind::Imagery ||
                              layer->info.kind == LayerKind::Relief;
        (isGround ? ground : built).add(layer->bounds());
    }
    return built.isEmpty() ? ground : built;
}

std::shared_ptr<const Terrain> City::terrain() const
{
    for (const auto &layer : layers) {
        if (layer->terrain)
            return layer->terrain;
    }
    return nullptr;
}

double City::groundAt(const geometry::Vec2 &point) const
{
    for (const auto &layer : layers) {
        if (!layer->terrain)
            continue;
        const double height = layer->terrain->heightAt(point);
        if (!std::isnan(height))
            return height;
    }
    return groundLevel;
}

void City::index()
{
    m_index = IndexedLayers(layers);
}

/// Of several layers that have one of that id the last.
template <typename T>
static const T *find(const IndexedLayers &layers, const QString &id, std::vector<T> Layer::*list,
                     qint64 (LayerIndex::*at)(const Layer &, const QString &) const)
{
    for (auto entry = layers.entries().rbegin(); entry != layers.entries().rend(); ++entry) {
        const qint64 item = ((*entry->index).*at)(*entry->layer, id);
        if (item >= 0)
            return &((*entry->layer).*list)[size_t(item)];
    }
    return nullptr;
}

const Building *City::building(const QString &id) const
{
    const Building *building = find(m_index, id, &Layer::buildings, &LayerIndex::building);
    return building || !resident ? building : resident->building(id);
}

const Layer *City::layerOfBuilding(const QString &id) const
{
    const IndexedLayers::Place place = m_index.building(id);
    if (place.layer >= 0)
        return m_index.entries()[size_t(place.layer)].layer.get();
    return resident ? resident->layerOf({ObjectKind::Building, id}) : nullptr;
}

const AdminArea *City::area(const ObjectRef &ref) const
{
    for (auto entry = m_index.entries().rbegin(); entry != m_index.entries().rend(); ++entry) {
        const qint64 item = entry->index->area(ref);
        if (item >= 0)
            return &entry->layer->areas[size_t(item)];
    }
    return nullptr;
}

const Thing *City::thing(const QString &id) const
{
    return find(m_index, id, &Layer::things, &LayerIndex::thing);
}

const Feature *City::feature(const QString &id) const
{
    const Feature *feature = find(m_index, id, &Layer::features, &LayerIndex::feature);
    return feature || !resident ? feature : resident->feature(id);
}

const Unit *City::unit(const QString &id) const
{
    return find(m_index, id, &Layer::units, &LayerIndex::unit);
}

std::vector<const Unit *> City::unitsOf(const QString &building) const
{
    std::vector<const Unit *> result;
    for (const auto &[layer, index] : m_index.entries())
        index->unitsOf(*layer, building, [&](quint32 unit) { result.push_back(&layer->units[unit]); });
    return result;
}

std::vector<const Thing *> City::thingsOf(const QString &building) const
{
    std::vector<const Thing *> result;
    for (const auto &[layer, index] : m_index.entries())
        index->thingsOf(*layer, building, [&](quint32 thing) { result.push_back(&layer->things[thing]); });
    return result;
}

std::vector<std::shared_ptr<const InteriorSource>> City::interiorsOf(const QString &building) const
{
    std::vector<std::shared_ptr<const InteriorSource>> result;
    for (const auto &[layer, index] : m_index.entries()) {
        if (index->knowsInside(*layer, building))
            result.push_back(layer->interiors);
    }
    return result;
}

}
