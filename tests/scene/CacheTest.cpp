#include "scene/cache/CitySketch.h"
#include "scene/cache/DiskCache.h"
#include "scene/chunks/ChunkGeometry.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using scene::CitySketch;
using scene::DiskCache;

/// Finished tiles on disk: what was kept comes back as it was, what was damaged does not.
class CacheTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsBytes();
    void knowsItsKeys();
    void refusesDamage();
    void staysWithinItsBound();
    void mayBeDeletedAtAnyTime();
    void keepsNothingWithoutAFolder();
    void sketchComesBack();
    void sketchPointsNowhereElse();

private:
    QString onlyFile() const;
    std::unique_ptr<QTemporaryDir> m_folder;
};

static std::vector<std::span<const std::byte>> partsOf(const QByteArray &bytes)
{
    const std::span<const std::byte> all(reinterpret_cast<const std::byte *>(bytes.constData()), size_t(bytes.size()));
    return {all.first(all.size() / 3), all.subspan(all.size() / 3)};
}

static QByteArray someBytes(int count, uint seed)
{
    QRandomGenerator random(seed);
    QByteArray bytes(count, '\0');
    for (char &byte : bytes)
        byte = char(random.generate());
    return bytes;
}

void CacheTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QString CacheTest::onlyFile() const
{
    const QFileInfoList files = QDir(m_folder->path()).entryInfoList(QDir::Files);
    return files.size() == 1 ? files.first().filePath() : QString();
}

void CacheTest::keepsBytes()
{
    const DiskCache cache(m_folder->filePath(QStringLiteral("deep/er")), 1 << 20);
    const QByteArray bytes = someBytes(100'000, 1);
    QVERIFY(cache.find("a").isEmpty());
    QVERIFY(cache.store("a", partsOf(bytes)));
    QVERIFY(cache.has("a"));
    QCOMPARE(cache.find("a"), bytes);
    QVERIFY(cache.store("a", partsOf(bytes.left(10))));
    QCOMPARE(cache.find("a"), bytes.left(10));
}

void CacheTest::knowsItsKeys()
{
    const DiskCache cache(m_folder->path(), 1 << 20);
    QVERIFY(cache.store("a", partsOf("content of a")));
    const QString file = onlyFile();
    QVERIFY(cache.store("b", partsOf("b")));
    // Under another's name it is nobody's.
    for (const QFileInfo &info : QDir(m_folder->path()).entryInfoList(QDir::Files)) {
        if (info.filePath() == file)
            continue;
        const QString other = info.filePath();
        QVERIFY(QFile::remove(other));
        QVERIFY(QFile::copy(file, other));
    }
    QVERIFY(cache.find("b").isEmpty());
    QCOMPARE(cache.find("a"), QByteArray("content of a"));
}

void CacheTest::refusesDamage()
{
    const DiskCache cache(m_folder->path(), 1 << 20);
    const QByteArray bytes = someBytes(4000, 2);
    QVERIFY(cache.store("key", partsOf(bytes)));
    const QString name = onlyFile();
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    file.close();
    const auto tryWith = [&](const QByteArray &content) {
        QFile damaged(name);
        if (!damaged.open(QIODevice::WriteOnly | QIODevice::Truncate))
            return false;
        damaged.write(content);
        damaged.close();
        return cache.find("key").isEmpty() && !QFile::exists(name);
    };
    QRandomGenerator random(3);
    for (int i = 0; i < 400; ++i) {
        QByteArray content = whole;
        const qsizetype at = random.bounded(int(content.size()));
        content[at] = char(content[at] ^ (1 << random.bounded(8)));
        QVERIFY2(tryWith(content), qPrintable(QStringLiteral("a bit of byte %1").arg(at)));
    }
    for (const qsizetype length : {qsizetype(0), qsizetype(1), qsizetype(47), qsizetype(48), whole.size() - 1})
        QVERIFY(tryWith(whole.left(length)));
    QVERIFY(tryWith(whole + 'x'));
    QVERIFY(tryWith(someBytes(5000, 4)));
    QVERIFY(!tryWith(whole));
    QCOMPARE(cache.find("key"), bytes);
}

void CacheTest::staysWithinItsBound()
{
    const DiskCache cache(m_folder->path(), 100'000);
    QVERIFY(!cache.store("large", partsOf(someBytes(30'000, 5))));
    for (int i = 0; i < 20; ++i) {
        QVERIFY(cache.store(QByteArray::number(i), partsOf(someBytes(20'000, uint(i)))));
        QVERIFY(cache.size() <= 100'000);
        QTest::qWait(12); // files are told apart by their times
        if (i > 1)
            QVERIFY(!cache.find("1").isEmpty()); // asked for all the time
    }
    QVERIFY(cache.find("2").isEmpty());
    QVERIFY(!cache.find("19").isEmpty());
}

void CacheTest::mayBeDeletedAtAnyTime()
{
    const DiskCache cache(m_folder->filePath(QStringLiteral("tiles")), 1 << 20);
    QVERIFY(cache.store("a", partsOf("a")));
    QVERIFY(QDir(cache.folder()).removeRecursively());
    QVERIFY(cache.find("a").isEmpty());
    QVERIFY(cache.store("a", partsOf("again")));
    QCOMPARE(cache.find("a"), QByteArray("again"));
}

void CacheTest::keepsNothingWithoutAFolder()
{
    QVERIFY(!DiskCache().store("a", partsOf("a")));
    QVERIFY(DiskCache().find("a").isEmpty());
    const DiskCache unwritable(QStringLiteral("/proc/nowhere"), 1 << 20);
    QVERIFY(!unwritable.store("a", partsOf("a")));
    QVERIFY(unwritable.find("a").isEmpty());
}

static CitySketch exampleSketch(const std::vector<scene::ChunkGeometry::Vertex> &vertices,
                                const std::vector<uint32_t> &indices, const std::vector<uint16_t> &few)
{
    CitySketch sketch;
    sketch.bounds.add({-10, -20, 0});
    sketch.bounds.add({10, 20, 30});
    sketch.ground = -1.5;
    sketch.sun = {1, 0, 0};
    sketch.layers.push_back({QStringLiteral("buildings"), someBytes(4 * scene::StateColumns, 6), someBytes(16 * scene::StateColumns, 7), 14, 0.5});
    const auto bytes = [](const auto &of) { return std::as_bytes(std::span(of)); };
    const quint32 count = quint32(vertices.size());
    sketch.meshes.push_back({0,
                             scene::Surface::City,
                             {1, 2, 3},
                             sketch.bounds,
                             count,
                             quint32(indices.size()),
                             4,
                             bytes(vertices),
                             bytes(indices)});
    sketch.meshes.push_back({0,
                             scene::Surface::Distant,
                             {4, 5, 6},
                             sketch.bounds,
                             count,
                             quint32(few.size()),
                             2,
                             bytes(vertices),
                             bytes(few)});
    sketch.meshes.back().tree = 1;
    sketch.meshes.back().level = 2;
    sketch.meshes.back().tile = 77;
    sketch.meshes.back().form = 1;
    sketch.shade.width = 3;
    sketch.shade.height = 2;
    sketch.shade.rgba = someBytes(24, 8);
    sketch.shade.high = 77;
    return sketch;
}

static QByteArray joined(const CitySketch &sketch)
{
    QByteArray head, all;
    for (const auto &part : sketch.toBytes(head))
        all.append(reinterpret_cast<const char *>(part.data()), qsizetype(part.size()));
    return all;
}

void CacheTest::sketchComesBack()
{
    std::vector<scene::ChunkGeometry::Vertex> vertices(7);
    for (size_t i = 0; i < vertices.size(); ++i)
        vertices[i] = {float(i), 1, 2, 127, 0, 0, 1, uint32_t(i)};
    const std::vector<uint32_t> indices{0, 1, 2, 4, 5, 6};
    const std::vector<uint16_t> few{2, 1, 0};
    const CitySketch sketch = exampleSketch(vertices, indices, few);
    const auto back = CitySketch::fromBytes(joined(sketch));
    QVERIFY(back);
    QCOMPARE(back->bounds.max, sketch.bounds.max);
    QCOMPARE(back->ground, sketch.ground);
    QCOMPARE(back->sun, sketch.sun);
    QCOMPARE(back->layers.size(), size_t(1));
    QCOMPARE(back->layers[0].id, sketch.layers[0].id);
    QCOMPARE(back->layers[0].state, sketch.layers[0].state);
    QCOMPARE(back->layers[0].info, sketch.layers[0].info);
    QCOMPARE(back->layers[0].opacity, 0.5);
    QCOMPARE(back->shade.rgba, sketch.shade.rgba);
    QCOMPARE(back->shade.high, 77.0);
    QCOMPARE(back->meshes.size(), size_t(2));
    for (size_t i = 0; i < 2; ++i) {
        QCOMPARE(int(back->meshes[i].surface), int(sketch.meshes[i].surface));
        QCOMPARE(back->meshes[i].origin, sketch.meshes[i].origin);
        QVERIFY(std::ranges::equal(back->meshes[i].vertices, sketch.meshes[i].vertices));
        QVERIFY(std::ranges::equal(back->meshes[i].indices, sketch.meshes[i].indices));
        QCOMPARE(back->meshes[i].tree, sketch.meshes[i].tree);
        QCOMPARE(back->meshes[i].level, sketch.meshes[i].level);
        QCOMPARE(back->meshes[i].tile, sketch.meshes[i].tile);
        QCOMPARE(back->meshes[i].form, sketch.meshes[i].form);
    }
}

void CacheTest::sketchPointsNowhereElse()
{
    // A checksum tells what was damaged, not what was wrong when it was written.
    std::vector<scene::ChunkGeometry::Vertex> vertices(3);
    QVERIFY(!CitySketch::fromBytes(joined(exampleSketch(vertices, {0, 1, 3}, {0, 1, 2}))));
    QVERIFY(!CitySketch::fromBytes(joined(exampleSketch(vertices, {0, 1, 2}, {0, 1, 65535}))));
    const QByteArray whole = joined(exampleSketch(vertices, {0, 1, 2}, {0, 1, 2}));
    QVERIFY(CitySketch::fromBytes(whole));
    for (qsizetype length = 0; length < whole.size() - 16; length += 97)
        (void)CitySketch::fromBytes(whole.left(length));
    QRandomGenerator random(9);
    for (int i = 0; i < 3000; ++i) {
        QByteArray content = whole;
        for (int k = 0; k < 3; ++k)
            content[random.bounded(int(content.size()))] = char(random.generate());
        const auto sketch = CitySketch::fromBytes(content);
        if (!sketch)
            continue;
        for (const CitySketch::Mesh &mesh : sketch->meshes) {
            QVERIFY(mesh.layer < sketch->layers.size());
            QCOMPARE(mesh.indices.size(), size_t(mesh.indexCount) * mesh.indexBytes);
        }
    }
}

QTEST_GUILESS_MAIN(CacheTest)
#include "CacheTest.moc"
