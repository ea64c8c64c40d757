#pragma once

#include "base/Result.h"
#include "domain/Alarms.h"
#include "domain/Journal.h"

/// The life of alarms (ISA-18.2) over journal entries. Pure functions; any thread.
///
/// Bodies: Raise {"subject": "thing:S0042", "rule", "severity", "building", "unit",
/// "areas", "why": explanation}; Shelve {"until": ms}; Suppress
/// {"by": alarm}; Open {"event"}; Join {"incident"}; the others none.
namespace domain
{

enum class AlarmVerb : quint8 {
    Raise, ///< by a rule; again while it is not Normal: its count grows
    Clear, ///< by a rule
    Acknowledge,
    Shelve, ///< until a time, with a reason
    Unshelve,
    Suppress, ///< another alarm explains it
    Release,  ///< and does so no longer
    Open,     ///< it opened an event
    Join,     ///< it is part of an incident
    Note
};
inline constexpr int AlarmVerbCount = 10;
QString alarmVerbName(AlarmVerb verb); ///< "raise" ...
AlarmVerb alarmVerbFromName(const QString &name, bool *ok = nullptr);

/// What an operator may do to it now: Acknowledge, Shelve, Unshelve, Note.
std::vector<AlarmVerb> allowedVerbs(const Alarm &alarm, qint64 now);
/// The entry that would do it, with the next version. Errors: "step-illegal", "body-missing" (Shelve without a reason
/// or a time to come).
base::Result<Entry> nextEntry(const Alarm &alarm, AlarmVerb verb, const Actor &actor, const QJsonObject &body = {});
/// Errors: "version-taken", "step-illegal", "body-missing". What rules say is never illegal.
base::Status checkEntry(const Alarm &alarm, const Entry &next);
void applyEntry(Alarm &alarm, const Entry &entry);
Alarm foldAlarm(const std::vector<Entry> &entries);

QJsonObject toJson(const Alarm &alarm);
Alarm alarmFromJson(const QJsonObject &json);
QJsonObject toJson(const Explanation &why);
Explanation explanationFromJson(const QJsonObject &json);

}
