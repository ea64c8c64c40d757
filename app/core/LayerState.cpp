#include "core/LayerState.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

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

static const QLatin1String VisibleKey("visible"), OpacityKey("opacity"), OrderKey("order");

QByteArray LayerState::toJson() const
{
    QJsonObject visible, opacity, all;
    for (auto it = m_visible.begin(); it != m_visible.end(); ++it)
        visible.insert(it.key(), it.value());
    for (auto it = m_opacity.begin(); it != m_opacity.end(); ++it)
        opacity.insert(it.key(), it.value());
    if (!visible.isEmpty())
        all.insert(VisibleKey, visible);
    if (!opacity.isEmpty())
        all.insert(OpacityKey, opacity);
    if (!m_order.isEmpty())
        all.insert(OrderKey, QJsonArray::fromStringList(m_order));
    return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

void LayerState::fromJson(const QByteArray &json)
{
    const QJsonObject all = QJsonDocument::fromJson(json).object();
    const QJsonObject visible = all.value(VisibleKey).toObject(), opacity = all.value(OpacityKey).toObject();
    for (auto it = visible.begin(); it != visible.end(); ++it) {
        if (it->isBool())
            setVisible(it.key(), it->toBool());
    }
    for (auto it = opacity.begin(); it != opacity.end(); ++it) {
        if (it->isDouble())
            setOpacity(it.key(), it->toDouble());
    }
    QStringList order;
    for (const QJsonValue &layer : all.value(OrderKey).toArray())
        order.append(layer.toString());
    if (!order.isEmpty())
        setOrder(order);
}

}
