#pragma once

#include "domain/Interior.h"

/// Measuring in space: points and meshes in scene coordinates, metres and degrees. Pure; any thread.
namespace interior
{

double lengthOf(const std::vector<geometry::Vec3> &line);
/// Degrees between the ways from `at` to `a` and to `b`, 0 to 180; NaN where one of them has no length.
double angleAt(const geometry::Vec3 &at, const geometry::Vec3 &a, const geometry::Vec3 &b);
/// Degrees of the way from `a` to `b` above the level, -90 to 90; NaN where it has no length.
double slopeOf(const geometry::Vec3 &a, const geometry::Vec3 &b);

/// A ring in space, which need not be flat.
struct RingMeasure {
    double area = 0; ///< of the ring put flat (Newell)
    double perimeter = 0;
    geometry::Vec3 normal{0.0}; ///< of unit length; zero where there is no area
    double unevenness = 0;      ///< the farthest that a point lies off the middle plane
};
RingMeasure measureRing(const std::vector<geometry::Vec3> &ring);

/// A mesh as a body.
struct BodyMeasure {
    double volume = 0;  ///< m3; NaN where it is not closed
    double surface = 0; ///< m2
    bool closed = false;
    geometry::Box3 box;
    double height() const { return box.isEmpty() ? 0 : box.max.z - box.min.z; }
};
/// Vertices at the same millimetre count as one. Closed: every edge is met as often one way as the other.
BodyMeasure measureBody(const geometry::Mesh &mesh);

/// The flat face of a mesh that a triangle belongs to: all triangles that are joined to it by edges and lie in its
/// plane.
struct FaceMeasure {
    std::vector<quint32> triangles; ///< of the mesh
    double area = 0;                ///< m2
    double perimeter = 0;
    geometry::Vec3 normal{0.0};
    geometry::Vec3 middle{0.0};                        ///< of the area
    std::vector<std::vector<geometry::Vec3>> outlines; ///< its border, in closed rings
};
FaceMeasure faceAt(const geometry::Mesh &mesh, quint32 triangle);

/// What a point on a mesh is drawn to.
struct Snap {
    enum class To : quint8 { Nothing, Corner, Middle, Edge };
    To to = To::Nothing;
    geometry::Vec3 at{0.0};
    geometry::Vec3 from{0.0}, until{0.0}; ///< the edge; Corner: both are the corner
};
/// The nearest corner, middle of an edge, or place on an edge of the face at `triangle`, not farther than `reach`
/// metres from `point`; corners before middles before edges. Edges between triangles of one face are none.
Snap snapOf(const geometry::Mesh &mesh, quint32 triangle, const geometry::Vec3 &point, double reach);

/// What of a door one can use.
struct Clearance {
    double width = 0, height = 0;           ///< between the jambs, floor to head, as the model has it
    double clearWidth = 0, clearHeight = 0; ///< of the passage that no other element reaches into
    double swingArea = 0;                   ///< m2 that the leaves sweep; 0: it slides, or its swing is not known
    double swingFree = 1;                   ///< the share of that with nothing in the way
    QStringList inTheWay;                   ///< ids of elements in the passage or the swing
    std::vector<std::vector<geometry::Vec3>> swing; ///< what the leaves sweep, at the floor; rings
};
/// By the model's elements (furniture, walls, columns), but those of the door itself and coverings. `door`: an index
/// into Interior::doors.
Clearance clearanceOf(const domain::Interior &interior, qint32 door);

}
