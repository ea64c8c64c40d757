// Cards of what lies inside a building.
#include "core/CardWriter.h"
#include "core/WaysOut.h"
#include "interior/PlanText.h"

#include <algorithm>
#include <map>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;
using domain::SpaceFunction;
using namespace card;

/// "12.3" and the unit apart, as rows have them.
static QString metres(double value)
{
    return numberText(value, 2);
}

/// Rooms by what they are for: chips of how many there are.
static QVariantList functionChips(const std::map<SpaceFunction, int> &counts)
{
    QVariantList chips;
    for (const auto &[function, count] : counts)
        chips.append(chip(label(function), QString::number(count), QString()));
    return chips;
}

void CardWriter::addDevicesOf(const ObjectRef &part)
{
    const Rooms *rooms = m_twin.rooms();
    std::vector<const domain::Thing *> things;
    for (const domain::Thing *thing : m_city.thingsOf(rooms->building())) {
        ObjectRef at = rooms->above(thing->ref());
        while (rooms->has(at) && at != part)
            at = rooms->above(at);
        if (at == part)
            things.push_back(thing);
    }
    if (things.size() > MostListed) {
        addSensors(things);
        return;
    }
    // Few enough to name each, with its state and a way to it.
    QVariantList chips;
    for (const domain::Thing *thing : things) {
        const domain::ThingState *state = m_twin.state().thing(thing->id);
        const QString visual = visualState(state ? state->status : domain::ThingStatus::Unknown,
                                           state ? state->severity : domain::Severity::Normal);
        const QString reading =
            state && state->observed > 0 ? readingText(state->reading, state->value, state->unit) : QString();
        chips.append(
            link(chip(label(thing->kind), reading.isEmpty() ? visualLabel(visual) : reading, visual), thing->ref()));
    }
    if (!chips.isEmpty())
        m_card.sections.append(chipSection(translate("app", "Sensors"), chips));
}

void CardWriter::addEventsOf(const ObjectRef &part)
{
    std::vector<const domain::Event *> open;
    for (const domain::Event *event : m_twin.state().eventsIn({ObjectKind::Building, m_twin.rooms()->building()})) {
        ObjectRef at = above(m_twin, event->ref());
        while (m_twin.rooms()->has(at) && at != part)
            at = m_twin.rooms()->above(at);
        if (at == part && !domain::isFinal(event->state))
            open.push_back(event);
    }
    addEvents(std::move(open));
}

QVariantList CardWriter::waysOutRows(const ObjectRef &object) const
{
    const Rooms *rooms = m_twin.rooms();
    const QVariantMap ways = waysOutText(m_twin, rooms ? rooms->spaceAt(object) : -1);
    QVariantList rows;
    const auto text = [](const QVariantMap &way) {
        return translate("app", "%1 · %2", "name of a way out, its length")
            .arg(way.value(QStringLiteral("name")).toString(), way.value(QStringLiteral("length")).toString());
    };
    if (const QVariantMap stair = ways.value(QStringLiteral("stair")).toMap(); !stair.isEmpty())
        rows.append(row(translate("app", "Nearest stair"), text(stair)));
    bool isFirst = true;
    for (const QVariant &exit : ways.value(QStringLiteral("exits")).toList()) {
        rows.append(link(row(isFirst ? translate("app", "Nearest exit") : translate("app", "Exit"), text(exit.toMap())),
                         {ObjectKind::Door, exit.toMap().value(QStringLiteral("id")).toString()}));
        isFirst = false;
    }
    if (const QString note = ways.value(QStringLiteral("note")).toString(); !note.isEmpty())
        rows.append(row(translate("app", "The way out"), note));
    return rows;
}

void CardWriter::addWaysOut(const ObjectRef &object)
{
    if (const QVariantList rows = waysOutRows(object); !rows.isEmpty())
        m_card.sections.append(section(translate("app", "The way out"), rows));
}

void CardWriter::addProperties(const std::vector<std::pair<QString, QString>> &properties)
{
    // "Pset_WallCommon.IsExternal": a section a set, in their order.
    constexpr int Most = 120;
    std::vector<std::pair<QString, QVariantList>> sets;
    int count = 0;
    for (const auto &[name, value] : properties) {
        if (value.isEmpty() || ++count > Most)
            continue;
        const qsizetype dot = name.indexOf(u'.');
        const QString set = dot > 0 ? name.left(dot) : translate("app", "Attributes");
        auto found = std::find_if(sets.begin(), sets.end(), [&](const auto &each) { return each.first == set; });
        if (found == sets.end())
            found = sets.insert(sets.end(), {set, {}});
        found->second.append(row(dot > 0 ? name.mid(dot + 1) : name, value));
    }
    for (const auto &[set, rows] : sets)
        m_card.sections.append(section(set, rows));
}

/// What is known of a building's inside, and how far it may be trusted.
void CardWriter::addInside(const domain::Building &building, const std::vector<const domain::Unit *> &units)
{
    const Rooms *rooms = m_twin.rooms();
    const bool isOpen = rooms && rooms->building() == building.id;
    interior::Plan plan;
    double area = 0;
    for (const domain::Unit *unit : units) {
        const interior::Plan own = interior::planOf(*unit);
        plan.rooms += own.rooms;
        plan.halls += own.halls;
        plan.baths += own.baths;
        area += double(unit->area);
    }
    qint64 entrances = 0;
    const bool isModelled = isOpen && !rooms->interior().schematic;
    if (isModelled) {
        interior::Plan model;
        double modelArea = 0;
        for (const domain::Space &space : rooms->interior().spaces) {
            model.rooms += space.function == SpaceFunction::Room;
            model.halls += space.function == SpaceFunction::Hall;
            model.baths += space.function == SpaceFunction::Bath;
            if (space.function != SpaceFunction::Outdoor)
                modelArea += double(space.area);
        }
        plan = model == interior::Plan{} ? plan : model;
        area = area > 0 ? area : modelArea;
        for (const domain::Door &door : rooms->interior().doors)
            entrances += door.isEntrance;
    }
    addCount(translate("app", "Rooms"), plan.rooms);
    addCount(translate("app", "Halls"), plan.halls);
    addCount(translate("app", "Bathrooms"), plan.baths);
    if (isModelled)
        add(translate("app", "Entrances"), numberText(double(entrances), 0));
    if (area > 0)
        add(translate("app", "Area inside"), numberText(area, 0), QStringLiteral("m²"));

    QVariantList known;
    const auto sources = m_city.interiorsOf(building.id);
    if (isOpen && rooms->interior().schematic)
        known.append(row(translate("app", "Shown"), translate("app", "schematic: storeys and units by their number")));
    if (isModelled)
        known.append(row(translate("app", "Source"), filesOf(rooms->interior())));
    else if (!sources.empty())
        known.append(row(translate("app", "Known"),
                         translate("app", "%n source(s) with a plan: enter to open it", nullptr, int(sources.size()))));
    else if (!units.empty())
        known.append(row(translate("app", "Known"), translate("app", "its units by storey and number, no plan")));
    else if (building.storeysAbove > 0)
        known.append(row(translate("app", "Known"), translate("app", "only how many storeys it has")));
    else
        known.append(row(translate("app", "Known"), translate("app", "nothing")));
    if (isOpen) {
        for (const base::Warning &warning : rooms->interior().warnings.list())
            known.append(row(translate("app", "Reading"),
                             warning.count > 1
                                 ? translate("app", "%1 (%2 times)").arg(warning.message).arg(warning.count)
                                 : warning.message,
                             {}, QStringLiteral("minor")));
    }
    m_card.sections.append(section(translate("app", "Inside"), known));
    if (!isOpen)
        return;
    QVariantList differences;
    for (const base::Warning &warning : rooms->consistency().list()) {
        const QString where = warning.code == QLatin1String("units-differ")     ? translate("app", "Units")
                              : warning.code == QLatin1String("storeys-differ") ? translate("app", "Storeys")
                                                                                : translate("app", "Unit");
        differences.append(row(where,
                               warning.count > 1
                                   ? translate("app", "%1 (%2 times)").arg(warning.message).arg(warning.count)
                                   : warning.message,
                               {}, QStringLiteral("minor")));
    }
    if (!differences.isEmpty())
        m_card.sections.append(section(translate("app", "Table and model differ"), differences));
}

Card::Content CardWriter::storey(const domain::Storey &storey)
{
    const Rooms &rooms = *m_twin.rooms();
    const domain::Interior &interior = rooms.interior();
    const ObjectRef object{ObjectKind::Storey, storey.id};
    m_card.title = nameOf(storey, m_twin.language());
    m_card.subtitle = nameOf(m_twin, {ObjectKind::Building, rooms.building()});
    if (interior.schematic)
        m_card.badge = translate("app", "schematic");

    int units = 0, people = 0, spaces = 0, entrances = 0;
    double area = 0;
    std::map<QString, int> tenancies;
    for (const domain::Unit &unit : interior.units) {
        if (unit.storey != storey.number)
            continue;
        ++units;
        people += unit.occupants;
        if (!unit.tenancy.isEmpty())
            ++tenancies[unit.tenancy];
    }
    std::map<SpaceFunction, int> functions;
    for (const domain::Space &space : interior.spaces) {
        if (space.storey != storey.number)
            continue;
        ++spaces;
        area += double(space.area);
        ++functions[space.function];
    }
    for (const domain::Door &door : interior.doors)
        entrances += door.isEntrance && door.storey == storey.number;
    addCount(translate("app", "Units"), units);
    if (!interior.schematic)
        addCount(translate("app", "Spaces"), spaces);
    addCount(translate("app", "Entrances"), entrances);
    if (area > 0)
        add(translate("app", "Area"), numberText(area, 0), QStringLiteral("m²"));
    add(translate("app", "Height"), metres(storey.height), QStringLiteral("m"));
    if (const domain::Building *building = m_city.building(rooms.building()))
        add(translate("app", "Floor above ground"), metres(storey.base - building->ground), QStringLiteral("m"));
    addCount(translate("app", "People"), people);
    addPlace(object);
    addDevicesOf(object);
    addEventsOf(object);
    if (!interior.schematic && !functions.empty())
        m_card.sections.append(chipSection(translate("app", "Rooms by use"), functionChips(functions)));
    if (!tenancies.empty()) {
        QVariantList chips;
        for (const auto &[tenancy, count] : tenancies)
            chips.append(chip(tenancyLabel(tenancy), QString::number(count), QString()));
        m_card.sections.append(chipSection(translate("app", "Units by tenancy"), chips));
    }
    m_card.actions = {action("fly", translate("app", "Fly there")),
                      action("table", translate("app", "Building table"))};
    return m_card;
}

Card::Content CardWriter::unit(const domain::Unit &unit)
{
    const Rooms *rooms = m_twin.rooms();
    const ObjectRef object{ObjectKind::Unit, unit.id};
    const bool isOpen = rooms && rooms->has(object);
    m_card.title = nameOf(m_twin, object);
    m_card.subtitle = nameOf(m_twin, {ObjectKind::Building, unit.building});
    add(translate("app", "House code"), domain::partOfInsideId(unit.id));
    interior::Plan plan = interior::planOf(unit);
    if (plan == interior::Plan{} && isOpen)
        plan = interior::planOf(rooms->interior(), unit.id);
    add(translate("app", "Plan"), interior::planText(plan, m_twin.language()));
    double area = double(unit.area);
    if (!(area > 0) && isOpen) {
        for (const qint32 space : rooms->spacesOfUnit(unit.id))
            area += double(rooms->interior().spaces[size_t(space)].area);
    }
    if (area > 0)
        add(translate("app", "Area"), numberText(area, 1), QStringLiteral("m²"));
    add(translate("app", "Tenancy"), tenancyLabel(unit.tenancy));
    addCount(translate("app", "People"), unit.occupants);
    add(translate("app", "Right now"), presenceText(m_twin, object));
    if (isOpen) {
        const ObjectRef storey = rooms->above(object);
        if (storey.kind == ObjectKind::Storey)
            m_card.rows.append(link(row(label(ObjectKind::Storey), nameOf(m_twin, storey)), storey));
    } else {
        add(label(ObjectKind::Storey), QString::number(unit.storey));
    }
    addPlace(object);
    if (isOpen && !rooms->interior().schematic && !rooms->spacesOfUnit(unit.id).empty()) {
        m_card.sections.append(
            QVariantMap{{QStringLiteral("title"), translate("app", "Plan")}, {QStringLiteral("plan"), unit.id}});
        QVariantList list;
        for (const qint32 at : rooms->spacesOfUnit(unit.id)) {
            const domain::Space &space = rooms->interior().spaces[size_t(at)];
            list.append(
                link(row(nameOf(space, m_twin.language()), numberText(double(space.area), 1), QStringLiteral("m²")),
                     {ObjectKind::Space, space.id}));
        }
        m_card.sections.append(section(translate("app", "Rooms"), list));
    }
    if (isOpen) {
        addDevicesOf(object);
        addEventsOf(object);
        if (!rooms->interior().schematic)
            addWaysOut(object);
    } else {
        std::vector<const domain::Thing *> things;
        for (const domain::Thing *thing : m_city.thingsOf(unit.building)) {
            if (thing->unit == unit.id)
                things.push_back(thing);
        }
        addSensors(things);
        addOpenEvents(object);
    }
    m_card.actions = {
        isOpen ? action("fly", translate("app", "Fly there")) : action("enter", translate("app", "Open the unit")),
        action("place", translate("app", "Show building")), action("copy", translate("app", "Copy code"))};
    if (isOpen && !rooms->interior().schematic)
        m_card.actions.insert(1, action("ways", translate("app", "The way out")));
    return m_card;
}

Card::Content CardWriter::space(const domain::Space &space)
{
    const Rooms &rooms = *m_twin.rooms();
    const ObjectRef object{ObjectKind::Space, space.id};
    m_card.title = nameOf(space, m_twin.language());
    if (const ObjectRef unit = rooms.above(object); rooms.has(unit))
        m_card.subtitle = nameOf(m_twin, unit);
    if (rooms.interior().schematic)
        m_card.badge = translate("app", "schematic");
    add(translate("app", "Use"), space.function == SpaceFunction::Unknown ? QString() : label(space.function));
    if (space.area > 0)
        add(translate("app", "Area"), numberText(double(space.area), 1), QStringLiteral("m²"));
    if (space.height > 0)
        add(translate("app", "Height"), metres(double(space.height)), QStringLiteral("m"));
    for (ObjectRef at = rooms.above(object); rooms.has(at); at = rooms.above(at))
        m_card.rows.append(link(row(label(at.kind), nameOf(m_twin, at)), at));
    add(translate("app", "Right now"), presenceText(m_twin, object));
    add(translate("app", "Code"), domain::partOfInsideId(space.id));
    addPlace(object);

    const qint32 self = rooms.spaceAt(object);
    QVariantList doors;
    for (const qint32 at : rooms.doorsOf(self)) {
        const domain::Door &door = rooms.interior().doors[size_t(at)];
        const qint32 other = door.spaces[0] == self ? door.spaces[1] : door.spaces[0];
        const ObjectRef beyond = other >= 0 ? ObjectRef{ObjectKind::Space, rooms.interior().spaces[size_t(other)].id}
                                            : ObjectRef{ObjectKind::Door, door.id};
        const QString name = door.width() > 0
                                 ? translate("app", "%1, %2 m", "door, its width")
                                       .arg(nameOf(m_twin, {ObjectKind::Door, door.id}), metres(double(door.width())))
                                 : nameOf(m_twin, {ObjectKind::Door, door.id});
        const QString to = other >= 0        ? translate("app", "to %1", "a room").arg(nameOf(m_twin, beyond))
                           : door.isEntrance ? translate("app", "to the outside")
                                             : translate("app", "leads where is not known");
        doors.append(link(row(name, to), beyond));
    }
    if (!doors.isEmpty())
        m_card.sections.append(section(translate("app", "Doors"), doors));
    addDevicesOf(object);
    addEventsOf(object);
    if (!rooms.interior().schematic)
        addWaysOut(object);
    addProperties(space.properties);
    m_card.actions = {action("fly", translate("app", "Fly there"))};
    if (!rooms.interior().schematic) {
        m_card.actions.append(action("ways", translate("app", "The way out")));
        m_card.actions.append(action("walk", translate("app", "Walk from here")));
    }
    return m_card;
}

static QString swingText(domain::DoorSwing swing)
{
    switch (swing) {
    case domain::DoorSwing::Unknown:
        return {};
    case domain::DoorSwing::Left:
    case domain::DoorSwing::Right:
        return translate("app", "one leaf");
    case domain::DoorSwing::Double:
        return translate("app", "two leaves");
    case domain::DoorSwing::Sliding:
        return translate("app", "sliding");
    }
    return {};
}

Card::Content CardWriter::door(const domain::Door &door)
{
    const Rooms &rooms = *m_twin.rooms();
    const ObjectRef object{ObjectKind::Door, door.id};
    m_card.title = nameOf(m_twin, object);
    m_card.subtitle = door.isWindow     ? translate("app", "Window")
                      : door.isEntrance ? translate("app", "Entrance")
                                        : translate("app", "Door");
    if (m_card.subtitle == m_card.title)
        m_card.subtitle.clear();
    if (door.width() > 0)
        add(translate("app", "Width"), metres(double(door.width())), QStringLiteral("m"));
    if (door.height > 0)
        add(translate("app", "Height"), metres(double(door.height)), QStringLiteral("m"));
    add(translate("app", "Leaf"), swingText(door.swing));
    for (const qint32 side : door.spaces) {
        if (side < 0)
            continue;
        const ObjectRef space{ObjectKind::Space, rooms.interior().spaces[size_t(side)].id};
        m_card.rows.append(link(row(translate("app", "Joins"), nameOf(m_twin, space)), space));
    }
    if (door.isEntrance)
        add(translate("app", "Joins"), translate("app", "the outside"));
    if (const domain::Storey *storey = rooms.storeyOfNumber(door.storey))
        m_card.rows.append(
            link(row(label(ObjectKind::Storey), nameOf(*storey, m_twin.language())), {ObjectKind::Storey, storey->id}));
    add(translate("app", "Code"), domain::partOfInsideId(door.id));
    addPlace(object);
    m_card.actions = {action("fly", translate("app", "Fly there"))};
    return m_card;
}

Card::Content CardWriter::element(const domain::Element &element)
{
    const Rooms &rooms = *m_twin.rooms();
    const ObjectRef object{ObjectKind::Element, element.id};
    m_card.title = nameOf(m_twin, object);
    m_card.subtitle = element.type == m_card.title ? QString() : element.type;
    add(translate("app", "Type"), element.type);
    if (const domain::Storey *storey = element.storey != 0 ? rooms.storeyOfNumber(element.storey) : nullptr)
        m_card.rows.append(
            link(row(label(ObjectKind::Storey), nameOf(*storey, m_twin.language())), {ObjectKind::Storey, storey->id}));
    add(translate("app", "Code"), domain::partOfInsideId(element.id));
    if (element.mesh.triangles() > 0) {
        const geometry::Vec3 size = element.mesh.bounds().size();
        add(translate("app", "Extent"),
            translate("app", "%1 × %2 × %3", "length, width, height")
                .arg(metres(std::max(size.x, size.y)), metres(std::min(size.x, size.y)), metres(size.z)),
            QStringLiteral("m"));
    } else {
        add(translate("app", "Shape"), translate("app", "could not be read"), {}, QStringLiteral("minor"));
    }
    addPlace(object);
    addProperties(element.properties);
    m_card.actions = {action("fly", translate("app", "Fly there")), action("copy", translate("app", "Copy code"))};
    return m_card;
}

}
