#include "sample/Shapes.h"
#include "sample/Writers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <map>

namespace sample
{

namespace
{

using geometry::Vec3;

enum Surface { Wall, Roof, Ground };

/// One solid's faces: rings of points, seen from outside counter-clockwise.
struct Solid {
    std::vector<std::vector<std::vector<Vec3>>> faces;
    std::vector<int> kinds;

    void add(int kind, std::vector<std::vector<Vec3>> rings)
    {
        faces.push_back(std::move(rings));
        kinds.push_back(kind);
    }
};

std::vector<Vec3> lifted(const Ring &ring, double z)
{
    std::vector<Vec3> out;
    for (const Vec2 &p : ring)
        out.push_back({p.x, p.y, z});
    return out;
}

/// A prism with the roof it has; gables and hips over four-sided plans, flat otherwise. The ridge runs along the side
/// 0-1.
Solid solidOf(const Polygon &plan, double from, double to, RoofShape roof, double roofHeight)
{
    Solid solid;
    const bool pitched = plan.outer.size() == 4 && plan.holes.empty() && roofHeight > 0.3 &&
                         (roof == RoofShape::Gabled || roof == RoofShape::Hipped || roof == RoofShape::Skillion);
    const double eaves = pitched ? to - roofHeight : to;
    std::vector<std::vector<Vec3>> ground{lifted(reversed(plan.outer), from)};
    for (const Ring &hole : plan.holes)
        ground.push_back(lifted(reversed(hole), from));
    solid.add(Ground, std::move(ground));
    const auto wall = [&](const Vec2 &a, const Vec2 &b, std::initializer_list<Vec3> top) {
        std::vector<Vec3> ring{{a.x, a.y, from}, {b.x, b.y, from}};
        ring.insert(ring.end(), top);
        solid.add(Wall, {ring});
    };
    const auto flatWalls = [&](const Ring &ring) {
        for (size_t i = 0; i < ring.size(); ++i) {
            const Vec2 &a = ring[i], &b = ring[(i + 1) % ring.size()];
            wall(a, b, {{b.x, b.y, eaves}, {a.x, a.y, eaves}});
        }
    };
    if (!pitched) {
        flatWalls(plan.outer);
        for (const Ring &hole : plan.holes)
            flatWalls(hole);
        std::vector<std::vector<Vec3>> top{lifted(plan.outer, to)};
        for (const Ring &hole : plan.holes)
            top.push_back(lifted(hole, to));
        solid.add(Roof, std::move(top));
        return solid;
    }
    const std::vector<Vec3> e = lifted(plan.outer, eaves);
    if (roof == RoofShape::Skillion) {
        const Vec3 c(e[2].x, e[2].y, to), d(e[3].x, e[3].y, to);
        wall(plan.outer[0], plan.outer[1], {e[1], e[0]});
        wall(plan.outer[1], plan.outer[2], {c, e[1]});
        wall(plan.outer[2], plan.outer[3], {d, c});
        wall(plan.outer[3], plan.outer[0], {e[0], d});
        solid.add(Roof, {{e[0], e[1], c, d}});
        return solid;
    }
    // The ridge stands over the middles of the sides 1-2 and 3-0, drawn in by the hips.
    Vec3 right = (e[1] + e[2]) * 0.5, left = (e[3] + e[0]) * 0.5;
    right.z = left.z = to;
    const double length = glm::length(right - left);
    if (roof == RoofShape::Hipped) {
        const Vec3 in = (left - right) / length * std::min(length * 0.35, glm::length(e[2] - e[1]) * 0.5);
        right += in;
        left -= in;
        flatWalls(plan.outer);
        solid.add(Roof, {{e[1], e[2], right}});
        solid.add(Roof, {{e[3], e[0], left}});
    } else {
        wall(plan.outer[0], plan.outer[1], {e[1], e[0]});
        wall(plan.outer[1], plan.outer[2], {e[2], right, e[1]});
        wall(plan.outer[2], plan.outer[3], {e[3], e[2]});
        wall(plan.outer[3], plan.outer[0], {e[0], left, e[3]});
    }
    solid.add(Roof, {{e[0], e[1], right, left}});
    solid.add(Roof, {{e[2], e[3], left, right}});
    return solid;
}

class Vertices
{
public:
    explicit Vertices(const Vec3 &origin) : m_origin(origin) {}
    int add(const Vec3 &p)
    {
        const Vec3 local = (p - m_origin) * 1000.0;
        const std::array<qint64, 3> key{std::llround(local.x), std::llround(local.y), std::llround(local.z)};
        const auto [found, isNew] = m_index.try_emplace(key, int(m_index.size()));
        if (isNew)
            m_json.append(QJsonArray{key[0], key[1], key[2]});
        return found->second;
    }
    const QJsonArray &json() const { return m_json; }

private:
    Vec3 m_origin;
    std::map<std::array<qint64, 3>, int> m_index;
    QJsonArray m_json;
};

QJsonObject geometryOf(const Solid &solid, double ground, Vertices &vertices)
{
    QJsonArray shell, values;
    for (size_t f = 0; f < solid.faces.size(); ++f) {
        QJsonArray face;
        for (const auto &ring : solid.faces[f]) {
            QJsonArray indices;
            for (const Vec3 &p : ring)
                indices.append(vertices.add({p.x + CornerEasting, p.y + CornerNorthing, p.z + ground}));
            face.append(indices);
        }
        shell.append(face);
        values.append(solid.kinds[f]);
    }
    const QJsonArray surfaces{QJsonObject{{QStringLiteral("type"), QStringLiteral("WallSurface")}},
                              QJsonObject{{QStringLiteral("type"), QStringLiteral("RoofSurface")}},
                              QJsonObject{{QStringLiteral("type"), QStringLiteral("GroundSurface")}}};
    return {{QStringLiteral("type"), QStringLiteral("Solid")},
            {QStringLiteral("lod"), QStringLiteral("2")},
            {QStringLiteral("boundaries"), QJsonArray{shell}},
            {QStringLiteral("semantics"),
             QJsonObject{{QStringLiteral("surfaces"), surfaces}, {QStringLiteral("values"), QJsonArray{values}}}}};
}

}

base::Status writeCityJson(const QString &file, const DistrictModel &model)
{
    geometry::Box2 box;
    for (const BuildingRecord &b : model.buildings) {
        if (b.inCityJson)
            box.add(geometry::bounds(b.footprint.outer));
    }
    if (box.isEmpty())
        box.add(Vec2(0.0));
    const Vec3 origin(std::floor(box.min.x + CornerEasting), std::floor(box.min.y + CornerNorthing), 0.0);
    Vertices vertices(origin);
    QJsonObject objects;
    for (const BuildingRecord &b : model.buildings) {
        if (!b.inCityJson)
            continue;
        QJsonObject attributes{
            {QStringLiteral("name"), b.name.zh},
            {QStringLiteral("name_en"), b.name.en},
            {QStringLiteral("address"), b.address.zh},
            {QStringLiteral("address_en"), b.address.en},
            {QStringLiteral("use"), b.use == BuildingUse::Mixed ? QStringLiteral("mixed") : domain::useName(b.use)},
            {QStringLiteral("structure"), QString::fromLatin1(b.structure)},
            {QStringLiteral("yearOfConstruction"), b.year},
            {QStringLiteral("storeysAboveGround"), b.above},
            {QStringLiteral("storeysBelowGround"), b.below},
            {QStringLiteral("measuredHeight"), std::round(b.height * 10) / 10},
            {QStringLiteral("roof_shape"), domain::roofShapeName(b.roof)},
            {QStringLiteral("grid"), model.grids[size_t(b.grid)].code},
            {QStringLiteral("units"), b.units},
            {QStringLiteral("residents"), b.residents}};
        if (b.quarter >= 0)
            attributes.insert(QStringLiteral("quarter"), model.quarters[size_t(b.quarter)].code);
        QJsonObject object{{QStringLiteral("type"), QStringLiteral("Building")},
                           {QStringLiteral("attributes"), attributes}};
        if (b.parts.empty()) {
            object.insert(
                QStringLiteral("geometry"),
                QJsonArray{geometryOf(solidOf(b.footprint, 0, b.height, b.roof, b.roofHeight), b.ground, vertices)});
        } else {
            QJsonArray children;
            for (size_t p = 0; p < b.parts.size(); ++p) {
                const Part &part = b.parts[p];
                const QString id = b.code + QStringLiteral("-P%1").arg(p + 1);
                children.append(id);
                objects.insert(id, QJsonObject{{QStringLiteral("type"), QStringLiteral("BuildingPart")},
                                               {QStringLiteral("parents"), QJsonArray{b.code}},
                                               {QStringLiteral("geometry"),
                                                QJsonArray{geometryOf(
                                                    solidOf(part.shape, part.from, part.to, part.roof, part.roofHeight),
                                                    b.ground, vertices)}}});
            }
            object.insert(QStringLiteral("children"), children);
        }
        objects.insert(b.code, object);
    }
    const QJsonObject root{
        {QStringLiteral("type"), QStringLiteral("CityJSON")},
        {QStringLiteral("version"), QStringLiteral("2.0")},
        {QStringLiteral("metadata"),
         QJsonObject{
             {QStringLiteral("title"), QStringLiteral("Simulated: a block of the sample sub-district")},
             {QStringLiteral("referenceSystem"), QStringLiteral("https://www.opengis.net/def/crs/EPSG/0/4547")}}},
        {QStringLiteral("transform"),
         QJsonObject{{QStringLiteral("scale"), QJsonArray{0.001, 0.001, 0.001}},
                     {QStringLiteral("translate"), QJsonArray{origin.x, origin.y, origin.z}}}},
        {QStringLiteral("CityObjects"), objects},
        {QStringLiteral("vertices"), vertices.json()}};
    return writeFile(file, QJsonDocument(root).toJson(QJsonDocument::Compact));
}

}
