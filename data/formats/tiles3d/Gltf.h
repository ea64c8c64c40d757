#pragma once

#include "base/Job.h"
#include "base/Warnings.h"
#include "formats/tiles3d/Metadata.h"
#include "formats/tiles3d/Subtree.h"

namespace formats::tiles3d
{

struct GltfMaterial {
    QString name;
    std::array<float, 4> colour{1, 1, 1, 1}; ///< sRGB, alpha
    qint64 image = -1;                       ///< index into GltfModel::images
    qint64 texCoord = 0;                     ///< which set of coordinates
    glm::dmat3 transform{1.0};               ///< of texture coordinates (KHR_texture_transform)
};

/// Triangles of one material, in the coordinates of its node.
struct GltfPrimitive {
    std::vector<geometry::Vec3f> positions;
    std::vector<geometry::Vec3f> normals;   ///< one a vertex, or empty
    std::vector<geometry::Vec2f> texCoords; ///< one a vertex, or empty; v = 0 is the top
    std::vector<quint32> colours;           ///< one a vertex, or empty: sRGB, alpha, red lowest
    std::vector<quint32> features;          ///< one a vertex, or empty: rows of a table; NoFeature for none
    std::vector<uint32_t> indices;
    qint64 material = -1;
    qint64 propertyTable = -1;
};
inline constexpr quint32 NoFeature = 0xFFFFFFFF;

struct GltfNode {
    QString name;
    size_t mesh = 0;
    Matrix matrix{1.0};
    std::vector<Matrix> instances;         ///< EXT_mesh_gpu_instancing: within the node; empty: it stands there itself
    std::vector<quint32> instanceFeatures; ///< one an instance, or empty
    qint64 propertyTable = -1;             ///< of the instances' features
};

/// What of a glTF 2.0 asset a city shows. y is up.
struct GltfModel {
    std::vector<std::vector<GltfPrimitive>> meshes;
    std::vector<GltfNode> nodes; ///< those with a mesh
    std::vector<GltfMaterial> materials;
    std::vector<QByteArray> images; ///< encoded; empty: not used, or not to be had
    std::vector<PropertyTable> tables;
    Vec3 rtc{0.0}; ///< CESIUM_RTC, z up
};

/// Reads glTF and GLB 2.0 with Draco (KHR_draco_mesh_compression), meshoptimizer (EXT_meshopt_compression),
/// KHR_mesh_quantization, EXT_mesh_features, EXT_structural_metadata and EXT_mesh_gpu_instancing. What is left out is a
/// warning; every index is checked. `read`: of the addresses within. Errors: "tile-broken", "tile-unsupported" (glTF
/// 1.0, voxels and other extensions that the asset requires), "cancelled".
base::Result<GltfModel> readGltf(QByteArrayView data, const ReadFile &read, const QString &source,
                                 base::Warnings &warnings, const base::Job &job);

}
