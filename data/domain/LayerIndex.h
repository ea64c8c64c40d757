#pragma once

#include "domain/IdIndex.h"
#include "domain/Layer.h"

#include <array>
#include <functional>

namespace domain
{

/// Where a layer's objects are, and how far it extends. Holds positions only: the layer is given with each question,
/// and must be as it was.
class LayerIndex
{
public:
    explicit LayerIndex(const Layer &layer);
    /// With the table of its buildings as it is there already.
    LayerIndex(const Layer &layer, IdIndex buildings);

    /// Positions in the layer's lists; -1 where it has none of that id. Of several with one id the last.
    qint64 building(const Layer &layer, const QString &id) const;
    qint64 feature(const Layer &layer, const QString &id) const;
    qint64 thing(const Layer &layer, const QString &id) const;
    qint64 unit(const Layer &layer, const QString &id) const;
    qint64 area(const ObjectRef &ref) const { return m_areas.value(ref, -1); }
    bool knowsInside(const Layer &layer, const QString &building) const;
    /// Those of a building in the order of the list are handed to `take` as positions.
    void unitsOf(const Layer &layer, const QString &building, const std::function<void(quint32)> &take) const;
    void thingsOf(const Layer &layer, const QString &building, const std::function<void(quint32)> &take) const;
    const geometry::Box3 &bounds() const { return m_bounds; }
    /// Whether it can be of that layer still: its lists are as long as they were.
    bool fits(const Layer &layer) const;

private:
    /// (tag of the building's id, position), sorted.
    using ByBuilding = std::vector<std::pair<quint32, quint32>>;

    void makeRest(const Layer &layer);

    IdIndex m_buildings, m_features, m_things, m_units, m_insides;
    QHash<ObjectRef, qint64> m_areas;
    ByBuilding m_unitsOf, m_thingsOf;
    geometry::Box3 m_bounds;
    std::array<size_t, 5> m_sizes{};
};

/// Layers with their indices: the layer's own where it has one.
class IndexedLayers
{
public:
    struct Entry {
        std::shared_ptr<const Layer> layer;
        std::shared_ptr<const LayerIndex> index;
    };

    IndexedLayers() = default;
    explicit IndexedLayers(const std::vector<std::shared_ptr<const Layer>> &layers);
    const std::vector<Entry> &entries() const { return m_entries; }

    /// The layer (position) and the object's position in its list of the last layer that has it; layer -1: none has.
    struct Place {
        qint64 layer = -1, item = -1;
    };
    Place building(const QString &id) const;

private:
    std::vector<Entry> m_entries;
};

}
