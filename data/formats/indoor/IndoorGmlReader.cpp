#include "formats/indoor/IndoorGmlReader.h"

#include "formats/FieldMatch.h"
#include "formats/Tr.h"
#include "formats/citymodel/ToScene.h"
#include "formats/ifc/IfcShapes.h"
#include "formats/indoor/IndoorBuilding.h"
#include "formats/indoor/IndoorGmlDocument.h"
#include "geometry/Triangulation.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace formats
{

using geometry::Vec2;
using geometry::Vec3;
using namespace indoorgml;

namespace
{

/// By the custom of the IndoorGML editors, the id of a boundary's other side ends so.
const QLatin1String Reverse("-REVERSE");

/// What descriptions state by the custom of the IndoorGML editors: storey="2":indoor="room":
QString stated(const QString &description, const char *key)
{
    const QRegularExpression pattern(QStringLiteral("\\b(?:%1)\\s*=\\s*\"?([^\":;]+)\"?").arg(QLatin1String(key)),
                                     QRegularExpression::CaseInsensitiveOption);
    return pattern.match(description).captured(1).trimmed();
}

domain::SpaceFunction functionOf(const Cell &cell)
{
    for (const QString &word : {stated(cell.description, "indoor|function|usage"), cell.name, cell.description}) {
        if (const auto function = domain::spaceFunctionFromName(word); function != domain::SpaceFunction::Unknown)
            return function;
    }
    return cell.element == QLatin1String("TransitionSpace") ? domain::SpaceFunction::Corridor
           : cell.element == QLatin1String("GeneralSpace")  ? domain::SpaceFunction::Room
                                                            : domain::SpaceFunction::Unknown;
}

/// The cell's shape seen from above, by its floor where that is flat.
geometry::MultiPolygon floorOf(const GmlShape &shape)
{
    geometry::Mesh mesh, flat;
    constexpr double Steep = 0.05; // of the normal: what is as good as upright has no extent from above
    for (const GmlShape::Surface &surface : shape.surfaces) {
        if (std::abs(geometry::newellNormal(surface.rings.front()).z) < Steep)
            continue;
        if (mesh.indices.empty())
            mesh.origin = glm::round(surface.rings.front().front());
        const auto first = uint32_t(mesh.positions.size());
        for (const auto &ring : surface.rings) {
            for (const Vec3 &p : ring)
                mesh.positions.emplace_back(geometry::Vec3f(p - mesh.origin));
        }
        for (const uint32_t index : geometry::triangulate(surface.rings))
            mesh.indices.push_back(first + index);
    }
    flat = mesh;
    for (geometry::Vec3f &p : flat.positions)
        p.z = 0;
    const geometry::MultiPolygon floor = ifc::floorOf(mesh), outline = ifc::floorOf(flat);
    // A stair's lowest step is no floor of it.
    constexpr double Share = 0.6;
    return geometry::area(floor) < geometry::area(outline) * Share ? outline : floor;
}

/// The two jambs of a boundary: its horizontal extent.
bool jambs(const GmlShape &shape, Vec2 &from, Vec2 &to, double &base, double &height)
{
    geometry::Box3 box;
    std::vector<Vec2> points;
    const auto take = [&](const std::vector<Vec3> &line) {
        for (const Vec3 &p : line) {
            box.add(p);
            points.emplace_back(p);
        }
    };
    for (const GmlShape::Surface &surface : shape.surfaces)
        take(surface.rings.front());
    for (const auto &line : shape.lines)
        take(line);
    double widest = 0;
    for (const Vec2 &a : points) {
        for (const Vec2 &b : points) {
            if (glm::length(b - a) > widest) {
                widest = glm::length(b - a);
                from = a;
                to = b;
            }
        }
    }
    base = box.min.z;
    height = box.max.z - box.min.z;
    constexpr double Least = 0.05; // metres
    return widest > Least;
}

/// A document on its way into a building; its points are in the scene already.
class Making
{
public:
    Making(Document document, QString source, base::Warnings &warnings)
        : m_document(std::move(document)), m_source(std::move(source)), m_warnings(warnings)
    {
    }
    IndoorBuilding run(const QString &id, const QString &name, bool heightsAreElevations);

private:
    void makeSpaces();
    void numberStoreys();
    void makeStoreys();
    void makePassages();
    void makeDoors();
    void warn(const char *code, const QString &feature, const QString &message)
    {
        m_warnings.add(QString::fromLatin1(code), m_source, feature, message);
    }

    Document m_document;
    QString m_source;
    base::Warnings &m_warnings;
    IndoorBuilding m_made;
    QHash<QString, qint32> m_spaceOf; ///< cell -> index into the spaces
    QStringList m_stated;             ///< storeys as stated, one a space
};

void Making::makeSpaces()
{
    for (const Cell &cell : m_document.cells) {
        GmlShape shape = cell.shape;
        geometry::Box3 box;
        shape.forPoints([&](const Vec3 &p) { box.add(p); });
        domain::Space space;
        if (!shape.surfaces.empty())
            space.shape = floorOf(shape);
        if (space.shape.empty()) {
            warn("geometry-missing", cell.id, tr("The cell has no geometry that could be read; it is left out"));
            continue;
        }
        space.id = cell.id;
        space.name = cell.name.isEmpty() ? cell.id : cell.name;
        space.function = functionOf(cell);
        space.base = box.min.z;
        space.height = float(box.max.z - box.min.z);
        m_spaceOf.insert(cell.id, qint32(m_made.interior.spaces.size()));
        m_stated.append(stated(cell.description, "storey|floor|level"));
        m_made.interior.spaces.push_back(std::move(space));
    }
}

// What the cells state comes first; the others stand on the storey whose floor is nearest below theirs. Where none
// states anything, floors that are less than a metre apart are one storey, and the ground is at 0 or at the lowest.
void Making::numberStoreys()
{
    auto &spaces = m_made.interior.spaces;
    bool fromZero = false;
    for (const QString &text : std::as_const(m_stated))
        fromZero = fromZero || parseStoreys(text).namesZero;
    std::vector<size_t> open;
    std::map<double, int> floors; ///< base -> storey
    for (size_t i = 0; i < spaces.size(); ++i) {
        const StoreyList list = parseStoreys(m_stated[qsizetype(i)]);
        if (list.levels.empty()) {
            open.push_back(i);
            continue;
        }
        spaces[i].storey = storeyOfLevel(list.levels.front(), fromZero);
        floors.emplace(spaces[i].base, spaces[i].storey);
    }
    constexpr double Step = 1.0; // metres
    if (floors.empty()) {
        std::vector<double> bases;
        for (const domain::Space &space : spaces)
            bases.push_back(space.base);
        std::sort(bases.begin(), bases.end());
        std::vector<double> clusters;
        for (size_t i = 0; i < bases.size(); ++i) {
            if (i == 0 || bases[i] - bases[i - 1] > Step)
                clusters.push_back(bases[i]);
        }
        const auto ground =
            std::find_if(clusters.begin(), clusters.end(), [](double base) { return std::abs(base) < Step; });
        const auto zero = ground == clusters.end() ? 0 : ground - clusters.begin();
        for (size_t i = 0; i < clusters.size(); ++i) {
            const int rank = int(i) - int(zero);
            floors.emplace(clusters[i], rank >= 0 ? rank + 1 : rank);
        }
    }
    for (const size_t i : open) {
        auto above = floors.upper_bound(spaces[i].base + Step / 2);
        spaces[i].storey = above == floors.begin() ? above->second : std::prev(above)->second;
    }
}

void Making::makeStoreys()
{
    std::map<int, domain::Storey> storeys;
    for (const domain::Space &space : m_made.interior.spaces) {
        auto [at, isNew] = storeys.try_emplace(space.storey);
        domain::Storey &storey = at->second;
        if (isNew) {
            storey.number = space.storey;
            storey.base = space.base;
            storey.height = 0;
        }
        storey.base = std::min(storey.base, space.base);
    }
    for (auto at = storeys.begin(); at != storeys.end(); ++at) {
        domain::Storey &storey = at->second;
        const auto above = std::next(at);
        if (above != storeys.end())
            storey.height = above->second.base - storey.base;
        for (const domain::Space &space : m_made.interior.spaces) {
            if (above == storeys.end() && space.storey == storey.number)
                storey.height = std::max(storey.height, space.base + double(space.height) - storey.base);
        }
        m_made.interior.storeys.push_back(storey);
    }
    constexpr float Usual = 3.0f; // of plans without heights
    for (domain::Storey &storey : m_made.interior.storeys) {
        if (!(storey.height > 0))
            storey.height = double(Usual);
    }
    for (domain::Space &space : m_made.interior.spaces) {
        if (!(space.height > 0))
            space.height = Usual;
    }
}

void Making::makeDoors()
{
    QHash<QString, std::array<qint32, 2>> through; ///< transition -> spaces
    QHash<QString, QString> cellOfState;
    for (const State &state : m_document.states)
        cellOfState.insert(state.id, state.cell);
    QHash<QString, QString> transitionOf; ///< boundary -> transition, as transitions tell it
    for (const Transition &transition : m_document.transitions) {
        if (transition.states.size() != 2)
            continue;
        through.insert(transition.id, {m_spaceOf.value(cellOfState.value(transition.states[0]), -1),
                                       m_spaceOf.value(cellOfState.value(transition.states[1]), -1)});
        if (!transition.boundary.isEmpty())
            transitionOf.insert(transition.boundary, transition.id);
    }
    QHash<QString, std::vector<qint32>> cellsOf; ///< boundary -> spaces
    for (const Cell &cell : m_document.cells) {
        for (const QString &bound : cell.bounds)
            cellsOf[bound].push_back(m_spaceOf.value(cell.id, -1));
    }
    for (const Boundary &boundary : m_document.boundaries) {
        const QString transition =
            boundary.transition.isEmpty() ? transitionOf.value(boundary.id) : boundary.transition;
        const bool isAnchor = boundary.element == QLatin1String("AnchorBoundary");
        if (transition.isEmpty() && !isAnchor && boundary.element != QLatin1String("ConnectionBoundary"))
            continue; // a wall
        domain::Door door;
        door.spaces = through.value(transition, {-1, -1});
        if (door.spaces[0] < 0 && door.spaces[1] < 0) {
            std::vector<qint32> cells = cellsOf.value(boundary.id);
            for (const qint32 more : cellsOf.value(boundary.id + Reverse))
                cells.push_back(more);
            for (size_t i = 0; i < std::min<size_t>(2, cells.size()); ++i)
                door.spaces[i] = cells[i];
        }
        double base = 0, height = 0;
        if (!jambs(boundary.shape, door.from, door.to, base, height)) {
            warn("geometry-missing", boundary.id, tr("The boundary has no width; it is left out"));
            continue;
        }
        const qint32 known = std::max(door.spaces[0], door.spaces[1]);
        door.id = boundary.id;
        door.name = boundary.name;
        door.base = base;
        if (height > 0)
            door.height = float(height);
        if (known >= 0)
            door.storey = m_made.interior.spaces[size_t(known)].storey;
        door.isEntrance = isAnchor && std::min(door.spaces[0], door.spaces[1]) < 0;
        // Documents write a boundary once for each of its sides: at the same place, or on both faces of the wall.
        constexpr double Same = 0.05; // metres
        const QString otherSide =
            boundary.id.endsWith(Reverse) ? boundary.id.chopped(Reverse.size()) : boundary.id + Reverse;
        const auto twin = std::find_if(m_made.interior.doors.begin(), m_made.interior.doors.end(), [&](const auto &d) {
            return d.id == otherSide || (std::abs(d.base - door.base) < Same &&
                                         glm::length((d.from + d.to) - (door.from + door.to)) < 2 * Same);
        });
        if (twin == m_made.interior.doors.end()) {
            m_made.interior.doors.push_back(std::move(door));
            continue;
        }
        if (glm::length(twin->from - door.from) > glm::length(twin->from - door.to))
            std::swap(door.from, door.to);
        twin->from = (twin->from + door.from) * 0.5;
        twin->to = (twin->to + door.to) * 0.5;
        if (std::min(twin->spaces[0], twin->spaces[1]) < 0 && std::min(door.spaces[0], door.spaces[1]) >= 0)
            twin->spaces = door.spaces;
        if (twin->id.endsWith(Reverse))
            twin->id = otherSide == twin->id ? boundary.id : twin->id;
    }
}

// Ways that lead through no door: stairs, lifts, open borders. Documents have one each way; one is enough.
void Making::makePassages()
{
    QHash<QString, QString> cellOfState;
    for (const State &state : m_document.states)
        cellOfState.insert(state.id, state.cell);
    QSet<std::pair<qint32, qint32>> joined;
    for (const domain::Door &door : m_made.interior.doors)
        joined.insert(std::minmax(door.spaces[0], door.spaces[1]));
    for (const Transition &transition : m_document.transitions) {
        if (transition.states.size() != 2) {
            warn("transition-incomplete", transition.id, tr("A transition joins two states; it is left out"));
            continue;
        }
        std::array<qint32, 2> spaces{-1, -1};
        for (size_t i = 0; i < 2; ++i) {
            const QString &state = transition.states[i];
            if (!cellOfState.contains(state))
                warn("reference-missing", transition.id,
                     tr("The transition leads to a state that is not there; it is left out"));
            spaces[i] = m_spaceOf.value(cellOfState.value(state), -1);
        }
        const std::pair<qint32, qint32> pair = std::minmax(spaces[0], spaces[1]);
        if (pair.first < 0 || pair.first == pair.second || joined.contains(pair))
            continue;
        joined.insert(pair);
        const auto &line = transition.line;
        Vec3 at = line.empty() ? Vec3(geometry::representativePoint(m_made.interior.spaces[size_t(spaces[0])].shape),
                                      m_made.interior.spaces[size_t(spaces[0])].base)
                  : line.size() == 2 ? (line[0] + line[1]) * 0.5
                                     : line[line.size() / 2];
        m_made.interior.passages.push_back({spaces[0], spaces[1], -1, at});
    }
}

IndoorBuilding Making::run(const QString &id, const QString &name, bool heightsAreElevations)
{
    makeSpaces();
    numberStoreys();
    makeStoreys();
    constexpr double Tallest = 10; // metres: no file whose storeys are all higher is in metres
    if (!m_made.interior.storeys.empty() &&
        std::all_of(m_made.interior.storeys.begin(), m_made.interior.storeys.end(),
                    [](const domain::Storey &storey) { return storey.height > Tallest; }))
        warn("units-doubtful", {},
             tr("Storeys are %1 m high: the file is probably not in metres; a project's placement can say its scale")
                 .arg(m_made.interior.storeys.front().height));
    makeDoors();
    makePassages();
    m_made.interior.building = id;
    m_made.interior.source = m_source;
    m_made.building.id = id;
    m_made.building.name = name;
    double ground = 0;
    for (const domain::Storey &storey : m_made.interior.storeys) {
        if (storey.number == 1 || (&storey == &m_made.interior.storeys.front() && storey.number > 1))
            ground = storey.base;
    }
    if (heightsAreElevations)
        m_made.building.ground = ground;
    m_made.interior = raised(std::move(m_made.interior), -ground);
    describeByInside(m_made);
    return std::move(m_made);
}

base::Result<IndoorBuilding> readBuilding(const LayerRequest &request, const geometry::LocalFrame &frame,
                                          const base::Job &job, base::Warnings &warnings, domain::LayerInfo *info,
                                          Document *counted)
{
    auto document = readDocument(request.source, job, warnings);
    if (!document)
        return tl::unexpected(document.error());
    if (document->cells.empty())
        warnings.add(QStringLiteral("layer-empty"), request.source, {}, tr("The document has no cells"));
    const QString crsName = request.crs.isEmpty() ? document->srsName : request.crs;
    const auto crs = geometry::Crs::parse(crsName);
    // As GML 3 demands of geographic systems; projected ones are written easting first by everybody.
    const bool northFirst = !crsName.isEmpty() && crs && crs->isGeographic() && crs->isNorthingFirst() &&
                            !crsName.startsWith(QLatin1String("EPSG:"), Qt::CaseInsensitive);
    geometry::Box3 extent = document->extent;
    if (northFirst && !extent.isEmpty()) {
        std::swap(extent.min.x, extent.min.y);
        std::swap(extent.max.x, extent.max.y);
    }
    const ToScene toScene(request, document->srsName, extent, frame, request.source, warnings);
    std::vector<Vec3> points;
    document->forPoints([&](const Vec3 &p) { points.push_back(northFirst ? Vec3(p.y, p.x, p.z) : p); });
    if (toScene.apply(points) > 0)
        warnings.add(QStringLiteral("crs-transform"), request.source, {},
                     tr("vertices that the coordinate transformation cannot move; they are left where they were"));
    size_t next = 0;
    document->forPoints([&](Vec3 &p) { p = points[next++]; });
    if (info)
        info->crs = toScene.crsCode();
    if (counted)
        *counted = *document;
    const QString base = QFileInfo(request.source).completeBaseName();
    // Heights about 0 are above the house's own ground; what a placement says is an elevation.
    constexpr double House = 50; // metres
    const bool areElevations =
        request.hasPlacement || (!toScene.isLocal() && !document->extent.isEmpty() && document->extent.min.z > House);
    return Making(std::move(*document), request.source, warnings)
        .run(request.building.isEmpty() ? base : request.building, base, areElevations);
}

class IndoorGmlReader final : public Reader
{
public:
    QString name() const override { return QStringLiteral("IndoorGML"); }
    Probe probe(const LayerRequest &request) const override;
    base::Result<std::vector<domain::Layer>> read(const LayerRequest &request, const geometry::LocalFrame &frame,
                                                  const base::Job &job) const override;
};

Probe IndoorGmlReader::probe(const LayerRequest &request) const
{
    if (!isIndoorGml(request.source))
        return std::nullopt;
    base::Warnings ignored;
    const auto document = readDocument(request.source, base::Job(), ignored);
    if (!document)
        return tl::unexpected(document.error());
    Sublayer layer;
    layer.source = request.source;
    layer.name = QFileInfo(request.source).completeBaseName();
    layer.kind = domain::LayerKind::Building;
    layer.reason = tr("a building from the inside (IndoorGML)");
    layer.features = 1;
    const QString crsName = request.crs.isEmpty() ? document->srsName : request.crs;
    if (const auto crs = geometry::Crs::parse(crsName); !crsName.isEmpty() && crs) {
        layer.crs = *crs;
        layer.extent = document->extent.flat();
        if (crs->isGeographic() && crs->isNorthingFirst() &&
            !crsName.startsWith(QLatin1String("EPSG:"), Qt::CaseInsensitive))
            layer.extent = {{layer.extent.min.y, layer.extent.min.x}, {layer.extent.max.y, layer.extent.max.x}};
    }
    SourceSummary summary;
    summary.driver = name();
    summary.layers.push_back(std::move(layer));
    return summary;
}

base::Result<std::vector<domain::Layer>>
IndoorGmlReader::read(const LayerRequest &request, const geometry::LocalFrame &frame, const base::Job &job) const
{
    base::Warnings warnings;
    domain::LayerInfo info;
    info.id = request.id;
    info.name = request.name;
    info.source = request.source;
    Document document;
    auto building = readBuilding(request, frame, job, warnings, &info, &document);
    if (!building)
        return tl::unexpected(building.error());
    std::vector<IndoorBuilding> buildings;
    if (building->building.footprint.empty())
        warnings.add(QStringLiteral("layer-empty"), request.source, {},
                     tr("None of the layer's features could be used"));
    else
        buildings.push_back(std::move(*building));
    domain::Layer layer = layerOf(buildings, info, [request, frame](const base::Job &part) {
        base::Warnings told; // when the layer was read
        auto again = readBuilding(request, frame, part, told, nullptr, nullptr);
        using Buildings = base::Result<std::vector<IndoorBuilding>>;
        return again ? Buildings(std::vector<IndoorBuilding>{std::move(*again)})
                     : Buildings(tl::unexpected(again.error()));
    });
    const auto count = [&](const char *column, size_t number) {
        if (layer.attributes.rows() > 0)
            layer.attributes.setNumber(0, layer.attributes.addColumn(QString::fromLatin1(column), true),
                                       double(number));
    };
    count("cells", document.cells.size());
    count("boundaries", document.boundaries.size());
    count("states", document.states.size());
    count("transitions", document.transitions.size());
    layer.warnings = std::move(warnings);
    std::vector<domain::Layer> layers;
    layers.push_back(std::move(layer));
    return layers;
}

}

const Reader &indoorGmlReader()
{
    static const IndoorGmlReader reader;
    return reader;
}

}
