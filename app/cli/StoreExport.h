#pragma once

#include <QStringList>

namespace cli
{

/// `yunjie store export PROJECT-or-URL --what events|alarms|journal|observations|statistics -o FILE ...`
/// (docs/exports.md). `arguments` are those after "export". Exit status 0; 1 where it could not be read or written, 2
/// for wrong usage.
int runStoreExport(const QStringList &arguments);

}
