#include "formats/citymodel/InteriorBuilder.h"

#include "formats/citymodel/InsideShapes.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace formats
{

using domain::SpaceFunction;
using geometry::Vec2;
using geometry::Vec3;

namespace
{

bool isCeiling(const InsideSurface &surface)
{
    return surface.type == QLatin1String("CeilingSurface") || surface.type == QLatin1String("RoofSurface");
}

std::array<float, 4> colourOf(const QString &type)
{
    if (type == QLatin1String("Window"))
        return {0.62f, 0.74f, 0.82f, 0.45f};
    if (type == QLatin1String("Door"))
        return {0.55f, 0.40f, 0.28f, 1.0f};
    if (type == QLatin1String("FloorSurface"))
        return {0.70f, 0.66f, 0.60f, 1.0f};
    if (type == QLatin1String("BuildingFurniture"))
        return {0.66f, 0.52f, 0.38f, 1.0f};
    if (type == QLatin1String("BuildingInstallation"))
        return {0.60f, 0.62f, 0.64f, 1.0f};
    return {0.86f, 0.85f, 0.82f, 1.0f};
}

/// One making of one interior.
class Making
{
public:
    Making(const InsideParts &parts, const domain::Building &building) : m_parts(parts), m_building(building) {}

    domain::Interior run(const QString &source)
    {
        m_interior.building = m_building.id;
        m_interior.source = source;
        const size_t count = m_parts.objects.size();
        m_ranges.reserve(count);
        for (const InsideObject &object : m_parts.objects)
            m_ranges.push_back(heightsOf(object));
        m_children.resize(count);
        for (size_t i = 0; i < count; ++i) {
            for (const int parent : m_parts.objects[i].parents)
                m_children[size_t(parent)].push_back(int(i));
        }
        m_spaceOf.assign(count, -1);
        storeys();
        spaces();
        units();
        for (const InsideOpening &opening : m_parts.openings)
            door(opening);
        for (const InsideClosure &closure : m_parts.closures)
            passage(closure);
        elements();
        return std::move(m_interior);
    }

private:
    bool is(size_t object, const char *type) const
    {
        return m_parts.objects[object].object.type == QLatin1String(type);
    }

    /// The nearest of a class above an object; -1 where there is none.
    int above(size_t object, const char *type) const
    {
        std::vector<size_t> level{object};
        constexpr int Deepest = 8; // they may refer to each other in circles
        for (int depth = 0; depth < Deepest && !level.empty(); ++depth) {
            std::vector<size_t> next;
            for (const size_t at : level) {
                for (const int parent : m_parts.objects[at].parents) {
                    if (is(size_t(parent), type))
                        return parent;
                    next.push_back(size_t(parent));
                }
            }
            level = std::move(next);
        }
        return -1;
    }

    bool holds(size_t object, const char *type) const
    {
        std::vector<size_t> open{object};
        std::vector<bool> seen(m_parts.objects.size(), false);
        while (!open.empty()) {
            const size_t at = open.back();
            open.pop_back();
            for (const int child : m_children[at]) {
                if (is(size_t(child), type))
                    return true;
                if (!seen[size_t(child)]) {
                    seen[size_t(child)] = true;
                    open.push_back(size_t(child));
                }
            }
        }
        return false;
    }

    /// What an object and all it holds reach from and to.
    HeightRange reach(size_t object, int depth = 0) const
    {
        HeightRange range = m_ranges[object];
        constexpr int Deepest = 6;
        if (range.isEmpty() && depth < Deepest) {
            for (const int child : m_children[object]) {
                const HeightRange other = reach(size_t(child), depth + 1);
                if (!other.isEmpty())
                    range.add(other.low), range.add(other.high);
            }
        }
        return range;
    }

    bool isBelowGround(double base, double top) const
    {
        constexpr double Margin = 0.5; // metres: half-sunk storeys with windows count from the ground
        return !std::isnan(m_building.ground) && base < m_building.ground - Margin &&
               (base + std::max(top, base + 1.0)) / 2 < m_building.ground;
    }

    static int numberAt(int index, int below)
    {
        const int number = index - below;
        return number >= 0 ? number + 1 : number;
    }

    void storeys()
    {
        struct Known {
            size_t object;
            HeightRange range;
            double sortKey, elevation;
        };
        std::vector<Known> known;
        for (size_t i = 0; i < m_parts.objects.size(); ++i) {
            if (is(i, "BuildingStorey")) {
                const CityObject &object = m_parts.objects[i].object;
                known.push_back({i, reach(i), numberOf(object, {"sortKey", "storeyNumber", "level"}),
                                 numberOf(object, {"elevationValue", "elevation"})});
            }
        }
        const auto all = [&known](const auto &has) { return std::all_of(known.begin(), known.end(), has); };
        const bool byBase = all([](const Known &k) { return !k.range.isEmpty(); });
        const bool byKey = !byBase && all([](const Known &k) { return !std::isnan(k.sortKey); });
        const bool byElevation = !byBase && !byKey && all([](const Known &k) { return !std::isnan(k.elevation); });
        std::stable_sort(known.begin(), known.end(), [&](const Known &a, const Known &b) {
            return byBase  ? a.range.low < b.range.low
                   : byKey ? a.sortKey < b.sortKey
                           : byElevation && a.elevation < b.elevation;
        });
        static const QRegularExpression cellar(QStringLiteral("^(-\\d|B\\d|UG|KG|basement|cellar|keller|地下|负)"),
                                               QRegularExpression::CaseInsensitiveOption);
        int below = 0;
        for (const Known &k : known) {
            const bool under = byBase  ? isBelowGround(k.range.low, k.range.high)
                               : byKey ? k.sortKey < 0
                                       : cellar.match(nameOf(m_parts.objects[k.object].object)).hasMatch();
            below += under;
        }
        for (size_t i = 0; i < known.size(); ++i) {
            const InsideObject &from = m_parts.objects[known[i].object];
            domain::Storey storey;
            storey.id = from.object.id;
            storey.name = nameOf(from.object);
            storey.building = m_building.id;
            storey.number = numberAt(int(i), below);
            storey.base = known[i].range.isEmpty() ? geometry::NaN : known[i].range.low;
            const double height = numberOf(from.object, {"storeyHeight", "height", "measuredHeight"});
            storey.height = height > 0                 ? height
                            : known[i].range.isEmpty() ? 0
                            : i + 1 < known.size() && !known[i + 1].range.isEmpty()
                                ? known[i + 1].range.low - known[i].range.low
                                : known[i].range.high - known[i].range.low;
            storey.shape = groundOf(from).shape;
            m_storeyOf.insert(int(known[i].object), storey.number);
            m_interior.storeys.push_back(std::move(storey));
        }
        if (known.empty())
            levelsByRooms();
    }

    /// Where the file has no storeys: rooms whose floors lie within a metre are on one.
    void levelsByRooms()
    {
        std::vector<HeightRange> rooms;
        for (size_t i = 0; i < m_parts.objects.size(); ++i) {
            if ((is(i, "BuildingRoom") || is(i, "BuildingUnit")) && !m_ranges[i].isEmpty())
                rooms.push_back(m_ranges[i]);
        }
        std::sort(rooms.begin(), rooms.end(), [](const HeightRange &a, const HeightRange &b) { return a.low < b.low; });
        constexpr double SameLevel = 1.2; // metres
        for (const HeightRange &room : rooms) {
            if (m_levels.empty() || room.low > m_levels.back().low + SameLevel)
                m_levels.push_back(room);
        }
        for (const HeightRange &level : m_levels)
            m_levelsBelow += isBelowGround(level.low, level.high);
    }

    int storeyAt(double z) const
    {
        constexpr double Tolerance = 0.5; // metres: a threshold, a raised floor
        int number = 1;
        for (size_t i = 0; i < m_levels.size(); ++i) {
            if (i == 0 || m_levels[i].low <= z + Tolerance)
                number = numberAt(int(i), m_levelsBelow);
        }
        bool first = true;
        for (const domain::Storey &storey : m_interior.storeys) {
            if (!std::isnan(storey.base) && (first || storey.base <= z + Tolerance)) {
                number = storey.number;
                first = false;
            }
        }
        return number;
    }

    /// 0 where nothing tells.
    int storeyOf(size_t object) const
    {
        const int storey = is(object, "BuildingStorey") ? int(object) : above(object, "BuildingStorey");
        if (storey >= 0)
            return m_storeyOf.value(storey);
        const int room = above(object, "BuildingRoom");
        if (room >= 0 && m_spaceOf[size_t(room)] >= 0)
            return m_interior.spaces[size_t(m_spaceOf[size_t(room)])].storey;
        const HeightRange range = reach(object);
        return range.isEmpty() ? 0 : storeyAt(range.low);
    }

    void spaces()
    {
        for (size_t i = 0; i < m_parts.objects.size(); ++i) {
            const bool isUnit = is(i, "BuildingUnit"), isStorey = is(i, "BuildingStorey");
            if (is(i, "BuildingRoom"))
                space(i);
            else if (!m_ranges[i].isEmpty() && ((isUnit && !holds(i, "BuildingRoom")) ||
                                                (isStorey && !holds(i, "BuildingRoom") && !holds(i, "BuildingUnit"))))
                space(i);
        }
    }

    void space(size_t at)
    {
        const InsideObject &from = m_parts.objects[at];
        const HeightRange &range = m_ranges[at];
        domain::Space space;
        space.id = from.object.id;
        space.name = nameOrId(from.object);
        space.longName = attributeOf(from.object, "description");
        space.function = is(at, "BuildingRoom") ? functionOf(from.object) : SpaceFunction::Unknown;
        space.base = geometry::NaN;
        space.height = 0;
        SpaceGround ground = groundOf(from);
        space.shape = std::move(ground.shape);
        if (!range.isEmpty()) {
            space.base = std::isnan(ground.base) ? range.low : ground.base;
            HeightRange ceiling;
            for (const InsideSurface &surface : from.surfaces) {
                if (isCeiling(surface))
                    ceiling.add(surface.faces);
            }
            space.height = float((ceiling.isEmpty() ? range.high : ceiling.high) - space.base);
        }
        const double stated = numberOf(from.object, {"roomHeight", "ceilingHeight", "clearHeight"});
        if (stated > 0)
            space.height = float(stated);
        space.area = float(std::fmax(0.0, numberOf(from.object, {"area", "floorArea", "netFloorArea", "usableArea"})));
        const int storey = storeyOf(at);
        space.storey = storey != 0 ? storey : 1;
        const int unit = is(at, "BuildingUnit") ? int(at) : above(at, "BuildingUnit");
        if (unit >= 0)
            space.unit = m_parts.objects[size_t(unit)].object.id;
        m_spaceOf[at] = int(m_interior.spaces.size());
        m_interior.spaces.push_back(std::move(space));
    }

    void units()
    {
        for (size_t i = 0; i < m_parts.objects.size(); ++i) {
            if (!is(i, "BuildingUnit"))
                continue;
            const InsideObject &from = m_parts.objects[i];
            domain::Unit unit;
            unit.id = from.object.id;
            unit.number = nameOrId(from.object);
            unit.building = m_building.id;
            unit.storey = storeyOf(i);
            for (const domain::Space &space : m_interior.spaces) {
                if (space.unit == unit.id && (unit.storey == 0 || above(i, "BuildingStorey") < 0))
                    unit.storey = unit.storey == 0 ? space.storey : std::min(unit.storey, space.storey);
            }
            if (unit.storey == 0)
                unit.storey = 1;
            unit.area =
                float(std::fmax(0.0, numberOf(from.object, {"area", "floorArea", "netFloorArea", "usableArea"})));
            unit.tenancy = tenancyOf(from.object);
            unit.shape = groundOf(from).shape;
            m_interior.units.push_back(std::move(unit));
        }
    }

    /// What a unit is used as, in the words of the table of units.
    static QString tenancyOf(const CityObject &object)
    {
        static const std::pair<const char *, const char *> words[] = {
            {"shop", "shop"},          {"store", "shop"},        {"retail", "shop"},
            {"商铺", "shop"},          {"workshop", "workshop"}, {"厂房", "workshop"},
            {"vacant", "vacant"},      {"空置", "vacant"},       {"let", "let"},
            {"rented", "let"},         {"出租", "let"},          {"owner-occupied", "owner-occupied"},
            {"自住", "owner-occupied"}};
        for (const char *name : {"usage", "function", "class"}) {
            const QString text = attributeOf(object, name).toLower();
            for (const auto &[word, tenancy] : words) {
                if (text == QString::fromUtf8(word))
                    return QString::fromLatin1(tenancy);
            }
        }
        return {};
    }

    /// The space beside an opening that is not `not`.
    qint32 spaceBeside(const OpeningPlace &place, int storey, qint32 except) const
    {
        const Vec2 along = place.to - place.from;
        const double width = glm::length(along);
        if (!(width > 0))
            return -1;
        const Vec2 across = Vec2(-along.y, along.x) / width, middle = (place.from + place.to) * 0.5;
        for (const double reach : {0.15, 0.3, 0.5, 0.8}) {
            for (const double side : {1.0, -1.0}) {
                for (size_t i = 0; i < m_interior.spaces.size(); ++i) {
                    if (qint32(i) != except && m_interior.spaces[i].storey == storey &&
                        geometry::contains(m_interior.spaces[i].shape, middle + across * (side * reach)))
                        return qint32(i);
                }
            }
        }
        return -1;
    }

    void door(const InsideOpening &opening)
    {
        domain::Door door;
        door.id = opening.object.id;
        door.name = nameOf(opening.object);
        door.isWindow = opening.isWindow();
        const auto place = placeOf(opening.faces);
        if (place) {
            door.from = place->from;
            door.to = place->to;
            door.base = place->base;
            door.height = place->height;
        } else {
            door.base = geometry::NaN;
            m_interior.warnings.add(
                QStringLiteral("opening-without-geometry"), m_interior.source, opening.object.id,
                QCoreApplication::translate("formats", "a door or window without a shape; it is listed, not drawn"));
        }
        std::vector<qint32> joined;
        for (const int object : opening.objects) {
            const int space = m_spaceOf[size_t(object)];
            if (space >= 0 && std::find(joined.begin(), joined.end(), space) == joined.end())
                joined.push_back(space);
        }
        const bool known = !joined.empty();
        door.storey = known ? m_interior.spaces[size_t(joined[0])].storey : place ? storeyAt(place->base) : 1;
        for (size_t i = 0; i < std::min<size_t>(joined.size(), 2); ++i)
            door.spaces[i] = joined[i];
        if (place && joined.size() < 2 && !(opening.outer && known)) {
            const qint32 beside = spaceBeside(*place, door.storey, door.spaces[0]);
            (door.spaces[0] < 0 ? door.spaces[0] : door.spaces[1]) = beside;
        }
        door.isEntrance = opening.outer && !door.isWindow && door.storey == 1;
        m_interior.doors.push_back(std::move(door));
        element(opening.object, opening.faces, m_interior.doors.back().storey);
    }

    void passage(const InsideClosure &closure)
    {
        std::vector<qint32> joined;
        for (const int object : closure.objects) {
            const int space = m_spaceOf[size_t(object)];
            if (space >= 0 && std::find(joined.begin(), joined.end(), space) == joined.end())
                joined.push_back(space);
        }
        if (joined.size() != 2)
            return;
        Vec3 sum(0);
        HeightRange range;
        size_t points = 0;
        range.add(closure.faces);
        for (const InsideFace &face : closure.faces) {
            for (const Vec3 &p : face.empty() ? std::vector<Vec3>() : face[0]) {
                sum += p;
                ++points;
            }
        }
        if (points > 0)
            m_interior.passages.push_back(
                {joined[0], joined[1], -1, Vec3(sum.x / double(points), sum.y / double(points), range.low)});
    }

    void element(const CityObject &from, const std::vector<InsideFace> &faces, int storey)
    {
        domain::Element element;
        element.id = from.id;
        element.type = from.type;
        element.name = nameOf(from);
        element.storey = storey;
        element.mesh = meshOf(faces);
        element.colour = colourOf(from.type);
        for (const auto &[name, value] : from.attributes) {
            if (name != QLatin1String("gml:name"))
                element.properties.emplace_back(name, textOf(value));
        }
        m_interior.elements.push_back(std::move(element));
    }

    void elements()
    {
        for (size_t i = 0; i < m_parts.objects.size(); ++i) {
            const InsideObject &from = m_parts.objects[i];
            const int storey = storeyOf(i);
            if (is(i, "BuildingStorey") || is(i, "BuildingUnit"))
                continue;
            if (is(i, "BuildingRoom")) {
                // A body whose surfaces are not told apart is the room itself, no wall.
                for (const InsideSurface &surface : from.surfaces) {
                    if (surface.type.isEmpty() || surface.type == QLatin1String("ClosureSurface"))
                        continue;
                    CityObject named;
                    named.id = surface.id;
                    named.type = surface.type;
                    if (!surface.name.isEmpty())
                        named.attributes.emplace_back(QStringLiteral("gml:name"), surface.name);
                    element(named, surface.faces, storey);
                }
                continue;
            }
            std::vector<InsideFace> faces;
            for (const InsideSurface &surface : from.surfaces)
                faces.insert(faces.end(), surface.faces.begin(), surface.faces.end());
            element(from.object, faces, storey);
        }
    }

    const InsideParts &m_parts;
    const domain::Building &m_building;
    domain::Interior m_interior;
    std::vector<HeightRange> m_ranges;        ///< by object
    std::vector<std::vector<int>> m_children; ///< by object
    std::vector<int> m_spaceOf;               ///< by object; -1: none
    QHash<int, int> m_storeyOf;               ///< storey object -> number
    std::vector<HeightRange> m_levels;
    int m_levelsBelow = 0;
};

}

domain::Interior makeInterior(const InsideParts &parts, const domain::Building &building, const QString &source)
{
    return Making(parts, building).run(source);
}

}
