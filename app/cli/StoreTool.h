#pragma once

#include "base/Result.h"
#include "domain/Sources.h"

#include <QStringList>

namespace cli
{

/// `yunjie store WHAT ...`: export (StoreExport.h), check (is it sound?), info (what is in it), backup. `arguments` are
/// those after "store". Exit status 0; 1 where it could not be done or is not sound, 2 for wrong usage.
int runStore(const QStringList &arguments);

/// The store that is meant: a url, a project (or folder) that names one, or an SQLite file. Errors: "file-missing",
/// "store-missing", those of the project.
base::Result<domain::StoreConfig> storeOf(const QString &where);

}
