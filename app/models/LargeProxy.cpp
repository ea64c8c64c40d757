#include "models/LargeProxy.h"

#include "core/TextRanks.h"

#include <QSignalBlocker>
#include <QtConcurrent>

#include <algorithm>

namespace app
{

namespace
{

constexpr int Large = 2000; ///< rows
constexpr int FirstMs = 8;  ///< that a change may take at once
constexpr int SliceMs = 5;  ///< and then at a time
constexpr int AtOnce = 64;  ///< rows between looks at the clock
/// Of rows that came or changed since all were ordered: they are compared by their texts.
constexpr quint32 NotRanked = UnknownRank - 1;

}

LargeProxy::LargeProxy(QAbstractItemModel *table, QObject *parent) : QSortFilterProxyModel(parent)
{
    // Before the base class hears of it: it asks for what these forget.
    connect(table, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) {
                if (roles.isEmpty())
                    forget(first.row(), last.row());
            });
    connect(table, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
        const auto count = size_t(last - first + 1);
        if (!m_texts.empty())
            m_texts.insert(m_texts.begin() + first, count, QString());
        if (!m_ranks.empty())
            m_ranks.insert(m_ranks.begin() + first, count, NotRanked);
        if (isFiltering())
            begin(Stage::Texts);
    });
    connect(table, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex &, int first, int last) {
        if (!m_texts.empty())
            m_texts.erase(m_texts.begin() + first, m_texts.begin() + last + 1);
        if (!m_ranks.empty())
            m_ranks.erase(m_ranks.begin() + first, m_ranks.begin() + last + 1);
        if (isFiltering())
            begin(Stage::Texts);
    });
    connect(table, &QAbstractItemModel::modelReset, this, [this] {
        m_texts.clear();
        m_ranks.clear();
        if (isFiltering())
            begin(Stage::Texts);
    });
    m_collator.setNumericMode(true);
    m_slice.setSingleShot(true);
    m_slice.setInterval(0);
    connect(&m_slice, &QTimer::timeout, this, &LargeProxy::goOn);
    connect(&m_ranking, &QFutureWatcherBase::finished, this, [this] {
        if (m_stage != Stage::Ranking || m_ranking.future().resultCount() == 0)
            return;
        m_ranks = m_ranking.result();
        if (m_ranks.size() == size_t(sourceModel()->rowCount()))
            showAnew();
        else
            begin(Stage::Order); // rows came or went meanwhile
    });
}

bool LargeProxy::isLarge() const
{
    return sourceModel()->rowCount() > Large;
}

void LargeProxy::forget(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        if (size_t(row) < m_texts.size())
            m_texts[size_t(row)] = {};
        if (size_t(row) < m_ranks.size())
            m_ranks[size_t(row)] = NotRanked;
    }
}

const QString &LargeProxy::textOf(int row) const
{
    if (m_texts.size() != size_t(sourceModel()->rowCount()))
        m_texts.resize(size_t(sourceModel()->rowCount()));
    QString &text = m_texts[size_t(row)];
    if (text.isNull())
        text = searchedText(row).toCaseFolded() + QChar(u'\x1f');
    return text;
}

bool LargeProxy::holds(int row, const QString &folded) const
{
    return textOf(row).contains(folded);
}

int LargeProxy::compareTexts(int left, int right) const
{
    const auto rank = [this](int row) { return size_t(row) < m_ranks.size() ? m_ranks[size_t(row)] : NotRanked; };
    const quint32 a = rank(left), b = rank(right);
    if (a != NotRanked && b != NotRanked)
        return a < b ? -1 : a > b ? 1 : 0;
    if (const QLocale wanted{language()}; m_collator.locale() != wanted)
        m_collator.setLocale(wanted);
    const QString x = orderedText(left), y = orderedText(right);
    if (x.isEmpty() || y.isEmpty())
        return int(x.isEmpty()) - int(y.isEmpty());
    return m_collator.compare(x, y);
}

bool LargeProxy::filterAcceptsRow(int row, const QModelIndex &) const
{
    return size_t(row) < m_accepted.size() ? m_accepted[size_t(row)] != 0 : accepts(row);
}

void LargeProxy::filterAnew(bool byText)
{
    if (!isLarge()) {
        invalidateRowsFilter();
        return;
    }
    m_byText = byText;
    begin(Stage::Texts);
}

void LargeProxy::orderAnew()
{
    m_ranks.clear();
    if (!isLarge()) {
        invalidate();
        return;
    }
    m_orders = isOrderedByText();
    begin(Stage::Texts);
}

void LargeProxy::begin(Stage stage)
{
    m_stage = stage;
    m_next = 0;
    m_ordered.clear();
    m_accepted.clear();
    m_slice.stop();
    goOn();
}

void LargeProxy::goOn()
{
    const QDeadlineTimer until(m_next == 0 ? FirstMs : SliceMs, Qt::PreciseTimer);
    const int rows = sourceModel()->rowCount();
    const auto each = [&](const auto &take) {
        while (m_next < rows) {
            for (const int end = std::min(rows, m_next + AtOnce); m_next < end; ++m_next)
                take(m_next);
            if (until.hasExpired() && m_next < rows)
                return false;
        }
        m_next = 0;
        return true;
    };
    if (m_stage == Stage::Texts) {
        if (m_byText && !each([this](int row) { textOf(row); })) {
            m_slice.start();
            return;
        }
        m_stage = Stage::Filter;
    }
    if (m_stage == Stage::Filter) {
        if (!each([this](int row) { m_accepted.push_back(accepts(row)); })) {
            m_slice.start();
            return;
        }
        m_stage = Stage::Order;
    }
    if (m_stage == Stage::Order && m_orders) {
        if (!each([this](int row) { m_ordered.push_back(orderedText(row)); })) {
            m_slice.start();
            return;
        }
        m_stage = Stage::Ranking;
        m_ranking.setFuture(
            QtConcurrent::run([texts = std::move(m_ordered), in = language()] { return ranksOf(texts, in); }));
        m_ordered.clear();
        return;
    }
    if (m_stage == Stage::Order)
        showAnew();
}

void LargeProxy::showAnew()
{
    m_orders = false;
    // Thousands of single rows that come and go would take longer than all of them anew.
    beginResetModel();
    {
        const QSignalBlocker quiet(this);
        invalidate();
        rowCount(); // made while it is known what is accepted
    }
    m_accepted.clear();
    m_stage = Stage::Done;
    endResetModel();
}

}
