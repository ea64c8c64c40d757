#pragma once

#include "core/Selection.h"

#include <QTimer>
#include <QVariantList>

namespace app
{

/// The alarm that is worked on: the one that was picked, else the worst of the device or building that is selected. It
/// says why it fired, with the readings that met its rule.
class AlarmDetail : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString id READ id NOTIFY changed) ///< empty: there is none
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString place READ place NOTIFY changed)
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString stateName READ stateName NOTIFY changed)
    Q_PROPERTY(QString visual READ visual NOTIFY changed)
    Q_PROPERTY(bool calling READ isCalling NOTIFY changed)
    Q_PROPERTY(QString running READ running NOTIFY ticked)
    Q_PROPERTY(QString rule READ rule NOTIFY changed) ///< what it watches for, in words
    /// {label, value, unit, state} as cards have them: who acknowledged, until when it is shelved, what explains it ...
    Q_PROPERTY(QVariantList rows READ rows NOTIFY changed)
    /// Somebody inside: a sentence with who says so and when; empty where nothing can tell and nobody need know.
    Q_PROPERTY(QString presence READ presence NOTIFY changed)
    Q_PROPERTY(QString presenceState READ presenceState NOTIFY changed)
    /// {t (ms UTC), v}: the readings up to when it fired, oldest first.
    Q_PROPERTY(QVariantList readings READ readings NOTIFY changed)
    Q_PROPERTY(QString property READ property NOTIFY changed)
    Q_PROPERTY(QString unit READ unit NOTIFY changed)
    Q_PROPERTY(double threshold READ threshold NOTIFY changed) ///< NaN: there is no line to draw
    Q_PROPERTY(double met READ met NOTIFY changed)             ///< ms UTC; 0: unknown
    Q_PROPERTY(QString event READ event NOTIFY changed)        ///< that it opened
    Q_PROPERTY(QString incident READ incident NOTIFY changed)
    /// {id, label, state}: of the same device, and of its incident.
    Q_PROPERTY(QVariantList others READ others NOTIFY changed)

public:
    explicit AlarmDetail(QObject *parent = nullptr, Twin *twin = nullptr, Selection *selection = nullptr);

    /// To be given where it is made: what follows the selection.
    void follow(Selection &selection);
    /// Goes there and works on this one.
    Q_INVOKABLE void pick(const QString &alarm, bool fly = true);

    QString id() const { return m_id; }
    QString title() const;
    QString place() const;
    QString state() const;
    QString stateName() const;
    QString visual() const;
    bool isCalling() const;
    QString running() const;
    QString rule() const;
    QVariantList rows() const;
    QString presence() const;
    QString presenceState() const;
    QVariantList readings() const;
    QString property() const;
    QString unit() const;
    double threshold() const;
    double met() const;
    QString event() const;
    QString incident() const;
    QVariantList others() const;

Q_SIGNALS:
    void changed();
    void ticked();

private:
    const domain::Alarm *alarm() const;
    void choose();

    Twin *m_twin;
    Selection *m_selection = nullptr;
    QString m_id, m_picked;
};

}
