#pragma once

#include <QByteArrayView>

#include <cstdint>
#include <optional>
#include <vector>

/// Draco behind a narrow door: its headers are large, and it throws nothing but may be fed anything.
namespace formats::tiles3d
{

/// What to take of a Draco mesh or cloud: an attribute by its unique id, as floats.
struct DracoAttribute {
    qint64 id = -1;
    int components = 3;
    std::vector<float> values; ///< `components` a point; empty where it has no such attribute
};
struct DracoGeometry {
    size_t points = 0;
    std::vector<uint32_t> indices; ///< empty for clouds
};

/// Unpacks a mesh (KHR_draco_mesh_compression) or cloud (3DTILES_draco_point_compression) and fills the attributes.
/// `points` and `triangles`: how many the file around it says there are, at most. Nothing where it is broken, has more
/// (a damaged number would take all memory), or is older than the bitstream that both extensions name (2.x).
std::optional<DracoGeometry> decodeDraco(QByteArrayView packed, size_t points, size_t triangles,
                                         std::vector<DracoAttribute> &attributes);

}
