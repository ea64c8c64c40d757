#include "geometry/Gcj02.h"
#include "geometry/LocalFrame.h"

#include <QTest>

#include <cmath>

using namespace geometry;

class TestCrs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void unknownNamesWhatToDo();
    void northingFirstIsKnown();
    void shenzhenKnownPoint();
    void compoundKeepsTheHeight();
    void badPointsAreCountedAndLeft();
    void framePicksUtmForDegrees();
    void frameRoundTrip();
    void gcj02IsAbout600MetresOffAtShenzhenAndComesBack();
    void gcj02LeavesOtherCountriesAlone();
};

void TestCrs::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("code") << "EPSG:4547"
                          << "EPSG:4547";
    QTest::newRow("number") << "4547"
                            << "EPSG:4547";
    QTest::newRow("urn") << "urn:ogc:def:crs:EPSG::2056"
                         << "EPSG:2056";
    QTest::newRow("url") << "https://www.opengis.net/def/crs/EPSG/0/7415"
                         << "EPSG:7415";
    QTest::newRow("compound urn") << "urn:ogc:def:crs,crs:EPSG::25832,crs:EPSG::5783"
                                  << "EPSG:25832+5783";
    QTest::newRow("compound urn with versions") << "urn:ogc:def:crs,crs:EPSG:6.12:3068,crs:EPSG:6.12:5783"
                                                << "EPSG:3068+5783";
    QTest::newRow("adv") << "urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH"
                         << "EPSG:25832+7837";
    QTest::newRow("adv flat") << "urn:adv:crs:ETRS89_UTM33"
                              << "EPSG:25833";
}

void TestCrs::parses()
{
    QFETCH(QString, text);
    const auto crs = Crs::parse(text);
    QVERIFY2(crs, crs ? "" : qPrintable(crs.error().toLine()));
    QTEST(crs->code(), "code");
}

void TestCrs::unknownNamesWhatToDo()
{
    for (const char *text : {"", "EPSG:999999", "nonsense", "EPSG:"}) {
        const auto crs = Crs::parse(QString::fromLatin1(text));
        QVERIFY(!crs);
        QCOMPARE(crs.error().code, QStringLiteral("crs-unknown"));
        QVERIFY(!crs.error().hint.isEmpty());
    }
}

void TestCrs::northingFirstIsKnown()
{
    QVERIFY(Crs::parse(QStringLiteral("EPSG:4547"))->isNorthingFirst());
    QVERIFY(Crs::parse(QStringLiteral("EPSG:4326"))->isNorthingFirst());
    QVERIFY(!Crs::parse(QStringLiteral("EPSG:2056"))->isNorthingFirst());
    QVERIFY(!Crs::parse(QStringLiteral("EPSG:32650"))->isNorthingFirst());
}

void TestCrs::shenzhenKnownPoint()
{
    // On the central meridian of EPSG:4547 (114 E, false easting 500 km) the easting is known without a library, and
    // the northing is the meridian arc of GRS80: 2,493,547.6 m at 22.54 N (checked by series, Snyder 3-21).
    const auto transform = Transform::create(Crs::wgs84(), *Crs::parse(QStringLiteral("EPSG:4547")));
    QVERIFY(transform);
    Vec3 p(114.0, 22.54, 12.5);
    QVERIFY(transform->apply(p));
    QVERIFY(std::abs(p.x - 500000) < 0.01);
    constexpr double a = 6378137.0, f = 1 / 298.257222101, e2 = f * (2 - f), phi = 22.54 * M_PI / 180;
    const double arc = a * ((1 - e2 / 4 - 3 * e2 * e2 / 64 - 5 * e2 * e2 * e2 / 256) * phi -
                            (3 * e2 / 8 + 3 * e2 * e2 / 32 + 45 * e2 * e2 * e2 / 1024) * std::sin(2 * phi) +
                            (15 * e2 * e2 / 256 + 45 * e2 * e2 * e2 / 1024) * std::sin(4 * phi) -
                            (35 * e2 * e2 * e2 / 3072) * std::sin(6 * phi));
    QVERIFY2(std::abs(p.y - arc) < 0.05, qPrintable(QString::number(p.y - arc)));
    QCOMPARE(p.z, 12.5);
}

void TestCrs::compoundKeepsTheHeight()
{
    const Crs rd = *Crs::parse(QStringLiteral("EPSG:7415"));
    QVERIFY(rd.isCompound());
    const auto transform = Transform::create(rd, *Crs::parse(QStringLiteral("EPSG:28992")));
    QVERIFY(transform);
    Vec3 p(85000, 447000, 16.85);
    QVERIFY(transform->apply(p));
    QVERIFY(std::abs(p.z - 16.85) < 1e-6);
}

void TestCrs::badPointsAreCountedAndLeft()
{
    const auto transform = Transform::create(Crs::wgs84(), *Crs::parse(QStringLiteral("EPSG:32650")));
    std::vector<Vec3> points{{114, 22.5, 0}, {114, 2250, 0}, {std::numeric_limits<double>::infinity(), 0, 0}};
    QCOMPARE(transform->apply(points), size_t(2));
    QCOMPARE(points[1], Vec3(114, 2250, 0));
    QVERIFY(points[0].x > 1000);
}

void TestCrs::framePicksUtmForDegrees()
{
    const auto frame = LocalFrame::around(Crs::wgs84(), {{7.40, 43.72}, {7.45, 43.76}});
    QVERIFY(frame);
    QCOMPARE(frame->crs().code(), QStringLiteral("EPSG:32632"));
    const auto feet =
        LocalFrame::around(*Crs::parse(QStringLiteral("EPSG:2263")), {{980000, 190000}, {990000, 200000}});
    QVERIFY(feet);
    QCOMPARE(feet->crs().code(), QStringLiteral("EPSG:32618"));
}

void TestCrs::frameRoundTrip()
{
    const auto frame =
        LocalFrame::around(*Crs::parse(QStringLiteral("EPSG:4547")), {{510000, 2492000}, {513000, 2494000}});
    QVERIFY(frame);
    const Vec3 scene(123.456, -789.012, 34.5);
    const Vec3 back = frame->fromLonLat(frame->toLonLat(scene));
    QVERIFY(glm::length(back - scene) < 1e-6);
}

static double metresBetween(const Vec2 &a, const Vec2 &b)
{
    const double perDegree = 111320;
    return glm::length((a - b) * Vec2(perDegree * std::cos(a.y * M_PI / 180), perDegree));
}

void TestCrs::gcj02IsAbout600MetresOffAtShenzhenAndComesBack()
{
    const Vec2 wgs(114.11, 22.54);
    const double off = metresBetween(wgs, wgs84ToGcj02(wgs));
    QVERIFY2(off > 500 && off < 700, qPrintable(QString::number(off)));
    for (double lon = 73; lon < 136; lon += 3.7) {
        for (double lat = 18; lat < 54; lat += 3.1)
            QVERIFY(metresBetween({lon, lat}, gcj02ToWgs84(wgs84ToGcj02({lon, lat}))) < 0.001);
    }
}

void TestCrs::gcj02LeavesOtherCountriesAlone()
{
    const Vec2 monaco(7.42, 43.73);
    QCOMPARE(wgs84ToGcj02(monaco), monaco);
    QCOMPARE(gcj02ToWgs84(monaco), monaco);
}

QTEST_APPLESS_MAIN(TestCrs)
#include "tst_crs.moc"
