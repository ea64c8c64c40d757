#include "IfcText.h"

#include "IfcBrep.h"
#include "formats/ifc/AlongCurve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>

namespace reader
{

using formats::step::File;
using formats::step::Instance;
using formats::step::Value;

namespace
{

struct Point {
    double x = 0, y = 0, z = 0;
    Point operator-(const Point &o) const { return {x - o.x, y - o.y, z - o.z}; }
    Point operator+(const Point &o) const { return {x + o.x, y + o.y, z + o.z}; }
    Point operator*(double by) const { return {x * by, y * by, z * by}; }
};

double dot(const Point &a, const Point &b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

Point cross(const Point &a, const Point &b)
{
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

/// The chords of the arc from a over b to c, c included, a left out. Straight where the three are in line.
std::vector<Point> arc(const Point &a, const Point &b, const Point &c)
{
    const Point ab = b - a, ac = c - a, normal = cross(ab, ac);
    const double size = dot(normal, normal);
    if (!(size > 1e-18 * dot(ab, ab) * dot(ac, ac)))
        return {b, c};
    const Point toCentre = (cross(normal, ab) * dot(ac, ac) + cross(ac, normal) * dot(ab, ab)) * (0.5 / size);
    const Point centre = a + toCentre;
    const Point u = a - centre;
    const double radius = std::sqrt(dot(u, u));
    const Point n = normal * (1 / std::sqrt(size));
    const Point v = cross(n, u);
    const auto angleOf = [&](const Point &p) {
        const double angle = std::atan2(dot(p - centre, v), dot(p - centre, u));
        return angle < 0 ? angle + 2 * M_PI : angle;
    };
    const double whole = angleOf(c);
    if (!std::isfinite(whole) || !std::isfinite(radius))
        return {b, c};
    constexpr double Step = M_PI / 12;
    const int steps = std::max(2, int(std::ceil(whole / Step)));
    std::vector<Point> points;
    for (int i = 1; i < steps; ++i) {
        const double angle = whole * i / steps;
        points.push_back(centre + u * std::cos(angle) + v * std::sin(angle));
    }
    points.push_back(c);
    return points;
}

class Mender
{
public:
    Mender(const File &file, const std::function<bool(const std::string &)> &isKnown) : m_file(file), m_isKnown(isKnown)
    {
        if (!file.instances().empty())
            m_next = file.instances().back().id + 1;
    }

    std::string run()
    {
        const std::string &text = m_file.text();
        m_out.reserve(text.size() + text.size() / 20);
        // A header of its own: IFC++ loads nothing where one of the three entries is missing, or the schema is unknown.
        const std::string_view schema = m_file.schema();
        m_out += "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\nFILE_NAME('','',(''),(''),'','','');\n"
                 "FILE_SCHEMA(('";
        m_out += schema.starts_with("IFC2X") && schema != "IFC2X4" ? "IFC2X3" : "IFC4";
        m_out += "'));\nENDSEC;\n";
        m_copied = m_file.dataBegin();
        std::vector<const Instance *> inOrder;
        inOrder.reserve(m_file.instances().size());
        for (const Instance &instance : m_file.instances())
            inOrder.push_back(&instance);
        std::sort(inOrder.begin(), inOrder.end(),
                  [](const Instance *a, const Instance *b) { return a->begin < b->begin; });
        for (const Instance *instance : inOrder) {
            if (const auto better = mended(*instance)) {
                m_out.append(text, m_copied, instance->begin - m_copied);
                m_out += *better;
                m_copied = instance->end;
            }
        }
        m_out.append(text, m_copied);
        return std::move(m_out);
    }

private:
    static std::string begun(const Instance &instance, const char *type)
    {
        return '#' + std::to_string(instance.id) + '=' + type + '(';
    }

    std::optional<std::string> mended(const Instance &instance)
    {
        if (instance.type == "IFCCARTESIANPOINTLIST3D" || instance.type == "IFCCARTESIANPOINTLIST2D")
            return pointList(instance);
        if (instance.type == "IFCINDEXEDPOLYCURVE")
            return polyline(instance);
        if (instance.type == "IFCLINEARPLACEMENT")
            return placement(instance);
        if (instance.type == "IFCADVANCEDBREP" || instance.type == "IFCADVANCEDBREPWITHVOIDS")
            return begun(instance, "IFCFACETEDBREP") +
                   std::string(instance.arguments.substr(0, instance.arguments.find(','))) + ");";
        if (instance.type == "IFCCLOSEDSHELL" || instance.type == "IFCOPENSHELL")
            return shell(instance);
        const auto known = m_known.find(instance.type);
        bool isKnown = known != m_known.end() && known->second;
        if (known == m_known.end())
            m_known[instance.type] = isKnown = m_isKnown(std::string(instance.type));
        return isKnown ? std::nullopt : proxy(instance);
    }

    std::optional<std::string> pointList(const Instance &instance)
    {
        // Only where there is something after the list of points.
        int depth = 0;
        for (size_t i = 0; i < instance.arguments.size(); ++i) {
            const char c = instance.arguments[i];
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0)
                return begun(instance, std::string(instance.type).c_str()) +
                       std::string(instance.arguments.substr(0, i)) + ");";
        }
        return std::nullopt;
    }

    std::optional<std::string> placement(const Instance &instance)
    {
        const auto values = formats::step::arguments(instance.arguments);
        const std::string parent =
            !values.empty() && values[0].isReference() ? '#' + std::to_string(values[0].reference) : "$";
        if (values.size() > 2 && values[2].isReference())
            return begun(instance, "IFCLOCALPLACEMENT") + parent + ",#" + std::to_string(values[2].reference) + ");";
        const auto place = formats::step::alongCurve(m_file, instance);
        if (!place)
            return std::nullopt;
        std::string before;
        const std::string origin = triple("IFCCARTESIANPOINT", place->origin, before);
        const std::string z = triple("IFCDIRECTION", place->z, before), x = triple("IFCDIRECTION", place->x, before);
        const std::string axes = '#' + std::to_string(m_next++);
        before += axes + "=IFCAXIS2PLACEMENT3D(" + origin + ',' + z + ',' + x + ");\n";
        return before + begun(instance, "IFCLOCALPLACEMENT") + parent + ',' + axes + ");";
    }

    /// Writes a new instance of three numbers; returns its reference.
    std::string triple(const char *type, const std::array<double, 3> &of, std::string &to)
    {
        const uint32_t id = m_next++;
        char line[160];
        const int size =
            std::snprintf(line, sizeof line, "#%u=%s((%.12f,%.12f,%.12f));\n", id, type, of[0], of[1], of[2]);
        if (size > 0 && size_t(size) < sizeof line)
            to += line;
        return '#' + std::to_string(id);
    }

    /// A shell with advanced faces, of which IFC++ reads few, gets flat ones in their place.
    std::optional<std::string> shell(const Instance &instance)
    {
        const auto values = formats::step::arguments(instance.arguments);
        std::string before, references;
        const auto add = [&references](const std::string &reference) {
            references += (references.empty() ? "" : ",") + reference;
        };
        std::vector<const Instance *> advanced;
        for (const Value &one : values.empty() ? std::vector<Value>() : values[0].list) {
            const Instance *face = one.isReference() ? m_file.find(one.reference) : nullptr;
            if (!face)
                continue;
            if (face->type == "IFCADVANCEDFACE")
                advanced.push_back(face);
            else
                add('#' + std::to_string(face->id));
        }
        if (advanced.empty())
            return std::nullopt;
        const std::vector<bool> turned = turnedFaces(m_file, advanced);
        for (size_t k = 0; k < advanced.size(); ++k) {
            for (BrepFace &flat : flatFacesOf(m_file, *advanced[k])) {
                for (BrepRing &ring : flat) {
                    if (turned[k])
                        std::reverse(ring.begin(), ring.end());
                }
                std::string bounds;
                for (size_t i = 0; i < flat.size(); ++i) {
                    std::string points;
                    for (const BrepPoint &point : flat[i])
                        points += (points.empty() ? "" : ",") + triple("IFCCARTESIANPOINT", point, before);
                    const uint32_t loop = m_next++, bound = m_next++;
                    before += '#' + std::to_string(loop) + "=IFCPOLYLOOP((" + points + "));\n#" +
                              std::to_string(bound) + (i == 0 ? "=IFCFACEOUTERBOUND(#" : "=IFCFACEBOUND(#") +
                              std::to_string(loop) + ",.T.);\n";
                    bounds += (bounds.empty() ? "#" : ",#") + std::to_string(bound);
                }
                const std::string id = '#' + std::to_string(m_next++);
                before += id + "=IFCFACE((" + bounds + "));\n";
                add(id);
            }
        }
        return before + begun(instance, std::string(instance.type).c_str()) + '(' + references + "));";
    }

    std::optional<std::string> proxy(const Instance &instance)
    {
        const auto values = formats::step::arguments(instance.arguments);
        if (values.size() < 7 || values[0].kind != Value::Kind::Text || !values[6].isReference())
            return std::nullopt;
        const Instance *shape = m_file.find(values[6].reference);
        if (!shape || shape->type != "IFCPRODUCTDEFINITIONSHAPE")
            return std::nullopt;
        const std::string owner = values[1].isReference() ? '#' + std::to_string(values[1].reference) : "$";
        const std::string place = values[5].isReference() ? '#' + std::to_string(values[5].reference) : "$";
        return begun(instance, "IFCBUILDINGELEMENTPROXY") + '\'' + std::string(values[0].text) + "'," + owner +
               ",$,$,$," + place + ",#" + std::to_string(values[6].reference) + ",$,$);";
    }

    std::vector<Point> pointsOf(const Value &list, size_t &dimensions) const
    {
        std::vector<Point> points;
        const Instance *instance = list.isReference() ? m_file.find(list.reference) : nullptr;
        if (!instance)
            return points;
        const auto values = formats::step::arguments(instance->arguments);
        if (values.empty() || !values[0].isList())
            return points;
        dimensions = instance->type == "IFCCARTESIANPOINTLIST3D" ? 3 : 2;
        for (const Value &one : values[0].list) {
            if (one.list.size() < dimensions)
                return {};
            points.push_back({one.list[0].number, one.list[1].number, dimensions == 3 ? one.list[2].number : 0});
        }
        return points;
    }

    std::optional<std::string> polyline(const Instance &instance)
    {
        const auto values = formats::step::arguments(instance.arguments);
        size_t dimensions = 2;
        const std::vector<Point> points = values.empty() ? std::vector<Point>() : pointsOf(values[0], dimensions);
        if (points.size() < 2)
            return std::nullopt;
        std::string before, references;
        std::map<size_t, uint32_t> made; // one instance a point of the list, so that closed curves close
        const auto add = [&](const Point &p, size_t index) {
            uint32_t id = 0;
            if (const auto known = made.find(index); index > 0 && known != made.end()) {
                id = known->second;
            } else {
                id = m_next++;
                made[index] = id;
                char line[160];
                const int size =
                    dimensions == 3
                        ? std::snprintf(line, sizeof line, "#%u=IFCCARTESIANPOINT((%.12f,%.12f,%.12f));\n", id, p.x,
                                        p.y, p.z)
                        : std::snprintf(line, sizeof line, "#%u=IFCCARTESIANPOINT((%.12f,%.12f));\n", id, p.x, p.y);
                if (size > 0 && size_t(size) < sizeof line)
                    before += line;
            }
            references += (references.empty() ? "#" : ",#") + std::to_string(id);
        };
        if (values.size() < 2 || !values[1].isList()) {
            for (size_t i = 0; i < points.size(); ++i)
                add(points[i], i + 1);
        } else {
            size_t last = 0;
            for (const Value &segment : values[1].list) {
                std::vector<size_t> indices;
                const bool listed = !segment.list.empty() && segment.list[0].isList();
                for (const Value &index : listed ? segment.list[0].list : segment.list) {
                    if (!(index.number >= 1) || index.number > double(points.size()))
                        return std::nullopt;
                    indices.push_back(size_t(index.number));
                }
                if (indices.size() < 2)
                    continue;
                if (indices[0] != last)
                    add(points[indices[0] - 1], indices[0]);
                if (segment.text == "IFCARCINDEX" && indices.size() == 3) {
                    const auto chords = arc(points[indices[0] - 1], points[indices[1] - 1], points[indices[2] - 1]);
                    for (size_t i = 0; i + 1 < chords.size(); ++i)
                        add(chords[i], 0);
                    add(chords.back(), indices[2]);
                } else {
                    for (size_t i = 1; i < indices.size(); ++i)
                        add(points[indices[i] - 1], indices[i]);
                }
                last = indices.back();
            }
        }
        return before + begun(instance, "IFCPOLYLINE") + '(' + references + "));";
    }

    const File &m_file;
    const std::function<bool(const std::string &)> &m_isKnown;
    std::map<std::string_view, bool> m_known;
    std::string m_out;
    size_t m_copied = 0;
    uint32_t m_next = 1;
};

}

std::string textForIfcPlusPlus(const File &file, const std::function<bool(const std::string &)> &isKnown)
{
    return Mender(file, isKnown).run();
}

}
