#pragma once

#include "base/Warnings.h"
#include "formats/Reader.h"

namespace formats
{

/// Brings a source's points into the scene: its CRS (the request's before the file's own), the GCJ-02 correction, and
/// what to do where there is none. Belongs to the thread that made it.
class ToScene
{
public:
    /// `extent`: of the source, in its own coordinates; tells a wrong CRS and where local coordinates stand. Without a
    /// CRS the points are taken as the frame's own where they lie near its origin, stand at the request's placement
    /// where it has one, and otherwise about the frame's origin; each with a warning in `warnings`.
    ToScene(const LayerRequest &request, const QString &sourceCrs, const geometry::Box3 &extent,
            const geometry::LocalFrame &frame, const QString &source, base::Warnings &warnings);

    /// In place; returns how many could not be moved (those become NaN).
    size_t apply(std::vector<geometry::Vec3> &points) const;
    /// A direction: only placed models turn.
    geometry::Vec3 turned(const geometry::Vec3 &direction) const
    {
        return m_east * direction.x + m_north * direction.y + geometry::Vec3(0, 0, direction.z);
    }
    /// Code of the source's CRS; empty where it has none.
    const QString &crsCode() const { return m_code; }
    /// Whether the source's coordinates are local ones, placed by the request or at the origin.
    bool isLocal() const { return m_local; }

private:
    void placeLocally(const LayerRequest &request, const geometry::Box3 &extent, const geometry::LocalFrame &frame,
                      const QString &source, base::Warnings &warnings);

    std::optional<geometry::Transform> m_toFrame;   ///< from the source, or from WGS 84 after the correction
    std::optional<geometry::Transform> m_toDegrees; ///< only with GCJ-02
    geometry::Vec3 m_shift{0.0};                    ///< added last
    geometry::Vec3 m_east{1, 0, 0}, m_north{0, 1, 0};
    double m_scale = 1;
    bool m_local = false;
    QString m_code;
};

/// Whether the middle of the data lies where its CRS is meant for: a wrong one puts cities into the sea.
bool liesInItsArea(const geometry::Crs &crs, const geometry::Box3 &extent);

/// The directions of east and north (unit vectors, scene) at a place: grids turn against true north away from their
/// central meridian.
void eastAndNorth(const geometry::LocalFrame &frame, const geometry::Vec3 &lonLatHeight, geometry::Vec3 &east,
                  geometry::Vec3 &north);

}
