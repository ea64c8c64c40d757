#include "formats/citymodel/AttributeCollector.h"

#include <QLocale>

namespace formats
{

AttributeCollector::Column *AttributeCollector::column(const QString &name)
{
    constexpr size_t Most = 500;
    const auto known = m_byName.constFind(name);
    if (known != m_byName.constEnd())
        return &m_columns[size_t(*known)];
    if (m_columns.size() >= Most) {
        ++m_leftOut;
        return nullptr;
    }
    m_byName.insert(name, int(m_columns.size()));
    m_columns.emplace_back();
    m_columns.back().name = name;
    return &m_columns.back();
}

void AttributeCollector::number(quint32 row, const QString &name, double value)
{
    if (Column *c = column(name))
        c->numbers.emplace_back(row, value);
}

void AttributeCollector::text(quint32 row, const QString &name, const QString &value)
{
    Column *c = value.isEmpty() ? nullptr : column(name);
    if (!c)
        return;
    auto known = c->known.constFind(value);
    if (known == c->known.constEnd()) {
        known = c->known.insert(value, quint32(c->words.size()));
        c->words.push_back(value);
    }
    c->texts.emplace_back(row, *known);
}

domain::AttributeTable AttributeCollector::table(size_t rows) const
{
    domain::AttributeTable table;
    table.resize(rows);
    for (const Column &c : m_columns) {
        const bool numeric = c.texts.empty();
        const int at = table.addColumn(c.name, numeric);
        for (const auto &[row, value] : c.numbers) {
            if (numeric)
                table.setNumber(row, at, value);
            else
                table.setText(row, at, QString::number(value, 'g', QLocale::FloatingPointShortest));
        }
        for (const auto &[row, word] : c.texts)
            table.setText(row, at, c.words[word]);
    }
    return table;
}

}
