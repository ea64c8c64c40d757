#pragma once

#include "domain/Places.h"
#include "formats/tiles3d/Gltf.h"
#include "formats/tiles3d/Placing.h"
#include "formats/tiles3d/TileTextures.h"

#include <unordered_map>

namespace formats::tiles3d
{

/// Triangles of one feature, or of all that belong to none, in the scene.
struct TileBody {
    TableRow row;
    quint32 feature = NoFeature;
    bool isInstance = false;     ///< of a model that stands in many places: a tree, a lamp
    std::vector<Vec3> positions; ///< scene
    std::vector<geometry::Vec3f> normals;
    std::vector<geometry::Vec2f> texCoords; ///< one a vertex; v = 0 is the top
    std::vector<uint32_t> indices;
    std::vector<qint32> paints; ///< one a triangle; TilePaints::None for none
    bool smooth = true;         ///< all vertices have normals
};

/// Gathers what primitives show, by feature.
class TileBodies
{
public:
    explicit TileBodies(TilePaints &paints) : m_paints(paints) {}

    /// Where a primitive stands, and whose it is.
    struct Standing {
        Matrix world; ///< from the primitive's coordinates to the tileset's
        const PropertyTable *table = nullptr;
        quint32 instance = NoFeature; ///< the feature that it is as a whole
        bool isInstance = false;
        bool byFeature = true; ///< whether the primitive's own features are told apart
        int piece = 0;         ///< features of different pieces are different ones
    };
    void add(const GltfPrimitive &primitive, const GltfModel &model, const Standing &standing,
             const Placing::Near &near);
    std::vector<TileBody> take() { return std::move(m_bodies); }
    size_t triangles() const { return m_triangles; }
    bool hasBroken() const { return m_broken; } ///< corners that are no numbers, or nowhere near

private:
    size_t bodyFor(const Standing &standing, quint32 feature);
    qint32 paintOf(const GltfPrimitive &primitive, const GltfModel &model, uint32_t corner);

    TilePaints &m_paints;
    std::vector<TileBody> m_bodies;
    std::unordered_map<quint64, size_t> m_known;
    size_t m_triangles = 0;
    bool m_broken = false;
};

}
