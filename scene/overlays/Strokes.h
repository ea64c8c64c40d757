#pragma once

#include <QColor>
#include <QPointF>
#include <QSGGeometryNode>

#include <vector>

namespace scene
{

/// Lines and areas of plain colour on screen, with soft edges of their own (the window has no multisampling). Logical
/// pixels; drawn in the order they were added.
class Strokes
{
public:
    void line(const QPointF &from, const QPointF &to, double width, const QColor &colour);
    /// With round joints and ends.
    void polyline(const std::vector<QPointF> &points, double width, const QColor &colour);
    void disc(const QPointF &middle, double radius, const QColor &colour);
    void ring(const QPointF &middle, double radius, double width, const QColor &colour);
    /// An open arrow head whose point is here, looking along a direction.
    void chevron(const QPointF &point, const QPointF &direction, double size, double width, const QColor &colour);
    void triangle(const QPointF &a, const QPointF &b, const QPointF &c, const QColor &colour);
    bool isEmpty() const { return m_points.empty(); }
    void clear() { m_points.clear(); }

    /// Puts what was added into a node (made by `makeNode`).
    void fill(QSGGeometryNode *node) const;
    static QSGGeometryNode *makeNode();

private:
    void quad(const QPointF &a, const QPointF &b, const QPointF &c, const QPointF &d, const QColor &colour, bool fadeAb,
              bool fadeCd);
    void point(const QPointF &p, const QColor &colour, double share);

    std::vector<QSGGeometry::ColoredPoint2D> m_points; ///< triangles
};

}
