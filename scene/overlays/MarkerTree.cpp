#include "scene/overlays/MarkerTree.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace scene
{

using geometry::Vec3;

namespace
{

constexpr uint32_t Root = 0;
constexpr double FirstRadius = 0.5; ///< metres
constexpr double Growth = 1.6;      ///< of the radius from level to level: two to four members a cluster
constexpr double Hysteresis = 1.2;

uint64_t hashed(int64_t x, int64_t y)
{
    const uint64_t mixed = (uint64_t(x) * 0x9e3779b97f4a7c15u) ^ (uint64_t(y) * 0xc2b2ae3d27d4eb4fu);
    return mixed ^ (mixed >> 29);
}

}

/// What `cut` needs of the view, computed once.
struct MarkerTree::Eye {
    const ViewState &view;
    Vec3 right, up, forward;
    double pixelsPerMetre; ///< at a depth of one metre
    double pixels;
    double tanX, tanY; ///< of the frustum, with the margin
    double slopeX, slopeY;
};

uint32_t MarkerTree::take()
{
    if (m_free.empty()) {
        m_nodes.emplace_back();
        return uint32_t(m_nodes.size() - 1);
    }
    const uint32_t node = m_free.back();
    m_free.pop_back();
    m_nodes[node] = {};
    return node;
}

void MarkerTree::drop(uint32_t node)
{
    m_nodes[node] = {};
    m_free.push_back(node);
}

void MarkerTree::attach(uint32_t node, uint32_t parent)
{
    m_nodes[node].parent = parent;
    m_nodes[node].next = m_nodes[parent].child;
    m_nodes[parent].child = node;
    touch(parent);
}

void MarkerTree::detach(uint32_t node)
{
    const uint32_t parent = m_nodes[node].parent;
    uint32_t *link = &m_nodes[parent].child;
    while (*link != node)
        link = &m_nodes[*link].next;
    *link = m_nodes[node].next;
    m_nodes[node].next = m_nodes[node].parent = None;
    touch(parent);
}

void MarkerTree::touch(uint32_t node)
{
    for (; node != None && !m_nodes[node].dirty; node = m_nodes[node].parent)
        m_nodes[node].dirty = true;
}

void MarkerTree::sum(uint32_t index)
{
    // Depth is bounded by the number of levels, some thirty.
    Node &node = m_nodes[index];
    node.dirty = false;
    if (node.leaf != None)
        return;
    node.sum = Vec3(0.0);
    node.bounds = {};
    node.counts = {};
    node.count = 0;
    for (uint32_t c = node.child; c != None; c = m_nodes[c].next) {
        if (m_nodes[c].dirty)
            sum(c);
        const Node &child = m_nodes[c];
        node.sum += child.sum;
        node.bounds.add(child.bounds);
        node.count += child.count;
        for (size_t s = 0; s < States; ++s)
            node.counts[s] += child.counts[s];
    }
}

void MarkerTree::refresh()
{
    if (m_nodes.empty())
        return;
    // Places found one by one are good, not best: now and then all is merged anew. The order of the leaves keeps most
    // clusters as they were.
    if (isWorn() && m_size <= MergedAtOnce)
        rebuild();
    else if (m_nodes[Root].dirty)
        sum(Root);
}

void MarkerTree::build(const std::vector<Vec3> &points)
{
    *this = {};
    m_nodes.reserve(points.size() * 2 + 1);
    m_nodes.emplace_back();
    for (const Vec3 &point : points) {
        const auto leaf = uint32_t(m_leaves.size());
        const uint32_t node = take();
        m_leaves.push_back(node);
        Node &n = m_nodes[node];
        n.sum = point;
        n.bounds.add(point);
        n.count = 1;
        n.counts[0] = 1;
        n.leaf = leaf;
    }
    m_size = points.size();
    merge();
}

/// Merges all leaves bottom up. They stand free, the rest of the tree is gone.
void MarkerTree::merge()
{
    std::vector<uint32_t> level;
    geometry::Box3 all;
    for (const uint32_t node : m_leaves) {
        if (node == None)
            continue;
        level.push_back(node);
        all.add(m_nodes[node].bounds);
    }
    m_changes = 0;
    const double size = all.isEmpty() ? 0.0 : glm::length(all.size());

    std::vector<uint32_t> next, near;
    std::vector<uint8_t> done(m_nodes.size() + level.size(), 0);
    // Nodes by cell of a grid: chains from buckets of hashed cells. Strangers in a bucket fall out by their distance.
    std::vector<uint32_t> bucket, follower;
    for (double radius = FirstRadius; level.size() > 1 && radius <= std::max(FirstRadius, size * Growth);
         radius *= Growth) {
        const size_t mask = std::bit_ceil(level.size() * 2) - 1;
        bucket.assign(mask + 1, None);
        follower.resize(m_nodes.size() + level.size());
        const auto bucketOf = [&](const Vec3 &c, int dx, int dy) {
            return size_t(hashed(int64_t(std::floor(c.x / radius)) + dx, int64_t(std::floor(c.y / radius)) + dy)) &
                   mask;
        };
        for (const uint32_t node : level) {
            uint32_t &head = bucket[bucketOf(m_nodes[node].centre(), 0, 0)];
            follower[node] = head;
            head = node;
        }
        next.clear();
        for (const uint32_t seed : level) {
            if (done[seed])
                continue;
            done[seed] = 1;
            const Vec3 c = m_nodes[seed].centre();
            near.clear();
            for (int cell = 0; cell < 9; ++cell) {
                for (uint32_t other = bucket[bucketOf(c, cell % 3 - 1, cell / 3 - 1)]; other != None;
                     other = follower[other]) {
                    const Vec3 way = m_nodes[other].centre() - c;
                    if (!done[other] && glm::dot(way, way) <= radius * radius) {
                        done[other] = 1;
                        near.push_back(other);
                    }
                }
            }
            if (near.empty()) {
                next.push_back(seed);
                continue;
            }
            const uint32_t cluster = take();
            if (done.size() < m_nodes.size())
                done.resize(m_nodes.size() * 2, 0);
            done[cluster] = 0;
            m_nodes[cluster].radius = float(radius);
            attach(seed, cluster);
            for (const uint32_t other : near)
                attach(other, cluster);
            sum(cluster);
            next.push_back(cluster);
        }
        for (const uint32_t node : next)
            done[node] = 0;
        std::swap(level, next);
    }
    for (const uint32_t node : level)
        attach(node, Root);
    m_nodes[Root].radius = float(std::max(FirstRadius, size * Growth));
    sum(Root);
}

void MarkerTree::rebuild()
{
    for (uint32_t i = 1; i < m_nodes.size(); ++i) {
        Node &node = m_nodes[i];
        node.parent = node.next = None;
        if (node.leaf == None && node.radius > 0) // free ones have none
            drop(i);
    }
    m_nodes[Root].child = None;
    merge();
}

uint32_t MarkerTree::insert(const Vec3 &point, int state)
{
    if (m_nodes.empty())
        m_nodes.emplace_back();
    if (m_nodes[Root].dirty)
        sum(Root);
    uint32_t leaf;
    if (m_freeLeaves.empty()) {
        leaf = uint32_t(m_leaves.size());
        m_leaves.push_back(None);
    } else {
        leaf = m_freeLeaves.back();
        m_freeLeaves.pop_back();
    }
    const uint32_t node = take();
    Node &n = m_nodes[node];
    n.sum = point;
    n.bounds.add(point);
    n.count = 1;
    n.counts[size_t(state)] = 1;
    n.leaf = leaf;
    m_leaves[leaf] = node;
    ++m_size;
    ++m_changes;
    place(node);
    return leaf;
}

void MarkerTree::place(uint32_t leafNode)
{
    const Vec3 point = m_nodes[leafNode].sum;
    uint32_t parent = Root;
    for (;;) {
        uint32_t nearest = None;
        double distance = std::numeric_limits<double>::infinity();
        for (uint32_t c = m_nodes[parent].child; c != None; c = m_nodes[c].next) {
            const double d = glm::length(m_nodes[c].centre() - point);
            if (d < distance) {
                distance = d;
                nearest = c;
            }
        }
        if (nearest == None)
            break;
        if (m_nodes[nearest].leaf == None && distance <= double(m_nodes[nearest].radius)) {
            parent = nearest;
            continue;
        }
        // Both would have met at the first radius that spans them, if that lies below the parent's.
        double radius = FirstRadius;
        while (radius < distance || radius <= double(m_nodes[nearest].radius) * 1.001)
            radius *= Growth;
        if (parent == Root || radius < double(m_nodes[parent].radius) * 0.999) {
            const uint32_t cluster = take();
            m_nodes[cluster].radius = float(radius);
            m_nodes[cluster].open = m_nodes[nearest].leaf == None ? m_nodes[nearest].open : Open::Unknown;
            detach(nearest);
            attach(cluster, parent);
            attach(nearest, cluster);
            parent = cluster;
        }
        break;
    }
    attach(leafNode, parent);
    sum(Root);
}

void MarkerTree::remove(uint32_t leaf)
{
    uint32_t node = m_leaves[leaf];
    if (node == None)
        return;
    m_leaves[leaf] = None;
    m_freeLeaves.push_back(leaf);
    --m_size;
    ++m_changes;
    uint32_t parent = m_nodes[node].parent;
    detach(node);
    drop(node);
    // Clusters of none go, and one of a single member gives its place to it.
    while (parent != Root) {
        const uint32_t above = m_nodes[parent].parent, only = m_nodes[parent].child;
        if (only != None && m_nodes[only].next != None)
            break;
        detach(parent);
        if (only != None) {
            detach(only);
            attach(only, above);
        }
        drop(parent);
        parent = above;
    }
    touch(parent);
}

void MarkerTree::setState(uint32_t leaf, int state)
{
    const uint32_t node = m_leaves[leaf];
    Counts counts{};
    counts[size_t(state)] = 1;
    if (node == None || m_nodes[node].counts == counts)
        return;
    m_nodes[node].counts = counts;
    touch(m_nodes[node].parent);
}

void MarkerTree::setHeight(uint32_t leaf, double z)
{
    const uint32_t node = m_leaves[leaf];
    if (node == None || m_nodes[node].sum.z == z)
        return;
    Node &n = m_nodes[node];
    n.sum.z = z;
    n.bounds = {};
    n.bounds.add(n.sum);
    touch(n.parent);
}

void MarkerTree::visit(uint32_t index, const Eye &eye, std::vector<Item> &items)
{
    Node &node = m_nodes[index];
    if (node.count == 0)
        return;
    // Single precision would do, but the boxes are doubles already.
    const Vec3 half = node.bounds.size() * 0.5, middle = node.bounds.centre() - eye.view.eye;
    const double radius = glm::length(half);
    const double z = glm::dot(middle, eye.forward), x = glm::dot(middle, eye.right), y = glm::dot(middle, eye.up);
    if (z < -radius || std::abs(x) * eye.slopeX > z * eye.tanX * eye.slopeX + radius ||
        std::abs(y) * eye.slopeY > z * eye.tanY * eye.slopeY + radius) {
        return;
    }

    if (node.leaf == None) {
        // The radius within which it was merged is how far it stands from its neighbours, shortened as its members'
        // spread is by the angle of view: a crowd seen flat lies in a narrow band, two or three only in their own
        // direction.
        constexpr uint32_t Crowd = 4;
        const double depth = std::max(1.0, z - radius * 0.5);
        const double across = glm::dot(glm::abs(eye.right), half), upright = glm::dot(glm::abs(eye.up), half);
        double seen = std::hypot(across, upright);
        if (node.count > Crowd)
            seen = std::max(seen * 0.25, std::sqrt(across * upright));
        const double share = radius > 0 ? std::min(1.0, seen / radius) : 0.0;
        const double pixels = double(node.radius) * share * eye.pixelsPerMetre / depth;
        const double limit = eye.pixels * (node.open == Open::Yes  ? 1 / Hysteresis
                                           : node.open == Open::No ? Hysteresis
                                                                   : 1.0);
        node.open = pixels > limit ? Open::Yes : Open::No;
        if (node.open == Open::Yes || index == Root || node.count == 1) {
            for (uint32_t c = node.child; c != None; c = m_nodes[c].next)
                visit(c, eye, items);
            return;
        }
    }
    Item item;
    item.node = index;
    item.leaf = node.leaf;
    item.count = node.count;
    for (int s = States - 1; s > 0 && item.worst == 0; --s)
        item.worst = node.counts[size_t(s)] ? s : 0;
    item.position = node.centre();
    item.pixel = eye.view.project(item.position, &item.depth);
    if (item.depth > eye.view.nearPlane)
        items.push_back(item);
}

void MarkerTree::cut(const ViewState &view, double pixels, double margin, std::vector<Item> &items)
{
    refresh();
    items.clear();
    if (m_nodes.empty() || view.size.isEmpty())
        return;
    const double tanY = std::tan(glm::radians(view.fovY) / 2);
    const double marginY = tanY * (1.0 + 2 * margin / view.size.height());
    const double marginX = tanY * (view.size.width() + 2 * margin) / view.size.height();
    const Eye eye{view,
                  view.right(),
                  view.up(),
                  view.forward(),
                  1.0 / view.metresPerPixel(1.0),
                  pixels,
                  marginX,
                  marginY,
                  1.0 / std::hypot(1.0, marginX),
                  1.0 / std::hypot(1.0, marginY)};
    visit(Root, eye, items);
}

std::vector<uint32_t> MarkerTree::leavesOf(uint32_t node) const
{
    std::vector<uint32_t> leaves, stack{node};
    while (!stack.empty()) {
        const Node &n = m_nodes[stack.back()];
        stack.pop_back();
        if (n.leaf != None)
            leaves.push_back(n.leaf);
        for (uint32_t c = n.child; c != None; c = m_nodes[c].next)
            stack.push_back(c);
    }
    return leaves;
}

}
