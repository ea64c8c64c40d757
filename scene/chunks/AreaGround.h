#pragma once

#include "scene/chunks/CityScene.h"

namespace scene
{

/// A thematic map on the ground: areas filled with the colours of their classes, a seam between them. Buildings stand
/// above it. New colours for the same areas build nothing. Main thread.
class AreaGround
{
public:
    explicit AreaGround(Engine &engine, const CityScene &scene);

    void setCity(std::shared_ptr<const domain::City> city);
    void setTheme(Theme theme);
    void setAreas(const std::vector<AreaPaint> &areas);
    /// Hands over what changed; returns whether the picture did.
    bool update();

private:
    void rebuild();
    void recolour();

    Engine &m_engine;
    const CityScene &m_scene;
    std::shared_ptr<const domain::City> m_city;
    std::vector<AreaPaint> m_areas;
    Theme m_theme = Theme::Command;
    int m_fillLayer = 0, m_lineLayer = 0;
    int m_fill = 0, m_lines = 0;
    StateBuffer m_fillState, m_lineState;
    bool m_stale = false;
};

}
