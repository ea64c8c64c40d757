#include "Tiles3dTesting.h"
#include "formats/tiles3d/Fetcher.h"

#include <QThread>
#include <QtConcurrent>

using formats::tiles3d::DiskCache;
using formats::tiles3d::Fetcher;
using formats::tiles3d::FetchLimits;

/// Tilesets from a real web server on this machine (lighttpd), with scripts that fail, dawdle and pack.
class WebTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void sameAsFromFiles();
    void implicitOverTheWeb();
    void secondTimeFromTheCache();
    void askedAgainWhenOld();
    void changedFileIsSeen();
    void newEditionAsksForAllAnew();
    void noStoreIsNotKept();
    void serverAway();
    void damagedCacheIsNotBelieved();
    void cacheIsBounded();
    void triesAgain();
    void givesUp();
    void cancelIsQuick();
    void missingTileIsAHole();
    void forbidden();
    void packed();
    void tooLarge();
    void keyGoesWithEveryTile();
    void nothingListens();
    void severalAtOnce();

private:
    QByteArrayList requests();
    void startServer();

    QTemporaryDir m_folder;
    std::unique_ptr<QTemporaryDir> m_cache;
    std::unique_ptr<fixtures::Server> m_server;
    QString m_program, m_config, m_base;
    quint16 m_port = 0;
};

static void script(const QTemporaryDir &folder, const QString &name, const QByteArray &body)
{
    fixtures::write(folder, name, "#!/bin/sh\n" + body);
    QFile::setPermissions(folder.filePath(name), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

void WebTest::initTestCase()
{
    const QString samples = testing::sample(QStringLiteral("Tileset"));
    m_program = QStandardPaths::findExecutable(QStringLiteral("lighttpd"));
    if (m_program.isEmpty())
        m_program = QStandardPaths::findExecutable(QStringLiteral("lighttpd"), {QStringLiteral("/usr/sbin")});
    if (samples.isEmpty() || m_program.isEmpty())
        QSKIP("needs YUNJIE_TESTDATA and the package lighttpd");
    for (const char *name : {"Tileset", "AddTileset", "ImplicitTileset"})
        QVERIFY(
            QProcess::execute(QStringLiteral("cp"), {QStringLiteral("-r"), testing::sample(QString::fromLatin1(name)),
                                                     m_folder.path()}) == 0);
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("cgi")));
    const QByteArray root = m_folder.path().toUtf8();
    const QByteArray tile = root + "/Tileset/ll.b3dm";
    script(m_folder, QStringLiteral("cgi/flaky"),
           "echo x >> " + root + "/flaky.count\nif [ $(wc -l < " + root +
               "/flaky.count) -lt 3 ]; then printf 'Status: 503 Busy\\r\\nRetry-After: 0\\r\\n\\r\\n'; exit; fi\n"
               "printf 'Content-Type: a/b\\r\\n\\r\\n'; cat " +
               tile + "\n");
    script(m_folder, QStringLiteral("cgi/broken"),
           "echo x >> " + root + "/broken.count\nprintf 'Status: 502 Bad\\r\\n\\r\\n'\n");
    script(m_folder, QStringLiteral("cgi/slow"), "printf 'Content-Type: a/b\\r\\n\\r\\n'\nsleep 20\n");
    script(m_folder, QStringLiteral("cgi/forbidden"), "printf 'Status: 403 No\\r\\n\\r\\n'\n");
    script(m_folder, QStringLiteral("cgi/packed"),
           "printf 'Content-Type: a/b\\r\\nContent-Encoding: gzip\\r\\n\\r\\n'; gzip -c " + tile + "\n");
    script(m_folder, QStringLiteral("cgi/nostore"),
           "echo x >> " + root +
               "/nostore.count\nprintf 'Content-Type: a/b\\r\\nCache-Control: no-store\\r\\n\\r\\n'; cat " + tile +
               "\n");
    m_port = fixtures::freePort();
    m_base = QStringLiteral("http://127.0.0.1:%1/").arg(m_port);
    m_config = fixtures::write(m_folder, QStringLiteral("lighttpd.conf"),
                               "server.modules = (\"mod_cgi\", \"mod_accesslog\")\nserver.document-root = \"" + root +
                                   "\"\nserver.stat-cache-engine = \"disable\"\nmimetype.assign = (\"\" => "
                                   "\"application/octet-stream\")\nserver.bind = \"127.0.0.1\"\nserver.port = " +
                                   QByteArray::number(m_port) + "\naccesslog.filename = \"" + root +
                                   "/access.log\"\naccesslog.format = \"%s %r\"\n$HTTP[\"url\"] =~ \"^/cgi/\" { "
                                   "cgi.assign = (\"\" => \"\") }\n");
    startServer();
}

void WebTest::startServer()
{
    m_server = std::make_unique<fixtures::Server>();
    QVERIFY2(m_server->start(m_program, {QStringLiteral("-D"), QStringLiteral("-f"), m_config}, m_port),
             m_server->output());
}

void WebTest::init()
{
    m_cache = std::make_unique<QTemporaryDir>();
    requests();
}

/// What was asked since the last call, as "200 GET /... HTTP/1.1". The server writes its log now and then, or when
/// told.
QByteArrayList WebTest::requests()
{
    if (!m_server)
        return {};
    m_server.reset(); // writes the log out
    QFile log(m_folder.filePath(QStringLiteral("access.log")));
    QByteArrayList lines;
    if (log.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : log.readAll().split('\n')) {
            if (line.contains("HTTP/"))
                lines.append(line);
        }
    }
    QFile::remove(log.fileName());
    startServer();
    return lines;
}

static formats::LayerRequest webRequest(const QString &address, const QString &cache = {})
{
    auto request = fixtures::request(address);
    request.cache = cache;
    return request;
}

void WebTest::sameAsFromFiles()
{
    const auto there = testing::open(m_base + QStringLiteral("AddTileset/tileset.json"));
    QVERIFY2(there, qPrintable(there ? QString() : there.error().toLine()));
    const auto here = testing::open(testing::sample(QStringLiteral("AddTileset/tileset.json")));
    QVERIFY(here);
    const testing::Found first = testing::walk(*there->tiles), second = testing::walk(*here->tiles);
    QCOMPARE(first.tiles, second.tiles);
    QCOMPARE(first.ids, second.ids);
    QCOMPARE(first.triangles, second.triangles);
    QVERIFY(glm::length(first.bounds.min - second.bounds.min) < 1e-9);
    QCOMPARE(there->info.source, m_base + QStringLiteral("AddTileset/tileset.json"));
}

void WebTest::implicitOverTheWeb()
{
    const auto layer = testing::open(m_base + QStringLiteral("ImplicitTileset/tileset_1.1.json"));
    QVERIFY(layer);
    const testing::Found found = testing::walk(*layer->tiles);
    QCOMPARE(found.buildings, 50);
    QVERIFY(found.errors.empty());
}

void WebTest::secondTimeFromTheCache()
{
    const auto request = webRequest(m_base + QStringLiteral("Tileset/tileset.json"), m_cache->path());
    for (int round = 0; round < 2; ++round) {
        const auto layer = testing::open(request);
        QVERIFY(layer);
        QCOMPARE(testing::walk(*layer->tiles).buildings, 50);
        const QByteArrayList asked = requests();
        int tiles = 0, roots = 0, unchanged = 0;
        for (const QByteArray &line : asked) {
            tiles += line.contains(".b3dm");
            roots += line.contains("tileset.json");
            unchanged += line.startsWith("304");
        }
        QCOMPARE(tiles, round == 0 ? 5 : 0);
        QVERIFY(roots > 0); // a new edition would show there
        if (round == 1)
            QCOMPARE(unchanged, roots);
    }
}

void WebTest::askedAgainWhenOld()
{
    base::ManualClock clock(1'000'000'000'000);
    const QString address = m_base + QStringLiteral("Tileset/ll.b3dm");
    const Fetcher fetcher(address, m_cache->path(), clock);
    const auto first = fetcher.get(address, base::Job());
    QVERIFY(first);
    constexpr qint64 Hour = 3600 * 1000;
    clock.advance(20 * Hour);
    QCOMPARE(fetcher.get(address, base::Job()).value_or(QByteArray()), *first);
    QCOMPARE(requests().size(), 1);
    clock.advance(20 * Hour);
    QCOMPARE(fetcher.get(address, base::Job()).value_or(QByteArray()), *first);
    const QByteArrayList asked = requests();
    QCOMPARE(asked.size(), 1);
    QVERIFY2(asked.front().startsWith("304"), asked.front());
    clock.advance(20 * Hour); // fresh again since then
    QVERIFY(fetcher.get(address, base::Job()));
    QCOMPARE(requests().size(), 0);
}

void WebTest::changedFileIsSeen()
{
    base::ManualClock clock(1'000'000'000'000);
    const QString address = m_base + QStringLiteral("changing.b3dm");
    fixtures::write(m_folder, QStringLiteral("changing.b3dm"), "first");
    const Fetcher fetcher(address, m_cache->path(), clock);
    QCOMPARE(fetcher.get(address, base::Job()).value(), QByteArray("first"));
    fixtures::write(m_folder, QStringLiteral("changing.b3dm"), "second, longer");
    QCOMPARE(fetcher.get(address, base::Job()).value(), QByteArray("first"));
    QCOMPARE(fetcher.get(address, base::Job(), true).value(), QByteArray("second, longer"));
    QCOMPARE(fetcher.get(address, base::Job()).value(), QByteArray("second, longer"));
}

void WebTest::newEditionAsksForAllAnew()
{
    base::ManualClock clock(1'000'000'000'000);
    const QString root = m_base + QStringLiteral("edition/tileset.json"),
                  tile = m_base + QStringLiteral("edition/a.bin");
    QDir(m_folder.path()).mkdir(QStringLiteral("edition"));
    fixtures::write(m_folder, QStringLiteral("edition/tileset.json"), "one");
    fixtures::write(m_folder, QStringLiteral("edition/a.bin"), "tile one");
    for (int round = 0; round < 3; ++round) {
        const Fetcher fetcher(root, m_cache->path(), clock);
        QVERIFY(fetcher.get(root, base::Job(), true));
        fetcher.setEdition(fetcher.storedAt(root));
        const auto got = fetcher.get(tile, base::Job());
        QCOMPARE(got.value(), QByteArray(round < 2 ? "tile one" : "tile two!"));
        // The second round changes the tile alone, which is not seen yet; the third the root with it.
        fixtures::write(m_folder, QStringLiteral("edition/a.bin"), "tile two!");
        if (round == 1)
            fixtures::write(m_folder, QStringLiteral("edition/tileset.json"), "edition two");
        clock.advance(60'000);
    }
}

void WebTest::noStoreIsNotKept()
{
    base::SystemClock clock;
    const QString address = m_base + QStringLiteral("cgi/nostore");
    const Fetcher fetcher(address, m_cache->path(), clock);
    QVERIFY(fetcher.get(address, base::Job()) && fetcher.get(address, base::Job()));
    QFile count(m_folder.filePath(QStringLiteral("nostore.count")));
    QVERIFY(count.open(QIODevice::ReadOnly));
    QCOMPARE(count.readAll(), QByteArray("x\nx\n"));
}

void WebTest::serverAway()
{
    base::ManualClock clock(1'000'000'000'000);
    const QString address = m_base + QStringLiteral("Tileset/ur.b3dm");
    FetchLimits limits;
    limits.firstPauseMs = 10;
    const Fetcher fetcher(address, m_cache->path(), clock, limits);
    const auto first = fetcher.get(address, base::Job());
    QVERIFY(first);
    clock.advance(100LL * 24 * 3600 * 1000);
    m_server.reset();
    QCOMPARE(fetcher.get(address, base::Job()).value_or(QByteArray()), *first); // old, but better than a hole
    const auto other = fetcher.get(m_base + QStringLiteral("Tileset/ul.b3dm"), base::Job());
    QVERIFY(!other);
    QCOMPARE(other.error().code, QStringLiteral("tile-unreachable"));
    startServer();
}

void WebTest::damagedCacheIsNotBelieved()
{
    base::SystemClock clock;
    const QString address = m_base + QStringLiteral("Tileset/lr.b3dm");
    const Fetcher fetcher(address, m_cache->path(), clock);
    const auto first = fetcher.get(address, base::Job());
    QVERIFY(first);
    QDirIterator it(m_cache->path(), {QStringLiteral("*.tile")}, QDir::Files, QDirIterator::Subdirectories);
    QVERIFY(it.hasNext());
    const QString kept = it.next();
    QFile file(kept);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray good = file.readAll();
    file.close();
    std::vector<QByteArray> bad{{}, good.left(6), good.chopped(1), good + 'x', QByteArray(200, '\xff')};
    for (qsizetype at = 0; at < good.size(); at += 97) {
        bad.push_back(good);
        bad.back()[at] = char(bad.back()[at] ^ 0x20);
    }
    DiskCache cache(m_cache->path());
    for (const QByteArray &bytes : bad) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        QVERIFY(!cache.find(address));
        QVERIFY(!QFile::exists(kept));
    }
    QCOMPARE(fetcher.get(address, base::Job()).value_or(QByteArray()), *first);
    QVERIFY(cache.find(address));
}

void WebTest::cacheIsBounded()
{
    constexpr qint64 Limit = 200'000;
    DiskCache cache(m_cache->path(), Limit);
    for (int i = 0; i < 100; ++i) {
        cache.store(QStringLiteral("http://x/%1").arg(i), {QByteArray(9000, char(i)), {}, {}, 1, 2});
        QVERIFY(i < 1 || cache.find(QStringLiteral("http://x/0")) || i > 15); // used again and again
    }
    qint64 size = 0;
    for (QDirIterator it(m_cache->path(), QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        it.next();
        size += it.fileInfo().size();
    }
    QVERIFY2(size <= Limit && size > Limit / 2, QByteArray::number(size));
    QVERIFY(cache.find(QStringLiteral("http://x/99")));
    QVERIFY(!cache.find(QStringLiteral("http://x/1")));
}

void WebTest::triesAgain()
{
    base::SystemClock clock;
    FetchLimits limits;
    limits.firstPauseMs = 10;
    const Fetcher fetcher(m_base, {}, clock, limits);
    const auto got = fetcher.get(m_base + QStringLiteral("cgi/flaky"), base::Job());
    QVERIFY2(got, qPrintable(got ? QString() : got.error().toLine()));
    QVERIFY(got->startsWith("b3dm"));
}

void WebTest::givesUp()
{
    base::SystemClock clock;
    FetchLimits limits;
    limits.firstPauseMs = 5;
    const Fetcher fetcher(m_base, {}, clock, limits);
    const auto got = fetcher.get(m_base + QStringLiteral("cgi/broken"), base::Job());
    QVERIFY(!got);
    QCOMPARE(got.error().code, QStringLiteral("tile-unreachable"));
    QVERIFY(got.error().message.contains(QLatin1String("502")));
    QFile count(m_folder.filePath(QStringLiteral("broken.count")));
    QVERIFY(count.open(QIODevice::ReadOnly));
    QCOMPARE(count.readAll().count('x'), limits.attempts);
}

void WebTest::cancelIsQuick()
{
    base::SystemClock clock;
    const Fetcher fetcher(m_base, {}, clock);
    base::Job job;
    QElapsedTimer timer;
    const auto answer = QtConcurrent::run([&] {
        return std::make_shared<base::Result<QByteArray>>(fetcher.get(m_base + QStringLiteral("cgi/slow"), job));
    });
    QThread::msleep(300);
    timer.start();
    job.cancel();
    const auto got = answer.result();
    QVERIFY(timer.elapsed() < 1000); // 50 ms and the machine's mood
    QVERIFY(!*got);
    QCOMPARE(got->error().code, QStringLiteral("cancelled"));
}

void WebTest::missingTileIsAHole()
{
    QFile::rename(m_folder.filePath(QStringLiteral("Tileset/ul.b3dm")), m_folder.filePath(QStringLiteral("ul.away")));
    const auto layer = testing::open(m_base + QStringLiteral("Tileset/tileset.json"));
    QFile json(m_folder.filePath(QStringLiteral("Tileset/tileset.json")));
    QVERIFY(layer);
    const testing::Found found = testing::walk(*layer->tiles);
    QFile::rename(m_folder.filePath(QStringLiteral("ul.away")), m_folder.filePath(QStringLiteral("Tileset/ul.b3dm")));
    QCOMPARE(found.buildings, 40);
    QCOMPARE(found.errors.size(), size_t(1));
    QCOMPARE(found.errors.front().code, QStringLiteral("tile-missing"));
    QCOMPARE(found.errors.front().feature, QStringLiteral("ul.b3dm"));
    // It comes back when it is asked for again.
    QCOMPARE(testing::walk(*layer->tiles).buildings, 50);
}

void WebTest::forbidden()
{
    base::SystemClock clock;
    const Fetcher fetcher(m_base, {}, clock);
    const auto got = fetcher.get(m_base + QStringLiteral("cgi/forbidden?token=hush"), base::Job());
    QVERIFY(!got);
    QCOMPARE(got.error().code, QStringLiteral("tile-forbidden"));
    QVERIFY(!got.error().toLine().contains(QLatin1String("hush")));
}

void WebTest::packed()
{
    base::SystemClock clock;
    const Fetcher fetcher(m_base, {}, clock);
    const auto got = fetcher.get(m_base + QStringLiteral("cgi/packed"), base::Job());
    QVERIFY(got && got->startsWith("b3dm"));
    QCOMPARE(got->size(), QFileInfo(testing::sample(QStringLiteral("Tileset/ll.b3dm"))).size());
}

void WebTest::tooLarge()
{
    base::SystemClock clock;
    FetchLimits limits;
    limits.mostBytes = 1000;
    const Fetcher fetcher(m_base, {}, clock, limits);
    for (const char *name : {"Tileset/ll.b3dm", "cgi/packed"})
        QCOMPARE(fetcher.get(m_base + QLatin1String(name), base::Job()).error().code, QStringLiteral("tile-too-large"));
}

void WebTest::keyGoesWithEveryTile()
{
    auto request = webRequest(m_base + QStringLiteral("AddTileset/tileset.json?key={key}&session=s1"));
    request.key = QStringLiteral("hush hush");
    const auto layer = testing::open(request);
    QVERIFY(layer);
    QVERIFY(!layer->info.source.contains(QLatin1String("hush")));
    const testing::Found found = testing::walk(*layer->tiles);
    QCOMPARE(found.buildings, 50);
    QVERIFY(found.ids.contains(QStringLiteral("layer:tileset3/ll.b3dm:0")));
    for (const QByteArray &line : requests())
        QVERIFY2(line.contains("key=hush%20hush") && line.contains("session=s1"), line);
    for (const auto &content : found.layers)
        QVERIFY(!content->info.source.contains(QLatin1String("hush")));
}

void WebTest::nothingListens()
{
    const QString address = QStringLiteral("http://127.0.0.1:%1/tileset.json").arg(fixtures::freePort());
    const auto found = formats::findReader(fixtures::request(address));
    QVERIFY(!found);
    QCOMPARE(found.error().code, QStringLiteral("tile-unreachable"));
    QCOMPARE(found.error().source, address);
}

void WebTest::severalAtOnce()
{
    const auto layer = testing::open(webRequest(m_base + QStringLiteral("Tileset/tileset.json"), m_cache->path()));
    QVERIFY(layer);
    const auto children = layer->tiles->children(layer->tiles->root(), base::Job());
    QVERIFY(children);
    std::vector<domain::Tile> tiles;
    for (int i = 0; i < 10; ++i)
        tiles.insert(tiles.end(), children->begin(), children->end());
    const auto counts = QtConcurrent::blockingMapped<std::vector<int>>(tiles, [&layer](const domain::Tile &tile) {
        const auto read = layer->tiles->read(tile, base::Job());
        return read ? int((*read)->buildings.size()) : -1;
    });
    for (const int count : counts)
        QCOMPARE(count, 10);
}

QTEST_GUILESS_MAIN(WebTest)
#include "WebTest.moc"
