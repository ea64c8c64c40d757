// A tool to look at the insides of buildings without a graphics card, by casting rays:
// interior-look house|slab|FILE.ifc|sample:FOLDER:BUILDING PICTURE.png [storey=N] [cut] [heading=D] [pitch=D]
// [section=x|y|z]
#include "HandMadeInterior.h"
#include "formats/ifc/IfcReader.h"
#include "interior/Assemble.h"
#include "loading/District.h"
#include "loading/Interiors.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHash>
#include <QImage>

#include <cmath>
#include <cstdio>

using geometry::Vec3;
using scene::ChunkGeometry;
using scene::InsidePart;

namespace
{

domain::Interior opened(const QString &what)
{
    if (what == QLatin1String("house"))
        return handmade::twoRooms();
    if (what == QLatin1String("slab"))
        return handmade::slabHouse(4, 6);
    if (what.startsWith(QLatin1String("sample:"))) {
        const QStringList words = what.split(u':');
        const auto district = loading::load({words[1]}, {}, base::Job());
        const auto inside = loading::openInterior(*district->city, words[2], base::Job());
        return inside ? **inside : domain::Interior();
    }
    formats::IfcRequest request;
    request.file = what;
    request.building = QStringLiteral("B1");
    request.frame = geometry::LocalFrame(*geometry::Crs::parse(QStringLiteral("EPSG:4547")), {508000, 2494000, 0});
    request.position = Vec3(114.08, 22.54, 5);
    auto read = formats::readIfc(request, base::Job());
    if (!read)
        return {};
    domain::Building building;
    building.id = QStringLiteral("B1");
    interior::assemble(*read, building, {});
    return std::move(*read);
}

Vec3 colourOf(const scene::InteriorGeometry &geometry, const ChunkGeometry::Vertex &vertex)
{
    if (InsidePart(vertex.kind) == InsidePart::Cut)
        return {0.15, 0.17, 0.2};
    const scene::InsideFeature &feature = geometry.features[vertex.feature];
    if (feature.element >= 0) {
        const auto &c = geometry.interior->elements[size_t(feature.element)].colour;
        return {c[0], c[1], c[2]};
    }
    if (feature.space >= 0) {
        const size_t hash = qHash(int(geometry.interior->spaces[size_t(feature.space)].function) * 77, 5);
        return Vec3(0.6 + 0.35 * double(hash % 97) / 97, 0.6 + 0.35 * double(hash % 89) / 89,
                    0.6 + 0.35 * double(hash % 83) / 83);
    }
    switch (InsidePart(vertex.kind)) {
    case InsidePart::Slab:
        return {0.75, 0.74, 0.7};
    case InsidePart::Door:
        return {0.7, 0.5, 0.3};
    case InsidePart::Window:
        return {0.5, 0.7, 0.9};
    default:
        return {0.95, 0.95, 0.93};
    }
}

struct Eye {
    Vec3 origin, direction, right, up;
    double metresPerPixel = 0.01;
};

/// Parallel rays that see the whole box.
Eye eyeOn(const geometry::Box3 &box, double heading, double pitch, int width, int height)
{
    const double h = glm::radians(heading), p = glm::radians(pitch);
    Eye eye;
    eye.direction = {std::sin(h) * std::cos(p), std::cos(h) * std::cos(p), std::sin(p)};
    eye.right = {std::cos(h), -std::sin(h), 0};
    eye.up = glm::cross(eye.right, eye.direction);
    const Vec3 half = box.size() * 0.5;
    const double wide = glm::dot(half, glm::abs(eye.right)), high = glm::dot(half, glm::abs(eye.up));
    eye.metresPerPixel = 2.1 * std::max(wide / width, high / height);
    eye.origin = box.centre() - eye.direction * (glm::length(half) + 5.0);
    return eye;
}

}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QHash<QString, QString> options;
    for (int i = 3; i < argc; ++i) {
        const QString word = QString::fromLocal8Bit(argv[i]);
        options.insert(word.section(u'=', 0, 0), word.section(u'=', 1));
    }
    if (argc < 3)
        return 2;
    const auto inside = std::make_shared<const domain::Interior>(opened(QString::fromLocal8Bit(argv[1])));
    QElapsedTimer timer;
    timer.start();
    double first = 0;
    const auto geometry = scene::buildInterior(inside, {}, base::Job(), [&](const auto &) {
        first = first > 0 ? first : double(timer.nsecsElapsed()) * 1e-6;
    });
    std::printf("%zu storeys, %zu spaces, %zu elements: first %.1f ms, all %.1f ms\n", inside->storeys.size(),
                inside->spaces.size(), inside->elements.size(), first, double(timer.nsecsElapsed()) * 1e-6);

    const bool cut = options.contains(QStringLiteral("cut"));
    std::vector<std::shared_ptr<const ChunkGeometry>> chunks;
    std::vector<std::pair<Vec3, const scene::LineMesh *>> lines;
    std::vector<scene::LineMesh> own;
    own.reserve(geometry->storeys.size());
    geometry::Box3 box;
    size_t triangles = 0, segments = 0;
    for (const auto &storey : geometry->storeys) {
        if (options.contains(QStringLiteral("storey")) &&
            storey->number != options.value(QStringLiteral("storey")).toInt())
            continue;
        chunks.insert(chunks.end(), {storey->lower, cut ? storey->cut : storey->upper});
        own.push_back({storey->lines, storey->lineIndices});
        lines.emplace_back(storey->lineOrigin, &own.back());
        lines.emplace_back(storey->lineOrigin, cut ? &storey->cutLines : &storey->upperLines);
        box.add(storey->bounds);
        triangles += (storey->lower->indices.size() + storey->upper->indices.size()) / 3;
        segments +=
            (storey->lineIndices.size() + storey->cutLines.indices.size() + storey->upperLines.indices.size()) / 6;
        std::printf("%d: %zu + %zu + %zu triangles, %zu labels\n", storey->number,
                    storey->lower->indices.size() / 3, storey->cut->indices.size() / 3,
                    storey->upper->indices.size() / 3, storey->labels.size());
    }
    std::printf("%zu triangles, %zu lines, box %.1f %.1f %.1f\n", triangles, segments, box.size().x, box.size().y,
                box.size().z);
    std::optional<scene::SectionPlane> section;
    geometry::Bvh sectionTree;
    std::shared_ptr<const ChunkGeometry> faces;
    if (const QString axis = options.value(QStringLiteral("section")); !axis.isEmpty()) {
        section = scene::SectionPlane{box.centre(), axis == u"x"   ? Vec3(1, 0, 0)
                                                    : axis == u"y" ? Vec3(0, -1, 0)
                                                                   : Vec3(0, 0, 1)};
        timer.restart();
        faces = scene::sectionFaces(*geometry, *section, {});
        std::printf("section: %.2f ms, %zu triangles\n", double(timer.nsecsElapsed()) * 1e-6,
                    faces->indices.size() / 3);
        geometry::Mesh mesh;
        mesh.origin = faces->origin;
        for (const auto &v : faces->vertices)
            mesh.positions.emplace_back(v.x, v.y, v.z);
        mesh.indices = faces->indices;
        sectionTree = geometry::Bvh(mesh);
    }

    constexpr int Width = 1400, Height = 900;
    const Eye eye = eyeOn(box, options.value(QStringLiteral("heading"), QStringLiteral("30")).toDouble(),
                          options.value(QStringLiteral("pitch"), QStringLiteral("-50")).toDouble(), Width, Height);
    QImage image(Width, Height, QImage::Format_RGB32);
    std::vector<double> depth(size_t(Width) * Height, 1e9);
    for (int y = 0; y < Height; ++y) {
        for (int x = 0; x < Width; ++x) {
            const Vec3 from = eye.origin + eye.right * ((x - Width / 2) * eye.metresPerPixel) -
                              eye.up * ((y - Height / 2) * eye.metresPerPixel);
            double nearest = 1e9, start = 0;
            Vec3 colour(0.9, 0.92, 0.95);
            if (section) {
                // What is on the near side of the plane is taken away.
                const double side = glm::dot(from - section->point, section->normal);
                const double speed = glm::dot(eye.direction, section->normal);
                if (side > 0 && speed < 0)
                    start = side / -speed;
            }
            const auto see = [&](const geometry::Bvh &tree, const ChunkGeometry &chunk) {
                const auto hit = tree.nearest({from + eye.direction * start, eye.direction}, nearest - start);
                if (!hit)
                    return;
                nearest = hit->distance + start;
                const auto &vertex = chunk.vertices[chunk.indices[hit->triangle * 3]];
                const Vec3 normal(vertex.nx / 127.0, vertex.ny / 127.0, vertex.nz / 127.0);
                colour = colourOf(*geometry, vertex) *
                         (0.7 + 0.3 * glm::dot(normal, glm::normalize(Vec3(-0.4, -0.3, 0.85))));
            };
            if (faces) {
                const double keep = start;
                start = std::max(0.0, start - 0.01);
                see(sectionTree, *faces);
                start = keep;
            }
            for (const auto &chunk : chunks)
                see(chunk->bvh, *chunk);
            depth[size_t(y) * Width + size_t(x)] = nearest;
            image.setPixel(x, y,
                           qRgb(int(std::clamp(colour.x, 0., 1.) * 255), int(std::clamp(colour.y, 0., 1.) * 255),
                                int(std::clamp(colour.z, 0., 1.) * 255)));
        }
    }
    for (const auto &[origin, mesh] : lines) {
        for (size_t i = 0; i + 3 < mesh->vertices.size(); i += 4) {
            const scene::LineVertex &v = mesh->vertices[i];
            const Vec3 a = origin + Vec3(v.x, v.y, v.z), b = origin + Vec3(v.ox, v.oy, v.oz);
            const int steps = int(glm::length(b - a) / eye.metresPerPixel) + 2;
            for (int s = 0; s <= steps; ++s) {
                const Vec3 p = a + (b - a) * (double(s) / steps);
                if (section && glm::dot(p - section->point, section->normal) > 0)
                    continue;
                const Vec3 d = p - eye.origin;
                const int x = int(std::lround(glm::dot(d, eye.right) / eye.metresPerPixel)) + Width / 2;
                const int y = Height / 2 - int(std::lround(glm::dot(d, eye.up) / eye.metresPerPixel));
                if (x < 0 || y < 0 || x >= Width || y >= Height ||
                    glm::dot(d, eye.direction) > depth[size_t(y) * Width + size_t(x)] + 0.05)
                    continue;
                image.setPixel(x, y, qRgb(40, 45, 55));
            }
        }
    }
    return image.save(QString::fromLocal8Bit(argv[2])) ? 0 : 1;
}
