#pragma once

#include "domain/Objects.h"
#include "geometry/Vec.h"

#include <QColor>
#include <QHash>
#include <QSet>
#include <QString>

#include <optional>
#include <vector>

namespace scene
{

/// A plane that cuts an entered building: what lies on the side its normal points to is taken away, and the cut is
/// filled. Scene coordinates; the normal is of unit length.
struct SectionPlane {
    geometry::Vec3 point{0.0};
    geometry::Vec3 normal{0.0, 0.0, 1.0};
    bool operator==(const SectionPlane &) const = default;
};

/// How the inside of the entered building is shown: a value.
struct InteriorLook {
    enum class Spread : quint8 { None, Up, Sideways };
    Spread spread = Spread::None;
    /// The only storey shown (Storey::number); none: all of them.
    std::optional<int> storey;
    /// An isolated storey is cut 1.2 m above its floor, the cut faces filled, as architects draw plans.
    bool plan = true;
    /// Keeps the outer shell as glass.
    bool shell = true;
    bool labels = true;
    std::optional<SectionPlane> section;
    /// Colours of spaces, units' spaces, or elements, by their ids (`ObjectRef::id`); those left out have the colour of
    /// their function or material.
    QHash<QString, QColor> colours;
    QSet<QString> hidden;   ///< ids of spaces and elements that are not drawn
    QSet<QString> isolated; ///< not empty: only these are drawn
    bool operator==(const InteriorLook &) const = default;
};

/// Where a measuring pointer catches: corner, edge, face.
struct SnapPoint {
    enum class Kind : quint8 { None, Corner, Edge, Face } kind = Kind::None;
    geometry::Vec3 point{0.0};          ///< scene
    geometry::Vec3 normal{0.0};         ///< of the face hit, unit length
    geometry::Vec3 from{0.0}, to{0.0};  ///< ends of the edge caught
    domain::ObjectRef object;           ///< what it belongs to
    geometry::Vec3 offset{0.0};         ///< how far a storey that is spread has been carried from its place
};

/// Something drawn over the city that belongs to a place: a measure, a way out, a note.
struct Annotation {
    enum class Kind : quint8 { Line, Route, Area, Point, Note } kind = Kind::Line;
    std::vector<geometry::Vec3> points; ///< scene; an area's are its corners
    QString text;                       ///< beside it ("3.42 m"); may be empty
    QColor colour;                      ///< invalid: the accent
    int storey = 0;                     ///< moves with this storey when storeys are spread; 0: stays
    bool operator==(const Annotation &) const = default;
};

}
