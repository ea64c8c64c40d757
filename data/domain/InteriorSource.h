#pragma once

#include "base/Job.h"
#include "base/Result.h"
#include "domain/Interior.h"

#include <QStringList>

namespace domain
{

/// A source that knows buildings from the inside: opened on demand, so that thousands can be known and one be held.
/// Immutable; shared by the snapshots of a city.
class InteriorSource
{
public:
    virtual ~InteriorSource() = default;

    /// File (and layer), without passwords.
    virtual QString source() const = 0;
    /// Ids of the buildings that it knows something of.
    virtual const QStringList &buildings() const = 0;
    /// Whether it tells everything of a building (an IFC file) and is enough by itself; else what several sources tell
    /// (layers of storeys, of spaces, of doors) is put together.
    virtual bool isWhole() const = 0;
    /// Reads what it knows of one of its buildings, in scene coordinates; `building` is that of the city, standing on
    /// its ground. Ids are the source's own; doors' spaces and passages may be left to interior::connect. Any thread,
    /// several at once; waits. Errors: the reader's own, "cancelled".
    virtual base::Result<Interior> read(const Building &building, const base::Job &job) const = 0;
};

}
