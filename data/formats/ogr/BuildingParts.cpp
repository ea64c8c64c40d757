#include "formats/ogr/BuildingParts.h"

#include "domain/IdIndex.h"
#include "geometry/SpatialIndex.h"

namespace formats
{

using domain::Building;

void linkBuildingParts(std::vector<Building> &buildings, const std::vector<char> &isPart)
{
    // Parts cover each other where they float, so that this share is generous; below it the outline is still needed.
    constexpr double EnoughCovered = 0.5;

    bool anyPart = false;
    for (size_t i = 0; i < buildings.size() && !anyPart; ++i)
        anyPart = isPart[i] || !buildings[i].partOf.isEmpty();
    if (!anyPart)
        return;

    const auto idAt = [&buildings](quint32 item) -> const QString & { return buildings[item].id; };
    domain::IdIndex byId;
    byId.reserve(buildings.size());
    for (quint32 i = 0; i < buildings.size(); ++i)
        byId.insert(i, idAt);
    const auto isRealPart = [&](size_t i) {
        const QString &whole = buildings[i].partOf;
        return isPart[i] ||
               (!whole.isEmpty() && whole != buildings[i].id && byId.find(whole, idAt) != domain::IdIndex::None);
    };
    std::vector<char> part(buildings.size());
    std::vector<geometry::Box2> boxes;
    std::vector<quint32> whole;
    for (size_t i = 0; i < buildings.size(); ++i) {
        part[i] = isRealPart(i);
        if (!part[i]) {
            boxes.push_back(geometry::bounds(buildings[i].footprint));
            whole.push_back(quint32(i));
        }
    }
    const geometry::SpatialIndex index(boxes);

    std::vector<double> covered(buildings.size(), 0.0);
    for (size_t i = 0; i < buildings.size(); ++i) {
        Building &building = buildings[i];
        if (!part[i]) {
            building.partOf.clear();
            continue;
        }
        qint64 owner = -1;
        if (const qint64 named = byId.find(building.partOf, idAt);
            named != domain::IdIndex::None && !part[size_t(named)]) {
            owner = named;
        } else {
            const geometry::Vec2 inside = geometry::representativePoint(building.footprint);
            double smallest = std::numeric_limits<double>::infinity();
            for (const uint32_t hit : index.query(geometry::Box2{inside, inside})) {
                const Building &candidate = buildings[whole[hit]];
                const double size = geometry::area(candidate.footprint);
                if (size < smallest && geometry::contains(candidate.footprint, inside)) {
                    smallest = size;
                    owner = whole[hit];
                }
            }
        }
        if (owner < 0) {
            building.partOf.clear();
            continue;
        }
        const Building &root = buildings[size_t(owner)];
        building.partOf = root.id;
        covered[size_t(owner)] += geometry::area(building.footprint);
        if (building.heightIsGuessed && building.storeysAbove == 0 && root.height > building.minHeight) {
            building.height = root.height;
            building.heightIsGuessed = root.heightIsGuessed;
        }
    }
    for (const quint32 i : whole)
        buildings[i].hasParts = covered[i] > EnoughCovered * geometry::area(buildings[i].footprint);
}

}
