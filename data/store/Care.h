#pragma once

#include "base/Result.h"
#include "domain/Sources.h"

#include <QJsonObject>
#include <QStringList>

/// What is done to a store that nobody need have open here (Store has the same for the one that is). Each waits until
/// it is done, over connections of its own; any thread.
namespace store
{

/// Empty: sound. Otherwise what is wrong, a line each. Errors: "store-url", those of the store.
base::Result<QStringList> checkIntegrity(const domain::StoreConfig &config);
/// What is in it: kind, place, schema, mebibytes, entries, events, alarms, alerts, councils, datastreams, observations,
/// quarters, first and last (times of the journal, ISO 8601). Errors: as above.
base::Result<QJsonObject> contentsOf(const domain::StoreConfig &config);
/// A whole copy that opens like the original. Errors: as above.
base::Status backup(const domain::StoreConfig &config, const QString &file);

}
