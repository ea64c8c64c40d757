#pragma once

#include "formats/SourceCrs.h"
#include "formats/tiled/Quadtree.h"

namespace formats
{

/// Cells in a row and column of a far tile.
inline constexpr int CellsAcross = 32;

/// The buildings of a cell, added up. Raw coordinates; heights in metres.
struct MergedCell {
    int x = 0, y = 0;
    double count = 0;
    double area = 0;   ///< of all footprints, raw units squared
    double height = 0; ///< mean, larger buildings counting more
    double tallest = 0;
    geometry::Vec2 middle{0.0}, spread{0.0}; ///< mean and standard deviation of the buildings' middles
    double base = geometry::NaN;             ///< mean elevation of the ground; NaN: the source has none
};

/// Adds up buildings one by one.
class CellSums
{
public:
    explicit CellSums(const geometry::Box2 &rectangle);
    void add(const geometry::Vec2 &middle, double area, double height, double base);
    std::vector<MergedCell> cells() const;

private:
    struct Sum {
        double count = 0, area = 0, volume = 0, tallest = 0, base = 0;
        geometry::Vec2 sum{0.0}, squares{0.0};
    };
    geometry::Box2 m_rectangle;
    std::vector<Sum> m_sums;
};

/// One block a cell, as much built on as the cell's buildings are together and of their mean height, standing where
/// they are. Appended to the layer with attributes that say what it stands for; ids follow from layer, tile and cell.
void appendBlocks(const std::vector<MergedCell> &cells, const TileSquare &square, const geometry::Box2 &rectangle,
                  const MapToScene &toScene, double originZ, domain::Layer &layer);

}
