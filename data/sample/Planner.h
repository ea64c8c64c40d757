#pragma once

#include "sample/PlanFloors.h"

#include <functional>

namespace sample
{

/// A storey of the building's stack: the parts that it lies in.
struct Level {
    PlanStorey storey;
    std::vector<int> parts; ///< indices; -1: the footprint
};

/// Axes about the middle of a ring's box, along its first side, or along its sides on the whole.
Axes axesOf(const Ring &ring, bool byFirstSide);

/// Plans one building, by the templates of its kind.
class Planner
{
public:
    explicit Planner(const BuildingRecord &building);

    BuildingPlan plan();

private:
    const Ring &ringOf(int part) const { return part < 0 ? m_b.footprint.outer : m_b.parts[size_t(part)].shape.outer; }
    static std::vector<Ring> clear(const Axes &axes, const Ring &ring) { return {inset(axes.toOwn(ring), ThickWall)}; }

    /// Of each outline of the building, seen in `axes`.
    std::vector<std::vector<Ring>> allClear(const Axes &axes) const;

    /// The ground storey by itself, then each run of storeys that are alike; `alike` splits further where it changes.
    template <typename Alike> void eachRun(const Alike &alike, const std::function<void(size_t, size_t)> &draw)
    {
        for (size_t i = 0; i < m_levels.size();) {
            size_t end = i + 1;
            while (i > 0 && end < m_levels.size() && m_levels[end].parts == m_levels[i].parts &&
                   alike(m_levels[end].storey.number) == alike(m_levels[i].storey.number))
                ++end;
            draw(i, end);
            i = end;
        }
    }

    void put(size_t from, size_t end, Sketch &&sketch)
    {
        sketch.countUnits();
        sketch.floor.first = m_levels[from].storey.number;
        sketch.floor.last = m_levels[end - 1].storey.number;
        m_plan.floors.push_back(std::move(sketch.floor));
    }

    // Towers of homes, on the ground or on a podium.
    struct Stand {
        int part;
        Axes axes;
        std::vector<Ring> area;
        enum Shape { Row, Plus, Star } shape = Row;
        Core core;
        double reach = 0; ///< of a plus: half its arm
    };
    Stand standOf(int part) const;
    int drawTowerStorey(Sketch &sketch, const Stand &stand, int units, int firstNumber, bool isGround) const;
    void drawPodium(Sketch &sketch, const Ring &outline, const std::vector<Stand> &stands, int units,
                    bool isGround) const;
    void planTower();

    void planHighRise();
    void planSlab();
    void planVillageHouse();
    void planOldHouse();
    void planHouse();
    void planBlock();
    void planMarket(const Axes &axes);
    void addBasements();
    void finish();

    const BuildingRecord &m_b;
    std::vector<Level> m_levels;
    BuildingPlan m_plan;
};

}
