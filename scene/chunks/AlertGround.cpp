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
static constexpr double FillOpacity = 0.06, RimOpacity = 0.24, LineOpacity = 0.75;

AlertGround::AlertGround(Engine &engine, const CityScene &scene)
    : m_engine(engine), m_scene(scene), m_fillState(MostAreas), m_rimState(MostAreas), m_lineState(MostAreas),
      m_selectState(1)
{
    m_fillLayer = m_engine.addLayer(m_fillState.rows());
    m_rimLayer = m_engine.addLayer(m_rimState.rows());
    m_lineLayer = m_engine.addLayer(m_lineState.rows());
    m_selectLayer = m_engine.addLayer(m_selectState.rows());
    m_engine.setLayerOpacity(m_fillLayer, FillOpacity);
    m_engine.setLayerOpacity(m_rimLayer, RimOpacity);
    m_engine.setLayerOpacity(m_lineLayer, LineOpacity);
    m_engine.setLayerBias(m_fillLayer, FillBias);
    m_engine.setLayerBias(m_rimLayer, FillBias);
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
    std::vector<const Area *> areas;
    for (const auto &[id, area] : m_areas) {
        if (!area.shape.isEmpty())
            areas.push_back(&area);
    }
    std::stable_sort(areas.begin(), areas.end(),
                     [](const Area *a, const Area *b) { return a->alert.level() > b->alert.level(); });
    std::vector<const geometry::MultiPolygon *> shapes;
    for (const Area *area : areas)
        shapes.push_back(&area->shape.area);
    const std::vector<AlertParts> parts = alertParts(shapes, m_city ? m_city->bounds().flat() : geometry::Box2());
    std::vector<geometry::MultiPolygon> cores, rims;
    double level = 0;
    for (size_t i = 0; i < areas.size(); ++i) {
        const Area &area = *areas[i];
        const AlertParts &part = parts[i];
        const auto number = uint32_t(i);
        const domain::Severity severity = area.alert.level();
        const glm::vec3 colour = fromColour(markerColour(alertState(severity), m_theme));
        for (StateBuffer *state : {&m_fillState, &m_rimState, &m_lineState})
            state->setColour(number, colour);
        cores.push_back(part.core);
        rims.push_back(part.rim);
        level = m_scene.groundAt(Vec2(area.bounds.centre()));
        drapeBorder(*lines, area.shape, terrain.get(), level, number, 2.4f);
        const double spacing = part.depth * (severity >= domain::Severity::Major ? 0.3 : 0.7);
        std::vector<double> angles{45};
        if (severity == domain::Severity::Critical)
            angles.push_back(135);
        for (const double degrees : angles) {
            for (const auto &[from, to] : hatching(part.rim, spacing, degrees))
                drapeLine(*lines, from, to, terrain.get(), level, number, 0.7f);
        }
    }
    showLines(m_lines, m_lineLayer, lines);
    dropMesh(m_engine, m_fill);
    m_fill = addFlat(m_engine, m_fillLayer, drapeShapes(cores, terrain, level));
    dropMesh(m_engine, m_rim);
    m_rim = addFlat(m_engine, m_rimLayer, drapeShapes(rims, terrain, level));
    m_selectState.setColour(0, Palette::of(m_theme).accent);
    showSelected();
}

bool AlertGround::update()
{
    if (m_stale)
        rebuild();
    bool changed = std::exchange(m_changed, false);
    changed |= m_fillState.flush(m_engine, m_fillLayer);
    changed |= m_rimState.flush(m_engine, m_rimLayer);
    changed |= m_lineState.flush(m_engine, m_lineLayer);
    changed |= m_selectState.flush(m_engine, m_selectLayer);
    return changed;
}

}
