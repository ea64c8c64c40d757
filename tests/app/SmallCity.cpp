#include "SmallCity.h"

#include "interior/Assemble.h"

namespace smallcity
{

using domain::ObjectKind;
using geometry::Vec2;

static geometry::MultiPolygon square(double x, double y, double w, double h)
{
    return {{{Vec2(x, y), Vec2(x + w, y), Vec2(x + w, y + h), Vec2(x, y + h)}, {}}};
}

static domain::AdminArea area(const QString &id, const QString &name, ObjectKind level, const QString &parent,
                              geometry::MultiPolygon shape, const QString &manager = {})
{
    domain::AdminArea result;
    result.id = id;
    result.name = name;
    result.level = level;
    result.parent = parent;
    result.manager = manager;
    result.shape = std::move(shape);
    return result;
}

static domain::Building building(const QString &id, const QString &name, const QString &address,
                                 domain::BuildingUse use, Vec2 at, int storeys)
{
    domain::Building result;
    result.id = id;
    result.name = name;
    result.address = address;
    result.use = use;
    result.storeysAbove = storeys;
    result.height = float(storeys) * 3;
    result.ground = 0;
    result.footprint = square(at.x, at.y, 20, 20);
    return result;
}

static domain::Thing thing(const QString &id, domain::ThingKind kind, const QString &property, const QString &unit,
                           const QString &inBuilding, Vec2 at)
{
    domain::Thing result;
    result.id = id;
    result.kind = kind;
    result.building = inBuilding;
    result.position = {at, 3.0};
    result.datastreams = {{id + QStringLiteral(".1"), property, unit, 300}};
    return result;
}

static std::shared_ptr<domain::Layer> layer(const QString &id, domain::LayerKind kind)
{
    auto result = std::make_shared<domain::Layer>();
    result->info.id = id;
    result->info.name = id;
    result->info.kind = kind;
    result->info.source = id + QStringLiteral(".gpkg");
    return result;
}

std::shared_ptr<const domain::City> make()
{
    auto city = std::make_shared<domain::City>();
    city->frame = geometry::LocalFrame(*geometry::Crs::parse(QStringLiteral("EPSG:4547")), {505000.0, 2493000.0, 0.0});
    city->name = {QStringLiteral("Small district"), QStringLiteral("小街道")};
    city->simulated = true;
    city->timezone = QStringLiteral("Asia/Shanghai");

    auto areas = layer(QStringLiteral("areas"), domain::LayerKind::Area);
    areas->areas = {
        area(QStringLiteral("S"), QStringLiteral("桂湖街道"), ObjectKind::SubDistrict, {}, square(0, 0, 1000, 1000)),
        area(QStringLiteral("C1"), QStringLiteral("东门社区"), ObjectKind::Community, QStringLiteral("S"),
             square(0, 0, 500, 1000)),
        area(QStringLiteral("C2"), QStringLiteral("西湖社区"), ObjectKind::Community, QStringLiteral("S"),
             square(500, 0, 500, 1000)),
        area(QStringLiteral("G1"), QStringLiteral("网格 1"), ObjectKind::Grid, QStringLiteral("C1"),
             square(0, 0, 500, 500), QStringLiteral("张某某")),
        area(QStringLiteral("G2"), QStringLiteral("网格 2"), ObjectKind::Grid, QStringLiteral("C1"),
             square(0, 500, 500, 500)),
        area(QStringLiteral("G10"), QStringLiteral("网格 10"), ObjectKind::Grid, QStringLiteral("C2"),
             square(500, 0, 500, 1000)),
        area(QStringLiteral("Q1"), QStringLiteral("翠苑花园"), ObjectKind::Quarter, {}, square(50, 50, 200, 200))};
    const int registered = areas->attributes.addColumn(QStringLiteral("registered"), true);
    const int type = areas->attributes.addColumn(QStringLiteral("type"), false);
    areas->attributes.resize(areas->areas.size());
    for (const auto &[row, people] : {std::pair(3, 100.0), std::pair(4, 40.0), std::pair(5, 7.0)})
        areas->attributes.setNumber(size_t(row), registered, people);
    areas->attributes.setText(6, type, QStringLiteral("residential"));

    using enum domain::BuildingUse;
    auto buildings = layer(QStringLiteral("buildings"), domain::LayerKind::Building);
    buildings->buildings = {
        building(QStringLiteral("B1"), QStringLiteral("罗湖楼 2 栋"), QStringLiteral("罗湖路 18 号"), Residential,
                 {100, 100}, 18),
        building(QStringLiteral("B2"), QStringLiteral("罗湖楼 10 栋"), QStringLiteral("罗湖路 20 号"), Residential,
                 {200, 100}, 7),
        building(QStringLiteral("B3"), QStringLiteral("老围 3 号"), QStringLiteral("老围巷 3 号"), UrbanVillage,
                 {100, 600}, 5),
        building(QStringLiteral("B4"), QStringLiteral("文华大厦"), QStringLiteral("深南路 5 号"), Office, {700, 300},
                 40),
        building(QStringLiteral("B5"), QString(), QStringLiteral("远郊 1 号"), Unknown, {2000, 2000}, 2)};
    buildings->buildings[0].quarter = QStringLiteral("Q1");
    buildings->buildings[0].year = 1998;
    buildings->buildings[0].storeysBelow = 1;
    buildings->info.features = 5;
    buildings->warnings.add(QStringLiteral("ring-invalid"), QStringLiteral("buildings.gpkg"), QStringLiteral("B3"),
                            QStringLiteral("the ring was repaired"));
    buildings->warnings.add(QStringLiteral("ring-invalid"), QStringLiteral("buildings.gpkg"), QStringLiteral("B4"),
                            QStringLiteral("the ring was repaired"));

    auto units = layer(QStringLiteral("units"), domain::LayerKind::Unit);
    for (const int number : {101, 102, 703}) {
        domain::Unit unit;
        unit.id = QStringLiteral("4403030010010000%1").arg(number);
        unit.number = QString::number(number);
        unit.building = QStringLiteral("B1");
        unit.storey = number / 100;
        unit.rooms = 2;
        unit.halls = 1;
        unit.tenancy = number == 703 ? QStringLiteral("let") : QStringLiteral("owner-occupied");
        unit.occupants = 3;
        units->units.push_back(unit);
    }

    auto roads = layer(QStringLiteral("roads"), domain::LayerKind::Road);
    domain::Feature road;
    road.id = QStringLiteral("R1");
    road.name = QStringLiteral("罗湖路");
    road.type = QStringLiteral("secondary");
    road.lines = {{Vec2(0, 50), Vec2(1000, 50)}};
    road.width = 12;
    roads->features = {road};

    auto things = layer(QStringLiteral("things"), domain::LayerKind::Things);
    using enum domain::ThingKind;
    things->things = {
        thing(QStringLiteral("T1"), Smoke, QStringLiteral("smoke"), {}, QStringLiteral("B1"), {110, 110}),
        thing(QStringLiteral("T2"), Smoke, QStringLiteral("smoke"), {}, QStringLiteral("B1"), {112, 110}),
        thing(QStringLiteral("T3"), Electrical, QStringLiteral("residual-current"), QStringLiteral("mA"),
              QStringLiteral("B2"), {210, 110}),
        thing(QStringLiteral("T4"), Electrical, QStringLiteral("residual-current"), QStringLiteral("mA"),
              QStringLiteral("B4"), {710, 310}),
        thing(QStringLiteral("T5"), WaterLevel, QStringLiteral("water-level"), QStringLiteral("m"), {}, {800, 800}),
        thing(QStringLiteral("T6"), Camera, QStringLiteral("picture"), {}, {}, {20, 20})};
    things->things[0].storey = 7;
    things->things[0].unit = QStringLiteral("4403030010010000703");
    things->things[2].datastreams.push_back({QStringLiteral("T3.2"), QStringLiteral("load"), QStringLiteral("%"),
                                             things->things[2].datastreams[0].periodSeconds});
    things->things[4].name = QStringLiteral("沿河水位");

    city->layers = {areas, buildings, units, roads, things};
    city->catalogue.domains = {
        {QStringLiteral("emergency"), {QStringLiteral("Emergency"), QStringLiteral("应急管理")}},
        {QStringLiteral("environment"), {QStringLiteral("Environment"), QStringLiteral("生态环境")}}};
    domain::EventType fire, noise;
    fire.id = QStringLiteral("fire");
    fire.domain = QStringLiteral("emergency");
    fire.name = {QStringLiteral("Fire"), QStringLiteral("火情")};
    fire.severity = domain::Severity::Critical;
    fire.klass = QStringLiteral("D");
    fire.closeMinutes = 120;
    noise.id = QStringLiteral("noise");
    noise.domain = QStringLiteral("environment");
    noise.name = {QStringLiteral("Noise"), QStringLiteral("噪声扰民")};
    noise.closeMinutes = 5;
    city->catalogue.types = {fire, noise};
    domain::AlarmRule smoke, current;
    smoke.id = QStringLiteral("smoke");
    smoke.name = {QStringLiteral("Smoke"), QStringLiteral("烟雾报警")};
    smoke.thing = Smoke;
    smoke.property = QStringLiteral("smoke");
    smoke.compare = domain::AlarmRule::Compare::Equals;
    smoke.threshold = 1;
    smoke.severity = domain::Severity::Critical;
    current.id = QStringLiteral("current");
    current.name = {QStringLiteral("Residual current"), QStringLiteral("剩余电流")};
    current.thing = Electrical;
    current.property = QStringLiteral("residual-current");
    current.threshold = 300;
    current.severity = domain::Severity::Major;
    city->rules.rules = {smoke, current};
    city->indicators = {{QStringLiteral("buildings"),
                         {QStringLiteral("Buildings"), QStringLiteral("楼栋")},
                         {{}, QStringLiteral("栋")},
                         {},
                         QStringLiteral("space"),
                         QStringLiteral("count:building"),
                         {},
                         {}},
                        {QStringLiteral("registered"),
                         {QStringLiteral("Registered"), QStringLiteral("户籍人口")},
                         {{}, QStringLiteral("人")},
                         {},
                         QStringLiteral("people"),
                         QStringLiteral("sum:area:registered"),
                         {},
                         {}},
                        {QStringLiteral("open"),
                         {QStringLiteral("Open"), QStringLiteral("处置中")},
                         {{}, QStringLiteral("件")},
                         {},
                         QStringLiteral("today"),
                         QStringLiteral("events:open"),
                         domain::Indicator::Good::Down,
                         {}},
                        {QStringLiteral("odd"),
                         {QStringLiteral("Odd"), QStringLiteral("怪")},
                         {},
                         {},
                         QStringLiteral("today"),
                         QStringLiteral("weather:rain"),
                         {},
                         {}}};
    city->index();
    city->places = domain::PlaceTree(city->layers, city->warnings);
    city->complete = true;
    return city;
}

std::shared_ptr<const domain::Interior> inside(const domain::City &city)
{
    using enum domain::SpaceFunction;
    domain::Interior interior;
    interior.source = QStringLiteral("b1.gpkg");
    const auto space = [&](const char *id, const char *name, domain::SpaceFunction function, int storey,
                           const char *unit, geometry::MultiPolygon shape) {
        domain::Space result;
        result.id = QString::fromLatin1(id);
        result.name = QString::fromUtf8(name);
        result.function = function;
        result.storey = storey;
        result.unit = QString::fromLatin1(unit);
        result.shape = std::move(shape);
        result.base = (storey - 1) * 3.0;
        result.height = 2.8f;
        interior.spaces.push_back(result);
    };
    const auto door = [&](const char *id, int storey, Vec2 from, Vec2 to, bool entrance = false) {
        domain::Door result;
        result.id = QString::fromLatin1(id);
        result.storey = storey;
        result.from = from;
        result.to = to;
        result.base = (storey - 1) * 3.0;
        result.isEntrance = entrance;
        interior.doors.push_back(result);
    };
    for (int storey = 1; storey <= 7; ++storey) {
        const QByteArray at = QByteArray::number(storey);
        space(("C" + at).constData(), "走廊", Corridor, storey, "", square(100, 108, 20, 4));
        space(("S" + at).constData(), "楼梯", Stair, storey, "", square(100, 112, 4, 8));
        door(("DS" + at).constData(), storey, {101, 112}, {102, 112});
    }
    space("R101", "客厅", Hall, 1, "101", square(104, 112, 8, 8));
    space("R102", "卧室", Room, 1, "102", square(112, 112, 8, 8));
    space("R703a", "客厅", Hall, 7, "703", square(104, 112, 8, 8));
    space("R703b", "卧室", Room, 7, "703", square(112, 112, 8, 8));
    door("D101", 1, {106, 112}, {107, 112});
    door("D102", 1, {114, 112}, {115, 112});
    door("D703", 7, {106, 112}, {107, 112});
    door("D703b", 7, {112, 115}, {112, 116});
    door("Main", 1, {100, 109.5}, {100, 110.5}, true);
    interior::assemble(interior, *city.building(QStringLiteral("B1")), city.unitsOf(QStringLiteral("B1")));
    return std::make_shared<const domain::Interior>(std::move(interior));
}

domain::Observation observation(const QString &datastream, double value, qint64 time)
{
    return {datastream, time, time, value};
}

domain::Event report(const QString &id, const QString &type, const domain::ObjectRef &place, qint64 reported)
{
    domain::Event result;
    result.id = id;
    result.type = type;
    result.place = place;
    result.reported = reported;
    result.updated = reported;
    return result;
}

Fixture::Fixture()
{
    twin.setClock(&clock);
    twin.setCity(make());
}

void Fixture::apply(std::vector<domain::Observation> observations, std::vector<domain::Event> events)
{
    feeds::FeedBatch batch;
    batch.observations = std::move(observations);
    batch.events = std::move(events);
    twin.take(batch);
    twin.flush();
}

}
