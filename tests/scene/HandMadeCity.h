#pragma once

#include "domain/City.h"

#include <cmath>
#include <random>

/// Small cities made by hand, for tests of the drawing.
namespace handmade
{

inline geometry::Ring rectangle(const geometry::Vec2 &centre, double width, double depth, double degrees = 0)
{
    const double a = glm::radians(degrees);
    const geometry::Vec2 u(std::cos(a) * width / 2, std::sin(a) * width / 2),
        v(-std::sin(a) * depth / 2, std::cos(a) * depth / 2);
    return {centre - u - v, centre + u - v, centre + u + v, centre - u + v};
}

inline domain::Building building(const QString &id, const geometry::Ring &ring, float height, int storeys = 0)
{
    domain::Building b;
    b.id = id;
    b.footprint = {{ring, {}}};
    b.height = height;
    b.storeysAbove = storeys > 0 ? storeys : std::max(1, int(height / 3.1f));
    b.ground = 0;
    return b;
}

inline std::shared_ptr<domain::Layer> layer(const QString &id, domain::LayerKind kind)
{
    auto result = std::make_shared<domain::Layer>();
    result->info.id = result->info.name = id;
    result->info.kind = kind;
    return result;
}

inline domain::Feature feature(const QString &id, const geometry::MultiPolygon &shape)
{
    domain::Feature f;
    f.id = id;
    f.shape = shape;
    return f;
}

inline std::shared_ptr<domain::City> city(std::vector<std::shared_ptr<const domain::Layer>> layers)
{
    auto result = std::make_shared<domain::City>();
    result->frame =
        geometry::LocalFrame(geometry::Crs::parse(QStringLiteral("EPSG:4547")).value(), {500'000.0, 2'493'000.0, 0.0});
    result->layers = std::move(layers);
    result->complete = true;
    result->index();
    return result;
}

/// Blocks between streets, a river, a park and a core of high buildings: about `count` buildings.
inline std::shared_ptr<domain::City> district(int count)
{
    std::mt19937 random(7);
    const auto in = [&random](double low, double high) {
        return low + (high - low) * double(random() % 10'000) / 10'000.0;
    };
    auto buildings = layer(QStringLiteral("buildings"), domain::LayerKind::Building);
    auto roads = layer(QStringLiteral("roads"), domain::LayerKind::Road);
    auto water = layer(QStringLiteral("water"), domain::LayerKind::Water);
    auto green = layer(QStringLiteral("green"), domain::LayerKind::Green);
    auto areas = layer(QStringLiteral("grids"), domain::LayerKind::Area);

    constexpr double Block = 130, Street = 16;
    const int blocks = std::max(2, int(std::sqrt(count / 9.0)));
    const double half = blocks * Block / 2;
    const domain::BuildingUse uses[] = {domain::BuildingUse::Residential, domain::BuildingUse::Office,
                                        domain::BuildingUse::Commercial, domain::BuildingUse::Public,
                                        domain::BuildingUse::UrbanVillage};
    int made = 0;
    for (int j = 0; j < blocks; ++j) {
        for (int i = 0; i < blocks; ++i) {
            const geometry::Vec2 corner(i * Block - half, j * Block - half),
                middle = corner + geometry::Vec2(Block / 2);
            domain::AdminArea area;
            area.id = QStringLiteral("g%1-%2").arg(i).arg(j);
            area.name = area.id;
            area.shape = {{rectangle(middle, Block, Block), {}}};
            areas->areas.push_back(area);
            const bool river = std::abs(middle.y - 0.35 * middle.x - 0.3 * half) < Block * 0.55;
            if (river)
                continue;
            if ((i * 7 + j * 13) % 23 == 0) {
                green->features.push_back(feature(QStringLiteral("park%1").arg(i * blocks + j),
                                                  {{rectangle(middle, Block - Street, Block - Street), {}}}));
                continue;
            }
            const double core = std::exp(-glm::dot(middle, middle) / (0.12 * half * half));
            const int kind = int(random() % 3);
            const int across = kind == 0 ? 4 : kind == 1 ? 3 : 2;
            const double cell = (Block - Street - 6) / across;
            for (int b = 0; b < across; ++b) {
                for (int a = 0; a < across; ++a) {
                    const geometry::Vec2 at =
                        corner + geometry::Vec2(Street / 2 + 3) + geometry::Vec2(a + 0.5, b + 0.5) * cell;
                    double height = kind == 0 ? in(9, 24) : kind == 1 ? in(18, 36) : in(45, 90);
                    height += core * in(0, kind == 2 ? 240 : 60);
                    const QString id = QStringLiteral("b%1").arg(++made);
                    domain::Building it = building(
                        id, rectangle(at, cell * in(0.55, 0.86), cell * in(0.45, 0.8), in(-4, 4)), float(height));
                    it.use = uses[random() % 5];
                    it.year = 1980 + int(random() % 45);
                    it.units = it.storeysAbove * 4;
                    it.residents = int(it.units * in(0.5, 2.6));
                    if (height > 60) { // a podium, and the tower on it
                        it.hasParts = true;
                        domain::Building podium = it, tower = it;
                        podium.hasParts = tower.hasParts = false;
                        podium.id = id + QStringLiteral("#1");
                        tower.id = id + QStringLiteral("#2");
                        podium.partOf = tower.partOf = id;
                        podium.footprint = {{rectangle(at, cell * 0.86, cell * 0.84), {}}};
                        podium.height = 14;
                        podium.storeysAbove = 3;
                        buildings->buildings.push_back(podium);
                        buildings->buildings.push_back(tower);
                    } else if (kind == 0 && random() % 3 == 0) {
                        it.roof = random() % 2 ? domain::RoofShape::Hipped : domain::RoofShape::Gabled;
                        it.roofHeight = 4;
                    }
                    buildings->buildings.push_back(it);
                }
            }
        }
    }
    for (int i = 0; i <= blocks; ++i) {
        const double at = i * Block - half;
        const double width = i % 4 == 0 ? Street * 1.5 : Street * 0.8;
        roads->features.push_back(
            feature(QStringLiteral("ew%1").arg(i), {{rectangle({0, at}, 2 * half + 60, width), {}}}));
        roads->features.push_back(
            feature(QStringLiteral("ns%1").arg(i), {{rectangle({at, 0}, width, 2 * half + 60), {}}}));
    }
    const double angle = glm::degrees(std::atan(0.35));
    water->features.push_back(
        feature(QStringLiteral("river"), {{rectangle({0, 0.3 * half}, 2.6 * half, Block * 0.6, angle), {}}}));
    return city({green, water, roads, areas, buildings});
}

}
