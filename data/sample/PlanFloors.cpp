#include "sample/PlanFloors.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sample
{

namespace
{

using Run = std::pair<double, double>;
constexpr double LeastDoor = 1.25, LeastDepth = 2.3;

/// One side of a corridor.
struct Band {
    Axes axes;
    Strip cell;
    std::vector<Run> doors; ///< where y = 0 is a wall to the corridor
};

Band bandOf(const Aisle &aisle, bool north)
{
    Band band;
    const double edge = north ? aisle.y1 + ThickWall : aisle.y0 - ThickWall;
    band.axes = aisle.axes.at({0, edge}, {1, 0}, {0, north ? 1 : -1});
    std::vector<Ring> area;
    geometry::Box2 box;
    for (const Ring &ring : aisle.area) {
        Ring own = ring;
        for (Vec2 &p : own)
            p.y = north ? p.y - edge : edge - p.y;
        for (const Vec2 &p : own)
            box.add(p);
        area.push_back(std::move(own));
    }
    const double xMin = std::max(box.min.x, aisle.endX0), xMax = std::min(box.max.x, aisle.endX1);
    // Beyond its ends the two sides share the corridor's strip.
    const double beyond = -(aisle.y1 - aisle.y0) / 2 - ThickWall / 2;
    const double a = std::max(xMin, aisle.x0 - ThickWall), b = std::min(xMax, aisle.x1 + ThickWall);
    constexpr double Reach = 4.5;
    const auto see = [&](double from, double to, double base) {
        if (to - from < 1e-3)
            return;
        const Strip seen = seenFrom(area, from, to, base, Reach);
        band.cell.lo.append(seen.lo);
        band.cell.hi.append(seen.hi);
    };
    const bool both = aisle.north && aisle.south;
    see(xMin, a, both ? beyond : 0.0);
    see(a, b, 0.0);
    see(b, xMax, both ? beyond : 0.0);
    std::vector<Run> blocked;
    std::vector<geometry::Box2> blocks = aisle.blocks;
    for (const Shaft &shaft : aisle.shafts)
        blocks.push_back(shaft.box);
    for (const geometry::Box2 &block : blocks) {
        const double from = north ? block.min.y - edge : edge - block.max.y;
        const double to = north ? block.max.y - edge : edge - block.min.y;
        if (to < 0.3 || band.cell.lo.isEmpty())
            continue;
        const double x0 = block.min.x - ThickWall, x1 = block.max.x + ThickWall;
        if (x1 <= band.cell.x0() || x0 >= band.cell.x1())
            continue;
        Profile lo = band.cell.lo.cut(band.cell.x0(), band.cell.x1());
        const double above = to + ThickWall;
        Profile merged = x0 - lo.x0() > 1e-6 ? lo.cut(lo.x0(), x0) : Profile();
        merged.append(lo.cut(x0, x1).atLeast(above));
        if (lo.x1() - x1 > 1e-6)
            merged.append(lo.cut(x1, lo.x1()));
        band.cell.lo = merged;
        if (from < 0.5)
            blocked.push_back({x0, x1});
    }
    std::sort(blocked.begin(), blocked.end());
    double at = std::max(aisle.x0, xMin);
    const double end = std::min(aisle.x1, xMax);
    for (const Run &run : blocked) {
        if (run.first - at > 0.5)
            band.doors.push_back({at, run.first});
        at = std::max(at, run.second);
    }
    if (end - at > 0.5)
        band.doors.push_back({at, end});
    return band;
}

Run doorsWithin(const std::vector<Run> &doors, double a, double b)
{
    Run best{0, 0};
    for (const Run &run : doors) {
        const Run common{std::max(run.first, a), std::min(run.second, b)};
        if (common.second - common.first > best.second - best.first)
            best = common;
    }
    return best;
}

/// Area left of a position, piecewise by the turns of the lines.
double areaUpTo(const Strip &cell, double x)
{
    double sum = 0;
    const auto part = [x](const Profile &line) {
        double total = 0;
        const auto &p = line.points();
        for (size_t i = 0; i + 1 < p.size(); ++i) {
            const double to = std::min(p[i + 1].x, x), dx = p[i + 1].x - p[i].x;
            if (to <= p[i].x || dx < 1e-9)
                continue;
            const double yTo = p[i].y + (p[i + 1].y - p[i].y) * (to - p[i].x) / dx;
            total += (to - p[i].x) * (p[i].y + yTo) / 2;
        }
        return total;
    };
    sum = part(cell.hi) - part(cell.lo);
    return sum;
}

struct Segment {
    Run at{0, 0};
    double area = 0;
    int lots = 0;
    int most = 1;
};

/// Borders between `n` lots of about the same area, each with a door's width on the corridor. Fewer where there is no
/// room for so many.
std::vector<double> bordersOf(const Band &band, const Run &at, int n)
{
    const Strip cell = band.cell.cut(at.first, at.second);
    const double whole = areaUpTo(cell, at.second);
    const auto isGood = [&](double a, double b) {
        const Run door = doorsWithin(band.doors, a + ThickWall / 2, b - ThickWall / 2);
        return door.second - door.first >= LeastDoor;
    };
    for (; n > 1; --n) {
        std::vector<double> cuts{at.first};
        double x = at.first;
        for (int i = 1; i < n; ++i) {
            double low = x, high = at.second;
            for (int k = 0; k < 40; ++k) {
                const double m = (low + high) / 2;
                (areaUpTo(cell, m) < whole * i / n ? low : high) = m;
            }
            x = low;
            // A step of the outer wall close by is a better place.
            const double snap = std::min(1.3, (at.second - at.first) / n * 0.22);
            double best = snap;
            double to = x;
            for (const Profile *line : {&cell.hi, &cell.lo}) {
                const auto &p = line->points();
                for (size_t k = 0; k + 1 < p.size(); ++k) {
                    if (p[k + 1].x - p[k].x < 1e-6 && std::abs(p[k].x - x) < best) {
                        best = std::abs(p[k].x - x);
                        to = p[k].x;
                    }
                }
            }
            x = to;
            cuts.push_back(x);
        }
        cuts.push_back(at.second);
        bool good = true;
        for (size_t i = 0; i + 1 < cuts.size(); ++i)
            good = good && cuts[i + 1] - cuts[i] > 1.6 && isGood(cuts[i], cuts[i + 1]);
        if (good)
            return cuts;
        // By dynamic programming over a grid of places.
        std::vector<double> places{at.first};
        const double step = std::max(0.4, (at.second - at.first) / 70);
        for (double p = at.first + step; p < at.second - step / 2; p += step)
            places.push_back(p);
        places.push_back(at.second);
        const size_t count = places.size();
        std::vector<double> sums;
        for (const double p : places)
            sums.push_back(areaUpTo(cell, p));
        std::vector<std::vector<double>> cost(size_t(n) + 1, std::vector<double>(count, 1e300));
        std::vector<std::vector<size_t>> before(size_t(n) + 1, std::vector<size_t>(count, 0));
        cost[0][0] = 0;
        const double target = whole / n;
        for (int i = 1; i <= n; ++i) {
            for (size_t b = 1; b < count; ++b) {
                if ((i == n) != (b + 1 == count))
                    continue;
                for (size_t a = 0; a < b; ++a) {
                    if (cost[size_t(i) - 1][a] > 1e299 || places[b] - places[a] < 1.8 || !isGood(places[a], places[b]))
                        continue;
                    const double off = (sums[b] - sums[a] - target) / target;
                    const double total = cost[size_t(i) - 1][a] + off * off;
                    if (total < cost[size_t(i)][b]) {
                        cost[size_t(i)][b] = total;
                        before[size_t(i)][b] = a;
                    }
                }
            }
        }
        if (cost[size_t(n)][count - 1] < 1e299) {
            std::vector<double> found(size_t(n) + 1);
            size_t b = count - 1;
            for (int i = n; i >= 0; --i) {
                found[size_t(i)] = places[b];
                b = before[size_t(i)][b];
            }
            return found;
        }
    }
    return isGood(at.first, at.second) ? std::vector<double>{at.first, at.second} : std::vector<double>();
}

/// A narrow and deep lot at an end: rooms in a row along its side wall, entered at the corridor.
bool fillDeepFlat(Sketch &sketch, const Lot &lot)
{
    const Strip &c = lot.cell;
    const double depth = c.hi.lowest();
    if (c.lo.highest() > 0.05 || c.hi.highest() - depth > 0.05 || lot.door0 > c.x0() + 0.05 || lot.door1 < c.x0() + 1.2)
        return false;
    // Only where the far side is an outer wall.
    if (!sketch.isOutside(lot.axes.toMap({c.x1() + 0.6, depth * 0.6})))
        return false;
    Lot turned;
    turned.unit = lot.unit;
    turned.axes = lot.axes.at({c.x0(), 0}, {0, 1}, {1, 0});
    turned.cell = {Profile::level(0, depth, 0), Profile::level(0, depth, c.width())};
    return fillRowFlat(sketch, turned, true);
}

/// A way in from the front takes a stretch of the band, near `middle` or at an end; `free` is what is left.
void drawWayIn(Sketch &sketch, const Band &band, double middle, bool atEnd, std::vector<Run> &free)
{
    constexpr double Width = 3.2;
    std::vector<double> places;
    for (const Run &run : free) {
        if (atEnd) {
            places.push_back(run.second - Width / 2);
            places.push_back(run.first + Width / 2);
        }
    }
    for (int k = 0; k < 15; ++k)
        places.push_back(middle + (k % 2 ? 2.0 : -2.0) * ((k + 1) / 2));
    for (const double at : places) {
        const double a = at - Width / 2, b = at + Width / 2;
        const Run doors = doorsWithin(band.doors, a, b);
        const auto run = std::find_if(free.begin(), free.end(),
                                      [&](const Run &r) { return r.first <= a + 1e-6 && r.second >= b - 1e-6; });
        if (run == free.end() || doors.second - doors.first < 1.6)
            continue;
        const Strip lobby = band.cell.cut(a, b);
        // In one piece, without a step of the wall in it.
        const bool isPlain = lobby.hi.points().size() == 2 && lobby.lo.highest() < 0.1 && lobby.hi.lowest() > 1.2;
        if (!isPlain || !sketch.entranceIn(band.axes, lobby.hi, 2.2))
            continue;
        sketch.add(band.axes, lobby, RoomKind::Lobby, 0);
        sketch.doorAlong(band.axes, doors.first, doors.second, -ThickWall / 2, 2.0);
        const Run whole = *run;
        free.erase(run);
        if (a - ThickWall - whole.first > 1.0)
            free.push_back({whole.first, a - ThickWall});
        if (whole.second - b - ThickWall > 1.0)
            free.push_back({b + ThickWall, whole.second});
        return;
    }
}

bool fillLot(Sketch &sketch, Lot lot, const FloorTask &task, double middle)
{
    const bool right = (lot.cell.x0() + lot.cell.x1()) / 2 > middle;
    switch (task.use) {
    case LotUse::Flats: {
        // One enters at the end that the corridor reaches, or at the one nearer to its middle.
        const double off = (lot.door0 + lot.door1) / 2 - (lot.cell.x0() + lot.cell.x1()) / 2;
        const bool atLeft = std::abs(off) > 0.3 ? off < 0 : right;
        const Lot turned = atLeft ? lot : lot.flipped();
        const double width = turned.cell.width(), depth = turned.cell.area() / std::max(width, 0.1);
        if (depth > 10.5 && width < 8.0 && width > 4.6 && fillDeepFlat(sketch, turned))
            return true;
        // Behind a core: the kitchen and baths stand in a row of their own there.
        FlatStyle behind = task.flat;
        const double raised = turned.cell.lo.highest();
        behind.back = raised + 2.6;
        if (raised > 1.5 && turned.cell.hi.highest() > behind.back + 5.2 && fillFlat(sketch, turned, behind))
            return true;
        if (width > 4.9 && depth > 6.4 &&
            (fillFlat(sketch, turned, task.flat) || fillFlat(sketch, turned.flipped(), task.flat)))
            return true;
        if (width > 7.5 && fillRowFlat(sketch, turned, false))
            return true;
        return fillStudio(sketch, turned) || fillStudio(sketch, turned.flipped()) ||
               fillRoom(sketch, turned, RoomKind::Room);
    }
    case LotUse::Shops:
        return fillRoom(sketch, lot, RoomKind::Shop, false, 1.8);
    case LotUse::Stalls:
        return fillRoom(sketch, lot, RoomKind::Shop, false, 2.4);
    case LotUse::Offices:
        return fillOffice(sketch, lot);
    case LotUse::Classrooms:
        return fillRoom(sketch, lot, lot.cell.area() < 38 ? RoomKind::Office : RoomKind::Classroom);
    case LotUse::Wards:
        return fillRoom(sketch, lot, RoomKind::Ward, true, 1.2) || fillRoom(sketch, lot, RoomKind::Ward, false, 1.2);
    case LotUse::GuestRooms:
        return fillRoom(sketch, lot, RoomKind::GuestRoom, true);
    case LotUse::Workshops:
        return fillRoom(sketch, lot, RoomKind::Workshop, false, 2.4);
    case LotUse::Rooms:
        return fillRoom(sketch, lot, RoomKind::Office);
    case LotUse::Halls:
        return fillRoom(sketch, lot, RoomKind::Hall, false, 2.4);
    }
    return false;
}

}

Run insideAlong(const std::vector<Ring> &area, double y0, double y1, double x)
{
    geometry::Box2 box;
    for (const Ring &ring : area) {
        for (const Vec2 &p : ring)
            box.add(p);
    }
    const Strip seen = seenFrom(area, box.min.x, box.max.x, y0 + 1e-3, 0.0);
    Run best{0, 0};
    double nearest = 1e9;
    for (const Run &run : runs(seen.lo, seen.hi, y1 - y0 - 2e-3)) {
        const double away = x < run.first ? run.first - x : x > run.second ? x - run.second : 0.0;
        if (away < nearest && run.second - run.first > 1.0) {
            nearest = away;
            best = run;
        }
    }
    return best;
}

int drawLots(Sketch &sketch, const Aisle &aisle, const FloorTask &task)
{
    std::vector<Band> bands;
    if (aisle.south)
        bands.push_back(bandOf(aisle, false));
    if (aisle.north)
        bands.push_back(bandOf(aisle, true));
    struct Place {
        size_t band;
        Segment segment;
    };
    std::vector<Place> places;
    const double middle = (aisle.x0 + aisle.x1) / 2;
    for (size_t i = 0; i < bands.size(); ++i) {
        Band &band = bands[i];
        if (band.cell.lo.isEmpty())
            continue;
        std::vector<Run> found = runs(band.cell.lo, band.cell.hi, LeastDepth);
        if (task.lobby && i == 0)
            drawWayIn(sketch, band, middle, task.units < 3, found);
        for (const Run &run : found) {
            if (run.second - run.first < 1.7)
                continue;
            Segment segment{run, areaUpTo(band.cell, run.second) - areaUpTo(band.cell, run.first), 0, 1};
            const Run doors = doorsWithin(band.doors, run.first, run.second);
            segment.most =
                std::max(doors.second - doors.first < LeastDoor ? 0 : 1, int((doors.second - doors.first + 1.0) / 1.7));
            if (segment.most > 0 && segment.area > 3.5)
                places.push_back({i, segment});
        }
    }
    if (places.empty())
        return 0;
    // Lots by area, one at least to each stretch; stretches too many are rooms of nobody's.
    const int wanted = std::max({1, task.lots, task.units});
    double whole = 0;
    for (const Place &place : places)
        whole += place.segment.area;
    std::vector<Place *> bySize;
    for (Place &place : places)
        bySize.push_back(&place);
    std::stable_sort(bySize.begin(), bySize.end(),
                     [](const Place *a, const Place *b) { return a->segment.area > b->segment.area; });
    int given = 0;
    for (Place *place : bySize) {
        const double share = place->segment.area * wanted / whole;
        if (share > (given < wanted ? 0.35 : 0.5)) {
            ++place->segment.lots;
            ++given;
        }
    }
    for (; given < wanted; ++given) {
        // Where lots are largest; of about the same, where they are fewer.
        Place *best = nullptr;
        double most = 0;
        for (Place *place : bySize) {
            const Segment &segment = place->segment;
            const double each =
                segment.area / (segment.lots + 1) * (best && segment.lots < best->segment.lots ? 1.18 : 1.0);
            if (segment.lots < segment.most && each > most) {
                most = each;
                best = place;
            }
        }
        if (!best)
            break;
        ++best->segment.lots;
    }
    struct Made {
        size_t band;
        Run at;
        bool isFirst, isLast;
    };
    std::vector<Made> lots;
    for (const Place &place : places) {
        const Band &band = bands[place.band];
        if (place.segment.lots == 0) {
            Lot spare;
            spare.axes = band.axes;
            spare.cell = band.cell.cut(place.segment.at.first, place.segment.at.second);
            const Run door = doorsWithin(band.doors, place.segment.at.first, place.segment.at.second);
            spare.door0 = door.first;
            spare.door1 = door.second;
            fillRoom(sketch, spare, RoomKind::Storage);
            continue;
        }
        const std::vector<double> cuts = bordersOf(band, place.segment.at, place.segment.lots);
        for (size_t i = 0; i + 1 < cuts.size(); ++i)
            lots.push_back({place.band, {cuts[i], cuts[i + 1]}, i == 0, i + 2 == cuts.size()});
    }
    const int units = task.units == 0 ? 0 : task.lots == 0 ? int(lots.size()) : std::min(task.units, int(lots.size()));
    int last = 0;
    for (size_t i = 0; i < lots.size(); ++i) {
        const Made &made = lots[i];
        const Band &band = bands[made.band];
        const double a = made.at.first + (made.isFirst ? 0.0 : ThickWall / 2),
                     b = made.at.second - (made.isLast ? 0.0 : ThickWall / 2);
        Lot lot;
        lot.axes = band.axes;
        lot.cell = band.cell.cut(a, b);
        const Run door = doorsWithin(band.doors, a, b);
        lot.door0 = door.first;
        lot.door1 = door.second;
        // Numbers without a gap, also where a lot came to nothing.
        const int share = units == 0 ? 0 : int(i * size_t(units) / lots.size()) + 1;
        lot.unit = units == 0 ? 0 : task.firstNumber + std::min(last, share - 1);
        const bool isNew = units > 0 && share > last;
        if (fillLot(sketch, lot, task, middle) && isNew)
            ++last;
    }
    return last;
}

}
