#pragma once

#include "core/InsideStatus.h"

#include <QColor>
#include <QVariantList>

namespace app
{

/// What rooms, units and elements of the entered building are coloured by: "function", "tenancy", "sensors", "events",
/// "unit", "area", "people", "attribute:NAME" (of rooms and a model's elements). A value, for the moment.
class RoomPaint
{
public:
    RoomPaint(const Twin &twin, const InsideStatus &status, const QString &by, bool dark);

    /// Colours by id of all spaces (and of elements where `by` is an attribute).
    QHash<QString, QColor> colours() const;
    /// Of a unit as a whole: its fill, what it says in words ("let", "2 alarms"), its state where it is coloured by
    /// one.
    struct Cell {
        QColor colour;
        QString text, visual;
        bool operator==(const Cell &) const = default;
    };
    Cell ofUnit(const domain::Unit &unit) const;
    /// {label, colour, count, visual}: what is there, the most urgent or the smallest first.
    QVariantList legend() const;

    /// {id, label} of what there is to colour by.
    static QVariantList choices(const Twin &twin);
    /// What units can be coloured by in the building table.
    static QVariantList unitChoices();

private:
    QString valueOf(const domain::Unit &unit) const;
    QColor colourOf(const QString &value) const;
    QString wordOf(const QString &value) const;
    QColor stateColour(const QString &visual) const;

    const Twin &m_twin;
    const InsideStatus &m_status;
    QString m_by, m_attribute;
    bool m_dark;
    QStringList m_values;         ///< of the attribute, the most frequent first
    QHash<QString, int> m_places; ///< unit -> its place on its storey
};

}
