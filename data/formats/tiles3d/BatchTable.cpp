#include "formats/Tr.h"
#include "formats/tiles3d/Metadata.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace formats::tiles3d
{

namespace
{

void makeText(Column &column, size_t rows)
{
    if (!column.numeric)
        return;
    column.numeric = false;
    column.texts.resize(rows);
    for (size_t i = 0; i < column.numbers.size(); ++i) {
        if (!std::isnan(column.numbers[i]))
            column.texts[i] = shortest(column.numbers[i]);
    }
    column.numbers = {};
}

/// Fills a table by names, value after value.
class TableFiller
{
public:
    explicit TableFiller(PropertyTable &table) : m_table(table) {}

    void number(const QString &name, size_t row, double value)
    {
        Column *column = find(name);
        if (!column || !std::isfinite(value))
            return;
        if (column->numeric)
            column->numbers[row] = value;
        else
            column->texts[row] = shortest(value);
    }
    void text(const QString &name, size_t row, const QString &value)
    {
        Column *column = find(name);
        if (!column)
            return;
        makeText(*column, m_table.rows);
        column->texts[row] = value;
    }
    void value(const QString &name, size_t row, dom::element value, int depth = 0)
    {
        std::string_view words;
        bool truth = false;
        dom::object object;
        constexpr int Deepest = 8;
        if (const auto plain = numberOf(value)) {
            number(name, row, *plain);
        } else if (!value.get(words)) {
            text(name, row, toText(words));
        } else if (!value.get(truth)) {
            text(name, row, truth ? QStringLiteral("true") : QStringLiteral("false"));
        } else if (!value.get(object) && depth < Deepest) {
            for (const auto &[key, member] : object)
                this->value(name + u'.' + toText(key), row, member, depth + 1);
        } else if (value.is_array()) {
            text(name, row, toText(simdjson::minify(value)));
        }
    }
    bool hasLeftOut() const { return m_leftOut; }

private:
    Column *find(const QString &name)
    {
        const auto known = m_known.constFind(name);
        if (known != m_known.constEnd())
            return &m_table.columns[*known];
        if (m_table.columns.size() >= MostColumns) {
            m_leftOut = true;
            return nullptr;
        }
        m_known.insert(name, m_table.columns.size());
        m_table.columns.push_back({name, true, std::vector<double>(m_table.rows, geometry::NaN), {}});
        return &m_table.columns.back();
    }

    PropertyTable &m_table;
    QHash<QString, size_t> m_known;
    bool m_leftOut = false;
};

/// Attributes by class: an object's instances, and those it is a part of (3DTILES_batch_table_hierarchy).
void addHierarchy(const dom::object &extension, size_t rows, const BinaryTable &table, TableFiller &filler)
{
    const auto classes = arrayAt(extension, "classes");
    const qint64 instances = indexAt(extension, "instancesLength");
    constexpr qint64 Most = 10'000'000;
    if (!classes || instances < 0 || instances > Most)
        return;
    const auto wholes = [&](std::string_view key, size_t count, const char *usual) {
        std::vector<qint64> values;
        if (const auto array = arrayAt(extension, key)) {
            for (const dom::element each : *array)
                values.push_back(indexOf(each));
        } else if (const auto reference = objectAt(extension, key)) {
            for (const double each : table.numbers(*reference, count, 1, usual))
                values.push_back(qint64(each));
        }
        return values;
    };
    const auto classIds = wholes("classIds", size_t(instances), "UNSIGNED_SHORT");
    const auto parentIds = wholes("parentIds", size_t(instances), "UNSIGNED_SHORT");
    const bool several = arrayAt(extension, "parentCounts") || objectAt(extension, "parentCounts");
    if (classIds.size() < size_t(instances))
        return;
    // The number of an instance among those of its class.
    std::vector<size_t> place(size_t(instances), 0);
    std::vector<dom::object> known;
    for (const dom::element each : *classes) {
        dom::object one;
        if (!each.get(one))
            known.push_back(one);
    }
    std::vector<size_t> counted(known.size(), 0);
    for (size_t i = 0; i < size_t(instances); ++i) {
        if (classIds[i] >= 0 && size_t(classIds[i]) < known.size())
            place[i] = counted[size_t(classIds[i])]++;
    }
    for (size_t row = 0; row < rows && row < size_t(instances); ++row) {
        auto at = qint64(row);
        constexpr int Deepest = 16;
        for (int depth = 0; depth < Deepest; ++depth) {
            const qint64 of = classIds[size_t(at)];
            if (of < 0 || size_t(of) >= known.size())
                break;
            const QString name = textAt(known[size_t(of)], "name");
            if (depth == 0)
                filler.text(QStringLiteral("class"), row, name);
            if (const auto values = objectAt(known[size_t(of)], "instances")) {
                for (const auto &[key, value] : *values) {
                    dom::array array;
                    dom::element cell;
                    if (!value.get(array) && !array.at(place[size_t(at)]).get(cell))
                        filler.value(depth == 0 ? toText(key) : name + u'.' + toText(key), row, cell);
                }
            }
            // Several parents of one would need a list; the first ones' are not where a plain index says.
            if (several || size_t(at) >= parentIds.size() || parentIds[size_t(at)] < 0 ||
                parentIds[size_t(at)] >= instances || parentIds[size_t(at)] == at)
                break;
            at = parentIds[size_t(at)];
        }
    }
}

}

PropertyTable batchTable(const BinaryTable &table, size_t rows, const QString &source, base::Warnings &warnings)
{
    PropertyTable made;
    made.rows = rows;
    if (table.isEmpty() || rows == 0)
        return made;
    TableFiller filler(made);
    bool broken = false;
    for (const auto &[key, value] : table.root()) {
        const QString name = toText(key);
        dom::array array;
        dom::object reference;
        if (name == QLatin1String("extensions") || name == QLatin1String("extras") ||
            name == QLatin1String("HIERARCHY"))
            continue;
        if (!value.get(array)) {
            size_t row = 0;
            for (const dom::element cell : array) {
                if (row == rows)
                    break;
                filler.value(name, row++, cell);
            }
        } else if (!value.get(reference)) {
            const QString type = textAt(reference, "type");
            const size_t components = type.isEmpty() ? 1 : componentsOf(type);
            const auto numbers = table.numbers(reference, rows, components, "FLOAT");
            broken = broken || numbers.empty() || components == 0;
            for (size_t row = 0; row < rows && !numbers.empty() && components > 0; ++row) {
                if (components == 1) {
                    filler.number(name, row, numbers[row]);
                    continue;
                }
                QStringList parts;
                for (size_t c = 0; c < components; ++c)
                    parts.append(shortest(numbers[row * components + c]));
                filler.text(name, row, parts.join(QStringLiteral(", ")));
            }
        }
    }
    auto hierarchy = extensionAt(table.root(), "3DTILES_batch_table_hierarchy");
    if (!hierarchy)
        hierarchy = objectAt(table.root(), "HIERARCHY"); // drafts of it
    if (hierarchy)
        addHierarchy(*hierarchy, rows, table, filler);
    if (broken)
        warnings.add(QStringLiteral("attribute-broken"), source, {},
                     tr("an attribute whose values are not where the tile says; it is left out"));
    if (filler.hasLeftOut())
        warnings.add(QStringLiteral("attributes-left-out"), source, {},
                     tr("more attributes than are read; the rest is left out"));
    return made;
}

}
