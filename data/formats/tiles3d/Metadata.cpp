#include "formats/tiles3d/Metadata.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace formats::tiles3d
{

static QString tr(const char *text)
{
    return QCoreApplication::translate("formats", text);
}

namespace
{

constexpr size_t MostColumns = 500; // extensions make names of ids

QString shortest(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

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

size_t componentsOf(const QString &type)
{
    static const QHash<QString, size_t> sizes{{QStringLiteral("SCALAR"), 1}, {QStringLiteral("VEC2"), 2},
                                              {QStringLiteral("VEC3"), 3},   {QStringLiteral("VEC4"), 4},
                                              {QStringLiteral("MAT2"), 4},   {QStringLiteral("MAT3"), 9},
                                              {QStringLiteral("MAT4"), 16}};
    return sizes.value(type, 0);
}

QString joined(const QStringList &parts)
{
    return parts.join(QStringLiteral(", "));
}

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
                filler.text(name, row, joined(parts));
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

namespace
{

size_t sizeOf(const QString &componentType)
{
    static const QHash<QString, size_t> sizes{{QStringLiteral("INT8"), 1},    {QStringLiteral("UINT8"), 1},
                                              {QStringLiteral("INT16"), 2},   {QStringLiteral("UINT16"), 2},
                                              {QStringLiteral("INT32"), 4},   {QStringLiteral("UINT32"), 4},
                                              {QStringLiteral("INT64"), 8},   {QStringLiteral("UINT64"), 8},
                                              {QStringLiteral("FLOAT32"), 4}, {QStringLiteral("FLOAT64"), 8}};
    return sizes.value(componentType, 0);
}

template <typename T> double load(const char *at)
{
    T value;
    memcpy(&value, at, sizeof value);
    return double(value);
}

double componentAt(const char *at, const QString &type, bool normalized)
{
    const auto scaled = [normalized](double value, double most) {
        return normalized ? std::max(value / most, -1.0) : value;
    };
    if (type == QLatin1String("INT8"))
        return scaled(load<qint8>(at), 127);
    if (type == QLatin1String("UINT8"))
        return scaled(load<quint8>(at), 255);
    if (type == QLatin1String("INT16"))
        return scaled(load<qint16>(at), 32767);
    if (type == QLatin1String("UINT16"))
        return scaled(load<quint16>(at), 65535);
    if (type == QLatin1String("INT32"))
        return scaled(load<qint32>(at), 2147483647.0);
    if (type == QLatin1String("UINT32"))
        return scaled(load<quint32>(at), 4294967295.0);
    if (type == QLatin1String("INT64"))
        return scaled(load<qint64>(at), 9223372036854775807.0);
    if (type == QLatin1String("UINT64"))
        return scaled(load<quint64>(at), 18446744073709551615.0);
    return type == QLatin1String("FLOAT32") ? load<float>(at) : load<double>(at);
}

/// One property of a table: how its values lie in buffer views (EXT_structural_metadata, "Binary table format").
class PropertyReader
{
public:
    PropertyReader(const dom::object &property, const dom::object &in, const dom::object *enums, const ViewBytes &bytes)
    {
        m_type = textAt(property, "type");
        m_component = textAt(property, "componentType");
        m_normalized = boolAt(property, "normalized");
        m_isArray = boolAt(property, "array");
        m_count = indexAt(property, "count");
        m_noData = numberAt(property, "noData");
        m_noDataText = textAt(property, "noData");
        m_offset = numberOr(in, "offset", numberOr(property, "offset", 0));
        m_scale = numberOr(in, "scale", numberOr(property, "scale", 1));
        if (m_type == QLatin1String("ENUM")) {
            m_component = QStringLiteral("UINT16");
            const auto definition = enums ? objectAt(*enums, textAt(property, "enumType").toStdString()) : std::nullopt;
            if (definition) {
                if (const QString type = textAt(*definition, "valueType"); !type.isEmpty())
                    m_component = type;
                for (const auto &each : JsonList(*definition, "values")) {
                    if (each)
                        m_enum.insert(qint64(numberOr(*each, "value", -1)), textAt(*each, "name"));
                }
            }
        }
        const auto view = [&](std::string_view key) { return bytes(indexAt(in, key)).value_or(QByteArrayView()); };
        m_values = view("values");
        m_arrayOffsets = view("arrayOffsets");
        m_stringOffsets = view("stringOffsets");
        const auto typeOr = [&in](std::string_view key) {
            const QString type = textAt(in, key);
            return type.isEmpty() ? QStringLiteral("UINT32") : type;
        };
        m_arrayOffsetType = typeOr("arrayOffsetType");
        m_stringOffsetType = typeOr("stringOffsetType");
    }

    bool isNumber() const { return m_type == QLatin1String("SCALAR") && !m_isArray; }

    /// False where the row's value is not there.
    bool read(size_t row, double &number, QString &text) const
    {
        size_t first = row, last = row + 1;
        if (m_isArray) {
            if (m_count > 0) {
                first = row * size_t(m_count);
                last = first + size_t(m_count);
            } else if (!offsets(m_arrayOffsets, m_arrayOffsetType, row, first, last)) {
                return false;
            }
        }
        constexpr size_t MostShown = 100; // of an array, in a card
        last = std::min(last, first + MostShown);
        if (isNumber())
            return component(row, number) && !(m_noData && number == *m_noData) && apply(number);
        QStringList parts;
        for (size_t i = first; i < last; ++i) {
            QString part;
            if (!element(i, part))
                return false;
            parts.append(part);
        }
        text = joined(parts);
        return !(!m_noDataText.isEmpty() && text == m_noDataText);
    }

private:
    static bool offsets(QByteArrayView view, const QString &type, size_t index, size_t &first, size_t &last)
    {
        const size_t size = sizeOf(type);
        if (size == 0 || (index + 2) * size > size_t(view.size()))
            return false;
        const double from = componentAt(view.data() + index * size, type, false);
        const double to = componentAt(view.data() + (index + 1) * size, type, false);
        constexpr double Most = 1e10;
        if (!(from >= 0 && to >= from && to < Most))
            return false;
        first = size_t(from);
        last = size_t(to);
        return true;
    }
    bool component(size_t index, double &value) const
    {
        const size_t size = sizeOf(m_component);
        if (size == 0 || index >= size_t(m_values.size()) / size)
            return false;
        value = componentAt(m_values.data() + index * size, m_component, m_normalized);
        return std::isfinite(value);
    }
    bool apply(double &value) const
    {
        value = value * m_scale + m_offset;
        return std::isfinite(value);
    }
    bool element(size_t index, QString &text) const
    {
        double value = 0;
        if (m_type == QLatin1String("STRING")) {
            size_t from = 0, to = 0;
            if (!offsets(m_stringOffsets, m_stringOffsetType, index, from, to) || to > size_t(m_values.size()))
                return false;
            text = QString::fromUtf8(m_values.data() + from, qsizetype(to - from));
            return true;
        }
        if (m_type == QLatin1String("BOOLEAN")) {
            if (index / 8 >= size_t(m_values.size()))
                return false;
            text = (uchar(m_values[qsizetype(index / 8)]) >> (index % 8)) & 1 ? QStringLiteral("true")
                                                                              : QStringLiteral("false");
            return true;
        }
        if (m_type == QLatin1String("ENUM")) {
            if (!component(index, value))
                return false;
            text = m_enum.value(qint64(value), shortest(value));
            return true;
        }
        const size_t components = componentsOf(m_type);
        QStringList parts;
        for (size_t c = 0; c < components; ++c) {
            if (!component(index * components + c, value) || !apply(value))
                return false;
            parts.append(shortest(value));
        }
        text = parts.size() > 1 && m_isArray ? u'(' + joined(parts) + u')' : joined(parts);
        return components > 0;
    }

    QString m_type, m_component, m_arrayOffsetType, m_stringOffsetType, m_noDataText;
    bool m_normalized = false, m_isArray = false;
    qint64 m_count = -1;
    std::optional<double> m_noData;
    double m_offset = 0, m_scale = 1;
    QHash<qint64, QString> m_enum;
    QByteArrayView m_values, m_arrayOffsets, m_stringOffsets;
};

}

std::vector<PropertyTable> propertyTables(const dom::object &extension, const dom::object *schema,
                                          const ViewBytes &bytes, const QString &source, base::Warnings &warnings)
{
    std::vector<PropertyTable> tables;
    const auto classes = schema ? objectAt(*schema, "classes") : std::nullopt;
    const auto enums = schema ? objectAt(*schema, "enums") : std::nullopt;
    for (const auto &object : JsonList(extension, "propertyTables")) {
        PropertyTable table;
        if (!object) {
            tables.push_back(table);
            continue;
        }
        constexpr qint64 MostRows = 5'000'000;
        const qint64 rows = indexAt(*object, "count");
        table.name = textAt(*object, "class");
        const auto of = classes ? objectAt(*classes, table.name.toStdString()) : std::nullopt;
        const auto described = of ? objectAt(*of, "properties") : std::nullopt;
        const auto columns = objectAt(*object, "properties");
        if (rows < 0 || rows > MostRows || !described || !columns) {
            if (columns)
                warnings.add(QStringLiteral("attribute-broken"), source, table.name,
                             tr("a table of attributes whose class is not described; it is left out"));
            tables.push_back(std::move(table));
            continue;
        }
        table.rows = size_t(rows);
        for (const auto &[key, value] : *columns) {
            dom::object in;
            const auto property = objectAt(*described, key);
            if (!property || value.get(in) || table.columns.size() >= MostColumns)
                continue;
            const PropertyReader reader(*property, in, enums ? &*enums : nullptr, bytes);
            Column column{toText(key), reader.isNumber(), {}, {}};
            size_t missing = 0;
            if (column.numeric)
                column.numbers.assign(table.rows, geometry::NaN);
            else
                column.texts.resize(table.rows);
            for (size_t row = 0; row < table.rows; ++row) {
                double number = geometry::NaN;
                QString text;
                if (!reader.read(row, number, text))
                    ++missing;
                else if (column.numeric)
                    column.numbers[row] = number;
                else
                    column.texts[row] = std::move(text);
            }
            if (missing == table.rows && table.rows > 0)
                warnings.add(QStringLiteral("attribute-broken"), source, column.name,
                             tr("an attribute whose values are not where the tile says; it is left out"));
            else
                table.columns.push_back(std::move(column));
        }
        tables.push_back(std::move(table));
    }
    return tables;
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
