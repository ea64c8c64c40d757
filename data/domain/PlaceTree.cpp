#include "domain/PlaceTree.h"

#include "base/Parallel.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace domain
{

Counts &Counts::operator+=(const Counts &other)
{
    buildings += other.buildings;
    storeys += other.storeys;
    units += other.units;
    residents += other.residents;
    letUnits += other.letUnits;
    urbanVillageBuildings += other.urbanVillageBuildings;
    for (size_t i = 0; i < things.size(); ++i)
        things[i] += other.things[i];
    for (const auto &[name, value] : other.sums)
        sums[name] += value;
    return *this;
}

PlaceTree::PlaceTree(const std::vector<std::shared_ptr<const Layer>> &layers, base::Warnings &warnings)
{
    // Areas, top levels first, so that a parent is known before its children.
    struct Source {
        const Layer *layer;
        size_t index;
    };
    std::vector<Source> sources;
    for (const auto &layer : layers) {
        for (size_t i = 0; i < layer->areas.size(); ++i) {
            if (layer->areas[i].level != ObjectKind::Quarter)
                sources.push_back({layer.get(), i});
        }
    }
    std::stable_sort(sources.begin(), sources.end(), [](const Source &a, const Source &b) {
        return a.layer->areas[a.index].level < b.layer->areas[b.index].level;
    });
    for (const Source &source : sources) {
        const AdminArea &area = source.layer->areas[source.index];
        Node node;
        node.area = area;
        node.areaM2 = geometry::area(area.shape);
        const AttributeTable &table = source.layer->attributes;
        for (int c = 0; c < table.columns(); ++c) {
            const double value = table.isNumeric(c) ? table.number(source.index, c) : geometry::NaN;
            if (!std::isnan(value))
                node.own.sums[table.name(c)] = value;
        }
        m_byRef.insert(area.ref(), qint32(m_nodes.size()));
        m_nodes.push_back(std::move(node));
    }

    const auto warningFor = [&](const AdminArea &area, const char *code, const QString &message) {
        warnings.add(QString::fromLatin1(code), {}, area.id, message);
    };
    std::vector<geometry::Vec2> inside(m_nodes.size());
    for (size_t i = 0; i < m_nodes.size(); ++i)
        inside[i] = geometry::representativePoint(m_nodes[i].area.shape);
    std::vector<geometry::Box2> boxes;
    QHash<QString, std::vector<qint32>> byId;
    for (size_t i = 0; i < m_nodes.size(); ++i) {
        boxes.push_back(geometry::bounds(m_nodes[i].area.shape));
        byId[m_nodes[i].area.id].push_back(qint32(i));
    }
    m_areas = geometry::SpatialIndex(boxes);
    for (size_t i = 0; i < m_nodes.size(); ++i) {
        Node &node = m_nodes[i];
        qint32 byName = -1, byPlace = -1;
        // Sorted by level: the last match is the nearest level above.
        const auto isAbove = [&](qint32 k) { return m_nodes[size_t(k)].area.level < node.area.level; };
        if (!node.area.parent.isEmpty())
            for (const qint32 k : byId.value(node.area.parent))
                if (isAbove(k))
                    byName = std::max(byName, k);
        if (byName < 0 && !std::isnan(inside[i].x))
            m_areas.query({inside[i], inside[i]}, [&](uint32_t k) {
                if (qint32(k) > byPlace && isAbove(qint32(k)) && geometry::contains(m_nodes[k].area.shape, inside[i]))
                    byPlace = qint32(k);
                return true;
            });
        if (byName < 0 && !node.area.parent.isEmpty())
            warningFor(node.area, "area-parent-unknown",
                       QCoreApplication::translate("domain", "its parent is not there; placed by position"));
        node.parent = byName >= 0 ? byName : byPlace;
        if (node.parent >= 0)
            m_nodes[size_t(node.parent)].children.push_back(qint32(i));
    }

    // An area whose children carry an attribute shows their sum: adding its own value would count it twice.
    for (size_t i = m_nodes.size(); i-- > 0;) {
        Node &node = m_nodes[i];
        for (const qint32 child : node.children) {
            for (const auto &[name, value] : m_nodes[size_t(child)].counts.sums)
                node.own.sums.erase(name);
        }
        node.counts.sums = node.own.sums;
        for (const qint32 child : node.children) {
            for (const auto &[name, value] : m_nodes[size_t(child)].counts.sums)
                node.counts.sums[name] += value;
        }
    }

    const auto ownOf = [&](qint32 node) -> Counts & { return node < 0 ? m_total : m_nodes[size_t(node)].own; };
    m_layers = IndexedLayers(layers);
    placeBuildings(layers);
    const QString nowhere = QCoreApplication::translate("domain", "the building stands in no area");
    // What stands in no area counts in the total alone.
    for (quint32 l = 0; l < layers.size(); ++l) {
        const Layer &layer = *layers[l];
        for (quint32 i = 0; i < layer.buildings.size(); ++i) {
            const Building &building = layer.buildings[i];
            if (!building.partOf.isEmpty())
                continue;
            const qint32 node = areaOfBuilding(l, i);
            if (node < 0 && m_areaOf)
                warnings.add(QStringLiteral("building-outside-grids"), layer.info.source, building.id, nowhere);
            if (node >= 0)
                m_nodes[size_t(node)].buildings.emplace_back(l, i);
            Counts &own = ownOf(node);
            ++own.buildings;
            own.storeys += building.storeysAbove + building.storeysBelow;
            own.urbanVillageBuildings += building.use == BuildingUse::UrbanVillage;
        }
    }
    bool hasUnits = false;
    for (const auto &layer : layers) {
        hasUnits = hasUnits || !layer->units.empty();
        for (const Unit &unit : layer->units) {
            Counts &own = ownOf(areaOfBuilding(unit.building));
            ++own.units;
            own.residents += unit.occupants;
            own.letUnits += unit.tenancy == QLatin1String("let");
        }
        for (const Thing &thing : layer->things) {
            const qint32 ofBuilding = areaOfBuilding(thing.building);
            ++ownOf(ofBuilding >= 0 ? ofBuilding : areaAt(geometry::Vec2(thing.position))).things[size_t(thing.kind)];
        }
    }
    if (!hasUnits) {
        for (size_t l = 0; l < layers.size(); ++l) {
            for (size_t i = 0; i < layers[l]->buildings.size(); ++i) {
                const Building &building = layers[l]->buildings[i];
                if (!building.partOf.isEmpty())
                    continue;
                Counts &own = ownOf(areaOfBuilding(l, i));
                own.units += building.units;
                own.residents += building.residents;
            }
        }
    }

    for (size_t i = m_nodes.size(); i-- > 0;) {
        Node &node = m_nodes[i];
        const std::map<QString, double> sums = std::move(node.counts.sums);
        node.counts = node.own;
        for (const qint32 child : node.children)
            node.counts += m_nodes[size_t(child)].counts;
        node.counts.sums = sums;
        if (node.parent < 0)
            m_total += node.counts;
    }
}

void PlaceTree::placeBuildings(const std::vector<std::shared_ptr<const Layer>> &layers)
{
    if (m_nodes.empty())
        return;
    constexpr size_t Some = 1024;
    auto areaOf = std::make_shared<std::vector<std::vector<qint32>>>(layers.size());
    for (size_t l = 0; l < layers.size(); ++l) {
        const std::vector<Building> &buildings = layers[l]->buildings;
        std::vector<qint32> &areas = (*areaOf)[l];
        areas.assign(buildings.size(), -1);
        base::parallelRanges(buildings.size(), Some, [&](size_t first, size_t behind) {
            for (size_t i = first; i < behind; ++i) {
                if (buildings[i].partOf.isEmpty())
                    areas[i] = areaAt(geometry::representativePoint(buildings[i].footprint));
            }
        });
    }
    m_areaOf = std::move(areaOf);
}

std::vector<qint32> PlaceTree::roots() const
{
    std::vector<qint32> result;
    for (size_t i = 0; i < m_nodes.size(); ++i) {
        if (m_nodes[i].parent < 0)
            result.push_back(qint32(i));
    }
    return result;
}

qint32 PlaceTree::indexOf(const ObjectRef &area) const
{
    return m_byRef.value(area, -1);
}

qint32 PlaceTree::areaAt(const geometry::Vec2 &point) const
{
    // Nodes are sorted by level: the highest index that contains the point is the smallest area.
    qint32 found = -1;
    if (std::isnan(point.x))
        return found;
    m_areas.query({point, point}, [&](uint32_t node) {
        if (qint32(node) > found && geometry::contains(m_nodes[node].area.shape, point))
            found = qint32(node);
        return true;
    });
    return found;
}

qint32 PlaceTree::areaOfBuilding(const QString &building) const
{
    if (!m_areaOf || building.isEmpty())
        return -1;
    const IndexedLayers::Place place = m_layers.building(building);
    return place.layer < 0 ? -1 : areaOfBuilding(size_t(place.layer), size_t(place.item));
}

qint32 PlaceTree::areaOfBuilding(size_t layer, size_t building) const
{
    const bool known = m_areaOf && layer < m_areaOf->size() && building < (*m_areaOf)[layer].size();
    return known ? (*m_areaOf)[layer][building] : -1;
}

std::vector<qint32> PlaceTree::path(qint32 node) const
{
    std::vector<qint32> result;
    for (; node >= 0; node = m_nodes[size_t(node)].parent)
        result.insert(result.begin(), node);
    return result;
}

}
