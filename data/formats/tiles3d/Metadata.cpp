#include "formats/tiles3d/Metadata.h"

#include <QHash>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace formats::tiles3d
{

QString shortest(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

size_t componentsOf(const QString &type)
{
    static const QHash<QString, size_t> sizes{{QStringLiteral("SCALAR"), 1}, {QStringLiteral("VEC2"), 2},
                                              {QStringLiteral("VEC3"), 3},   {QStringLiteral("VEC4"), 4},
                                              {QStringLiteral("MAT2"), 4},   {QStringLiteral("MAT3"), 9},
                                              {QStringLiteral("MAT4"), 16}};
    return sizes.value(type, 0);
}

domain::AttributeTable attributesOf(const std::vector<TableRow> &rows)
{
    // One column of a name: of numbers only if all that have it are.
    std::vector<const PropertyTable *> tables;
    std::vector<std::pair<QString, bool>> columns;
    QHash<QString, size_t> known;
    for (const TableRow &row : rows) {
        if (!row.table || (!tables.empty() && tables.back() == row.table) ||
            std::find(tables.begin(), tables.end(), row.table) != tables.end())
            continue;
        tables.push_back(row.table);
        for (const Column &column : row.table->columns) {
            const auto at = known.constFind(column.name);
            if (at != known.constEnd()) {
                columns[*at].second = columns[*at].second && column.numeric;
            } else {
                known.insert(column.name, columns.size());
                columns.emplace_back(column.name, column.numeric);
            }
        }
    }
    domain::AttributeTable made;
    made.resize(rows.size());
    for (const auto &[name, numeric] : columns)
        made.addColumn(name, numeric);
    for (const PropertyTable *table : tables) {
        for (const Column &column : table->columns) {
            const int at = made.indexOf(column.name);
            const bool numeric = made.isNumeric(at);
            for (size_t i = 0; i < rows.size(); ++i) {
                const size_t row = rows[i].row;
                if (rows[i].table != table || row >= table->rows)
                    continue;
                if (!column.numeric)
                    made.setText(i, at, column.texts[row]);
                else if (numeric)
                    made.setNumber(i, at, column.numbers[row]);
                else if (!std::isnan(column.numbers[row]))
                    made.setText(i, at, shortest(column.numbers[row]));
            }
        }
    }
    return made;
}

}
