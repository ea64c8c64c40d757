#pragma once

#include "base/Warnings.h"
#include "domain/Attributes.h"
#include "formats/tiles3d/Content.h"

namespace formats::tiles3d
{

/// A column of a batch or property table: numbers (NaN: none) or texts, one a row.
struct Column {
    QString name;
    bool numeric = true;
    std::vector<double> numbers;
    std::vector<QString> texts;
};

struct PropertyTable {
    QString name; ///< of its class
    size_t rows = 0;
    std::vector<Column> columns;
};

/// A table has at most so many columns: some extensions make names of ids.
inline constexpr size_t MostColumns = 500;
/// The numbers of a value by its type: 3 for VEC3, 9 for MAT3; 0 for what is none.
size_t componentsOf(const QString &type);
/// A number as a text, as short as tells it.
QString shortest(double value);

/// The columns of a batch table (3D Tiles 1.0, 9 "Batch Table"); members of nested objects as "a.b", classes of
/// 3DTILES_batch_table_hierarchy by their names.
PropertyTable batchTable(const BinaryTable &table, size_t rows, const QString &source, base::Warnings &warnings);

/// Gives the bytes of a buffer view; nothing where it is broken.
using ViewBytes = std::function<std::optional<QByteArrayView>(qint64 view)>;

/// The property tables of EXT_structural_metadata. `extension`: of the asset; `schema`: where it names one of its own
/// address, else null.
std::vector<PropertyTable> propertyTables(const dom::object &extension, const dom::object *schema,
                                          const ViewBytes &bytes, const QString &source, base::Warnings &warnings);

/// A row of a table; null: a feature without attributes.
struct TableRow {
    const PropertyTable *table = nullptr;
    quint32 row = 0;
};
/// The attributes of the features that a tile shows, in their order, from however many tables.
domain::AttributeTable attributesOf(const std::vector<TableRow> &rows);

}
