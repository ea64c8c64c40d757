#pragma once

#include "base/Warnings.h"
#include "formats/citymodel/ToScene.h"
#include "geometry/LocalFrame.h"

#include <array>

namespace formats::tiles3d
{

using geometry::Box3;
using geometry::Vec3;

/// Metres from the middle of the Earth (EPSG:4978) to longitude, latitude in degrees (WGS 84) and height above the
/// ellipsoid, and back.
Vec3 toLonLatHeight(const Vec3 &earth);
Vec3 toEarth(const Vec3 &lonLatHeight);
/// Unit vectors of east, north and up (columns) at a place on the Earth.
glm::dmat3 eastNorthUp(const Vec3 &earth);

/// Brings a tileset's coordinates into the scene: those of the Earth by the frame's CRS (heights above the ellipsoid
/// are kept as they are), those in another CRS that the project names, and local ones where the project places them.
/// Immutable; any thread.
class Placing
{
public:
    /// `earth`: whether the coordinates are metres from the middle of the Earth, `around`: where the tileset lies in
    /// them. What is missing to place local ones is a warning. A placement moves what lies on the Earth too: the middle
    /// of `around` goes there, what was up is up.
    Placing(const LayerRequest &request, const geometry::LocalFrame &frame, bool earth, const Box3 &around,
            const QString &source, base::Warnings &warnings);

    bool isEarth() const { return m_earth; }
    /// Code of the CRS; empty where the coordinates are local.
    const QString &crsCode() const { return m_code; }
    /// NaN where the place is outside what the frame's CRS can express.
    Vec3 apply(const Vec3 &point) const;

    /// The same near a place: by the first two terms of its series where these are good to a millimetre.
    class Near
    {
    public:
        Vec3 apply(const Vec3 &point) const
        {
            if (m_exact)
                return m_exact->apply(point);
            const Vec3 d = point - m_centre;
            return m_at + m_first * d +
                   Vec3(glm::dot(d, m_second[0] * d), glm::dot(d, m_second[1] * d), glm::dot(d, m_second[2] * d));
        }
        /// A direction; of unit length where it had one.
        Vec3 turned(const Vec3 &direction) const;

    private:
        friend class Placing;
        const Placing *m_exact = nullptr;
        Vec3 m_centre{0.0}, m_at{0.0};
        glm::dmat3 m_first{1.0};
        std::array<glm::dmat3, 3> m_second{glm::dmat3(0.0), glm::dmat3(0.0), glm::dmat3(0.0)};
    };
    /// For points within the box; must not outlive this.
    Near near(const Box3 &box) const;

private:
    geometry::LocalFrame m_frame;
    bool m_earth = false;
    bool m_gcj02 = false;
    bool m_sameCrs = false;              ///< `m_own` is the frame's
    geometry::LocalFrame m_own;          ///< with the CRS that the project names; its origin is zero
    std::optional<ToScene> m_local;      ///< only arithmetic: it has no CRS
    std::optional<glm::dmat3> m_horizon; ///< of the Earth, where the frame has no CRS: its axes at `m_middle`
    Vec3 m_middle{0.0};
    double m_frameLongitude = 0; ///< of the frame's origin, degrees
    QString m_code;
};

}
