#include "formats/cityjson/CityJsonGeometry.h"
#include "formats/cityjson/CityJsonInteriorSource.h"
#include "formats/citymodel/InsideParts.h"

#include <algorithm>

namespace formats
{

using geometry::Vec3;

static constexpr const char *Classes[] = {"BuildingRoom",      "BuildingStorey",       "BuildingUnit",
                                          "BuildingFurniture", "BuildingInstallation", "BuildingConstructiveElement"};

bool mentionsInside(std::string_view text)
{
    for (const char *name : Classes) {
        if (std::string_view(name) != "BuildingInstallation" && text.find(name) != std::string_view::npos)
            return true;
    }
    return false;
}

// Extensions derive from the standard's classes and mostly say so in their names: "+BuildingRoomLab".
static QString insideClass(const QString &type)
{
    const QString bare = type.startsWith(u'+') ? type.mid(1) : type;
    for (const char *name : Classes) {
        if (bare.startsWith(QLatin1String(name)))
            return QString::fromLatin1(name);
    }
    return {};
}

namespace
{

/// Surfaces with what they are; doors and windows apart.
class Told final : public JsonShapeSink
{
public:
    bool isEmpty() const override { return surfaces.empty() && openings.empty(); }
    void surface(const std::vector<std::vector<Vec3>> &rings, const JsonGeometry::Semantic &meaning, int semantic,
                 const SurfacePaint &) override
    {
        const bool window = meaning.name.startsWith(QLatin1String("Window"));
        if (window || meaning.name.startsWith(QLatin1String("Door"))) {
            const auto known = std::find_if(openings.begin(), openings.end(),
                                            [semantic](const auto &one) { return one.first == semantic; });
            InsideOpening &opening =
                known != openings.end() ? known->second : openings.emplace_back(semantic, InsideOpening()).second;
            opening.object.type = window ? QStringLiteral("Window") : QStringLiteral("Door");
            opening.object.id = meaning.id;
            if (!meaning.label.isEmpty() && opening.object.attributes.empty())
                opening.object.attributes.emplace_back(QStringLiteral("gml:name"), meaning.label);
            opening.faces.push_back(rings);
            return;
        }
        const auto known = std::find_if(surfaces.begin(), surfaces.end(), [&](const auto &one) {
            return one.first == semantic && one.second.type == meaning.name;
        });
        InsideSurface &surface =
            known != surfaces.end() ? known->second : surfaces.emplace_back(semantic, InsideSurface()).second;
        surface.type = meaning.name;
        surface.id = meaning.id;
        surface.name = meaning.label;
        surface.faces.push_back(rings);
    }

    std::vector<std::pair<int, InsideSurface>> surfaces; ///< by their semantics' index
    std::vector<std::pair<int, InsideOpening>> openings;
};

}

InsideParts insideOf(const std::vector<JsonCityObject> &objects, const CityJsonHeader &templates,
                     const std::vector<Vec3> &vertices, const QString &source, base::Warnings &warnings)
{
    CityJsonGeometry geometry(templates, vertices, geometry::NaN, source, warnings);
    InsideParts parts;
    QHash<QString, int> known;
    QHash<QString, bool> isOuter; // building and its parts
    for (const JsonCityObject &one : objects) {
        const CityObjectRole::Kind kind = roleOf(one.object.type).kind;
        if (kind == CityObjectRole::Kind::Building || kind == CityObjectRole::Kind::Part)
            isOuter.insert(one.object.id, true);
    }
    for (const JsonCityObject &one : objects) {
        const QString inside = insideClass(one.object.type);
        const bool outer = isOuter.contains(one.object.id);
        // A building's own installations stand outside; those of rooms, units and storeys within.
        const bool mounted = inside == QLatin1String("BuildingInstallation") &&
                             std::all_of(one.object.parents.begin(), one.object.parents.end(),
                                         [&isOuter](const QString &parent) { return isOuter.contains(parent); });
        if (!outer && (inside.isEmpty() || mounted))
            continue;
        Told told;
        geometry.takeFinest(one, told);
        const int index = outer ? -1 : int(parts.objects.size());
        if (!outer) {
            InsideObject object;
            object.object.id = one.object.id;
            object.object.type = inside;
            object.object.attributes = one.object.attributes;
            if (inside != one.object.type)
                object.object.attributes.emplace_back(QStringLiteral("type"), one.object.type);
            for (auto &[semantic, surface] : told.surfaces)
                object.surfaces.push_back(std::move(surface));
            known.insert(one.object.id, index);
            parts.objects.push_back(std::move(object));
        }
        for (auto &[semantic, opening] : told.openings) {
            opening.outer = outer;
            if (!outer)
                opening.objects.push_back(index);
            parts.openings.push_back(std::move(opening));
        }
    }
    const auto link = [&](const QString &child, const QString &parent) {
        const int below = known.value(child, -1), above = known.value(parent, -1);
        if (below < 0 || above < 0 || below == above)
            return;
        std::vector<int> &parents = parts.objects[size_t(below)].parents;
        if (std::find(parents.begin(), parents.end(), above) == parents.end())
            parents.push_back(above);
    };
    for (const JsonCityObject &one : objects) {
        for (const QString &parent : one.object.parents)
            link(one.object.id, parent);
        for (const QString &child : one.object.children)
            link(child, one.object.id);
    }
    return parts;
}

}
