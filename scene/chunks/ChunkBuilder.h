#pragma once

#include "domain/Layer.h"
#include "scene/chunks/MeshWriter.h"
#include "scene/chunks/SolidPainter.h"
#include "scene/engine/Engine.h"

namespace scene
{

/// Lines of constant width on screen.
struct LineMesh {
    std::vector<LineVertex> vertices;
    std::vector<uint32_t> indices;
};
/// One material's triangles of a model.
struct ModelMesh {
    std::vector<ModelVertex> vertices;
    std::vector<uint32_t> indices;
    geometry::Vec3 origin{0.0};
    geometry::Box3 bounds;
    glm::vec4 colour{1.0f};
    int texture = -1; ///< index into domain::Model::textures
    quint32 feature = 0;
};

/// A tile as a worker made it, ready to be handed over.
struct BuiltChunk {
    Surface surface = Surface::City;
    std::shared_ptr<const ChunkGeometry> full; ///< also what picking sees
    std::vector<std::shared_ptr<const ModelMesh>> models;
};

/// What a worker is asked to make.
struct ChunkTask {
    enum class What { Meshes, Models, Terrain } what = What::Meshes;
    quint32 layerIndex = 0; ///< into City::layers
    std::shared_ptr<const domain::Layer> layer;
    std::shared_ptr<const domain::Terrain> ground;              ///< null: level
    std::vector<uint32_t> features;                             ///< indices into the layer's features or models
    double level = 0;                                           ///< elevation of level ground
    int row = 0, column = 0, stride = 1, rows = 0, columns = 0; ///< terrain: samples of this tile
};

/// The tiles of what brings its own triangles in a layer, and of its terrain, neighbours together (buildings:
/// BuildingTree; what lies on the ground: FeatureTree). Any thread; quick.
std::vector<ChunkTask> planChunks(quint32 layerIndex, const std::shared_ptr<const domain::Layer> &layer,
                                  const std::shared_ptr<const domain::Terrain> &ground, double level);
/// Merges a tile's triangles. Any thread.
BuiltChunk buildChunk(const ChunkTask &task);

/// How many features of a layer have a state; a layer has one kind of them.
size_t featureCount(const domain::Layer &layer);
/// Points that are trees, by the layer's name or their type.
bool isTreeLayer(const domain::Layer &layer);
/// Whether a layer lies on the ground, and so has to be built anew when the terrain comes.
bool isDraped(const domain::Layer &layer);
/// Elevation of the ground, `level` where nothing is known.
double groundHeight(const domain::Terrain *terrain, const geometry::Vec2 &point, double level = 0);

}
