#pragma once

#include "scene/CityView.h"
#include "scene/ViewState.h"

#include <QQuickItem>
#include <QRectF>

#include <functional>
#include <memory>

namespace scene
{

/// Measures, ways out, notes, the section's handle and the mark of what a pointer catches: drawn by Qt Quick over the
/// city, so that nothing hides them. It accepts no input itself. Main thread.
class AnnotationOverlay : public QQuickItem
{
    Q_OBJECT

public:
    /// How far a storey is drawn from its place; nothing where it is not drawn.
    using Placement = std::function<std::optional<geometry::Vec3>(int storey)>;

    explicit AnnotationOverlay(QQuickItem *parent = nullptr);
    ~AnnotationOverlay() override;

    void setAnnotations(std::vector<Annotation> annotations);
    void setPlacement(Placement placement);
    /// Storeys moved.
    void placementChanged();
    void setViewState(const ViewState &state);
    void setTheme(Theme theme);
    void setTextScale(double scale);
    /// Where the section can be gripped, and which way it moves.
    void setHandle(const std::optional<SectionPlane> &handle);
    bool hitsHandle(const QPointF &pixel) const;
    void setHandleHeld(bool held);
    void setSnap(const SnapPoint &snap);

    /// Where texts are written (logical pixels), for other texts to avoid.
    std::vector<QRectF> occupied() const;

protected:
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *data) override;
    void itemChange(ItemChange change, const ItemChangeData &data) override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
