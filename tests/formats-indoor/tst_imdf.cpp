#include "IndoorTesting.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>

using namespace indoor;

/// IMDF archives, made here after OGC 20-094.
class ImdfTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void archive_data();
    void archive();
    void brokenPartsAreNamed();
    void brokenFilesAndOthers();

private:
    QTemporaryDir m_folder;
};

/// A venue of one building, 40 by 30 m: ordinals -1, 0 and 1, and a yard.
class Venue
{
public:
    static QJsonArray at(double x, double y) { return {114.05 + x / 102900, 22.53 + y / 110755}; }
    static QJsonObject box(double x0, double y0, double x1, double y1)
    {
        return {{"type", "Polygon"},
                {"coordinates", QJsonArray{QJsonArray{at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1), at(x0, y0)}}}};
    }
    static QJsonObject line(double x0, double y0, double x1, double y1)
    {
        return {{"type", "LineString"}, {"coordinates", QJsonArray{at(x0, y0), at(x1, y1)}}};
    }
    void add(const QString &type, const QString &id, const QJsonObject &properties, const QJsonValue &geometry)
    {
        m_files[type].append(QJsonObject{{"id", id},
                                         {"type", "Feature"},
                                         {"feature_type", type},
                                         {"geometry", geometry},
                                         {"properties", properties}});
    }
    void addUnit(const QString &id, const QString &level, const QString &category, const QJsonValue &geometry,
                 const QString &name = {})
    {
        add("unit", id,
            {{"category", category},
             {"level_id", level},
             {"name", name.isEmpty() ? QJsonValue() : QJsonObject{{"en", name}}}},
            geometry);
    }
    Venue()
    {
        add("venue", "v", {{"category", "shoppingcenter"}, {"name", QJsonObject{{"en", "Mall"}}}, {"address_id", "a"}},
            box(-10, -10, 50, 40));
        add("address", "a", {{"address", "1 Road"}, {"locality", "Shenzhen"}}, QJsonValue());
        add("building", "b",
            {{"category", "unspecified"}, {"name", QJsonObject{{"en", "Mall East"}}}, {"address_id", "a"}},
            QJsonValue());
        add("footprint", "f", {{"category", "ground"}, {"building_ids", QJsonArray{"b"}}}, box(0, 0, 40, 30));
        for (const int ordinal : {-1, 0, 1})
            add("level", QStringLiteral("l%1").arg(ordinal),
                {{"category", "unspecified"},
                 {"ordinal", ordinal},
                 {"outdoor", false},
                 {"short_name", QJsonObject{{"en", QStringLiteral("L%1").arg(ordinal)}}},
                 {"building_ids", QJsonArray{"b"}}},
                box(0, 0, 40, 30));
        add("level", "yard", {{"ordinal", 0}, {"outdoor", true}, {"building_ids", QJsonValue()}}, box(-10, -10, 50, 0));
        addUnit("park", "l-1", "parking", box(0, 0, 40, 30));
        addUnit("shop", "l0", "retail", box(0, 0, 10, 10));
        addUnit("walk", "l0", "walkway", box(0, 10, 40, 15));
        addUnit("wc", "l0", "restroom.female.wheelchair", box(10, 0, 15, 10), "WC");
        addUnit("void", "l1", "opentobelow", box(10, 10, 20, 15));
        addUnit("stairs0", "l0", "stairs", box(30, 0, 35, 10));
        addUnit("stairs1", "l1", "stairs", box(30, 0, 35, 10));
        addUnit("up", "l1", "theater", box(0, 0, 30, 10), "Stage");
        addUnit("column", "l0", "column", box(20, 12, 20.6, 12.6));
        addUnit("lawn", "yard", "vegetation", box(-10, -10, 50, -5));
        add("anchor", "an", {{"unit_id", "shop"}, {"address_id", "a"}},
            QJsonObject{{"type", "Point"}, {"coordinates", at(5, 5)}});
        add("occupant", "oc", {{"name", QJsonObject{{"en", "Bakery"}}}, {"category", "bakery"}, {"anchor_id", "an"}},
            QJsonValue());
        add("opening", "door",
            {{"category", "pedestrian"}, {"level_id", "l0"}, {"door", QJsonObject{{"type", "sliding"}}}},
            line(4, 10, 6, 10));
        add("opening", "main", {{"category", "pedestrian.principal"}, {"level_id", "l0"}}, line(0, 12, 0, 14));
        add("fixture", "desk", {{"category", "desk"}, {"level_id", "l0"}}, box(2, 2, 3, 4));
        add("kiosk", "kiosk", {{"level_id", "l0"}, {"anchor_id", QJsonValue()}}, box(25, 11, 27, 12));
    }
    void write(const QString &folder) const
    {
        QDir().mkpath(folder);
        const auto save = [&](const QString &name, const QJsonObject &object) {
            QFile file(folder + u'/' + name);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QJsonDocument(object).toJson());
        };
        save("manifest.json", {{"version", "1.0.0"}, {"created", "2026-01-01T00:00:00Z"}, {"language", "en-US"}});
        for (const auto &[type, features] : m_files)
            save(type + ".geojson", {{"type", "FeatureCollection"}, {"name", type}, {"features", features}});
    }

private:
    std::map<QString, QJsonArray> m_files;
};

static bool zip(const QString &folder, const QString &archive, bool withFolder)
{
    if (QStandardPaths::findExecutable(QStringLiteral("zip")).isEmpty())
        return false;
    QProcess process;
    const QFileInfo info(folder);
    process.setWorkingDirectory(withFolder ? info.path() : folder);
    process.start(QStringLiteral("zip"), {"-q", "-r", archive, withFolder ? info.fileName() : QStringLiteral(".")});
    return process.waitForFinished() && process.exitCode() == 0;
}

void ImdfTest::archive_data()
{
    QTest::addColumn<int>("packing"); ///< 0: a folder, 1: a zip, 2: a zip with a folder in it
    QTest::newRow("folder") << 0;
    QTest::newRow("zip") << 1;
    QTest::newRow("folder in a zip") << 2;
}

void ImdfTest::archive()
{
    QFETCH(int, packing);
    const QString folder = m_folder.filePath(QStringLiteral("venue%1").arg(packing));
    Venue().write(folder);
    QString path = folder;
    if (packing > 0) {
        path = folder + QStringLiteral(".zip");
        if (!zip(folder, path, packing == 2))
            QSKIP("needs zip");
    }
    const auto found = formats::findReader(fixtures::request(path));
    QVERIFY(found);
    QCOMPARE(found->first->name(), QStringLiteral("IMDF"));
    QByteArray why;
    const auto city = cityOf({path}, &why);
    QVERIFY2(city, why);
    const domain::Layer *layer = indoorLayer(*city);
    QVERIFY(layer);
    QVERIFY2(layer->warnings.isEmpty(), describe(layer->warnings));
    const domain::Building *building = city->building(QStringLiteral("b"));
    QVERIFY(building);
    QCOMPARE(building->name, QStringLiteral("Mall East"));
    QCOMPARE(building->address, QStringLiteral("1 Road"));
    QCOMPARE(building->use, domain::BuildingUse::Commercial);
    QCOMPARE(building->storeysAbove, 2);
    QCOMPARE(building->storeysBelow, 1);
    QCOMPARE(building->height, 8.0f);
    QVERIFY(std::abs(geometry::area(building->footprint) - 1200) < 6);
    const auto interior = open(*city, QStringLiteral("b"));
    QVERIFY(interior && !interior->schematic);
    QCOMPARE(interior->storeys.size(), size_t(3));
    QCOMPARE(interior->storeys[0].number, -1);
    QCOMPARE(interior->storeys[0].name, QStringLiteral("L-1"));
    QCOMPARE(interior->storeys[1].number, 1);
    QVERIFY(std::abs(interior->storeys[1].base - building->ground) < 1e-9);
    QVERIFY(std::abs(geometry::area(interior->storeys[1].shape) - 1200) < 6);
    QCOMPARE(interior->spaces.size(), size_t(7)); // neither void nor column nor what is outdoors
    using domain::SpaceFunction;
    const std::tuple<const char *, SpaceFunction, int> rooms[] = {
        {"park", SpaceFunction::Parking, -1}, {"shop", SpaceFunction::Shop, 1},
        {"walk", SpaceFunction::Corridor, 1}, {"wc", SpaceFunction::Bath, 1},
        {"stairs0", SpaceFunction::Stair, 1}, {"stairs1", SpaceFunction::Stair, 2},
        {"up", SpaceFunction::Hall, 2}};
    for (const auto &[id, function, storey] : rooms) {
        const domain::Space *room = space(*interior, QString::fromLatin1(id));
        QVERIFY2(room, id);
        QCOMPARE(room->function, function);
        QCOMPARE(room->storey, storey);
    }
    const domain::Space *shop = space(*interior, QStringLiteral("shop"));
    QCOMPARE(shop->name, QStringLiteral("Bakery"));
    QCOMPARE(interior->units.size(), size_t(1));
    QCOMPARE(shop->unit, interior->units[0].id);
    QCOMPARE(interior->doors.size(), size_t(2));
    const domain::Door *inner = door(*interior, QStringLiteral("door"));
    QVERIFY(inner->spaces[0] >= 0 && inner->spaces[1] >= 0 && inner->swing == domain::DoorSwing::Sliding);
    QVERIFY(std::abs(inner->width() - 2) < 0.02);
    QVERIFY(door(*interior, QStringLiteral("main"))->isEntrance);
    QStringList types;
    for (const domain::Element &element : interior->elements) {
        QVERIFY(element.mesh.triangles() >= 12);
        types.append(element.type);
    }
    types.sort();
    QCOMPARE(types, QStringList({"column", "desk", "kiosk"}));
    QVERIFY(std::any_of(interior->passages.begin(), interior->passages.end(),
                        [](const domain::Passage &p) { return p.door < 0; })); // the stairs
}

void ImdfTest::brokenPartsAreNamed()
{
    const QString folder = m_folder.filePath(QStringLiteral("parts"));
    Venue venue;
    venue.addUnit("nowhere", "l9", "room", Venue::box(0, 0, 1, 1));
    venue.addUnit("bare", "l0", "room", QJsonValue());
    venue.addUnit("odd", "l0", "room", QJsonObject{{"type", "Polygon"}, {"coordinates", QJsonArray{"a", 1}}});
    venue.add("opening", "spot", {{"level_id", "l0"}}, Venue::box(0, 0, 1, 1));
    venue.add("level", "none", {{"ordinal", QJsonValue()}, {"building_ids", QJsonArray{"b"}}}, Venue::box(0, 0, 1, 1));
    venue.write(folder);
    fixtures::write(m_folder, QStringLiteral("parts/fixture.geojson"), R"({"features": [{"id")");
    const auto layers = fixtures::read(fixtures::request(folder));
    QVERIFY2(layers, fixtures::describe(layers));
    const base::Warnings &told = layers->front().warnings;
    QVERIFY2(warnings(told, "storey-missing", "nowhere") == 1, describe(told));
    QVERIFY2(warnings(told, "storey-missing", "none") == 1, describe(told));
    QVERIFY2(warnings(told, "geometry-missing", "bare") == 1, describe(told));
    QVERIFY2(warnings(told, "geometry-missing", "odd") == 1, describe(told));
    QVERIFY2(warnings(told, "geometry-unsuitable", "spot") == 1, describe(told));
    QVERIFY2(warnings(told, "source-broken", "fixture") == 1, describe(told));
    QCOMPARE(layers->front().attributes.number(0, layers->front().attributes.indexOf(QStringLiteral("spaces"))), 7.0);
}

void ImdfTest::brokenFilesAndOthers()
{
    const QString folder = m_folder.filePath(QStringLiteral("broken"));
    Venue().write(folder);
    fixtures::write(m_folder, QStringLiteral("broken/level.geojson"), R"({"features": [{"id": "l0")");
    const auto mine = formats::findReader(fixtures::request(folder));
    QVERIFY2(!mine && mine.error().code == QLatin1String("source-broken"), "it is IMDF, but broken");
    QDir(m_folder.path()).mkdir(QStringLiteral("other"));
    fixtures::write(m_folder, QStringLiteral("other/points.geojson"), collection({{R"({"name":"x"})", point(0, 0)}}));
    const auto other = formats::findReader(fixtures::request(m_folder.filePath(QStringLiteral("other"))));
    QVERIFY(!other || other->first->name() != QLatin1String("IMDF"));
    if (zip(m_folder.filePath(QStringLiteral("other")), m_folder.filePath(QStringLiteral("other.zip")), false)) {
        const auto packed = formats::findReader(fixtures::request(m_folder.filePath(QStringLiteral("other.zip"))));
        QVERIFY(packed);
        QCOMPARE(packed->first->name(), QStringLiteral("OGR"));
    }
}

QTEST_GUILESS_MAIN(ImdfTest)
#include "tst_imdf.moc"
