#pragma once

#include "scene/chunks/ChunkBuilder.h"
#include "scene/picking/PickIndex.h"
#include "scene/style/BuildingColours.h"
#include "scene/style/StateBuffer.h"
#include "scene/terrain/ShadeMap.h"

#include <QObject>
#include <QSet>
#include <QThreadPool>

#include <deque>
#include <map>

namespace scene
{

/// Which feature of which layer: indices into City::layers and into the layer's state.
struct FeatureAt {
    quint32 layer = 0, feature = 0;
    bool operator==(const FeatureAt &) const = default;
};

/// The city as chunks: has workers build what a snapshot brings, hands finished chunks to the engine a few a frame,
/// keeps colours and flags, chooses the level of detail. Main thread.
class CityScene : public QObject
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
    bool chooseDetail(const geometry::Vec3 &eye, double pixelsPerMetreAtOne);
    /// Nothing is simplified, however small it is on screen: what `bench` compares with.
    void setFullDetail(bool full) { m_fullDetail = full; }

    void setTheme(Theme theme);
    /// Towards the sun, unit length: where shadows fall.
    void setSun(const geometry::Vec3 &direction);
    void setColouring(const Colouring &colouring);
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
    qint64 drawnTriangles() const { return m_triangles; }
    int chunkCount() const;

Q_SIGNALS:
    void wantsFrame();     ///< something is to be handed over
    void chunksChanged();  ///< picking and occlusion see other chunks
    void coloursChanged(); ///< the legend, or how roofs are coloured

private:
    struct Chunk {
        quint32 id = 0;
        BuiltChunk built;
        std::vector<int> full, middle, far; ///< engine meshes
        int shown = -1;                     ///< 0 full, 1 middle, 2 far, 3 nothing
    };
    struct Slot {
        std::shared_ptr<const domain::Layer> layer;
        std::shared_ptr<const domain::Terrain> ground;
        double level = 0;
        int engineLayer = 0;
        StateBuffer state;
        std::vector<Chunk> chunks;
        std::vector<int> textures;
        bool visible = true;
        double opacity = 1;
        int pending = 0; ///< tasks not handed over
        quint64 epoch = 0;
        QHash<QString, quint32> buildings;
        QMultiHash<QString, quint32> parts;
    };
    struct Result {
        quint32 slot = 0;
        quint64 epoch = 0;
        BuiltChunk chunk;
    };

    void rebuild(quint32 index, const std::shared_ptr<const domain::Layer> &layer);
    void dropChunks(Slot &slot);
    void writeInfo(Slot &slot);
    void writeBaseColours(quint32 index);
    void colourAreas();
    glm::vec3 thematicColour(const QString &building, const Palette &palette) const;
    void handOver(Result result);
    void applyOrder();
    void buildShade();
    void buildGround();
    void applyImagery();
    /// Buildings that a visible model stands for are not drawn.
    void applyReplacements();
    int addMesh(Slot &slot, const BuiltChunk &chunk, const ChunkGeometry &geometry);
    void addPainted(Slot &slot, Chunk &chunk);
    int addMesh(Slot &slot, const BuiltChunk &chunk, const std::shared_ptr<const ChunkMesh> &mesh);
    void outline(const std::vector<domain::ObjectRef> &objects, int &mesh, float width);
    /// Shows lines in place of those of a mesh; 0 where there are none.
    void replaceLines(int &mesh, int layer, std::shared_ptr<LineMesh> lines, const geometry::Vec3 &origin);
    void applyOpacity(const Slot &slot);
    static bool isGround(const Slot &slot);
    std::vector<bool> insideOf(const domain::ObjectRef &place, quint32 layer) const;

    Engine &m_engine;
    std::shared_ptr<const domain::City> m_city;
    std::vector<std::unique_ptr<Slot>> m_slots; ///< one a layer of the city
    PickIndex m_picking;
    QThreadPool m_pool;
    std::deque<Result> m_ready;
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
    int m_overlayLayer = 0, m_groundLayer = 0, m_groundMesh = 0;
    StateBuffer m_overlayState, m_groundState, m_asideState;
    quint64 m_shadeEpoch = 0;
    bool m_shadePending = false;
    bool m_fullDetail = false;
    int m_drawn = 0;
    qint64 m_triangles = 0;
};

}
