#pragma once

#include "domain/Interior.h"
#include "scene/InteriorLook.h"
#include "scene/chunks/ChunkBuilder.h"
#include "scene/chunks/ChunkGeometry.h"

#include <functional>

namespace base
{
class Job;
}

namespace scene
{

struct InsideSolids;

/// Height of the plan cut over a storey's floor, metres.
inline constexpr double PlanCut = 1.2;
/// Widths of the lines that are real edges, and of those of the cut; swings, arrows and marks have others.
inline constexpr float InsideEdgeWidth = 1.0f, InsideCutWidth = 1.6f;

/// What a piece of an inside is drawn as; a vertex's `kind` is one of these.
enum class InsidePart : quint8 { Floor, Wall, Slab, Door, Window, Stair, Lift, Furniture, Element, Cut };

/// What a vertex's `feature` stands for: index into InteriorGeometry::features.
struct InsideFeature {
    domain::ObjectRef object; ///< space, unit (schematic), door, element; null: walls made between spaces
    InsidePart part = InsidePart::Wall;
    int storey = 0;
    qint32 space = -1, door = -1, element = -1; ///< indices into the Interior's lists
    qint32 colour = -1;                         ///< of an element with several: index into its `colours`
};

/// Where a room's name and area may be written. The name is that of its space in the user's language; avoiding each
/// other is up to who draws.
struct InsideLabel {
    geometry::Vec3 at{0.0}; ///< the middle of the largest circle inside the room, on its floor
    float radius = 1;       ///< of that circle, metres
    QString area;           ///< "12.4 m²"
    quint32 feature = 0;
};

/// One storey's triangles, as they stand (not spread), about origins near it. Below and above the plan cut (1.2 m over
/// the floor) apart, so that a plan is a matter of visibility. Any of the chunks may be null or empty.
struct InsideStorey {
    int number = 1;
    double base = 0, height = 3;
    geometry::Box3 bounds;
    std::shared_ptr<const ChunkGeometry> lower; ///< slab, floors, walls and what stands up to the cut
    std::shared_ptr<const ChunkGeometry> cut;   ///< the filled faces of the cut: kind Cut, feature of what is cut
    std::shared_ptr<const ChunkGeometry> upper; ///< from the cut to the ceiling, lintels
    /// What closes the storey above, looking down only (5 mm under the next slab): for who stands inside. From above it
    /// would hide the storey, so cull its back or leave it out. Not pickable.
    std::shared_ptr<const ChunkGeometry> ceiling;
    std::vector<LineVertex> lines; ///< edges up to the cut: of rooms, doors' swings, arrows at entrances
    std::vector<uint32_t> lineIndices;
    LineMesh cutLines;   ///< outlines of the cut faces; about `lineOrigin`, as `upperLines`
    LineMesh upperLines; ///< edges above the cut
    geometry::Vec3 lineOrigin{0.0};
    std::vector<InsideLabel> labels;
    geometry::Bvh walls;  ///< what stops a walker: walls and closed things from 0.3 to 1.6 m above the floor
    geometry::Bvh floors; ///< what one stands on: floors, steps, ramps; those of the stair up from here are here too
    std::shared_ptr<const InsideSolids> solids; ///< what a section fills; shared by storeys that are alike
    uint32_t firstFeature = 0;                  ///< added to the features of `solids`
};

/// An inside ready to be drawn, picked and walked in. Immutable once shared.
struct InteriorGeometry {
    std::shared_ptr<const domain::Interior> interior;
    std::vector<InsideFeature> features;                      ///< 0 is nothing
    std::vector<std::shared_ptr<const InsideStorey>> storeys; ///< lowest first
};

/// Makes the geometry in a worker. `first` is the storey wanted first (else the ground floor); each storey is handed to
/// `done` (on this thread) as soon as it stands, with all features up to now. Returns everything; null when cancelled.
std::shared_ptr<const InteriorGeometry>
buildInterior(const std::shared_ptr<const domain::Interior> &interior, std::optional<int> first, const base::Job &job,
              const std::function<void(const std::shared_ptr<const InteriorGeometry> &)> &done = {});

/// The filled faces where a plane cuts storeys (all of them where `storey` is none): walls, slabs, elements that are
/// closed; open ones give nothing to fill. Any thread.
std::shared_ptr<const ChunkGeometry> sectionFaces(const InteriorGeometry &geometry, const SectionPlane &plane,
                                                  std::optional<int> storey);

}
