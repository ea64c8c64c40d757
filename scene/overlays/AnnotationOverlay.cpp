#include "scene/overlays/AnnotationOverlay.h"

#include "geometry/Triangulation.h"
#include "scene/overlays/MarkerStyle.h"
#include "scene/overlays/OverlayText.h"
#include "scene/overlays/SpriteNode.h"
#include "scene/overlays/Strokes.h"

#include <QPainter>
#include <QQuickWindow>

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Vec3;

namespace
{

constexpr double NearestDepth = 0.05; ///< metres before the eye from which on things are drawn
constexpr double HandleReach = 26;    ///< pixels around the handle's middle
constexpr double HandleArm = 46;

double length(const QPointF &v)
{
    return std::hypot(v.x(), v.y());
}

/// Nodes of the overlay: strokes below texts.
struct MarksNode : QSGNode {
    MarksNode()
    {
        appendChildNode(strokes);
        appendChildNode(texts);
    }
    QSGGeometryNode *strokes = Strokes::makeNode();
    SpriteNode *texts = new SpriteNode;
};

struct Label {
    QString text;
    QPointF middle;
    QColor colour;
};

}

struct AnnotationOverlay::Impl {
    /// Parts of a line that are before the eye, on screen.
    std::vector<std::vector<QPointF>> project(const std::vector<Vec3> &points, const Vec3 &offset) const;
    void drawAnnotation(const Annotation &annotation);
    void drawRoute(const std::vector<QPointF> &line, const QColor &colour);
    void drawHandle();
    void drawSnap();
    Atlas::Cell pill(const Label &label);

    QColor accent() const { return accentColour(theme); }
    QColor casing() const { return theme == Theme::Plan ? QColor(255, 255, 255, 235) : QColor(245, 249, 255, 235); }

    std::vector<Annotation> annotations;
    Placement placement;
    ViewState view;
    Theme theme = Theme::Command;
    double scale = 1;
    std::optional<SectionPlane> handle;
    bool held = false;
    SnapPoint snap;

    Strokes strokes;
    std::vector<Label> labels;
    std::vector<QRectF> occupied;
    Atlas atlas;
};

AnnotationOverlay::AnnotationOverlay(QQuickItem *parent) : QQuickItem(parent), m_impl(std::make_unique<Impl>())
{
    setFlag(ItemHasContents);
}

AnnotationOverlay::~AnnotationOverlay() = default;

void AnnotationOverlay::setAnnotations(std::vector<Annotation> annotations)
{
    if (annotations == m_impl->annotations)
        return;
    m_impl->annotations = std::move(annotations);
    update();
}

void AnnotationOverlay::setPlacement(Placement placement)
{
    m_impl->placement = std::move(placement);
    update();
}

void AnnotationOverlay::placementChanged()
{
    if (!m_impl->annotations.empty() || m_impl->handle)
        update();
}

void AnnotationOverlay::setViewState(const ViewState &state)
{
    m_impl->view = state;
    if (!m_impl->annotations.empty() || m_impl->handle || m_impl->snap.kind != SnapPoint::Kind::None)
        update();
}

void AnnotationOverlay::setTheme(Theme theme)
{
    m_impl->theme = theme;
    m_impl->atlas.clear();
    update();
}

void AnnotationOverlay::setTextScale(double scale)
{
    if (!(scale > 0) || scale == m_impl->scale)
        return;
    m_impl->scale = scale;
    m_impl->atlas.clear();
    update();
}

void AnnotationOverlay::setHandle(const std::optional<SectionPlane> &handle)
{
    if (handle == m_impl->handle)
        return;
    m_impl->handle = handle;
    update();
}

bool AnnotationOverlay::hitsHandle(const QPointF &pixel) const
{
    if (!m_impl->handle)
        return false;
    double depth = 0;
    const QPointF at = m_impl->view.project(m_impl->handle->point, &depth);
    return depth > NearestDepth && length(pixel - at) <= HandleReach * m_impl->scale;
}

void AnnotationOverlay::setHandleHeld(bool held)
{
    m_impl->held = held;
    update();
}

void AnnotationOverlay::setSnap(const SnapPoint &snap)
{
    m_impl->snap = snap;
    update();
}

std::vector<QRectF> AnnotationOverlay::occupied() const
{
    return m_impl->occupied;
}

void AnnotationOverlay::itemChange(ItemChange change, const ItemChangeData &data)
{
    if (change == ItemDevicePixelRatioHasChanged || change == ItemSceneChange)
        update();
    QQuickItem::itemChange(change, data);
}

std::vector<std::vector<QPointF>> AnnotationOverlay::Impl::project(const std::vector<Vec3> &points,
                                                                   const Vec3 &offset) const
{
    std::vector<std::vector<QPointF>> parts;
    bool open = false;
    const auto depthOf = [&](const Vec3 &p) { return glm::dot(p - view.eye, view.forward()); };
    for (size_t i = 1; i < points.size(); ++i) {
        Vec3 a = points[i - 1] + offset, b = points[i] + offset;
        const double da = depthOf(a), db = depthOf(b);
        if (da <= NearestDepth && db <= NearestDepth) {
            open = false;
            continue;
        }
        const bool cutStart = da <= NearestDepth, cutEnd = db <= NearestDepth;
        const Vec3 from = a;
        if (cutStart)
            a = glm::mix(a, b, (NearestDepth * 1.01 - da) / (db - da));
        if (cutEnd)
            b = glm::mix(from, b, (da - NearestDepth * 1.01) / (da - db));
        if (!open || cutStart)
            parts.push_back({view.project(a)});
        parts.back().push_back(view.project(b));
        open = !cutEnd;
    }
    return parts;
}

void AnnotationOverlay::Impl::drawRoute(const std::vector<QPointF> &line, const QColor &colour)
{
    strokes.polyline(line, 7.5 * scale, casing());
    strokes.polyline(line, 4.5 * scale, colour);
    // Which way it goes, every so often.
    const double every = 44 * scale;
    double next = every / 2;
    for (size_t i = 1; i < line.size(); ++i) {
        const QPointF along = line[i] - line[i - 1];
        const double size = length(along);
        for (; next < size; next += every)
            strokes.chevron(line[i - 1] + along * (next / size), along, 3.6 * scale, 1.7 * scale, casing());
        next -= size;
    }
}

void AnnotationOverlay::Impl::drawAnnotation(const Annotation &annotation)
{
    Vec3 offset(0.0);
    if (annotation.storey != 0 && placement) {
        const auto placed = placement(annotation.storey);
        if (!placed)
            return;
        offset = *placed;
    }
    if (annotation.points.empty())
        return;
    const QColor colour = annotation.colour.isValid() ? annotation.colour : accent();
    double depth = 0;
    switch (annotation.kind) {
    case Annotation::Kind::Point:
    case Annotation::Kind::Note: {
        const QPointF at = view.project(annotation.points.front() + offset, &depth);
        if (depth <= NearestDepth)
            return;
        if (annotation.kind == Annotation::Kind::Note) {
            const QPointF above = at - QPointF(0, 30 * scale);
            strokes.line(at, above, 3.5 * scale, casing());
            strokes.line(at, above, 1.5 * scale, colour);
            strokes.disc(at, 4 * scale, casing());
            strokes.disc(at, 2.6 * scale, colour);
            labels.push_back({annotation.text, above - QPointF(0, 8 * scale), colour});
            return;
        }
        strokes.disc(at, 6 * scale, casing());
        strokes.disc(at, 4.2 * scale, colour);
        if (!annotation.text.isEmpty())
            labels.push_back({annotation.text, at - QPointF(0, 18 * scale), colour});
        return;
    }
    case Annotation::Kind::Area: {
        std::vector<Vec3> ring = annotation.points;
        for (Vec3 &p : ring)
            p += offset;
        bool whole = ring.size() > 2;
        std::vector<QPointF> corners;
        QPointF sum;
        for (const Vec3 &p : ring) {
            corners.push_back(view.project(p, &depth));
            whole = whole && depth > NearestDepth;
            sum += corners.back();
        }
        if (whole) {
            QColor light = colour;
            light.setAlphaF(0.28);
            const auto triangles = geometry::triangulate(std::vector<std::vector<Vec3>>{ring});
            for (size_t i = 0; i + 2 < triangles.size(); i += 3)
                strokes.triangle(corners[triangles[i]], corners[triangles[i + 1]], corners[triangles[i + 2]], light);
        }
        std::vector<Vec3> closed = annotation.points;
        closed.push_back(closed.front());
        for (const auto &line : project(closed, offset)) {
            strokes.polyline(line, 4 * scale, casing());
            strokes.polyline(line, 2 * scale, colour);
        }
        if (!annotation.text.isEmpty() && whole)
            labels.push_back({annotation.text, sum / double(corners.size()), colour});
        return;
    }
    case Annotation::Kind::Line:
    case Annotation::Kind::Route:
        break;
    }
    const bool route = annotation.kind == Annotation::Kind::Route;
    const auto parts = project(annotation.points, offset);
    double total = 0;
    for (const auto &line : parts) {
        if (route) {
            drawRoute(line, colour);
        } else {
            strokes.polyline(line, 4 * scale, casing());
            strokes.polyline(line, 2 * scale, colour);
        }
        for (size_t i = 1; i < line.size(); ++i)
            total += length(line[i] - line[i - 1]);
    }
    if (parts.empty())
        return;
    // Ends: where a route leads to, how far a measure reaches.
    const auto &first = parts.front(), &last = parts.back();
    if (route) {
        strokes.disc(first.front(), 6.5 * scale, casing());
        strokes.disc(first.front(), 4.5 * scale, colour);
        const QPointF along = last.back() - last[last.size() - 2];
        strokes.chevron(last.back() + along / std::max(length(along), 1.0) * 3 * scale, along, 10 * scale, 7 * scale,
                        casing());
        strokes.chevron(last.back() + along / std::max(length(along), 1.0) * 2 * scale, along, 9 * scale, 4 * scale,
                        colour);
    } else {
        const auto tick = [&](const QPointF &at, const QPointF &along) {
            const double size = length(along);
            if (size < 1e-6)
                return;
            const QPointF across = QPointF(-along.y(), along.x()) / size * 7 * scale;
            strokes.line(at - across, at + across, 4 * scale, casing());
            strokes.line(at - across, at + across, 2 * scale, colour);
        };
        tick(first.front(), first[1] - first.front());
        tick(last.back(), last.back() - last[last.size() - 2]);
    }
    if (annotation.text.isEmpty())
        return;
    double half = total / 2;
    for (const auto &line : parts) {
        for (size_t i = 1; i < line.size(); ++i) {
            const QPointF along = line[i] - line[i - 1];
            const double size = length(along);
            if (half <= size) {
                const QPointF at = line[i - 1] + along * (size > 0 ? half / size : 0);
                // Above the line, whichever way it runs.
                QPointF across = size > 0 ? QPointF(-along.y(), along.x()) / size : QPointF(0, -1);
                if (across.y() > 0)
                    across = -across;
                labels.push_back({annotation.text, at + across * 17 * scale, colour});
                return;
            }
            half -= size;
        }
    }
}

void AnnotationOverlay::Impl::drawHandle()
{
    if (!handle)
        return;
    double depth = 0;
    const QPointF at = view.project(handle->point, &depth);
    if (depth <= NearestDepth)
        return;
    const double metres = view.metresPerPixel(depth);
    const QPointF tip = view.project(handle->point + handle->normal * (HandleArm * metres));
    QPointF along = tip - at;
    if (const double size = length(along); size > 1e-6)
        along /= size;
    else
        along = QPointF(0, -1);
    const double ring = (held ? 16 : 14) * scale, arm = HandleArm * scale;
    for (const auto &[width, colour] : {std::pair(5.0, casing()), std::pair(2.5, accent())}) {
        strokes.ring(at, ring, width * scale, colour);
        for (const double side : {1.0, -1.0}) {
            const QPointF to = at + along * (side * arm);
            strokes.line(at + along * (side * ring), to, width * scale, colour);
            strokes.chevron(to, along * side, 7 * scale, width * scale, colour);
        }
    }
    strokes.disc(at, 4 * scale, accent());
}

void AnnotationOverlay::Impl::drawSnap()
{
    if (snap.kind == SnapPoint::Kind::None)
        return;
    double depth = 0;
    const QPointF at = view.project(snap.point, &depth);
    if (depth <= NearestDepth)
        return;
    const QColor colour = accent();
    if (snap.kind == SnapPoint::Kind::Edge || snap.kind == SnapPoint::Kind::Corner) {
        if (snap.from != snap.to)
            for (const auto &line : project({snap.from, snap.to}, Vec3(0.0)))
                strokes.polyline(line, 2.5 * scale, colour);
    }
    if (snap.kind == SnapPoint::Kind::Corner) {
        const double s = 6 * scale;
        const std::vector<QPointF> box{at + QPointF(-s, -s), at + QPointF(s, -s), at + QPointF(s, s),
                                       at + QPointF(-s, s), at + QPointF(-s, -s)};
        strokes.polyline(box, 4 * scale, casing());
        strokes.polyline(box, 2 * scale, colour);
        return;
    }
    strokes.disc(at, 5 * scale, casing());
    strokes.disc(at, 3.4 * scale, colour);
}

Atlas::Cell AnnotationOverlay::Impl::pill(const Label &label)
{
    TextLook look;
    look.pixels = 13 * scale;
    look.weight = QFont::Medium;
    look.colour = theme == Theme::Plan ? QColor(0x1C, 0x27, 0x33) : QColor(0xE6, 0xEE, 0xF8);
    const QSizeF text = textSize(label.text, look);
    const QSizeF size(text.width() + 14 * scale, text.height() + 6 * scale);
    const QString key =
        QStringLiteral("pill/%1/%2/").arg(int(theme)).arg(label.colour.rgba()) + look.key() + label.text;
    return atlas.cell(key, size, [&](QPainter &painter) {
        painter.setRenderHint(QPainter::Antialiasing);
        QColor ground = theme == Theme::Plan ? QColor(255, 255, 255, 240) : QColor(0x0E, 0x18, 0x28, 235);
        painter.setBrush(ground);
        painter.setPen(QPen(label.colour, 1.2 * scale));
        painter.drawRoundedRect(QRectF(QPointF(), size).adjusted(1, 1, -1, -1), 5 * scale, 5 * scale);
        painter.setPen(look.colour);
        painter.setFont(overlayFont(look.pixels, look.weight));
        painter.drawText(QRectF(QPointF(), size), Qt::AlignCenter, label.text);
    });
}

QSGNode *AnnotationOverlay::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    auto *marks = static_cast<MarksNode *>(node);
    if (!marks)
        marks = new MarksNode;
    Impl &my = *m_impl;
    my.strokes.clear();
    my.labels.clear();
    // Areas under lines, lines under points.
    for (const auto &kinds : {std::pair(Annotation::Kind::Area, Annotation::Kind::Area),
                              std::pair(Annotation::Kind::Line, Annotation::Kind::Route),
                              std::pair(Annotation::Kind::Point, Annotation::Kind::Note)})
        for (const Annotation &annotation : my.annotations)
            if (annotation.kind == kinds.first || annotation.kind == kinds.second)
                my.drawAnnotation(annotation);
    my.drawHandle();
    my.drawSnap();
    my.strokes.fill(marks->strokes);

    my.atlas.setDevicePixelRatio(window()->effectiveDevicePixelRatio());
    if (my.atlas.isOverfull())
        my.atlas.clear();
    std::vector<Sprite> sprites;
    my.occupied.clear();
    for (const Label &label : my.labels) {
        const Atlas::Cell cell = my.pill(label);
        if (cell.isNull())
            continue;
        QPointF middle = label.middle;
        // A text gives way upwards to those before it.
        QRectF rect(QPointF(), cell.size);
        rect.moveCenter(middle);
        for (int tries = 0; tries < 4; ++tries) {
            const auto hit = std::find_if(my.occupied.begin(), my.occupied.end(),
                                          [&](const QRectF &other) { return other.intersects(rect); });
            if (hit == my.occupied.end())
                break;
            rect.moveBottom(hit->top() - 2);
        }
        my.occupied.push_back(rect);
        sprites.push_back(Sprite::centred(cell, rect.center(), my.atlas.devicePixelRatio()));
    }
    marks->texts->set(window(), my.atlas, sprites);
    return marks;
}

}
