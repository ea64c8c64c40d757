#pragma once

#include "formats/SourceCrs.h"
#include "geometry/Polygon.h"

#include <functional>

class OGRGeometry;
class OGRPolygon;
class OGRSimpleCurve;

namespace formats
{

/// A feature's geometry in scene coordinates.
struct Shape {
    enum class State : quint8 { Good, Missing, Unmovable } state = State::Missing;
    geometry::MultiPolygon polygons; ///< as in the source: not normalised
    std::vector<geometry::LineString> lines;
    std::vector<geometry::Vec3> points;
    double lowest = geometry::NaN; ///< z of the lowest corner; NaN where the geometry is flat
};

/// What is wrong with a feature: a stable code, and a message without the feature's name.
using Complaint = std::function<void(const char *code, const QString &message)>;
/// The shape's areas, normalised; complains of what was mended. False where there is none.
bool takeAreas(Shape &shape, geometry::MultiPolygon &into, const Complaint &complain);
/// Complains of a shape that is not there or cannot be moved into the scene; false then.
bool isUsable(const Shape &shape, const Complaint &complain);

/// Geometries of many features, moved into the scene all at once (PROJ is several times quicker that way). Curves
/// become lines; collections, solids and TINs become their parts.
class ShapeBatch
{
public:
    /// Takes a geometry in (null allowed). `closedLinesAreAreas`: as drawings have them.
    void add(const OGRGeometry *geometry, bool closedLinesAreAreas);
    size_t size() const { return m_entries.size(); }
    void move(const MapToScene &toScene);
    /// The geometry of the i-th feature, after `move`.
    Shape shape(size_t index) const;
    void clear();

private:
    enum class Part : quint8 { Outer, Hole, Line, Point };
    struct Run {
        quint32 first, count;
        Part part;
    };
    struct Entry {
        quint32 firstRun, runs;
        bool is3d;
    };
    void addCurve(const OGRSimpleCurve *curve, Part part);
    void addPolygon(const OGRPolygon *polygon);
    void addAny(const OGRGeometry *geometry, bool closedLinesAreAreas);

    std::vector<geometry::Vec3> m_points;
    std::vector<char> m_bad;
    std::vector<Run> m_runs;
    std::vector<Entry> m_entries;
};

}
