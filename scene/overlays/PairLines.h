#pragma once

#include "scene/CityView.h"

#include <QPointF>
#include <QQuickItem>

#include <vector>

namespace scene
{

/// A dashed line between two markers that are proposed to be one, in the accent; a ring where both stand at one place.
/// Main thread; it accepts no input.
class PairLines : public QQuickItem
{
    Q_OBJECT

public:
    explicit PairLines(QQuickItem *parent = nullptr);

    /// Ends on screen, logical pixels.
    void setLines(std::vector<std::pair<QPointF, QPointF>> lines);
    const std::vector<std::pair<QPointF, QPointF>> &lines() const { return m_lines; }
    void setTheme(Theme theme);
    void setTextScale(double scale);

protected:
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *data) override;

private:
    std::vector<std::pair<QPointF, QPointF>> m_lines;
    Theme m_theme = Theme::Command;
    double m_scale = 1;
};

}
