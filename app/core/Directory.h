#pragma once

#include "core/Twin.h"

#include <QVariantMap>

#include <vector>

/// What objects are called and where they stand.
namespace app
{

bool exists(const Twin &twin, const domain::ObjectRef &object);
/// Shown name: the object's own, else its code.
QString nameOf(const Twin &twin, const domain::ObjectRef &object);
/// From the topmost area down to the object itself; empty where it is not known.
std::vector<domain::ObjectRef> pathOf(const Twin &twin, const domain::ObjectRef &object);
/// A unit of the tables, else of the inside of the building that is entered; null where there is none.
const domain::Unit *unitOf(const Twin &twin, const QString &id);
/// "Storey 7" where the source has only a number, else its own name.
QString nameOf(const domain::Storey &storey, const QString &language);
/// Its own name, after its number where it has both, else what it is for.
QString nameOf(const domain::Space &space, const QString &language);
/// The files that an inside was read from, by name: "interiors.gpkg".
QString filesOf(const domain::Interior &interior);
/// The next level above in the drill path: that of `placeOf`, and within the building that is entered
/// space -> unit -> storey -> building; a thing or event stands in its room.
domain::ObjectRef above(const Twin &twin, const domain::ObjectRef &object);
/// The building, else the smallest area, that holds an object (a building's is its area, an area's the one above); null
/// where none.
domain::ObjectRef placeOf(const Twin &twin, const domain::ObjectRef &object);
/// Of a building or a thing, as far as the language has one.
template <typename Object> const QString &addressOf(const Object &object, const QString &language)
{
    return domain::inLanguage(object.address, object.addressEn, language);
}
/// An event's address is a text in one language: names and addresses of the city in it are said in the twin's.
QString addressOf(const Twin &twin, const domain::Event &event);
/// "Tower 12 · storey 7 · 703" of a thing.
QString placeText(const Twin &twin, const domain::Thing &thing);
/// Address or place of an event, in words.
QString placeText(const Twin &twin, const domain::Event &event);
/// Where the device (or building) of an alarm is, in words.
QString placeText(const Twin &twin, const domain::Alarm &alarm);
/// A team's name in the twin's language; of one that the district no longer has the name it had then, else its id.
QString teamText(const Twin &twin, const QString &id, const QString &nameThen);
/// The catalogue's name of an event's type in the language of the twin.
QString typeName(const Twin &twin, const domain::Event &event);
/// The event's title, else the name of its type.
QString titleOf(const Twin &twin, const domain::Event &event);

/// What an alarm or incident is about: its device, building or unit; any other object itself.
domain::ObjectRef subjectOf(const Twin &twin, const domain::ObjectRef &object);
/// A public warning that is in force; null where it is not.
const domain::Alert *alertOf(const Twin &twin, const QString &id);

/// {kind, id, name} as QML has it; an empty map for a null object.
QVariantMap toMap(const Twin &twin, const domain::ObjectRef &object);
/// From the strings of QML and of `--select`: kind "" looks the id up in every kind; null where there is none.
domain::ObjectRef resolve(const Twin &twin, const QString &kind, const QString &id);

}
