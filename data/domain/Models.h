#pragma once

#include "domain/Objects.h"
#include "geometry/Mesh.h"

#include <array>
#include <memory>

namespace domain
{

/// A picture on a mesh. RGBA8, row 0 is the top one (v = 1 is the top).
struct Texture {
    int width = 0, height = 0;
    std::vector<uint8_t> rgba;
};

struct Material {
    QString name;
    std::array<float, 4> colour{0.8f, 0.8f, 0.8f, 1.0f}; ///< sRGB, alpha
    qint32 texture = -1;                                 ///< index into Model::textures
    bool doubleSided = false;
};

/// Triangles of one material.
struct ModelPart {
    geometry::Mesh mesh;                    ///< scene coordinates after placement
    std::vector<geometry::Vec3f> normals;   ///< one a vertex, or empty
    std::vector<geometry::Vec2f> texCoords; ///< one a vertex, or empty
    quint32 material = 0;
    QString name; ///< the node's
};

/// A mesh model that a project places (a landmark, an IFC by mesh ...).
struct Model {
    QString id;
    QString name, nameEn;
    QString building; ///< the building it replaces; may be empty
    std::vector<ModelPart> parts;
    std::vector<Material> materials;
    std::vector<Texture> textures;
    geometry::Box3 bounds() const
    {
        geometry::Box3 box;
        for (const ModelPart &part : parts)
            box.add(part.mesh.bounds());
        return box;
    }
};

}
