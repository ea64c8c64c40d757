#pragma once

#include "tables/FeatureColumns.h"

#include <QDeadlineTimer>

namespace app
{

/// What words are looked for in: the texts of all rows, folded, one after the other in one piece of memory, so that a
/// hundred thousand rows are gone through in some milliseconds. Of columns whose texts stay (no live ones). Filled bit
/// by bit.
class RowTexts
{
public:
    void clear();
    /// Goes on until all rows are in or the time is over; returns whether all are.
    bool fill(const std::vector<FeatureRow> &rows, const std::vector<const FeatureColumn *> &columns,
              const QDeadlineTimer &until);
    bool isWhole(size_t rows) const { return m_starts.size() == rows + 1; }
    /// One a row: whether one of its texts has the word, whatever its case.
    std::vector<char> holding(const QString &word) const;

private:
    QString m_texts;
    std::vector<qsizetype> m_starts{0};
};

}
