#include "sample/PlanSketch.h"

#include <algorithm>
#include <map>

namespace sample
{

const RoomWords &wordsOf(RoomKind kind)
{
    using domain::SpaceFunction;
    static const RoomWords Words[] = {
        {SpaceFunction::Room, "Bedroom", "卧室"},        {SpaceFunction::Room, "Room", "居室"},
        {SpaceFunction::Hall, "Living room", "客厅"},    {SpaceFunction::Hall, "Dining room", "餐厅"},
        {SpaceFunction::Kitchen, "Kitchen", "厨房"},     {SpaceFunction::Bath, "Bathroom", "卫生间"},
        {SpaceFunction::Balcony, "Balcony", "阳台"},     {SpaceFunction::Corridor, "Corridor", "走廊"},
        {SpaceFunction::Corridor, "Passage", "过道"},    {SpaceFunction::Stair, "Stair", "楼梯间"},
        {SpaceFunction::Lift, "Lift", "电梯"},           {SpaceFunction::Lobby, "Lobby", "大堂"},
        {SpaceFunction::Shop, "Shop", "商铺"},           {SpaceFunction::Office, "Office", "办公室"},
        {SpaceFunction::Room, "Meeting room", "会议室"}, {SpaceFunction::Classroom, "Classroom", "教室"},
        {SpaceFunction::Ward, "Ward", "病房"},           {SpaceFunction::Room, "Workshop", "车间"},
        {SpaceFunction::Room, "Guest room", "客房"},     {SpaceFunction::Hall, "Hall", "大厅"},
        {SpaceFunction::Plant, "Plant room", "设备间"},  {SpaceFunction::Storage, "Storage", "储藏间"},
        {SpaceFunction::Parking, "Parking", "停车库"},
    };
    return Words[size_t(kind)];
}

Lot Lot::flipped() const
{
    Lot out = *this;
    out.axes.x = -axes.x;
    out.cell = cell.flipped();
    out.door0 = -door1;
    out.door1 = -door0;
    return out;
}

void Sketch::addMap(Polygon shape, RoomKind kind, int unit)
{
    if (shape.outer.size() >= 3)
        floor.spaces.push_back({kind, unit, std::move(shape)});
}

void Sketch::add(const Axes &axes, const Ring &own, RoomKind kind, int unit)
{
    addMap({axes.toMap(own), {}}, kind, unit);
}

void Sketch::add(const Axes &axes, const Strip &cell, RoomKind kind, int unit)
{
    add(axes, cell.ring(), kind, unit);
}

void Sketch::door(const Axes &axes, const Vec2 &a, const Vec2 &b)
{
    floor.doors.push_back({axes.toMap(a), axes.toMap(b), false, false});
}

static bool fitted(double &a, double &b, double width)
{
    const double middle = (a + b) / 2, half = std::min(width, b - a - 0.1) / 2;
    a = middle - half;
    b = middle + half;
    return half >= 0.3;
}

bool Sketch::doorAlong(const Axes &axes, double x0, double x1, double y, double width)
{
    if (!fitted(x0, x1, width))
        return false;
    door(axes, {x0, y}, {x1, y});
    return true;
}

bool Sketch::doorAcross(const Axes &axes, double x, double y0, double y1, double width)
{
    if (!fitted(y0, y1, width))
        return false;
    door(axes, {x, y0}, {x, y1});
    return true;
}

bool Sketch::entrance(const Axes &axes, const Vec2 &a, const Vec2 &b)
{
    const Vec2 p = axes.toMap(a), q = axes.toMap(b), d = glm::normalize(q - p) * 0.6, middle = (p + q) * 0.5;
    if (!isOutside(middle + Vec2(-d.y, d.x)) && !isOutside(middle - Vec2(-d.y, d.x)))
        return false;
    floor.doors.push_back({p, q, false, true});
    return true;
}

bool Sketch::entranceAlong(const Axes &axes, double x0, double x1, double y, double width)
{
    return fitted(x0, x1, width) && entrance(axes, {x0, y}, {x1, y});
}

bool Sketch::entranceAcross(const Axes &axes, double x, double y0, double y1, double width)
{
    return fitted(y0, y1, width) && entrance(axes, {x, y0}, {x, y1});
}

bool Sketch::entranceIn(const Axes &axes, const Profile &wall, double width)
{
    const std::vector<Vec2> &p = wall.points();
    const double middle = (wall.x0() + wall.x1()) / 2;
    double best = -1e9;
    Vec2 from(0.0), to(0.0);
    for (size_t i = 0; i + 1 < p.size(); ++i) {
        const double along = p[i + 1].x - p[i].x, length = glm::length(p[i + 1] - p[i]);
        const double worth = length - 0.5 * std::abs((p[i].x + p[i + 1].x) / 2 - middle);
        if (along > 0.5 && length > 0.75 && worth > best) {
            best = worth;
            from = p[i];
            to = p[i + 1];
        }
    }
    if (best < -1e8)
        return false;
    const Vec2 d = glm::normalize(to - from), out(-d.y, d.x);
    return entranceAlong(axes.at(from + out * (ThickWall / 2), d, out), 0, glm::length(to - from), 0, width);
}

void Sketch::windowIn(const Axes &axes, const Vec2 &a, const Vec2 &b)
{
    const double length = glm::length(b - a);
    if (length < 1.1)
        return;
    const int count = std::clamp(int(length / 4.2), 1, 4);
    const Vec2 d = (b - a) / length;
    const double bay = length / count, half = std::min(bay * 0.56, 2.4) / 2;
    for (int i = 0; i < count; ++i) {
        const Vec2 middle = a + d * (bay * (i + 0.5));
        const Vec2 p = axes.toMap(middle), across = axes.toMap(middle + Vec2(-d.y, d.x) * 0.5) - p;
        if (!isOutside(p + across) && !isOutside(p - across))
            continue;
        floor.doors.push_back({axes.toMap(middle - d * half), axes.toMap(middle + d * half), true, false});
    }
}

void Sketch::windows(const Axes &axes, const Profile &wall, bool above)
{
    const std::vector<Vec2> &points = wall.points();
    for (size_t i = 0; i + 1 < points.size(); ++i) {
        const Vec2 d = points[i + 1] - points[i];
        if (d.x < 1.0)
            continue;
        const Vec2 out = glm::normalize(Vec2(-d.y, d.x)) * (ThickWall / 2 * (above ? 1.0 : -1.0));
        windowIn(axes, points[i] + out, points[i + 1] + out);
    }
}

void Sketch::countUnits()
{
    using domain::SpaceFunction;
    std::map<int, PlanUnit> units;
    for (const PlanSpace &space : floor.spaces) {
        if (space.unit == 0)
            continue;
        PlanUnit &unit = units[space.unit];
        unit.number = space.unit;
        unit.area += float(geometry::area(space.shape));
        const SpaceFunction function = wordsOf(space.kind).function;
        unit.rooms = quint8(unit.rooms + (function == SpaceFunction::Room));
        unit.halls = quint8(unit.halls + (function == SpaceFunction::Hall));
        unit.kitchens = quint8(unit.kitchens + (function == SpaceFunction::Kitchen));
        unit.baths = quint8(unit.baths + (function == SpaceFunction::Bath));
    }
    floor.units.clear();
    for (const auto &[number, unit] : units)
        floor.units.push_back(unit);
}

}
