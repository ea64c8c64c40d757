#include "core/TextRanks.h"

#include <QCollator>
#include <QHash>

#include <algorithm>
#include <cmath>

namespace app
{

std::vector<quint32> ranksOf(const std::vector<QString> &texts, const QString &language)
{
    // Few texts stand in many rows: each is ordered once.
    QHash<QString, quint32> places;
    for (const QString &text : texts)
        places.insert(text, 0);
    QCollator collator{QLocale(language)};
    collator.setNumericMode(true);
    std::vector<std::pair<QCollatorSortKey, QString>> different;
    different.reserve(size_t(places.size()));
    for (auto it = places.keyBegin(); it != places.keyEnd(); ++it)
        different.emplace_back(collator.sortKey(*it), *it);
    std::sort(different.begin(), different.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    quint32 place = 0;
    for (size_t i = 0; i < different.size(); ++i) {
        if (i > 0 && different[i - 1].first.compare(different[i].first) != 0)
            ++place;
        places[different[i].second] = place;
    }
    std::vector<quint32> ranks(texts.size());
    std::transform(texts.begin(), texts.end(), ranks.begin(),
                   [&](const QString &text) { return text.isEmpty() ? UnknownRank : places.value(text); });
    return ranks;
}

std::vector<quint32> ranksOf(const std::vector<double> &numbers)
{
    std::vector<quint32> order(numbers.size()), ranks(numbers.size(), UnknownRank);
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = quint32(i);
    std::erase_if(order, [&](quint32 row) { return std::isnan(numbers[row]); });
    std::sort(order.begin(), order.end(), [&](quint32 a, quint32 b) { return numbers[a] < numbers[b]; });
    quint32 place = 0;
    for (size_t i = 0; i < order.size(); ++i) {
        if (i > 0 && numbers[order[i - 1]] != numbers[order[i]])
            ++place;
        ranks[order[i]] = place;
    }
    return ranks;
}

}
