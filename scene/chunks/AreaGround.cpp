#include "scene/chunks/AreaGround.h"

#include "scene/chunks/Draped.h"
#include "scene/chunks/Draper.h"

#include <algorithm>

namespace scene
{

/// As many as a row of states has: a thematic map of more areas is read as a texture, not as areas.
static constexpr size_t MostThematicAreas = StateColumns;
/// Over all flat layers of a city, below public warnings.
static constexpr double AreaFillBias = 236, AreaLineBias = 250;
static constexpr double AreaFillOpacity = 0.62, AreaLineOpacity = 0.9;
static constexpr float AreaLineWidth = 2.2f;

AreaGround::AreaGround(Engine &engine, const CityScene &scene)
    : m_engine(engine), m_scene(scene), m_fillState(MostThematicAreas), m_lineState(1)
{
    m_fillLayer = m_engine.addLayer(m_fillState.rows());
    m_lineLayer = m_engine.addLayer(m_lineState.rows());
    m_engine.setLayerOpacity(m_fillLayer, AreaFillOpacity);
    m_engine.setLayerOpacity(m_lineLayer, AreaLineOpacity);
    m_engine.setLayerBias(m_fillLayer, AreaFillBias);
    m_engine.setLayerBias(m_lineLayer, AreaLineBias);
}

void AreaGround::setCity(std::shared_ptr<const domain::City> city)
{
    m_city = std::move(city);
    m_stale = m_stale || !m_areas.empty();
}

void AreaGround::setTheme(Theme theme)
{
    m_theme = theme;
    recolour();
}

void AreaGround::setAreas(const std::vector<AreaPaint> &areas)
{
    const bool same = std::equal(areas.begin(), areas.end(), m_areas.begin(), m_areas.end(),
                                 [](const AreaPaint &a, const AreaPaint &b) { return a.area == b.area; });
    m_areas = areas;
    if (m_areas.size() > MostThematicAreas)
        m_areas.resize(MostThematicAreas);
    m_stale = m_stale || !same;
    recolour();
}

void AreaGround::recolour()
{
    for (size_t i = 0; i < m_areas.size(); ++i)
        m_fillState.setColour(i, fromColour(m_areas[i].colour));
    m_lineState.setColour(0, Palette::of(m_theme).background);
}

void AreaGround::rebuild()
{
    m_stale = false;
    dropMesh(m_engine, m_fill);
    dropMesh(m_engine, m_lines);
    if (!m_city || m_areas.empty())
        return;
    const auto terrain = m_city->terrain();
    const geometry::Box3 bounds = m_city->bounds();
    const double level = bounds.isEmpty() ? 0 : m_scene.groundAt(geometry::Vec2(bounds.centre()));
    auto lines = std::make_shared<LineMesh>();
    std::vector<geometry::MultiPolygon> shapes;
    for (const AreaPaint &paint : m_areas) {
        const domain::AdminArea *area = m_city->area(paint.area);
        shapes.push_back(area ? area->shape : geometry::MultiPolygon());
        const auto drape = [&](const geometry::Ring &ring) {
            for (size_t i = 0; i < ring.size(); ++i)
                drapeLine(*lines, ring[i], ring[(i + 1) % ring.size()], terrain.get(), level, 0, AreaLineWidth);
        };
        for (const geometry::Polygon &polygon : shapes.back()) {
            drape(polygon.outer);
            std::for_each(polygon.holes.begin(), polygon.holes.end(), drape);
        }
    }
    m_fill = addFlat(m_engine, m_fillLayer, drapeShapes(shapes, terrain, level));
    m_lines = addLines(m_engine, m_lineLayer, lines);
}

bool AreaGround::update()
{
    const bool rebuilt = m_stale;
    if (m_stale)
        rebuild();
    bool changed = m_fillState.flush(m_engine, m_fillLayer);
    changed |= m_lineState.flush(m_engine, m_lineLayer);
    return rebuilt || changed;
}

}
