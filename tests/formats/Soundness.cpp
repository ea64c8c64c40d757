#include "Soundness.h"

#include <QSet>

#include <algorithm>
#include <cmath>

namespace fixtures
{

bool isSound(const geometry::Mesh &mesh)
{
    const size_t count = mesh.positions.size();
    return mesh.indices.size() % 3 == 0 && std::isfinite(glm::length(mesh.origin)) &&
           std::all_of(mesh.indices.begin(), mesh.indices.end(), [count](uint32_t index) { return index < count; }) &&
           std::all_of(mesh.positions.begin(), mesh.positions.end(),
                       [](const geometry::Vec3f &p) { return std::isfinite(p.x + p.y + p.z); });
}

static bool isPaintSound(const domain::BuildingSolid &solid)
{
    const size_t triangles = solid.mesh.triangles();
    if (solid.textureOf.empty())
        return solid.textures.empty() && solid.texCoords.empty();
    return solid.textureOf.size() == triangles && solid.texCoords.size() == 3 * triangles &&
           std::all_of(solid.textureOf.begin(), solid.textureOf.end(),
                       [&](qint32 texture) { return texture >= -1 && texture < qint32(solid.textures.size()); }) &&
           std::all_of(solid.texCoords.begin(), solid.texCoords.end(),
                       [](const geometry::Vec2f &uv) { return std::isfinite(uv.x + uv.y); });
}

static bool isPartSound(const domain::ModelPart &part, const domain::Model &model)
{
    const size_t count = part.mesh.positions.size();
    return isSound(part.mesh) && part.material < model.materials.size() &&
           (part.normals.empty() || part.normals.size() == count) &&
           (part.texCoords.empty() || part.texCoords.size() == count);
}

QString inconsistency(const domain::Layer &layer)
{
    QSet<QString> ids;
    const auto isOnce = [&ids](const QString &id) {
        const bool fresh = !id.isEmpty() && !ids.contains(id);
        ids.insert(id);
        return fresh;
    };
    for (const domain::Building &building : layer.buildings) {
        if (!isOnce(building.id))
            return QStringLiteral("id ") + building.id;
        if (building.solid && (!isSound(building.solid->mesh) || !isPaintSound(*building.solid) ||
                               building.solid->surfaces.size() != building.solid->mesh.triangles()))
            return QStringLiteral("solid of ") + building.id;
        if (building.row >= layer.attributes.rows())
            return QStringLiteral("row of ") + building.id;
        if (!std::isfinite(building.height) || building.height < 0 || std::isinf(building.ground))
            return QStringLiteral("height of ") + building.id;
    }
    for (const domain::Feature &feature : layer.features) {
        if (feature.id.isEmpty())
            return QStringLiteral("feature without an id");
        if (feature.mesh && !isSound(*feature.mesh))
            return QStringLiteral("mesh of ") + feature.id;
        if (feature.row >= layer.attributes.rows())
            return QStringLiteral("row of ") + feature.id;
    }
    for (const domain::Model &model : layer.models) {
        for (const domain::ModelPart &part : model.parts) {
            if (!isPartSound(part, model))
                return QStringLiteral("part of ") + model.id;
        }
        for (const domain::Material &material : model.materials) {
            if (material.texture >= qint32(model.textures.size()))
                return QStringLiteral("material of ") + model.id;
        }
        for (const domain::Texture &texture : model.textures) {
            if (texture.rgba.size() != size_t(texture.width) * size_t(texture.height) * 4)
                return QStringLiteral("texture of ") + model.id;
        }
    }
    return {};
}

}
