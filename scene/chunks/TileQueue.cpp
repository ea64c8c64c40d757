#include "scene/chunks/TileQueue.h"

#include "scene/chunks/BuildingMesher.h"

#include <algorithm>
#include <cstring>

namespace scene
{

static constexpr size_t ShortIndices = 65'536;

TileMesh::TileMesh(const ChunkMesh &mesh)
    : TileMesh(mesh.vertices.data(), mesh.vertices.size(), sizeof(ChunkGeometry::Vertex), mesh.indices)
{
}

TileMesh::TileMesh(const LineMesh &lines)
    : TileMesh(lines.vertices.data(), lines.vertices.size(), sizeof(LineVertex), lines.indices)
{
}

TileMesh::TileMesh(const std::vector<BlockVertex> &blocks)
    : TileMesh(blocks.data(), blocks.size(), sizeof(BlockVertex), {})
{
}

TileMesh::TileMesh(const void *vertices, size_t count, size_t size, const std::vector<uint32_t> &indices)
    : bytes(count * size + indices.size() * (count <= ShortIndices ? 2 : 4)), vertexCount(count),
      indexCount(indices.size()), vertexSize(size), indexBytes(count <= ShortIndices ? 2 : 4)
{
    std::memcpy(bytes.data(), vertices, vertexBytes());
    if (indexBytes == 4) {
        std::memcpy(bytes.data() + vertexBytes(), indices.data(), indices.size() * 4);
    } else {
        auto *to = reinterpret_cast<uint16_t *>(bytes.data() + vertexBytes());
        for (const uint32_t index : indices)
            *to++ = uint16_t(index);
    }
}

BuiltTile buildTile(const TileTask &task)
{
    if (task.ground) {
        BuiltTile built = task.ground->build(task.tile, task.form);
        built.task = task;
        return built;
    }
    BuiltTile built;
    built.task = task;
    const BuildingTree &tree = *task.tree;
    const geometry::Box3 box = tree.bounds(task.tile);
    built.bounds = box;
    built.origin = box.isEmpty() ? geometry::Vec3(0.0) : geometry::Vec3(glm::round(box.flat().centre()), 0.0);
    if (task.form != TileTree::Form::Whole && task.points) {
        built.surface = Surface::Block;
        const std::vector<BlockVertex> points = tree.points(task.tile, task.form, built.origin);
        if (!points.empty())
            built.mesh = std::make_shared<TileMesh>(points);
        return built;
    }
    if (task.form != TileTree::Form::Whole) {
        const ChunkMesh mesh = tree.blocks(task.tile, task.form, built.origin);
        if (!mesh.indices.empty())
            built.mesh = std::make_shared<TileMesh>(mesh);
        return built;
    }
    const auto from = tree.order().begin();
    const BuildingBatch batch{
        tree.layer(),
        tree.terrain(),
        {from + std::ptrdiff_t(tree.first(task.tile)), from + std::ptrdiff_t(tree.last(task.tile))},
        task.detailed};
    ChunkMesh mesh;
    if (task.solid) {
        built.surface = Surface::Solid;
        SolidPainter painter(built.origin);
        mesh = solidMesh(batch, built.origin, &painter);
        built.painted = painter.meshes();
        built.pages = painter.pages();
    } else {
        built.surface = Surface::City;
        mesh = extrudedMesh(batch, built.origin);
    }
    if (!mesh.indices.empty())
        built.mesh = std::make_shared<TileMesh>(mesh);
    return built;
}

TileQueue::TileQueue(QThreadPool &pool, std::function<void(bool)> arrived) : m_pool(pool), m_arrived(std::move(arrived))
{
}

void TileQueue::setWanted(std::vector<TileTask> tasks)
{
    std::sort(tasks.begin(), tasks.end(), [](const TileTask &a, const TileTask &b) { return a.urgency > b.urgency; });
    int start = 0;
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(tasks, [this](const TileTask &task) { return m_begun.contains(keyOf(task)); });
        m_wanted = std::move(tasks);
        start = std::min(int(m_wanted.size()), m_pool.maxThreadCount()) - m_workers;
        m_workers += std::max(start, 0);
    }
    for (int i = 0; i < start; ++i)
        m_pool.start([this] { work(); });
}

void TileQueue::work()
{
    for (;;) {
        TileTask task;
        {
            const std::lock_guard lock(m_mutex);
            if (m_wanted.empty()) {
                --m_workers;
                return;
            }
            task = std::move(m_wanted.back());
            m_wanted.pop_back();
            m_begun.insert(keyOf(task));
        }
        BuiltTile built = buildTile(task);
        bool tell = false, last = false;
        {
            const std::lock_guard lock(m_mutex);
            m_done.push_back(std::move(built));
            last = m_wanted.empty() && m_begun.size() == m_done.size();
            tell = !std::exchange(m_told, true) || last;
        }
        if (tell)
            m_arrived(last);
    }
}

std::vector<BuiltTile> TileQueue::takeDone(size_t triangles)
{
    const std::lock_guard lock(m_mutex);
    size_t count = 0, sum = 0;
    while (count < m_done.size() && (count == 0 || sum < triangles)) {
        const BuiltTile &built = m_done[count++];
        sum += built.mesh ? built.mesh->triangles() : 0;
        for (const auto &painted : built.painted)
            sum += painted->indices.size() / 3;
        m_begun.erase(keyOf(built.task));
    }
    const auto end = m_done.begin() + std::ptrdiff_t(count);
    std::vector<BuiltTile> taken(std::make_move_iterator(m_done.begin()), std::make_move_iterator(end));
    m_done.erase(m_done.begin(), end);
    m_told = !m_done.empty();
    return taken;
}

bool TileQueue::isIdle() const
{
    const std::lock_guard lock(m_mutex);
    return m_wanted.empty() && m_begun.empty();
}

size_t TileQueue::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return m_wanted.size() + m_begun.size();
}

void TileQueue::clear()
{
    const std::lock_guard lock(m_mutex);
    m_wanted.clear();
}

}
