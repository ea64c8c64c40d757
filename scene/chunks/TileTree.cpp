#include "scene/chunks/TileTree.h"

#include <bit>
#include <cmath>

namespace scene
{

using geometry::Box3;
using geometry::Vec3;

namespace
{

struct Item {
    float x, y;
    uint32_t place;
};

/// Halves at the largest power of two below the number, at right angles to the longer side: so every group of 4^n is
/// compact.
void arrange(Item *first, Item *last)
{
    while (last - first > 4) {
        glm::vec2 low(std::numeric_limits<float>::max()), high(-low);
        for (const Item *it = first; it != last; ++it) {
            low = glm::min(low, glm::vec2(it->x, it->y));
            high = glm::max(high, glm::vec2(it->x, it->y));
        }
        const bool alongX = high.x - low.x >= high.y - low.y;
        Item *middle = first + std::ptrdiff_t(std::bit_ceil(size_t(last - first)) / 2);
        std::nth_element(first, middle, last,
                         [alongX](const Item &a, const Item &b) { return alongX ? a.x < b.x : a.y < b.y; });
        arrange(first, middle);
        first = middle;
    }
}

}

std::vector<uint32_t> TileTree::plant(const std::vector<uint32_t> &things, const std::vector<Box3> &around)
{
    const size_t count = things.size();
    if (count == 0)
        return {};
    Box3 all;
    for (const Box3 &box : around)
        if (!box.isEmpty())
            all.add(box);
    m_origin = all.isEmpty() ? Vec3(0.0) : glm::round(all.centre());

    std::vector<Item> items(count);
    std::vector<FloatBox> boxes(count);
    for (size_t i = 0; i < count; ++i) {
        const Vec3 centre = around[i].isEmpty() ? Vec3(0.0) : around[i].centre() - m_origin;
        items[i] = {float(centre.x), float(centre.y), uint32_t(i)};
        if (around[i].isEmpty())
            continue;
        // A little more than rounding takes away.
        constexpr float Slack = 0.02f;
        boxes[i].min = glm::vec3(around[i].min - m_origin) - Slack;
        boxes[i].max = glm::vec3(around[i].max - m_origin) + Slack;
    }
    arrange(items.data(), items.data() + count);

    m_order.resize(count);
    m_rank.assign(size_t(*std::max_element(things.begin(), things.end())) + 1, uint32_t(count));
    m_boxes.emplace_back((count + 3) / 4);
    std::vector<uint32_t> places(count);
    for (size_t i = 0; i < count; ++i) {
        places[i] = items[i].place;
        m_order[i] = things[places[i]];
        m_rank[m_order[i]] = uint32_t(i);
        m_boxes[0][i / 4].add(boxes[places[i]]);
    }
    while (m_boxes.back().size() > 1 || m_boxes.size() < size_t(m_leafPower)) {
        const auto &below = m_boxes.back();
        std::vector<FloatBox> above((below.size() + 3) / 4);
        for (size_t i = 0; i < below.size(); ++i)
            above[i / 4].add(below[i]);
        m_boxes.push_back(std::move(above));
    }
    return places;
}

Box3 TileTree::bounds(const Tile &tile) const
{
    const FloatBox &box = m_boxes[size_t(tile.level + m_leafPower - 1)][tile.index];
    return {m_origin + Vec3(box.min), m_origin + Vec3(box.max)};
}

float TileTree::entry(const FloatBox &box, const glm::vec3 &origin, const glm::vec3 &inverse)
{
    const glm::vec3 a = (box.min - origin) * inverse, b = (box.max - origin) * inverse;
    // A NaN (a ray within a slab's plane) falls out of fmin and fmax in the box's favour.
    const float in =
        std::fmax(std::fmax(std::fmin(a.x, b.x), std::fmin(a.y, b.y)), std::fmax(std::fmin(a.z, b.z), 0.0f));
    const float out = std::fmin(std::fmin(std::fmax(a.x, b.x), std::fmax(a.y, b.y)), std::fmax(a.z, b.z));
    return in <= out * 1.00001f ? in : std::numeric_limits<float>::infinity();
}

}
