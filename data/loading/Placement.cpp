#include "loading/Placement.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace loading
{

using geometry::Vec2;

static constexpr float UsualStoreyHeight = 3.0f;

void Placement::place(domain::Layer &layer, const domain::City &soFar)
{
    placeBuildings(layer, soFar);
    placeThings(layer, soFar);
}

double Placement::groundLevel() const
{
    if (m_grounds.empty())
        return 0;
    // Low, but not the lowest: real data has vertices at -2147483 m.
    std::vector<float> sorted = m_grounds;
    const auto low = sorted.begin() + std::ptrdiff_t(sorted.size() / 20);
    std::nth_element(sorted.begin(), low, sorted.end());
    return *low;
}

static double lowestUnder(const geometry::MultiPolygon &footprint, const domain::City &city)
{
    double lowest = std::numeric_limits<double>::infinity();
    for (const geometry::Polygon &polygon : footprint) {
        for (const Vec2 &p : polygon.outer)
            lowest = std::min(lowest, city.groundAt(p));
    }
    return std::isfinite(lowest) ? lowest : city.groundLevel;
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

void Placement::placeBuildings(domain::Layer &layer, const domain::City &soFar)
{
    QHash<QString, QString> renamed;
    for (domain::Building &building : layer.buildings) {
        if (m_bases.contains(building.id)) {
            QString id;
            for (int n = 2; id.isEmpty() || m_bases.contains(id); ++n)
                id = QStringLiteral("%1#%2").arg(building.id).arg(n);
            layer.warnings.add(QStringLiteral("id-repeated"), layer.info.source, building.id,
                               QCoreApplication::translate(
                                   "loading", "this building's id is in an earlier layer too; it got a number"));
            renamed.insert(building.id, id);
            building.id = id;
        }
        if (!building.partOf.isEmpty())
            building.partOf = renamed.value(building.partOf, building.partOf);
        if (m_replaced.contains(building.id) || m_replaced.contains(building.partOf))
            building.hasParts = true;
        if (std::isnan(building.ground)) {
            building.ground = lowestUnder(building.footprint, soFar);
        } else {
            m_grounds.push_back(float(building.ground));
        }
        const float storey = building.storeysAbove > 0 && building.height > 0
                                 ? building.height / float(building.storeysAbove)
                                 : UsualStoreyHeight;
        m_bases.insert(building.id, {building.ground, storey, geometry::representativePoint(building.footprint)});
    }
    if (layer.interiors && !renamed.isEmpty())
        layer.interiors = std::make_shared<RenamedInteriors>(std::move(layer.interiors), renamed);
    // Parts stand on their building's ground, so that a slope does not shear them.
    for (domain::Building &building : layer.buildings) {
        if (!building.partOf.isEmpty() && !building.solid && m_bases.contains(building.partOf))
            building.ground = m_bases[building.partOf].ground;
    }
}

void Placement::placeThings(domain::Layer &layer, const domain::City &soFar)
{
    for (domain::Thing &thing : layer.things) {
        const auto base = m_bases.constFind(thing.building);
        const bool inBuilding = !thing.building.isEmpty() && base != m_bases.constEnd();
        if (!thing.building.isEmpty() && !inBuilding) {
            layer.warnings.add(
                QStringLiteral("thing-building-unknown"), layer.info.source, thing.id,
                QCoreApplication::translate(
                    "loading", "the building this device names is not there; it stands where its coordinates say"));
        }
        if (std::isnan(thing.position.x) && inBuilding)
            thing.position = {base->middle, 0};
        if (std::isnan(thing.position.x))
            continue;
        double above = thing.heightAboveGround;
        if (above == 0 && inBuilding && thing.storey != 0)
            above = (thing.storey > 0 ? thing.storey - 1 : thing.storey) * double(base->storeyHeight) +
                    2.2; // under the ceiling
        thing.position.z = (inBuilding ? base->ground : soFar.groundAt(Vec2(thing.position))) + above;
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
