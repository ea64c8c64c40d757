#include "formats/tiled/TileReading.h"

#include "formats/tiled/OnlyColumns.h"

#include <QCoreApplication>

#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>

namespace formats
{

using domain::LayerKind;
using geometry::Box2;
using geometry::Vec2;

namespace
{

constexpr int SampleOfCell = 24;
constexpr int MostTowers = 120;
constexpr double TowerHeight = 30;  ///< metres, at least
constexpr double AboveOthers = 1.6; ///< times the mean of the tile
/// A far tile of what is no building holds what is longer than its side divided by this.
constexpr double SizeDivisor = 16;

/// A point of the feature itself, which so is in one tile of a level only, and found there.
bool firstPoint(const OGRGeometry *geometry, Vec2 &into)
{
    if (!geometry || geometry->IsEmpty())
        return false;
    const auto type = wkbFlatten(geometry->getGeometryType());
    if (type == wkbPoint) {
        into = {geometry->toPoint()->getX(), geometry->toPoint()->getY()};
        return true;
    }
    if (OGR_GT_IsCurve(type)) {
        OGRPoint start;
        geometry->toCurve()->StartPoint(&start);
        into = {start.getX(), start.getY()};
        return true;
    }
    if (OGR_GT_IsSubClassOf(type, wkbCurvePolygon) || type == wkbTriangle)
        return firstPoint(geometry->toCurvePolygon()->getExteriorRingCurve(), into);
    if (OGR_GT_IsSubClassOf(type, wkbPolyhedralSurface))
        return firstPoint(geometry->toPolyhedralSurface()->getGeometryRef(0), into);
    if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
        for (const OGRGeometry *part : geometry->toGeometryCollection())
            if (firstPoint(part, into))
                return true;
    }
    return false;
}

bool isIn(const Vec2 &point, const Box2 &rectangle)
{
    return point.x >= rectangle.min.x && point.x < rectangle.max.x && point.y >= rectangle.min.y &&
           point.y < rectangle.max.y;
}

double valueOf(const OGRFeature &row, int column)
{
    return row.IsFieldSetAndNotNull(column) ? row.GetFieldAsDouble(column) : geometry::NaN;
}

/// Metres above the ground as LayerBuilder reads it, without its warnings.
double heightOf(const Columns &columns, const OGRFeature &feature)
{
    const double height = columns.length(feature, Field::Height).value_or(0);
    if (height > 0)
        return std::min(height, 1500.0);
    const int storeys = columns.count(feature, Field::Storeys).value_or(0);
    return storeys > 0 ? storeys * 3.0 : 9.0;
}

/// Which column is which field, without the warnings that were given when the layer was opened.
Columns columnsOf(const TiledLayer &tiled, OGRLayer &layer)
{
    base::Warnings ignored;
    domain::AttributeTable none;
    return Columns(layer, tiled.kind, tiled.request.fields, tiled.shown, none, ignored);
}

}

TileReading::TileReading(const TiledLayer &layer, const Box2 &root, TileConnection &connection, const base::Job &job)
    : m_layer(layer), m_root(root), m_connection(connection), m_job(job), m_columns(columnsOf(layer, *connection.layer))
{
    if (layer.facts)
        m_sql.emplace(*layer.facts, layer.request.where, m_columns, *connection.layer);
}

base::Status TileReading::failed()
{
    if (m_job.isCancelled())
        return base::failure(QStringLiteral("cancelled"), QCoreApplication::translate("formats", "Cancelled"),
                             m_layer.shown);
    QStringList why;
    if (!m_errors.takeFailures(why))
        return {};
    return base::failure(
        QStringLiteral("tile-unreadable"),
        QCoreApplication::translate("formats", "A part of the layer could not be read: %1").arg(why.first()),
        m_layer.shown, {}, QCoreApplication::translate("formats", "It is asked for again when it is looked at"));
}

base::Status TileReading::query(const QByteArray &sql, const std::function<void(const OGRFeature &)> &take)
{
    GDALDataset &dataset = m_connection.source.dataset();
    OGRLayer *answer = dataset.ExecuteSQL(sql.constData(), nullptr, nullptr);
    if (answer) {
        while (const OGRFeatureUniquePtr row{answer->GetNextFeature()})
            take(*row);
        dataset.ReleaseResultSet(answer);
    }
    return failed();
}

void TileReading::filter(const std::optional<Box2> &rectangle, const QByteArray &condition)
{
    QByteArray all = condition;
    if (!m_layer.request.where.isEmpty())
        all = (all.isEmpty() ? all : all + " AND ") + '(' + m_layer.request.where.toUtf8() + ')';
    m_connection.layer->SetAttributeFilter(all.isEmpty() ? nullptr : all.constData());
    if (rectangle)
        m_connection.layer->SetSpatialFilterRect(rectangle->min.x, rectangle->min.y, rectangle->max.x,
                                                 rectangle->max.y);
    else
        m_connection.layer->SetSpatialFilter(nullptr);
    m_connection.layer->ResetReading();
}

base::Status TileReading::loop(const std::function<bool(OGRFeatureUniquePtr)> &take)
{
    int done = 0;
    while (OGRFeatureUniquePtr feature{m_connection.layer->GetNextFeature()}) {
        if (!take(std::move(feature)) || (++done % 128 == 0 && m_job.isCancelled()))
            break;
    }
    m_connection.layer->ResetReading(); // closes what the server holds open for us
    return failed();
}

std::shared_ptr<const MapToScene> TileReading::toScene()
{
    auto made = MapToScene::create(m_layer.crs, m_layer.frame, m_layer.request.gcj02);
    return made ? std::make_shared<const MapToScene>(std::move(*made)) : nullptr;
}

base::Result<std::vector<int>> TileReading::count(const std::vector<Box2> &rectangles)
{
    std::vector<int> counts;
    if (m_sql) {
        const auto asked = query(m_sql->counts(rectangles, MostCounted + 1), [&](const OGRFeature &row) {
            for (size_t i = 0; i < rectangles.size(); ++i)
                counts.push_back(row.GetFieldAsInteger(int(i)));
        });
        if (!asked)
            return tl::unexpected(asked.error());
        counts.resize(rectangles.size(), 0);
        return counts;
    }
    const OnlyColumns only(*m_connection.layer, {}, !m_layer.request.where.isEmpty());
    for (const Box2 &rectangle : rectangles) {
        filter(rectangle);
        int count = 0;
        if (const auto read = loop([&](OGRFeatureUniquePtr) { return ++count <= MostInLeaf; }); !read)
            return tl::unexpected(read.error());
        counts.push_back(count);
    }
    return counts;
}

base::Result<std::pair<double, double>> TileReading::elevations()
{
    constexpr int Looked = 200;
    std::pair<double, double> found{geometry::NaN, geometry::NaN};
    if (m_layer.kind != LayerKind::Building)
        return found;
    LayerBuilder builder(m_layer.request, m_layer.kind, m_layer.frame, m_layer.shown);
    builder.setToScene(toScene());
    const auto columns = builder.columnsOf(*m_connection.layer);
    filter(m_root);
    int taken = 0;
    const auto read = loop([&](OGRFeatureUniquePtr feature) {
        builder.add({std::move(feature), columns, {}, {}});
        return ++taken < Looked;
    });
    if (!read)
        return tl::unexpected(read.error());
    for (const domain::Building &building : builder.finish({}).buildings) {
        if (std::isnan(building.ground))
            continue;
        found.first = std::fmin(found.first, building.ground);
        found.second = std::fmax(found.second, building.top());
    }
    return found;
}

base::Result<std::vector<MergedCell>> TileReading::queriedCells(const Box2 &rectangle, bool isCrowded)
{
    const Vec2 cellSize = rectangle.size() / double(CellsAcross);
    std::vector<MergedCell> cells;
    const auto take = [&](const OGRFeature &row) {
        MergedCell cell;
        cell.x = std::clamp(row.GetFieldAsInteger(0), 0, CellsAcross - 1);
        cell.y = std::clamp(row.GetFieldAsInteger(1), 0, CellsAcross - 1);
        cell.count = row.GetFieldAsDouble(2);
        cell.area = row.GetFieldAsDouble(3);
        cell.height = row.GetFieldAsDouble(4);
        cell.tallest = row.GetFieldAsDouble(5);
        cell.middle = {row.GetFieldAsDouble(6), row.GetFieldAsDouble(7)};
        cell.spread = {row.GetFieldAsDouble(8), row.GetFieldAsDouble(9)};
        cell.base = valueOf(row, 10);
        if (!(cell.area > 0) || !(cell.height > 0))
            return;
        if (isCrowded && cell.count >= SampleOfCell) {
            // What the index found first lies together: it tells how densely the cell is built on. Each building has
            // a square of this side, so that their middles span what they do.
            const Vec2 seen(row.GetFieldAsDouble(11), row.GetFieldAsDouble(12));
            const double others = cell.count - 1, sum = seen.x + seen.y;
            const double side = (sum + std::sqrt(sum * sum + 4 * others * seen.x * seen.y)) / (2 * others);
            const double ground = cell.count * side * side, whole = cellSize.x * cellSize.y;
            const double times =
                ground > 0 ? std::clamp(whole / ground, 1.0, std::max(1.0, 0.6 * whole / cell.area)) : 1.0;
            cell.count *= times;
            cell.area *= times;
            const Vec2 centre = rectangle.min + cellSize * (Vec2(cell.x, cell.y) + 0.5);
            cell.middle = centre + (cell.middle - centre) * 0.2;
        }
        cells.push_back(cell);
    };
    const auto asked = query(isCrowded ? m_sql->sampledCells(rectangle, CellsAcross, SampleOfCell)
                                       : m_sql->cells(rectangle, CellsAcross),
                             take);
    if (!asked)
        return tl::unexpected(asked.error());
    return cells;
}

// Files have no sums of their own: all of the rectangle is gone through, without what is not needed.
base::Result<std::vector<MergedCell>> TileReading::addedCells(const Box2 &rectangle,
                                                              std::vector<std::pair<double, qint64>> &tallest)
{
    std::vector<int> needed;
    for (const Field field : {Field::Height, Field::Storeys, Field::Base})
        needed.push_back(m_columns.match().column(field));
    const OnlyColumns only(*m_connection.layer, needed, !m_layer.request.where.isEmpty());
    CellSums sums(rectangle);
    filter(rectangle);
    const auto shortest = std::greater<std::pair<double, qint64>>();
    const auto read = loop([&](const OGRFeatureUniquePtr &feature) {
        const OGRGeometry *geometry = feature->GetGeometryRef();
        if (!geometry || geometry->IsEmpty())
            return true;
        OGREnvelope box;
        geometry->getEnvelope(&box);
        const Vec2 middle((box.MinX + box.MaxX) / 2, (box.MinY + box.MaxY) / 2);
        if (!isIn(middle, rectangle))
            return true;
        double area = (box.MaxX - box.MinX) * (box.MaxY - box.MinY);
        const auto type = wkbFlatten(geometry->getGeometryType());
        if (type == wkbPolygon)
            area = geometry->toPolygon()->get_Area();
        else if (type == wkbMultiPolygon)
            area = geometry->toMultiPolygon()->get_Area();
        const double height = heightOf(m_columns, *feature);
        sums.add(middle, area, height, m_columns.length(*feature, Field::Base).value_or(geometry::NaN));
        if (height >= TowerHeight) {
            tallest.emplace_back(height, feature->GetFID());
            std::push_heap(tallest.begin(), tallest.end(), shortest);
            if (tallest.size() > size_t(MostTowers)) {
                std::pop_heap(tallest.begin(), tallest.end(), shortest);
                tallest.pop_back();
            }
        }
        return true;
    });
    if (!read)
        return tl::unexpected(read.error());
    return sums.cells();
}

base::Status TileReading::addTowers(const Box2 &rectangle, double least, LayerBuilder &builder)
{
    OGRLayer &layer = *m_connection.layer;
    const auto columns = builder.columnsOf(layer);
    double height = least;
    if (const auto asked = query(m_sql->heightOfRank(rectangle, MostTowers, least),
                                 [&](const OGRFeature &row) { height = std::max(height, valueOf(row, 0)); });
        !asked)
        return asked;
    filter(rectangle, m_sql->tallerThan(height));
    int taken = 0;
    return loop([&](OGRFeatureUniquePtr feature) {
        Vec2 point;
        if (firstPoint(feature->GetGeometryRef(), point) && isIn(point, rectangle)) {
            builder.add({std::move(feature), columns, {}, {}});
            ++taken;
        }
        return taken < MostTowers;
    });
}

base::Result<domain::Layer> TileReading::blocks(const TileSquare &square)
{
    const Box2 rectangle = rectangleOf(square, m_root);
    std::vector<std::pair<double, qint64>> tallest;
    auto cells = m_sql ? queriedCells(rectangle, square.isCrowded) : addedCells(rectangle, tallest);
    if (!cells)
        return tl::unexpected(cells.error());
    LayerBuilder builder(m_layer.request, m_layer.kind, m_layer.frame, m_layer.shown);
    builder.setPartial();
    const auto move = toScene();
    builder.setToScene(move);
    double area = 0, volume = 0, top = 0;
    for (const MergedCell &cell : *cells)
        area += cell.area, volume += cell.area * cell.height, top = std::max(top, cell.tallest);
    const double least = std::max(TowerHeight, area > 0 ? AboveOthers * volume / area : 0);
    if (m_sql && !square.isCrowded && top >= least) {
        if (const auto added = addTowers(rectangle, least, builder); !added)
            return tl::unexpected(added.error());
    } else if (!m_sql) {
        const auto columns = builder.columnsOf(*m_connection.layer);
        for (const auto &[height, fid] : tallest)
            if (OGRFeatureUniquePtr feature{height >= least ? m_connection.layer->GetFeature(fid) : nullptr})
                builder.add({std::move(feature), columns, {}, {}});
        if (const auto ok = failed(); !ok)
            return tl::unexpected(ok.error());
    }
    domain::Layer layer = finish(builder);
    if (move)
        appendBlocks(*cells, square, rectangle, *move, m_layer.frame.origin().z, layer);
    layer.info.features = layer.buildings.size();
    return layer;
}

base::Result<domain::Layer> TileReading::features(const TileSquare &square)
{
    const Box2 rectangle = rectangleOf(square, m_root);
    const double side = std::max(rectangle.size().x, rectangle.size().y);
    const bool isBuilding = m_layer.kind == LayerKind::Building;
    const double from = !isBuilding && square.hasChildren ? side / SizeDivisor : 0;
    const double to =
        isBuilding || square.level == 0 ? std::numeric_limits<double>::infinity() : 2 * side / SizeDivisor;
    LayerBuilder builder(m_layer.request, m_layer.kind, m_layer.frame, m_layer.shown);
    builder.setPartial();
    builder.setToScene(toScene());
    const auto columns = builder.columnsOf(*m_connection.layer);
    QByteArray condition;
    if (m_sql && from > 0)
        condition = m_sql->sizeBetween(from, to);
    filter(rectangle, condition);
    const auto read = loop([&](OGRFeatureUniquePtr feature) {
        Vec2 point;
        const OGRGeometry *geometry = feature->GetGeometryRef();
        if (!firstPoint(geometry, point) || !isIn(point, rectangle))
            return true;
        if (!isBuilding) {
            OGREnvelope box;
            geometry->getEnvelope(&box);
            const double size = std::max(box.MaxX - box.MinX, box.MaxY - box.MinY);
            if (size < from || size >= to)
                return true;
        }
        builder.add({std::move(feature), columns, {}, {}});
        return true;
    });
    if (!read)
        return tl::unexpected(read.error());
    return finish(builder);
}

domain::Layer TileReading::finish(LayerBuilder &builder)
{
    return builder.finish(m_layer.crs.crs);
}

base::Result<domain::Layer> TileReading::content(const TileSquare &square)
{
    return square.hasChildren && m_layer.kind == LayerKind::Building ? blocks(square) : features(square);
}

}
