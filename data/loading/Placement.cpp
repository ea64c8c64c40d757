#include "loading/Placement.h"

#include "base/Parallel.h"
#include "loading/Ground.h"
#include "loading/GroundedTiles.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace loading
{

using geometry::Vec2;

static constexpr float UsualStoreyHeight = 3.0f;

static auto idsOf(const domain::Layer &layer)
{
    return [&layer](quint32 item) -> const QString & { return layer.buildings[item].id; };
}

/// A building of the layer, else of the city before it; null where neither has it.
static const domain::Building *buildingOf(const QString &id, const domain::Layer &layer, const domain::IdIndex &ids,
                                          const domain::City &soFar)
{
    if (id.isEmpty())
        return nullptr;
    const qint64 own = ids.find(id, idsOf(layer));
    return own != domain::IdIndex::None ? &layer.buildings[size_t(own)] : soFar.building(id);
}

void Placement::place(domain::Layer &layer, const domain::City &soFar)
{
    if (layer.tiles && layer.tiles->needsGround())
        layer.tiles = grounded(std::move(layer.tiles), soFar.terrain(), soFar.groundLevel);
    else if (layer.tiles)
        standOn(layer.tiles->root().volume.box.min.z);
    domain::IdIndex ids = nameBuildings(layer, soFar);
    placeBuildings(layer, ids, soFar);
    placeThings(layer, ids, soFar);
    layer.index = std::make_shared<const domain::LayerIndex>(layer, std::move(ids));
}

// Of tiles nothing is read yet; where nothing else tells, the city stands where they begin.
void Placement::standOn(double lowest)
{
    constexpr double Highest = 9000; // a volume around the whole globe says nothing
    if (std::abs(lowest) < Highest)
        m_tilesBegin = std::fmin(m_tilesBegin, lowest);
}

double Placement::groundLevel() const
{
    if (m_grounds.empty())
        return std::isnan(m_tilesBegin) ? 0 : m_tilesBegin;
    // Low, but not the lowest: real data has vertices at -2147483 m.
    std::vector<float> sorted = m_grounds;
    const auto low = sorted.begin() + std::ptrdiff_t(sorted.size() / 20);
    std::nth_element(sorted.begin(), low, sorted.end());
    return *low;
}

/// A source of insides whose buildings have other ids in the city than in the source.
class RenamedInteriors final : public domain::InteriorSource
{
public:
    /// `renamed`: the source's id -> the city's.
    RenamedInteriors(std::shared_ptr<const domain::InteriorSource> source, const QHash<QString, QString> &renamed)
        : m_source(std::move(source))
    {
        for (const QString &id : m_source->buildings()) {
            m_buildings.append(renamed.value(id, id));
            m_ids.insert(m_buildings.last(), id);
        }
    }
    QString source() const override { return m_source->source(); }
    const QStringList &buildings() const override { return m_buildings; }
    bool isWhole() const override { return m_source->isWhole(); }
    base::Result<domain::Interior> read(const domain::Building &building, const base::Job &job) const override
    {
        domain::Building its = building;
        its.id = m_ids.value(building.id, building.id);
        auto interior = m_source->read(its, job);
        if (interior)
            interior->building = building.id;
        return interior;
    }

private:
    std::shared_ptr<const domain::InteriorSource> m_source;
    QStringList m_buildings;
    QHash<QString, QString> m_ids; ///< the city's -> the source's
};

domain::IdIndex Placement::nameBuildings(domain::Layer &layer, const domain::City &soFar)
{
    QHash<QString, QString> renamed;
    domain::IdIndex ids;
    ids.reserve(layer.buildings.size());
    const auto idAt = idsOf(layer);
    const bool others = std::any_of(soFar.layers.begin(), soFar.layers.end(),
                                    [](const auto &before) { return !before->buildings.empty(); });
    for (quint32 i = 0; i < layer.buildings.size(); ++i) {
        domain::Building &building = layer.buildings[i];
        const bool taken = others && soFar.building(building.id);
        if (!taken && ids.insert(i, idAt) == domain::IdIndex::None)
            continue;
        const QString id = building.id;
        for (int n = 2;; ++n) {
            building.id = QStringLiteral("%1#%2").arg(id).arg(n);
            if (!(others && soFar.building(building.id)) && ids.insert(i, idAt) == domain::IdIndex::None)
                break;
        }
        layer.warnings.add(
            QStringLiteral("id-repeated"), layer.info.source, id,
            QCoreApplication::translate("loading", "this building's id is in an earlier layer too; it got a number"));
        renamed.insert(id, building.id);
    }
    if (renamed.isEmpty())
        return ids;
    for (domain::Building &building : layer.buildings) {
        if (!building.partOf.isEmpty())
            building.partOf = renamed.value(building.partOf, building.partOf);
    }
    if (layer.interiors)
        layer.interiors = std::make_shared<RenamedInteriors>(std::move(layer.interiors), renamed);
    return ids;
}

void Placement::placeBuildings(domain::Layer &layer, const domain::IdIndex &ids, const domain::City &soFar)
{
    const bool onTerrain = soFar.terrain() != nullptr;
    constexpr size_t Some = 1024;
    std::vector<char> unknown(onTerrain ? layer.buildings.size() : 0);
    for (size_t i = 0; i < layer.buildings.size(); ++i) {
        domain::Building &building = layer.buildings[i];
        if (!m_replaced.isEmpty() && (m_replaced.contains(building.id) || m_replaced.contains(building.partOf)))
            building.hasParts = true;
        if (!std::isnan(building.ground))
            m_grounds.push_back(float(building.ground));
        else if (onTerrain)
            unknown[i] = 1;
        else
            building.ground = soFar.groundLevel;
    }
    const auto groundAt = [&soFar](const Vec2 &point) { return soFar.groundAt(point); };
    base::parallelRanges(unknown.size(), Some, [&](size_t first, size_t behind) {
        for (size_t i = first; i < behind; ++i) {
            if (unknown[i])
                layer.buildings[i].ground = lowestGround(layer.buildings[i].footprint, soFar.groundLevel, groundAt);
        }
    });
    // Parts stand on their building's ground, so that a slope does not shear them.
    for (domain::Building &building : layer.buildings) {
        if (building.partOf.isEmpty() || building.solid)
            continue;
        if (const domain::Building *whole = buildingOf(building.partOf, layer, ids, soFar))
            building.ground = whole->ground;
    }
}

static double storeyHeightOf(const domain::Building &building)
{
    return building.storeysAbove > 0 && building.height > 0 ? building.height / float(building.storeysAbove)
                                                            : UsualStoreyHeight;
}

void Placement::placeThings(domain::Layer &layer, const domain::IdIndex &ids, const domain::City &soFar)
{
    for (domain::Thing &thing : layer.things) {
        const domain::Building *base = buildingOf(thing.building, layer, ids, soFar);
        if (!thing.building.isEmpty() && !base) {
            layer.warnings.add(
                QStringLiteral("thing-building-unknown"), layer.info.source, thing.id,
                QCoreApplication::translate(
                    "loading", "the building this device names is not there; it stands where its coordinates say"));
        }
        if (std::isnan(thing.position.x) && base)
            thing.position = {geometry::representativePoint(base->footprint), 0};
        if (std::isnan(thing.position.x))
            continue;
        double above = thing.heightAboveGround;
        if (above == 0 && base && thing.storey != 0)
            above =
                (thing.storey > 0 ? thing.storey - 1 : thing.storey) * storeyHeightOf(*base) + 2.2; // under the ceiling
        thing.position.z = (base ? base->ground : soFar.groundAt(Vec2(thing.position))) + above;
    }
    const size_t before = layer.things.size();
    std::erase_if(layer.things, [&](const domain::Thing &thing) {
        if (!std::isnan(thing.position.x))
            return false;
        layer.warnings.add(QStringLiteral("thing-without-place"), layer.info.source, thing.id,
                           QCoreApplication::translate(
                               "loading", "the device has neither coordinates nor a known building; left out"));
        return true;
    });
    if (before)
        layer.info.features = layer.things.size();
}

}
