// Cards of alarms, incidents and public warnings; what a card of an event says of working it.
#include "core/CardWriter.h"
#include "core/OperationWords.h"
#include "core/WaysOut.h"

#include <algorithm>
#include <cmath>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;
using namespace card;

QVariantMap CardWriter::alarmChip(const domain::Alarm &alarm) const
{
    return link(chip(titleOf(m_twin, alarm), {}, visualState(alarm, m_twin.now())), alarm.ref());
}

/// The rule, what met it, and the readings for a chart.
void CardWriter::addEvidence(const domain::Alarm &alarm)
{
    using enum domain::AlarmRule::Compare;
    const domain::AlarmRule *rule = m_city.rules.rule(alarm.rule);
    const domain::Explanation &why = alarm.why;
    if (rule)
        add(translate("app", "Rule"), ruleText(*rule, m_twin.language(), why.unit, alarm.subject.id));
    if (!std::isnan(why.value))
        add(propertyLabel(why.property), readingText(why.property, why.value, QString()),
            why.unit.isEmpty() ? QString() : unitText(why.unit), m_card.badgeState);
    if (!why.things.isEmpty())
        add(translate("app", "Devices that count"), numberText(double(why.things.size()), 0));
    QVariantList points;
    for (const domain::Evidence &each : why.observations) {
        if (!std::isnan(each.value))
            points.append(QVariantMap{{QStringLiteral("t"), double(each.time)}, {QStringLiteral("v"), each.value}});
    }
    if (points.isEmpty())
        return;
    // Of a rise or a deviation the threshold is no level that the readings could cross.
    const bool isLevel = !rule || rule->compare == Above || rule->compare == Below || rule->compare == Months;
    const bool drawn = isLevel && !why.unit.isEmpty() && !std::isnan(why.threshold);
    const QTimeZone zone = zoneOf(&m_city);
    QString from = timeText(qint64(points.first().toMap().value(QStringLiteral("t")).toDouble()), zone, true);
    QString to = timeText(qint64(points.last().toMap().value(QStringLiteral("t")).toDouble()), zone, true);
    if (from.section(u' ', 0, 0) == to.section(u' ', 0, 0)) { // of one day
        from = from.section(u' ', 1);
        to = to.section(u' ', 1);
    }
    m_card.sections.append(
        QVariantMap{{QStringLiteral("title"), propertyLabel(why.property)},
                    {QStringLiteral("chart"),
                     QVariantMap{{QStringLiteral("points"), points},
                                 {QStringLiteral("threshold"), drawn ? QVariant(why.threshold) : QVariant()},
                                 {QStringLiteral("met"), double(why.met)},
                                 {QStringLiteral("from"), from},
                                 {QStringLiteral("to"), to},
                                 {QStringLiteral("unit"), unitText(why.unit)}}}});
}

Card::Content CardWriter::alarm(const domain::Alarm &alarm)
{
    const qint64 now = m_twin.now();
    const QTimeZone zone = zoneOf(&m_city);
    m_card.title = ruleName(m_twin, alarm.rule);
    m_card.subtitle = placeText(m_twin, alarm);
    m_card.badge = label(domain::alarmState(alarm, now));
    m_card.badgeState = visualState(alarm, now);

    add(translate("app", "Severity"), label(alarm.severity), {}, domain::severityName(alarm.severity));
    addEvidence(alarm);
    add(translate("app", "Since"), translate("app", "%1, %2 ago", "time, age")
                                       .arg(timeText(alarm.raised, zone, true), ageText(now - alarm.raised)));
    if (alarm.count > 1)
        add(translate("app", "Raised"), translate("app", "%1 times, last %2 ago", "count, age")
                                            .arg(numberText(alarm.count, 0), ageText(now - alarm.lastRaised)));
    if (!alarm.active && alarm.cleared > 0)
        add(translate("app", "Cleared"), timeText(alarm.cleared, zone, true));
    if (alarm.acknowledged && alarm.acknowledgedAt > 0)
        add(translate("app", "Acknowledged"),
            translate("app", "%1 by %2", "time, who").arg(timeText(alarm.acknowledgedAt, zone), alarm.acknowledgedBy));
    if (alarm.shelvedUntil > now)
        add(translate("app", "Shelved until"),
            translate("app", "%1 by %2: %3", "time, who, why")
                .arg(timeText(alarm.shelvedUntil, zone), alarm.shelvedBy, alarm.shelvedWhy));
    const QString presence = alarm.why.presence == QLatin1String("yes")  ? translate("app", "people inside")
                             : alarm.why.presence == QLatin1String("no") ? translate("app", "nobody")
                                                                         : QString();
    if (!presence.isEmpty())
        add(translate("app", "In the unit"),
            translate("app", "%1 (%2, %3 ago)", "people, who says so, age")
                .arg(presence, nameOf(m_twin, {ObjectKind::Thing, alarm.why.presenceThing}),
                     ageText(now - alarm.why.presenceTime)),
            {}, alarm.why.presence == QLatin1String("yes") ? QStringLiteral("critical") : QString());
    else if (!alarm.unit.isEmpty() && alarm.severity == domain::Severity::Critical)
        add(translate("app", "In the unit"), presenceText(m_twin, alarm.subject), {}, QStringLiteral("critical"));
    if (exists(m_twin, alarm.subject))
        m_card.rows.append(link(row(label(alarm.subject.kind), nameOf(m_twin, alarm.subject)), alarm.subject));
    addRooms(alarm.ref());
    addPlace(alarm.subject);
    addWaysOut(alarm.subject);

    QVariantList related;
    if (const domain::Event *event = m_twin.state().event(alarm.event))
        related.append(link(chip(titleOf(m_twin, *event), label(event->state), visualState(*event)), event->ref()));
    if (const domain::Incident *incident = m_twin.state().incident(alarm.incident))
        related.append(
            link(chip(nameOf(m_twin, {ObjectKind::Incident, incident->id}),
                      numberText(double(incident->alarms.size()), 0), domain::severityName(incident->severity)),
                 {ObjectKind::Incident, incident->id}));
    if (const domain::Alarm *by = m_twin.state().alarm(alarm.suppressedBy))
        related.append(alarmChip(*by));
    if (!related.isEmpty())
        m_card.sections.append(chipSection(translate("app", "Belongs to"), related));
    m_card.actions = {action("fly", translate("app", "Fly there")), action("place", translate("app", "Show place"))};
    addRoomActions(alarm.ref());
    return m_card;
}

Card::Content CardWriter::incident(const domain::Incident &incident)
{
    const qint64 now = m_twin.now();
    m_card.title = nameOf(m_twin, {ObjectKind::Incident, incident.id});
    m_card.badge = label(incident.severity);
    m_card.badgeState = domain::severityName(incident.severity);
    QVariantList chips;
    int calling = 0;
    for (const QString &id : incident.alarms) {
        if (const domain::Alarm *alarm = m_twin.state().alarm(id)) {
            chips.append(alarmChip(*alarm));
            calling += domain::isCalling(*alarm, now) ? 1 : 0;
        }
    }
    addCount(translate("app", "Alarms"), qint64(incident.alarms.size()));
    addCount(translate("app", "Not acknowledged"), calling);
    add(translate("app", "Since"),
        translate("app", "%1, %2 ago", "time, age")
            .arg(timeText(incident.began, zoneOf(&m_city), true), ageText(now - incident.began)));
    add(translate("app", "Last alarm"), translate("app", "%1 ago").arg(ageText(now - incident.latest)));
    if (exists(m_twin, incident.place))
        m_card.rows.append(link(row(label(incident.place.kind), nameOf(m_twin, incident.place)), incident.place));
    addPlace(incident.place);
    if (!chips.isEmpty())
        m_card.sections.append(chipSection(translate("app", "Alarms"), chips));
    m_card.actions = {action("fly", translate("app", "Fly there")), action("place", translate("app", "Show place"))};
    addRoomActions({ObjectKind::Incident, incident.id});
    return m_card;
}

Card::Content CardWriter::alert(const domain::Alert &alert)
{
    const domain::AlertInfo *info = alert.info(m_twin.language());
    const QTimeZone zone = zoneOf(&m_city);
    m_card.title = nameOf(m_twin, {ObjectKind::Alert, alert.id});
    m_card.subtitle = info ? info->senderName : QString();
    m_card.badge = label(alert.level());
    m_card.badgeState = domain::severityName(alert.level());
    add(translate("app", "Sent"), timeText(alert.sent, zone));
    if (info) {
        add(translate("app", "Begins"), timeText(info->onset > 0 ? info->onset : info->effective, zone));
        add(translate("app", "Ends"), timeText(alert.expires(), zone));
        QStringList areas;
        for (const domain::AlertArea &area : info->areas)
            areas.append(area.description);
        areas.removeAll(QString());
        add(translate("app", "Area"), areas.join(QStringLiteral("; ")));
        add(translate("app", "Description"), info->description);
        add(translate("app", "What to do"), info->instruction);
        add(translate("app", "Contact"), info->contact);
    }
    if (!alert.isReal())
        add(translate("app", "Status"), alert.status);
    m_card.actions = {action("copy", translate("app", "Copy code"))};
    return m_card;
}

/// Who has it, how far up it is, what its limits leave.
void CardWriter::addLimits(const domain::Event &event)
{
    const qint64 now = m_twin.now();
    const auto limit = [&](const QString &name, qint64 due) {
        const bool late = due < now;
        add(name,
            late ? translate("app", "overdue by %1").arg(ageText(now - due))
                 : translate("app", "in %1").arg(ageText(due - now)),
            {}, late ? QStringLiteral("major") : QString());
    };
    if (event.acceptDue > 0 && event.state == domain::EventState::Reported)
        limit(translate("app", "To be accepted"), event.acceptDue);
    if (event.due > 0 && !domain::isFinal(event.state))
        limit(translate("app", "Due"), event.due);
    add(translate("app", "Assigned to"), teamText(m_twin, event.assignee, event.assigneeName));
    if (event.level > 0)
        add(translate("app", "Escalated"), translate("app", "%1 times, to: %2", "count, level")
                                               .arg(numberText(event.level, 0), label(domain::levelOf(event))));
    if (event.satisfaction > 0)
        add(translate("app", "Satisfaction"), translate("app", "%1 of 5").arg(event.satisfaction));
    const auto other = [&](const QString &name, const QString &id) {
        if (const domain::Event *found = m_twin.state().event(id))
            m_card.rows.append(link(row(name, titleOf(m_twin, *found)), found->ref()));
        else
            add(name, id);
    };
    if (!event.mergedInto.isEmpty() && event.state == domain::EventState::Merged)
        other(translate("app", "Merged into"), event.mergedInto);
    for (const QString &from : event.mergedFrom)
        other(translate("app", "Took in"), from);
    for (const live::MergeProposal &proposal : m_twin.state().proposals()) {
        if (proposal.event == event.id || proposal.into == event.id)
            other(translate("app", "Perhaps the same as"), proposal.event == event.id ? proposal.into : proposal.event);
    }
    for (const domain::Attachment &attachment : event.attachments) {
        QVariantMap line =
            row(translate("app", "Attachment"), attachment.title.isEmpty() ? attachment.url : attachment.title);
        line.insert(QStringLiteral("url"), attachment.url);
        m_card.rows.append(line);
    }
}

/// Why, with what result, to whom, into what: what a step has to say beside its name.
static QString wordsOf(const Twin &twin, const domain::Transition &step)
{
    const auto text = [&](const char *key) { return step.detail.value(QLatin1String(key)).toString(); };
    QStringList words;
    const auto add = [&words](const QString &word) {
        if (!word.isEmpty() && !words.contains(word))
            words.append(word);
    };
    const QString team = teamText(twin, text("assignee"), text("assigneeName"));
    if (!team.isEmpty())
        add(translate("app", "to %1", "a team").arg(team));
    const QString other = text("into") + text("from");
    if (!other.isEmpty()) {
        const domain::Event *event = twin.state().event(other);
        add(translate("app", "with %1", "another event").arg(event ? titleOf(twin, *event) : other));
    }
    add(text("title"));
    add(text("text"));
    add(step.result);
    add(step.why);
    if (const int satisfaction = step.detail.value(QLatin1String("satisfaction")).toInt(); satisfaction > 0)
        add(translate("app", "satisfaction %1 of 5").arg(satisfaction));
    return words.join(QStringLiteral(" · "));
}

/// Every step, newest first; what was taken back stays, struck.
void CardWriter::addTimeline(const domain::Event &event)
{
    using domain::EventVerb;
    QVariantList steps;
    for (auto step = event.history.rbegin(); step != event.history.rend(); ++step) {
        steps.append(
            QVariantMap{{QStringLiteral("what"), stepLabel(event, *step)},
                        {QStringLiteral("when"), timeText(step->time, zoneOf(&m_city))},
                        {QStringLiteral("age"), ageText(m_twin.now() - step->time)},
                        {QStringLiteral("who"), step->who},
                        {QStringLiteral("words"), wordsOf(m_twin, *step)},
                        {QStringLiteral("url"), step->detail.value(QLatin1String("url")).toString()},
                        {QStringLiteral("struck"), step->undone},
                        {QStringLiteral("moved"), step->verb != EventVerb::Note && step->verb != EventVerb::Attach}});
    }
    if (!steps.isEmpty())
        m_card.sections.append(
            QVariantMap{{QStringLiteral("title"), translate("app", "History")}, {QStringLiteral("steps"), steps}});
}

/// The alarms that opened it, and those of the same device.
void CardWriter::addAlarmsOf(const domain::Event &event)
{
    QVariantList chips;
    for (const domain::Alarm *alarm : m_twin.state().alarms()) {
        if (alarm->event == event.id && chips.size() < int(MostListed))
            chips.append(alarmChip(*alarm));
    }
    if (!chips.isEmpty())
        m_card.sections.append(chipSection(translate("app", "Alarms"), chips));
}

}
