#pragma once

#include "HandMadeCity.h"
#include "domain/Interior.h"

/// A small building of storeys alike, made by hand: four rooms of 5 m about a stair hall, with doors and an entrance.
namespace handmade
{

/// 20 by 12 m about `at`: a corridor of 2 m along x between two rows of rooms 4.8 m deep, walls of 0.2 m.
inline std::shared_ptr<domain::Interior> interior(const QString &building, int storeys, const geometry::Vec2 &at,
                                                  double ground = 0, int below = 0)
{
    auto result = std::make_shared<domain::Interior>();
    result->building = building;
    result->source = QStringLiteral("handmade");
    constexpr double Height = 3;
    for (int i = -below; i < storeys; ++i) {
        const int number = i < 0 ? i : i + 1;
        domain::Storey storey;
        storey.building = building;
        storey.number = number;
        storey.id = domain::insideId(building, QString::number(number));
        storey.name = QString::number(number);
        storey.base = ground + i * Height;
        storey.height = Height;
        result->storeys.push_back(storey);

        const auto space = [&](const QString &name, const geometry::Vec2 &middle, double width, double depth,
                               domain::SpaceFunction function) {
            domain::Space s;
            s.id = domain::insideId(building, QStringLiteral("%1-%2").arg(name).arg(number));
            s.name = name;
            s.function = function;
            s.storey = number;
            s.shape = {{rectangle(at + middle, width, depth), {}}};
            s.base = storey.base;
            s.height = Height - 0.2f;
            s.area = float(width * depth);
            result->spaces.push_back(s);
            return qint32(result->spaces.size() - 1);
        };
        const auto door = [&](const QString &name, const geometry::Vec2 &from, const geometry::Vec2 &to, qint32 a,
                              qint32 b) {
            domain::Door d;
            d.id = domain::insideId(building, QStringLiteral("%1-%2").arg(name).arg(number));
            d.storey = number;
            d.from = at + from;
            d.to = at + to;
            d.base = storey.base;
            d.spaces = {a, b};
            d.isEntrance = b < 0;
            result->doors.push_back(d);
        };
        using F = domain::SpaceFunction;
        const qint32 hall = space(QStringLiteral("corridor"), {0, 0}, 19.6, 1.8, F::Corridor);
        for (int k = 0; k < 4; ++k) {
            const double x = k % 2 == 0 ? -5.0 : 5.0, y = k < 2 ? -3.55 : 3.55;
            const qint32 room = space(QStringLiteral("room%1").arg(k), {x, y}, 9.4, 4.9, F::Room);
            const double wall = y < 0 ? -1.0 : 1.0;
            door(QStringLiteral("door%1").arg(k), {x - 0.45, wall}, {x + 0.45, wall}, hall, room);
        }
        if (number == 1)
            door(QStringLiteral("entrance"), {-9.9, -0.6}, {-9.9, 0.6}, hall, -1);
    }
    return result;
}

}
