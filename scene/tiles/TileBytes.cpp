#include "scene/tiles/TileBytes.h"

#include <QSet>

namespace scene
{

qint64 bytesOf(const domain::Layer &content)
{
    const auto text = [](const QString &t) { return qint64(t.capacity()) * 2; };
    const auto shape = [](const geometry::MultiPolygon &polygons) {
        qint64 bytes = 0;
        for (const geometry::Polygon &polygon : polygons) {
            bytes += qint64(sizeof polygon) + qint64(polygon.outer.capacity() * sizeof(geometry::Vec2));
            for (const geometry::Ring &hole : polygon.holes)
                bytes += qint64(sizeof hole + hole.capacity() * sizeof(geometry::Vec2));
        }
        return bytes;
    };
    const auto mesh = [](const geometry::Mesh &m) {
        return qint64(m.positions.capacity() * sizeof(geometry::Vec3f) + m.indices.capacity() * sizeof(uint32_t));
    };
    constexpr qint64 Indexed = 100;         // an entry in a table by id
    QSet<const domain::Texture *> textures; // are shared
    qint64 bytes = sizeof content;
    for (const domain::Building &building : content.buildings) {
        bytes += qint64(sizeof building) + 2 * Indexed + text(building.id) + text(building.name) +
                 text(building.address) + shape(building.footprint);
        if (const auto &solid = building.solid) {
            bytes += mesh(solid->mesh) + qint64(solid->surfaces.capacity());
            for (const auto &texture : solid->textures)
                textures.insert(texture.get());
        }
    }
    for (const domain::Feature &feature : content.features) {
        bytes += qint64(sizeof feature) + 2 * Indexed + text(feature.id) + shape(feature.shape) +
                 qint64(feature.points.capacity() * sizeof(geometry::Vec2));
        if (feature.mesh)
            bytes += mesh(*feature.mesh);
    }
    for (const domain::Model &model : content.models) {
        for (const domain::ModelPart &part : model.parts)
            bytes += mesh(part.mesh) + qint64(part.normals.capacity() * sizeof(geometry::Vec3f) +
                                              part.texCoords.capacity() * sizeof(geometry::Vec2f));
        for (const domain::Texture &texture : model.textures)
            bytes += qint64(texture.rgba.capacity());
    }
    for (const domain::Texture *texture : textures)
        bytes += texture ? qint64(texture->rgba.capacity()) : 0;
    const domain::AttributeTable &attributes = content.attributes;
    bytes += qint64(attributes.rows()) * attributes.columns() * 8;
    return bytes;
}

qint64 bytesOf(const BuiltChunk &chunk)
{
    // Once here and once with the graphics.
    const auto drawn = [](const auto &mesh) {
        return mesh ? 2 * qint64(mesh->vertices.size() * sizeof(mesh->vertices[0]) + mesh->indices.size() * 4)
                    : qint64(0);
    };
    qint64 bytes = drawn(chunk.full);
    if (chunk.full)
        bytes += qint64(chunk.full->bvh.bytes());
    for (const auto &model : chunk.models)
        bytes += drawn(model);
    return bytes;
}

}
