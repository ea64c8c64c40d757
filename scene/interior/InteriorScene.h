#pragma once

#include "base/Job.h"
#include "scene/interior/InteriorGeometry.h"
#include "scene/picking/PickIndex.h"
#include "scene/style/StateBuffer.h"

#include <QObject>
#include <QThreadPool>

#include <deque>
#include <functional>

namespace scene
{

enum class Theme : quint8;

/// What a ray met inside. The point is where it is shown; `offset` is how far its storey stands from its place.
struct InsideHit {
    quint32 feature = 0;
    int storey = 0;
    geometry::Vec3 point{0.0}, normal{0.0}, offset{0.0};
    double distance = 0;
    std::shared_ptr<const ChunkGeometry> chunk; ///< that was met, as it stands
};

/// The entered building as meshes: has a worker build its storeys, hands them to the engine as they come, shows what
/// the look asks for, keeps colours and flags, is picked. Main thread.
class InteriorScene : public QObject
{
    Q_OBJECT

public:
    explicit InteriorScene(Engine &engine, QObject *parent = nullptr);
    ~InteriorScene() override;

    /// Null: nothing is shown any more.
    void setInterior(std::shared_ptr<const domain::Interior> interior);
    const std::shared_ptr<const domain::Interior> &interior() const { return m_interior; }
    /// What is built of it so far; null before the first storey.
    const std::shared_ptr<const InteriorGeometry> &geometry() const { return m_geometry; }
    /// The building's outside, drawn as glass while no storey is isolated, else below that storey.
    void setShell(std::shared_ptr<const ChunkGeometry> shell, std::shared_ptr<const LineMesh> edges);
    /// The pit in the ground that the building stands in, from its lowest floor up to the ground; empty: none.
    void setPit(const geometry::MultiPolygon &footprint);
    void setLook(const InteriorLook &look, bool animate);
    const InteriorLook &look() const { return m_look; }
    /// A walker sees whole storeys where they stand, and no shell.
    void setWalking(bool walking);
    void setTheme(Theme theme);
    void setHovered(const domain::ObjectRef &object);
    void setSelected(const domain::ObjectRef &object);
    /// How high what surrounds the building reaches in an area: storeys laid out sideways hover over it.
    void setSurroundings(std::function<double(const geometry::Box2 &)> top) { m_surroundings = std::move(top); }

    /// Hands over what came, moves storeys; returns whether the picture changed.
    bool update(qint64 nowMs);
    bool isMoving() const { return m_moveStart >= 0; }
    /// Everything of the interior is built and handed over, and the section is filled.
    bool isSettled() const;
    bool hasStorey() const { return !m_storeys.empty(); }

    // As shown: spread, cut and isolated.
    std::optional<InsideHit> pick(const geometry::Ray &ray) const;
    bool isStoreyShown(int number) const;
    bool isCutAway() const;
    geometry::Vec3 offsetOf(int storey) const;
    geometry::Box3 bounds() const; ///< of what is shown; empty where nothing is
    geometry::Box3 boundsOf(const domain::ObjectRef &object) const;
    /// Whether it is of this building's inside.
    bool knows(const domain::ObjectRef &object) const;
    domain::ObjectRef objectOf(quint32 feature, int storey) const;
    int storeyOf(const domain::ObjectRef &object) const; ///< 0: of none
    const domain::Storey *storey(int number) const;
    /// A storey below the ground is isolated.
    bool isUnderground() const;
    double ground() const { return m_ground; }
    void setGround(double ground) { m_ground = ground; }
    /// Where the visible section is about in its middle; nothing where none is.
    std::optional<geometry::Vec3> sectionMiddle() const;
    qint64 triangles() const;

Q_SIGNALS:
    void wantsFrame();
    void storeysChanged(); ///< other storeys stand, or elsewhere: labels and markers follow
    void settledChanged();

private:
    struct Meshes {
        int lower = 0, cut = 0, upper = 0, ceiling = 0, lines = 0, cutLines = 0, upperLines = 0, section = 0;
    };
    struct StoreyNodes {
        std::shared_ptr<const InsideStorey> data;
        Meshes meshes;
        std::shared_ptr<const ChunkGeometry> sectionFaces;
        geometry::Vec3 from{0.0}, to{0.0}, offset{0.0};
    };
    struct Sliced {
        std::optional<SectionPlane> plane;
        std::vector<std::pair<int, std::shared_ptr<const ChunkGeometry>>> faces; ///< by storey
    };

    void clear();
    void take(const std::shared_ptr<const InteriorGeometry> &geometry);
    void addStorey(const std::shared_ptr<const InsideStorey> &data);
    int addChunk(int layer, const std::shared_ptr<const ChunkGeometry> &chunk, Surface surface);
    int addLines(const std::shared_ptr<const void> &owner, const std::vector<LineVertex> &vertices,
                 const std::vector<uint32_t> &indices, const geometry::Vec3 &origin);
    void applyVisibility();
    void buildPit();
    void applyOffsets();
    std::vector<geometry::Vec3> wantedOffsets() const;
    void moveStoreys(bool animate);
    void writeColours();
    void writeInfo();
    void writeFlags();
    void slice();
    void takeSlices(Sliced sliced);
    bool isFeatureOf(const InsideFeature &feature, const domain::ObjectRef &object) const;
    void setFlags(const domain::ObjectRef &object, StateFlag flag, bool on);
    /// Of one space as its source has it; null: of all.
    geometry::Box3 boundsOfSpace(const domain::Space *space) const;

    Engine &m_engine;
    QThreadPool m_pool;
    std::shared_ptr<base::Job> m_job;
    std::shared_ptr<const domain::Interior> m_interior;
    std::shared_ptr<const InteriorGeometry> m_geometry;
    std::deque<std::shared_ptr<const InteriorGeometry>> m_ready;
    quint64 m_epoch = 0;
    bool m_building = false;

    int m_layer = 0, m_shellLayer = 0;
    StateBuffer m_state, m_shellState;
    size_t m_capacity = 0;              ///< features that the layer has room for
    std::vector<StoreyNodes> m_storeys; ///< lowest first
    std::vector<int> m_shellMeshes;
    geometry::MultiPolygon m_pit;
    int m_pitMesh = 0;
    double m_pitBottom = 0;
    double m_ground = 0;

    InteriorLook m_look;
    bool m_walking = false;
    Theme m_theme{};
    domain::ObjectRef m_hovered, m_selected;
    std::function<double(const geometry::Box2 &)> m_surroundings;
    qint64 m_moveStart = -1;               ///< 0: with the next frame
    std::optional<SectionPlane> m_slicing; ///< being filled
    bool m_sliceRunning = false, m_sliceWanted = false;
    bool m_changed = false;
};

}
