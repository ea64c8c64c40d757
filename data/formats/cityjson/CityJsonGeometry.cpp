#include "formats/cityjson/CityJsonGeometry.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace formats
{

using domain::SurfaceType;
using geometry::Vec3;
using json::Code;
namespace od = json::od;

static QString tr(const char *text)
{
    return QCoreApplication::translate("formats", text);
}

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

// CityJSON 2.0.1, 3.3: semantic surfaces. Those not named here (traffic areas, extensions) are judged by their slope.
static JsonGeometry::Semantic semanticOf(const QString &type)
{
    static const QHash<QString, JsonGeometry::Semantic> known{
        {QStringLiteral("RoofSurface"), {SurfaceType::Roof}},
        {QStringLiteral("OuterFloorSurface"), {SurfaceType::Roof}},
        {QStringLiteral("GroundSurface"), {SurfaceType::Ground}},
        {QStringLiteral("WallSurface"), {SurfaceType::Wall}},
        {QStringLiteral("Window"), {SurfaceType::Window}},
        {QStringLiteral("Door"), {SurfaceType::Door}},
        {QStringLiteral("ClosureSurface"), {SurfaceType::Closure}},
        {QStringLiteral("OuterCeilingSurface"), {SurfaceType::Other}},
        {QStringLiteral("InteriorWallSurface"), {SurfaceType::Other}},
        {QStringLiteral("CeilingSurface"), {SurfaceType::Other}},
        {QStringLiteral("FloorSurface"), {SurfaceType::Other}},
        {QStringLiteral("WaterGroundSurface"), {SurfaceType::Other, true}},
        {QStringLiteral("WaterClosureSurface"), {SurfaceType::Other, true}},
        {QStringLiteral("TransportationHole"), {SurfaceType::Other, true}},
    };
    return known.value(type);
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
                od::value type;
                const bool named = !error && !surface.find_field_unordered("type").get(type);
                geometry.semantics.push_back(named ? semanticOf(json::numberOrText(type)) : JsonGeometry::Semantic());
            }
        }
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
            geometry.type = json::numberOrText(field.value());
        } else if (key == "lod") {
            geometry.lod = json::numberOrText(field.value());
        } else if (key == "boundaries") {
            error = flatten(field.value(), geometry.boundaries, 0);
        } else if (key == "semantics") {
            error = readSemantics(field.value(), geometry);
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

/// Where we are in the two flat lists; both end with a mark that no list holds inside.
struct CityJsonGeometry::Cursor {
    const JsonGeometry &geometry;
    size_t at = 0, valueAt = 0;

    int32_t peek() const { return at < geometry.boundaries.size() ? geometry.boundaries[at] : JsonGeometry::Close; }
    int32_t value() const { return valueAt < geometry.values.size() ? geometry.values[valueAt] : JsonGeometry::Close; }
    bool enter()
    {
        if (peek() != JsonGeometry::Open)
            return false;
        ++at;
        return true;
    }
    /// Past the semantics of the list that `valueAt` is in.
    void leaveValues()
    {
        for (int depth = 1; depth > 0 && valueAt < geometry.values.size(); ++valueAt) {
            if (value() == JsonGeometry::Open)
                ++depth;
            else if (value() == JsonGeometry::Close)
                --depth;
        }
    }
};

CityJsonGeometry::CityJsonGeometry(const CityJsonHeader &templates, const std::vector<Vec3> &vertices, double lowest,
                                   const QString &source, base::Warnings &warnings)
    : m_header(templates), m_vertices(vertices), m_lowest(lowest), m_source(source), m_warnings(warnings)
{
}

void CityJsonGeometry::warn(const char *code, const QString &message)
{
    m_warnings.add(QString::fromLatin1(code), m_source, m_object, message);
}

bool CityJsonGeometry::vertex(int32_t index, const std::vector<Vec3> &vertices, Vec3 &to)
{
    if (index < 0 || size_t(index) >= vertices.size()) {
        warn("vertex-missing", tr("a boundary names a vertex that is not in the file; the surface is left out"));
        return false;
    }
    to = vertices[size_t(index)];
    if (std::isnan(to.x) || std::isnan(to.y)) {
        warn("vertex-invalid", tr("a boundary uses a vertex without a usable position; the surface is left out"));
        return false;
    }
    if (std::isnan(to.z)) {
        to.z = std::isnan(m_lowest) ? m_objectLowest : m_lowest;
        if (std::isnan(to.z))
            to.z = 0;
        warn("vertex-height-invalid",
             tr("a vertex at an impossible height (a no-data value); put at the lowest sound one"));
    }
    return true;
}

bool CityJsonGeometry::ring(Cursor &cursor, const std::vector<Vec3> &vertices, std::vector<Vec3> &to)
{
    to.clear();
    bool good = true;
    for (; cursor.peek() != JsonGeometry::Close; ++cursor.at) {
        if (cursor.peek() == JsonGeometry::Open)
            return false;
        Vec3 point;
        if (!vertex(cursor.peek(), vertices, point))
            good = false;
        else if (to.empty() || to.back() != point)
            to.push_back(point);
    }
    ++cursor.at;
    while (to.size() > 1 && to.front() == to.back())
        to.pop_back();
    if (!good)
        to.clear();
    return true;
}

bool CityJsonGeometry::surface(Cursor &cursor, int32_t semantic, const std::vector<Vec3> &vertices,
                               SurfaceCollector &into)
{
    if (!cursor.enter())
        return false;
    size_t count = 0;
    bool usable = true;
    while (cursor.peek() != JsonGeometry::Close) {
        if (!cursor.enter())
            return false;
        if (m_rings.size() <= count)
            m_rings.emplace_back();
        if (!ring(cursor, vertices, m_rings[count]))
            return false;
        if (m_rings[count].size() >= 3)
            ++count;
        else if (count == 0)
            usable = false; // without its outer ring the holes are nothing
    }
    ++cursor.at;
    JsonGeometry::Semantic meaning;
    if (semantic >= 0) {
        if (size_t(semantic) < cursor.geometry.semantics.size())
            meaning = cursor.geometry.semantics[size_t(semantic)];
        else
            warn("semantics-invalid", tr("a surface names semantics that are not there; judged by its slope"));
    }
    if (meaning.hidden)
        return true;
    if (!usable || count == 0) {
        warn("surface-degenerate", tr("a surface without area; left out"));
        return true;
    }
    m_rings.resize(count);
    switch (into.add(m_rings, meaning.type)) {
    case SurfaceCollector::Outcome::Good:
        break;
    case SurfaceCollector::Outcome::Partial:
        warn("surface-invalid", tr("a surface crosses itself; part of it is missing"));
        break;
    case SurfaceCollector::Outcome::Nothing:
        warn("surface-degenerate", tr("a surface without area; left out"));
        break;
    }
    return true;
}

// `level` 0: a list of surfaces; above: lists of such lists (shells, solids). `described`: the semantics are open here.
bool CityJsonGeometry::groups(Cursor &cursor, int level, bool described, const std::vector<Vec3> &vertices,
                              SurfaceCollector &into)
{
    if (!cursor.enter())
        return false;
    if (described)
        ++cursor.valueAt;
    while (cursor.peek() != JsonGeometry::Close) {
        const int32_t value = described ? cursor.value() : int32_t(JsonGeometry::Null);
        const bool deeper = described && value == JsonGeometry::Open;
        if (described && value != JsonGeometry::Open && value != JsonGeometry::Close)
            ++cursor.valueAt;
        if (level > 0) {
            if (!groups(cursor, level - 1, deeper, vertices, into))
                return false;
        } else {
            if (deeper) { // semantics nested deeper than the surfaces
                ++cursor.valueAt;
                cursor.leaveValues();
            }
            if (!surface(cursor, value, vertices, into))
                return false;
        }
    }
    ++cursor.at;
    if (described)
        cursor.leaveValues();
    return true;
}

bool CityJsonGeometry::collect(const JsonGeometry &geometry, const std::vector<Vec3> &vertices, SurfaceCollector &into)
{
    Cursor cursor{geometry};
    const bool described = cursor.value() == JsonGeometry::Open;
    const QString &type = geometry.type;
    if (type == QLatin1String("MultiSurface") || type == QLatin1String("CompositeSurface"))
        return groups(cursor, 0, described, vertices, into);
    if (type == QLatin1String("Solid"))
        return groups(cursor, 1, described, vertices, into);
    if (type == QLatin1String("MultiSolid") || type == QLatin1String("CompositeSolid"))
        return groups(cursor, 2, described, vertices, into);
    std::vector<Vec3> points;
    if (type == QLatin1String("MultiPoint")) {
        if (!cursor.enter() || !ring(cursor, vertices, points))
            return false;
        for (const Vec3 &point : points)
            into.addPoint(point);
        return true;
    }
    if (type == QLatin1String("MultiLineString")) {
        if (!cursor.enter())
            return false;
        while (cursor.peek() != JsonGeometry::Close) {
            points.clear();
            if (!cursor.enter())
                return false;
            for (; cursor.peek() != JsonGeometry::Close; ++cursor.at) {
                Vec3 point;
                if (cursor.peek() == JsonGeometry::Open)
                    return false;
                if (vertex(cursor.peek(), vertices, point))
                    points.push_back(point);
            }
            ++cursor.at;
            into.addLine(points);
        }
        return true;
    }
    return false;
}

void CityJsonGeometry::instance(const JsonGeometry &geometry, SurfaceCollector &into)
{
    Vec3 anchor;
    const size_t index = size_t(geometry.templateIndex);
    if (geometry.templateIndex < 0 || index >= m_header.templates.size()) {
        warn("template-missing", tr("a geometry instance names a template that is not in the file; left out"));
        return;
    }
    if (geometry.boundaries.size() != 3 || !vertex(geometry.boundaries[1], m_vertices, anchor)) {
        warn("geometry-invalid", tr("a geometry instance without one reference point; left out"));
        return;
    }
    std::vector<Vec3> placed;
    placed.reserve(m_header.templateVertices.size());
    for (const Vec3 &local : m_header.templateVertices)
        placed.push_back(anchor + Vec3(geometry.matrix * glm::dvec4(local, 1.0)));
    if (!collect(m_header.templates[index], placed, into))
        warn("geometry-invalid", tr("boundaries that do not fit the geometry's type; the geometry is left out"));
}

double CityJsonGeometry::lowestOf(const JsonCityObject &object) const
{
    double lowest = std::numeric_limits<double>::infinity();
    for (const JsonGeometry &geometry : object.geometries) {
        for (const int32_t index : geometry.boundaries) {
            if (index >= 0 && size_t(index) < m_vertices.size() && m_vertices[size_t(index)].z < lowest)
                lowest = m_vertices[size_t(index)].z;
        }
    }
    return std::isfinite(lowest) ? lowest : geometry::NaN;
}

CollectedShape CityJsonGeometry::shapeOf(const JsonCityObject &object)
{
    m_object = object.object.id;
    m_objectLowest = std::isnan(m_lowest) ? lowestOf(object) : m_lowest;
    struct Candidate {
        const JsonGeometry *geometry;
        double lod;
        QString name;
    };
    std::vector<Candidate> candidates;
    for (const JsonGeometry &geometry : object.geometries) {
        const JsonGeometry *described = &geometry;
        if (geometry.type == QLatin1String("GeometryInstance") && geometry.templateIndex >= 0 &&
            size_t(geometry.templateIndex) < m_header.templates.size())
            described = &m_header.templates[size_t(geometry.templateIndex)];
        candidates.push_back({&geometry, described->lodNumber(), described->lod});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate &a, const Candidate &b) { return a.lod > b.lod; });
    for (size_t first = 0; first < candidates.size();) {
        SurfaceCollector collector;
        size_t next = first;
        for (; next < candidates.size() && candidates[next].lod == candidates[first].lod; ++next) {
            const JsonGeometry &geometry = *candidates[next].geometry;
            if (geometry.type == QLatin1String("GeometryInstance"))
                instance(geometry, collector);
            else if (!collect(geometry, m_vertices, collector))
                warn("geometry-invalid",
                     tr("boundaries that do not fit the geometry's type; the geometry is left out"));
        }
        if (!collector.isEmpty())
            return collector.take(candidates[first].name);
        first = next;
    }
    return {};
}

}
