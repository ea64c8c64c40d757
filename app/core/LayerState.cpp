#include "core/LayerState.h"

namespace app
{

void LayerState::setVisible(const QString &layer, bool visible)
{
    if (m_visible.contains(layer) && m_visible.value(layer) == visible)
        return;
    m_visible.insert(layer, visible);
    Q_EMIT visibleChanged(layer, visible);
}

void LayerState::setOpacity(const QString &layer, double opacity)
{
    opacity = qBound(0.0, opacity, 1.0);
    if (m_opacity.contains(layer) && m_opacity.value(layer) == opacity)
        return;
    m_opacity.insert(layer, opacity);
    Q_EMIT opacityChanged(layer, opacity);
}

void LayerState::setOrder(const QStringList &order)
{
    if (order == m_order)
        return;
    m_order = order;
    Q_EMIT orderChanged(order);
}

void LayerState::clear()
{
    m_visible.clear();
    m_opacity.clear();
    m_order.clear();
}

}
