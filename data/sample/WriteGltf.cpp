#include "geometry/Triangulation.h"
#include "sample/Shapes.h"
#include "sample/Writers.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <gdal_priv.h>

#include <cstring>

namespace sample
{

namespace
{

using geometry::Vec3;

/// Triangles of one material, as glTF wants them: y up, z to the south.
struct Primitive {
    std::vector<float> positions, normals, texCoords;
    std::vector<quint16> indices;

    quint16 vertex(const Vec3 &p, const Vec3 &n, const Vec2 &uv)
    {
        positions.insert(positions.end(), {float(p.x), float(p.z), float(-p.y)});
        normals.insert(normals.end(), {float(n.x), float(n.z), float(-n.y)});
        texCoords.insert(texCoords.end(), {float(uv.x), float(uv.y)});
        return quint16(positions.size() / 3 - 1);
    }
    void quad(const std::array<Vec3, 4> &p, const std::array<Vec3, 4> &n, const std::array<Vec2, 4> &uv)
    {
        std::array<quint16, 4> v;
        for (size_t i = 0; i < 4; ++i)
            v[i] = vertex(p[i], n[i], uv[i]);
        indices.insert(indices.end(), {v[0], v[1], v[2], v[0], v[2], v[3]});
    }
    /// A horizontal cap, facing up.
    void cap(const Ring &ring, double z)
    {
        const geometry::Triangulation t = geometry::triangulate(Polygon{ring, {}});
        const size_t first = positions.size() / 3;
        for (const Vec2 &p : t.points)
            vertex({p.x, p.y, z}, {0, 0, 1}, {0, 0});
        for (uint32_t i : t.indices)
            indices.push_back(quint16(first + i));
    }
};

/// Walls between two rings of the same number of points. The picture repeats every 12 m along and every 4 storeys up.
void addWalls(Primitive &to, const Ring &low, double z0, const Ring &high, double z1, bool smooth)
{
    const size_t n = low.size();
    const auto normal = [&](size_t a, size_t b) {
        const Vec2 d = low[b] - low[a];
        return glm::normalize(Vec3(d.y, -d.x, 0.0));
    };
    double run = 0;
    constexpr double Along = 12.0, Up = 16.8;
    for (size_t i = 0; i < n; ++i) {
        const size_t j = (i + 1) % n;
        const double length = glm::length(low[j] - low[i]);
        Vec3 left = normal(i, j), right = left;
        if (smooth) {
            left = glm::normalize(left + normal((i + n - 1) % n, i));
            right = glm::normalize(right + normal(j, (j + 1) % n));
        }
        const double u0 = run / Along, u1 = (run + length) / Along, v0 = -z0 / Up, v1 = -z1 / Up;
        to.quad({Vec3(low[i], z0), Vec3(low[j], z0), Vec3(high[j], z1), Vec3(high[i], z1)}, {left, right, right, left},
                {Vec2(u0, v0), Vec2(u1, v0), Vec2(u1, v1), Vec2(u0, v1)});
        run += length;
    }
}

/// The facade: mullions, spandrels, panes of slightly different glass. PNG bytes.
QByteArray facadePicture()
{
    constexpr int Size = 128;
    GDALAllRegister();
    GDALDriver *memory = GetGDALDriverManager()->GetDriverByName("MEM"),
               *png = GetGDALDriverManager()->GetDriverByName("PNG");
    if (!memory || !png)
        return {};
    std::unique_ptr<GDALDataset> picture(memory->Create("", Size, Size, 3, GDT_Byte, nullptr));
    std::vector<quint8> plane(Size * Size, 0);
    for (int band = 0; band < 3; ++band) {
        static constexpr int Glass[] = {74, 116, 148}, Frame[] = {188, 196, 202}, Spandrel[] = {112, 138, 156};
        for (int y = 0; y < Size; ++y) {
            for (int x = 0; x < Size; ++x) {
                const int inX = x % 16, inY = y % 32;
                const int pane = (x / 16) * 7 + (y / 32) * 13;
                int value = Glass[band] + (pane * 37 % 23) - 11 + (31 - inY) / 2;
                if (inY >= 25)
                    value = Spandrel[band];
                if (inX < 2 || inY < 1)
                    value = Frame[band];
                plane[size_t(y * Size + x)] = quint8(std::clamp(value, 0, 255));
            }
        }
        if (picture->GetRasterBand(band + 1)->RasterIO(GF_Write, 0, 0, Size, Size, plane.data(), Size, Size, GDT_Byte,
                                                       0, 0) != CE_None)
            return {};
    }
    const char *name = "/vsimem/yunjie-sample-facade.png";
    GDALClose(png->CreateCopy(name, picture.get(), FALSE, nullptr, nullptr, nullptr));
    vsi_l_offset length = 0;
    GByte *bytes = VSIGetMemFileBuffer(name, &length, TRUE);
    const QByteArray out(reinterpret_cast<const char *>(bytes), qsizetype(length));
    CPLFree(bytes);
    VSIUnlink("/vsimem/yunjie-sample-facade.png.aux.xml");
    return out;
}

/// Half the width of the shaft at a height: a slow swelling and a narrowing to the crown.
double halfWidth(double z)
{
    const double t = std::clamp((z - 26.0) / (352.0 - 26.0), 0.0, 1.0);
    return 26.0 * (1.0 + 0.06 * std::sin(t * std::numbers::pi)) * (1.0 - 0.5 * std::pow(t, 2.4));
}

void append(QByteArray &buffer, QJsonArray &views, const void *data, size_t bytes, int target)
{
    while (buffer.size() % 4 != 0)
        buffer.append('\0');
    QJsonObject view{{QStringLiteral("buffer"), 0},
                     {QStringLiteral("byteOffset"), qint64(buffer.size())},
                     {QStringLiteral("byteLength"), qint64(bytes)}};
    if (target != 0)
        view.insert(QStringLiteral("target"), target);
    views.append(view);
    buffer.append(static_cast<const char *>(data), qsizetype(bytes));
}

}

base::Status writeLandmark(const QString &file, const BuildingRecord &landmark)
{
    // Everything about the middle of the footprint, on the ground.
    const Vec2 middle = centroid(landmark.footprint.outer);
    const auto local = [&](const Ring &ring) {
        Ring out;
        for (const Vec2 &p : ring)
            out.push_back(p - middle);
        return out;
    };
    const Ring podium = local(landmark.footprint.outer);
    const Vec2 at = landmark.parts.size() > 1 ? centroid(landmark.parts[1].shape.outer) - middle : Vec2(0.0);
    // As wide as the shaft that stands in for it.
    const double fit = landmark.parts.size() > 1 ? std::sqrt(geometry::area(landmark.parts[1].shape) /
                                                             geometry::area(Polygon{roundedPlan(52, 52, 3.6, 24), {}}))
                                                 : 1.0;
    constexpr double PodiumTop = 26.0, Roof = 352.0, Top = 380.0;
    Primitive facade, stone, metal;
    addWalls(facade, podium, 0, podium, PodiumTop, false);
    stone.cap(podium, PodiumTop);
    const auto shaft = [&](double z) {
        // A quarter of a quarter turn from foot to crown.
        const double turn = (z - PodiumTop) / (Roof - PodiumTop) * std::numbers::pi / 8;
        return placedAt(roundedPlan(2 * halfWidth(z) * fit, 2 * halfWidth(z) * fit, 3.6, 32), at, turn);
    };
    constexpr int Levels = 26;
    for (int i = 0; i < Levels; ++i) {
        const double z0 = PodiumTop + (Roof - PodiumTop) * i / Levels,
                     z1 = PodiumTop + (Roof - PodiumTop) * (i + 1) / Levels;
        addWalls(facade, shaft(z0), z0, shaft(z1), z1, true);
    }
    stone.cap(shaft(Roof), Roof);
    // Two belts where the plant storeys are, and the spire.
    for (double z : {137.0, 251.0}) {
        const Ring belt = scaledAbout(shaft(z), at, 1.025);
        addWalls(metal, belt, z - 3, belt, z + 3, true);
        metal.cap(belt, z + 3);
    }
    const Ring crown = scaledAbout(shaft(Roof), at, 0.72);
    addWalls(metal, crown, Roof, scaledAbout(crown, at, 0.55), Roof + 9, true);
    metal.cap(scaledAbout(crown, at, 0.55), Roof + 9);
    const Ring foot = placedAt(chamferedPlan(4.2, 4.2, 1.2), at, 0);
    addWalls(metal, foot, Roof + 9, scaledAbout(foot, at, 0.12), Top, true);

    QByteArray buffer;
    QJsonArray views, accessors, primitives;
    int material = 0;
    for (const Primitive *p : {&facade, &stone, &metal}) {
        Vec3 low(1e9), high(-1e9);
        for (size_t i = 0; i + 2 < p->positions.size(); i += 3) {
            const Vec3 q(p->positions[i], p->positions[i + 1], p->positions[i + 2]);
            low = glm::min(low, q);
            high = glm::max(high, q);
        }
        const int first = int(accessors.size());
        const qint64 count = qint64(p->positions.size() / 3);
        append(buffer, views, p->positions.data(), p->positions.size() * 4, 34962);
        accessors.append(QJsonObject{{QStringLiteral("bufferView"), first},
                                     {QStringLiteral("componentType"), 5126},
                                     {QStringLiteral("count"), count},
                                     {QStringLiteral("type"), QStringLiteral("VEC3")},
                                     {QStringLiteral("min"), QJsonArray{low.x, low.y, low.z}},
                                     {QStringLiteral("max"), QJsonArray{high.x, high.y, high.z}}});
        append(buffer, views, p->normals.data(), p->normals.size() * 4, 34962);
        accessors.append(QJsonObject{{QStringLiteral("bufferView"), first + 1},
                                     {QStringLiteral("componentType"), 5126},
                                     {QStringLiteral("count"), count},
                                     {QStringLiteral("type"), QStringLiteral("VEC3")}});
        append(buffer, views, p->texCoords.data(), p->texCoords.size() * 4, 34962);
        accessors.append(QJsonObject{{QStringLiteral("bufferView"), first + 2},
                                     {QStringLiteral("componentType"), 5126},
                                     {QStringLiteral("count"), count},
                                     {QStringLiteral("type"), QStringLiteral("VEC2")}});
        append(buffer, views, p->indices.data(), p->indices.size() * 2, 34963);
        accessors.append(QJsonObject{{QStringLiteral("bufferView"), first + 3},
                                     {QStringLiteral("componentType"), 5123},
                                     {QStringLiteral("count"), qint64(p->indices.size())},
                                     {QStringLiteral("type"), QStringLiteral("SCALAR")}});
        primitives.append(
            QJsonObject{{QStringLiteral("attributes"), QJsonObject{{QStringLiteral("POSITION"), first},
                                                                   {QStringLiteral("NORMAL"), first + 1},
                                                                   {QStringLiteral("TEXCOORD_0"), first + 2}}},
                        {QStringLiteral("indices"), first + 3},
                        {QStringLiteral("material"), material++}});
    }
    const QByteArray picture = facadePicture();
    const int pictureView = int(views.size());
    append(buffer, views, picture.constData(), size_t(picture.size()), 0);
    while (buffer.size() % 4 != 0)
        buffer.append('\0');
    const auto plain = [](const char *name, double r, double g, double b, double metallic, double rough) {
        return QJsonObject{{QStringLiteral("name"), QString::fromLatin1(name)},
                           {QStringLiteral("pbrMetallicRoughness"),
                            QJsonObject{{QStringLiteral("baseColorFactor"), QJsonArray{r, g, b, 1.0}},
                                        {QStringLiteral("metallicFactor"), metallic},
                                        {QStringLiteral("roughnessFactor"), rough}}}};
    };
    QJsonObject glass = plain("facade", 1, 1, 1, 0.1, 0.35);
    QJsonObject pbr = glass.value(QStringLiteral("pbrMetallicRoughness")).toObject();
    pbr.insert(QStringLiteral("baseColorTexture"), QJsonObject{{QStringLiteral("index"), 0}});
    glass.insert(QStringLiteral("pbrMetallicRoughness"), pbr);
    const QJsonObject root{
        {QStringLiteral("asset"),
         QJsonObject{{QStringLiteral("version"), QStringLiteral("2.0")},
                     {QStringLiteral("generator"), QStringLiteral("Yunjie sample, simulated")}}},
        {QStringLiteral("scene"), 0},
        {QStringLiteral("scenes"), QJsonArray{QJsonObject{{QStringLiteral("nodes"), QJsonArray{0}}}}},
        {QStringLiteral("nodes"),
         QJsonArray{QJsonObject{{QStringLiteral("mesh"), 0}, {QStringLiteral("name"), landmark.name.en}}}},
        {QStringLiteral("meshes"), QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("landmark")},
                                                          {QStringLiteral("primitives"), primitives}}}},
        {QStringLiteral("materials"),
         QJsonArray{glass, plain("stone", 0.62, 0.63, 0.64, 0.0, 0.9), plain("metal", 0.78, 0.81, 0.84, 0.8, 0.4)}},
        {QStringLiteral("textures"),
         QJsonArray{QJsonObject{{QStringLiteral("sampler"), 0}, {QStringLiteral("source"), 0}}}},
        {QStringLiteral("samplers"), QJsonArray{QJsonObject{{QStringLiteral("magFilter"), 9729},
                                                            {QStringLiteral("minFilter"), 9987},
                                                            {QStringLiteral("wrapS"), 10497},
                                                            {QStringLiteral("wrapT"), 10497}}}},
        {QStringLiteral("images"), QJsonArray{QJsonObject{{QStringLiteral("bufferView"), pictureView},
                                                          {QStringLiteral("mimeType"), QStringLiteral("image/png")}}}},
        {QStringLiteral("accessors"), accessors},
        {QStringLiteral("bufferViews"), views},
        {QStringLiteral("buffers"), QJsonArray{QJsonObject{{QStringLiteral("byteLength"), qint64(buffer.size())}}}},
    };
    QByteArray json = QJsonDocument(root).toJson(QJsonDocument::Compact);
    while (json.size() % 4 != 0)
        json.append(' ');
    // glTF 2.0, chapter 4: a header and two chunks, all little-endian.
    QByteArray out;
    const auto word = [&](quint32 value) {
        for (int i = 0; i < 4; ++i)
            out.append(char(value >> (8 * i)));
    };
    out.append("glTF", 4);
    word(2);
    word(quint32(12 + 8 + json.size() + 8 + buffer.size()));
    word(quint32(json.size()));
    out.append("JSON", 4);
    out.append(json);
    word(quint32(buffer.size()));
    out.append("BIN\0", 4);
    out.append(buffer);
    return writeFile(file, out);
}

}
