#include "geometry/Crs.h"
#include "sample/Names.h"
#include "sample/Shapes.h"
#include "sample/Writers.h"
#include "sample/Zones.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sample
{

Vec2 toLonLat(const Vec2 &point)
{
    // A Transform belongs to the thread that made it.
    static thread_local const auto transform = [] {
        const auto crs = geometry::Crs::parse(QStringLiteral("EPSG:4547"));
        return crs ? geometry::Transform::create(*crs, geometry::Crs::wgs84()) : tl::unexpected(crs.error());
    }();
    Vec2 p(point.x + CornerEasting, point.y + CornerNorthing);
    if (transform)
        transform->apply(p);
    return p;
}

static double places(double value, double scale)
{
    return std::round(value * scale) / scale;
}

domain::SavedView lookAt(const Vec2 &target, double height, double distance, double heading, double down)
{
    const double h = heading * std::numbers::pi / 180, d = down * std::numbers::pi / 180;
    const Vec2 eye = toLonLat(target - Vec2(std::sin(h), std::cos(h)) * distance * std::cos(d));
    return {{}, eye.x, eye.y, height + distance * std::sin(d), heading, -down};
}

static QJsonObject view(const LocalizedText &name, const Vec2 &target, double height, double distance, double heading,
                        double down)
{
    const domain::SavedView at = lookAt(target, height, distance, heading, down);
    return {{QStringLiteral("name"), name.toJson()},
            {QStringLiteral("camera"), QJsonArray{places(at.longitude, 1e6), places(at.latitude, 1e6),
                                                  std::round(at.height), heading, -down}}};
}

static QJsonObject layer(const char *id, const char *en, const char *zh, const char *kind, const char *source,
                         const char *fields, const char *level = nullptr, const char *where = nullptr)
{
    QJsonObject out{{QStringLiteral("id"), QString::fromLatin1(id)},
                    {QStringLiteral("name"), LocalizedText{QString::fromUtf8(en), QString::fromUtf8(zh)}.toJson()},
                    {QStringLiteral("kind"), QString::fromLatin1(kind)},
                    {QStringLiteral("source"), QString::fromLatin1(source)}};
    if (level)
        out.insert(QStringLiteral("level"), QString::fromLatin1(level));
    if (where)
        out.insert(QStringLiteral("where"), QString::fromLatin1(where));
    QJsonObject map;
    for (const QString &pair : QString::fromLatin1(fields).split(QLatin1Char(' '), Qt::SkipEmptyParts))
        map.insert(pair.section(QLatin1Char('='), 0, 0), pair.section(QLatin1Char('='), 1));
    if (!map.isEmpty())
        out.insert(QStringLiteral("fields"), map);
    return out;
}

base::Status writeProject(const QString &file, const DistrictModel &model, const ReplayTimes &times, bool isLarge)
{
    QJsonArray layers;
    layers.append(layer("ground", "Ground", "地形", "terrain", "dem.tif", ""));
    const char *const area = "id=code name=name parent=parent manager=manager";
    layers.append(layer("sub-district", "Sub-district", "街道", "area", "district.gpkg|areas", area, "sub-district",
                        "level='sub-district'"));
    layers.append(layer("communities", "Communities", "社区", "area", "district.gpkg|areas", area, "community",
                        "level='community'"));
    layers.append(layer("blocks", "Blocks", "街区", "area", "district.gpkg|areas", area, "block", "level='block'"));
    layers.append(layer("grids", "Grids", "网格", "area", "district.gpkg|areas", area, "grid", "level='grid'"));
    layers.append(layer("quarters", "Quarters and villages", "小区与城中村", "area", "district.gpkg|quarters",
                        "id=code name=name", "quarter"));
    layers.append(layer("green", "Green", "绿地", "green", "district.gpkg|green", "id=code name=name type=type"));
    layers.append(layer("water", "Water", "水系", "water", "district.gpkg|water", "id=code name=name type=type"));
    layers.append(layer("roads", "Roads", "道路", "road", "district.gpkg|roads",
                        "id=code name=name type=type width=width_m order=layer"));
    layers.append(layer("rails", "Railway", "铁路", "rail", "district.gpkg|rails",
                        "id=code name=name type=type width=width_m order=layer"));
    layers.append(layer("buildings", "Buildings", "建筑", "building", "district.gpkg|buildings",
                        "id=code name=name address=address partOf=part_of use=use structure=structure year=year "
                        "storeys=floors storeysBelow=floors_below height=height_m minHeight=min_height_m "
                        "base=ground_m roofShape=roof_shape roofHeight=roof_height_m roofDirection=roof_direction "
                        "quarter=quarter units=units residents=residents"));
    if (!isLarge) {
        layers.append(layer("old-street", "Old street (LoD 2)", "老东街精模", "building", "old-street.city.json", ""));
        for (const BuildingRecord &b : model.buildings) {
            if (!b.isLandmark)
                continue;
            const Vec2 middle = centroid(b.footprint.outer), lonLat = toLonLat(middle);
            QJsonObject landmark = layer("landmark", "Yunjie Centre", "云街中心", "model", "landmark.glb", "");
            landmark.insert(QStringLiteral("building"), b.code);
            landmark.insert(
                QStringLiteral("placement"),
                QJsonObject{{QStringLiteral("position"),
                             QJsonArray{places(lonLat.x, 1e8), places(lonLat.y, 1e8), places(b.ground, 10)}},
                            {QStringLiteral("heading"), 0.0},
                            {QStringLiteral("scale"), 1.0}});
            layers.append(landmark);
        }
        const IfcBuildings chosen = ifcBuildings(model);
        const auto inside = [&](int index, const char *id, const char *en, const char *zh, const char *source) {
            if (index < 0)
                return;
            QJsonObject made = layer(id, en, zh, "model", source, "");
            made.insert(QStringLiteral("building"), model.buildings[size_t(index)].code);
            layers.append(made);
        };
        inside(chosen.school, "school", "School (IFC2X3)", "学校（IFC2X3）", "models/school.ifc");
        inside(chosen.office, "office", "Sub-district office (IFC4)", "街道办事处（IFC4）", "models/office.ifc");
        layers.append(layer("units", "Units", "房屋", "unit", "district.gpkg|units",
                            "id=code number=number building=bld storey=storey rooms=rooms halls=halls "
                            "kitchens=kitchens baths=baths area=area_m2 tenancy=tenancy occupants=occupants"));
    }
    // Read when a building is entered: storeys that are alike are one row, "3-17".
    layers.append(layer("storeys", "Storeys (simulated)", "楼层（模拟）", "storey", "interiors.gpkg|storeys",
                        "building=building number=storey baseAboveGround=base_above_ground height=height_m"));
    layers.append(layer("spaces", "Rooms (simulated)", "房间（模拟）", "space", "interiors.gpkg|spaces",
                        "building=building storey=storey id=id unit=unit function=function name=name"));
    layers.append(layer("doors", "Doors and windows (simulated)", "门窗（模拟）", "door", "interiors.gpkg|doors",
                        "building=building storey=storey id=id width=width_m height=height_m entrance=entrance "
                        "window=window"));
    layers.append(layer("facilities", "Public facilities", "公共设施", "facility", "district.gpkg|facilities",
                        "id=code name=name type=type"));
    layers.append(layer("trees", "Trees", "树木", "point", "district.gpkg|trees", "type=type height=height_m"));

    QJsonArray things, feeds;
    if (!isLarge) {
        things.append(QJsonObject{
            {QStringLiteral("name"), LocalizedText{QStringLiteral("Devices"), QString::fromUtf8("感知设备")}.toJson()},
            {QStringLiteral("source"), QStringLiteral("district.gpkg|things")},
            {QStringLiteral("fields"), QJsonObject{{QStringLiteral("id"), QStringLiteral("code")},
                                                   {QStringLiteral("name"), QStringLiteral("name")},
                                                   {QStringLiteral("kind"), QStringLiteral("kind")},
                                                   {QStringLiteral("building"), QStringLiteral("bld")},
                                                   {QStringLiteral("unit"), QStringLiteral("unit")},
                                                   {QStringLiteral("storey"), QStringLiteral("storey")},
                                                   {QStringLiteral("height"), QStringLiteral("h")},
                                                   {QStringLiteral("address"), QStringLiteral("address")},
                                                   {QStringLiteral("datastreams"), QStringLiteral("datastreams")},
                                                   {QStringLiteral("stream"), QStringLiteral("stream")}}}});
        const QString start = QDateTime::fromSecsSinceEpoch(times.start + 8 * 3600, Qt::UTC)
                                  .toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")) +
                              QStringLiteral("+08:00");
        feeds.append(
            QJsonObject{{QStringLiteral("id"), QStringLiteral("log")},
                        {QStringLiteral("name"),
                         LocalizedText{QStringLiteral("Simulated day"), QString::fromUtf8("模拟日志")}.toJson()},
                        {QStringLiteral("type"), QStringLiteral("replay")},
                        {QStringLiteral("source"), QStringLiteral("log")},
                        {QStringLiteral("speed"), 30},
                        {QStringLiteral("start"), start},
                        {QStringLiteral("timezone"), QStringLiteral("Asia/Shanghai")}});
    }
    Vec2 hospital(500, 600), village(1110, 130);
    for (const Facility &f : model.facilities) {
        if (f.type == QLatin1String("hospital"))
            hospital = f.point;
    }
    const Vec2 middle(DistrictWidth / 2, DistrictHeight / 2);
    const QJsonArray views{view(both("Overview", "总览"), middle + Vec2(0, -40), 0, 1950, 14, 36),
                           view(both("Core skyline", "核心区天际线"), CoreCentre, 90, 860, 330, 14),
                           view(both("Urban village", "城中村"), village, 0, 330, 25, 34),
                           view(both("River", "云溪河"), Vec2(400, 640), 0, 620, 12, 24),
                           view(both("Hospital", "医院"), hospital, 10, 300, 340, 30)};
    // Written by hand in this order, since what it is should stand on top.
    const auto text = [](const QJsonValue &value) {
        return value.isObject() ? QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact)
                                : QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    };
    const auto list = [&](const QJsonArray &array) {
        QByteArray out("[\n");
        for (qsizetype i = 0; i < array.size(); ++i)
            out += "    " + text(array.at(i)) + (i + 1 < array.size() ? ",\n" : "\n");
        return out + "  ]";
    };
    QByteArray out("{\n  \"format\": \"yunjie-district/1\",\n  \"simulated\": true,\n");
    out += "  \"name\": " + text(LocalizedText{model.name}.toJson()) + ",\n";
    out += "  \"comment\": \"Fictional: streets, buildings, people, devices and events are made up. Seed " +
           QByteArray::number(model.seed) + ".\",\n";
    out += "  \"crs\": \"EPSG:4547\",\n  \"layers\": " + list(layers);
    if (!isLarge)
        out += ",\n  \"things\": " + list(things) + ",\n  \"feeds\": " + list(feeds) +
               ",\n  \"teams\": \"teams.json\",\n  \"figures\": \"figures.json\",\n  \"sources\": \"sources.json\",\n  \"storyboards\": [\"storm-day.json\"]" +
               ",\n  \"people\": [{\"source\": \"people.gpkg|people\", \"fields\": {\"id\": \"code\", \"birthYear\": "
               "\"birth_year\"}}]";
    out += ",\n  \"views\": " + list(views) + "\n}\n";
    return writeFile(file, out);
}

}
