#pragma once

#include <QColor>
#include <QQuickPaintedItem>
#include <qqmlintegration.h>

namespace app
{

/// A unit's plan as a picture: its rooms with name and area, walls between them, doors with their swing, what lies
/// beyond left away. North is up.
class PlanPicture : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString unit MEMBER m_unit WRITE setUnit NOTIFY changed)
    Q_PROPERTY(QColor ink MEMBER m_ink NOTIFY changed)
    Q_PROPERTY(QColor quiet MEMBER m_quiet NOTIFY changed)
    Q_PROPERTY(QColor ground MEMBER m_ground NOTIFY changed)
    Q_PROPERTY(QString family MEMBER m_family NOTIFY changed)
    Q_PROPERTY(int textSize MEMBER m_textSize NOTIFY changed)
    /// Width by height of what is drawn; 0 where there is nothing.
    Q_PROPERTY(double aspect READ aspect NOTIFY changed)

public:
    explicit PlanPicture(QQuickItem *parent = nullptr);
    void setUnit(const QString &unit);
    double aspect() const;
    void paint(QPainter *painter) override;

Q_SIGNALS:
    void changed();

private:
    QString m_unit, m_family;
    QColor m_ink, m_quiet, m_ground;
    int m_textSize = 12;
};

}
