#include "Fixtures.h"

#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <cmath>

using domain::LayerKind;

/// Real map servers on this machine: MapServer's WMS and tiles, MapCache's WMTS, behind lighttpd.
class OnlineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wms();
    void xyz();
    void tms();
    void wmts();
    void cacheIsKept();
    void wrongLayer();
    void wrongAddress();
    void nothingListens();
    void needsAnExtent();
    void requestsStayInTheExtent();

private:
    formats::LayerRequest mapRequest(const QString &source) const;
    void compare(const fixtures::Layers &layers, int tolerance);
    QByteArrayList requests(const char *mark);

    QTemporaryDir m_folder;
    std::unique_ptr<fixtures::Server> m_server;
    QString m_base;
    bool m_hasMapCache = false;
};

namespace
{

constexpr double Longitude = 114.11, Latitude = 22.54;

geometry::Vec2 mercator(double longitude, double latitude)
{
    constexpr double Radius = 6378137.0;
    return Radius * geometry::Vec2(longitude * M_PI / 180, std::asinh(std::tan(latitude * M_PI / 180)));
}

/// Four quarters: red north-west, green north-east, blue south-west, white south-east.
void makePicture(const QString &path)
{
    constexpr int Side = 512;
    GDALAllRegister();
    GDALDatasetUniquePtr tiff(
        GetGDALDriverManager()->GetDriverByName("GTiff")->Create(path.toUtf8(), Side, Side, 3, GDT_Byte, nullptr));
    // In the servers' own CRS, so that they need not warp.
    const geometry::Vec2 middle = mercator(Longitude, Latitude);
    double gt[6] = {middle.x - 2000, 4000.0 / Side, 0, middle.y + 2000, 0, -4000.0 / Side};
    tiff->SetGeoTransform(gt);
    OGRSpatialReference srs;
    srs.importFromEPSG(3857);
    tiff->SetSpatialRef(&srs);
    std::vector<uint8_t> row(Side);
    for (int band = 1; band <= 3; ++band)
        for (int y = 0; y < Side; ++y) {
            for (int x = 0; x < Side; ++x) {
                const bool east = x >= Side / 2, south = y >= Side / 2;
                const bool on = east && south ? true
                                : band == 1   ? !east && !south
                                : band == 2   ? east && !south
                                              : !east && south;
                row[size_t(x)] = on ? 255 : 0;
            }
            if (tiff->GetRasterBand(band)->RasterIO(GF_Write, 0, y, Side, 1, row.data(), Side, 1, GDT_Byte, 0, 0) !=
                CE_None)
                qFatal("cannot write");
        }
}

}

void OnlineTest::initTestCase()
{
    const QString mapserv = QStringLiteral("/usr/lib/cgi-bin/mapserv"),
                  mapcache = QStringLiteral("/usr/lib/cgi-bin/mapcache");
    QString lighttpd = QStandardPaths::findExecutable(QStringLiteral("lighttpd"));
    if (lighttpd.isEmpty())
        lighttpd = QStandardPaths::findExecutable(QStringLiteral("lighttpd"), {QStringLiteral("/usr/sbin")});
    if (!QFileInfo::exists(mapserv) || lighttpd.isEmpty())
        QSKIP("needs the packages cgi-mapserver and lighttpd");
    m_hasMapCache = QFileInfo::exists(mapcache);
    const QString root = m_folder.path();
    const quint16 port = fixtures::freePort();
    m_base = QStringLiteral("http://127.0.0.1:%1/cgi-bin/").arg(port);
    QVERIFY(QDir(root).mkdir(QStringLiteral("cgi-bin")));
    makePicture(root + QStringLiteral("/ground.tif"));
    fixtures::write(m_folder, QStringLiteral("city.map"),
                    "MAP\n NAME \"city\"\n SIZE 256 256\n EXTENT 12700667 2574483 12704667 2578483\n IMAGETYPE PNG24\n "
                    "PROJECTION \"init=epsg:3857\" END\n"
                    " OUTPUTFORMAT NAME \"png\" DRIVER AGG/PNG MIMETYPE \"image/png\" IMAGEMODE RGBA EXTENSION \"png\" "
                    "TRANSPARENT ON END\n"
                    " WEB METADATA \"ows_title\" \"city\" \"ows_srs\" \"EPSG:3857 EPSG:4326\" \"ows_enable_request\" "
                    "\"*\" \"ows_onlineresource\" \"" +
                        m_base.toUtf8() +
                        "map\" END END\n"
                        " LAYER NAME \"ground\" TYPE RASTER STATUS ON DATA \"" +
                        root.toUtf8() +
                        "/ground.tif\" PROJECTION \"init=epsg:3857\" END\n"
                        "  METADATA \"ows_title\" \"ground\" END END\nEND\n");
    fixtures::write(m_folder, QStringLiteral("mapserver.conf"), "CONFIG\n ENV\n  MS_MAP_PATTERN \".\"\n END\nEND\n");
    fixtures::write(m_folder, QStringLiteral("cgi-bin/map"),
                    "#!/bin/sh\nexport MAPSERVER_CONFIG_FILE=" + root.toUtf8() +
                        "/mapserver.conf MS_MAPFILE=" + root.toUtf8() + "/city.map\necho \"$QUERY_STRING\" >> " +
                        root.toUtf8() + "/requests.log\nexec " + mapserv.toUtf8() + "\n");
    fixtures::write(m_folder, QStringLiteral("mapcache.xml"),
                    "<mapcache><source name=\"city\" "
                    "type=\"wms\"><getmap><params><FORMAT>image/png</FORMAT><LAYERS>ground</LAYERS></params></getmap>"
                    "<http><url>" +
                        m_base.toUtf8() +
                        "map?</url></http></source>"
                        "<cache name=\"disk\" type=\"disk\"><base>" +
                        root.toUtf8() +
                        "/tiles</base></cache>"
                        "<tileset "
                        "name=\"ground\"><source>city</source><cache>disk</cache><grid>GoogleMapsCompatible</"
                        "grid><metatile>2 2</metatile><format>PNG</format></tileset>"
                        "<service type=\"wmts\" enabled=\"true\"/><service type=\"tms\" enabled=\"true\"/><service "
                        "type=\"wms\" enabled=\"false\"/><lock_dir>" +
                        root.toUtf8() +
                        "</lock_dir>"
                        "<default_format>PNG</default_format><metadata><title>t</title><url>" +
                        m_base.toUtf8() + "tiles</url></metadata></mapcache>\n");
    fixtures::write(m_folder, QStringLiteral("cgi-bin/tiles"),
                    "#!/bin/sh\nexport MAPCACHE_CONFIG_FILE=" + root.toUtf8() + "/mapcache.xml\nexec " +
                        mapcache.toUtf8() + "\n");
    for (const char *name : {"/cgi-bin/map", "/cgi-bin/tiles"})
        QFile::setPermissions(root + QLatin1String(name), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const QString config =
        fixtures::write(m_folder, QStringLiteral("lighttpd.conf"),
                        "server.modules = (\"mod_cgi\")\nserver.document-root = \"" + root.toUtf8() +
                            "\"\nserver.bind = \"127.0.0.1\"\nserver.port = " + QByteArray::number(port) +
                            "\n$HTTP[\"url\"] =~ \"^/cgi-bin/\" { cgi.assign = (\"\" => \"\") }\n");
    m_server = std::make_unique<fixtures::Server>();
    QVERIFY2(m_server->start(lighttpd, {QStringLiteral("-D"), QStringLiteral("-f"), config}, port), m_server->output());
}

formats::LayerRequest OnlineTest::mapRequest(const QString &source) const
{
    auto request = fixtures::request(source);
    request.extent = {{Longitude - 0.002, Latitude - 0.002}, {Longitude + 0.002, Latitude + 0.002}};
    return request;
}

void OnlineTest::compare(const fixtures::Layers &layers, int tolerance)
{
    QVERIFY2(layers && layers->front().imagery, fixtures::describe(layers));
    const domain::Imagery &imagery = *layers->front().imagery;
    QVERIFY2(imagery.width >= 256 && imagery.width <= 4096, QByteArray::number(imagery.width));
    QVERIFY(imagery.bounds.size().x > 400 && imagery.bounds.size().x < 430);
    const auto frame = fixtures::frameAt(Longitude, Latitude);
    const auto colour = [&](double dx, double dy) -> std::array<int, 4> {
        const geometry::Vec2 p =
            geometry::Vec2(frame.fromLonLat({Longitude + dx, Latitude + dy, 0})) - imagery.bounds.min;
        const geometry::Vec2 uv = p / imagery.bounds.size();
        const size_t x = size_t(uv.x * imagery.width), y = size_t((1 - uv.y) * imagery.height);
        const uint8_t *pixel = imagery.rgba.data() + (y * size_t(imagery.width) + x) * 4;
        return {pixel[0], pixel[1], pixel[2], pixel[3]};
    };
    // The quarters meet in the middle: a picture that is off by 15 m shows another colour there.
    const double near = 0.00015;
    const std::pair<std::array<int, 4>, std::array<int, 4>> expected[] = {{colour(-near, near), {255, 0, 0, 255}},
                                                                          {colour(near, near), {0, 255, 0, 255}},
                                                                          {colour(-near, -near), {0, 0, 255, 255}},
                                                                          {colour(near, -near), {255, 255, 255, 255}}};
    for (const auto &[got, want] : expected)
        for (size_t i = 0; i < 4; ++i)
            QVERIFY2(qAbs(got[i] - want[i]) <= tolerance,
                     qPrintable(QStringLiteral("%1 %2 %3 %4").arg(got[0]).arg(got[1]).arg(got[2]).arg(got[3])));
}

QByteArrayList OnlineTest::requests(const char *mark)
{
    QFile file(m_folder.filePath(QStringLiteral("requests.log")));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArrayList lines = file.readAll().split('\n');
    lines.removeIf([&](const QByteArray &line) { return !line.contains(mark); });
    return lines;
}

void OnlineTest::wms()
{
    compare(fixtures::read(mapRequest(QStringLiteral("wms:%1map?LAYERS=ground").arg(m_base)),
                           fixtures::frameAt(Longitude, Latitude)),
            12);
}

void OnlineTest::xyz()
{
    const QString source =
        QStringLiteral("xyz:%1map?mode=tile&tilemode=gmap&layers=ground&tile={x}+{y}+{z}").arg(m_base);
    compare(fixtures::read(mapRequest(source), fixtures::frameAt(Longitude, Latitude)), 12);
}

void OnlineTest::tms()
{
    if (!m_hasMapCache)
        QSKIP("needs the package mapcache-cgi");
    const QString source =
        QStringLiteral("tms:%1tiles/tms/1.0.0/ground@GoogleMapsCompatible/{z}/{x}/{y}.png").arg(m_base);
    compare(fixtures::read(mapRequest(source), fixtures::frameAt(Longitude, Latitude)), 12);
}

void OnlineTest::wmts()
{
    if (!m_hasMapCache)
        QSKIP("needs the package mapcache-cgi");
    const QString source = QStringLiteral("wmts:%1tiles/wmts/1.0.0/WMTSCapabilities.xml|ground").arg(m_base);
    compare(fixtures::read(mapRequest(source), fixtures::frameAt(Longitude, Latitude)), 12);
}

void OnlineTest::cacheIsKept()
{
    auto request = mapRequest(
        QStringLiteral("xyz:%1map?mode=tile&tilemode=gmap&layers=ground&kept=1&tile={x}+{y}+{z}").arg(m_base));
    request.cache = m_folder.filePath(QStringLiteral("kept"));
    compare(fixtures::read(request, fixtures::frameAt(Longitude, Latitude)), 12);
    const qsizetype before = requests("kept=1").size();
    compare(fixtures::read(request, fixtures::frameAt(Longitude, Latitude)), 12);
    QCOMPARE(requests("kept=1").size(), before);
    QVERIFY(QDir(request.cache).exists());
}

void OnlineTest::wrongLayer()
{
    const auto layers = fixtures::read(mapRequest(QStringLiteral("wms:%1map?LAYERS=nothing").arg(m_base)),
                                       fixtures::frameAt(Longitude, Latitude));
    QVERIFY(!layers);
    QCOMPARE(layers.error().code, QStringLiteral("map-unreachable"));
    QVERIFY2(layers.error().message.contains(QLatin1String("nothing")) ||
                 layers.error().source.contains(QLatin1String("nothing")),
             qPrintable(layers.error().toLine()));
    qInfo().noquote() << layers.error().toLine();
}

void OnlineTest::wrongAddress()
{
    const auto layers = fixtures::read(mapRequest(QStringLiteral("xyz:%1absent/{z}/{x}/{y}.png?tk=hidden").arg(m_base)),
                                       fixtures::frameAt(Longitude, Latitude));
    QVERIFY(!layers);
    qInfo().noquote() << layers.error().toLine();
    QVERIFY(!layers.error().toLine().contains(QLatin1String("hidden")));
}

void OnlineTest::nothingListens()
{
    QElapsedTimer timer;
    timer.start();
    const quint16 port = fixtures::freePort();
    for (const char *source : {"xyz:http://127.0.0.1:%1/{z}/{x}/{y}.png", "wms:http://127.0.0.1:%1/wms?LAYERS=a",
                               "wmts:http://127.0.0.1:%1/wmts.xml"}) {
        const auto layers =
            fixtures::read(mapRequest(QString::fromLatin1(source).arg(port)), fixtures::frameAt(Longitude, Latitude));
        QVERIFY(!layers);
        QCOMPARE(layers.error().code, QStringLiteral("map-unreachable"));
        qInfo().noquote() << layers.error().toLine();
    }
    QVERIFY(timer.elapsed() < 20000);
}

void OnlineTest::needsAnExtent()
{
    const auto layers = fixtures::read(fixtures::request(QStringLiteral("wms:%1map?LAYERS=ground").arg(m_base)),
                                       fixtures::frameAt(Longitude, Latitude));
    QVERIFY(!layers);
    QCOMPARE(layers.error().code, QStringLiteral("extent-missing"));
}

void OnlineTest::requestsStayInTheExtent()
{
    const QString source =
        QStringLiteral("xyz:%1map?mode=tile&tilemode=gmap&layers=ground&near=1&tile={x}+{y}+{z}").arg(m_base);
    const auto request = mapRequest(source);
    QVERIFY(fixtures::read(request, fixtures::frameAt(Longitude, Latitude)));
    const QByteArrayList asked = requests("near=1");
    QVERIFY2(asked.size() > 4 && asked.size() <= 400, QByteArray::number(asked.size()));
    for (const QByteArray &line : asked) {
        const QByteArrayList tile = line.mid(line.indexOf("tile=", line.indexOf("near=1")) + 5).split('+');
        QCOMPARE(tile.size(), 3);
        const double tiles = std::pow(2.0, tile[2].toInt());
        // A tile more on each side is what resampling at the edge takes.
        const double west = (tile[0].toInt() + 2) / tiles * 360 - 180, east = (tile[0].toInt() - 1) / tiles * 360 - 180;
        QVERIFY2(west >= request.extent.min.x && east <= request.extent.max.x, line);
    }
}

QTEST_GUILESS_MAIN(OnlineTest)
#include "tst_online.moc"
