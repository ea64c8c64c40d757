#include "models/TableColumns.h"

#include <QCollator>
#include <QRegularExpression>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace app
{

namespace
{

/// What is left of a number without its storey: "703" on 7 -> "03".
QString withoutStorey(const QString &number, int storey)
{
    const QString own = QString::number(std::abs(storey));
    for (const QString &lead : {own, QStringLiteral("0") + own, QStringLiteral("00") + own, QStringLiteral("B") + own,
                                QStringLiteral("-") + own}) {
        if (number.size() > lead.size() && number.startsWith(lead, Qt::CaseInsensitive))
            return number.mid(lead.size());
    }
    return number;
}

/// "2-703", "2单元703": the entrance, and the number behind it.
std::pair<QString, QString> withoutEntrance(const QString &number)
{
    static const QRegularExpression form(QStringLiteral("^(.+?)(?:单元|座|栋|梯|[-_/])\\s*(\\S+)$"));
    const auto match = form.match(number);
    return match.hasMatch() ? std::pair(match.captured(1), match.captured(2)) : std::pair(QString(), number);
}

QString keyOf(const domain::Unit &unit)
{
    const auto [entrance, number] = withoutEntrance(unit.number);
    const QString own = withoutStorey(number, unit.storey);
    return entrance.isEmpty() ? own : QStringLiteral("%1-%2").arg(entrance, own);
}

/// The two ends of "703-704".
std::optional<std::pair<QString, QString>> mergedKeys(const domain::Unit &unit)
{
    static const QRegularExpression form(QStringLiteral("^(\\w+)\\s*[-~/、+]\\s*(\\w+)$"),
                                         QRegularExpression::UseUnicodePropertiesOption);
    const auto match = form.match(unit.number);
    if (!match.hasMatch())
        return {};
    const QString first = match.captured(1), second = match.captured(2);
    const QString a = withoutStorey(first, unit.storey);
    // "703-04" leaves the storey out.
    const QString b = second.size() < first.size() ? second : withoutStorey(second, unit.storey);
    if (a == first || a.size() != b.size() || a >= b)
        return {};
    return std::pair(a, b);
}

}

TableColumns::TableColumns(const std::vector<domain::Unit> &units)
{
    QCollator order;
    order.setNumericMode(true);
    const auto less = [&order](const QString &a, const QString &b) { return order.compare(a, b) < 0; };

    std::map<int, std::vector<const domain::Unit *>> byStorey;
    for (const domain::Unit &unit : units)
        byStorey[unit.storey].push_back(&unit);
    size_t widest = 0;
    for (auto &[storey, here] : byStorey) {
        std::sort(here.begin(), here.end(), [&](const auto *a, const auto *b) { return less(a->number, b->number); });
        widest = std::max(widest, here.size());
    }

    std::set<QString> keys;
    QHash<QString, std::pair<QString, QString>> ends; // unit -> its first and last key
    for (const auto &[storey, here] : byStorey) {
        std::set<QString> taken;
        for (const domain::Unit *unit : here) {
            if (const auto merged = mergedKeys(*unit)) {
                ends.insert(unit->id, *merged);
                keys.insert({merged->first, merged->second});
                continue;
            }
            QString key = keyOf(*unit);
            for (int n = 2; taken.contains(key); ++n) // two units of one number
                key = QStringLiteral("%1#%2").arg(keyOf(*unit)).arg(n);
            taken.insert(key);
            keys.insert(key);
            ends.insert(unit->id, {key, key});
        }
    }
    constexpr size_t Few = 8;
    if (keys.size() > std::max(Few, widest * 2)) {
        for (const auto &[storey, here] : byStorey) {
            for (size_t i = 0; i < here.size(); ++i)
                places.insert(here[i]->id, {int(i), 1});
        }
        for (size_t i = 0; i < widest; ++i)
            labels.append(QString::number(i + 1));
        return;
    }
    labels = QStringList(keys.begin(), keys.end());
    std::sort(labels.begin(), labels.end(), less);
    for (auto end = ends.begin(); end != ends.end(); ++end) {
        const int first = int(labels.indexOf(end->first)), last = int(labels.indexOf(end->second));
        places.insert(end.key(), {first, std::max(1, last - first + 1)});
    }
}

}
