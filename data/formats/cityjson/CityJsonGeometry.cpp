#include "formats/cityjson/CityJsonGeometry.h"

#include "formats/Tr.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace formats
{

using geometry::Vec3;

namespace
{

/// Where we are in a flat list; beyond its end all lists are closed.
struct Track {
    const std::vector<int32_t> *list = nullptr;
    size_t at = 0;

    int32_t peek() const { return list && at < list->size() ? (*list)[at] : int32_t(JsonGeometry::Close); }
    bool enter()
    {
        if (peek() != JsonGeometry::Open)
            return false;
        ++at;
        return true;
    }
    /// Past the end of the list that we are in.
    void leave()
    {
        for (int depth = 1; depth > 0 && list && at < list->size(); ++at) {
            if (peek() == JsonGeometry::Open)
                ++depth;
            else if (peek() == JsonGeometry::Close)
                --depth;
        }
    }
};

const JsonGeometry::Theme *chosen(const std::vector<JsonGeometry::Theme> &themes, const QString &wanted)
{
    for (const JsonGeometry::Theme &theme : themes) {
        if (theme.name == wanted)
            return &theme;
    }
    return themes.empty() ? nullptr : &themes.front();
}

/// Triangles for what is drawn.
class Drawn final : public JsonShapeSink
{
public:
    explicit Drawn(std::function<void(const char *, const QString &)> warn) : m_warn(std::move(warn)) {}
    bool isEmpty() const override { return m_collector.isEmpty(); }
    void surface(const std::vector<std::vector<Vec3>> &rings, const JsonGeometry::Semantic &meaning, int,
                 const SurfacePaint &paint) override
    {
        switch (m_collector.add(rings, meaning.type, &paint)) {
        case SurfaceCollector::Outcome::Good:
            break;
        case SurfaceCollector::Outcome::Partial:
            m_warn("surface-invalid", tr("a surface crosses itself; part of it is missing"));
            break;
        case SurfaceCollector::Outcome::Nothing:
            m_warn("surface-degenerate", tr("a surface without area; left out"));
            break;
        }
    }
    void line(const std::vector<Vec3> &line) override { m_collector.addLine(line); }
    void point(const Vec3 &point) override { m_collector.addPoint(point); }
    CollectedShape take(const QString &lod) { return m_collector.take(lod); }

private:
    SurfaceCollector m_collector;
    std::function<void(const char *, const QString &)> m_warn;
};

}

/// Where we are in a geometry: its boundaries, and beside them what its surfaces mean and look like.
struct CityJsonGeometry::Cursor {
    enum Beside { Semantics, Material, Texture };
    const JsonGeometry &geometry;
    Track boundaries;
    std::array<Track, 3> beside;
    int32_t material = -1; ///< of all surfaces

    int32_t peek() const { return boundaries.peek(); }
    bool enter() { return boundaries.enter(); }
    void skip() { ++boundaries.at; }
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

// `texture`: the ring's texture and texture coordinates (6.3: its first number is the texture), where it has them.
bool CityJsonGeometry::ring(Cursor &cursor, const std::vector<Vec3> &vertices, std::vector<Vec3> &to,
                            const std::vector<int32_t> &texture, std::vector<geometry::Vec2f> &texCoords)
{
    to.clear();
    texCoords.clear();
    bool good = true;
    for (size_t corner = 1; cursor.peek() != JsonGeometry::Close; cursor.skip(), ++corner) {
        if (cursor.peek() == JsonGeometry::Open)
            return false;
        Vec3 point;
        if (!vertex(cursor.peek(), vertices, point)) {
            good = false;
        } else if (to.empty() || to.back() != point) {
            to.push_back(point);
            if (!m_paints || texture.empty())
                continue;
            const auto &known = m_looks->texCoords;
            const bool has = corner < texture.size() && texture[corner] >= 0 && size_t(texture[corner]) < known.size();
            texCoords.push_back(has ? known[size_t(texture[corner])] : geometry::Vec2f(0.5f));
        }
    }
    cursor.skip();
    while (to.size() > 1 && to.front() == to.back())
        to.pop_back();
    if (!good)
        to.clear();
    return true;
}

// The texture lists of a surface's rings; the track stands at the opening of the surface's list, and behind it after.
static std::vector<std::vector<int32_t>> ringTextures(Track &track)
{
    std::vector<std::vector<int32_t>> rings;
    if (!track.enter())
        return rings;
    while (track.peek() != JsonGeometry::Close) {
        rings.emplace_back();
        if (!track.enter()) {
            ++track.at;
            continue;
        }
        while (track.peek() != JsonGeometry::Close) {
            if (track.enter())
                track.leave();
            else
                rings.back().push_back((*track.list)[track.at++]);
        }
        ++track.at;
    }
    ++track.at;
    return rings;
}

qint32 CityJsonGeometry::paintOf(int32_t texture, int32_t material)
{
    if (!m_paints)
        return -1;
    if (texture >= 0 && size_t(texture) < m_looks->pictures.size() &&
        !m_looks->pictures[size_t(texture)].image.isEmpty())
        return m_paints->picture(m_looks->pictures[size_t(texture)].image, m_looks->pictures[size_t(texture)].repeats);
    if (material >= 0 && size_t(material) < m_looks->colours.size())
        return m_paints->colour(m_looks->colours[size_t(material)]);
    return -1;
}

bool CityJsonGeometry::surface(Cursor &cursor, int32_t semantic, int32_t material,
                               const std::vector<std::vector<int32_t>> &textures, const std::vector<Vec3> &vertices,
                               JsonShapeSink &into)
{
    if (!cursor.enter())
        return false;
    static const std::vector<int32_t> plain;
    SurfacePaint &paint = m_paint;
    paint.paint = -1;
    size_t count = 0;
    bool usable = true;
    for (size_t written = 0; cursor.peek() != JsonGeometry::Close; ++written) {
        if (!cursor.enter())
            return false;
        if (m_rings.size() <= count)
            m_rings.emplace_back();
        if (paint.texCoords.size() <= count)
            paint.texCoords.resize(count + 1);
        const std::vector<int32_t> &texture = written < textures.size() ? textures[written] : plain;
        if (!ring(cursor, vertices, m_rings[count], texture, paint.texCoords[count]))
            return false;
        if (m_rings[count].size() >= 3)
            ++count;
        else if (count == 0)
            usable = false; // without its outer ring the holes are nothing
    }
    cursor.skip();
    static const JsonGeometry::Semantic nothing;
    const JsonGeometry::Semantic *meaning = &nothing;
    if (semantic >= 0) {
        if (size_t(semantic) < cursor.geometry.semantics.size())
            meaning = &cursor.geometry.semantics[size_t(semantic)];
        else
            warn("semantics-invalid", tr("a surface names semantics that are not there; judged by its slope"));
    }
    if (meaning->hidden)
        return true;
    if (!usable || count == 0) {
        warn("surface-degenerate", tr("a surface without area; left out"));
        return true;
    }
    m_rings.resize(count);
    paint.texCoords.resize(count);
    paint.paint = paintOf(textures.empty() || textures[0].empty() ? -1 : textures[0][0], material);
    for (size_t i = 0; paint.paint >= 0 && i < count; ++i) // a ring without, beside one with
        paint.texCoords[i].resize(m_rings[i].size(), geometry::Vec2f(0.5f));
    into.surface(m_rings, *meaning, semantic, paint);
    return true;
}

// `level` 0: a list of surfaces; above: lists of such lists (shells, solids). `open`: the lists beside are open here.
bool CityJsonGeometry::groups(Cursor &cursor, int level, std::array<bool, 3> open, const std::vector<Vec3> &vertices,
                              JsonShapeSink &into)
{
    if (!cursor.enter())
        return false;
    for (size_t i = 0; i < open.size(); ++i)
        cursor.beside[i].at += open[i];
    while (cursor.peek() != JsonGeometry::Close) {
        std::array<int32_t, 3> value;
        std::array<bool, 3> deeper;
        for (size_t i = 0; i < open.size(); ++i) {
            value[i] = open[i] ? cursor.beside[i].peek() : int32_t(JsonGeometry::Null);
            deeper[i] = value[i] == JsonGeometry::Open;
            if (open[i] && value[i] != JsonGeometry::Open && value[i] != JsonGeometry::Close)
                ++cursor.beside[i].at;
        }
        if (level > 0) {
            if (!groups(cursor, level - 1, deeper, vertices, into))
                return false;
            continue;
        }
        for (const size_t i : {Cursor::Semantics, Cursor::Material}) {
            if (deeper[i]) { // nested deeper than the surfaces
                ++cursor.beside[i].at;
                cursor.beside[i].leave();
            }
        }
        std::vector<std::vector<int32_t>> textures;
        if (deeper[Cursor::Texture])
            textures = ringTextures(cursor.beside[Cursor::Texture]);
        const int32_t material = cursor.material >= 0 ? cursor.material : value[Cursor::Material];
        if (!surface(cursor, value[Cursor::Semantics], material, textures, vertices, into))
            return false;
    }
    cursor.skip();
    for (size_t i = 0; i < open.size(); ++i) {
        if (open[i])
            cursor.beside[i].leave();
    }
    return true;
}

bool CityJsonGeometry::collect(const JsonGeometry &geometry, const std::vector<Vec3> &vertices, JsonShapeSink &into)
{
    Cursor cursor{geometry, {&geometry.boundaries}, {}, -1};
    cursor.beside[Cursor::Semantics].list = &geometry.values;
    if (m_paints) {
        if (const auto *theme = chosen(geometry.materials, m_looks->materialTheme)) {
            cursor.beside[Cursor::Material].list = &theme->values;
            cursor.material = theme->all;
        }
        if (const auto *theme = chosen(geometry.textures, m_looks->textureTheme))
            cursor.beside[Cursor::Texture].list = &theme->values;
    }
    std::array<bool, 3> open;
    for (size_t i = 0; i < open.size(); ++i)
        open[i] = cursor.beside[i].peek() == JsonGeometry::Open;
    const QString &type = geometry.type;
    if (type == QLatin1String("MultiSurface") || type == QLatin1String("CompositeSurface"))
        return groups(cursor, 0, open, vertices, into);
    if (type == QLatin1String("Solid"))
        return groups(cursor, 1, open, vertices, into);
    if (type == QLatin1String("MultiSolid") || type == QLatin1String("CompositeSolid"))
        return groups(cursor, 2, open, vertices, into);
    std::vector<Vec3> points;
    std::vector<geometry::Vec2f> none;
    if (type == QLatin1String("MultiPoint")) {
        if (!cursor.enter() || !ring(cursor, vertices, points, {}, none))
            return false;
        for (const Vec3 &point : points)
            into.point(point);
        return true;
    }
    if (type == QLatin1String("MultiLineString")) {
        if (!cursor.enter())
            return false;
        while (cursor.peek() != JsonGeometry::Close) {
            points.clear();
            if (!cursor.enter())
                return false;
            for (; cursor.peek() != JsonGeometry::Close; cursor.skip()) {
                Vec3 point;
                if (cursor.peek() == JsonGeometry::Open)
                    return false;
                if (vertex(cursor.peek(), vertices, point))
                    points.push_back(point);
            }
            cursor.skip();
            into.line(points);
        }
        return true;
    }
    return false;
}

void CityJsonGeometry::instance(const JsonGeometry &geometry, JsonShapeSink &into)
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
    Drawn drawn([this](const char *code, const QString &message) { warn(code, message); });
    const QString lod = takeFinest(object, drawn);
    return drawn.isEmpty() ? CollectedShape() : drawn.take(lod);
}

QString CityJsonGeometry::takeFinest(const JsonCityObject &object, JsonShapeSink &into)
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
        size_t next = first;
        for (; next < candidates.size() && candidates[next].lod == candidates[first].lod; ++next) {
            const JsonGeometry &geometry = *candidates[next].geometry;
            if (geometry.type == QLatin1String("GeometryInstance"))
                instance(geometry, into);
            else if (!collect(geometry, m_vertices, into))
                warn("geometry-invalid",
                     tr("boundaries that do not fit the geometry's type; the geometry is left out"));
        }
        if (!into.isEmpty())
            return candidates[first].name;
        first = next;
    }
    return {};
}

}
