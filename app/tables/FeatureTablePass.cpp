// How the attribute table goes through its rows.
#include "tables/FeatureTablePass.h"

#include "core/TextRanks.h"

#include <QtConcurrent>

#include <algorithm>
#include <cmath>

namespace app
{

using domain::ObjectKind;

namespace
{

constexpr int FirstMs = 10; ///< that a change may take at once
constexpr int SliceMs = 5;  ///< and then at a time
constexpr size_t RankedAtOnce = 4000;

}

void FeatureTable::forgetTexts()
{
    m_texts.clear();
}

void FeatureTable::refilter()
{
    m_refilter.stop();
    m_pass = std::make_unique<Pass>();
    m_footPass.reset();
    m_pass->words = m_words.split(u' ', Qt::SkipEmptyParts);
    if (m_city && m_onlyPlace && isArea(m_place.kind)) {
        const auto &nodes = m_city->places.nodes();
        const qint32 root = m_city->places.indexOf(m_place);
        m_pass->inPlace.resize(nodes.size());
        for (size_t i = 0; i < nodes.size(); ++i) {
            qint32 node = qint32(i);
            while (node >= 0 && node != root)
                node = nodes[size_t(node)].parent;
            m_pass->inPlace[i] = node >= 0;
        }
    }
    m_slice.stop();
    m_isSlice = false;
    goOn();
}

void FeatureTable::goOn()
{
    const QDeadlineTimer until(m_isSlice ? SliceMs : FirstMs, Qt::PreciseTimer);
    m_isWorking = true;
    if (m_pass && goOnFiltering(until) && goOnOrdering(until))
        showPassed();
    if (!m_pass && m_footPass && goOnSumming(until))
        showFoot();
    const bool waits = m_pass && m_pass->stage == Pass::Stage::Ranking;
    const bool more = (m_pass && !waits) || (!m_pass && m_footPass && !m_footPass->isDone());
    m_isWorking = false;
    m_isSlice = more;
    if (more)
        m_slice.start();
}

bool FeatureTable::passes(size_t at) const
{
    const FeatureRow &row = m_rows[at];
    if (m_onlyPlace) {
        const QString building = row.kind == ObjectKind::Building ? refOf(*m_city, row).id
                                 : row.kind == ObjectKind::Unit   ? m_city->layers[row.layer]->units[row.index].building
                                 : row.kind == ObjectKind::Thing ? m_city->layers[row.layer]->things[row.index].building
                                                                 : QString();
        const domain::Building *stands = building.isEmpty() ? nullptr : m_city->building(building);
        const bool inside = m_place.kind == ObjectKind::Building ? building == m_place.id
                            : m_place.kind == ObjectKind::Quarter
                                ? (stands && stands->quarter == m_place.id) || refOf(*m_city, row) == m_place
                                : row.area >= 0 && m_pass->inPlace[size_t(row.area)];
        if (!inside)
            return false;
    }
    for (size_t i = 0; i < m_pass->holding.size(); ++i) {
        if (m_pass->holding[i][at])
            continue;
        const bool found = std::any_of(m_visible.begin(), m_visible.end(), [&](int each) {
            const FeatureColumn &column = m_columns[size_t(each)];
            return column.live && column.shownText(row).contains(m_pass->words[qsizetype(i)], Qt::CaseInsensitive);
        });
        if (!found)
            return false;
    }
    for (auto it = m_filters.begin(); it != m_filters.end(); ++it) {
        const FeatureColumn *of = column(it.key());
        if (!of)
            continue;
        if (it->value) {
            if ((of->numeric ? of->shownText(row) : of->value(row).toString()) != *it->value)
                return false;
            continue;
        }
        const double value = of->value(row).toDouble();
        // What is not known is neither at least nor at most anything.
        if (std::isnan(value) || value < it->from || value > it->to)
            return false;
    }
    return true;
}

bool FeatureTable::goOnFiltering(const QDeadlineTimer &until)
{
    Pass &pass = *m_pass;
    if (pass.stage == Pass::Stage::Texts) {
        if (!pass.words.isEmpty()) {
            std::vector<const FeatureColumn *> staying;
            for (const int each : m_visible) {
                if (!m_columns[size_t(each)].live)
                    staying.push_back(&m_columns[size_t(each)]);
            }
            if (!m_texts.fill(m_rows, staying, until))
                return false;
            for (const QString &word : std::as_const(pass.words))
                pass.holding.push_back(m_texts.holding(word));
        }
        pass.stage = Pass::Stage::Filter;
    }
    if (pass.stage != Pass::Stage::Filter)
        return true;
    constexpr size_t AtOnce = 128;
    while (pass.next < m_rows.size()) {
        for (const size_t end = std::min(m_rows.size(), pass.next + AtOnce); pass.next < end; ++pass.next) {
            if (passes(pass.next))
                pass.shown.push_back(int(pass.next));
        }
        if (until.hasExpired() && pass.next < m_rows.size())
            return false;
    }
    pass.next = 0;
    pass.stage = Pass::Stage::Keys;
    return true;
}

/// Numbers by size, texts as people order them; what is not known last, whichever way.
bool FeatureTable::goOnOrdering(const QDeadlineTimer &until)
{
    Pass &pass = *m_pass;
    const FeatureColumn *by = column(m_sort);
    if (!by)
        return true;
    if (pass.stage == Pass::Stage::Keys) {
        if (m_ranked != m_sort && !(m_ranking.isRunning() && m_ranking.property("column") == m_sort)) {
            constexpr size_t AtOnce = 128;
            while (pass.next < m_rows.size()) {
                for (const size_t end = std::min(m_rows.size(), pass.next + AtOnce); pass.next < end; ++pass.next) {
                    if (by->numeric)
                        pass.numbers.push_back(by->value(m_rows[pass.next]).toDouble());
                    else
                        pass.texts.push_back(by->value(m_rows[pass.next]).toString());
                }
                if (until.hasExpired() && pass.next < m_rows.size())
                    return false;
            }
            const bool isQuick = by->numeric || m_rows.size() <= RankedAtOnce;
            if (isQuick) {
                m_ranks = by->numeric ? ranksOf(pass.numbers) : ranksOf(pass.texts, m_twin.language());
                m_ranked = m_sort;
            } else {
                m_ranking.setProperty("column", m_sort);
                m_ranking.setFuture(QtConcurrent::run([texts = std::move(pass.texts), language = m_twin.language()] {
                    return ranksOf(texts, language);
                }));
            }
        }
        pass.stage = m_ranked == m_sort ? Pass::Stage::Order : Pass::Stage::Ranking;
    }
    if (pass.stage == Pass::Stage::Ranking)
        return false;
    const auto known = std::stable_partition(pass.shown.begin(), pass.shown.end(),
                                             [this](int row) { return m_ranks[size_t(row)] != UnknownRank; });
    std::stable_sort(pass.shown.begin(), known, [this](int a, int b) {
        const quint32 x = m_ranks[size_t(a)], y = m_ranks[size_t(b)];
        return m_descending ? x > y : x < y;
    });
    if (by->live)
        m_ranked.clear(); // they are others the next time
    return true;
}

/// Texts have been ordered by a worker.
void FeatureTable::rank()
{
    // Of rows that are no more, or of a column that is not wanted any longer.
    if (m_ranking.future().resultCount() == 0 || m_ranking.property("column") != m_sort)
        return;
    m_ranks = m_ranking.result();
    m_ranked = m_sort;
    if (m_pass && m_pass->stage == Pass::Stage::Ranking) {
        m_pass->stage = Pass::Stage::Order;
        goOn();
    }
}

void FeatureTable::showPassed()
{
    std::vector<int> shown = std::move(m_pass->shown);
    m_pass.reset();
    if (shown != m_shown || shown.empty()) {
        const int current = m_current >= 0 && m_current < count() ? m_shown[size_t(m_current)] : -1;
        beginResetModel();
        m_shown = std::move(shown);
        const QSet<int> here = m_marked.isEmpty() ? QSet<int>() : QSet<int>(m_shown.begin(), m_shown.end());
        m_marked.intersect(here);
        const auto found = std::find(m_shown.begin(), m_shown.end(), current);
        m_current = current >= 0 && found != m_shown.end() ? int(found - m_shown.begin()) : -1;
        m_anchor = m_current;
        endResetModel();
        Q_EMIT countChanged();
        Q_EMIT currentRowChanged();
        tellMarks();
    }
    if (std::exchange(m_followDue, false))
        follow();
    refreshFoot();
}

}
