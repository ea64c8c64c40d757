#include "formats/tiles3d/Draco.h"

#include <QtEndian>

#include <draco/compression/decode.h>

#include <algorithm>
#include <exception>

namespace formats::tiles3d
{

namespace
{

// What the library makes room for before it has read a single value (Draco bitstream 2.2, 3.1 "Header" and 3.3 to 3.5).
bool isPlausible(QByteArrayView packed, size_t points, size_t triangles)
{
    constexpr qsizetype Header = 11;
    constexpr size_t Most = 20'000'000, MostAByte = 4096;
    if (packed.size() < Header + 5 || !packed.startsWith("DRACO") || packed[5] != 2 || (packed[10] & char(0x80)))
        return false;
    const bool mesh = packed[7] == draco::TRIANGULAR_MESH, edges = packed[8] != 0;
    qsizetype at = Header;
    const auto varint = [&packed, &at] {
        quint64 value = 0;
        for (int shift = 0; shift < 35 && at < packed.size(); shift += 7) {
            const auto byte = uchar(packed[at++]);
            value |= quint64(byte & 127) << shift;
            if (byte < 128)
                break;
        }
        return size_t(value);
    };
    const size_t most = std::min(Most, size_t(packed.size()) * MostAByte);
    const size_t wantedPoints = std::min(points, most), wantedTriangles = std::min(triangles, most);
    if (!mesh)
        return qFromLittleEndian<quint32>(packed.data() + at) <= wantedPoints;
    if (!edges) {
        const size_t faces = varint(), vertices = varint();
        return faces <= wantedTriangles && vertices <= wantedPoints;
    }
    ++at; // how it is traversed
    const size_t vertices = varint(), faces = varint();
    return faces <= wantedTriangles && vertices <= wantedTriangles * 3;
}

}

static std::optional<DracoGeometry> decode(QByteArrayView packed, std::vector<DracoAttribute> &attributes)
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

std::optional<DracoGeometry> decodeDraco(QByteArrayView packed, size_t points, size_t triangles,
                                         std::vector<DracoAttribute> &attributes)
{
    if (!isPlausible(packed, points, triangles))
        return std::nullopt;
    try { // the library does not throw, but what it asks memory of does
        return decode(packed, attributes);
    } catch (const std::exception &) {
        return std::nullopt;
    }
}

}
