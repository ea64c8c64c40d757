#include "Fixtures.h"
#include "TestPostgres.h"
#include "TileWalk.h"

#include <QElapsedTimer>
#include <QRegularExpression>

#include <future>
#include <thread>

using domain::LayerKind;
using domain::Tile;

/// A real PostgreSQL with PostGIS, and 200,000 footprints in it.
class TilesPostgisTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void openedWithoutReading();
    void everyBuildingOnce();
    void farTilesStandForAll();
    void towersAreTheRealOnes();
    void askedByIndex();
    void foundByName();
    void cancelledOnTheServer();
    void cancelledInLine();
    void severalAtOnce();
    void roadsBySize();
    void conditionsAndExtents();
    void degreesWithLatitudeFirst();
    void noIndex();
    void smallIsReadWhole();
    void secretsStayHidden();
    void serverGoesAndComesBack();

private:
    formats::LayerRequest request(const QString &layer, LayerKind kind = LayerKind::Building) const;
    std::shared_ptr<const domain::TileSource> tiles(const formats::LayerRequest &request, domain::Layer *layer = {});
    /// The first tile without children that has content, looking into the child of the given number first.
    Tile leafOf(const domain::TileSource &source, size_t prefer = 0);
    QByteArray sql(const QString &statement);

    TestPostgres m_server;
    geometry::LocalFrame m_frame;
};

QByteArray TilesPostgisTest::sql(const QString &statement)
{
    bool ok = false;
    const QByteArray answer = m_server.sql(QStringLiteral("city"), statement, &ok);
    if (!ok)
        qWarning("%s", answer.constData());
    return answer.trimmed();
}

formats::LayerRequest TilesPostgisTest::request(const QString &layer, LayerKind kind) const
{
    return fixtures::request(
        QStringLiteral("PG:host=127.0.0.1 port=%1 dbname=city user=viewer password='top secret'|%2")
            .arg(m_server.port())
            .arg(layer),
        kind);
}

std::shared_ptr<const domain::TileSource> TilesPostgisTest::tiles(const formats::LayerRequest &request,
                                                                  domain::Layer *layer)
{
    auto layers = fixtures::read(request, m_frame);
    if (!layers) {
        qWarning("%s", fixtures::describe(layers).constData());
        return nullptr;
    }
    const auto source = layers->front().tiles;
    if (layer)
        *layer = std::move(layers->front());
    return source;
}

Tile TilesPostgisTest::leafOf(const domain::TileSource &source, size_t prefer)
{
    Tile tile = source.root();
    while (tile.hasChildren) {
        const auto children = source.children(tile, base::Job());
        if (!children || children->empty())
            return {};
        tile = (*children)[std::min(prefer, children->size() - 1)];
    }
    return tile;
}

void TilesPostgisTest::initTestCase()
{
    QString why;
    if (!TestPostgres::isInstalled(&why))
        QSKIP(qPrintable(why));
    QVERIFY2(m_server.start(), m_server.output());
    QVERIFY(!m_server.makeDatabase(QStringLiteral("city")).isEmpty());
    bool ok = false;
    const QString available = QStringLiteral("select 1 from pg_available_extensions where name = 'postgis'");
    if (m_server.sql(QStringLiteral("city"), available, &ok).trimmed().isEmpty())
        QSKIP("needs the package postgis");
    m_server.sql(QStringLiteral("city"), QStringLiteral("create extension postgis"), &ok);
    QVERIFY2(ok, m_server.output());
    // What it says of itself goes to a file: a pipe that nobody reads would stop it.
    sql(QStringLiteral("alter system set logging_collector = on"));
    m_server.stop();
    QVERIFY2(m_server.start(), m_server.output());
    // An even town of 160,000 and a dense quarter of 40,000 in its middle.
    sql(QStringLiteral(
        "create table buildings (code text primary key, name text, height_m double precision, floors int, use text, "
        "geom geometry(Polygon, 4547));"
        "insert into buildings select 'B' || i, 'House ' || i, case when i % 997 = 0 then 90 + i % 60 else 6 + i % 20 "
        "end, 2 + i % 6, (array['residential', 'office', 'public'])[1 + i % 3],"
        " ST_SetSRID(ST_MakeEnvelope(500000 + x, 2493000 + y, 500000 + x + 10 + i % 9, 2493000 + y + 12 + i % 5), "
        "4547) from (select i, (i % 400) * 40 as x, (i / 400) * 40 as y from generate_series(0, 159999) i) s;"
        "insert into buildings select 'C' || i, 'Shop ' || i, 9 + i % 12, 3, 'commercial',"
        " ST_SetSRID(ST_MakeEnvelope(507000 + x, 2500000 + y, 507000 + x + 5, 2500000 + y + 5), 4547)"
        " from (select i, (i % 200) * 8 as x, (i / 200) * 8 as y from generate_series(0, 39999) i) s;"
        "create index buildings_place on buildings using gist (geom); analyze buildings;"));
    QCOMPARE(sql(QStringLiteral("select count(*) from buildings")), QByteArray("200000"));
    // Roads of all lengths, some across the whole town.
    sql(QStringLiteral(
        "create table roads (code text primary key, name text, geom geometry(LineString, 4547));"
        "insert into roads select 'R' || i, 'Road ' || i, ST_SetSRID(ST_MakeLine(ST_MakePoint(x, y), ST_MakePoint(x + "
        "len, y)), 4547) from (select i, 500000 + (i * 7919 % 12000) as x, 2493000 + (i * 104729 % 16000) as y,"
        " case when i % 1000 = 0 then 9000 when i % 50 = 0 then 1500 else 30 + i % 100 end as len"
        " from generate_series(0, 19999) i) s;"
        "create index roads_place on roads using gist (geom); analyze roads;"
        "create table bare (code text, geom geometry(Polygon, 4547)); insert into bare select code, geom from "
        "buildings limit 30000; analyze bare;"
        "create table world (code text primary key, height int, geom geometry(Polygon, 4490));"
        "insert into world select 'W' || i, 12, ST_SetSRID(ST_MakeEnvelope(114 + x, 22.5 + y, 114.0001 + x, 22.5001 + "
        "y), 4490) from (select i, (i % 200) * 0.0004 as x, (i / 200) * 0.0004 as y from generate_series(0, 29999) i) "
        "s; create index on world using gist (geom); analyze world;"
        "create role viewer login password 'top secret'; grant select on all tables in schema public to viewer;"));
    m_frame = *geometry::LocalFrame::around(*geometry::Crs::parse(QStringLiteral("EPSG:4547")),
                                            {{500000, 2493000}, {516000, 2509000}});
}

// 200,000 footprints are a layer at once: nothing is counted, measured or read.
void TilesPostgisTest::openedWithoutReading()
{
    QElapsedTimer timer;
    timer.start();
    domain::Layer layer;
    const auto source = tiles(request(QStringLiteral("buildings")), &layer);
    QVERIFY(source);
    QVERIFY2(timer.elapsed() < 2000, QByteArray::number(timer.elapsed()));
    QVERIFY(layer.buildings.empty());
    QVERIFY2(layer.info.features > 190000 && layer.info.features < 210000, fixtures::describe(layer));
    QCOMPARE(layer.info.crs, QStringLiteral("EPSG:4547"));
    QVERIFY2(layer.warnings.isEmpty(), fixtures::describe(layer));
    QVERIFY(std::any_of(layer.info.matched.begin(), layer.info.matched.end(),
                        [](const auto &pair) { return pair.second == QLatin1String("height_m"); }));
    const Tile root = source->root();
    QVERIFY(root.hasChildren && root.replaces && root.geometricError > 100);
    const geometry::Box3 box = layer.bounds();
    QVERIFY(std::abs(box.size().x - 16000) < 300 && std::abs(box.size().y - 16000) < 300);
}

void TilesPostgisTest::everyBuildingOnce()
{
    const auto source = tiles(request(QStringLiteral("buildings")));
    QVERIFY(source);
    const TileWalk whole = walk(*source, [](const Tile &tile) { return !tile.hasChildren; });
    QVERIFY2(whole.faults.isEmpty(), qPrintable(whole.faults.mid(0, 5).join(QLatin1Char('\n'))));
    QCOMPARE(whole.leaves.size(), 200000);
    QCOMPARE(whole.leaves.uniqueKeys().size(), 200000);
    QVERIFY2(whole.deepest >= 5 && whole.tiles < 600, QByteArray::number(qulonglong(whole.tiles)));
}

void TilesPostgisTest::farTilesStandForAll()
{
    const auto source = tiles(request(QStringLiteral("buildings")));
    QVERIFY(source);
    const double truth = sql(QStringLiteral("select sum(ST_Area(geom) * height_m) from buildings")).toDouble();
    const auto root = source->read(source->root(), base::Job());
    QVERIFY(root);
    // Of a root this full samples are taken: near enough for what is seen from afar.
    const BlockSums far = sumsOf(**root);
    QVERIFY2(far.blocks > 800 && far.blocks <= 1024, QByteArray::number(qulonglong(far.blocks)));
    QVERIFY2(std::abs(far.buildings / 200000 - 1) < 0.35, QByteArray::number(far.buildings));
    QVERIFY2(std::abs(far.volume / truth - 1) < 0.35, QByteArray::number(far.volume / truth));
    // One level down everything is counted.
    BlockSums near;
    const auto children = source->children(source->root(), base::Job());
    QVERIFY(children && children->size() == 4);
    for (const Tile &child : *children) {
        const auto content = source->read(child, base::Job());
        QVERIFY(content);
        const BlockSums sums = sumsOf(**content);
        near.buildings += sums.buildings;
        near.volume += sums.volume;
        QVERIFY(child.geometricError * 1.99 < source->root().geometricError);
    }
    QCOMPARE(near.buildings, 200000.0);
    QVERIFY2(std::abs(near.volume / truth - 1) < 0.05, QByteArray::number(near.volume / truth));
}

void TilesPostgisTest::towersAreTheRealOnes()
{
    const auto source = tiles(request(QStringLiteral("buildings")));
    QVERIFY(source);
    const auto children = source->children(source->root(), base::Job());
    QVERIFY(children);
    const auto content = source->read(children->front(), base::Job());
    QVERIFY(content);
    const BlockSums sums = sumsOf(**content);
    QVERIFY2(sums.towers > 30, QByteArray::number(qulonglong(sums.towers)));
    const domain::Building &tower = (*content)->buildings.front();
    QVERIFY(tower.id.startsWith(QLatin1Char('B')) && tower.height >= 90);
    QVERIFY(tower.name.startsWith(QLatin1String("House ")) || tower.nameEn.startsWith(QLatin1String("House ")));
}

// What the server itself says of how it found what it was asked for.
void TilesPostgisTest::askedByIndex()
{
    sql(QStringLiteral("alter role viewer set session_preload_libraries = 'auto_explain'"));
    sql(QStringLiteral("alter role viewer set auto_explain.log_min_duration = 0"));
    const auto source = tiles(request(QStringLiteral("buildings")));
    sql(QStringLiteral("alter role viewer reset all"));
    QVERIFY(source);
    // From the whole of the table down to a leaf; a quarter of it is not gone through from its beginning either.
    const QByteArray before = sql(QStringLiteral("select size from pg_stat_file(pg_current_logfile())"));
    Tile tile = source->root();
    for (int level = 0; level < 3; ++level) {
        QVERIFY(source->read(tile, base::Job()));
        const auto children = source->children(tile, base::Job());
        QVERIFY(children && !children->empty());
        tile = children->back();
    }
    QVERIFY(tile.hasChildren);
    QVERIFY(source->read(tile, base::Job()));
    QVERIFY(source->read(leafOf(*source, 2), base::Job()));
    // An id is looked up, not looked for.
    const auto found = source->find({QStringLiteral("B70001")}, 20, base::Job());
    QVERIFY(found && *found);
    QCOMPARE((*found)->buildings.size(), size_t(1));
    QTest::qWait(300);
    QByteArray log =
        sql(QStringLiteral("select pg_read_file(pg_current_logfile(), %1, 4000000)").arg(QString::fromLatin1(before)));
    int plans = 0;
    for (const QByteArray &plan : log.replace("LOG:", "\f").split('\f')) {
        if (!plan.contains("plan:") || !plan.contains(" on buildings"))
            continue;
        ++plans;
        QVERIFY2(plan.contains("buildings_place") || plan.contains("buildings_pkey"), plan);
        QVERIFY2(!plan.contains("Seq Scan"), plan);
    }
    QVERIFY2(plans >= 12, log);
}

// What nobody has looked at yet is found by asking the database.
void TilesPostgisTest::foundByName()
{
    const auto source = tiles(request(QStringLiteral("buildings")));
    QVERIFY(source);
    const auto ids = [&](const QStringList &words, int most = 20) {
        const auto found = source->find(words, most, base::Job());
        QStringList list;
        if (found && *found)
            for (const domain::Building &building : (*found)->buildings)
                list.append(building.id);
        list.sort();
        return list;
    };
    QCOMPARE(ids({QStringLiteral("C39999")}), QStringList{QStringLiteral("C39999")});
    QCOMPARE(ids({QStringLiteral("shop"), QStringLiteral("3999")}).size(), 14); // 3999, 13999 ..., 39990 to 39999
    QCOMPARE(ids({QStringLiteral("house")}, 7).size(), 7);
    QCOMPARE(ids({QStringLiteral("nowhere at all")}), QStringList());
    QCOMPARE(ids({QStringLiteral("100%")}), QStringList()); // its own signs are letters
    QCOMPARE(ids({QStringLiteral("B_0001")}), QStringList());
    QCOMPARE(ids({QStringLiteral("o'; drop table buildings; --")}), QStringList());
    // As the tiles near by have it, where it stands.
    const auto found = source->find({QStringLiteral("b70001")}, 20, base::Job());
    QVERIFY(found && (*found)->buildings.size() == 1);
    const domain::Building &building = (*found)->buildings.front();
    QCOMPARE(building.name, QStringLiteral("House 70001"));
    QVERIFY(building.height > 0 && !building.footprint.empty());
    const domain::Building *same = nullptr;
    std::shared_ptr<const domain::Layer> kept;
    std::vector<Tile> open{source->root()};
    const geometry::Vec2 at = building.footprint.front().outer.front();
    while (!open.empty() && !same) {
        const Tile tile = open.back();
        open.pop_back();
        const geometry::Box3 &box = tile.volume.box;
        if (at.x < box.min.x || at.x > box.max.x || at.y < box.min.y || at.y > box.max.y)
            continue;
        if (tile.hasChildren) {
            const auto children = source->children(tile, base::Job());
            QVERIFY(children);
            open.insert(open.end(), children->begin(), children->end());
            continue;
        }
        const auto content = source->read(tile, base::Job());
        QVERIFY(content);
        kept = *content;
        for (const domain::Building &each : kept->buildings)
            if (each.id == building.id)
                same = &each;
    }
    QVERIFY(same);
    QCOMPARE(same->footprint.front().outer.front(), at);
    auto conditional = request(QStringLiteral("buildings"));
    conditional.where = QStringLiteral("use = 'commercial'");
    QVERIFY((*tiles(conditional)->find({QStringLiteral("B70001")}, 20, base::Job()))->buildings.empty());
    base::Job cancelled;
    cancelled.cancel();
    const auto refused = source->find({QStringLiteral("house")}, 20, cancelled);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("cancelled"));
}

// A view that has moved on takes its question back: the server stops working on it.
void TilesPostgisTest::cancelledOnTheServer()
{
    sql(QStringLiteral("create table patience as select 0.0 as seconds; grant select on patience to viewer;"
                       "create function slow() returns bool language plpgsql volatile as 'begin perform "
                       "pg_sleep((select seconds from patience)); return true; end'"));
    auto slow = request(QStringLiteral("buildings"));
    slow.where = QStringLiteral("slow()");
    const auto source = tiles(slow);
    QVERIFY(source);
    const Tile leaf = leafOf(*tiles(request(QStringLiteral("buildings"))));
    QVERIFY(source->read(leaf, base::Job()));
    sql(QStringLiteral("update patience set seconds = 60"));
    const auto working = [this] {
        return sql(QStringLiteral("select count(*) from pg_stat_activity where usename = 'viewer' and state = 'active' "
                                  "and wait_event = 'PgSleep'"))
            .toInt();
    };
    for (const Tile &tile : {leaf, source->root()}) {
        base::Job job;
        auto answer = std::async(std::launch::async, [&] { return source->read(tile, job); });
        int busy = 0;
        for (int i = 0; i < 50 && busy == 0; ++i) {
            QTest::qWait(100);
            busy = working();
        }
        QElapsedTimer timer;
        timer.start();
        job.cancel();
        const auto read = answer.get();
        QCOMPARE(busy, 1);
        QVERIFY2(timer.elapsed() < 1000, QByteArray::number(timer.elapsed()));
        QVERIFY(!read);
        QCOMPARE(read.error().code, QStringLiteral("cancelled"));
        QTRY_COMPARE_WITH_TIMEOUT(working(), 0, 1000);
    }
    sql(QStringLiteral("update patience set seconds = 0"));
    QVERIFY(source->read(leaf, base::Job()));
}

void TilesPostgisTest::cancelledInLine()
{
    const auto source = tiles(request(QStringLiteral("buildings")));
    QVERIFY(source);
    base::Job job;
    job.cancel();
    const auto read = source->read(source->root(), job);
    QVERIFY(!read);
    QCOMPARE(read.error().code, QStringLiteral("cancelled"));
    QVERIFY(!source->children(source->root(), job));
    QVERIFY(source->read(source->root(), base::Job()));
}

void TilesPostgisTest::severalAtOnce()
{
    const auto source = tiles(request(QStringLiteral("buildings")));
    QVERIFY(source);
    std::vector<Tile> wanted{source->root()};
    for (size_t i = 0; i < wanted.size() && wanted.size() < 60; ++i)
        if (const auto children = source->children(wanted[i], base::Job()))
            wanted.insert(wanted.end(), children->begin(), children->end());
    std::atomic_size_t next = 0, good = 0;
    std::vector<std::future<void>> workers;
    for (int i = 0; i < 8; ++i)
        workers.push_back(std::async(std::launch::async, [&] {
            for (size_t t = next++; t < wanted.size(); t = next++) {
                base::Job job;
                if (t % 5 == 4) // looked at and left
                    job.cancel();
                const auto read = source->read(wanted[t], job);
                good += read || read.error().code == QLatin1String("cancelled") ? 1 : 0;
            }
        }));
    for (auto &worker : workers)
        worker.wait();
    QCOMPARE(good.load(), wanted.size());
    const int connections =
        sql(QStringLiteral("select count(*) from pg_stat_activity where usename = 'viewer'")).toInt();
    QVERIFY2(connections >= 2 && connections <= 6, QByteArray::number(connections));
}

void TilesPostgisTest::roadsBySize()
{
    auto roads = request(QStringLiteral("roads"), LayerKind::Road);
    roads.tiled = true;
    const auto source = tiles(roads);
    QVERIFY(source);
    const TileWalk whole = walk(*source, [](const Tile &) { return true; });
    QVERIFY2(whole.faults.isEmpty(), qPrintable(whole.faults.mid(0, 5).join(QLatin1Char('\n'))));
    QCOMPARE(whole.all.size(), 20000);
    QCOMPARE(whole.all.uniqueKeys().size(), 20000);
    QCOMPARE(whole.all.value(QStringLiteral("R3000")), QStringLiteral("0/0/0"));
    QVERIFY(whole.leaves.contains(QStringLiteral("R7")));
    QVERIFY(!source->root().replaces);
}

void TilesPostgisTest::conditionsAndExtents()
{
    auto offices = request(QStringLiteral("buildings"));
    offices.where = QStringLiteral("use = 'office' or use = 'nothing'");
    offices.extent = {geometry::Vec2(m_frame.toLonLat({-8000, -8000, 0})),
                      geometry::Vec2(m_frame.toLonLat({-4000, -4000, 0}))};
    offices.tiled = true;
    const auto source = tiles(offices);
    QVERIFY(source);
    const TileWalk whole = walk(*source, [](const Tile &tile) { return !tile.hasChildren; });
    QVERIFY2(whole.faults.isEmpty(), qPrintable(whole.faults.join(QLatin1Char('\n'))));
    QCOMPARE(whole.leaves.size(), whole.leaves.uniqueKeys().size());
    const int truth = sql(QStringLiteral("select count(*) from buildings where use = 'office' and geom && "
                                         "ST_MakeEnvelope(500000, 2493000, 504000, 2497000, 4547)"))
                          .toInt();
    QVERIFY2(std::abs(whole.leaves.size() - truth) < truth / 20, QByteArray::number(whole.leaves.size()));
}

void TilesPostgisTest::degreesWithLatitudeFirst()
{
    auto world = request(QStringLiteral("world"));
    world.tiled = true;
    domain::Layer layer;
    const auto source = tiles(world, &layer);
    QVERIFY(source);
    const TileWalk whole = walk(*source, [](const Tile &tile) { return !tile.hasChildren; });
    QVERIFY2(whole.faults.isEmpty(), qPrintable(whole.faults.join(QLatin1Char('\n'))));
    QCOMPARE(whole.leaves.uniqueKeys().size(), 30000);
    const geometry::Vec3 size = source->root().volume.box.size();
    QVERIFY2(std::abs(size.x / size.y - 1) < 0.05, QByteArray::number(size.x / size.y));
    const auto content = source->read(source->root(), base::Job());
    QVERIFY(content);
    QCOMPARE(sumsOf(**content).buildings, 30000.0);
    const geometry::Vec3 middle = m_frame.fromLonLat({114.04, 22.53, 0});
    QVERIFY(glm::length(geometry::Vec2(source->root().volume.centre) - geometry::Vec2(middle)) < 1500);
}

void TilesPostgisTest::noIndex()
{
    auto bare = request(QStringLiteral("bare"));
    bare.tiled = true;
    const auto layers = fixtures::read(bare, m_frame);
    QVERIFY2(layers, fixtures::describe(layers));
    QVERIFY(!layers->front().tiles);
    QCOMPARE(layers->front().buildings.size(), size_t(30000));
    QCOMPARE(fixtures::warnings(layers->front(), "tiles-impossible"), 1);
}

void TilesPostgisTest::smallIsReadWhole()
{
    auto roads = fixtures::read(request(QStringLiteral("roads"), LayerKind::Road), m_frame);
    QVERIFY2(roads && !roads->front().tiles && roads->front().features.size() == 20000, fixtures::describe(roads));
    auto limited = request(QStringLiteral("roads"), LayerKind::Road);
    limited.tiledAbove = 10000;
    QVERIFY(tiles(limited));
    limited.tiled = false;
    QVERIFY(!tiles(limited));
}

void TilesPostgisTest::secretsStayHidden()
{
    const auto source = tiles(request(QStringLiteral("buildings")));
    QVERIFY(source);
    QVERIFY(!source->source().contains(QLatin1String("top secret")));
    QVERIFY(source->source().contains(QLatin1String("password=***")));
}

// A server that is restarted while the viewer runs: errors name the tile, and then it goes on.
void TilesPostgisTest::serverGoesAndComesBack()
{
    const auto source = tiles(request(QStringLiteral("buildings")));
    QVERIFY(source);
    const Tile leaf = leafOf(*source);
    QVERIFY(source->read(leaf, base::Job()));
    m_server.stop();
    const auto gone = source->read(leaf, base::Job());
    QVERIFY(!gone);
    QVERIFY2(gone.error().code == QLatin1String("database-unreachable") ||
                 gone.error().code == QLatin1String("tile-unreadable"),
             qPrintable(gone.error().code));
    QVERIFY(!gone.error().toLine().contains(QLatin1String("secret")));
    QVERIFY2(m_server.start(), m_server.output());
    const auto back = source->read(leaf, base::Job());
    QVERIFY2(back, back ? "" : qPrintable(back.error().toLine()));
    QVERIFY(!(*back)->buildings.empty());
}

QTEST_GUILESS_MAIN(TilesPostgisTest)
#include "tst_tiles_postgis.moc"
