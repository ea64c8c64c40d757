#include "formats/ogr/OsmIndoor.h"

#include "formats/FieldMatch.h"
#include "formats/SourceCrs.h"
#include "formats/Tr.h"
#include "formats/ifc/IfcShapes.h"
#include "formats/indoor/IndoorBuilding.h"
#include "formats/ogr/OsmIndoorTags.h"
#include "formats/ogr/OsmInteriors.h"
#include "formats/ogr/OsmTags.h"
#include "formats/ogr/ShapeBatch.h"
#include "geometry/SpatialIndex.h"

#include <QSet>

#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace formats
{

using geometry::Vec2;

namespace
{

using namespace osm;

/// A feature of the inside, before it is known which building it is in.
struct Found {
    enum class What : quint8 { Space, Wall, Door, Storey } what;
    QString id;
    Tags tags;
    size_t shape = 0;
};

struct Outline {
    QString id;
    geometry::MultiPolygon shape;
};

class OsmIndoorReading
{
public:
    OsmIndoorReading(const VectorSource &source, const LayerRequest &request, const geometry::LocalFrame &frame,
                     QString shown, const base::Job &job)
        : m_source(source), m_request(request), m_frame(frame), m_shown(std::move(shown)), m_job(job)
    {
    }
    base::Result<std::vector<domain::Layer>> run();

private:
    using Take = std::function<void(const OGRFeature &, const QString &id)>;
    bool pass(const char *layer, const geometry::Box2 &extent, const Take &take);
    void takePoint(const OGRFeature &feature, const QString &id);
    void takeWay(const OGRFeature &feature, const QString &id, bool isArea);
    void add(Found::What what, const QString &id, Tags tags, const OGRGeometry *geometry);
    void makeSpaces();
    void findBuildings();
    void groupTheRest();
    void makeDoorsAndWalls();
    QString buildingAt(const Vec2 &point) const;
    qint32 spaceNear(const Vec2 &point, int storey, double reach) const;
    void warn(const char *code, const QString &feature, const QString &message)
    {
        m_layer.warnings.add(QString::fromLatin1(code), m_shown, feature, message);
    }

    struct Room {
        domain::Space space;
        double level = 0;
        bool isIndoor = false; ///< said in so many words, not told by its level
        QString building;
    };
    const VectorSource &m_source;
    const LayerRequest &m_request;
    const geometry::LocalFrame &m_frame;
    QString m_shown;
    const base::Job &m_job;
    std::optional<MapToScene> m_toScene;
    ShapeBatch m_shapes;
    std::vector<Found> m_found;
    std::vector<std::pair<Vec2, QString>> m_stations; ///< degrees, then scene
    geometry::Box2 m_extent;                          ///< degrees
    std::vector<Room> m_rooms;
    std::vector<Outline> m_outlines; ///< of the file's buildings
    geometry::SpatialIndex m_roomIndex, m_outlineIndex;
    domain::Layer m_layer;
};

bool OsmIndoorReading::pass(const char *name, const geometry::Box2 &extent, const Take &take)
{
    OGRLayer *layer = m_source.dataset().GetLayerByName(name);
    if (!layer)
        return true;
    if (!extent.isEmpty())
        layer->SetSpatialFilterRect(extent.min.x, extent.min.y, extent.max.x, extent.max.y);
    layer->ResetReading();
    qint64 done = 0;
    const QString layerName = QString::fromLatin1(name);
    while (const OGRFeatureUniquePtr feature{layer->GetNextFeature()}) {
        take(*feature, osmId(*feature, layerName));
        if (++done % 1024 == 0 && m_job.isCancelled())
            return false;
    }
    return true;
}

void OsmIndoorReading::add(Found::What what, const QString &id, Tags tags, const OGRGeometry *geometry)
{
    if (!geometry || geometry->IsEmpty())
        return;
    OGREnvelope envelope;
    geometry->getEnvelope(&envelope);
    m_extent.add(Vec2(envelope.MinX, envelope.MinY));
    m_extent.add(Vec2(envelope.MaxX, envelope.MaxY));
    m_found.push_back({what, id, std::move(tags), m_shapes.size()});
    m_shapes.add(geometry, what == Found::What::Space || what == Found::What::Storey);
}

void OsmIndoorReading::takePoint(const OGRFeature &feature, const QString &id)
{
    const int railway = feature.GetFieldIndex("railway"), transport = feature.GetFieldIndex("public_transport");
    const auto is = [&](int field, const char *value) {
        return field >= 0 && feature.IsFieldSetAndNotNull(field) && !strcmp(feature.GetFieldAsString(field), value);
    };
    const OGRGeometry *geometry = feature.GetGeometryRef();
    if (geometry && (is(railway, "station") || is(transport, "station"))) {
        const Tags tags = indoorTags(feature, true);
        if (!tags.value("name").isEmpty())
            m_stations.emplace_back(Vec2(geometry->toPoint()->getX(), geometry->toPoint()->getY()), tags["name"]);
        return;
    }
    Tags tags = indoorTags(feature, is(feature.GetFieldIndex("highway"), "elevator"));
    if (tags.isEmpty())
        return;
    if (isLift(tags))
        add(Found::What::Space, id, std::move(tags), geometry);
    else if (!first(tags, {"door", "entrance"}).isEmpty() || has(tags, "indoor", "door"))
        add(Found::What::Door, id, std::move(tags), geometry);
}

void OsmIndoorReading::takeWay(const OGRFeature &feature, const QString &id, bool isArea)
{
    const OGRGeometry *geometry = feature.GetGeometryRef();
    Tags tags = indoorTags(feature, false);
    if (tags.isEmpty() || !geometry)
        return;
    const bool closed =
        isArea || (wkbFlatten(geometry->getGeometryType()) == wkbLineString &&
                   geometry->toLineString()->get_IsClosed() && geometry->toLineString()->getNumPoints() > 3);
    if (has(tags, "indoor", "wall"))
        add(Found::What::Wall, id, std::move(tags), geometry);
    else if (has(tags, "indoor", "level") && closed)
        add(Found::What::Storey, id, std::move(tags), geometry);
    else if (closed ? isSpace(tags) : has(tags, "highway", "steps") && tags.contains("level"))
        add(Found::What::Space, id, std::move(tags), geometry);
}

void OsmIndoorReading::makeSpaces()
{
    for (const Found &found : m_found) {
        if (found.what != Found::What::Space)
            continue;
        const Complaint complain = [&](const char *code, const QString &message) { warn(code, found.id, message); };
        Shape shape = m_shapes.shape(found.shape);
        if (!isUsable(shape, complain))
            continue;
        constexpr double LiftSize = 2.0, StairWidth = 2.0;
        if (!shape.points.empty()) {
            const Vec2 at(shape.points.front());
            const double half = LiftSize / 2;
            shape.polygons = {
                {{at + Vec2(-half, -half), at + Vec2(half, -half), at + Vec2(half, half), at + Vec2(-half, half)}, {}}};
        } else if (shape.polygons.empty()) {
            for (const geometry::LineString &line : shape.lines) {
                for (geometry::Polygon &polygon : geometry::buffered(line, StairWidth))
                    shape.polygons.push_back(std::move(polygon));
            }
        }
        Room room;
        if (!takeAreas(shape, room.space.shape, complain))
            continue;
        const QString level = found.tags.value("level");
        if (!level.isEmpty() && parseStoreys(level).levels.empty())
            warn("storey-unreadable", found.id, tr("'%1' names no level; the ground's is taken").arg(level));
        std::tie(room.space.name, room.space.nameEn) = namesOf(
            first(found.tags, {"name", "ref", "loc_name"}), found.tags.value("name:en"), found.tags.value("name:zh"));
        room.space.function = functionOf(found.tags);
        room.space.base = geometry::NaN;
        const double height = parseLength(found.tags.value("height"));
        room.space.height = height > 0 ? float(height) : 0;
        room.isIndoor = !first(found.tags, {"indoor", "room"}).isEmpty();
        const std::vector<double> levels = levelsOf(found.tags);
        for (const double one : levels) {
            room.level = one;
            room.space.storey = storeyOfLevel(one, true);
            room.space.id = levels.size() > 1 ? QStringLiteral("%1-%2").arg(found.id).arg(one) : found.id;
            m_rooms.push_back(room);
        }
    }
}

void OsmIndoorReading::findBuildings()
{
    ShapeBatch shapes;
    constexpr double Margin = 0.001; // degrees
    pass("multipolygons", m_extent.grown(Margin), [&](const OGRFeature &feature, const QString &id) {
        const auto what = classifyOsm(feature, QStringLiteral("multipolygons"));
        const int building = feature.GetFieldIndex("building");
        if (!what || what->kind != domain::LayerKind::Building || building < 0 ||
            !feature.IsFieldSetAndNotNull(building))
            return; // parts are drawn, buildings are entered
        shapes.add(feature.GetGeometryRef(), true);
        m_outlines.push_back({id, {}});
    });
    shapes.move(*m_toScene);
    std::vector<geometry::Box2> boxes;
    for (size_t i = 0; i < m_outlines.size(); ++i) {
        m_outlines[i].shape = shapes.shape(i).polygons;
        boxes.push_back(geometry::bounds(m_outlines[i].shape));
    }
    m_outlineIndex = geometry::SpatialIndex(boxes);
    for (Room &room : m_rooms)
        room.building = buildingAt(geometry::representativePoint(room.space.shape));
}

// The smallest that stands there.
QString OsmIndoorReading::buildingAt(const Vec2 &point) const
{
    QString found;
    double smallest = std::numeric_limits<double>::infinity();
    m_outlineIndex.query({point, point}, [&](uint32_t i) {
        const double area = geometry::area(m_outlines[i].shape);
        if (area < smallest && geometry::contains(m_outlines[i].shape, point)) {
            smallest = area;
            found = m_outlines[i].id;
        }
        return true;
    });
    return found;
}

// Rooms in no building are one where they lie together, so that they show. Shops and platforms at street level are
// none of that: other layers draw them.
void OsmIndoorReading::groupTheRest()
{
    geometry::MultiPolygon shapes;
    for (const Room &room : m_rooms) {
        if (room.building.isEmpty())
            shapes.insert(shapes.end(), room.space.shape.begin(), room.space.shape.end());
    }
    constexpr double Together = 8.0; // metres
    for (const geometry::Polygon &outline : ifc::merged(shapes, Together)) {
        const geometry::Box2 box = geometry::bounds(outline.outer).grown(0.5);
        std::vector<Room *> inside;
        bool isBuilding = false;
        for (Room &room : m_rooms) {
            const Vec2 middle = geometry::representativePoint(room.space.shape);
            if (!room.building.isEmpty() || !box.contains(middle) || !geometry::contains(outline, middle))
                continue;
            inside.push_back(&room);
            isBuilding = isBuilding || room.isIndoor || room.level != 0;
        }
        if (!isBuilding)
            continue;
        QString lowest = inside.front()->space.id;
        IndoorBuilding whole;
        for (const Room *room : inside) {
            lowest = std::min(lowest, room->space.id);
            whole.interior.spaces.push_back(room->space);
            whole.interior.spaces.back().base = room->level * osm::UsualStoreyHeight;
            whole.interior.spaces.back().height = osm::UsualStoreyHeight;
        }
        domain::Building &building = whole.building;
        building.id = QStringLiteral("indoor-%1").arg(lowest);
        building.row = quint32(m_layer.buildings.size());
        constexpr double Near = 200; // metres
        double nearest = Near;
        for (const auto &[at, name] : m_stations) {
            const double distance = geometry::contains(outline, at) ? 0 : glm::length(at - box.centre());
            if (distance < nearest) {
                nearest = distance;
                building.name = name;
            }
        }
        describeByInside(whole);
        for (Room *room : inside)
            room->building = building.id;
        m_layer.buildings.push_back(std::move(building));
    }
}

qint32 OsmIndoorReading::spaceNear(const Vec2 &point, int storey, double reach) const
{
    qint32 nearest = -1;
    double least = reach;
    m_roomIndex.query(geometry::Box2{point, point}.grown(reach), [&](uint32_t i) {
        const Room &room = m_rooms[i];
        if (room.space.storey != storey || room.building.isEmpty())
            return true;
        double distance = geometry::contains(room.space.shape, point) ? 0 : reach;
        for (const geometry::Polygon &polygon : room.space.shape) {
            const geometry::Ring &ring = polygon.outer;
            for (size_t k = 0; k < ring.size(); ++k) {
                const Vec2 &a = ring[k], edge = ring[(k + 1) % ring.size()] - a;
                const double square = glm::dot(edge, edge);
                const double along = square > 0 ? std::clamp(glm::dot(point - a, edge) / square, 0.0, 1.0) : 0;
                distance = std::min(distance, glm::length(a + edge * along - point));
            }
        }
        if (distance < least) {
            least = distance;
            nearest = qint32(i);
        }
        return true;
    });
    return nearest;
}

void OsmIndoorReading::makeDoorsAndWalls()
{
    std::vector<geometry::Box2> boxes;
    for (const Room &room : m_rooms)
        boxes.push_back(geometry::bounds(room.space.shape));
    m_roomIndex = geometry::SpatialIndex(boxes);
    std::map<QString, Inside> insides;
    for (Room &room : m_rooms) {
        if (room.building.isEmpty())
            continue;
        Inside &inside = insides[room.building];
        inside.interior.building = room.building;
        inside.interior.source = m_shown;
        inside.levels.push_back(room.level);
        inside.interior.spaces.push_back(room.space);
    }
    constexpr double Reach = 1.5; // metres: from a door or a wall to the room that it is of
    for (const Found &found : m_found) {
        if (found.what == Found::What::Space)
            continue;
        const Complaint complain = [&](const char *code, const QString &message) { warn(code, found.id, message); };
        Shape shape = m_shapes.shape(found.shape);
        if (!isUsable(shape, complain))
            continue;
        const std::vector<double> levels = levelsOf(found.tags);
        for (const double level : levels) {
            const int storey = storeyOfLevel(level, true);
            const QString id = levels.size() > 1 ? QStringLiteral("%1-%2").arg(found.id).arg(level) : found.id;
            if (found.what == Found::What::Door) {
                if (shape.points.empty())
                    continue;
                const Vec2 at(shape.points.front());
                const qint32 room = spaceNear(at, storey, Reach);
                if (room < 0)
                    continue; // of a house whose inside is not known
                const double width = parseLength(found.tags.value("width"));
                constexpr double UsualWidth = 0.9;
                const double half = (width > 0.3 && width < 20 ? width : UsualWidth) / 2;
                domain::Door door;
                door.id = id;
                door.name = first(found.tags, {"name", "ref"});
                door.storey = storey;
                door.from = at - Vec2(half, 0);
                door.to = at + Vec2(half, 0);
                door.base = geometry::NaN;
                door.isPoint = true;
                door.isEntrance = !first(found.tags, {"entrance"}).isEmpty();
                if (has(found.tags, "door", "sliding"))
                    door.swing = domain::DoorSwing::Sliding;
                insides[m_rooms[size_t(room)].building].interior.doors.push_back(std::move(door));
                continue;
            }
            geometry::MultiPolygon area;
            constexpr double WallWidth = 0.15;
            for (const geometry::LineString &line : shape.lines) {
                const geometry::MultiPolygon wide = geometry::buffered(line, WallWidth);
                area.insert(area.end(), wide.begin(), wide.end());
            }
            if (area.empty() && !takeAreas(shape, area, complain))
                continue;
            const bool isWall = found.what == Found::What::Wall;
            const Vec2 at = isWall && !shape.lines.empty() ? shape.lines.front()[shape.lines.front().size() / 2]
                                                           : geometry::representativePoint(area);
            const qint32 room = spaceNear(at, storey, Reach);
            const QString building = room < 0 ? buildingAt(at) : m_rooms[size_t(room)].building;
            const auto of = insides.find(building);
            if (of == insides.end())
                continue;
            Inside &inside = of->second;
            if (isWall) {
                inside.walls.push_back({id, std::move(area), level});
                continue;
            }
            domain::Storey outline;
            outline.name = first(found.tags, {"level:ref", "name"});
            outline.number = storey;
            outline.base = geometry::NaN;
            outline.height = 0;
            outline.shape = area;
            inside.interior.storeys.push_back(std::move(outline));
        }
    }
    if (!insides.empty())
        m_layer.interiors = std::make_shared<osm::Interiors>(m_shown, std::move(insides));
}

base::Result<std::vector<domain::Layer>> OsmIndoorReading::run()
{
    const auto stopped = [&] { return base::failure(QStringLiteral("cancelled"), tr("Cancelled"), m_shown); };
    m_job.report(tr("Looking for rooms"), -1);
    if (!pass("points", {}, [&](const OGRFeature &feature, const QString &id) { takePoint(feature, id); }) ||
        !pass("lines", {}, [&](const OGRFeature &feature, const QString &id) { takeWay(feature, id, false); }) ||
        !pass("multipolygons", {}, [&](const OGRFeature &feature, const QString &id) { takeWay(feature, id, true); }))
        return stopped();
    std::vector<domain::Layer> layers;
    if (std::none_of(m_found.begin(), m_found.end(), [](const Found &f) { return f.what == Found::What::Space; }))
        return layers;
    auto toScene = MapToScene::create({geometry::Crs::wgs84(), false}, m_frame, m_request.gcj02);
    if (!toScene)
        return base::failure(toScene.error().code, toScene.error().message, m_shown);
    m_toScene.emplace(std::move(*toScene));
    m_shapes.move(*m_toScene);
    std::vector<geometry::Vec3> stations;
    for (const auto &[at, name] : m_stations)
        stations.emplace_back(at, 0);
    std::vector<char> bad;
    m_toScene->move(stations, bad);
    for (size_t i = 0; i < stations.size(); ++i)
        m_stations[i].first = Vec2(stations[i]);
    makeSpaces();
    findBuildings();
    groupTheRest();
    makeDoorsAndWalls();
    if (m_job.isCancelled())
        return stopped();
    if (!m_layer.interiors)
        return layers;
    m_layer.attributes.resize(m_layer.buildings.size());
    m_layer.info.id = m_request.id;
    m_layer.info.name = m_request.name.isEmpty() ? m_request.id : m_request.name;
    m_layer.info.kind = m_layer.buildings.empty() ? domain::LayerKind::Space : domain::LayerKind::Building;
    m_layer.info.source = m_shown;
    m_layer.info.crs = geometry::Crs::wgs84().code();
    m_layer.info.features = size_t(
        std::count_if(m_rooms.begin(), m_rooms.end(), [](const Room &room) { return !room.building.isEmpty(); }));
    m_layer.warnings.add(m_source.warnings());
    layers.push_back(std::move(m_layer));
    return layers;
}

}

base::Result<std::vector<domain::Layer>> readOsmIndoor(const VectorSource &source, const LayerRequest &request,
                                                       const geometry::LocalFrame &frame, const QString &shown,
                                                       const base::Job &job)
{
    return OsmIndoorReading(source, request, frame, shown, job).run();
}

}
