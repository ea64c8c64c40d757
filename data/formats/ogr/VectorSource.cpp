#include "formats/ogr/VectorSource.h"

#include "formats/GdalErrors.h"
#include "formats/ogr/Encoding.h"
#include "formats/ogr/GeoJsonMend.h"
#include "formats/ogr/OsmTags.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <bzlib.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <atomic>

namespace formats
{

namespace
{

/// Drivers that only move a file's bytes, read what others own, or would ask the network.
const char *const Drivers[] = {"ESRI Shapefile",
                               "GPKG",
                               "GeoJSON",
                               "GeoJSONSeq",
                               "TopoJSON",
                               "ESRIJSON",
                               "FlatGeobuf",
                               "OSM",
                               "CSV",
                               "PostgreSQL",
                               "SQLite",
                               "GML",
                               "KML",
                               "LIBKML",
                               "GPX",
                               "OpenFileGDB",
                               "MapInfo File",
                               "DXF",
                               "DGN",
                               "XLSX",
                               "ODS",
                               "OGR_VRT",
                               "Parquet",
                               "Arrow",
                               "GeoRSS",
                               "JML",
                               "MapML",
                               "VDV",
                               "WAsP",
                               "S57",
                               "PGDUMP",
                               "GMT",
                               "OGR_GMT",
                               "Selafin",
                               "NAS",
                               "CAD",
                               "MVT",
                               "MBTiles",
                               "JSONFG",
                               nullptr};

QString unpackBzip2(const QString &path, const QString &folder)
{
    const QString name = folder + QLatin1Char('/') + QFileInfo(path).completeBaseName();
    QFile out(name);
    FILE *file = fopen(QFile::encodeName(path).constData(), "rb");
    if (!file || !out.open(QIODevice::WriteOnly)) {
        if (file)
            fclose(file);
        return {};
    }
    int error = BZ_OK;
    BZFILE *packed = BZ2_bzReadOpen(&error, file, 0, 0, nullptr, 0);
    std::array<char, 1 << 16> buffer;
    while (error == BZ_OK) {
        const int got = BZ2_bzRead(&error, packed, buffer.data(), int(buffer.size()));
        if (error == BZ_OK || error == BZ_STREAM_END)
            out.write(buffer.data(), got);
    }
    const bool whole = error == BZ_STREAM_END;
    BZ2_bzReadClose(&error, packed);
    fclose(file);
    return whole ? name : QString();
}

/// The first file in an archive that a vector driver takes; a folder of shapefiles is taken whole.
QString insideZip(const QString &path)
{
    const QString root = QStringLiteral("/vsizip/") + path;
    const CPLStringList files(VSIReadDirRecursive(root.toUtf8().constData()));
    QStringList wanted;
    for (int i = 0; i < files.size(); ++i) {
        const QString file = QString::fromUtf8(files[i]);
        for (const char *suffix : {".gpkg", ".shp", ".geojson", ".fgb", ".json", ".gml", ".osm", ".csv", ".kml"})
            if (file.endsWith(QLatin1String(suffix), Qt::CaseInsensitive))
                wanted.append(file);
    }
    return wanted.isEmpty() ? QString() : root + QLatin1Char('/') + wanted.first();
}

bool isGeoJsonName(const QString &path)
{
    return path.endsWith(QLatin1String(".geojson"), Qt::CaseInsensitive) ||
           path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
}

CPLStringList openOptions(const QString &path)
{
    CPLStringList options;
    const QFileInfo info(path);
    const QString suffix = info.suffix().toLower();
    if (suffix == QLatin1String("csv") || suffix == QLatin1String("tsv")) {
        options.SetNameValue("X_POSSIBLE_NAMES",
                             "lon,lng,long,longitude,x,经度,easting,lon_*,longitude_*,coord_x,point_x,x_coord");
        options.SetNameValue("Y_POSSIBLE_NAMES",
                             "lat,latitude,y,纬度,northing,lat_*,latitude_*,coord_y,point_y,y_coord");
        options.SetNameValue("GEOM_POSSIBLE_NAMES", "wkt,WKT,geom,geometry,the_geom,wkb_geometry");
        options.SetNameValue("AUTODETECT_TYPE", "YES");
        options.SetNameValue("EMPTY_STRING_AS_NULL", "YES");
        options.SetNameValue("KEEP_GEOM_COLUMNS", "NO");
    } else if (suffix == QLatin1String("gml") || suffix == QLatin1String("xml")) {
        options.SetNameValue("WRITE_GFS", "NO");
    } else if (suffix == QLatin1String("shp") || suffix == QLatin1String("dbf")) {
        if (const QByteArray encoding = guessedDbfEncoding(path); !encoding.isEmpty())
            options.SetNameValue("ENCODING", encoding.constData());
    }
    return options;
}

bool isOsmName(const QString &path)
{
    const QString name = path.toLower();
    return name.endsWith(QLatin1String(".pbf")) || name.endsWith(QLatin1String(".osm")) ||
           name.endsWith(QLatin1String(".osm.gz"));
}

bool isSequenceName(const QString &path)
{
    static const QStringList suffixes{QStringLiteral("geojsonl"),   QStringLiteral("geojsons"),
                                      QStringLiteral("geojsonseq"), QStringLiteral("seq"),
                                      QStringLiteral("ndjson"),     QStringLiteral("jsonl")};
    return suffixes.contains(QFileInfo(path).suffix().toLower());
}

GDALDataset *openDataset(const QString &path, const CPLStringList &options)
{
    const QByteArray name = path.toUtf8();
    if (isSequenceName(path)) {
        // GDAL's GeoJSON driver would take the first line for the whole.
        const char *const sequence[] = {"GeoJSONSeq", nullptr};
        if (GDALDataset *dataset =
                GDALDataset::Open(("GeoJSONSeq:" + name).constData(), GDAL_OF_VECTOR | GDAL_OF_READONLY, sequence))
            return dataset;
    }
    return GDALDataset::Open(name.constData(), GDAL_OF_VECTOR | GDAL_OF_READONLY, Drivers, options.List());
}

/// Whether a text of one JSON object a line ends in the middle of one; GDAL passes over such a line in silence.
bool endsInsideLine(const QString &path)
{
    constexpr qint64 Longest = 1 << 20;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(std::max<qint64>(0, file.size() - Longest)))
        return false;
    const QByteArray tail = file.readAll().trimmed();
    const qsizetype start = std::max(tail.lastIndexOf('\n'), tail.lastIndexOf('\x1e')) + 1;
    return !tail.isEmpty() && (start > 0 || tail.size() < Longest) && tail.back() != '}' &&
           QJsonDocument::fromJson(tail.mid(start)).isNull();
}

}

QString SourceName::shown() const
{
    const QString all = layer.isEmpty() ? path : path + QLatin1Char('|') + layer;
    return withoutSecrets(all);
}

SourceName splitSource(const QString &source)
{
    SourceName name{source, {}, false};
    name.isDatabase =
        source.startsWith(QLatin1String("PG:"), Qt::CaseInsensitive) || source.startsWith(QLatin1String("postgres"));
    const qsizetype bar = source.lastIndexOf(QLatin1Char('|'));
    if (bar > 0 && (name.isDatabase || !QFileInfo::exists(source))) {
        name.path = source.left(bar);
        name.layer = source.mid(bar + 1);
    }
    if (name.path.startsWith(QLatin1String("postgres")) && name.isDatabase)
        name.path = QStringLiteral("PG:") + name.path;
    return name;
}

VectorSource::~VectorSource()
{
    m_dataset.reset();
    if (!m_memoryFile.isEmpty())
        VSIUnlink(m_memoryFile.constData());
}

bool VectorSource::unpack(const SourceName &name, QString &path)
{
    path = name.path;
    const QString lower = path.toLower();
    if (lower.endsWith(QLatin1String(".gz"))) {
        path = QStringLiteral("/vsigzip/") + name.path;
    } else if (lower.endsWith(QLatin1String(".bz2"))) {
        m_folder = std::make_shared<QTemporaryDir>();
        path = unpackBzip2(name.path, m_folder->path());
    } else if (lower.endsWith(QLatin1String(".zip")) && !lower.endsWith(QLatin1String(".gdb.zip"))) {
        path = insideZip(name.path);
    }
    return !path.isEmpty();
}

bool VectorSource::mendGeoJson(const QString &path, const SourceName &name, const QString &why)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    int features = 0;
    const QByteArray mended = closeTruncatedGeoJson(file.readAll(), &features);
    if (mended.isEmpty())
        return false;
    static std::atomic_int number = 0;
    m_mended = std::make_shared<QByteArray>(mended);
    // Named as the file, since GDAL calls the layer by it.
    m_memoryFile = "/vsimem/yunjie-" + QByteArray::number(++number) + "/" + QFileInfo(path).fileName().toUtf8();
    VSIFCloseL(VSIFileFromMemBuffer(m_memoryFile.constData(), reinterpret_cast<GByte *>(m_mended->data()),
                                    vsi_l_offset(m_mended->size()), FALSE));
    m_dataset.reset(openDataset(QString::fromUtf8(m_memoryFile), {}));
    if (!m_dataset)
        return false;
    m_warnings.add(QStringLiteral("file-truncated"), name.shown(),
                   QCoreApplication::translate("formats", "after feature %1").arg(features),
                   QCoreApplication::translate(
                       "formats", "The file ends in the middle of a feature; only the features before it are read (%1)")
                       .arg(why));
    return true;
}

base::Result<std::optional<VectorSource>> VectorSource::open(const SourceName &name)
{
    GdalErrors errors;
    VectorSource source;
    QString path = name.path;
    if (!name.isDatabase && !source.unpack(name, path)) {
        if (name.path.endsWith(QLatin1String(".bz2"), Qt::CaseInsensitive))
            return base::failure(QStringLiteral("source-broken"),
                                 QCoreApplication::translate("formats", "The compressed file is damaged or cut short"),
                                 name.shown());
        return std::nullopt;
    }
    if (!name.isDatabase && QFileInfo(name.path).isFile() && QFileInfo(name.path).size() == 0)
        return base::failure(QStringLiteral("source-empty"),
                             QCoreApplication::translate("formats", "The file is empty (0 bytes)"), name.shown());

    CPLStringList options = openOptions(path);
    if (isOsmName(path) || path.endsWith(QLatin1String(".xml")))
        options.SetNameValue("CONFIG_FILE", osmConfigPath().constData());
    source.m_dataset.reset(openDataset(path, options));
    if (source.m_dataset) {
        if (source.isOsm()) {
            if (const QString compression = unreadableOsmCompression(name.path); !compression.isEmpty())
                return base::failure(
                    QStringLiteral("osm-compression"),
                    QCoreApplication::translate(
                        "formats", "The blocks of this OpenStreetMap file are compressed with %1, which cannot be read")
                        .arg(compression),
                    name.shown(), {},
                    QCoreApplication::translate("formats", "Convert it with: osmium cat -f pbf,pbf_compression=zlib"));
        }
        if (source.driver() == QLatin1String("GeoJSONSeq") && endsInsideLine(path))
            source.m_warnings.add(
                QStringLiteral("file-truncated"), name.shown(), QCoreApplication::translate("formats", "last line"),
                QCoreApplication::translate("formats", "The file ends in the middle of a feature, which is left out"));
        if (options.FetchNameValue("ENCODING"))
            source.m_warnings.add(
                QStringLiteral("encoding-guessed"), name.shown(), {},
                QCoreApplication::translate("formats",
                                            "The attribute table does not name its encoding; its texts look like %1")
                    .arg(QString::fromLatin1(options.FetchNameValue("ENCODING"))));
        return std::optional<VectorSource>(std::move(source));
    }
    const QString why = errors.first();
    if (name.isDatabase)
        return base::failure(
            QStringLiteral("database-unreachable"),
            QCoreApplication::translate("formats", "The database cannot be opened: %1").arg(why), name.shown(), {},
            QCoreApplication::translate("formats", "Check host, port, database name, user and password"));
    GDALDriverH identified = GDALIdentifyDriverEx(path.toUtf8().constData(), GDAL_OF_VECTOR, Drivers, nullptr);
    if (!identified && !isGeoJsonName(path))
        return std::nullopt;
    if (isGeoJsonName(path) && source.mendGeoJson(path, name, why))
        return std::optional<VectorSource>(std::move(source));
    if (!identified)
        return std::nullopt;
    return base::failure(QStringLiteral("source-broken"),
                         QCoreApplication::translate("formats", "The file looks like %1 but cannot be read: %2")
                             .arg(QString::fromUtf8(GDALGetDriverShortName(identified)),
                                  why.isEmpty() ? QCoreApplication::translate("formats", "no reason given") : why),
                         name.shown(), {},
                         QCoreApplication::translate("formats", "The file may be cut short: fetch or export it again"));
}

}
