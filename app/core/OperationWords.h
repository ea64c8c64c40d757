#pragma once

#include "core/Twin.h"
#include "domain/AlarmCycle.h"
#include "domain/EventCycle.h"

/// Working events and alarms in words, in the language that is installed just now. Main thread.
namespace app
{

QString label(domain::AlarmState state);
/// How an alarm is drawn: its severity while it calls for a hand, "in-hand" once acknowledged, "normal" when it is
/// over, "stale" while it is shelved or suppressed.
QString visualState(const domain::Alarm &alarm, qint64 now);

/// What a button says: "Accept".
QString actionLabel(domain::EventVerb verb);
QString actionLabel(domain::AlarmVerb verb);
/// The shortcut as text: "Shift+A"; empty where it has none.
QString actionKey(domain::EventVerb verb);
QString actionKey(domain::AlarmVerb verb);
/// What has to be asked first: "", "assignee", "reason", "event", "text", "url", "until", "satisfaction".
QString actionNeeds(domain::EventVerb verb);
QString actionNeeds(domain::AlarmVerb verb);
/// "3 events accepted"
QString doneText(domain::EventVerb verb, int count);
QString doneText(domain::AlarmVerb verb, int count);
/// What an entry of a timeline says: "accepted", "note", "taken back: accepted".
QString stepLabel(const domain::Event &event, const domain::Transition &step);
QString stepLabel(domain::AlarmVerb verb);

/// What a rule watches for: "Residual current above 300 mA for 10 s". `unit` as the datastream has it; `thing` for
/// stations with a threshold of their own.
QString ruleText(const domain::AlarmRule &rule, const QString &language, const QString &unit,
                 const QString &thing = {});
/// The rule's name, else its id.
QString ruleName(const Twin &twin, const QString &rule);
/// "Smoke · Smoke detector S0042"
QString titleOf(const Twin &twin, const domain::Alarm &alarm);
QString teamKindLabel(const QString &kind);

}
