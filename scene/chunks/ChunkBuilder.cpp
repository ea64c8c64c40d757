#include "scene/chunks/ChunkBuilder.h"

#include "scene/chunks/GroundMesher.h"

#include <algorithm>
#include <functional>

namespace scene
{

using geometry::Vec2;

/// Halves the items at the median of the longer side until a tile holds no more than `most`.
static void splitTiles(std::vector<std::pair<Vec2, uint32_t>>::iterator first,
                       std::vector<std::pair<Vec2, uint32_t>>::iterator last, size_t most,
                       const std::function<void(std::vector<uint32_t>)> &tile)
{
    const size_t count = size_t(last - first);
    if (count <= most) {
        std::vector<uint32_t> numbers;
        numbers.reserve(count);
        for (auto it = first; it != last; ++it)
            numbers.push_back(it->second);
        if (!numbers.empty())
            tile(std::move(numbers));
        return;
    }
    geometry::Box2 box;
    for (auto it = first; it != last; ++it)
        box.add(it->first);
    const bool alongX = box.size().x >= box.size().y;
    const auto middle = first + std::ptrdiff_t(count / 2);
    std::nth_element(first, middle, last, [alongX](const auto &a, const auto &b) {
        return alongX ? a.first.x < b.first.x : a.first.y < b.first.y;
    });
    splitTiles(first, middle, most, tile);
    splitTiles(middle, last, most, tile);
}

size_t featureCount(const domain::Layer &layer)
{
    return std::max(
        {layer.buildings.size(), layer.areas.size(), layer.features.size(), layer.models.size(), size_t(1)});
}

bool isTreeLayer(const domain::Layer &layer)
{
    const auto says = [](const QString &text) {
        return text.contains(QLatin1String("tree"), Qt::CaseInsensitive) || text.contains(QStringLiteral("树"));
    };
    return layer.info.kind == domain::LayerKind::Point && !layer.features.empty() &&
           (says(layer.info.id) || says(layer.info.name) || says(layer.features.front().type));
}

bool isDraped(const domain::Layer &layer)
{
    return !layer.features.empty() || !layer.areas.empty() || layer.imagery ||
           std::any_of(layer.buildings.begin(), layer.buildings.end(),
                       [](const domain::Building &building) { return !building.solid; });
}

static void planTerrain(ChunkTask task, const domain::Terrain &terrain, std::vector<ChunkTask> &tasks)
{
    constexpr int Tile = 256;
    task.what = ChunkTask::What::Terrain;
    task.stride = 1;
    while (size_t(terrain.columns() / task.stride) * size_t(terrain.rows() / task.stride) > 250'000)
        ++task.stride;
    const int columns = (terrain.columns() - 1 + task.stride - 1) / task.stride;
    const int rows = (terrain.rows() - 1 + task.stride - 1) / task.stride;
    for (int row = 0; row < rows; row += Tile) {
        for (int column = 0; column < columns; column += Tile) {
            ChunkTask tile = task;
            tile.column = column * task.stride;
            tile.row = row * task.stride;
            tile.columns = std::min(Tile, columns - column);
            tile.rows = std::min(Tile, rows - row);
            tasks.push_back(tile);
        }
    }
}

std::vector<ChunkTask> planChunks(quint32 layerIndex, const std::shared_ptr<const domain::Layer> &layer,
                                  const std::shared_ptr<const domain::Terrain> &ground, double level)
{
    std::vector<ChunkTask> tasks;
    ChunkTask task;
    task.layerIndex = layerIndex;
    task.layer = layer;
    task.ground = ground;
    task.level = level;

    using Items = std::vector<std::pair<Vec2, uint32_t>>;
    const auto plan = [&](Items items, ChunkTask::What what, size_t most) {
        task.what = what;
        splitTiles(items.begin(), items.end(), most, [&](std::vector<uint32_t> numbers) {
            task.features = std::move(numbers);
            tasks.push_back(task);
        });
        task.features.clear();
    };

    Items meshes, models;
    for (uint32_t i = 0; i < layer->features.size(); ++i)
        if (const auto &mesh = layer->features[i].mesh)
            meshes.emplace_back(mesh->bounds().isEmpty() ? Vec2(0.0) : mesh->bounds().flat().centre(), i);
    plan(std::move(meshes), ChunkTask::What::Meshes, 2000);
    for (uint32_t i = 0; i < layer->models.size(); ++i)
        models.emplace_back(layer->models[i].bounds().flat().centre(), i);
    plan(std::move(models), ChunkTask::What::Models, 50);

    if (layer->terrain && !layer->terrain->isEmpty()) {
        task.ground = layer->terrain;
        planTerrain(task, *layer->terrain, tasks);
    } else if (layer->imagery && !ground) {
        task.what = ChunkTask::What::Terrain;
        tasks.push_back(task);
    }
    return tasks;
}

BuiltChunk buildChunk(const ChunkTask &task)
{
    switch (task.what) {
    case ChunkTask::What::Meshes:
        return buildMeshes(task);
    case ChunkTask::What::Models:
        return buildModels(task);
    case ChunkTask::What::Terrain:
        break;
    }
    return buildTerrain(task);
}

}
