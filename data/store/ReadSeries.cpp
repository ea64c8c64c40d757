#include "store/Reader.h"
#include "store/Reading.h"

#include <map>

namespace store
{

namespace
{

/// Readings of one stream that are still there one by one, numbers only: `time`, `value`. A reading that is just moving
/// on from the inbox is in both.
QString rawReadings()
{
    return QStringLiteral(
        "SELECT time, value FROM observation WHERE stream = ? AND time >= ? AND time < ? AND value IS "
        "NOT NULL UNION SELECT time, value FROM observation_inbox WHERE stream = ? AND time >= ? AND "
        "time < ? AND value IS NOT NULL");
}

struct Range {
    qint64 stream = 0, from = 0, to = 0;
    QVariantList values() const { return {stream, from, to, stream, from, to}; }
};

/// Equal spans of time with what fell into them.
class Spans
{
public:
    Spans(qint64 origin, qint64 to, qint64 least, int mostPoints)
        : m_origin(origin), m_width(std::max(least, (to - origin + mostPoints - 1) / mostPoints))
    {
    }

    /// SQL for the number of the span that a time is in.
    QString of(const QString &time) const
    {
        return QStringLiteral("((%1) - %2) / %3").arg(time).arg(m_origin).arg(m_width);
    }
    /// Takes rows of span, count, sum, least, greatest.
    base::Status add(Rows rows)
    {
        while (rows.next()) {
            Sum &sum = m_sums[rows.number(0)];
            const double least = rows.real(3), greatest = rows.real(4);
            sum.least = sum.count == 0 ? least : std::min(sum.least, least);
            sum.greatest = sum.count == 0 ? greatest : std::max(sum.greatest, greatest);
            sum.count += rows.number(1);
            sum.sum += rows.real(2);
        }
        return rows.status();
    }
    std::vector<SeriesPoint> points() const
    {
        std::vector<SeriesPoint> points;
        points.reserve(m_sums.size());
        for (const auto &[span, sum] : m_sums)
            points.push_back({m_origin + span * m_width + m_width / 2, sum.sum / double(sum.count), sum.least,
                              sum.greatest, int(sum.count)});
        return points;
    }

private:
    struct Sum {
        qint64 count = 0;
        double sum = 0, least = 0, greatest = 0;
    };
    qint64 m_origin, m_width;
    std::map<qint64, Sum> m_sums;
};

base::Status addRaw(Connection &connection, const Range &range, Spans &spans)
{
    return spans.add(
        Rows(connection,
             QStringLiteral("SELECT %1, count(*), sum(value), min(value), max(value) FROM (%2) r GROUP BY 1")
                 .arg(spans.of(QStringLiteral("time")), rawReadings()),
             range.values()));
}

}

base::Result<Series> Reader::series(const QString &datastream, qint64 from, qint64 to, int mostPoints)
{
    const Snapshot snapshot(m_connection);
    Series series;
    series.datastream = datastream;
    Range range{0, from, to};
    Rows stream(m_connection, QStringLiteral("SELECT id FROM datastream WHERE name = ?"), {datastream});
    const bool known = stream.next();
    if (known)
        range.stream = stream.number(0);
    if (const base::Status status = stream.status(); !status)
        return tl::unexpected(status.error());
    if (!known || from >= to)
        return series;
    mostPoints = std::max(1, mostPoints);

    // Quarters of which single readings are gone: up to the last of them the quarters speak, from then on the readings.
    const QString gone =
        QStringLiteral("stream = ? AND start > ? AND start < ? AND sum IS NOT NULL AND first_time < coalesce((SELECT "
                       "min(time) FROM observation WHERE stream = ?), %1)")
            .arg(std::numeric_limits<qint64>::max());
    const QVariantList goneValues{range.stream, from - QuarterMs, to, range.stream};
    Rows last(m_connection, QStringLiteral("SELECT max(start) FROM observation_quarter WHERE ") + gone, goneValues);
    const bool someGone = last.next() && !last.isNull(0);
    const qint64 boundary = someGone ? last.number(0) + QuarterMs : from;
    if (const base::Status status = last.status(); !status)
        return tl::unexpected(status.error());

    if (someGone) {
        series.raw = false;
        Spans spans(from - from % QuarterMs, to, QuarterMs, mostPoints);
        base::Status status =
            spans.add(Rows(m_connection,
                           QStringLiteral("SELECT %1, sum(count), sum(sum), min(least), max(greatest) FROM "
                                          "observation_quarter WHERE %2 GROUP BY 1")
                               .arg(spans.of(QStringLiteral("start")), gone),
                           goneValues));
        range.from = std::max(from, boundary);
        if (status && range.from < to)
            status = addRaw(m_connection, range, spans);
        if (!status)
            return tl::unexpected(status.error());
        series.points = spans.points();
        return series;
    }

    Rows count(m_connection, QStringLiteral("SELECT count(*) FROM (%1) r").arg(rawReadings()), range.values());
    series.raw = !count.next() || count.number(0) <= mostPoints;
    if (const base::Status status = count.status(); !status)
        return tl::unexpected(status.error());
    if (!series.raw) {
        Spans spans(from, to, 1, mostPoints);
        if (const base::Status status = addRaw(m_connection, range, spans); !status)
            return tl::unexpected(status.error());
        series.points = spans.points();
        return series;
    }
    Rows readings(m_connection, rawReadings() + QStringLiteral(" ORDER BY 1"), range.values());
    while (readings.next()) {
        const double value = readings.real(1);
        // The same time twice with other values: the first counts, as when it is kept.
        if (series.points.empty() || series.points.back().time != readings.number(0))
            series.points.push_back({readings.number(0), value, value, value, 1});
    }
    if (const base::Status status = readings.status(); !status)
        return tl::unexpected(status.error());
    return series;
}

}
