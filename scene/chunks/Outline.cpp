#include "scene/chunks/Outline.h"

#include <cmath>
#include <map>
#include <tuple>

namespace scene
{

void addSegment(LineMesh &lines, const glm::vec3 &from, const glm::vec3 &to, float width, uint32_t feature)
{
    const uint32_t first = uint32_t(lines.vertices.size());
    for (int corner = 0; corner < 4; ++corner) {
        const glm::vec3 &here = corner < 2 ? from : to, &there = corner < 2 ? to : from;
        // Seen from the far end, left and right change places.
        const float side = (corner % 2 == 0) == (corner < 2) ? -1.0f : 1.0f;
        lines.vertices.push_back({here.x, here.y, here.z, there.x, there.y, there.z, side, width, feature});
    }
    lines.indices.insert(lines.indices.end(), {first, first + 2, first + 1, first + 1, first + 2, first + 3});
}

void addOutline(LineMesh &lines, const ChunkGeometry &chunk, uint32_t feature, const geometry::Vec3 &origin,
                float width)
{
    // Corners that are the same point have different numbers in different faces: so they go by position, in
    // centimetres.
    using Key = std::tuple<int, int, int>;
    struct Edge {
        glm::vec3 from, to, normal;
        int faces = 0;
        bool sharp = false;
    };
    std::map<std::pair<Key, Key>, Edge> edges;
    const auto key = [](const glm::vec3 &p) {
        return Key(int(std::lround(p.x * 100)), int(std::lround(p.y * 100)), int(std::lround(p.z * 100)));
    };
    for (size_t t = 0; t + 2 < chunk.indices.size(); t += 3) {
        if (chunk.vertices[chunk.indices[t]].feature != feature)
            continue;
        glm::vec3 corner[3];
        for (int k = 0; k < 3; ++k) {
            const ChunkGeometry::Vertex &v = chunk.vertices[chunk.indices[t + size_t(k)]];
            corner[k] = {v.x, v.y, v.z};
        }
        const glm::vec3 across = glm::cross(corner[1] - corner[0], corner[2] - corner[0]);
        const float length = glm::length(across);
        if (length < 1e-6f)
            continue;
        for (int k = 0; k < 3; ++k) {
            const glm::vec3 &a = corner[k], &b = corner[(k + 1) % 3];
            const Key ka = key(a), kb = key(b);
            if (ka == kb)
                continue;
            Edge &edge = edges[ka < kb ? std::pair(ka, kb) : std::pair(kb, ka)];
            if (++edge.faces == 1) {
                edge.from = a;
                edge.to = b;
                edge.normal = across / length;
            } else if (std::abs(glm::dot(edge.normal, across / length)) < 0.9f) {
                edge.sharp = true;
            }
        }
    }
    const glm::vec3 shift(chunk.origin - origin);
    for (const auto &[ends, edge] : edges)
        if (edge.sharp || edge.faces == 1)
            addSegment(lines, edge.from + shift, edge.to + shift, width, 0);
}

}
