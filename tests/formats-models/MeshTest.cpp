#include "ModelsTesting.h"
#include "formats/mesh/MeshReader.h"
#include "formats/mesh/ReaderProcess.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtConcurrent/QtConcurrentRun>

using domain::Layer;
using formats::meshReader;
using geometry::Vec3;

using Layers = base::Result<std::vector<Layer>>;

static Layers readPlaced(const QString &file, double heading = 0, double scale = 1)
{
    formats::LayerRequest request = testing::requestFor(file);
    request.hasPlacement = true;
    request.position = Vec3(114.11, 22.54, 5);
    request.heading = heading;
    request.scale = scale;
    const geometry::LocalFrame frame = testing::frameOf(QStringLiteral("EPSG:4547"), {508000, 2494000, 0});
    return meshReader().read(request, frame, base::Job());
}

static size_t trianglesOf(const domain::Model &model)
{
    size_t sum = 0;
    for (const domain::ModelPart &part : model.parts)
        sum += part.mesh.triangles();
    return sum;
}

static size_t verticesOf(const domain::Model &model)
{
    size_t sum = 0;
    for (const domain::ModelPart &part : model.parts)
        sum += part.mesh.positions.size();
    return sum;
}

class MeshTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void virtualCity();
    void placesAndTurns();
    void mirroredNodes();
    void unicodeNames();
    void largeCoordinates();
    void colladaUnits();
    void texturesBesideTheFile();
    void noPlacement();
    void survivesCrash();
    void survivesHang();
    void survivesGarbage_data();
    void survivesGarbage();
    void survivesManyKindsOfGarbage();
    void keepsToItsMemory();
    void refusesDevices();
    void cancels();
    void readsFromManyThreads();
    void missingReader();
    void refusesFbx();
};

void MeshTest::virtualCity()
{
    NEED_DATA(file, "mesh/gltf/VirtualCity.glb");
    const Layers layers = readPlaced(file);
    QVERIFY2(layers, layers ? "" : qPrintable(layers.error().toLine()));
    QCOMPARE(testing::inconsistency(layers->front()), QString());
    const domain::Model &model = layers->front().models.at(0);
    // As the file's own JSON has it. (Assimp's largest preset drops repeated meshes and makes 91 of 14,674 vertices of
    // them.)
    QCOMPARE(model.parts.size(), size_t(167));
    QCOMPARE(model.materials.size(), size_t(25));
    QCOMPARE(verticesOf(model), size_t(19483));
    QCOMPARE(trianglesOf(model), size_t(8383));
    QVERIFY(model.textures.size() > 0);
    for (const domain::Texture &texture : model.textures)
        QCOMPARE(texture.rgba.size(), size_t(texture.width) * size_t(texture.height) * 4);
    for (const domain::ModelPart &part : model.parts) {
        if (model.materials[part.material].texture >= 0)
            QCOMPARE(part.texCoords.size(), part.mesh.positions.size());
        QVERIFY(part.normals.empty() || part.normals.size() == part.mesh.positions.size());
    }
    // Turned to z up: it is a city, wider than high.
    const Vec3 size = model.bounds().size();
    QVERIFY2(size.z < size.x && size.z < size.y,
             qPrintable(QStringLiteral("%1 %2 %3").arg(size.x).arg(size.y).arg(size.z)));
}

void MeshTest::placesAndTurns()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("corner.stl"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("solid x\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 10 0 0\nvertex 0 1 "
               "3\nendloop\nendfacet\nendsolid x\n");
    file.close();
    const Layers straight = readPlaced(path), turned = readPlaced(path, 90, 2);
    QVERIFY(straight && turned);
    // Its x axis, ten metres long: east, then (clockwise by 90 degrees) south and twice as long.
    const auto ends = [](const Layers &layers) {
        const geometry::Mesh &mesh = layers->front().models[0].parts[0].mesh;
        Vec3 origin(0), end(0);
        double longest = 0;
        for (const geometry::Vec3f &a : mesh.positions) {
            for (const geometry::Vec3f &b : mesh.positions) {
                if (a.z == b.z && double(glm::distance(a, b)) > longest) {
                    longest = double(glm::distance(a, b));
                    origin = mesh.origin + Vec3(a);
                    end = mesh.origin + Vec3(b);
                }
            }
        }
        const Vec3 along = end - origin;
        const double larger = std::abs(along.x) > std::abs(along.y) ? along.x : along.y;
        return larger < 0 ? -along : along; // the triangle does not tell which end is which
    };
    const Vec3 east = ends(straight), south = ends(turned);
    QVERIFY2(glm::length(east - Vec3(10, 0, 0)) < 0.05,
             qPrintable(QStringLiteral("%1 %2 %3").arg(east.x).arg(east.y).arg(east.z)));
    QVERIFY2(glm::length(south - Vec3(0, 20, 0)) < 0.1,
             qPrintable(QStringLiteral("%1 %2 %3").arg(south.x).arg(south.y).arg(south.z)));
    QCOMPARE(std::round(straight->front().models[0].bounds().min.z), 5.0);
    QVERIFY(turned->front().models[0].bounds().min.y < straight->front().models[0].bounds().min.y - 15);
}

void MeshTest::mirroredNodes()
{
    NEED_DATA(file, "mesh/gltf/NegativeScaleTest.glb");
    const Layers layers = readPlaced(file);
    QVERIFY(layers);
    // Wherever normals are given, the winding agrees with them, mirrored or not.
    size_t agree = 0, disagree = 0;
    for (const domain::ModelPart &part : layers->front().models[0].parts) {
        for (size_t i = 0; i + 2 < part.mesh.indices.size() && !part.normals.empty(); i += 3) {
            const auto *at = &part.mesh.indices[i];
            const geometry::Vec3f a = part.mesh.positions[at[0]], b = part.mesh.positions[at[1]],
                                  c = part.mesh.positions[at[2]];
            const float side =
                glm::dot(glm::cross(b - a, c - a), part.normals[at[0]] + part.normals[at[1]] + part.normals[at[2]]);
            ++(side >= 0 ? agree : disagree);
        }
    }
    QVERIFY2(agree > 0 && disagree * 50 < agree,
             qPrintable(QStringLiteral("%1 agree, %2 do not").arg(agree).arg(disagree)));
}

void MeshTest::unicodeNames()
{
    NEED_DATA(folder, "mesh/gltf");
    const QStringList found = QDir(folder).entryList({QStringLiteral("Unicode*.glb")});
    QCOMPARE(found.size(), 1);
    const Layers layers = readPlaced(folder + u'/' + found[0]);
    QVERIFY2(layers, layers ? "" : qPrintable(layers.error().toLine()));
    QVERIFY(layers->front().models[0].materials[0].name.contains(QString::fromUtf8("❤")));
}

void MeshTest::largeCoordinates()
{
    NEED_DATA(file, "dem/capetown/obj275D_cput3d-str.obj");
    formats::LayerRequest request = testing::requestFor(file);
    request.crs = QStringLiteral("EPSG:32734");
    const geometry::LocalFrame frame = testing::frameOf(request.crs, {265000, 6240000, 0});
    const Layers layers = meshReader().read(request, frame, base::Job());
    QVERIFY2(layers, layers ? "" : qPrintable(layers.error().toLine()));
    // The same campus as the CityJSON: the file's own numbers, to a millimetre.
    geometry::Box3 wanted;
    QFile text(file);
    QVERIFY(text.open(QIODevice::ReadOnly));
    for (const QByteArray &line : text.readAll().split('\n')) {
        const QList<QByteArray> parts = line.simplified().split(' ');
        if (parts.size() >= 4 && parts[0] == "v")
            wanted.add(Vec3(parts[1].toDouble(), parts[2].toDouble(), parts[3].toDouble()));
    }
    const geometry::Box3 box = layers->front().models[0].bounds();
    QVERIFY(glm::length(box.min - (wanted.min - frame.origin())) < 2e-3);
    QVERIFY(glm::length(box.max - (wanted.max - frame.origin())) < 2e-3);
    QCOMPARE(layers->front().warnings.count(QStringLiteral("precision-lost")), 0);
}

void MeshTest::colladaUnits()
{
    NEED_DATA(file, "mesh/assimp/models/Collada/duck.dae");
    const Layers layers = readPlaced(file);
    QVERIFY(layers);
    // Authored in centimetres, y up.
    const Vec3 size = layers->front().models[0].bounds().size();
    QVERIFY2(size.z > 1 && size.z < 2 && size.x < 2,
             qPrintable(QStringLiteral("%1 %2 %3").arg(size.x).arg(size.y).arg(size.z)));
}

void MeshTest::texturesBesideTheFile()
{
    NEED_DATA(file, "mesh/assimp/models/OBJ/spider.obj");
    const Layers layers = readPlaced(file);
    QVERIFY(layers);
    const domain::Model &model = layers->front().models[0];
    QCOMPARE(model.textures.size(), size_t(4)); // the fifth is of a material that nothing uses
    QCOMPARE(trianglesOf(model), size_t(1368));
    QCOMPARE(layers->front().warnings.count(QStringLiteral("texture-missing")), 0);
}

void MeshTest::noPlacement()
{
    NEED_DATA(file, "mesh/gltf/BoxTextured.glb");
    const geometry::LocalFrame frame = testing::frameOf(QStringLiteral("EPSG:4547"), {508000, 2494000, 0});
    const Layers layers = meshReader().read(testing::requestFor(file), frame, base::Job());
    QVERIFY(layers);
    QCOMPARE(layers->front().warnings.count(QStringLiteral("crs-missing")), 1);
    QVERIFY(glm::length(layers->front().models[0].bounds().centre()) < 1);
    QCOMPARE(layers->front().models[0].textures.size(), size_t(1));
}

void MeshTest::survivesCrash()
{
    NEED_DATA(file, "mesh/assimp/models/invalid/crash-30d6d0f7c529b3b66b4131700b7a4580cd7082df.ply");
    const Layers layers = readPlaced(file);
    QVERIFY(!layers);
    QCOMPARE(layers.error().source, file);
    QCOMPARE(layers.error().code, QStringLiteral("reader-crashed"));
    QVERIFY(!layers.error().hint.isEmpty());
}

/// Stands in for the reading process for as long as it lives.
class FakeReader
{
public:
    explicit FakeReader(const QByteArray &script)
    {
        QFile file(m_folder.filePath(QStringLiteral("reader")));
        if (file.open(QIODevice::WriteOnly))
            file.write("#!/bin/sh\n" + script + '\n');
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        file.close();
        qputenv("YUNJIE_READER", file.fileName().toUtf8());
    }
    ~FakeReader() { qunsetenv("YUNJIE_READER"); }
    bool isReady() const { return m_folder.isValid(); }

private:
    QTemporaryDir m_folder;
};

void MeshTest::survivesHang()
{
    const FakeReader fake("exec sleep 30");
    QVERIFY(fake.isReady());
    formats::ReaderLimits limits;
    limits.wallSeconds = 1;
    QElapsedTimer timer;
    timer.start();
    const auto scene = formats::readInProcess(QStringLiteral("x.glb"), limits, base::Job());
    QVERIFY(!scene);
    QCOMPARE(scene.error().code, QStringLiteral("reader-timeout"));
    QVERIFY(timer.elapsed() < 5000);
}

void MeshTest::survivesGarbage_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const char *script, const char *code) {
        QTest::newRow(name) << QByteArray(script) << QString::fromLatin1(code);
    };
    row("nothing written", "exit 0", "reader-garbage");
    row("noise", "head -c 100000 /dev/urandom > \"$6\"", "reader-garbage");
    row("magic and noise", "(printf YJMESH01; head -c 100000 /dev/urandom) > \"$6\"", "reader-garbage");
    row("magic and zeros", "(printf YJMESH01; head -c 100000 /dev/zero) > \"$6\"", "reader-garbage");
    row("output taken away", "rm -f \"$6\"", "reader-garbage");
    row("loud failure", "head -c 5000000 /dev/zero >&2; exit 4", "mesh-unreadable");
    row("unknown status", "exit 99", "reader-crashed");
    row("killed", "kill -SEGV $$", "reader-crashed");
}

void MeshTest::survivesGarbage()
{
    QFETCH(QByteArray, script);
    QFETCH(QString, code);
    const FakeReader fake(script);
    const auto scene = formats::readInProcess(QStringLiteral("x.glb"), {}, base::Job());
    QVERIFY(!scene);
    QCOMPARE(scene.error().code, code);
}

// A good answer with bytes turned over, cut and grown: a scene that holds together, or an error.
void MeshTest::survivesManyKindsOfGarbage()
{
    formats::exchange::Scene scene;
    scene.materials.resize(2);
    scene.materials[0].name = "brick";
    scene.materials[1].texture = 0;
    scene.textures.push_back({2, 2, std::vector<uint8_t>(16, 200)});
    scene.parts.push_back(
        {"wall", 1, {0, 0, 0, 1, 0, 0, 0, 1, 0}, {0, 0, 1, 0, 0, 1, 0, 0, 1}, {0, 0, 1, 0, 0, 1}, {0, 1, 2}});
    scene.notes.push_back({formats::exchange::Flaw::TextureMissing, "a.png"});
    std::FILE *file = std::tmpfile();
    QVERIFY(file && formats::exchange::write(scene, file));
    std::vector<uchar> good(size_t(std::ftell(file)));
    std::rewind(file);
    QCOMPARE(std::fread(good.data(), 1, good.size(), file), good.size());
    std::fclose(file);
    const auto back = formats::checkedScene(good.data(), good.size(), QStringLiteral("x"));
    QVERIFY(back);
    QCOMPARE(back->parts[0].name, std::string("wall"));
    QCOMPARE(back->textures[0].rgba.size(), size_t(16));

    for (size_t size = 0; size < good.size(); ++size)
        QVERIFY(!formats::checkedScene(good.data(), size, QStringLiteral("x")));
    QRandomGenerator random(7);
    for (int round = 0; round < 20000; ++round) {
        std::vector<uchar> bad = good;
        for (int k = 0; k < 1 + round % 4; ++k)
            bad[random.bounded(quint32(bad.size()))] = uchar(random.bounded(256));
        const auto read = formats::checkedScene(bad.data(), bad.size(), QStringLiteral("x"));
        if (!read)
            continue;
        for (const formats::exchange::Part &part : read->parts) {
            QVERIFY(part.material < read->materials.size());
            for (const uint32_t index : part.indices)
                QVERIFY(index < part.positions.size() / 3);
        }
    }
}

void MeshTest::keepsToItsMemory()
{
#ifdef __SANITIZE_ADDRESS__
    QSKIP("the sanitizer needs the address space itself");
#endif
    NEED_DATA(file, "mesh/assimp/models/invalid/OutOfMemory.off");
    formats::ReaderLimits limits;
    limits.memoryMiB = 200;
    const auto scene = formats::readInProcess(file, limits, base::Job());
    QVERIFY(!scene);
    QCOMPARE(scene.error().code, QStringLiteral("reader-memory"));
    QCOMPARE(scene.error().source, file);
}

void MeshTest::refusesDevices()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("evil.gltf"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        R"({"asset":{"version":"2.0"},"buffers":[{"uri":"/dev/zero","byteLength":36}],"bufferViews":[{"buffer":0,"byteLength":36}],
      "accessors":[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3"}],"meshes":[{"primitives":[{"attributes":{"POSITION":0}}]}],
      "nodes":[{"mesh":0}],"scenes":[{"nodes":[0]}],"scene":0})");
    file.close();
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!readPlaced(path));
    QVERIFY(timer.elapsed() < 10000);
}

void MeshTest::cancels()
{
    const FakeReader fake("exec sleep 30");
    base::Job job;
    QElapsedTimer timer;
    timer.start();
    const QFuture<QString> code = QtConcurrent::run([&job] {
        const auto scene = formats::readInProcess(QStringLiteral("x.glb"), {}, job);
        return scene ? QString() : scene.error().code;
    });
    QTest::qWait(300);
    job.cancel();
    QCOMPARE(code.result(), QStringLiteral("cancelled"));
    QVERIFY(timer.elapsed() < 5000);
}

void MeshTest::readsFromManyThreads()
{
    NEED_DATA(file, "mesh/gltf/BoxTextured.glb");
    std::vector<QFuture<bool>> futures;
    for (int i = 0; i < 6; ++i)
        futures.push_back(QtConcurrent::run([file] { return readPlaced(file).has_value(); }));
    for (QFuture<bool> &future : futures)
        QVERIFY(future.result());
}

void MeshTest::missingReader()
{
    qputenv("YUNJIE_READER", "/nonexistent/yunjie-reader");
    const auto scene = formats::readInProcess(QStringLiteral("x.glb"), {}, base::Job());
    qunsetenv("YUNJIE_READER");
    QVERIFY(!scene);
    QCOMPARE(scene.error().code, QStringLiteral("reader-missing"));
}

void MeshTest::refusesFbx()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("a.fbx")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const formats::Probe probe = meshReader().probe(testing::requestFor(file.fileName()));
    QVERIFY(!probe);
    QVERIFY(probe.error().hint.contains(QLatin1String("glTF")));
}

QTEST_GUILESS_MAIN(MeshTest)
#include "MeshTest.moc"
