#pragma once

#include "domain/ChangeSet.h"
#include "domain/City.h"
#include "scene/overlays/MarkerStyle.h"
#include "scene/overlays/MarkerTree.h"

#include <QFutureWatcher>
#include <QSet>

#include <functional>
#include <memory>
#include <optional>

namespace scene
{

/// One thing or event that can have a marker.
struct Marker {
    enum class Tree : quint8 { Critical, Attention, Quiet, None };
    static constexpr int Trees = 3;

    domain::ObjectRef ref;                ///< null: the place is free
    geometry::Vec3 anchor{geometry::NaN}; ///< scene; NaN where it is unknown
    MarkerIcon icon = MarkerIcon::Event;
    MarkerState state = MarkerState::Unknown;
    domain::ThingKind kind = domain::ThingKind::Other;
    bool onPole = false;                ///< stands on the ground or a roof, not at a storey
    bool hidden = false;                ///< behind a building when last looked
    quint32 layer = 0;                  ///< index into City::layers, of things
    bool away = false;                  ///< its storey is not shown
    QString building;                   ///< that it is in: does not hide it
    int storey = 0;                     ///< of that building; 0: unknown
    domain::ObjectRef place;            ///< unit, space, storey that it is in, where known
    geometry::Vec3 home{geometry::NaN}; ///< where it stands while no inside is shown
    qint64 observed = 0;                ///< ms UTC; 0: never
    quint64 birth = 0;                  ///< tells it from one that had its place before
    Tree tree = Tree::None;
    uint32_t leaf = MarkerTree::None;
};

/// A marker or cluster on screen.
struct MarkerItem {
    static constexpr quint32 None = UINT32_MAX;

    Marker::Tree tree = Marker::Tree::None;
    uint32_t node = MarkerTree::None;
    quint32 marker = None; ///< index; None for a cluster
    quint32 count = 1;
    MarkerState state = MarkerState::Unknown;
    geometry::Vec3 anchor{0.0};
    QPointF foot; ///< of the anchor, logical pixels
    QPointF body; ///< middle of the shape: above the foot where on a pole
    double depth = 0;
    double metresPerPixel = 0;
};

/// What is known of things and events as markers, and what of it stands on screen in a view. Critical ones, ones that
/// need a hand, and quiet ones are clustered apart, so that nothing grave is swallowed and quiet ones never add to a
/// count. Clusters of many are merged by a worker: until they are, those that were stay, and what is new stands among
/// them. No Qt Quick. One thread, with an event loop.
class MarkerModel
{
public:
    /// Height of the highest thing at a place, for events that stand on a roof; NaN where unknown.
    using Surface = std::function<double(const geometry::Vec2 &)>;
    /// Where a marker (by its `place`, `storey`, `home`) stands in the building that is shown from the inside; nothing
    /// where its storey is not shown.
    using Inside = std::function<std::optional<geometry::Vec3>(const Marker &)>;

    MarkerModel();
    ~MarkerModel(); ///< waits for the worker
    MarkerModel(const MarkerModel &) = delete;
    MarkerModel &operator=(const MarkerModel &) = delete;

    /// Called when a worker's clusters are there.
    void onMerged(std::function<void()> done) { m_onMerged = std::move(done); }
    bool isMerging() const { return m_merging != nullptr; }

    void setCity(std::shared_ptr<const domain::City> city);
    /// Returns whether anything looks different: most readings change no state.
    bool apply(const domain::ChangeSet &changes);
    void setKindVisible(domain::ThingKind kind, bool visible);
    void setEventsVisible(bool visible);
    /// Only these events (ids), and the selected one; nothing: all.
    void setShownEvents(const std::optional<QSet<QString>> &events);
    void setHiddenLayers(const QSet<QString> &layers);
    /// These stand out of any cluster.
    void setStanding(const domain::ObjectRef &selected, const domain::ObjectRef &highlighted);
    /// Places events anew, as `placeSome` goes on; an empty function puts them on the ground.
    void setSurface(Surface surface);
    /// Places events for some milliseconds; whether all are placed.
    bool placeSome(double ms);
    /// Places what is in this building anew; an empty function lets all go home. `alone`: nothing else has a marker.
    void setInside(const QString &building, Inside inside, bool alone = false);

    /// Cuts the clusters for a view, the least important first. `scale` is that of texts and marks.
    const std::vector<MarkerItem> &layout(const ViewState &view, double scale);
    const std::vector<MarkerItem> &items() const { return m_items; }
    const std::vector<Marker> &markers() const { return m_markers; }
    const Marker &marker(quint32 index) const { return m_markers[index]; }
    void setHidden(quint32 index, bool hidden) { m_markers[index].hidden = hidden; }
    /// MarkerItem::None where there is none.
    quint32 find(const domain::ObjectRef &object) const { return m_byRef.value(object, MarkerItem::None); }
    /// The item that shows a marker, itself or its cluster; null where none is on screen.
    const MarkerItem *itemOf(quint32 marker) const;
    /// Markers that a cluster stands for, the worst first.
    std::vector<quint32> membersOf(const MarkerItem &cluster) const;
    geometry::Box3 boundsOf(const MarkerItem &item) const;
    int count() const;                     ///< that may be seen (visible kinds and layers, known position)
    qint64 time() const { return m_time; } ///< of the last changes, ms UTC
    const domain::City *city() const { return m_city.get(); }
    /// (layer, feature) of the building and its parts: what it is made of when rays are cast.
    const std::vector<std::pair<quint32, quint32>> &featuresOf(const QString &building) const;

private:
    struct Known {
        domain::ThingStatus status = domain::ThingStatus::Unknown;
        domain::Severity severity = domain::Severity::Normal;
        qint64 observed = 0;
    };

    struct Merging;
    void rebuild();
    void seatAll();
    void startMerging();
    void takeMerged(Merging &merged);
    void cutInto(Marker::Tree tree, const ViewState &view, double scale);
    static size_t at(Marker::Tree tree) { return size_t(tree); }
    static bool isKnown(const geometry::Vec3 &p);
    void seat(quint32 index);
    void unseat(Marker &marker);
    Marker::Tree treeFor(quint32 index) const;
    bool isVisible(const Marker &marker) const;
    quint32 take(const domain::ObjectRef &ref);
    void release(quint32 index);
    bool setThing(const domain::ThingState &state);
    void setEvent(const domain::Event &event);
    void placeEvent(quint32 index, const domain::Event &event);
    void standIn(Marker &marker, const domain::Building &building, int storey);
    void place(quint32 index);

    std::shared_ptr<const domain::City> m_city;
    std::vector<std::shared_ptr<const domain::Layer>> m_thingLayers;
    std::vector<Marker> m_markers;
    std::vector<quint32> m_free;
    QHash<domain::ObjectRef, quint32> m_byRef;
    QHash<QString, Known> m_known;          ///< by thing, whether or not the city has it yet
    QHash<QString, domain::Event> m_events; ///< open ones
    std::array<MarkerTree, Marker::Trees> m_trees;
    std::array<std::vector<quint32>, Marker::Trees> m_markerOfLeaf;
    std::array<bool, domain::ThingKindCount> m_kindHidden{};
    bool m_eventsVisible = true;
    std::optional<QSet<QString>> m_shownEvents;
    QSet<QString> m_hiddenLayers;
    domain::ObjectRef m_selected, m_highlighted;
    Surface m_surface;
    QString m_insideBuilding;
    Inside m_inside;
    bool m_alone = false;
    qint64 m_time = 0;
    quint64 m_births = 0;
    std::vector<QString> m_unplaced; ///< events, the next one last
    std::shared_ptr<Merging> m_merging;
    bool m_mergeAgain = false;
    QFutureWatcher<void> m_merged;
    std::function<void()> m_onMerged;
    std::array<int, Marker::Trees> m_coarser{}; ///< steps by which clusters are larger, where too many would be shown

    std::vector<MarkerItem> m_items;
    std::array<std::vector<quint32>, Marker::Trees> m_itemOfNode;
    QHash<quint32, quint32> m_itemOfStanding;
    std::vector<MarkerTree::Item> m_cut;
    mutable QHash<QString, std::vector<std::pair<quint32, quint32>>> m_features;
    mutable QHash<QString, std::vector<std::pair<quint32, quint32>>> m_parts; ///< by the whole's id
    mutable bool m_partsKnown = false;
};

}
