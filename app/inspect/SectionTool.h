#pragma once

#include "inside/Inside.h"

namespace app
{

/// The section through the entered building in figures: which way it cuts, and where, metres from the building's
/// middle. Follows what is dragged in the view. Main thread.
class SectionTool : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool active READ isActive NOTIFY changed)
    /// "", "x", "y", "z", "view"; set through Inside::section.
    Q_PROPERTY(QString axis READ axis WRITE setAxis NOTIFY changed)
    Q_PROPERTY(double position READ position WRITE setPosition NOTIFY changed)
    Q_PROPERTY(double low READ low NOTIFY changed)
    Q_PROPERTY(double high READ high NOTIFY changed)
    Q_PROPERTY(QString positionText READ positionText NOTIFY changed)

public:
    SectionTool(Twin &twin, Inside &inside, QObject *parent = nullptr);

    bool isActive() const { return m_inside.look().section.has_value(); }
    QString axis() const { return m_inside.section(); }
    void setAxis(const QString &axis);
    double position() const;
    void setPosition(double metres);
    double low() const { return m_low; }
    double high() const { return m_high; }
    /// Height above the ground floor for level sections, else the distance from the middle.
    QString positionText() const;

    Q_INVOKABLE void flip(); ///< shows the other half
    Q_INVOKABLE void nudge(double metres);

Q_SIGNALS:
    void changed();

private:
    void refresh();
    geometry::Vec3 middle() const { return m_bounds.isEmpty() ? geometry::Vec3(0) : m_bounds.centre(); }

    Twin &m_twin;
    Inside &m_inside;
    loading::InteriorPtr m_of; ///< that the figures below are of
    geometry::Box3 m_bounds;
    std::vector<geometry::Vec3> m_corners; ///< of everything's boxes: how far it reaches in any direction
    geometry::Vec3 m_normal{0.0};          ///< that `low` and `high` are of
    double m_low = 0, m_high = 0;
};

}
