#include "domain/LayerIndex.h"

#include <algorithm>

namespace domain
{

template <typename T> static auto idsOf(const std::vector<T> &list)
{
    return [&list](quint32 item) -> const QString & { return list[item].id; };
}

static auto idsOf(const QStringList &list)
{
    return [&list](quint32 item) -> const QString & { return list[qsizetype(item)]; };
}

template <typename List> static IdIndex indexOf(const List &list)
{
    IdIndex index;
    if (list.empty())
        return index;
    index.reserve(size_t(list.size()));
    const auto ids = idsOf(list);
    for (quint32 i = 0; i < quint32(list.size()); ++i)
        index.insert(i, ids, true);
    return index;
}

template <typename T> static std::vector<std::pair<quint32, quint32>> byBuilding(const std::vector<T> &list)
{
    std::vector<std::pair<quint32, quint32>> sorted;
    for (quint32 i = 0; i < list.size(); ++i) {
        if (!list[i].building.isEmpty())
            sorted.emplace_back(IdIndex::tagOf(list[i].building), i);
    }
    std::sort(sorted.begin(), sorted.end());
    sorted.shrink_to_fit();
    return sorted;
}

template <typename T>
static void findOf(const std::vector<T> &list, const std::vector<std::pair<quint32, quint32>> &sorted,
                   const QString &building, const std::function<void(quint32)> &take)
{
    const quint32 tag = sorted.empty() ? 0 : IdIndex::tagOf(building);
    for (auto at = std::lower_bound(sorted.begin(), sorted.end(), std::pair(tag, quint32(0)));
         at != sorted.end() && at->first == tag; ++at) {
        if (list[at->second].building == building)
            take(at->second);
    }
}

static std::array<size_t, 5> sizesOf(const Layer &layer)
{
    return {layer.buildings.size(), layer.features.size(), layer.things.size(), layer.units.size(), layer.areas.size()};
}

LayerIndex::LayerIndex(const Layer &layer) : m_buildings(indexOf(layer.buildings))
{
    makeRest(layer);
}

LayerIndex::LayerIndex(const Layer &layer, IdIndex buildings) : m_buildings(std::move(buildings))
{
    makeRest(layer);
}

void LayerIndex::makeRest(const Layer &layer)
{
    m_features = indexOf(layer.features);
    m_things = indexOf(layer.things);
    m_units = indexOf(layer.units);
    for (size_t i = 0; i < layer.areas.size(); ++i)
        m_areas.insert(layer.areas[i].ref(), qint64(i));
    m_unitsOf = byBuilding(layer.units);
    m_thingsOf = byBuilding(layer.things);
    if (layer.interiors)
        m_insides = indexOf(layer.interiors->buildings());
    m_bounds = layer.measuredBounds();
    m_sizes = sizesOf(layer);
}

bool LayerIndex::fits(const Layer &layer) const
{
    return m_sizes == sizesOf(layer);
}

qint64 LayerIndex::building(const Layer &layer, const QString &id) const
{
    return m_buildings.find(id, idsOf(layer.buildings));
}

qint64 LayerIndex::feature(const Layer &layer, const QString &id) const
{
    return m_features.find(id, idsOf(layer.features));
}

qint64 LayerIndex::thing(const Layer &layer, const QString &id) const
{
    return m_things.find(id, idsOf(layer.things));
}

qint64 LayerIndex::unit(const Layer &layer, const QString &id) const
{
    return m_units.find(id, idsOf(layer.units));
}

bool LayerIndex::knowsInside(const Layer &layer, const QString &building) const
{
    return !m_insides.isEmpty() && m_insides.find(building, idsOf(layer.interiors->buildings())) != IdIndex::None;
}

void LayerIndex::unitsOf(const Layer &layer, const QString &building, const std::function<void(quint32)> &take) const
{
    findOf(layer.units, m_unitsOf, building, take);
}

void LayerIndex::thingsOf(const Layer &layer, const QString &building, const std::function<void(quint32)> &take) const
{
    findOf(layer.things, m_thingsOf, building, take);
}

IndexedLayers::IndexedLayers(const std::vector<std::shared_ptr<const Layer>> &layers)
{
    m_entries.reserve(layers.size());
    for (const auto &layer : layers) {
        const bool known = layer->index && layer->index->fits(*layer);
        m_entries.push_back({layer, known ? layer->index : std::make_shared<const LayerIndex>(*layer)});
    }
}

IndexedLayers::Place IndexedLayers::building(const QString &id) const
{
    for (size_t i = m_entries.size(); i-- > 0;) {
        const qint64 item = m_entries[i].index->building(*m_entries[i].layer, id);
        if (item >= 0)
            return {qint64(i), item};
    }
    return {};
}

}
