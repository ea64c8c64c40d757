#pragma once

#include "scene/interior/PlanMesher.h"

namespace scene
{

/// What an element is to who walks and to the plan.
enum class ElementRole : quint8 { Body, Wall, Door, Window, Floor, Stair, Furniture, Roof };
/// By the type's name, as IFC and CityGML have them.
ElementRole roleOf(const QString &type);
/// What an element is drawn as.
InsidePart partOf(ElementRole role);

/// An element's triangles about a storey's origin.
struct LocalElement {
    const domain::Element *element = nullptr;
    ElementRole role = ElementRole::Body;
    std::vector<geometry::Vec3f> positions;
    geometry::Box3 bounds;

    LocalElement(const domain::Element &from, const geometry::Vec3 &origin);
};

/// Writes the part of an element between two heights: triangles, cut face, edges where its faces meet at more than 30
/// degrees. `features`: the feature of each of its colours, at least one. Returns whether it can be filled where it is
/// cut: false for a single surface.
bool writeElement(StoreyWriter &writer, const LocalElement &local, double bottom, double top, bool asSolid,
                  const std::vector<uint32_t> &features);
/// The filled face, with its outline, that the plan cut makes in triangles about the storey's origin.
bool writeCut(StoreyWriter &writer, const std::vector<geometry::Vec3f> &positions,
              const std::vector<uint32_t> &indices);
/// What of it stops a walker on the storey, or bears one.
void writeObstacles(StoreyWriter &writer, const LocalElement &local);
void writeGround(StoreyWriter &writer, const LocalElement &local, double top);

}
