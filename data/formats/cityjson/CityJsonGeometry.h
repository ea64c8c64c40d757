#pragma once

#include "formats/cityjson/CityJsonDocument.h"

namespace formats
{

/// Takes what a geometry consists of, in scene coordinates.
class JsonShapeSink
{
public:
    virtual ~JsonShapeSink() = default;
    virtual bool isEmpty() const = 0;
    /// `semantic`: the index of `meaning` within its geometry; negative where it has none.
    virtual void surface(const std::vector<std::vector<geometry::Vec3>> &rings, const JsonGeometry::Semantic &meaning,
                         int semantic, const SurfacePaint &paint) = 0;
    virtual void line(const std::vector<geometry::Vec3> &) {}
    virtual void point(const geometry::Vec3 &) {}
};

/// Makes surfaces of index lists. One for each text, since vertices belong to one.
class CityJsonGeometry
{
public:
    /// `vertices` in scene coordinates; NaN in x: unusable, NaN in z: its height is unknown (named in warnings where
    /// used, and put at `lowest`, or at the object's own lowest point where that is NaN).
    CityJsonGeometry(const CityJsonHeader &templates, const std::vector<geometry::Vec3> &vertices, double lowest,
                     const QString &source, base::Warnings &warnings);
    /// From here on surfaces are painted; both must outlive this.
    void paint(const JsonAppearance &looks, Paints &paints) { m_looks = &looks, m_paints = &paints; }

    /// The finest level of detail that has something to show; the templates' instances with it.
    CollectedShape shapeOf(const JsonCityObject &object);
    /// Hands over the finest level of detail that has something, and returns its name.
    QString takeFinest(const JsonCityObject &object, JsonShapeSink &into);

private:
    struct Cursor;
    bool collect(const JsonGeometry &geometry, const std::vector<geometry::Vec3> &vertices, JsonShapeSink &into);
    void instance(const JsonGeometry &geometry, JsonShapeSink &into);
    bool groups(Cursor &cursor, int level, std::array<bool, 3> open, const std::vector<geometry::Vec3> &vertices,
                JsonShapeSink &into);
    bool surface(Cursor &cursor, int32_t semantic, int32_t material, const std::vector<std::vector<int32_t>> &textures,
                 const std::vector<geometry::Vec3> &vertices, JsonShapeSink &into);
    bool ring(Cursor &cursor, const std::vector<geometry::Vec3> &vertices, std::vector<geometry::Vec3> &to,
              const std::vector<int32_t> &texture, std::vector<geometry::Vec2f> &texCoords);
    qint32 paintOf(int32_t texture, int32_t material);
    bool vertex(int32_t index, const std::vector<geometry::Vec3> &vertices, geometry::Vec3 &to);
    double lowestOf(const JsonCityObject &object) const;
    void warn(const char *code, const QString &message);

    const CityJsonHeader &m_header;
    const std::vector<geometry::Vec3> &m_vertices;
    double m_lowest;
    QString m_source;
    base::Warnings &m_warnings;
    const JsonAppearance *m_looks = nullptr;
    Paints *m_paints = nullptr; ///< null: surfaces are not painted
    QString m_object;
    double m_objectLowest = geometry::NaN;
    std::vector<std::vector<geometry::Vec3>> m_rings; ///< of the surface at hand, as its paint
    SurfacePaint m_paint;
};

}
