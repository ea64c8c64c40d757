#include "ModelsTesting.h"
#include "formats/cityjson/CityJsonReader.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using domain::Layer;
using domain::LayerKind;
using domain::SurfaceType;
using formats::cityJsonReader;
using geometry::Vec3;

using Layers = base::Result<std::vector<Layer>>;

static Layers readFile(const QString &file)
{
    const formats::LayerRequest request = testing::requestFor(file);
    return cityJsonReader().read(request, testing::frameFor(cityJsonReader(), request), base::Job());
}

static size_t countOf(const Layers &layers, LayerKind kind)
{
    for (const Layer &layer : *layers) {
        if (layer.info.kind == kind)
            return layer.info.features;
    }
    return 0;
}

static std::map<SurfaceType, double> areasOf(const Layer &layer)
{
    std::map<SurfaceType, double> areas;
    for (const domain::Building &building : layer.buildings) {
        if (!building.solid)
            continue;
        const geometry::Mesh &mesh = building.solid->mesh;
        for (size_t i = 0; i < mesh.triangles(); ++i) {
            geometry::Mesh one;
            one.positions = mesh.positions;
            one.indices.assign(mesh.indices.begin() + std::ptrdiff_t(i * 3),
                               mesh.indices.begin() + std::ptrdiff_t(i * 3 + 3));
            areas[building.solid->surfaces[i]] += testing::areaOf(one);
        }
    }
    return areas;
}

// The same file read the slow way: the areas of its polygons, less their holes.
static double polygonAreas(const QString &file, const QStringList &types)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return -1;
    const QJsonObject top = QJsonDocument::fromJson(in.readAll()).object();
    const QJsonArray vertices = top[u"vertices"].toArray(), scale = top[u"transform"][u"scale"].toArray();
    const auto ringArea = [&](const QJsonArray &ring) {
        std::vector<Vec3> points;
        for (const QJsonValue &index : ring) {
            const QJsonArray v = vertices[index.toInt()].toArray();
            Vec3 p;
            for (int i = 0; i < 3; ++i)
                p[i] = v[i].toDouble() * (scale.isEmpty() ? 1 : scale[i].toDouble());
            points.push_back(p);
        }
        Vec3 sum(0);
        for (size_t i = 1; i + 1 < points.size(); ++i)
            sum += glm::cross(points[i] - points[0], points[i + 1] - points[0]);
        return glm::length(sum) / 2;
    };
    const std::function<double(const QJsonArray &)> sum = [&](const QJsonArray &list) -> double {
        double area = 0;
        if (list[0].isArray() && list[0].toArray()[0].isDouble()) { // a surface
            for (qsizetype r = 0; r < list.size(); ++r)
                area += (r == 0 ? 1 : -1) * ringArea(list[r].toArray());
            return area;
        }
        for (const QJsonValue &part : list)
            area += sum(part.toArray());
        return area;
    };
    double area = 0;
    for (const QJsonValue &object : top[u"CityObjects"].toObject()) {
        if (!types.contains(object[u"type"].toString()))
            continue;
        for (const QJsonValue &geometry : object[u"geometry"].toArray())
            area += sum(geometry[u"boundaries"].toArray());
    }
    return area;
}

class CityJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void delft();
    void zurich();
    void capeTown();
    void finestLevelOfDetail();
    void sequenceWithExtension();
    void sequenceWithTemplates();
    void noDataHeights();
    void footprintsWithHeights();
    void attributesAndAddress();
    void tooManyAttributes();
    void otherCrsThanTheProject();
    void noCrs();
    void wrongCrs();
    void oneKindOnly();
    void cutInHalf();
    void cancels();
    void notMine();
};

void CityJsonTest::delft()
{
    NEED_DATA(file, "cityjson/delft_3dbag/delft.json");
    const formats::Probe probe = cityJsonReader().probe(testing::requestFor(file));
    QVERIFY(probe && *probe);
    const formats::Sublayer &found = (*probe)->layers.front();
    QCOMPARE(found.features, 570);
    QCOMPARE(found.crs.code(), QStringLiteral("EPSG:7415"));
    QVERIFY(found.extent.size().x > 100);

    const Layers layers = readFile(file);
    QVERIFY(layers);
    QCOMPARE(layers->front().info.id, QStringLiteral("it"));
    QCOMPARE(countOf(layers, LayerKind::Building), size_t(160));
    QCOMPARE(countOf(layers, LayerKind::Road), size_t(143));
    QCOMPARE(countOf(layers, LayerKind::Green), size_t(126));
    QCOMPARE(countOf(layers, LayerKind::Relief), size_t(81));
    QCOMPARE(countOf(layers, LayerKind::Water), size_t(3));
    QCOMPARE(countOf(layers, LayerKind::Other), size_t(57));
    geometry::Box3 box;
    for (const Layer &layer : *layers) {
        box.add(layer.bounds());
        QCOMPARE(testing::inconsistency(layer), QString());
        if (layer.info.kind == LayerKind::Road)
            QCOMPARE(layer.info.id, QStringLiteral("it:road"));
    }
    QVERIFY(std::abs(box.min.z + 0.452) < 0.002);
    QVERIFY(std::abs(box.max.z - 16.846) < 0.002);
    double area = 0;
    for (const domain::Building &building : layers->front().buildings) {
        QVERIFY2(building.solid, qPrintable(building.id));
        QCOMPARE(building.solid->lod, QStringLiteral("1"));
        QVERIFY2(!building.footprint.empty() && building.height > 0, qPrintable(building.id));
        QVERIFY(!building.hasParts && !building.heightIsGuessed);
        area += testing::areaOf(building.solid->mesh);
    }
    const double wanted = polygonAreas(file, {QStringLiteral("Building")});
    QVERIFY2(std::abs(area - wanted) < wanted * 2e-4, qPrintable(QStringLiteral("%1 of %2").arg(area).arg(wanted)));
    QVERIFY(layers->front().attributes.columns() > 5);
}

void CityJsonTest::zurich()
{
    NEED_DATA(file, "cityjson/zurich_lod2/zurich_subset_lod2.json");
    const Layers layers = readFile(file);
    QVERIFY(layers);
    const Layer &layer = layers->front();
    QCOMPARE(layers->size(), size_t(1));
    QCOMPARE(layer.buildings.size(), size_t(210));
    size_t wholes = 0, parts = 0;
    QHash<QString, const domain::Building *> byId;
    for (const domain::Building &building : layer.buildings)
        byId.insert(building.id, &building);
    double lowest = 1e9, highest = -1e9;
    for (const domain::Building &building : layer.buildings) {
        if (building.partOf.isEmpty()) {
            ++wholes;
            QVERIFY2(building.hasParts && !building.solid && !building.footprint.empty(), qPrintable(building.id));
            QVERIFY(building.height > 0 && std::isfinite(building.ground));
        } else {
            ++parts;
            QVERIFY(byId.contains(building.partOf) && building.solid);
            QCOMPARE(building.solid->lod, QStringLiteral("2"));
            const geometry::Box3 box = building.solid->mesh.bounds();
            lowest = std::min(lowest, box.min.z);
            highest = std::max(highest, box.max.z);
        }
    }
    QCOMPARE(wholes, size_t(49));
    QCOMPARE(parts, size_t(161));
    QVERIFY(std::abs(lowest - 395.786) < 0.01 && std::abs(highest - 620.905) < 0.01);
    auto areas = areasOf(layer);
    double all = 0;
    for (const auto &[type, area] : areas)
        all += area;
    const double wanted = polygonAreas(file, {QStringLiteral("BuildingPart")});
    QVERIFY2(std::abs(all - wanted) < wanted * 1e-3, qPrintable(QStringLiteral("%1 of %2").arg(all).arg(wanted)));
    QCOMPARE(areas.size(), size_t(3)); // walls, roofs, grounds and nothing else
    QVERIFY(areas[SurfaceType::Wall] > areas[SurfaceType::Roof] && areas[SurfaceType::Roof] > 0 &&
            areas[SurfaceType::Ground] > 0);
}

void CityJsonTest::capeTown()
{
    NEED_DATA(file, "dem/capetown/citjsnClean_cput3d-str.json");
    const Layers layers = readFile(file);
    QVERIFY(layers);
    QCOMPARE(countOf(layers, LayerKind::Building), size_t(91));
    QCOMPARE(countOf(layers, LayerKind::Road), size_t(58));
    QCOMPARE(countOf(layers, LayerKind::Other), size_t(2));
    QCOMPARE(countOf(layers, LayerKind::Relief), size_t(1));
    geometry::Box3 box;
    for (const Layer &layer : *layers)
        box.add(layer.bounds());
    QVERIFY(std::abs(box.min.z - 56.37) < 0.01 && std::abs(box.max.z - 74.23) < 0.01);
    QCOMPARE(layers->front().info.crs, QStringLiteral("EPSG:32734"));
}

void CityJsonTest::finestLevelOfDetail()
{
    NEED_DATA(file, "cityjson/cjio_small/multi_lod.json");
    const Layers layers = readFile(file);
    QVERIFY(layers);
    QCOMPARE(layers->front().buildings.size(), size_t(10));
    for (const domain::Building &building : layers->front().buildings) {
        QVERIFY(building.solid);
        QCOMPARE(building.solid->lod, QStringLiteral("2.2"));
    }
    QCOMPARE(layers->front().warnings.count(QStringLiteral("crs-missing")), 1);
}

void CityJsonTest::sequenceWithExtension()
{
    NEED_DATA(file, "cityjson/seq/extension.city.jsonl");
    const Layers layers = readFile(file);
    QVERIFY(layers);
    const Layer &layer = layers->front();
    QCOMPARE(layer.buildings.size(), size_t(199));
    const auto isWhole = [](const domain::Building &building) { return building.partOf.isEmpty(); };
    QCOMPARE(std::count_if(layer.buildings.begin(), layer.buildings.end(), isWhole), 99);
    geometry::Box3 box;
    for (const domain::Building &building : layer.buildings) {
        if (building.solid) {
            QCOMPARE(building.solid->lod, QStringLiteral("2.2"));
            box.add(building.solid->mesh.bounds());
        } else {
            QVERIFY(building.hasParts && !building.footprint.empty());
        }
    }
    QVERIFY2(std::abs(box.min.z + 2.69) < 0.01 && std::abs(box.max.z - 76.22) < 0.01,
             qPrintable(QStringLiteral("%1..%2").arg(box.min.z).arg(box.max.z)));
    const int habitants = layer.attributes.indexOf(QStringLiteral("+noise-buildingHabitants"));
    QVERIFY(habitants >= 0);
    QCOMPARE(layer.attributes.number(layer.buildings[0].row, habitants), 4.0);
    QCOMPARE(layer.info.crs, QStringLiteral("EPSG:7415"));
}

void CityJsonTest::sequenceWithTemplates()
{
    NEED_DATA(file, "cityjson/seq/geomtemplate.city.jsonl");
    const Layers layers = readFile(file);
    QVERIFY(layers);
    QCOMPARE(layers->front().info.kind, LayerKind::Green);
    QCOMPARE(layers->front().features.size(), size_t(1));
    const domain::Feature &tree = layers->front().features[0];
    QVERIFY(tree.mesh);
    QCOMPARE(tree.mesh->triangles(), size_t(12));
    const Vec3 size = tree.mesh->bounds().size();
    QVERIFY(glm::length(size - Vec3(10, 10, 10)) < 1e-3);
    QVERIFY(std::abs(tree.mesh->bounds().min.z - 5) < 1e-3);
}

void CityJsonTest::noDataHeights()
{
    NEED_DATA(file, "cityjson/france/paris_tower.city.jsonl");
    const Layers layers = readFile(file);
    QVERIFY(layers);
    const Layer &layer = layers->front();
    QCOMPARE(layer.buildings.size(), size_t(2));
    QVERIFY2(layer.warnings.count(QStringLiteral("vertex-height-invalid")) > 0,
             qPrintable(testing::linesOf(layer.warnings)));
    for (const base::Warning &warning : layer.warnings.list()) {
        if (warning.code == QLatin1String("vertex-height-invalid"))
            QCOMPARE(warning.feature, QStringLiteral("1-0"));
    }
    const domain::Building &tower = layer.buildings[1].partOf.isEmpty() ? layer.buildings[0] : layer.buildings[1];
    QVERIFY(tower.solid);
    QVERIFY(tower.solid->mesh.bounds().min.z > -1);
    QVERIFY(tower.height > 100 && tower.height < 200);
}

static QString written(const QTemporaryDir &folder, const char *name, const QByteArray &text)
{
    const QString path = folder.filePath(QString::fromLatin1(name));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        return {};
    return path;
}

void CityJsonTest::footprintsWithHeights()
{
    QTemporaryDir folder;
    const QString file = written(folder, "flat.json", R"({"type":"CityJSON","version":"2.0",
      "transform":{"scale":[0.001,0.001,0.001],"translate":[500000,2500000,0]},"metadata":{"referenceSystem":"urn:ogc:def:crs:EPSG::4547"},
      "CityObjects":{"a":{"type":"Building","attributes":{"measuredHeight":21.5,"storeysAboveGround":"7"},
        "geometry":[{"type":"MultiSurface","lod":0,"boundaries":[[[0,1,2,3]]]}]},
      "b":{"type":"Building","attributes":{"storeysAboveGround":4},"geometry":[{"type":"MultiSurface","lod":"0.1","boundaries":[[[4,5,6,7]]]}]},
      "c":{"type":"Building","attributes":{}}},
      "vertices":[[0,0,5000],[10000,0,5000],[10000,10000,5000],[0,10000,5000],[0,0,0],[10000,0,0],[10000,10000,0],[0,10000,0]]})");
    const Layers layers = readFile(file);
    QVERIFY(layers);
    const auto &buildings = layers->front().buildings;
    QCOMPARE(buildings.size(), size_t(3));
    QVERIFY(!buildings[0].solid);
    QCOMPARE(buildings[0].height, 21.5f);
    QCOMPARE(buildings[0].storeysAbove, 7);
    QCOMPARE(buildings[0].ground, 5.0);
    QVERIFY(std::abs(geometry::area(buildings[0].footprint) - 100) < 1e-6);
    QVERIFY(!buildings[0].heightIsGuessed && buildings[1].heightIsGuessed);
    QCOMPARE(buildings[1].height, 12.0f);
    QVERIFY(std::isnan(buildings[1].ground)); // all zeros: nobody knew
    QCOMPARE(layers->front().warnings.count(QStringLiteral("geometry-missing")), 1);
}

void CityJsonTest::attributesAndAddress()
{
    QTemporaryDir folder;
    const QString file = written(folder, "a.json", R"({"type":"CityJSON","version":"2.0",
      "transform":{"scale":[1,1,1],"translate":[0,0,0]},
      "CityObjects":{"a":{"type":"Building","attributes":{"function":"residential","yearOfConstruction":1987,"storeysBelowGround":2,
        "name":"一号楼","owner":{"kind":"public","since":1990},"tags":["x","y"],"nothing":null,"listed":true},
        "address":[{"thoroughfareName":"Main Street","thoroughfareNumber":"7","locality":"Delft"}],"+extra":3}},
      "vertices":[]})");
    const Layers layers = readFile(file);
    QVERIFY(layers);
    const domain::Building &building = layers->front().buildings.at(0);
    QCOMPARE(building.use, domain::BuildingUse::Residential);
    QCOMPARE(building.year, 1987);
    QCOMPARE(building.storeysBelow, 2);
    QCOMPARE(building.name, QStringLiteral("一号楼"));
    QCOMPARE(building.address, QStringLiteral("Main Street 7, Delft"));
    const domain::AttributeTable &table = layers->front().attributes;
    QCOMPARE(table.text(0, table.indexOf(QStringLiteral("owner.kind"))), QStringLiteral("public"));
    QCOMPARE(table.number(0, table.indexOf(QStringLiteral("owner.since"))), 1990.0);
    QCOMPARE(table.text(0, table.indexOf(QStringLiteral("listed"))), QStringLiteral("true"));
    QCOMPARE(table.number(0, table.indexOf(QStringLiteral("+extra"))), 3.0);
    QCOMPARE(table.indexOf(QStringLiteral("nothing")), -1);
}

/// As an extension may write them that makes names of ids: what is left out is told.
void CityJsonTest::tooManyAttributes()
{
    QTemporaryDir folder;
    const auto read = [&](int count) {
        QJsonObject attributes;
        for (int i = 0; i < count; ++i)
            attributes.insert(QStringLiteral("a%1").arg(i), i);
        const QByteArray object = QJsonDocument(attributes).toJson(QJsonDocument::Compact);
        return readFile(written(folder, "a.json",
                                R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],"translate":[0,0,0]},
            "CityObjects":{"a":{"type":"Building","attributes":)" +
                                    object + R"(},"r":{"type":"Road"}},"vertices":[]})"));
    };
    const Layers some = read(500), many = read(501);
    QVERIFY(some && many);
    QCOMPARE(some->front().warnings.count(QStringLiteral("attributes-left-out")), 0);
    QCOMPARE(many->front().warnings.count(QStringLiteral("attributes-left-out")), 1);
    QCOMPARE(many->front().attributes.columns(), 500);
}

void CityJsonTest::otherCrsThanTheProject()
{
    NEED_DATA(file, "cityjson/delft_3dbag/delft.json");
    const formats::LayerRequest request = testing::requestFor(file);
    // The same place in UTM 31: sizes and heights stay, to the scale of the grids.
    const geometry::LocalFrame utm = testing::frameOf(QStringLiteral("EPSG:32631"), {594000, 5762000, 0});
    const Layers there = cityJsonReader().read(request, utm, base::Job());
    const Layers here = readFile(file);
    QVERIFY(there && here);
    const geometry::Box3 a = there->front().bounds(), b = here->front().bounds();
    QVERIFY(std::abs(a.min.z - b.min.z) < 0.01 && std::abs(a.max.z - b.max.z) < 0.01);
    QVERIFY(std::abs(a.size().x - b.size().x) < 30); // turned by the grids' convergence
    const Vec3 lonLat = utm.toLonLat(a.centre());
    QVERIFY2(std::abs(lonLat.x - 4.36) < 0.02 && std::abs(lonLat.y - 52.01) < 0.02,
             qPrintable(QStringLiteral("%1 %2").arg(lonLat.x).arg(lonLat.y)));
}

void CityJsonTest::noCrs()
{
    NEED_DATA(file, "cityjson/cjio_small/cube.json");
    const formats::LayerRequest request = testing::requestFor(file);
    const Layers layers = cityJsonReader().read(
        request, testing::frameOf(QStringLiteral("EPSG:4547"), {500000, 2500000, 0}), base::Job());
    QVERIFY(layers);
    QCOMPARE(layers->front().warnings.count(QStringLiteral("crs-missing")), 1);
    const geometry::Box3 box = layers->front().bounds();
    QVERIFY(glm::length(geometry::Vec2(box.centre())) < 2);
}

void CityJsonTest::wrongCrs()
{
    NEED_DATA(file, "cityjson/delft_3dbag/delft.json");
    formats::LayerRequest request = testing::requestFor(file);
    request.crs = QStringLiteral("EPSG:32734");
    const geometry::LocalFrame frame = testing::frameOf(QStringLiteral("EPSG:32734"), {0, 0, 0});
    const Layers layers = cityJsonReader().read(request, frame, base::Job());
    QVERIFY(layers);
    QCOMPARE(layers->front().warnings.count(QStringLiteral("crs-doubtful")), 1);
    request.crs = QStringLiteral("EPSG:999999");
    const Layers unknown = cityJsonReader().read(request, frame, base::Job());
    QVERIFY(unknown);
    QCOMPARE(unknown->front().warnings.count(QStringLiteral("crs-unknown")), 1);
    QCOMPARE(unknown->front().buildings.size(), size_t(160));
}

void CityJsonTest::oneKindOnly()
{
    NEED_DATA(file, "cityjson/delft_3dbag/delft.json");
    const Layers layers = readFile(file + QStringLiteral("|water"));
    QVERIFY(layers);
    QCOMPARE(layers->size(), size_t(1));
    QCOMPARE(layers->front().info.kind, LayerKind::Water);
    QCOMPARE(layers->front().features.size(), size_t(3));
}

void CityJsonTest::cutInHalf()
{
    NEED_DATA(file, "cityjson/seq/extension.city.jsonl");
    QFile in(file);
    QVERIFY(in.open(QIODevice::ReadOnly));
    const QByteArray text = in.readAll();
    QTemporaryDir folder;
    const Layers layers = readFile(written(folder, "half.city.jsonl", text.left(text.size() / 2)));
    QVERIFY(layers);
    QVERIFY(layers->front().buildings.size() > 20);
    QCOMPARE(layers->front().warnings.count(QStringLiteral("json-invalid")), 1);

    NEED_DATA(whole, "cityjson/delft_3dbag/delft.json");
    QFile delft(whole);
    QVERIFY(delft.open(QIODevice::ReadOnly));
    const QByteArray head = delft.read(delft.size() / 2);
    const QString half = written(folder, "half.json", head);
    const formats::Probe probe = cityJsonReader().probe(testing::requestFor(half));
    QVERIFY(!probe || *probe); // mine, whole or not
    const Layers none = readFile(half);
    QVERIFY(!none);
    QCOMPARE(none.error().source, half);
    QCOMPARE(none.error().code, QStringLiteral("json-invalid"));
}

void CityJsonTest::cancels()
{
    NEED_DATA(file, "cityjson/delft_3dbag/delft.json");
    const formats::LayerRequest request = testing::requestFor(file);
    base::Job job;
    job.cancel();
    const Layers layers = cityJsonReader().read(request, testing::frameFor(cityJsonReader(), request), job);
    QVERIFY(!layers);
    QCOMPARE(layers.error().code, QStringLiteral("cancelled"));
}

void CityJsonTest::notMine()
{
    QTemporaryDir folder;
    for (const QByteArray &text :
         {QByteArray(R"({"type":"FeatureCollection","features":[]})"), QByteArray("hello"), QByteArray(),
          QByteArray("[1]"),
          QByteArray(R"({"type":"FeatureCollection","about":"\"CityJSON\" files","features":[]})")}) {
        const formats::Probe probe = cityJsonReader().probe(testing::requestFor(written(folder, "x.json", text)));
        QVERIFY2(probe && !*probe, text.constData());
    }
    QVERIFY(!*cityJsonReader().probe(testing::requestFor(folder.filePath(QStringLiteral("missing.json")))));
}

QTEST_GUILESS_MAIN(CityJsonTest)
#include "CityJsonTest.moc"
