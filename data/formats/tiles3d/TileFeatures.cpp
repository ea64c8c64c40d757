#include "formats/tiles3d/TileFeatures.h"

#include "formats/FieldMatch.h"
#include "formats/citymodel/SurfaceCollector.h"

#include <QCoreApplication>
#include <QSet>

#include <cmath>
#include <tuple>

namespace formats::tiles3d
{

using domain::SurfaceType;
using geometry::Vec2;

namespace
{

geometry::Mesh meshOf(const TileBody &body, const Box3 &box)
{
    geometry::Mesh mesh;
    mesh.origin = glm::round(box.centre());
    mesh.positions.reserve(body.positions.size());
    for (const Vec3 &p : body.positions)
        mesh.positions.emplace_back(p - mesh.origin);
    mesh.indices = body.indices;
    return mesh;
}

/// What each triangle is, by its slope, as for city models without semantics; and what a footprint needs of them.
std::vector<SurfaceType> surfacesOf(const TileBody &body, std::vector<geometry::Polygon> &grounds,
                                    std::vector<geometry::Polygon> &roofs)
{
    constexpr double Steep = 0.2; // of the normal: 78 degrees from the horizontal
    std::vector<SurfaceType> surfaces;
    surfaces.reserve(body.indices.size() / 3);
    for (size_t t = 0; t + 2 < body.indices.size(); t += 3) {
        const Vec3 &a = body.positions[body.indices[t]], &b = body.positions[body.indices[t + 1]],
                   &c = body.positions[body.indices[t + 2]];
        const Vec3 across = glm::cross(b - a, c - a);
        const double length = glm::length(across), slope = length > 0 ? across.z / length : 0;
        const SurfaceType type = slope > Steep    ? SurfaceType::Roof
                                 : slope < -Steep ? SurfaceType::Ground
                                                  : SurfaceType::Wall;
        surfaces.push_back(type);
        if (type == SurfaceType::Ground)
            grounds.push_back({{Vec2(a), Vec2(c), Vec2(b)}, {}});
        else if (type == SurfaceType::Roof)
            roofs.push_back({{Vec2(a), Vec2(b), Vec2(c)}, {}});
    }
    return surfaces;
}

geometry::MultiPolygon footprintUnder(const TileBody &body, std::vector<geometry::Polygon> &&grounds,
                                      std::vector<geometry::Polygon> &&roofs)
{
    // Dissolving is dear; what is finer than this is no box of a building, and its hull will do.
    constexpr size_t Most = 60;
    auto &flat = grounds.empty() ? roofs : grounds;
    if (!flat.empty() && flat.size() <= Most)
        return footprintOf(std::move(flat));
    std::vector<Vec2> corners;
    corners.reserve(body.positions.size());
    for (const Vec3 &p : body.positions)
        corners.emplace_back(p);
    return footprintOf({}, corners);
}

void paint(domain::BuildingSolid &solid, const TileBody &body,
           const std::vector<std::shared_ptr<const domain::Texture>> &textures)
{
    QHash<qint32, qint32> own;
    for (const qint32 each : body.paints) {
        qint32 texture = -1;
        if (each >= 0 && textures[size_t(each)]) {
            const auto known = own.constFind(each);
            texture = known != own.constEnd() ? *known : *own.insert(each, qint32(solid.textures.size()));
            if (size_t(texture) == solid.textures.size())
                solid.textures.push_back(textures[size_t(each)]);
        }
        solid.textureOf.push_back(texture);
    }
    if (solid.textures.empty()) {
        solid.textureOf.clear();
        return;
    }
    solid.texCoords.reserve(body.indices.size());
    for (const uint32_t index : body.indices)
        solid.texCoords.emplace_back(body.texCoords[index].x, 1 - body.texCoords[index].y);
}

/// Whether a column numbers the rows of its own tile only: such ids repeat from tile to tile.
bool numbersRows(const domain::AttributeTable &table, int column, const std::vector<TableRow> &rows)
{
    for (size_t i = 0; i < rows.size(); ++i) {
        bool whole = false;
        const quint32 number = table.text(i, column).toUInt(&whole);
        if (!whole || (number != rows[i].row && number != rows[i].row + 1))
            return false;
    }
    return true;
}

}

void TileFeatures::add(TileBody &&body, const std::vector<std::shared_ptr<const domain::Texture>> &textures)
{
    Box3 box;
    for (const Vec3 &p : body.positions)
        box.add(p);
    TableRow row = body.row;
    row.row = body.feature;
    const bool building = m_context.request.kind.value_or(domain::LayerKind::Building) == domain::LayerKind::Building;
    if (body.isInstance || !building) {
        domain::Feature feature;
        feature.mesh = std::make_shared<const geometry::Mesh>(meshOf(body, box));
        m_features.push_back(std::move(feature));
        m_featureRows.push_back(row);
        return;
    }
    domain::Building made;
    std::vector<geometry::Polygon> grounds, roofs;
    auto solid = std::make_shared<domain::BuildingSolid>();
    solid->surfaces = surfacesOf(body, grounds, roofs);
    solid->mesh = meshOf(body, box);
    paint(*solid, body, textures);
    made.footprint = footprintUnder(body, std::move(grounds), std::move(roofs));
    made.ground = box.min.z;
    made.height = float(box.max.z - box.min.z);
    made.solid = std::move(solid);
    m_buildings.push_back(std::move(made));
    m_rows.push_back(row);
}

void TileFeatures::finish(domain::Layer &layer)
{
    const size_t buildings = m_buildings.size();
    std::vector<TableRow> rows = std::move(m_rows);
    rows.insert(rows.end(), m_featureRows.begin(), m_featureRows.end());
    layer.buildings = std::move(m_buildings);
    layer.features = std::move(m_features);
    if (rows.empty())
        return;
    layer.attributes = attributesOf(rows);
    const domain::AttributeTable &table = layer.attributes;
    QStringList columns;
    for (int i = 0; i < table.columns(); ++i)
        columns.append(table.name(i));
    base::Warnings unused; // that a column is missing is the tileset's affair, not each tile's
    const FieldMatch match(columns, layer.info.kind, m_context.request.fields, m_source, unused);
    layer.info.matched = match.matched();
    const auto text = [&](quint32 row, Field field) {
        return match.has(field) ? table.text(row, match.column(field)) : QString();
    };
    const auto count = [&](quint32 row, Field field) {
        bool ok = false;
        const int value = parseCount(text(row, field), &ok);
        return ok && value > 0 && value < 1000 ? value : 0;
    };
    const bool ownIds = match.has(Field::Id) && (m_context.request.fields.contains(QStringLiteral("id")) ||
                                                 !numbersRows(table, match.column(Field::Id), rows));
    QSet<QString> used;
    const auto idOf = [&](quint32 row) {
        QString id = ownIds ? text(row, Field::Id) : QString();
        if (id.isEmpty())
            id = QStringLiteral("%1:%2").arg(m_context.id).arg(rows[row].row);
        // The same twice in a tile (parts of one building, pieces with numbers of their own).
        QString free = id;
        for (int n = 2; used.contains(free); ++n)
            free = QStringLiteral("%1#%2").arg(id).arg(n);
        used.insert(free);
        return free;
    };
    for (quint32 i = 0; i < rows.size(); ++i) {
        const auto [name, nameEn] = namesOf(text(i, Field::Name), text(i, Field::NameEn), text(i, Field::NameZh));
        if (i >= buildings) {
            domain::Feature &feature = layer.features[i - buildings];
            feature.row = i;
            feature.id = idOf(i);
            feature.name = name;
            feature.nameEn = nameEn;
            feature.type = text(i, Field::Type);
            continue;
        }
        domain::Building &building = layer.buildings[i];
        building.row = i;
        building.id = idOf(i);
        building.name = name;
        building.nameEn = nameEn;
        building.address = text(i, Field::Address);
        building.addressEn = text(i, Field::AddressEn);
        building.structure = text(i, Field::Structure);
        building.quarter = text(i, Field::Quarter);
        building.year = parseYear(text(i, Field::Year));
        building.storeysAbove = count(i, Field::Storeys);
        building.storeysBelow = count(i, Field::StoreysBelow);
        building.units = count(i, Field::Units);
        building.residents = count(i, Field::Residents);
        building.use = domain::useFromName(text(i, Field::Use));
    }
}

}
