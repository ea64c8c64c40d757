#include "formats/cityjson/CityJsonDocument.h"

#include "formats/Tr.h"

#include <cmath>

namespace formats
{

using geometry::Vec3;
using json::Code;
namespace od = json::od;

CityJsonDocument::CityJsonDocument(const json::Padded &text, QString source, QString place)
    : m_text(text.view()), m_source(std::move(source)), m_place(std::move(place))
{
}

bool isNoData(double raw)
{
    return std::abs(raw) >= 2147483647.0 && (std::abs(raw) <= 2147483648.0 || std::abs(raw) > 1e30);
}

// Three numbers each; anything else is NaN, which whatever uses the vertex then reports.
static Code readVertices(od::value value, std::vector<Vec3> &vertices)
{
    od::array array;
    if (const Code error = value.get_array().get(array))
        return error;
    for (auto item : array) {
        od::value one;
        if (const Code error = item.get(one))
            return error;
        Vec3 vertex(geometry::NaN);
        od::array numbers;
        if (!one.get_array().get(numbers)) {
            int i = 0;
            for (auto coordinate : numbers) {
                od::value number;
                if (const Code error = coordinate.get(number))
                    return error;
                double real = 0;
                if (i < 3 && json::number(number, real))
                    vertex[i] = real;
                ++i;
            }
        }
        vertices.push_back(vertex);
    }
    return simdjson::SUCCESS;
}

Code CityJsonDocument::readMetadata(od::value value, CityJsonHeader &header)
{
    od::object metadata;
    if (const Code error = value.get_object().get(metadata))
        return json::isFatal(error) ? error : simdjson::SUCCESS;
    for (auto item : metadata) {
        od::field field;
        if (const Code error = std::move(item).get(field))
            return error;
        std::string_view key;
        if (const Code error = field.unescaped_key().get(key))
            return error;
        if (key == "referenceSystem") {
            header.crs = json::numberOrText(field.value());
        } else if (key == "geographicalExtent") {
            double box[6];
            const Code error = json::numbers(field.value(), box, 6);
            if (json::isFatal(error))
                return error;
            if (!error) {
                header.extent.add(Vec3(box[0], box[1], box[2]));
                header.extent.add(Vec3(box[3], box[4], box[5]));
            }
        }
    }
    return simdjson::SUCCESS;
}

Code CityJsonDocument::readTemplates(od::value value, CityJsonHeader &header, base::Warnings &warnings)
{
    od::object object;
    if (const Code error = value.get_object().get(object))
        return json::isFatal(error) ? error : simdjson::SUCCESS;
    for (auto item : object) {
        od::field field;
        if (const Code error = std::move(item).get(field))
            return error;
        std::string_view key;
        if (const Code error = field.unescaped_key().get(key))
            return error;
        if (key == "vertices-templates") {
            if (const Code error = readVertices(field.value(), header.templateVertices); json::isFatal(error))
                return error;
        } else if (key == "templates") {
            od::array templates;
            if (field.value().get_array().get(templates))
                continue;
            for (auto one : templates) {
                od::value each;
                if (const Code error = one.get(each))
                    return error;
                header.templates.emplace_back();
                if (const Code error = readGeometry(each, header.templates.back()); json::isFatal(error))
                    return error;
                if (header.templates.back().boundaries.empty()) {
                    warnings.add(QStringLiteral("geometry-invalid"), m_source,
                                 QStringLiteral("/geometry-templates/templates/%1").arg(header.templates.size() - 1),
                                 tr("a geometry template without boundaries"));
                }
            }
        }
    }
    return simdjson::SUCCESS;
}

Code CityJsonDocument::findObjects(od::value value, CityJsonHeader &header)
{
    od::object objects;
    if (const Code error = value.get_object().get(objects)) {
        header.objectsInvalid = true;
        return json::isFatal(error) ? error : simdjson::SUCCESS;
    }
    for (auto item : objects) {
        od::field field;
        if (const Code error = std::move(item).get(field))
            return error;
        ObjectSlice slice;
        slice.key = offsetOf({field.key().raw() - 1, 1}); // with its quote
        std::string_view text;
        if (const Code error = field.unescaped_key().get(text))
            return error;
        slice.id = json::toText(text);
        od::object object;
        Code error = field.value().get_object().get(object);
        od::value type;
        const bool isObject = !error;
        if (isObject && !(error = object.find_field_unordered("type").get(type)))
            slice.type = json::numberOrText(type);
        if (json::isFatal(error) || !m_document.is_alive())
            return error ? error : simdjson::TAPE_ERROR;
        if (isObject) {
            if (object.reset().error() || object.raw_json().get(text))
                return simdjson::TAPE_ERROR;
            slice.value = offsetOf(text);
            slice.length = qint64(text.size());
        }
        header.objects.push_back(std::move(slice));
    }
    return m_document.is_alive() ? simdjson::SUCCESS : simdjson::TAPE_ERROR;
}

Code CityJsonDocument::readTop(CityJsonHeader &header, Wanted wanted, base::Warnings &warnings)
{
    if (const Code error = m_parser.iterate(m_text).get(m_document))
        return header.broken = error;
    od::object top;
    if (const Code error = m_document.get_object().get(top))
        return header.broken = error;
    const auto readField = [&](od::field &field) -> Code {
        std::string_view key;
        if (const Code error = field.unescaped_key().get(key))
            return error;
        if (key == "type") {
            header.type = json::numberOrText(field.value());
        } else if (key == "version") {
            header.version = json::numberOrText(field.value());
        } else if (key == "id") {
            header.rootId = json::numberOrText(field.value());
        } else if (key == "metadata") {
            return readMetadata(field.value(), header);
        } else if (key == "transform") {
            od::object transform;
            if (const Code error = field.value().get_object().get(transform))
                return error;
            // A broken document must not be asked again: simdjson lets go of it.
            const auto three = [&transform](const char *name, Vec3 &to) {
                od::value value;
                const Code error = transform.find_field_unordered(name).get(value);
                return error ? error : json::numbers(value, &to.x, 3);
            };
            const Code scale = three("scale", header.scale);
            if (json::isFatal(scale))
                return scale;
            const Code translate = three("translate", header.translate);
            if (json::isFatal(translate))
                return translate;
            header.hasTransform = !scale && !translate;
            if (!header.hasTransform) {
                warnings.add(QStringLiteral("transform-invalid"), m_source,
                             m_place.isEmpty() ? QStringLiteral("/transform") : m_place,
                             tr("the transform is not three numbers each for scale and translate"));
                header.scale = Vec3(1.0);
                header.translate = Vec3(0.0);
            }
        } else if (key == "vertices") {
            header.hasVertices = true;
            header.verticesText = offsetOf(field.value().raw_json_token());
            return readVertices(field.value(), header.vertices);
        } else if (key == "appearance") {
            return readAppearance(field.value(), header.appearance);
        } else if (key == "geometry-templates") {
            const std::string_view token = field.value().raw_json_token();
            const Code error = readTemplates(field.value(), header, warnings);
            const char *end = nullptr;
            if (!error && !m_document.current_location().get(end))
                header.templatesText = {offsetOf(token), end - token.data()};
            return error;
        } else if (key == "CityObjects") {
            header.hasObjects = true;
            if (wanted == Wanted::WithObjects)
                return findObjects(field.value(), header);
        }
        return simdjson::SUCCESS;
    };
    for (auto item : top) {
        od::field field;
        Code error = std::move(item).get(field);
        if (!error)
            error = readField(field);
        if (json::isFatal(error))
            return header.broken = error;
    }
    // Loops end quietly where simdjson gave the document up.
    return m_document.is_alive() ? simdjson::SUCCESS : header.broken = simdjson::TAPE_ERROR;
}

static Code readIds(od::value value, QStringList &ids)
{
    od::array array;
    if (const Code error = value.get_array().get(array))
        return error;
    for (auto item : array) {
        od::value id;
        if (const Code error = item.get(id))
            return error;
        ids.append(json::numberOrText(id));
    }
    return simdjson::SUCCESS;
}

// "{"Country": "Canada", "ThoroughfareName": "rue de la Patate", ...}" (1.1), keys in lower camel case (2.0): one line,
// street and number first, then the rest; geometry of the address is passed over.
static Code readAddress(od::value value, QString &address)
{
    od::json_type type;
    if (const Code error = value.type().get(type))
        return error;
    if (type == od::json_type::array) {
        od::array array;
        if (const Code error = value.get_array().get(array))
            return error;
        for (auto item : array) {
            od::value one;
            if (const Code error = item.get(one))
                return error;
            if (!address.isEmpty())
                continue;
            if (const Code error = readAddress(one, address); json::isFatal(error))
                return error;
        }
        return simdjson::SUCCESS;
    }
    if (type != od::json_type::object) {
        address = json::numberOrText(value);
        return simdjson::SUCCESS;
    }
    od::object object;
    if (const Code error = value.get_object().get(object))
        return error;
    QStringList first, rest;
    for (auto item : object) {
        od::field field;
        if (const Code error = std::move(item).get(field))
            return error;
        std::string_view key;
        if (const Code error = field.unescaped_key().get(key))
            return error;
        const QString name = json::toText(key);
        const QString text = json::numberOrText(field.value());
        if (text.isEmpty())
            continue;
        if (name.startsWith(QLatin1String("thoroughfareNumber"), Qt::CaseInsensitive))
            first.append(text);
        else if (name.startsWith(QLatin1String("thoroughfare"), Qt::CaseInsensitive))
            first.prepend(text);
        else
            rest.append(text);
    }
    if (!first.isEmpty())
        rest.prepend(first.join(u' '));
    address = rest.join(QStringLiteral(", "));
    return simdjson::SUCCESS;
}

static Code readAttributes(od::value value, int within, int depth, RepeatedTexts &texts, CityObject &object)
{
    od::object attributes;
    if (const Code error = value.get_object().get(attributes))
        return error;
    constexpr int Deepest = 3;
    for (auto item : attributes) {
        od::field field;
        if (const Code error = std::move(item).get(field))
            return error;
        std::string_view key;
        if (const Code error = field.unescaped_key().get(key))
            return error;
        const int name = texts.name(within, key);
        od::json_type type;
        if (const Code error = field.value().type().get(type))
            return error;
        if (type == od::json_type::object && depth < Deepest) {
            const Code error = readAttributes(field.value(), name, depth + 1, texts, object);
            if (json::isFatal(error))
                return error;
            continue;
        }
        if (type == od::json_type::string) {
            std::string_view text;
            if (!field.value().get_string().get(text) && !text.empty())
                object.attributes.emplace_back(texts.nameAt(name), texts.value(name, text));
            continue;
        }
        bool numeric = false;
        double number = 0;
        QString text = json::anyText(field.value(), numeric, number);
        if (numeric)
            object.attributes.emplace_back(texts.nameAt(name), number);
        else if (!text.isEmpty())
            object.attributes.emplace_back(texts.nameAt(name), std::move(text));
    }
    return simdjson::SUCCESS;
}

static Code readObject(od::object object, bool withGeometry, const QString &source, RepeatedTexts &texts,
                       JsonCityObject &into, base::Warnings &warnings)
{
    const auto invalid = [&](const QString &what) {
        warnings.add(QStringLiteral("object-invalid"), source, into.object.id,
                     tr("\"%1\" is not what the standard asks for; left out").arg(what));
    };
    for (auto item : object) {
        od::field field;
        if (const Code error = std::move(item).get(field))
            return error;
        std::string_view key;
        if (const Code error = field.unescaped_key().get(key))
            return error;
        Code error = simdjson::SUCCESS;
        if (key == "attributes") {
            error = readAttributes(field.value(), -1, 0, texts, into.object);
        } else if (key == "parents") {
            error = readIds(field.value(), into.object.parents);
        } else if (key == "children") {
            error = readIds(field.value(), into.object.children);
        } else if (key == "address") {
            error = readAddress(field.value(), into.object.address);
        } else if (key == "geometry" && withGeometry) {
            od::array geometries;
            error = field.value().get_array().get(geometries);
            if (!error) {
                for (auto one : geometries) {
                    od::value value;
                    if (const Code bad = one.get(value))
                        return bad;
                    JsonGeometry geometry;
                    if (const Code bad = readGeometry(value, geometry); json::isFatal(bad))
                        return bad;
                    into.geometries.push_back(std::move(geometry));
                }
            }
        } else if (!key.empty() && key[0] == '+') {
            bool numeric = false;
            double number = 0;
            const QString name = json::toText(key);
            QString text = json::anyText(field.value(), numeric, number);
            if (numeric)
                into.object.attributes.emplace_back(name, number);
            else if (!text.isEmpty())
                into.object.attributes.emplace_back(name, std::move(text));
        }
        if (json::isFatal(error))
            return error;
        if (error)
            invalid(json::toText(key));
    }
    return simdjson::SUCCESS;
}

ObjectReader::ObjectReader(const json::Padded &text, QString source) : m_text(text.view()), m_source(std::move(source))
{
}

Code ObjectReader::read(const ObjectSlice &slice, bool withGeometry, JsonCityObject &into, base::Warnings &warnings)
{
    // What follows it in the text is padding enough.
    const simdjson::padded_string_view text(m_text.data() + slice.value, size_t(slice.length),
                                            m_text.capacity() - size_t(slice.value));
    od::document document;
    if (const Code error = m_parser.iterate(text).get(document))
        return error;
    od::object object;
    if (const Code error = document.get_object().get(object))
        return error;
    const Code error = readObject(object, withGeometry, m_source, m_texts, into, warnings);
    return !error && !document.is_alive() ? simdjson::TAPE_ERROR : error;
}

Code CityJsonDocument::readObjects(const std::function<bool(const CityObjectRole &)> &wanted,
                                   const std::function<bool(JsonCityObject &&)> &take, base::Warnings &warnings,
                                   bool interiors)
{
    if (m_document.is_alive()) {
        m_document.rewind();
    } else if (const Code error = m_parser.iterate(m_text).get(m_document)) { // broken somewhere: begin anew
        return error;
    }
    od::object top;
    if (const Code error = m_document.get_object().get(top))
        return error;
    for (auto item : top) {
        od::field part;
        if (const Code error = std::move(item).get(part))
            return error;
        std::string_view key;
        if (const Code error = part.unescaped_key().get(key))
            return error;
        if (key != "CityObjects")
            continue;
        od::object objects;
        if (const Code error = part.value().get_object().get(objects)) {
            if (json::isFatal(error))
                return error;
            warnings.add(QStringLiteral("objects-invalid"), m_source, m_place, tr("CityObjects is not an object"));
            continue;
        }
        for (auto each : objects) {
            od::field field;
            if (const Code error = std::move(each).get(field))
                return error;
            const char *const keyText = field.key().raw() - 1; // with its quote
            if (const Code error = field.unescaped_key().get(key))
                return error;
            JsonCityObject read;
            read.object.id = json::toText(key);
            od::object object;
            Code error = field.value().get_object().get(object);
            od::value type;
            if (!error && !(error = object.find_field_unordered("type").get(type)))
                read.object.type = json::numberOrText(type);
            if (json::isFatal(error) || !m_document.is_alive())
                return error ? error : simdjson::TAPE_ERROR;
            if (read.object.type.isEmpty()) {
                warnings.add(QStringLiteral("object-invalid"), m_source, read.object.id,
                             tr("a city object without a type; left out"));
                continue;
            }
            const CityObjectRole role = roleOf(read.object.type);
            if (!wanted(role))
                continue;
            if (object.reset().error())
                return simdjson::TAPE_ERROR;
            if (role.layer == domain::LayerKind::Building) {
                std::string_view raw;
                if (object.raw_json().get(raw) || object.reset().error())
                    return simdjson::TAPE_ERROR;
                read.text = {keyText - m_text.data(), raw.data() + raw.size() - keyText};
            }
            error = readObject(object, interiors || role.kind != CityObjectRole::Kind::Interior, m_source, m_texts,
                               read, warnings);
            if (json::isFatal(error)) {
                warnings.add(QStringLiteral("json-invalid"), m_source, read.object.id, json::explain(error));
                return error;
            }
            if (!take(std::move(read)))
                return simdjson::SUCCESS;
        }
    }
    return m_document.is_alive() ? simdjson::SUCCESS : simdjson::TAPE_ERROR;
}

}
