#include "Tiles3dTesting.h"

#include <cmath>

using domain::SurfaceType;
using geometry::Vec3;

/// What contents give: features, attributes, textures, compressions, instances, clouds.
class ContentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void batchTables();
    void nestedAttributes();
    void dracoIsTheSame();
    void meshoptIsTheSame_data();
    void meshoptIsTheSame();
    void dracoTruck();
    void paddedGlb();
    void structuralMetadata();
    void sharedImages();
    void textureIsUpright();
    void surfaces();
    void idsOfTheirOwn();
    void idsOfTheData();
    void photographsAreNoBuildings();
    void otherKinds();
    void instances();
    void instanceOrientation();
    void gpuInstancing();
    void clouds_data();
    void clouds();
    void composite();
    void oneBadInAComposite();
    void gzipped();
    void upAxis();
    void colours();
    void missingBuffer();

private:
    /// The layer of a tileset that shows one file; `file` is copied beside it.
    std::shared_ptr<const domain::Layer> show(const QString &file, std::optional<domain::LayerKind> kind = {});
    std::shared_ptr<const domain::Layer> show(const QByteArray &content, const QString &name,
                                              std::optional<domain::LayerKind> kind = {});
    std::unique_ptr<QTemporaryDir> m_folder;
    base::Error m_error;
};

static QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

static QByteArray word(quint32 value)
{
    QByteArray bytes;
    for (int i = 0; i < 4; ++i)
        bytes += char(value >> (8 * i));
    return bytes;
}

static quint32 wordAt(const QByteArray &data, qsizetype at)
{
    return quint32(uchar(data[at])) | quint32(uchar(data[at + 1])) << 8 | quint32(uchar(data[at + 2])) << 16 |
           quint32(uchar(data[at + 3])) << 24;
}

/// The b3dm with another batch table.
static QByteArray withBatchTable(const QByteArray &b3dm, QByteArray json)
{
    while (json.size() % 8 != 0)
        json += ' ';
    const quint32 features = wordAt(b3dm, 12) + wordAt(b3dm, 16), had = wordAt(b3dm, 20) + wordAt(b3dm, 24);
    const QByteArray rest = b3dm.mid(28 + features + had);
    const QByteArray body = b3dm.mid(28, features) + json + rest;
    return b3dm.left(8) + word(quint32(28 + body.size())) + b3dm.mid(12, 8) + word(quint32(json.size())) + word(0) +
           body;
}

std::shared_ptr<const domain::Layer> ContentsTest::show(const QByteArray &content, const QString &name,
                                                        std::optional<domain::LayerKind> kind)
{
    if (!m_folder)
        m_folder = std::make_unique<QTemporaryDir>();
    fixtures::write(*m_folder, name, content);
    const QString file = fixtures::write(*m_folder, QStringLiteral("tileset.json"), testing::oneTile(name.toUtf8()));
    const auto layer = testing::open(fixtures::request(file, kind));
    if (!layer) {
        m_error = layer.error();
        return nullptr;
    }
    auto read = layer->tiles->read(layer->tiles->root(), base::Job());
    if (!read) {
        m_error = read.error();
        return nullptr;
    }
    const QString wrong = testing::inconsistency(**read);
    if (!wrong.isEmpty())
        qWarning("%s: %s", qPrintable(name), qPrintable(wrong));
    return wrong.isEmpty() ? *read : nullptr;
}

std::shared_ptr<const domain::Layer> ContentsTest::show(const QString &file, std::optional<domain::LayerKind> kind)
{
    return show(bytesOf(file), QFileInfo(file).fileName(), kind);
}

void ContentsTest::batchTables()
{
    NEED_SAMPLE(json, "BatchTables/batchedWithJson.b3dm");
    NEED_SAMPLE(binary, "BatchTables/batchedWithBatchTableBinary.b3dm");
    const auto first = show(json), second = show(binary);
    QVERIFY(first && second);
    QCOMPARE(first->buildings.size(), size_t(10));
    QCOMPARE(second->buildings.size(), size_t(10));
    const auto &a = first->attributes, &b = second->attributes;
    for (const char *name : {"id", "Longitude", "Latitude", "Height"}) {
        const int x = a.indexOf(QString::fromLatin1(name)), y = b.indexOf(QString::fromLatin1(name));
        QVERIFY2(x >= 0 && y >= 0, name);
        QVERIFY(a.isNumeric(x) && b.isNumeric(y));
        for (size_t i = 0; i < 10; ++i) {
            QVERIFY(std::isfinite(a.number(i, x)));
            QVERIFY(std::isfinite(b.number(i, y)));
        }
    }
    QCOMPARE(a.number(3, a.indexOf(QStringLiteral("id"))), 3.0);
}

void ContentsTest::nestedAttributes()
{
    NEED_SAMPLE(file, "BatchTables/batchedWithStringAndNestedJson.b3dm");
    const auto layer = show(file);
    QVERIFY(layer);
    QStringList names;
    for (int i = 0; i < layer->attributes.columns(); ++i)
        names.append(layer->attributes.name(i));
    QVERIFY2(names.contains(QStringLiteral("info.name")) && names.contains(QStringLiteral("rooms")),
             qPrintable(names.join(u' ')));
    const int name = layer->attributes.indexOf(QStringLiteral("info.name"));
    QVERIFY(!layer->attributes.isNumeric(name));
    QVERIFY(!layer->attributes.text(0, name).isEmpty());
}

void ContentsTest::dracoIsTheSame()
{
    NEED_SAMPLE(packed, "BatchTables/batchedWithBatchTable-draco.b3dm");
    NEED_SAMPLE(plain, "BatchTables/batchedWithStringAndNestedJson.b3dm");
    QTemporaryDir folder;
    const auto at = [&folder](const QString &file) {
        fixtures::write(folder, QStringLiteral("tile.b3dm"), bytesOf(file));
        const auto layer =
            testing::open(fixtures::write(folder, QStringLiteral("tileset.json"), testing::oneSampleTile("tile.b3dm")));
        const auto found = testing::walk(*layer->tiles);
        return found.layers.empty() ? nullptr : found.layers.front();
    };
    const auto first = at(packed), second = at(plain);
    QVERIFY(first && second);
    QCOMPARE(first->buildings.size(), size_t(10));
    QCOMPARE(second->buildings.size(), size_t(10));
    // Each sample has houses of its own; both say how high they are.
    for (const auto &layer : {first, second}) {
        const int height = layer->attributes.indexOf(QStringLiteral("Height"));
        for (const domain::Building &building : layer->buildings) {
            QCOMPARE(building.solid->mesh.triangles(), size_t(12));
            const double off = std::abs(double(building.height) - layer->attributes.number(building.row, height));
            QVERIFY2(off < 0.6, qPrintable(QStringLiteral("%1 of %2").arg(off).arg(building.height)));
        }
    }
}

static const char DuckFolder[] = "tiles3d/cesium_native/CesiumGltfReader/test/data/DucksMeshopt/";

void ContentsTest::meshoptIsTheSame_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("tolerance");
    QTest::newRow("3 bits") << QStringLiteral("Duck-vp-3-vt-3-vn-3.glb") << 0.2;
    QTest::newRow("6 bits") << QStringLiteral("Duck-vp-6-vt-6-vn-6.glb") << 0.03;
    QTest::newRow("9 bits") << QStringLiteral("Duck-vp-9-vt-9-vn-9.glb") << 0.004;
    QTest::newRow("12 bits") << QStringLiteral("Duck-vp-12-vt-12-vn-12.glb") << 0.001;
    QTest::newRow("15 bits") << QStringLiteral("Duck-vp-15-vt-15-vn-15.glb") << 0.0005;
}

void ContentsTest::meshoptIsTheSame()
{
    QFETCH(QString, name);
    QFETCH(double, tolerance);
    const QString file = fixtures::testData(QString::fromLatin1(DuckFolder) + name),
                  plain = fixtures::testData(QString::fromLatin1(DuckFolder) + QStringLiteral("Duck.glb"));
    if (file.isEmpty() || plain.isEmpty())
        QSKIP("needs YUNJIE_TESTDATA");
    const auto first = show(file), second = show(plain);
    QVERIFY2(first, qPrintable(m_error.toLine()));
    QVERIFY(second);
    QCOMPARE(first->models.size(), size_t(1));
    const domain::Model &a = first->models.front(), &b = second->models.front();
    QVERIFY(glm::length(a.bounds().size() - b.bounds().size()) < 2 * tolerance);
    QVERIFY(glm::length(a.bounds().centre() - b.bounds().centre()) < 2 * tolerance);
    QCOMPARE(a.textures.size(), size_t(1));
    QCOMPARE(a.textures.front().width, b.textures.front().width);
    QVERIFY(a.parts.front().mesh.triangles() > b.parts.front().mesh.triangles() / 4);
    // Texture coordinates are scaled back (KHR_texture_transform).
    geometry::Box2 mapped;
    for (const auto &uv : a.parts.front().texCoords)
        mapped.add(geometry::Vec2(uv));
    QVERIFY(mapped.min.x > -0.2 && mapped.max.x < 1.2 && mapped.size().x > 0.5);
}

void ContentsTest::dracoTruck()
{
    const QString folder =
        fixtures::testData(QStringLiteral("tiles3d/cesium_native/CesiumGltfReader/test/data/DracoCompressed"));
    if (folder.isEmpty())
        QSKIP("needs YUNJIE_TESTDATA");
    m_folder = std::make_unique<QTemporaryDir>();
    for (const char *name : {"0.bin", "CesiumMilkTruck.png"})
        QVERIFY(QFile::copy(folder + u'/' + QLatin1String(name), m_folder->filePath(QString::fromLatin1(name))));
    const auto layer = show(folder + QStringLiteral("/CesiumMilkTruck.gltf"));
    QVERIFY2(layer, qPrintable(m_error.toLine()));
    QCOMPARE(layer->models.size(), size_t(1));
    const domain::Model &truck = layer->models.front();
    QVERIFY(truck.bounds().size().z > 2 && truck.bounds().size().z < 4);
    QCOMPARE(truck.textures.size(), size_t(1));
    QVERIFY(truck.materials.size() >= 3);
    m_folder.reset();
}

void ContentsTest::paddedGlb()
{
    const QString file =
        fixtures::testData(QStringLiteral("tiles3d/cesium_native/CesiumGltfReader/test/data/"
                                          "TriangleWithPaddingInGlbBin/TriangleWithPaddingInGlbBin.glb"));
    if (file.isEmpty())
        QSKIP("needs YUNJIE_TESTDATA");
    const auto layer = show(file);
    QVERIFY2(layer, qPrintable(m_error.toLine()));
    QCOMPARE(layer->models.front().parts.front().mesh.triangles(), size_t(1));
}

void ContentsTest::structuralMetadata()
{
    NEED_SAMPLE(file, "ComplexTypes/tileset.json");
    const auto layer = testing::open(file);
    QVERIFY(layer);
    const testing::Found found = testing::walk(*layer->tiles);
    QCOMPARE(found.layers.size(), size_t(1));
    const domain::AttributeTable &table = found.layers.front()->attributes;
    QCOMPARE(table.rows(), size_t(4));
    QStringList all;
    for (int i = 0; i < table.columns(); ++i)
        all.append(table.name(i) + QStringLiteral(" = ") + table.text(0, i));
    qInfo("%s", qPrintable(all.join(QStringLiteral("; "))));
    const auto text = [&table](const char *name) { return table.text(0, table.indexOf(QString::fromLatin1(name))); };
    QCOMPARE(table.columns(), 4);
    QVERIFY(text("example_fixed_length_ARRAY_BOOLEAN").count(QStringLiteral("true")) +
                text("example_fixed_length_ARRAY_BOOLEAN").count(QStringLiteral("false")) ==
            10);
    QCOMPARE(text("example_fixed_length_ARRAY_ENUM"), QStringLiteral("ExampleEnumValueA, ExampleEnumValueB"));
    QCOMPARE(text("example_variable_length_ARRAY_STRING"), QStringLiteral("One"));
    QCOMPARE(table.text(1, table.indexOf(QStringLiteral("example_variable_length_ARRAY_STRING"))),
             QStringLiteral("One, Two"));
}

void ContentsTest::sharedImages()
{
    NEED_SAMPLE(file, "SharedImages/tileset.json");
    const auto layer = testing::open(file);
    QVERIFY(layer);
    const testing::Found found = testing::walk(*layer->tiles, base::Job(), 8);
    QVERIFY(found.warnings.isEmpty());
    for (const auto &content : found.layers) {
        const domain::Model &model = content->models.front();
        QCOMPARE(model.textures.size(), size_t(1));
        QVERIFY(model.textures.front().width > 1);
    }
}

/// A quad of 10 m lying on the ground with a picture: two triangles, y up, v = 0 at the far (north) edge.
static QByteArray quadGltf(const QByteArray &material, const QByteArray &picture = {})
{
    const float positions[] = {0, 0, 0, 10, 0, 0, 10, 0, -10, 0, 0, -10}, coords[] = {0, 1, 1, 1, 1, 0, 0, 0};
    const quint16 indices[] = {0, 1, 2, 0, 2, 3};
    const QByteArray bytes = QByteArray(reinterpret_cast<const char *>(positions), sizeof positions) +
                             QByteArray(reinterpret_cast<const char *>(coords), sizeof coords) +
                             QByteArray(reinterpret_cast<const char *>(indices), sizeof indices);
    return "{\"asset\":{\"version\":\"2.0\"},\"scene\":0,\"scenes\":[{\"nodes\":[0]}],\"nodes\":[{\"mesh\":0}],"
           "\"meshes\":[{\"primitives\":[{\"attributes\":{\"POSITION\":0,\"TEXCOORD_0\":1},\"indices\":2,\"material\":"
           "0}]}],"
           "\"materials\":[" +
           material + "],\"textures\":[{\"source\":0}],\"images\":[{\"uri\":\"data:image/png;base64," +
           picture.toBase64() +
           "\"}],\"accessors\":[{\"bufferView\":0,\"componentType\":5126,\"count\":4,\"type\":\"VEC3\"},"
           "{\"bufferView\":1,\"componentType\":5126,\"count\":4,\"type\":\"VEC2\"},"
           "{\"bufferView\":2,\"componentType\":5123,\"count\":6,\"type\":\"SCALAR\"}],"
           "\"bufferViews\":[{\"buffer\":0,\"byteLength\":48},{\"buffer\":0,\"byteOffset\":48,\"byteLength\":32},"
           "{\"buffer\":0,\"byteOffset\":80,\"byteLength\":12}],"
           "\"buffers\":[{\"byteLength\":92,\"uri\":\"data:application/octet-stream;base64," +
           bytes.toBase64() + "\"}]}";
}

void ContentsTest::textureIsUpright()
{
    NEED_SAMPLE(picture, "SharedImages/texture0.png");
    const auto layer =
        show(quadGltf("{\"pbrMetallicRoughness\":{\"baseColorTexture\":{\"index\":0}}}", bytesOf(picture)),
             QStringLiteral("quad.gltf"));
    QVERIFY2(layer, qPrintable(m_error.toLine()));
    const domain::ModelPart &part = layer->models.front().parts.front();
    QCOMPARE(layer->models.front().textures.size(), size_t(1));
    geometry::Box3 box = layer->models.front().bounds();
    QVERIFY(std::abs(box.size().x - 10) < 0.5 && std::abs(box.size().y - 10) < 0.5 && box.size().z < 0.1);
    // y up and -z ahead is z up and north: the northern corners have v = 0 in the file, which is the picture's top.
    for (size_t i = 0; i < part.mesh.positions.size(); ++i) {
        const Vec3 p = part.mesh.origin + Vec3(part.mesh.positions[i]);
        const bool north = p.y > box.centre().y, east = p.x > box.centre().x;
        QCOMPARE(part.texCoords[i].y, north ? 1.0f : 0.0f);
        QCOMPARE(part.texCoords[i].x, east ? 1.0f : 0.0f);
    }
    const auto &mesh = part.mesh;
    const auto at = [&mesh](size_t i) { return Vec3(mesh.positions[mesh.indices[i]]); };
    QVERIFY(glm::cross(at(1) - at(0), at(2) - at(0)).z > 0); // looked at from above
}

void ContentsTest::colours()
{
    const auto layer = show(quadGltf("{\"pbrMetallicRoughness\":{\"baseColorFactor\":[0.2158605,0,1,1]}}"),
                            QStringLiteral("quad.gltf"));
    QVERIFY(layer);
    const auto &colour = layer->models.front().materials.front().colour;
    QVERIFY(std::abs(colour[0] - 0.5f) < 0.01f && colour[1] == 0.0f && colour[2] == 1.0f); // linear to sRGB
    QVERIFY(layer->models.front().textures.empty());
}

void ContentsTest::missingBuffer()
{
    QByteArray gltf = quadGltf("{}");
    const qsizetype from = gltf.indexOf("data:application"), to = gltf.indexOf('"', from);
    gltf.replace(from, to - from, "nowhere.bin");
    QVERIFY(!show(gltf, QStringLiteral("quad.gltf")));
    QCOMPARE(m_error.code, QStringLiteral("tile-missing"));
    QCOMPARE(m_error.feature, QStringLiteral("quad.gltf"));
    QVERIFY(m_error.source.endsWith(QLatin1String("nowhere.bin")));
}

void ContentsTest::surfaces()
{
    NEED_SAMPLE(file, "Tileset/tileset.json");
    const auto layer = testing::open(file);
    const testing::Found found = testing::walk(*layer->tiles);
    for (const auto &building : found.layers.front()->buildings) {
        const auto &surfaces = building.solid->surfaces;
        QCOMPARE(std::count(surfaces.begin(), surfaces.end(), SurfaceType::Wall), 8);
        QCOMPARE(std::count(surfaces.begin(), surfaces.end(), SurfaceType::Roof), 2);
        QCOMPARE(std::count(surfaces.begin(), surfaces.end(), SurfaceType::Ground), 2);
    }
}

// The samples number the buildings of each tile from 0: such ids would be of two buildings in two tiles.
void ContentsTest::idsOfTheirOwn()
{
    NEED_SAMPLE(file, "Tileset/ll.b3dm");
    const auto layer = show(file);
    QVERIFY(layer);
    QCOMPARE(layer->buildings[3].id, QStringLiteral("layer:ll.b3dm:3"));
}

void ContentsTest::idsOfTheData()
{
    NEED_SAMPLE(file, "Tileset/ll.b3dm");
    const auto layer =
        show(withBatchTable(bytesOf(file), "{\"gml_id\":[\"B1\",\"B2\",\"B3\",\"B3\",\"B5\",\"\",\"B7\","
                                           "\"B8\",\"B9\",\"B10\"],\"名称\":[\"甲\",\"乙\",\"\",\"\",\"\","
                                           "\"\",\"\",\"\",\"\",\"\"],\"floors\":[3,4,5,6,7,8,9,10,11,12],"
                                           "\"use\":[\"住宅\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"]}"),
             QStringLiteral("own.b3dm"));
    QVERIFY(layer);
    QStringList ids;
    for (const auto &building : layer->buildings)
        ids.append(building.id);
    QCOMPARE(ids.mid(0, 7),
             QStringList({QStringLiteral("B1"), QStringLiteral("B2"), QStringLiteral("B3"), QStringLiteral("B3#2"),
                          QStringLiteral("B5"), QStringLiteral("layer:own.b3dm:5"), QStringLiteral("B7")}));
    QCOMPARE(layer->buildings[0].name, QStringLiteral("甲"));
    QCOMPARE(layer->buildings[1].storeysAbove, 4);
    QVERIFY(layer->buildings[0].use == domain::BuildingUse::Residential);
}

// Converters of photographed meshes write a batch of every mesh: "batchId", "name": "mesh_0".
void ContentsTest::photographsAreNoBuildings()
{
    NEED_SAMPLE(file, "Tileset/ll.b3dm");
    const auto meshes = show(
        withBatchTable(bytesOf(file), "{\"batchId\":[0,1,2,3,4,5,6,7,8,9],\"name\":[\"mesh_0\",\"mesh_1\",\"mesh_2\","
                                      "\"mesh_3\",\"mesh_4\",\"mesh_5\",\"mesh_6\",\"mesh_7\",\"mesh_8\",\"mesh_9\"]}"),
        QStringLiteral("mesh.b3dm"));
    QVERIFY(meshes);
    QCOMPARE(meshes->buildings.size(), size_t(0));
    QCOMPARE(meshes->models.size(), size_t(1));
    const auto named =
        show(withBatchTable(bytesOf(file), "{\"batchId\":[0,1,2,3,4,5,6,7,8,9],\"name\":[\"Tower\",\"b\","
                                           "\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\"]}"),
             QStringLiteral("named.b3dm"));
    QVERIFY(named);
    QCOMPARE(named->buildings.size(), size_t(10));
    QCOMPARE(named->buildings.front().name, QStringLiteral("Tower"));
}

void ContentsTest::otherKinds()
{
    NEED_SAMPLE(file, "Tileset/ll.b3dm");
    const auto roads = show(file, domain::LayerKind::Road);
    QVERIFY(roads);
    QCOMPARE(roads->features.size(), size_t(10));
    QVERIFY(roads->buildings.empty() && roads->info.kind == domain::LayerKind::Road);
    const auto model = show(file, domain::LayerKind::Model);
    QVERIFY(model);
    QVERIFY(model->buildings.empty() && model->features.empty());
    QCOMPARE(model->models.size(), size_t(1));
}

void ContentsTest::instances()
{
    NEED_SAMPLE(file, "i3dm/InstancedWithBatchIds/tileset.json");
    const auto layer = testing::open(file);
    QVERIFY(layer);
    const testing::Found found = testing::walk(*layer->tiles);
    const domain::Layer &content = *found.layers.front();
    QCOMPARE(content.features.size(), size_t(25));
    QCOMPARE(content.attributes.text(0, content.attributes.indexOf(QStringLiteral("Height"))), QStringLiteral("20"));
    for (const domain::Feature &feature : content.features) {
        const auto size = feature.mesh->bounds().size();
        QVERIFY(std::abs(size.x - 20) < 0.5 && std::abs(size.y - 20) < 0.5 && std::abs(size.z - 20) < 0.1);
    }
    // A grid of 5 by 5, all standing upright on the ellipsoid.
    QVERIFY(found.bounds.size().z < 21 && found.bounds.size().x > 100);
}

void ContentsTest::instanceOrientation()
{
    NEED_SAMPLE(file, "i3dm/InstancedOrientation/tileset.json");
    const auto layer = testing::open(file);
    const testing::Found found = testing::walk(*layer->tiles);
    QCOMPARE(found.features, 25);
    double largest = 0;
    for (const domain::Feature &feature : found.layers.front()->features)
        largest = std::max(largest, glm::length(feature.mesh->bounds().size()));
    QVERIFY(largest < 20 * 3.1); // a cube of 20 m, however turned
}

void ContentsTest::gpuInstancing()
{
    const float shifts[] = {0, 0, 0, 100, 0, 0, 0, 50, 0};
    QByteArray gltf = quadGltf("{}");
    gltf.replace(
        "\"nodes\":[{\"mesh\":0}]",
        "\"nodes\":[{\"mesh\":0,\"extensions\":{\"EXT_mesh_gpu_instancing\":{\"attributes\":{\"TRANSLATION\":3}},"
        "\"EXT_instance_features\":{\"featureIds\":[{\"featureCount\":3}]}}}]");
    gltf.replace(
        "\"count\":6,\"type\":\"SCALAR\"}]",
        "\"count\":6,\"type\":\"SCALAR\"},{\"bufferView\":3,\"componentType\":5126,\"count\":3,\"type\":\"VEC3\"}]");
    gltf.replace("\"byteOffset\":80,\"byteLength\":12}]",
                 "\"byteOffset\":80,\"byteLength\":12},{\"buffer\":1,\"byteLength\":36}]");
    gltf.replace("\"buffers\":[", "\"buffers\":[");
    gltf.insert(gltf.lastIndexOf("]}"),
                ",{\"byteLength\":36,\"uri\":\"data:application/octet-stream;base64," +
                    QByteArray(reinterpret_cast<const char *>(shifts), sizeof shifts).toBase64() + "\"}");
    const auto layer = show(gltf, QStringLiteral("quads.gltf"));
    QVERIFY2(layer, qPrintable(m_error.toLine()));
    QCOMPARE(layer->features.size(), size_t(3));
    const Vec3 first = layer->features[0].mesh->bounds().centre(), second = layer->features[1].mesh->bounds().centre(),
               third = layer->features[2].mesh->bounds().centre();
    QVERIFY(std::abs((second - first).x - 100) < 0.5 && std::abs((third - first).z - 50) < 0.1);
}

void ContentsTest::clouds_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
         {"PositionsOnly", "NormalsOctEncoded", "RGBA", "Batched", "DracoBatched", "DracoPartial", "ConstantRGBA",
          "Normals", "Quantized", "Draco", "RGB565", "WithPerPointProperties", "RGB"})
        QTest::newRow(name) << QStringLiteral("PointCloud/pointCloud%1.pnts").arg(QString::fromLatin1(name));
}

void ContentsTest::clouds()
{
    QFETCH(QString, name);
    const QString file = testing::sample(name);
    if (file.isEmpty())
        QSKIP("needs YUNJIE_TESTDATA");
    // They lie in the samples' own place on the Earth; one has local coordinates.
    m_folder = std::make_unique<QTemporaryDir>();
    fixtures::write(*m_folder, QStringLiteral("cloud.pnts"), bytesOf(file));
    const QString tileset =
        fixtures::write(*m_folder, QStringLiteral("tileset.json"),
                        name.contains(QLatin1String("PerPoint")) ? testing::oneTile("cloud.pnts")
                                                                 : testing::oneSampleTile("cloud.pnts"));
    const auto layer = testing::open(tileset);
    QVERIFY(layer);
    const testing::Found found = testing::walk(*layer->tiles);
    QVERIFY2(found.errors.empty(), qPrintable(found.errors.empty() ? QString() : found.errors.front().toLine()));
    QCOMPARE(found.triangles, 8 * 4);
    QVERIFY(found.isInside);
    QVERIFY(testing::inconsistency(*found.layers.front()).isEmpty());
    const domain::Model &cloud = found.layers.front()->models.front();
    if (name.contains(QLatin1String("RGB.")) || name.contains(QLatin1String("RGB565")) ||
        name.contains(QLatin1String("/pointCloudDraco.")))
        QVERIFY(cloud.materials.size() > 2);
    if (name.contains(QLatin1String("Constant")))
        QVERIFY(cloud.materials.front().colour[0] > 0.9f && cloud.materials.front().colour[2] < 0.1f);
    m_folder.reset();
}

static QByteArray compositeOf(const QByteArrayList &parts)
{
    const QByteArray body = parts.join();
    return "cmpt" + word(1) + word(quint32(16 + body.size())) + word(quint32(parts.size())) + body;
}

void ContentsTest::composite()
{
    NEED_SAMPLE(b3dm, "Tileset/ll.b3dm");
    NEED_SAMPLE(other, "Tileset/ur.b3dm");
    NEED_SAMPLE(i3dm, "i3dm/InstancedWithBatchTable/instancedWithBatchTable.i3dm");
    const auto layer =
        show(compositeOf({bytesOf(b3dm), compositeOf({bytesOf(other)}), bytesOf(i3dm)}), QStringLiteral("all.cmpt"));
    QVERIFY2(layer, qPrintable(m_error.toLine()));
    QCOMPARE(layer->buildings.size(), size_t(20));
    QCOMPARE(layer->features.size(), size_t(25));
    QCOMPARE(layer->attributes.rows(), size_t(45));
}

void ContentsTest::oneBadInAComposite()
{
    NEED_SAMPLE(b3dm, "Tileset/ll.b3dm");
    QByteArray bad = bytesOf(b3dm);
    bad.replace("glTF", "XXXX");
    const auto layer = show(compositeOf({bad, bytesOf(b3dm)}), QStringLiteral("half.cmpt"));
    QVERIFY(layer);
    QCOMPARE(layer->buildings.size(), size_t(10));
    QCOMPARE(int(layer->warnings.list().size()), 1);
    QVERIFY(!show(compositeOf({bad}), QStringLiteral("none.cmpt")));
}

void ContentsTest::gzipped()
{
    NEED_SAMPLE(b3dm, "Tileset/ll.b3dm");
    QProcess gzip;
    gzip.start(QStringLiteral("gzip"), {QStringLiteral("-c"), b3dm});
    QVERIFY(gzip.waitForFinished());
    const QByteArray packed = gzip.readAllStandardOutput();
    QVERIFY(packed.startsWith("\x1f\x8b"));
    const auto layer = show(packed, QStringLiteral("packed.b3dm"));
    QVERIFY(layer);
    QCOMPARE(layer->buildings.size(), size_t(10));
    QVERIFY(!show(packed.chopped(200), QStringLiteral("cut.b3dm")));
    QCOMPARE(m_error.code, QStringLiteral("tile-broken"));
}

void ContentsTest::upAxis()
{
    QTemporaryDir folder;
    NEED_SAMPLE(file, "stacked-cubes/cube.b3dm");
    QVERIFY(QFile::copy(file, folder.filePath(QStringLiteral("cube.b3dm"))));
    const auto sizeOf = [&](const QByteArray &axis) {
        QByteArray json = testing::oneTile("cube.b3dm");
        json.replace("\"version\":\"1.1\"", "\"version\":\"1.0\"" + axis);
        const auto layer = testing::open(fixtures::write(folder, QStringLiteral("tileset.json"), json));
        return layer ? testing::walk(*layer->tiles).bounds : geometry::Box3();
    };
    // The cube stands on the ground of its model: y from 0 to 2.
    const auto y = sizeOf({}), z = sizeOf(",\"gltfUpAxis\":\"Z\"");
    QVERIFY(glm::length(y.size() - z.size()) < 0.1 && glm::length(y.centre() - z.centre()) > 1);
}

QTEST_GUILESS_MAIN(ContentsTest)
#include "ContentsTest.moc"
