// The part of CityScene that is under the city: the sheet to the horizon, and the shades that fall on it.
#include "scene/chunks/CityScene.h"
#include "scene/chunks/GroundSheet.h"

namespace scene
{

using geometry::Vec2;
using geometry::Vec3;

void CityScene::setSun(const Vec3 &direction)
{
    if (glm::distance(direction, m_sun) < 1e-4)
        return;
    m_sun = direction;
    if (m_city)
        buildShade();
}

void CityScene::buildShade()
{
    m_shadePending = true;
    const quint64 epoch = ++m_shadeEpoch;
    auto layers = m_city->layers;
    const auto tiles = shownTiles();
    layers.insert(layers.end(), tiles.begin(), tiles.end());
    m_pool.start([this, epoch, layers = std::move(layers), terrain = m_terrain, level = m_level, sun = m_sun,
                  hollow = m_hollow, within = tiles.empty() ? geometry::Box2() : m_lookedAt] {
        auto map = std::make_shared<ShadeMap>(buildShadeMap(layers, terrain.get(), level, sun, hollow, within));
        QMetaObject::invokeMethod(this, [this, epoch, map] {
            if (epoch != m_shadeEpoch)
                return;
            m_shadePending = false;
            if (map->width > 0)
                m_engine.setShadeMap(map->area, map->width, map->height, map->rgba, map->low, map->high);
            Q_EMIT wantsFrame();
        });
    });
}

double CityScene::groundSheet() const
{
    return m_terrain ? double(m_terrain->lowest()) - 4.0 : m_level - 0.03;
}

void CityScene::buildGround(const geometry::Box2 &city, double z)
{
    if (m_groundMesh && city.min == m_groundArea.min && city.max == m_groundArea.max && z == m_groundSheet)
        return;
    m_groundArea = city;
    m_groundSheet = z;
    const auto sheet = std::make_shared<const GroundSheet>(makeGroundSheet(city, z));
    const auto show = [&](int &mesh, Surface surface, const ChunkMesh &of) {
        if (mesh)
            m_engine.removeMesh(mesh);
        MeshData data;
        data.surface = surface;
        data.vertices = of.vertices.data();
        data.vertexCount = of.vertices.size();
        data.vertexBytes = of.vertices.size() * sizeof(ChunkGeometry::Vertex);
        data.indices = of.indices.data();
        data.indexCount = of.indices.size();
        data.origin = sheet->origin;
        data.bounds.add(sheet->origin + Vec3(Vec2(-2 * GroundSheet::Reach), z));
        data.bounds.add(sheet->origin + Vec3(Vec2(2 * GroundSheet::Reach), z + 1));
        data.keepAlive = sheet;
        mesh = m_engine.addMesh(m_groundLayer, data);
    };
    show(m_groundMesh, Surface::Base, sheet->city);
    show(m_beyondMesh, Surface::Beyond, sheet->beyond);
}

double CityScene::groundAt(const Vec2 &point) const
{
    return groundHeight(m_terrain.get(), point, m_level);
}

}
