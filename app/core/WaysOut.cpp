#include "core/WaysOut.h"

#include "core/Directory.h"
#include "core/Text.h"

#include <cmath>

namespace app
{

static QString metres(double length)
{
    return translate("app", "%1 m").arg(numberText(std::ceil(length), 0));
}

QVariantMap waysOutText(const Twin &twin, qint32 space)
{
    const Rooms *rooms = twin.rooms();
    if (!rooms || space < 0)
        return {};
    const domain::Interior &interior = rooms->interior();
    const domain::Space &from = interior.spaces[size_t(space)];
    const interior::WaysOut &ways = rooms->waysOut(space);
    const auto named = [&](qint32 at) { return nameOf(interior.spaces[size_t(at)], twin.language()); };
    QVariantMap map{{QStringLiteral("from"), nameOf(from, twin.language())}};
    if (!ways.toStair.spaces.empty() && from.function != domain::SpaceFunction::Stair)
        map.insert(QStringLiteral("stair"), QVariantMap{{QStringLiteral("name"), named(ways.toStair.spaces.back())},
                                                        {QStringLiteral("length"), metres(ways.toStair.length)}});
    constexpr size_t MostExits = 3;
    QVariantList exits;
    for (const interior::Route &route : ways.toExits) {
        if (size_t(exits.size()) == MostExits)
            break;
        const domain::Door &door = interior.doors[size_t(route.exit)];
        QString name = door.name;
        if (name.isEmpty() && !route.spaces.empty())
            name = translate("app", "Entrance at %1", "room").arg(named(route.spaces.back()));
        exits.append(QVariantMap{{QStringLiteral("name"), name},
                                 {QStringLiteral("id"), door.id},
                                 {QStringLiteral("length"), metres(route.length)}});
    }
    map.insert(QStringLiteral("exits"), exits);
    if (exits.isEmpty())
        map.insert(QStringLiteral("note"), interior.schematic
                                               ? translate("app", "No doors and stairs are known of this building")
                                               : translate("app", "No way from here to an entrance is known"));
    return map;
}

QString presenceText(const Twin &twin, const domain::ObjectRef &object)
{
    const Rooms *rooms = twin.rooms();
    const domain::Thing *self =
        object.kind == domain::ObjectKind::Thing && twin.city() ? twin.city()->thing(object.id) : nullptr;
    QString unit = object.kind == domain::ObjectKind::Unit ? object.id : self ? self->unit : QString();
    const qint32 space = rooms ? rooms->spaceAt(object) : -1;
    if (unit.isEmpty() && space >= 0)
        unit = rooms->interior().spaces[size_t(space)].unit;
    const domain::Unit *known = unitOf(twin, unit);
    const QString building = known ? known->building : rooms ? rooms->building() : QString();
    if (building.isEmpty() || !twin.city())
        return {};
    QString nobody;
    for (const domain::Thing *thing : twin.city()->thingsOf(building)) {
        const bool here = !unit.isEmpty() ? thing->unit == unit : space >= 0 && rooms->spaceOfThing(thing->id) == space;
        const domain::ThingState *state = twin.state().thing(thing->id);
        if (!here || thing->kind != domain::ThingKind::Presence || !state || state->observed == 0)
            continue;
        const QString text = translate("app", "%1, %2 ago", "reading, age")
                                 .arg(readingText(QStringLiteral("presence"), state->value, QString()),
                                      ageText(twin.now() - state->observed));
        if (state->value != 0)
            return text;
        nobody = text;
    }
    return nobody;
}

}
