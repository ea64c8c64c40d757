#include "interior/Assemble.h"

#include "interior/Connect.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace interior
{

using domain::Interior;

static qint32 moved(qint32 index, size_t by)
{
    return index < 0 ? index : index + qint32(by);
}

void append(Interior &interior, Interior &&more)
{
    const size_t spaces = interior.spaces.size(), doors = interior.doors.size();
    for (domain::Door &door : more.doors) {
        for (qint32 &space : door.spaces)
            space = moved(space, spaces);
    }
    for (domain::Passage &passage : more.passages) {
        passage.a = moved(passage.a, spaces);
        passage.b = moved(passage.b, spaces);
        passage.door = moved(passage.door, doors);
    }
    for (domain::Storey &storey : more.storeys) {
        const auto same = std::find_if(interior.storeys.begin(), interior.storeys.end(),
                                       [&](const domain::Storey &s) { return s.number == storey.number; });
        if (same == interior.storeys.end())
            interior.storeys.push_back(std::move(storey));
        else if (same->name.isEmpty())
            same->name = std::move(storey.name);
    }
    const auto take = [](auto &into, auto &from) {
        into.insert(into.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    };
    take(interior.units, more.units);
    take(interior.spaces, more.spaces);
    take(interior.doors, more.doors);
    take(interior.passages, more.passages);
    take(interior.elements, more.elements);
    if (!interior.source.contains(more.source))
        interior.source += (interior.source.isEmpty() ? QString() : QStringLiteral("; ")) + more.source;
    interior.schematic = interior.schematic && more.schematic;
    interior.warnings.add(more.warnings);
}

// Storeys that only their spaces name stand where those stand; the height is up to the next one.
static void addMissingStoreys(Interior &interior, const domain::Building &building)
{
    const auto has = [&](int number) {
        return std::any_of(interior.storeys.begin(), interior.storeys.end(),
                           [&](const domain::Storey &storey) { return storey.number == number; });
    };
    for (const domain::Space &space : interior.spaces) {
        if (has(space.storey))
            continue;
        domain::Storey storey;
        storey.number = space.storey;
        storey.building = building.id;
        storey.base = space.base;
        storey.height = double(space.height);
        for (const domain::Space &other : interior.spaces) {
            if (other.storey == space.storey)
                storey.base = std::min(storey.base, other.base);
        }
        interior.storeys.push_back(std::move(storey));
    }
    std::sort(interior.storeys.begin(), interior.storeys.end(),
              [](const domain::Storey &a, const domain::Storey &b) { return a.number < b.number; });
    for (size_t i = 0; i < interior.storeys.size(); ++i) {
        domain::Storey &storey = interior.storeys[i];
        storey.building = building.id;
        if (storey.name.isEmpty())
            storey.name = storey.number > 0 ? QStringLiteral("%1F").arg(storey.number)
                                            : QStringLiteral("B%1").arg(-storey.number);
        if (storey.height > 0)
            continue;
        constexpr double UsualHeight = 3.0;
        const double rise = i + 1 < interior.storeys.size() ? interior.storeys[i + 1].base - storey.base : 0;
        storey.height = rise > 0 ? rise : UsualHeight;
    }
}

static void takeUnits(Interior &interior, const std::vector<const domain::Unit *> &table)
{
    QHash<QString, const domain::Unit *> byId;
    QHash<std::pair<int, QString>, const domain::Unit *> byNumber;
    for (const domain::Unit *unit : table) {
        byId.insert(unit->id, unit);
        byNumber.insert({unit->storey, unit->number}, unit);
    }
    const auto known = [&](const QString &id, const QString &number, int storey) -> const domain::Unit * {
        if (const domain::Unit *unit = byId.value(id))
            return unit;
        return byNumber.value({storey, number.isEmpty() ? id : number});
    };
    QHash<std::pair<int, QString>, QString> renamed; // the source's own id on a storey -> ours
    std::vector<domain::Unit> units;
    QSet<QString> taken;
    for (domain::Unit &unit : interior.units) {
        const domain::Unit *ours = known(unit.id, unit.number, unit.storey);
        const QString source = unit.id;
        if (ours)
            unit = *ours;
        else
            unit.id = domain::insideId(interior.building, source);
        renamed.insert({unit.storey, source}, unit.id);
        unit.building = interior.building;
        if (!taken.contains(unit.id)) {
            taken.insert(unit.id);
            units.push_back(std::move(unit));
        }
    }
    for (const domain::Unit *unit : table) {
        if (!taken.contains(unit->id)) {
            taken.insert(unit->id);
            units.push_back(*unit);
        }
    }
    for (domain::Space &space : interior.spaces) {
        if (space.unit.isEmpty())
            continue;
        const QString own = renamed.value({space.storey, space.unit});
        if (!own.isEmpty()) {
            space.unit = own;
        } else if (const domain::Unit *ours = known(space.unit, space.unit, space.storey)) {
            space.unit = ours->id;
        } else {
            // A unit that only its rooms name.
            domain::Unit unit;
            unit.id = domain::insideId(interior.building, space.unit);
            unit.number = space.unit;
            unit.building = interior.building;
            unit.storey = space.storey;
            renamed.insert({space.storey, space.unit}, unit.id);
            space.unit = unit.id;
            if (!taken.contains(unit.id)) {
                taken.insert(unit.id);
                units.push_back(std::move(unit));
            }
        }
    }
    interior.units = std::move(units);
}

void assemble(Interior &interior, const domain::Building &building, const std::vector<const domain::Unit *> &table)
{
    interior.building = building.id;
    addMissingStoreys(interior, building);
    takeUnits(interior, table);

    QSet<QString> taken;
    const auto unique = [&](const QString &own, const QString &fallback, size_t index) {
        const QString part = own.isEmpty() ? fallback + QString::number(index + 1) : own;
        QString id = domain::insideId(building.id, part);
        for (int n = 2; taken.contains(id); ++n)
            id = domain::insideId(building.id, QStringLiteral("%1#%2").arg(part).arg(n));
        taken.insert(id);
        return id;
    };
    for (domain::Storey &storey : interior.storeys)
        storey.id = domain::insideId(building.id, QString::number(storey.number));
    for (size_t i = 0; i < interior.spaces.size(); ++i) {
        domain::Space &space = interior.spaces[i];
        space.id = unique(space.id, QStringLiteral("space"), i);
        if (!(space.area > 0))
            space.area = float(geometry::area(space.shape));
    }
    taken.clear();
    for (size_t i = 0; i < interior.doors.size(); ++i)
        interior.doors[i].id = unique(interior.doors[i].id, QStringLiteral("door"), i);
    taken.clear();
    for (size_t i = 0; i < interior.elements.size(); ++i)
        interior.elements[i].id = unique(interior.elements[i].id, QStringLiteral("element"), i);
    connect(interior);
}

}
