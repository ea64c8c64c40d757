#pragma once

#include "domain/Interior.h"

#include <optional>

namespace interior
{

/// A turn about the vertical and a shift: p -> turned(p - about) + about + shift. Scene coordinates, degrees
/// counter-clockwise.
struct RigidMove {
    geometry::Vec3 about{0.0};
    geometry::Vec3 shift{0.0};
    double turn = 0;
    geometry::Vec3 operator()(const geometry::Vec3 &point) const;
};

/// Moves a whole inside: shapes, doors, meshes, passages.
void move(domain::Interior &interior, const RigidMove &by);

/// How `from` must be moved as a whole to stand where `to` stands, by what both have under the same id: none where they
/// stand alike (within 2 cm), where too little is common to both, or where no one move fits most of it (within 5 cm).
std::optional<RigidMove> alignment(const domain::Interior &from, const domain::Interior &to);

}
