// What stands on screen, as finished tiles for the next start; and what was kept of the last one, until the city is
// there.
#include "scene/chunks/CityScene.h"
#include "scene/style/Palette.h"

namespace scene
{

namespace
{

/// The colours of features without what stood out at the moment.
QByteArray plainState(const StateBuffer &state, const glm::vec3 &plain)
{
    QByteArray texels(reinterpret_cast<const char *>(state.bytes(0)), qsizetype(state.rows()) * StateColumns * 4);
    const glm::vec3 bytes = glm::round(plain * 255.0f);
    auto *at = reinterpret_cast<uchar *>(texels.data());
    for (const uchar *const end = at + texels.size(); at < end; at += 4) {
        if ((at[3] & Alarmed) != 0)
            for (int i = 0; i < 3; ++i)
                at[i] = uchar(bytes[i]);
        at[3] &= Hidden;
    }
    return texels;
}

std::span<const std::byte> bytesOf(const void *data, size_t bytes)
{
    return {static_cast<const std::byte *>(data), bytes};
}

}

std::function<CitySketch()> CityScene::sketcher() const
{
    struct Part {
        std::shared_ptr<const domain::Layer> layer;
        std::vector<std::shared_ptr<const BuildingTree>> trees;
        CitySketch::Layer texels;                    ///< without `info`
        std::vector<std::pair<int, TileTask>> tiles; ///< with the number of their tree
        std::vector<BuiltChunk> chunks;
        int rows = 1;
    };
    auto parts = std::make_shared<std::vector<Part>>();
    for (const auto &slot : m_slots) {
        if (!slot->visible)
            continue;
        Part part;
        part.layer = slot->layer;
        part.rows = slot->state.rows();
        part.texels.id = slot->layer->info.id;
        part.texels.state = plainState(slot->state, Palette::of(m_theme).building);
        part.texels.bias = slot->bias;
        part.texels.opacity = slot->opacity;
        for (size_t i = 0; i < slot->blocks.size(); ++i) {
            const Blocks &blocks = slot->blocks[i];
            if (blocks.buildings)
                part.trees.push_back(blocks.buildings);
            for (TileTask &task : blocks.tiles->shown())
                part.tiles.emplace_back(int(i), std::move(task));
        }
        for (const Chunk &chunk : slot->chunks)
            part.chunks.push_back(chunk.built);
        if (!part.tiles.empty() || !part.chunks.empty())
            parts->push_back(std::move(part));
    }
    return [parts, bounds = bounds(), ground = groundSheet(), layers = m_city->layers, terrain = m_terrain,
            level = m_level, sun = m_sun] {
        CitySketch sketch;
        sketch.bounds = bounds;
        sketch.ground = ground;
        sketch.sun = sun;
        for (Part &part : *parts) {
            const quint32 number = quint32(sketch.layers.size());
            part.texels.info = infoOf(*part.layer, terrain.get(), part.trees, part.rows);
            sketch.layers.push_back(std::move(part.texels));
            for (const auto &[tree, task] : part.tiles) {
                const BuiltTile built = buildTile(task);
                if (!built.mesh)
                    continue;
                const TileMesh &mesh = *built.mesh;
                sketch.meshes.push_back(
                    {number, built.surface, built.origin, built.bounds, quint32(mesh.vertexCount),
                     quint32(mesh.indexCount), quint32(mesh.indexBytes), bytesOf(mesh.bytes.data(), mesh.vertexBytes()),
                     bytesOf(mesh.bytes.data() + mesh.vertexBytes(), mesh.indexCount * size_t(mesh.indexBytes))});
                if (built.painted.empty()) {
                    sketch.meshes.back().tree = tree;
                    sketch.meshes.back().level = task.tile.level;
                    sketch.meshes.back().tile = task.tile.index;
                    sketch.meshes.back().form = quint8(task.form);
                }
                sketch.keepAlive.push_back(built.mesh);
            }
            for (const BuiltChunk &chunk : part.chunks) {
                if (chunk.full && !chunk.full->indices.empty()) {
                    const ChunkGeometry &of = *chunk.full;
                    sketch.meshes.push_back({number, chunk.surface, of.origin, of.bounds, quint32(of.vertices.size()),
                                             quint32(of.indices.size()), 4,
                                             bytesOf(of.vertices.data(), of.vertices.size() * sizeof(of.vertices[0])),
                                             bytesOf(of.indices.data(), of.indices.size() * 4)});
                }
                sketch.keepAlive.push_back(chunk.full);
            }
        }
        sketch.shade = buildShadeMap(layers, terrain.get(), level, sun);
        return sketch;
    };
}

void CityScene::showSketch(const CitySketch &sketch)
{
    dropSketch();
    for (const CitySketch::Layer &layer : sketch.layers) {
        const int rows = int(layer.state.size() / (StateColumns * 4));
        const int made = m_engine.addLayer(rows);
        m_engine.updateState(made, 0, rows, layer.state);
        m_engine.updateInfo(made, 0, rows, layer.info);
        m_engine.setLayerBias(made, layer.bias);
        m_engine.setLayerOpacity(made, layer.opacity);
        m_sketched.push_back({layer.id, made, layer.state, {}});
    }
    for (const CitySketch::Mesh &mesh : sketch.meshes) {
        MeshData data;
        data.surface = mesh.surface;
        data.vertices = mesh.vertices.data();
        data.vertexCount = mesh.vertexCount;
        data.vertexBytes = mesh.vertices.size();
        data.indices = mesh.indices.data();
        data.indexCount = mesh.indexCount;
        data.indexBytes = int(mesh.indexBytes);
        data.origin = mesh.origin;
        data.bounds = mesh.bounds;
        data.keepAlive = mesh.pages;
        data.uploaded = [pages = mesh.pages] { pages->release(); };
        const qint64 triangles =
            mesh.surface == Surface::Block ? TileMesh::BlockTriangles * mesh.vertexCount : mesh.indexCount / 3;
        Sketched &of = m_sketched[mesh.layer];
        of.meshes.push_back({m_engine.addMesh(of.engineLayer, data),
                             mesh.tree,
                             {mesh.level, mesh.tile},
                             TileTree::Form(std::min<int>(mesh.form, int(TileTree::Form::Whole))),
                             triangles,
                             qint64(mesh.vertices.size() + mesh.indices.size())});
        ++m_sketchMeshes;
        m_sketchTriangles += triangles;
    }
    if (sketch.shade.width > 0) {
        m_engine.setShadeMap(sketch.shade.area, sketch.shade.width, sketch.shade.height, sketch.shade.rgba,
                             sketch.shade.low, sketch.shade.high);
        m_sketchShade = glm::distance(sketch.sun, m_sun) < 1e-4;
    }
    recolour();
    buildGround(sketch.bounds.flat(), sketch.ground);
    Q_EMIT wantsFrame();
}

int CityScene::adoptSketch(Slot &slot)
{
    // Of a city that is not whole other tiles would be made.
    const auto known = std::find_if(m_sketched.begin(), m_sketched.end(), [&](const Sketched &sketched) {
        return sketched.id == slot.layer->info.id &&
               sketched.state.size() == qsizetype(slot.state.rows()) * StateColumns * 4;
    });
    if (known == m_sketched.end() || !m_city->complete)
        return 0;
    const int layer = known->engineLayer;
    slot.state.beginWith(known->state);
    slot.sketched = std::move(known->meshes);
    m_sketched.erase(known);
    return layer;
}

void CityScene::forget(const Sketched::Mesh &mesh)
{
    --m_sketchMeshes;
    m_sketchTriangles -= mesh.triangles;
}

void CityScene::adoptTiles(Slot &slot)
{
    std::erase_if(slot.sketched, [&](const Sketched::Mesh &mesh) {
        if (mesh.tree < 0 || size_t(mesh.tree) >= slot.blocks.size() ||
            !slot.blocks[size_t(mesh.tree)].tiles->adopt(mesh.tile, mesh.form, mesh.mesh, mesh.triangles, mesh.bytes))
            return false;
        forget(mesh);
        return true;
    });
}

void CityScene::dropSketched(Slot &slot)
{
    for (const Sketched::Mesh &mesh : slot.sketched) {
        m_engine.removeMesh(mesh.mesh);
        forget(mesh);
    }
    slot.sketched.clear();
}

void CityScene::dropSketch()
{
    for (const Sketched &sketched : std::exchange(m_sketched, {})) {
        m_engine.removeLayer(sketched.engineLayer);
        for (const Sketched::Mesh &mesh : sketched.meshes)
            forget(mesh);
    }
    for (const auto &slot : m_slots)
        dropSketched(*slot);
    m_sketchShade = false;
}

}
