#pragma once

#include "scene/CityView.h"

#include <QVariantList>
#include <qqmlintegration.h>

namespace app
{

class MapAccessible;

/// The map as QML has it: a CityView that ties itself to the session. While it has the keyboard, "." and "," go from
/// marker to marker, the worst first; what is gone to is selected and read out.
class MapItem : public scene::CityView
{
    Q_OBJECT
    QML_ELEMENT
    /// The part of it that panels leave free, and what stands over parts of that; logical pixels.
    Q_PROPERTY(QRectF stage READ stage WRITE setStageRect NOTIFY stageChanged)
    Q_PROPERTY(QVariantList covered READ covered WRITE setCovered NOTIFY stageChanged)
    /// It has the keyboard because a key gave it that: one must see it.
    Q_PROPERTY(bool keyFocus READ hasKeyFocus NOTIFY keyFocusChanged)

public:
    explicit MapItem(QQuickItem *parent = nullptr);
    ~MapItem() override;

    QRectF stage() const { return m_stage; }
    void setStageRect(const QRectF &stage);
    const QVariantList &covered() const { return m_covered; }
    void setCovered(const QVariantList &rectangles);
    bool hasKeyFocus() const { return m_keyFocus; }

    /// Selects the marker `steps` further on; false where there is none.
    bool walk(int steps);
    /// The keys go to an object on the map: it is selected and read out.
    void goTo(const domain::ObjectRef &object);
    /// Null: nobody listens.
    void setAccessible(MapAccessible *accessible) { m_accessible = accessible; }

Q_SIGNALS:
    void stageChanged();
    void keyFocusChanged();

protected:
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void applyStage();
    void setKeyFocus(bool on);

    QRectF m_stage;
    QVariantList m_covered;
    bool m_keyFocus = false;
    MapAccessible *m_accessible = nullptr;
};

}
