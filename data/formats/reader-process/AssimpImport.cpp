#include "AssimpImport.h"

#include "FileAccess.h"
#include "Pictures.h"

#include <assimp/GltfMaterial.h>
#include <assimp/Importer.hpp>
#include <assimp/postprocess.h>
#include <assimp/scene.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace reader
{

using formats::exchange::Flaw;
using formats::exchange::Material;
using formats::exchange::Part;
using formats::exchange::Scene;

namespace
{

/// Row-major, in double precision: Assimp's own matrices are single, and nodes nest.
struct Matrix {
    double m[3][4] = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}};

    static Matrix from(const aiMatrix4x4 &a)
    {
        return {{{a.a1, a.a2, a.a3, a.a4}, {a.b1, a.b2, a.b3, a.b4}, {a.c1, a.c2, a.c3, a.c4}}};
    }
    Matrix operator*(const Matrix &other) const
    {
        Matrix out;
        for (int row = 0; row < 3; ++row) {
            for (int column = 0; column < 4; ++column) {
                double sum = column == 3 ? m[row][3] : 0;
                for (int k = 0; k < 3; ++k)
                    sum += m[row][k] * other.m[k][column];
                out.m[row][column] = sum;
            }
        }
        return out;
    }
    void point(const aiVector3D &p, double *to) const
    {
        for (int row = 0; row < 3; ++row)
            to[row] = m[row][0] * double(p.x) + m[row][1] * double(p.y) + m[row][2] * double(p.z) + m[row][3];
    }
    double determinant() const
    {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
               m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }
    /// Of a normal: by the cofactors, which need no inverse; unit length, or false.
    bool normal(const aiVector3D &n, float *to) const
    {
        const double in[3] = {n.x, n.y, n.z};
        double out[3], length = 0;
        const double sign = determinant() < 0 ? -1 : 1;
        for (int i = 0; i < 3; ++i) {
            const int i1 = (i + 1) % 3, i2 = (i + 2) % 3;
            out[i] = 0;
            for (int k = 0; k < 3; ++k) {
                const int k1 = (k + 1) % 3, k2 = (k + 2) % 3;
                out[i] += sign * (m[i1][k1] * m[i2][k2] - m[i1][k2] * m[i2][k1]) * in[k];
            }
            length += out[i] * out[i];
        }
        length = std::sqrt(length);
        if (!(length > 0) || !std::isfinite(length))
            return false;
        for (int i = 0; i < 3; ++i)
            to[i] = float(out[i] / length);
        return true;
    }
};

constexpr size_t MostVertices = 60'000'000;

std::string ending(const std::string &file)
{
    const size_t dot = file.find_last_of('.');
    std::string out = dot == std::string::npos ? std::string() : file.substr(dot + 1);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return out;
}

/// To z up, by what the format says of itself; Assimp has brought COLLADA and 3DS to y up and metres already.
Matrix toWorld(const std::string &format, bool absolute)
{
    if (format == "ply" || format == "stl" || format == "off" || (format == "obj" && absolute))
        return {};
    return {{{1, 0, 0, 0}, {0, 0, -1, 0}, {0, 1, 0, 0}}};
}

float toSrgb(float linear)
{
    const float x = std::clamp(linear, 0.0f, 1.0f);
    return x <= 0.0031308f ? 12.92f * x : 1.055f * std::pow(x, 1 / 2.4f) - 0.055f;
}

Material materialOf(const aiMaterial &source, Pictures &pictures, bool linear)
{
    Material made;
    made.name = source.GetName().C_Str();
    aiColor4D colour(0.8f, 0.8f, 0.8f, 1.0f);
    if (source.Get(AI_MATKEY_BASE_COLOR, colour) != aiReturn_SUCCESS)
        source.Get(AI_MATKEY_COLOR_DIFFUSE, colour);
    float opacity = 1;
    if (source.Get(AI_MATKEY_OPACITY, opacity) == aiReturn_SUCCESS && !linear)
        colour.a = opacity;
    aiString mode;
    if (source.Get(AI_MATKEY_GLTF_ALPHAMODE, mode) == aiReturn_SUCCESS && std::strcmp(mode.C_Str(), "OPAQUE") == 0)
        colour.a = 1;
    const float channels[4] = {colour.r, colour.g, colour.b, colour.a};
    for (int i = 0; i < 4; ++i)
        made.colour[i] = i < 3 && linear ? toSrgb(channels[i]) : channels[i];
    int twoSided = 0;
    made.doubleSided = source.Get(AI_MATKEY_TWOSIDED, twoSided) == aiReturn_SUCCESS && twoSided;
    for (const aiTextureType type : {aiTextureType_BASE_COLOR, aiTextureType_DIFFUSE}) {
        aiString name;
        if (made.texture < 0 && source.GetTexture(type, 0, &name) == aiReturn_SUCCESS && name.length > 0)
            made.texture = pictures.index(name.C_Str());
    }
    // A picture brings its own colours; many exporters leave the diffuse colour black beside it.
    if (made.texture >= 0 && made.colour[0] + made.colour[1] + made.colour[2] < 0.01f)
        made.colour[0] = made.colour[1] = made.colour[2] = 1;
    return made;
}

unsigned channelOf(const aiMaterial &material)
{
    for (const aiTextureType type : {aiTextureType_BASE_COLOR, aiTextureType_DIFFUSE}) {
        int channel = 0;
        if (material.GetTextureCount(type) > 0 &&
            material.Get(AI_MATKEY_UVWSRC(type, 0), channel) == aiReturn_SUCCESS && channel >= 0 &&
            channel < AI_MAX_NUMBER_OF_TEXTURECOORDS)
            return unsigned(channel);
    }
    return 0;
}

class Converter
{
public:
    Converter(const aiScene &source, Scene &scene) : m_source(source), m_scene(scene) {}

    bool run(const Matrix &world, std::string &why)
    {
        struct Visit {
            const aiNode *node;
            Matrix matrix;
        };
        std::vector<Visit> stack{{m_source.mRootNode, world}};
        while (!stack.empty()) {
            const Visit visit = stack.back();
            stack.pop_back();
            const Matrix matrix = visit.matrix * Matrix::from(visit.node->mTransformation);
            for (unsigned i = 0; i < visit.node->mNumMeshes; ++i) {
                const unsigned index = visit.node->mMeshes[i];
                if (index < m_source.mNumMeshes)
                    add(*m_source.mMeshes[index], *visit.node, matrix);
                if (m_vertices > MostVertices) {
                    why = "more than 60 million vertices";
                    return false;
                }
            }
            for (unsigned i = visit.node->mNumChildren; i-- > 0;)
                stack.push_back({visit.node->mChildren[i], matrix});
        }
        constexpr double Coarse = 100'000; // metres: a float's step is 8 mm there
        if (m_farthest > Coarse)
            m_scene.notes.push_back({Flaw::PrecisionLost, {}});
        return true;
    }

private:
    void add(const aiMesh &mesh, const aiNode &node, const Matrix &matrix)
    {
        if (!(mesh.mPrimitiveTypes & aiPrimitiveType_TRIANGLE) || mesh.mNumFaces == 0)
            return;
        Part part;
        part.name = node.mName.length > 0 ? node.mName.C_Str() : mesh.mName.C_Str();
        const size_t count = mesh.mNumVertices;
        part.positions.reserve(count * 3);
        std::vector<bool> usable(count, true);
        for (size_t i = 0; i < count; ++i) {
            double point[3];
            matrix.point(mesh.mVertices[i], point);
            for (const double c : point) {
                usable[i] = usable[i] && std::isfinite(c) && std::abs(c) < 1e9;
                if (usable[i])
                    m_farthest = std::max(m_farthest, std::abs(c));
            }
            for (const double c : point)
                part.positions.push_back(usable[i] ? float(c) : 0.0f);
        }
        takeIndices(mesh, matrix.determinant() < 0, usable, part);
        if (part.indices.empty())
            return;
        if (mesh.mNormals) {
            part.normals.assign(count * 3, 0.0f);
            for (size_t i = 0; i < count; ++i) {
                if (!matrix.normal(mesh.mNormals[i], &part.normals[i * 3]))
                    part.normals[i * 3 + 2] = 1;
            }
        }
        const bool known = mesh.mMaterialIndex < m_source.mNumMaterials;
        const unsigned channel = known ? channelOf(*m_source.mMaterials[mesh.mMaterialIndex]) : 0;
        if (mesh.mTextureCoords[channel]) {
            part.texCoords.reserve(count * 2);
            for (size_t i = 0; i < count; ++i) {
                for (const float c : {mesh.mTextureCoords[channel][i].x, mesh.mTextureCoords[channel][i].y})
                    part.texCoords.push_back(std::isfinite(c) ? c : 0.0f);
            }
        }
        part.material = materialFor(mesh, known);
        m_vertices += count;
        m_scene.parts.push_back(std::move(part));
    }

    void takeIndices(const aiMesh &mesh, bool mirrored, const std::vector<bool> &usable, Part &part)
    {
        bool left = false;
        part.indices.reserve(size_t(mesh.mNumFaces) * 3);
        for (unsigned f = 0; f < mesh.mNumFaces; ++f) {
            const aiFace &face = mesh.mFaces[f];
            bool good = face.mNumIndices == 3;
            for (unsigned k = 0; good && k < 3; ++k)
                good = face.mIndices[k] < usable.size() && usable[face.mIndices[k]];
            if (!good) {
                left = true;
                continue;
            }
            const unsigned a = face.mIndices[0], b = face.mIndices[1], c = face.mIndices[2];
            part.indices.insert(part.indices.end(), {a, mirrored ? c : b, mirrored ? b : c});
        }
        if (left)
            m_scene.notes.push_back({Flaw::TriangleInvalid, part.name});
    }

    // Materials know no colours by vertex: a mesh without picture takes the mean of its vertices'.
    uint32_t materialFor(const aiMesh &mesh, bool known)
    {
        if (!known)
            m_scene.notes.push_back({Flaw::MaterialMissing, mesh.mName.C_Str()});
        const auto material = known ? uint32_t(mesh.mMaterialIndex) : defaultMaterial();
        if (!mesh.mColors[0] || m_scene.materials[material].texture >= 0 || mesh.mNumVertices == 0)
            return material;
        double sum[3] = {0, 0, 0};
        for (unsigned i = 0; i < mesh.mNumVertices; ++i) {
            sum[0] += double(mesh.mColors[0][i].r);
            sum[1] += double(mesh.mColors[0][i].g);
            sum[2] += double(mesh.mColors[0][i].b);
        }
        Material coloured = m_scene.materials[material];
        for (int i = 0; i < 3; ++i)
            coloured.colour[i] = float(sum[i] / mesh.mNumVertices);
        m_scene.materials.push_back(coloured);
        return uint32_t(m_scene.materials.size() - 1);
    }

    uint32_t defaultMaterial()
    {
        if (m_default < 0) {
            m_default = int64_t(m_scene.materials.size());
            m_scene.materials.emplace_back();
        }
        return uint32_t(m_default);
    }

    const aiScene &m_source;
    Scene &m_scene;
    size_t m_vertices = 0;
    double m_farthest = 0;
    int64_t m_default = -1;
};

}

bool import(const std::string &file, Scene &scene, std::string &why)
{
    const std::string format = ending(file);
    Assimp::Importer importer;
    auto *files = new FileAccess; // the importer owns it
    importer.SetIOHandler(files);
    if (format == "obj") {
        std::vector<char> text, moved;
        constexpr size_t Most = size_t(2) << 30;
        if (readFile(file, text, Most) && movedToOrigin(text, scene.shift, moved)) {
            scene.absolute = 1;
            files->replace(file, std::move(moved));
        }
    }
    // Only what is needed: the default set takes 27 times as long as the import itself. Points and lines are dropped,
    // skeletons and cameras never read.
    unsigned flags = aiProcess_Triangulate | aiProcess_SortByPType | aiProcess_TransformUVCoords |
                     aiProcess_RemoveRedundantMaterials;
    if (format == "obj" || format == "stl" || format == "ply")
        flags |= aiProcess_JoinIdenticalVertices; // these come with three vertices a triangle
    importer.SetPropertyInteger(AI_CONFIG_PP_SBP_REMOVE, aiPrimitiveType_POINT | aiPrimitiveType_LINE);
    const aiScene *source = importer.ReadFile(file, flags);
    if (!source || !source->mRootNode) {
        why = importer.GetErrorString();
        return false;
    }
    Pictures pictures(*source, file, scene);
    const bool linear = format == "gltf" || format == "glb"; // glTF 2.0, 3.9.2: factors are linear
    for (unsigned i = 0; i < source->mNumMaterials; ++i)
        scene.materials.push_back(materialOf(*source->mMaterials[i], pictures, linear));
    return Converter(*source, scene).run(toWorld(format, scene.absolute), why);
}

}
