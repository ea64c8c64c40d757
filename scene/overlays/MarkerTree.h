#pragma once

#include "geometry/Box.h"
#include "scene/ViewState.h"

#include <array>
#include <cstdint>
#include <vector>

namespace scene
{

/// Clusters of points that are the same whatever the view: a hierarchy in the world (greedy merging within radii that
/// grow by a constant factor, as Supercluster does for map tiles). The view only chooses where to cut it, by how far
/// apart a cluster's members are on screen, with hysteresis. So small movements change nothing, zooming in only ever
/// splits, and counts always sum to the whole. Leaves come, go and change their state without a new hierarchy. One
/// thread.
class MarkerTree
{
public:
    static constexpr int States = 9;
    static constexpr uint32_t None = UINT32_MAX;
    using Counts = std::array<uint32_t, States>;

    /// One marker or cluster of a cut.
    struct Item {
        uint32_t node = None;
        uint32_t leaf = None; ///< None for a cluster
        uint32_t count = 0;
        int worst = 0;                ///< the highest state among the members
        geometry::Vec3 position{0.0}; ///< middle of the members
        QPointF pixel;
        double depth = 0; ///< metres along the view axis
    };

    /// A fresh hierarchy of these points; their leaves are 0 to n - 1, all with state 0.
    void build(const std::vector<geometry::Vec3> &points);
    /// Returns the new leaf (the number of a removed one may come back).
    uint32_t insert(const geometry::Vec3 &point, int state);
    void remove(uint32_t leaf);
    void setState(uint32_t leaf, int state);
    /// The leaf stands higher or lower at its place.
    void setHeight(uint32_t leaf, double z);
    /// Removed leaves have no node and count nowhere.
    uint32_t nodeOf(uint32_t leaf) const { return m_leaves[leaf]; }
    uint32_t parentOf(uint32_t node) const { return m_nodes[node].parent; }
    size_t size() const { return m_size; }
    size_t nodes() const { return m_nodes.size(); } ///< above every node's number
    /// Sums changed branches bottom up, and merges anew after many changes where that is quick; `cut` does it by
    /// itself.
    void refresh();
    /// So many came and went that clusters could be better: a large tree is then to be built anew, by a worker.
    bool isWorn() const { return m_changes > m_size / 16; }
    /// Leaves that are merged in a few milliseconds.
    static constexpr size_t MergedAtOnce = 5000;

    /// The cut for this view: what lies within the view (and `margin` pixels around). A cluster opens when its members
    /// spread over more than `pixels` on screen and some, and closes when they spread over less and some.
    void cut(const ViewState &view, double pixels, double margin, std::vector<Item> &items);
    std::vector<uint32_t> leavesOf(uint32_t node) const;
    geometry::Box3 boundsOf(uint32_t node) const { return m_nodes[node].bounds; }

private:
    enum class Open : uint8_t { Unknown, No, Yes };
    struct Node {
        geometry::Vec3 sum{0.0};
        geometry::Box3 bounds;
        Counts counts{};
        uint32_t count = 0;
        uint32_t parent = None, child = None, next = None; ///< first child, next sibling
        uint32_t leaf = None;
        float radius = 0; ///< within which its members were merged, metres
        Open open = Open::Unknown;
        bool dirty = false;
        geometry::Vec3 centre() const { return sum / double(count); }
    };
    struct Eye; // of one cut

    uint32_t take();
    void drop(uint32_t node);
    void attach(uint32_t node, uint32_t parent);
    void detach(uint32_t node);
    void touch(uint32_t node);
    void sum(uint32_t node);
    void rebuild();
    void merge();
    void place(uint32_t leafNode);
    void visit(uint32_t node, const Eye &eye, std::vector<Item> &items);

    std::vector<Node> m_nodes; ///< 0 is the root, always open
    std::vector<uint32_t> m_free;
    std::vector<uint32_t> m_leaves; ///< leaf -> node
    std::vector<uint32_t> m_freeLeaves;
    size_t m_size = 0, m_changes = 0; ///< leaves, and how many came or went since all were merged
};

}
