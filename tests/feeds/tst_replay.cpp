#include "feeds/ReplayLog.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <ctime>

using namespace feeds;
using domain::EventState;

static qint64 utc(const char *iso)
{
    return QDateTime::fromString(QLatin1String(iso), Qt::ISODateWithMs).toMSecsSinceEpoch();
}

static constexpr qint64 Ever = std::numeric_limits<qint64>::max(), Never = std::numeric_limits<qint64>::min();

class TestReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void playsNewYork();
    void playsBoston_data();
    void playsBoston();
    void playsBostonWithABadRow();
    void playsASensorSeries();
    void playsAFolder();
    void looksBack();
    void startsInTheMiddleOfAMonthQuickly();
    void playsMessages();
    void playsAListing();
    void namesBadLines();
    void saysWhenNothingCanBeRead();
    void readsChineseSpreadsheets();
    void keepsWhatATruncatedArchiveHolds();

private:
    QString write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
        return file.fileName();
    }
    base::Result<ReplayLog> open(const QString &source, const QHash<QString, QString> &fields = {},
                                 const QString &zone = QStringLiteral("UTC"))
    {
        FeedConfig config;
        config.id = QStringLiteral("log");
        config.type = QStringLiteral("replay");
        config.source = source;
        config.fields = fields;
        config.timezone = zone;
        return ReplayLog::open(config, m_cancelled);
    }
    static int count(const base::Warnings &warnings, const char *code) { return warnings.count(QLatin1String(code)); }

    QTemporaryDir m_folder;
    QString m_data;
    std::atomic_bool m_cancelled = false;
};

void TestReplay::initTestCase()
{
    m_data = qEnvironmentVariable("YUNJIE_TESTDATA");
}

void TestReplay::playsNewYork()
{
    if (m_data.isEmpty())
        QSKIP("YUNJIE_TESTDATA is not set: events/nyc311_animals is not tried");
    auto log = open(m_data + QStringLiteral("/events/nyc311_animals/311_Animals_short.csv"),
                    {{QStringLiteral("id"), QStringLiteral("Unique Key")},
                     {QStringLiteral("type"), QStringLiteral("Complaint Type")},
                     {QStringLiteral("reported"), QStringLiteral("Created Date")},
                     {QStringLiteral("closed"), QStringLiteral("Closed Date")},
                     {QStringLiteral("lat"), QStringLiteral("Latitude")},
                     {QStringLiteral("lon"), QStringLiteral("Longitude")}},
                    QStringLiteral("America/New_York"));
    QVERIFY(log);
    QCOMPARE(log->rejected(), quint64(0));
    QCOMPARE(count(log->warnings(), "timezone-missing"), 0);
    QCOMPARE(count(log->warnings(), "date-order-guessed"), 0);

    // Everything, step by step: what is closed is reported first.
    FeedBatch batch;
    QSet<QString> open, closed;
    QSet<QString> without;
    for (qint64 at = log->first() - 1, next = 0; at < log->last(); at = next) {
        next = at + 3600000;
        batch = {};
        log->collect(at, next, false, batch);
        for (const domain::Event &event : batch.events) {
            if (!event.hasPosition)
                without.insert(event.id);
            if (event.state == EventState::Closed) {
                QVERIFY2(open.remove(event.id) || event.closed == event.reported, qPrintable(event.id));
                closed.insert(event.id);
                continue;
            }
            open.insert(event.id);
        }
    }
    QCOMPARE(closed.size(), 4692);
    QCOMPARE(open.size(), 277);
    QCOMPARE(closed.size() + open.size(), 4969);
    QCOMPARE(without.size(), 62);

    // As it stood at one moment: 64345465 was reported at 1:20 on 14 March, and is the last one.
    batch = {};
    log->collect(Never, utc("2025-03-14T05:20:00Z"), true, batch);
    const auto last = std::find_if(batch.events.begin(), batch.events.end(),
                                   [](const domain::Event &event) { return event.id == QLatin1String("64345465"); });
    QVERIFY(last != batch.events.end());
    QCOMPARE(last->reported, utc("2025-03-14T05:20:00Z"));
    QCOMPARE(last->type, QStringLiteral("Animal-Abuse"));
    QCOMPARE(last->address, QStringLiteral("285 COZINE AVENUE"));
    batch = {};
    log->collect(Never, utc("2025-03-14T05:19:59Z"), true, batch);
    QVERIFY(std::none_of(batch.events.begin(), batch.events.end(),
                         [](const domain::Event &event) { return event.id == QLatin1String("64345465"); }));
    // Closed long ago is not said any more; what was open then is.
    for (const domain::Event &event : batch.events)
        QVERIFY(!domain::isFinal(event.state) || event.closed > utc("2025-02-12T05:19:59Z")); // 30 days
    int stillOpen = 0;
    for (const domain::Event &event : batch.events)
        stillOpen += !domain::isFinal(event.state);
    QVERIFY(stillOpen >= 200);
}

void TestReplay::playsBoston_data()
{
    QTest::addColumn<QString>("file");
    for (const char *file : {"boston311-100.csv", "boston311-100.csv.gz", "boston311-100.jsonl",
                             "boston311-dmy-100.csv", "boston311-100-with-nonascii.csv"})
        QTest::newRow(file) << QString::fromLatin1(file);
}

void TestReplay::playsBoston()
{
    if (m_data.isEmpty())
        QSKIP("YUNJIE_TESTDATA is not set: events/boston311 is not tried");
    QFETCH(QString, file);
    // No "fields": the columns' own names tell.
    auto log = open(m_data + QStringLiteral("/events/boston311/") + file, {}, QStringLiteral("America/New_York"));
    QVERIFY(log);
    QCOMPARE(log->rejected(), quint64(0));
    FeedBatch batch;
    log->collect(Never, Ever, false, batch);
    QHash<QString, domain::Event> events;
    for (const domain::Event &event : batch.events)
        events[event.id] = event;
    QCOMPARE(events.size(), 100);
    const domain::Event &needle = events[QStringLiteral("101004130437")];
    QCOMPARE(needle.reported, utc("2022-01-19T16:18:00Z"));
    QCOMPARE(needle.closed, utc("2022-01-19T16:42:16Z"));
    QCOMPARE(needle.state, EventState::Closed);
    QCOMPARE(needle.type, QStringLiteral("Needle Pickup"));
    QCOMPARE(needle.latitude, 42.3634);
    QCOMPARE(needle.source, QStringLiteral("Constituent Call"));
    const domain::Event &complaint = events[QStringLiteral("101004143000")];
    QCOMPARE(complaint.state, EventState::Reported);
    QCOMPARE(complaint.due, utc("2022-02-04T18:47:30Z"));
    int closed = 0;
    for (const domain::Event &event : std::as_const(events))
        closed += event.state == EventState::Closed;
    QCOMPARE(closed, 85);
}

void TestReplay::playsBostonWithABadRow()
{
    if (m_data.isEmpty())
        QSKIP("YUNJIE_TESTDATA is not set: events/boston311 is not tried");
    auto log = open(m_data + QStringLiteral("/events/boston311/boston311-100-bad.tsv"), {}, {});
    QVERIFY(log);
    QCOMPARE(log->rejected(), quint64(1));
    QCOMPARE(count(log->warnings(), "row-malformed"), 1);
    QCOMPARE(count(log->warnings(), "timezone-missing"), 1);
    for (const base::Warning &warning : log->warnings().list()) {
        if (warning.code == QLatin1String("row-malformed"))
            QCOMPARE(warning.feature, QStringLiteral("line 41"));
    }
}

void TestReplay::playsASensorSeries()
{
    if (m_data.isEmpty())
        QSKIP("YUNJIE_TESTDATA is not set: sensors/nab is not tried");
    auto log = open(m_data + QStringLiteral("/sensors/nab/machine_temperature_system_failure.csv"),
                    {{QStringLiteral("time"), QStringLiteral("timestamp")},
                     {QStringLiteral("result"), QStringLiteral("value")},
                     {QStringLiteral("datastream"), QStringLiteral("=machine-1")}});
    QVERIFY(log);
    QCOMPARE(log->entries(), size_t(22695));
    QCOMPARE(log->rejected(), quint64(0));
    FeedBatch batch;
    QCOMPARE(log->collect(utc("2013-12-02T21:15:00Z"), utc("2013-12-02T21:25:00Z"), false, batch), size_t(2));
    QCOMPARE(batch.observations.size(), size_t(2));
    QCOMPARE(batch.observations[1].datastream, QStringLiteral("machine-1"));
    QCOMPARE(batch.observations[1].result.toDouble(), 76.12416182);
    batch = {};
    log->collect(Never, Ever, true, batch);
    QCOMPARE(batch.observations.size(), size_t(1));
    QCOMPARE(batch.observations[0].phenomenonTime, log->last());

    // Without any mapping the series is named like its feed.
    auto bare = open(m_data + QStringLiteral("/sensors/nab/ambient_temperature_system_failure.csv"));
    QVERIFY(bare);
    QCOMPARE(bare->entries(), size_t(7267));
    batch = {};
    bare->collect(Never, bare->first(), false, batch);
    QCOMPARE(batch.observations[0].datastream, QStringLiteral("log"));
}

/// A folder as docs/replay-log.md has it: 100 datastreams, every 5 minutes for so many days.
static void writeLog(const QString &folder, int days, int streams)
{
    QDir().mkpath(folder);
    const qint64 begin = utc("2026-06-01T00:00:00Z") / 1000;
    QByteArray rows = "time,datastream,result\n";
    rows.reserve(qsizetype(days) * 288 * streams * 26);
    for (qint64 at = 0; at < days * 86400LL; at += 300) {
        for (int stream = 0; stream < streams; ++stream)
            rows += QByteArray::number(begin + at) + ",E" + QByteArray::number(1000 + stream) + "-rc," +
                    QByteArray::number(at / 300 % 100) + ".5\n";
    }
    QFile observations(folder + QStringLiteral("/observations.csv"));
    observations.open(QIODevice::WriteOnly);
    observations.write(rows);
    QFile statuses(folder + QStringLiteral("/status.csv"));
    statuses.open(QIODevice::WriteOnly);
    statuses.write("time,thing,status\n" + QByteArray::number(begin) + ",V1,online\n" +
                   QByteArray::number(begin + 7200) + ",V1,offline\n");
    QFile events(folder + QStringLiteral("/events.jsonl"));
    events.open(QIODevice::WriteOnly);
    const char *states[] = {"reported", "accepted", "dispatched", "handling", "verifying", "closed"};
    for (int step = 0; step < 6; ++step) {
        const qint64 at = begin + 3600 + step * 600;
        events.write("{\"t\": " + QByteArray::number(at) +
                     ", \"service_request_id\": \"e1\", \"service_code\": \"noise\", \"status\": \"open\", "
                     "\"requested_datetime\": \"2026-06-01T01:00:00Z\", \"updated_datetime\": \"" +
                     QDateTime::fromSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODate).toLatin1() +
                     "\", \"lat\": 22.54, \"long\": 114.11, \"extended_attributes\": {\"state\": \"" + states[step] +
                     "\", \"who\": \"w" + QByteArray::number(step) + "\"}}\n");
    }
}

void TestReplay::playsAFolder()
{
    const QString folder = m_folder.filePath(QStringLiteral("log"));
    writeLog(folder, 3, 4);
    auto log = open(folder);
    QVERIFY(log);
    QCOMPARE(log->first(), utc("2026-06-01T00:00:00Z"));
    QCOMPARE(log->entries(), size_t(3 * 288 * 4 + 2 + 6));

    FeedBatch batch;
    log->collect(Never, utc("2026-06-01T01:25:00Z"), true, batch);
    QCOMPARE(batch.observations.size(), size_t(4));
    QCOMPARE(batch.observations[0].phenomenonTime, utc("2026-06-01T01:25:00Z"));
    QCOMPARE(batch.statuses.size(), size_t(1));
    QVERIFY(batch.statuses[0].online);
    QCOMPARE(batch.events.size(), size_t(1));
    QCOMPARE(batch.events[0].state, EventState::Dispatched);
    QCOMPARE(batch.events[0].history.size(), size_t(3));
    QCOMPARE(batch.events[0].history[2].who, QStringLiteral("w2"));

    // On from there: only what is new.
    batch = {};
    log->collect(utc("2026-06-01T01:25:00Z"), utc("2026-06-01T02:00:00Z"), false, batch);
    QCOMPARE(batch.observations.size(), size_t(7 * 4));
    QCOMPARE(batch.events.size(), size_t(3));
    QCOMPARE(batch.events.back().state, EventState::Closed);
    QVERIFY(!batch.statuses[0].online);
    // Closed days ago: told for statistics, whole, up to thirty days.
    batch = {};
    log->collect(Never, utc("2026-06-20T02:00:00Z"), true, batch);
    QCOMPARE(batch.events.size(), size_t(1));
    QCOMPARE(batch.events[0].state, EventState::Closed);
    QCOMPARE(batch.events[0].history.size(), size_t(6));
    QVERIFY(!batch.statuses[0].online);
    batch = {};
    log->collect(Never, utc("2026-07-02T02:00:00Z"), true, batch);
    QVERIFY(batch.events.empty());
}

static double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

void TestReplay::looksBack()
{
    const QString folder = m_folder.filePath(QStringLiteral("log"));
    writeLog(folder, 3, 4);
    auto log = open(folder);
    QVERIFY(log);
    constexpr qint64 Hour = 3600000;
    const qint64 until = utc("2026-06-02T12:00:00Z");
    std::vector<SeriesPast> pasts;
    log->lookBack(
        {{QStringLiteral("E1000-rc"), Hour}, {QStringLiteral("E1002-rc"), 100 * Hour}, {QStringLiteral("no"), Hour}},
        until, pasts);
    QCOMPARE(pasts.size(), size_t(2));
    QCOMPARE(pasts[0].datastream, QStringLiteral("E1000-rc"));
    // 11:00 to 11:55 in quarters of an hour: rows 420 to 431 of every five minutes, each half more than its number's
    // last two digits. What is said at 12:00 is no past.
    QCOMPARE(pasts[0].means.size(), size_t(4));
    QCOMPARE(pasts[0].means[0].value, 21.5);
    QCOMPARE(pasts[0].means[0].count, 3);
    QCOMPARE(pasts[0].means[3].time, utc("2026-06-02T11:55:00Z"));
    QCOMPARE(pasts[0].means[3].value, 30.5);
    // As far back as the log goes.
    QCOMPARE(pasts[1].datastream, QStringLiteral("E1002-rc"));
    QCOMPARE(pasts[1].means.size(), size_t(36 * 4));
    QCOMPARE(pasts[1].means.front().time, utc("2026-06-01T00:10:00Z"));
    pasts.clear();
    log->lookBack({{QStringLiteral("E1000-rc"), Hour}}, log->first(), pasts);
    QVERIFY(pasts.empty());
}

void TestReplay::startsInTheMiddleOfAMonthQuickly()
{
    const QString folder = m_folder.filePath(QStringLiteral("month"));
    writeLog(folder, 30, 120); // 1,036,800 rows, 24 MB
    const double begin = cpuSeconds();
    auto log = open(folder);
    QVERIFY(log);
    const double indexed = cpuSeconds();
    FeedBatch batch;
    log->collect(Never, utc("2026-06-28T12:00:00Z"), true, batch);
    const double there = cpuSeconds();
    QCOMPARE(batch.observations.size(), size_t(120));
    qInfo("index %.0f ms, jump %.1f ms of CPU for %zu rows", (indexed - begin) * 1000, (there - indexed) * 1000,
          log->entries());
    QVERIFY2(there - begin < 1.0, "starting in the middle of a month takes long");
}

void TestReplay::playsMessages()
{
    const QString path =
        write(QStringLiteral("broker.jsonl"),
              "v1.1/Datastreams(a)/Observations {\"phenomenonTime\": \"2026-06-01T00:00:00Z\", \"result\": 1}\n"
              "v1.1/Things(t)/status offline\n"
              "2026-06-01T08:00:05+0800 v1.1/Things(t)/status online\n"
              "some/other/topic whatever it says\n"
              "{\"time\": \"2026-06-01T00:00:10Z\", \"topic\": \"v1.1/Datastreams(a)/Observations\", \"payload\": "
              "{\"result\": 2}}\n"
              "{\"time\": 1780272015, \"topic\": \"v1.1/Things(t)/status\", \"payload\": \"offline\"}\n"
              "{\"time\": 1780272020, \"topic\": \"yunjie/requests/7\", \"payload\": \"{\\\"service_code\\\": "
              "\\\"noise\\\"}\"}\n");
    auto log = open(path);
    QVERIFY(log);
    QVERIFY2(log->warnings().isEmpty(), "a log of a broker is read without complaint");
    FeedBatch batch;
    log->collect(Never, Ever, false, batch);
    QCOMPARE(batch.observations.size(), size_t(2));
    QCOMPARE(batch.observations[1].result.toDouble(), 2.0);
    QCOMPARE(batch.observations[1].phenomenonTime, utc("2026-06-01T00:00:10Z"));
    QCOMPARE(batch.statuses.size(), size_t(3));
    QCOMPARE(batch.statuses[0].time, utc("2026-06-01T00:00:00Z"));
    QVERIFY(batch.statuses[1].online);
    QCOMPARE(batch.events.size(), size_t(1));
    QCOMPARE(batch.events[0].id, QStringLiteral("7"));
    QCOMPARE(batch.events[0].updated, utc("2026-06-01T00:00:20Z"));
}

void TestReplay::playsAListing()
{
    // What GET /requests.json of an Open311 server says.
    const QString path = write(QStringLiteral("requests.json"), R"([
      {"service_request_id": "1", "status": "closed", "service_code": "noise", "requested_datetime": "2026-06-01T00:00:00Z", "updated_datetime": "2026-06-01T05:00:00Z"},
      {"service_request_id": "2", "status": "open", "service_code": "noise", "requested_datetime": "2026-06-01T01:00:00Z"}])");
    auto log = open(path);
    QVERIFY(log);
    FeedBatch batch;
    log->collect(Never, utc("2026-06-01T02:00:00Z"), false, batch);
    QCOMPARE(batch.events.size(), size_t(2));
    QCOMPARE(batch.events[0].state, EventState::Reported);
    batch = {};
    log->collect(utc("2026-06-01T02:00:00Z"), Ever, false, batch);
    QCOMPARE(batch.events.size(), size_t(1));
    QCOMPARE(batch.events[0].state, EventState::Closed);
    QCOMPARE(batch.events[0].history.size(), size_t(2));
}

void TestReplay::namesBadLines()
{
    auto log = open(write(QStringLiteral("bad.csv"),
                          "id,type,created,closed,lat,lon,status\r\n"
                          "1,\"noise, \"\"loud\"\"\nat night\",2026-06-01 00:00,,22.5,114.1,Open\r\n"
                          "2,noise,whenever,,22.5,114.1,Open\r\n"
                          "3,noise,2026-06-01 00:00,later,north,114.1,Open\r\n"
                          ",noise,2026-06-01 00:00,,,,Open\r\n"
                          "4,noise,2026-06-01 06:00,2026-06-01 05:00,,,Closed\r\n"
                          "5,noise,2026-06-01 06:00,,,,Closed\r\n"
                          "6,noise\r\n"));
    QVERIFY(log);
    QCOMPARE(log->rejected(), quint64(3));
    QHash<QString, QStringList> lines;
    for (const base::Warning &warning : log->warnings().list())
        lines[warning.code] += warning.examples;
    QCOMPARE(lines[QStringLiteral("row-malformed")],
             QStringList({QStringLiteral("line 4"), QStringLiteral("line 6"), QStringLiteral("line 9")}));
    QCOMPARE(lines[QStringLiteral("time-malformed")], QStringList({QStringLiteral("line 5")}));
    QCOMPARE(lines[QStringLiteral("position-malformed")], QStringList({QStringLiteral("line 5")}));
    QCOMPARE(lines[QStringLiteral("closed-before-reported")], QStringList({QStringLiteral("line 7")}));
    QCOMPARE(lines[QStringLiteral("closed-without-time")], QStringList({QStringLiteral("line 8")}));
    FeedBatch batch;
    log->collect(Never, Ever, false, batch);
    QCOMPARE(batch.events[0].type, QStringLiteral("noise, \"loud\"\nat night"));

    auto json = open(write(QStringLiteral("bad.jsonl"),
                           "{\"t\": 1781740800, \"service_request_id\": \"1\"}\n{\"t\": \n\n"
                           "{\"t\": 1781740800, \"service_request_id\": \"2\", \"status\": \"odd\"}\n"));
    QVERIFY(json);
    QCOMPARE(json->rejected(), quint64(2));
    QCOMPARE(json->warnings().list().front().feature, QStringLiteral("line 2"));
}

void TestReplay::saysWhenNothingCanBeRead()
{
    QCOMPARE(open(m_folder.filePath(QStringLiteral("nowhere.csv"))).error().code, QStringLiteral("file-missing"));
    QCOMPARE(open(write(QStringLiteral("empty.csv"), "")).error().code, QStringLiteral("file-empty"));
    QCOMPARE(open(write(QStringLiteral("header.csv"), "time,datastream,result\n")).error().code,
             QStringLiteral("file-empty"));
    QCOMPARE(open(write(QStringLiteral("other.csv"), "a,b\n1,2\n")).error().code, QStringLiteral("fields-unknown"));
    QCOMPARE(open(write(QStringLiteral("broken.json"), "[{\"a\": 1}")).error().code, QStringLiteral("json-malformed"));
    QDir().mkpath(m_folder.filePath(QStringLiteral("bare")));
    QCOMPARE(open(m_folder.filePath(QStringLiteral("bare"))).error().code, QStringLiteral("file-missing"));
    // A field that the project names but the file lacks.
    auto log = open(write(QStringLiteral("lacking.csv"), "id,created\n1,2026-06-01\n"),
                    {{QStringLiteral("closed"), QStringLiteral("Closed Date")}});
    QVERIFY(log);
    QCOMPARE(count(log->warnings(), "field-missing"), 1);
    // Dates that may be read two ways.
    auto dates = open(write(QStringLiteral("dates.csv"), "id,created\n1,3/4/2026\n"));
    QVERIFY(dates);
    QCOMPARE(count(dates->warnings(), "date-order-guessed"), 1);
    QCOMPARE(dates->first(), utc("2026-04-03T00:00:00Z"));
}

void TestReplay::readsChineseSpreadsheets()
{
    // GB 18030, as offices' spreadsheets write it: 编号,类型,上报时间,状态,经度,纬度 / 1,占道经营,2026-06-01
    // 08:00,处置中,114.1,22.5
    const QByteArray content = QByteArray::fromHex(
        "b1e0bac52cc0e0d0cd2cc9cfb1a8cab1bce42cd7b4ccac2cbeadb6c82cceb3b6c80a"
        "312cd5bcb5c0beadd3aa2c323032362d30362d30312030383a30302cb4a6d6c3d6d02c3131342e312c32322e350a");
    auto log = open(write(QStringLiteral("gb.csv"), content), {}, QStringLiteral("Asia/Shanghai"));
    QVERIFY(log);
    QCOMPARE(count(log->warnings(), "encoding-guessed"), 1);
    FeedBatch batch;
    log->collect(Never, Ever, false, batch);
    QCOMPARE(batch.events.size(), size_t(1));
    QCOMPARE(batch.events[0].type, QStringLiteral("占道经营"));
    QCOMPARE(batch.events[0].state, EventState::Handling);
    QCOMPARE(batch.events[0].reported, utc("2026-06-01T00:00:00Z"));
    QCOMPARE(batch.events[0].longitude, 114.1);
}

void TestReplay::keepsWhatATruncatedArchiveHolds()
{
    if (m_data.isEmpty())
        QSKIP("YUNJIE_TESTDATA is not set: events/boston311 is not tried");
    QFile whole(m_data + QStringLiteral("/events/boston311/boston311-100.csv.gz"));
    QVERIFY(whole.open(QIODevice::ReadOnly));
    auto log = open(write(QStringLiteral("half.csv.gz"), whole.readAll().left(5000)));
    QVERIFY(log);
    QCOMPARE(count(log->warnings(), "file-truncated"), 1);
    QVERIFY(log->entries() > 20);
}

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
