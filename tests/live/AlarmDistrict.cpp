#include "AlarmDistrict.h"

using namespace domain;

AlarmDistrict::AlarmDistrict(const QString &zone, int corridor) : city(std::make_shared<City>())
{
    city->frame = geometry::LocalFrame(*geometry::Crs::parse(QStringLiteral("EPSG:32650")), {200000, 2490000, 0});
    city->timezone = zone;
    const auto square = [](double x, double y, double size) {
        return geometry::MultiPolygon{{{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}}, {}}};
    };
    auto areas = std::make_shared<Layer>();
    areas->info.kind = LayerKind::Area;
    AdminArea community;
    community.id = QStringLiteral("C1");
    community.level = ObjectKind::Community;
    community.shape = square(0, 0, 200);
    AdminArea grid;
    grid.id = QStringLiteral("G1");
    grid.level = ObjectKind::Grid;
    grid.parent = community.id;
    grid.shape = square(0, 0, 100);
    areas->areas = {community, grid};
    auto buildings = std::make_shared<Layer>();
    buildings->info.kind = LayerKind::Building;
    for (int i = 1; i <= 2; ++i) {
        Building building;
        building.id = QStringLiteral("B%1").arg(i);
        building.footprint = square(i * 30 - 20, 20, 20);
        building.height = 30;
        building.storeysAbove = 10;
        building.ground = 5;
        buildings->buildings.push_back(building);
    }
    Unit unit;
    unit.id = QStringLiteral("U1");
    unit.building = QStringLiteral("B1");
    unit.storey = 7;
    buildings->units.push_back(unit);

    auto things = std::make_shared<Layer>();
    things->info.kind = LayerKind::Things;
    const auto thing = [&things](const QString &id, ThingKind kind, const char *building, const char *unitId,
                                 std::vector<std::pair<const char *, const char *>> streams, double period = 60) {
        Thing one;
        one.id = id;
        one.kind = kind;
        one.building = QLatin1String(building);
        one.unit = QLatin1String(unitId);
        one.position = {20, 30, 8};
        for (const auto &[property, unitName] : streams)
            one.datastreams.push_back({id + QLatin1Char('-') + QLatin1String(property), QLatin1String(property),
                                       QLatin1String(unitName), period});
        things->things.push_back(one);
    };
    thing(QStringLiteral("S1"), ThingKind::Smoke, "B1", "U1", {{"smoke", ""}});
    thing(QStringLiteral("E1"), ThingKind::Electrical, "B1", "U1",
          {{"residual-current", "mA"}, {"cable-temperature", "degC"}});
    thing(QStringLiteral("P1"), ThingKind::Presence, "B1", "U1", {{"presence", ""}}, 3600);
    thing(QStringLiteral("V1"), ThingKind::Camera, "B1", "U1", {{"people", ""}});
    thing(QStringLiteral("T1"), ThingKind::Tilt, "B2", "", {{"tilt", "mm"}}, 21600);
    thing(QStringLiteral("W1"), ThingKind::WaterLevel, "", "", {{"water-level", "m"}});
    thing(QStringLiteral("W2"), ThingKind::WaterLevel, "", "", {{"water-level", "m"}});
    for (int i = 0; i < corridor; ++i)
        thing(corridorThing(i), ThingKind::Smoke, "B1", "", {{"smoke", ""}});
    city->layers = {areas, buildings, things};

    EventType fire;
    fire.id = QStringLiteral("fire");
    fire.domain = QStringLiteral("emergency");
    fire.klass = QStringLiteral("D");
    fire.severity = Severity::Critical;
    fire.acceptMinutes = 1;
    fire.closeMinutes = 180;
    EventType hazard = fire;
    hazard.id = QStringLiteral("electrical-hazard");
    hazard.klass = QStringLiteral("B");
    hazard.severity = Severity::Major;
    city->catalogue.domains = {{QStringLiteral("emergency"), {}}};
    city->catalogue.types = {fire, hazard};
    city->places = PlaceTree(city->layers, city->warnings);
    city->complete = true;
    city->index();
}

AlarmRule &AlarmDistrict::rule(const char *id, ThingKind kind, const char *property, AlarmRule::Compare compare,
                               double threshold, double seconds, Severity severity)
{
    AlarmRule rule;
    rule.id = QLatin1String(id);
    rule.name = {rule.id, rule.id};
    rule.thing = kind;
    rule.property = QLatin1String(property);
    rule.compare = compare;
    rule.threshold = threshold;
    rule.seconds = seconds;
    rule.severity = severity;
    city->rules.rules.push_back(rule);
    return city->rules.rules.back();
}

AlarmRule &AlarmDistrict::silence(const char *id)
{
    return rule(id, ThingKind::Other, "", AlarmRule::Compare::Silence, 0, 0, Severity::Minor);
}

AlarmRule &AlarmDistrict::share(const char *id, double part)
{
    AlarmRule &share = rule(id, ThingKind::Other, "", AlarmRule::Compare::Share, part);
    share.ofRule = QStringLiteral("offline");
    share.suppresses = QStringList{QStringLiteral("offline")};
    return share;
}

ChangeSet ToldTwin::kept(ChangeSet changes)
{
    entries.insert(entries.end(), changes.entries.begin(), changes.entries.end());
    return changes;
}

ChangeSet ToldTwin::say(const QString &datastream, const QJsonValue &result, qint64 time, qint64 now)
{
    return kept(twin.apply({{datastream, time, time, result}}, {}, {}, now != 0 ? now : time));
}

static QString idOf(const QString &subject, const char *rule)
{
    const bool building = subject.startsWith(QLatin1Char('B'));
    return alarmId({building ? ObjectKind::Building : ObjectKind::Thing, subject}, QLatin1String(rule));
}

const Alarm *ToldTwin::alarm(const QString &subject, const char *rule) const
{
    return twin.alarm(idOf(subject, rule));
}

bool ToldTwin::isActive(const QString &subject, const char *rule) const
{
    const Alarm *found = alarm(subject, rule);
    return found && found->active;
}

AlarmState ToldTwin::state(const QString &subject, const char *rule, qint64 now) const
{
    const Alarm *found = alarm(subject, rule);
    return found ? alarmState(*found, now) : AlarmState::Normal;
}

QStringList ToldTwin::told(const char *rule) const
{
    QStringList lines;
    for (const Entry &entry : entries) {
        if (entry.subject == Subject::Alarm && entry.id.endsWith(QLatin1String(rule)))
            lines.append(QStringLiteral("%1 %2 v%3").arg(entry.verb, entry.id).arg(entry.version));
    }
    return lines;
}

ChangeSet ToldTwin::act(const QString &id, AlarmVerb verb, qint64 time, const QJsonObject &body)
{
    twin.take(entries, time); // those are saved before
    const Alarm *found = twin.alarm(id);
    const auto entry =
        nextEntry(found ? *found : Alarm(), verb,
                  {QStringLiteral("Operator 1"), QStringLiteral("seat"), QStringLiteral("test"), time}, body);
    if (!entry)
        qFatal("%s", qPrintable(entry.error().toLine()));
    entries.push_back(*entry);
    return twin.take({*entry}, time);
}

std::vector<domain::ThingStatusReport> AlarmDistrict::corridor(int from, int to, bool online, qint64 time)
{
    std::vector<domain::ThingStatusReport> reports;
    for (int i = from; i < to; ++i)
        reports.push_back({corridorThing(i), online, time + i});
    return reports;
}

AlarmDistrict smokeDistrict()
{
    AlarmDistrict district;
    district
        .rule("smoke", domain::ThingKind::Smoke, "smoke", domain::AlarmRule::Compare::Equals, 1, 0,
              domain::Severity::Critical)
        .event = QStringLiteral("fire");
    district.rule("high", domain::ThingKind::Electrical, "residual-current", domain::AlarmRule::Compare::Above, 300, 0,
                  domain::Severity::Major);
    return district;
}

int callingCount(const ToldTwin &told, qint64 now)
{
    const auto alarms = told.twin.alarms();
    return int(std::count_if(alarms.begin(), alarms.end(),
                             [&](const domain::Alarm *alarm) { return domain::isCalling(*alarm, now); }));
}
