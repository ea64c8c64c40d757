#pragma once

#include "domain/City.h"
#include "domain/Interior.h"
#include "domain/Objects.h"
#include "interior/Routes.h"

#include <QHash>

#include <memory>
#include <optional>

namespace app
{

/// Look-ups in the inside of the building that is entered: parts by id, where things stand, the ways out. A value for
/// one thread.
class Rooms
{
public:
    Rooms(std::shared_ptr<const domain::City> city, std::shared_ptr<const domain::Interior> interior);

    const domain::Interior &interior() const { return *m_interior; }
    const QString &building() const { return m_interior->building; }

    const domain::Storey *storey(const QString &id) const;
    const domain::Storey *storeyOfNumber(int number) const;
    const domain::Unit *unit(const QString &id) const;
    const domain::Space *space(const QString &id) const;
    const domain::Door *door(const QString &id) const;
    const domain::Element *element(const QString &id) const;
    bool has(const domain::ObjectRef &part) const;

    /// The storey that a part, or a thing or unit of this building, is on; none where it is on none or not in here.
    std::optional<int> storeyOf(const domain::ObjectRef &object) const;
    int storeyOfThing(const domain::Thing &thing) const; ///< as it says itself, else by its height; 0: unknown
    /// Indices into Interior::spaces.
    const std::vector<qint32> &spacesOfUnit(const QString &unit) const;
    /// The space that a thing stands in by its position and storey, else the one of its unit that is nearest; -1.
    qint32 spaceOfThing(const QString &thing) const { return m_spaceOfThing.value(thing, -1); }
    /// Where one stands who is at this object: of a unit its largest hall or room, of a door the space it opens from;
    /// -1 where none can be said.
    qint32 spaceAt(const domain::ObjectRef &object) const;
    /// The part above in the drill path: space -> unit, else storey; unit -> storey; storey -> building.
    domain::ObjectRef above(const domain::ObjectRef &part) const;
    /// Doors of a space (not its windows), indices into Interior::doors.
    std::vector<qint32> doorsOf(qint32 space) const;

    /// What the table of units and the model say differently; worked out once.
    const base::Warnings &consistency() const;
    /// Of interior::waysOut; worked out once a space.
    const interior::WaysOut &waysOut(qint32 space) const;

private:
    qint32 findSpaceOf(const domain::Thing &thing) const;

    std::shared_ptr<const domain::City> m_city;
    std::shared_ptr<const domain::Interior> m_interior;
    QHash<QString, qint32> m_storeys, m_units, m_spaces, m_doors, m_elements;
    QHash<int, qint32> m_storeyOfNumber;
    QHash<QString, std::vector<qint32>> m_spacesOfUnit;
    QHash<QString, qint32> m_spaceOfThing;
    mutable QHash<qint32, interior::WaysOut> m_waysOut;
    mutable std::optional<base::Warnings> m_consistency;
};

}
