#include "formats/citygml/GmlInterior.h"

#include <algorithm>

namespace formats
{

using xml::Node;

// Properties that hold or name an object of the inside: those of 1.0 and 2.0, then those of 3.0. A building's own
// installations and furniture stand outside in 1.0 and 2.0 where they are called outer ones.
static bool holdsObject(const QString &property)
{
    static const QSet<QString> names{QStringLiteral("interiorRoom"),
                                     QStringLiteral("interiorFurniture"),
                                     QStringLiteral("roomInstallation"),
                                     QStringLiteral("interiorBuildingInstallation"),
                                     QStringLiteral("buildingRoom"),
                                     QStringLiteral("buildingFurniture"),
                                     QStringLiteral("buildingSubdivision"),
                                     QStringLiteral("buildingUnit"),
                                     QStringLiteral("buildingConstructiveElement")};
    return names.contains(property);
}

static bool isPart(const QString &property)
{
    return property == QLatin1String("consistsOfBuildingPart") || property == QLatin1String("buildingPart");
}

bool hasInterior(const Node &building)
{
    return std::any_of(building.children.begin(), building.children.end(), [](const auto &child) {
        if (holdsObject(child->name))
            return true;
        return isPart(child->name) && std::any_of(child->children.begin(), child->children.end(),
                                                  [](const auto &part) { return hasInterior(*part); });
    });
}

InsideParts GmlInterior::take(const Node &building)
{
    Pieces ignored;
    properties(building, -1, ignored, 0);
    return std::move(m_parts);
}

const Node *GmlInterior::target(const Node &property)
{
    const Node *found = property.href.startsWith(u'#') ? m_byId.value(property.href.mid(1)) : nullptr;
    if (!found)
        ++m_unresolved;
    return found;
}

// An object counts once, wherever it stands and whoever refers to it.
int GmlInterior::object(const Node &node, int parent)
{
    const auto link = [&](int index) {
        std::vector<int> &parents = m_parts.objects[size_t(index)].parents;
        if (parent >= 0 && parent != index && std::find(parents.begin(), parents.end(), parent) == parents.end())
            parents.push_back(parent);
        return index;
    };
    if (const auto known = m_objectOf.constFind(&node); known != m_objectOf.constEnd())
        return link(*known);
    const int index = int(m_parts.objects.size());
    m_objectOf.insert(&node, index);
    m_parts.objects.emplace_back();
    link(index);
    CityObject object = m_objects.describe(node);
    if (object.id.isEmpty())
        object.id = QStringLiteral("%1 %2").arg(node.name).arg(++m_unnamed);
    m_parts.objects[size_t(index)].object = std::move(object);

    Pieces pieces;
    properties(node, index, pieces, 0);
    for (size_t lod = pieces.size(); lod-- > 0;) {
        // The body mostly refers to the thematic surfaces, or repeats them: it is read where there are none.
        bool found = false;
        for (const bool thematic : {true, false}) {
            GmlWalker walker(m_byId); // one for all surfaces: each polygon once
            int body = -1;
            for (const Piece &piece : pieces[lod]) {
                if ((piece.surface >= 0) != thematic)
                    continue;
                std::vector<InsideFace> faces = facesOf(*piece.node, walker);
                if (faces.empty())
                    continue;
                std::vector<InsideSurface> &surfaces = m_parts.objects[size_t(index)].surfaces;
                int at = piece.surface;
                if (!thematic) {
                    if (body < 0) {
                        body = int(surfaces.size());
                        surfaces.emplace_back();
                    }
                    at = body;
                }
                auto &to = surfaces[size_t(at)].faces;
                std::move(faces.begin(), faces.end(), std::back_inserter(to));
                found = true;
            }
            if (found)
                break;
        }
        if (found)
            break;
    }
    std::erase_if(m_parts.objects[size_t(index)].surfaces,
                  [](const InsideSurface &surface) { return surface.faces.empty(); });
    return index;
}

void GmlInterior::properties(const Node &node, int self, Pieces &pieces, int depth)
{
    constexpr int Deepest = 20; // parts of parts
    if (depth > Deepest)
        return;
    for (const auto &child : node.children) {
        const QString &name = child->name;
        const bool installation = self >= 0 && name == QLatin1String("buildingInstallation");
        if (const int lod = GmlObjects::lodOf(name); lod >= 0) {
            pieces[size_t(lod)].push_back({child.get(), -1});
        } else if (holdsObject(name) || installation) {
            refer(*child, self, false);
        } else if (name == QLatin1String("storey")) { // 3.0: a unit names the storey that it is on
            refer(*child, self, true);
        } else if (isPart(name)) {
            for (const auto &part : child->children)
                properties(*part, self, pieces, depth + 1);
        } else if (name == QLatin1String("boundedBy") || name == QLatin1String("boundary")) {
            if (!child->href.isEmpty()) {
                if (const Node *found = target(*child))
                    surface(*found, self, pieces);
            }
            for (const auto &other : child->children)
                surface(*other, self, pieces);
        } else if (name == QLatin1String("filling")) { // 3.0: a leaf with a body
            if (!child->href.isEmpty()) {
                if (const Node *found = target(*child))
                    opening(*found, self);
            }
            for (const auto &leaf : child->children)
                opening(*leaf, self);
        }
    }
}

void GmlInterior::refer(const Node &property, int self, bool reversed)
{
    const auto take = [&](const Node &node) {
        const int other = object(node, reversed ? -1 : self);
        std::vector<int> *parents = reversed && self >= 0 ? &m_parts.objects[size_t(self)].parents : nullptr;
        if (parents && other != self && std::find(parents->begin(), parents->end(), other) == parents->end())
            parents->push_back(other);
    };
    if (!property.href.isEmpty()) {
        if (const Node *found = target(property))
            take(*found);
    }
    for (const auto &child : property.children)
        take(*child);
}

void GmlInterior::surface(const Node &node, int self, Pieces &pieces)
{
    if (node.name == QLatin1String("Envelope"))
        return;
    int index = -1;
    if (self >= 0) {
        if (node.name == QLatin1String("ClosureSurface"))
            closure(node, self);
        std::vector<InsideSurface> &surfaces = m_parts.objects[size_t(self)].surfaces;
        index = int(surfaces.size());
        surfaces.push_back({node.name, node.id, node.childText("name"), {}});
    }
    for (const auto &child : node.children) {
        if (const int lod = GmlObjects::lodOf(child->name); lod >= 0 && self >= 0) {
            pieces[size_t(lod)].push_back({child.get(), index});
        } else if (child->name == QLatin1String("opening") || child->name == QLatin1String("fillingSurface")) {
            if (!child->href.isEmpty()) {
                if (const Node *found = target(*child))
                    opening(*found, self);
            }
            for (const auto &other : child->children)
                opening(*other, self);
        }
    }
}

void GmlInterior::opening(const Node &node, int self)
{
    const bool window = node.name == QLatin1String("Window") || node.name == QLatin1String("WindowSurface");
    if (!window && node.name != QLatin1String("Door") && node.name != QLatin1String("DoorSurface"))
        return;
    auto known = m_openingOf.constFind(&node);
    if (known == m_openingOf.constEnd()) {
        InsideOpening opening;
        opening.object = m_objects.describe(node);
        opening.object.type = window ? QStringLiteral("Window") : QStringLiteral("Door");
        opening.faces = finestOf(node);
        known = m_openingOf.insert(&node, int(m_parts.openings.size()));
        m_parts.openings.push_back(std::move(opening));
    }
    InsideOpening &opening = m_parts.openings[size_t(*known)];
    if (self < 0)
        opening.outer = true;
    else if (std::find(opening.objects.begin(), opening.objects.end(), self) == opening.objects.end())
        opening.objects.push_back(self);
}

void GmlInterior::closure(const Node &node, int self)
{
    auto known = m_closureOf.constFind(&node);
    if (known == m_closureOf.constEnd()) {
        known = m_closureOf.insert(&node, int(m_parts.closures.size()));
        m_parts.closures.push_back({finestOf(node), {}});
    }
    m_parts.closures[size_t(*known)].objects.push_back(self);
}

std::vector<InsideFace> GmlInterior::facesOf(const Node &node, GmlWalker &walker)
{
    GmlShape shape;
    walker.walk(node, {}, shape);
    m_unresolved += shape.unresolved;
    m_malformed += shape.malformed;
    std::vector<InsideFace> faces;
    for (GmlShape::Surface &surface : shape.surfaces)
        faces.push_back(std::move(surface.rings));
    return faces;
}

std::vector<InsideFace> GmlInterior::finestOf(const Node &node)
{
    Pieces pieces;
    for (const auto &child : node.children) {
        if (const int lod = GmlObjects::lodOf(child->name); lod >= 0)
            pieces[size_t(lod)].push_back({child.get(), -1});
        if (child->name != QLatin1String("boundary")) // 3.0: the leaf's own surfaces
            continue;
        for (const auto &surface : child->children) {
            for (const auto &property : surface->children) {
                if (const int lod = GmlObjects::lodOf(property->name); lod >= 0)
                    pieces[size_t(lod)].push_back({property.get(), -1});
            }
        }
    }
    for (size_t lod = pieces.size(); lod-- > 0;) {
        GmlWalker walker(m_byId);
        std::vector<InsideFace> all;
        for (const Piece &piece : pieces[lod]) {
            std::vector<InsideFace> faces = facesOf(*piece.node, walker);
            std::move(faces.begin(), faces.end(), std::back_inserter(all));
        }
        if (!all.empty())
            return all;
    }
    return {};
}

}
