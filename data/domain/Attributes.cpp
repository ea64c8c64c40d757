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

void AttributeTable::setText(size_t row, int column, const QString &value)
{
    Column &c = m_columns[size_t(column)];
    if (value.isEmpty()) {
        c.codes[row] = 0;
        return;
    }
    auto known = c.lookup.constFind(value);
    if (known == c.lookup.constEnd()) {
        known = c.lookup.insert(value, quint32(c.dictionary.size()));
        c.dictionary.push_back(value);
    }
    c.codes[row] = *known;
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
