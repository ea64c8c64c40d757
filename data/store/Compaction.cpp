#include "store/Compaction.h"

#include "base/Durations.h"
#include "store/Bulk.h"

#include <QSqlError>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <map>
#include <set>

namespace store
{

static constexpr qint64 SliceRows = 250'000; ///< moved at once: held in memory
static constexpr int ReadRows = 20'000, WriteRows = 4'000, EmptyRows = 20'000, OldStreams = 50;
using base::DayMs;
using base::HourMs;

void Compaction::forget()
{
    m_phase = Phase::Idle;
    m_rows.clear();
    m_rows.shrink_to_fit();
    m_streams.clear();
}

void Compaction::start(qint64 now)
{
    if (m_phase != Phase::Idle)
        return;
    m_now = now;
    m_phase = Phase::Begin;
}

base::Status Compaction::step()
{
    base::Status status;
    switch (m_phase) {
    case Phase::Idle:
        break;
    case Phase::Begin:
        status = begin();
        break;
    case Phase::Read:
        status = read();
        break;
    case Phase::Write:
        status = write();
        break;
    case Phase::Empty:
        status = empty();
        break;
    case Phase::OldReadings:
    case Phase::OldQuarters:
        status = removeOld();
        break;
    }
    if (!status) {
        m_connection.rollback();
        forget();
    }
    return status;
}

base::Status Compaction::begin()
{
    m_rows.clear();
    m_at = 0;
    const auto progress = m_connection.query(QStringLiteral("SELECT upto, stream FROM compaction"));
    if (!progress)
        return tl::unexpected(progress.error());
    m_upto = m_stream = 0;
    if ((*progress)->next()) {
        m_upto = (*progress)->value(0).toLongLong();
        m_stream = (*progress)->value(1).toLongLong();
    }
    (*progress)->finish();
    const auto newest = m_connection.query(QStringLiteral("SELECT value FROM meta WHERE key = 'newest'"));
    if (!newest)
        return tl::unexpected(newest.error());
    m_newest = (*newest)->next() ? (*newest)->value(0).toString().toLongLong() : 0;
    (*newest)->finish();
    const auto range =
        m_connection.query(QStringLiteral("SELECT coalesce(min(sequence), 0) FROM observation_inbox UNION ALL SELECT "
                                          "coalesce(max(sequence), 0) FROM observation_inbox"));
    if (!range)
        return tl::unexpected(range.error());
    const qint64 first = (*range)->next() ? (*range)->value(0).toLongLong() : 0;
    const qint64 last = (*range)->next() ? (*range)->value(0).toLongLong() : 0;
    (*range)->finish();
    if (m_upto == 0)
        m_upto = std::min(last, first + SliceRows - 1);
    m_read = m_emptied = std::max<qint64>(first - 1, 0);
    m_phase = m_upto == 0 ? Phase::OldReadings : Phase::Read;
    return {};
}

base::Status Compaction::read()
{
    const auto rows =
        m_connection.query(QStringLiteral("SELECT sequence, stream, time, result_time, value, text FROM "
                                          "observation_inbox WHERE sequence > ? AND sequence <= ? ORDER BY sequence "
                                          "LIMIT ?"),
                           {m_read, m_upto, ReadRows});
    if (!rows)
        return tl::unexpected(rows.error());
    int count = 0;
    for (; (*rows)->next(); ++count) {
        const QSqlQuery &row = **rows;
        m_read = row.value(0).toLongLong();
        if (const qint64 stream = row.value(1).toLongLong(); stream >= m_stream)
            m_rows.push_back({stream, row.value(2).toLongLong(), row.value(3).toLongLong(),
                              row.isNull(4) ? geometry::NaN : row.value(4).toDouble(),
                              row.isNull(5) ? QString() : row.value(5).toString()});
    }
    (*rows)->finish();
    if (count == ReadRows)
        return {};
    // Of the same reading told twice the first counts.
    std::stable_sort(m_rows.begin(), m_rows.end(), [](const Row &a, const Row &b) {
        return a.stream != b.stream ? a.stream < b.stream : a.time < b.time;
    });
    m_rows.erase(std::unique(m_rows.begin(), m_rows.end(),
                             [](const Row &a, const Row &b) { return a.stream == b.stream && a.time == b.time; }),
                 m_rows.end());
    m_phase = Phase::Write;
    return {};
}

base::Status Compaction::remember(qint64 upto, qint64 stream)
{
    const auto done = m_connection.query(QStringLiteral("UPDATE compaction SET upto = ?, stream = ?"), {upto, stream});
    return done ? base::Status() : tl::unexpected(done.error());
}

base::Status Compaction::write()
{
    // Whole datastreams: progress is counted in them.
    size_t to = std::min(m_rows.size(), m_at + WriteRows);
    while (to > 0 && to < m_rows.size() && m_rows[to].stream == m_rows[to - 1].stream)
        ++to;
    const bool last = to == m_rows.size();
    if (base::Status status = m_connection.begin(); !status)
        return status;
    if (base::Status status = writeChunk(m_at, to); !status)
        return status;
    if (base::Status status = remember(m_upto, last ? std::numeric_limits<qint64>::max() : m_rows[to - 1].stream + 1);
        !status)
        return status;
    if (base::Status status = m_connection.commit(); !status)
        return status;
    m_at = to;
    if (last) {
        m_rows.clear();
        m_rows.shrink_to_fit();
        m_phase = Phase::Empty;
    }
    return {};
}

base::Status Compaction::writeChunk(size_t from, size_t to)
{
    const auto fresh = insertFresh(from, to);
    if (!fresh)
        return tl::unexpected(fresh.error());
    // What a device with a wrong clock says of the future does not make the rest old.
    for (const Row *row : *fresh)
        if (row->time <= m_now + HourMs)
            m_newest = std::max(m_newest, row->time);
    return writeQuarters(*fresh);
}

static QVariant orNull(double value)
{
    return std::isnan(value) ? QVariant() : QVariant(value);
}

QVariantList Compaction::Row::columns() const
{
    return {stream, time, resultTime == 0 ? QVariant() : QVariant(resultTime), orNull(value),
            text.isNull() ? QVariant() : QVariant(text)};
}

/// Puts readings where they belong; those that were not there yet.
base::Result<std::vector<const Compaction::Row *>> Compaction::insertFresh(size_t from, size_t to)
{
    static const std::vector<Column> columns = {{"stream", "bigint"},
                                                {"time", "bigint"},
                                                {"result_time", "bigint"},
                                                {"value", "double precision"},
                                                {"text", "text"}};
    std::vector<const Row *> fresh;
    if (from == to)
        return fresh;
    if (m_connection.dialect() == Dialect::Sqlite) {
        const auto insert =
            m_connection.prepare(QStringLiteral("INSERT INTO observation (stream, time, result_time, value, text) "
                                                "VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"));
        if (!insert)
            return tl::unexpected(insert.error());
        for (size_t i = from; i < to; ++i) {
            const Row &row = m_rows[i];
            const QVariantList values = row.columns();
            for (int column = 0; column < values.size(); ++column)
                (*insert)->bindValue(column, values[column]);
            if (!(*insert)->exec())
                return tl::unexpected(m_connection.explain((*insert)->lastError()));
            if ((*insert)->numRowsAffected() > 0)
                fresh.push_back(&row);
        }
        return fresh;
    }
    // Which are there already is asked before: they are few.
    std::vector<QVariantList> rows;
    for (size_t i = from; i < to; ++i)
        rows.push_back(m_rows[i].columns());
    QStringList streams, times;
    for (size_t i = from; i < to; ++i) {
        streams.append(QString::number(m_rows[i].stream));
        times.append(QString::number(m_rows[i].time));
    }
    const auto known =
        m_connection.query(QStringLiteral("SELECT o.stream, o.time FROM unnest(CAST(? AS bigint[]), CAST(? AS "
                                          "bigint[])) k (stream, time) JOIN observation o USING (stream, time)"),
                           {u'{' + streams.join(u',') + u'}', u'{' + times.join(u',') + u'}'});
    if (!known)
        return tl::unexpected(known.error());
    std::set<std::pair<qint64, qint64>> there;
    while ((*known)->next())
        there.insert({(*known)->value(0).toLongLong(), (*known)->value(1).toLongLong()});
    (*known)->finish();
    if (base::Status status =
            insertRows(m_connection, "observation", columns, rows, QStringLiteral("ON CONFLICT DO NOTHING"));
        !status)
        return tl::unexpected(status.error());
    for (size_t i = from; i < to; ++i)
        if (!there.contains({m_rows[i].stream, m_rows[i].time}))
            fresh.push_back(&m_rows[i]);
    return fresh;
}

base::Status Compaction::writeQuarters(const std::vector<const Row *> &fresh)
{
    static const std::vector<Column> columns = {{"stream", "bigint"},
                                                {"start", "bigint"},
                                                {"count", "integer"},
                                                {"sum", "double precision"},
                                                {"squares", "double precision"},
                                                {"least", "double precision"},
                                                {"greatest", "double precision"},
                                                {"first_time", "bigint"},
                                                {"first_value", "double precision"},
                                                {"last_time", "bigint"},
                                                {"last_value", "double precision"},
                                                {"last_text", "text"}};
    static const QString merging = QStringLiteral(
        "ON CONFLICT (stream, start) DO UPDATE SET count = observation_quarter.count + excluded.count, "
        "sum = CASE WHEN observation_quarter.sum IS NULL THEN excluded.sum ELSE observation_quarter.sum + "
        "coalesce(excluded.sum, 0) END, "
        "squares = CASE WHEN observation_quarter.squares IS NULL THEN excluded.squares ELSE "
        "observation_quarter.squares + coalesce(excluded.squares, 0) END, "
        "least = CASE WHEN observation_quarter.least IS NULL OR excluded.least < observation_quarter.least THEN "
        "excluded.least ELSE observation_quarter.least END, "
        "greatest = CASE WHEN observation_quarter.greatest IS NULL OR excluded.greatest > "
        "observation_quarter.greatest THEN excluded.greatest ELSE observation_quarter.greatest END, "
        "first_value = CASE WHEN excluded.first_time < observation_quarter.first_time THEN excluded.first_value ELSE "
        "observation_quarter.first_value END, "
        "first_time = CASE WHEN excluded.first_time < observation_quarter.first_time THEN excluded.first_time ELSE "
        "observation_quarter.first_time END, "
        "last_value = CASE WHEN excluded.last_time >= observation_quarter.last_time THEN excluded.last_value ELSE "
        "observation_quarter.last_value END, "
        "last_text = CASE WHEN excluded.last_time >= observation_quarter.last_time THEN excluded.last_text ELSE "
        "observation_quarter.last_text END, "
        "last_time = CASE WHEN excluded.last_time >= observation_quarter.last_time THEN excluded.last_time ELSE "
        "observation_quarter.last_time END");
    struct Sum {
        int count = 0;
        double sum = 0, squares = 0, least = 0, greatest = 0;
        const Row *first = nullptr, *last = nullptr;
    };
    std::map<std::pair<qint64, qint64>, Sum> sums;
    for (const Row *row : fresh) {
        const qint64 start = row->time - ((row->time % QuarterMs) + QuarterMs) % QuarterMs;
        Sum &sum = sums[{row->stream, start}];
        if (!sum.first)
            sum.first = row;
        sum.last = row;
        const double value = row->value;
        if (std::isnan(value))
            continue;
        sum.least = sum.count == 0 ? value : std::min(sum.least, value);
        sum.greatest = sum.count == 0 ? value : std::max(sum.greatest, value);
        sum.sum += value;
        sum.squares += value * value;
        ++sum.count;
    }
    std::vector<QVariantList> rows;
    for (const auto &[key, sum] : sums) {
        const auto number = [&sum = sum](double value) { return sum.count > 0 ? QVariant(value) : QVariant(); };
        rows.push_back({key.first, key.second, sum.count, number(sum.sum), number(sum.squares), number(sum.least),
                        number(sum.greatest), sum.first->time, orNull(sum.first->value), sum.last->time,
                        orNull(sum.last->value), sum.last->text.isNull() ? QVariant() : QVariant(sum.last->text)});
    }
    return insertRows(m_connection, "observation_quarter", columns, rows, merging);
}

/// Takes what has been moved out of the inbox. The last of it goes together with the progress, so that no new row gets
/// a number that counts as moved.
base::Status Compaction::empty()
{
    m_emptied = std::min(m_emptied + EmptyRows, m_upto);
    if (base::Status status = m_connection.begin(); !status)
        return status;
    const auto gone =
        m_connection.query(QStringLiteral("DELETE FROM observation_inbox WHERE sequence <= ?"), {m_emptied});
    if (!gone)
        return tl::unexpected(gone.error());
    const bool last = m_emptied == m_upto;
    if (last) {
        if (base::Status status = remember(0, 0); !status)
            return status;
        const auto newest =
            m_connection.query(QStringLiteral("INSERT INTO meta (key, value) VALUES ('newest', ?) ON CONFLICT (key) DO "
                                              "UPDATE SET value = excluded.value"),
                               {QString::number(m_newest)});
        if (!newest)
            return tl::unexpected(newest.error());
    }
    if (base::Status status = m_connection.commit(); !status)
        return status;
    if (last)
        m_phase = Phase::OldReadings;
    return {};
}

/// Single readings and sums that are too old, a few datastreams at a time. Old is what is so many days before the
/// newest reading: a clock that jumps ahead empties no store.
base::Status Compaction::removeOld()
{
    const qint64 newest = std::min(m_now, m_newest);
    if (m_phase == Phase::OldReadings) {
        m_streams.clear();
        m_phase = Phase::OldQuarters;
        if (newest <= 0 || std::abs(m_now - m_looked) < QuarterMs)
            return {};
        m_looked = m_now;
        const auto all = m_connection.query(QStringLiteral("SELECT id FROM datastream ORDER BY id DESC"));
        if (!all)
            return tl::unexpected(all.error());
        while ((*all)->next())
            m_streams.push_back((*all)->value(0).toLongLong());
        (*all)->finish();
        return {};
    }
    if (m_streams.empty()) {
        m_phase = Phase::Idle;
        return {};
    }
    // An hour more: trends ask how devices stood seven days ago, and that is told by the readings just before.
    const qint64 rawBefore = newest - qint64(m_rawDays * double(DayMs)) - HourMs;
    const qint64 quartersBefore = newest - qint64(m_aggregateDays * double(DayMs));
    if (base::Status status = m_connection.begin(); !status)
        return status;
    for (int i = 0; i < OldStreams && !m_streams.empty(); ++i) {
        const qint64 stream = m_streams.back();
        m_streams.pop_back();
        for (const auto &[sql, before] :
             {std::pair(QStringLiteral("DELETE FROM observation WHERE stream = ? AND time < ?"), rawBefore),
              std::pair(QStringLiteral("DELETE FROM observation_quarter WHERE stream = ? AND start < ?"),
                        quartersBefore)})
            if (const auto gone = m_connection.query(sql, {stream, before}); !gone)
                return tl::unexpected(gone.error());
    }
    if (m_streams.empty()) {
        // The newest of each device stays, whatever its age.
        const auto gone = m_connection.query(
            QStringLiteral("DELETE FROM thing_status WHERE time < ? AND EXISTS (SELECT 1 FROM thing_status n WHERE "
                           "n.thing = thing_status.thing AND n.time > thing_status.time)"),
            {quartersBefore});
        if (!gone)
            return tl::unexpected(gone.error());
    }
    return m_connection.commit();
}

}
