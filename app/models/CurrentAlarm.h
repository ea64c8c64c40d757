#pragma once

#include "core/Selection.h"

namespace app
{

/// The alarm that is worked on: the one that is selected, else the worst of the device or building that is.
class CurrentAlarm : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString id READ id NOTIFY changed) ///< empty: there is none
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString visual READ visual NOTIFY changed)
    Q_PROPERTY(bool calling READ isCalling NOTIFY changed)
    Q_PROPERTY(QString running READ running NOTIFY ticked) ///< how long it has been on, or how long it is over

public:
    CurrentAlarm(QObject *parent, Twin *twin, Selection *selection);

    QString id() const { return m_id; }
    QString title() const;
    QString visual() const;
    bool isCalling() const;
    QString running() const;

Q_SIGNALS:
    void changed();
    void ticked();

private:
    const domain::Alarm *alarm() const;
    void choose();

    Twin &m_twin;
    Selection &m_selection;
    QString m_id;
};

}
