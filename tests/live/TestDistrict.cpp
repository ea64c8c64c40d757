#include "TestDistrict.h"

using namespace domain;

static geometry::MultiPolygon square(double x, double y, double size)
{
    return {{{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}}, {}}};
}

std::shared_ptr<City> makeTestDistrict(int extraThings)
{
    auto city = std::make_shared<City>();
    city->frame = geometry::LocalFrame(*geometry::Crs::parse(QStringLiteral("EPSG:32650")), {200000, 2490000, 0});
    auto areas = std::make_shared<Layer>();
    areas->info.kind = LayerKind::Area;
    const auto area = [&areas](const char *id, ObjectKind level, const char *parent,
                               const geometry::MultiPolygon &shape) {
        AdminArea one;
        one.id = QLatin1String(id);
        one.level = level;
        one.parent = QLatin1String(parent);
        one.shape = shape;
        areas->areas.push_back(one);
    };
    area("C1", ObjectKind::Community, "", {{{{0, 0}, {200, 0}, {200, 100}, {0, 100}}, {}}});
    area("G1", ObjectKind::Grid, "C1", square(0, 0, 100));
    area("G2", ObjectKind::Grid, "C1", square(100, 0, 100));
    auto buildings = std::make_shared<Layer>();
    buildings->info.kind = LayerKind::Building;
    Building building;
    building.id = QStringLiteral("B1");
    building.footprint = square(20, 20, 30);
    building.height = 30;
    building.storeysAbove = 10;
    building.ground = 5;
    buildings->buildings.push_back(building);
    Unit unit;
    unit.id = QStringLiteral("U703");
    unit.building = building.id;
    unit.storey = 7;
    buildings->units.push_back(unit);
    auto things = std::make_shared<Layer>();
    things->info.kind = LayerKind::Things;
    const auto thing = [&things](const QString &id, ThingKind kind, const std::vector<Datastream> &streams) {
        Thing one;
        one.id = id;
        one.kind = kind;
        one.position = {60, 60, 8};
        one.datastreams = streams;
        things->things.push_back(one);
    };
    const auto stream = [](const char *id, const char *property, const char *unitName, double period = 60) {
        return Datastream{QLatin1String(id), QLatin1String(property), QLatin1String(unitName), period};
    };
    thing(QStringLiteral("S1"), ThingKind::Smoke, {stream("S1-smoke", "smoke", "")});
    thing(QStringLiteral("E1"), ThingKind::Electrical,
          {stream("E1-rc", "residual-current", "mA"), stream("E1-t", "cable-temperature", "degC"),
           stream("E1-fault", "fault", "")});
    thing(QStringLiteral("V1"), ThingKind::Camera, {});
    for (int i = 0; i < extraThings; ++i)
        thing(QStringLiteral("X%1").arg(i), ThingKind::Electrical,
              {{QStringLiteral("X%1-rc").arg(i), QStringLiteral("residual-current"), QStringLiteral("mA"), 60}});
    city->layers = {areas, buildings, things};

    const auto rule = [&city](const char *id, ThingKind kind, const char *property, AlarmRule::Compare compare,
                              double threshold, double seconds, Severity severity) {
        AlarmRule made;
        made.id = QLatin1String(id);
        made.thing = kind;
        made.property = QLatin1String(property);
        made.compare = compare;
        made.threshold = threshold;
        made.seconds = seconds;
        made.severity = severity;
        city->rules.rules.push_back(made);
    };
    using enum AlarmRule::Compare;
    rule("smoke", ThingKind::Smoke, "smoke", Equals, 1, 0, Severity::Critical);
    rule("rc-major", ThingKind::Electrical, "residual-current", Above, 300, 10, Severity::Major);
    rule("rc-critical", ThingKind::Electrical, "residual-current", Above, 500, 0, Severity::Critical);
    rule("cold", ThingKind::Electrical, "cable-temperature", Below, -10, 0, Severity::Minor);
    rule("rise", ThingKind::Electrical, "cable-temperature", Rise, 10, 60, Severity::Major);
    rule("fault", ThingKind::Other, "fault", Equals, 1, 0, Severity::Minor);
    EventType noise;
    noise.id = QStringLiteral("noise");
    noise.klass = QStringLiteral("A");
    noise.severity = Severity::Minor;
    noise.acceptMinutes = 30;
    noise.closeMinutes = 240;
    noise.aliases = {QStringLiteral("Noise - Residential")};
    EventType fire = noise;
    fire.id = QStringLiteral("fire");
    fire.severity = Severity::Critical;
    fire.aliases.clear();
    city->catalogue.types = {noise, fire};
    city->places = PlaceTree(city->layers, city->warnings);
    city->complete = true;
    city->index();
    return city;
}
