#pragma once

#include "store/Connection.h"

#include <vector>

namespace store
{

/// A column as it is written: its name, and PostgreSQL's type of it.
struct Column {
    const char *name;
    const char *type;
};

/// Inserts rows into a table: one statement for all of them in PostgreSQL (arrays), one prepared statement run again
/// and again in SQLite. `conflict` is what follows, "ON CONFLICT ..." or empty.
base::Status insertRows(Connection &connection, const char *table, const std::vector<Column> &columns,
                        const std::vector<QVariantList> &rows, const QString &conflict = {});
/// "ON CONFLICT (keys) DO UPDATE SET" all other columns.
QString replacing(const std::vector<Column> &columns, const QStringList &keys);

/// "COLUMN is one of" a list that is bound as one value.
QString inList(Dialect dialect, const QString &column);
QVariant listValue(Dialect dialect, const QStringList &texts);

}
