#include "IndoorTesting.h"
#include "formats/FieldMatch.h"
#include "formats/ogr/GeoJsonSlices.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

using namespace indoor;

/// Layers of storeys, units, spaces and doors of a project.
class LayersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storeysByText_data();
    void storeysByText();
    void project_data();
    void project();
    void typicalFloors();
    void doorsAndWindows();
    void pointsTurnAlongTheirWall();
    void brokenFeaturesAreNamed();
    void storeysFromZero();
    void chineseColumns();
    void oneBuildingsLayer();
    void unitOutlinesWithoutRooms();
    void storeysAloneShapeTheStack();
    void withoutBuildingColumnItIsSaid();
    void slicesOfGeoJson_data();
    void slicesOfGeoJson();
    void thousandBuildingsStaySmall();

private:
    QTemporaryDir m_folder;
    QString file(const QString &name, const QByteArray &content) { return fixtures::write(m_folder, name, content); }
    /// A project of one building, 18 storeys of 3 m on 10 m, and the layers: (kind, more keys, features).
    struct Wanted {
        QByteArray kind, more;
        std::vector<Feature> features;
    };
    loading::CityPtr city(const std::vector<Wanted> &layers);
    int m_project = 0;
};

loading::CityPtr LayersTest::city(const std::vector<Wanted> &layers)
{
    const QString folder = QString::number(++m_project);
    QDir(m_folder.path()).mkdir(folder);
    file(folder + QStringLiteral("/buildings.geojson"),
         collection({{R"({"id":"B1","floors":18,"basements":1,"height_m":54,"ground_m":10})", box(0, 0, 12, 8)}}));
    QByteArray json = R"({"format":"yunjie-district/1","crs":"EPSG:32650","layers":[{"id":"b","kind":"building",)"
                      R"("source":"buildings.geojson"})";
    for (size_t i = 0; i < layers.size(); ++i) {
        const QByteArray name = "layer" + QByteArray::number(qulonglong(i)) + ".geojson";
        file(folder + u'/' + QString::fromLatin1(name), collection(layers[i].features));
        json += R"(,{"id":"l)" + QByteArray::number(qulonglong(i)) + R"(","kind":")" + layers[i].kind +
                R"(","source":")" + name + '"' + layers[i].more + '}';
    }
    const QString project = file(folder + QStringLiteral("/district.json"), json + "]}");
    QByteArray why;
    const auto loaded = cityOf({project}, &why);
    if (!loaded)
        qWarning("%s", why.constData());
    return loaded;
}

void LayersTest::storeysByText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<double>>("levels");
    QTest::addColumn<bool>("zero");
    const std::tuple<const char *, QList<double>, bool> rows[] = {{"3", {3}, false},
                                                                  {"3F", {3}, false},
                                                                  {"F3", {3}, false},
                                                                  {"B1", {-1}, false},
                                                                  {"b2", {-2}, false},
                                                                  {"-1", {-1}, false},
                                                                  {"地下2层", {-2}, false},
                                                                  {"负一层", {-1}, false},
                                                                  {"十二层", {12}, false},
                                                                  {"首层", {1}, false},
                                                                  {"地上5层", {5}, false},
                                                                  {"3-5", {3, 4, 5}, false},
                                                                  {"1,3-4", {1, 3, 4}, false},
                                                                  {"1、3至4", {1, 3, 4}, false},
                                                                  {"3 ~ 5", {3, 4, 5}, false},
                                                                  {"0;1", {0, 1}, true},
                                                                  {"-1--3", {-1, -2, -3}, false},
                                                                  {"-2-1", {-2, -1, 0, 1}, false},
                                                                  {"B2-B1", {-2, -1}, false},
                                                                  {"0.5", {0.5}, false},
                                                                  {"EG", {0}, true},
                                                                  {"G/F", {0}, true},
                                                                  {"2.OG", {2}, false},
                                                                  {"1.UG", {-1}, false},
                                                                  {"roof", {}, false},
                                                                  {"", {}, false},
                                                                  {"1-9999999", {}, false},
                                                                  {"3-", {}, false}};
    for (const auto &[text, levels, zero] : rows)
        QTest::newRow(text) << QString::fromUtf8(text) << levels << zero;
}

void LayersTest::storeysByText()
{
    QFETCH(QString, text);
    QFETCH(QList<double>, levels);
    QFETCH(bool, zero);
    const formats::StoreyList list = formats::parseStoreys(text);
    QCOMPARE(QList<double>(list.levels.begin(), list.levels.end()), levels);
    QCOMPARE(list.namesZero, zero);
    QCOMPARE(formats::storeyOfLevel(0, true), 1);
    QCOMPARE(formats::storeyOfLevel(0.5, true), 1);
    QCOMPARE(formats::storeyOfLevel(-0.5, true), -1);
    QCOMPARE(formats::storeyOfLevel(7, false), 7);
}

void LayersTest::project_data()
{
    QTest::addColumn<QString>("index");
    QTest::addColumn<bool>("gpkg");
    QTest::newRow("geojson") << QString() << false;
    QTest::newRow("gpkg without index") << QString() << true;
    QTest::newRow("gpkg with index") << QStringLiteral("bld") << true;
}

// Two buildings, four layers: what is read of one is its own, and doors join its spaces.
void LayersTest::project()
{
    QFETCH(QString, index);
    QFETCH(bool, gpkg);
    std::map<QString, std::vector<Feature>> layers;
    for (const int b : {1, 2}) {
        const double x = b * 100;
        const QByteArray bld = "\"B" + QByteArray::number(b) + "'s\"";
        layers["buildings"].push_back(
            {R"({"code":)" + bld + R"(,"floors":2,"height_m":7,"ground_m":4})", box(x, 0, x + 10, 8)});
        for (const int storey : {1, 2}) {
            const QByteArray s = QByteArray::number(storey), n = QByteArray::number(b) + s;
            layers["storeys"].push_back({R"({"bld":)" + bld + R"(,"number":)" + s + R"(,"base":)" +
                                             QByteArray::number(4 + (storey - 1) * 3.6) + R"(,"height":3.5})",
                                         box(x, 0, x + 10, 8)});
            layers["units"].push_back({R"({"code":"U)" + n + R"(","bld":)" + bld + R"(,"storey":)" + s +
                                           R"(,"number":")" + s + R"(01","rooms":1})",
                                       "null"});
            layers["spaces"].push_back({R"({"id":"R)" + n + R"(","bld":)" + bld + R"(,"storey":)" + s + R"(,"unit":")" +
                                            s + R"(01","function":"卧室","area":20.5})",
                                        box(x + 0.2, 2.2, x + 9.8, 7.8)});
            layers["spaces"].push_back({R"({"id":"C)" + n + R"(","bld":)" + bld + R"(,"storey":)" + s +
                                            R"(,"function":"corridor","height":2.6})",
                                        box(x + 0.2, 0.2, x + 9.8, 2)});
            layers["doors"].push_back(
                {R"({"id":"D)" + n + R"(","bld":)" + bld + R"(,"storey":)" + s + "}", line(x + 3, 2.1, x + 4, 2.1)});
        }
        layers["doors"].push_back({R"({"id":"E)" + QByteArray::number(b) + R"(","bld":)" + bld + R"(,"storey":1})",
                                   line(x + 0.1, 0.5, x + 0.1, 1.7)});
    }
    const QString folder = QStringLiteral("p-%1-%2").arg(gpkg).arg(index);
    QDir(m_folder.path()).mkdir(folder);
    QByteArray json = R"({"format":"yunjie-district/1","crs":"EPSG:32650","layers":[)";
    for (const auto &[name, features] : layers) {
        const QString geoJson = file(folder + u'/' + name + QStringLiteral(".geojson"), collection(features));
        QString source = name + QStringLiteral(".geojson");
        if (gpkg) {
            QVERIFY(intoGpkg(m_folder.filePath(folder + QStringLiteral("/d.gpkg")), name, geoJson,
                             name == QLatin1String("buildings") ? QString() : index));
            source = QStringLiteral("d.gpkg|") + name;
        }
        if (!json.endsWith('['))
            json += ',';
        json += R"({"id":")" + name.toUtf8() + R"(","kind":")" + name.chopped(1).toUtf8() + R"(","source":")" +
                source.toUtf8() + R"("})";
    }
    const QString path = file(folder + QStringLiteral("/district.json"), json + "]}");
    QByteArray why;
    const auto city = cityOf({path}, &why);
    QVERIFY2(city, why);
    size_t shapes = 0;
    for (const auto &layer : city->layers) {
        QVERIFY2(layer->warnings.isEmpty(), describe(layer->warnings));
        if (layer->info.kind == domain::LayerKind::Space || layer->info.kind == domain::LayerKind::Door) {
            QVERIFY(layer->features.empty());
            QVERIFY(layer->interiors);
            QCOMPARE(layer->interiors->buildings(), QStringList({"B1's", "B2's"}));
            shapes += layer->info.features;
        }
        if (layer->info.kind == domain::LayerKind::Storey)
            QCOMPARE(layer->storeys.size(), size_t(4));
        if (layer->info.kind == domain::LayerKind::Unit)
            QCOMPARE(layer->units.size(), size_t(4));
    }
    QCOMPARE(shapes, size_t(8 + 6));
    const auto interior = open(*city, QStringLiteral("B2's"));
    QVERIFY(interior && !interior->schematic);
    QVERIFY2(interior->warnings.isEmpty(), describe(interior->warnings));
    QCOMPARE(interior->storeys.size(), size_t(2));
    QCOMPARE(interior->storeys[1].base, 7.6);
    QCOMPARE(interior->storeys[1].height, 3.5);
    QVERIFY(std::abs(geometry::area(interior->storeys[1].shape) - 80) < 0.01);
    QCOMPARE(interior->spaces.size(), size_t(4));
    QCOMPARE(interior->doors.size(), size_t(3));
    QCOMPARE(interior->units.size(), size_t(2));
    const domain::Space *room = space(*interior, QStringLiteral("R22"));
    QVERIFY(room);
    QCOMPARE(room->unit, QStringLiteral("U22"));
    QCOMPARE(room->function, domain::SpaceFunction::Room);
    QCOMPARE(room->base, 7.6); // the storey's
    QCOMPARE(room->height, 3.5f);
    QCOMPARE(room->area, 20.5f);
    QCOMPARE(space(*interior, QStringLiteral("C22"))->height, 2.6f);
    const domain::Door *inner = door(*interior, QStringLiteral("D22"));
    QVERIFY(inner && inner->spaces[0] >= 0 && inner->spaces[1] >= 0 && !inner->isEntrance);
    QCOMPARE(inner->base, 7.6);
    QVERIFY(door(*interior, QStringLiteral("E2"))->isEntrance);
    QVERIFY(std::any_of(interior->passages.begin(), interior->passages.end(),
                        [&](const domain::Passage &p) { return p.door >= 0 && p.a >= 0 && p.b >= 0; }));
}

void LayersTest::typicalFloors()
{
    const auto loaded =
        city({{"unit",
               "",
               {{R"({"code":"U-{storey}03","building":"B1","storey":"3-5","number":"{storey}03","rooms":2})", "null"}}},
              {"space",
               "",
               {{R"({"id":"R","building":"B1","storey":"3-5","unit":"{storey}03","function":"room"})", box(1, 1, 5, 5)},
                {R"({"id":"H","building":"B1","storey":"1,3-4","function":"hall"})", box(6, 1, 9, 5)},
                {R"({"id":"P","building":"B1","storey":"B1","function":"parking","base":6.2})", box(0, 0, 12, 8)},
                {R"({"id":"A","building":"B1","storey":"1","base_above_ground":0.5})", box(9, 1, 12, 5)}}},
              {"door", "", {{R"({"id":"D","building":"B1","storey":"3-5"})", line(2, 1, 3, 1)}}}});
    QVERIFY(loaded);
    QCOMPARE(loaded->unitsOf(QStringLiteral("B1")).size(), size_t(3));
    QVERIFY(loaded->unit(QStringLiteral("U-403")));
    const auto interior = open(*loaded, QStringLiteral("B1"));
    QVERIFY(interior);
    QVERIFY2(interior->warnings.isEmpty(), describe(interior->warnings));
    QCOMPARE(interior->spaces.size(), size_t(3 + 3 + 1 + 1));
    QCOMPARE(interior->doors.size(), size_t(3));
    QCOMPARE(interior->units.size(), size_t(3));
    const domain::Space *room = space(*interior, QStringLiteral("R-4"));
    QVERIFY(room);
    QCOMPARE(room->storey, 4);
    QCOMPARE(room->unit, QStringLiteral("U-403"));
    QCOMPARE(room->base, 10.0 + 3 * 3);
    QCOMPARE(room->height, 3.0f);
    QCOMPARE(space(*interior, QStringLiteral("H-1"))->base, 10.0);
    QCOMPARE(space(*interior, QStringLiteral("P"))->storey, -1);
    QCOMPARE(space(*interior, QStringLiteral("P"))->base, 6.2);
    QCOMPARE(space(*interior, QStringLiteral("A"))->base, 10.5);
    QCOMPARE(door(*interior, QStringLiteral("D-5"))->base, 22.0);
}

void LayersTest::doorsAndWindows()
{
    const auto loaded = city(
        {{"space", "", {{R"({"id":"R","building":"B1","storey":1})", box(0.2, 0.2, 11.8, 7.8)}}},
         {"door",
          "",
          {{R"({"id":"W","building":"B1","storey":1,"type":"window","height":1.4,"base":10.9})", line(2, 0.1, 4, 0.1)},
           {R"({"id":"E","building":"B1","storey":1,"entrance":"yes","swing":"double"})", line(5, 0.1, 7, 0.1)},
           {R"({"id":"P","building":"B1","storey":1})", box(8, 0, 9.5, 0.2)},
           {R"({"id":"Z","building":"B1","storey":1})", line(9, 3, 9, 3)}}}});
    QVERIFY(loaded);
    const auto interior = open(*loaded, QStringLiteral("B1"));
    QVERIFY(interior);
    QCOMPARE(interior->doors.size(), size_t(3));
    const domain::Door *window = door(*interior, QStringLiteral("W"));
    QVERIFY(window->isWindow && !window->isEntrance && window->height == 1.4f && window->base == 10.9);
    const domain::Door *entrance = door(*interior, QStringLiteral("E"));
    QVERIFY(entrance->isEntrance && entrance->swing == domain::DoorSwing::Double);
    QVERIFY(std::abs(entrance->width() - 2) < 0.01);
    const domain::Door *drawn = door(*interior, QStringLiteral("P"));
    QVERIFY(std::abs(drawn->width() - 1.5) < 0.01 && std::abs(drawn->from.y - drawn->to.y) < 0.001);
    QCOMPARE(warnings(interior->warnings, "door-width", "Z"), 1);
}

void LayersTest::pointsTurnAlongTheirWall()
{
    const auto loaded = city({{"space",
                               "",
                               {{R"({"id":"R1","building":"B1","storey":1})", box(0, 0, 6, 8)},
                                {R"({"id":"R2","building":"B1","storey":1})", box(6.2, 0, 12, 8)}}},
                              {"door",
                               "",
                               {{R"({"id":"D","building":"B1","storey":1,"width":1.2})", point(6.1, 4)},
                                {R"({"id":"F","building":"B1","storey":1})", point(2, 0.05)}}}});
    QVERIFY(loaded);
    const auto interior = open(*loaded, QStringLiteral("B1"));
    QVERIFY(interior);
    const domain::Door *inner = door(*interior, QStringLiteral("D"));
    QVERIFY(!inner->isPoint);
    QVERIFY(std::abs(inner->width() - 1.2) < 1e-4);
    QVERIFY2(std::abs(inner->from.x - inner->to.x) < 1e-6, "it stands in the wall between the rooms");
    QVERIFY(inner->spaces[0] >= 0 && inner->spaces[1] >= 0 && inner->spaces[0] != inner->spaces[1]);
    const domain::Door *front = door(*interior, QStringLiteral("F"));
    QVERIFY(std::abs(front->from.y - front->to.y) < 1e-6 && std::abs(front->width() - 0.9) < 1e-4);
    QVERIFY(front->isEntrance);
}

void LayersTest::brokenFeaturesAreNamed()
{
    const QByteArray eight =
        R"({"type":"Polygon","coordinates":[[[500001,2500001],[500005,2500005],[500005,2500001],[500001,2500005],[500001,2500001]]]})";
    const auto loaded = city({{"space",
                               "",
                               {{R"({"id":"good","building":"B1","storey":"1"})", box(1, 1, 5, 5)},
                                {R"({"id":"eight","building":"B1","storey":"1"})", eight},
                                {R"({"id":"empty","building":"B1","storey":"1"})", "null"},
                                {R"({"id":"pin","building":"B1","storey":"1"})", point(1, 1)},
                                {R"({"id":"roof","building":"B1","storey":"attic?"})", box(1, 1, 5, 5)},
                                {R"({"id":"open","building":"B1","storey":null})", box(5, 1, 8, 5)},
                                {R"({"id":"high","building":"B1","storey":"1","base":2.0})", box(8, 1, 9, 5)},
                                {R"({"id":"far","building":"B9","storey":"1"})", box(1, 1, 5, 5)},
                                {R"({"id":"lost","building":null,"storey":"1"})", box(1, 1, 5, 5)}}},
                              {"door", "", {{R"({"id":"none","building":"B1","storey":"1"})", "null"}}}});
    QVERIFY(loaded);
    int lost = 0;
    for (const auto &layer : loaded->layers)
        lost += warnings(layer->warnings, "building-missing");
    QCOMPARE(lost, 1);
    QCOMPARE(warnings(loaded->warnings, "interior-building-unknown", "B9"), 1);
    const auto interior = open(*loaded, QStringLiteral("B1"));
    QVERIFY(interior);
    const QByteArray told = describe(interior->warnings);
    QVERIFY2(space(*interior, QStringLiteral("good")) && space(*interior, QStringLiteral("eight")), told);
    QCOMPARE(interior->spaces.size(), size_t(4));
    QVERIFY2(warnings(interior->warnings, "ring-invalid", "eight") == 1, told);
    QVERIFY2(warnings(interior->warnings, "geometry-missing", "empty") == 1, told);
    QVERIFY2(warnings(interior->warnings, "geometry-missing", "none") == 1, told);
    QVERIFY2(warnings(interior->warnings, "geometry-unsuitable", "pin") == 1, told);
    QVERIFY2(warnings(interior->warnings, "storey-unreadable", "roof") == 1, told);
    QVERIFY2(warnings(interior->warnings, "storey-missing", "open") == 1, told);
    QVERIFY2(warnings(interior->warnings, "base-doubtful", "high") == 1, told);
}

void LayersTest::storeysFromZero()
{
    const auto loaded = city({{"space",
                               "",
                               {{R"({"id":"G","building":"B1","level":"0"})", box(1, 1, 5, 5)},
                                {R"({"id":"O","building":"B1","level":"1"})", box(1, 1, 5, 5)},
                                {R"({"id":"U","building":"B1","level":"-1"})", box(1, 1, 5, 5)}}}});
    QVERIFY(loaded);
    QCOMPARE(warnings(indoorLayer(*loaded)->warnings, "storey-from-zero"), 1);
    const auto interior = open(*loaded, QStringLiteral("B1"));
    QCOMPARE(space(*interior, QStringLiteral("G"))->storey, 1);
    QCOMPARE(space(*interior, QStringLiteral("O"))->storey, 2);
    QCOMPARE(space(*interior, QStringLiteral("U"))->storey, -1);
    QCOMPARE(space(*interior, QStringLiteral("U"))->base, 7.0);
}

void LayersTest::chineseColumns()
{
    const auto loaded = city(
        {{"storey", "", {{R"({"楼栋":"B1","楼层":"2","层高":4.2,"底高程":14.0})", box(0, 0, 12, 8)}}},
         {"space",
          "",
          {{R"({"编号":"K","楼栋":"B1","楼层":"二层","房号":"201","功能":"厨房","名称":"厨房"})", box(1, 1, 5, 5)}}},
         {"door", "", {{R"({"编号":"M","楼栋":"B1","楼层":"2","宽度":1.1,"出入口":"否","类型":"门"})", point(3, 1)}}}});
    QVERIFY(loaded);
    const auto interior = open(*loaded, QStringLiteral("B1"));
    const domain::Space *kitchen = space(*interior, QStringLiteral("K"));
    QVERIFY(kitchen);
    QCOMPARE(kitchen->function, domain::SpaceFunction::Kitchen);
    QCOMPARE(kitchen->base, 14.0);
    QVERIFY(std::abs(kitchen->height - 4.2f) < 1e-5f);
    QCOMPARE(interior->units.size(), size_t(1));
    QCOMPARE(interior->units[0].number, QStringLiteral("201"));
    QVERIFY(std::abs(door(*interior, QStringLiteral("M"))->width() - 1.1) < 1e-4);
}

void LayersTest::oneBuildingsLayer()
{
    const auto loaded = city({{"space", R"(,"building":"B1")", {{R"({"id":"R","floor":"7"})", box(1, 1, 5, 5)}}}});
    QVERIFY(loaded);
    QVERIFY(!loaded->building(QStringLiteral("B1"))->hasParts);
    const auto interior = open(*loaded, QStringLiteral("B1"));
    QVERIFY(space(*interior, QStringLiteral("R")));
    QCOMPARE(space(*interior, QStringLiteral("R"))->storey, 7);
}

void LayersTest::unitOutlinesWithoutRooms()
{
    const auto loaded = city(
        {{"unit",
          "",
          {{R"({"code":"4403-{storey}01","building":"B1","storey":"1-18","number":"{storey}01"})", box(0, 0, 6, 8)},
           {R"({"code":"4403-{storey}02","building":"B1","storey":"1-18","number":"{storey}02"})",
            box(6, 0, 12, 8)}}}});
    QVERIFY(loaded);
    QCOMPARE(loaded->unitsOf(QStringLiteral("B1")).size(), size_t(36));
    const auto interior = open(*loaded, QStringLiteral("B1"));
    QCOMPARE(interior->units.size(), size_t(36));
    QVERIFY2(!interior->schematic && interior->spaces.size() == 36, "an outline is more than a schema");
    QCOMPARE(interior->spaces[0].unit, interior->units[0].id);
}

void LayersTest::storeysAloneShapeTheStack()
{
    const auto loaded =
        city({{"storey", "", {{R"({"building":"B1","storey":"2","name":"Podium","base":14.5,"height":5})", "null"}}}});
    QVERIFY(loaded);
    const auto interior = open(*loaded, QStringLiteral("B1"));
    QVERIFY(interior && interior->schematic);
    QCOMPARE(interior->storeys.size(), size_t(19));
    const auto storey = std::find_if(interior->storeys.begin(), interior->storeys.end(),
                                     [](const domain::Storey &s) { return s.number == 2; });
    QVERIFY(storey->name == QLatin1String("Podium") && storey->base == 14.5 && storey->height == 5);
    for (const domain::Space &space : interior->spaces)
        QVERIFY(std::isfinite(space.base) && (space.storey != 2 || space.base == 14.5));
}

void LayersTest::withoutBuildingColumnItIsSaid()
{
    const QString rooms = file(QStringLiteral("rooms.geojson"),
                               collection({{R"({"id":"R1","storey":"1-2","name":"Hall"})", box(1, 1, 5, 5)},
                                           {R"({"id":"R2","storey":"B1"})", box(1, 1, 9, 5)}}));
    QByteArray why;
    const auto bare = cityOf({rooms}, &why);
    QVERIFY2(bare, why);
    const domain::Layer *layer = indoorLayer(*bare);
    QVERIFY(layer && layer->buildings.size() == 1);
    QCOMPARE(warnings(layer->warnings, "building-missing"), 1);
    const domain::Building &own = layer->buildings.front();
    QCOMPARE(own.storeysAbove, 2);
    QCOMPARE(own.storeysBelow, 1);
    QCOMPARE(own.height, 6.0f);
    const double area = geometry::area(own.footprint);
    QVERIFY2(std::abs(area - 32) < 0.01, QByteArray::number(area));
    const auto interior = open(*bare, own.id);
    QVERIFY(interior && interior->spaces.size() == 3);

    const auto doors = city({{"door", "", {{R"({"id":"D","storey":"1"})", line(1, 1, 2, 1)}}}});
    QVERIFY(doors);
    int said = 0;
    for (const auto &one : doors->layers)
        said += warnings(one->warnings, "building-missing");
    QCOMPARE(said, 1);
}

void LayersTest::slicesOfGeoJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("slices");
    const auto row = [](const char *name, const QByteArray &text, const QByteArrayList &slices) {
        QTest::newRow(name) << text << slices;
    };
    row("two", R"({"type":"FeatureCollection", "features": [ {"a":1} ,{"b":[{}]}]})", {R"({"a":1})", R"({"b":[{}]})"});
    row("brackets in texts", R"({"x":"\"features\":[{","features":[{"a":"]}\\"}]})", {R"({"a":"]}\\"})"});
    row("a list of that name deeper", R"({"p":{"features":[{"n":0}]},"features":[{"a":1}]})", {R"({"a":1})"});
    row("none", R"({"features":[]})", {});
    row("one feature", R"({"type":"Feature","geometry":null})", {});
    row("cut short", R"({"features":[{"a":1},{"b":)", {});
    row("empty", "", {});
}

void LayersTest::slicesOfGeoJson()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, slices);
    QByteArrayList found;
    for (const auto &[begin, end] : formats::featureSlices(file(QStringLiteral("slices.geojson"), text)))
        found.append(text.mid(begin, end - begin));
    QCOMPARE(found, slices);
}

void LayersTest::thousandBuildingsStaySmall()
{
    constexpr int Buildings = 1000, Rooms = 40;
    std::vector<Feature> features;
    for (int b = 0; b < Buildings; ++b) {
        for (int r = 0; r < Rooms; ++r)
            features.push_back({R"({"id":"R)" + QByteArray::number(r) + R"(","bld":"B)" + QByteArray::number(b) +
                                    R"(","storey":)" + QByteArray::number(1 + r / 10) + "}",
                                box(b * 50 + r % 10, r / 10, b * 50 + r % 10 + 0.9, r / 10 + 0.9)});
    }
    const QString geoJson = file(QStringLiteral("many.geojson"), collection(features));
    QVERIFY(intoGpkg(m_folder.filePath(QStringLiteral("many.gpkg")), QStringLiteral("spaces"), geoJson));
    QVERIFY(intoGpkg(m_folder.filePath(QStringLiteral("index.gpkg")), QStringLiteral("spaces"), geoJson,
                     QStringLiteral("bld")));
    QVERIFY(convert(geoJson, m_folder.filePath(QStringLiteral("many.shp")), "ESRI Shapefile"));
    QVERIFY(convert(geoJson, m_folder.filePath(QStringLiteral("many.fgb")), "FlatGeobuf"));
    for (const char *name : {"many.gpkg", "index.gpkg", "many.shp", "many.fgb", "many.geojson"}) {
        QElapsedTimer timer;
        timer.start();
        const auto layers =
            fixtures::read(fixtures::request(m_folder.filePath(QString::fromLatin1(name)), domain::LayerKind::Space));
        QVERIFY2(layers && layers->front().interiors, fixtures::describe(layers));
        const qint64 known = timer.restart();
        const auto &source = *layers->front().interiors;
        QCOMPARE(source.buildings().size(), Buildings);
        QCOMPARE(layers->front().info.features, size_t(Buildings * Rooms));
        domain::Building building;
        building.id = QStringLiteral("B777");
        building.ground = 0;
        const auto interior = source.read(building, base::Job());
        QVERIFY(interior);
        QCOMPARE(interior->spaces.size(), size_t(Rooms));
        for (const domain::Space &space : interior->spaces)
            QVERIFY(std::abs(geometry::area(space.shape) - 0.81) < 0.01);
        const qint64 opened = timer.elapsed();
        qInfo("%s: %lld ms to know %d buildings, %lld ms to open one", name, known, Buildings, opened);
        QVERIFY2(opened < 300, name);
    }
}

QTEST_GUILESS_MAIN(LayersTest)
#include "tst_layers.moc"
