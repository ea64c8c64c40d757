#include "ModelsTesting.h"
#include "formats/citygml/CityGmlReader.h"
#include "formats/cityjson/CityJsonReader.h"
#include "formats/citymodel/Paints.h"

#include <QDirIterator>
#include <QSet>
#include <QTemporaryDir>
#include <QXmlStreamReader>

using Layers = base::Result<std::vector<domain::Layer>>;

/// Pictures and colours of the outsides of CityGML and CityJSON.
class TexturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokyo();
    void ingolstadt_data();
    void ingolstadt();
    void rotterdam();
    void materials();
    void plainOnes();
    void missingPicture();
    void appearance3();
    void boundedMemory();
};

static Layers readFile(const QString &file)
{
    const bool json = file.endsWith(QLatin1String("json"));
    const formats::Reader &reader = json ? formats::cityJsonReader() : formats::cityGmlReader();
    const formats::LayerRequest request = testing::requestFor(file);
    return reader.read(request, testing::frameFor(reader, request), base::Job());
}

struct Painted {
    size_t triangles = 0, textured = 0;
    QSet<const domain::Texture *> textures;
    qint64 pixels = 0;
    bool sound = true;
};

static Painted paintedOf(const domain::Layer &layer)
{
    Painted painted;
    for (const domain::Building &building : layer.buildings) {
        if (!building.solid)
            continue;
        const domain::BuildingSolid &solid = *building.solid;
        const size_t triangles = solid.mesh.triangles();
        painted.triangles += triangles;
        if (solid.textureOf.empty()) {
            painted.sound = painted.sound && solid.texCoords.empty() && solid.textures.empty();
            continue;
        }
        painted.sound = painted.sound && solid.textureOf.size() == triangles && solid.texCoords.size() == 3 * triangles;
        for (const qint32 texture : solid.textureOf) {
            painted.sound = painted.sound && texture >= -1 && texture < qint32(solid.textures.size());
            painted.textured += texture >= 0;
        }
        for (const geometry::Vec2f &uv : solid.texCoords)
            painted.sound = painted.sound && std::isfinite(uv.x) && std::isfinite(uv.y);
        for (const auto &texture : solid.textures)
            painted.textures.insert(texture.get());
    }
    for (const domain::Texture *texture : std::as_const(painted.textures)) {
        painted.pixels += qint64(texture->width) * texture->height;
        painted.sound = painted.sound && texture->rgba.size() == size_t(texture->width) * size_t(texture->height) * 4;
    }
    return painted;
}

void TexturesTest::tokyo()
{
    NEED_DATA(file,
              "citygml/plateau_tokyo/gml/13100_tokyo23-ku_2022_citygml_1_3_op/udx/bldg/53392633_bldg_6697_2_op.gml");
    const Layers layers = readFile(file);
    QVERIFY(layers);
    const Painted painted = paintedOf(layers->front());
    QVERIFY(painted.sound);
    QCOMPARE(painted.textures.size(), 9);
    QVERIFY2(painted.textured > painted.triangles / 2,
             qPrintable(QStringLiteral("%1 of %2").arg(painted.textured).arg(painted.triangles)));
    QCOMPARE(layers->front().warnings.count(QStringLiteral("texture-missing")), 0);
    // A real picture, not a colour: JPEG of aerial photographs.
    for (const domain::Texture *texture : painted.textures) {
        QSet<quint32> colours;
        for (size_t i = 0; i + 3 < texture->rgba.size(); i += 4)
            colours.insert(quint32(texture->rgba[i]) << 16 | quint32(texture->rgba[i + 1]) << 8 | texture->rgba[i + 2]);
        QVERIFY(colours.size() > 16);
    }
}

void TexturesTest::ingolstadt_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"0000000", "4018106", "4018198", "4018216", "4018279"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TexturesTest::ingolstadt()
{
    NEED_DATA(folder, "citygml/ingolstadt_lod3_5/individual/citygml");
    QFETCH(QString, name);
    const QString file = QStringLiteral("%1/%2/%2.xml").arg(folder, name);
    const Layers layers = readFile(file);
    QVERIFY(layers);
    const Painted painted = paintedOf(layers->front());
    QVERIFY(painted.sound);
    // Pictures and colours that the file puts on something that is shown.
    QVERIFY(painted.textured > 0);
    bool repeats = false;
    for (const domain::Building &building : layers->front().buildings) {
        for (const geometry::Vec2f &uv : building.solid ? building.solid->texCoords : std::vector<geometry::Vec2f>())
            repeats = repeats || std::abs(uv.x) > 1.5f || std::abs(uv.y) > 1.5f;
    }
    if (name != QLatin1String("4018216"))
        QVERIFY(repeats); // these pictures are tiles of walls and roofs
    if (name == QLatin1String("4018106") || name == QLatin1String("4018216"))
        QVERIFY(std::any_of(painted.textures.begin(), painted.textures.end(),
                            [](const domain::Texture *texture) { return texture->width == 1; })); // X3DMaterial
}

void TexturesTest::rotterdam()
{
    NEED_DATA(file, "cityjson/cjio_small/rotterdam/rotterdam_subset.json");
    const Layers layers = readFile(file);
    QVERIFY(layers);
    const Painted painted = paintedOf(layers->front());
    QVERIFY(painted.sound);
    // One of its pictures is there, the others are not and are named.
    QVERIFY2(painted.textures.size() >= 1, qPrintable(testing::linesOf(layers->front().warnings)));
    QVERIFY(painted.textured > 0);
    for (const domain::Texture *texture : painted.textures)
        QVERIFY(texture->width > 64 && texture->width <= formats::Paints::LargestSide);
}

void TexturesTest::materials()
{
    NEED_DATA(file, "cityjson/cjio_small/material/mt-1.json");
    const Layers layers = readFile(file);
    QVERIFY(layers);
    const Painted painted = paintedOf(layers->front());
    QVERIFY(painted.sound);
    QVERIFY(painted.textured > 0);
    for (const domain::Texture *texture : painted.textures)
        QCOMPARE(texture->width, 1);
}

void TexturesTest::plainOnes()
{
    NEED_DATA(file, "cityjson/delft_3dbag/delft.json");
    const Layers layers = readFile(file);
    QVERIFY(layers);
    for (const domain::Building &building : layers->front().buildings)
        QVERIFY(!building.solid || (building.solid->textures.empty() && building.solid->texCoords.empty()));
}

static QByteArray square(const char *id)
{
    return QByteArray("<gml:surfaceMember><gml:Polygon gml:id=\"P") + id +
           "\"><gml:exterior><gml:LinearRing gml:id=\"R" + id +
           "\"><gml:posList>0 0 0 4 0 0 4 0 3 0 0 3 0 0 0</gml:posList></gml:LinearRing></gml:exterior>"
           "</gml:Polygon></gml:surfaceMember>";
}

static Layers readText(const QTemporaryDir &folder, const QByteArray &text)
{
    const QString path = folder.filePath(QStringLiteral("made.gml"));
    QFile out(path);
    if (!out.open(QIODevice::WriteOnly))
        return {};
    out.write(text);
    out.close();
    return readFile(path);
}

// PGM would be easier to write by hand, but city models bring PNG and JPEG: an uncompressed 2 x 2 BMP is a picture too.
static QByteArray bitmap()
{
    QByteArray bytes("BM");
    const auto number = [&bytes](quint32 value, int size) {
        for (int i = 0; i < size; ++i)
            bytes.append(char(value >> 8 * i & 255));
    };
    number(70, 4), number(0, 4), number(54, 4), number(40, 4), number(2, 4), number(2, 4), number(1, 2), number(24, 2);
    for (int i = 0; i < 6; ++i)
        number(0, 4);
    bytes += QByteArray::fromHex("0000ff00ff000000ff0000ffffff0000"); // bottom row: red, green; top: blue, white
    return bytes;
}

void TexturesTest::missingPicture()
{
    QTemporaryDir folder;
    const Layers layers = readText(
        folder,
        R"(<core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0" xmlns:app="a" xmlns:gml="g" xmlns:bldg="b">
      <core:cityObjectMember><bldg:Building gml:id="B"><bldg:lod2MultiSurface><gml:MultiSurface>)" +
            square("1") + R"(</gml:MultiSurface></bldg:lod2MultiSurface></bldg:Building></core:cityObjectMember>
      <app:appearanceMember><app:Appearance><app:theme>t</app:theme><app:surfaceDataMember><app:ParameterizedTexture><app:imageURI>textures\gone.jpg</app:imageURI>
      <app:target uri="#P1"><app:TexCoordList><app:textureCoordinates ring="#R1">0 0 1 0 1 1 0 1 0 0</app:textureCoordinates></app:TexCoordList></app:target>
      </app:ParameterizedTexture></app:surfaceDataMember></app:Appearance></app:appearanceMember></core:CityModel>)");
    QVERIFY(layers);
    QCOMPARE(layers->front().warnings.count(QStringLiteral("texture-missing")), 1);
    for (const base::Warning &warning : layers->front().warnings.list()) {
        if (warning.code == QLatin1String("texture-missing"))
            QVERIFY(warning.feature.contains(QLatin1String("gone.jpg")));
    }
    QVERIFY(layers->front().buildings[0].solid->textures.empty());
}

/// CityGML 3.0 names rings beside their coordinates; a picture within the building; corners go with their coordinates.
void TexturesTest::appearance3()
{
    QTemporaryDir folder;
    QFile picture(folder.filePath(QStringLiteral("wall 1.bmp")));
    QVERIFY(picture.open(QIODevice::WriteOnly));
    picture.write(bitmap());
    picture.close();
    const Layers layers = readText(
        folder, R"(<CityModel xmlns="http://www.opengis.net/citygml/3.0" xmlns:app="a" xmlns:gml="g" xmlns:bldg="b">
      <cityObjectMember><bldg:Building gml:id="B"><appearance><app:Appearance><app:theme>t</app:theme><app:surfaceData><app:ParameterizedTexture><app:imageURI>wall%201.bmp</app:imageURI>
      <app:wrapMode>wrap</app:wrapMode><app:textureParameterization><app:TextureAssociation><app:target>#P1</app:target><app:textureParameterization><app:TexCoordList>
      <app:textureCoordinates>0 0 2 0 2 1 0 1 0 0</app:textureCoordinates><app:ring>#R1</app:ring></app:TexCoordList></app:textureParameterization></app:TextureAssociation></app:textureParameterization>
      </app:ParameterizedTexture></app:surfaceData></app:Appearance></appearance>
      <lod2MultiSurface><gml:MultiSurface>)" +
                    square("1") +
                    R"(</gml:MultiSurface></lod2MultiSurface></bldg:Building></cityObjectMember></CityModel>)");
    QVERIFY(layers);
    QVERIFY2(layers->front().warnings.count(QStringLiteral("texture-missing")) == 0,
             qPrintable(testing::linesOf(layers->front().warnings)));
    const domain::BuildingSolid &solid = *layers->front().buildings[0].solid;
    QCOMPARE(solid.textures.size(), size_t(1));
    QCOMPARE(solid.textures[0]->width, 2);
    const std::vector<uint8_t> rows{0, 0, 255, 255, 255, 255, 255, 255, 255, 0, 0, 255, 0, 255, 0, 255};
    QCOMPARE(solid.textures[0]->rgba, rows); // top row first
    QCOMPARE(solid.textureOf, std::vector<qint32>({0, 0}));
    for (size_t corner = 0; corner < solid.mesh.indices.size(); ++corner) {
        const geometry::Vec3 p = solid.mesh.origin + geometry::Vec3(solid.mesh.positions[solid.mesh.indices[corner]]);
        const geometry::Vec3 first = solid.mesh.bounds().min;
        QVERIFY(std::abs(solid.texCoords[corner].x - float(p.x - first.x) / 2) < 1e-5f);
        QVERIFY(std::abs(solid.texCoords[corner].y - float(p.z - first.z) / 3) < 1e-5f);
    }
}

void TexturesTest::boundedMemory()
{
    NEED_DATA(folder, "citygml/plateau_tokyo/gml/13100_tokyo23-ku_2022_citygml_1_3_op/udx/bldg");
    formats::Paints paints(folder + QStringLiteral("/53392633_bldg_6697_2_op.gml"));
    QDirIterator files(folder, {QStringLiteral("*.jpg")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        paints.picture(QDir(folder).relativeFilePath(files.next()), false);
    QVERIFY(paints.size() > 5);
    base::Warnings warnings;
    constexpr qint64 Most = 50'000;
    const auto textures = paints.decode(std::vector<bool>(paints.size(), true), warnings, base::Job(), Most);
    qint64 pixels = 0;
    for (const auto &texture : textures) {
        QVERIFY(texture);
        pixels += qint64(texture->width) * texture->height;
    }
    QVERIFY2(pixels > 0 && pixels < Most * 11 / 10, qPrintable(QString::number(pixels)));
    // Those that nobody uses are not decoded.
    QVERIFY(!paints.decode(std::vector<bool>(paints.size(), false), warnings, base::Job())[0]);
    QVERIFY(warnings.isEmpty());
}

QTEST_GUILESS_MAIN(TexturesTest)
#include "TexturesTest.moc"
