#pragma once

#include "base/Result.h"

#include <QTimeZone>
#include <QVariant>

#include <memory>
#include <vector>

namespace store
{

/// A column of a table that leaves the program.
struct TableColumn {
    enum class Kind : quint8 { Text, Integer, Real, Time } kind = Kind::Text; ///< Time: ms UTC, 0 for none
    const char *id;                                                           ///< English, of letters and underscores
    QString name; ///< translated: what stands over the column
};

/// One row: a value for each column, and where it stands.
struct TableRow {
    QVariantList values;
    bool hasPosition = false;
    double longitude = 0, latitude = 0; ///< WGS 84
};

/// Writes a table row by row, aside: the file is there, whole, once `finish` has succeeded, and not before. One that is
/// given up leaves nothing, and what stood there before stays.
class TableWriter
{
public:
    virtual ~TableWriter() = default;
    virtual base::Status add(const TableRow &row) = 0;
    virtual base::Status finish() = 0;

    /// By the name's ending: .csv (RFC 4180, UTF-8 with a byte-order mark, columns by their translated names, times by
    /// the zone's clock), .geojson or .json (RFC 7946, columns by their ids), .gpkg (OGC GeoPackage, columns by their
    /// translated names, times UTC). `title`: of the layer; `placed`: rows have
    /// positions. Errors: "format-unknown", "file-unwritable".
    static base::Result<std::unique_ptr<TableWriter>> make(const QString &file, const QString &title,
                                                           const std::vector<TableColumn> &columns, bool placed,
                                                           const QTimeZone &zone);
};

base::Error unwritable(const QString &file, const QString &why);
base::Result<std::unique_ptr<TableWriter>> makeGeoPackage(const QString &file, const QString &title,
                                                          const std::vector<TableColumn> &columns, bool placed);

}
