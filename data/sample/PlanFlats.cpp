#include "sample/PlanSketch.h"

#include <algorithm>

namespace sample
{

namespace
{

using Run = std::pair<double, double>;

double lengthOf(const Run &run)
{
    return run.second - run.first;
}

double shared(const Run &a, const Run &b)
{
    return std::min(a.second, b.second) - std::max(a.first, b.first);
}

Run widest(const std::vector<Run> &all)
{
    Run best{0, 0};
    for (const Run &run : all) {
        if (lengthOf(run) > lengthOf(best))
            best = run;
    }
    return best;
}

/// Of several the one that shares most with another.
Run touching(const std::vector<Run> &all, const Run &with)
{
    Run best{0, 0};
    double most = 0;
    for (const Run &run : all) {
        if (shared(run, with) > most) {
            most = shared(run, with);
            best = run;
        }
    }
    return best;
}

struct Piece {
    RoomKind kind;
    double weight;
    Run at{0, 0};
};

/// Side by side over a stretch with thin walls between.
void share(std::vector<Piece> &pieces, const Run &stretch)
{
    double sum = 0;
    for (const Piece &piece : pieces)
        sum += piece.weight;
    const double room = lengthOf(stretch) - ThinWall * double(pieces.size() - 1);
    double x = stretch.first;
    for (Piece &piece : pieces) {
        piece.at = {x, x + room * piece.weight / sum};
        x = piece.at.second + ThinWall;
    }
}

/// What stands in the row at the corridor besides the way in.
struct BackRow {
    double entry = 0;    ///< width of the way in; 0: none
    bool dining = false; ///< the way in is a dining room of its own
    std::vector<Piece> pieces;
    bool kitchenInFront = false, bathInFront = false;
};

BackRow planBack(double width, double entryLeast, int baths, bool lit)
{
    constexpr double Kitchen = 2.0, Bath = 1.6, LeastKitchen = 1.5, LeastBath = 1.3;
    BackRow row;
    row.entry = entryLeast;
    const double rest = width - entryLeast;
    if (rest < LeastKitchen + LeastBath + 2 * ThinWall) {
        row.kitchenInFront = true;
        row.bathInFront = rest < LeastBath + ThinWall;
        if (!row.bathInFront)
            row.pieces = {{RoomKind::Bath, 1.0}};
        else
            row.entry = width;
        return row;
    }
    while (baths > 1 && rest < LeastKitchen + baths * (LeastBath + ThinWall) + ThinWall)
        --baths;
    const double usual = Kitchen + baths * Bath + (baths + 1) * ThinWall;
    double extra = rest - usual;
    row.pieces = {{RoomKind::Kitchen, std::max(LeastKitchen, extra < 0 ? Kitchen + extra * 0.5 : Kitchen)}};
    for (int i = 0; i < baths; ++i)
        row.pieces.push_back({RoomKind::Bath, Bath});
    if (lit && extra > 2.7) {
        row.pieces.push_back({RoomKind::Bedroom, std::min(extra, 3.4)});
        extra -= std::min(extra, 3.4);
    }
    if (entryLeast > 0 && extra > 1.1) {
        const double more = std::min(extra, 2.2);
        row.entry += more;
        row.dining = true;
        extra -= more;
    }
    if (extra > 1.4)
        row.pieces.push_back({RoomKind::Storage, std::min(extra, 2.4)});
    return row;
}

/// What a flat is divided by, worked out before anything is drawn.
struct Division {
    double back, p0, p1, front; ///< top of the back row, the passage's edges, foot of the front row
    Run frontRun, backRun, passage;
};

class Flat
{
public:
    Flat(Sketch &sketch, const Lot &lot, const FlatStyle &style) : m_sketch(sketch), m_lot(lot), m_style(style) {}

    bool draw()
    {
        if (!divide())
            return false;
        const double width = lengthOf(m_d.frontRun);
        for (int cells = std::clamp(int((width + ThinWall) / 2.75), 1, 5); cells >= 1; --cells) {
            if (arrange(cells)) {
                put();
                return true;
            }
        }
        return false;
    }

private:
    bool divide()
    {
        const Strip &c = m_lot.cell;
        m_d.back = m_style.back;
        m_d.p0 = m_d.back + ThinWall;
        m_d.p1 = m_d.p0 + m_style.passage;
        m_d.front = m_d.p1 + ThinWall;
        m_d.frontRun = widest(runs(c.lo.atLeast(m_d.front), c.hi, 2.3));
        if (lengthOf(m_d.frontRun) < 2.5)
            return false;
        const Run doors = m_style.sideEntry ? Run{c.x0(), c.x1()} : Run{m_lot.door0, m_lot.door1};
        m_d.backRun =
            touching(runs(c.lo, Profile::level(c.x0(), c.x1(), m_d.back), m_style.sideEntry ? 1.2 : 1.6), doors);
        m_d.passage = touching(runs(c.lo, Profile::level(c.x0(), c.x1(), m_d.p0), 0.0), doors);
        m_d.passage = {std::max(m_d.passage.first, m_d.frontRun.first),
                       std::min(m_d.passage.second, m_d.frontRun.second)};
        return lengthOf(m_d.passage) > 1.2 && lengthOf(m_d.backRun) > 1.15;
    }

    bool arrange(int cells)
    {
        const double least = m_style.sideEntry ? 0.0 : 1.2;
        double e0 = m_d.backRun.first;
        m_left.clear();
        if (!m_style.sideEntry) {
            const double d0 = std::max(m_lot.door0, m_d.backRun.first), d1 = std::min(m_lot.door1, m_d.backRun.second);
            if (d1 - d0 < 1.05)
                return false;
            if (d0 - e0 > 1.5) {
                m_left = {{RoomKind::Storage, 1.0, {m_d.backRun.first, d0 - ThinWall}}};
                if (shared(m_left.front().at, m_d.passage) < 1.0)
                    m_left.clear();
                else
                    e0 = d0;
            }
        }
        m_row = planBack(m_d.backRun.second - e0, least, cells >= 4 ? 2 : 1, m_style.backIsLit);
        m_entry = {e0, e0 + m_row.entry};
        if (!m_style.sideEntry) {
            // The way in reaches the corridor's end and the passage.
            m_entry.second = std::max(m_entry.second, std::max(e0, m_lot.door0) + 1.2);
            if (m_entry.second - m_d.passage.first < 1.15)
                m_entry.second = m_d.passage.first + 1.2;
            if (m_row.pieces.empty() || m_d.backRun.second - m_entry.second < 1.3) {
                m_row.bathInFront = m_row.bathInFront || !m_row.pieces.empty();
                m_row.kitchenInFront = m_row.kitchenInFront || !m_row.pieces.empty();
                m_row.pieces.clear();
                m_entry.second = m_d.backRun.second;
            }
        }
        if (!m_row.pieces.empty())
            share(m_row.pieces, {m_entry.second + (m_style.sideEntry ? 0.0 : ThinWall), m_d.backRun.second});

        m_front.clear();
        const int main = cells + m_style.hallInPassage;
        m_front.push_back({main > 1 ? RoomKind::Living : RoomKind::Room, main > 1 ? 1.22 : 1.0});
        if (m_row.kitchenInFront)
            m_front.push_back({RoomKind::Kitchen, 0.62});
        if (m_row.bathInFront)
            m_front.push_back({RoomKind::Bath, 0.52});
        int rooms = main - 1 - (m_row.kitchenInFront && main > 2) - (m_row.bathInFront && main > 3);
        if (rooms < 1) {
            m_front.front().kind = RoomKind::Room;
            rooms = 0;
        }
        for (int i = 0; i < rooms; ++i)
            m_front.push_back({RoomKind::Bedroom, 1.0});
        if (m_style.hallInPassage) {
            m_main = m_front.front().kind == RoomKind::Room ? RoomKind::Living : m_front.front().kind;
            m_front.erase(m_front.begin());
            if (m_front.empty())
                return false;
        } else {
            m_main = m_front.front().kind;
        }
        share(m_front, m_d.frontRun);

        // The passage goes as far as the last door needs it; the last bedroom takes the rest.
        double end = m_front.back().at.first + 1.1;
        if (!m_row.pieces.empty())
            end = std::max(end, m_row.pieces.back().at.first + 1.1);
        m_passage = m_d.passage;
        const bool absorbs = m_front.back().kind == RoomKind::Bedroom && m_d.passage.second - end > 0.9;
        if (absorbs)
            m_passage.second = end;
        for (const Piece &piece : m_front) {
            if (shared(piece.at, m_passage) < 0.85)
                return false;
        }
        for (const Piece &piece : m_row.pieces) {
            if (shared(piece.at, m_passage) < 0.7)
                return false;
        }
        return m_style.sideEntry || shared(m_entry, m_passage) > 0.95;
    }

    /// The upper line of the back row: its own depth, and the outer wall where there is no front row above.
    Profile backTop() const
    {
        const Profile &hi = m_lot.cell.hi;
        return hi.replaced(m_d.frontRun.first, m_d.frontRun.second, m_d.back);
    }

    void put()
    {
        const Axes &axes = m_lot.axes;
        const Strip &c = m_lot.cell;
        const int unit = m_lot.unit;
        const Profile backHi = backTop();
        const auto backCell = [&](const Run &at) {
            return Strip{c.lo.cut(at.first, at.second), backHi.cut(at.first, at.second)};
        };
        const auto lightBack = [&](const Strip &cell) {
            if (m_style.backIsLit)
                m_sketch.windows(axes, cell.lo, false);
        };
        for (const std::vector<Piece> *row : {&m_left, &m_row.pieces}) {
            for (const Piece &piece : *row) {
                const Strip cell = backCell(piece.at);
                m_sketch.add(axes, cell, piece.kind, unit);
                lightBack(cell);
                m_sketch.doorAlong(axes, std::max(piece.at.first, m_passage.first),
                                   std::min(piece.at.second, m_passage.second), m_d.back + ThinWall / 2, 0.8);
            }
        }
        for (size_t i = m_style.hallInPassage ? 0 : 1; i < m_front.size(); ++i) {
            const Piece &piece = m_front[i];
            Profile lo = c.lo.cut(piece.at.first, piece.at.second);
            if (piece.at.second > m_passage.second + ThinWall + 0.8 && i + 1 == m_front.size()) {
                const double turn = m_passage.second + ThinWall;
                Profile low = lo.cut(piece.at.first, turn).atLeast(m_d.front);
                low.append(lo.cut(turn, piece.at.second).atLeast(turn < m_d.passage.second ? m_d.p0 : m_d.front));
                lo = std::move(low);
            } else {
                lo = lo.atLeast(m_d.front);
            }
            const Strip cell{std::move(lo), c.hi.cut(piece.at.first, piece.at.second)};
            m_sketch.add(axes, cell, piece.kind, unit);
            m_sketch.windows(axes, cell.hi);
            m_sketch.doorAlong(axes, std::max(piece.at.first, m_passage.first),
                               std::min(piece.at.second, m_passage.second), m_d.p1 + ThinWall / 2,
                               piece.kind == RoomKind::Bedroom ? 0.9 : 0.8);
        }
        putMain(backHi);
        if (m_style.sideEntry)
            m_sketch.doorAcross(axes, m_passage.first - ThickWall / 2, m_style.doorY0, m_style.doorY0 + 1.1, 0.95);
        else
            m_sketch.doorAlong(axes, std::max(m_entry.first, m_lot.door0), std::min(m_entry.second, m_lot.door1),
                               -ThickWall / 2, 1.0);
    }

    /// The living room with the passage, and the way in where it is no room of its own.
    void putMain(const Profile &backHi)
    {
        const Axes &axes = m_lot.axes;
        const Strip &c = m_lot.cell;
        const Run living = m_style.hallInPassage ? Run{m_passage.first, m_passage.first} : m_front.front().at;
        if (m_style.hallInPassage) {
            m_sketch.add(axes,
                         Strip{c.lo.cut(m_passage.first, m_passage.second).atLeast(m_d.p0),
                               Profile::level(m_passage.first, m_passage.second, m_d.p1)},
                         m_main, m_lot.unit);
            return;
        }
        Profile top = c.hi.cut(living.first, living.second);
        const bool balcony = m_style.balcony && top.highest() - top.lowest() < 0.02 && lengthOf(living) > 2.9 &&
                             lengthOf(living) < 6.5 && top.lowest() - m_d.front > 4.6;
        if (balcony) {
            constexpr double Depth = 1.3;
            const double edge = top.lowest() - Depth;
            const Strip outside{Profile::level(living.first, living.second, edge), top};
            m_sketch.add(axes, outside, RoomKind::Balcony, m_lot.unit);
            m_sketch.windows(axes, outside.hi);
            m_sketch.doorAlong(axes, living.first, living.second, edge - ThinWall / 2, 2.1);
            top = Profile::level(living.first, living.second, edge - ThinWall);
        } else {
            m_sketch.windows(axes, top);
        }
        const bool merged = !m_style.sideEntry && !m_row.dining;
        std::vector<double> xs{living.first, living.second, m_passage.first, m_passage.second};
        if (merged) {
            xs.push_back(m_entry.first);
            xs.push_back(m_entry.second);
        }
        std::sort(xs.begin(), xs.end());
        Strip main;
        for (size_t i = 0; i + 1 < xs.size(); ++i) {
            const double a = xs[i], b = xs[i + 1], m = (a + b) / 2;
            if (b - a < 1e-6)
                continue;
            const auto in = [&](const Run &run) { return m > run.first && m < run.second; };
            const bool isEntry = merged && in(m_entry), isPassage = in(m_passage), isLiving = in(living);
            const Profile lo = c.lo.cut(a, b);
            main.lo.append(isEntry ? lo : lo.atLeast(isPassage ? m_d.p0 : m_d.front));
            main.hi.append(isLiving ? top.cut(a, b) : isPassage ? Profile::level(a, b, m_d.p1) : backHi.cut(a, b));
        }
        m_sketch.add(axes, main, m_main, m_lot.unit);
        if (!m_style.sideEntry && m_row.dining) {
            const Strip dining{c.lo.cut(m_entry.first, m_entry.second), backHi.cut(m_entry.first, m_entry.second)};
            m_sketch.add(axes, dining, RoomKind::Dining, m_lot.unit);
            m_sketch.doorAlong(axes, std::max(m_entry.first, m_passage.first),
                               std::min(m_entry.second, m_passage.second), m_d.back + ThinWall / 2, 1.6);
        }
    }

    Sketch &m_sketch;
    const Lot &m_lot;
    const FlatStyle &m_style;
    Division m_d{};
    BackRow m_row;
    std::vector<Piece> m_left, m_front;
    Run m_entry{0, 0}, m_passage{0, 0};
    RoomKind m_main = RoomKind::Living;
};

}

bool fillFlat(Sketch &sketch, const Lot &lot, const FlatStyle &style)
{
    return Flat(sketch, lot, style).draw();
}

bool fillRowFlat(Sketch &sketch, const Lot &lot, bool sideEntry)
{
    const Strip &c = lot.cell;
    constexpr double Passage = 1.1, Foot = Passage + ThinWall;
    const Run doors = sideEntry ? Run{c.x0(), c.x1()} : Run{lot.door0, lot.door1};
    const Run row = touching(runs(c.lo.atLeast(Foot), c.hi, 2.1), doors);
    const Run low = touching(runs(c.lo, Profile::level(c.x0(), c.x1(), 0.05), 0.0), row);
    const Run stretch{std::max(row.first, low.first), std::min(row.second, low.second)};
    if (lengthOf(stretch) < 6.4 || (!sideEntry && shared(stretch, doors) < 1.1))
        return false;
    const int rooms = std::clamp(int((lengthOf(stretch) - 3.9) / 2.9), 1, 5);
    std::vector<Piece> pieces{{RoomKind::Kitchen, 0.68}, {RoomKind::Bath, 0.58}};
    pieces.push_back({rooms > 1 ? RoomKind::Living : RoomKind::Room, rooms > 1 ? 1.3 : 1.0});
    for (int i = 1; i < rooms; ++i)
        pieces.push_back({RoomKind::Bedroom, 1.0});
    if (rooms > 4)
        pieces.insert(pieces.begin() + 4, {RoomKind::Bath, 0.58});
    share(pieces, stretch);
    const double end = rooms > 1 ? pieces.back().at.first + 1.1 : stretch.second;
    const Axes &axes = lot.axes;
    for (size_t i = 0; i < pieces.size(); ++i) {
        const Piece &piece = pieces[i];
        const double a = piece.at.first, b = piece.at.second;
        const Profile hi = c.hi.cut(a, b);
        sketch.windows(axes, hi);
        if (i == 2)
            continue;
        Profile lo = c.lo.cut(a, b).atLeast(Foot);
        if (i + 1 == pieces.size() && b - end > ThinWall + 0.8)
            lo = lo.replaced(end + ThinWall, b, std::max(0.0, c.lo.highest() < Foot ? c.lo.cut(a, b).highest() : Foot));
        sketch.add(axes, Strip{lo, hi}, piece.kind, lot.unit);
        sketch.doorAlong(axes, a, std::min(b, end), Passage + ThinWall / 2, 0.85);
    }
    // Passage and living room are one.
    const Run &main = pieces[2].at;
    Strip hall;
    for (const auto &[a, b, isMain] :
         {std::tuple{stretch.first, main.first, false}, std::tuple{main.first, main.second, true},
          std::tuple{main.second, std::max(end, main.second), false}}) {
        if (b - a < 1e-6)
            continue;
        hall.lo.append(c.lo.cut(a, b));
        hall.hi.append(isMain ? c.hi.cut(a, b) : Profile::level(a, b, Passage));
    }
    sketch.add(axes, hall, pieces[2].kind, lot.unit);
    if (sideEntry)
        sketch.doorAcross(axes, c.x0() - ThickWall / 2, c.lo.at(c.x0()), Passage, 1.0);
    else
        sketch.doorAlong(axes, std::max(stretch.first, doors.first),
                         std::min({end, doors.second, std::max(stretch.first, doors.first) + 3.0}), -ThickWall / 2,
                         1.0);
    return true;
}

bool fillStudio(Sketch &sketch, const Lot &lot)
{
    const Strip &c = lot.cell;
    const Axes &axes = lot.axes;
    const Run low = touching(runs(c.lo, Profile::level(c.x0(), c.x1(), 0.05), 0.0), {lot.door0, lot.door1});
    const Run deep = touching(runs(c.lo, c.hi, 2.0), low);
    const Run x{std::max(low.first, deep.first), std::min(low.second, deep.second)};
    const double doorEnd = std::min(lot.door1, x.second), doorStart = std::max(lot.door0, x.first);
    if (doorEnd - doorStart < 1.0 || lengthOf(deep) < 1.8)
        return false;
    const double width = lengthOf(x), depth = c.hi.cut(x.first, x.second).lowest();
    const double entry = std::max(x.first, doorStart) + 1.15;
    Profile lo = c.lo.cut(deep.first, deep.second);
    const auto box = [&](double a, double b, double y0, double y1, RoomKind kind) {
        Profile foot = Profile::level(a, b, y0);
        if (y0 < 0.1)
            foot = c.lo.cut(a, b);
        sketch.add(axes, Strip{foot, Profile::level(a, b, y1)}, kind, lot.unit);
    };
    constexpr double Bath = 1.7;
    bool twoRooms = false;
    double foot = 0;
    if (x.second - entry > 3.1 && depth > 3.9) {
        // Bath and kitchen side by side at the corridor.
        const double k1 = x.second, k0 = k1 - std::min(1.8, (x.second - entry) * 0.52), b1 = k0 - ThinWall,
                     b0 = std::max(entry + ThinWall, b1 - 1.6);
        box(b0, b1, 0, Bath, RoomKind::Bath);
        box(k0, k1, 0, Bath, RoomKind::Kitchen);
        sketch.doorAlong(axes, b0, b1, Bath + ThinWall / 2, 0.75);
        sketch.doorAlong(axes, k0, k1, Bath + ThinWall / 2, 0.75);
        foot = Bath + ThinWall;
        lo = lo.replaced(b0 - ThinWall, deep.second, foot);
        twoRooms = lengthOf(deep) > 5.4 && depth - foot > 2.5;
    } else if (x.second - entry > 1.35 && depth > 5.2) {
        const double a = x.second - 1.4;
        box(a, x.second, 0, Bath, RoomKind::Bath);
        box(a, x.second, Bath + ThinWall, 3.4, RoomKind::Kitchen);
        sketch.doorAcross(axes, a - ThinWall / 2, 0.2, Bath, 0.75);
        sketch.doorAcross(axes, a - ThinWall / 2, Bath + ThinWall, 3.4, 0.75);
        foot = 3.5;
        lo = lo.replaced(a - ThinWall, deep.second, foot);
    } else if (x.second - entry > 1.35 && depth > 2.6) {
        const double a = x.second - std::min(1.6, x.second - entry - ThinWall), top = std::min(Bath, depth - 1.3);
        box(a, x.second, 0, top, RoomKind::Bath);
        sketch.doorAcross(axes, a - ThinWall / 2, 0.1, top, 0.75);
        foot = top + ThinWall;
        lo = lo.replaced(a - ThinWall, deep.second, foot);
    }
    // What is set back behind a core or a stair stays set back.
    Profile floor;
    {
        std::vector<double> xs;
        for (const Profile *line : std::initializer_list<const Profile *>{&lo, &c.lo}) {
            for (const Vec2 &p : line->points()) {
                if (p.x > deep.first - 1e-9 && p.x < deep.second + 1e-9)
                    xs.push_back(p.x);
            }
        }
        std::sort(xs.begin(), xs.end());
        for (size_t i = 0; i + 1 < xs.size(); ++i) {
            if (xs[i + 1] - xs[i] > 1e-6)
                floor.append(c.lo.cut(xs[i], xs[i + 1]).atLeast(lo.at((xs[i] + xs[i + 1]) / 2)));
        }
    }
    const Profile hi = c.hi.cut(deep.first, deep.second);
    if (twoRooms) {
        const double turn = std::max(deep.first + lengthOf(deep) * 0.47, entry + 0.3);
        if (deep.second - turn > 2.3 && turn - deep.first > 2.2) {
            const Strip hall{floor.cut(deep.first, turn), hi.cut(deep.first, turn)},
                room{floor.cut(turn + ThinWall, deep.second), hi.cut(turn + ThinWall, deep.second)};
            sketch.add(axes, hall, RoomKind::Living, lot.unit);
            sketch.add(axes, room, RoomKind::Bedroom, lot.unit);
            sketch.windows(axes, hall.hi);
            sketch.windows(axes, room.hi);
            sketch.doorAcross(axes, turn + ThinWall / 2, foot, std::min(foot + 2.2, depth), 0.9);
            sketch.doorAlong(axes, doorStart, std::min(entry, doorEnd), -ThickWall / 2, 0.95);
            return true;
        }
    }
    const Strip room{floor, hi};
    sketch.add(axes, room, RoomKind::Room, lot.unit);
    sketch.windows(axes, room.hi);
    sketch.doorAlong(axes, doorStart, width > 2.0 ? std::min(entry, doorEnd) : doorEnd, -ThickWall / 2, 0.95);
    return true;
}

}
