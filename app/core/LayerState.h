#pragma once

#include <QHash>
#include <QObject>
#include <QStringList>

namespace app
{

/// What the user made of the layers: the view and every layer list follow its signals. The session keeps it between
/// runs.
class LayerState : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    bool visible(const QString &layer, bool otherwise) const { return m_visible.value(layer, otherwise); }
    double opacity(const QString &layer, double otherwise) const { return m_opacity.value(layer, otherwise); }
    /// The lowest first; empty: as the project has it.
    const QStringList &order() const { return m_order; }
    const QHash<QString, bool> &allVisible() const { return m_visible; }
    const QHash<QString, double> &allOpacities() const { return m_opacity; }

    void setVisible(const QString &layer, bool visible);
    void setOpacity(const QString &layer, double opacity);
    void setOrder(const QStringList &order);
    void clear();

    /// {"visible": {layer: true}, "opacity": {layer: 0.5}, "order": [...]}; what is empty is left out.
    QByteArray toJson() const;
    /// Sets what it names and tells of every difference; what it does not understand is left out.
    void fromJson(const QByteArray &json);

Q_SIGNALS:
    void visibleChanged(const QString &layer, bool visible);
    void opacityChanged(const QString &layer, double opacity);
    void orderChanged(const QStringList &order);

private:
    QHash<QString, bool> m_visible;
    QHash<QString, double> m_opacity;
    QStringList m_order;
};

}
