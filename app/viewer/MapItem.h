#pragma once

#include "scene/CityView.h"

#include <QVariantList>
#include <qqmlintegration.h>

namespace app
{

/// The map as QML has it: a CityView that ties itself to the session.
class MapItem : public scene::CityView
{
    Q_OBJECT
    QML_ELEMENT
    /// The part of it that panels leave free, and what stands over parts of that; logical pixels.
    Q_PROPERTY(QRectF stage READ stage WRITE setStageRect NOTIFY stageChanged)
    Q_PROPERTY(QVariantList covered READ covered WRITE setCovered NOTIFY stageChanged)

public:
    explicit MapItem(QQuickItem *parent = nullptr);
    ~MapItem() override;

    QRectF stage() const { return m_stage; }
    void setStageRect(const QRectF &stage);
    const QVariantList &covered() const { return m_covered; }
    void setCovered(const QVariantList &rectangles);

Q_SIGNALS:
    void stageChanged();

private:
    void applyStage();

    QRectF m_stage;
    QVariantList m_covered;
};

}
