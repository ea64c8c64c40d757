#include "formats/ifc/IfcModel.h"
#include "formats/ifc/IfcValues.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace formats::ifc
{

using step::Instance;
using step::Value;

namespace
{

enum Likeness : int { None, Open, Unit };

/// What words say of a zone; Open where they say nothing.
Likeness likenessOf(const QString &words)
{
    using Option = QRegularExpression;
    static const QRegularExpression other(
        QStringLiteral(
            "\\b(fire|smoke|compartment|evacuat|egress|sprinkler|hvac|heat|cool|therm|ventilat|climat|air\\b|"
            "energy|light|securit|alarm|acoustic|noise|common|public|circulation|brandabschnitt|brandschutz|"
            "lüftung|heiz|klima|incendie|chauffage)|"
            "防火|消防|防烟|排烟|疏散|空调|暖通|采暖|供暖|通风|新风|照明|安防|人防|声学|能耗|热工|公共|公用|"
            "^\\s*(level|storey|story|floor|etage|geschoss)\\s*-?\\d*\\s*$|^\\s*第?.{1,3}[层楼]\\s*$"),
        Option::CaseInsensitiveOption | Option::UseUnicodePropertiesOption);
    static const QRegularExpression unit(
        QStringLiteral("\\b(unit|flat|apartment|apt|dwelling|condo|condominium|suite|tenant|tenancy|lease|maisonette|"
                       "studio|residence|household|occupancy|shop)s?\\b|wohnung|wohneinheit|nutzungseinheit|"
                       "appartement|logement|(?<!入)户(?!外)|套房|住宅|公寓|商铺|铺位|租户|房号"),
        Option::CaseInsensitiveOption | Option::UseUnicodePropertiesOption);
    if (other.match(words).hasMatch())
        return None;
    return unit.match(words).hasMatch() ? Unit : Open;
}

/// Looks like a house code, which a table may know: "4403990010010400001001001".
bool isCode(const QString &text)
{
    constexpr qsizetype Least = 6;
    return text.size() >= Least && std::none_of(text.begin(), text.end(), [](QChar c) { return c.isSpace(); }) &&
           std::any_of(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
}

}

// IfcZone (IFC4, 5.4.3.64 and as a group of IFC2X3) has its rooms by IfcRelAssignsToGroup, IfcSpatialZone by
// IfcRelReferencedInSpatialStructure or as its parts.
void Model::readZones()
{
    QHash<uint32_t, qint32> zoneAt, roomAt;
    for (size_t i = 0; i < rooms.size(); ++i)
        roomAt.insert(rooms[i].id, qint32(i));
    for (const Instance &instance : m_file.instances()) {
        const bool isSpatial = instance.type == "IFCSPATIALZONE";
        if (!isSpatial && instance.type != "IFCZONE")
            continue;
        const Values values = step::arguments(instance.arguments);
        Zone zone;
        zone.id = instance.id;
        zone.guid = textOf(at(values, 0));
        zone.name = textOf(at(values, 2));
        zone.kind = textOf(at(values, 4));
        zone.longName = textOf(at(values, isSpatial ? 7 : 5));
        zone.isSpatial = isSpatial;
        const std::string_view type = isSpatial ? at(values, 8).text : std::string_view();
        if (zone.kind.isEmpty() && !type.empty() && type != "NOTDEFINED" && type != "USERDEFINED")
            zone.kind = QString::fromLatin1(type.data(), qsizetype(type.size()));
        zoneAt.insert(zone.id, qint32(zones.size()));
        zones.push_back(std::move(zone));
    }
    if (zones.empty())
        return;
    std::vector<QList<qint32>> inner(zones.size()); // zones in zones
    for (const Instance &instance : m_file.instances()) {
        const bool isGroup = instance.type.starts_with("IFCRELASSIGNSTOGROUP");
        const bool isWhole = instance.type == "IFCRELAGGREGATES";
        if (!isGroup && !isWhole && instance.type != "IFCRELREFERENCEDINSPATIALSTRUCTURE")
            continue;
        const Values values = step::arguments(instance.arguments);
        const auto zone = zoneAt.constFind(at(values, isGroup ? 6 : isWhole ? 4 : 5).reference);
        if (zone == zoneAt.constEnd())
            continue;
        for (const Value &part : at(values, isWhole ? 5 : 4).list) {
            if (const auto room = roomAt.constFind(part.reference); room != roomAt.constEnd())
                zones[size_t(*zone)].rooms.push_back(*room);
            else if (const auto other = zoneAt.constFind(part.reference); other != zoneAt.constEnd())
                inner[size_t(*zone)].append(*other);
        }
    }
    std::vector<std::vector<qint32>> all(zones.size());
    for (size_t i = 0; i < zones.size(); ++i) {
        QSet<qint32> seen{qint32(i)}; // damaged files have circles
        QList<qint32> open{qint32(i)};
        while (!open.isEmpty()) {
            const auto zone = size_t(open.takeLast());
            all[i].insert(all[i].end(), zones[zone].rooms.begin(), zones[zone].rooms.end());
            for (const qint32 other : inner[zone]) {
                if (!seen.contains(other))
                    open.append(other);
                seen.insert(other);
            }
        }
        std::sort(all[i].begin(), all[i].end());
        all[i].erase(std::unique(all[i].begin(), all[i].end()), all[i].end());
    }
    for (size_t i = 0; i < zones.size(); ++i) {
        zones[i].rooms = std::move(all[i]);
        for (const qint32 room : zones[i].rooms)
            m_zonesOf[rooms[size_t(room)].id].append(qint32(i));
    }
    findUnits();
}

QString Model::referenceOf(uint32_t room) const
{
    for (const uint32_t set : m_sets.value(room)) {
        const Values values = valuesOf(set, "IFCPROPERTYSET");
        if (textOf(at(values, 2)) != QLatin1String("Pset_SpaceCommon"))
            continue;
        for (const Value &one : at(values, 4).list) {
            const Values property = valuesOf(one.reference, "IFCPROPERTYSINGLEVALUE");
            if (textOf(at(property, 0)) == QLatin1String("Reference"))
                return textOf(at(property, 2));
        }
    }
    return {};
}

// Its kind tells before its name does. Rooms that give the zone's name as their reference make it a unit; all rooms of
// their storeys, or rooms of many, make none.
int Model::likenessToUnit(const Zone &zone) const
{
    if (const Likeness byKind = likenessOf(zone.kind); byKind != Open)
        return byKind;
    if (zone.kind == QLatin1String("CONSTRUCTION") || zone.kind == QLatin1String("TRANSPORT") ||
        zone.kind == QLatin1String("INTERFERENCE") || zone.kind == QLatin1String("RESERVATION"))
        return None;
    if (const Likeness byName = likenessOf(zone.name + u' ' + zone.longName); byName != Open)
        return byName;
    const auto named = std::count_if(zone.rooms.begin(), zone.rooms.end(), [&](qint32 room) {
        return !zone.name.isEmpty() && referenceOf(rooms[size_t(room)].id) == zone.name;
    });
    if (2 * named > qsizetype(zone.rooms.size()))
        return Unit;
    constexpr qsizetype MostStoreys = 3;
    QSet<qint32> storeys;
    for (const qint32 room : zone.rooms)
        storeys.insert(rooms[size_t(room)].level);
    const auto there =
        std::count_if(rooms.begin(), rooms.end(), [&](const Room &room) { return storeys.contains(room.level); });
    return qsizetype(zone.rooms.size()) == there || storeys.size() > MostStoreys ? None : Open;
}

// The likeliest zones first, the smaller of equals; one whose rooms are mostly another's is no unit.
void Model::findUnits()
{
    std::vector<int> likeness;
    std::vector<size_t> order;
    for (size_t i = 0; i < zones.size(); ++i) {
        likeness.push_back(likenessToUnit(zones[i]));
        // Without rooms only what says that it is a unit, and where.
        if (zones[i].rooms.empty() ? likeness[i] == Unit && zones[i].isSpatial : likeness[i] != None)
            order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        return likeness[a] != likeness[b] ? likeness[a] > likeness[b] : zones[a].rooms.size() < zones[b].rooms.size();
    });
    std::vector<bool> taken(rooms.size(), false);
    std::vector<size_t> units;
    for (const size_t i : order) {
        Zone &zone = zones[i];
        for (const qint32 room : zone.rooms) {
            if (!taken[size_t(room)])
                zone.inUnit.push_back(room);
        }
        if (2 * zone.inUnit.size() < zone.rooms.size()) {
            zone.inUnit.clear();
            continue;
        }
        for (const qint32 room : zone.inUnit)
            taken[size_t(room)] = true;
        units.push_back(i);
    }
    // The code of a table where the long name is one, else the name; where several have it, what the file knows it by.
    QHash<QString, int> names;
    const auto wanted = [](const Zone &zone) {
        return isCode(zone.longName) || zone.name.isEmpty() ? zone.longName : zone.name;
    };
    for (const size_t i : units)
        ++names[wanted(zones[i])];
    for (const size_t i : units) {
        const QString name = wanted(zones[i]);
        zones[i].unit = !name.isEmpty() && names.value(name) == 1 ? name : zones[i].guid;
    }
}

// All of a room's zones, whether units or not.
void Model::addZones(uint32_t room, Properties &to) const
{
    for (const qint32 index : m_zonesOf.value(room)) {
        const Zone &zone = zones[size_t(index)];
        QStringList words{zone.name, zone.longName, zone.kind};
        words.removeAll(QString());
        to.emplace_back(QStringLiteral("Zone"), words.isEmpty() ? zone.guid : words.join(QStringLiteral(", ")));
        for (const uint32_t set : m_sets.value(zone.id))
            addSet(set, to);
    }
}

}
