// Tables that leave the program: whole or not at all, readable by others, without personal data.
#include "History.h"
#include "OpenStore.h"
#include "TestPostgres.h"
#include "domain/EventCycle.h"
#include "store/Export.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtTest>

#include <ogrsf_frmts.h>

#include <map>

using domain::Entry;
using store::ExportRequest;

static constexpr qint64 Begin = 1780000000000; // 2026-05-28T20:26:40Z
static constexpr qint64 DayMs = 24 * 3600000;

class StoreExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void csv_data() { databases(); }
    void csv();
    void geoJson_data() { databases(); }
    void geoJson();
    void geoPackage_data() { databases(); }
    void geoPackage();
    void filtered_data() { databases(); }
    void filtered();
    void alarmsAndJournal_data() { databases(); }
    void alarmsAndJournal();
    void observations_data() { databases(); }
    void observations();
    void statistics_data() { databases(); }
    void statistics();
    void cancelled_data();
    void cancelled();
    void unwritable();
    void numbers_data();
    void numbers();

private:
    void databases();
    QStringList files() const
    {
        return QDir(m_out->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<QTemporaryDir> m_out;
    TestPostgres m_postgres;
    std::map<QString, domain::StoreConfig> m_configs;
    std::vector<Entry> m_entries;
    size_t m_eventCount = 0;
};

#define USE_STORE(config)                                                                                              \
    QFETCH(QString, database);                                                                                         \
    if (!m_configs.contains(database))                                                                                 \
        QSKIP("needs the package postgresql");                                                                         \
    const domain::StoreConfig config = m_configs[database]

void StoreExportTest::databases()
{
    QTest::addColumn<QString>("database");
    QTest::newRow("sqlite") << QStringLiteral("sqlite");
    QTest::newRow("postgresql") << QStringLiteral("postgresql");
}

static Entry odd()
{
    domain::Event event;
    event.id = QStringLiteral("E-odd");
    event.type = QStringLiteral("noise");
    event.title = QStringLiteral("=HYPERLINK(\"http://x\")");
    event.description = QStringLiteral("噪声, \"很大\"\n请致电13812345678或0755-12345678，证件440301199001011234");
    event.reported = event.updated = Begin - 1000;
    Entry entry;
    entry.id = event.id;
    entry.verb = QStringLiteral("report");
    entry.time = event.reported;
    entry.who = QStringLiteral("resident");
    entry.body = domain::toJson(event);
    entry.body.insert(QStringLiteral("reporter"), QStringLiteral("13911112222"));
    return entry;
}

void StoreExportTest::initTestCase()
{
    history::Plan plan;
    plan.events = 300;
    plan.alarms = 40;
    plan.from = Begin;
    plan.to = Begin + 20 * DayMs;
    m_entries = history::make(plan);
    m_entries.insert(m_entries.begin(), odd());
    m_eventCount = history::bySubject(m_entries, domain::Subject::Event).size();
    std::map<QString, QString> urls{
        {QStringLiteral("sqlite"), QStringLiteral("sqlite:") + m_folder.filePath(QStringLiteral("a.db"))}};
    if (TestPostgres::isInstalled()) {
        QVERIFY2(m_postgres.start(), m_postgres.output());
        urls[QStringLiteral("postgresql")] = m_postgres.makeDatabase(QStringLiteral("export"));
    }
    for (const auto &[name, url] : urls) {
        QString error;
        const auto made = OpenStore::make(url, &error);
        QVERIFY2(made, qPrintable(name + u' ' + error));
        error = made->record(m_entries);
        if (error.isEmpty())
            error =
                made->run(QStringLiteral("INSERT INTO datastream (id, name) VALUES (1, 'S1-tilt'), (2, 'S2-tilt')"));
        if (error.isEmpty())
            error =
                made->run(QStringLiteral("INSERT INTO observation (stream, time, value) VALUES (1, %1, 1.5), (1, %2, "
                                         "2.5), (2, %1, 0.25)")
                              .arg(Begin)
                              .arg(Begin + 60000));
        QVERIFY2(error.isEmpty(), qPrintable(name + u' ' + error));
        m_configs[name].url = url;
    }
}

void StoreExportTest::cleanupTestCase()
{
    m_postgres.stop();
}

void StoreExportTest::init()
{
    m_out = std::make_unique<QTemporaryDir>();
}

static QByteArray contentOf(const QString &file)
{
    QFile read(file);
    return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
}

/// As RFC 4180 says.
static std::vector<QStringList> csvOf(const QByteArray &content)
{
    std::vector<QStringList> rows(1);
    QString cell;
    bool inQuotes = false;
    const QString text = QString::fromUtf8(content.mid(3));
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar each = text[i];
        if (inQuotes) {
            if (each != u'"')
                cell += each;
            else if (i + 1 < text.size() && text[i + 1] == u'"')
                cell += text[++i];
            else
                inQuotes = false;
        } else if (each == u'"') {
            inQuotes = true;
        } else if (each == u',') {
            rows.back().append(std::exchange(cell, {}));
        } else if (each == u'\r') {
            rows.back().append(std::exchange(cell, {}));
            rows.emplace_back();
            ++i;
        } else {
            cell += each;
        }
    }
    rows.pop_back();
    return rows;
}

#define EXPORT(config, request, file)                                                                                  \
    if (const base::Status status = store::exportTo(config, request, file, base::Job()); !status)                      \
    QFAIL(qPrintable(status.error().toLine()))

void StoreExportTest::csv()
{
    USE_STORE(config);
    ExportRequest request;
    request.timezone = QStringLiteral("Asia/Shanghai");
    const QString file = m_out->filePath(QStringLiteral("events.csv"));
    EXPORT(config, request, file);
    const QByteArray content = contentOf(file);
    QVERIFY(content.startsWith("\xEF\xBB\xBFNumber,Type,"));
    QVERIFY(content.endsWith("\r\n"));
    const auto rows = csvOf(content);
    QCOMPARE(rows.size(), m_eventCount + 1);
    for (const QStringList &row : rows)
        QCOMPARE(row.size(), rows[0].size());
    const auto cell = [&rows](size_t row, const char *name) { return rows[row][rows[0].indexOf(QLatin1String(name))]; };
    QCOMPARE(cell(1, "Number"), QStringLiteral("E-odd"));
    QCOMPARE(cell(1, "Title"), QStringLiteral("'=HYPERLINK(\"http://x\")"));
    QCOMPARE(cell(1, "Description"), QStringLiteral("噪声, \"很大\"\n请致电****5678或****5678，证件****1234"));
    QCOMPARE(cell(1, "Reported at"), QStringLiteral("2026-05-29 04:26:39"));
    QCOMPARE(cell(1, "Longitude"), QString());
    QVERIFY(cell(2, "Longitude").startsWith(QLatin1String("114.1")));
    QCOMPARE(cell(2, "Severity").isEmpty(), false);
    for (const char *secret : {"13812345678", "12345678,", "440301199001011234", "13911112222"})
        QVERIFY(!content.contains(secret));
    QCOMPARE(files(), QStringList{QStringLiteral("events.csv")});
}

void StoreExportTest::geoJson()
{
    USE_STORE(config);
    const QString file = m_out->filePath(QStringLiteral("events.geojson"));
    EXPORT(config, ExportRequest(), file);
    const QJsonObject json = QJsonDocument::fromJson(contentOf(file)).object();
    QCOMPARE(json.value(QLatin1String("type")).toString(), QStringLiteral("FeatureCollection"));
    const QJsonArray features = json.value(QLatin1String("features")).toArray();
    QCOMPARE(features.size(), qsizetype(m_eventCount));
    QVERIFY(features[0].toObject().value(QLatin1String("geometry")).isNull());
    const QJsonObject second = features[1].toObject();
    const QJsonArray at =
        second.value(QLatin1String("geometry")).toObject().value(QLatin1String("coordinates")).toArray();
    QVERIFY(at.size() == 2 && at[0].toDouble() > 114 && at[1].toDouble() < 23); // longitude first
    const QString reported =
        second.value(QLatin1String("properties")).toObject().value(QLatin1String("reported")).toString();
    QVERIFY2(QDateTime::fromString(reported, Qt::ISODate).isValid() && reported.endsWith(QLatin1String("+00:00")),
             qPrintable(reported));
    // An empty one is a table too.
    ExportRequest none;
    none.events.types = {QStringLiteral("nothing")};
    EXPORT(config, none, file);
    QCOMPARE(QJsonDocument::fromJson(contentOf(file)).object().value(QLatin1String("features")).toArray().size(), 0);
}

void StoreExportTest::geoPackage()
{
    USE_STORE(config);
    const QString file = m_out->filePath(QStringLiteral("事件.gpkg"));
    EXPORT(config, ExportRequest(), file);
    QCOMPARE(files(), QStringList{QStringLiteral("事件.gpkg")});
    GDALAllRegister();
    struct Close {
        void operator()(GDALDataset *dataset) const { GDALClose(dataset); }
    };
    const std::unique_ptr<GDALDataset, Close> dataset(
        GDALDataset::Open(file.toUtf8().constData(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
    QVERIFY(dataset && dataset->GetLayerCount() == 1);
    OGRLayer *layer = dataset->GetLayer(0);
    QCOMPARE(layer->GetFeatureCount(), GIntBig(m_eventCount));
    QCOMPARE(layer->GetSpatialRef()->GetAuthorityCode(nullptr), "4326");
    OGREnvelope extent;
    QCOMPARE(layer->GetExtent(&extent), OGRERR_NONE);
    QVERIFY(extent.MinX > 114 && extent.MaxX < 115 && extent.MinY > 22 && extent.MaxY < 23);
    const std::unique_ptr<OGRFeature> first(layer->GetNextFeature());
    QCOMPARE(QString::fromUtf8(first->GetFieldAsString("Number")), QStringLiteral("E-odd"));
    QVERIFY(!first->GetGeometryRef());
    int year, month, day, hour, minute, second, zone;
    QVERIFY(first->GetFieldAsDateTime(first->GetFieldIndex("Reported at"), &year, &month, &day, &hour, &minute, &second,
                                      &zone));
    QCOMPARE(QDateTime(QDate(year, month, day), QTime(hour, minute, second), Qt::UTC).toMSecsSinceEpoch(),
             Begin - 1000);
    QCOMPARE(zone, 100);
}

void StoreExportTest::filtered()
{
    USE_STORE(config);
    ExportRequest request;
    request.events.domains = {QStringLiteral("disputes")};
    request.events.limit = 1; // pages are for lists
    const QString file = m_out->filePath(QStringLiteral("disputes.csv"));
    EXPORT(config, request, file);
    size_t wanted = 0;
    for (const auto &its : history::bySubject(m_entries, domain::Subject::Event))
        wanted += domain::foldEvent(its).domain == QLatin1String("disputes") ? 1 : 0;
    QVERIFY(wanted > 5);
    QCOMPARE(csvOf(contentOf(file)).size(), wanted + 1);
}

void StoreExportTest::alarmsAndJournal()
{
    USE_STORE(config);
    ExportRequest request;
    request.what = ExportRequest::What::Alarms;
    const QString file = m_out->filePath(QStringLiteral("a.csv"));
    EXPORT(config, request, file);
    QCOMPARE(csvOf(contentOf(file)).size(), history::bySubject(m_entries, domain::Subject::Alarm).size() + 1);
    EXPORT(config, request, m_out->filePath(QStringLiteral("a.gpkg")));
    request.what = ExportRequest::What::Journal;
    EXPORT(config, request, file);
    const auto rows = csvOf(contentOf(file));
    QCOMPARE(rows.size(), m_entries.size() + 1);
    const qsizetype detail = rows[0].indexOf(QStringLiteral("Detail"));
    bool dispatched = false;
    for (const QStringList &row : rows)
        dispatched = dispatched || row[detail].startsWith(QLatin1String("assignee=T"));
    QVERIFY(dispatched);
    QVERIFY(!contentOf(file).contains("13911112222"));
}

void StoreExportTest::observations()
{
    USE_STORE(config);
    ExportRequest request;
    request.what = ExportRequest::What::Observations;
    const QString file = m_out->filePath(QStringLiteral("o.csv"));
    EXPORT(config, request, file);
    auto rows = csvOf(contentOf(file));
    QCOMPARE(rows.size(), size_t(4));
    QCOMPARE(rows[2].mid(0, 3),
             (QStringList{QStringLiteral("S1-tilt"), QStringLiteral("2026-05-28 20:27:40"), QStringLiteral("2.5")}));
    request.datastreams = {QStringLiteral("S2-tilt")};
    request.to = Begin + 1;
    EXPORT(config, request, file);
    QCOMPARE(csvOf(contentOf(file)).size(), size_t(2));
}

void StoreExportTest::statistics()
{
    USE_STORE(config);
    ExportRequest request;
    request.what = ExportRequest::What::Statistics;
    request.statistics.by = store::StatisticsQuery::Key::Domain;
    const QString file = m_out->filePath(QStringLiteral("s.csv"));
    EXPORT(config, request, file);
    const auto rows = csvOf(contentOf(file));
    QVERIFY(rows.size() > 4);
    QCOMPARE(rows.back()[0], QStringLiteral("Total"));
    QCOMPARE(rows.back()[2].toUInt(), m_eventCount);

    // With names for the keys: a column of them for each.
    request.statisticsName = [](store::StatisticsQuery::Key key, const QString &value) {
        return key == store::StatisticsQuery::Key::Domain ? QStringLiteral("name of %1").arg(value) : QString();
    };
    EXPORT(config, request, file);
    const auto named = csvOf(contentOf(file));
    QCOMPARE(named.size(), rows.size());
    QCOMPARE(named[1][2], QStringLiteral("name of %1").arg(named[1][0]));
    QCOMPARE(named[1][3], QString());
    QCOMPARE(named.back()[2], QStringLiteral("Total"));
    QCOMPARE(named.back()[4].toUInt(), m_eventCount);
}

// --- Whole or not at all

void StoreExportTest::cancelled_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"e.csv", "e.geojson", "e.gpkg"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void StoreExportTest::cancelled()
{
    QFETCH(QString, name);
    const QString file = m_out->filePath(name);
    QFile before(file);
    QVERIFY(before.open(QIODevice::WriteOnly) && before.write("before") == 6);
    before.close();
    ExportRequest request;
    request.what = ExportRequest::What::Journal;
    int told = 0;
    base::Job *stop = nullptr;
    base::Job job([&](const QString &stage, double fraction) {
        QVERIFY(!stage.isEmpty() && fraction > 0 && fraction <= 1);
        if (++told == 2)
            stop->cancel();
    });
    stop = &job;
    const base::Status status = store::exportTo(m_configs[QStringLiteral("sqlite")], request, file, job);
    QVERIFY(!status);
    QCOMPARE(status.error().code, QStringLiteral("cancelled"));
    QCOMPARE(told, 2);
    QCOMPARE(contentOf(file), QByteArray("before"));
    QCOMPARE(files(), QStringList{name});
}

void StoreExportTest::unwritable()
{
    const domain::StoreConfig config = m_configs[QStringLiteral("sqlite")];
    for (const char *name : {"/none/e.csv", "/none/e.geojson", "/none/e.gpkg"}) {
        const base::Status status = store::exportTo(config, {}, m_out->path() + QLatin1String(name), base::Job());
        QVERIFY(!status);
        QCOMPARE(status.error().code, QStringLiteral("file-unwritable"));
    }
    QCOMPARE(store::exportTo(config, {}, m_out->filePath(QStringLiteral("e.xls")), base::Job()).error().code,
             QStringLiteral("format-unknown"));
    ExportRequest nowhere;
    nowhere.timezone = QStringLiteral("Asia/Guiyuan");
    QCOMPARE(store::exportTo(config, nowhere, m_out->filePath(QStringLiteral("e.csv")), base::Job()).error().code,
             QStringLiteral("timezone-unknown"));
    QVERIFY(files().isEmpty());
}

void StoreExportTest::numbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("masked");
    const auto row = [](const char *text, const char *masked) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(masked);
    };
    row("电话13812345678。", "电话****5678。");
    row("+86 138-1234-5678", "****5678");
    row("0755-2345678", "****5678");
    row("44030119900101123X", "****123X");
    row("两个 13812345678 13912340000", "两个 ****5678 ****0000");
    row("工单20260618-0007", "工单20260618-0007");
    row("房屋编码4403990010020900002000001", "房屋编码4403990010020900002000001");
    row("E13812345678", "E13812345678");
    row("3号楼", "3号楼");
    row("", "");
}

void StoreExportTest::numbers()
{
    QFETCH(QString, text);
    QFETCH(QString, masked);
    QCOMPARE(store::withoutNumbers(text), masked);
}

QTEST_GUILESS_MAIN(StoreExportTest)
#include "tst_store_export.moc"
