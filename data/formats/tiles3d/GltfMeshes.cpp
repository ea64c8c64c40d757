#include "formats/tiles3d/GltfMeshes.h"

#include "formats/Tr.h"
#include "formats/tiles3d/Draco.h"
#include "formats/tiles3d/GltfMaterials.h"

#include <algorithm>
#include <cmath>

namespace formats::tiles3d
{

using geometry::Vec2f;
using geometry::Vec3f;

/// Of strips and fans (glTF 2.0, 3.7.2.1).
static void toTriangles(qint64 mode, std::vector<uint32_t> &indices)
{
    constexpr qint64 Strip = 5, Fan = 6;
    if (mode == Strip || mode == Fan) {
        std::vector<uint32_t> triangles;
        for (size_t i = 2; i < indices.size(); ++i) {
            if (mode == Fan)
                triangles.insert(triangles.end(), {indices[0], indices[i - 1], indices[i]});
            else if (i % 2 == 0)
                triangles.insert(triangles.end(), {indices[i - 2], indices[i - 1], indices[i]});
            else
                triangles.insert(triangles.end(), {indices[i - 1], indices[i - 2], indices[i]});
        }
        indices = std::move(triangles);
    }
    indices.resize(indices.size() / 3 * 3);
}

static void readColours(const std::vector<float> &values, size_t components, GltfPrimitive &into)
{
    const size_t count = components ? values.size() / components : 0;
    if (count != into.positions.size() || components < 3)
        return;
    into.colours.reserve(count);
    for (size_t i = 0; i < count; ++i) {
        quint32 packed = 0;
        for (size_t c = 0; c < 4; ++c) {
            const double value = c < components ? double(values[i * components + c]) : 1.0;
            const double shown = c < 3 ? double(toSrgb(value)) : std::clamp(value, 0.0, 1.0);
            packed |= quint32(std::lround(shown * 255)) << (8 * c);
        }
        into.colours.push_back(packed);
    }
}

static std::vector<Vec3f> threes(const std::vector<float> &values)
{
    std::vector<Vec3f> made(values.size() / 3);
    for (size_t i = 0; i < made.size(); ++i)
        made[i] = {values[3 * i], values[3 * i + 1], values[3 * i + 2]};
    return made;
}

static std::vector<Vec2f> twos(const std::vector<float> &values)
{
    std::vector<Vec2f> made(values.size() / 2);
    for (size_t i = 0; i < made.size(); ++i)
        made[i] = {values[2 * i], values[2 * i + 1]};
    return made;
}

const GltfMaterial *GltfMeshes::materialOf(const GltfPrimitive &primitive) const
{
    return primitive.material < 0 ? nullptr : &m_materials[size_t(primitive.material)];
}

std::string GltfMeshes::texCoordName(const GltfPrimitive &primitive) const
{
    const GltfMaterial *material = materialOf(primitive);
    return "TEXCOORD_" + std::to_string(material ? material->texCoord : 0);
}

bool GltfMeshes::wantsTexture(const GltfPrimitive &primitive) const
{
    const GltfMaterial *material = materialOf(primitive);
    return material && material->image >= 0;
}

bool GltfMeshes::readGeometry(const dom::object &attributes, const dom::object &primitive, GltfPrimitive &into)
{
    into.positions = threes(m_buffers.floats(indexAt(attributes, "POSITION"), 3));
    if (into.positions.empty())
        return false;
    if (const qint64 normals = indexAt(attributes, "NORMAL"); normals >= 0)
        into.normals = threes(m_buffers.floats(normals, 3));
    if (const qint64 coords = indexAt(attributes, texCoordName(into)); coords >= 0 && wantsTexture(into))
        into.texCoords = twos(m_buffers.floats(coords, 2));
    if (const qint64 colours = indexAt(attributes, "COLOR_0"); colours >= 0)
        readColours(m_buffers.floats(colours, m_buffers.componentsOf(colours)), m_buffers.componentsOf(colours), into);
    if (const qint64 indices = indexAt(primitive, "indices"); indices >= 0) {
        into.indices = m_buffers.wholes(indices);
        return !into.indices.empty();
    }
    into.indices.resize(into.positions.size());
    for (size_t i = 0; i < into.indices.size(); ++i)
        into.indices[i] = uint32_t(i);
    return true;
}

bool GltfMeshes::readDraco(const dom::object &primitive, const dom::object &attributes, const dom::object &packed,
                           GltfPrimitive &into)
{
    const auto bytes = m_buffers.view(indexAt(packed, "bufferView"));
    const auto ids = objectAt(packed, "attributes");
    if (!bytes || !ids)
        return false;
    // Not all attributes need be in it; the others are in accessors as ever.
    const std::string names[] = {"POSITION", "NORMAL", texCoordName(into), "COLOR_0"};
    std::vector<DracoAttribute> wanted;
    for (const std::string &name : names) {
        const qint64 accessor = indexAt(attributes, name);
        wanted.push_back({indexAt(*ids, name), int(m_buffers.componentsOf(accessor)), {}});
    }
    std::vector<qint64> featureAccessors;
    for (const auto &[key, id] : *ids) {
        if (key.starts_with("_")) {
            featureAccessors.push_back(indexAt(attributes, key));
            wanted.push_back({indexOf(id), 1, {}});
        }
    }
    auto geometry = decodeDraco(*bytes, m_buffers.countOf(indexAt(attributes, "POSITION")),
                                m_buffers.countOf(indexAt(primitive, "indices")) / 3, wanted);
    if (!geometry || wanted[0].values.size() != geometry->points * 3)
        return false;
    into.positions = threes(wanted[0].values);
    into.indices = std::move(geometry->indices);
    if (wanted[1].components == 3)
        into.normals = threes(wanted[1].values);
    if (wanted[2].components == 2 && wantsTexture(into))
        into.texCoords = twos(wanted[2].values);
    readColours(wanted[3].values, size_t(std::max(wanted[3].components, 0)), into);
    for (size_t i = 0; i < featureAccessors.size(); ++i)
        m_dracoFeatures.insert(featureAccessors[i], wanted[4 + i].values);
    return !into.indices.empty();
}

void GltfMeshes::readFeatures(const dom::object &primitive, const dom::object &attributes, GltfPrimitive &into)
{
    qint64 accessor = -1, none = -1;
    bool implied = false;
    if (const auto extension = extensionAt(primitive, "EXT_mesh_features")) {
        // The first set counts, as other viewers have it.
        if (const auto set = JsonList(*extension, "featureIds")[0]) {
            none = indexAt(*set, "nullFeatureId");
            into.propertyTable = indexAt(*set, "propertyTable");
            const qint64 number = indexAt(*set, "attribute");
            if (number >= 0)
                accessor = indexAt(attributes, "_FEATURE_ID_" + std::to_string(number));
            else if (objectAt(*set, "texture"))
                warn("features-by-texture", tr("features that a texture tells apart are not; they are one"));
            else
                implied = true;
        }
    }
    for (const char *name : {"_BATCHID", "BATCHID", "_FEATURE_ID_0"}) {
        if (accessor < 0 && !implied)
            accessor = indexAt(attributes, name);
    }
    const size_t count = into.positions.size();
    if (implied) {
        into.features.resize(count);
        for (size_t i = 0; i < count; ++i)
            into.features[i] = quint32(i);
        return;
    }
    if (accessor < 0)
        return;
    const auto unpacked = m_dracoFeatures.constFind(accessor);
    if (unpacked != m_dracoFeatures.constEnd()) {
        // Draco may have rounded them: 0 may come as -0.04.
        for (const float value : *unpacked)
            into.features.push_back(value > -0.5f && value < 4e9f ? quint32(std::llround(value)) : NoFeature);
    } else {
        into.features = m_buffers.wholes(accessor);
    }
    if (into.features.size() != count) {
        warn("features-broken", tr("feature numbers that are not one a corner; the mesh is one piece"));
        into.features.clear();
    }
    for (quint32 &feature : into.features) {
        if (none >= 0 && qint64(feature) == none)
            feature = NoFeature;
    }
}

bool GltfMeshes::readPrimitive(const dom::object &primitive, GltfPrimitive &into)
{
    constexpr qint64 Triangles = 4, Fan = 6;
    const qint64 mode = indexAt(primitive, "mode") < 0 ? Triangles : indexAt(primitive, "mode");
    const auto attributes = objectAt(primitive, "attributes");
    if (!attributes)
        return false;
    if (mode < Triangles || mode > Fan) {
        warn("lines-left-out", tr("points and lines are not drawn"));
        return false;
    }
    into.material = indexAt(primitive, "material");
    if (into.material >= qint64(m_materials.size()))
        into.material = -1;
    m_dracoFeatures.clear();
    const auto packed = extensionAt(primitive, "KHR_draco_mesh_compression");
    bool sound = packed ? readDraco(primitive, *attributes, *packed, into) : readGeometry(*attributes, primitive, into);
    if (sound && !packed)
        toTriangles(mode, into.indices);
    const size_t count = into.positions.size();
    sound = sound && std::all_of(into.indices.begin(), into.indices.end(), [count](uint32_t i) { return i < count; });
    if (!sound) {
        warn("mesh-broken", tr("a mesh whose corners are not where the file says; it is left out"));
        return false;
    }
    if (into.normals.size() != count)
        into.normals.clear();
    if (into.texCoords.size() != count)
        into.texCoords.clear();
    if (!into.texCoords.empty()) {
        const glm::dmat3 &transform = materialOf(into)->transform; // without a material none are read
        for (Vec2f &uv : into.texCoords)
            uv = Vec2f(transform * Vec3(uv, 1));
    }
    readFeatures(primitive, *attributes, into);
    return true;
}

std::vector<GltfPrimitive> GltfMeshes::read(const dom::object &mesh)
{
    std::vector<GltfPrimitive> primitives;
    for (const auto &object : JsonList(mesh, "primitives")) {
        GltfPrimitive primitive;
        if (object && readPrimitive(*object, primitive))
            primitives.push_back(std::move(primitive));
    }
    return primitives;
}

}
