#pragma once

#include "geometry/Crs.h"

namespace geometry
{

/// Ties scene coordinates (metres east, north, up of an origin) to the map. Immutable; share it freely.
class LocalFrame
{
public:
    LocalFrame() = default;
    /// `crs` must be metric; `origin` in it, z = 0 unless the data stands far from sea level.
    LocalFrame(Crs crs, Vec3 origin);
    /// A frame for data with this extent (in `crs`): in `crs` itself where that is metric, otherwise in the UTM zone of
    /// its middle.
    static base::Result<LocalFrame> around(const Crs &crs, const Box2 &extent);

    const Crs &crs() const { return m_crs; }
    const Vec3 &origin() const { return m_origin; }
    Vec3 toScene(const Vec3 &map) const { return map - m_origin; }
    Vec3 toMap(const Vec3 &scene) const { return scene + m_origin; }
    /// Longitude, latitude in degrees (WGS 84), height in metres. Any thread (one PROJ object a thread).
    Vec3 toLonLat(const Vec3 &scene) const;
    Vec3 fromLonLat(const Vec3 &lonLatHeight) const;

private:
    Crs m_crs;
    Vec3 m_origin{0.0};
};

}
