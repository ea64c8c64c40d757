#include "formats/cityjson/CityJsonReader.h"

#include "base/Parallel.h"
#include "formats/Tr.h"
#include "formats/cityjson/CityJsonGeometry.h"
#include "formats/cityjson/CityJsonInteriorSource.h"
#include "formats/cityjson/KnownCity.h"
#include "formats/citymodel/ToScene.h"

#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace formats
{

using domain::LayerKind;
using geometry::Vec3;
using json::Code;

namespace
{

base::Error broken(Code code, const QString &file, const QString &place = {})
{
    return {QStringLiteral("json-invalid"), json::explain(code), file, place, {}};
}

Vec3 transformed(const CityJsonHeader &header, const Vec3 &vertex)
{
    return header.translate + header.scale * vertex;
}

/// By the vertices where there are any: what the metadata says is wrong in real files (Cape Town's names a northing
/// where the easting belongs).
geometry::Box3 extentOf(const CityJsonHeader &header)
{
    geometry::Box3 box;
    for (const Vec3 &raw : header.vertices) {
        if (!isNoData(raw.x) && !isNoData(raw.y) && !std::isnan(raw.x + raw.y))
            box.add(transformed(header, isNoData(raw.z) || std::isnan(raw.z) ? Vec3(raw.x, raw.y, 0) : raw));
    }
    return box.isEmpty() ? header.extent : box;
}

bool isSupported(const QString &version)
{
    return version.startsWith(QLatin1String("1.0")) || version.startsWith(QLatin1String("1.1")) ||
           version.startsWith(QLatin1String("2.0"));
}

/// One reading of one source.
class Reading
{
public:
    Reading(const LayerRequest &request, const QString &file, std::optional<LayerKind> only,
            const geometry::LocalFrame &frame, const base::Job &job)
        : m_request(request), m_file(file), m_frame(frame), m_job(job), m_builder(request, file, only)
    {
    }

    base::Result<std::vector<domain::Layer>> whole()
    {
        auto known = knowCity(m_file);
        if (!known)
            return tl::unexpected(known.error());
        if (m_job.isCancelled())
            return cancelled();
        m_job.report({}, 0.1);
        const json::Padded &text = (*known)->text;
        const CityJsonHeader &header = (*known)->header;
        m_builder.warnings().add((*known)->warnings);
        if ((*known)->error && (!header.hasVertices || header.vertices.empty()))
            return tl::unexpected(broken((*known)->error, m_file));
        if (auto good = check(header); !good)
            return tl::unexpected(good.error());
        if (header.type == QLatin1String("CityJSONFeature"))
            warn("header-missing", {},
                 tr("a single CityJSON feature without its header; coordinates are taken as metres"));
        place(extentOf(header), header.crs);
        const auto view = text.view();
        m_noting = mentionsInside(std::string_view(view.data(), view.size()));
        const qint64 mark = view.data() - text.data();
        const bool isFeature = header.type == QLatin1String("CityJSONFeature");
        CityJsonDocument document(text, m_file);
        const auto read =
            (*known)->sliced ? slices(text, header, isFeature) : objects(document, header, header, isFeature, {});
        if (!read)
            return tl::unexpected(read.error());
        m_insides.keep({}, mark);
        JsonRange templates = header.templatesText;
        templates.at += mark;
        return finish(header, header.verticesText < 0 ? -1 : header.verticesText + mark, templates);
    }

    base::Result<std::vector<domain::Layer>> sequence()
    {
        QFile file(m_file);
        if (!file.open(QIODevice::ReadOnly))
            return base::failure(QStringLiteral("file-unreadable"), file.errorString(), m_file);
        json::Padded line;
        CityJsonHeader header;
        JsonRange firstLine;
        int number = 0, features = 0;
        while (readLine(file, line)) {
            ++number;
            if (m_job.isCancelled())
                return cancelled();
            m_job.report({}, double(file.pos()) / double(std::max<qint64>(1, file.size())));
            const JsonRange place{file.pos() - qint64(line.size()), qint64(line.size())};
            firstLine = firstLine.length > 0 ? firstLine : place;
            if (QByteArray::fromRawData(line.data(), qsizetype(line.size())).trimmed().isEmpty())
                continue;
            if (auto read = sequenceLine(line, number, features, header); !read)
                return tl::unexpected(read.error());
            m_insides.keep(place, 0);
        }
        if (!m_toScene)
            place({}, header.crs);
        return finish(header, -1, header.type == QLatin1String("CityJSON") ? firstLine : JsonRange());
    }

private:
    static tl::unexpected<base::Error> cancelled()
    {
        return base::failure(QStringLiteral("cancelled"), tr("loading was cancelled"));
    }

    void warn(const char *code, const QString &feature, const QString &message)
    {
        m_builder.warnings().add(QString::fromLatin1(code), m_file, feature, message);
    }

    base::Result<std::vector<domain::Layer>> finish(const CityJsonHeader &header, qint64 vertices, JsonRange templates)
    {
        std::vector<domain::Layer> layers = m_builder.finish(m_toScene->crsCode(), m_job);
        if (m_job.isCancelled())
            return cancelled();
        if (m_insides.places().empty() || layers.front().info.kind != LayerKind::Building)
            return layers;
        auto source = std::make_shared<CityJsonInteriorSource>(
            m_request, m_file, CityJsonInteriorSource::Placing{m_crs, m_extent, header.scale, header.translate},
            m_frame);
        source->setShared(vertices, templates);
        for (auto &[building, place] : m_insides.places())
            source->add(m_builder.shownId(building), building, std::move(place));
        layers.front().interiors = std::move(source);
        return layers;
    }

    static bool readLine(QFile &file, json::Padded &line)
    {
        size_t size = 0;
        constexpr qint64 Step = 256 * 1024;
        while (!file.atEnd()) {
            char *to = line.resize(size + size_t(Step)) + size;
            const qint64 got = file.readLine(to, Step);
            if (got <= 0)
                break;
            size += size_t(got);
            if (to[got - 1] == '\n')
                break;
        }
        line.resize(size);
        return size > 0;
    }

    base::Status sequenceLine(const json::Padded &line, int number, int &features, CityJsonHeader &header)
    {
        const QString place = tr("line %1").arg(number);
        m_noting = mentionsInside(std::string_view(line.view().data(), line.view().size()));
        CityJsonDocument document(line, m_file, place);
        CityJsonHeader own;
        if (const Code error = document.readTop(own, CityJsonDocument::Wanted::Top, m_builder.warnings())) {
            if (number == 1)
                return tl::unexpected(broken(error, m_file, place));
            warn("json-invalid", place, json::explain(error));
            return {};
        }
        if (own.type != QLatin1String("CityJSONFeature")) {
            if (features > 0 || number > 1) {
                warn("feature-invalid", place, tr("a line that is no CityJSONFeature; left out"));
                return {};
            }
            if (auto good = check(own); !good)
                return good;
            header = std::move(own);
            if (!header.vertices.empty()) // a header that is a city model of its own
                return objects(document, header, header, false, place);
            return {};
        }
        if (features++ == 0 && header.type.isEmpty())
            warn("header-missing", place, tr("the sequence has no header; coordinates are taken as metres"));
        if (!own.hasTransform) {
            own.scale = header.scale;
            own.translate = header.translate;
        }
        if (!m_toScene)
            this->place(header.extent.isEmpty() ? extentOf(own) : header.extent, header.crs);
        return objects(document, own, header, true, place);
    }

    base::Status check(const CityJsonHeader &header)
    {
        if (header.type == QLatin1String("CityJSONExtension"))
            return base::failure(QStringLiteral("not-a-city"),
                                 tr("this is the schema of a CityJSON extension, not a city model"), m_file);
        const bool feature = header.type == QLatin1String("CityJSONFeature");
        if (header.type != QLatin1String("CityJSON") && !feature) {
            if (!header.hasObjects)
                return base::failure(QStringLiteral("not-a-city"), tr("the file is no CityJSON: it has no CityObjects"),
                                     m_file);
            warn("type-missing", QStringLiteral("/type"),
                 tr("the file does not say that it is CityJSON; read as such"));
        }
        if (!header.hasObjects)
            warn("objects-missing", QStringLiteral("/CityObjects"), tr("the file has no city objects"));
        if (!feature && !isSupported(header.version)) {
            warn("version-unsupported", QStringLiteral("/version"),
                 tr("CityJSON version \"%1\" is not 1.0, 1.1 or 2.0; read as far as it goes").arg(header.version));
        }
        return {};
    }

    void place(const geometry::Box3 &extent, const QString &crs)
    {
        m_crs = crs;
        m_extent = extent;
        m_toScene = std::make_unique<ToScene>(m_request, crs, extent, m_frame, m_file, m_builder.warnings());
    }

    /// The text's vertices in the scene. `lowest`: of those of a feature with a height, where some have none.
    std::vector<Vec3> movedVertices(const CityJsonHeader &header, bool isFeature, const QString &place, double &lowest)
    {
        if (!m_toScene)
            this->place(extentOf(header), header.crs);
        std::vector<Vec3> vertices = header.vertices;
        std::vector<size_t> unknownHeight;
        size_t unusable = 0;
        for (size_t i = 0; i < vertices.size(); ++i) {
            Vec3 &v = vertices[i];
            const bool badHeight = isNoData(v.z) || std::isnan(v.z);
            if (isNoData(v.x) || isNoData(v.y) || std::isnan(v.x) || std::isnan(v.y)) {
                v = Vec3(geometry::NaN);
                ++unusable;
                continue;
            }
            if (badHeight) {
                unknownHeight.push_back(i);
                v.z = 0;
            }
            v = transformed(header, v);
            constexpr double Farthest = 1e9; // more than any CRS on Earth has, whatever its unit
            if (!(std::abs(v.x) < Farthest && std::abs(v.y) < Farthest && std::abs(v.z) < Farthest)) {
                v = Vec3(geometry::NaN);
                ++unusable;
            }
        }
        if (unusable > 0) {
            warn("vertex-invalid", place.isEmpty() ? QStringLiteral("/vertices") : place,
                 tr("vertices without a usable position: not three numbers, no-data values, or beyond the Earth"));
        }
        if (const size_t failed = m_toScene->apply(vertices); failed > unusable) {
            warn("crs-transform", place.isEmpty() ? QStringLiteral("/vertices") : place,
                 tr("vertices that the coordinate transformation cannot move; they are left where they were"));
        }
        lowest = geometry::NaN;
        for (const size_t i : unknownHeight)
            vertices[i].z = geometry::NaN;
        if (isFeature && !unknownHeight.empty()) {
            for (const Vec3 &v : vertices)
                lowest = std::fmin(lowest, v.z);
        }
        return vertices;
    }

    base::Status objects(CityJsonDocument &document, const CityJsonHeader &header, const CityJsonHeader &templates,
                         bool isFeature, const QString &place)
    {
        double lowest = geometry::NaN;
        const std::vector<Vec3> vertices = movedVertices(header, isFeature, place, lowest);
        CityJsonGeometry geometry(templates, vertices, lowest, m_file, m_builder.warnings());
        geometry.paint(header.appearance.texCoords.empty() && header.appearance.colours.empty() ? templates.appearance
                                                                                                : header.appearance,
                       m_builder.paints());
        bool rootFound = header.rootId.isEmpty();
        const auto take = [&](JsonCityObject &&read) {
            rootFound = rootFound || read.object.id == header.rootId;
            if (m_noting && read.text.length > 0)
                m_insides.note(read);
            read.object.shape = geometry.shapeOf(read);
            m_builder.add(std::move(read.object));
            constexpr int Often = 256;
            if (++m_objects % Often == 0 && !isFeature)
                m_job.report({}, -1);
            return m_objects % Often != 0 || !m_job.isCancelled();
        };
        const Code error = document.readObjects([this](const CityObjectRole &role) { return m_builder.wants(role); },
                                                take, m_builder.warnings());
        if (m_job.isCancelled())
            return cancelled();
        if (error)
            warn("json-invalid", place, json::explain(error));
        if (isFeature && !rootFound)
            warn("feature-root-missing", header.rootId, tr("the feature's own object is not among its objects"));
        return {};
    }

    /// Some objects that stand one after the other.
    struct Batch {
        std::vector<JsonCityObject> objects;
        base::Warnings warnings;
    };

    Batch readBatch(const json::Padded &text, const CityJsonHeader &header, const std::vector<Vec3> &vertices,
                    double lowest, size_t first, size_t behind)
    {
        Batch batch;
        ObjectReader reader(text, m_file);
        CityJsonGeometry geometry(header, vertices, lowest, m_file, batch.warnings);
        if (isPainted(header))
            geometry.paint(header.appearance, m_builder.paints());
        for (size_t i = first; i < behind; ++i) {
            const ObjectSlice &slice = header.objects[i];
            if (slice.type.isEmpty()) {
                batch.warnings.add(QStringLiteral("object-invalid"), m_file, slice.id,
                                   tr("a city object without a type; left out"));
                continue;
            }
            const CityObjectRole role = roleOf(slice.type);
            if (!m_builder.wants(role))
                continue;
            JsonCityObject read;
            read.object.id = slice.id;
            read.object.type = slice.type;
            if (role.layer == LayerKind::Building)
                read.text = {slice.key, slice.value + slice.length - slice.key};
            const Code error = reader.read(slice, role.kind != CityObjectRole::Kind::Interior, read, batch.warnings);
            if (json::isFatal(error)) {
                batch.warnings.add(QStringLiteral("json-invalid"), m_file, slice.id, json::explain(error));
                continue;
            }
            read.object.shape = geometry.shapeOf(read);
            read.geometries = {};
            batch.objects.push_back(std::move(read));
        }
        return batch;
    }

    static bool isPainted(const CityJsonHeader &header)
    {
        return !header.appearance.pictures.empty() || !header.appearance.colours.empty();
    }

    /// As `objects`, on several threads where nothing but the text is shared. What comes out is the same either way.
    base::Status slices(const json::Padded &text, const CityJsonHeader &header, bool isFeature)
    {
        double lowest = geometry::NaN;
        const std::vector<Vec3> vertices = movedVertices(header, isFeature, {}, lowest);
        if (header.objectsInvalid)
            warn("objects-invalid", {}, tr("CityObjects is not an object"));
        constexpr size_t InBatch = 256, Ahead = 32;
        const size_t all = header.objects.size();
        const auto make = [&](size_t number) {
            const size_t first = number * InBatch;
            return m_job.isCancelled()
                       ? Batch()
                       : readBatch(text, header, vertices, lowest, first, std::min(all, first + InBatch));
        };
        bool rootFound = header.rootId.isEmpty();
        size_t done = 0;
        const auto take = [&](Batch batch) {
            m_builder.warnings().add(batch.warnings);
            for (JsonCityObject &read : batch.objects) {
                rootFound = rootFound || read.object.id == header.rootId;
                if (m_noting && read.text.length > 0)
                    m_insides.note(read);
                m_builder.add(std::move(read.object));
            }
            done = std::min(all, done + InBatch);
            m_job.report({}, 0.1 + 0.8 * double(done) / double(all));
            return !m_job.isCancelled();
        };
        m_builder.expectBuildings(
            size_t(std::count_if(header.objects.begin(), header.objects.end(), [](const auto &object) {
                return object.type.startsWith(QLatin1String("Building"));
            })));
        const size_t batches = (all + InBatch - 1) / InBatch;
        if (isPainted(header)) { // the order in which paints are met numbers them
            for (size_t number = 0; number < batches && take(make(number)); ++number) {
            }
        } else {
            base::parallelInOrder<Batch>(batches, Ahead, make, take);
        }
        if (m_job.isCancelled())
            return cancelled();
        if (isFeature && !rootFound)
            warn("feature-root-missing", header.rootId, tr("the feature's own object is not among its objects"));
        return {};
    }

    const LayerRequest &m_request;
    QString m_file;
    const geometry::LocalFrame &m_frame;
    const base::Job &m_job;
    CityModelBuilder m_builder;
    std::unique_ptr<ToScene> m_toScene;
    QString m_crs;
    geometry::Box3 m_extent;
    int m_objects = 0;
    bool m_noting = false; ///< the text may have insides
    InsideNotes m_insides;
};

class CityJsonReader final : public Reader
{
public:
    QString name() const override { return QStringLiteral("CityJSON"); }
    Probe probe(const LayerRequest &request) const override;
    base::Result<std::vector<domain::Layer>> read(const LayerRequest &request, const geometry::LocalFrame &frame,
                                                  const base::Job &job) const override;
};

Probe CityJsonReader::probe(const LayerRequest &request) const
{
    std::optional<LayerKind> only;
    const QString path = fileOf(request.source, only);
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly) || !looksLikeCityJson(file))
        return std::nullopt;
    Sublayer layer;
    layer.source = request.source;
    layer.name = QFileInfo(path).completeBaseName();
    CityJsonHeader line;
    const CityJsonHeader *found = &line;
    Code error = simdjson::SUCCESS;
    const bool sequence = isSequence(file);
    if (sequence) {
        file.seek(0);
        const QByteArray bytes = file.readLine();
        json::Padded text;
        std::copy(bytes.begin(), bytes.end(), text.resize(size_t(bytes.size())));
        base::Warnings ignored; // reading says them again
        CityJsonDocument document(text, path);
        error = document.readTop(line, CityJsonDocument::Wanted::Top, ignored);
    } else {
        const auto known = knowCity(path);
        if (!known)
            return tl::unexpected(known.error());
        error = (*known)->error;
        found = &(*known)->header;
        layer.known = *known;
    }
    const CityJsonHeader &header = *found;
    // GeoJSON and others may speak of city objects in their values.
    if (!header.type.startsWith(QLatin1String("CityJSON")) && !header.hasObjects && !error)
        return std::nullopt;
    if (error && !header.hasObjects && header.type.isEmpty())
        return tl::unexpected(broken(error, path));
    layer.extent = extentOf(header).flat();
    if (auto crs = geometry::Crs::parse(request.crs.isEmpty() ? header.crs : request.crs))
        layer.crs = *crs;
    layer.kind = LayerKind::Building;
    if (!sequence) {
        std::map<LayerKind, qint64> counts;
        for (const ObjectSlice &object : header.objects) {
            const CityObjectRole role = roleOf(object.type);
            if (!object.type.isEmpty() && role.kind != CityObjectRole::Kind::Group &&
                role.kind != CityObjectRole::Kind::Interior && role.kind != CityObjectRole::Kind::Installation)
                ++counts[role.layer];
        }
        layer.features = 0;
        qint64 most = counts[LayerKind::Building];
        for (const auto &[kind, count] : counts) {
            layer.features += count;
            if (counts[LayerKind::Building] == 0 && count > most) {
                most = count;
                layer.kind = kind;
            }
        }
    }
    if (only)
        layer.kind = only;
    layer.reason = sequence ? tr("a CityJSON sequence, version %1").arg(header.version)
                            : tr("CityJSON, version %1").arg(header.version);
    SourceSummary summary;
    summary.driver = sequence ? QStringLiteral("CityJSONSeq") : QStringLiteral("CityJSON");
    summary.layers.push_back(std::move(layer));
    return summary;
}

base::Result<std::vector<domain::Layer>>
CityJsonReader::read(const LayerRequest &request, const geometry::LocalFrame &frame, const base::Job &job) const
{
    std::optional<LayerKind> only;
    const QString path = fileOf(request.source, only);
    QFile file(path);
    if (!file.exists())
        return base::failure(QStringLiteral("file-missing"), tr("there is no such file"), path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(QStringLiteral("file-unreadable"), file.errorString(), path);
    const bool sequence = !isKnown(path) && isSequence(file);
    file.close();
    Reading reading(request, path, only, frame, job);
    return sequence ? reading.sequence() : reading.whole();
}

}

const Reader &cityJsonReader()
{
    static const CityJsonReader reader;
    return reader;
}

}
