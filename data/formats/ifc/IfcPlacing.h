#pragma once

#include "base/Warnings.h"
#include "formats/ifc/IfcLoad.h"
#include "geometry/LocalFrame.h"
#include "geometry/Mesh.h"
#include "geometry/Polygon.h"

namespace formats::ifc
{

/// Where a model is asked to stand; what is not given is left to its own georeference.
struct Wanted {
    std::optional<geometry::Vec3> position; ///< of the model's zero: longitude, latitude (WGS 84), metres above sea
    std::optional<double> heading;          ///< of the model's y axis, degrees clockwise from north; else by true north
    double scale = 1;
    QString crs;                      ///< instead of the file's
    geometry::MultiPolygon footprint; ///< scene; the model is put onto it where it has no georeference near it
    std::optional<double> ground;     ///< elevation of the ground floor on that footprint
};

/// From a model's world coordinates to the scene: turned about the vertical, scaled, moved.
class Placing
{
public:
    /// Request before georeference before footprint before the frame's origin (with a warning). A georeference more
    /// than `Stray` metres from the footprint is a default that nobody set, and gives way to it.
    Placing(const Loaded &loaded, const Wanted &wanted, const geometry::LocalFrame &frame, const QString &file,
            base::Warnings &warnings);
    static constexpr double Stray = 300;
    double scale() const { return m_scale; }

    geometry::Vec3 toScene(const geometry::Vec3 &model) const
    {
        const geometry::Vec3 d = (model - m_pivot) * m_scale;
        return m_anchor + geometry::Vec3(turned(geometry::Vec2(d)), d.z);
    }
    geometry::Mesh placed(const ProductMesh &mesh) const;

private:
    geometry::Vec2 turned(const geometry::Vec2 &v) const
    {
        return {m_xAxis.x * v.x - m_xAxis.y * v.y, m_xAxis.y * v.x + m_xAxis.x * v.y};
    }
    bool byGeoreference(const Loaded &loaded, const Wanted &wanted, const geometry::LocalFrame &frame,
                        const QString &file, base::Warnings &warnings);
    void onFootprint(const Loaded &loaded, const Wanted &wanted, const geometry::LocalFrame &frame);

    geometry::Vec3 m_pivot{0.0}, m_anchor{0.0};
    geometry::Vec2 m_xAxis{1, 0}; ///< the model's x axis in the scene
    double m_scale = 1;
};

/// The box of what makes the building, in model coordinates: walls, slabs, roofs, columns; of all shapes where it has
/// none of these; never the site's.
geometry::Box3 boundsOf(const Loaded &loaded);
/// Whether elements of this class make the building's outside.
bool isStructure(const QString &type);

}
