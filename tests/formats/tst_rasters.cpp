#include "Fixtures.h"

#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <cmath>

using domain::LayerKind;

/// Terrain and pictures, real and made by hand.
class RastersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void monacoTerrain();
    void capeTownTerrain();
    void holesInTerrain();
    void feet();
    void picture_data();
    void picture();
    void cutToTheExtent();
    void outside();
    void noPosition();
    void cutInHalf();
    void gcj02Picture();
};

namespace
{

struct Made {
    int bands = 3;
    GDALDataType type = GDT_Byte;
    bool palette = false, alpha = false, georeference = true;
    double noData = std::nan("");
    const char *unit = "";
    std::vector<const char *> options;
    int size = 256;
};

/// A north-up GeoTIFF of 4 m pixels in EPSG:4547 about 114.08 E, 22.53 N: red grows to the east, green to the south.
QString makeTiff(const QTemporaryDir &folder, const char *name, const Made &made,
                 const std::function<double(int band, int x, int y)> &value)
{
    GDALAllRegister();
    const QString path = folder.filePath(QString::fromLatin1(name));
    std::vector<const char *> options = made.options;
    if (made.alpha)
        options.push_back("ALPHA=YES");
    options.push_back(nullptr);
    const int n = made.size;
    GDALDatasetUniquePtr tiff(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
        path.toUtf8(), n, n, made.bands, made.type, const_cast<char **>(options.data())));
    if (made.georeference) {
        double gt[6] = {507000, 4, 0, 2493000, 0, -4};
        tiff->SetGeoTransform(gt);
        OGRSpatialReference srs;
        srs.importFromEPSG(4547);
        tiff->SetSpatialRef(&srs);
    }
    if (made.palette) {
        GDALColorTable table;
        for (short i = 0; i < 256; ++i) {
            const GDALColorEntry entry{i, short(255 - i), 7, 255};
            table.SetColorEntry(i, &entry);
        }
        tiff->GetRasterBand(1)->SetColorTable(&table);
    }
    for (int band = 1; band <= made.bands; ++band) {
        if (!std::isnan(made.noData))
            tiff->GetRasterBand(band)->SetNoDataValue(made.noData);
        if (*made.unit)
            tiff->GetRasterBand(band)->SetUnitType(made.unit);
        std::vector<double> row(static_cast<size_t>(n));
        for (int y = 0; y < n; ++y) {
            for (int x = 0; x < n; ++x)
                row[size_t(x)] = value(band, x, y);
            if (tiff->GetRasterBand(band)->RasterIO(GF_Write, 0, y, n, 1, row.data(), n, 1, GDT_Float64, 0, 0) !=
                CE_None)
                qFatal("cannot write");
        }
    }
    return path;
}

geometry::LocalFrame frame()
{
    return *geometry::LocalFrame::around(*geometry::Crs::parse(QStringLiteral("EPSG:4547")),
                                         {{507000, 2491976}, {508024, 2493000}});
}

std::array<int, 4> pixel(const domain::Imagery &imagery, double u, double v)
{
    const size_t x = size_t(u * (imagery.width - 1)), y = size_t(v * (imagery.height - 1));
    const uint8_t *p = imagery.rgba.data() + (y * size_t(imagery.width) + x) * 4;
    return {p[0], p[1], p[2], p[3]};
}

}

void RastersTest::monacoTerrain()
{
    NEED_DATA(path, "dem/monaco/N43E007.hgt.zip");
    auto request = fixtures::request(path);
    const auto found = formats::findReader(request);
    QVERIFY2(found, qPrintable(found ? QString() : found.error().toLine()));
    QVERIFY(found->second.layers[0].kind == LayerKind::Terrain);
    const auto frame = fixtures::frameAt(7.42, 43.735);
    auto layers = fixtures::read(request, frame);
    QVERIFY2(layers && layers->front().terrain, fixtures::describe(layers));
    const auto kept = layers->front().terrain;
    const domain::Terrain &whole = *kept;
    QVERIFY(whole.columns() <= 1500 && whole.rows() <= 1500 && whole.columns() > 500);
    QVERIFY2(whole.highest() > 2000 && whole.highest() < 2070 && whole.lowest() < 5,
             QByteArray::number(whole.highest()));
    request.extent = {{7.40, 43.72}, {7.45, 43.76}};
    layers = fixtures::read(request, frame);
    QVERIFY2(layers, fixtures::describe(layers));
    const domain::Terrain &near = *layers->front().terrain;
    QVERIFY(near.bounds().size().x < 6000);
    // Mont Agel's slope behind Monaco, and the sea.
    const auto at = [&](const domain::Terrain &terrain, double lon, double lat) {
        return terrain.heightAt(geometry::Vec2(frame.fromLonLat({lon, lat, 0})));
    };
    QVERIFY(at(near, 7.425, 43.75) > 150);
    QVERIFY(at(near, 7.44, 43.725) < 5);
    QVERIFY(qAbs(at(near, 7.42, 43.74) - at(whole, 7.42, 43.74)) < 40);
}

void RastersTest::capeTownTerrain()
{
    NEED_DATA(path, "dem/capetown/LO19_050M_3318CD.tif");
    const auto frame = fixtures::frameAt(18.46, -33.957);
    const auto layers = fixtures::read(fixtures::request(path), frame);
    QVERIFY2(layers && layers->front().terrain, fixtures::describe(layers));
    qInfo().noquote() << fixtures::describe(layers);
    // The campus at 56 to 74 m, Table Mountain above 1,000 m.
    const double campus = layers->front().terrain->heightAt(geometry::Vec2(frame.fromLonLat({18.46, -33.957, 0})));
    QVERIFY2(campus > 20 && campus < 400, QByteArray::number(campus));
    QVERIFY(layers->front().terrain->highest() > 900 && layers->front().terrain->highest() < 1100);
}

void RastersTest::holesInTerrain()
{
    QTemporaryDir folder;
    Made made;
    made.bands = 1;
    made.type = GDT_Float32;
    made.noData = -9999;
    const QString path = makeTiff(folder, "dem.tif", made, [](int, int x, int y) {
        return x > 100 && x < 140 && y > 100 && y < 140 ? -9999.0 : 5.0 + x;
    });
    const auto layers = fixtures::read(fixtures::request(path), frame());
    QVERIFY2(layers && layers->front().terrain, fixtures::describe(layers));
    QCOMPARE(fixtures::warnings(layers->front(), "kind-guessed"), 1);
    const domain::Terrain &terrain = *layers->front().terrain;
    const auto at = [&](double x, double y) {
        return terrain.heightAt(geometry::Vec2(507000 + 4 * x, 2493000 - 4 * y) - geometry::Vec2(frame().origin()));
    };
    QVERIFY(std::isnan(at(120, 120)));
    QVERIFY2(qAbs(at(50.5, 50.5) - 55) < 0.6, QByteArray::number(at(50.5, 50.5)));
    QVERIFY2(qAbs(at(200.5, 20.5) - 205) < 0.6, QByteArray::number(at(200.5, 20.5)));
    QVERIFY(qAbs(terrain.lowest() - 5) < 1 && qAbs(terrain.highest() - 260) < 1);
}

void RastersTest::feet()
{
    QTemporaryDir folder;
    Made made;
    made.bands = 1;
    made.type = GDT_Int16;
    made.unit = "ft";
    const QString path = makeTiff(folder, "feet.tif", made, [](int, int, int) { return 100.0; });
    const auto layers = fixtures::read(fixtures::request(path), frame());
    QVERIFY2(layers && layers->front().terrain, fixtures::describe(layers));
    QVERIFY(qAbs(layers->front().terrain->highest() - 30.48) < 0.01);
}

void RastersTest::picture_data()
{
    QTest::addColumn<int>("bands");
    for (const auto &[name, bands] :
         {std::pair{"grey", 1}, {"palette", 1}, {"rgb", 3}, {"rgba", 4}, {"jpeg", 3}, {"sixteen", 3}})
        QTest::newRow(name) << bands;
}

void RastersTest::picture()
{
    const QByteArray name = QTest::currentDataTag();
    QTemporaryDir folder;
    Made made;
    const auto ramp = [](int band, int x, int y) {
        return band == 1 ? double(x) : band == 2 ? double(y) : band == 3 ? 7.0 : x < 128 ? 255.0 : 0.0;
    };
    QFETCH(int, bands);
    made.bands = bands;
    made.palette = name == "palette";
    if (name == "rgba")
        made.alpha = true;
    if (name == "jpeg")
        made.options = {"COMPRESS=JPEG", "PHOTOMETRIC=YCBCR", "TILED=YES", "JPEG_QUALITY=95"};
    if (name == "sixteen")
        made.type = GDT_UInt16;
    const QString path = makeTiff(folder, "picture.tif", made, [&](int band, int x, int y) {
        return ramp(band, x, y) * (name == "sixteen" ? 200 : 1);
    });
    const auto found = formats::findReader(fixtures::request(path));
    QVERIFY(found && found->second.layers[0].kind == LayerKind::Imagery);
    const auto layers = fixtures::read(fixtures::request(path), frame());
    QVERIFY2(layers && layers->front().imagery, fixtures::describe(layers));
    const domain::Imagery &imagery = *layers->front().imagery;
    QVERIFY(qAbs(imagery.width - 256) <= 1 && qAbs(imagery.height - 256) <= 1);
    QVERIFY(qAbs(imagery.bounds.size().x - 1024) < 2);
    const auto east = pixel(imagery, 0.9, 0.2), west = pixel(imagery, 0.1, 0.8);
    QCOMPARE(west[3], 255);
    if (name == "rgba") {
        QCOMPARE(east[3], 0);
        return;
    }
    QCOMPARE(east[3], 255);
    QVERIFY(east[0] > 215 && east[0] < 245 && west[0] < 40);
    if (name == "palette")
        QVERIFY(qAbs(east[1] - (255 - east[0])) < 4 && east[2] == 7);
    else if (name == "grey")
        QCOMPARE(east[0], east[2]);
    else
        QVERIFY2(east[1] > 35 && east[1] < 70 && west[1] > 190, QByteArray::number(east[1]));
}

void RastersTest::cutToTheExtent()
{
    QTemporaryDir folder;
    const QString path = makeTiff(folder, "picture.tif", {}, [](int, int x, int) { return double(x); });
    auto request = fixtures::request(path);
    const auto middle = frame().toLonLat({0, 0, 0});
    request.extent = {{middle.x - 0.001, middle.y - 0.001}, {middle.x + 0.001, middle.y + 0.001}};
    const auto layers = fixtures::read(request, frame());
    QVERIFY2(layers, fixtures::describe(layers));
    QVERIFY(layers->front().imagery->bounds.size().x < 260 && layers->front().imagery->width < 70);
}

void RastersTest::outside()
{
    QTemporaryDir folder;
    const QString path = makeTiff(folder, "picture.tif", {}, [](int, int x, int) { return double(x); });
    auto request = fixtures::request(path);
    request.extent = {{7.40, 43.72}, {7.45, 43.76}};
    const auto layers = fixtures::read(request, frame());
    QVERIFY(!layers);
    QCOMPARE(layers.error().code, QStringLiteral("raster-outside"));
}

void RastersTest::noPosition()
{
    QTemporaryDir folder;
    Made made;
    made.georeference = false;
    const QString path = makeTiff(folder, "picture.tif", made, [](int, int x, int) { return double(x); });
    const auto found = formats::findReader(fixtures::request(path));
    QVERIFY(found && !found->second.layers[0].kind && !found->second.layers[0].reason.isEmpty());
    const auto layers = fixtures::read(fixtures::request(path), frame());
    QVERIFY(!layers);
    QCOMPARE(layers.error().code, QStringLiteral("georeference-missing"));
}

void RastersTest::cutInHalf()
{
    QTemporaryDir folder;
    Made made;
    made.size = 1024;
    const QString path = makeTiff(folder, "half.tif", made, [](int, int x, int y) { return 1.0 + (x + y) % 255; });
    QFile file(path);
    QVERIFY(file.resize(file.size() / 2));
    const auto layers = fixtures::read(fixtures::request(path), frame());
    QVERIFY2(layers && layers->front().imagery, fixtures::describe(layers));
    QCOMPARE(fixtures::warnings(layers->front(), "file-truncated"), 1);
    QVERIFY(layers->front().warnings.list().back().source.contains(QLatin1String("half.tif")));
    const domain::Imagery &imagery = *layers->front().imagery;
    QCOMPARE(pixel(imagery, 0.5, 0.2)[3], 255);
    QCOMPARE(pixel(imagery, 0.5, 0.8)[3], 0);
}

void RastersTest::gcj02Picture()
{
    QTemporaryDir folder;
    const QString path =
        makeTiff(folder, "picture.tif", {}, [](int band, int x, int y) { return band == 1 ? double(x) : double(y); });
    auto request = fixtures::request(path);
    request.gcj02 = true;
    const auto layers = fixtures::read(request, frame());
    QVERIFY2(layers, fixtures::describe(layers));
    // The picture's own box is kept; its content moves by some 550 m, so that one corner of it stays empty.
    const domain::Imagery &imagery = *layers->front().imagery;
    int seen = 0;
    for (size_t i = 3; i < imagery.rgba.size(); i += 4)
        seen += imagery.rgba[i] > 0;
    const double share = 4.0 * seen / double(imagery.rgba.size());
    QVERIFY2(share > 0.1 && share < 0.9, QByteArray::number(share));
}

QTEST_GUILESS_MAIN(RastersTest)
#include "tst_rasters.moc"
