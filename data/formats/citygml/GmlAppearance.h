#pragma once

#include "formats/citymodel/Paints.h"
#include "geometry/Vec.h"

#include <QFile>

#include <vector>

namespace formats
{

/// What a CityGML file says of how its surfaces look (2.0: clause 9; 3.0: clause 7.2.2): pictures with coordinates for
/// each ring, and colours of materials. It stands before, within or behind the objects, so it is read in a pass of its
/// own; of several themes one is taken, the one that covers most rings.
class GmlAppearance
{
public:
    struct Ring {
        qint32 paint = -1;
        std::vector<geometry::Vec2f> texCoords; ///< as written: with the repeated last point
    };

    /// Nothing where the file has none. Leaves the file at its beginning.
    static GmlAppearance read(QFile &file, Paints &paints);

    bool isEmpty() const { return m_rings.isEmpty() && m_surfaces.isEmpty(); }
    const Ring *ring(const QString &id) const;
    /// The paint of a surface (and of all that it holds); -1 where it has none.
    qint32 paintOf(const QString &surface) const { return m_surfaces.value(surface, -1); }
    /// Pictures put on by other means than coordinates: they are not shown.
    int unsupported() const { return m_unsupported; }

private:
    class Pass;
    QHash<QString, Ring> m_rings;
    QHash<QString, qint32> m_surfaces;
    int m_unsupported = 0;
};

}
