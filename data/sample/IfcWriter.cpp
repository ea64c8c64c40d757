#include "sample/PlanShapes.h"
#include "sample/PlanSketch.h"
#include "sample/Shapes.h"
#include "sample/StepWriter.h"
#include "sample/WallBoxes.h"
#include "sample/Writers.h"

#include <QCryptographicHash>

#include <algorithm>
#include <cmath>
#include <map>

namespace sample
{

namespace
{

using geometry::Box2;
using Bytes = QByteArray;

constexpr double SlabThickness = 0.15;

class IfcWriter
{
public:
    IfcWriter(const DistrictModel &model, const BuildingRecord &building, const BuildingPlan &plan, IfcSchema schema)
        : m_model(model), m_building(building), m_plan(plan), m_isNew(schema == IfcSchema::Ifc4)
    {
        // Along the building's first side, about the middle of its box.
        const Ring &ring = building.footprint.outer;
        m_axes.x = glm::normalize(ring[1] - ring[0]);
        m_axes.y = {-m_axes.x.y, m_axes.x.x};
        m_axes.origin = m_axes.toMap(geometry::bounds(m_axes.toOwn(ring)).centre());
    }

    Bytes write()
    {
        writeFrame();
        std::vector<int> storeys;
        for (size_t i = 0; i < m_plan.storeys.size(); ++i)
            storeys.push_back(writeStorey(m_plan.storeys[i], i + 1 == m_plan.storeys.size()));
        aggregate(m_buildingId, storeys);
        for (const auto &[name, spaces] : m_units)
            writeUnit(name, spaces);
        return m_step.file(
            m_isNew ? "IFC4" : "IFC2X3", m_building.code + QStringLiteral(".ifc"),
            QStringLiteral("ViewDefinition [%1]").arg(QLatin1String(m_isNew ? "ReferenceView" : "CoordinationView")));
    }

private:
    static Bytes ref(int id) { return StepWriter::reference(id); }
    static Bytes text(const QString &words) { return StepWriter::text(words); }
    static Bytes num(double value) { return StepWriter::number(value); }

    /// 22 characters of a name space of the sample's own: the same for the same seed and building.
    Bytes guid()
    {
        const Bytes digest = QCryptographicHash::hash(Bytes::number(m_model.seed) + '/' + m_building.code.toUtf8() +
                                                          '/' + Bytes::number(++m_guids),
                                                      QCryptographicHash::Md5);
        static const char Digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$";
        Bytes out("'");
        // 128 bits: 2, and then 21 times 6.
        const auto bit = [&](int i) { return (quint8(digest[i / 8]) >> (7 - i % 8)) & 1; };
        for (int digit = 0, at = 0; digit < 22; ++digit) {
            int value = 0;
            for (int k = digit == 0 ? 4 : 0; k < 6; ++k)
                value = value * 2 + bit(at++);
            out += Digits[value];
        }
        return out + '\'';
    }

    /// The beginning that all objects share: identity, owner, name, description.
    std::vector<Bytes> rooted(const QString &name, const QString &description = {})
    {
        return {guid(), ref(m_owner), name.isEmpty() ? "$" : text(name),
                description.isEmpty() ? "$" : text(description)};
    }
    int add(const char *type, std::vector<Bytes> arguments, const std::vector<Bytes> &more)
    {
        arguments.insert(arguments.end(), more.begin(), more.end());
        return m_step.add(type, arguments);
    }

    int point(double x, double y) { return m_step.add("IFCCARTESIANPOINT", {StepWriter::numbers({x, y})}); }
    int point(double x, double y, double z)
    {
        return m_step.add("IFCCARTESIANPOINT", {StepWriter::numbers({x, y, z})});
    }
    int direction(const std::vector<double> &d)
    {
        const auto found = m_directions.find(d);
        if (found != m_directions.end())
            return found->second;
        std::vector<Bytes> values;
        for (const double value : d)
            values.push_back(StepWriter::exact(value));
        return m_directions[d] = m_step.add("IFCDIRECTION", {StepWriter::list(values)});
    }
    int axes(int location, const Vec2 &along = {1, 0})
    {
        return m_step.add("IFCAXIS2PLACEMENT3D",
                          {ref(location), ref(direction({0, 0, 1})), ref(direction({along.x, along.y, 0}))});
    }
    int placement(int relativeTo, const Vec2 &at, double z, const Vec2 &along = {1, 0})
    {
        return m_step.add("IFCLOCALPLACEMENT",
                          {relativeTo ? ref(relativeTo) : "$", ref(axes(point(at.x, at.y, z), along))});
    }

    int polyline(const Ring &ring)
    {
        std::vector<int> points;
        for (const Vec2 &p : ring)
            points.push_back(point(p.x, p.y));
        points.push_back(points.front());
        return m_step.add("IFCPOLYLINE", {StepWriter::references(points)});
    }
    int profile(const Polygon &polygon)
    {
        const int outer = polyline(polygon.outer);
        if (polygon.holes.empty())
            return m_step.add("IFCARBITRARYCLOSEDPROFILEDEF", {".AREA.", "$", ref(outer)});
        std::vector<int> holes;
        for (const Ring &hole : polygon.holes)
            holes.push_back(polyline(hole));
        return m_step.add("IFCARBITRARYPROFILEDEFWITHVOIDS",
                          {".AREA.", "$", ref(outer), StepWriter::references(holes)});
    }
    int extruded(int area, int position, double depth)
    {
        return m_step.add("IFCEXTRUDEDAREASOLID", {ref(area), ref(position), ref(direction({0, 0, 1})), num(depth)});
    }
    int upright(const Polygon &polygon, double from, double to)
    {
        return extruded(profile(polygon), axes(point(0, 0, from)), to - from);
    }
    static Polygon rectangleOf(double x0, double x1, double y0, double y1)
    {
        return {{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, {}};
    }
    int shape(const std::vector<int> &solids)
    {
        const int body = m_step.add("IFCSHAPEREPRESENTATION",
                                    {ref(m_context), "'Body'", "'SweptSolid'", StepWriter::references(solids)});
        return m_step.add("IFCPRODUCTDEFINITIONSHAPE", {"$", "$", StepWriter::references({body})});
    }
    /// A surface colour for solids.
    void paint(const std::vector<int> &solids, int style)
    {
        for (const int solid : solids)
            m_step.add("IFCSTYLEDITEM", {ref(solid), StepWriter::references({style}), "$"});
    }
    int style(const char *name, double r, double g, double b, double transparency = 0)
    {
        const int colour = m_step.add("IFCCOLOURRGB", {"$", num(r), num(g), num(b)});
        const int shading = m_step.add("IFCSURFACESTYLERENDERING",
                                       {ref(colour), num(transparency), "$", "$", "$", "$", "$", "$", ".NOTDEFINED."});
        const int surface =
            m_step.add("IFCSURFACESTYLE", {text(QLatin1String(name)), ".BOTH.", StepWriter::references({shading})});
        return m_isNew ? surface : m_step.add("IFCPRESENTATIONSTYLEASSIGNMENT", {StepWriter::references({surface})});
    }

    void aggregate(int whole, const std::vector<int> &parts)
    {
        if (!parts.empty())
            add("IFCRELAGGREGATES", rooted({}), {ref(whole), StepWriter::references(parts)});
    }

    struct Property {
        const char *name;
        Bytes value;
    };
    void properties(const std::vector<int> &objects, const char *name, const std::vector<Property> &list)
    {
        if (objects.empty())
            return;
        std::vector<int> values;
        for (const Property &property : list)
            values.push_back(
                m_step.add("IFCPROPERTYSINGLEVALUE", {text(QLatin1String(property.name)), "$", property.value, "$"}));
        const int set = add("IFCPROPERTYSET", rooted(QLatin1String(name)), {StepWriter::references(values)});
        add("IFCRELDEFINESBYPROPERTIES", rooted({}), {StepWriter::references(objects), ref(set)});
    }
    static Bytes label(const QString &words) { return "IFCLABEL(" + text(words) + ')'; }
    static Bytes yesNo(bool value) { return value ? "IFCBOOLEAN(.T.)" : "IFCBOOLEAN(.F.)"; }

    /// Long walls cut between their openings: readers take boolean by boolean, and each costs more the more there are
    /// in one wall.
    std::vector<Box2> bays(const std::vector<Box2> &walls, const std::vector<const FloorPlan *> &floors) const;
    void writeFrame();
    int writeStorey(const PlanStorey &storey, bool isTop);
    void writeSpaces(const PlanStorey &storey, int place, int storeyId, const std::vector<const FloorPlan *> &floors);
    std::vector<int> writeStairs(const PlanStorey &storey, int place, const std::vector<Polygon> &wells);
    void writeUnit(const QString &name, const std::vector<int> &spaces);

    const DistrictModel &m_model;
    const BuildingRecord &m_building;
    const BuildingPlan &m_plan;
    const bool m_isNew;
    Axes m_axes;
    StepWriter m_step;
    int m_owner = 0, m_context = 0, m_buildingId = 0, m_buildingPlace = 0, m_guids = 0;
    int m_wallStyle = 0, m_slabStyle = 0, m_doorStyle = 0, m_glassStyle = 0, m_stairStyle = 0;
    std::map<std::vector<double>, int> m_directions;
    std::map<QString, std::vector<int>> m_units;
};

void IfcWriter::writeFrame()
{
    const int person = m_step.add("IFCPERSON", {"$", "'Simulated'", "$", "$", "$", "$", "$", "$"});
    const int house = m_step.add("IFCORGANIZATION", {"$", "'Yunjie'", "'Sample district'", "$", "$"});
    const int both = m_step.add("IFCPERSONANDORGANIZATION", {ref(person), ref(house), "$"});
    const int application = m_step.add("IFCAPPLICATION", {ref(house), "'1'", "'Yunjie sample'", "'yunjie-sample'"});
    m_owner = m_step.add("IFCOWNERHISTORY",
                         {ref(both), ref(application), "$", ".ADDED.", "$", "$", "$", Bytes::number(1780243200)});
    std::vector<int> units;
    for (const auto &[kind, unit] :
         {std::pair{".LENGTHUNIT.", ".METRE."}, std::pair{".AREAUNIT.", ".SQUARE_METRE."},
          std::pair{".VOLUMEUNIT.", ".CUBIC_METRE."}, std::pair{".PLANEANGLEUNIT.", ".RADIAN."}})
        units.push_back(m_step.add("IFCSIUNIT", {"*", kind, "$", unit}));
    const int assignment = m_step.add("IFCUNITASSIGNMENT", {StepWriter::references(units)});
    // North of the map in the building's own axes; the grid's north is true north to a hundredth of a degree here.
    const int north = direction({m_axes.x.y, m_axes.y.y});
    m_context = m_step.add("IFCGEOMETRICREPRESENTATIONCONTEXT",
                           {"$", "'Model'", "3", "1.E-5", ref(axes(point(0, 0, 0))), ref(north)});
    const QString simulated = QStringLiteral("Simulated: made up for the sample district");
    const int project = add("IFCPROJECT", rooted(m_building.name.zh, simulated),
                            {"$", "$", "$", StepWriter::references({m_context}), ref(assignment)});
    const Vec2 lonLat = toLonLat(m_axes.origin + m_model.offset);
    const auto angle = [](double degrees) {
        const auto whole = qint64(std::llround(std::abs(degrees) * 3600e6));
        const int sign = degrees < 0 ? -1 : 1;
        const auto part = [sign](qint64 value) { return Bytes::number(sign * value); };
        return StepWriter::list(
            {part(whole / 3600000000), part(whole / 60000000 % 60), part(whole / 1000000 % 60), part(whole % 1000000)});
    };
    const int sitePlace = placement(0, {0, 0}, 0);
    // A reader takes the one or the other; IFC2X3 has only the site's own.
    const int site = add("IFCSITE", rooted(m_model.name.zh),
                         {"$", ref(sitePlace), "$", "$", ".ELEMENT.", angle(lonLat.y), angle(lonLat.x),
                          num(m_building.ground), "$", "$"});
    if (m_isNew) {
        const int crs =
            m_step.add("IFCPROJECTEDCRS", {"'EPSG:4547'", "'CGCS2000 / 3-degree Gauss-Kruger CM 114E'", "'CGCS2000'",
                                           "$", "'Gauss-Kruger'", "'CM 114E'", ref(units.front())});
        m_step.add("IFCMAPCONVERSION",
                   {ref(m_context), ref(crs), num(m_axes.origin.x + m_model.offset.x + CornerEasting),
                    num(m_axes.origin.y + m_model.offset.y + CornerNorthing), num(m_building.ground),
                    StepWriter::exact(m_axes.x.x), StepWriter::exact(m_axes.x.y), "1."});
    }
    m_buildingPlace = placement(sitePlace, {0, 0}, 0);
    m_buildingId = add("IFCBUILDING", rooted(m_building.name.zh, simulated),
                       {"$", ref(m_buildingPlace), "$", text(m_building.code), ".ELEMENT.", "$", "$", "$"});
    aggregate(project, {site});
    aggregate(site, {m_buildingId});
    properties({m_buildingId}, "Pset_BuildingCommon",
               {{"NumberOfStoreys", "IFCINTEGER(" + Bytes::number(m_building.above) + ')'},
                {"YearOfConstruction", label(QString::number(m_building.year))},
                {"IsLandmarked", m_isNew ? "IFCLOGICAL(.F.)" : "IFCLOGICAL(.F.)"}});
    m_wallStyle = style("Wall", 0.86, 0.85, 0.82);
    m_slabStyle = style("Slab", 0.72, 0.72, 0.7);
    m_doorStyle = style("Door", 0.55, 0.4, 0.26);
    m_glassStyle = style("Glass", 0.6, 0.78, 0.88, 0.55);
    m_stairStyle = style("Stair", 0.66, 0.66, 0.64);
}

void IfcWriter::writeSpaces(const PlanStorey &storey, int place, int storeyId,
                            const std::vector<const FloorPlan *> &floors)
{
    std::vector<int> spaces;
    std::map<RoomKind, int> numbers;
    int number = 0;
    for (const FloorPlan *floor : floors) {
        for (const PlanSpace &space : floor->spaces) {
            const RoomWords &words = wordsOf(space.kind);
            Polygon own{m_axes.toOwn(space.shape.outer), {}};
            for (const Ring &hole : space.shape.holes)
                own.holes.push_back(m_axes.toOwn(hole));
            const double height = storey.height - SlabThickness;
            const int body = shape({upright(own, 0, height)});
            const QString name = QStringLiteral("%1-R%2").arg(storey.number).arg(++number);
            const int id =
                add("IFCSPACE", rooted(name, QString::fromUtf8(words.en)),
                    {text(domain::spaceFunctionName(words.function)), ref(placement(place, {0, 0}, 0)), ref(body),
                     text(QString::fromUtf8(words.zh)), ".ELEMENT.", ".INTERNAL.", num(storey.base)});
            spaces.push_back(id);
            const QString unit =
                space.unit == 0 ? QString()
                                : QStringLiteral("%1%2").arg(storey.number).arg(space.unit, 2, 10, QLatin1Char('0'));
            if (!unit.isEmpty())
                m_units[unit].push_back(id);
            const std::vector<Bytes> area{"'NetFloorArea'", "$", "$", num(geometry::area(own))},
                tall{"'Height'", "$", "$", num(height)};
            const auto quantity = [&](const char *type, std::vector<Bytes> values) {
                if (m_isNew)
                    values.push_back("$");
                return m_step.add(type, values);
            };
            const int quantities =
                add("IFCELEMENTQUANTITY",
                    rooted(m_isNew ? QStringLiteral("Qto_SpaceBaseQuantities") : QStringLiteral("BaseQuantities")),
                    {"$",
                     StepWriter::references({quantity("IFCQUANTITYAREA", area), quantity("IFCQUANTITYLENGTH", tall)})});
            add("IFCRELDEFINESBYPROPERTIES", rooted({}), {StepWriter::references({id}), ref(quantities)});
            properties({id}, "Pset_SpaceCommon",
                       {{"Reference", label(unit.isEmpty() ? QString::fromUtf8("common") : unit)},
                        {"IsExternal", yesNo(space.kind == RoomKind::Balcony)}});
        }
    }
    aggregate(storeyId, spaces);
}

/// Two flights with a landing between them, in each well that goes on upward.
std::vector<int> IfcWriter::writeStairs(const PlanStorey &storey, int place, const std::vector<Polygon> &wells)
{
    std::vector<int> made;
    for (const Polygon &well : wells) {
        const Box2 box = geometry::bounds(well.outer);
        const bool alongY = box.size().y > box.size().x;
        const double length = std::max(box.size().x, box.size().y), width = std::min(box.size().x, box.size().y);
        const double landing = std::min(1.2, length * 0.25), run = length - 2 * landing, flight = width / 2 - 0.05;
        const int steps = std::max(4, int(std::ceil(storey.height / 2 / 0.17)));
        const double riser = storey.height / 2 / steps, tread = run / (steps - 1);
        // From the well's corner, x along the flights.
        const Vec2 corner = alongY ? Vec2(box.max.x, box.min.y) : box.min, along = alongY ? Vec2(0, 1) : Vec2(1, 0);
        const int at = placement(place, corner, 0, along);
        // The side of a flight: x along, y up; turned upright and swept across its width.
        const auto side = [&](bool back) {
            Ring ring;
            constexpr double Waist = 0.15;
            for (int i = 0; i < steps - 1; ++i) {
                const double x0 = back ? run - i * tread : i * tread,
                             x1 = back ? run - (i + 1) * tread : (i + 1) * tread;
                ring.push_back({x0, (i + 1) * riser});
                ring.push_back({x1, (i + 1) * riser});
            }
            ring.push_back({back ? 0.0 : run, (steps - 1) * riser - Waist});
            ring.push_back({back ? run : 0.0, std::max(0.0, riser - Waist)});
            if (back)
                std::reverse(ring.begin(), ring.end());
            return ring;
        };
        const auto swept = [&](const Ring &ring, double y, double z) {
            // Local x stays, local y is up: the sweep's z axis is -y of the stair.
            const int position =
                m_step.add("IFCAXIS2PLACEMENT3D",
                           {ref(point(landing, y, z)), ref(direction({0, -1, 0})), ref(direction({1, 0, 0}))});
            return extruded(profile({ring, {}}), position, flight);
        };
        const std::vector<int> solids{swept(side(false), flight, 0), swept(side(true), width, storey.height / 2),
                                      upright(rectangleOf(length - landing, length, 0, width),
                                              storey.height / 2 - SlabThickness, storey.height / 2)};
        paint(solids, m_stairStyle);
        std::vector<Bytes> arguments = rooted(QStringLiteral("Stair %1").arg(storey.number));
        made.push_back(add("IFCSTAIR", arguments, {"$", ref(at), ref(shape(solids)), "$", ".HALF_TURN_STAIR."}));
    }
    return made;
}

std::vector<Box2> IfcWriter::bays(const std::vector<Box2> &walls, const std::vector<const FloorPlan *> &floors) const
{
    std::vector<Box2> out;
    for (const Box2 &wall : walls) {
        const int axis = wall.size().y > wall.size().x ? 1 : 0;
        std::vector<std::pair<double, double>> openings;
        for (const FloorPlan *floor : floors) {
            for (const PlanDoor &door : floor->doors) {
                const Vec2 a = m_axes.toOwn(door.from), b = m_axes.toOwn(door.to);
                if (wall.grown(0.01).contains(a) && wall.grown(0.01).contains(b) &&
                    std::abs(b[axis] - a[axis]) > std::abs(b[1 - axis] - a[1 - axis]))
                    openings.push_back({std::min(a[axis], b[axis]), std::max(a[axis], b[axis])});
            }
        }
        std::sort(openings.begin(), openings.end());
        Box2 rest = wall;
        for (size_t i = 1; i < openings.size(); ++i) {
            Box2 bay = rest;
            bay.max[axis] = rest.min[axis] = (openings[i - 1].second + openings[i].first) / 2;
            out.push_back(bay);
        }
        out.push_back(rest);
    }
    return out;
}

int IfcWriter::writeStorey(const PlanStorey &storey, bool isTop)
{
    const int place = placement(m_buildingPlace, {0, 0}, storey.base);
    const int id = add("IFCBUILDINGSTOREY",
                       rooted(storey.number > 0 ? QStringLiteral("%1F").arg(storey.number)
                                                : QStringLiteral("B%1").arg(-storey.number)),
                       {"$", ref(place), "$", "$", ".ELEMENT.", num(storey.base)});
    std::vector<const FloorPlan *> floors;
    for (const FloorPlan &floor : m_plan.floors) {
        if (storey.number >= floor.first && storey.number <= floor.last)
            floors.push_back(&floor);
    }
    writeSpaces(storey, place, id, floors);

    std::vector<int> elements, inner, outer, doors, windows;
    const auto isShaft = [](RoomKind kind) { return kind == RoomKind::Stair || kind == RoomKind::Lift; };
    MultiPolygon rooms;
    std::vector<Polygon> shafts, wells;
    for (const FloorPlan *floor : floors) {
        for (const PlanSpace &space : floor->spaces) {
            Polygon own{m_axes.toOwn(space.shape.outer), {}};
            for (const Ring &hole : space.shape.holes)
                own.holes.push_back(m_axes.toOwn(hole));
            if (isShaft(space.kind))
                shafts.push_back(own);
            if (space.kind == RoomKind::Stair && !isTop)
                wells.push_back(own);
            rooms.push_back(std::move(own));
        }
    }
    MultiPolygon outline;
    for (const Polygon &polygon : storey.outline) {
        outline.push_back({m_axes.toOwn(polygon.outer), {}});
        for (const Ring &hole : polygon.holes)
            outline.back().holes.push_back(m_axes.toOwn(hole));
    }

    // Walls are what lies between the rooms and the outline, in boxes along the axes.
    const double clear = storey.height - SlabThickness;
    struct Wall {
        Box2 box;
        bool alongY;
        int id, place;
    };
    std::vector<Wall> walls;
    for (const Box2 &box : bays(wallBoxes(outline, rooms), floors)) {
        const bool alongY = box.size().y > box.size().x;
        const double length = alongY ? box.size().y : box.size().x, thickness = alongY ? box.size().x : box.size().y;
        const Vec2 start = alongY ? Vec2(box.centre().x, box.min.y) : Vec2(box.min.x, box.centre().y);
        const int at = placement(place, start, 0, alongY ? Vec2(0, 1) : Vec2(1, 0));
        const int solid = upright(rectangleOf(0, length, -thickness / 2, thickness / 2), 0, clear);
        paint({solid}, m_wallStyle);
        const int body = shape({solid});
        std::vector<Bytes> more{"$", ref(at), ref(body), "$"};
        if (m_isNew)
            more.push_back(".STANDARD.");
        const int wall = add("IFCWALL", rooted(QStringLiteral("Wall %1").arg(walls.size() + 1)), more);
        walls.push_back({box, alongY, wall, at});
        elements.push_back(wall);
        const Vec2 side = alongY ? Vec2(thickness / 2 + 0.05, 0) : Vec2(0, thickness / 2 + 0.05);
        const bool isOuter =
            !geometry::contains(outline, box.centre() + side) || !geometry::contains(outline, box.centre() - side);
        (isOuter ? outer : inner).push_back(wall);
    }
    properties(outer, "Pset_WallCommon", {{"IsExternal", yesNo(true)}, {"LoadBearing", yesNo(true)}});
    properties(inner, "Pset_WallCommon", {{"IsExternal", yesNo(false)}, {"LoadBearing", yesNo(false)}});

    // Doors and windows in openings of the walls that they lie in.
    int doorNumber = 0, windowNumber = 0;
    for (const FloorPlan *floor : floors) {
        for (const PlanDoor &door : floor->doors) {
            const Vec2 a = m_axes.toOwn(door.from), b = m_axes.toOwn(door.to);
            const bool alongY = std::abs(b.y - a.y) > std::abs(b.x - a.x);
            const double width = glm::length(b - a), sill = door.isWindow ? 0.9 : 0.0;
            const double height = std::min(door.isWindow     ? WindowHeight
                                           : door.isEntrance ? EntranceHeight
                                                             : DoorHeight,
                                           clear - sill - 0.1);
            const Vec2 low(std::min(a.x, b.x), std::min(a.y, b.y)), high(std::max(a.x, b.x), std::max(a.y, b.y));
            const auto wall = std::find_if(walls.begin(), walls.end(), [&](const Wall &w) {
                return w.alongY == alongY && w.box.grown(0.01).contains(low) && w.box.grown(0.01).contains(high);
            });
            const double thickness = wall == walls.end() ? ThinWall : alongY ? wall->box.size().x : wall->box.size().y;
            int at = 0;
            int opening = 0;
            if (wall != walls.end()) {
                const Vec2 offset(alongY ? low.y - wall->box.min.y : low.x - wall->box.min.x, 0);
                const int openingPlace = placement(wall->place, offset, sill);
                const int hole =
                    shape({upright(rectangleOf(0, width, -thickness / 2 - 0.02, thickness / 2 + 0.02), 0, height)});
                std::vector<Bytes> more{"$", ref(openingPlace), ref(hole), "$"};
                if (m_isNew)
                    more.push_back(".OPENING.");
                opening = add("IFCOPENINGELEMENT", rooted(QStringLiteral("Opening")), more);
                add("IFCRELVOIDSELEMENT", rooted({}), {ref(wall->id), ref(opening)});
                at = placement(openingPlace, {0, 0}, 0);
            } else {
                at = placement(place, low, sill, alongY ? Vec2(0, 1) : Vec2(1, 0));
            }
            const double half = door.isWindow ? 0.03 : 0.025;
            const int panel = upright(rectangleOf(0.02, width - 0.02, -half, half), 0.02, height - 0.02);
            paint({panel}, door.isWindow ? m_glassStyle : m_doorStyle);
            const QString name = door.isWindow ? QStringLiteral("%1-W%2").arg(storey.number).arg(++windowNumber)
                                               : QStringLiteral("%1-D%2").arg(storey.number).arg(++doorNumber);
            std::vector<Bytes> more{"$", ref(at), ref(shape({panel})), "$", num(height), num(width)};
            if (m_isNew) {
                if (door.isWindow)
                    more.insert(more.end(), {".WINDOW.", ".SINGLE_PANEL.", "$"});
                else
                    more.insert(more.end(),
                                {".DOOR.", width > 1.3 ? ".DOUBLE_DOOR_SINGLE_SWING." : ".SINGLE_SWING_LEFT.", "$"});
            }
            const int product = add(door.isWindow ? "IFCWINDOW" : "IFCDOOR", rooted(name), more);
            if (opening)
                add("IFCRELFILLSELEMENT", rooted({}), {ref(opening), ref(product)});
            elements.push_back(product);
            if (door.isWindow)
                windows.push_back(product);
            else
                doors.push_back(product);
            if (!door.isWindow)
                properties({product}, "Pset_DoorCommon",
                           {{"IsExternal", yesNo(door.isEntrance)}, {"FireExit", yesNo(door.isEntrance)}});
        }
    }
    properties(windows, "Pset_WindowCommon", {{"IsExternal", yesNo(true)}});

    // The floor lies above the ceiling below; stairs and lifts go through it.
    const auto slab = [&](const MultiPolygon &area, double from, double to, const char *kind, const char *name) {
        for (const Polygon &polygon : area) {
            const int solid = upright(polygon, from, to);
            paint({solid}, m_slabStyle);
            elements.push_back(add("IFCSLAB", rooted(QLatin1String(name)),
                                   {"$", ref(placement(place, {0, 0}, 0)), ref(shape({solid})), "$", kind}));
        }
    };
    MultiPolygon floor = outline;
    const bool isLowest = &storey == &m_plan.storeys.front();
    for (const Polygon &shaft : shafts) {
        for (Polygon &polygon : floor) {
            if (!isLowest && geometry::contains(polygon, geometry::bounds(shaft.outer).centre())) {
                Ring hole = shaft.outer;
                std::reverse(hole.begin(), hole.end());
                polygon.holes.push_back(std::move(hole));
            }
        }
    }
    slab(floor, -SlabThickness, 0, isLowest ? ".BASESLAB." : ".FLOOR.", "Floor");
    if (isTop)
        slab(outline, clear, clear + SlabThickness, ".ROOF.", "Roof");
    for (const int stair : writeStairs(storey, place, wells))
        elements.push_back(stair);
    add("IFCRELCONTAINEDINSPATIALSTRUCTURE", rooted({}), {StepWriter::references(elements), ref(id)});
    return id;
}

/// A unit is a zone of its rooms.
void IfcWriter::writeUnit(const QString &name, const std::vector<int> &spaces)
{
    std::vector<Bytes> more{"'Unit'"};
    if (m_isNew)
        more.push_back("$");
    const int zone = add("IFCZONE", rooted(name), more);
    add("IFCRELASSIGNSTOGROUP", rooted({}), {StepWriter::references(spaces), "$", ref(zone)});
}

}

IfcBuildings ifcBuildings(const DistrictModel &model)
{
    IfcBuildings found;
    for (size_t i = 0; i < model.buildings.size(); ++i) {
        const BuildingRecord &b = model.buildings[i];
        if (found.school < 0 && b.kind == BuildingKind::School &&
            b.name.en.endsWith(QLatin1String("teaching building")))
            found.school = int(i);
        if (found.office < 0 && b.kind == BuildingKind::Civic && b.name.en == QLatin1String("Sub-district office"))
            found.office = int(i);
    }
    return found;
}

base::Status writeIfc(const QString &file, const DistrictModel &model, const BuildingRecord &building,
                      const BuildingPlan &plan, IfcSchema schema)
{
    return writeFile(file, IfcWriter(model, building, plan, schema).write());
}

}
