#pragma once

#include "base/Warnings.h"
#include "formats/Reader.h"

class OGRSpatialReference;

namespace formats
{

/// The CRS that a source's coordinates are really in.
struct SourceCrs {
    geometry::Crs crs;
    bool swapped = false; ///< its coordinates come as y, x
};

/// Settles the CRS of a source: the request's, the declared one, or a guess by the coordinates where there is none or
/// where the coordinates cannot be in it (each with a warning). `extent` is of the raw coordinates, empty where
/// unknown; `frame` null while none is known. Errors: "crs-unknown", "crs-wrong".
base::Result<SourceCrs> settleCrs(const LayerRequest &request, const OGRSpatialReference *declared,
                                  const geometry::Box2 &extent, const geometry::LocalFrame *frame, bool quietWgs84,
                                  const QString &source, base::Warnings &warnings);

/// Moves coordinates from a source into the scene, GCJ-02 corrected on the way. Belongs to the thread that made it.
class MapToScene
{
public:
    static base::Result<MapToScene> create(const SourceCrs &crs, const geometry::LocalFrame &frame, bool gcj02);
    /// The same for another thread, the calling one.
    base::Result<MapToScene> again() const { return create(m_from, m_frame, m_gcj02); }
    /// In place. Returns how many could not be moved; `bad` (one a point) tells which.
    size_t move(std::vector<geometry::Vec3> &points, std::vector<char> &bad) const;

private:
    MapToScene(geometry::Transform first, std::optional<geometry::Transform> second, const SourceCrs &from,
               const geometry::LocalFrame &frame, bool gcj02);
    geometry::Transform m_first;
    std::optional<geometry::Transform> m_second; ///< after the GCJ-02 correction
    SourceCrs m_from;
    geometry::LocalFrame m_frame;
    bool m_gcj02;
};

/// The box that surely holds `box` after moving it from one CRS to another; empty where none of it can be moved.
geometry::Box2 movedBox(const geometry::Box2 &box, const geometry::Crs &from, const geometry::Crs &to);

}
