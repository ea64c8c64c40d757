#pragma once

#include "domain/LayerIndex.h"
#include "geometry/SpatialIndex.h"

#include <array>
#include <map>

namespace domain
{

/// What an area holds. A parent's counts are the sums of its children's and of what stands in it directly.
struct Counts {
    qint64 buildings = 0, storeys = 0, units = 0, residents = 0;
    qint64 letUnits = 0, urbanVillageBuildings = 0;
    std::array<qint64, ThingKindCount> things{};
    std::map<QString, double> sums; ///< numeric attributes of the areas ("registered", "enterprises" ...)

    Counts &operator+=(const Counts &other);
    bool operator==(const Counts &) const = default;
};

/// The drill path: which area lies in which, which building in which grid, and how many of everything.
class PlaceTree
{
public:
    struct Node {
        AdminArea area;
        qint32 parent = -1; ///< index of the node above; -1 for a root
        std::vector<qint32> children;
        std::vector<std::pair<quint32, quint32>> buildings; ///< (building layer, index) that stand in it directly
        Counts own;                                         ///< of what stands in it directly
        Counts counts;                                      ///< own and all below
        double areaM2 = 0;
    };

    PlaceTree() = default;
    /// Builds the tree from area layers and gives each building its grid by position (R-tree, then point in polygon).
    /// Parents come from `AdminArea::parent`, else from position. Things count where they stand. Buildings that no grid
    /// contains are a warning ("building-outside-grids") and stay. Parts of buildings are not counted.
    PlaceTree(const std::vector<std::shared_ptr<const Layer>> &layers, base::Warnings &warnings);

    const std::vector<Node> &nodes() const { return m_nodes; } ///< quarters are not among them
    std::vector<qint32> roots() const;
    qint32 indexOf(const ObjectRef &area) const; ///< -1 where there is none
    /// The smallest area that contains a point (scene); -1 where none does.
    qint32 areaAt(const geometry::Vec2 &point) const;
    /// The area (index) that the building of this id stands in; -1 where none.
    qint32 areaOfBuilding(const QString &building) const;
    /// The same by where the building is: in which of the layers that the tree was built from, and where in it.
    qint32 areaOfBuilding(size_t layer, size_t building) const;
    /// From the root down to the node.
    std::vector<qint32> path(qint32 node) const;
    /// Everything in the city, in areas or not.
    const Counts &total() const { return m_total; }

private:
    void placeBuildings(const std::vector<std::shared_ptr<const Layer>> &layers);

    std::vector<Node> m_nodes;
    QHash<ObjectRef, qint32> m_byRef;
    IndexedLayers m_layers;
    std::shared_ptr<const std::vector<std::vector<qint32>>> m_areaOf; ///< by layer and building; null: no areas
    geometry::SpatialIndex m_areas;
    Counts m_total;
};

}
