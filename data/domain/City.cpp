#include "domain/City.h"

#include "domain/TileSource.h"

#include <algorithm>

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
    m_buildings.clear(), m_things.clear(), m_features.clear(), m_units.clear();
    m_areas.clear(), m_unitsOf.clear(), m_thingsOf.clear(), m_interiorsOf.clear();
    for (quint32 l = 0; l < layers.size(); ++l) {
        const Layer &layer = *layers[l];
        m_buildings.reserve(m_buildings.size() + qsizetype(layer.buildings.size()));
        for (quint32 i = 0; i < layer.buildings.size(); ++i)
            m_buildings.insert(layer.buildings[i].id, {l, i});
        for (quint32 i = 0; i < layer.areas.size(); ++i)
            m_areas.insert(layer.areas[i].ref(), {l, i});
        for (quint32 i = 0; i < layer.features.size(); ++i)
            m_features.insert(layer.features[i].id, {l, i});
        for (quint32 i = 0; i < layer.things.size(); ++i) {
            m_things.insert(layer.things[i].id, {l, i});
            if (!layer.things[i].building.isEmpty())
                m_thingsOf.insert(layer.things[i].building, {l, i});
        }
        m_units.reserve(m_units.size() + qsizetype(layer.units.size()));
        m_unitsOf.reserve(m_unitsOf.size() + qsizetype(layer.units.size()));
        for (quint32 i = 0; i < layer.units.size(); ++i) {
            m_units.insert(layer.units[i].id, {l, i});
            m_unitsOf.insert(layer.units[i].building, {l, i});
        }
        if (layer.interiors) {
            for (const QString &building : layer.interiors->buildings())
                m_interiorsOf.insert(building, l);
        }
    }
}

template <typename T, typename Index>
static const T *find(const City &city, const Index &index, const auto &key, std::vector<T> Layer::*list)
{
    const auto at = index.constFind(key);
    return at == index.constEnd() ? nullptr : &((*city.layers[at->first]).*list)[at->second];
}

const Building *City::building(const QString &id) const
{
    const Building *building = find(*this, m_buildings, id, &Layer::buildings);
    return building || !resident ? building : resident->building(id);
}

const Layer *City::layerOfBuilding(const QString &id) const
{
    const auto at = m_buildings.constFind(id);
    if (at != m_buildings.constEnd())
        return layers[at->first].get();
    return resident ? resident->layerOf({ObjectKind::Building, id}) : nullptr;
}

const AdminArea *City::area(const ObjectRef &ref) const
{
    return find(*this, m_areas, ref, &Layer::areas);
}

const Thing *City::thing(const QString &id) const
{
    return find(*this, m_things, id, &Layer::things);
}

const Feature *City::feature(const QString &id) const
{
    const Feature *feature = find(*this, m_features, id, &Layer::features);
    return feature || !resident ? feature : resident->feature(id);
}

const Unit *City::unit(const QString &id) const
{
    return find(*this, m_units, id, &Layer::units);
}

std::vector<const Unit *> City::unitsOf(const QString &building) const
{
    std::vector<const Unit *> result;
    for (auto [at, end] = m_unitsOf.equal_range(building); at != end; ++at)
        result.push_back(&layers[at->first]->units[at->second]);
    std::reverse(result.begin(), result.end()); // QMultiHash gives the last inserted first
    return result;
}

std::vector<const Thing *> City::thingsOf(const QString &building) const
{
    std::vector<const Thing *> result;
    for (auto [at, end] = m_thingsOf.equal_range(building); at != end; ++at)
        result.push_back(&layers[at->first]->things[at->second]);
    std::reverse(result.begin(), result.end());
    return result;
}

std::vector<std::shared_ptr<const InteriorSource>> City::interiorsOf(const QString &building) const
{
    std::vector<std::shared_ptr<const InteriorSource>> result;
    for (auto [at, end] = m_interiorsOf.equal_range(building); at != end; ++at)
        result.push_back(layers[*at]->interiors);
    std::reverse(result.begin(), result.end()); // QMultiHash gives the last inserted first
    return result;
}

}
