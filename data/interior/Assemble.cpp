#include "interior/Assemble.h"

#include "interior/Connect.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

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
        if (same == interior.storeys.end()) {
            interior.storeys.push_back(std::move(storey));
            continue;
        }
        if (same->name.isEmpty())
            same->name = std::move(storey.name);
        if (std::isnan(same->base))
            same->base = storey.base;
        if (!(same->height > 0))
            same->height = storey.height;
        if (same->shape.empty())
            same->shape = std::move(storey.shape);
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

/// Storeys from the ground floor up: 1 is 0, and -1 is -1.
static int rank(int storey)
{
    return storey > 0 ? storey - 1 : storey;
}

// Storeys without a base stand on the one below, those under the ground below the one above, and where none is known
// at their share of the building's height.
static void fillBases(std::vector<domain::Storey> &storeys, const domain::Building &building)
{
    constexpr double UsualHeight = 3.0;
    const double usual = building.storeysAbove > 0 && building.height > 0
                             ? double(building.height) / building.storeysAbove
                             : UsualHeight;
    const double ground = std::isnan(building.ground) ? 0.0 : building.ground;
    const size_t below =
        size_t(std::count_if(storeys.begin(), storeys.end(), [](const auto &s) { return s.number < 1; }));
    for (size_t i = below; i < storeys.size(); ++i) {
        domain::Storey &storey = storeys[i];
        if (!std::isnan(storey.base))
            continue;
        storey.base = ground + rank(storey.number) * usual;
        if (i > below) {
            const domain::Storey &lower = storeys[i - 1];
            storey.base =
                lower.base + (rank(storey.number) - rank(lower.number)) * (lower.height > 0 ? lower.height : usual);
        }
    }
    for (size_t i = below; i-- > 0;) {
        domain::Storey &storey = storeys[i];
        if (!std::isnan(storey.base))
            continue;
        const int upper = i + 1 < storeys.size() ? rank(storeys[i + 1].number) : 0;
        storey.base = (i + 1 < storeys.size() ? storeys[i + 1].base : ground) +
                      (rank(storey.number) - upper) * (storey.height > 0 ? storey.height : usual);
    }
    for (size_t i = 0; i < storeys.size(); ++i) {
        if (storeys[i].height > 0)
            continue;
        const double rise = i + 1 < storeys.size() && rank(storeys[i + 1].number) == rank(storeys[i].number) + 1
                                ? storeys[i + 1].base - storeys[i].base
                                : 0;
        storeys[i].height = rise > 0 ? rise : usual;
    }
}

// Storeys that only their parts name stand where those stand; parts without a base stand on their storey's.
static void addMissingStoreys(Interior &interior, const domain::Building &building)
{
    const auto storeyOf = [&](int number) -> domain::Storey & {
        for (domain::Storey &storey : interior.storeys) {
            if (storey.number == number)
                return storey;
        }
        domain::Storey storey;
        storey.number = number;
        storey.base = geometry::NaN;
        storey.height = 0;
        interior.storeys.push_back(std::move(storey));
        return interior.storeys.back();
    };
    std::set<int> known, open; ///< storeys that sources name; of the others, those with a space that has no base
    for (const domain::Storey &storey : interior.storeys)
        known.insert(storey.number);
    for (const domain::Space &space : interior.spaces) {
        if (std::isnan(space.base))
            open.insert(space.storey);
    }
    for (const domain::Space &space : interior.spaces) {
        domain::Storey &storey = storeyOf(space.storey);
        if (known.contains(space.storey) || open.contains(space.storey))
            continue;
        storey.base = std::isnan(storey.base) ? space.base : std::min(storey.base, space.base);
        storey.height = std::max(storey.height, double(space.height));
    }
    std::sort(interior.storeys.begin(), interior.storeys.end(),
              [](const domain::Storey &a, const domain::Storey &b) { return a.number < b.number; });
    fillBases(interior.storeys, building);
    for (domain::Storey &storey : interior.storeys) {
        storey.building = building.id;
        if (storey.name.isEmpty())
            storey.name = storey.number > 0 ? QStringLiteral("%1F").arg(storey.number)
                                            : QStringLiteral("B%1").arg(-storey.number);
    }
    for (domain::Space &space : interior.spaces) {
        const domain::Storey &storey = storeyOf(space.storey);
        if (std::isnan(space.base))
            space.base = storey.base;
        if (!(space.height > 0))
            space.height = float(storey.height);
    }
    const auto baseOf = [&](int number) {
        for (const domain::Storey &storey : interior.storeys) {
            if (storey.number == number)
                return storey.base;
        }
        return std::isnan(building.ground) ? 0.0 : building.ground;
    };
    for (domain::Door &door : interior.doors) {
        if (std::isnan(door.base))
            door.base = baseOf(door.storey);
    }
}

// A unit whose outline is known, but none of its rooms, is one space.
static void addUnitsAsSpaces(Interior &interior)
{
    QSet<QString> withSpaces;
    for (const domain::Space &space : interior.spaces)
        withSpaces.insert(space.unit);
    for (domain::Unit &unit : interior.units) {
        if (unit.shape.empty() || withSpaces.contains(unit.id))
            continue;
        domain::Space space;
        space.id = domain::partOfInsideId(unit.id);
        space.name = unit.number;
        space.storey = unit.storey;
        space.unit = unit.id;
        space.shape = unit.shape;
        space.base = geometry::NaN;
        space.height = 0;
        space.area = unit.area;
        interior.spaces.push_back(std::move(space));
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
    QHash<QString, QString> onlyOne;                 // where it has this id once -> ours: for rooms on other storeys
    std::vector<domain::Unit> units;
    QSet<QString> taken;
    for (domain::Unit &unit : interior.units) {
        const domain::Unit *ours = known(unit.id, unit.number, unit.storey);
        const QString source = unit.id;
        if (ours) {
            geometry::MultiPolygon shape = std::move(unit.shape);
            unit = *ours;
            unit.shape = std::move(shape);
        } else {
            unit.id = domain::insideId(interior.building, source);
        }
        renamed.insert({unit.storey, source}, unit.id);
        onlyOne.insert(source, onlyOne.contains(source) ? QString() : unit.id);
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
        } else if (const QString other = onlyOne.value(space.unit); !other.isEmpty()) {
            space.unit = other; // a maisonette's upper rooms
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

// A door known as a point lies in the wall: along the nearest edge of a space of its storey, and on that edge where it
// is next to it.
static void turnPointsAlongWalls(Interior &interior)
{
    using geometry::Vec2;
    constexpr double Next = 0.6; // metres: half a thick wall and a point set by eye
    for (domain::Door &door : interior.doors) {
        if (!door.isPoint)
            continue;
        door.isPoint = false;
        const Vec2 middle = (door.from + door.to) * 0.5;
        const double width = glm::length(door.to - door.from);
        double nearest = std::numeric_limits<double>::infinity();
        Vec2 along(1, 0), at = middle;
        const auto take = [&](const geometry::Ring &ring) {
            for (size_t i = 0; i < ring.size(); ++i) {
                const Vec2 &a = ring[i], edge = ring[(i + 1) % ring.size()] - a;
                const double length = glm::length(edge);
                if (!(length > 0))
                    continue;
                const Vec2 direction = edge / length;
                const Vec2 foot = a + direction * std::clamp(glm::dot(middle - a, direction), 0.0, length);
                const double distance = glm::length(foot - middle);
                // Rooms on both sides have an edge here: the first one found stays where they are equally near.
                if (distance < nearest - 1e-6) {
                    nearest = distance;
                    along = direction;
                    at = foot;
                }
            }
        };
        for (const domain::Space &space : interior.spaces) {
            if (space.storey != door.storey)
                continue;
            for (const geometry::Polygon &polygon : space.shape) {
                take(polygon.outer);
                for (const geometry::Ring &hole : polygon.holes)
                    take(hole);
            }
        }
        const Vec2 centre = nearest <= Next ? at : middle;
        door.from = centre - along * (width / 2);
        door.to = centre + along * (width / 2);
    }
}

void assemble(Interior &interior, const domain::Building &building, const std::vector<const domain::Unit *> &table)
{
    interior.building = building.id;
    takeUnits(interior, table);
    addUnitsAsSpaces(interior);
    addMissingStoreys(interior, building);
    turnPointsAlongWalls(interior);

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
