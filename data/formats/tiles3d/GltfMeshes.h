#pragma once

#include "formats/tiles3d/Gltf.h"
#include "formats/tiles3d/GltfBuffers.h"

namespace formats::tiles3d
{

/// Reads the meshes of a glTF asset: triangles only, unpacked where they are compressed (KHR_draco_mesh_compression),
/// with the features that they tell apart. What is broken is left out and a warning.
class GltfMeshes
{
public:
    /// All of them must outlive it.
    GltfMeshes(const std::vector<GltfMaterial> &materials, GltfBuffers &buffers, const QString &source,
               base::Warnings &warnings)
        : m_materials(materials), m_buffers(buffers), m_source(source), m_warnings(warnings)
    {
    }

    std::vector<GltfPrimitive> read(const dom::object &mesh);

private:
    void warn(const char *code, const QString &message)
    {
        m_warnings.add(QString::fromLatin1(code), m_source, {}, message);
    }
    const GltfMaterial *materialOf(const GltfPrimitive &primitive) const;
    std::string texCoordName(const GltfPrimitive &primitive) const;
    bool wantsTexture(const GltfPrimitive &primitive) const;
    bool readPrimitive(const dom::object &primitive, GltfPrimitive &into);
    bool readGeometry(const dom::object &attributes, const dom::object &primitive, GltfPrimitive &into);
    bool readDraco(const dom::object &primitive, const dom::object &attributes, const dom::object &packed,
                   GltfPrimitive &into);
    void readFeatures(const dom::object &primitive, const dom::object &attributes, GltfPrimitive &into);

    const std::vector<GltfMaterial> &m_materials;
    GltfBuffers &m_buffers;
    const QString &m_source;
    base::Warnings &m_warnings;
    QHash<qint64, std::vector<float>> m_dracoFeatures; ///< of the primitive that is read, by accessor
};

}
