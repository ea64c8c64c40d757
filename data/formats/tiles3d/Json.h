#pragma once

#include "geometry/Vec.h"

#include <QByteArrayView>
#include <QString>

#include <simdjson.h>

#include <memory>
#include <optional>
#include <vector>

/// JSON as 3D Tiles and glTF have it: small documents, read at random. Private to tiles3d/.
namespace formats::tiles3d
{

using geometry::Vec3;
namespace dom = simdjson::dom;

/// A parsed text; its elements live as long as it does.
class JsonDocument
{
public:
    /// Nothing where it is not a JSON object; `why` in English from the parser.
    static std::optional<JsonDocument> parse(QByteArrayView text, QString *why = nullptr);
    dom::object root() const { return m_root; }

private:
    std::unique_ptr<dom::parser> m_parser; ///< elements point into it
    dom::object m_root;
};

inline QString toText(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

// All of these take what is there and is of the wanted kind, and the fallback or nothing otherwise.
std::optional<double> numberOf(dom::element value); ///< finite ones only
std::optional<double> numberAt(const dom::object &object, std::string_view key);
double numberOr(const dom::object &object, std::string_view key, double fallback);
/// A whole number from 0 on; -1 where it is not one. Also written as "3.0".
qint64 indexOf(dom::element value);
qint64 indexAt(const dom::object &object, std::string_view key);
bool boolAt(const dom::object &object, std::string_view key, bool fallback = false);
QString textAt(const dom::object &object, std::string_view key);
std::optional<dom::object> objectAt(const dom::object &object, std::string_view key);
std::optional<dom::array> arrayAt(const dom::object &object, std::string_view key);
/// The objects of a list by their numbers; found once, since looking them up walks the whole list.
class JsonList
{
public:
    JsonList() = default;
    JsonList(const dom::object &object, std::string_view key);
    qint64 size() const { return qint64(m_objects.size()); }
    /// Nothing where the number is none of the list's, or what is there no object.
    std::optional<dom::object> operator[](qint64 index) const
    {
        return index < 0 || index >= size() ? std::nullopt : m_objects[size_t(index)];
    }
    auto begin() const { return m_objects.begin(); }
    auto end() const { return m_objects.end(); }

private:
    std::vector<std::optional<dom::object>> m_objects;
};
/// `object.extensions[name]`.
std::optional<dom::object> extensionAt(const dom::object &object, std::string_view name);
/// Exactly `count` finite numbers; false otherwise.
bool numbersAt(const dom::object &object, std::string_view key, double *into, size_t count);
bool numbersIn(const dom::array &array, double *into, size_t count);
std::optional<Vec3> vectorAt(const dom::object &object, std::string_view key);

}
