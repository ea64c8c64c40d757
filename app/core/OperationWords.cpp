#include "core/OperationWords.h"

#include "core/Directory.h"
#include "core/Text.h"

#include <cmath>

namespace app
{

using domain::AlarmState;
using domain::AlarmVerb;
using domain::EventVerb;

QString label(AlarmState state)
{
    switch (state) {
    case AlarmState::Normal:
        return translate("app", "over", "alarm");
    case AlarmState::ActiveUnacknowledged:
        return translate("app", "active, not acknowledged");
    case AlarmState::ActiveAcknowledged:
        return translate("app", "active, acknowledged");
    case AlarmState::ClearedUnacknowledged:
        return translate("app", "cleared, not acknowledged");
    case AlarmState::Shelved:
        return translate("app", "shelved");
    case AlarmState::Suppressed:
        return translate("app", "suppressed");
    }
    return {};
}

QString visualState(const domain::Alarm &alarm, qint64 now)
{
    switch (domain::alarmState(alarm, now)) {
    case AlarmState::Normal:
        return QStringLiteral("normal");
    case AlarmState::ActiveAcknowledged:
        return QStringLiteral("in-hand");
    case AlarmState::Shelved:
    case AlarmState::Suppressed:
        return QStringLiteral("stale");
    default:
        return domain::severityName(alarm.severity);
    }
}

QString actionLabel(EventVerb verb)
{
    switch (verb) {
    case EventVerb::Report:
        return translate("app", "Report");
    case EventVerb::Update:
        return translate("app", "Update");
    case EventVerb::Accept:
        return translate("app", "Accept");
    case EventVerb::Reject:
        return translate("app", "Reject");
    case EventVerb::Dispatch:
        return translate("app", "Dispatch");
    case EventVerb::Start:
        return translate("app", "Start handling");
    case EventVerb::Finish:
        return translate("app", "Hand in for verification");
    case EventVerb::Close:
        return translate("app", "Verify and close");
    case EventVerb::Reopen:
        return translate("app", "Reopen");
    case EventVerb::Merge:
        return translate("app", "Merge");
    case EventVerb::Absorb:
        return translate("app", "Take in");
    case EventVerb::Assign:
        return translate("app", "Assign to another");
    case EventVerb::Note:
        return translate("app", "Note");
    case EventVerb::Attach:
        return translate("app", "Attach");
    case EventVerb::Escalate:
        return translate("app", "Escalate");
    case EventVerb::Rate:
        return translate("app", "Satisfaction");
    case EventVerb::Undo:
        return translate("app", "Take back");
    }
    return {};
}

QString actionLabel(AlarmVerb verb)
{
    switch (verb) {
    case AlarmVerb::Acknowledge:
        return translate("app", "Acknowledge");
    case AlarmVerb::Shelve:
        return translate("app", "Shelve");
    case AlarmVerb::Unshelve:
        return translate("app", "Unshelve");
    case AlarmVerb::Note:
        return translate("app", "Note");
    default:
        return stepLabel(verb);
    }
}

QString actionKey(EventVerb verb)
{
    switch (verb) {
    case EventVerb::Accept:
        return QStringLiteral("A");
    case EventVerb::Reject:
        return QStringLiteral("R");
    case EventVerb::Dispatch:
        return QStringLiteral("D");
    case EventVerb::Start:
        return QStringLiteral("S");
    case EventVerb::Finish:
        return QStringLiteral("F");
    case EventVerb::Close:
        return QStringLiteral("C");
    case EventVerb::Reopen:
        return QStringLiteral("O");
    case EventVerb::Merge:
        return QStringLiteral("M");
    case EventVerb::Assign:
        return QStringLiteral("Shift+D");
    case EventVerb::Note:
        return QStringLiteral("N");
    case EventVerb::Attach:
        return QStringLiteral("Shift+N");
    case EventVerb::Escalate:
        return QStringLiteral("Shift+E");
    case EventVerb::Rate:
        return QStringLiteral("Shift+C");
    case EventVerb::Undo:
        return QStringLiteral("U");
    default:
        return {};
    }
}

QString actionKey(AlarmVerb verb)
{
    switch (verb) {
    case AlarmVerb::Acknowledge:
        return QStringLiteral("X");
    case AlarmVerb::Shelve:
        return QStringLiteral("H");
    case AlarmVerb::Unshelve:
        return QStringLiteral("Shift+H");
    case AlarmVerb::Note:
        return QStringLiteral("N");
    default:
        return {};
    }
}

QString actionNeeds(EventVerb verb)
{
    switch (verb) {
    case EventVerb::Dispatch:
    case EventVerb::Assign:
        return QStringLiteral("assignee");
    case EventVerb::Reject:
    case EventVerb::Reopen:
        return QStringLiteral("reason");
    case EventVerb::Merge:
        return QStringLiteral("event");
    case EventVerb::Note:
        return QStringLiteral("text");
    case EventVerb::Attach:
        return QStringLiteral("url");
    case EventVerb::Close:
    case EventVerb::Rate:
        return QStringLiteral("satisfaction");
    default:
        return {};
    }
}

QString actionNeeds(AlarmVerb verb)
{
    if (verb == AlarmVerb::Shelve)
        return QStringLiteral("until");
    return verb == AlarmVerb::Note ? QStringLiteral("text") : QString();
}

QString doneText(EventVerb verb, int count)
{
    switch (verb) {
    case EventVerb::Report:
        return translate("app", "Events reported: %1").arg(count);
    case EventVerb::Accept:
        return translate("app", "Events accepted: %1").arg(count);
    case EventVerb::Reject:
        return translate("app", "Events rejected: %1").arg(count);
    case EventVerb::Dispatch:
        return translate("app", "Events dispatched: %1").arg(count);
    case EventVerb::Start:
        return translate("app", "Events in handling: %1").arg(count);
    case EventVerb::Finish:
        return translate("app", "Events handed in for verification: %1").arg(count);
    case EventVerb::Close:
        return translate("app", "Events closed: %1").arg(count);
    case EventVerb::Reopen:
        return translate("app", "Events reopened: %1").arg(count);
    case EventVerb::Merge:
        return translate("app", "Events merged: %1").arg(count);
    case EventVerb::Assign:
        return translate("app", "Events assigned: %1").arg(count);
    case EventVerb::Note:
        return translate("app", "Notes written: %1").arg(count);
    case EventVerb::Attach:
        return translate("app", "Attachments added: %1").arg(count);
    case EventVerb::Escalate:
        return translate("app", "Events escalated: %1").arg(count);
    case EventVerb::Rate:
        return translate("app", "Satisfaction written: %1").arg(count);
    case EventVerb::Undo:
        return translate("app", "Steps taken back: %1").arg(count);
    case EventVerb::Update:
    case EventVerb::Absorb:
        break;
    }
    return {};
}

QString doneText(AlarmVerb verb, int count)
{
    switch (verb) {
    case AlarmVerb::Acknowledge:
        return translate("app", "Alarms acknowledged: %1").arg(count);
    case AlarmVerb::Shelve:
        return translate("app", "Alarms shelved: %1").arg(count);
    case AlarmVerb::Unshelve:
        return translate("app", "Alarms unshelved: %1").arg(count);
    case AlarmVerb::Note:
        return translate("app", "Notes written: %1").arg(count);
    default:
        return {};
    }
}

QString stepLabel(const domain::Event &event, const domain::Transition &step)
{
    switch (step.verb) {
    case EventVerb::Note:
        return translate("app", "note");
    case EventVerb::Attach:
        return translate("app", "attachment");
    case EventVerb::Escalate:
        return translate("app", "escalated");
    case EventVerb::Assign:
        return translate("app", "assigned anew");
    case EventVerb::Rate:
        return translate("app", "satisfaction");
    case EventVerb::Absorb:
        return translate("app", "took another in");
    case EventVerb::Undo: {
        const int of = step.detail.value(QLatin1String("of")).toInt();
        for (const domain::Transition &each : event.history) {
            if (each.version == of && each.verb != EventVerb::Undo)
                return translate("app", "taken back: %1").arg(stepLabel(event, each));
        }
        return translate("app", "taken back");
    }
    default:
        return label(step.to);
    }
}

QString stepLabel(AlarmVerb verb)
{
    switch (verb) {
    case AlarmVerb::Raise:
        return translate("app", "raised");
    case AlarmVerb::Clear:
        return translate("app", "cleared");
    case AlarmVerb::Acknowledge:
        return translate("app", "acknowledged");
    case AlarmVerb::Shelve:
        return translate("app", "shelved");
    case AlarmVerb::Unshelve:
        return translate("app", "unshelved");
    case AlarmVerb::Suppress:
        return translate("app", "suppressed");
    case AlarmVerb::Release:
        return translate("app", "no longer suppressed");
    case AlarmVerb::Open:
        return translate("app", "opened an event");
    case AlarmVerb::Join:
        return translate("app", "joined an incident");
    case AlarmVerb::Note:
        return translate("app", "note");
    }
    return {};
}

QString ruleText(const domain::AlarmRule &rule, const QString &language, const QString &unit, const QString &thing)
{
    using enum domain::AlarmRule::Compare;
    const double threshold = rule.thresholdOf.value(thing, rule.threshold);
    const QString property = propertyLabel(rule.property);
    const QString value = unit.isEmpty()
                              ? numberText(threshold, 2)
                              : translate("app", "%1 %2", "number, unit").arg(numberText(threshold, 2), unitText(unit));
    const QString span = ageText(qint64(rule.seconds * 1000));
    switch (rule.compare) {
    case Above:
        return rule.seconds > 0 ? translate("app", "%1 above %2 for %3").arg(property, value, span)
                                : translate("app", "%1 above %2").arg(property, value);
    case Below:
        return rule.seconds > 0 ? translate("app", "%1 below %2 for %3").arg(property, value, span)
                                : translate("app", "%1 below %2").arg(property, value);
    case Equals:
        return unit.isEmpty() ? translate("app", "%1 is reported").arg(property)
                              : translate("app", "%1 is %2", "property, value").arg(property, value);
    case Rise:
        return translate("app", "%1 rose by more than %2 within %3").arg(property, value, span);
    case Months:
        return translate("app", "%1 above %2 in each of %3 consecutive months")
            .arg(property, value, QString::number(rule.months));
    case Deviation:
        return translate("app", "%1 more than %2 standard deviations from its last %3 days")
            .arg(property, numberText(threshold, 2), QString::number(rule.days));
    case Silence:
        return translate("app", "the device is offline");
    case Share:
        return translate("app", "more than %1 % of a building's devices: %2")
            .arg(numberText(threshold * 100, 0), rule.ofRule);
    }
    return rule.name.in(language);
}

QString ruleName(const Twin &twin, const QString &rule)
{
    const domain::AlarmRule *found = twin.city() ? twin.city()->rules.rule(rule) : nullptr;
    return found ? found->name.in(twin.language()) : rule;
}

QString titleOf(const Twin &twin, const domain::Alarm &alarm)
{
    return translate("app", "%1 · %2", "what, where").arg(ruleName(twin, alarm.rule), nameOf(twin, alarm.subject));
}

QString teamKindLabel(const QString &kind)
{
    static const QHash<QString, const char *> words = {
        {QStringLiteral("grid-member"), QT_TRANSLATE_NOOP("app", "grid member")},
        {QStringLiteral("block"), QT_TRANSLATE_NOOP("app", "block team")},
        {QStringLiteral("community"), QT_TRANSLATE_NOOP("app", "community office")},
        {QStringLiteral("fire"), QT_TRANSLATE_NOOP("app", "fire brigade")},
        {QStringLiteral("emergency"), QT_TRANSLATE_NOOP("app", "emergency team")},
        {QStringLiteral("police"), QT_TRANSLATE_NOOP("app", "police")},
        {QStringLiteral("city-management"), QT_TRANSLATE_NOOP("app", "city management")},
        {QStringLiteral("property"), QT_TRANSLATE_NOOP("app", "property management")},
        {QStringLiteral("medical"), QT_TRANSLATE_NOOP("app", "medical")},
        {QStringLiteral("volunteers"), QT_TRANSLATE_NOOP("app", "volunteers")}};
    const char *word = words.value(kind, nullptr);
    return word ? translate("app", word) : kind;
}

}
