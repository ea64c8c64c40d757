#pragma once

#include "base/Result.h"
#include "geometry/Box.h"

#include <memory>
#include <vector>

class OGRSpatialReference;

namespace geometry
{

/// A coordinate reference system by PROJ. Immutable, cheap to copy, safe to share between threads. Coordinates are
/// always x = easting or longitude, y = northing or latitude; a reader whose format keeps the authority's order asks
/// `isNorthingFirst` and swaps.
class Crs
{
public:
    Crs() = default;
    /// From "EPSG:4547", "4547", "EPSG:25832+5783", an OGC URN or URL (compound ones too), AdV URN
    /// ("urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH"), WKT, PROJ or PROJJSON text. Error "crs-unknown".
    static base::Result<Crs> parse(const QString &text);
    static Crs wgs84();
    /// The UTM zone (EPSG:326xx, 327xx) of a place in degrees.
    static Crs utm(double longitude, double latitude);
    /// Takes a copy of an OGR object; a null one gives an invalid Crs.
    static Crs fromOgr(const OGRSpatialReference *srs);

    bool isValid() const { return m_srs != nullptr; }
    bool isGeographic() const;
    /// Projected with its axes in metres: what a LocalFrame needs.
    bool isMetric() const;
    bool isNorthingFirst() const;
    /// Whether it has a vertical part.
    bool isCompound() const;
    /// "EPSG:4547", "EPSG:25832+5783", or its name where it has no code.
    QString code() const;
    QString name() const;
    bool sameAs(const Crs &other) const;
    const OGRSpatialReference *ogr() const { return m_srs.get(); }

private:
    std::shared_ptr<const OGRSpatialReference> m_srs;
};

/// Moves points from one CRS to another; heights follow where both have a vertical part, and are kept otherwise.
/// Belongs to the thread that made it.
class Transform
{
public:
    /// Error "crs-transform" where PROJ knows no way. An invalid `from` means "already in `to`".
    static base::Result<Transform> create(const Crs &from, const Crs &to);
    ~Transform();
    Transform(Transform &&) noexcept;
    Transform &operator=(Transform &&) noexcept;

    bool isIdentity() const { return m_impl == nullptr; }
    /// In place; false where the point cannot be moved (it is left as it was).
    bool apply(Vec3 &point) const;
    bool apply(Vec2 &point) const;
    /// All at once, as OGR does it faster; returns how many failed (those are left as they were).
    size_t apply(std::vector<Vec3> &points) const;

private:
    struct Impl;
    explicit Transform(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}
