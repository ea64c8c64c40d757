#pragma once

#include "domain/LayerIndex.h"
#include "scene/chunks/BuildingTiles.h"
#include "scene/chunks/ChunkBuilder.h"
#include "scene/chunks/FeatureTiles.h"
#include "scene/picking/PickIndex.h"

namespace scene
{

/// Which feature of which layer: indices into City::layers and into the layer's state.
struct FeatureAt {
    quint32 layer = 0, feature = 0;
    bool operator==(const FeatureAt &) const = default;
};

/// What is shown of a layer of the city, or of a tile's content. CityScene's own; main thread.
struct CitySlot {
    struct Chunk {
        quint32 id = 0;
        BuiltChunk built;
        std::vector<int> meshes; ///< of the engine
    };
    /// A tree of a slot: its buildings, or those of them that bring their own surfaces, or what lies on the ground.
    /// CitySceneBlocks.cpp.
    struct Blocks {
        quint32 id = 0;
        std::unique_ptr<ShownTiles> tiles;
        std::shared_ptr<const BuildingTree> buildings; ///< null: on the ground
        std::shared_ptr<const PickTarget> rays;        ///< null: not picked
    };
    /// What is shown of a layer before it is there; the tiles among it become the layer's own. CitySceneSketch.cpp.
    struct Sketched {
        struct Mesh {
            int mesh = 0, tree = -1;
            TileTree::Tile tile;
            TileTree::Form form = TileTree::Form::Coarse;
            qint64 triangles = 0, bytes = 0;
        };
        QString id;
        int engineLayer = 0;
        QByteArray state;
        std::vector<Mesh> meshes;
    };

    std::shared_ptr<const domain::Layer> layer;
    std::shared_ptr<const domain::Terrain> ground;
    double level = 0;
    int engineLayer = 0;
    StateBuffer state;
    std::vector<Chunk> chunks;
    std::vector<Blocks> blocks;
    bool simplified = true, detailed = true; ///< buildings: levels of detail, parapets
    std::vector<int> textures;
    std::vector<Sketched::Mesh> sketched; ///< not yet, or not to be, its own
    bool visible = true;
    double opacity = 1;
    int pending = 0; ///< tasks not handed over
    quint64 epoch = 0;
    std::shared_ptr<const domain::Layer> owner; ///< of a tile's content: the city's layer; else null
    bool shown = true;                          ///< tiles: chosen by what is looked at
    qint64 bytes = 0;                           ///< tiles: of what is drawn of it
    double bias = 0;                            ///< depth units
    std::shared_ptr<const domain::LayerIndex> index;
    QMultiHash<QString, quint32> parts;
};

}
