#include "tables/RowTexts.h"

#include <QStringMatcher>

#include <algorithm>

namespace app
{

/// Between texts, so that no word is found across two of them; nobody types it.
static constexpr QChar Border(u'\x1f');

void RowTexts::clear()
{
    m_texts = {};
    m_starts = {0};
}

bool RowTexts::fill(const std::vector<FeatureRow> &rows, const std::vector<const FeatureColumn *> &columns,
                    const QDeadlineTimer &until)
{
    constexpr size_t AtOnce = 64;
    while (!isWhole(rows.size())) {
        const size_t from = m_starts.size() - 1;
        for (size_t i = from; i < std::min(rows.size(), from + AtOnce); ++i) {
            for (const FeatureColumn *column : columns) {
                m_texts += column->shownText(rows[i]).toCaseFolded();
                m_texts += Border;
            }
            m_starts.push_back(m_texts.size());
        }
        if (until.hasExpired())
            break;
    }
    return isWhole(rows.size());
}

std::vector<char> RowTexts::holding(const QString &word) const
{
    std::vector<char> holds(m_starts.size() - 1, 0);
    const QStringMatcher matcher(word.toCaseFolded());
    for (qsizetype at = matcher.indexIn(m_texts); at >= 0;) {
        const auto row = std::upper_bound(m_starts.begin(), m_starts.end(), at) - m_starts.begin() - 1;
        holds[size_t(row)] = 1;
        at = matcher.indexIn(m_texts, m_starts[size_t(row) + 1]); // one is enough
    }
    return holds;
}

}
