#include "IndoorTesting.h"

#include <set>

using namespace indoor;

/// OpenStreetMap's "Simple Indoor Tagging".
class OsmTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stations_data();
    void stations();
    void roomsOfABuilding();
    void roomsWithoutABuilding();
    void plainMapsGetNoLayer();

private:
    QTemporaryDir m_folder;
};

/// OpenStreetMap XML of points in degrees and what is made of them.
class OsmWriter
{
public:
    using Tags = std::vector<std::pair<QByteArray, QByteArray>>;
    QByteArray node(double x, double y, const Tags &tags = {})
    {
        const QByteArray id = QByteArray::number(++m_last);
        m_nodes += "<node id=\"" + id + "\" version=\"1\" lat=\"" + QByteArray::number(22.5 + y / 110755, 'f', 9) +
                   "\" lon=\"" + QByteArray::number(114.0 + x / 102900, 'f', 9) + "\">" + written(tags) + "</node>\n";
        return id;
    }
    QByteArray way(const std::vector<geometry::Vec2> &points, bool closed, const Tags &tags)
    {
        QByteArray refs, firstRef;
        for (const geometry::Vec2 &p : points) {
            const QByteArray ref = "<nd ref=\"" + node(p.x, p.y) + "\"/>";
            firstRef = firstRef.isEmpty() ? ref : firstRef;
            refs += ref;
        }
        const QByteArray id = QByteArray::number(++m_last);
        m_ways += "<way id=\"" + id + "\" version=\"1\">" + refs + (closed ? firstRef : QByteArray()) + written(tags) +
                  "</way>\n";
        return id;
    }
    QByteArray area(double x0, double y0, double x1, double y1, const Tags &tags)
    {
        return way({{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, true, tags);
    }
    QByteArray text() const { return "<?xml version='1.0'?><osm version=\"0.6\">\n" + m_nodes + m_ways + "</osm>\n"; }

private:
    static QByteArray written(const Tags &tags)
    {
        QByteArray text;
        for (const auto &[key, value] : tags)
            text += "<tag k=\"" + key + "\" v=\"" + value + "\"/>";
        return text;
    }
    int m_last = 0;
    QByteArray m_nodes, m_ways;
};

void OsmTest::stations_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("platforms"); ///< ways closed and areas that name a level
    for (const auto &[file, platforms] : {std::pair("berlin-central", 5), std::pair("cologne-central", 4),
                                          std::pair("hamburg-altona", 6), std::pair("hamburg-central", 9)})
        QTest::newRow(file) << QStringLiteral("indoor/osm_stations/%1.osm").arg(QLatin1String(file)) << platforms;
}

void OsmTest::stations()
{
    QFETCH(QString, file);
    QFETCH(int, platforms);
    const QString path = fixtures::testData(file);
    if (path.isEmpty())
        QSKIP("needs YUNJIE_TESTDATA: indoor/osm_stations");
    QByteArray why;
    const auto city = cityOf({path}, &why);
    QVERIFY2(city, why);
    const domain::Layer *layer = indoorLayer(*city);
    QVERIFY2(layer, "platforms on levels are spaces");
    QVERIFY(!layer->buildings.empty());
    int found = 0, below = 0, doors = 0;
    std::set<int> storeys;
    for (const QString &id : layer->interiors->buildings()) {
        QVERIFY(city->building(id));
        const auto interior = open(*city, id);
        QVERIFY(interior && !interior->schematic);
        for (const domain::Space &space : interior->spaces) {
            QVERIFY(!space.shape.empty() && space.area > 0 && std::isfinite(space.base));
            QVERIFY(space.storey != 0);
            found += space.function == domain::SpaceFunction::Corridor;
            below += space.storey < 0;
            storeys.insert(space.storey);
        }
        doors += int(interior->doors.size());
        QVERIFY2(std::none_of(interior->storeys.begin(), interior->storeys.end(),
                              [](const auto &s) { return s.number == 0; }),
                 "there is no storey 0");
    }
    QVERIFY2(found >= platforms, QByteArray::number(found));
    QVERIFY2(below > 0 || file.contains(QLatin1String("cologne")), "stations have storeys under the ground");
    qInfo("%d buildings, %d platforms, %d doors, storeys %d to %d, named '%s'", int(layer->buildings.size()), found,
          doors, *storeys.begin(), *storeys.rbegin(), qPrintable(layer->buildings.front().name));
}

void OsmTest::roomsOfABuilding()
{
    OsmWriter osm;
    const QByteArray building = osm.area(
        0, 0, 30, 20, {{"building", "office"}, {"building:levels", "3"}, {"height", "10.5"}, {"name", "Tower"}});
    const QByteArray office =
        osm.area(0, 0, 10, 8, {{"indoor", "room"}, {"room", "office"}, {"level", "0;2"}, {"name", "12"}});
    const QByteArray hall = osm.area(0, 8, 30, 12, {{"indoor", "corridor"}, {"level", "-1-2"}});
    const QByteArray shop = osm.area(10, 0, 20, 8, {{"indoor", "room"}, {"shop", "bakery"}, {"level", "0"}});
    const QByteArray stair = osm.area(20, 0, 30, 8, {{"indoor", "room"}, {"stairs", "yes"}, {"level", "-1-2"}});
    const QByteArray gallery = osm.area(0, 12, 10, 20, {{"indoor", "area"}, {"level", "0.5"}});
    const QByteArray lift = osm.node(15, 16, {{"highway", "elevator"}, {"level", "0-2"}});
    const QByteArray broken = osm.area(12, 12, 14, 14, {{"indoor", "room"}, {"level", "mezzanine"}});
    const QByteArray wall = osm.way({{12, 13}, {12, 19}}, false, {{"indoor", "wall"}, {"level", "1"}});
    osm.area(0, 0, 30, 20, {{"indoor", "level"}, {"level", "1"}, {"level:ref", "1st"}});
    const QByteArray inner = osm.node(5, 8, {{"door", "sliding"}, {"level", "0"}, {"width", "1.4"}});
    const QByteArray mainDoor = osm.node(0, 10, {{"entrance", "main"}, {"door", "yes"}});
    const QByteArray far = osm.node(200, 200, {{"entrance", "main"}});
    const QByteArray tram = osm.area(100, 0, 140, 4, {{"railway", "platform"}, {"level", "0"}, {"area", "yes"}});
    const auto city = cityOf({fixtures::write(m_folder, QStringLiteral("tower.osm"), osm.text())});
    QVERIFY(city);
    const QString id = QStringLiteral("w") + QString::fromLatin1(building);
    QVERIFY(city->building(id));
    const auto interior = open(*city, id);
    QVERIFY(interior && !interior->schematic);
    const auto at = [&](const QByteArray &way, const char *level = "") {
        return space(*interior, QStringLiteral("w") + QString::fromLatin1(way + level));
    };
    QVERIFY(at(office, "-0") && at(office, "-2"));
    QCOMPARE(at(office, "-2")->storey, 3);
    QCOMPARE(at(office, "-2")->name, QStringLiteral("12"));
    QCOMPARE(at(office, "-2")->function, domain::SpaceFunction::Office);
    const double ground = city->building(id)->ground;
    QVERIFY(std::abs(at(office, "-2")->base - ground - 7) < 1e-6); // 10.5 m over 3 storeys
    QCOMPARE(at(hall, "--1")->storey, -1);
    QCOMPARE(at(hall, "-1")->storey, 2);
    QCOMPARE(at(hall, "-1")->function, domain::SpaceFunction::Corridor);
    QCOMPARE(at(shop)->function, domain::SpaceFunction::Shop);
    QCOMPARE(at(stair, "-0")->function, domain::SpaceFunction::Stair);
    QCOMPARE(at(gallery)->storey, 1);
    QVERIFY2(std::abs(at(gallery)->base - ground - 1.75) < 1e-6, "a gallery stands between its storeys");
    QVERIFY(space(*interior, QStringLiteral("n") + QString::fromLatin1(lift) + QStringLiteral("-1")));
    QVERIFY(at(broken));
    const domain::Layer *layer = indoorLayer(*city);
    QCOMPARE(warnings(layer->warnings, "storey-unreadable", ("w" + broken).constData()), 1);
    QVERIFY2(layer->buildings.empty(), "a platform in the street is no building");
    const domain::Door *sliding = door(*interior, QStringLiteral("n") + QString::fromLatin1(inner));
    QVERIFY(sliding && sliding->swing == domain::DoorSwing::Sliding && std::abs(sliding->width() - 1.4) < 1e-3);
    QVERIFY(sliding->spaces[0] >= 0 && sliding->spaces[1] >= 0);
    QVERIFY2(std::abs(sliding->from.y - sliding->to.y) < 0.05, "it stands in its wall");
    const domain::Door *front = door(*interior, QStringLiteral("n") + QString::fromLatin1(mainDoor));
    QVERIFY(front && front->isEntrance && front->storey == 1);
    QVERIFY(!door(*interior, QStringLiteral("n") + QString::fromLatin1(far)));
    Q_UNUSED(tram)
    const auto built = std::find_if(interior->elements.begin(), interior->elements.end(),
                                    [](const domain::Element &e) { return e.type == QLatin1String("wall"); });
    QVERIFY(built != interior->elements.end());
    QCOMPARE(domain::partOfInsideId(built->id), QStringLiteral("w") + QString::fromLatin1(wall));
    QVERIFY(std::abs(built->mesh.bounds().min.z - ground - 3.5) < 1e-3);
    const auto storey = std::find_if(interior->storeys.begin(), interior->storeys.end(),
                                     [](const domain::Storey &s) { return s.number == 2; });
    QVERIFY(storey->name == QLatin1String("1st") && std::abs(geometry::area(storey->shape) - 600) < 3);
    QVERIFY2(std::count_if(interior->passages.begin(), interior->passages.end(),
                           [](const domain::Passage &p) { return p.door < 0; }) >= 3 + 2,
             "stairs and lifts join the storeys");
}

void OsmTest::roomsWithoutABuilding()
{
    OsmWriter osm;
    osm.node(30, 30, {{"railway", "station"}, {"name", "Hauptbahnhof"}});
    osm.area(0, 0, 10, 8, {{"indoor", "room"}, {"level", "0"}});
    osm.area(10.5, 0, 20, 8, {{"indoor", "room"}, {"level", "1"}});
    osm.area(300, 0, 310, 8, {{"indoor", "room"}, {"level", "-2"}});
    const auto city = cityOf({fixtures::write(m_folder, QStringLiteral("rooms.osm"), osm.text())});
    QVERIFY(city);
    const domain::Layer *layer = indoorLayer(*city);
    QVERIFY(layer);
    QCOMPARE(layer->buildings.size(), size_t(2));
    const domain::Building &one = layer->buildings[0].storeysAbove == 2 ? layer->buildings[0] : layer->buildings[1];
    QCOMPARE(one.storeysAbove, 2);
    QCOMPARE(one.name, QStringLiteral("Hauptbahnhof"));
    QCOMPARE(one.height, 6.0f);
    const double area = geometry::area(one.footprint);
    QVERIFY2(std::abs(area - 160) < 1, QByteArray::number(area));
    const auto interior = open(*city, one.id);
    QCOMPARE(interior->spaces.size(), size_t(2));
    const domain::Building &deep = &one == &layer->buildings[0] ? layer->buildings[1] : layer->buildings[0];
    QCOMPARE(deep.storeysBelow, 2);
    QVERIFY2(deep.height > 0 && deep.height < 1, "what is all under the ground is flat, but there");
}

void OsmTest::plainMapsGetNoLayer()
{
    OsmWriter osm;
    osm.area(0, 0, 10, 8, {{"building", "house"}});
    const auto city = cityOf({fixtures::write(m_folder, QStringLiteral("plain.osm"), osm.text())});
    QVERIFY(city);
    QVERIFY(!indoorLayer(*city));
    for (const auto &layer : city->layers)
        QVERIFY(layer->info.kind != domain::LayerKind::Space);
}

QTEST_GUILESS_MAIN(OsmTest)
#include "tst_osm.moc"
