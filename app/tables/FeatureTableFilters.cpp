// What the attribute table is filtered by.
#include "core/Directory.h"
#include "core/Text.h"
#include "tables/FeatureTable.h"

#include <algorithm>
#include <cmath>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

void FeatureTable::setWords(const QString &words)
{
    if (words == m_words)
        return;
    m_words = words;
    Q_EMIT filterChanged();
    m_refilter.start();
}

QVariantList FeatureTable::filters() const
{
    QVariantList list;
    for (const FeatureColumn &each : m_columns) {
        const auto found = m_filters.constFind(each.id);
        if (found == m_filters.constEnd())
            continue;
        const QString from = each.shownNumber(found->from), to = each.shownNumber(found->to);
        const QString text =
            found->value ? translate("app", "%1 is %2")
                               .arg(each.name, found->value->isEmpty() ? translate("app", "(empty)") : *found->value)
            : from.isEmpty() ? translate("app", "%1 at most %2").arg(each.name, to)
            : to.isEmpty()   ? translate("app", "%1 at least %2").arg(each.name, from)
                             : translate("app", "%1 from %2 to %3").arg(each.name, from, to);
        list.append(QVariantMap{{QStringLiteral("column"), each.id}, {QStringLiteral("text"), text}});
    }
    return list;
}

QVariantList FeatureTable::values(const QString &id) const
{
    const FeatureColumn *of = column(id);
    if (!of)
        return {};
    QHash<QString, int> counts;
    for (const FeatureRow &row : m_rows)
        ++counts[of->numeric ? of->shownText(row) : of->value(row).toString()];
    std::vector<std::pair<QString, int>> list;
    for (auto it = counts.begin(); it != counts.end(); ++it)
        list.emplace_back(it.key(), it.value());
    std::sort(list.begin(), list.end(), [](const auto &a, const auto &b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    constexpr size_t Most = 200;
    list.resize(std::min(list.size(), Most));
    QVariantList result;
    for (const auto &[value, count] : list)
        result.append(
            QVariantMap{{QStringLiteral("id"), value},
                        {QStringLiteral("label"),
                         translate("app", "%1 · %2 rows")
                             .arg(value.isEmpty() ? translate("app", "(empty)") : value, numberText(count, 0))},
                        {QStringLiteral("count"), count}});
    return result;
}

QVariantMap FeatureTable::range(const QString &id) const
{
    const FeatureColumn *of = column(id);
    double from = geometry::NaN, to = geometry::NaN;
    for (size_t i = 0; of && of->numeric && i < m_rows.size(); ++i) {
        const double value = of->value(m_rows[i]).toDouble();
        from = std::fmin(from, value);
        to = std::fmax(to, value);
    }
    if (std::isnan(from))
        return {};
    return {{QStringLiteral("from"), of->shownNumber(from)}, {QStringLiteral("to"), of->shownNumber(to)}};
}

static double typedNumber(const QString &text)
{
    bool ok = false;
    QString plain = text.trimmed();
    plain.remove(u',');
    const double value = plain.toDouble(&ok);
    return ok ? value : geometry::NaN;
}

void FeatureTable::filterRange(const QString &id, const QString &from, const QString &to)
{
    const Filter filter{typedNumber(from), typedNumber(to), {}};
    if (!column(id))
        return;
    if (std::isnan(filter.from) && std::isnan(filter.to))
        m_filters.remove(id);
    else
        m_filters.insert(id, filter);
    Q_EMIT filterChanged();
    Q_EMIT columnsChanged();
    refilter();
}

void FeatureTable::filterValue(const QString &id, const QString &value)
{
    if (!column(id))
        return;
    m_filters.insert(id, {geometry::NaN, geometry::NaN, value});
    Q_EMIT filterChanged();
    Q_EMIT columnsChanged();
    refilter();
}

void FeatureTable::clearFilter(const QString &id)
{
    if (m_filters.remove(id) == 0)
        return;
    Q_EMIT filterChanged();
    Q_EMIT columnsChanged();
    refilter();
}

void FeatureTable::clearFilters()
{
    m_filters.clear();
    m_words.clear();
    m_onlyPlace = false;
    Q_EMIT filterChanged();
    Q_EMIT columnsChanged();
    refilter();
}

void FeatureTable::setOnlyPlace(bool only)
{
    if (only == m_onlyPlace || (only && m_place.isNull()))
        return;
    m_onlyPlace = only;
    Q_EMIT filterChanged();
    refilter();
}

QString FeatureTable::placeName() const
{
    return m_place.isNull() ? QString() : nameOf(m_twin, m_place);
}

/// The area that is selected or that what is selected stands in, and a building where that was entered: choosing rows
/// of the table moves the first only from area to area.
void FeatureTable::takePlace()
{
    ObjectRef place = m_selection.current();
    if (m_selection.entered().kind == ObjectKind::Building)
        place = m_selection.entered();
    else if (m_onlyPlace && !isArea(place.kind) && !m_place.isNull())
        return;
    else if (place.isNull())
        place = m_selection.entered();
    while (!place.isNull() && !isArea(place.kind) && place != m_selection.entered())
        place = placeOf(m_twin, place);
    if (place == m_place)
        return;
    m_place = place;
    Q_EMIT placeChanged();
    if (!m_onlyPlace)
        return;
    if (m_place.isNull()) {
        m_onlyPlace = false;
        Q_EMIT filterChanged();
    }
    if (m_active)
        refilter();
}

}
