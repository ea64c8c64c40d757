#pragma once

#include "base/Job.h"
#include "base/Result.h"

/// The sample district's generator: fictional, and saying so. The same content for the same seed and size.
namespace sample
{

struct Options {
    quint32 seed = 1;
    int buildings = 2600; ///< about so many; far more make a city of more districts for measuring
};

/// Writes DIR/district.json and its data. Works in a folder beside it and renames at the end, so that a cancelled or
/// failed run leaves nothing half made. Errors: "folder-unwritable", "cancelled".
base::Status generate(const QString &directory, const Options &options, const base::Job &job);

/// The version of what the generator writes: a cached district of another version is made anew.
int formatVersion();

}
