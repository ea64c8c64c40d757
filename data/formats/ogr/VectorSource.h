#pragma once

#include "base/Result.h"
#include "base/Warnings.h"
#include "formats/Reader.h"

#include <QTemporaryDir>

#include <gdal_priv.h>

#include <memory>
#include <optional>

namespace formats
{

/// "FILE|LAYER" or "PG:...|LAYER" taken apart.
struct SourceName {
    QString path;  ///< as GDAL or the file system knows it
    QString layer; ///< empty: all
    bool isDatabase = false;
    QString shown() const; ///< both, without secrets
};
/// A "|" that belongs to an existing file's own name is left alone.
SourceName splitSource(const QString &source);

/// A vector dataset open for reading, with what had to be unpacked or mended for it. For one thread.
class VectorSource
{
public:
    /// Nothing where no vector driver knows the file; an Error ("source-broken", "source-empty",
    /// "database-unreachable", "osm-compression") where one does but cannot open it.
    static base::Result<std::optional<VectorSource>> open(const SourceName &name);
    ~VectorSource();
    VectorSource(VectorSource &&) noexcept = default;
    VectorSource &operator=(VectorSource &&) noexcept = default;

    GDALDataset &dataset() const { return *m_dataset; }
    QString driver() const { return QString::fromUtf8(m_dataset->GetDriverName()); }
    bool isOsm() const { return driver() == QLatin1String("OSM"); }
    /// What was found wrong on opening (a file cut short, a guessed encoding).
    const base::Warnings &warnings() const { return m_warnings; }

private:
    VectorSource() = default;
    bool unpack(const SourceName &name, QString &path);
    bool mendGeoJson(const QString &path, const SourceName &name, const QString &why);

    std::shared_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<QByteArray> m_mended;
    QByteArray m_memoryFile;
    GDALDatasetUniquePtr m_dataset;
    base::Warnings m_warnings;
};

}
