#include "geometry/Bvh.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace geometry
{

namespace
{

struct Bounds {
    Vec3f min{std::numeric_limits<float>::max()};
    Vec3f max{-std::numeric_limits<float>::max()};
    void add(const Vec3f &p) { min = glm::min(min, p), max = glm::max(max, p); }
    void add(const Bounds &b) { min = glm::min(min, b.min), max = glm::max(max, b.max); }
    float halfArea() const
    {
        const Vec3f d = glm::max(max - min, Vec3f(0));
        return d.x * d.y + d.y * d.z + d.z * d.x;
    }
};

constexpr uint32_t LeafSize = 4;
constexpr int Bins = 12;

}

Bvh::Bvh(const Mesh &mesh) : m_origin(mesh.origin)
{
    const auto count = uint32_t(mesh.triangles());
    if (count == 0)
        return;
    std::vector<Bounds> boxes(count);
    std::vector<Vec3f> centres(count);
    for (uint32_t t = 0; t < count; ++t) {
        for (uint32_t k = 0; k < 3; ++k)
            boxes[t].add(mesh.positions[mesh.indices[t * 3 + k]]);
        centres[t] = (boxes[t].min + boxes[t].max) * 0.5f;
    }
    m_triangles.resize(count);
    std::iota(m_triangles.begin(), m_triangles.end(), 0u);
    m_nodes.reserve(count / 2 + 1);

    // Binned surface-area heuristic (Wald 2007), iterative so that no mesh can exhaust the stack; left child is the
    // next node.
    struct Task {
        uint32_t begin, end, parent;
        bool right;
    };
    std::vector<Task> tasks{{0, count, 0, false}};
    while (!tasks.empty()) {
        const Task task = tasks.back();
        tasks.pop_back();
        const auto self = uint32_t(m_nodes.size());
        if (task.right)
            m_nodes[task.parent].first = self;
        Bounds box, middle;
        for (uint32_t i = task.begin; i < task.end; ++i) {
            box.add(boxes[m_triangles[i]]);
            middle.add(centres[m_triangles[i]]);
        }
        m_nodes.push_back({box.min, task.begin, box.max, task.end - task.begin});
        const uint32_t n = task.end - task.begin;
        const Vec3f extent = middle.max - middle.min;
        const int axis = extent.x >= extent.y && extent.x >= extent.z ? 0 : extent.y >= extent.z ? 1 : 2;
        if (n <= LeafSize || extent[axis] <= 0) {
            // Triangles with one common middle cannot be told apart: one leaf.
            continue;
        }
        const float scale = float(Bins) / extent[axis] * 0.9999f;
        const auto binOf = [&](uint32_t t) {
            return std::clamp(int((centres[t][axis] - middle.min[axis]) * scale), 0, Bins - 1);
        };
        std::array<Bounds, Bins> binBox{};
        std::array<uint32_t, Bins> binCount{};
        for (uint32_t i = task.begin; i < task.end; ++i) {
            const int bin = binOf(m_triangles[i]);
            binBox[size_t(bin)].add(boxes[m_triangles[i]]);
            ++binCount[size_t(bin)];
        }
        std::array<float, Bins> rightCost{};
        Bounds sweep;
        uint32_t swept = 0;
        for (size_t b = Bins - 1; b > 0; --b) {
            if (binCount[b])
                sweep.add(binBox[b]);
            swept += binCount[b];
            rightCost[b] = swept ? sweep.halfArea() * float(swept) : 0;
        }
        sweep = {};
        swept = 0;
        float best = std::numeric_limits<float>::max();
        int split = -1;
        for (int b = 0; b < Bins - 1; ++b) {
            if (binCount[size_t(b)])
                sweep.add(binBox[size_t(b)]);
            swept += binCount[size_t(b)];
            if (swept == 0 || swept == n)
                continue;
            const float cost = sweep.halfArea() * float(swept) + rightCost[size_t(b) + 1];
            if (cost < best) {
                best = cost;
                split = b;
            }
        }
        if (split < 0)
            continue;
        const auto first = m_triangles.begin();
        const auto border =
            std::partition(first + task.begin, first + task.end, [&](uint32_t t) { return binOf(t) <= split; });
        const auto middleIndex = uint32_t(border - first);
        m_nodes[self].count = 0;
        tasks.push_back({middleIndex, task.end, self, true});
        tasks.push_back({task.begin, middleIndex, self, false});
    }
    m_nodes.shrink_to_fit();
    m_corners.reserve(count);
    for (const uint32_t t : m_triangles) {
        m_corners.push_back({mesh.positions[mesh.indices[t * 3]], mesh.positions[mesh.indices[t * 3 + 1]],
                             mesh.positions[mesh.indices[t * 3 + 2]]});
    }
}

template <bool Any> std::optional<RayHit> Bvh::trace(const Ray &ray, double maxDistance) const
{
    if (m_nodes.empty())
        return std::nullopt;
    const Vec3f origin(ray.origin - m_origin);
    const Vec3f direction(ray.direction);
    const Vec3f inverse = 1.0f / direction;
    double nearest = maxDistance;
    uint32_t hit = UINT32_MAX;
    const auto enters = [&](const Node &node) {
        const Vec3f a = (node.min - origin) * inverse, b = (node.max - origin) * inverse;
        // Infinities compare right; a NaN (a ray within a slab's plane) falls out of min and max in its favour.
        const float in =
            std::fmax(std::fmax(std::fmin(a.x, b.x), std::fmin(a.y, b.y)), std::fmax(std::fmin(a.z, b.z), 0.0f));
        const float out = std::fmin(std::fmin(std::fmax(a.x, b.x), std::fmax(a.y, b.y)), std::fmax(a.z, b.z));
        return in <= out * 1.00001f && double(in) < nearest ? in : std::numeric_limits<float>::infinity();
    };
    std::vector<uint32_t> stack;
    stack.reserve(64);
    stack.push_back(0);
    while (!stack.empty()) {
        const uint32_t at = stack.back();
        stack.pop_back();
        const Node &node = m_nodes[at];
        if (enters(node) == std::numeric_limits<float>::infinity())
            continue;
        if (node.count == 0) {
            const bool leftFirst = enters(m_nodes[at + 1]) <= enters(m_nodes[node.first]);
            stack.push_back(leftFirst ? node.first : at + 1);
            stack.push_back(leftFirst ? at + 1 : node.first);
            continue;
        }
        for (uint32_t i = node.first; i < node.first + node.count; ++i) {
            // Moeller and Trumbore, 1997; both sides count, since real buildings have inside-out walls. In double:
            // from kilometres away single precision leaves gaps between triangles.
            const Corner &c = m_corners[i];
            const Vec3 a(c.a), e1 = Vec3(c.b) - a, e2 = Vec3(c.c) - a;
            const Vec3 p = glm::cross(ray.direction, e2);
            const double det = glm::dot(e1, p);
            if (det == 0)
                continue;
            const Vec3 s = ray.origin - m_origin - a;
            const double u = glm::dot(s, p) / det;
            if (u < 0 || u > 1)
                continue;
            const Vec3 q = glm::cross(s, e1);
            const double v = glm::dot(ray.direction, q) / det;
            if (v < 0 || u + v > 1)
                continue;
            const double t = glm::dot(e2, q) / det;
            if (t > 0 && t < nearest) {
                nearest = t;
                hit = i;
                if constexpr (Any)
                    return RayHit{nearest, m_triangles[hit], {}, {}};
            }
        }
    }
    if (hit == UINT32_MAX)
        return std::nullopt;
    const Corner &c = m_corners[hit];
    return RayHit{nearest, m_triangles[hit], ray.origin + ray.direction * nearest,
                  glm::normalize(glm::cross(c.b - c.a, c.c - c.a))};
}

std::optional<RayHit> Bvh::nearest(const Ray &ray, double maxDistance) const
{
    return trace<false>(ray, maxDistance);
}

bool Bvh::occluded(const Ray &ray, double maxDistance) const
{
    return trace<true>(ray, maxDistance).has_value();
}

Box3 Bvh::bounds() const
{
    if (m_nodes.empty())
        return {};
    return {m_origin + Vec3(m_nodes[0].min), m_origin + Vec3(m_nodes[0].max)};
}

size_t Bvh::bytes() const
{
    return m_nodes.capacity() * sizeof(Node) + m_corners.capacity() * sizeof(Corner) +
           m_triangles.capacity() * sizeof(uint32_t);
}

}
