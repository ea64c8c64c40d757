#include "core/Card.h"
#include "core/Directory.h"
#include "core/Text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

namespace
{

constexpr int MaxEvents = 8;
constexpr int MaxAttributes = 16;

QVariantMap row(const QString &name, const QString &value, const QString &unit = {}, const QString &state = {})
{
    return {{QStringLiteral("label"), name},
            {QStringLiteral("value"), value},
            {QStringLiteral("unit"), unit},
            {QStringLiteral("state"), state}};
}

/// A row that leads to another object.
QVariantMap link(QVariantMap row, const ObjectRef &object)
{
    row.insert(QStringLiteral("kind"), domain::kindName(object.kind));
    row.insert(QStringLiteral("id"), object.id);
    return row;
}

QVariantMap section(const QString &title, const QVariantList &rows)
{
    return {{QStringLiteral("title"), title}, {QStringLiteral("rows"), rows}};
}

QVariantMap chipSection(const QString &title, const QVariantList &chips)
{
    return {{QStringLiteral("title"), title}, {QStringLiteral("chips"), chips}};
}

QVariantMap chip(const QString &name, const QString &value, const QString &state)
{
    return {{QStringLiteral("label"), name},
            {QStringLiteral("value"), value},
            {QStringLiteral("state"), state},
            {QStringLiteral("shape"), shapeOf(state)}};
}

QVariantMap action(const char *id, const QString &text)
{
    return {{QStringLiteral("id"), QString::fromLatin1(id)}, {QStringLiteral("label"), text}};
}

/// Builds the card of one object.
class Writer
{
public:
    Writer(const Twin &twin, const domain::City &city) : m_twin(twin), m_city(city) {}

    Card::Content building(const domain::Building &building);
    Card::Content area(const domain::AdminArea &area);
    Card::Content unit(const domain::Unit &unit);
    Card::Content thing(const domain::Thing &thing);
    Card::Content event(const domain::Event &event);
    Card::Content feature(const domain::Feature &feature);
    Card::Content model(const domain::Model &model, const domain::Layer &layer);

private:
    void add(const QString &name, const QString &value, const QString &unit = {}, const QString &state = {})
    {
        if (!value.isEmpty())
            m_card.rows.append(row(name, value, unit, state));
    }
    void addCount(const QString &name, qint64 count)
    {
        if (count > 0)
            add(name, numberText(double(count), 0));
    }
    void addPlace(const ObjectRef &object);
    void addSensors(const std::vector<const domain::Thing *> &things);
    void addOpenEvents(const ObjectRef &place);
    void addAttributes(const domain::Layer &layer, quint32 attributeRow);
    void badgeFor(const ObjectRef &place);

    const Twin &m_twin;
    const domain::City &m_city;
    Card::Content m_card;
};

/// The way down to what holds the object, and who is in charge there.
void Writer::addPlace(const ObjectRef &object)
{
    QString manager;
    for (const ObjectRef &step : pathOf(m_twin, object)) {
        if (step == object)
            continue;
        if (step.kind == ObjectKind::Building || step.kind == ObjectKind::Grid)
            m_card.rows.append(link(row(label(step.kind), nameOf(m_twin, step)), step));
        const domain::AdminArea *area = m_city.area(step);
        if (area && !area->manager.isEmpty())
            manager = area->manager;
    }
    add(translate("app", "Person in charge"), manager);
}

void Writer::addSensors(const std::vector<const domain::Thing *> &things)
{
    if (things.empty())
        return;
    // By kind, the worst state of each, and how many are in it: "Smoke detector 72", "1 critical".
    static const std::array order{"critical", "major", "minor", "fault", "offline", "stale", "normal"};
    std::map<domain::ThingKind, std::array<int, order.size()>> byKind;
    std::array<int, order.size()> total{};
    for (const domain::Thing *thing : things) {
        const domain::ThingState *state = m_twin.state().thing(thing->id);
        const QString visual = state ? visualState(state->status, state->severity)
                                     : visualState(domain::ThingStatus::Unknown, domain::Severity::Normal);
        const size_t at = size_t(std::find(order.begin(), order.end(), visual.toLatin1()) - order.begin());
        if (at >= order.size())
            continue;
        ++byKind[thing->kind][at];
        ++total[at];
    }
    QVariantList chips;
    for (const auto &[kind, counts] : byKind) {
        const auto worst = std::find_if(counts.begin(), counts.end(), [](int count) { return count > 0; });
        int all = 0;
        for (const int count : counts)
            all += count;
        const QString state = QString::fromLatin1(order[size_t(worst - counts.begin())]);
        const QString value =
            *worst == all || state == QLatin1String("normal")
                ? QString::number(all)
                : translate("app", "%1 of %2", "sensors in the worst state, all").arg(*worst).arg(all);
        chips.append(chip(label(kind), value, state));
    }
    m_card.sections.append(chipSection(translate("app", "Sensors"), chips));
    static const std::array<const char *, order.size()> words{
        QT_TRANSLATE_NOOP("app", "critical"), QT_TRANSLATE_NOOP("app", "major"),   QT_TRANSLATE_NOOP("app", "minor"),
        QT_TRANSLATE_NOOP("app", "fault"),    QT_TRANSLATE_NOOP("app", "offline"), QT_TRANSLATE_NOOP("app", "stale"),
        QT_TRANSLATE_NOOP("app", "normal")};
    QVariantList states;
    for (size_t i = 0; i < order.size(); ++i) {
        if (total[i] > 0)
            states.append(chip(translate("app", words[i]), QString::number(total[i]), QString::fromLatin1(order[i])));
    }
    m_card.sections.append(chipSection(translate("app", "Sensors by state"), states));
}

void Writer::addOpenEvents(const ObjectRef &place)
{
    std::vector<const domain::Event *> open;
    for (const domain::Event *event : m_twin.state().eventsIn(place)) {
        if (!domain::isFinal(event->state))
            open.push_back(event);
    }
    if (open.empty())
        return;
    std::sort(open.begin(), open.end(), [](const domain::Event *a, const domain::Event *b) {
        return a->severity != b->severity ? a->severity > b->severity : a->reported > b->reported;
    });
    QVariantList rows;
    for (const domain::Event *event : open) {
        if (rows.size() == MaxEvents) {
            rows.append(row(translate("app", "and %1 more").arg(open.size() - MaxEvents), QString()));
            break;
        }
        const QString value =
            translate("app", "%1 · %2", "state, age").arg(label(event->state), ageText(m_twin.now() - event->reported));
        rows.append(link(row(titleOf(m_twin, *event), value, {}, visualState(*event)), event->ref()));
    }
    m_card.sections.append(section(translate("app", "Open events"), rows));
}

void Writer::addAttributes(const domain::Layer &layer, quint32 attributeRow)
{
    const domain::AttributeTable &table = layer.attributes;
    QVariantList rows;
    for (int column = 0; column < table.columns() && rows.size() < MaxAttributes; ++column) {
        const QString value = attributeRow < table.rows() ? table.text(attributeRow, column) : QString();
        if (!value.isEmpty())
            rows.append(row(table.name(column), value));
    }
    if (!rows.isEmpty())
        m_card.sections.append(section(translate("app", "From the source"), rows));
}

void Writer::badgeFor(const ObjectRef &place)
{
    const PlaceState state = m_twin.places().of(place);
    if (state.alarms > 0)
        m_card.badge = translate("app", "%n alarm(s)", nullptr, state.alarms);
    else if (state.openEvents > 0)
        m_card.badge = translate("app", "%n open event(s)", nullptr, state.openEvents);
    else
        return;
    m_card.badgeState = domain::severityName(state.worst);
}

Card::Content Writer::building(const domain::Building &building)
{
    const ObjectRef object{ObjectKind::Building, building.id};
    m_card.title = nameOf(m_twin, object);
    if (const domain::AdminArea *quarter = m_city.area({ObjectKind::Quarter, building.quarter}))
        m_card.subtitle = building.address.isEmpty()
                              ? quarter->name
                              : translate("app", "%1 · %2", "quarter, address").arg(quarter->name, building.address);
    else
        m_card.subtitle = building.address;
    if (m_card.subtitle == m_card.title)
        m_card.subtitle.clear();
    badgeFor(object);

    add(translate("app", "Code"), building.id);
    add(translate("app", "Address"), building.address);
    add(translate("app", "Use"), building.use == domain::BuildingUse::Unknown ? QString() : label(building.use));
    add(translate("app", "Built"), building.year > 0 ? QString::number(building.year) : QString());
    add(translate("app", "Structure"), structureLabel(building.structure));
    if (building.storeysAbove > 0)
        add(translate("app", "Storeys"),
            building.storeysBelow > 0
                ? translate("app", "%1 above, %2 below").arg(building.storeysAbove).arg(building.storeysBelow)
                : QString::number(building.storeysAbove));
    // A building drawn by its parts is as high as the highest of them.
    double height = double(building.height);
    if (const domain::Layer *layer = building.hasParts ? m_city.layerOfBuilding(building.id) : nullptr) {
        for (const domain::Building &part : layer->buildings) {
            if (part.partOf == building.id)
                height = std::max(height, double(part.height));
        }
    }
    if (height > 0)
        add(building.heightIsGuessed ? translate("app", "Height (estimated)") : translate("app", "Height"),
            numberText(height, 1), QStringLiteral("m"));
    add(translate("app", "Footprint"), numberText(geometry::area(building.footprint), 0), QStringLiteral("m²"));

    const std::vector<const domain::Unit *> units = m_city.unitsOf(building.id);
    qint64 people = 0;
    std::map<QString, int> tenancies;
    for (const domain::Unit *unit : units) {
        people += unit->occupants;
        if (!unit->tenancy.isEmpty())
            ++tenancies[unit->tenancy];
    }
    addCount(translate("app", "Units"), units.empty() ? building.units : qint64(units.size()));
    addCount(translate("app", "People"), units.empty() ? building.residents : people);
    addPlace(object);

    addSensors(m_city.thingsOf(building.id));
    addOpenEvents(object);
    if (!tenancies.empty()) {
        QVariantList chips;
        for (const auto &[tenancy, count] : tenancies)
            chips.append(chip(tenancyLabel(tenancy), QString::number(count), QString()));
        m_card.sections.append(chipSection(translate("app", "Units by tenancy"), chips));
    }
    if (const domain::Layer *layer = m_city.layerOfBuilding(building.id))
        addAttributes(*layer, building.row);
    m_card.actions = {action("enter", translate("app", "Enter")), action("fly", translate("app", "Fly there")),
                      action("copy", translate("app", "Copy code"))};
    return m_card;
}

Card::Content Writer::area(const domain::AdminArea &area)
{
    const ObjectRef object = area.ref();
    m_card.title = area.name.isEmpty() ? area.id : area.name;
    m_card.subtitle = label(area.level);
    badgeFor(object);
    add(translate("app", "Code"), area.id);
    add(translate("app", "Person in charge"), area.manager);
    add(translate("app", "Area"), areaText(geometry::area(area.shape)));

    const qint32 node = m_city.places.indexOf(object);
    if (node >= 0) {
        // Areas below, by level.
        std::map<ObjectKind, int> below;
        std::vector<qint32> open = m_city.places.nodes()[size_t(node)].children;
        while (!open.empty()) {
            const domain::PlaceTree::Node &child = m_city.places.nodes()[size_t(open.back())];
            open.pop_back();
            ++below[child.area.level];
            open.insert(open.end(), child.children.begin(), child.children.end());
        }
        const domain::Counts &counts = m_city.places.nodes()[size_t(node)].counts;
        for (const auto &[level, count] : below)
            addCount(level == ObjectKind::Community ? translate("app", "Communities")
                     : level == ObjectKind::Block   ? translate("app", "Blocks")
                                                    : translate("app", "Grids"),
                     count);
        addCount(translate("app", "Buildings"), counts.buildings);
        addCount(translate("app", "Units"), counts.units);
        addCount(translate("app", "Let units"), counts.letUnits);
        addCount(translate("app", "People"), counts.residents);
        QVariantList chips;
        for (int kind = 0; kind < domain::ThingKindCount; ++kind) {
            if (counts.things[size_t(kind)] > 0)
                chips.append(
                    chip(label(domain::ThingKind(kind)), QString::number(counts.things[size_t(kind)]), QString()));
        }
        if (!chips.isEmpty())
            m_card.sections.append(chipSection(translate("app", "Sensors"), chips));
    } else {
        // A quarter: what refers to it.
        qint64 buildings = 0, units = 0, people = 0;
        for (const auto &layer : m_city.layers) {
            for (const domain::Building &building : layer->buildings) {
                if (building.quarter != area.id || !building.partOf.isEmpty())
                    continue;
                ++buildings;
                units += building.units;
                people += building.residents;
            }
        }
        addCount(translate("app", "Buildings"), buildings);
        addCount(translate("app", "Units"), units);
        addCount(translate("app", "People"), people);
    }
    addOpenEvents(object);
    m_card.actions = {action("enter", translate("app", "Enter")), action("fly", translate("app", "Fly there"))};
    return m_card;
}

Card::Content Writer::unit(const domain::Unit &unit)
{
    const ObjectRef object{ObjectKind::Unit, unit.id};
    m_card.title = nameOf(m_twin, object);
    m_card.subtitle = nameOf(m_twin, {ObjectKind::Building, unit.building});
    add(translate("app", "Code"), unit.id);
    add(translate("app", "Storey"), QString::number(unit.storey));
    if (unit.rooms > 0 || unit.halls > 0)
        add(translate("app", "Plan"),
            translate("app", "%1 rooms, %2 halls, %3 bathrooms").arg(unit.rooms).arg(unit.halls).arg(unit.baths));
    if (unit.area > 0)
        add(translate("app", "Area"), numberText(double(unit.area), 1), QStringLiteral("m²"));
    add(translate("app", "Tenancy"), tenancyLabel(unit.tenancy));
    addCount(translate("app", "People"), unit.occupants);
    addPlace(object);
    std::vector<const domain::Thing *> things;
    for (const domain::Thing *thing : m_city.thingsOf(unit.building)) {
        if (thing->unit == unit.id)
            things.push_back(thing);
    }
    addSensors(things);
    m_card.actions = {action("fly", translate("app", "Fly there")), action("place", translate("app", "Show building")),
                      action("copy", translate("app", "Copy code"))};
    return m_card;
}

Card::Content Writer::thing(const domain::Thing &thing)
{
    m_card.title = nameOf(m_twin, thing.ref());
    m_card.subtitle = placeText(m_twin, thing);
    const domain::ThingState *state = m_twin.state().thing(thing.id);
    const domain::ThingStatus status = state ? state->status : domain::ThingStatus::Unknown;
    const domain::Severity severity = state ? state->severity : domain::Severity::Normal;
    m_card.badgeState = visualState(status, severity);
    m_card.badge = severity != domain::Severity::Normal ? label(severity) : label(status);

    add(translate("app", "Kind"), label(thing.kind));
    add(translate("app", "Code"), thing.id);
    const bool heard = state && state->observed > 0;
    add(translate("app", "Status"),
        heard ? translate("app", "%1, heard %2 ago", "status, age")
                    .arg(label(status), ageText(m_twin.now() - state->observed))
              : label(status),
        {}, visualState(status, domain::Severity::Normal));
    if (heard && !std::isnan(state->value)) {
        const bool truth = state->unit.isEmpty();
        add(propertyLabel(state->reading), readingText(state->reading, state->value, QString()),
            truth ? QString() : unitText(state->unit),
            severity == domain::Severity::Normal ? QString() : m_card.badgeState);
    }
    if (state && !state->rule.isEmpty()) {
        const auto rule = std::find_if(m_city.rules.rules.begin(), m_city.rules.rules.end(),
                                       [&](const domain::AlarmRule &each) { return each.id == state->rule; });
        const bool known = rule != m_city.rules.rules.end();
        add(translate("app", "Rule"), known ? rule->name.in(m_twin.language()) : state->rule, {}, m_card.badgeState);
        if (known && rule->compare != domain::AlarmRule::Compare::Equals)
            add(translate("app", "Threshold"), numberText(rule->threshold, 2), unitText(state->unit));
        add(translate("app", "Fired"), translate("app", "%1 ago").arg(ageText(m_twin.now() - state->since)));
    }
    if (!thing.datastreams.empty())
        add(translate("app", "Reports every"), ageText(qint64(thing.datastreams.front().periodSeconds * 1000)));
    add(translate("app", "Address"), thing.address);
    if (thing.storey != 0)
        add(translate("app", "Storey"), QString::number(thing.storey));
    if (const domain::Unit *unit = m_city.unit(thing.unit))
        m_card.rows.append(link(row(translate("app", "Unit"), unit->number), {ObjectKind::Unit, unit->id}));
    addPlace(thing.ref());
    addOpenEvents(thing.ref());
    m_card.actions = {action("fly", translate("app", "Fly there")), action("place", translate("app", "Show place")),
                      action("copy", translate("app", "Copy code"))};
    return m_card;
}

Card::Content Writer::event(const domain::Event &event)
{
    const qint64 now = m_twin.now();
    const bool open = !domain::isFinal(event.state);
    m_card.title = titleOf(m_twin, event);
    m_card.subtitle = placeText(m_twin, event);
    m_card.badge = label(event.state);
    m_card.badgeState = visualState(event);

    const QString type = typeName(m_twin, event);
    add(translate("app", "Type"), type);
    add(translate("app", "Code"), event.id);
    add(translate("app", "Severity"), label(event.severity), {},
        open ? domain::severityName(event.severity) : QString());
    add(translate("app", "Class"), event.klass);
    add(translate("app", "Source"), eventSourceLabel(event.source));
    if (event.reported > 0)
        add(translate("app", "Reported"),
            translate("app", "%1, %2 ago", "time, age")
                .arg(timeText(event.reported, zoneOf(&m_city)), ageText(now - event.reported)));
    if (event.closed > 0)
        add(translate("app", "Closed"), timeText(event.closed, zoneOf(&m_city)));
    else if (event.updated > event.reported)
        add(translate("app", "Updated"), translate("app", "%1 ago").arg(ageText(now - event.updated)));
    if (event.due > 0 && open) {
        const bool late = event.due < now;
        add(translate("app", "Due"),
            late ? translate("app", "overdue by %1").arg(ageText(now - event.due))
                 : translate("app", "in %1").arg(ageText(event.due - now)),
            {}, late ? QStringLiteral("major") : QString());
    }
    add(translate("app", "Address"), event.address);
    addPlace(event.ref());
    add(translate("app", "Description"), event.description);

    QVariantList history;
    for (auto step = event.history.rbegin(); step != event.history.rend(); ++step) {
        const QString when = timeText(step->time, zoneOf(&m_city));
        const QString what = step->result.isEmpty() ? step->why : step->result;
        QStringList parts{when};
        for (const QString &part : {step->who, what}) {
            if (!part.isEmpty())
                parts.append(part);
        }
        history.append(row(label(step->to), parts.join(QStringLiteral(" · "))));
    }
    if (!history.isEmpty())
        m_card.sections.append(section(translate("app", "History"), history));
    m_card.actions = {action("fly", translate("app", "Fly there")), action("place", translate("app", "Show place")),
                      action("copy", translate("app", "Copy code"))};
    return m_card;
}

Card::Content Writer::feature(const domain::Feature &feature)
{
    const ObjectRef object{ObjectKind::Feature, feature.id};
    m_card.title = nameOf(m_twin, object);
    const domain::Layer *layer = nullptr;
    for (const auto &each : m_city.layers) {
        const auto *begin = each->features.data();
        if (&feature >= begin && &feature < begin + each->features.size())
            layer = each.get();
    }
    m_card.subtitle = layer ? label(layer->info.kind) : label(object.kind);
    add(translate("app", "Code"), feature.id);
    add(translate("app", "Type"), feature.type);
    double length = 0;
    for (const geometry::LineString &line : feature.lines)
        length += geometry::length(line);
    if (length > 0)
        add(translate("app", "Length"), numberText(length, 0), QStringLiteral("m"));
    else if (!feature.shape.empty())
        add(translate("app", "Area"), areaText(geometry::area(feature.shape)));
    if (feature.width > 0)
        add(translate("app", "Width"), numberText(double(feature.width), 1), QStringLiteral("m"));
    if (layer)
        add(translate("app", "Layer"), layer->info.label(m_twin.language()));
    addPlace(object);
    if (layer)
        addAttributes(*layer, feature.row);
    m_card.actions = {action("fly", translate("app", "Fly there")), action("copy", translate("app", "Copy code"))};
    return m_card;
}

Card::Content Writer::model(const domain::Model &model, const domain::Layer &layer)
{
    const ObjectRef object{ObjectKind::Model, model.id};
    m_card.title = nameOf(m_twin, object);
    m_card.subtitle = label(ObjectKind::Model);
    qint64 triangles = 0;
    for (const domain::ModelPart &part : model.parts)
        triangles += qint64(part.mesh.triangles());
    addCount(translate("app", "Triangles"), triangles);
    addCount(translate("app", "Materials"), qint64(model.materials.size()));
    add(translate("app", "Height"), numberText(model.bounds().size().z, 1), QStringLiteral("m"));
    add(translate("app", "Source"), layer.info.source);
    addPlace(object);
    m_card.actions = {action("fly", translate("app", "Fly there"))};
    return m_card;
}

}

Card::Content cardContent(const Twin &twin, const ObjectRef &object)
{
    const domain::City *city = twin.city().get();
    if (!city || object.isNull())
        return {};
    Writer writer(twin, *city);
    switch (object.kind) {
    case ObjectKind::Building:
        if (const auto *building = city->building(object.id))
            return writer.building(*building);
        return {};
    case ObjectKind::Unit:
        if (const auto *unit = city->unit(object.id))
            return writer.unit(*unit);
        return {};
    case ObjectKind::Thing:
        if (const auto *thing = city->thing(object.id))
            return writer.thing(*thing);
        return {};
    case ObjectKind::Event:
        if (const auto *event = twin.state().event(object.id))
            return writer.event(*event);
        return {};
    case ObjectKind::Feature:
        if (const auto *feature = city->feature(object.id))
            return writer.feature(*feature);
        return {};
    case ObjectKind::Model:
        for (const auto &layer : city->layers) {
            for (const domain::Model &model : layer->models) {
                if (model.id == object.id)
                    return writer.model(model, *layer);
            }
        }
        return {};
    default:
        if (const auto *area = city->area(object))
            return writer.area(*area);
        return {};
    }
}

}
