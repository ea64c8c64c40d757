#pragma once

#include "domain/InteriorSource.h"

namespace formats
{

/// A building around all that a source tells, for rooms that name none: footprint, storeys and height are theirs, and
/// `id` is the building that the source is asked for. Nothing where there are no rooms. Errors: the source's.
base::Result<std::optional<domain::Building>> buildingAround(const domain::InteriorSource &source, const QString &id,
                                                             const base::Job &job, base::Warnings &warnings);

}
