#pragma once

#include <QString>

#include <vector>

namespace app
{

/// What is not known: last, whichever way.
inline constexpr quint32 UnknownRank = UINT32_MAX;

/// Places of texts as people order them in `language` ("B9" before "B10"); equal ones have the same, empty ones
/// UnknownRank. Any thread.
std::vector<quint32> ranksOf(const std::vector<QString> &texts, const QString &language);
/// Places of numbers by size; NaN has UnknownRank.
std::vector<quint32> ranksOf(const std::vector<double> &numbers);

}
