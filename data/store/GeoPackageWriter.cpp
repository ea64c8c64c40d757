#include "store/TableWriter.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <ogrsf_frmts.h>

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <mutex>

namespace store
{

namespace
{

using Kind = TableColumn::Kind;

void CPL_STDCALL keepQuiet(CPLErr, CPLErrorNum, const char *) {}

/// Keeps GDAL's messages off standard error while it lives; the last is asked for.
struct Quiet {
    Quiet() { CPLPushErrorHandler(keepQuiet); }
    ~Quiet() { CPLPopErrorHandler(); }
    static QString said() { return QString::fromUtf8(CPLGetLastErrorMsg()); }
};

OGRFieldType typeOf(Kind kind)
{
    switch (kind) {
    case Kind::Integer:
        return OFTInteger64;
    case Kind::Real:
        return OFTReal;
    case Kind::Time:
        return OFTDateTime;
    case Kind::Text:
        break;
    }
    return OFTString;
}

/// OGC GeoPackage 1.3: one layer, of points in WGS 84 or without geometry.
class GeoPackageWriter : public TableWriter
{
public:
    /// In a folder beside the file: what GDAL leaves there goes with it.
    GeoPackageWriter(const QString &file, const std::vector<TableColumn> &columns)
        : m_file(file), m_columns(columns), m_folder(QFileInfo(file).absolutePath() + QStringLiteral("/.export-XXXXXX"))
    {
    }

    base::Status begin(const QString &title, bool placed)
    {
        static std::once_flag once;
        std::call_once(once, [] { GDALAllRegister(); });
        const Quiet quiet;
        if (!m_folder.isValid())
            return tl::unexpected(unwritable(m_file, m_folder.errorString()));
        GDALDriver *driver = GetGDALDriverManager()->GetDriverByName("GPKG");
        if (driver)
            m_dataset.reset(driver->Create(aside().toUtf8().constData(), 0, 0, 0, GDT_Unknown, nullptr));
        OGRSpatialReference wgs84;
        wgs84.importFromEPSG(4326);
        wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        if (m_dataset && m_dataset->StartTransaction(true) == OGRERR_NONE)
            m_layer = m_dataset->CreateLayer(title.toUtf8().constData(), placed ? &wgs84 : nullptr,
                                             placed ? wkbPoint : wkbNone, nullptr);
        if (!m_layer)
            return tl::unexpected(unwritable(m_file, Quiet::said()));
        for (const TableColumn &column : m_columns) {
            OGRFieldDefn field(column.name.toUtf8().constData(), typeOf(column.kind));
            if (m_layer->CreateField(&field) != OGRERR_NONE)
                return tl::unexpected(unwritable(m_file, Quiet::said()));
        }
        return {};
    }

    base::Status add(const TableRow &row) override
    {
        const Quiet quiet;
        OGRFeature feature(m_layer->GetLayerDefn());
        for (size_t i = 0; i < m_columns.size(); ++i)
            set(feature, int(i), m_columns[i].kind, row.values[qsizetype(i)]);
        if (row.hasPosition)
            feature.SetGeometryDirectly(new OGRPoint(row.longitude, row.latitude));
        if (m_layer->CreateFeature(&feature) != OGRERR_NONE)
            return tl::unexpected(unwritable(m_file, Quiet::said()));
        return {};
    }

    base::Status finish() override
    {
        const Quiet quiet;
        CPLErrorReset();
        const bool committed = m_dataset->CommitTransaction() == OGRERR_NONE;
        m_dataset.reset();
        if (!committed || CPLGetLastErrorType() >= CE_Failure)
            return tl::unexpected(unwritable(m_file, Quiet::said()));
        // rename(2) replaces in one step; QFile::rename refuses to replace at all.
        if (std::rename(QFile::encodeName(aside()).constData(), QFile::encodeName(m_file).constData()) != 0)
            return tl::unexpected(unwritable(m_file, QString::fromLocal8Bit(std::strerror(errno))));
        return {};
    }

private:
    QString aside() const { return m_folder.filePath(QStringLiteral("whole.gpkg")); }

    static void set(OGRFeature &feature, int field, Kind kind, const QVariant &value)
    {
        switch (kind) {
        case Kind::Text:
            if (const QString text = value.toString(); !text.isEmpty())
                feature.SetField(field, text.toUtf8().constData());
            break;
        case Kind::Integer:
            if (!value.isNull())
                feature.SetField(field, GIntBig(value.toLongLong()));
            break;
        case Kind::Real:
            if (!value.isNull() && std::isfinite(value.toDouble()))
                feature.SetField(field, value.toDouble());
            break;
        case Kind::Time:
            if (const qint64 ms = value.toLongLong(); ms != 0) {
                const QDateTime time = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
                constexpr int Utc = 100; // OGR's number for it
                feature.SetField(field, time.date().year(), time.date().month(), time.date().day(), time.time().hour(),
                                 time.time().minute(), float(time.time().second()) + float(time.time().msec()) / 1000,
                                 Utc);
            }
            break;
        }
    }

    struct Closing {
        void operator()(GDALDataset *dataset) const { GDALClose(dataset); }
    };
    QString m_file;
    std::vector<TableColumn> m_columns;
    QTemporaryDir m_folder;
    std::unique_ptr<GDALDataset, Closing> m_dataset;
    OGRLayer *m_layer = nullptr;
};

}

base::Result<std::unique_ptr<TableWriter>> makeGeoPackage(const QString &file, const QString &title,
                                                          const std::vector<TableColumn> &columns, bool placed)
{
    auto writer = std::make_unique<GeoPackageWriter>(file, columns);
    if (const base::Status status = writer->begin(title, placed); !status)
        return tl::unexpected(status.error());
    return writer;
}

}
