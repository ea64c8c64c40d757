#include "formats/Tr.h"
#include "formats/export/Export.h"

#include <QFileInfo>
#include <QSaveFile>

#include <tiny_gltf.h>

#include <cmath>
#include <cstring>
#include <map>
#include <sstream>

namespace formats
{

using geometry::Vec3;

namespace
{

/// glTF 2.0, 3.4: metres, y up; ours are z up.
Vec3 yUp(const Vec3 &p)
{
    return {p.x, p.z, -p.y};
}

/// glTF 2.0, 3.9.2: factors are linear; ours are sRGB.
double linear(float channel)
{
    const double c = std::clamp(double(channel), 0.0, 1.0);
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

class GltfWriter
{
public:
    explicit GltfWriter(const geometry::LocalFrame *frame) : m_frame(frame)
    {
        m_model.asset.version = "2.0";
        m_model.asset.generator = "Yunjie";
        m_model.buffers.resize(1);
    }

    tinygltf::Model &run(const std::vector<MeshPart> &parts)
    {
        geometry::Box3 box;
        for (const MeshPart &part : parts)
            box.add(part.mesh.bounds());
        m_middle = glm::round(box.centre());
        tinygltf::Node root;
        root.name = "Yunjie";
        if (m_frame && m_frame->crs().isValid()) {
            const Vec3 origin = m_frame->toMap(m_middle);
            root.extras = tinygltf::Value(tinygltf::Value::Object{
                {"crs", tinygltf::Value(m_frame->crs().code().toStdString())},
                {"origin", tinygltf::Value(tinygltf::Value::Array{tinygltf::Value(origin.x), tinygltf::Value(origin.y),
                                                                  tinygltf::Value(origin.z)})}});
        }
        m_model.nodes.push_back(std::move(root));
        for (const MeshPart &part : parts)
            add(part);
        tinygltf::Scene scene;
        scene.nodes.push_back(0);
        m_model.scenes.push_back(std::move(scene));
        m_model.defaultScene = 0;
        return m_model;
    }

private:
    template <typename T> int view(const std::vector<T> &values, int target)
    {
        std::vector<unsigned char> &data = m_model.buffers[0].data;
        tinygltf::BufferView made;
        made.buffer = 0;
        made.byteOffset = data.size();
        made.byteLength = values.size() * sizeof(T);
        made.target = target;
        data.resize(data.size() + made.byteLength);
        std::memcpy(data.data() + made.byteOffset, values.data(), made.byteLength);
        m_model.bufferViews.push_back(std::move(made));
        return int(m_model.bufferViews.size()) - 1;
    }

    int positions(const geometry::Mesh &mesh)
    {
        std::vector<float> values;
        Vec3 least(std::numeric_limits<double>::infinity()), most(-least);
        for (const geometry::Vec3f &p : mesh.positions) {
            const geometry::Vec3f turned(yUp(Vec3(p)));
            values.insert(values.end(), {turned.x, turned.y, turned.z});
            least = glm::min(least, Vec3(turned));
            most = glm::max(most, Vec3(turned));
        }
        tinygltf::Accessor accessor;
        accessor.bufferView = view(values, TINYGLTF_TARGET_ARRAY_BUFFER);
        accessor.componentType = TINYGLTF_COMPONENT_TYPE_FLOAT;
        accessor.type = TINYGLTF_TYPE_VEC3;
        accessor.count = mesh.positions.size();
        accessor.minValues = {least.x, least.y, least.z};
        accessor.maxValues = {most.x, most.y, most.z};
        m_model.accessors.push_back(std::move(accessor));
        return int(m_model.accessors.size()) - 1;
    }

    int indices(const geometry::Mesh &mesh, size_t first, size_t end)
    {
        tinygltf::Accessor accessor;
        accessor.bufferView = view(std::vector<uint32_t>(mesh.indices.begin() + std::ptrdiff_t(first),
                                                         mesh.indices.begin() + std::ptrdiff_t(end)),
                                   TINYGLTF_TARGET_ELEMENT_ARRAY_BUFFER);
        accessor.componentType = TINYGLTF_COMPONENT_TYPE_UNSIGNED_INT;
        accessor.type = TINYGLTF_TYPE_SCALAR;
        accessor.count = end - first;
        m_model.accessors.push_back(std::move(accessor));
        return int(m_model.accessors.size()) - 1;
    }

    int material(const std::array<float, 4> &colour)
    {
        const auto [known, isNew] = m_materials.try_emplace(colour, int(m_model.materials.size()));
        if (isNew) {
            tinygltf::Material made;
            made.pbrMetallicRoughness.baseColorFactor = {linear(colour[0]), linear(colour[1]), linear(colour[2]),
                                                         double(std::clamp(colour[3], 0.0f, 1.0f))};
            made.pbrMetallicRoughness.metallicFactor = 0;
            made.pbrMetallicRoughness.roughnessFactor = 0.9;
            made.alphaMode = colour[3] < 1 ? "BLEND" : "OPAQUE";
            made.doubleSided = true;
            m_model.materials.push_back(std::move(made));
        }
        return known->second;
    }

    void add(const MeshPart &part)
    {
        if (part.mesh.indices.empty())
            return;
        tinygltf::Mesh mesh;
        mesh.name = part.name.toStdString();
        const int vertices = positions(part.mesh);
        const auto addRange = [&](size_t first, size_t end, const std::array<float, 4> &colour) {
            if (end <= first || end > part.mesh.indices.size())
                return;
            tinygltf::Primitive primitive;
            primitive.attributes["POSITION"] = vertices;
            primitive.indices = indices(part.mesh, first, end);
            primitive.material = material(colour);
            primitive.mode = TINYGLTF_MODE_TRIANGLES;
            mesh.primitives.push_back(std::move(primitive));
        };
        if (part.colours.empty())
            addRange(0, part.mesh.indices.size(), part.colour);
        for (size_t i = 0; i < part.colours.size(); ++i)
            addRange(part.colours[i].first,
                     i + 1 < part.colours.size() ? part.colours[i + 1].first : part.mesh.indices.size(),
                     part.colours[i].second);
        m_model.meshes.push_back(std::move(mesh));

        tinygltf::Node node;
        node.name = part.id.toStdString();
        node.mesh = int(m_model.meshes.size()) - 1;
        const Vec3 at = yUp(part.mesh.origin - m_middle);
        node.translation = {at.x, at.y, at.z};
        tinygltf::Value::Object extras;
        if (!part.name.isEmpty())
            extras["name"] = tinygltf::Value(part.name.toStdString());
        if (!part.type.isEmpty())
            extras["type"] = tinygltf::Value(part.type.toStdString());
        if (!extras.empty())
            node.extras = tinygltf::Value(std::move(extras));
        m_model.nodes[0].children.push_back(int(m_model.nodes.size()));
        m_model.nodes.push_back(std::move(node));
    }

    const geometry::LocalFrame *m_frame;
    Vec3 m_middle{0.0};
    tinygltf::Model m_model;
    std::map<std::array<float, 4>, int> m_materials;
};

}

MeshPart meshPartOf(const domain::Element &element)
{
    return {element.id, element.name, element.type, element.mesh, element.colour, element.colours};
}

base::Status exportGltf(const std::vector<MeshPart> &parts, const geometry::LocalFrame *frame, const QString &file)
{
    if (std::none_of(parts.begin(), parts.end(), [](const MeshPart &part) { return !part.mesh.indices.empty(); }))
        return base::failure(QStringLiteral("export-empty"), tr("nothing of this has a shape"), file);
    std::string bytes;
    try {
        GltfWriter writer(frame);
        std::ostringstream stream;
        const bool isText = QFileInfo(file).suffix().compare(QLatin1String("gltf"), Qt::CaseInsensitive) == 0;
        if (!tinygltf::TinyGLTF().WriteGltfSceneToStream(&writer.run(parts), stream, isText, !isText))
            return base::failure(QStringLiteral("file-unwritable"), tr("glTF cannot hold this"), file);
        bytes = std::move(stream).str();
    } catch (const std::exception &error) { // of the JSON library
        return base::failure(QStringLiteral("file-unwritable"), QString::fromUtf8(error.what()), file);
    }
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes.data(), qint64(bytes.size())) != qint64(bytes.size()) ||
        !out.commit())
        return base::failure(QStringLiteral("file-unwritable"), out.errorString(), file);
    return {};
}

}
