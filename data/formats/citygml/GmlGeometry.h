#pragma once

#include "domain/Places.h"
#include "formats/citygml/GmlAppearance.h"
#include "formats/citygml/XmlTree.h"
#include "formats/citymodel/SurfaceCollector.h"

#include <QSet>

#include <optional>

namespace formats
{

/// Surfaces, lines and points of GML 3.1 and 3.2, in the file's own coordinates and order.
struct GmlShape {
    struct Surface {
        std::vector<std::vector<geometry::Vec3>> rings; ///< outer first, without the repeated last point
        std::optional<domain::SurfaceType> type;
        SurfacePaint paint;
    };
    std::vector<Surface> surfaces;
    std::vector<std::vector<geometry::Vec3>> lines;
    std::vector<geometry::Vec3> points;
    QString srsName;    ///< the first one met
    int unresolved = 0; ///< references to what is not there
    int malformed = 0;  ///< rings that are no lists of coordinates

    bool isEmpty() const { return surfaces.empty() && lines.empty() && points.empty(); }
    /// Calls `change` with every point.
    template <typename Change> void forPoints(Change change)
    {
        for (Surface &surface : surfaces) {
            for (auto &ring : surface.rings) {
                for (geometry::Vec3 &p : ring)
                    change(p);
            }
        }
        for (auto &line : lines) {
            for (geometry::Vec3 &p : line)
                change(p);
        }
        for (geometry::Vec3 &p : points)
            change(p);
    }
};

/// Walks geometry elements, follows references ("#id") within what is known, and takes every polygon once.
class GmlWalker
{
public:
    /// `appearance`: null where surfaces are not painted.
    explicit GmlWalker(const QHash<QString, const xml::Node *> &byId, const GmlAppearance *appearance = nullptr)
        : m_byId(byId), m_appearance(appearance)
    {
    }
    void walk(const xml::Node &node, std::optional<domain::SurfaceType> type, GmlShape &into);

private:
    void walk(const xml::Node &node, std::optional<domain::SurfaceType> type, GmlShape &into, bool reversed,
              int dimension, int depth);
    void walkInto(const xml::Node &node, std::optional<domain::SurfaceType> type, GmlShape &into, bool reversed,
                  int dimension, int depth);
    void takePolygon(const xml::Node &node, std::optional<domain::SurfaceType> type, GmlShape &into, bool reversed,
                     int dimension);
    bool coordinates(const xml::Node &node, int dimension, std::vector<geometry::Vec3> &to) const;
    void implicit(const xml::Node &node, std::optional<domain::SurfaceType> type, GmlShape &into, int depth);

    void takeRing(const xml::Node &linear, const std::vector<geometry::Vec3> &written, bool reversed,
                  GmlShape::Surface &into, bool outer) const;

    const QHash<QString, const xml::Node *> &m_byId;
    const GmlAppearance *m_appearance;
    qint32 m_paint = -1; ///< of what is walked through
    QSet<const xml::Node *> m_taken;
};

/// All numbers of a text; false where anything else is in it.
bool parseNumbers(const QString &text, std::vector<double> &numbers);

}
