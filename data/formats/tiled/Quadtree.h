#pragma once

#include "geometry/Box.h"

#include <QString>
#include <QtGlobal>

namespace formats
{

/// A square of a quadtree over a layer, in the source's own coordinates as the index has them. Its key holds all of it.
struct TileSquare {
    int level = 0; ///< 0: the root
    quint32 x = 0, y = 0;
    bool hasChildren = false;
    bool isCrowded = false; ///< more features than are worth counting exactly

    quint64 key() const;
    static TileSquare ofKey(quint64 key);
    QString name() const; ///< "3/1/7"
    /// `number`: 0 to 3.
    TileSquare child(int number) const;
};

/// The square's rectangle in a tree whose root is `root`: half-open, so that every point is in one square of a level.
geometry::Box2 rectangleOf(const TileSquare &square, const geometry::Box2 &root);
/// A root around `extent` that is square on the ground; `metres`: how long one unit is in each direction.
geometry::Box2 rootAround(const geometry::Box2 &extent, const geometry::Vec2 &metres);
/// Deepest level: squares of a few metres of a large country.
inline constexpr int DeepestLevel = 20;

}
