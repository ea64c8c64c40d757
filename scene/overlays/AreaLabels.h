#pragma once

#include "domain/Objects.h"
#include "scene/overlays/OverlayText.h"
#include "scene/overlays/PlateLabels.h"

#include <QHash>

#include <optional>

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

/// Names and figures of a thematic map in the middle of their areas, or where no marker covers them, each on a plate
/// with its class's colour: the first of them have the choice.
class AreaLabels : public PlateLabels
{
    Q_OBJECT

public:
    explicit AreaLabels(QQuickItem *parent = nullptr) : PlateLabels(parent) {}

    void setLabels(std::vector<AreaLabel> labels);
    /// What plates are better not under, logical pixels. Those that stand well stay.
    void setObstacles(std::vector<QRectF> obstacles);
    struct Placed {
        domain::ObjectRef area;
        QString text;
        QRectF rect; ///< logical pixels
    };
    const std::vector<Placed> &placed() const { return m_placed; }

protected:
    bool isEmpty() const override { return m_labels.empty(); }
    void layout() override;
    std::vector<Plate> plates() override;

private:
    TextLook look(bool figure) const;
    QSizeF sizeOf(const AreaLabel &label) const;
    /// A point of an area, 0 its middle, and how much higher or lower the plate is.
    struct Spot {
        int point = 0, shift = 0;
    };
    std::optional<QRectF> rectAt(size_t label, Spot spot) const;
    /// Which part of a plate markers and the like cover; infinite where it would touch another plate.
    double covered(const QRectF &rect) const;
    std::optional<QRectF> choose(size_t label);
    Atlas::Cell plate(const AreaLabel &label, const QSizeF &size);

    std::vector<AreaLabel> m_labels;
    std::vector<QSizeF> m_sizes; ///< by label: measuring a text is slow
    double m_sizesScale = 0;     ///< of texts, that they are for
    std::vector<QRectF> m_obstacles;
    QHash<domain::ObjectRef, Spot> m_spots; ///< where plates stand
    std::vector<Placed> m_placed;
    std::vector<size_t> m_shown; ///< labels of `m_placed`
};

}
