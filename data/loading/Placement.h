#pragma once

#include "domain/City.h"

#include <QSet>

/// What a layer needs to know of the others before it can stand: ground, ids, replaced buildings.
namespace loading
{

/// Stands the layers of one city on its ground, one after the other in the project's order.
class Placement
{
public:
    /// `replaced`: buildings that a model stands in for. They stay in cards and counts, and are not drawn.
    explicit Placement(QSet<QString> replaced) : m_replaced(std::move(replaced)) {}

    /// Gives buildings their ground (terrain's lowest under the footprint, where the source has none), things their
    /// elevation, and repeated building ids a number ("B7#2", with a warning). `soFar` is indexed; the layer has its
    /// index afterwards.
    void place(domain::Layer &layer, const domain::City &soFar);
    /// Elevation of the ground where no terrain is: what most buildings with an elevation of their own stand on.
    double groundLevel() const;

private:
    void standOn(double lowest);
    domain::IdIndex nameBuildings(domain::Layer &layer, const domain::City &soFar);
    void placeBuildings(domain::Layer &layer, const domain::IdIndex &ids, const domain::City &soFar);
    void placeThings(domain::Layer &layer, const domain::IdIndex &ids, const domain::City &soFar);

    QSet<QString> m_replaced;
    std::vector<float> m_grounds;
    double m_tilesBegin = geometry::NaN; ///< lowest elevation of layers with tiles
};

}
