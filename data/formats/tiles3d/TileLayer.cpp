#include "formats/tiles3d/TileLayer.h"

#include "formats/Tr.h"
#include "formats/tiles3d/Content.h"
#include "formats/tiles3d/Gltf.h"
#include "formats/tiles3d/Instances.h"
#include "formats/tiles3d/Points.h"
#include "formats/tiles3d/TileBodies.h"
#include "formats/tiles3d/TileFeatures.h"

#include <QRegularExpression>

#include <glm/gtc/matrix_transform.hpp>

#include <algorithm>
#include <deque>

namespace formats::tiles3d
{

namespace
{

/// A tile's turning of glTF (y up) to z up: 3D Tiles 1.0, "glTF transforms".
Matrix upright(char upAxis)
{
    if (upAxis == 'Z')
        return Matrix(1.0);
    if (upAxis == 'X')
        return Matrix(0, 0, 1, 0, 0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 0, 1);
    return Matrix(1, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1);
}

/// Whether a table's features are the city's, or only an exporter's numbers of meshes ("batchId", "name": "mesh_3").
bool tellsOfFeatures(const PropertyTable &table, bool textured)
{
    static const QRegularExpression meshName(QStringLiteral("^(mesh|node|geode|group|tile|object|default)?[-_ ]?\\d*$"),
                                             QRegularExpression::CaseInsensitiveOption);
    for (const Column &column : table.columns) {
        const QString name = column.name.toLower();
        if (name == QLatin1String("batchid") || name == QLatin1String("_batchid"))
            continue;
        if (name != QLatin1String("name") || column.numeric)
            return true;
        if (std::any_of(column.texts.begin(), column.texts.end(),
                        [](const QString &text) { return !meshName.match(text).hasMatch(); }))
            return true;
    }
    // Nothing but numbers: photographs of a street are one surface, however its meshes are counted.
    return table.columns.empty() && table.rows > 1 && !textured;
}

Box3 boundsOf(const std::vector<GltfPrimitive> &mesh)
{
    Box3 box;
    for (const GltfPrimitive &primitive : mesh) {
        for (const geometry::Vec3f &p : primitive.positions)
            box.add(Vec3(p));
    }
    return box;
}

Box3 moved(const Box3 &box, const Matrix &matrix)
{
    Box3 made;
    for (int corner = 0; corner < 8 && !box.isEmpty(); ++corner) {
        const Vec3 p(corner & 1 ? box.max.x : box.min.x, corner & 2 ? box.max.y : box.min.y,
                     corner & 4 ? box.max.z : box.min.z);
        made.add(Vec3(matrix * glm::dvec4(p, 1)));
    }
    return made;
}

/// One piece of a content, read: what is to be put where.
struct Loaded {
    GltfModel model;
    PropertyTable batch;
    std::vector<Box3> bounds; ///< of the meshes
    bool isInstances = false;
    std::vector<std::pair<Matrix, quint32>> places; ///< where the model stands, and its feature there
    struct Placed {
        const GltfNode *node;
        Matrix world;
        quint32 feature; ///< of an instance; NoFeature otherwise
        bool isInstance;
        const PropertyTable *table;
    };
    std::vector<Placed> placed;
};

class TileLayerMaker
{
public:
    TileLayerMaker(const TileContext &context, const base::Job &job) : m_context(context), m_job(job) {}

    base::Result<void> add(const TileContent &content);
    base::Result<domain::Layer> finish();
    bool isEmpty() const { return m_loaded.empty() && m_clouds.empty(); }
    base::Warnings &warnings() { return m_warnings; }

private:
    base::Result<void> addGltf(const Piece &piece, const TileContent &content);
    void place(Loaded &loaded, const Piece &piece);
    void gather(const Loaded &loaded, int piece, const Placing::Near &near, TileBodies &bodies, bool asBoxes);
    void addModel(std::vector<TileBody> &&bodies, const std::vector<std::shared_ptr<const domain::Texture>> &textures,
                  const TilePaints &paints, domain::Layer &layer);

    const TileContext &m_context;
    const base::Job &m_job;
    base::Warnings m_warnings;
    std::deque<Loaded> m_loaded; ///< what is in it is pointed to
    std::vector<PointCloud> m_clouds;
    QString m_source;
};

base::Result<void> TileLayerMaker::add(const TileContent &content)
{
    m_source = content.source;
    const auto pieces = unpackContent(content.data, content.source, m_warnings);
    if (!pieces)
        return tl::unexpected(pieces.error());
    std::optional<base::Error> first;
    const size_t had = m_loaded.size() + m_clouds.size();
    for (const Piece &piece : *pieces) {
        base::Result<void> done;
        if (piece.kind == Piece::Kind::Points) {
            auto cloud = readPoints(piece, m_context.transform, content.source, m_warnings);
            if (cloud)
                m_clouds.push_back(std::move(*cloud));
            else
                done = tl::unexpected(cloud.error());
        } else {
            done = addGltf(piece, content);
        }
        if (!done && done.error().code == QLatin1String("cancelled"))
            return done;
        if (!done) {
            if (!first)
                first = done.error();
            else
                m_warnings.add(done.error().code, content.source, {}, done.error().message);
        }
    }
    if (first && had == m_loaded.size() + m_clouds.size())
        return tl::unexpected(*first);
    if (first)
        m_warnings.add(first->code, content.source, {}, first->message);
    return {};
}

base::Result<void> TileLayerMaker::addGltf(const Piece &piece, const TileContent &content)
{
    QByteArray fetched;
    QByteArrayView gltf = piece.gltf;
    if (!piece.gltfAddress.isEmpty()) {
        auto got = content.read(piece.gltfAddress);
        if (!got)
            return tl::unexpected(got.error());
        fetched = std::move(*got);
        gltf = fetched;
    }
    auto model = readGltf(gltf, content.read, content.source, m_warnings, m_job);
    if (!model)
        return tl::unexpected(model.error());
    Loaded loaded;
    loaded.model = std::move(*model);
    loaded.isInstances = piece.kind == Piece::Kind::Instances;
    if (loaded.isInstances) {
        auto places = readInstances(piece, m_context.transform, content.source);
        if (!places)
            return tl::unexpected(places.error());
        loaded.places = std::move(*places);
    }
    size_t rows = piece.batchLength;
    for (const auto &[matrix, feature] : loaded.places)
        rows = std::max(rows, size_t(feature) + 1);
    loaded.batch = batchTable(piece.batch, rows, content.source, m_warnings);
    m_loaded.push_back(std::move(loaded));
    place(m_loaded.back(), piece);
    return {};
}

void TileLayerMaker::place(Loaded &loaded, const Piece &piece)
{
    const GltfModel &model = loaded.model;
    for (const auto &mesh : model.meshes)
        loaded.bounds.push_back(boundsOf(mesh));
    const Matrix up = upright(piece.isOld ? m_context.upAxis : 'Y');
    const Vec3 rtc = piece.features.vector("RTC_CENTER").value_or(model.rtc);
    const Matrix whole = m_context.transform * glm::translate(Matrix(1.0), rtc) * up;
    const auto tableOf = [&](qint64 index) -> const PropertyTable * {
        if (index >= 0 && index < qint64(model.tables.size()))
            return &model.tables[size_t(index)];
        return piece.isOld ? &loaded.batch : nullptr;
    };
    for (const GltfNode &node : model.nodes) {
        if (loaded.isInstances) {
            for (const auto &[matrix, feature] : loaded.places)
                loaded.placed.push_back({&node, matrix * up * node.matrix, feature, true, &loaded.batch});
        } else if (!node.instances.empty()) {
            for (size_t i = 0; i < node.instances.size(); ++i)
                loaded.placed.push_back({&node, whole * node.matrix * node.instances[i],
                                         node.instanceFeatures.empty() ? NoFeature : node.instanceFeatures[i], true,
                                         tableOf(node.propertyTable)});
        } else {
            const auto &mesh = model.meshes[node.mesh];
            loaded.placed.push_back({&node, whole * node.matrix, NoFeature, false,
                                     tableOf(mesh.empty() ? -1 : mesh.front().propertyTable)});
        }
    }
}

/// A box in place of a mesh, where there are too many.
GltfPrimitive boxOf(const Box3 &box)
{
    GltfPrimitive made;
    for (int i = 0; i < 8; ++i)
        made.positions.emplace_back(i & 1 ? box.max.x : box.min.x, i & 2 ? box.max.y : box.min.y,
                                    i & 4 ? box.max.z : box.min.z);
    made.indices = {0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6, 0, 1, 5, 0, 5, 4,
                    2, 6, 7, 2, 7, 3, 0, 4, 6, 0, 6, 2, 1, 3, 7, 1, 7, 5};
    return made;
}

void TileLayerMaker::gather(const Loaded &loaded, int piece, const Placing::Near &near, TileBodies &bodies,
                            bool asBoxes)
{
    const GltfModel &model = loaded.model;
    const bool textured =
        std::any_of(model.images.begin(), model.images.end(), [](const QByteArray &image) { return !image.isEmpty(); });
    const bool meshesOnly = m_context.request.kind == domain::LayerKind::Model;
    for (const Loaded::Placed &placed : loaded.placed) {
        TileBodies::Standing standing;
        standing.world = placed.world;
        standing.isInstance = placed.isInstance;
        standing.piece = piece;
        standing.table = placed.table;
        if (!meshesOnly)
            standing.instance = placed.feature;
        if (placed.isInstance && asBoxes) {
            bodies.add(boxOf(loaded.bounds[placed.node->mesh]), model, standing, near);
            continue;
        }
        for (const GltfPrimitive &primitive : model.meshes[placed.node->mesh]) {
            standing.table = placed.table;
            if (primitive.propertyTable >= 0 && primitive.propertyTable < qint64(model.tables.size()))
                standing.table = &model.tables[size_t(primitive.propertyTable)];
            standing.byFeature =
                !meshesOnly && (standing.table ? tellsOfFeatures(*standing.table, textured) : !textured);
            bodies.add(primitive, model, standing, near);
        }
        if (m_job.isCancelled())
            return;
    }
}

void TileLayerMaker::addModel(std::vector<TileBody> &&bodies,
                              const std::vector<std::shared_ptr<const domain::Texture>> &textures,
                              const TilePaints &paints, domain::Layer &layer)
{
    domain::Model model;
    model.id = m_context.id;
    model.name = m_context.request.name;
    QHash<qint32, quint32> materials;
    const auto materialOf = [&](qint32 paint) {
        const auto known = materials.constFind(paint);
        if (known != materials.constEnd())
            return *known;
        domain::Material material;
        if (paint >= 0 && paints[paint].encoded.isEmpty()) {
            for (size_t c = 0; c < 4; ++c)
                material.colour[c] = float((paints[paint].colour >> (8 * c)) & 255) / 255.0f;
        } else if (paint >= 0 && textures[size_t(paint)]) {
            material.colour = {1, 1, 1, 1};
            material.texture = qint32(model.textures.size());
            model.textures.push_back(*textures[size_t(paint)]);
        }
        model.materials.push_back(material);
        return *materials.insert(paint, quint32(model.materials.size()) - 1);
    };
    for (const TileBody &body : bodies) {
        // By paint, in the order of the triangles; each part has its own corners.
        QHash<qint32, size_t> parts;
        std::vector<std::vector<quint32>> corners;
        Box3 box;
        for (const Vec3 &p : body.positions)
            box.add(p);
        const size_t first = model.parts.size();
        for (size_t t = 0; t < body.paints.size(); ++t) {
            auto at = parts.constFind(body.paints[t]);
            if (at == parts.constEnd()) {
                at = parts.insert(body.paints[t], model.parts.size());
                domain::ModelPart part;
                part.mesh.origin = glm::round(box.centre());
                part.material = materialOf(body.paints[t]);
                model.parts.push_back(std::move(part));
                corners.emplace_back(body.positions.size(), NoFeature);
            }
            domain::ModelPart &part = model.parts[*at];
            std::vector<quint32> &known = corners[*at - first];
            for (size_t k = 3 * t; k < 3 * t + 3; ++k) {
                const uint32_t index = body.indices[k];
                if (known[index] == NoFeature) {
                    known[index] = quint32(part.mesh.positions.size());
                    part.mesh.positions.emplace_back(body.positions[index] - part.mesh.origin);
                    if (body.smooth)
                        part.normals.push_back(body.normals[index]);
                    part.texCoords.emplace_back(body.texCoords[index].x, 1 - body.texCoords[index].y);
                }
                part.mesh.indices.push_back(known[index]);
            }
        }
    }
    for (PointCloud &cloud : m_clouds)
        addPoints(cloud, m_context.placing, model);
    if (!model.parts.empty())
        layer.models.push_back(std::move(model));
}

base::Result<domain::Layer> TileLayerMaker::finish()
{
    domain::Layer layer;
    layer.info.id = m_context.request.id;
    layer.info.name = m_context.request.name;
    layer.info.kind = m_context.request.kind.value_or(domain::LayerKind::Building);
    layer.info.source = m_source;
    layer.info.crs = m_context.placing.crsCode();

    Box3 around;
    size_t instanced = 0;
    for (const Loaded &loaded : m_loaded) {
        for (const Loaded::Placed &placed : loaded.placed) {
            around.add(moved(loaded.bounds[placed.node->mesh], placed.world));
            for (const GltfPrimitive &primitive : loaded.model.meshes[placed.node->mesh])
                instanced += placed.isInstance ? primitive.indices.size() / 3 : 0;
        }
    }
    constexpr size_t MostInstanced = 400'000; // triangles
    const bool asBoxes = instanced > MostInstanced;
    if (asBoxes)
        m_warnings.add(QStringLiteral("instances-simplified"), m_source, {},
                       tr("so many copies of a model that they are shown as boxes"));
    const Placing::Near near = m_context.placing.near(around);
    TilePaints paints;
    TileBodies gathered(paints);
    int piece = 0;
    for (const Loaded &loaded : m_loaded)
        gather(loaded, piece++, near, gathered, asBoxes);
    const auto textures = paints.decode(m_source, m_warnings, m_job);
    if (m_job.isCancelled())
        return base::failure(QStringLiteral("cancelled"), tr("loading was cancelled"));
    if (gathered.hasBroken())
        m_warnings.add(QStringLiteral("triangle-invalid"), m_source, {},
                       tr("triangles with missing or impossible corners; left out"));
    std::vector<TileBody> loose;
    TileFeatures features(m_context, m_source);
    for (TileBody &body : gathered.take()) {
        if (body.indices.empty())
            continue;
        if (body.feature == NoFeature)
            loose.push_back(std::move(body));
        else
            features.add(std::move(body), textures);
    }
    features.finish(layer);
    addModel(std::move(loose), textures, paints, layer);
    layer.info.features = layer.buildings.size() + layer.features.size() + layer.models.size();
    layer.warnings = std::move(m_warnings);
    return layer;
}

}

base::Result<domain::Layer> makeTileLayer(const std::vector<TileContent> &contents, const TileContext &context,
                                          const base::Job &job)
{
    TileLayerMaker maker(context, job);
    std::optional<base::Error> first;
    for (const TileContent &content : contents) {
        const auto done = maker.add(content);
        if (done)
            continue;
        if (done.error().code == QLatin1String("cancelled"))
            return tl::unexpected(done.error());
        if (!first)
            first = done.error();
        maker.warnings().add(done.error().code, content.source, {}, done.error().message);
    }
    if (first && maker.isEmpty())
        return tl::unexpected(*first);
    return maker.finish();
}

}
