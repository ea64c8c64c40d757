#pragma once

#include "geometry/Polygon.h"
#include "scene/CityView.h"
#include "scene/ViewState.h"

#include <QQuickItem>
#include <QRectF>

#include <memory>

namespace scene
{

/// What is written on an area of a thematic map. Of a text of several lines the first is the name, the others its
/// figures.
struct AreaLabel {
    domain::ObjectRef area;
    QString text;
    QColor colour;                      ///< of its class
    geometry::Vec3 middle{0.0};         ///< a point surely inside, scene
    std::vector<geometry::Vec3> inside; ///< other points of it: where the name goes while the middle is off the stage
};

/// Names and figures of a thematic map in the middle of their areas, each on a plate with its class's colour. They
/// never lie over each other: the larger on screen goes first. It accepts no input. Main thread.
class AreaLabels : public QQuickItem
{
    Q_OBJECT

public:
    explicit AreaLabels(QQuickItem *parent = nullptr);
    ~AreaLabels() override;

    void setLabels(std::vector<AreaLabel> labels);
    void setViewState(const ViewState &state);
    void setTheme(Theme theme);
    void setTextScale(double scale);
    /// The part that nothing covers; empty: all.
    void setStage(const QRectF &stage);

    struct Placed {
        domain::ObjectRef area;
        QString text;
        QRectF rect; ///< logical pixels
    };
    const std::vector<Placed> &placed() const;

Q_SIGNALS:
    void laidOut();

protected:
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *data) override;
    void itemChange(ItemChange change, const ItemChangeData &data) override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
