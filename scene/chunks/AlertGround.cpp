#include "scene/chunks/AlertGround.h"

#include "scene/chunks/Draped.h"
#include "scene/chunks/Draper.h"
#include "scene/overlays/MarkerStyle.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Vec2;
using geometry::Vec3;

/// As many as a row of states has; more would be a sea of colour anyway.
static constexpr size_t MostAreas = StateColumns;
/// Over all flat layers of a city, below its borders' lift.
static constexpr double FillBias = 260, LineBias = 300, SelectBias = 340;
static constexpr double FillOpacity = 0.2, LineOpacity = 0.75;

AlertGround::AlertGround(Engine &engine, const CityScene &scene)
    : m_engine(engine), m_scene(scene), m_fillState(MostAreas), m_lineState(MostAreas), m_selectState(1)
{
    m_fillLayer = m_engine.addLayer(m_fillState.rows());
    m_lineLayer = m_engine.addLayer(m_lineState.rows());
    m_selectLayer = m_engine.addLayer(m_selectState.rows());
    m_engine.setLayerOpacity(m_fillLayer, FillOpacity);
    m_engine.setLayerOpacity(m_lineLayer, LineOpacity);
    m_engine.setLayerBias(m_fillLayer, FillBias);
    m_engine.setLayerBias(m_lineLayer, LineBias);
    m_engine.setLayerBias(m_selectLayer, SelectBias);
}

void AlertGround::shape(Area &area) const
{
    area.bounds = {};
    area.shape = m_city ? alertShape(area.alert, *m_city, m_language) : AlertShape();
    const geometry::Box2 flat = geometry::bounds(area.shape.area);
    if (flat.isEmpty())
        return;
    area.bounds.add(Vec3(flat.min, m_scene.groundAt(flat.min)));
    area.bounds.add(Vec3(flat.max, m_scene.groundAt(flat.max)));
}

void AlertGround::setCity(std::shared_ptr<const domain::City> city)
{
    m_city = std::move(city);
    for (auto &[id, area] : m_areas)
        shape(area);
    m_stale = m_stale || !m_areas.empty();
}

void AlertGround::setTheme(Theme theme)
{
    m_theme = theme;
    m_stale = true;
}

void AlertGround::setLanguage(const QString &language)
{
    m_language = language;
}

void AlertGround::apply(const std::vector<domain::Alert> &alerts, const std::vector<QString> &ended, bool reset)
{
    if (alerts.empty() && ended.empty() && !(reset && !m_areas.empty()))
        return;
    if (reset)
        m_areas.clear();
    for (const QString &id : ended)
        m_areas.erase(id);
    for (const domain::Alert &alert : alerts) {
        if (m_areas.size() >= MostAreas && !m_areas.contains(alert.id))
            break;
        Area &area = m_areas[alert.id];
        area.alert = alert;
        shape(area);
    }
    m_stale = true;
}

void AlertGround::setSelected(const QString &alert)
{
    if (alert == m_selected)
        return;
    const bool matters = m_areas.contains(alert) || m_areas.contains(m_selected);
    m_selected = alert;
    if (matters)
        showSelected();
}

void AlertGround::showLines(int &mesh, int layer, const std::shared_ptr<LineMesh> &lines)
{
    dropMesh(m_engine, mesh);
    mesh = addLines(m_engine, layer, lines);
    m_changed = true;
}

static void drapeBorder(LineMesh &mesh, const AlertShape &shape, const domain::Terrain *terrain, double level,
                        uint32_t feature, float width)
{
    for (const geometry::LineString &line : shape.border) {
        for (size_t i = 1; i < line.size(); ++i)
            drapeLine(mesh, line[i - 1], line[i], terrain, level, feature, width);
    }
}

void AlertGround::showSelected()
{
    auto lines = std::make_shared<LineMesh>();
    if (const auto found = m_areas.find(m_selected); found != m_areas.end() && m_city) {
        const Area &area = found->second;
        drapeBorder(*lines, area.shape, m_city->terrain().get(), m_scene.groundAt(Vec2(area.bounds.centre())), 0, 4.0f);
    }
    showLines(m_select, m_selectLayer, lines);
}

void AlertGround::rebuild()
{
    m_stale = false;
    const auto terrain = m_city ? m_city->terrain() : nullptr;
    auto lines = std::make_shared<LineMesh>();
    std::vector<geometry::MultiPolygon> shapes;
    double level = 0;
    for (const auto &[id, area] : m_areas) {
        if (area.shape.isEmpty())
            continue;
        const uint32_t number = uint32_t(shapes.size());
        const domain::Severity severity = area.alert.level();
        const glm::vec3 colour = fromColour(markerColour(alertState(severity), m_theme));
        m_fillState.setColour(number, colour);
        m_lineState.setColour(number, colour);
        shapes.push_back(area.shape.area);
        level = m_scene.groundAt(Vec2(area.bounds.centre()));
        drapeBorder(*lines, area.shape, terrain.get(), level, number, 2.4f);
        // About as many lines across whatever the size.
        const Vec2 size = Vec2(area.bounds.size());
        const double dense = std::clamp(std::sqrt(size.x * size.y) / 26, 20.0, 500.0);
        const double spacing = severity >= domain::Severity::Major ? dense : 2.2 * dense;
        std::vector<double> angles{45};
        if (severity == domain::Severity::Critical)
            angles.push_back(135);
        for (const double degrees : angles) {
            for (const auto &[from, to] : hatching(area.shape.area, spacing, degrees))
                drapeLine(*lines, from, to, terrain.get(), level, number, 0.7f);
        }
    }
    showLines(m_lines, m_lineLayer, lines);
    dropMesh(m_engine, m_fill);
    m_fill = addFlat(m_engine, m_fillLayer, drapeShapes(shapes, terrain, level));
    m_selectState.setColour(0, Palette::of(m_theme).accent);
    showSelected();
}

bool AlertGround::update()
{
    if (m_stale)
        rebuild();
    bool changed = std::exchange(m_changed, false);
    changed |= m_fillState.flush(m_engine, m_fillLayer);
    changed |= m_lineState.flush(m_engine, m_lineLayer);
    changed |= m_selectState.flush(m_engine, m_selectLayer);
    return changed;
}

}
