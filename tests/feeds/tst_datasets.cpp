#include "feeds/ReplayLog.h"

#include <QTest>

using namespace feeds;

/// The 311 files of the test data, read as their authors meant. What is expected was counted apart from our readers,
/// with Python's csv, datetime and zoneinfo.
class TestDatasets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsAsMeant_data();
    void readsAsMeant();
    void keepsTexts();
    void saysTheZoneIsMissing();

private:
    FeedConfig config(const QString &file, const char *zone = "America/New_York") const
    {
        FeedConfig feed;
        feed.id = QStringLiteral("requests");
        feed.type = QStringLiteral("replay");
        feed.source = m_data + QStringLiteral("/events/") + file;
        feed.timezone = QLatin1String(zone);
        return feed;
    }
    static std::vector<domain::Event> all(ReplayLog &log)
    {
        FeedBatch batch;
        // Every row is said: those that were closed once are of interest here.
        for (qint64 from = log.first() - 1; from < log.last(); from += 3600000)
            log.collect(from, std::min(log.last(), from + 3600000), false, batch);
        QHash<QString, size_t> known;
        std::vector<domain::Event> events;
        for (domain::Event &event : batch.events) {
            if (const auto found = known.constFind(event.id); found != known.constEnd()) {
                domain::absorb(events[*found], event);
            } else {
                known.insert(event.id, events.size());
                events.push_back(std::move(event));
            }
        }
        return events;
    }
    QString m_data;
};

void TestDatasets::initTestCase()
{
    m_data = qEnvironmentVariable("YUNJIE_TESTDATA");
    if (m_data.isEmpty())
        QSKIP("YUNJIE_TESTDATA is not set: the 311 files are not read");
}

void TestDatasets::readsAsMeant_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("events");
    QTest::addColumn<int>("closed");
    QTest::addColumn<int>("placed");
    QTest::addColumn<qint64>("reportedSum"); ///< ms UTC
    QTest::addColumn<qint64>("closedSum");
    QTest::addColumn<double>("latitudeSum");
    QTest::addColumn<double>("longitudeSum");
    QTest::addColumn<QString>("warnings"); ///< code and count
    const auto boston = [](const char *file, const char *warnings) {
        QTest::newRow(file) << QStringLiteral("boston311/") + QLatin1String(file) << 100 << 85 << 100
                            << 164129806505000LL << 139537887175000LL << 4233.6674 << -7107.2688
                            << QString::fromLatin1(warnings);
    };
    boston("boston311-100.csv", "");
    boston("boston311-100.csv.gz", "");
    boston("boston311-100.jsonl", "");
    boston("boston311-dmy-100.csv", "");
    boston("boston311-100-with-nonascii.csv", "");
    // Line 41 has a field too many; which one cannot be known.
    QTest::newRow("boston311-100-bad.tsv")
        << QStringLiteral("boston311/boston311-100-bad.tsv") << 99 << 84 << 99 << 162488734821000LL << 137896755524000LL
        << 4191.3338 << -7036.2333 << QStringLiteral("row-malformed 1 (line 41)");
    QTest::newRow("nyc") << QStringLiteral("nyc311_animals/311_Animals_short.csv") << 4969 << 4692 << 4907
                         << 8640838367100000LL << 8159092730940000LL << 199810.3014 << -362784.3594 << QString();
}

void TestDatasets::readsAsMeant()
{
    QFETCH(QString, file);
    const std::atomic_bool cancelled = false;
    auto log = ReplayLog::open(config(file), cancelled);
    QVERIFY2(log, log ? "" : qPrintable(log.error().toLine()));
    QStringList warnings;
    for (const base::Warning &warning : log->warnings().list())
        warnings.append(QStringLiteral("%1 %2 (%3)").arg(warning.code).arg(warning.count).arg(warning.feature));
    QTEST(warnings.join(u'\n'), "warnings");
    QCOMPARE(log->rejected(), quint64(log->warnings().count(QStringLiteral("row-malformed"))));
    qint64 reported = 0, closed = 0;
    double latitude = 0, longitude = 0;
    int finals = 0, placed = 0;
    const std::vector<domain::Event> events = all(*log);
    for (const domain::Event &event : events) {
        reported += event.reported;
        finals += domain::isFinal(event.state);
        closed += event.closed;
        placed += event.hasPosition;
        if (event.hasPosition) {
            latitude += event.latitude;
            longitude += event.longitude;
        }
        QVERIFY(event.history.size() == 2 || !domain::isFinal(event.state));
    }
    QTEST(int(events.size()), "events");
    QTEST(finals, "closed");
    QTEST(placed, "placed");
    QTEST(reported, "reportedSum");
    QTEST(closed, "closedSum");
    QFETCH(double, latitudeSum);
    QFETCH(double, longitudeSum);
    QVERIFY(std::abs(latitude - latitudeSum) < 1e-3);
    QVERIFY(std::abs(longitude - longitudeSum) < 1e-3);
}

void TestDatasets::keepsTexts()
{
    const std::atomic_bool cancelled = false;
    auto log = ReplayLog::open(config(QStringLiteral("boston311/boston311-100-with-nonascii.csv")), cancelled);
    QVERIFY(log);
    FeedConfig described = config(QStringLiteral("boston311/boston311-100-with-nonascii.csv"));
    described.fields.insert(QStringLiteral("description"), QStringLiteral("closure_reason"));
    auto withReason = ReplayLog::open(described, cancelled);
    QVERIFY(withReason);
    int odd = 0;
    for (const domain::Event &event : all(*withReason))
        odd += event.description.contains(QStringLiteral("Dëad rat picked up"));
    QCOMPARE(odd, 1);
    for (const domain::Event &event : all(*log)) {
        if (event.id != QLatin1String("101004143000"))
            continue;
        QCOMPARE(event.title, QStringLiteral("BTDT: Complaint"));
        QCOMPARE(event.type, QStringLiteral("General Comments For a Program or Policy"));
        QCOMPARE(event.source, QStringLiteral("Constituent Call"));
        QCOMPARE(isoTime(event.reported), QStringLiteral("2022-01-21T18:47:00Z"));
        QCOMPARE(isoTime(event.due), QStringLiteral("2022-02-04T18:47:30Z"));
        QCOMPARE(event.state, domain::EventState::Reported);
    }
}

void TestDatasets::saysTheZoneIsMissing()
{
    const std::atomic_bool cancelled = false;
    auto log = ReplayLog::open(config(QStringLiteral("boston311/boston311-100.csv"), ""), cancelled);
    QVERIFY(log);
    QCOMPARE(log->warnings().count(QStringLiteral("timezone-missing")), 1);
    log = ReplayLog::open(config(QStringLiteral("boston311/boston311-100.csv"), "Boston/Harbor"), cancelled);
    QVERIFY(log);
    QCOMPARE(log->warnings().count(QStringLiteral("timezone-unknown")), 1);
}

QTEST_GUILESS_MAIN(TestDatasets)
#include "tst_datasets.moc"
