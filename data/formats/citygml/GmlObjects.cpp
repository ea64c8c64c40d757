#include "formats/citygml/GmlObjects.h"

#include <QRegularExpression>

namespace formats
{

using domain::SurfaceType;
using xml::Node;

static constexpr int Deepest = 12;

static const QSet<QString> &words(const char *list)
{
    static thread_local QHash<const char *, QSet<QString>> own; // made once, by the address of the list
    auto found = own.constFind(list);
    if (found == own.constEnd()) {
        const QStringList all = QString::fromLatin1(list).split(u' ');
        found = own.insert(list, QSet<QString>(all.begin(), all.end()));
    }
    return *found;
}

// Properties that hold other objects (names of 1.0 and 2.0, then those of 3.0).
static constexpr const char *Parts =
    "consistsOfBuildingPart consistsOfBridgePart consistsOfTunnelPart buildingPart bridgePart tunnelPart";
static constexpr const char *Mounted =
    "outerBuildingInstallation outerBridgeInstallation outerBridgeConstruction outerTunnelInstallation "
    "buildingInstallation buildingConstructiveElement bridgeInstallation bridgeConstructiveElement tunnelInstallation "
    "tunnelConstructiveElement";
static constexpr const char *Interiors =
    "interiorRoom interiorBuildingInstallation interiorBridgeRoom interiorBridgeInstallation interiorHollowSpace "
    "interiorTunnelInstallation interiorFurniture roomInstallation buildingRoom buildingSubdivision buildingFurniture "
    "bridgeRoom "
    "bridgeFurniture "
    "hollowSpace tunnelFurniture";
// Neither geometry nor attributes of the object itself.
static constexpr const char *PassedOver = "appearance appearanceMember generalizesTo groupMember parent dynamizer "
                                          "relatedTo pointCloud boundedBy metaDataProperty "
                                          "genericApplicationPropertyOfBuilding";

int GmlObjects::lodOf(const QString &name)
{
    if (!name.startsWith(QLatin1String("lod")) || name.size() < 5 ||
        name.contains(QLatin1String("TerrainIntersection")))
        return -1;
    const int lod = name[3].digitValue();
    return lod >= 0 && lod <= 4 ? lod : -1;
}

static std::optional<SurfaceType> typeOf(const QString &surface)
{
    static const QHash<QString, SurfaceType> types{{QStringLiteral("RoofSurface"), SurfaceType::Roof},
                                                   {QStringLiteral("OuterFloorSurface"), SurfaceType::Roof},
                                                   {QStringLiteral("WallSurface"), SurfaceType::Wall},
                                                   {QStringLiteral("GroundSurface"), SurfaceType::Ground},
                                                   {QStringLiteral("ClosureSurface"), SurfaceType::Closure},
                                                   {QStringLiteral("OuterCeilingSurface"), SurfaceType::Other},
                                                   {QStringLiteral("InteriorWallSurface"), SurfaceType::Other},
                                                   {QStringLiteral("FloorSurface"), SurfaceType::Other},
                                                   {QStringLiteral("CeilingSurface"), SurfaceType::Other},
                                                   {QStringLiteral("Window"), SurfaceType::Window},
                                                   {QStringLiteral("WindowSurface"), SurfaceType::Window},
                                                   {QStringLiteral("Door"), SurfaceType::Door},
                                                   {QStringLiteral("DoorSurface"), SurfaceType::Door}};
    const auto found = types.constFind(surface);
    return found == types.constEnd() ? std::nullopt : std::optional(*found);
}

// CityGML's class by CityJSON's name.
static QString classOf(const QString &name)
{
    static const QHash<QString, QString> names{
        {QStringLiteral("Room"), QStringLiteral("BuildingRoom")},
        {QStringLiteral("Storey"), QStringLiteral("BuildingStorey")},
        {QStringLiteral("IntBuildingInstallation"), QStringLiteral("BuildingInstallation")},
        {QStringLiteral("GenericOccupiedSpace"), QStringLiteral("GenericCityObject")},
        {QStringLiteral("GenericUnoccupiedSpace"), QStringLiteral("GenericCityObject")},
        {QStringLiteral("GenericLogicalSpace"), QStringLiteral("GenericCityObject")},
        {QStringLiteral("GenericThematicSurface"), QStringLiteral("GenericCityObject")}};
    return names.value(name, name);
}

void GmlObjects::take(const Node &node, std::vector<GmlObject> &into)
{
    take(node, {}, into, 0);
}

void GmlObjects::take(const Node &node, const QString &parent, std::vector<GmlObject> &into, int depth)
{
    if (depth > Deepest)
        return;
    const size_t index = into.size();
    into.emplace_back();
    GmlObject own;
    own.object.type = classOf(node.name);
    own.object.id = node.id.isEmpty() ? QStringLiteral("%1 %2").arg(node.name).arg(++m_unnamed) : node.id;
    if (!parent.isEmpty())
        own.object.parents.append(parent);
    Geometry geometry;
    sortOut(node, own, geometry, into, depth);
    shape(geometry, own);
    into[index] = std::move(own);
}

void GmlObjects::sortOut(const Node &node, GmlObject &object, Geometry &geometry, std::vector<GmlObject> &into,
                         int depth)
{
    for (const auto &child : node.children) {
        const QString &name = child->name;
        const int lod = lodOf(name);
        if (lod >= 0) {
            const bool edge = name.endsWith(QLatin1String("RoofEdge"));
            geometry.hasFootprint = geometry.hasFootprint || name.endsWith(QLatin1String("FootPrint"));
            auto &pieces = geometry.direct[size_t(lod)];
            pieces.insert(edge ? pieces.end() : pieces.begin(), Piece{child.get(), {}});
        } else if (name == QLatin1String("boundary") || name == QLatin1String("boundedBy")) {
            for (const auto &surface : child->children) {
                if (surface->name != QLatin1String("Envelope"))
                    surfaceOf(*surface, geometry);
            }
        } else if (words(Parts).contains(name) || words(Mounted).contains(name)) {
            for (const auto &other : child->children)
                take(*other, object.object.id, into, depth + 1);
        } else if (words(Interiors).contains(name)) {
            object.inside += int(child->children.size());
        } else if (name == QLatin1String("reliefComponent") || name.contains(QLatin1String("raffic")) ||
                   name == QLatin1String("section") || name == QLatin1String("intersection")) {
            nestedGeometry(*child, geometry, 0);
        } else if (!words(PassedOver).contains(name)) {
            attributeOf(*child, object.object, 0);
        }
    }
}

CityObject GmlObjects::describe(const Node &node)
{
    CityObject object;
    object.type = classOf(node.name);
    object.id = node.id;
    for (const auto &child : node.children) {
        const QString &name = child->name;
        if (lodOf(name) < 0 && child->href.isEmpty() && name != QLatin1String("boundary") &&
            name != QLatin1String("opening") && name != QLatin1String("filling") &&
            name != QLatin1String("fillingSurface") && name != QLatin1String("buildingUnit") &&
            !words(Parts).contains(name) && !words(Mounted).contains(name) && !words(Interiors).contains(name) &&
            !words(PassedOver).contains(name))
            attributeOf(*child, object, 0);
    }
    return object;
}

// A thematic surface: its own polygons, and those of its windows and doors.
void GmlObjects::surfaceOf(const Node &surface, Geometry &geometry) const
{
    if (surface.name == QLatin1String("WaterGroundSurface") || surface.name == QLatin1String("WaterClosureSurface"))
        return;
    for (const auto &child : surface.children) {
        const int lod = lodOf(child->name);
        if (lod >= 0) {
            geometry.thematic[size_t(lod)].push_back({child.get(), typeOf(surface.name)});
        } else if (child->name == QLatin1String("opening") || child->name == QLatin1String("fillingSurface")) {
            for (const auto &opening : child->children)
                surfaceOf(*opening, geometry);
        }
    }
}

// Traffic areas and relief components: objects within an object, drawn as one with it.
void GmlObjects::nestedGeometry(const Node &node, Geometry &geometry, int depth) const
{
    if (depth > Deepest)
        return;
    for (const auto &child : node.children) {
        const int lod = lodOf(child->name);
        if (lod >= 0)
            geometry.direct[size_t(lod)].push_back({child.get(), {}});
        else if (child->name == QLatin1String("tin"))
            geometry.direct[1].push_back({child.get(), {}});
        else
            nestedGeometry(*child, geometry, depth + 1);
    }
}

void GmlObjects::shape(const Geometry &geometry, GmlObject &object) const
{
    for (size_t lod = geometry.direct.size(); lod-- > 0;) {
        // The solid mostly refers to the thematic surfaces, or repeats them: it is read where there are none.
        for (const auto *pieces : {&geometry.thematic[lod], &geometry.direct[lod]}) {
            GmlWalker walker(m_byId, m_appearance);
            GmlShape found;
            for (const Piece &piece : *pieces) {
                if (piece.node->name.endsWith(QLatin1String("RoofEdge")) && geometry.hasFootprint)
                    continue;
                walker.walk(*piece.node, piece.type, found);
            }
            object.shape.unresolved += found.unresolved;
            object.shape.malformed += found.malformed;
            if (found.isEmpty())
                continue;
            found.unresolved = object.shape.unresolved;
            found.malformed = object.shape.malformed;
            object.shape = std::move(found);
            object.lod = QString::number(lod);
            return;
        }
    }
}

static void leaves(const Node &node, QStringList &texts)
{
    if (!node.text.isEmpty() && !node.name.startsWith(QLatin1String("pos")))
        texts.append(node.text);
    for (const auto &child : node.children) {
        if (child->name != QLatin1String("multiPoint"))
            leaves(*child, texts);
    }
}

static void add(CityObject &object, const QString &name, const QString &text, bool mayBeNumber)
{
    if (text.isEmpty())
        return;
    for (const auto &[known, value] : object.attributes) {
        if (known == name)
            return;
    }
    // A code with leading zeros is no number.
    static const QRegularExpression number(QStringLiteral("^-?(0|[1-9]\\d{0,14})(\\.\\d+)?$"));
    if (mayBeNumber && number.match(text).hasMatch())
        object.attributes.emplace_back(name, text.toDouble());
    else
        object.attributes.emplace_back(name, text);
}

void GmlObjects::attributeOf(const Node &node, CityObject &object, int depth)
{
    const QString generic = node.attribute("name");
    if (node.name == QLatin1String("address")) {
        QStringList texts;
        leaves(node, texts);
        if (object.address.isEmpty())
            object.address = texts.join(QStringLiteral(", "));
    } else if (node.name == QLatin1String("height")) { // 3.0: several, each with what it is measured between
        for (const auto &height : node.children)
            add(object, QStringLiteral("measuredHeight"), height->childText("value"), true);
    } else if (node.name == QLatin1String("roomHeight")) { // 3.0, as above
        for (const auto &height : node.children)
            add(object, node.name, height->childText("value"), true);
    } else if (node.name == QLatin1String("externalReference")) {
        QStringList texts;
        leaves(node, texts);
        if (!texts.isEmpty())
            add(object, node.name, texts.last(), false);
    } else if (!generic.isEmpty() && node.child("value")) {
        add(object, generic, node.childText("value"), !node.name.startsWith(QLatin1String("string")));
    } else if (node.child("name") && node.child("value")) { // 3.0: gen:StringAttribute and its kin
        add(object, node.childText("name"), node.childText("value"), !node.name.startsWith(QLatin1String("String")));
    } else if (node.children.empty()) {
        const QString codeSpace = node.attribute("codeSpace");
        const QString name = depth == 0 && node.name == QLatin1String("name") ? QStringLiteral("gml:name") : node.name;
        const QString text = m_codes.meaning(codeSpace, node.text);
        add(object, name, text,
            codeSpace.isEmpty() && name != QLatin1String("function") && name != QLatin1String("usage"));
    } else if (depth < Deepest) {
        // An application's own records: their leaves become attributes.
        for (const auto &child : node.children) {
            if (lodOf(child->name) < 0)
                attributeOf(*child, object, depth + 1);
        }
    }
}

}
