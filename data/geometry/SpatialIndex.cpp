#include "geometry/SpatialIndex.h"

#include <queue>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace geometry
{

static constexpr uint32_t NodeSize = 12;

SpatialIndex::SpatialIndex(const std::vector<Box2> &boxes) : m_items(boxes.size())
{
    if (boxes.empty())
        return;
    // Sort-tile-recursive (Leutenegger et al. 1997): slices by x, within each by y.
    std::vector<uint32_t> order(boxes.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto byX = [&](uint32_t a, uint32_t b) {
        return boxes[a].min.x + boxes[a].max.x < boxes[b].min.x + boxes[b].max.x;
    };
    const auto byY = [&](uint32_t a, uint32_t b) {
        return boxes[a].min.y + boxes[a].max.y < boxes[b].min.y + boxes[b].max.y;
    };
    std::sort(order.begin(), order.end(), byX);
    const auto leaves = double((boxes.size() + NodeSize - 1) / NodeSize);
    const size_t slice = size_t(std::ceil(std::sqrt(leaves))) * NodeSize;
    for (size_t begin = 0; begin < order.size(); begin += slice)
        std::sort(order.begin() + std::ptrdiff_t(begin),
                  order.begin() + std::ptrdiff_t(std::min(begin + slice, order.size())), byY);
    m_nodes.reserve(boxes.size() + boxes.size() / (NodeSize - 2) + 2);
    for (const uint32_t item : order)
        m_nodes.push_back({boxes[item], item, 0});
    for (size_t begin = 0, end = m_nodes.size(); end - begin > 1;) {
        for (size_t i = begin; i < end; i += NodeSize) {
            Node parent;
            parent.first = uint32_t(i);
            parent.count = uint32_t(std::min<size_t>(NodeSize, end - i));
            for (uint32_t k = 0; k < parent.count; ++k)
                parent.box.add(m_nodes[i + k].box);
            m_nodes.push_back(parent);
        }
        begin = end;
        end = m_nodes.size();
    }
}

void SpatialIndex::query(const Box2 &area, const std::function<bool(uint32_t)> &hit) const
{
    if (m_nodes.empty())
        return;
    std::vector<uint32_t> stack{uint32_t(m_nodes.size() - 1)};
    while (!stack.empty()) {
        const Node &node = m_nodes[stack.back()];
        stack.pop_back();
        if (!node.box.intersects(area))
            continue;
        if (node.count == 0) {
            if (!hit(node.first))
                return;
            continue;
        }
        for (uint32_t k = 0; k < node.count; ++k)
            stack.push_back(node.first + k);
    }
}

std::vector<uint32_t> SpatialIndex::query(const Box2 &area) const
{
    std::vector<uint32_t> found;
    query(area, [&](uint32_t item) {
        found.push_back(item);
        return true;
    });
    return found;
}

std::vector<uint32_t> SpatialIndex::nearest(const Vec2 &point, size_t count, double maxDistance) const
{
    std::vector<uint32_t> found;
    if (m_nodes.empty() || count == 0)
        return found;
    const auto distance = [&](const Box2 &box) {
        return glm::length(glm::max(glm::max(box.min - point, point - box.max), Vec2(0)));
    };
    using Entry = std::pair<double, uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    queue.emplace(distance(m_nodes.back().box), uint32_t(m_nodes.size() - 1));
    while (!queue.empty() && found.size() < count) {
        const auto [d, at] = queue.top();
        queue.pop();
        if (d > maxDistance)
            break;
        const Node &node = m_nodes[at];
        if (node.count == 0) {
            found.push_back(node.first);
            continue;
        }
        for (uint32_t k = 0; k < node.count; ++k)
            queue.emplace(distance(m_nodes[node.first + k].box), node.first + k);
    }
    return found;
}

}
