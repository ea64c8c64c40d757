#pragma once

#include "base/Result.h"
#include "sample/Model.h"

#include <ogrsf_frmts.h>

#include <memory>

class GDALDataset;

namespace sample
{

struct Column {
    const char *name;
    OGRFieldType type;
};

/// A GeoPackage being written, in EPSG:4547: one transaction, the same bytes for the same content. Belongs to the
/// thread that made it.
class GeoPackage
{
public:
    /// Error "folder-unwritable".
    static base::Result<GeoPackage> create(const QString &file);
    ~GeoPackage();
    GeoPackage(GeoPackage &&) noexcept;
    GeoPackage &operator=(GeoPackage &&) noexcept;

    /// Null where it cannot be made: then `problem` tells why.
    OGRLayer *layer(const char *name, OGRwkbGeometryType type, std::initializer_list<Column> columns, const char *title,
                    bool spatialIndex = true);
    void index(const char *layer, const char *column); ///< of attributes
    void put(OGRLayer *to, OGRFeature &feature);
    bool hasFailed() const { return m_failed; }
    base::Status problem() const;
    base::Status finish(); ///< commits and closes

private:
    GeoPackage();
    std::unique_ptr<GDALDataset> m_dataset;
    OGRSpatialReference m_srs;
    QString m_file;
    bool m_failed = false;
};

void setText(OGRFeature &feature, int field, const QString &value); ///< empty: null
// Points of the model, moved by `offset`, to the millimetre.
void setShape(OGRFeature &feature, const MultiPolygon &polygons, const Vec2 &offset);
void setShape(OGRFeature &feature, const Polygon &polygon, const Vec2 &offset);
void setShape(OGRFeature &feature, const LineString &line, const Vec2 &offset);
void setShape(OGRFeature &feature, const Vec2 &point, const Vec2 &offset);
double decimetres(double metres);

}
