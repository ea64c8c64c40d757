#include "formats/tiles3d/Gltf.h"

#include "formats/tiles3d/Draco.h"
#include "formats/tiles3d/GltfBuffers.h"

#include <QCoreApplication>
#include <QSet>
#include <QtEndian>

#include <glm/gtc/quaternion.hpp>

#include <algorithm>
#include <cmath>

namespace formats::tiles3d
{

using geometry::Vec2f;
using geometry::Vec3f;

static QString tr(const char *text)
{
    return QCoreApplication::translate("formats", text);
}

namespace
{

/// glTF 2.0, 3.9.2: factors and vertex colours are linear; ours are sRGB.
float toSrgb(double linear)
{
    const double c = std::clamp(linear, 0.0, 1.0);
    return float(c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055);
}

struct Chunks {
    QByteArrayView json, binary;
};

/// Takes a GLB apart (glTF 2.0, 4.4); a text stays one.
base::Result<Chunks> chunksOf(QByteArrayView data, const QString &source)
{
    const auto broken = [&source] {
        return base::failure(QStringLiteral("tile-broken"), tr("its glTF is cut short"), source, {},
                             tr("the file is damaged, or not what its name says"));
    };
    if (!data.startsWith("glTF"))
        return Chunks{data, {}};
    constexpr qsizetype Header = 12, ChunkHeader = 8;
    if (data.size() < Header + ChunkHeader)
        return broken();
    const auto word = [&data](qsizetype at) { return qFromLittleEndian<quint32>(data.data() + at); };
    if (word(4) != 2)
        return base::failure(QStringLiteral("tile-unsupported"), tr("glTF of version %1 is not read").arg(word(4)),
                             source, {}, tr("convert the tileset to glTF 2.0"));
    constexpr quint32 Json = 0x4E4F534A, Binary = 0x004E4942;
    Chunks chunks;
    for (qsizetype at = Header; data.size() - at >= ChunkHeader;) {
        const qint64 length = word(at);
        const quint32 type = word(at + 4);
        at += ChunkHeader;
        if (length > data.size() - at)
            return broken();
        if (type == Json && chunks.json.isEmpty())
            chunks.json = data.sliced(at, length);
        else if (type == Binary && chunks.binary.isEmpty())
            chunks.binary = data.sliced(at, length);
        at += length;
    }
    return chunks.json.isEmpty() ? base::Result<Chunks>(broken()) : base::Result<Chunks>(chunks);
}

class GltfReader
{
public:
    GltfReader(const dom::object &root, QByteArrayView binary, const ReadFile &read, const QString &source,
               base::Warnings &warnings)
        : m_root(root), m_textures(root, "textures"), m_nodes(root, "nodes"), m_buffers(root, binary, read),
          m_read(read), m_source(source), m_warnings(warnings)
    {
    }

    base::Result<GltfModel> run(const base::Job &job);

private:
    void warn(const char *code, const QString &about, const QString &message)
    {
        m_warnings.add(QString::fromLatin1(code), m_source, about, message);
    }
    base::Result<void> checkExtensions() const;
    void readMaterials();
    void takeTexture(const dom::object &info, GltfMaterial &material);
    void readImages();
    void readMetadata();
    void readMesh(const dom::object &mesh, std::vector<GltfPrimitive> &into);
    bool readPrimitive(const dom::object &primitive, GltfPrimitive &into);
    bool readGeometry(const dom::object &attributes, const dom::object &primitive, GltfPrimitive &into);
    bool readDraco(const dom::object &primitive, const dom::object &attributes, const dom::object &packed,
                   GltfPrimitive &into);
    void readColours(const std::vector<float> &values, size_t components, GltfPrimitive &into) const;
    void readFeatures(const dom::object &primitive, const dom::object &attributes, GltfPrimitive &into);
    void readNodes();
    void visitNode(qint64 index, const Matrix &parent, int depth);
    void readInstances(const dom::object &node, GltfNode &into);
    static void toTriangles(qint64 mode, std::vector<uint32_t> &indices);

    dom::object m_root;
    JsonList m_textures, m_nodes;
    GltfBuffers m_buffers;
    const ReadFile &m_read;
    QString m_source;
    base::Warnings &m_warnings;
    GltfModel m_model;
    int m_visits = 0;
    QHash<qint64, std::vector<float>> m_dracoFeatures;
};

base::Result<void> GltfReader::checkExtensions() const
{
    static const QSet<QString> known{QStringLiteral("KHR_draco_mesh_compression"),
                                     QStringLiteral("EXT_meshopt_compression"),
                                     QStringLiteral("KHR_mesh_quantization"),
                                     QStringLiteral("KHR_texture_transform"),
                                     QStringLiteral("KHR_materials_unlit"),
                                     QStringLiteral("KHR_materials_pbrSpecularGlossiness"),
                                     QStringLiteral("KHR_materials_emissive_strength"),
                                     QStringLiteral("KHR_techniques_webgl"),
                                     QStringLiteral("KHR_texture_basisu"),
                                     QStringLiteral("EXT_texture_webp"),
                                     QStringLiteral("EXT_mesh_features"),
                                     QStringLiteral("EXT_instance_features"),
                                     QStringLiteral("EXT_structural_metadata"),
                                     QStringLiteral("EXT_mesh_gpu_instancing"),
                                     QStringLiteral("CESIUM_RTC"),
                                     QStringLiteral("CESIUM_primitive_outline")};
    const auto required = arrayAt(m_root, "extensionsRequired");
    if (!required)
        return {};
    for (const dom::element each : *required) {
        std::string_view name;
        if (!each.get(name) && !known.contains(toText(name)))
            return base::failure(QStringLiteral("tile-unsupported"),
                                 tr("its glTF needs the extension %1, which is not read").arg(toText(name)), m_source);
    }
    return {};
}

void GltfReader::takeTexture(const dom::object &info, GltfMaterial &material)
{
    const auto texture = m_textures[indexAt(info, "index")];
    if (!texture)
        return;
    qint64 image = indexAt(*texture, "source");
    if (const auto webp = extensionAt(*texture, "EXT_texture_webp"); webp && image < 0)
        image = indexAt(*webp, "source");
    if (image < 0 && extensionAt(*texture, "KHR_texture_basisu"))
        warn("texture-unsupported", material.name, tr("textures in KTX2 are not read; their surfaces are plain"));
    material.image = image;
    material.texCoord = std::max<qint64>(0, indexAt(info, "texCoord"));
    if (const auto moved = extensionAt(info, "KHR_texture_transform")) {
        double offset[2] = {0, 0}, scale[2] = {1, 1};
        numbersAt(*moved, "offset", offset, 2);
        numbersAt(*moved, "scale", scale, 2);
        const double turn = numberOr(*moved, "rotation", 0), c = std::cos(turn), s = std::sin(turn);
        // translation * rotation * scale, as the extension has it.
        material.transform = glm::dmat3(Vec3(c * scale[0], -s * scale[0], 0), Vec3(s * scale[1], c * scale[1], 0),
                                        Vec3(offset[0], offset[1], 1));
        if (const qint64 set = indexAt(*moved, "texCoord"); set >= 0)
            material.texCoord = set;
    }
}

void GltfReader::readMaterials()
{
    for (const auto &object : JsonList(m_root, "materials")) {
        GltfMaterial material;
        if (!object) {
            m_model.materials.push_back(material);
            continue;
        }
        material.name = textAt(*object, "name");
        material.doubleSided = boolAt(*object, "doubleSided");
        double colour[4] = {1, 1, 1, 1};
        if (const auto rough = objectAt(*object, "pbrMetallicRoughness")) {
            numbersAt(*rough, "baseColorFactor", colour, 4);
            if (const auto texture = objectAt(*rough, "baseColorTexture"))
                takeTexture(*texture, material);
        }
        if (const auto glossy = extensionAt(*object, "KHR_materials_pbrSpecularGlossiness")) {
            numbersAt(*glossy, "diffuseFactor", colour, 4);
            if (const auto texture = objectAt(*glossy, "diffuseTexture"))
                takeTexture(*texture, material);
        }
        if (const auto technique = extensionAt(*object, "KHR_techniques_webgl")) {
            if (const auto values = objectAt(*technique, "values")) {
                numbersAt(*values, "u_diffuse", colour, 4);
                if (const auto texture = objectAt(*values, "u_diffuse"))
                    takeTexture(*texture, material);
            }
        }
        for (size_t c = 0; c < 3; ++c)
            material.colour[c] = toSrgb(colour[c]);
        const QString alpha = textAt(*object, "alphaMode");
        material.colour[3] = alpha == QLatin1String("BLEND") ? float(std::clamp(colour[3], 0.0, 1.0)) : 1.0f;
        m_model.materials.push_back(std::move(material));
    }
}

void GltfReader::readImages()
{
    QSet<qint64> used;
    for (const auto &mesh : m_model.meshes) {
        for (const GltfPrimitive &primitive : mesh) {
            if (primitive.material >= 0 && !primitive.texCoords.empty())
                used.insert(m_model.materials[size_t(primitive.material)].image);
        }
    }
    const JsonList list(m_root, "images");
    for (qint64 i = 0; i < list.size(); ++i) {
        const auto object = list[i];
        QByteArray bytes;
        if (object && used.contains(i)) {
            const QString uri = textAt(*object, "uri");
            if (!uri.isEmpty()) {
                if (auto got = m_read(uri))
                    bytes = std::move(*got);
            } else if (const auto view = m_buffers.view(indexAt(*object, "bufferView"))) {
                bytes = view->toByteArray();
            }
            if (bytes.isEmpty())
                warn("texture-missing", uri.left(200), tr("a texture that is not there; its surfaces are plain"));
        }
        m_model.images.push_back(std::move(bytes));
    }
}

void GltfReader::readMetadata()
{
    const auto extension = extensionAt(m_root, "EXT_structural_metadata");
    if (!extension)
        return;
    std::optional<JsonDocument> external;
    auto schema = objectAt(*extension, "schema");
    if (const QString uri = textAt(*extension, "schemaUri"); !schema && !uri.isEmpty()) {
        if (const auto got = m_read(uri)) {
            external = JsonDocument::parse(*got);
            if (external)
                schema = external->root();
        }
    }
    m_model.tables = propertyTables(
        *extension, schema ? &*schema : nullptr, [this](qint64 view) { return m_buffers.view(view); }, m_source,
        m_warnings);
}

void GltfReader::toTriangles(qint64 mode, std::vector<uint32_t> &indices)
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

void GltfReader::readColours(const std::vector<float> &values, size_t components, GltfPrimitive &into) const
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

static std::string texCoordName(const GltfModel &model, const GltfPrimitive &primitive)
{
    const qint64 set = primitive.material < 0 ? 0 : model.materials[size_t(primitive.material)].texCoord;
    return "TEXCOORD_" + std::to_string(set);
}

static bool wantsTexture(const GltfModel &model, const GltfPrimitive &primitive)
{
    return primitive.material >= 0 && model.materials[size_t(primitive.material)].image >= 0;
}

bool GltfReader::readGeometry(const dom::object &attributes, const dom::object &primitive, GltfPrimitive &into)
{
    into.positions = threes(m_buffers.floats(indexAt(attributes, "POSITION"), 3));
    if (into.positions.empty())
        return false;
    if (const qint64 normals = indexAt(attributes, "NORMAL"); normals >= 0)
        into.normals = threes(m_buffers.floats(normals, 3));
    if (const qint64 coords = indexAt(attributes, texCoordName(m_model, into));
        coords >= 0 && wantsTexture(m_model, into))
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

bool GltfReader::readDraco(const dom::object &primitive, const dom::object &attributes, const dom::object &packed,
                           GltfPrimitive &into)
{
    const auto bytes = m_buffers.view(indexAt(packed, "bufferView"));
    const auto ids = objectAt(packed, "attributes");
    if (!bytes || !ids)
        return false;
    // Not all attributes need be in it; the others are in accessors as ever.
    const std::string names[] = {"POSITION", "NORMAL", texCoordName(m_model, into), "COLOR_0"};
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
    if (wanted[2].components == 2 && wantsTexture(m_model, into))
        into.texCoords = twos(wanted[2].values);
    readColours(wanted[3].values, size_t(std::max(wanted[3].components, 0)), into);
    for (size_t i = 0; i < featureAccessors.size(); ++i)
        m_dracoFeatures.insert(featureAccessors[i], wanted[4 + i].values);
    return !into.indices.empty();
}

void GltfReader::readFeatures(const dom::object &primitive, const dom::object &attributes, GltfPrimitive &into)
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
                warn("features-by-texture", {}, tr("features that a texture tells apart are not; they are one"));
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
        warn("features-broken", {}, tr("feature numbers that are not one a corner; the mesh is one piece"));
        into.features.clear();
    }
    for (quint32 &feature : into.features) {
        if (none >= 0 && qint64(feature) == none)
            feature = NoFeature;
    }
}

bool GltfReader::readPrimitive(const dom::object &primitive, GltfPrimitive &into)
{
    constexpr qint64 Triangles = 4, Fan = 6;
    const qint64 mode = indexAt(primitive, "mode") < 0 ? Triangles : indexAt(primitive, "mode");
    const auto attributes = objectAt(primitive, "attributes");
    if (!attributes)
        return false;
    if (mode < Triangles || mode > Fan) {
        warn("lines-left-out", {}, tr("points and lines are not drawn"));
        return false;
    }
    into.material = indexAt(primitive, "material");
    if (into.material >= qint64(m_model.materials.size()))
        into.material = -1;
    m_dracoFeatures.clear();
    const auto packed = extensionAt(primitive, "KHR_draco_mesh_compression");
    bool sound = packed ? readDraco(primitive, *attributes, *packed, into) : readGeometry(*attributes, primitive, into);
    if (sound && !packed)
        toTriangles(mode, into.indices);
    const size_t count = into.positions.size();
    sound = sound && std::all_of(into.indices.begin(), into.indices.end(), [count](uint32_t i) { return i < count; });
    if (!sound) {
        warn("mesh-broken", {}, tr("a mesh whose corners are not where the file says; it is left out"));
        return false;
    }
    if (into.normals.size() != count)
        into.normals.clear();
    if (into.texCoords.size() != count)
        into.texCoords.clear();
    if (!into.texCoords.empty() && m_model.materials[size_t(into.material)].transform != glm::dmat3(1.0)) {
        for (Vec2f &uv : into.texCoords)
            uv = Vec2f(m_model.materials[size_t(into.material)].transform * Vec3(uv, 1));
    }
    readFeatures(primitive, *attributes, into);
    return true;
}

void GltfReader::readMesh(const dom::object &mesh, std::vector<GltfPrimitive> &into)
{
    for (const auto &object : JsonList(mesh, "primitives")) {
        GltfPrimitive primitive;
        if (object && readPrimitive(*object, primitive))
            into.push_back(std::move(primitive));
    }
}

static Matrix matrixOf(const dom::object &node)
{
    double m[16];
    if (numbersAt(node, "matrix", m, 16)) {
        Matrix matrix;
        for (int i = 0; i < 16; ++i)
            matrix[i / 4][i % 4] = m[i];
        return matrix;
    }
    double r[4] = {0, 0, 0, 1};
    const Vec3 shift = vectorAt(node, "translation").value_or(Vec3(0)),
               scale = vectorAt(node, "scale").value_or(Vec3(1));
    numbersAt(node, "rotation", r, 4);
    Matrix matrix = glm::mat4_cast(glm::normalize(glm::dquat(r[3], r[0], r[1], r[2])));
    for (int axis = 0; axis < 3; ++axis)
        matrix[axis] *= scale[axis];
    matrix[3] = glm::dvec4(shift, 1);
    return matrix;
}

void GltfReader::readInstances(const dom::object &node, GltfNode &into)
{
    const auto extension = extensionAt(node, "EXT_mesh_gpu_instancing");
    const auto attributes = extension ? objectAt(*extension, "attributes") : std::nullopt;
    if (!attributes)
        return;
    const auto shifts = m_buffers.doubles(indexAt(*attributes, "TRANSLATION"), 3);
    const auto turns = m_buffers.doubles(indexAt(*attributes, "ROTATION"), 4);
    const auto scales = m_buffers.doubles(indexAt(*attributes, "SCALE"), 3);
    const size_t count = std::max({shifts.size() / 3, turns.size() / 4, scales.size() / 3});
    for (size_t i = 0; i < count; ++i) {
        Matrix matrix(1.0);
        if (turns.size() / 4 > i)
            matrix = glm::mat4_cast(
                glm::normalize(glm::dquat(turns[4 * i + 3], turns[4 * i], turns[4 * i + 1], turns[4 * i + 2])));
        for (int axis = 0; axis < 3 && scales.size() / 3 > i; ++axis)
            matrix[axis] *= scales[3 * i + size_t(axis)];
        if (shifts.size() / 3 > i)
            matrix[3] = glm::dvec4(shifts[3 * i], shifts[3 * i + 1], shifts[3 * i + 2], 1);
        into.instances.push_back(matrix);
    }
    const auto features = extensionAt(node, "EXT_instance_features");
    const auto set = features ? JsonList(*features, "featureIds")[0] : std::nullopt;
    if (!set)
        return;
    into.propertyTable = indexAt(*set, "propertyTable");
    const qint64 number = indexAt(*set, "attribute");
    if (number >= 0)
        into.instanceFeatures = m_buffers.wholes(indexAt(*attributes, "_FEATURE_ID_" + std::to_string(number)));
    if (into.instanceFeatures.size() != count) {
        into.instanceFeatures.resize(count);
        for (size_t i = 0; i < count; ++i)
            into.instanceFeatures[i] = quint32(i);
    }
}

void GltfReader::visitNode(qint64 index, const Matrix &parent, int depth)
{
    constexpr int Deepest = 256, Most = 500'000; // files may have circles
    const auto node = m_nodes[index];
    if (!node || depth > Deepest || ++m_visits > Most)
        return;
    const Matrix matrix = parent * matrixOf(*node);
    if (const qint64 mesh = indexAt(*node, "mesh"); mesh >= 0 && size_t(mesh) < m_model.meshes.size()) {
        GltfNode made;
        made.name = textAt(*node, "name");
        made.mesh = size_t(mesh);
        made.matrix = matrix;
        readInstances(*node, made);
        m_model.nodes.push_back(std::move(made));
    }
    if (const auto children = arrayAt(*node, "children")) {
        for (const dom::element child : *children)
            visitNode(indexOf(child), matrix, depth + 1);
    }
}

void GltfReader::readNodes()
{
    const qint64 wanted = std::max<qint64>(0, indexAt(m_root, "scene"));
    if (const auto scene = JsonList(m_root, "scenes")[wanted]) {
        if (const auto nodes = arrayAt(*scene, "nodes")) {
            for (const dom::element node : *nodes)
                visitNode(indexOf(node), Matrix(1.0), 0);
        }
        return;
    }
    // A library without a scene: all nodes that are nobody's child.
    QSet<qint64> below;
    for (const auto &node : m_nodes) {
        const auto children = node ? arrayAt(*node, "children") : std::nullopt;
        if (!children)
            continue;
        for (const dom::element child : *children)
            below.insert(indexOf(child));
    }
    for (qint64 i = 0; i < m_nodes.size(); ++i) {
        if (!below.contains(i))
            visitNode(i, Matrix(1.0), 0);
    }
}

base::Result<GltfModel> GltfReader::run(const base::Job &job)
{
    if (auto sound = checkExtensions(); !sound)
        return tl::unexpected(sound.error());
    if (const auto rtc = extensionAt(m_root, "CESIUM_RTC"))
        m_model.rtc = vectorAt(*rtc, "center").value_or(Vec3(0));
    readMaterials();
    for (const auto &mesh : JsonList(m_root, "meshes")) {
        if (job.isCancelled())
            return base::failure(QStringLiteral("cancelled"), tr("loading was cancelled"));
        m_model.meshes.emplace_back();
        if (mesh)
            readMesh(*mesh, m_model.meshes.back());
    }
    if (const auto &trouble = m_buffers.trouble())
        return tl::unexpected(*trouble); // a buffer that is not there is a tile that is not there
    readNodes();
    readImages();
    readMetadata();
    return std::move(m_model);
}

}

base::Result<GltfModel> readGltf(QByteArrayView data, const ReadFile &read, const QString &source,
                                 base::Warnings &warnings, const base::Job &job)
{
    const auto chunks = chunksOf(data, source);
    if (!chunks)
        return tl::unexpected(chunks.error());
    QString why;
    const auto document = JsonDocument::parse(chunks->json, &why);
    if (!document)
        return base::failure(QStringLiteral("tile-broken"), tr("not JSON: %1").arg(why), source);
    const auto asset = objectAt(document->root(), "asset");
    const QString version = asset ? textAt(*asset, "version") : QString();
    if (!version.startsWith(QLatin1String("2.")))
        return base::failure(QStringLiteral("tile-unsupported"),
                             tr("glTF of version %1 is not read").arg(version.left(20)), source, {},
                             tr("convert the tileset to glTF 2.0"));
    return GltfReader(document->root(), chunks->binary, read, source, warnings).run(job);
}

}
