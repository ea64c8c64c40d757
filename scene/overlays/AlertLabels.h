#pragma once

#include "domain/Things.h"
#include "geometry/Polygon.h"
#include "scene/overlays/OverlayText.h"
#include "scene/overlays/PlateLabels.h"

#include <optional>

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
/// that fills the view, at its top. The owner asks `hitTest` for what is pressed.
class AlertLabels : public PlateLabels
{
    Q_OBJECT

public:
    explicit AlertLabels(QQuickItem *parent = nullptr) : PlateLabels(parent) {}

    /// The worst first.
    void setLabels(std::vector<AlertLabel> labels);
    void setSelected(const QString &alert);

    /// Id of the warning whose name is at a pixel; empty where there is none.
    QString hitTest(const QPointF &pixel) const;
    struct Placed {
        QString id, text;
        QRectF rect; ///< logical pixels
    };
    const std::vector<Placed> &placed() const { return m_placed; }

protected:
    bool isEmpty() const override { return m_labels.empty(); }
    void layout() override;
    std::vector<Plate> plates() override;

private:
    TextLook look() const;
    QSizeF sizeOf(const AlertLabel &label) const;
    std::optional<QPointF> edgeOf(const AlertLabel &label, const QRectF &stage) const;
    Atlas::Cell pill(const AlertLabel &label);

    std::vector<AlertLabel> m_labels;
    std::vector<Placed> m_placed;
    QString m_selected;
};

}
