#include "Filling.h"

#include "History.h"
#include "store/Bulk.h"

#include <QElapsedTimer>
#include <QJsonArray>

#include <cstdio>

static QString failed(const base::Status &status)
{
    return status ? QString() : status.error().toLine();
}

/// One statement, prepared once, for each datastream in turn.
static QString forEachStream(OpenStore &store, const Filling &filling, const QString &sql,
                             const std::function<QVariantList(int)> &values)
{
    if (const QString error = store.run(QStringLiteral("BEGIN")); !error.isEmpty())
        return error;
    for (int stream = 1; stream <= filling.datastreams; ++stream) {
        const auto done = store.writer().query(sql, values(stream));
        if (!done)
            return done.error().toLine();
    }
    return store.run(QStringLiteral("COMMIT"));
}

static QString fillObservations(OpenStore &store, const Filling &filling)
{
    const QString counter =
        QStringLiteral("WITH RECURSIVE n(i) AS (SELECT CAST(? AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < "
                       "CAST(? AS BIGINT)) ");
    QString error = forEachStream(
        store, filling, QStringLiteral("INSERT INTO datastream (id, name) VALUES (?, ?)"), [](int stream) {
            return QVariantList{stream, QStringLiteral("D%1").arg(stream, 4, 10, QLatin1Char('0'))};
        });
    if (!error.isEmpty())
        return error;
    const qint64 each = filling.observations / filling.datastreams;
    const qint64 pace = (filling.to - filling.rawFrom()) / each;
    error =
        forEachStream(store, filling,
                      counter + QStringLiteral("INSERT INTO observation (stream, time, value) SELECT CAST(? AS "
                                               "BIGINT), CAST(? AS BIGINT) + i * CAST(? AS BIGINT), ((i * 7919 + "
                                               "CAST(? AS BIGINT)) % 5000) * 0.1 FROM n"),
                      [&](int stream) {
                          return QVariantList{0, each, stream, filling.rawFrom() + stream % 300 * 1000, pace, stream};
                      });
    if (!error.isEmpty())
        return error;
    const qint64 quarters = (filling.to - filling.quartersFrom()) / store::QuarterMs;
    const qint64 start = filling.quartersFrom() - filling.quartersFrom() % store::QuarterMs;
    return forEachStream(
        store, filling,
        counter +
            QStringLiteral("INSERT INTO observation_quarter (stream, start, count, sum, squares, least, greatest, "
                           "first_time, first_value, last_time, last_value) SELECT CAST(? AS BIGINT), s, 3, i % "
                           "500 * 3, 0, i % 500 - 1, i % 500 + 1, s + 60000, i % 500, s + 660000, i % 500 FROM "
                           "(SELECT i, CAST(? AS BIGINT) + i * 900000 AS s FROM n) q"),
        [&](int stream) {
            return QVariantList{0, quarters, stream, start};
        });
}

/// What has just come, and what devices said of themselves.
static QString fillNewest(OpenStore &store, const Filling &filling)
{
    std::vector<QVariantList> rows, statuses;
    for (int i = 0; i < filling.inbox; ++i)
        rows.push_back({i % filling.datastreams + 1, filling.to - 60000 + i, i % 500 * 0.1});
    for (int thing = 0; thing < filling.things; ++thing)
        for (int i = 0; i < 100; ++i)
            statuses.push_back({QStringLiteral("S%1").arg(thing, 4, 10, QLatin1Char('0')),
                                filling.from + (filling.to - filling.from) / 100 * i + thing, i % 2});
    QString error = store.run(QStringLiteral("BEGIN"));
    if (error.isEmpty())
        error =
            failed(store::insertRows(store.writer(), "observation_inbox",
                                     {{"stream", "bigint"}, {"time", "bigint"}, {"value", "double precision"}}, rows));
    if (error.isEmpty())
        error = failed(store::insertRows(store.writer(), "thing_status",
                                         {{"thing", "text"}, {"time", "bigint"}, {"online", "smallint"}}, statuses));
    return error.isEmpty() ? store.run(QStringLiteral("COMMIT")) : error;
}

/// A meeting a week in each of ten blocks.
static QString fillCouncils(OpenStore &store, const Filling &filling)
{
    std::vector<domain::Entry> entries;
    int number = 0;
    for (qint64 time = filling.from; time < filling.to; time += 7 * Filling::DayMs)
        for (int block = 0; block < 10; ++block) {
            domain::Entry entry;
            entry.subject = domain::Subject::Council;
            entry.id = QStringLiteral("M%1").arg(++number);
            entry.verb = QStringLiteral("hold");
            entry.time = time;
            QJsonArray issues;
            for (int i = 0; i < 4; ++i)
                issues.append(QJsonObject{{QStringLiteral("text"), QStringLiteral("议题%1").arg(i)}});
            entry.body = {{QStringLiteral("place"), QStringLiteral("block:B%1").arg(block)},
                          {QStringLiteral("held"), time},
                          {QStringLiteral("issues"), issues}};
            entries.push_back(entry);
        }
    return store.record(entries, 2000);
}

QString fill(OpenStore &store, const Filling &filling)
{
    QElapsedTimer timer;
    timer.start();
    const auto said = [&timer](const char *what) {
        std::fprintf(stderr, "%s: %.1f s\n", what, double(timer.restart()) / 1000);
    };
    history::Plan plan;
    plan.events = filling.events;
    plan.alarms = filling.alarms;
    plan.things = 5000;
    plan.from = filling.from;
    plan.to = filling.to;
    plan.abandoned = 0.02;
    const std::vector<domain::Entry> entries = history::make(plan);
    said("entries made");
    QString error = store.record(entries, 2000);
    if (!error.isEmpty())
        return error;
    std::fprintf(stderr, "%zu ", entries.size());
    said("entries appended");
    error = fillCouncils(store, filling);
    if (error.isEmpty())
        error = fillNewest(store, filling);
    if (error.isEmpty())
        error = fillObservations(store, filling);
    said("observations");
    if (error.isEmpty())
        error = store.run(store.writer().dialect() == store::Dialect::Sqlite
                              ? QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")
                              : QStringLiteral("VACUUM ANALYZE"));
    said("tidied");
    return error;
}
