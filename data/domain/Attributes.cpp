#include "domain/Attributes.h"

#include <QLocale>

#include <cmath>
#include <limits>

namespace domain
{

int AttributeTable::addColumn(const QString &name, bool numeric)
{
    const int known = indexOf(name);
    if (known >= 0)
        return known;
    Column column;
    column.name = name;
    column.numeric = numeric;
    if (numeric)
        column.numbers.resize(m_rows, std::numeric_limits<double>::quiet_NaN());
    else
        column.codes.resize(m_rows, 0);
    m_columns.push_back(std::move(column));
    return columns() - 1;
}

void AttributeTable::resize(size_t rows)
{
    m_rows = rows;
    for (Column &column : m_columns) {
        if (column.numeric)
            column.numbers.resize(rows, std::numeric_limits<double>::quiet_NaN());
        else
            column.codes.resize(rows, 0);
    }
}

int AttributeTable::indexOf(const QString &name) const
{
    for (size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].name == name)
            return int(i);
    }
    return -1;
}

void AttributeTable::setNumber(size_t row, int column, double value)
{
    m_columns[size_t(column)].numbers[row] = value;
}

quint32 AttributeTable::codeOf(Column &column, const QString &text)
{
    if (text.isEmpty())
        return 0;
    const auto textAt = [&column](quint32 code) -> const QString & { return column.dictionary[code]; };
    if (column.lookup.isEmpty()) {
        column.lookup.reserve(column.dictionary.size());
        for (quint32 code = 1; code < column.dictionary.size(); ++code)
            column.lookup.insert(code, textAt);
    }
    const qint64 known = column.lookup.find(text, textAt);
    if (known != IdIndex::None)
        return quint32(known);
    const auto code = quint32(column.dictionary.size());
    column.dictionary.push_back(text);
    column.lookup.insert(code, textAt);
    return code;
}

void AttributeTable::setText(size_t row, int column, const QString &value)
{
    Column &c = m_columns[size_t(column)];
    c.codes[row] = codeOf(c, value);
}

void AttributeTable::setTexts(int column, std::vector<QString> texts)
{
    Column &c = m_columns[size_t(column)];
    texts.insert(texts.begin(), QString());
    c.dictionary = std::move(texts);
    c.lookup = {};
}

AttributeTable AttributeTable::withoutRows() const
{
    AttributeTable table;
    table.m_columns.reserve(m_columns.size());
    for (const Column &column : m_columns) {
        table.m_columns.emplace_back();
        table.m_columns.back().name = column.name;
        table.m_columns.back().numeric = column.numeric;
    }
    return table;
}

void AttributeTable::append(const AttributeTable &other)
{
    std::vector<quint32> codes;
    for (size_t i = 0; i < m_columns.size() && i < other.m_columns.size(); ++i) {
        Column &to = m_columns[i];
        const Column &from = other.m_columns[i];
        to.numbers.insert(to.numbers.end(), from.numbers.begin(), from.numbers.end());
        codes.clear();
        for (const QString &text : from.dictionary)
            codes.push_back(codeOf(to, text));
        for (const quint32 code : from.codes)
            to.codes.push_back(codes[code]);
    }
    resize(m_rows + other.m_rows);
}

void AttributeTable::squeeze()
{
    for (Column &column : m_columns) {
        column.lookup = {};
        column.numbers.shrink_to_fit();
        column.codes.shrink_to_fit();
        column.dictionary.shrink_to_fit();
    }
}

double AttributeTable::number(size_t row, int column) const
{
    const Column &c = m_columns[size_t(column)];
    return c.numeric && row < m_rows ? c.numbers[row] : std::numeric_limits<double>::quiet_NaN();
}

QString AttributeTable::text(size_t row, int column) const
{
    const Column &c = m_columns[size_t(column)];
    if (row >= m_rows)
        return {};
    if (!c.numeric)
        return c.dictionary[c.codes[row]];
    return std::isnan(c.numbers[row]) ? QString()
                                      : QString::number(c.numbers[row], 'g', QLocale::FloatingPointShortest);
}

QVariant AttributeTable::value(size_t row, int column) const
{
    const Column &c = m_columns[size_t(column)];
    if (row >= m_rows)
        return {};
    if (!c.numeric)
        return c.codes[row] == 0 ? QVariant() : QVariant(c.dictionary[c.codes[row]]);
    return std::isnan(c.numbers[row]) ? QVariant() : QVariant(c.numbers[row]);
}

}
