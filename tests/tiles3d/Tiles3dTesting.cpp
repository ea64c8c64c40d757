#include "Tiles3dTesting.h"

#include <cmath>

namespace testing
{

QString sample(const QString &path)
{
    return fixtures::testData(QStringLiteral("tiles3d/cesium_native/Cesium3DTilesSelection/test/data/") + path);
}

base::Result<domain::Layer> open(const formats::LayerRequest &request)
{
    auto layers = fixtures::read(request);
    if (!layers)
        return tl::unexpected(layers.error());
    return std::move(layers->front());
}

base::Result<domain::Layer> open(const QString &source)
{
    return open(fixtures::request(source));
}

Found walk(const domain::TileSource &source, const base::Job &job, int most)
{
    Found found;
    struct Open {
        domain::Tile tile;
        int depth;
    };
    std::vector<Open> open{{source.root(), 0}};
    while (!open.empty() && found.tiles < most) {
        const Open at = open.front();
        open.erase(open.begin());
        ++found.tiles;
        found.deepest = std::max(found.deepest, at.depth);
        if (at.tile.hasContent) {
            const auto read = source.read(at.tile, job);
            if (read) {
                ++found.contents;
                const domain::Layer &layer = **read;
                found.layers.push_back(*read);
                found.buildings += int(layer.buildings.size());
                found.features += int(layer.features.size());
                found.models += int(layer.models.size());
                found.warnings.add(layer.warnings);
                geometry::Box3 box;
                for (const auto &building : layer.buildings) {
                    found.triangles += qint64(building.solid->mesh.triangles());
                    box.add(building.solid->mesh.bounds());
                    found.ids.append(building.id);
                }
                for (const auto &feature : layer.features) {
                    found.triangles += qint64(feature.mesh->triangles());
                    box.add(feature.mesh->bounds());
                    found.ids.append(feature.id);
                }
                for (const auto &model : layer.models) {
                    for (const auto &part : model.parts)
                        found.triangles += qint64(part.mesh.triangles());
                    box.add(model.bounds());
                }
                const geometry::Box3 &volume = at.tile.volume.box;
                if (!box.isEmpty() && (glm::any(glm::lessThan(box.min, volume.min - 1.0)) ||
                                       glm::any(glm::greaterThan(box.max, volume.max + 1.0))))
                    found.isInside = false;
                found.bounds.add(box);
            } else {
                found.errors.push_back(read.error());
            }
        }
        if (at.tile.hasChildren) {
            const auto children = source.children(at.tile, job);
            if (!children) {
                found.errors.push_back(children.error());
                continue;
            }
            for (const domain::Tile &child : *children)
                open.push_back({child, at.depth + 1});
        }
    }
    return found;
}

static bool isSound(const geometry::Mesh &mesh)
{
    if (mesh.indices.size() % 3 != 0 || !std::isfinite(glm::length(mesh.origin)))
        return false;
    for (const uint32_t index : mesh.indices) {
        if (index >= mesh.positions.size())
            return false;
    }
    return std::all_of(mesh.positions.begin(), mesh.positions.end(),
                       [](const geometry::Vec3f &p) { return std::isfinite(p.x + p.y + p.z); });
}

QString inconsistency(const domain::Layer &layer)
{
    QSet<QString> ids;
    for (const domain::Building &building : layer.buildings) {
        if (building.id.isEmpty() || ids.contains(building.id))
            return QStringLiteral("id %1").arg(building.id);
        ids.insert(building.id);
        if (!building.solid || !isSound(building.solid->mesh))
            return QStringLiteral("solid of %1").arg(building.id);
        const domain::BuildingSolid &solid = *building.solid;
        const size_t triangles = solid.mesh.triangles();
        if (solid.surfaces.size() != triangles)
            return QStringLiteral("surfaces of %1").arg(building.id);
        if (!solid.textures.empty() && (solid.textureOf.size() != triangles || solid.texCoords.size() != 3 * triangles))
            return QStringLiteral("textures of %1").arg(building.id);
        for (const qint32 texture : solid.textureOf) {
            if (texture >= qint32(solid.textures.size()))
                return QStringLiteral("texture of %1").arg(building.id);
        }
        if (building.row >= layer.attributes.rows() || !std::isfinite(building.ground + double(building.height)))
            return QStringLiteral("row or ground of %1").arg(building.id);
    }
    for (const domain::Feature &feature : layer.features) {
        if (feature.id.isEmpty() || !feature.mesh || !isSound(*feature.mesh) || feature.row >= layer.attributes.rows())
            return QStringLiteral("feature %1").arg(feature.id);
    }
    for (const domain::Model &model : layer.models) {
        for (const domain::ModelPart &part : model.parts) {
            const size_t count = part.mesh.positions.size();
            if (!isSound(part.mesh) || part.material >= model.materials.size() ||
                (!part.normals.empty() && part.normals.size() != count) ||
                (!part.texCoords.empty() && part.texCoords.size() != count))
                return QStringLiteral("part of %1").arg(model.id);
        }
        for (const domain::Material &material : model.materials) {
            if (material.texture >= qint32(model.textures.size()))
                return QStringLiteral("material of %1").arg(model.id);
        }
        for (const domain::Texture &texture : model.textures) {
            if (texture.rgba.size() != size_t(texture.width) * size_t(texture.height) * 4)
                return QStringLiteral("texture of %1").arg(model.id);
        }
    }
    return {};
}

QByteArray oneSampleTile(const QByteArray &content)
{
    return "{\"asset\":{\"version\":\"1.0\"},\"geometricError\":1,\"root\":{\"boundingVolume\":{\"sphere\":"
           "[1215012.9,-4736313.0,4081605.2,150]},\"geometricError\":0,\"refine\":\"ADD\",\"content\":{\"uri\":\"" +
           content + "\"}}}";
}

QByteArray oneTile(const QByteArray &content, double half, const QByteArray &more)
{
    const QByteArray h = QByteArray::number(half);
    return "{\"asset\":{\"version\":\"1.1\"},\"geometricError\":100,\"root\":{\"boundingVolume\":{\"box\":[0,0,0," + h +
           ",0,0,0," + h + ",0,0,0," + h +
           "]},\"geometricError\":0,\"refine\":\"ADD\",\"transform\":[-0.9128,-0.4084,0,0,0.1565,-0.3499,0.9236,0,"
           "-0.3772,0.8431,0.3833,0,-2405000,5378000,2430000,1],\"content\":{\"uri\":\"" +
           content + "\"}" + more + "}}";
}

}
