#include "formats/tiles3d/Json.h"

#include <cmath>

namespace formats::tiles3d
{

std::optional<JsonDocument> JsonDocument::parse(QByteArrayView text, QString *why)
{
    JsonDocument document;
    document.m_parser = std::make_unique<dom::parser>();
    if (text.startsWith("\xEF\xBB\xBF"))
        text = text.sliced(3);
    dom::element root;
    // Copied into memory with the padding that the parser reads over.
    auto error = document.m_parser->parse(text.data(), size_t(text.size()), true).get(root);
    if (!error)
        error = root.get(document.m_root);
    if (!error)
        return document;
    if (why)
        *why = QString::fromUtf8(simdjson::error_message(error));
    return std::nullopt;
}

std::optional<double> numberOf(dom::element value)
{
    double number = 0;
    if (value.get(number) || !std::isfinite(number))
        return std::nullopt;
    return number;
}

std::optional<double> numberAt(const dom::object &object, std::string_view key)
{
    dom::element value;
    return object.at_key(key).get(value) ? std::nullopt : numberOf(value);
}

double numberOr(const dom::object &object, std::string_view key, double fallback)
{
    return numberAt(object, key).value_or(fallback);
}

qint64 indexOf(dom::element value)
{
    const auto number = numberOf(value);
    constexpr double Most = 9e15;
    return number && *number >= 0 && *number < Most && std::floor(*number) == *number ? qint64(*number) : -1;
}

qint64 indexAt(const dom::object &object, std::string_view key)
{
    dom::element value;
    return object.at_key(key).get(value) ? -1 : indexOf(value);
}

bool boolAt(const dom::object &object, std::string_view key, bool fallback)
{
    bool value = fallback;
    return object.at_key(key).get(value) ? fallback : value;
}

QString textAt(const dom::object &object, std::string_view key)
{
    std::string_view text;
    return object.at_key(key).get(text) ? QString() : toText(text);
}

std::optional<dom::object> objectAt(const dom::object &object, std::string_view key)
{
    dom::object value;
    if (object.at_key(key).get(value))
        return std::nullopt;
    return value;
}

std::optional<dom::array> arrayAt(const dom::object &object, std::string_view key)
{
    dom::array value;
    if (object.at_key(key).get(value))
        return std::nullopt;
    return value;
}

JsonList::JsonList(const dom::object &object, std::string_view key)
{
    dom::array array;
    if (object.at_key(key).get(array))
        return;
    m_objects.reserve(array.size());
    for (const dom::element each : array) {
        dom::object value;
        m_objects.push_back(each.get(value) ? std::nullopt : std::optional(value));
    }
}

std::optional<dom::object> extensionAt(const dom::object &object, std::string_view name)
{
    const auto extensions = objectAt(object, "extensions");
    return extensions ? objectAt(*extensions, name) : std::nullopt;
}

bool numbersIn(const dom::array &array, double *into, size_t count)
{
    size_t at = 0;
    for (const dom::element value : array) {
        const auto number = numberOf(value);
        if (at == count || !number)
            return false;
        into[at++] = *number;
    }
    return at == count;
}

bool numbersAt(const dom::object &object, std::string_view key, double *into, size_t count)
{
    const auto array = arrayAt(object, key);
    return array && numbersIn(*array, into, count);
}

std::optional<Vec3> vectorAt(const dom::object &object, std::string_view key)
{
    double v[3];
    if (!numbersAt(object, key, v, 3))
        return std::nullopt;
    return Vec3(v[0], v[1], v[2]);
}

}
