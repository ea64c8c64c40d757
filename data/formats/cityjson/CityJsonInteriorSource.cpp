#include "formats/cityjson/CityJsonInteriorSource.h"

#include "formats/Tr.h"
#include "formats/citymodel/InteriorBuilder.h"
#include "formats/citymodel/ToScene.h"

#include <QFileInfo>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace formats
{

using geometry::Vec3;
using json::Code;

CityJsonInteriorSource::CityJsonInteriorSource(const domain::LayerRequest &request, const QString &file,
                                               Placing placing, const geometry::LocalFrame &frame)
    : m_request(request), m_file(file), m_placing(std::move(placing)), m_frame(frame),
      m_modified(QFileInfo(file).lastModified())
{
}

void CityJsonInteriorSource::add(const QString &building, const QString &objectId, Place place)
{
    if (building.isEmpty() || m_places.contains(building))
        return;
    m_places.insert(building, {objectId, std::move(place)});
    m_buildings.append(building);
}

base::Error CityJsonInteriorSource::changed(const QString &building) const
{
    return {QStringLiteral("file-changed"), tr("the file has changed since it was loaded"), m_file, building,
            tr("load the project again")};
}

static std::vector<JsonCityObject> objectsOf(CityJsonDocument &document, base::Warnings &warnings)
{
    std::vector<JsonCityObject> objects;
    document.readObjects([](const CityObjectRole &role) { return role.layer == domain::LayerKind::Building; },
                         [&objects](JsonCityObject &&object) {
                             objects.push_back(std::move(object));
                             return true;
                         },
                         warnings, true);
    return objects;
}

static bool load(QFile &file, JsonRange range, json::Padded &text)
{
    if (range.at < 0 || range.length <= 0 || range.at + range.length > file.size() || !file.seek(range.at))
        return false;
    return file.read(text.resize(size_t(range.length)), range.length) == range.length;
}

base::Result<CityJsonInteriorSource::Read> CityJsonInteriorSource::readLine(const Known &known,
                                                                            base::Warnings &warnings) const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(QStringLiteral("file-unreadable"), file.errorString(), m_file);
    json::Padded text;
    if (!load(file, known.place.line, text))
        return tl::unexpected(changed(known.objectId));
    Read read;
    CityJsonDocument document(text, m_file);
    if (document.readTop(read.header, CityJsonDocument::Wanted::Top, warnings))
        return tl::unexpected(changed(known.objectId));
    read.objects = objectsOf(document, warnings);
    // The file's first line may have the geometry templates.
    json::Padded first;
    if (m_templates.length > 0 && load(file, m_templates, first)) {
        CityJsonHeader header;
        CityJsonDocument top(first, m_file);
        if (!top.readTop(header, CityJsonDocument::Wanted::Top, warnings)) {
            read.header.templates = std::move(header.templates);
            read.header.templateVertices = std::move(header.templateVertices);
        }
    }
    if (!read.header.hasTransform) {
        read.header.scale = m_placing.scale;
        read.header.translate = m_placing.translate;
    }
    return read;
}

/// The vertices with these indices (ascending) of a list that begins with a bracket; NaN where they are no numbers.
/// Only finds its way past the others.
static bool readVertices(const char *at, const char *end, const std::vector<int32_t> &wanted, std::vector<Vec3> &to)
{
    if (at >= end || *at != '[')
        return false;
    ++at;
    int32_t index = 0;
    for (const int32_t next : wanted) {
        for (; index < next; ++index) {
            const auto *close = static_cast<const char *>(std::memchr(at, ']', size_t(end - at)));
            if (!close)
                return false;
            at = close + 1;
        }
        while (at < end && *at != '[' && *at != ']')
            ++at;
        if (at >= end || *at == ']')
            return true; // fewer than that: those are missing
        ++at;
        Vec3 vertex(geometry::NaN);
        for (int i = 0; i < 3; ++i) {
            while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t' || *at == ','))
                ++at;
            const auto parsed = std::from_chars(at, end, vertex[i]);
            if (parsed.ec != std::errc())
                break;
            at = parsed.ptr;
        }
        const auto *close = static_cast<const char *>(std::memchr(at, ']', size_t(end - at)));
        if (!close)
            return false;
        at = close + 1;
        ++index;
        if (size_t(next) >= to.size())
            to.resize(size_t(next) + 1, Vec3(geometry::NaN));
        to[size_t(next)] = vertex;
    }
    return true;
}

/// Indices that geometries name, ascending, each once.
static std::vector<int32_t> verticesOf(const std::vector<JsonCityObject> &objects)
{
    std::vector<int32_t> wanted;
    for (const JsonCityObject &object : objects) {
        for (const JsonGeometry &geometry : object.geometries)
            std::copy_if(geometry.boundaries.begin(), geometry.boundaries.end(), std::back_inserter(wanted),
                         [](int32_t index) { return index >= 0; });
    }
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    return wanted;
}

base::Result<CityJsonInteriorSource::Read> CityJsonInteriorSource::readRanges(const Known &known,
                                                                              base::Warnings &warnings) const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(QStringLiteral("file-unreadable"), file.errorString(), m_file);
    const qint64 size = file.size();
    uchar *bytes = file.map(0, size);
    if (!bytes)
        return base::failure(QStringLiteral("file-unreadable"), file.errorString(), m_file);
    const char *whole = reinterpret_cast<const char *>(bytes);
    const auto isIn = [size](JsonRange range) {
        return range.at >= 0 && range.length > 0 && range.at + range.length <= size;
    };
    // A small city of its own: only these objects.
    QByteArray small = "{\"type\":\"CityJSON\",\"version\":\"2.0\",\"CityObjects\":{";
    bool first = true;
    for (const JsonRange &range : known.place.objects) {
        if (!isIn(range))
            return tl::unexpected(changed(known.objectId));
        small += first ? "" : ",";
        small.append(whole + range.at, range.length);
        first = false;
    }
    small += '}';
    if (isIn(m_templates)) {
        small += ",\"geometry-templates\":";
        small.append(whole + m_templates.at, m_templates.length);
    }
    small += '}';
    json::Padded text;
    std::memcpy(text.resize(size_t(small.size())), small.constData(), size_t(small.size()));
    small.clear();
    Read read;
    CityJsonDocument document(text, m_file);
    if (document.readTop(read.header, CityJsonDocument::Wanted::Top, warnings))
        return tl::unexpected(changed(known.objectId));
    read.objects = objectsOf(document, warnings);
    read.header.scale = m_placing.scale;
    read.header.translate = m_placing.translate;
    if (m_vertices < 0 || m_vertices >= size ||
        !readVertices(whole + m_vertices, whole + size, verticesOf(read.objects), read.header.vertices))
        return tl::unexpected(changed(known.objectId));
    return read;
}

base::Result<domain::Interior> CityJsonInteriorSource::read(const domain::Building &building,
                                                            const base::Job &job) const
{
    const auto known = m_places.constFind(building.id);
    if (known == m_places.constEnd())
        return base::failure(QStringLiteral("building-unknown"), tr("the file knows nothing of this building's inside"),
                             m_file, building.id);
    if (QFileInfo(m_file).lastModified() != m_modified)
        return tl::unexpected(changed(building.id));
    job.report({}, 0);
    base::Warnings warnings;
    auto read = known->place.line.length > 0 ? readLine(*known, warnings) : readRanges(*known, warnings);
    if (!read)
        return tl::unexpected(read.error());
    if (job.isCancelled())
        return base::failure(QStringLiteral("cancelled"), tr("loading was cancelled"));
    job.report({}, 0.5);

    base::Warnings said; // when the file was loaded
    const ToScene toScene(m_request, m_placing.crs, m_placing.extent, m_frame, m_file, said);
    std::vector<Vec3> &vertices = read->header.vertices;
    std::vector<Vec3> used;
    std::vector<size_t> places;
    for (size_t i = 0; i < vertices.size(); ++i) {
        if (isNoData(vertices[i].x) || isNoData(vertices[i].y) || isNoData(vertices[i].z) ||
            !std::isfinite(vertices[i].x + vertices[i].y + vertices[i].z)) {
            vertices[i] = Vec3(geometry::NaN);
            continue;
        }
        places.push_back(i);
        used.push_back(read->header.translate + read->header.scale * vertices[i]);
    }
    toScene.apply(used);
    for (size_t i = 0; i < used.size(); ++i)
        vertices[places[i]] = std::isfinite(used[i].x + used[i].y + used[i].z) ? used[i] : Vec3(geometry::NaN);
    const InsideParts parts = insideOf(read->objects, read->header, vertices, m_file, warnings);
    domain::Interior interior = makeInterior(parts, building, m_file);
    interior.warnings.add(warnings);
    return interior;
}

}
