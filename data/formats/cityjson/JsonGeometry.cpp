#include "formats/cityjson/CityJsonDocument.h"

#include <array>

namespace formats
{

using domain::SurfaceType;
using json::Code;
namespace od = json::od;

double JsonGeometry::lodNumber() const
{
    bool ok = false;
    const double number = lod.toDouble(&ok);
    return ok ? number : -1;
}

static Code flatten(od::value value, std::vector<int32_t> &into, int depth)
{
    constexpr int Deepest = 7; // a composite solid's are five
    od::json_type type;
    if (const Code error = value.type().get(type))
        return error;
    if (type == od::json_type::array && depth < Deepest) {
        od::array array;
        if (const Code error = value.get_array().get(array))
            return error;
        into.push_back(JsonGeometry::Open);
        for (auto item : array) {
            od::value one;
            if (const Code error = item.get(one))
                return error;
            if (const Code error = flatten(one, into, depth + 1))
                return error;
        }
        into.push_back(JsonGeometry::Close);
        return simdjson::SUCCESS;
    }
    int64_t index = 0;
    if (type == od::json_type::null)
        into.push_back(JsonGeometry::Null);
    else if (type == od::json_type::number && json::wholeNumber(value, index) && index >= 0 && index <= INT32_MAX)
        into.push_back(int32_t(index));
    else
        into.push_back(JsonGeometry::Bad);
    return simdjson::SUCCESS;
}

/// Names that geometries repeat by the hundred thousand: made once.
static QString knownText(std::string_view text)
{
    static const std::array<std::pair<std::string_view, QString>, 16> known = [] {
        constexpr std::array<std::string_view, 16> names{"Solid",
                                                         "MultiSurface",
                                                         "CompositeSurface",
                                                         "MultiSolid",
                                                         "CompositeSolid",
                                                         "MultiLineString",
                                                         "MultiPoint",
                                                         "GeometryInstance",
                                                         "0",
                                                         "1",
                                                         "2",
                                                         "3",
                                                         "1.2",
                                                         "1.3",
                                                         "2.2",
                                                         "0.0"};
        std::array<std::pair<std::string_view, QString>, 16> all;
        for (size_t i = 0; i < names.size(); ++i)
            all[i] = {names[i], json::toText(names[i])};
        return all;
    }();
    for (const auto &[name, value] : known) {
        if (name == text)
            return value;
    }
    return json::toText(text);
}

static QString nameOrNumber(od::value value)
{
    std::string_view text;
    return value.get_string().get(text) ? json::numberOrText(value) : knownText(text);
}

// CityJSON 2.0.1, 3.3: semantic surfaces. Those not named here (traffic areas, extensions) are judged by their slope.
static JsonGeometry::Semantic semanticOf(od::value value)
{
    struct Known {
        std::string_view text;
        SurfaceType type;
        bool hidden;
        QString name;
    };
    static const std::vector<Known> all = [] {
        std::vector<Known> list{{"WallSurface", SurfaceType::Wall, false, {}},
                                {"RoofSurface", SurfaceType::Roof, false, {}},
                                {"GroundSurface", SurfaceType::Ground, false, {}},
                                {"OuterFloorSurface", SurfaceType::Roof, false, {}},
                                {"Window", SurfaceType::Window, false, {}},
                                {"Door", SurfaceType::Door, false, {}},
                                {"ClosureSurface", SurfaceType::Closure, false, {}},
                                {"OuterCeilingSurface", SurfaceType::Other, false, {}},
                                {"InteriorWallSurface", SurfaceType::Other, false, {}},
                                {"CeilingSurface", SurfaceType::Other, false, {}},
                                {"FloorSurface", SurfaceType::Other, false, {}},
                                {"WaterGroundSurface", SurfaceType::Other, true, {}},
                                {"WaterClosureSurface", SurfaceType::Other, true, {}},
                                {"TransportationHole", SurfaceType::Other, true, {}}};
        for (Known &known : list)
            known.name = json::toText(known.text);
        return list;
    }();
    JsonGeometry::Semantic semantic;
    std::string_view text;
    if (value.get_string().get(text)) {
        semantic.name = json::numberOrText(value);
        return semantic;
    }
    for (const Known &known : all) {
        if (known.text == text) {
            semantic.type = known.type;
            semantic.hidden = known.hidden;
            semantic.name = known.name;
            return semantic;
        }
    }
    semantic.name = json::toText(text);
    return semantic;
}

static Code readSemantic(od::object surface, JsonGeometry::Semantic &semantic)
{
    QString id, name;
    for (auto item : surface) {
        od::field field;
        if (const Code error = std::move(item).get(field))
            return error;
        std::string_view key;
        if (const Code error = field.unescaped_key().get(key))
            return error;
        if (key == "type")
            semantic = semanticOf(field.value());
        else if (key == "id" || key == "gml:id")
            id = json::numberOrText(field.value());
        else if (key == "name" || key == "gml:name")
            name = json::numberOrText(field.value());
    }
    semantic.id = id;
    semantic.label = name;
    return simdjson::SUCCESS;
}

static Code readSemantics(od::value value, JsonGeometry &geometry)
{
    od::object object;
    if (const Code error = value.get_object().get(object))
        return error;
    for (auto item : object) {
        od::field field;
        if (const Code error = std::move(item).get(field))
            return error;
        std::string_view key;
        if (const Code error = field.unescaped_key().get(key))
            return error;
        if (key == "values") {
            if (const Code error = flatten(field.value(), geometry.values, 0); json::isFatal(error))
                return error;
        } else if (key == "surfaces") {
            od::array surfaces;
            if (field.value().get_array().get(surfaces))
                continue;
            for (auto one : surfaces) {
                od::object surface;
                const Code error = one.get_object().get(surface);
                if (json::isFatal(error))
                    return error;
                geometry.semantics.emplace_back();
                if (error)
                    continue;
                if (const Code broken = readSemantic(surface, geometry.semantics.back()); json::isFatal(broken))
                    return broken;
            }
        }
    }
    return simdjson::SUCCESS;
}

// CityJSON 2.0.1, 6.2 and 6.3: by themes, each with "values" nested as the boundaries are, or one "value" for all.
static Code readThemes(od::value value, std::vector<JsonGeometry::Theme> &themes)
{
    od::object object;
    if (const Code error = value.get_object().get(object))
        return error;
    for (auto item : object) {
        od::field field;
        if (const Code error = std::move(item).get(field))
            return error;
        std::string_view key;
        if (const Code error = field.unescaped_key().get(key))
            return error;
        JsonGeometry::Theme theme;
        theme.name = json::toText(key);
        od::object content;
        if (const Code error = field.value().get_object().get(content)) {
            if (json::isFatal(error))
                return error;
            continue;
        }
        for (auto part : content) {
            od::field one;
            if (const Code error = std::move(part).get(one))
                return error;
            if (const Code error = one.unescaped_key().get(key))
                return error;
            int64_t index = -1;
            if (key == "values") {
                if (const Code error = flatten(one.value(), theme.values, 0); json::isFatal(error))
                    return error;
            } else if (key == "value" && json::wholeNumber(one.value(), index) && index >= 0 && index < INT32_MAX) {
                theme.all = int32_t(index);
            }
        }
        themes.push_back(std::move(theme));
    }
    return simdjson::SUCCESS;
}

Code readGeometry(od::value value, JsonGeometry &geometry)
{
    od::object object;
    if (const Code error = value.get_object().get(object))
        return error;
    for (auto item : object) {
        od::field field;
        if (const Code error = std::move(item).get(field))
            return error;
        std::string_view key;
        if (const Code error = field.unescaped_key().get(key))
            return error;
        Code error = simdjson::SUCCESS;
        if (key == "type") {
            geometry.type = nameOrNumber(field.value());
        } else if (key == "lod") {
            geometry.lod = nameOrNumber(field.value());
        } else if (key == "boundaries") {
            constexpr size_t Usual = 64; // of a block: six surfaces
            geometry.boundaries.reserve(Usual);
            error = flatten(field.value(), geometry.boundaries, 0);
        } else if (key == "semantics") {
            error = readSemantics(field.value(), geometry);
        } else if (key == "texture") {
            error = readThemes(field.value(), geometry.textures);
        } else if (key == "material") {
            error = readThemes(field.value(), geometry.materials);
        } else if (key == "template") {
            int64_t index = -1;
            if (json::wholeNumber(field.value(), index) && index >= 0 && index < INT32_MAX)
                geometry.templateIndex = int(index);
        } else if (key == "transformationMatrix") {
            double rows[16];
            error = json::numbers(field.value(), rows, 16);
            if (!error) {
                for (int row = 0; row < 4; ++row) {
                    for (int column = 0; column < 4; ++column)
                        geometry.matrix[column][row] = rows[row * 4 + column];
                }
            }
        }
        if (json::isFatal(error))
            return error;
    }
    return simdjson::SUCCESS;
}

}
