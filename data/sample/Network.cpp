#include "sample/Network.h"

#include "sample/Names.h"
#include "sample/Planar.h"
#include "sample/Shapes.h"
#include "sample/Zones.h"

#include <algorithm>

namespace sample
{

namespace
{

constexpr double W = DistrictWidth, H = DistrictHeight;

/// Opposite borders have the same shape, so that districts tile.
LineString southBorder(double north)
{
    LineString line{{0, 0}, {420, 16}, {930, -10}, {1400, 14}, {W, 0}};
    for (Vec2 &p : line)
        p.y += north;
    return line;
}

LineString westBorder(double east)
{
    LineString line{{0, 0}, {-14, 345}, {10, 715}, {-6, 1045}, {0, H}};
    for (Vec2 &p : line)
        p.x += east;
    return line;
}

struct Drawn {
    const char *en, *zh;
    RoadClass klass;
    double width;
    LineString line;
};

/// The corners that several lines share keep where they are.
std::vector<Drawn> mainRoads()
{
    const Vec2 centre(1000, 715);
    return {
        {"Yunling Avenue",
         "云岭大道",
         RoadClass::Avenue,
         44,
         {{935, -60}, {948, 165}, {962, 345}, {976, 460}, centre, {988, 1015}, {962, 1190}, {930, H + 60}}},
        {"Haiyan Avenue",
         "海晏大道",
         RoadClass::Avenue,
         48,
         {{-60, 640},
          {120, 634},
          {300, 650},
          {430, 676},
          {560, 688},
          {780, 690},
          centre,
          {1180, 735},
          {1320, 722},
          {1458, 684},
          {1600, 654},
          {1740, 644},
          {W + 60, 640}}},
        {"Guixiang Road",
         "桂香路",
         RoadClass::Street,
         24,
         {{-60, 352},
          {188, 361},
          {345, 338},
          {520, 300},
          {684, 306},
          {820, 345},
          {962, 352},
          {1130, 338},
          {1273, 372},
          {1485, 352}}},
        {"Wenjin Road",
         "闻锦路",
         RoadClass::Street,
         26,
         {{-60, 1040},
          {80, 1068},
          {212, 1062},
          {420, 1030},
          {690, 1006},
          {860, 1000},
          {988, 1015},
          {1232, 1052},
          {1490, 1058},
          {1620, 1046},
          {1702, 1052},
          {W + 60, 1040}}},
        {"Shuyuan Street",
         "书苑街",
         RoadClass::Street,
         24,
         {{668, -60},
          {700, 90},
          {706, 190},
          {678, 322},
          {690, 440},
          {716, 560},
          {712, 690},
          {690, 855},
          {682, 1014},
          {700, 1120},
          {672, 1240},
          {668, H + 60}}},
        {"Huasheng Road",
         "华晟路",
         RoadClass::Street,
         26,
         {{1262, -60},
          {1236, 180},
          {1262, 362},
          {1306, 520},
          {1318, 702},
          {1274, 884},
          {1232, 1045},
          {1252, 1198},
          {1262, H + 60}}},
        {"Zhuyuan Road",
         "竹苑路",
         RoadClass::Street,
         20,
         {{190, -60}, {214, 110}, {206, 220}, {178, 361}, {190, 500}, {222, 655}, {196, 840}, {212, 1062}}},
        {"Zhanqian Road",
         "站前路",
         RoadClass::Street,
         22,
         {{1500, -60}, {1505, 120}, {1485, 348}, {1468, 540}, {1458, 684}}},
        {"Dongxing Road",
         "东杏路",
         RoadClass::Street,
         22,
         {{1700, -60}, {1706, 200}, {1682, 430}, {1690, 652}, {1716, 850}, {1702, 1052}, {1700, H + 60}}},
        {"Changfeng Road",
         "长枫路",
         RoadClass::Street,
         26,
         {centre, {1128, 800}, {1262, 884}, {1392, 975}, {1490, 1058}}},
        {"Laodong Street",
         "老东街",
         RoadClass::Street,
         16,
         {{704, 512}, {775, 506}, {850, 470}, {900, 450}, {976, 452}}},
        {"Qinglan Street",
         "青岚街",
         RoadClass::Street,
         18,
         {{-60, 872}, {80, 852}, {196, 842}, {300, 870}, {470, 905}}},
        {"Huting Street",
         "鹄汀街",
         RoadClass::Street,
         18,
         {{395, 1172},
          {540, 1196},
          {690, 1178},
          {840, 1196},
          {962, 1190},
          {1110, 1178},
          {1256, 1204},
          {1400, 1222},
          {1590, 1206}}},
        {"Fangcao Street", "芳草街", RoadClass::Street, 18, {{1236, 180}, {1320, 196}, {1410, 176}, {1505, 188}}},
        {"Jinli Street", "锦鲤街", RoadClass::Street, 18, {{1300, 528}, {1380, 552}, {1468, 540}}},
        {"Shuidian Street", "水甸街", RoadClass::Street, 18, {{335, 172}, {440, 184}, {560, 164}, {704, 140}}},
        {"Donghu Street", "东鹄街", RoadClass::Street, 18, {{1716, 850}, {1790, 876}, {W + 60, 868}}},
        {"Xiawei Street", "下围街", RoadClass::Street, 18, {{1682, 430}, {1770, 404}, {W + 60, 418}}},
        {"Yuanlin Street", "园林街", RoadClass::Street, 18, {{405, 512}, {500, 536}, {600, 530}, {706, 508}}},
    };
}

}

/// Rounding corners moves a line off the junctions it ended at; a little more length finds them again.
static LineString lengthened(LineString line, double by)
{
    line.front() += glm::normalize(line[0] - line[1]) * by;
    line.back() += glm::normalize(line[line.size() - 1] - line[line.size() - 2]) * by;
    return line;
}

void drawNetwork(DistrictModel &model, Random &random)
{
    LineString south = southBorder(0), north = southBorder(H), west = westBorder(0), east = westBorder(W);
    Ring ring = south;
    ring.insert(ring.end(), east.begin() + 1, east.end());
    ring.insert(ring.end(), north.rbegin() + 1, north.rend());
    ring.insert(ring.end(), west.rbegin() + 1, west.rend() - 1);
    model.border = {ring, {}};

    const bool plays = model.number > 1;
    const auto play = [&](LineString line) {
        // Districts beside the first differ a little in their lines; ends stay, and so do the shared corners.
        if (plays) {
            for (size_t i = 1; i + 1 < line.size(); ++i)
                line[i] +=
                    Vec2(std::sin(line[i].x * 0.011 + model.seed), std::cos(line[i].y * 0.013 + model.seed)) * 7.0;
        }
        return line;
    };
    model.riverLine = smoothed(play({{430, -60},
                                     {418, 50},
                                     {345, 150},
                                     {318, 270},
                                     {362, 390},
                                     {405, 520},
                                     {395, 668},
                                     {432, 760},
                                     {470, 860},
                                     {452, 985},
                                     {392, 1085},
                                     {385, 1190},
                                     {425, 1300},
                                     {430, H + 60}}),
                               3);
    // The ends meet those of the next district.
    model.railLine = smoothed(play({{1610, -60},
                                    {1610, 120},
                                    {1588, 330},
                                    {1560, 540},
                                    {1550, 680},
                                    {1556, 860},
                                    {1578, 1050},
                                    {1606, 1230},
                                    {1610, H + 60}}),
                              3);

    const auto border = [&](const char *en, const char *zh, RoadClass klass, double width, LineString line) {
        model.roads.push_back({both(en, zh), klass, std::move(line), width, false, true});
    };
    border("Binnan Road", "滨楠路", RoadClass::Avenue, 40, south);
    border("Beiyuan Road", "北垣路", RoadClass::Avenue, 40, north);
    border("Xirong Road", "西榕路", RoadClass::Street, 30, west);
    border("Dongchang Road", "东昶路", RoadClass::Street, 30, east);
    for (Drawn &drawn : mainRoads())
        model.roads.push_back({both(drawn.en, drawn.zh), drawn.klass, lengthened(smoothed(play(drawn.line), 2), 9.0),
                               drawn.width + (plays ? random.between(-1, 1) : 0.0), false, false});
}

namespace
{

/// Cuts a face by lanes until its pieces suit their zone. Lanes run across the longer side, roughly at right angles.
void cutByLanes(const Ring &face, int depth, Random &random, std::vector<LineString> &lanes)
{
    const Vec2 middle = centroid(face);
    const double area = std::abs(geometry::signedArea(face));
    const double wanted = zoneSize(zoneAt(middle));
    if (area < wanted * 1.55 || depth > 6)
        return;
    const double angle = mainAngle(face);
    geometry::Box2 box;
    for (const Vec2 &p : face)
        box.add(rotated(p - middle, -angle));
    const Vec2 size = box.size();
    if (std::min(size.x, size.y) < 45 && std::max(size.x, size.y) < 120)
        return;
    const bool across = size.x > size.y;
    const double share = random.between(0.38, 0.62);
    const double at = across ? box.min.x + size.x * share : box.min.y + size.y * share;
    const double turn = random.between(-0.1, 0.1);
    const Vec2 point = middle + rotated(across ? Vec2(at, box.centre().y) : Vec2(box.centre().x, at), angle);
    const double direction = angle + turn + (across ? std::numbers::pi / 2 : 0.0);
    auto halves = split({{face, {}}}, point, direction);
    // The lane is the cut itself; its ends reach a little beyond the face so that noding finds them.
    const Vec2 along(std::cos(direction), std::sin(direction));
    const auto pieces = clipped({point - along * 2000.0, point + along * 2000.0}, {face, {}});
    for (LineString piece : pieces) {
        if (geometry::length(piece) < 12)
            continue;
        const Vec2 unit = glm::normalize(piece.back() - piece.front());
        piece.front() -= unit * 0.02;
        piece.back() += unit * 0.02;
        lanes.push_back(piece);
    }
    for (const MultiPolygon &half : {halves.first, halves.second}) {
        for (const Polygon &polygon : half) {
            if (geometry::area(polygon) > 2000)
                cutByLanes(polygon.outer, depth + 1, random, lanes);
        }
    }
}

/// The lane gets the name of the nearest named street and a number.
void nameLanes(DistrictModel &model, size_t first)
{
    std::vector<int> used(first, 0);
    static const char *const Digits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    for (size_t i = first; i < model.roads.size(); ++i) {
        Road &lane = model.roads[i];
        const Vec2 end = lane.line.front();
        size_t best = 0;
        double nearest = 1e9;
        for (size_t r = 0; r < first; ++r) {
            const double d = std::min(distanceToLine(end, model.roads[r].line),
                                      distanceToLine(lane.line.back(), model.roads[r].line));
            if (d < nearest) {
                nearest = d;
                best = r;
            }
        }
        const int number = ++used[best];
        const QString zh = number <= 10 ? QString::fromUtf8(Digits[number - 1])
                                        : QString::fromUtf8("十%1").arg(QString::fromUtf8(Digits[(number - 11) % 10]));
        lane.name = {QStringLiteral("%1 Lane %2").arg(model.roads[best].name.en).arg(number),
                     model.roads[best].name.zh + zh + QString::fromUtf8("巷")};
    }
}

/// What follows a point on the line.
LineString startingAt(const LineString &line, const Vec2 &point)
{
    LineString out{point};
    double best = std::numeric_limits<double>::infinity();
    size_t segment = 0;
    for (size_t i = 0; i + 1 < line.size(); ++i) {
        const double d = distanceToSegment(point, line[i], line[i + 1]);
        if (d < best) {
            best = d;
            segment = i;
        }
    }
    out.insert(out.end(), line.begin() + qsizetype(segment) + 1, line.end());
    return out;
}

void splitAtRiver(DistrictModel &model)
{
    std::vector<Road> roads;
    for (const Road &road : model.roads) {
        if (road.klass == RoadClass::Promenade) {
            roads.push_back(road);
            continue;
        }
        const MultiPolygon river = widened(model.riverLine, RiverWidth / 2 + 7);
        std::vector<LineString> over;
        for (const Polygon &polygon : river) {
            for (LineString &piece : clipped(road.line, polygon))
                over.push_back(std::move(piece));
        }
        if (over.empty()) {
            roads.push_back(road);
            continue;
        }
        Road whole = road;
        roads.push_back(whole);
        for (LineString &piece : over) {
            if (geometry::length(piece) < RiverWidth * 0.8)
                continue;
            Road bridge = road;
            bridge.bridge = true;
            bridge.line = std::move(piece);
            bridge.name = {road.name.en + QStringLiteral(" Bridge"), road.name.zh + QString::fromUtf8("桥")};
            roads.push_back(std::move(bridge));
        }
    }
    model.roads = std::move(roads);
}

LineString besides(const LineString &line, double by)
{
    LineString out;
    for (size_t i = 0; i < line.size(); ++i) {
        const Vec2 before = line[i > 0 ? i - 1 : 0], after = line[std::min(i + 1, line.size() - 1)];
        const Vec2 unit = glm::normalize(after - before);
        out.push_back(line[i] + Vec2(-unit.y, unit.x) * by);
    }
    return out;
}

}

void drawCells(DistrictModel &model, Random &random)
{
    std::vector<LineString> lines;
    for (const Road &road : model.roads) {
        if (!road.isBorder)
            lines.push_back(road.line);
    }
    LineString closed = model.border.outer;
    closed.push_back(closed.front());
    lines.push_back(closed);
    lines.push_back(model.riverLine);
    lines.push_back(model.railLine);
    const auto inside = [&](std::vector<Ring> faces) {
        std::erase_if(faces, [&](const Ring &face) {
            return !geometry::contains(model.border, geometry::representativePoint({{face, {}}}));
        });
        return faces;
    };
    const std::vector<Ring> pieces = inside(facesBetween(lines));

    std::vector<LineString> lanes;
    for (const Ring &piece : pieces)
        cutByLanes(piece, 0, random, lanes);
    lines.insert(lines.end(), lanes.begin(), lanes.end());
    const std::vector<Ring> faces = inside(facesBetween(lines));

    // Lanes end at the river's and the railway's edge; avenues and streets cross both.
    const MultiPolygon corridor = united({widened(model.riverLine, RiverWidth / 2 + EmbankmentWidth + 8).front(),
                                          widened(model.railLine, RailCorridor / 2).front()});
    const auto trimmed = [&](LineString line) {
        for (const Polygon &piece : corridor) {
            for (const LineString &wet : clipped(line, piece)) {
                if (glm::length(wet.front() - line.front()) < 1.0)
                    line = startingAt(line, wet.back());
                else if (glm::length(wet.back() - line.back()) < 1.0)
                    line = reversed(startingAt(reversed(line), wet.front()));
            }
        }
        return line;
    };
    std::vector<Road> kept;
    for (Road &road : model.roads) {
        const Vec2 first = road.line.front(), last = road.line.back();
        if (!road.isBorder && geometry::contains(model.border, first) + geometry::contains(model.border, last) > 0)
            road.line = trimmed(road.line);
        for (LineString &line :
             clipped(road.line, {scaledAbout(model.border.outer, centroid(model.border.outer), 1.0001), {}})) {
            if (geometry::length(line) < 5)
                continue;
            kept.push_back(road);
            kept.back().line = std::move(line);
        }
    }
    model.roads = std::move(kept);
    const size_t firstLane = model.roads.size();
    for (const LineString &lane : lanes) {
        if (minus(widened(lane, 0.5, 1), corridor).empty())
            continue;
        const LineString line = trimmed(lane);
        if (geometry::length(line) < 20)
            continue;
        Road road;
        road.klass = RoadClass::Lane;
        road.width = random.between(6.0, 8.0);
        road.line = line;
        model.roads.push_back(std::move(road));
    }
    nameLanes(model, firstLane);

    // Riverside lanes, a promenade each bank.
    for (double side : {1.0, -1.0}) {
        const LineString line = besides(model.riverLine, side * (RiverWidth / 2 + EmbankmentWidth + 4));
        for (LineString &piece : clipped(line, model.border)) {
            Road road;
            road.name = side > 0 ? both("Yunxi West Bank", "云溪西岸路") : both("Yunxi East Bank", "云溪东岸路");
            road.klass = RoadClass::Promenade;
            road.width = 8;
            road.line = std::move(piece);
            model.roads.push_back(std::move(road));
        }
    }

    MultiPolygon river = common(widened(model.riverLine, RiverWidth / 2), {model.border});
    model.waters.push_back({both("Yunxi River", "云溪河"), QStringLiteral("river"), river});
    MultiPolygon roadShapes;
    for (const Road &road : model.roads)
        for (Polygon &polygon : widened(road.line, road.width / 2))
            roadShapes.push_back(std::move(polygon));
    const MultiPolygon paved = united(roadShapes);
    const MultiPolygon banks =
        minus(minus(common(widened(model.riverLine, RiverWidth / 2 + EmbankmentWidth), {model.border}), river), paved);
    model.greens.push_back({both("Yunxi River green", "云溪河滨绿地"), QStringLiteral("embankment"), banks});

    const MultiPolygon railway = common(widened(model.railLine, RailCorridor / 2), {model.border});
    for (double offset : {-7.5, -2.5, 2.5, 7.5}) {
        for (LineString &piece : clipped(besides(model.railLine, offset), model.border))
            model.rails.push_back({std::move(piece), 3.0, false});
    }

    MultiPolygon taken = paved;
    for (const MultiPolygon *more : std::initializer_list<const MultiPolygon *>{&river, &banks, &railway})
        taken.insert(taken.end(), more->begin(), more->end());
    taken = united(taken);
    for (const Ring &face : faces) {
        Cell cell;
        cell.face = face;
        const Vec2 point = geometry::representativePoint({{face, {}}});
        for (size_t i = 0; i < pieces.size(); ++i) {
            if (geometry::contains(pieces[i], point)) {
                cell.face0 = int(i);
                break;
            }
        }
        cell.land = minus({{face, {}}}, taken);
        std::erase_if(cell.land, [](const Polygon &p) { return geometry::area(p) < 250; });
        cell.zone = zoneAt(cell.land.empty() ? centroid(face) : centroid(cell.land.front().outer));
        cell.angle = mainAngle(face);
        model.cells.push_back(std::move(cell));
    }
    splitAtRiver(model);
}

}
