#include "sample/Devices.h"

#include "sample/Names.h"
#include "sample/People.h"
#include "sample/Relief.h"
#include "sample/Shapes.h"

#include <algorithm>
#include <set>

namespace sample
{

namespace
{

using domain::Datastream;
using domain::ThingKind;

QString code(const char *letter, int number, int digits)
{
    return QString::fromLatin1(letter) + QStringLiteral("%1").arg(number, digits, 10, QLatin1Char('0'));
}

/// A point of a space, away from its walls where there is room.
Vec2 pointIn(const Polygon &space, Random &random)
{
    const geometry::Box2 box = geometry::bounds(space.outer);
    for (const double clearance : {0.5, 0.2}) {
        for (int tries = 0; tries < 12; ++tries) {
            const Vec2 p(random.between(box.min.x, box.max.x), random.between(box.min.y, box.max.y));
            if (geometry::contains(space, p) && distanceToRing(p, space.outer) > clearance &&
                std::none_of(space.holes.begin(), space.holes.end(),
                             [&](const Ring &hole) { return distanceToRing(p, hole) < clearance; }))
                return p;
        }
    }
    return geometry::representativePoint({space});
}

class Installer
{
public:
    Installer(DistrictModel &model, const std::vector<BuildingPlan> &plans, uint64_t topic)
        : m_model(model), m_plans(plans), m_random(Random::forTopic(model.seed, topic))
    {
        m_firstUnit.assign(model.buildings.size() + 1, 0);
        for (const UnitRecord &unit : model.units)
            ++m_firstUnit[unit.building + 1];
        for (size_t i = 1; i < m_firstUnit.size(); ++i)
            m_firstUnit[i] += m_firstUnit[i - 1];
    }

    void smoke();
    void electrical();
    void tilt();
    void cameras();
    void gauges();
    void presence(int first);

private:
    /// The rooms of a unit on a storey (0: what is common), those that suit a detector best first.
    const PlanSpace *spaceFor(int building, int storey, int unit)
    {
        using domain::SpaceFunction;
        const auto worth = [&](const PlanSpace &space) {
            switch (wordsOf(space.kind).function) {
            case SpaceFunction::Kitchen:
                return m_kitchens ? 5 : 1;
            case SpaceFunction::Hall:
            case SpaceFunction::Corridor:
                return 4;
            case SpaceFunction::Lobby:
            case SpaceFunction::Room:
            case SpaceFunction::Shop:
            case SpaceFunction::Office:
            case SpaceFunction::Classroom:
            case SpaceFunction::Ward:
                return 3;
            case SpaceFunction::Stair:
                return 2;
            case SpaceFunction::Lift:
            case SpaceFunction::Balcony:
                return 0;
            default:
                return 1;
            }
        };
        const PlanSpace *best = nullptr;
        for (const FloorPlan &floor : m_plans[size_t(building)].floors) {
            if (storey < floor.first || storey > floor.last)
                continue;
            for (const PlanSpace &space : floor.spaces) {
                if (space.unit == unit && (!best || worth(space) > worth(*best)))
                    best = &space;
            }
        }
        return best;
    }

    double baseOf(int building, int storey) const
    {
        const PlanStorey *found = m_plans[size_t(building)].storey(storey);
        return found ? found->base : 0.0;
    }
    double heightOf(int building, int storey) const
    {
        const PlanStorey *found = m_plans[size_t(building)].storey(storey);
        return found ? found->height : 3.0;
    }

    Device indoor(int building, int storey, qint64 unit)
    {
        const BuildingRecord &b = m_model.buildings[size_t(building)];
        Device d;
        d.building = building;
        d.storey = storey;
        d.unit = unit;
        const PlanSpace *space = spaceFor(building, storey, unit >= 0 ? m_model.units[size_t(unit)].number : 0);
        d.point = space ? pointIn(space->shape, m_random) : geometry::representativePoint({b.footprint});
        d.address = b.address;
        d.grid = b.grid;
        return d;
    }

    bool isClear(const Vec2 &p) const
    {
        return std::none_of(m_model.buildings.begin(), m_model.buildings.end(), [&](const BuildingRecord &b) {
            return geometry::bounds(b.footprint.outer).grown(0.5).contains(p) &&
                   geometry::contains(b.footprint.outer, p);
        });
    }

    int gridAt(const Vec2 &p) const
    {
        for (size_t g = 0; g < m_model.grids.size(); ++g) {
            if (geometry::contains(m_model.grids[g].shape, p))
                return int(g);
        }
        return -1;
    }

    Device outdoor(const Vec2 &p, double height, const LocalizedText &address)
    {
        Device d;
        d.point = p;
        d.height = float(height);
        d.address = address;
        d.grid = gridAt(p);
        return d;
    }

    DistrictModel &m_model;
    const std::vector<BuildingPlan> &m_plans;
    Random m_random;
    bool m_kitchens = false;         ///< detectors stand in the kitchen
    std::vector<size_t> m_firstUnit; ///< of a building, in units
};

void Installer::smoke()
{
    // Where people sleep closely and where things burn easily.
    std::vector<double> cumulative;
    double sum = 0;
    for (const BuildingRecord &b : m_model.buildings) {
        double weight = 0;
        if (b.use == BuildingUse::UrbanVillage)
            weight = 3.2;
        else if (b.kind == BuildingKind::OldHouse)
            weight = 4;
        else if (b.kind == BuildingKind::Slab)
            weight = 1.2;
        else if (b.use == BuildingUse::Industrial || b.kind == BuildingKind::Market)
            weight = 3;
        else if (b.use == BuildingUse::Commercial || b.use == BuildingUse::Mixed)
            weight = 0.8;
        else
            weight = 0.3;
        sum += weight * std::min(b.units, 40);
        cumulative.push_back(sum);
    }
    std::set<size_t> used;
    for (int i = 1; i <= SmokeCount; ++i) {
        size_t building = 0, unit = 0;
        do {
            building = size_t(std::upper_bound(cumulative.begin(), cumulative.end(), m_random.unit() * sum) -
                              cumulative.begin());
            const size_t first = m_firstUnit[building], count = m_firstUnit[building + 1] - first;
            unit = first + size_t(m_random.unit() * double(count));
        } while (!used.insert(unit).second);
        const BuildingRecord &b = m_model.buildings[building];
        const int storey = m_model.units[unit].storey;
        const bool corridor = m_random.chance(0.12);
        m_kitchens = m_random.chance(0.3);
        Device d = indoor(int(building), storey, corridor ? -1 : qint64(unit));
        d.kind = ThingKind::Smoke;
        d.code = code("S", i, 4);
        d.height = float(baseOf(int(building), storey) + std::min(heightOf(int(building), storey), 3.2) - 0.3);
        const QString room = unitNumber(m_model.units[unit]);
        d.name = corridor ? LocalizedText{QStringLiteral("Smoke detector, corridor of storey %1").arg(storey),
                                          QString::fromUtf8("烟感 · %1 %2 层走廊").arg(b.name.zh).arg(storey)}
                          : LocalizedText{QStringLiteral("Smoke detector, %1").arg(room),
                                          QString::fromUtf8("烟感 · %1 %2").arg(b.name.zh, room)};
        d.streams = {{d.code + QStringLiteral("-smoke"), QStringLiteral("smoke"), QString(), 86400}};
        m_model.devices.push_back(std::move(d));
    }
}

void Installer::electrical()
{
    // Distribution boxes: the intake on the ground floor, then every few storeys, then workshops and shops.
    std::vector<std::pair<double, std::pair<int, int>>> boxes; // importance, (building, storey)
    for (size_t i = 0; i < m_model.buildings.size(); ++i) {
        const BuildingRecord &b = m_model.buildings[i];
        if (b.units == 0)
            continue;
        const double risk =
            b.use == BuildingUse::UrbanVillage ? 1.0
            : b.use == BuildingUse::Industrial || b.kind == BuildingKind::OldHouse || b.kind == BuildingKind::Market
                ? 1.2
            : b.kind == BuildingKind::Slab ? 0.8
                                           : 0.5;
        boxes.push_back({risk + m_random.between(0, 0.8), {int(i), 1}});
        for (int storey = 3; storey <= b.above && storey<30; storey += b.above> 12 ? 6 : 3)
            boxes.push_back({risk * 0.45 + m_random.between(0, 0.5), {int(i), storey}});
    }
    std::sort(boxes.begin(), boxes.end(), [](const auto &a, const auto &b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    boxes.resize(std::min<size_t>(boxes.size(), ElectricalCount));
    // A small district has fewer boxes than monitors; then boxes have several.
    for (size_t i = 0; boxes.size() < ElectricalCount; ++i)
        boxes.push_back(boxes[i]);
    std::sort(boxes.begin(), boxes.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
    int number = 0;
    for (const auto &[importance, place] : boxes) {
        const BuildingRecord &b = m_model.buildings[size_t(place.first)];
        Device d = indoor(place.first, place.second, -1);
        d.kind = ThingKind::Electrical;
        d.code = code("E", ++number, 4);
        d.height = float(baseOf(place.first, place.second) + 1.6);
        d.name = {QStringLiteral("Electrical monitor, box of storey %1").arg(place.second),
                  QString::fromUtf8("电气监测 · %1 %2 层配电箱").arg(b.name.zh).arg(place.second)};
        constexpr double Period = 21600;
        d.streams = {
            {d.code + QStringLiteral("-rc"), QStringLiteral("residual-current"), QStringLiteral("mA"), Period},
            {d.code + QStringLiteral("-ct"), QStringLiteral("cable-temperature"), QStringLiteral("degC"), Period},
            {d.code + QStringLiteral("-va"), QStringLiteral("voltage-a"), QStringLiteral("V"), Period},
            {d.code + QStringLiteral("-ld"), QStringLiteral("load"), QStringLiteral("%"), Period}};
        m_model.devices.push_back(std::move(d));
    }
}

void Installer::tilt()
{
    std::vector<int> oldest;
    for (size_t i = 0; i < m_model.buildings.size(); ++i) {
        const BuildingRecord &b = m_model.buildings[i];
        if (b.kind == BuildingKind::OldHouse || b.kind == BuildingKind::VillageHouse || b.kind == BuildingKind::Slab ||
            b.kind == BuildingKind::Factory)
            oldest.push_back(int(i));
    }
    std::stable_sort(oldest.begin(), oldest.end(), [&](int a, int b) {
        const auto age = [&](int i) {
            const BuildingRecord &r = m_model.buildings[size_t(i)];
            // Not all in one street: village houses on poor ground and slabs count as older than they are.
            return r.year + (r.kind == BuildingKind::OldHouse ? 38 : 0) -
                   (r.kind == BuildingKind::VillageHouse && i % 3 == 0 ? 6 : 0);
        };
        return age(a) < age(b);
    });
    for (int i = 1; i <= TiltCount; ++i) {
        const int building = oldest[size_t(i - 1) % oldest.size()];
        const BuildingRecord &b = m_model.buildings[size_t(building)];
        Device d = indoor(building, b.above, -1);
        // On a corner of the top storey, where a tilt shows most.
        const Vec2 corner = b.footprint.outer.front();
        d.point = corner + (centroid(b.footprint.outer) - corner) * 0.12;
        if (!geometry::contains(b.footprint, d.point))
            d.point = geometry::representativePoint({b.footprint});
        d.kind = ThingKind::Tilt;
        d.code = code("T", i, 3);
        d.height = float(b.height - b.roofHeight - 0.3);
        d.name = {QStringLiteral("Tilt sensor"), QString::fromUtf8("倾斜监测 · %1").arg(b.name.zh)};
        d.streams = {{d.code + QStringLiteral("-tilt"), QStringLiteral("tilt"), QStringLiteral("mm"), 21600},
                     {d.code + QStringLiteral("-fault"), QStringLiteral("fault"), QString(), 86400}};
        m_model.devices.push_back(std::move(d));
    }
}

void Installer::cameras()
{
    struct Place {
        Vec2 point;
        QString en, zh;
        const char *scene; ///< what its clip shows
    };
    std::vector<Place> river, corners, entrances, streets;
    for (const Road &road : m_model.roads) {
        const double length = geometry::length(road.line);
        if (road.bridge)
            continue;
        if (road.klass == RoadClass::Promenade) {
            for (double at = 40; at < length - 20; at += 95) {
                Vec2 direction;
                const Vec2 p = pointAlong(road.line, at, &direction);
                river.push_back({p, road.name.en, road.name.zh, "river"});
            }
            continue;
        }
        if (road.klass == RoadClass::Alley) {
            entrances.push_back(
                {road.line.front(), QStringLiteral("entrance"), QString::fromUtf8("出入口"), "entrance"});
            continue;
        }
        if (road.isBorder)
            continue;
        for (double at = 12; at < length - 12; at += 6) {
            Vec2 direction;
            const Vec2 p = pointAlong(road.line, at, &direction);
            for (const Road &other : m_model.roads) {
                if (&other <= &road || other.bridge || other.klass > RoadClass::Lane ||
                    distanceToLine(p, other.line) > 6)
                    continue;
                // On the corner of the two, in the pavement.
                const Vec2 corner = p + Vec2(road.width / 2 + 1.0, 0) + Vec2(0, other.width / 2 + 1.0);
                if (std::none_of(corners.begin(), corners.end(),
                                 [&](const Place &x) { return glm::length(x.point - corner) < 26; }))
                    corners.push_back(
                        {corner, road.name.en + QStringLiteral(" / ") + other.name.en,
                         road.name.zh + QString::fromUtf8("与") + other.name.zh + QString::fromUtf8("路口"),
                         "crossing"});
            }
        }
        for (double at = 60; at < length - 40; at += 85) {
            Vec2 direction;
            const Vec2 p = pointAlong(road.line, at, &direction);
            streets.push_back(
                {p + Vec2(-direction.y, direction.x) * (road.width / 2 - 1.2), road.name.en, road.name.zh, "street"});
        }
    }
    const auto thinned = [&](std::vector<Place> list, size_t most) {
        std::vector<Place> out;
        std::erase_if(list, [&](const Place &p) {
            return !geometry::contains(m_model.border, p.point) || !isClear(p.point) ||
                   distanceToLine(p.point, m_model.riverLine) < RiverWidth / 2;
        });
        for (size_t i = 0; i < list.size() && out.size() < most; ++i) {
            // Evenly through the list.
            if (list.size() <= most || (i * most) / list.size() != ((i + 1) * most) / list.size())
                out.push_back(list[i]);
        }
        return out;
    };
    const auto isAtSquare = [&](const Vec2 &p) {
        constexpr double Near = 25;
        return std::any_of(m_model.greens.begin(), m_model.greens.end(), [&](const Patch &patch) {
            return (patch.type == QLatin1String("square") || patch.type == QLatin1String("park")) &&
                   std::any_of(patch.shape.begin(), patch.shape.end(), [&](const Polygon &part) {
                       return geometry::contains(part, p) || distanceToRing(p, part.outer) < Near;
                   });
        });
    };
    std::vector<Place> all;
    for (auto &&part : {thinned(river, 28), thinned(corners, 150), thinned(entrances, 60)})
        all.insert(all.end(), part.begin(), part.end());
    const auto rest = thinned(streets, size_t(CameraCount) - all.size());
    all.insert(all.end(), rest.begin(), rest.end());
    for (int tries = 0; int(all.size()) < CameraCount && tries < 100000; ++tries) {
        const Vec2 p(m_random.between(0, DistrictWidth), m_random.between(0, DistrictHeight));
        if (geometry::contains(m_model.border, p) && isClear(p) && distanceToLine(p, m_model.riverLine) > RiverWidth)
            all.push_back({p, QStringLiteral("public place"), QString::fromUtf8("公共区域"), "square"});
    }
    for (int i = 1; i <= CameraCount; ++i) {
        const Place &place = all[size_t(i - 1)];
        Device d = outdoor(place.point, m_random.between(4.5, 7.5), {place.en, place.zh});
        d.kind = ThingKind::Camera;
        d.code = code("V", i, 4);
        d.picture = QStringLiteral("clips/%1.avi").arg(QLatin1String(isAtSquare(place.point) ? "square" : place.scene));
        d.name = {QStringLiteral("Camera, %1").arg(place.en), QString::fromUtf8("摄像头 · %1").arg(place.zh)};
        m_model.devices.push_back(std::move(d));
    }
}

void Installer::gauges()
{
    const double length = geometry::length(m_model.riverLine);
    constexpr int OnRiver = WaterLevelCount - PondingCount;
    const Vec2 low[PondingCount] = {UnderpassPoint, Vec2(0), Vec2(0)};
    for (int i = 1; i <= WaterLevelCount; ++i) {
        Device d;
        if (i <= OnRiver) {
            Vec2 direction;
            const Vec2 p = pointAlong(m_model.riverLine, 60 + (length - 120) * (i - 0.5) / OnRiver, &direction);
            const double side = i % 2 == 0 ? 1.0 : -1.0;
            d = outdoor(p + Vec2(-direction.y, direction.x) * side * (RiverWidth / 2 - 1.0), 1.5,
                        both("Yunxi River", "云溪河"));
            d.name = {QStringLiteral("Water level %1, Yunxi River").arg(i),
                      QString::fromUtf8("水位站 %1 · 云溪河").arg(i)};
        } else {
            // In the roads where water gathers: under the railway, and at the lowest points of two streets.
            const int n = i - OnRiver - 1;
            Vec2 p = low[n];
            if (n > 0) {
                double lowest = 1e9;
                for (const Road &road : m_model.roads) {
                    if (road.klass != RoadClass::Street || road.isBorder || road.bridge)
                        continue;
                    for (double at = 20; at < geometry::length(road.line) - 20; at += 15) {
                        const Vec2 q = pointAlong(road.line, at);
                        const bool half = n == 1 ? q.x < DistrictWidth / 2 : q.x > DistrictWidth / 2;
                        if (half && geometry::contains(m_model.border, q) &&
                            distanceToLine(q, m_model.riverLine) > 60 && bareGround(q) < lowest) {
                            lowest = bareGround(q);
                            p = q;
                        }
                    }
                }
            }
            d = outdoor(
                p, 0.6,
                n == 0 ? both("Haiyan Avenue underpass", "海晏大道下沉通道")
                       : LocalizedText{QStringLiteral("Low road %1").arg(n), QString::fromUtf8("低洼路段 %1").arg(n)});
            d.name = n == 0 ? LocalizedText{QStringLiteral("Ponding, Haiyan Avenue underpass"),
                                            QString::fromUtf8("积水监测 · 海晏大道下沉通道")}
                            : LocalizedText{QStringLiteral("Ponding, low road %1").arg(n),
                                            QString::fromUtf8("积水监测 · 低洼路段 %1").arg(n)};
        }
        d.kind = ThingKind::WaterLevel;
        d.code = code("H", i, 2);
        d.streams = {i <= OnRiver ? Datastream{d.code + QStringLiteral("-level"), QStringLiteral("water-level"),
                                               QStringLiteral("m"), 300}
                                  : Datastream{d.code + QStringLiteral("-pond"), QStringLiteral("ponding-depth"),
                                               QStringLiteral("cm"), 300}};
        m_model.devices.push_back(std::move(d));
    }
    const Vec2 wishes[RainCount] = {{330, 1100}, {1450, 1150}, {300, 330}, {1430, 300}};
    for (int i = 1; i <= RainCount; ++i) {
        // On the flat roof nearest to the wish that is not too high.
        int best = -1;
        double nearest = 1e9;
        for (size_t b = 0; b < m_model.buildings.size(); ++b) {
            const BuildingRecord &r = m_model.buildings[b];
            if (r.roof != RoofShape::Flat || r.height > 30 || r.height < 10 ||
                (r.use != BuildingUse::School && r.use != BuildingUse::Public && r.kind != BuildingKind::Slab))
                continue;
            const double d = glm::length(centroid(r.footprint.outer) - wishes[i - 1]);
            if (d < nearest) {
                nearest = d;
                best = int(b);
            }
        }
        const BuildingRecord &r = m_model.buildings[size_t(std::max(best, 0))];
        Device d = outdoor(geometry::representativePoint({r.footprint}), r.height + 1.5, r.address);
        d.building = std::max(best, 0);
        d.storey = r.above;
        d.kind = ThingKind::Rain;
        d.code = code("R", i, 2);
        d.name = {QStringLiteral("Rain gauge %1").arg(i), QString::fromUtf8("雨量站 %1 · %2").arg(i).arg(r.name.zh)};
        d.streams = {{d.code + QStringLiteral("-rate"), QStringLiteral("rain-rate"), QStringLiteral("mm/h"), 300}};
        m_model.devices.push_back(std::move(d));
    }
}

void Installer::presence(int first)
{
    std::set<qint64> used;
    for (int i = 1; i <= PresenceCount; ++i) {
        qint64 unit = first >= 0 ? m_model.devices[size_t(first)].unit : -1;
        // Homes let or lived in by one or two.
        while (i > 1 || unit < 0) {
            unit = qint64(m_random.unit() * double(m_model.units.size()));
            const UnitRecord &u = m_model.units[size_t(unit)];
            if (u.occupants > 0 && u.occupants <= 2 && used.count(unit) == 0)
                break;
        }
        used.insert(unit);
        const UnitRecord &u = m_model.units[size_t(unit)];
        const BuildingRecord &b = m_model.buildings[u.building];
        Device d = indoor(int(u.building), u.storey, unit);
        d.kind = ThingKind::Presence;
        d.code = code("P", i, 3);
        d.height = float(baseOf(int(u.building), u.storey) + 2.3);
        const QString number = unitNumber(u);
        d.name = {QStringLiteral("Presence sensor, %1").arg(number),
                  QString::fromUtf8("人体感知 · %1 %2").arg(b.name.zh, number)};
        d.streams = {{d.code + QStringLiteral("-presence"), QStringLiteral("presence"), QString(), 3600}};
        m_model.devices.push_back(std::move(d));
    }
}

}

void installDevices(DistrictModel &model, const std::vector<BuildingPlan> &plans)
{
    Installer installer(model, plans, 7);
    installer.smoke();
    installer.electrical();
    installer.tilt();
    installer.cameras();
    installer.gauges();
}

void installPresence(DistrictModel &model, const std::vector<BuildingPlan> &plans, int first)
{
    Installer(model, plans, 12).presence(first);
}

}
