#pragma once

#include "domain/Attributes.h"

namespace formats
{

/// Gathers attributes whose names and types show only as the features come; a column is numeric if all its values are.
class AttributeCollector
{
public:
    void number(quint32 row, const QString &name, double value);
    void text(quint32 row, const QString &name, const QString &value);
    /// Leaves no columns behind.
    domain::AttributeTable table(size_t rows);
    /// Whether columns were left out since there are too many (an extension that makes names of ids).
    bool hasLeftOut() const { return m_hasLeftOut; }

private:
    struct Column {
        QString name;
        std::vector<std::pair<quint32, double>> numbers;
        std::vector<std::pair<quint32, quint32>> texts; ///< row, index into `words`
        std::vector<QString> words;
        domain::IdIndex known; ///< of the words
    };
    Column *column(const QString &name);

    std::vector<Column> m_columns;
    QHash<QString, int> m_byName;
    size_t m_next = 0; ///< where the next name is mostly found: features write theirs in one order
    bool m_hasLeftOut = false;
};

}
