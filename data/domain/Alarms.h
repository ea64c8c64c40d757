#pragma once

#include "domain/Objects.h"
#include "domain/Things.h"

#include <QStringList>

#include <vector>

namespace domain
{

/// Where an alarm is in its life (ISA-18.2, 5.3): active or cleared, acknowledged or not; shelved by an operator until
/// a time; suppressed because another alarm explains it.
enum class AlarmState : quint8 {
    Normal, ///< cleared and acknowledged: nothing is to be done
    ActiveUnacknowledged,
    ActiveAcknowledged,
    ClearedUnacknowledged,
    Shelved,
    Suppressed
};
QString alarmStateName(AlarmState state); ///< "normal", "active-unacknowledged" ...

/// A reading that met (or led to) a condition.
struct Evidence {
    qint64 time = 0; ///< ms UTC
    double value = geometry::NaN;
};

/// Why an alarm fired, as of then: what an operator is told and the chart beside it is drawn from.
struct Explanation {
    QString datastream, property, unit;
    double threshold = geometry::NaN;   ///< as compared; of a rise the least rise, of a share a fraction
    double value = geometry::NaN;       ///< that met it
    qint64 met = 0;                     ///< since when the condition held, ms UTC
    std::vector<Evidence> observations; ///< the last ones up to then, oldest first; at most 120
    /// Whether somebody is inside, as a presence sensor or camera of the same unit says: "yes", "no", or empty: nothing
    /// says so. `presenceThing` is who says so, `presenceTime` when.
    QString presence, presenceThing;
    qint64 presenceTime = 0;
    QStringList things; ///< of shares: the devices that count
};

/// One alarm: there is one for each subject and rule; a repeat raises its count. Times are ms UTC; 0: never.
struct Alarm {
    QString id;        ///< alarmId(subject, rule)
    ObjectRef subject; ///< a thing; or the building, of shares
    QString rule;
    QString building, unit; ///< it is in; empty: outdoors or unknown
    QStringList areas;      ///< from the sub-district down, as refText
    Severity severity = Severity::Minor;
    bool active = false, acknowledged = false;
    qint64 raised = 0; ///< first time since it was last Normal
    qint64 lastRaised = 0, cleared = 0;
    int count = 0; ///< times it was raised since it was last Normal
    qint64 acknowledgedAt = 0;
    QString acknowledgedBy;
    qint64 shelvedUntil = 0;
    QString shelvedBy, shelvedWhy;
    QString suppressedBy; ///< id of the alarm that explains it; empty: none
    QString incident;     ///< id of its incident; empty: it is alone
    QString event;        ///< the event that it opened
    Explanation why;
    int version = 0;    ///< of its newest entry
    qint64 changed = 0; ///< time of its newest entry
    ObjectRef ref() const { return {ObjectKind::Alarm, id}; }
};

/// "thing:S0042/smoke"
QString alarmId(const ObjectRef &subject, const QString &rule);
AlarmState alarmState(const Alarm &alarm, qint64 now);
/// It calls for a hand: active or cleared, unacknowledged, neither shelved nor suppressed.
bool isCalling(const Alarm &alarm, qint64 now);

/// Alarms of one unit (or building, where the unit is not known) that came within two minutes of one another.
struct Incident {
    QString id; ///< of its place and first alarm's time: "unit:U0001@1781740800000"
    ObjectRef place;
    qint64 began = 0, latest = 0; ///< ms UTC
    Severity severity = Severity::Minor;
    QStringList alarms; ///< ids, first raised first
};

}
