#pragma once

#include "domain/Things.h"
#include "scene/CityView.h"
#include "scene/ViewState.h"

#include <QQuickItem>
#include <QRectF>

#include <memory>

namespace scene
{

/// What a public warning is called on the map, and where its area is.
struct AlertLabel {
    QString id, text; ///< "Rainstorm orange warning · until 18:00"
    domain::Severity severity = domain::Severity::Minor;
    bool isWeather = true;
    std::vector<geometry::Vec3> border; ///< points of the area's border, scene
    geometry::MultiPolygon area;
};

/// Names of public warnings at the upper edge of their areas, each with its severity's shape and colour; of an area
/// that fills the view, at its top. They never lie over each other. It accepts no input itself: the owner asks
/// `hitTest`. Main thread.
class AlertLabels : public QQuickItem
{
    Q_OBJECT

public:
    explicit AlertLabels(QQuickItem *parent = nullptr);
    ~AlertLabels() override;

    /// The worst first.
    void setLabels(std::vector<AlertLabel> labels);
    void setViewState(const ViewState &state);
    void setTheme(Theme theme);
    void setTextScale(double scale);
    /// The part that nothing covers; empty: all.
    void setStage(const QRectF &stage);
    void setSelected(const QString &alert);

    /// Id of the warning whose name is at a pixel; empty where there is none.
    QString hitTest(const QPointF &pixel) const;
    struct Placed {
        QString id, text;
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
