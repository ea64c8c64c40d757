#include "formats/cityjson/CityJsonDocument.h"

namespace formats
{

using json::Code;
namespace od = json::od;

namespace
{

/// Calls `take(value)` for each of a list; what is no list is passed over.
template <typename Take> Code forEach(od::value list, Take take)
{
    od::array array;
    if (const Code error = list.get_array().get(array))
        return json::isFatal(error) ? error : simdjson::SUCCESS;
    for (auto item : array) {
        od::value value;
        if (const Code error = item.get(value))
            return error;
        if (const Code error = take(value); json::isFatal(error))
            return error;
    }
    return simdjson::SUCCESS;
}

/// Calls `take(key, value)` for each member of an object; what is no object is passed over.
template <typename Take> Code forMembers(od::value object, Take take)
{
    od::object members;
    if (const Code error = object.get_object().get(members))
        return json::isFatal(error) ? error : simdjson::SUCCESS;
    for (auto item : members) {
        od::field field;
        if (const Code error = std::move(item).get(field))
            return error;
        std::string_view key;
        if (const Code error = field.unescaped_key().get(key))
            return error;
        if (const Code error = take(key, field.value()); json::isFatal(error))
            return error;
    }
    return simdjson::SUCCESS;
}

}

// CityJSON 2.0.1, clause 6.
Code CityJsonDocument::readAppearance(od::value value, JsonAppearance &appearance)
{
    return forMembers(value, [&](std::string_view key, od::value list) -> Code {
        if (key == "textures") {
            return forEach(list, [&](od::value one) {
                JsonAppearance::Picture picture;
                const Code error = forMembers(one, [&](std::string_view name, od::value text) {
                    if (name == "image") {
                        picture.image = json::numberOrText(text);
                    } else if (name == "wrapMode") {
                        const QString mode = json::numberOrText(text);
                        picture.repeats = mode == QLatin1String("wrap") || mode == QLatin1String("mirror");
                    }
                    return simdjson::SUCCESS;
                });
                appearance.pictures.push_back(std::move(picture));
                return error;
            });
        }
        if (key == "materials") {
            return forEach(list, [&](od::value one) {
                std::array<float, 4> colour{0.8f, 0.8f, 0.8f, 1.0f};
                const Code error = forMembers(one, [&](std::string_view name, od::value parts) {
                    double rgb[3];
                    const Code bad = name == "diffuseColor" ? json::numbers(parts, rgb, 3) : simdjson::INCORRECT_TYPE;
                    for (size_t i = 0; !bad && i < 3; ++i)
                        colour[i] = float(rgb[i]);
                    return bad;
                });
                appearance.colours.push_back(colour);
                return error;
            });
        }
        if (key == "vertices-texture") {
            return forEach(list, [&](od::value one) {
                double uv[2] = {0.5, 0.5};
                const Code error = json::numbers(one, uv, 2);
                appearance.texCoords.emplace_back(error ? 0.5 : uv[0], error ? 0.5 : uv[1]);
                return error;
            });
        }
        if (key == "default-theme-texture")
            appearance.textureTheme = json::numberOrText(list);
        else if (key == "default-theme-material")
            appearance.materialTheme = json::numberOrText(list);
        return simdjson::SUCCESS;
    });
}

}
