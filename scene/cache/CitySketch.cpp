#include "scene/cache/CitySketch.h"

#include "scene/chunks/ChunkGeometry.h"

#include <QDataStream>
#include <QIODevice>

#include <algorithm>
#include <cstring>

namespace scene
{

static constexpr quint32 Version = 3; ///< goes up with whatever changes what is in it, the meshers included
static constexpr size_t Align = 16;

static bool isKept(Surface surface)
{
    return surface != Surface::Model && surface != Surface::Painted;
}

static size_t vertexBytes(Surface surface)
{
    return surface == Surface::Line    ? sizeof(LineVertex)
           : surface == Surface::Block ? sizeof(BlockVertex)
                                       : sizeof(ChunkGeometry::Vertex);
}

static QDataStream &operator<<(QDataStream &out, const geometry::Vec3 &v)
{
    return out << v.x << v.y << v.z;
}
static QDataStream &operator>>(QDataStream &in, geometry::Vec3 &v)
{
    return in >> v.x >> v.y >> v.z;
}

static size_t padded(size_t bytes)
{
    return (bytes + Align - 1) / Align * Align;
}

std::vector<std::span<const std::byte>> CitySketch::toBytes(QByteArray &head) const
{
    static constexpr std::byte Padding[Align] = {};
    head.clear();
    QDataStream out(&head, QIODevice::WriteOnly);
    out << Version << quint32(0) << bounds.min << bounds.max << ground << sun << quint32(layers.size());
    for (const Layer &layer : layers)
        out << layer.id << layer.state << layer.info << layer.bias << layer.opacity;
    out << shade.area.min.x << shade.area.min.y << shade.area.max.x << shade.area.max.y << qint32(shade.width)
        << qint32(shade.height) << shade.low << shade.high << shade.rgba;
    std::vector<const Mesh *> kept;
    for (const Mesh &mesh : meshes)
        if (isKept(mesh.surface))
            kept.push_back(&mesh);
    out << quint32(kept.size());
    for (const Mesh *mesh : kept)
        out << mesh->layer << quint8(mesh->surface) << mesh->origin << mesh->bounds.min << mesh->bounds.max
            << mesh->vertexCount << mesh->indexCount << mesh->indexBytes << mesh->tree << mesh->level << mesh->tile
            << mesh->form;
    head.append(qsizetype(padded(size_t(head.size())) - size_t(head.size())), '\0');
    out.device()->seek(sizeof(quint32));
    out << quint32(head.size());
    std::vector<std::span<const std::byte>> parts{
        {reinterpret_cast<const std::byte *>(head.constData()), size_t(head.size())}};
    for (const Mesh *mesh : kept) {
        for (const auto &bytes : {mesh->vertices, mesh->indices}) {
            parts.push_back(bytes);
            parts.push_back({Padding, padded(bytes.size()) - bytes.size()});
        }
    }
    return parts;
}

template <typename Index> static bool reachesOnly(std::span<const std::byte> bytes, quint32 vertices)
{
    const auto *const first = reinterpret_cast<const Index *>(bytes.data());
    return std::all_of(first, first + bytes.size() / sizeof(Index), [vertices](Index i) { return i < vertices; });
}

std::optional<CitySketch> CitySketch::fromBytes(const QByteArray &bytes)
{
    constexpr quint32 MostLayers = 4096, MostMeshes = 1'000'000;
    const size_t row = size_t(StateColumns) * 4;
    QDataStream in(bytes);
    quint32 version = 0, headBytes = 0, count = 0;
    CitySketch sketch;
    in >> version >> headBytes;
    if (version != Version || headBytes > quint32(bytes.size()) || headBytes % Align != 0)
        return {};
    in >> sketch.bounds.min >> sketch.bounds.max >> sketch.ground >> sketch.sun >> count;
    if (in.status() != QDataStream::Ok || count > MostLayers)
        return {};
    sketch.layers.resize(count);
    for (Layer &layer : sketch.layers) {
        in >> layer.id >> layer.state >> layer.info >> layer.bias >> layer.opacity;
        if (layer.state.isEmpty() || size_t(layer.state.size()) % row != 0 ||
            layer.info.size() != 4 * layer.state.size())
            return {};
    }
    ShadeMap &shade = sketch.shade;
    qint32 width = 0, height = 0;
    in >> shade.area.min.x >> shade.area.min.y >> shade.area.max.x >> shade.area.max.y >> width >> height >>
        shade.low >> shade.high >> shade.rgba >> count;
    if (in.status() != QDataStream::Ok || count > MostMeshes || width < 0 || height < 0 ||
        qint64(width) * height * 4 != shade.rgba.size())
        return {};
    shade.width = width;
    shade.height = height;
    const auto *const data = reinterpret_cast<const std::byte *>(bytes.constData());
    size_t at = headBytes;
    const auto next = [&](size_t size) -> std::optional<std::span<const std::byte>> {
        if (size > size_t(bytes.size()) - std::min(at, size_t(bytes.size())))
            return {};
        const std::span<const std::byte> part(data + at, size);
        at += padded(size);
        return part;
    };
    sketch.meshes.resize(count);
    for (Mesh &mesh : sketch.meshes) {
        quint8 surface = 0;
        in >> mesh.layer >> surface >> mesh.origin >> mesh.bounds.min >> mesh.bounds.max >> mesh.vertexCount >>
            mesh.indexCount >> mesh.indexBytes >> mesh.tree >> mesh.level >> mesh.tile >> mesh.form;
        mesh.surface = Surface(surface);
        if (in.status() != QDataStream::Ok || surface >= SurfaceCount || !isKept(mesh.surface) ||
            mesh.layer >= sketch.layers.size() || (mesh.indexBytes != 2 && mesh.indexBytes != 4))
            return {};
        const auto vertices = next(size_t(mesh.vertexCount) * vertexBytes(mesh.surface));
        const auto indices = vertices ? next(size_t(mesh.indexCount) * mesh.indexBytes) : std::nullopt;
        if (!indices)
            return {};
        const auto pages = std::make_shared<UploadPages>(vertices->size() + indices->size());
        std::memcpy(pages->data(), vertices->data(), vertices->size());
        std::memcpy(pages->data() + vertices->size(), indices->data(), indices->size());
        const auto *const own = reinterpret_cast<const std::byte *>(pages->data());
        mesh.vertices = {own, vertices->size()};
        mesh.indices = {own + vertices->size(), indices->size()};
        mesh.pages = pages;
        if (mesh.indexBytes == 2 ? !reachesOnly<uint16_t>(mesh.indices, mesh.vertexCount)
                                 : !reachesOnly<uint32_t>(mesh.indices, mesh.vertexCount))
            return {};
    }
    return sketch;
}

}
