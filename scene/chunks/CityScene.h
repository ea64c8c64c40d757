#pragma once

#include "scene/cache/CitySketch.h"
#include "scene/chunks/CitySlot.h"
#include "scene/picking/PickIndex.h"
#include "scene/style/BuildingColours.h"
#include "scene/terrain/ShadeMap.h"
#include "scene/tiles/TileStreamer.h"

#include <QObject>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

#include <deque>
#include <map>

namespace scene
{

class GroundCrossing;

/// The city as chunks: has workers build what a snapshot brings, hands finished chunks to the engine a few a frame,
/// keeps colours and flags, chooses the level of detail. Main thread.
class CityScene : public QObject, private TileSink
{
    Q_OBJECT

public:
    CityScene(Engine &engine, QObject *parent = nullptr);
    ~CityScene() override;

    void setCity(std::shared_ptr<const domain::City> city);
    const std::shared_ptr<const domain::City> &city() const { return m_city; }
    const PickIndex &picking() const { return m_picking; }

    /// Hands over a few chunks and what changed in the states; returns whether the picture changed.
    bool update();
    /// Nothing is being built and nothing waits to be handed over.
    bool isSettled() const;
    /// Shows or hides simplified forms by how large their features are on screen. Returns whether anything changed.
    /// `detail` below 1 simplifies earlier; `calm`: nothing moves, so that there is time for more.
    bool chooseDetail(const ViewState &state, double detail = 1, bool calm = false);
    /// Nothing is simplified, however small it is on screen: what `bench` compares with.
    void setFullDetail(bool full) { m_fullDetail = full; }

    // CitySceneTiles.cpp: layers whose features come by what is looked at. What is loaded of a tile is a slot like a
    // layer's, with a number from FirstTile on; it is drawn and picked while it is shown.
    /// Chooses tiles for a frame. Returns whether more frames are to follow.
    bool lookAt(const ViewState &state);
    TileStreamer &tiles() { return m_tiles; }
    /// Of tiles that come by what is looked at, and of the city's own that are kept though they are not seen; 0: the
    /// usual.
    void setMemoryBudget(qint64 bytes);
    const TileStreamer &tiles() const { return m_tiles; }
    /// Contents that are shown.
    std::vector<std::shared_ptr<const domain::Layer>> shownTiles() const;
    /// The same with the index of the layer that each belongs to.
    std::vector<std::pair<quint32, std::shared_ptr<const domain::Layer>>> shownTilesOfLayers() const;

    void setTheme(Theme theme);
    /// Towards the sun, unit length: where shadows fall.
    void setSun(const geometry::Vec3 &direction);
    void setColouring(const Colouring &colouring);
    const Colouring &colouring() const { return m_colouring; }
    const std::vector<LegendEntry> &legend() const { return m_colours.legend; }
    bool colouredByData() const { return m_colours.byData && m_areas.empty(); }
    void recolour();
    /// Writes the legend anew, in the language of now.
    void relabel();
    void setLayerVisible(const QString &layer, bool visible);
    void setLayerOpacity(const QString &layer, double opacity);
    void setLayerOrder(const QStringList &layers);
    QSet<QString> hiddenLayers() const;
    /// Drawn, and not so translucent that one sees (and picks) through it.
    bool isPickable(quint32 layer, quint32 feature) const;

    /// The worst severity of what stands in buildings; those left out have none.
    void setAlarms(const QHash<QString, domain::Severity> &byBuilding);
    /// A thematic map: buildings stand back in the colours of their areas; empty: in their own.
    void setAreaTheme(const std::vector<AreaPaint> &areas);
    /// Highlights; both replace what was.
    void setHovered(const domain::ObjectRef &object);
    void setSelected(const domain::ObjectRef &object);
    /// Several that are shown with what is selected; outlines of the first few hundred.
    void setMarked(const std::vector<domain::ObjectRef> &objects);
    void setEntered(const domain::ObjectRef &place);

    domain::ObjectRef objectAt(const FeatureAt &feature) const;
    std::vector<FeatureAt> featuresOf(const domain::ObjectRef &object) const;
    geometry::Box3 boundsOf(const domain::ObjectRef &object) const;
    bool hasGround() const { return m_groundMesh != 0; }
    double groundAt(const geometry::Vec2 &point) const;
    geometry::Box3 bounds() const;

    /// The building that is shown from the inside: its body is not drawn. Empty: all are whole.
    void setHollow(const QString &building);
    const QString &hollow() const { return m_hollow; }
    /// Buildings that stand before the one that is entered: only their edges are drawn.
    void setAside(const QSet<QString> &buildings);
    const QSet<QString> &aside() const { return m_aside; }
    /// Stands there, drawn or set aside: what hides other things from places where it is not.
    bool isStanding(quint32 layer, quint32 feature) const;
    /// A building's outside as far as it is built, without what picking needs; null where nothing of it is.
    std::shared_ptr<const ChunkGeometry> outsideOf(const QString &building) const;
    /// Ground and what lies on it turn to glass, so that what is below can be seen.
    void setGroundGlass(bool glass);
    /// The top of the highest building in an area, the hollow one left out; NaN where none is.
    double topWithin(const geometry::Box2 &area) const;

    int drawnChunks() const { return m_drawn; }
    qint64 drawnTriangles() const { return m_triangles + m_sketchTriangles; }
    int chunkCount() const;

    // CitySceneSketch.cpp: what stands on screen, kept for the next start.
    /// Makes a sketch of what is shown now, in a worker: that costs as much as making its tiles.
    std::function<CitySketch()> sketcher() const;
    /// Shows it in place of a city that is not there yet.
    void showSketch(const CitySketch &sketch);
    void dropSketch();
    bool hasSketch() const { return !m_sketched.empty() || m_sketchMeshes > 0; }

Q_SIGNALS:
    void wantsFrame();     ///< something is to be handed over
    void chunksChanged();  ///< picking and occlusion see other chunks
    void coloursChanged(); ///< the legend, or how roofs are coloured
    void tilesSettled();   ///< other tiles are shown, and nothing more comes

private:
    using Slot = CitySlot;
    using Chunk = CitySlot::Chunk;
    using Blocks = CitySlot::Blocks;
    using Sketched = CitySlot::Sketched;
    struct Result {
        quint32 slot = 0;
        quint64 epoch = 0;
        BuiltChunk chunk;
    };

    /// A layer's, or a tile's; null where there is none of that number.
    Slot *slotAt(quint32 number) const;
    /// Calls `visit(number, slot)` for layers and tiles.
    template <typename Visit> void eachSlot(Visit &&visit) const
    {
        for (quint32 i = 0; i < m_slots.size(); ++i)
            visit(i, *m_slots[i]);
        for (const auto &[number, slot] : m_tileSlots)
            visit(number, *slot);
    }
    /// What is known of the layer it belongs to.
    static const domain::LayerInfo &infoOf(const Slot &slot)
    {
        return slot.owner ? slot.owner->info : slot.layer->info;
    }
    void rebuild(quint32 index, const std::shared_ptr<const domain::Layer> &layer);
    /// Has workers build a slot's chunks.
    void build(quint32 number, Slot &slot);
    /// The engine's layer of the sketch of a layer, with what is known of it by then; 0 where there is none.
    int adoptSketch(Slot &slot);
    void adoptTiles(Slot &slot);
    void dropSketched(Slot &slot);
    void forget(const Sketched::Mesh &mesh);
    void dropChunks(Slot &slot);
    struct Planned;
    /// Features, and the boxes that buildings are merged to.
    static size_t stateCount(const domain::Layer &layer);
    /// Of a layer's features and of the boxes that its buildings are merged to: whole rows of texels. Any thread.
    static QByteArray infoOf(const domain::Layer &layer, const domain::Terrain *terrain,
                             const std::vector<std::shared_ptr<const BuildingTree>> &trees, int rows);
    void planBlocks(quint32 number, Slot &slot, size_t buildingsInCity, bool treesKnown);
    void takePlanned(quint32 number, quint64 epoch, const Planned &planned);
    void addBlocks(Slot &slot, Blocks blocks);
    void dropBlocks(Slot &slot);
    void summarise(Slot &slot, const std::vector<uint32_t> &changed);
    void onTilesMade(bool last);
    bool takeBlocks();
    bool chooseBlocks(const TileLook &look, TileTotals &totals);
    /// The triangles that a feature is drawn with; others may be among them.
    using GeometryVisit = std::function<void(const ChunkGeometry &, Surface)>;
    void eachGeometry(const FeatureAt &at, const GeometryVisit &visit) const;
    void writeBaseColours(quint32 number, Slot &slot);
    std::vector<glm::vec3> coloursOf(quint32 number, const Slot &slot) const;
    void paintBuilding(Slot &slot, size_t building, const std::vector<glm::vec3> &colours);
    void dimOutside(quint32 number, Slot &slot);
    void colourAreas();
    glm::vec3 thematicColour(const domain::Building &building, const Palette &palette) const;
    void handOver(Result result);
    void applyOrder();
    void buildShade();
    void buildGround(const geometry::Box2 &city, double z);
    double groundSheet() const; ///< its elevation
    void applyImagery();
    /// Buildings that a visible model stands for are not drawn.
    void applyReplacements();
    quint32 takeTile(const std::shared_ptr<const domain::Layer> &layer,
                     std::shared_ptr<const domain::Layer> content) override;
    bool isTileBuilt(quint32 number) const override;
    qint64 tileBytes(quint32 number) const override;
    void showTile(quint32 number, bool shown) override;
    void dropTile(quint32 number) override;
    void setTileLayers(bool groundChanged);
    /// What is hovered, selected, marked stays in memory.
    void keepTiles();
    void applyReplacements(Slot &slot);
    void outlineAnew();
    void outlineMarked();
    void explainTiles();
    void flagTile(quint32 number, Slot &slot);
    std::vector<FeatureAt> featuresIn(quint32 number, const Slot &slot, const domain::ObjectRef &object) const;
    int addMesh(Slot &slot, const BuiltChunk &chunk, const ChunkGeometry &geometry);
    void outline(const std::vector<domain::ObjectRef> &objects, int &mesh, float width);
    /// Shows lines in place of those of a mesh; 0 where there are none.
    void replaceLines(int &mesh, int layer, std::shared_ptr<LineMesh> lines, const geometry::Vec3 &origin);
    void applyOpacity(const Slot &slot);
    /// So many that workers do not take.
    void leaveCores(int cores);
    static bool isGround(const Slot &slot);
    std::vector<bool> insideOf(const domain::ObjectRef &place, quint32 layer) const;

    Engine &m_engine;
    std::shared_ptr<const domain::City> m_city;
    std::vector<std::unique_ptr<Slot>> m_slots; ///< one a layer of the city
    static constexpr quint32 FirstTile = 0x8000'0000;
    std::map<quint32, std::unique_ptr<Slot>> m_tileSlots; ///< one a tile's content, by numbers from FirstTile on
    quint32 m_nextTile = FirstTile;
    QSet<QString> m_replaced;    ///< buildings that a visible model stands for
    bool m_tilesChanged = false; ///< other ones are shown
    bool m_tilesUntold = false;  ///< by the legend and in the shades
    geometry::Box2 m_lookedAt;   ///< what is near enough for its shades to be seen
    std::shared_ptr<domain::ResidentTiles> m_resident;
    PickIndex m_picking;
    std::shared_ptr<const GroundCrossing> m_groundCrossing; ///< for all layers that lie on the ground
    QThreadPool m_pool;
    std::deque<Result> m_ready;
    TileQueue m_queue;
    QTimer m_handTimer;                    ///< until what has come is handed over
    QHash<quint32, ShownTiles *> m_blocks; ///< by the number that their tiles have in the queue
    static constexpr qint64 UsualBlockBytes = 160LL << 20;
    qint64 m_blockBytes = UsualBlockBytes; ///< of their tiles that are kept though they are not seen
    quint64 m_epoch = 0;
    quint32 m_nextChunk = 1;
    double m_level = 0; ///< of the ground where there is no terrain
    QString m_hollow;
    QSet<QString> m_aside;
    int m_asideLayer = 0, m_asideMesh = 0;
    bool m_groundGlass = false;
    std::shared_ptr<const domain::Terrain> m_terrain;

    Theme m_theme = Theme::Command;
    Colouring m_colouring;
    BuildingColours m_colours;
    QStringList m_order;
    QHash<QString, domain::Severity> m_alarms;
    std::vector<AreaPaint> m_areas;                        ///< of a thematic map
    std::vector<std::optional<glm::vec3>> m_colourOfPlace; ///< by node of the place tree
    geometry::Vec3 m_sun{-0.5, -0.5, 0.7};
    domain::ObjectRef m_hovered, m_selected, m_entered;
    std::vector<domain::ObjectRef> m_marked;
    int m_hoverMesh = 0, m_selectMesh = 0, m_markedMesh = 0;
    int m_overlayLayer = 0, m_groundLayer = 0, m_groundMesh = 0, m_beyondMesh = 0;
    StateBuffer m_overlayState, m_groundState, m_asideState;
    std::vector<Sketched> m_sketched; ///< of layers that are not there
    int m_sketchMeshes = 0;
    qint64 m_sketchTriangles = 0;
    bool m_sketchShade = false;  ///< its shades are those of the city that comes
    geometry::Box2 m_groundArea; ///< that the sheet was made for
    double m_groundSheet = geometry::NaN;
    quint64 m_shadeEpoch = 0;
    bool m_shadePending = false;
    bool m_fullDetail = false;
    double m_crowded = 1; ///< TileLook::crowded of the next frame
    int m_drawn = 0;
    qint64 m_triangles = 0;
    TileStreamer m_tiles{*this}; ///< the last, so that it goes first
};

}
