#include "formats/indoor/ImdfArchive.h"

#include "formats/GdalErrors.h"
#include "formats/SourceCrs.h"
#include "formats/Tr.h"
#include "formats/indoor/ImdfFiles.h"
#include "formats/ogr/ShapeBatch.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QSet>

#include <ogr_geometry.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace formats
{

using geometry::Vec2;

namespace
{

QString text(const QJsonObject &properties, const char *key)
{
    return properties.value(QLatin1String(key)).toString();
}

/// IMDF units that are not walked in but stand in the way: walls and columns.
bool isStructure(const QString &category)
{
    static const QSet<QString> all{QStringLiteral("brick"),   QStringLiteral("column"), QStringLiteral("concrete"),
                                   QStringLiteral("drywall"), QStringLiteral("glass"),  QStringLiteral("structure"),
                                   QStringLiteral("wood")};
    return all.contains(category);
}

/// Unit categories of IMDF 1.0.0 that are no words of ours.
domain::SpaceFunction functionOf(const QString &category)
{
    using domain::SpaceFunction;
    static const std::map<SpaceFunction, QStringList> words{
        {SpaceFunction::Hall,
         {"auditorium", "fieldofplay", "fitnessroom", "library", "lounge", "movietheater", "privatelounge",
          "recreation", "theater", "waitingroom"}},
        {SpaceFunction::Corridor, {"footbridge", "movingwalkway", "ramp", "unenclosedarea"}},
        {SpaceFunction::Room, {"firstaid", "laboratory", "mothersroom", "nonpublic", "phoneroom", "smokingarea"}},
        {SpaceFunction::Bath, {"shower"}},
        {SpaceFunction::Office, {"huddleroom"}},
        {SpaceFunction::Storage, {"mailroom"}},
        {SpaceFunction::Outdoor, {"road", "vegetation"}}};
    for (const auto &[function, list] : words) {
        if (list.contains(category.section(u'.', 0, 0)))
            return function;
    }
    return domain::spaceFunctionFromName(category);
}

/// One archive on its way into buildings.
class ImdfReading
{
public:
    ImdfReading(const LayerRequest &request, const geometry::LocalFrame &frame, QString folder,
                base::Warnings &warnings)
        : m_request(request), m_frame(frame), m_folder(std::move(folder)), m_warnings(warnings)
    {
    }
    base::Result<std::vector<IndoorBuilding>> run(const base::Job &job);

private:
    static constexpr double LevelHeight = 4.0;
    struct Level {
        std::vector<size_t> buildings; ///< indices into m_buildings
        int storey = 1;
        double base = 0;
    };

    base::Status load();
    void makeBuildings();
    void makeLevels();
    void nameUnits();
    void makeUnits();
    void makeOpenings();
    void makeElements(const char *type, const QString &fallback, double height);
    const std::vector<imdf::Feature> &of(const char *type) const { return m_features.at(type); }
    QString label(const QJsonObject &properties, const char *key) const;
    /// The level a feature is on, and its building there; none with a warning.
    const Level *levelOf(const imdf::Feature &feature);
    size_t buildingAt(const Level &level, const Vec2 &point) const;
    bool areas(const imdf::Feature &feature, geometry::MultiPolygon &into);
    void warn(const char *code, const QString &feature, const QString &message)
    {
        m_warnings.add(QString::fromLatin1(code), m_request.source, feature, message);
    }

    const LayerRequest &m_request;
    const geometry::LocalFrame &m_frame;
    QString m_folder;
    base::Warnings &m_warnings;
    QString m_language;
    std::map<std::string, std::vector<imdf::Feature>> m_features;
    ShapeBatch m_shapes;
    std::vector<IndoorBuilding> m_buildings;
    QHash<QString, Level> m_levels;
    QHash<QString, QString> m_tenants;   ///< unit -> name of who is in it
    QHash<QString, QString> m_amenities; ///< unit -> category of what is in it
};

QString ImdfReading::label(const QJsonObject &properties, const char *key) const
{
    const QJsonValue value = properties.value(QLatin1String(key));
    if (value.isString())
        return value.toString();
    const QJsonObject labels = value.toObject();
    for (const QString &wanted : {QLocale().name().section(u'_', 0, 0), m_language, QStringLiteral("en")}) {
        for (auto it = labels.begin(); it != labels.end() && !wanted.isEmpty(); ++it) {
            if (it.key() == wanted || it.key().startsWith(wanted + u'-'))
                return it.value().toString();
        }
    }
    return labels.isEmpty() ? QString() : labels.begin().value().toString();
}

base::Status ImdfReading::load()
{
    for (const char *type : {"venue", "address", "building", "footprint", "level", "unit", "opening", "amenity",
                             "anchor", "occupant", "fixture", "kiosk"}) {
        auto features = imdf::featuresOf(m_folder, type, m_request.source);
        if (!features) {
            if (qstrcmp(type, "level") == 0)
                return tl::unexpected(features.error());
            m_warnings.add(features.error().code, m_request.source, QString::fromLatin1(type),
                           features.error().message);
            features = std::vector<imdf::Feature>();
        }
        m_features[type] = std::move(*features);
    }
    m_language = QJsonDocument::fromJson(imdf::contentOf(m_folder + QStringLiteral("/manifest.json")))
                     .object()
                     .value(QLatin1String("language"))
                     .toString()
                     .section(u'-', 0, 0);
    auto toScene = MapToScene::create({geometry::Crs::wgs84(), false}, m_frame, m_request.gcj02);
    if (!toScene)
        return base::failure(toScene.error().code, toScene.error().message, m_request.source);
    for (const char *type : {"footprint", "level", "unit", "opening", "fixture", "kiosk"}) {
        for (imdf::Feature &feature : m_features[type]) {
            const QByteArray json = QJsonDocument(feature.geometry).toJson(QJsonDocument::Compact);
            const std::unique_ptr<OGRGeometry> geometry(OGRGeometryFactory::createFromGeoJson(json.constData()));
            feature.shape = m_shapes.size();
            m_shapes.add(geometry.get(), true);
        }
    }
    m_shapes.move(*toScene);
    return {};
}

bool ImdfReading::areas(const imdf::Feature &feature, geometry::MultiPolygon &into)
{
    const Complaint complain = [&](const char *code, const QString &message) { warn(code, feature.id, message); };
    Shape shape = m_shapes.shape(feature.shape);
    return isUsable(shape, complain) && takeAreas(shape, into, complain);
}

void ImdfReading::makeBuildings()
{
    QHash<QString, QString> addresses;
    for (const imdf::Feature &feature : of("address"))
        addresses.insert(feature.id, text(feature.properties, "address"));
    const QJsonObject venue = of("venue").empty() ? QJsonObject() : of("venue").front().properties;
    const QString venueName = label(venue, "name");
    const auto add = [&](const QString &id, const QString &name, const QString &address) {
        IndoorBuilding one;
        one.building.id = id;
        one.building.name = name.isEmpty() ? venueName : name;
        one.building.address = addresses.value(address, addresses.value(text(venue, "address_id")));
        const QString category = text(venue, "category");
        one.building.use = category.contains(QLatin1String("shopping")) ? domain::BuildingUse::Commercial
                           : category.isEmpty()                         ? domain::BuildingUse::Unknown
                                                                        : domain::BuildingUse::Public;
        one.interior.building = id;
        one.interior.source = m_request.source;
        m_buildings.push_back(std::move(one));
    };
    for (const imdf::Feature &feature : of("building"))
        add(feature.id, label(feature.properties, "name"), text(feature.properties, "address_id"));
    if (m_buildings.empty()) {
        warn("building-missing", {}, tr("The archive names no building; all levels are taken as one"));
        add(of("venue").empty() ? QFileInfo(m_request.source).completeBaseName() : of("venue").front().id, venueName,
            {});
    }
    // The ground's footprint before the one seen from the air; one that several buildings share is of none.
    for (const char *wanted : {"ground", "aerial"}) {
        for (const imdf::Feature &feature : of("footprint")) {
            const QJsonArray ids = feature.properties.value(QLatin1String("building_ids")).toArray();
            if (text(feature.properties, "category") != QLatin1String(wanted) || ids.size() != 1)
                continue;
            for (IndoorBuilding &one : m_buildings) {
                geometry::MultiPolygon footprint;
                if (one.building.id == ids.first().toString() && one.building.footprint.empty() &&
                    areas(feature, footprint))
                    one.building.footprint = std::move(footprint);
            }
        }
    }
}

void ImdfReading::makeLevels()
{
    for (const imdf::Feature &feature : of("level")) {
        const QJsonValue ordinal = feature.properties.value(QLatin1String("ordinal"));
        if (!ordinal.isDouble()) {
            warn("storey-missing", feature.id, tr("The level has no ordinal; it is left out with all that is on it"));
            continue;
        }
        const int number = ordinal.toInt();
        Level level;
        level.storey = number >= 0 ? number + 1 : number;
        level.base = number * LevelHeight;
        for (const QJsonValue &id : feature.properties.value(QLatin1String("building_ids")).toArray()) {
            for (size_t b = 0; b < m_buildings.size(); ++b) {
                if (m_buildings[b].building.id == id.toString())
                    level.buildings.push_back(b);
            }
        }
        const bool isOutdoor = feature.properties.value(QLatin1String("outdoor")).toBool();
        if (level.buildings.empty() && m_buildings.size() == 1 && !isOutdoor)
            level.buildings.push_back(0);
        if (level.buildings.empty()) {
            if (!isOutdoor)
                warn("building-missing", feature.id,
                     tr("The level does not say which building it is in; it is left out with all that is on it"));
            m_levels.insert(feature.id, level);
            continue;
        }
        geometry::MultiPolygon shape;
        areas(feature, shape);
        for (const size_t b : level.buildings) {
            auto &storeys = m_buildings[b].interior.storeys;
            auto same = std::find_if(storeys.begin(), storeys.end(),
                                     [&](const domain::Storey &storey) { return storey.number == level.storey; });
            if (same == storeys.end()) {
                domain::Storey storey;
                storey.id = feature.id;
                storey.name = label(feature.properties, "short_name");
                if (storey.name.isEmpty())
                    storey.name = label(feature.properties, "name");
                storey.number = level.storey;
                storey.base = level.base;
                storey.height = LevelHeight;
                storeys.push_back(std::move(storey));
                same = storeys.end() - 1;
            }
            if (level.buildings.size() == 1)
                same->shape.insert(same->shape.end(), shape.begin(), shape.end());
        }
        m_levels.insert(feature.id, std::move(level));
    }
    for (IndoorBuilding &one : m_buildings)
        std::sort(one.interior.storeys.begin(), one.interior.storeys.end(),
                  [](const auto &a, const auto &b) { return a.number < b.number; });
}

const ImdfReading::Level *ImdfReading::levelOf(const imdf::Feature &feature)
{
    const auto level = m_levels.constFind(text(feature.properties, "level_id"));
    if (level == m_levels.constEnd()) {
        warn("storey-missing", feature.id, tr("The feature is on a level that is not there; it is left out"));
        return nullptr;
    }
    return level->buildings.empty() ? nullptr : &*level; // outdoors
}

size_t ImdfReading::buildingAt(const Level &level, const Vec2 &point) const
{
    for (const size_t b : level.buildings) {
        if (geometry::contains(m_buildings[b].building.footprint, point))
            return b;
    }
    return level.buildings.front();
}

// Who is in a unit is said in three steps: occupant, anchor, unit.
void ImdfReading::nameUnits()
{
    QHash<QString, QString> anchors;
    for (const imdf::Feature &feature : of("anchor"))
        anchors.insert(feature.id, text(feature.properties, "unit_id"));
    for (const imdf::Feature &feature : of("occupant")) {
        const QString unit = anchors.value(text(feature.properties, "anchor_id"));
        const QString name = label(feature.properties, "name");
        if (!unit.isEmpty() && !name.isEmpty() && !m_tenants.contains(unit))
            m_tenants.insert(unit, name);
    }
    for (const imdf::Feature &feature : of("amenity")) {
        for (const QJsonValue &unit : feature.properties.value(QLatin1String("unit_ids")).toArray())
            m_amenities.insert(unit.toString(), text(feature.properties, "category"));
    }
}

void ImdfReading::makeUnits()
{
    for (const imdf::Feature &feature : of("unit")) {
        const QString category = text(feature.properties, "category");
        const Level *level = levelOf(feature);
        geometry::MultiPolygon shape;
        if (!level || category == QLatin1String("opentobelow") || !areas(feature, shape))
            continue;
        IndoorBuilding &one = m_buildings[buildingAt(*level, geometry::representativePoint(shape))];
        if (isStructure(category)) {
            domain::Element element;
            element.id = feature.id;
            element.type = category;
            element.storey = level->storey;
            element.mesh = extruded(shape, level->base, LevelHeight);
            one.interior.elements.push_back(std::move(element));
            continue;
        }
        domain::Space space;
        space.id = feature.id;
        space.name = label(feature.properties, "name");
        space.longName = label(feature.properties, "alt_name");
        space.function = functionOf(category);
        if (space.function == domain::SpaceFunction::Unknown)
            space.function = functionOf(m_amenities.value(feature.id));
        const QString tenant = m_tenants.value(feature.id);
        if (!tenant.isEmpty()) {
            domain::Unit unit;
            unit.id = feature.id;
            unit.number = space.name.isEmpty() ? tenant : space.name;
            unit.building = one.building.id;
            unit.storey = level->storey;
            space.unit = unit.id;
            if (space.name.isEmpty())
                space.name = tenant;
            else if (space.longName.isEmpty())
                space.longName = tenant;
            one.interior.units.push_back(std::move(unit));
        }
        space.storey = level->storey;
        space.shape = std::move(shape);
        space.base = level->base;
        space.height = float(LevelHeight);
        one.interior.spaces.push_back(std::move(space));
    }
}

void ImdfReading::makeOpenings()
{
    for (const imdf::Feature &feature : of("opening")) {
        const Level *level = levelOf(feature);
        if (!level)
            continue;
        const Complaint complain = [&](const char *code, const QString &message) { warn(code, feature.id, message); };
        const Shape shape = m_shapes.shape(feature.shape);
        if (!isUsable(shape, complain))
            continue;
        if (shape.lines.empty()) {
            warn("geometry-unsuitable", feature.id, tr("An opening is a line; the feature is left out"));
            continue;
        }
        domain::Door door;
        door.id = feature.id;
        door.name = label(feature.properties, "name");
        door.storey = level->storey;
        door.base = level->base;
        door.from = shape.lines.front().front();
        door.to = shape.lines.front().back();
        // "The main way in" of the venue; the others are told by what they join.
        door.isEntrance = text(feature.properties, "category") == QLatin1String("pedestrian.principal");
        const QString type = text(feature.properties.value(QLatin1String("door")).toObject(), "type");
        if (type == QLatin1String("sliding"))
            door.swing = domain::DoorSwing::Sliding;
        m_buildings[buildingAt(*level, (door.from + door.to) * 0.5)].interior.doors.push_back(std::move(door));
    }
}

void ImdfReading::makeElements(const char *type, const QString &fallback, double height)
{
    for (const imdf::Feature &feature : of(type)) {
        const Level *level = levelOf(feature);
        geometry::MultiPolygon shape;
        if (!level || !areas(feature, shape))
            continue;
        domain::Element element;
        element.id = feature.id;
        const QString category = text(feature.properties, "category");
        element.type = category.isEmpty() ? fallback : category;
        element.name = label(feature.properties, "name");
        element.storey = level->storey;
        element.mesh = extruded(shape, level->base, height);
        m_buildings[buildingAt(*level, geometry::representativePoint(shape))].interior.elements.push_back(
            std::move(element));
    }
}

base::Result<std::vector<IndoorBuilding>> ImdfReading::run(const base::Job &job)
{
    if (const auto loaded = load(); !loaded)
        return tl::unexpected(loaded.error());
    if (job.isCancelled())
        return base::failure(QStringLiteral("cancelled"), tr("Cancelled"), m_request.source);
    constexpr double Furniture = 1.0, Kiosk = 2.5; // metres: the format has no heights
    makeBuildings();
    makeLevels();
    nameUnits();
    makeUnits();
    makeOpenings();
    makeElements("fixture", QStringLiteral("fixture"), Furniture);
    makeElements("kiosk", QStringLiteral("kiosk"), Kiosk);
    for (IndoorBuilding &one : m_buildings)
        describeByInside(one);
    std::erase_if(m_buildings, [&](const IndoorBuilding &one) {
        if (!one.building.footprint.empty())
            return false;
        warn("geometry-missing", one.building.id, tr("The building has neither footprint nor levels; it is left out"));
        return true;
    });
    return std::move(m_buildings);
}

}

bool isImdf(const QString &path)
{
    const GdalErrors quiet;
    return !imdf::folderOf(path).isEmpty();
}

base::Result<geometry::Box2> imdfExtent(const QString &path)
{
    const GdalErrors errors;
    const auto levels = imdf::featuresOf(imdf::folderOf(path), "level", path);
    if (!levels)
        return tl::unexpected(levels.error());
    geometry::Box2 extent;
    for (const imdf::Feature &level : *levels) {
        const QByteArray json = QJsonDocument(level.geometry).toJson(QJsonDocument::Compact);
        const std::unique_ptr<OGRGeometry> geometry(OGRGeometryFactory::createFromGeoJson(json.constData()));
        if (!geometry || geometry->IsEmpty())
            continue;
        OGREnvelope envelope;
        geometry->getEnvelope(&envelope);
        extent.add(Vec2(envelope.MinX, envelope.MinY));
        extent.add(Vec2(envelope.MaxX, envelope.MaxY));
    }
    return extent;
}

base::Result<std::vector<IndoorBuilding>> readImdf(const LayerRequest &request, const geometry::LocalFrame &frame,
                                                   const base::Job &job, base::Warnings &warnings)
{
    const GdalErrors quiet; // most files of an archive may be missing
    return ImdfReading(request, frame, imdf::folderOf(request.source), warnings).run(job);
}

}
