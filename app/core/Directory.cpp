#include "core/Directory.h"

#include "core/OperationWords.h"
#include "core/Text.h"
#include "domain/Names.h"

#include <algorithm>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

/// The model of this id; null where there is none.
static const domain::Model *modelOf(const domain::City &city, const QString &id)
{
    for (const auto &layer : city.layers) {
        for (const domain::Model &model : layer->models) {
            if (model.id == id)
                return &model;
        }
    }
    return nullptr;
}

const domain::Unit *unitOf(const Twin &twin, const QString &id)
{
    const domain::Unit *known = twin.city() ? twin.city()->unit(id) : nullptr;
    return known || !twin.rooms() ? known : twin.rooms()->unit(id);
}

/// "7F" and "B1", as storeys without a name of their own are called, in words.
static QString storeyName(int number)
{
    return number > 0 ? translate("app", "Storey %1").arg(number) : translate("app", "Basement %1").arg(-number);
}

QString nameOf(const domain::Storey &storey, const QString &language)
{
    const QString own = domain::ownName(storey, language);
    return own.isEmpty() ? storeyName(storey.number) : own;
}

QString nameOf(const domain::Space &space, const QString &language)
{
    const QString own = domain::ownName(space, language);
    if (own.isEmpty())
        return space.function == domain::SpaceFunction::Unknown ? domain::partOfInsideId(space.id)
                                                                : label(space.function);
    // Rooms of one kind are many: what is called by its longer name keeps its number.
    if (domain::isCode(space.name) && own != space.name)
        return translate("app", "%1 %2", "number of a room, what it is called").arg(space.name, own);
    return own;
}

QString filesOf(const domain::Interior &interior)
{
    QStringList files;
    for (const QString &source : interior.source.split(QStringLiteral("; "), Qt::SkipEmptyParts)) {
        const QString file = source.section(u'|', 0, 0).section(u'/', -1);
        if (!files.contains(file))
            files.append(file);
    }
    return files.join(QStringLiteral(", "));
}

static QString nameOfPart(const Rooms &rooms, const QString &language, const ObjectRef &object)
{
    if (const domain::Storey *storey = object.kind == ObjectKind::Storey ? rooms.storey(object.id) : nullptr)
        return nameOf(*storey, language);
    if (const domain::Space *space = object.kind == ObjectKind::Space ? rooms.space(object.id) : nullptr)
        return nameOf(*space, language);
    if (const domain::Door *door = object.kind == ObjectKind::Door ? rooms.door(object.id) : nullptr) {
        if (!door->name.isEmpty())
            return door->name;
        return door->isWindow     ? translate("app", "Window")
               : door->isEntrance ? translate("app", "Entrance")
                                  : translate("app", "Door");
    }
    if (const domain::Element *element = object.kind == ObjectKind::Element ? rooms.element(object.id) : nullptr)
        return element->name.isEmpty() ? element->type : element->name;
    return domain::partOfInsideId(object.id);
}

const domain::Alert *alertOf(const Twin &twin, const QString &id)
{
    const std::vector<const domain::Alert *> alerts = twin.state().alerts();
    const auto found =
        std::find_if(alerts.begin(), alerts.end(), [&](const domain::Alert *alert) { return alert->id == id; });
    return found != alerts.end() ? *found : nullptr;
}

ObjectRef subjectOf(const Twin &twin, const ObjectRef &object)
{
    if (object.kind == ObjectKind::Alarm) {
        const domain::Alarm *alarm = twin.state().alarm(object.id);
        return alarm ? alarm->subject : ObjectRef();
    }
    if (object.kind == ObjectKind::Incident) {
        const domain::Incident *incident = twin.state().incident(object.id);
        return incident ? incident->place : ObjectRef();
    }
    return object;
}

bool exists(const Twin &twin, const ObjectRef &object)
{
    const domain::City *city = twin.city().get();
    if (!city || object.isNull())
        return false;
    switch (object.kind) {
    case ObjectKind::Building:
        return city->building(object.id) != nullptr;
    case ObjectKind::Unit:
        return unitOf(twin, object.id) != nullptr;
    case ObjectKind::Storey:
    case ObjectKind::Space:
    case ObjectKind::Door:
    case ObjectKind::Element:
        return twin.rooms() && twin.rooms()->has(object);
    case ObjectKind::Thing:
        return city->thing(object.id) != nullptr;
    case ObjectKind::Event:
        return twin.state().event(object.id) != nullptr;
    case ObjectKind::Feature:
        return city->feature(object.id) != nullptr;
    case ObjectKind::Model:
        return modelOf(*city, object.id) != nullptr;
    case ObjectKind::SubDistrict:
    case ObjectKind::Community:
    case ObjectKind::Block:
    case ObjectKind::Grid:
    case ObjectKind::Quarter:
        return city->area(object) != nullptr;
    case ObjectKind::Alarm:
        return twin.state().alarm(object.id) != nullptr;
    case ObjectKind::Incident:
        return twin.state().incident(object.id) != nullptr;
    case ObjectKind::Alert: {
        const auto alerts = twin.state().alerts();
        return std::any_of(alerts.begin(), alerts.end(),
                           [&](const domain::Alert *alert) { return alert->id == object.id; });
    }
    case ObjectKind::None:
        break;
    }
    return false;
}

QString teamText(const Twin &twin, const QString &id, const QString &nameThen)
{
    for (const domain::Team &team : twin.city() ? twin.city()->teams : std::vector<domain::Team>()) {
        if (team.id == id)
            return team.name.in(twin.language());
    }
    return nameThen.isEmpty() ? id : nameThen;
}

QString nameOf(const Twin &twin, const ObjectRef &object)
{
    const domain::City *city = twin.city().get();
    if (!city || object.isNull())
        return {};
    const auto named = [&](const auto *found) {
        const QString name = found ? domain::nameIn(*found, twin.language()) : QString();
        return name.isEmpty() ? object.id : name;
    };
    switch (object.kind) {
    case ObjectKind::Building: {
        const domain::Building *building = city->building(object.id);
        const QString address = building ? addressOf(*building, twin.language()) : QString();
        const bool isNamed = building && !domain::nameIn(*building, twin.language()).isEmpty();
        return isNamed || address.isEmpty() ? named(building) : address;
    }
    case ObjectKind::Unit: {
        const domain::Unit *unit = unitOf(twin, object.id);
        return unit && !unit->number.isEmpty() ? unit->number : domain::partOfInsideId(object.id);
    }
    case ObjectKind::Storey:
    case ObjectKind::Space:
    case ObjectKind::Door:
    case ObjectKind::Element:
        return twin.rooms() ? nameOfPart(*twin.rooms(), twin.language(), object) : domain::partOfInsideId(object.id);
    case ObjectKind::Thing: {
        const domain::Thing *thing = city->thing(object.id);
        if (thing && domain::nameIn(*thing, twin.language()).isEmpty())
            return translate("app", "%1 %2", "kind of device, its code").arg(label(thing->kind), thing->id);
        return named(thing);
    }
    case ObjectKind::Event: {
        const domain::Event *event = twin.state().event(object.id);
        return event ? titleOf(twin, *event) : object.id;
    }
    case ObjectKind::Alarm: {
        const domain::Alarm *alarm = twin.state().alarm(object.id);
        return alarm ? titleOf(twin, *alarm) : object.id;
    }
    case ObjectKind::Incident: {
        const domain::Incident *incident = twin.state().incident(object.id);
        return incident ? translate("app", "Incident · %1", "its place").arg(nameOf(twin, incident->place)) : object.id;
    }
    case ObjectKind::Alert: {
        const domain::Alert *alert = alertOf(twin, object.id);
        const domain::AlertInfo *info = alert ? alert->info(twin.language()) : nullptr;
        return !info ? object.id : info->headline.isEmpty() ? info->event : info->headline;
    }
    case ObjectKind::Feature: {
        const domain::Feature *feature = city->feature(object.id);
        if (feature && domain::nameIn(*feature, twin.language()).isEmpty() && !feature->type.isEmpty())
            return feature->type;
        return named(feature);
    }
    case ObjectKind::Model:
        return named(modelOf(*city, object.id));
    default:
        return named(city->area(object));
    }
}

/// Areas from the top down to a node.
static std::vector<ObjectRef> areaPath(const domain::City &city, qint32 node)
{
    std::vector<ObjectRef> path;
    for (const qint32 step : city.places.path(node))
        path.push_back(city.places.nodes()[size_t(step)].area.ref());
    return path;
}

ObjectRef placeOf(const Twin &twin, const ObjectRef &object)
{
    const domain::City *city = twin.city().get();
    if (!city)
        return {};
    const auto area = [&](qint32 node) {
        return node >= 0 ? city->places.nodes()[size_t(node)].area.ref() : ObjectRef();
    };
    switch (object.kind) {
    case ObjectKind::Building: {
        const domain::Building *building = city->building(object.id);
        if (building && !building->partOf.isEmpty() && city->building(building->partOf))
            return {ObjectKind::Building, building->partOf};
        const qint32 known = city->places.areaOfBuilding(object.id);
        if (known >= 0 || !building || !city->resident)
            return area(known);
        // One of a tile, which the tree does not have.
        return area(city->places.areaAt(building->solid ? geometry::Vec2(building->solid->mesh.bounds().centre())
                                                        : geometry::representativePoint(building->footprint)));
    }
    case ObjectKind::Unit: {
        const domain::Unit *unit = unitOf(twin, object.id);
        return unit ? ObjectRef{ObjectKind::Building, unit->building} : ObjectRef();
    }
    case ObjectKind::Storey:
    case ObjectKind::Space:
    case ObjectKind::Door:
    case ObjectKind::Element:
        return exists(twin, object) ? ObjectRef{ObjectKind::Building, twin.rooms()->building()} : ObjectRef();
    case ObjectKind::Thing: {
        const domain::Thing *thing = city->thing(object.id);
        return thing ? placeOfThing(*city, *thing) : ObjectRef();
    }
    case ObjectKind::Event: {
        const domain::Event *event = twin.state().event(object.id);
        return event ? placeOfEvent(*city, *event) : ObjectRef();
    }
    case ObjectKind::Alarm:
    case ObjectKind::Incident: {
        const ObjectRef subject = subjectOf(twin, object);
        return subject.kind == ObjectKind::Building && exists(twin, subject) ? subject : placeOf(twin, subject);
    }
    case ObjectKind::Model: {
        const domain::Model *model = modelOf(*city, object.id);
        if (!model)
            return {};
        if (city->building(model->building))
            return {ObjectKind::Building, model->building};
        return area(city->places.areaAt(geometry::Vec2(model->bounds().centre())));
    }
    case ObjectKind::Feature: {
        const domain::Feature *feature = city->feature(object.id);
        if (!feature)
            return {};
        geometry::Vec2 at(geometry::NaN);
        if (!feature->points.empty())
            at = feature->points.front();
        else if (!feature->lines.empty() && !feature->lines.front().empty())
            at = feature->lines.front()[feature->lines.front().size() / 2];
        else if (!feature->shape.empty())
            at = geometry::representativePoint(feature->shape);
        return area(city->places.areaAt(at));
    }
    case ObjectKind::Quarter: {
        const domain::AdminArea *quarter = city->area(object);
        return quarter ? area(city->places.areaAt(geometry::representativePoint(quarter->shape))) : ObjectRef();
    }
    default: {
        const qint32 node = city->places.indexOf(object);
        return node >= 0 ? area(city->places.nodes()[size_t(node)].parent) : ObjectRef();
    }
    }
}

ObjectRef above(const Twin &twin, const ObjectRef &object)
{
    const Rooms *rooms = twin.rooms();
    if (!rooms)
        return placeOf(twin, object);
    if (rooms->has(object))
        return rooms->above(object);
    const ObjectRef place = placeOf(twin, object);
    if (place != ObjectRef{ObjectKind::Building, rooms->building()})
        return place;
    if (const ObjectRef subject = subjectOf(twin, object); subject != object)
        return rooms->has(subject) ? subject : above(twin, subject);
    if (object.kind == ObjectKind::Thing)
        return rooms->above(object);
    if (object.kind == ObjectKind::Event) {
        const domain::Event *event = twin.state().event(object.id);
        if (event && event->place.kind == ObjectKind::Thing)
            return rooms->above(event->place);
        if (event && rooms->has(event->place))
            return event->place;
    }
    return place;
}

std::vector<ObjectRef> pathOf(const Twin &twin, const ObjectRef &object)
{
    const domain::City *city = twin.city().get();
    if (!city || !exists(twin, object))
        return {};
    const qint32 node = city->places.indexOf(object);
    if (node >= 0)
        return areaPath(*city, node);
    std::vector<ObjectRef> path = pathOf(twin, above(twin, object));
    path.push_back(object);
    return path;
}

QString placeText(const Twin &twin, const domain::Thing &thing)
{
    const domain::City *city = twin.city().get();
    const domain::Building *building = city ? city->building(thing.building) : nullptr;
    if (!building) {
        if (const QString address = addressOf(thing, twin.language()); !address.isEmpty() || !city)
            return address;
        const ObjectRef place = placeOfThing(*city, thing);
        return place.isNull() ? QString() : nameOf(twin, place);
    }
    const QString name = nameOf(twin, {ObjectKind::Building, building->id});
    const domain::Unit *unit = city->unit(thing.unit);
    if (unit && !unit->number.isEmpty())
        return translate("app", "%1, storey %2, %3", "building, storey, unit")
            .arg(name)
            .arg(unit->storey)
            .arg(unit->number);
    if (thing.storey != 0)
        return translate("app", "%1, storey %2", "building, storey").arg(name).arg(thing.storey);
    return name;
}

QString addressOf(const Twin &twin, const domain::Event &event)
{
    if (event.address.isEmpty() || twin.language().startsWith(QLatin1String("zh")))
        return event.address;
    const QHash<QString, QString> &known = twin.english();
    if (const auto found = known.constFind(event.address); found != known.constEnd())
        return *found;
    // An address and a building's name after it.
    for (qsizetype at = event.address.lastIndexOf(u' '); at > 0; at = event.address.lastIndexOf(u' ', at - 1)) {
        const auto first = known.constFind(event.address.left(at)), second = known.constFind(event.address.mid(at + 1));
        if (first != known.constEnd() && second != known.constEnd())
            return translate("app", "%1, %2", "building, its address").arg(*second, *first);
    }
    return event.address;
}

QString placeText(const Twin &twin, const domain::Alarm &alarm)
{
    const domain::Thing *thing =
        alarm.subject.kind == ObjectKind::Thing && twin.city() ? twin.city()->thing(alarm.subject.id) : nullptr;
    return thing ? placeText(twin, *thing) : nameOf(twin, alarm.subject);
}

QString placeText(const Twin &twin, const domain::Event &event)
{
    if (!event.address.isEmpty() || !twin.city())
        return addressOf(twin, event);
    if (event.place.kind == ObjectKind::Thing) {
        if (const domain::Thing *thing = twin.city()->thing(event.place.id))
            return placeText(twin, *thing);
    }
    const ObjectRef place = placeOfEvent(*twin.city(), event);
    return place.isNull() ? QString() : nameOf(twin, place);
}

QString typeName(const Twin &twin, const domain::Event &event)
{
    const domain::EventType *type = twin.city() ? twin.city()->catalogue.type(event.type) : nullptr;
    return type ? type->name.in(twin.language()) : event.type;
}

QString titleOf(const Twin &twin, const domain::Event &event)
{
    const QString type = typeName(twin, event);
    // A title that only says the type again, in whichever language, is said in the user's.
    const domain::EventType *known = twin.city() ? twin.city()->catalogue.type(event.type) : nullptr;
    const bool saysTheType =
        event.title == event.type || (known && (event.title == known->name.en || event.title == known->name.zh));
    if (!event.title.isEmpty() && !saysTheType)
        return event.title;
    return type.isEmpty() ? event.id : type;
}

QVariantMap toMap(const Twin &twin, const ObjectRef &object)
{
    if (object.isNull())
        return {};
    return {{QStringLiteral("kind"), domain::kindName(object.kind)},
            {QStringLiteral("id"), object.id},
            {QStringLiteral("name"), nameOf(twin, object)}};
}

ObjectRef resolve(const Twin &twin, const QString &kind, const QString &id)
{
    using enum domain::ObjectKind;
    if (id.isEmpty())
        return {};
    if (!kind.isEmpty()) {
        const ObjectRef object{domain::kindFromName(kind), id};
        return exists(twin, object) ? object : ObjectRef();
    }
    for (const ObjectKind each : {Building, Grid, Block, Community, SubDistrict, Quarter, Unit, Thing, Event, Alarm,
                                  Incident, Alert, Feature, Model, Space, Storey, Door, Element}) {
        if (exists(twin, {each, id}))
            return {each, id};
    }
    return {};
}

}
