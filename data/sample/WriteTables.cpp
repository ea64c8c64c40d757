#include "sample/GeoPackage.h"
#include "sample/People.h"
#include "sample/Shapes.h"
#include "sample/Tr.h"
#include "sample/Writers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sample
{

namespace
{

const char *useWord(BuildingUse use)
{
    switch (use) {
    case BuildingUse::Residential:
        return "residential";
    case BuildingUse::Commercial:
        return "commercial";
    case BuildingUse::Office:
        return "office";
    case BuildingUse::Industrial:
        return "industrial";
    case BuildingUse::Public:
        return "public";
    case BuildingUse::Mixed:
        return "mixed";
    case BuildingUse::UrbanVillage:
        return "urban-village";
    case BuildingUse::School:
        return "school";
    case BuildingUse::Hospital:
        return "hospital";
    case BuildingUse::Unknown:
        break;
    }
    return "unknown";
}

const char *roadWord(RoadClass klass)
{
    switch (klass) {
    case RoadClass::Avenue:
        return "avenue";
    case RoadClass::Street:
        return "street";
    case RoadClass::Lane:
        return "lane";
    case RoadClass::Alley:
        return "alley";
    case RoadClass::Promenade:
        return "promenade";
    }
    return "lane";
}

}

struct TableWriter::Impl {
    GeoPackage package;
    OGRLayer *areas = nullptr, *quarters = nullptr, *buildings = nullptr, *units = nullptr, *roads = nullptr,
             *rails = nullptr, *water = nullptr, *green = nullptr, *facilities = nullptr, *trees = nullptr,
             *things = nullptr;

    void put(OGRLayer *to, OGRFeature &feature) { package.put(to, feature); }
};

TableWriter::TableWriter(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
TableWriter::~TableWriter() = default;
TableWriter::TableWriter(TableWriter &&) noexcept = default;
TableWriter &TableWriter::operator=(TableWriter &&) noexcept = default;

base::Result<TableWriter> TableWriter::create(const QString &file)
{
    auto package = GeoPackage::create(file);
    if (!package)
        return tl::unexpected(package.error());
    auto impl = std::make_unique<Impl>(Impl{std::move(*package)});
    Impl &d = *impl;
    d.areas = d.package.layer("areas", wkbMultiPolygon,
                              {{"code", OFTString},
                               {"name", OFTString},
                               {"name_en", OFTString},
                               {"level", OFTString},
                               {"parent", OFTString},
                               {"manager", OFTString},
                               {"manager_en", OFTString},
                               {"registered", OFTInteger},
                               {"migrant", OFTInteger},
                               {"overseas", OFTInteger},
                               {"aged60", OFTInteger},
                               {"alone70", OFTInteger},
                               {"disabled", OFTInteger},
                               {"key_care", OFTInteger},
                               {"enterprises", OFTInteger},
                               {"sole_traders", OFTInteger},
                               {"small_places", OFTInteger},
                               {"property_companies", OFTInteger},
                               {"party_branches", OFTInteger},
                               {"party_members", OFTInteger},
                               {"grid_members", OFTInteger},
                               {"police", OFTInteger},
                               {"building_captains", OFTInteger},
                               {"volunteers", OFTInteger}},
                              "Simulated. Sub-district, communities, blocks, grids; people and organisations by grid");
    d.quarters =
        d.package.layer("quarters", wkbMultiPolygon,
                        {{"code", OFTString}, {"name", OFTString}, {"name_en", OFTString}, {"type", OFTString}},
                        "Simulated. Residential quarters and urban villages");
    d.buildings = d.package.layer("buildings", wkbPolygon,
                                  {{"code", OFTString},          {"name", OFTString},       {"name_en", OFTString},
                                   {"address", OFTString},       {"part_of", OFTString},    {"use", OFTString},
                                   {"structure", OFTString},     {"year", OFTInteger},      {"floors", OFTInteger},
                                   {"floors_below", OFTInteger}, {"height_m", OFTReal},     {"min_height_m", OFTReal},
                                   {"ground_m", OFTReal},        {"roof_shape", OFTString}, {"roof_height_m", OFTReal},
                                   {"roof_direction", OFTReal},  {"quarter", OFTString},    {"grid", OFTString},
                                   {"units", OFTInteger},        {"residents", OFTInteger}, {"address_en", OFTString}},
                                  "Simulated. Buildings, and their parts (part_of)");
    d.units = d.package.layer("units", wkbNone,
                              {{"code", OFTString},
                               {"number", OFTString},
                               {"bld", OFTString},
                               {"storey", OFTInteger},
                               {"rooms", OFTInteger},
                               {"halls", OFTInteger},
                               {"kitchens", OFTInteger},
                               {"baths", OFTInteger},
                               {"area_m2", OFTReal},
                               {"tenancy", OFTString},
                               {"occupants", OFTInteger}},
                              "Simulated. Dwellings, shops, offices, workshops");
    d.roads = d.package.layer("roads", wkbLineString,
                              {{"code", OFTString},
                               {"name", OFTString},
                               {"name_en", OFTString},
                               {"type", OFTString},
                               {"width_m", OFTReal},
                               {"layer", OFTInteger},
                               {"bridge", OFTInteger}},
                              "Simulated. Middle lines of roads and bridges");
    d.rails = d.package.layer("rails", wkbLineString,
                              {{"code", OFTString},
                               {"name", OFTString},
                               {"type", OFTString},
                               {"width_m", OFTReal},
                               {"layer", OFTInteger},
                               {"name_en", OFTString}},
                              "Simulated. Railway tracks");
    d.water = d.package.layer("water", wkbMultiPolygon,
                              {{"code", OFTString}, {"name", OFTString}, {"name_en", OFTString}, {"type", OFTString}},
                              "Simulated. River and ponds");
    d.green = d.package.layer("green", wkbMultiPolygon,
                              {{"code", OFTString}, {"name", OFTString}, {"name_en", OFTString}, {"type", OFTString}},
                              "Simulated. Parks, embankments, lawns, sports grounds");
    d.facilities = d.package.layer(
        "facilities", wkbPoint,
        {{"code", OFTString}, {"name", OFTString}, {"name_en", OFTString}, {"type", OFTString}, {"bld", OFTString}},
        "Simulated. Public facilities");
    d.trees = d.package.layer("trees", wkbPoint, {{"type", OFTString}, {"height_m", OFTReal}}, "Simulated. Trees");
    d.things = d.package.layer("things", wkbPoint,
                               {{"code", OFTString},
                                {"name", OFTString},
                                {"name_en", OFTString},
                                {"kind", OFTString},
                                {"bld", OFTString},
                                {"unit", OFTString},
                                {"storey", OFTInteger},
                                {"h", OFTReal},
                                {"address", OFTString},
                                {"datastreams", OFTString},
                                {"address_en", OFTString},
                                {"stream", OFTString}},
                               "Simulated. Devices; datastreams as a JSON list of id, property, unit, period (s)");
    for (OGRLayer *made : {d.areas, d.quarters, d.buildings, d.units, d.roads, d.rails, d.water, d.green, d.facilities,
                           d.trees, d.things}) {
        if (!made)
            return tl::unexpected(impl->package.problem().error());
    }
    return TableWriter(std::move(impl));
}

base::Status TableWriter::write(const DistrictModel &model, const base::Job &job)
{
    Impl &d = *m_impl;
    const Vec2 offset = model.offset;
    const auto cancelled = [] { return base::failure(QStringLiteral("cancelled"), tr("cancelled")); };
    const QString prefix = model.number > 1 ? QStringLiteral("%1-").arg(model.number) : QString();

    const QString district = prefix + QStringLiteral("S01");
    const auto area = [&](const Area &a, const char *level, const QString &parent) {
        OGRFeature f(d.areas->GetLayerDefn());
        setText(f, 0, a.code);
        setText(f, 1, a.name.zh);
        setText(f, 2, a.name.en);
        f.SetField(3, level);
        setText(f, 4, parent);
        setText(f, 5, a.manager.zh);
        setText(f, 6, a.manager.en);
        for (size_t i = 0; i < a.numbers.size(); ++i)
            f.SetField(7 + int(i), a.numbers[i].second);
        setShape(f, a.shape, offset);
        d.put(d.areas, f);
    };
    area({district,
          model.name,
          {QStringLiteral("Sub-district duty officer"), QString::fromUtf8("街道值班长")},
          -1,
          model.outline,
          {}},
         "sub-district", {});
    for (const Area &a : model.communities)
        area(a, "community", district);
    for (const Area &a : model.blocks)
        area(a, "block", model.communities[size_t(a.parent)].code);
    for (const Area &a : model.grids)
        area(a, "grid", model.blocks[size_t(a.parent)].code);
    for (const Quarter &q : model.quarters) {
        OGRFeature f(d.quarters->GetLayerDefn());
        setText(f, 0, q.code);
        setText(f, 1, q.name.zh);
        setText(f, 2, q.name.en);
        setText(f, 3, q.type);
        setShape(f, q.shape, offset);
        d.put(d.quarters, f);
    }

    {
        OGRFeature f(d.buildings->GetLayerDefn());
        for (size_t i = 0; i < model.buildings.size(); ++i) {
            if (i % 2000 == 0 && job.isCancelled())
                return cancelled();
            const BuildingRecord &b = model.buildings[i];
            if (b.inCityJson)
                continue;
            f.Reset();
            setText(f, 0, b.code);
            setText(f, 1, b.name.zh);
            setText(f, 2, b.name.en);
            setText(f, 3, b.address.zh);
            setText(f, 20, b.address.en);
            f.SetField(5, useWord(b.use));
            f.SetField(6, b.structure);
            f.SetField(7, b.year);
            f.SetField(8, b.above);
            f.SetField(9, b.below);
            f.SetField(10, decimetres(b.height));
            f.SetField(12, decimetres(b.ground));
            setText(f, 13, domain::roofShapeName(b.roof));
            f.SetField(14, decimetres(b.roofHeight));
            if (!std::isnan(b.roofDirection))
                f.SetField(15, decimetres(std::fmod(b.roofDirection + 360.0, 360.0)));
            if (b.quarter >= 0)
                setText(f, 16, model.quarters[size_t(b.quarter)].code);
            setText(f, 17, model.grids[size_t(b.grid)].code);
            f.SetField(18, b.units);
            f.SetField(19, b.residents);
            setShape(f, b.footprint, offset);
            d.put(d.buildings, f);
            for (size_t p = 0; p < b.parts.size(); ++p) {
                const Part &part = b.parts[p];
                f.Reset();
                setText(f, 0, b.code + QStringLiteral("-P%1").arg(p + 1));
                setText(f, 4, b.code);
                f.SetField(5, useWord(b.use));
                f.SetField(7, b.year);
                if (part.storeys > 0)
                    f.SetField(8, part.storeys);
                f.SetField(10, decimetres(part.to));
                f.SetField(11, decimetres(part.from));
                f.SetField(12, decimetres(b.ground));
                setText(f, 13, domain::roofShapeName(part.roof));
                f.SetField(14, decimetres(part.roofHeight));
                setShape(f, part.shape, offset);
                d.put(d.buildings, f);
            }
        }
    }
    {
        OGRFeature f(d.units->GetLayerDefn());
        for (size_t i = 0; i < model.units.size(); ++i) {
            if (i % 5000 == 0 && job.isCancelled())
                return cancelled();
            const UnitRecord &u = model.units[i];
            f.Reset();
            setText(f, 0, houseCode(model, u));
            setText(f, 1, unitNumber(u));
            setText(f, 2, model.buildings[u.building].code);
            f.SetField(3, u.storey);
            f.SetField(4, u.rooms);
            f.SetField(5, u.halls);
            f.SetField(6, u.kitchens);
            f.SetField(7, u.baths);
            f.SetField(8, decimetres(double(u.area)));
            f.SetField(9, TenancyNames[u.tenancy]);
            f.SetField(10, u.occupants);
            d.put(d.units, f);
        }
    }
    int number = 0;
    for (const Road &r : model.roads) {
        OGRFeature f(d.roads->GetLayerDefn());
        setText(f, 0, prefix + QStringLiteral("R%1").arg(++number, 4, 10, QLatin1Char('0')));
        setText(f, 1, r.name.zh);
        setText(f, 2, r.name.en);
        f.SetField(3, roadWord(r.klass));
        f.SetField(4, decimetres(r.width));
        f.SetField(5, r.bridge ? 1 : 0);
        f.SetField(6, r.bridge ? 1 : 0);
        setShape(f, r.line, offset);
        d.put(d.roads, f);
    }
    number = 0;
    for (const Rail &r : model.rails) {
        OGRFeature f(d.rails->GetLayerDefn());
        setText(f, 0, prefix + QStringLiteral("L%1").arg(++number, 2, 10, QLatin1Char('0')));
        setText(f, 1, QString::fromUtf8("云广线"));
        f.SetField(2, "rail");
        f.SetField(3, r.width);
        f.SetField(4, r.bridge ? 1 : 0);
        f.SetField(5, "Yunguang Line");
        setShape(f, r.line, offset);
        d.put(d.rails, f);
    }
    const auto patches = [&](OGRLayer *layer, const std::vector<Patch> &list, const char *letter) {
        int n = 0;
        for (const Patch &p : list) {
            if (p.shape.empty())
                continue;
            OGRFeature f(layer->GetLayerDefn());
            setText(f, 0,
                    prefix + QString::fromLatin1(letter) + QStringLiteral("%1").arg(++n, 3, 10, QLatin1Char('0')));
            setText(f, 1, p.name.zh);
            setText(f, 2, p.name.en);
            setText(f, 3, p.type);
            setShape(f, p.shape, offset);
            d.put(layer, f);
        }
    };
    patches(d.water, model.waters, "W");
    patches(d.green, model.greens, "P");
    number = 0;
    for (const Facility &x : model.facilities) {
        OGRFeature f(d.facilities->GetLayerDefn());
        setText(f, 0, prefix + QStringLiteral("F%1").arg(++number, 3, 10, QLatin1Char('0')));
        setText(f, 1, x.name.zh);
        setText(f, 2, x.name.en);
        setText(f, 3, x.type);
        setText(f, 4, x.building);
        setShape(f, x.point, offset);
        d.put(d.facilities, f);
    }
    for (const Tree &t : model.trees) {
        OGRFeature f(d.trees->GetLayerDefn());
        f.SetField(0, "tree");
        f.SetField(1, decimetres(double(t.height)));
        setShape(f, t.point, offset);
        d.put(d.trees, f);
    }
    for (const Device &x : model.devices) {
        OGRFeature f(d.things->GetLayerDefn());
        setText(f, 0, x.code);
        setText(f, 1, x.name.zh);
        setText(f, 2, x.name.en);
        setText(f, 3, domain::thingKindName(x.kind));
        if (x.building >= 0)
            setText(f, 4, model.buildings[size_t(x.building)].code);
        if (x.unit >= 0)
            setText(f, 5, houseCode(model, model.units[size_t(x.unit)]));
        if (x.storey != 0)
            f.SetField(6, x.storey);
        f.SetField(7, decimetres(double(x.height)));
        setText(f, 8, x.address.zh);
        setText(f, 10, x.address.en);
        setText(f, 11, x.picture);
        QJsonArray streams;
        for (const domain::Datastream &s : x.streams)
            streams.append(QJsonObject{{QStringLiteral("id"), s.id},
                                       {QStringLiteral("property"), s.property},
                                       {QStringLiteral("unit"), s.unit},
                                       {QStringLiteral("period"), s.periodSeconds}});
        if (!streams.isEmpty())
            setText(f, 9, QString::fromUtf8(QJsonDocument(streams).toJson(QJsonDocument::Compact)));
        setShape(f, x.point, offset);
        d.put(d.things, f);
    }
    return d.package.hasFailed() ? d.package.problem() : base::Status();
}

base::Status TableWriter::finish()
{
    return m_impl->package.finish();
}

}
