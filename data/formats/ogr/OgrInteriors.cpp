#include "formats/ogr/OgrInteriors.h"

#include "formats/GdalErrors.h"
#include "formats/Tr.h"
#include "formats/ogr/GeoJsonSlices.h"
#include "formats/ogr/MakeInterior.h"
#include "formats/ogr/Sql.h"

#include <QFile>

#include <ogrsf_frmts.h>

#include <algorithm>
#include <atomic>
#include <cstring>

namespace formats
{

using domain::LayerKind;

namespace
{

base::Error cancelled(const QString &source)
{
    return {QStringLiteral("cancelled"), tr("Cancelled"), source, {}, {}};
}

QString textOf(const OGRFeature &feature, int column)
{
    return feature.IsFieldSetAndNotNull(column) ? QString::fromUtf8(feature.GetFieldAsString(column)) : QString();
}

/// Databases in one file, which speak SQL themselves.
bool isSqlFile(GDALDataset &dataset)
{
    const QLatin1String driver(dataset.GetDriverName());
    return driver == QLatin1String("GPKG") || driver == QLatin1String("SQLite");
}

bool query(GDALDataset &dataset, const QByteArray &sql, const std::function<void(const OGRFeature &)> &take)
{
    OGRLayer *result = dataset.ExecuteSQL(sql.constData(), nullptr, nullptr);
    if (!result)
        return false;
    while (const OGRFeatureUniquePtr feature{result->GetNextFeature()})
        take(*feature);
    dataset.ReleaseResultSet(result);
    return true;
}

QByteArray distinct(const QString &column, const QString &layer, const QString &where)
{
    return "SELECT DISTINCT " + quotedName(column) + " FROM " + quotedName(layer) +
           (where.isEmpty() ? QByteArray() : " WHERE " + where.toUtf8());
}

/// Passes over a layer for one column's sake, until `take` returns false.
void forColumn(OGRLayer &layer, int column, bool hasCondition, const std::function<bool(const OGRFeature &)> &take)
{
    CPLStringList ignored;
    ignored.AddString("OGR_GEOMETRY");
    ignored.AddString("OGR_STYLE");
    OGRFeatureDefn *defn = layer.GetLayerDefn();
    for (int i = 0; i < defn->GetFieldCount(); ++i) {
        if (i != column)
            ignored.AddString(defn->GetFieldDefn(i)->GetNameRef());
    }
    if (!hasCondition) // which needs columns of its own
        layer.SetIgnoredFields(const_cast<const char **>(ignored.List()));
    layer.ResetReading();
    while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
        if (!take(*feature))
            break;
    }
    layer.SetIgnoredFields(nullptr);
    layer.ResetReading();
}

/// Row numbers (or bytes of the file) that follow one another.
struct Run {
    qint64 first, count;
};

/// Where a building's features are.
struct Place {
    QString value; ///< as the column has it, where that is not the id itself
    std::vector<Run> rows;
};

/// How the features of one building are found.
enum class Access : quint8 {
    Everything, ///< the layer is of one building
    Filter,     ///< the database has an index
    Rows,       ///< by row numbers
    Bytes,      ///< by their place in the file
    Scan        ///< neither: from the beginning to the end
};

class OgrInteriors final : public domain::InteriorSource
{
public:
    OgrInteriors(InteriorLayerRequest request, QString column, bool isText)
        : m_request(std::move(request)), m_column(std::move(column)), m_isText(isText)
    {
    }

    QString source() const override { return m_request.shown; }
    const QStringList &buildings() const override { return m_buildings; }
    bool isWhole() const override { return false; }
    base::Result<domain::Interior> read(const domain::Building &building, const base::Job &job) const override;

    base::Status find(GDALDataset &dataset, OGRLayer &layer, int column, const base::Job &job,
                      base::Warnings &warnings);

private:
    using Complain = std::function<void(const QString &feature)>;
    bool findByIndex(GDALDataset &dataset, const QString &layer, const Complain &complain);
    bool add(const QString &value, qint64 row);
    base::Result<std::optional<VectorSource>> openSlices(const Place &place) const;
    void finish();

    InteriorLayerRequest m_request;
    QString m_column;
    bool m_isText;
    Access m_access = Access::Scan;
    QStringList m_buildings;
    QHash<QString, Place> m_places;
};

bool OgrInteriors::add(const QString &value, qint64 row)
{
    const QString id = value.trimmed();
    if (id.isEmpty())
        return false;
    auto place = m_places.find(id);
    if (place == m_places.end())
        place = m_places.insert(id, {id == value ? QString() : value, {}});
    if (row == OGRNullFID)
        return true;
    std::vector<Run> &rows = place->rows;
    if (!rows.empty() && rows.back().first + rows.back().count == row)
        ++rows.back().count;
    else
        rows.push_back({row, 1});
    return true;
}

// Databases in one file: where the column is indexed, one query names all buildings.
bool OgrInteriors::findByIndex(GDALDataset &dataset, const QString &layer, const Complain &complain)
{
    if (!isSqlFile(dataset))
        return false;
    bool indexed = false;
    query(dataset,
          "SELECT 1 FROM pragma_index_list(" + quotedText(layer) +
              ") l JOIN pragma_index_info(l.name) i WHERE l.partial = 0 AND i.seqno = 0 AND i.name = " +
              quotedText(m_column),
          [&](const OGRFeature &) { indexed = true; });
    return indexed &&
           query(dataset, distinct(m_column, layer, m_request.request.where), [&](const OGRFeature &feature) {
               if (!add(textOf(feature, 0), OGRNullFID))
                   complain({});
           });
}

base::Status OgrInteriors::find(GDALDataset &dataset, OGRLayer &layer, int column, const base::Job &job,
                                base::Warnings &warnings)
{
    if (!m_request.request.building.isEmpty()) {
        m_access = Access::Everything;
        m_buildings = {m_request.request.building};
        return {};
    }
    const auto complain = [&](const QString &feature) {
        warnings.add(QStringLiteral("building-missing"), m_request.shown, feature,
                     tr("The feature does not say which building it is in; it is left out"));
    };
    if (findByIndex(dataset, QString::fromUtf8(layer.GetName()), complain)) {
        m_access = Access::Filter;
        finish();
        return {};
    }
    m_places.clear();
    const bool isServer = QLatin1String(dataset.GetDriverName()) == QLatin1String("PostgreSQL");
    m_access = isServer ? Access::Filter : layer.TestCapability(OLCRandomRead) ? Access::Rows : Access::Scan;
    std::vector<std::pair<qint64, qint64>> slices;
    const bool all = m_request.request.where.isEmpty() && m_request.request.extent.isEmpty();
    if (all && QLatin1String(dataset.GetDriverName()) == QLatin1String("GeoJSON"))
        slices = featureSlices(m_request.name.path);
    if (!slices.empty() && qint64(slices.size()) == layer.GetFeatureCount(TRUE))
        m_access = Access::Bytes;
    bool goesOn = true;
    qint64 place = 0;
    forColumn(layer, column, !m_request.request.where.isEmpty(), [&](const OGRFeature &feature) {
        const qint64 row = m_access == Access::Bytes ? place++ : feature.GetFID();
        const bool isKept = m_access == Access::Rows || m_access == Access::Bytes;
        if (!add(textOf(feature, column), isKept ? row : OGRNullFID))
            complain(row == OGRNullFID ? QString() : QString::number(row));
        return goesOn = !job.isCancelled();
    });
    if (!goesOn)
        return tl::unexpected(cancelled(m_request.shown));
    if (m_access == Access::Bytes) {
        for (Place &of : m_places) {
            for (Run &run : of.rows) {
                const qint64 end = slices[size_t(run.first + run.count - 1)].second;
                run.first = slices[size_t(run.first)].first;
                run.count = end - run.first;
            }
        }
    }
    finish();
    return {};
}

// The building's features alone, as a collection in memory.
base::Result<std::optional<VectorSource>> OgrInteriors::openSlices(const Place &place) const
{
    QFile file(m_request.name.path);
    QByteArray text = R"({"type":"FeatureCollection","features":[)";
    if (file.open(QIODevice::ReadOnly)) {
        for (const Run &run : place.rows) {
            if (!text.endsWith('['))
                text += ',';
            file.seek(run.first);
            text += file.read(run.count);
        }
    }
    text += "]}";
    static std::atomic_int number = 0;
    const QByteArray name = "/vsimem/yunjie-inside-" + QByteArray::number(++number) + ".geojson";
    auto *bytes = static_cast<GByte *>(VSIMalloc(size_t(text.size())));
    if (!bytes)
        return std::optional<VectorSource>();
    memcpy(bytes, text.constData(), size_t(text.size()));
    // GDAL owns the bytes, and keeps them until the dataset is closed.
    VSIFCloseL(VSIFileFromMemBuffer(name.constData(), bytes, vsi_l_offset(text.size()), TRUE));
    auto opened = VectorSource::open({QString::fromUtf8(name), {}, false});
    VSIUnlink(name.constData());
    return opened;
}

void OgrInteriors::finish()
{
    m_buildings = m_places.keys();
    m_buildings.sort();
    if (m_access == Access::Rows || m_access == Access::Bytes) {
        for (Place &place : m_places)
            place.rows.shrink_to_fit();
        return;
    }
    // Only values that are not the id itself need to be remembered.
    m_places.removeIf([](const auto &place) { return place.value().value.isEmpty(); });
}

base::Result<domain::Interior> OgrInteriors::read(const domain::Building &building, const base::Job &job) const
{
    const Place place = m_places.value(building.id);
    auto opened = m_access == Access::Bytes ? openSlices(place) : VectorSource::open(m_request.name);
    if (!opened)
        return tl::unexpected(opened.error());
    GdalErrors errors;
    OGRLayer *layer = !*opened ? nullptr
                      : m_access == Access::Bytes
                          ? (*opened)->dataset().GetLayer(0)
                          : (*opened)->dataset().GetLayerByName(m_request.name.layer.toUtf8().constData());
    if (!layer)
        return base::failure(QStringLiteral("layer-missing"), tr("There is no layer '%1'").arg(m_request.name.layer),
                             m_request.shown);
    domain::Interior interior;
    interior.building = building.id;
    interior.source = m_request.shown;
    const auto warn = [&](const char *code, const QString &feature, const QString &message) {
        interior.warnings.add(QString::fromLatin1(code), m_request.shown, feature, message);
    };
    domain::AttributeTable unused;
    base::Warnings known; // of the columns: the layer has told them
    const Columns columns(*layer, m_request.kind, m_request.request.fields, m_request.shown, unused, known);
    auto toScene = MapToScene::create(m_request.crs, m_request.frame, m_request.request.gcj02);
    if (!toScene)
        return base::failure(toScene.error().code, toScene.error().message, m_request.shown);

    std::vector<OGRFeatureUniquePtr> features;
    ShapeBatch shapes;
    const auto take = [&](OGRFeatureUniquePtr feature) {
        shapes.add(feature->GetGeometryRef(), m_request.kind != LayerKind::Door);
        features.push_back(std::move(feature));
    };
    if (m_access == Access::Rows) {
        for (const Run &run : place.rows) {
            for (GIntBig row = run.first; row < run.first + run.count; ++row) {
                if (job.isCancelled())
                    return tl::unexpected(cancelled(m_request.shown));
                if (OGRFeatureUniquePtr feature{layer->GetFeature(row)})
                    take(std::move(feature));
                else
                    warn("feature-unreadable", QString::number(row),
                         tr("The feature cannot be read again: %1").arg(errors.first()));
            }
        }
    } else {
        const QString value = place.value.isEmpty() ? building.id : place.value;
        QByteArray where = m_request.request.where.toUtf8();
        if (m_access == Access::Filter) {
            const QByteArray own = quotedName(m_column) + " = " + (m_isText ? quotedText(value) : value.toUtf8());
            where = where.isEmpty() ? own : '(' + where + ") AND " + own;
        }
        if (!where.isEmpty() && layer->SetAttributeFilter(where.constData()) != OGRERR_NONE)
            return base::failure(
                QStringLiteral("where-invalid"),
                tr("The condition '%1' cannot be used: %2").arg(QString::fromUtf8(where), errors.first()),
                m_request.shown);
        layer->ResetReading();
        while (OGRFeatureUniquePtr feature{layer->GetNextFeature()}) {
            if (job.isCancelled())
                return tl::unexpected(cancelled(m_request.shown));
            if (m_access != Access::Scan || columns.text(*feature, Field::Building) == building.id)
                take(std::move(feature));
        }
    }

    shapes.move(*toScene);
    const double ground = std::isnan(building.ground) ? 0.0 : building.ground;
    const auto append = [](auto &into, auto &&more) {
        into.insert(into.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    };
    const Field storeyField = m_request.kind == LayerKind::Storey ? Field::Number : Field::Storey;
    for (size_t i = 0; i < features.size(); ++i) {
        const OGRFeature &feature = *features[i];
        QString id = columns.text(feature, Field::Id);
        if (id.isEmpty())
            id = QString::number(feature.GetFID() == OGRNullFID ? GIntBig(i + 1) : feature.GetFID());
        const Complaint complain = [&](const char *code, const QString &message) { warn(code, id, message); };
        InteriorFeature from{feature, columns, id, ground,
                             storeysOf(feature, columns, storeyField, m_request.fromZero, complain)};
        if (from.storeys.empty())
            continue;
        Shape shape = shapes.shape(i);
        geometry::MultiPolygon outline;
        switch (m_request.kind) {
        case LayerKind::Space:
            append(interior.spaces, spacesFrom(from, shape, complain));
            break;
        case LayerKind::Door:
            append(interior.doors, doorsFrom(from, shape, complain));
            break;
        case LayerKind::Storey: {
            if (!shape.polygons.empty())
                takeAreas(shape, outline, complain);
            auto storeys = storeysFrom(from);
            for (domain::Storey &storey : storeys)
                storey.shape = outline;
            append(interior.storeys, std::move(storeys));
            break;
        }
        default: {
            if (!shape.polygons.empty())
                takeAreas(shape, outline, complain);
            auto units = unitsFrom(from);
            for (domain::Unit &unit : units) {
                unit.building = building.id;
                unit.shape = outline;
            }
            append(interior.units, std::move(units));
        }
        }
    }
    return interior;
}

}

bool countsFromZero(GDALDataset &dataset, OGRLayer &layer, int column, const QString &where)
{
    const OGRFeatureDefn *defn = layer.GetLayerDefn();
    if (column < 0 || column >= defn->GetFieldCount())
        return false;
    bool found = false;
    QString last;
    const auto look = [&](const QString &text) {
        if (text != last)
            found = found || parseStoreys(text).namesZero;
        last = text;
    };
    const QString name = QString::fromUtf8(defn->GetFieldDefn(column)->GetNameRef());
    if (isSqlFile(dataset) && query(dataset, distinct(name, QString::fromUtf8(layer.GetName()), where),
                                    [&](const OGRFeature &feature) { look(textOf(feature, 0)); }))
        return found;
    forColumn(layer, column, !where.isEmpty(), [&](const OGRFeature &feature) {
        look(textOf(feature, column));
        return !found;
    });
    return found;
}

base::Result<std::shared_ptr<const domain::InteriorSource>>
interiorsOfLayer(const InteriorLayerRequest &request, GDALDataset &dataset, OGRLayer &layer, const Columns &columns,
                 const base::Job &job, base::Warnings &warnings)
{
    const int column = columns.match().column(Field::Building);
    const OGRFeatureDefn *defn = layer.GetLayerDefn();
    const bool known = column >= 0 && column < defn->GetFieldCount();
    if (!known && request.request.building.isEmpty()) {
        warnings.add(QStringLiteral("building-missing"), request.shown, {},
                     tr("No field tells which building the features are in; name one in \"fields\", or the building "
                        "itself in \"building\""));
        return std::shared_ptr<const domain::InteriorSource>();
    }
    const OGRFieldDefn *field = known ? defn->GetFieldDefn(column) : nullptr;
    auto source = std::make_shared<OgrInteriors>(request, field ? QString::fromUtf8(field->GetNameRef()) : QString(),
                                                 field && field->GetType() == OFTString);
    if (const auto found = source->find(dataset, layer, column, job, warnings); !found)
        return tl::unexpected(found.error());
    return source;
}

}
