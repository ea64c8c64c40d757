#include "formats/tiles3d/Draco.h"

#include <draco/compression/decode.h>

namespace formats::tiles3d
{

std::optional<DracoGeometry> decodeDraco(QByteArrayView packed, std::vector<DracoAttribute> &attributes)
{
    draco::DecoderBuffer buffer;
    buffer.Init(packed.data(), size_t(packed.size()));
    const auto type = draco::Decoder::GetEncodedGeometryType(&buffer);
    if (!type.ok())
        return std::nullopt;
    draco::Decoder decoder;
    std::unique_ptr<draco::PointCloud> cloud;
    DracoGeometry geometry;
    if (type.value() == draco::TRIANGULAR_MESH) {
        auto mesh = decoder.DecodeMeshFromBuffer(&buffer);
        if (!mesh.ok())
            return std::nullopt;
        const draco::Mesh &decoded = *mesh.value();
        geometry.indices.reserve(size_t(decoded.num_faces()) * 3);
        for (draco::FaceIndex f(0); f < decoded.num_faces(); ++f) {
            for (size_t c = 0; c < 3; ++c)
                geometry.indices.push_back(decoded.face(f)[c].value());
        }
        cloud = std::move(mesh).value();
    } else if (type.value() == draco::POINT_CLOUD) {
        auto points = decoder.DecodePointCloudFromBuffer(&buffer);
        if (!points.ok())
            return std::nullopt;
        cloud = std::move(points).value();
    } else {
        return std::nullopt;
    }
    geometry.points = cloud->num_points();
    for (DracoAttribute &wanted : attributes) {
        const draco::PointAttribute *attribute =
            wanted.id < 0 ? nullptr : cloud->GetAttributeByUniqueId(uint32_t(wanted.id));
        if (!attribute || wanted.components < 1 || wanted.components > 4 ||
            attribute->num_components() != wanted.components)
            continue;
        std::vector<float> values(geometry.points * size_t(wanted.components));
        bool sound = true;
        for (draco::PointIndex p(0); p < cloud->num_points() && sound; ++p) {
            const draco::AttributeValueIndex at = attribute->mapped_index(p);
            sound = at.value() < attribute->size() &&
                    attribute->ConvertValue<float>(at, int8_t(wanted.components),
                                                   values.data() + p.value() * size_t(wanted.components));
        }
        if (sound)
            wanted.values = std::move(values);
    }
    return geometry;
}

}
