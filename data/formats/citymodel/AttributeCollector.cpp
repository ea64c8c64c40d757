#include "formats/citymodel/AttributeCollector.h"

#include <QLocale>

namespace formats
{

AttributeCollector::Column *AttributeCollector::column(const QString &name)
{
    constexpr size_t Most = 500;
    if (m_next < m_columns.size() && m_columns[m_next].name == name)
        return &m_columns[m_next++];
    const auto known = m_byName.constFind(name);
    if (known != m_byName.constEnd()) {
        m_next = size_t(*known) + 1;
        return &m_columns[size_t(*known)];
    }
    if (m_columns.size() >= Most) {
        m_hasLeftOut = true;
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
    const auto wordAt = [c](quint32 word) -> const QString & { return c->words[word]; };
    const qint64 known = c->known.find(value, wordAt);
    const auto word = known == domain::IdIndex::None ? quint32(c->words.size()) : quint32(known);
    if (known == domain::IdIndex::None) {
        c->words.push_back(value);
        c->known.insert(word, wordAt);
    }
    c->texts.emplace_back(row, word);
}

domain::AttributeTable AttributeCollector::table(size_t rows)
{
    domain::AttributeTable table;
    table.resize(rows);
    for (Column &c : m_columns) {
        const bool numeric = c.texts.empty();
        const int at = table.addColumn(c.name, numeric);
        if (!numeric)
            table.setTexts(at, std::move(c.words));
        for (const auto &[row, value] : c.numbers) {
            if (numeric)
                table.setNumber(row, at, value);
            else
                table.setText(row, at, QString::number(value, 'g', QLocale::FloatingPointShortest));
        }
        for (const auto &[row, word] : c.texts)
            table.setCode(row, at, word + 1);
    }
    table.squeeze();
    m_columns.clear();
    m_byName.clear();
    return table;
}

}
