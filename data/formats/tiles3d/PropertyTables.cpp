#include "formats/Tr.h"
#include "formats/tiles3d/Metadata.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace formats::tiles3d
{

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
        text = parts.join(QStringLiteral(", "));
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
        text = parts.size() > 1 && m_isArray ? u'(' + parts.join(QStringLiteral(", ")) + u')'
                                             : parts.join(QStringLiteral(", "));
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
            if (!property || value.get(in))
                continue;
            if (table.columns.size() >= MostColumns) {
                warnings.add(QStringLiteral("attributes-left-out"), source, table.name,
                             tr("more attributes than are read; the rest is left out"));
                break;
            }
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

}
