#pragma once

#include "domain/Alerts.h"
#include "scene/chunks/AlertShape.h"
#include "scene/chunks/CityScene.h"

#include <map>

namespace scene
{

/// Areas of public warnings on the ground: along the border a band with a pattern by severity (sparse lines, dense
/// lines, lines crossed), within it a tint that leaves the city legible, in the severity's colour; the selected one has
/// its border in the accent. Buildings stand above it. Main thread.
class AlertGround
{
public:
    AlertGround(Engine &engine, const CityScene &scene);

    struct Area {
        domain::Alert alert;
        AlertShape shape;
        geometry::Box3 bounds; ///< empty where the alert has no area here
    };

    void setCity(std::shared_ptr<const domain::City> city);
    void setTheme(Theme theme);
    void setLanguage(const QString &language);
    /// Alerts that are in force anew or changed, and ids of those that are not any more; `reset`: nothing else holds.
    void apply(const std::vector<domain::Alert> &alerts, const std::vector<QString> &ended, bool reset);
    void setSelected(const QString &alert);
    /// Hands over what changed; returns whether the picture did.
    bool update();
    /// By id.
    const std::map<QString, Area> &areas() const { return m_areas; }

private:
    void shape(Area &area) const;
    void rebuild();
    void showSelected();
    void showLines(int &mesh, int layer, const std::shared_ptr<LineMesh> &lines);

    Engine &m_engine;
    const CityScene &m_scene;
    std::shared_ptr<const domain::City> m_city;
    std::map<QString, Area> m_areas;
    QString m_language = QStringLiteral("zh_CN"), m_selected;
    Theme m_theme = Theme::Command;
    int m_fillLayer = 0, m_rimLayer = 0, m_lineLayer = 0, m_selectLayer = 0;
    int m_fill = 0, m_rim = 0, m_lines = 0, m_select = 0;
    StateBuffer m_fillState, m_rimState, m_lineState, m_selectState;
    bool m_stale = false, m_changed = false;
};

}
