#pragma once

#include <QHash>
#include <QMetaType>
#include <QString>

/// The nouns of the product: places, things, events. Values that any thread may read; none knows a file format, a
/// database or a screen.
namespace domain
{

/// What can be selected. Areas first, in drill order.
enum class ObjectKind : quint8 {
    None,
    SubDistrict,
    Community,
    Block,
    Grid,
    Quarter, ///< residential quarter or urban village: crosses the grid tree
    Building,
    Storey,
    Unit,
    Space,
    Thing,
    Event,
    Alarm,
    Feature, ///< road, rail, water, green, facility, point, other city object
    Model,
    Door,     ///< of an inside, as Space: an opening, door or window
    Element,  ///< of an inside: wall, slab, furniture ... of a building model
    Incident, ///< alarms that belong together
    Alert     ///< a public warning (CAP)
};

/// Names an object wherever one is selected, highlighted, flown to. Ids are unique within a kind of one city.
struct ObjectRef {
    ObjectKind kind = ObjectKind::None;
    QString id;

    bool isNull() const { return kind == ObjectKind::None; }
    bool operator==(const ObjectRef &) const = default;
};
inline size_t qHash(const ObjectRef &ref, size_t seed = 0)
{
    return qHashMulti(seed, int(ref.kind), ref.id);
}

/// What lies inside a building is named by the building's id and its own: "B00017::3" (storey 3), "B00017::R301".
/// Units that have a house code of the district keep that alone.
QString insideId(const QString &building, const QString &part);
/// The building's id of an id made by `insideId`; empty for any other.
QString buildingOfInsideId(const QString &id);
/// The part's own id of an id made by `insideId`; the id itself for any other.
QString partOfInsideId(const QString &id);

/// A text of the data in `language` ("en" or "zh_CN"). Names, addresses and people have a second text in English where
/// their source has one ("nameEn"), else that is empty and the one text is shown in both languages.
const QString &inLanguage(const QString &text, const QString &english, const QString &language);
/// The name of an area, building, feature, thing, model, storey or space.
template <typename Named> const QString &nameIn(const Named &object, const QString &language)
{
    return inLanguage(object.name, object.nameEn, language);
}

/// "grid", "building" ... as in project files and JSON.
QString kindName(ObjectKind kind);
ObjectKind kindFromName(const QString &name);
/// "building:B0017" and back; a bare id keeps ObjectKind::None, for who knows the city to find.
QString refText(const ObjectRef &object);
ObjectRef refFromText(const QString &text);

}

Q_DECLARE_METATYPE(domain::ObjectRef)
