#include "core/Rooms.h"

#include "interior/PlanText.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;
using domain::SpaceFunction;
using geometry::Vec2;

template <typename Part> static QHash<QString, qint32> byId(const std::vector<Part> &parts)
{
    QHash<QString, qint32> index;
    index.reserve(qsizetype(parts.size()));
    for (size_t i = 0; i < parts.size(); ++i)
        index.insert(parts[i].id, qint32(i));
    return index;
}

template <typename Part>
static const Part *at(const std::vector<Part> &parts, const QHash<QString, qint32> &index, const QString &id)
{
    const auto found = index.constFind(id);
    return found != index.constEnd() ? &parts[size_t(*found)] : nullptr;
}

Rooms::Rooms(std::shared_ptr<const domain::City> city, std::shared_ptr<const domain::Interior> interior)
    : m_city(std::move(city)), m_interior(std::move(interior)), m_storeys(byId(m_interior->storeys)),
      m_units(byId(m_interior->units)), m_spaces(byId(m_interior->spaces)), m_doors(byId(m_interior->doors)),
      m_elements(byId(m_interior->elements))
{
    for (size_t i = 0; i < m_interior->storeys.size(); ++i)
        m_storeyOfNumber.insert(m_interior->storeys[i].number, qint32(i));
    for (size_t i = 0; i < m_interior->spaces.size(); ++i) {
        if (const QString &unit = m_interior->spaces[i].unit; !unit.isEmpty())
            m_spacesOfUnit[unit].push_back(qint32(i));
    }
    for (const domain::Thing *thing : m_city->thingsOf(building())) {
        if (const qint32 space = findSpaceOf(*thing); space >= 0)
            m_spaceOfThing.insert(thing->id, space);
    }
}

const domain::Storey *Rooms::storey(const QString &id) const
{
    return at(m_interior->storeys, m_storeys, id);
}

const domain::Storey *Rooms::storeyOfNumber(int number) const
{
    const auto found = m_storeyOfNumber.constFind(number);
    return found != m_storeyOfNumber.constEnd() ? &m_interior->storeys[size_t(*found)] : nullptr;
}

const domain::Unit *Rooms::unit(const QString &id) const
{
    return at(m_interior->units, m_units, id);
}

const domain::Space *Rooms::space(const QString &id) const
{
    return at(m_interior->spaces, m_spaces, id);
}

const domain::Door *Rooms::door(const QString &id) const
{
    return at(m_interior->doors, m_doors, id);
}

const domain::Element *Rooms::element(const QString &id) const
{
    return at(m_interior->elements, m_elements, id);
}

bool Rooms::has(const ObjectRef &part) const
{
    switch (part.kind) {
    case ObjectKind::Storey:
        return m_storeys.contains(part.id);
    case ObjectKind::Unit:
        return m_units.contains(part.id);
    case ObjectKind::Space:
        return m_spaces.contains(part.id);
    case ObjectKind::Door:
        return m_doors.contains(part.id);
    case ObjectKind::Element:
        return m_elements.contains(part.id);
    default:
        return false;
    }
}

int Rooms::storeyOfThing(const domain::Thing &thing) const
{
    if (m_storeyOfNumber.contains(thing.storey))
        return thing.storey;
    if (const domain::Unit *of = unit(thing.unit))
        return of->storey;
    for (const domain::Storey &storey : m_interior->storeys) {
        if (thing.position.z >= storey.base && thing.position.z < storey.base + storey.height)
            return storey.number;
    }
    return 0;
}

std::optional<int> Rooms::storeyOf(const ObjectRef &object) const
{
    const auto known = [](int number) { return number != 0 ? std::optional(number) : std::nullopt; };
    switch (object.kind) {
    case ObjectKind::Storey:
        if (const domain::Storey *part = storey(object.id))
            return part->number;
        break;
    case ObjectKind::Unit:
        if (const domain::Unit *part = unit(object.id))
            return known(part->storey);
        break;
    case ObjectKind::Space:
        if (const domain::Space *part = space(object.id))
            return part->storey;
        break;
    case ObjectKind::Door:
        if (const domain::Door *part = door(object.id))
            return part->storey;
        break;
    case ObjectKind::Element:
        if (const domain::Element *part = element(object.id))
            return known(part->storey);
        break;
    case ObjectKind::Thing:
        if (const domain::Thing *thing = m_city->thing(object.id); thing && thing->building == building())
            return known(storeyOfThing(*thing));
        break;
    default:
        break;
    }
    return {};
}

const std::vector<qint32> &Rooms::spacesOfUnit(const QString &unit) const
{
    static const std::vector<qint32> none;
    const auto found = m_spacesOfUnit.constFind(unit);
    return found != m_spacesOfUnit.constEnd() ? *found : none;
}

qint32 Rooms::findSpaceOf(const domain::Thing &thing) const
{
    const int storey = storeyOfThing(thing);
    const Vec2 position(thing.position);
    const std::vector<qint32> &ofUnit = spacesOfUnit(thing.unit);
    if (!std::isnan(position.x)) {
        for (const qint32 i : ofUnit) {
            if (geometry::contains(m_interior->spaces[size_t(i)].shape, position))
                return i;
        }
        // The smallest: a room before the storey that is drawn around it.
        qint32 best = -1;
        for (size_t i = 0; ofUnit.empty() && storey != 0 && i < m_interior->spaces.size(); ++i) {
            const domain::Space &space = m_interior->spaces[i];
            if (space.storey == storey && (best < 0 || space.area < m_interior->spaces[size_t(best)].area) &&
                geometry::contains(space.shape, position))
                best = qint32(i);
        }
        if (best >= 0)
            return best;
    }
    // Tables know the unit better than the point: the nearest of its rooms.
    qint32 nearest = -1;
    double least = std::numeric_limits<double>::infinity();
    for (const qint32 i : ofUnit) {
        const Vec2 middle = geometry::representativePoint(m_interior->spaces[size_t(i)].shape);
        const double distance = std::isnan(position.x) ? 0 : glm::length(middle - position);
        if (distance < least) {
            least = distance;
            nearest = i;
        }
    }
    return nearest;
}

qint32 Rooms::spaceAt(const ObjectRef &object) const
{
    switch (object.kind) {
    case ObjectKind::Space:
        return m_spaces.value(object.id, -1);
    case ObjectKind::Thing:
        return spaceOfThing(object.id);
    case ObjectKind::Door: {
        const domain::Door *part = door(object.id);
        return part ? std::max(part->spaces[0], part->spaces[1]) : -1;
    }
    case ObjectKind::Unit: {
        qint32 best = -1;
        const auto rank = [this](qint32 i) {
            const domain::Space &space = m_interior->spaces[size_t(i)];
            const bool lived = space.function == SpaceFunction::Hall || space.function == SpaceFunction::Room;
            return std::pair(lived, space.area);
        };
        for (const qint32 i : spacesOfUnit(object.id)) {
            if (best < 0 || rank(i) > rank(best))
                best = i;
        }
        return best;
    }
    default:
        return -1;
    }
}

ObjectRef Rooms::above(const ObjectRef &part) const
{
    const ObjectRef whole{ObjectKind::Building, building()};
    const auto onStorey = [&](int number) {
        const domain::Storey *found = storeyOfNumber(number);
        return found ? ObjectRef{ObjectKind::Storey, found->id} : whole;
    };
    const auto inSpace = [&](qint32 space) {
        return ObjectRef{ObjectKind::Space, m_interior->spaces[size_t(space)].id};
    };
    switch (part.kind) {
    case ObjectKind::Unit: {
        const domain::Unit *found = unit(part.id);
        return found ? onStorey(found->storey) : whole;
    }
    case ObjectKind::Space: {
        const domain::Space *found = space(part.id);
        if (found && m_units.contains(found->unit))
            return {ObjectKind::Unit, found->unit};
        return found ? onStorey(found->storey) : whole;
    }
    case ObjectKind::Door: {
        const domain::Door *found = door(part.id);
        const qint32 inner = found ? std::max(found->spaces[0], found->spaces[1]) : -1;
        return inner >= 0 ? inSpace(inner) : found ? onStorey(found->storey) : whole;
    }
    case ObjectKind::Element: {
        const domain::Element *found = element(part.id);
        return found ? onStorey(found->storey) : whole;
    }
    case ObjectKind::Thing: {
        if (const qint32 space = spaceOfThing(part.id); space >= 0)
            return inSpace(space);
        const domain::Thing *thing = m_city->thing(part.id);
        if (thing && m_units.contains(thing->unit))
            return {ObjectKind::Unit, thing->unit};
        return thing ? onStorey(storeyOfThing(*thing)) : whole;
    }
    default:
        return whole;
    }
}

std::vector<qint32> Rooms::doorsOf(qint32 space) const
{
    std::vector<qint32> doors;
    for (size_t i = 0; i < m_interior->doors.size(); ++i) {
        const domain::Door &door = m_interior->doors[i];
        if (!door.isWindow && (door.spaces[0] == space || door.spaces[1] == space))
            doors.push_back(qint32(i));
    }
    return doors;
}

const base::Warnings &Rooms::consistency() const
{
    if (!m_consistency) {
        const domain::Building *whole = m_city->building(building());
        m_consistency =
            whole ? interior::consistency(*whole, m_city->unitsOf(building()), *m_interior) : base::Warnings();
    }
    return *m_consistency;
}

const interior::WaysOut &Rooms::waysOut(qint32 space) const
{
    auto found = m_waysOut.find(space);
    if (found == m_waysOut.end())
        found = m_waysOut.insert(space, interior::waysOut(*m_interior, space));
    return *found;
}

}
