#include "scene/overlays/Strokes.h"

#include <QSGVertexColorMaterial>

#include <cmath>

namespace scene
{

namespace
{

constexpr int RoundSteps = 14;

QPointF unit(const QPointF &v)
{
    const double length = std::hypot(v.x(), v.y());
    return length > 1e-9 ? v / length : QPointF(1, 0);
}

}

void Strokes::point(const QPointF &p, const QColor &colour, double share)
{
    const double a = colour.alphaF() * share;
    QSGGeometry::ColoredPoint2D v;
    // Premultiplied, as the scene graph blends.
    v.set(float(p.x()), float(p.y()), uchar(std::lround(colour.red() * a)), uchar(std::lround(colour.green() * a)),
          uchar(std::lround(colour.blue() * a)), uchar(std::lround(255 * a)));
    m_points.push_back(v);
}

void Strokes::quad(const QPointF &a, const QPointF &b, const QPointF &c, const QPointF &d, const QColor &colour,
                   bool fadeAb, bool fadeCd)
{
    const double ab = fadeAb ? 0 : 1, cd = fadeCd ? 0 : 1;
    point(a, colour, ab);
    point(b, colour, ab);
    point(c, colour, cd);
    point(c, colour, cd);
    point(b, colour, ab);
    point(d, colour, cd);
}

void Strokes::line(const QPointF &from, const QPointF &to, double width, const QColor &colour)
{
    const QPointF along = unit(to - from), across(-along.y(), along.x());
    const double inner = std::max(width / 2 - 0.5, 0.0), outer = width / 2 + 0.5;
    const QPointF i = across * inner, o = across * outer;
    quad(from + o, to + o, from + i, to + i, colour, true, false);
    quad(from + i, to + i, from - i, to - i, colour, false, false);
    quad(from - i, to - i, from - o, to - o, colour, false, true);
}

void Strokes::polyline(const std::vector<QPointF> &points, double width, const QColor &colour)
{
    for (size_t i = 1; i < points.size(); ++i)
        line(points[i - 1], points[i], width, colour);
    for (const QPointF &p : points)
        disc(p, width / 2, colour);
}

void Strokes::disc(const QPointF &middle, double radius, const QColor &colour)
{
    const double inner = std::max(radius - 0.5, 0.0), outer = radius + 0.5;
    QPointF before(1, 0);
    for (int i = 1; i <= RoundSteps; ++i) {
        const double angle = 2 * M_PI * i / RoundSteps;
        const QPointF now(std::cos(angle), std::sin(angle));
        point(middle, colour, 1);
        point(middle + before * inner, colour, 1);
        point(middle + now * inner, colour, 1);
        quad(middle + before * inner, middle + now * inner, middle + before * outer, middle + now * outer, colour,
             false, true);
        before = now;
    }
}

void Strokes::ring(const QPointF &middle, double radius, double width, const QColor &colour)
{
    constexpr int Steps = 40;
    QPointF before = middle + QPointF(radius, 0);
    for (int i = 1; i <= Steps; ++i) {
        const double angle = 2 * M_PI * i / Steps;
        const QPointF now = middle + QPointF(std::cos(angle), std::sin(angle)) * radius;
        line(before, now, width, colour);
        before = now;
    }
}

void Strokes::chevron(const QPointF &at, const QPointF &direction, double size, double width, const QColor &colour)
{
    const QPointF along = unit(direction), across(-along.y(), along.x());
    polyline({at - along * size + across * size * 0.8, at, at - along * size - across * size * 0.8}, width, colour);
}

void Strokes::triangle(const QPointF &a, const QPointF &b, const QPointF &c, const QColor &colour)
{
    point(a, colour, 1);
    point(b, colour, 1);
    point(c, colour, 1);
}

QSGGeometryNode *Strokes::makeNode()
{
    auto *node = new QSGGeometryNode;
    auto *geometry = new QSGGeometry(QSGGeometry::defaultAttributes_ColoredPoint2D(), 0);
    geometry->setDrawingMode(QSGGeometry::DrawTriangles);
    node->setGeometry(geometry);
    node->setMaterial(new QSGVertexColorMaterial);
    node->setFlags(QSGNode::OwnsGeometry | QSGNode::OwnsMaterial);
    return node;
}

void Strokes::fill(QSGGeometryNode *node) const
{
    QSGGeometry *geometry = node->geometry();
    if (geometry->vertexCount() != int(m_points.size()))
        geometry->allocate(int(m_points.size()));
    std::copy(m_points.begin(), m_points.end(), geometry->vertexDataAsColoredPoint2D());
    node->markDirty(QSGNode::DirtyGeometry);
}

}
