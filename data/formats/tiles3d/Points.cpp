#include "formats/tiles3d/Points.h"

#include "formats/Tr.h"
#include "formats/tiles3d/Draco.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace formats::tiles3d
{

static constexpr quint32 Grey = 0xFFB4B4B4;

static quint32 packed(double r, double g, double b, double a = 255)
{
    const auto byte = [](double v) { return quint32(std::clamp(v, 0.0, 255.0)); };
    return byte(r) | byte(g) << 8 | byte(b) << 16 | byte(a) << 24;
}

// 3D Tiles 1.0, 12 "Point Cloud": what gives positions and colours, in the standard's order.
base::Result<PointCloud> readPoints(const Piece &piece, const Matrix &transform, const QString &source,
                                    base::Warnings &warnings)
{
    const BinaryTable &table = piece.features;
    size_t count = piece.batchLength;
    std::vector<double> positions, rgb;
    size_t colourParts = 3;
    if (const auto compressed = extensionAt(table.root(), "3DTILES_draco_point_compression")) {
        const auto ids = objectAt(*compressed, "properties");
        const qint64 from = indexAt(*compressed, "byteOffset"), length = indexAt(*compressed, "byteLength");
        if (ids && from >= 0 && length >= 0 && from <= table.binary().size() &&
            length <= table.binary().size() - from) {
            const bool alpha = indexAt(*ids, "RGBA") >= 0;
            std::vector<DracoAttribute> wanted{{indexAt(*ids, "POSITION"), 3, {}},
                                               {indexAt(*ids, alpha ? "RGBA" : "RGB"), alpha ? 4 : 3, {}}};
            if (const auto cloud = decodeDraco(table.binary().sliced(from, length), count, 0, wanted)) {
                count = cloud->points;
                positions.assign(wanted[0].values.begin(), wanted[0].values.end());
                rgb.assign(wanted[1].values.begin(), wanted[1].values.end());
                colourParts = alpha ? 4 : 3;
            }
        }
    }
    if (positions.empty()) {
        auto read = table.positions(count, source);
        if (!read)
            return tl::unexpected(read.error());
        positions = std::move(*read);
    }
    if (rgb.empty()) {
        rgb = table.numbers("RGBA", count, 4, "UNSIGNED_BYTE");
        colourParts = 4;
    }
    if (rgb.empty()) {
        rgb = table.numbers("RGB", count, 3, "UNSIGNED_BYTE");
        colourParts = 3;
    }
    const auto small = rgb.empty() ? table.numbers("RGB565", count, 1, "UNSIGNED_SHORT") : std::vector<double>();
    quint32 constant = Grey;
    double all[4];
    if (numbersAt(table.root(), "CONSTANT_RGBA", all, 4))
        constant = packed(all[0], all[1], all[2], all[3]);

    constexpr size_t Most = 30'000; // of a tile: each becomes four triangles
    const size_t step = (count + Most - 1) / std::max<size_t>(Most, 1);
    if (step > 1)
        warnings.add(QStringLiteral("points-thinned"), source, {},
                     tr("a cloud of so many points that only some of them are shown"));
    const Vec3 rtc = table.vector("RTC_CENTER").value_or(Vec3(0));
    PointCloud cloud;
    for (size_t i = 0; i < count; i += std::max<size_t>(step, 1)) {
        const Vec3 p = rtc + Vec3(positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]);
        cloud.positions.emplace_back(transform * glm::dvec4(p, 1));
        if (rgb.size() == count * colourParts)
            cloud.colours.push_back(packed(rgb[i * colourParts], rgb[i * colourParts + 1], rgb[i * colourParts + 2],
                                           colourParts > 3 ? rgb[i * colourParts + 3] : 255));
        else if (small.size() == count)
            cloud.colours.push_back(packed(double((int(small[i]) >> 11) & 31) * 255 / 31,
                                           double((int(small[i]) >> 5) & 63) * 255 / 63,
                                           double(int(small[i]) & 31) * 255 / 31));
        else
            cloud.colours.push_back(constant);
    }
    return cloud;
}

void addPoints(const PointCloud &cloud, const Placing &placing, domain::Model &model)
{
    if (cloud.positions.empty())
        return;
    Box3 earth;
    for (const Vec3 &p : cloud.positions)
        earth.add(p);
    const Placing::Near near = placing.near(earth);
    std::vector<Vec3> scene;
    Box3 box;
    constexpr double Farthest = 20'000'000;
    for (const Vec3 &p : cloud.positions) {
        scene.push_back(near.apply(p));
        if (glm::length(scene.back()) < Farthest)
            box.add(scene.back());
    }
    // As large as their distance on a surface, so that walls and roofs look closed.
    Vec3 size = box.size();
    std::sort(&size.x, &size.x + 3);
    constexpr double Smallest = 0.02, Largest = 2;
    const double apart = std::sqrt(std::max(size.y * size.z, 1e-6) / double(scene.size()));
    const auto half = float(std::clamp(apart * 0.4, Smallest, Largest));
    QHash<quint32, size_t> parts;
    for (size_t i = 0; i < scene.size(); ++i) {
        if (!(glm::length(scene[i]) < Farthest))
            continue;
        const quint32 colour = (cloud.colours[i] & 0xF0F0F0F0) | 0x0F0F0F0F; // 16 steps keep the parts few
        auto at = parts.constFind(colour);
        if (at == parts.constEnd()) {
            at = parts.insert(colour, model.parts.size());
            domain::Material material;
            for (size_t c = 0; c < 4; ++c)
                material.colour[c] = float((colour >> (8 * c)) & 255) / 255.0f;
            domain::ModelPart part;
            part.mesh.origin = glm::round(box.centre());
            part.material = quint32(model.materials.size());
            model.materials.push_back(material);
            model.parts.push_back(std::move(part));
        }
        geometry::Mesh &mesh = model.parts[*at].mesh;
        const auto first = uint32_t(mesh.positions.size());
        const geometry::Vec3f p(scene[i] - mesh.origin);
        for (const geometry::Vec3f &corner : {geometry::Vec3f(1, 1, 1), geometry::Vec3f(-1, -1, 1),
                                              geometry::Vec3f(-1, 1, -1), geometry::Vec3f(1, -1, -1)})
            mesh.positions.push_back(p + half * corner);
        for (const uint32_t k : {0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3})
            mesh.indices.push_back(first + k);
    }
}

}
