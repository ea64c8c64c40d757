#pragma once

#include "formats/cityjson/CityJsonDocument.h"

namespace formats
{

/// Makes surfaces of index lists. One for each text, since vertices belong to one.
class CityJsonGeometry
{
public:
    /// `vertices` in scene coordinates; NaN in x: unusable, NaN in z: its height is unknown (named in warnings where
    /// used, and put at `lowest`, or at the object's own lowest point where that is NaN).
    CityJsonGeometry(const CityJsonHeader &templates, const std::vector<geometry::Vec3> &vertices, double lowest,
                     const QString &source, base::Warnings &warnings);

    /// The finest level of detail that has something to show; the templates' instances with it.
    CollectedShape shapeOf(const JsonCityObject &object);

private:
    struct Cursor;
    struct Points;
    bool collect(const JsonGeometry &geometry, const std::vector<geometry::Vec3> &vertices, SurfaceCollector &into);
    void instance(const JsonGeometry &geometry, SurfaceCollector &into);
    bool groups(Cursor &cursor, int level, bool described, const std::vector<geometry::Vec3> &vertices,
                SurfaceCollector &into);
    bool surface(Cursor &cursor, int32_t semantic, const std::vector<geometry::Vec3> &vertices, SurfaceCollector &into);
    bool ring(Cursor &cursor, const std::vector<geometry::Vec3> &vertices, std::vector<geometry::Vec3> &to);
    bool vertex(int32_t index, const std::vector<geometry::Vec3> &vertices, geometry::Vec3 &to);
    double lowestOf(const JsonCityObject &object) const;
    void warn(const char *code, const QString &message);

    const CityJsonHeader &m_header;
    const std::vector<geometry::Vec3> &m_vertices;
    double m_lowest;
    QString m_source;
    base::Warnings &m_warnings;
    QString m_object;
    double m_objectLowest = geometry::NaN;
    std::vector<std::vector<geometry::Vec3>> m_rings;
};

}
