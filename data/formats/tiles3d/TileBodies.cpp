#include "formats/tiles3d/TileBodies.h"

#include <algorithm>
#include <cmath>

namespace formats::tiles3d
{

using geometry::Vec3f;

size_t TileBodies::bodyFor(const Standing &standing, quint32 feature)
{
    const quint64 key = quint64(standing.piece) << 33 | quint64(standing.isInstance) << 32 | feature;
    const auto known = m_known.find(key);
    if (known != m_known.end())
        return known->second;
    m_known.emplace(key, m_bodies.size());
    TileBody body;
    body.feature = feature;
    body.isInstance = standing.isInstance;
    if (feature != NoFeature)
        body.row = {standing.table, feature};
    m_bodies.push_back(std::move(body));
    return m_bodies.size() - 1;
}

qint32 TileBodies::paintOf(const GltfPrimitive &primitive, const GltfModel &model, uint32_t corner)
{
    const auto *material = primitive.material < 0 ? nullptr : &model.materials[size_t(primitive.material)];
    if (material && material->image >= 0 && material->image < qint64(model.images.size()) &&
        !primitive.texCoords.empty() && !model.images[size_t(material->image)].isEmpty())
        return m_paints.picture(model.images[size_t(material->image)]);
    std::array<float, 4> colour = material ? material->colour : std::array<float, 4>{1, 1, 1, 1};
    quint32 packed = 0;
    for (size_t c = 0; c < 4; ++c) {
        float part = colour[c];
        if (!primitive.colours.empty())
            part *= float((primitive.colours[corner] >> (8 * c)) & 255) / 255.0f;
        // Colours of corners differ without end: 16 steps keep the meshes few.
        const float steps = primitive.colours.empty() ? 255.0f : 15.0f;
        packed |= quint32(std::lround(std::clamp(part, 0.0f, 1.0f) * steps) * (255 / std::lround(steps))) << (8 * c);
    }
    // White is what exporters write where nobody chose a colour.
    return packed == 0xFFFFFFFF ? TilePaints::None : m_paints.colour(packed);
}

void TileBodies::add(const GltfPrimitive &primitive, const GltfModel &model, const Standing &standing,
                     const Placing::Near &near)
{
    constexpr double Farthest = 20'000'000; // metres: beyond is damage
    const size_t count = primitive.positions.size();
    std::vector<Vec3> scene(count);
    std::vector<bool> sound(count);
    for (size_t i = 0; i < count; ++i) {
        scene[i] = near.apply(Vec3(standing.world * glm::dvec4(Vec3(primitive.positions[i]), 1.0)));
        sound[i] = glm::length(scene[i]) < Farthest; // NaN is not
    }
    const glm::dmat3 turn(standing.world);
    const double volume = glm::determinant(turn);
    const bool mirrored = volume < 0;
    const bool smooth = primitive.normals.size() == count && std::abs(volume) > 0;
    const glm::dmat3 turnNormal = smooth ? glm::transpose(glm::inverse(turn)) : glm::dmat3(1.0);
    const bool plain = !standing.byFeature || primitive.features.empty();

    std::vector<quint32> corner(count); // the vertex's number in the body that it was last put into
    std::vector<size_t> whose(count, size_t(-1));
    quint32 last = NoFeature;
    size_t body = size_t(-1);
    for (size_t t = 0; t + 2 < primitive.indices.size(); t += 3) {
        std::array<uint32_t, 3> at{primitive.indices[t], primitive.indices[t + 1], primitive.indices[t + 2]};
        if (!sound[at[0]] || !sound[at[1]] || !sound[at[2]]) {
            m_broken = true;
            continue;
        }
        if (at[0] == at[1] || at[1] == at[2] || at[2] == at[0])
            continue;
        if (mirrored)
            std::swap(at[1], at[2]);
        const quint32 feature = standing.instance != NoFeature ? standing.instance
                                : plain                        ? NoFeature
                                                               : primitive.features[at[0]];
        if (body == size_t(-1) || feature != last) {
            body = bodyFor(standing, feature);
            last = feature;
        }
        TileBody &into = m_bodies[body];
        for (const uint32_t index : at) {
            if (whose[index] != body) {
                whose[index] = body;
                corner[index] = quint32(into.positions.size());
                into.positions.push_back(scene[index]);
                into.normals.push_back(smooth ? Vec3f(near.turned(turnNormal * Vec3(primitive.normals[index])))
                                              : Vec3f(0));
                into.texCoords.push_back(primitive.texCoords.empty() ? geometry::Vec2f(0) : primitive.texCoords[index]);
            }
            into.indices.push_back(corner[index]);
        }
        into.smooth = into.smooth && smooth;
        into.paints.push_back(paintOf(primitive, model, primitive.indices[t]));
        ++m_triangles;
    }
}

}
