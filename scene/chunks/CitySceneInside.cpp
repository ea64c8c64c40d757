// What the city does about a building that is shown from the inside.
#include "scene/chunks/BuildingMesher.h"
#include "scene/chunks/CityScene.h"
#include "scene/chunks/Outline.h"

#include <algorithm>
#include <unordered_map>

namespace scene
{

using domain::ObjectKind;
using geometry::Vec3;

static constexpr double GlassGround = 0.30; ///< opacity of the ground that one looks through

void CityScene::setHollow(const QString &building)
{
    if (m_hollow == building)
        return;
    m_hollow = building;
    applyReplacements();
    if (m_city)
        buildShade(); // glass casts no shadow
    // Outlines go with what is drawn.
    setSelected(m_selected);
    setHovered(m_hovered);
    Q_EMIT chunksChanged();
    Q_EMIT wantsFrame();
}

void CityScene::setAside(const QSet<QString> &buildings)
{
    if (m_aside == buildings)
        return;
    m_aside = buildings;
    applyReplacements();
    auto lines = std::make_shared<LineMesh>();
    Vec3 origin(0.0);
    for (const QString &building : buildings) {
        for (const FeatureAt &at : featuresOf({ObjectKind::Building, building})) {
            eachGeometry(at, [&](const ChunkGeometry &geometry, Surface) {
                if (lines->indices.empty())
                    origin = geometry.origin;
                constexpr float Width = 1.0f;
                addOutline(*lines, geometry, at.feature, origin, Width);
            });
        }
    }
    replaceLines(m_asideMesh, m_asideLayer, lines, origin);
    setSelected(m_selected);
    setHovered(m_hovered);
    Q_EMIT chunksChanged();
    Q_EMIT wantsFrame();
}

bool CityScene::isStanding(quint32 layer, quint32 feature) const
{
    return isPickable(layer, feature) || (!m_aside.isEmpty() && m_aside.contains(objectAt({layer, feature}).id));
}

std::shared_ptr<const ChunkGeometry> CityScene::outsideOf(const QString &building) const
{
    std::shared_ptr<ChunkGeometry> outside;
    for (const FeatureAt &at : featuresOf({ObjectKind::Building, building})) {
        eachGeometry(at, [&](const ChunkGeometry &full, Surface) {
            if (!outside) {
                outside = std::make_shared<ChunkGeometry>();
                outside->origin = full.origin;
            }
            const glm::vec3 shift(full.origin - outside->origin);
            std::unordered_map<uint32_t, uint32_t> taken;
            for (size_t i = 0; i + 2 < full.indices.size(); i += 3) {
                if (full.vertices[full.indices[i]].feature != at.feature)
                    continue;
                for (size_t k = i; k < i + 3; ++k) {
                    const auto [it, fresh] = taken.emplace(full.indices[k], uint32_t(outside->vertices.size()));
                    if (fresh) {
                        ChunkGeometry::Vertex v = full.vertices[full.indices[k]];
                        v.x += shift.x, v.y += shift.y, v.z += shift.z;
                        v.feature = 0;
                        outside->vertices.push_back(v);
                        outside->bounds.add(outside->origin + Vec3(v.x, v.y, v.z));
                    }
                    outside->indices.push_back(it->second);
                }
            }
        });
    }
    return outside && !outside->indices.empty() ? outside : nullptr;
}

bool CityScene::isGround(const Slot &slot)
{
    switch (infoOf(slot).kind) {
    case domain::LayerKind::Road:
    case domain::LayerKind::Rail:
    case domain::LayerKind::Water:
    case domain::LayerKind::Green:
    case domain::LayerKind::Facility:
    case domain::LayerKind::Relief:
    case domain::LayerKind::Terrain:
    case domain::LayerKind::Imagery:
        return true;
    default:
        return false;
    }
}

void CityScene::applyOpacity(const Slot &slot)
{
    const bool glass = m_groundGlass && isGround(slot);
    m_engine.setLayerOpacity(slot.engineLayer, glass ? std::min(slot.opacity, GlassGround) : slot.opacity);
}

void CityScene::setGroundGlass(bool glass)
{
    if (m_groundGlass == glass)
        return;
    m_groundGlass = glass;
    eachSlot([this](quint32, const Slot &slot) { applyOpacity(slot); });
    m_engine.setLayerOpacity(m_groundLayer, glass ? GlassGround : 1.0);
    Q_EMIT wantsFrame();
}

double CityScene::topWithin(const geometry::Box2 &area) const
{
    double top = geometry::NaN;
    eachSlot([&](quint32, const Slot &slot) {
        if (!slot.visible || !slot.shown)
            return;
        for (const domain::Building &building : slot.layer->buildings) {
            if (building.id == m_hollow || building.partOf == m_hollow)
                continue;
            const geometry::Box3 box = buildingBounds(building, m_terrain.get());
            if (!box.isEmpty() && box.flat().intersects(area))
                top = std::isnan(top) ? box.max.z : std::max(top, box.max.z);
        }
    });
    return top;
}

}
