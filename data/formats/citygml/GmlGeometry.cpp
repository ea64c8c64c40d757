#include "formats/citygml/GmlGeometry.h"

#include <charconv>
#include <cmath>

namespace formats
{

using domain::SurfaceType;
using geometry::Vec3;
using xml::Node;

static constexpr int Deepest = 60; // references may go in circles

bool parseNumbers(const QString &text, std::vector<double> &numbers)
{
    const QByteArray bytes = text.toLatin1();
    const char *at = bytes.constData();
    const char *const end = at + bytes.size();
    while (at < end) {
        if (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r' || *at == ',' || *at == '+') {
            ++at;
            continue;
        }
        double number = 0;
        const auto parsed = std::from_chars(at, end, number);
        if (parsed.ec != std::errc() || !std::isfinite(number))
            return false;
        numbers.push_back(number);
        at = parsed.ptr;
    }
    return true;
}

static int dimensionOf(const Node &node, int inherited)
{
    bool ok = false;
    const int own = node.attribute("srsDimension").toInt(&ok);
    return ok && (own == 2 || own == 3) ? own : inherited;
}

static bool append(const std::vector<double> &numbers, int dimension, std::vector<Vec3> &to)
{
    const auto step = size_t(dimension);
    if (numbers.empty() || numbers.size() % step != 0)
        return false;
    for (size_t i = 0; i < numbers.size(); i += step)
        to.emplace_back(numbers[i], numbers[i + 1], dimension == 3 ? numbers[i + 2] : 0.0);
    return true;
}

// posList, a row of pos or pointProperty, or GML 2's coordinates (with commas): ISO 19136, 10.5.7.
bool GmlWalker::coordinates(const Node &node, int dimension, std::vector<Vec3> &to) const
{
    for (const auto &child : node.children) {
        const QString &name = child->name;
        const int own = dimensionOf(*child, dimensionOf(node, dimension));
        if (name == QLatin1String("posList") || name == QLatin1String("pos") || name == QLatin1String("coordinates")) {
            std::vector<double> numbers;
            if (!parseNumbers(child->text, numbers) ||
                !append(numbers, name == QLatin1String("pos") ? int(numbers.size()) : own, to))
                return false;
        } else if (name == QLatin1String("pointProperty") || name == QLatin1String("Point") ||
                   name == QLatin1String("pointRep")) {
            if (!coordinates(*child, own, to))
                return false;
        }
    }
    return true;
}

// Without repeated points, and with the texture coordinates of those that stay.
void GmlWalker::takeRing(const Node &linear, const std::vector<Vec3> &written, bool reversed, GmlShape::Surface &into,
                         bool outer) const
{
    const GmlAppearance::Ring *painted = m_appearance ? m_appearance->ring(linear.id) : nullptr;
    if (painted && painted->texCoords.size() + 1 < written.size())
        painted = nullptr; // some leave out the last point, which is the first again
    std::vector<Vec3> clean;
    std::vector<geometry::Vec2f> texCoords;
    for (size_t i = 0; i < written.size(); ++i) {
        if (!clean.empty() && clean.back() == written[i])
            continue;
        clean.push_back(written[i]);
        if (painted)
            texCoords.push_back(painted->texCoords[std::min(i, painted->texCoords.size() - 1)]);
    }
    while (clean.size() > 1 && clean.front() == clean.back())
        clean.pop_back();
    texCoords.resize(painted ? clean.size() : 0);
    if (reversed) {
        std::reverse(clean.begin(), clean.end());
        std::reverse(texCoords.begin(), texCoords.end());
    }
    if (!outer && clean.size() < 3)
        return;
    if (outer && painted)
        into.paint.paint = painted->paint;
    if (!painted)
        texCoords.resize(clean.size(), geometry::Vec2f(0.5f));
    const auto rings = outer ? into.rings.begin() : into.rings.end();
    const auto coordinates = outer ? into.paint.texCoords.begin() : into.paint.texCoords.end();
    into.rings.insert(rings, std::move(clean));
    into.paint.texCoords.insert(coordinates, std::move(texCoords));
}

void GmlWalker::takePolygon(const Node &node, std::optional<SurfaceType> type, GmlShape &into, bool reversed,
                            int dimension)
{
    if (m_taken.contains(&node))
        return;
    m_taken.insert(&node);
    GmlShape::Surface surface;
    surface.type = type;
    if (m_appearance) {
        const qint32 own = m_appearance->paintOf(node.id);
        surface.paint.paint = own >= 0 ? own : m_paint;
    }
    for (const auto &side : node.children) {
        const bool outer = side->name == QLatin1String("exterior") || side->name == QLatin1String("outerBoundaryIs");
        if (!outer && side->name != QLatin1String("interior") && side->name != QLatin1String("innerBoundaryIs"))
            continue;
        const Node *linear = side->child("LinearRing");
        std::vector<Vec3> ring;
        if (!linear || !coordinates(*linear, dimensionOf(node, dimension), ring)) {
            ++into.malformed;
            if (outer)
                return;
            continue;
        }
        takeRing(*linear, ring, reversed, surface, outer);
    }
    if (surface.rings.empty() || surface.rings[0].size() < 3)
        ++into.malformed;
    else
        into.surfaces.push_back(std::move(surface));
}

// CityGML 2.0, 8.2: a prototype in its own coordinates, moved by a matrix to a reference point.
void GmlWalker::implicit(const Node &node, std::optional<SurfaceType> type, GmlShape &into, int depth)
{
    const Node *prototype = node.child("relativeGMLGeometry");
    prototype = prototype ? prototype : node.child("relativeGeometry"); // 3.0
    if (!prototype) {
        ++into.unresolved; // a file of its own, in a format of its own
        return;
    }
    std::vector<double> matrix{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
    if (const Node *given = node.child("transformationMatrix")) {
        std::vector<double> numbers;
        if (parseNumbers(given->text, numbers) && numbers.size() == 16)
            matrix = numbers;
    }
    std::vector<Vec3> anchor;
    if (const Node *point = node.child("referencePoint"))
        coordinates(*point, 3, anchor);
    GmlWalker prototypeWalker(m_byId, m_appearance); // one prototype stands in many places
    GmlShape shape;
    prototypeWalker.walk(*prototype, type, shape, false, 3, depth + 1);
    shape.forPoints([&](Vec3 &p) {
        const Vec3 q = p;
        for (int row = 0; row < 3; ++row) {
            const double *m = &matrix[size_t(row) * 4];
            p[row] = m[0] * q.x + m[1] * q.y + m[2] * q.z + m[3] + (anchor.empty() ? 0.0 : anchor[0][row]);
        }
    });
    std::move(shape.surfaces.begin(), shape.surfaces.end(), std::back_inserter(into.surfaces));
    std::move(shape.lines.begin(), shape.lines.end(), std::back_inserter(into.lines));
    std::move(shape.points.begin(), shape.points.end(), std::back_inserter(into.points));
    into.unresolved += shape.unresolved;
    into.malformed += shape.malformed;
}

void GmlWalker::walk(const Node &node, std::optional<SurfaceType> type, GmlShape &into)
{
    walk(node, type, into, false, 3, 0);
}

void GmlWalker::walk(const Node &node, std::optional<SurfaceType> type, GmlShape &into, bool reversed, int dimension,
                     int depth)
{
    if (depth > Deepest)
        return;
    const qint32 outerPaint = m_paint;
    if (m_appearance && !node.id.isEmpty()) {
        const qint32 own = m_appearance->paintOf(node.id);
        m_paint = own >= 0 ? own : m_paint;
    }
    walkInto(node, type, into, reversed, dimension, depth);
    m_paint = outerPaint;
}

void GmlWalker::walkInto(const Node &node, std::optional<SurfaceType> type, GmlShape &into, bool reversed,
                         int dimension, int depth)
{
    dimension = dimensionOf(node, dimension);
    if (into.srsName.isEmpty())
        into.srsName = node.attribute("srsName");
    const QString &name = node.name;
    if (name == QLatin1String("Polygon") || name == QLatin1String("PolygonPatch") ||
        name == QLatin1String("Triangle") || name == QLatin1String("Rectangle")) {
        takePolygon(node, type, into, reversed, dimension);
        return;
    }
    if (name == QLatin1String("LineString") || name == QLatin1String("LineStringSegment")) {
        std::vector<Vec3> line;
        if (coordinates(node, dimension, line) && line.size() > 1)
            into.lines.push_back(std::move(line));
        else
            ++into.malformed;
        return;
    }
    if (name == QLatin1String("Point")) {
        std::vector<Vec3> point;
        if (coordinates(node, dimension, point) && point.size() == 1)
            into.points.push_back(point[0]);
        else
            ++into.malformed;
        return;
    }
    if (name == QLatin1String("ImplicitGeometry")) {
        implicit(node, type, into, depth);
        return;
    }
    if (name == QLatin1String("OrientableSurface") && node.attribute("orientation") == QLatin1String("-"))
        reversed = !reversed;
    if (!node.href.isEmpty()) {
        const Node *target = node.href.startsWith(u'#') ? m_byId.value(node.href.mid(1)) : nullptr;
        if (target)
            walk(*target, type, into, reversed, dimension, depth + 1);
        else
            ++into.unresolved;
    }
    for (const auto &child : node.children)
        walk(*child, type, into, reversed, dimension, depth + 1);
}

}
