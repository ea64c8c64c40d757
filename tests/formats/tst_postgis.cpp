#include "Fixtures.h"

using domain::LayerKind;

/// A real PostgreSQL with PostGIS, started in a folder of its own.
class PostgisTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tables();
    void buildingsByExtent();
    void roomsOfOneBuilding();
    void secretsStayHidden();
    void wrongPassword();
    void unreachable();

private:
    bool run(const QString &program, const QStringList &arguments, QByteArray *output = nullptr);
    bool sql(const QString &database, const QString &statement, QByteArray *output);
    QString source(const QString &layer = {}) const;

    QTemporaryDir m_folder;
    QString m_bin;
    quint16 m_port = 0;
    bool m_asRoot = false;
    std::unique_ptr<fixtures::Server> m_server;
};

bool PostgisTest::run(const QString &program, const QStringList &arguments, QByteArray *output)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(QStringLiteral("/"));
    if (m_asRoot)
        process.start(QStringLiteral("runuser"),
                      QStringList{QStringLiteral("-u"), QStringLiteral("postgres"), QStringLiteral("--"), program} +
                          arguments);
    else
        process.start(program, arguments);
    const bool done =
        process.waitForFinished(60000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    if (output)
        *output = process.readAll();
    return done;
}

bool PostgisTest::sql(const QString &database, const QString &statement, QByteArray *output)
{
    return run(m_bin + QStringLiteral("/psql"),
               {QStringLiteral("-h"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"), QString::number(m_port),
                QStringLiteral("-U"), QStringLiteral("postgres"), QStringLiteral("-v"),
                QStringLiteral("ON_ERROR_STOP=1"), QStringLiteral("-d"), database, QStringLiteral("-c"), statement},
               output);
}

QString PostgisTest::source(const QString &layer) const
{
    const QString base =
        QStringLiteral("PG:host=127.0.0.1 port=%1 dbname=city user=viewer password='top secret'").arg(m_port);
    return layer.isEmpty() ? base : base + QLatin1Char('|') + layer;
}

void PostgisTest::initTestCase()
{
    const QStringList versions = QDir(QStringLiteral("/usr/lib/postgresql"))
                                     .entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    for (const QString &version : versions)
        if (const QString bin = QStringLiteral("/usr/lib/postgresql/%1/bin").arg(version);
            QFileInfo::exists(bin + QStringLiteral("/initdb")) && m_bin.isEmpty())
            m_bin = bin;
    if (m_bin.isEmpty())
        QSKIP("needs the packages postgresql and postgresql-postgis");
    m_asRoot = QFileInfo(QStringLiteral("/proc/self")).owner() == QLatin1String("root");
    if (m_asRoot && QStandardPaths::findExecutable(QStringLiteral("runuser")).isEmpty())
        QSKIP("initdb refuses to run as root, and runuser is not there");
    const QString data = m_folder.filePath(QStringLiteral("db"));
    QVERIFY(QDir().mkdir(data));
    if (m_asRoot) {
        QProcess::execute(QStringLiteral("chown"), {QStringLiteral("postgres"), data});
        QProcess::execute(QStringLiteral("chmod"), {QStringLiteral("755"), m_folder.path()});
    }
    QByteArray output;
    QVERIFY2(run(m_bin + QStringLiteral("/initdb"),
                 {QStringLiteral("-D"), data, QStringLiteral("-U"), QStringLiteral("postgres"),
                  QStringLiteral("--no-sync"), QStringLiteral("-E"), QStringLiteral("UTF8")},
                 &output),
             output);
    QFile access(data + QStringLiteral("/pg_hba.conf"));
    QVERIFY(access.open(QIODevice::WriteOnly | QIODevice::Truncate));
    access.write("host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
    access.close();
    m_port = fixtures::freePort();
    QStringList arguments{QStringLiteral("-D"),
                          data,
                          QStringLiteral("-p"),
                          QString::number(m_port),
                          QStringLiteral("-h"),
                          QStringLiteral("127.0.0.1"),
                          QStringLiteral("-k"),
                          data,
                          QStringLiteral("-F"),
                          QStringLiteral("-c"),
                          QStringLiteral("shared_buffers=16MB")};
    m_server = std::make_unique<fixtures::Server>();
    const QString postgres = m_bin + QStringLiteral("/postgres");
    const bool started =
        m_asRoot ? m_server->start(QStringLiteral("setpriv"),
                                   QStringList{QStringLiteral("--reuid=postgres"), QStringLiteral("--regid=postgres"),
                                               QStringLiteral("--clear-groups"), postgres} +
                                       arguments,
                                   m_port)
                 : m_server->start(postgres, arguments, m_port);
    QVERIFY2(started, m_server->output());
    bool ready = false;
    for (int i = 0; i < 50 && !ready; ++i) {
        ready = sql(QStringLiteral("postgres"), QStringLiteral("create database city"), &output);
        if (!ready)
            QTest::qWait(200);
    }
    QVERIFY2(ready, output);
    if (!sql(QStringLiteral("city"), QStringLiteral("create extension postgis"), &output))
        QSKIP("the PostGIS extension is not there");
    QVERIFY2(
        sql(QStringLiteral("city"),
            QStringLiteral("create table buildings (code text primary key, height_m double precision, floors int, geom "
                           "geometry(Polygon, 4547));"
                           "insert into buildings select 'B' || i, 9 + i % 30, 3 + i % 10, "
                           "ST_SetSRID(ST_MakeEnvelope(500000 + (i % 100) * 50, 2493000 + (i / 100) * 50,"
                           " 500020 + (i % 100) * 50, 2493015 + (i / 100) * 50), 4547) from generate_series(0, 9999) i;"
                           "create index on buildings using gist (geom); analyze buildings;"
                           "create table \"街道\" (\"名称\" text, geom geometry(LineString, 4326));"
                           "insert into \"街道\" values ('解放路', ST_GeomFromText('LINESTRING(114.0 22.53, 114.05 "
                           "22.53)', 4326));"
                           "create table spaces (code text, bld text, storey text, geom geometry(Polygon, 4547));"
                           "insert into spaces select 'R' || i, 'B' || i / 4, '1-2', "
                           "ST_SetSRID(ST_MakeEnvelope(500000 + i, 2493000, 500001 + i, 2493004), 4547) "
                           "from generate_series(0, 3999) i; create index on spaces (bld);"
                           "create role viewer login password 'top secret'; grant select on all tables in schema "
                           "public to viewer;"),
            &output),
        output);
}

void PostgisTest::tables()
{
    const auto found = formats::findReader(fixtures::request(source()));
    QVERIFY2(found, qPrintable(found ? QString() : found.error().toLine()));
    QCOMPARE(found->second.layers.size(), size_t(3));
    for (const formats::Sublayer &sub : found->second.layers) {
        QVERIFY(!sub.extent.isEmpty() && sub.crs.isValid());
        QVERIFY(sub.kind == (sub.name == QLatin1String("buildings") ? LayerKind::Building
                             : sub.name == QLatin1String("spaces")  ? LayerKind::Space
                                                                    : LayerKind::Road));
    }
    const auto streets =
        fixtures::read(fixtures::request(source(QStringLiteral("街道"))), fixtures::frameAt(114, 22.5));
    QVERIFY2(streets && streets->front().features.size() == 1, fixtures::describe(streets));
    QCOMPARE(streets->front().features[0].name, QStringLiteral("解放路"));
}

void PostgisTest::buildingsByExtent()
{
    auto request = fixtures::request(source(QStringLiteral("buildings")), LayerKind::Building);
    const auto frame = geometry::LocalFrame::around(*geometry::Crs::parse(QStringLiteral("EPSG:4547")),
                                                    {{500000, 2493000}, {505000, 2498000}});
    auto layers = fixtures::read(request, *frame);
    QVERIFY2(layers && layers->front().buildings.size() == 10000, fixtures::describe(layers));
    QCOMPARE(layers->front().buildings[7].id, QStringLiteral("B7"));
    QCOMPARE(qRound(geometry::area(layers->front().buildings[7].footprint)), 300);
    const auto west = frame->toLonLat({-2500, -2500, 0}), east = frame->toLonLat({-1500, -1500, 0});
    request.extent = {geometry::Vec2(west), geometry::Vec2(east)};
    layers = fixtures::read(request, *frame);
    QVERIFY2(layers && layers->front().buildings.size() >= 350 && layers->front().buildings.size() < 520,
             fixtures::describe(layers));
}

// Only what is asked for comes over the wire when a building is entered.
void PostgisTest::roomsOfOneBuilding()
{
    const auto layers = fixtures::read(fixtures::request(source(QStringLiteral("spaces")), LayerKind::Space));
    QVERIFY2(layers && layers->front().interiors, fixtures::describe(layers));
    const domain::Layer &layer = layers->front();
    QCOMPARE(layer.info.features, size_t(4000));
    QCOMPARE(layer.interiors->buildings().size(), 1000);
    QVERIFY(!layer.interiors->source().contains(QLatin1String("secret")));
    domain::Building building;
    building.id = QStringLiteral("B17");
    building.ground = 0;
    const auto interior = layer.interiors->read(building, base::Job());
    QVERIFY(interior);
    QCOMPARE(interior->spaces.size(), size_t(8));
    QCOMPARE(interior->spaces.front().id, QStringLiteral("R68-1"));
}

void PostgisTest::secretsStayHidden()
{
    const auto layers =
        fixtures::read(fixtures::request(source(QStringLiteral("buildings"))), fixtures::frameAt(114, 22.5));
    QVERIFY2(layers, fixtures::describe(layers));
    QVERIFY(!fixtures::describe(layers).contains("secret"));
    QVERIFY(layers->front().info.source.contains(QLatin1String("password=***")));
}

void PostgisTest::wrongPassword()
{
    const auto found = formats::findReader(
        fixtures::request(source().replace(QLatin1String("top secret"), QLatin1String("bottom secret"))));
    QVERIFY(!found);
    QCOMPARE(found.error().code, QStringLiteral("database-unreachable"));
    QVERIFY2(!found.error().toLine().contains(QLatin1String("secret")), qPrintable(found.error().toLine()));
}

void PostgisTest::unreachable()
{
    const auto found = formats::findReader(
        fixtures::request(QStringLiteral("PG:host=127.0.0.1 port=1 dbname=x user=y password=secret")));
    QVERIFY(!found);
    QCOMPARE(found.error().code, QStringLiteral("database-unreachable"));
    QVERIFY(!found.error().toLine().contains(QLatin1String("secret")));
}

QTEST_GUILESS_MAIN(PostgisTest)
#include "tst_postgis.moc"
