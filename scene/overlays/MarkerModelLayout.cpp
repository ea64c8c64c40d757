// What of the markers is on screen.
#include "scene/overlays/MarkerModel.h"

#include <algorithm>
#include <cmath>

namespace scene
{

static constexpr double ClusterPixels = 46; ///< about how far apart markers stand
static constexpr double QuietClusterPixels = 18;
static constexpr double QuietMetresPerPixel = 0.5; ///< of text at scale 1; farther away quiet ones are not drawn
static constexpr double PolePixels = 30;
static constexpr double Margin = 60; ///< pixels around the view in which items are still laid out
/// More in one view are a carpet that nobody reads, and cost more than the city under them.
static constexpr std::array<size_t, Marker::Trees> MostShown{400, 500, 900};
static constexpr double CoarserStep = 1.25; ///< of the pixels between them, where there are more
static constexpr int MostCoarser = 12;

/// Cuts a tree so that not too many are shown: where there would be, clusters are larger by steps, and finer again only
/// when that is surely few enough.
void MarkerModel::cutInto(Marker::Tree tree, const ViewState &view, double scale)
{
    const bool quiet = tree == Marker::Tree::Quiet;
    const double perMetre = view.metresPerPixel(1.0);
    const auto cut = [&](int coarser) {
        m_trees[at(tree)].cut(view,
                              (quiet ? QuietClusterPixels : ClusterPixels) * scale * std::pow(CoarserStep, coarser),
                              Margin * scale, m_cut);
        if (quiet)
            std::erase_if(m_cut,
                          [&](const MarkerTree::Item &item) { return perMetre * item.depth * scale > QuietMetresPerPixel; });
        return m_cut.size();
    };
    int &coarser = m_coarser[at(tree)];
    const size_t most = MostShown[at(tree)];
    size_t count = cut(coarser);
    while (count > most && coarser < MostCoarser)
        count = cut(++coarser);
    // A step changes the number by about its square.
    if (coarser > 0 && double(count) * CoarserStep * CoarserStep * 1.3 < double(most))
        cut(--coarser);
}

const std::vector<MarkerItem> &MarkerModel::layout(const ViewState &view, double scale)
{
    if (!m_merging && std::any_of(m_trees.begin(), m_trees.end(), [](const MarkerTree &tree) {
            return tree.isWorn() && tree.size() > MarkerTree::MergedAtOnce;
        }))
        startMerging();
    m_items.clear();
    m_itemOfStanding.clear();
    const double perMetre = view.metresPerPixel(1.0);
    const auto add = [&](MarkerItem item) {
        item.metresPerPixel = perMetre * item.depth;
        item.body = item.foot;
        if (item.marker != MarkerItem::None && m_markers[item.marker].onPole && needsAttention(item.state))
            item.body.ry() -= PolePixels * scale;
        m_items.push_back(item);
    };
    for (const Marker::Tree tree : {Marker::Tree::Quiet, Marker::Tree::Attention, Marker::Tree::Critical}) {
        cutInto(tree, view, scale);
        const size_t first = m_items.size();
        for (const MarkerTree::Item &cut : m_cut) {
            MarkerItem item;
            item.tree = tree;
            item.node = cut.node;
            item.marker = cut.leaf == MarkerTree::None ? MarkerItem::None : m_markerOfLeaf[at(tree)][cut.leaf];
            item.count = cut.count;
            item.state = MarkerState(cut.worst);
            item.anchor = cut.position;
            item.foot = cut.pixel;
            item.depth = cut.depth;
            add(item);
        }
        // The worst above the others, then the near above the far.
        std::sort(m_items.begin() + qsizetype(first), m_items.end(), [](const MarkerItem &a, const MarkerItem &b) {
            return a.state != b.state ? a.state < b.state : a.depth > b.depth;
        });
    }
    for (const domain::ObjectRef &ref : {m_highlighted, m_selected}) {
        const quint32 index = ref.isNull() ? MarkerItem::None : find(ref);
        if (index == MarkerItem::None || m_itemOfStanding.contains(index) || !isVisible(m_markers[index]))
            continue;
        MarkerItem item;
        item.marker = index;
        item.state = m_markers[index].state;
        item.anchor = m_markers[index].anchor;
        item.foot = view.project(item.anchor, &item.depth);
        if (!(item.depth > view.nearPlane))
            continue;
        m_itemOfStanding.insert(index, quint32(m_items.size()));
        add(item);
    }
    for (size_t t = 0; t < Marker::Trees; ++t)
        m_itemOfNode[t].assign(m_trees[t].nodes(), MarkerItem::None);
    for (quint32 i = 0; i < m_items.size(); ++i) {
        if (m_items[i].tree != Marker::Tree::None)
            m_itemOfNode[at(m_items[i].tree)][m_items[i].node] = i;
    }
    return m_items;
}

const MarkerItem *MarkerModel::itemOf(quint32 index) const
{
    if (index >= m_markers.size())
        return nullptr;
    if (const auto standing = m_itemOfStanding.constFind(index); standing != m_itemOfStanding.constEnd())
        return &m_items[*standing];
    const Marker &marker = m_markers[index];
    if (marker.tree == Marker::Tree::None)
        return nullptr;
    const auto &items = m_itemOfNode[at(marker.tree)];
    for (uint32_t node = m_trees[at(marker.tree)].nodeOf(marker.leaf); node < items.size();
         node = m_trees[at(marker.tree)].parentOf(node)) {
        if (items[node] != MarkerItem::None)
            return &m_items[items[node]];
    }
    return nullptr;
}

std::vector<quint32> MarkerModel::membersOf(const MarkerItem &cluster) const
{
    std::vector<quint32> members;
    if (cluster.tree == Marker::Tree::None) {
        if (cluster.marker != MarkerItem::None)
            members.push_back(cluster.marker);
        return members;
    }
    for (const uint32_t leaf : m_trees[at(cluster.tree)].leavesOf(cluster.node))
        members.push_back(m_markerOfLeaf[at(cluster.tree)][leaf]);
    std::sort(members.begin(), members.end(), [this](quint32 a, quint32 b) {
        const Marker &x = m_markers[a], &y = m_markers[b];
        return x.state != y.state ? x.state > y.state : x.ref.id < y.ref.id;
    });
    return members;
}

geometry::Box3 MarkerModel::boundsOf(const MarkerItem &item) const
{
    if (item.tree != Marker::Tree::None)
        return m_trees[at(item.tree)].boundsOf(item.node);
    geometry::Box3 box;
    box.add(item.anchor);
    return box;
}

}
