#pragma once

#include "scene/CityView.h"
#include "scene/ViewState.h"
#include "scene/overlays/Atlas.h"

#include <QQuickItem>
#include <QRectF>

#include <vector>

namespace scene
{

/// Plates with words that stand over the map and never over each other: what areas and warnings have in common. It
/// accepts no input. Main thread.
class PlateLabels : public QQuickItem
{
    Q_OBJECT

public:
    void setViewState(const ViewState &state);
    void setTheme(Theme theme);
    void setTextScale(double scale);
    /// The part that nothing covers; empty: all.
    void setStage(const QRectF &stage);

Q_SIGNALS:
    void laidOut();

protected:
    explicit PlateLabels(QQuickItem *parent);

    struct Plate {
        Atlas::Cell cell;
        QPointF centre; ///< logical pixels
    };
    virtual bool isEmpty() const = 0;
    /// Places the labels within `within()`, of a view that has a size.
    virtual void layout() = 0;
    /// What was placed, painted into the atlas.
    virtual std::vector<Plate> plates() = 0;

    /// The labels are others.
    void layAnew();
    /// What of the view nothing covers.
    QRectF within() const;
    const ViewState &view() const { return m_view; }
    Theme theme() const { return m_theme; }
    double textScale() const { return m_scale; }
    Atlas &atlas() { return m_atlas; }

    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *data) override;
    void itemChange(ItemChange change, const ItemChangeData &data) override;

private:
    ViewState m_view;
    Theme m_theme = Theme::Command;
    double m_scale = 1;
    QRectF m_stage;
    Atlas m_atlas;
};

}
