#include "formats/ogr/OgrReader.h"

#include "formats/GdalErrors.h"
#include "formats/ogr/KindGuess.h"
#include "formats/ogr/KnownVector.h"
#include "formats/ogr/LayerBuilder.h"
#include "formats/ogr/OgrInteriors.h"
#include "formats/ogr/OsmIndoor.h"
#include "formats/ogr/OsmTags.h"
#include "formats/ogr/RoomsAsBuilding.h"
#include "formats/ogr/VectorSource.h"
#include "formats/tiled/OgrTiles.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <ogrsf_frmts.h>

namespace formats
{

namespace
{

using domain::LayerKind;
using geometry::Box2;
using Layers = base::Result<std::vector<domain::Layer>>;

Box2 extentOf(OGRLayer &layer, bool force)
{
    OGREnvelope envelope;
    if (layer.GetGeomType() == wkbNone || layer.GetExtent(&envelope, force) != OGRERR_NONE ||
        !(envelope.MinX <= envelope.MaxX))
        return {};
    return {{envelope.MinX, envelope.MinY}, {envelope.MaxX, envelope.MaxY}};
}

/// What is known of a layer without reading it.
struct Measures {
    std::optional<DatabaseFacts> facts; ///< of a table that is too large to be counted
    Box2 extent;                        ///< raw coordinates; empty where unknown
    qint64 features = -1;               ///< -1: unknown
};

Measures measuresOf(GDALDataset &dataset, OGRLayer &layer, const SourceName &name)
{
    constexpr qint64 Countable = 20'000;
    if (name.isDatabase) {
        auto facts = databaseFacts(dataset, layer);
        if (facts && facts->features > Countable && !facts->extent.isEmpty())
            return {facts, facts->extent, facts->features};
        return {facts, extentOf(layer, true), layer.GetFeatureCount(FALSE)};
    }
    Measures measures{{}, extentOf(layer, true), layer.GetFeatureCount(FALSE)};
    if (measures.features < 0)
        measures.features = layer.GetFeatureCount(TRUE);
    return measures;
}

/// Extracts mostly state their bounds; where one does not, GDAL gives the world's: the first features tell better.
Box2 osmExtent(GDALDataset &dataset)
{
    constexpr double Country = 60; // degrees
    constexpr int Features = 20'000;
    const Box2 stated = extentOf(*dataset.GetLayer(0), true);
    if (!stated.isEmpty() && stated.size().x < Country)
        return stated;
    Box2 box;
    for (const char *name : {"points", "lines", "multipolygons"}) {
        OGRLayer *layer = dataset.GetLayerByName(name);
        for (int i = 0; layer && i < Features; ++i) {
            const OGRFeatureUniquePtr feature(layer->GetNextFeature());
            if (!feature)
                break;
            OGREnvelope envelope;
            if (const OGRGeometry *geometry = feature->GetGeometryRef(); geometry && !geometry->IsEmpty()) {
                geometry->getEnvelope(&envelope);
                box.add(Box2{{envelope.MinX, envelope.MinY}, {envelope.MaxX, envelope.MaxY}});
            }
        }
    }
    return box.isEmpty() ? stated : box;
}

/// The extent in the CRS as settled, x = easting or longitude.
Box2 settledExtent(const Box2 &box, const SourceCrs &crs)
{
    return crs.swapped && !box.isEmpty() ? Box2{{box.min.y, box.min.x}, {box.max.y, box.max.x}} : box;
}

/// Whether coordinates without a CRS are surely WGS 84 by the format's own custom.
bool isLonLatFormat(const QString &driver)
{
    return driver == QLatin1String("CSV");
}

QString kindLabel(LayerKind kind)
{
    switch (kind) {
    case LayerKind::Area:
        return QCoreApplication::translate("formats", "Areas");
    case LayerKind::Building:
        return QCoreApplication::translate("formats", "Buildings");
    case LayerKind::Road:
        return QCoreApplication::translate("formats", "Roads");
    case LayerKind::Rail:
        return QCoreApplication::translate("formats", "Rails");
    case LayerKind::Water:
        return QCoreApplication::translate("formats", "Water");
    case LayerKind::Green:
        return QCoreApplication::translate("formats", "Green");
    case LayerKind::Facility:
        return QCoreApplication::translate("formats", "Facilities");
    case LayerKind::Space:
        return QCoreApplication::translate("formats", "Rooms");
    default:
        return domain::layerKindName(kind);
    }
}

class OgrReader final : public Reader
{
public:
    QString name() const override { return QStringLiteral("OGR"); }
    Probe probe(const LayerRequest &request) const override;
    Layers read(const LayerRequest &request, const geometry::LocalFrame &frame, const base::Job &job) const override;
};

Sublayer describe(OGRLayer &layer, const Measures &measures, const LayerRequest &request, const SourceName &name,
                  const QString &driver)
{
    Sublayer sub;
    sub.name = QString::fromUtf8(layer.GetName());
    sub.source = name.path + QLatin1Char('|') + sub.name;
    const KindGuess guess = guessKind(layer);
    sub.kind = request.kind ? request.kind : guess.kind;
    sub.reason = request.kind ? QCoreApplication::translate("formats", "the project says so") : guess.reason;
    sub.features = measures.features;
    const Box2 &box = measures.extent;
    base::Warnings ignored;
    if (const auto crs =
            settleCrs(request, layer.GetSpatialRef(), box, nullptr, isLonLatFormat(driver), name.shown(), ignored)) {
        sub.crs = crs->crs;
        sub.extent = settledExtent(box, *crs);
    } else {
        sub.reason += QStringLiteral("; ") + crs.error().message;
    }
    return sub;
}

Probe OgrReader::probe(const LayerRequest &request) const
{
    const SourceName name = splitSource(request.source);
    auto opened = VectorSource::open(name);
    if (!opened)
        return tl::unexpected(opened.error());
    if (!*opened)
        return std::nullopt;
    const GdalErrors errors;
    VectorSource &source = **opened;
    SourceSummary summary{source.driver(), {}};
    if (source.isOsm()) {
        const Box2 box = osmExtent(source.dataset());
        std::vector<LayerKind> kinds = osmKinds();
        kinds.push_back(LayerKind::Space);
        for (const LayerKind kind : kinds) {
            const QString word = domain::layerKindName(kind);
            if ((!name.layer.isEmpty() && name.layer != word) || (request.kind && *request.kind != kind))
                continue;
            summary.layers.push_back({name.path + QLatin1Char('|') + word, kindLabel(kind), kind,
                                      QCoreApplication::translate("formats", "OpenStreetMap tags"),
                                      geometry::Crs::wgs84(), box, -1});
        }
        return summary;
    }
    Measures measures;
    const auto add = [&](OGRLayer &layer) {
        measures = measuresOf(source.dataset(), layer, name);
        summary.layers.push_back(describe(layer, measures, request, name, summary.driver));
    };
    for (OGRLayer *layer : source.dataset().GetLayers())
        if (name.layer.isEmpty() || name.layer == QString::fromUtf8(layer->GetName()))
            add(*layer);
    if (summary.layers.empty() && !name.layer.isEmpty())
        if (OGRLayer *layer = source.dataset().GetLayerByName(name.layer.toUtf8().constData()))
            add(*layer);
    if (summary.layers.empty()) {
        if (name.layer.isEmpty())
            return std::nullopt; // a GeoPackage of rasters, say
        QStringList known;
        for (OGRLayer *layer : source.dataset().GetLayers())
            known.append(QString::fromUtf8(layer->GetName()));
        return base::failure(QStringLiteral("layer-missing"),
                             QCoreApplication::translate("formats", "There is no layer '%1'; there are: %2")
                                 .arg(name.layer, known.join(QStringLiteral(", "))),
                             name.shown());
    }
    if (summary.layers.size() == 1 && source.dataset().GetLayerCount() == 1 && !name.isDatabase)
        summary.layers.front().known = keep(name, {std::move(source), measures.extent, measures.features});
    return summary;
}

/// Reading one source: what stays the same from layer to layer.
class Reading
{
public:
    Reading(const LayerRequest &request, const geometry::LocalFrame &frame, const base::Job &job, KnownVector &known,
            const SourceName &name)
        : m_request(request), m_frame(frame), m_job(job), m_known(known), m_source(known.source), m_name(name)
    {
    }
    Layers readOsm(const std::vector<LayerKind> &kinds);
    base::Result<domain::Layer> readLayer(OGRLayer &layer);

private:
    using Take = std::function<void(OGRFeatureUniquePtr)>;
    base::Result<SourceCrs> prepare(OGRLayer &layer, const Box2 &box, base::Warnings &warnings);
    base::Result<bool> takeTiles(OGRLayer &layer, const SourceCrs &crs, const Measures &measures,
                                 LayerBuilder &builder);
    Box2 wantedExtent(const SourceCrs &crs) const;
    base::Status takeInteriors(OGRLayer &layer, const SourceCrs &crs, const Columns &columns, LayerBuilder &builder);
    base::Status loop(OGRLayer &layer, const QString &stage, const Take &take, base::Warnings &warnings);

    const LayerRequest &m_request;
    const geometry::LocalFrame &m_frame;
    const base::Job &m_job;
    const KnownVector &m_known;
    VectorSource &m_source;
    const SourceName &m_name;
    GdalErrors m_errors;
};

/// What the request asks for, in raw coordinates; empty: everything.
Box2 Reading::wantedExtent(const SourceCrs &crs) const
{
    if (m_request.extent.isEmpty())
        return {};
    // The shift of GCJ-02 is below 0.01 degrees everywhere.
    const Box2 wanted =
        movedBox(m_request.gcj02 ? m_request.extent.grown(0.01) : m_request.extent, geometry::Crs::wgs84(), crs.crs);
    return wanted.isEmpty() ? wanted : settledExtent(wanted, crs);
}

base::Result<SourceCrs> Reading::prepare(OGRLayer &layer, const Box2 &box, base::Warnings &warnings)
{
    auto crs = settleCrs(m_request, layer.GetSpatialRef(), box, &m_frame, isLonLatFormat(m_source.driver()),
                         m_name.shown(), warnings);
    if (!crs)
        return crs;
    if (!m_request.where.isEmpty() && layer.SetAttributeFilter(m_request.where.toUtf8().constData()) != OGRERR_NONE)
        return base::failure(QStringLiteral("where-invalid"),
                             QCoreApplication::translate("formats", "The condition '%1' cannot be used: %2")
                                 .arg(m_request.where, m_errors.first()),
                             m_name.shown());
    if (const Box2 raw = wantedExtent(*crs); !raw.isEmpty())
        layer.SetSpatialFilterRect(raw.min.x, raw.min.y, raw.max.x, raw.max.y);
    if (!box.isEmpty() && !m_request.gcj02) {
        const Box2 moved = movedBox(settledExtent(box, *crs), crs->crs, m_frame.crs());
        const geometry::Vec2 origin(m_frame.origin());
        constexpr double Far = 200e3;
        if (!moved.isEmpty() && !moved.grown(Far).contains(origin))
            warnings.add(QStringLiteral("layer-far"), m_name.shown(), {},
                         QCoreApplication::translate("formats", "The layer lies more than %1 km from the district; its "
                                                                "coordinate reference system (%2) may be wrong")
                             .arg(Far / 1000)
                             .arg(crs->crs.code()));
    }
    return crs;
}

base::Status Reading::loop(OGRLayer &layer, const QString &stage, const Take &take, base::Warnings &warnings)
{
    const GIntBig count = m_request.where.isEmpty() && m_request.extent.isEmpty() ? layer.GetFeatureCount(FALSE) : -1;
    m_job.report(stage, count > 0 ? 0.0 : -1.0);
    GIntBig done = 0;
    layer.ResetReading();
    QStringList failures;
    m_errors.takeFailures(failures);
    failures.clear();
    while (OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
        take(std::move(feature));
        if (m_errors.takeFailures(failures)) {
            for (const QString &failure : std::as_const(failures))
                warnings.add(QStringLiteral("feature-unreadable"), m_name.shown(),
                             QCoreApplication::translate("formats", "feature %1").arg(done + 1), failure);
            failures.clear();
        }
        ++done;
        if (done % 256 == 0 && m_job.isCancelled())
            return base::failure(QStringLiteral("cancelled"), QCoreApplication::translate("formats", "Cancelled"),
                                 m_name.shown());
        if (done % 4096 == 0) {
            m_job.report(stage, count > 0 ? std::min(1.0, double(done) / double(count)) : -1.0);
        }
    }
    m_errors.takeFailures(failures);
    for (const QString &failure : std::as_const(failures))
        warnings.add(QStringLiteral("file-truncated"), m_name.shown(),
                     QCoreApplication::translate("formats", "after feature %1").arg(done),
                     QCoreApplication::translate("formats", "Reading stopped early: %1").arg(failure));
    if (count > done && failures.isEmpty())
        warnings.add(QStringLiteral("file-truncated"), m_name.shown(),
                     QCoreApplication::translate("formats", "after feature %1").arg(done),
                     QCoreApplication::translate("formats", "The file says that it has %1 features, but ends before")
                         .arg(count));
    for (const QString &warning : m_errors.warnings())
        warnings.add(QStringLiteral("gdal"), m_name.shown(), {}, warning);
    return {};
}

base::Result<domain::Layer> Reading::readLayer(OGRLayer &layer)
{
    base::Warnings warnings = m_source.warnings();
    LayerKind kind = m_request.kind.value_or(LayerKind::Other);
    if (!m_request.kind) {
        const KindGuess guess = guessKind(layer);
        kind = guess.kind.value_or(LayerKind::Other);
        warnings.add(QStringLiteral("kind-guessed"), m_name.shown(), {},
                     QCoreApplication::translate("formats", "Taken as '%1', because %2")
                         .arg(domain::layerKindName(kind), guess.reason));
    }
    const Measures measures = m_known.features < 0 ? measuresOf(m_source.dataset(), layer, m_name)
                                                   : Measures{{}, m_known.extent, m_known.features};
    auto crs = prepare(layer, measures.extent, warnings);
    if (!crs)
        return tl::unexpected(crs.error());
    auto toScene = MapToScene::create(*crs, m_frame, m_request.gcj02);
    if (!toScene)
        return base::failure(toScene.error().code, toScene.error().message, m_name.shown());
    SourceName shown = m_name;
    shown.layer = QString::fromUtf8(layer.GetName());
    LayerBuilder builder(m_request, kind, m_frame,
                         m_source.dataset().GetLayerCount() > 1 ? shown.shown() : m_name.shown());
    builder.warnings().add(warnings);
    builder.setToScene(std::make_shared<const MapToScene>(std::move(*toScene)));
    const auto columns = builder.columnsOf(layer);
    const geometry::Crs shownCrs = layer.GetGeomType() == wkbNone ? geometry::Crs() : crs->crs;
    if (const auto tiled = takeTiles(layer, *crs, measures, builder); !tiled)
        return tl::unexpected(tiled.error());
    else if (*tiled)
        return builder.finish(shownCrs);
    if (const auto taken = takeInteriors(layer, *crs, *columns, builder); !taken)
        return tl::unexpected(taken.error());
    if (kind == LayerKind::Space || kind == LayerKind::Door)
        return builder.finish(shownCrs);
    const QString stage = QCoreApplication::translate("formats", "Reading %1")
                              .arg(m_request.name.isEmpty() ? shown.layer : m_request.name);
    if (m_request.where.isEmpty() && m_request.extent.isEmpty())
        builder.expect(measures.features);
    const auto read = loop(
        layer, stage,
        [&](OGRFeatureUniquePtr feature) {
            builder.add({std::move(feature), columns, {}, {}});
        },
        builder.warnings());
    if (!read)
        return tl::unexpected(read.error());
    return builder.finish(shownCrs);
}

// Very large layers of indexed sources: what is looked at is read when it is. False where it is read whole.
base::Result<bool> Reading::takeTiles(OGRLayer &layer, const SourceCrs &crs, const Measures &measures,
                                      LayerBuilder &builder)
{
    TiledLayer tiled{m_request,       builder.kind(),    m_name,        builder.source(), crs, m_frame,
                     measures.extent, measures.features, measures.facts};
    tiled.name.layer = QString::fromUtf8(layer.GetName());
    if (const Box2 wanted = wantedExtent(crs); !wanted.isEmpty())
        tiled.extent = {glm::max(tiled.extent.min, wanted.min), glm::min(tiled.extent.max, wanted.max)};
    if (!wantsTiles(tiled, layer, builder.warnings()))
        return false;
    auto tiles = tilesOf(std::move(tiled), m_job);
    if (!tiles)
        return tl::unexpected(tiles.error());
    builder.setTiles(std::move(*tiles), measures.features);
    return true;
}

// Layers of a building's inside: what they know is read when a building is opened. Units and storeys are read as well,
// since they count.
base::Status Reading::takeInteriors(OGRLayer &layer, const SourceCrs &crs, const Columns &columns,
                                    LayerBuilder &builder)
{
    const LayerKind kind = builder.kind();
    const bool isShapes = kind == LayerKind::Space || kind == LayerKind::Door;
    if (!isShapes && kind != LayerKind::Storey && kind != LayerKind::Unit)
        return {};
    InteriorLayerRequest wanted{m_request, kind, m_name, builder.source(), crs, m_frame, false};
    wanted.name.layer = QString::fromUtf8(layer.GetName());
    const Field storey = kind == LayerKind::Storey ? Field::Number : Field::Storey;
    wanted.fromZero = countsFromZero(m_source.dataset(), layer, columns.match().column(storey), m_request.where);
    builder.setFromZero(wanted.fromZero);
    if (wanted.fromZero)
        builder.warnings().add(
            QStringLiteral("storey-from-zero"), builder.source(), {},
            QCoreApplication::translate("formats", "The storeys are counted from 0; 0 is taken as the ground floor"));
    if (kind == LayerKind::Unit && layer.GetGeomType() == wkbNone)
        return {};
    // Rooms that name no building are one together: a plan of one's own is to be seen without a project.
    const bool isOwn = kind == LayerKind::Space && !columns.has(Field::Building) && m_request.building.isEmpty();
    if (isOwn) {
        wanted.request.building = m_request.id;
        builder.warnings().add(
            QStringLiteral("building-missing"), builder.source(), {},
            QCoreApplication::translate(
                "formats", "No field tells which building the rooms are in; they are shown as one of their own. Name "
                           "the field in \"fields\", or the building itself in \"building\""));
    }
    auto interiors = interiorsOfLayer(wanted, m_source.dataset(), layer, columns, m_job, builder.warnings());
    if (!interiors)
        return tl::unexpected(interiors.error());
    if (isOwn) {
        auto building = buildingAround(**interiors, m_request.id, m_job, builder.warnings());
        if (!building)
            return tl::unexpected(building.error());
        if (*building)
            builder.setBuilding(std::move(**building));
    }
    builder.setInteriors(std::move(*interiors), isShapes ? layer.GetFeatureCount(TRUE) : 0);
    return {};
}

Layers Reading::readOsm(const std::vector<LayerKind> &kinds)
{
    std::vector<std::unique_ptr<LayerBuilder>> builders;
    for (const LayerKind kind : kinds) {
        LayerRequest request = m_request;
        if (kinds.size() > 1) {
            request.id = m_request.id.isEmpty() ? domain::layerKindName(kind)
                                                : m_request.id + QLatin1Char('-') + domain::layerKindName(kind);
            request.name = kindLabel(kind);
        }
        builders.push_back(std::make_unique<LayerBuilder>(request, kind, m_frame, m_name.shown()));
        builders.back()->warnings().add(m_source.warnings());
    }
    SourceCrs crs{geometry::Crs::wgs84(), false};
    for (const char *layerName : {"points", "lines", "multipolygons"}) {
        OGRLayer *layer = m_source.dataset().GetLayerByName(layerName);
        const QString name = QString::fromLatin1(layerName);
        std::vector<std::pair<LayerBuilder *, std::shared_ptr<const Columns>>> takers;
        for (const auto &builder : builders)
            for (const QString &wanted : osmLayersOf(builder->kind()))
                if (layer && wanted == name)
                    takers.emplace_back(builder.get(), builder->columnsOf(*layer));
        if (takers.empty())
            continue;
        auto prepared = prepare(*layer, {}, takers.front().first->warnings());
        if (!prepared)
            return tl::unexpected(prepared.error());
        crs = *prepared;
        auto toScene = MapToScene::create(crs, m_frame, m_request.gcj02);
        if (!toScene)
            return base::failure(toScene.error().code, toScene.error().message, m_name.shown());
        const auto shared = std::make_shared<const MapToScene>(std::move(*toScene));
        for (const auto &[builder, columns] : takers)
            builder->setToScene(shared);
        const auto take = [&](OGRFeatureUniquePtr feature) {
            const auto what = classifyOsm(*feature, name);
            if (!what)
                return;
            for (const auto &[builder, columns] : takers)
                if (builder->kind() == what->kind) {
                    const QString id = osmId(*feature, name);
                    builder->add({std::move(feature), columns, id, what->type});
                    return;
                }
        };
        const QString stage = QCoreApplication::translate("formats", "Reading %1")
                                  .arg(m_request.name.isEmpty() ? QFileInfo(m_name.path).fileName() : m_request.name);
        if (const auto read = loop(*layer, stage, take, takers.front().first->warnings()); !read)
            return tl::unexpected(read.error());
    }
    std::vector<domain::Layer> layers;
    for (const auto &builder : builders) {
        domain::Layer layer = builder->finish(crs.crs);
        // What an object is and its id come from its tags, whatever columns look like them.
        std::erase_if(layer.info.matched, [](const auto &pair) {
            return pair.first == QLatin1String("id") || pair.first == QLatin1String("type") ||
                   pair.first == QLatin1String("level");
        });
        if (kinds.size() == 1 || layer.info.features > 0)
            layers.push_back(std::move(layer));
    }
    return layers;
}

Layers OgrReader::read(const LayerRequest &request, const geometry::LocalFrame &frame, const base::Job &job) const
{
    const SourceName name = splitSource(request.source);
    std::optional<KnownVector> known = takeKept(name);
    if (!known) {
        auto opened = VectorSource::open(name);
        if (!opened)
            return tl::unexpected(opened.error());
        if (!*opened)
            return base::failure(QStringLiteral("format-unknown"),
                                 QCoreApplication::translate("formats", "No vector format that is known"),
                                 name.shown());
        known = KnownVector{std::move(**opened), {}, -1};
    }
    VectorSource &source = known->source;
    Reading reading(request, frame, job, *known, name);
    if (source.isOsm()) {
        LayerKind kind = request.kind.value_or(LayerKind::Other);
        if (!request.kind && !domain::layerKindFromName(name.layer, kind))
            return reading.readOsm(osmKinds());
        return kind == LayerKind::Space ? readOsmIndoor(source, request, frame, name.shown(), job)
                                        : reading.readOsm({kind});
    }
    std::vector<OGRLayer *> wanted;
    if (!name.layer.isEmpty()) {
        if (OGRLayer *layer = source.dataset().GetLayerByName(name.layer.toUtf8().constData()))
            wanted.push_back(layer);
        else
            return base::failure(QStringLiteral("layer-missing"),
                                 QCoreApplication::translate("formats", "There is no layer '%1'").arg(name.layer),
                                 name.shown());
    } else {
        for (OGRLayer *layer : source.dataset().GetLayers())
            if (source.dataset().GetLayerCount() == 1 || guessKind(*layer).kind == request.kind)
                wanted.push_back(layer);
        if (wanted.empty() && source.dataset().GetLayerCount() > 0)
            wanted.push_back(source.dataset().GetLayer(0));
    }
    std::vector<domain::Layer> layers;
    for (OGRLayer *layer : wanted) {
        auto read = reading.readLayer(*layer);
        if (!read)
            return tl::unexpected(read.error());
        layers.push_back(std::move(*read));
    }
    return layers;
}

}

const Reader &ogrReader()
{
    static const OgrReader reader;
    return reader;
}

}
