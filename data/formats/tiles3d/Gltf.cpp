#include "formats/tiles3d/Gltf.h"

#include "formats/Tr.h"
#include "formats/tiles3d/GltfBuffers.h"
#include "formats/tiles3d/GltfMaterials.h"
#include "formats/tiles3d/GltfMeshes.h"

#include <QSet>
#include <QtEndian>

#include <glm/gtc/quaternion.hpp>

#include <algorithm>
#include <cmath>

namespace formats::tiles3d
{

namespace
{

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
        : m_root(root), m_nodes(root, "nodes"), m_buffers(root, binary, read), m_read(read), m_source(source),
          m_warnings(warnings)
    {
    }

    base::Result<GltfModel> run(const base::Job &job);

private:
    base::Result<void> checkExtensions() const;
    void readImages();
    void readMetadata();
    void readNodes();
    void visitNode(qint64 index, const Matrix &parent, int depth);
    void readInstances(const dom::object &node, GltfNode &into);

    dom::object m_root;
    JsonList m_nodes;
    GltfBuffers m_buffers;
    const ReadFile &m_read;
    QString m_source;
    base::Warnings &m_warnings;
    GltfModel m_model;
    int m_visits = 0;
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
                m_warnings.add(QStringLiteral("texture-missing"), m_source, uri.left(200),
                               tr("a texture that is not there; its surfaces are plain"));
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
    m_model.materials = readMaterials(m_root, m_source, m_warnings);
    GltfMeshes meshes(m_model.materials, m_buffers, m_source, m_warnings);
    for (const auto &mesh : JsonList(m_root, "meshes")) {
        if (job.isCancelled())
            return base::failure(QStringLiteral("cancelled"), tr("loading was cancelled"));
        m_model.meshes.push_back(mesh ? meshes.read(*mesh) : std::vector<GltfPrimitive>());
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
