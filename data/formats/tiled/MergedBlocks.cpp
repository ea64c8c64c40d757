#include "formats/tiled/MergedBlocks.h"

#include <algorithm>
#include <cmath>

namespace formats
{

using geometry::Vec2;

namespace
{

/// Streets stay between blocks, whatever the sums say.
constexpr double MostOfCell = 0.9;

int cellOf(double at, double from, double size)
{
    return std::clamp(int(std::floor((at - from) / size * CellsAcross)), 0, CellsAcross - 1);
}

/// The block's half width and depth: its area is the buildings', its shape how they lie.
Vec2 halfOf(const MergedCell &cell, const Vec2 &cellSize)
{
    const double longer = std::clamp((cell.spread.x + 1e-12) / (cell.spread.y + 1e-12), 0.6, 1.7);
    const double share = std::sqrt(std::max(cell.area, 0.0) / (cellSize.x * cellSize.y));
    const Vec2 half = cellSize * 0.5 * share * Vec2(std::sqrt(longer), 1 / std::sqrt(longer));
    return glm::min(half, cellSize * 0.5 * MostOfCell);
}

}

CellSums::CellSums(const geometry::Box2 &rectangle)
    : m_rectangle(rectangle), m_sums(size_t(CellsAcross) * size_t(CellsAcross))
{
}

void CellSums::add(const Vec2 &middle, double area, double height, double base)
{
    const Vec2 size = m_rectangle.size();
    Sum &sum = m_sums[size_t(cellOf(middle.y, m_rectangle.min.y, size.y)) * CellsAcross +
                      size_t(cellOf(middle.x, m_rectangle.min.x, size.x))];
    sum.count += 1;
    sum.area += area;
    sum.volume += area * height;
    sum.tallest = std::max(sum.tallest, height);
    sum.base += base;
    sum.sum += middle - m_rectangle.min;
    sum.squares += (middle - m_rectangle.min) * (middle - m_rectangle.min);
}

std::vector<MergedCell> CellSums::cells() const
{
    std::vector<MergedCell> cells;
    for (size_t i = 0; i < m_sums.size(); ++i) {
        const Sum &sum = m_sums[i];
        if (sum.count == 0 || sum.area <= 0)
            continue;
        MergedCell cell;
        cell.x = int(i % CellsAcross), cell.y = int(i / CellsAcross);
        cell.count = sum.count;
        cell.area = sum.area;
        cell.height = sum.volume / sum.area;
        cell.tallest = sum.tallest;
        const Vec2 mean = sum.sum / sum.count;
        cell.middle = m_rectangle.min + mean;
        cell.spread = glm::sqrt(glm::max(sum.squares / sum.count - mean * mean, Vec2(0)));
        cell.base = sum.base / sum.count;
        cells.push_back(cell);
    }
    return cells;
}

void appendBlocks(const std::vector<MergedCell> &cells, const TileSquare &square, const geometry::Box2 &rectangle,
                  const MapToScene &toScene, double originZ, domain::Layer &layer)
{
    const Vec2 cellSize = rectangle.size() / double(CellsAcross);
    std::vector<geometry::Vec3> corners;
    corners.reserve(cells.size() * 4);
    for (const MergedCell &cell : cells) {
        const Vec2 half = halfOf(cell, cellSize);
        const Vec2 from = rectangle.min + cellSize * Vec2(cell.x, cell.y);
        const Vec2 middle = glm::clamp(cell.middle, from + half, from + cellSize - half);
        for (const Vec2 &corner : {Vec2(-1, -1), Vec2(1, -1), Vec2(1, 1), Vec2(-1, 1)})
            corners.emplace_back(middle + half * corner, 0.0);
    }
    std::vector<char> bad;
    toScene.move(corners, bad);

    domain::AttributeTable &table = layer.attributes;
    const int count = table.addColumn(QStringLiteral("buildings"), true);
    const int tallest = table.addColumn(QStringLiteral("tallest_m"), true);
    const int built = table.addColumn(QStringLiteral("built_m2"), true);
    size_t row = layer.buildings.size();
    table.resize(row + cells.size());
    for (size_t i = 0; i < cells.size(); ++i) {
        const MergedCell &cell = cells[i];
        if (std::any_of(bad.begin() + qsizetype(i) * 4, bad.begin() + qsizetype(i) * 4 + 4,
                        [](char one) { return one != 0; }))
            continue;
        domain::Building block;
        block.id = QStringLiteral("%1/%2/%3").arg(layer.info.id, square.name()).arg(cell.y * CellsAcross + cell.x);
        const qint64 shown = std::llround(cell.count);
        block.name = QStringLiteral("约 %1 栋").arg(shown);
        block.nameEn = shown == 1 ? QStringLiteral("1 building") : QStringLiteral("About %1 buildings").arg(shown);
        block.height = float(cell.height);
        block.heightIsGuessed = true;
        if (std::isfinite(cell.base))
            block.ground = cell.base - originZ;
        geometry::Polygon polygon;
        for (size_t c = 0; c < 4; ++c)
            polygon.outer.emplace_back(corners[i * 4 + c]);
        block.footprint.push_back(std::move(polygon));
        geometry::normalise(block.footprint);
        if (block.footprint.empty())
            continue;
        table.setNumber(row, count, double(shown));
        table.setNumber(row, tallest, cell.tallest);
        table.setNumber(row, built, std::round(geometry::area(block.footprint)));
        block.row = quint32(row++);
        layer.buildings.push_back(std::move(block));
    }
    table.resize(row);
}

}
