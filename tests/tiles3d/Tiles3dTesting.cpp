#include "Tiles3dTesting.h"

#include "Soundness.h"

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

QString inconsistency(const domain::Layer &layer)
{
    for (const domain::Building &building : layer.buildings) {
        if (!building.solid || std::isnan(building.ground))
            return QStringLiteral("no solid or ground of ") + building.id;
    }
    for (const domain::Feature &feature : layer.features) {
        if (!feature.mesh)
            return QStringLiteral("no mesh of ") + feature.id;
    }
    return fixtures::inconsistency(layer);
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
