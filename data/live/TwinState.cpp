#include "live/TwinState.h"

#include "live/AlarmBook.h"
#include "live/AlertBook.h"
#include "live/EventBook.h"
#include "live/ThingBoard.h"

namespace live
{

/// An alarm that mutes others changes what is found of their building; it settles after a few rounds.
static constexpr int MostRounds = 8;

struct TwinState::Impl {
    ThingBoard things;
    EventBook events;
    AlarmBook alarms;
    AlertBook alerts;
    qint64 now = 0; ///< the latest we were told

    void take(const domain::Event &event)
    {
        events.take(event, now);
        if (const domain::Event *taken = events.event(event.id))
            alarms.note(*taken);
    }
    /// Lets what came have its consequences: conditions, alarms, what they mute, the events they open.
    void settle()
    {
        alarms.advance(now);
        for (int round = 0; round < MostRounds; ++round) {
            things.settle(now);
            const auto findings = things.takeFindings();
            for (const Finding &finding : findings)
                alarms.take(finding, now);
            const auto marks = alarms.takeMarks();
            for (const AlarmBook::Mark &mark : marks)
                things.setAlarm(mark.subject, mark.rule, mark.active, mark.muted, mark.since);
            if (findings.empty() && marks.empty())
                break;
        }
        for (const domain::Event &event : alarms.openEvents(events, now))
            take(event);
    }
    domain::ChangeSet changes()
    {
        domain::ChangeSet result;
        result.time = now;
        things.takeChanges(result, now);
        events.takeChanges(result, now);
        for (const domain::Event &event : result.events)
            alarms.note(event);
        alarms.takeChanges(result);
        alerts.takeChanges(result);
        return result;
    }
    domain::ChangeSet everything(qint64 at) const
    {
        domain::ChangeSet result;
        result.time = at;
        result.reset = true;
        for (const domain::ThingState *state : things.all())
            result.things.push_back(*state);
        for (const domain::Event *event : events.all())
            result.events.push_back(*event);
        for (const domain::Alarm *alarm : alarms.all())
            result.alarms.push_back(*alarm);
        for (const domain::Incident *incident : alarms.incidents())
            result.incidents.push_back(*incident);
        for (const domain::Alert *alert : alerts.inForce())
            result.alerts.push_back(*alert);
        return result;
    }
};

TwinState::TwinState() : m_impl(new Impl) {}

TwinState::~TwinState() = default;

void TwinState::setCity(std::shared_ptr<const domain::City> city)
{
    Impl &all = *m_impl;
    all.things.setCity(*city);
    all.events.setCity(city);
    all.alarms.setCity(std::move(city), all.now);
    all.settle();
}

domain::ChangeSet TwinState::apply(const std::vector<domain::Observation> &observations,
                                   const std::vector<domain::ThingStatusReport> &statuses,
                                   const std::vector<domain::Event> &events, qint64 now,
                                   const std::vector<domain::Alert> &alerts)
{
    m_impl->now = now;
    for (const domain::Observation &observation : observations)
        m_impl->things.observe(observation, now);
    for (const domain::ThingStatusReport &report : statuses)
        m_impl->things.report(report, now);
    for (const domain::Event &event : events)
        m_impl->take(event);
    for (const domain::Alert &alert : alerts)
        m_impl->alerts.take(alert, now);
    m_impl->alerts.advance(now);
    m_impl->settle();
    return m_impl->changes();
}

domain::ChangeSet TwinState::tick(qint64 now)
{
    m_impl->now = now;
    m_impl->settle();
    m_impl->events.advance(now);
    m_impl->alerts.advance(now);
    return m_impl->changes();
}

domain::ChangeSet TwinState::reset(qint64 now)
{
    m_impl->now = now;
    m_impl->things.reset();
    m_impl->events.reset();
    m_impl->alarms.reset();
    m_impl->alerts.reset();
    return m_impl->everything(now);
}

domain::ChangeSet TwinState::snapshot(qint64 now) const
{
    return m_impl->everything(now);
}

domain::ChangeSet TwinState::restore(const std::vector<domain::Event> &events, const std::vector<domain::Alarm> &alarms,
                                     const std::vector<domain::Alert> &alerts,
                                     const std::vector<domain::Observation> &observations,
                                     const std::vector<domain::ThingStatusReport> &statuses, qint64 now)
{
    Impl &all = *m_impl;
    all.now = now;
    for (const domain::Event &event : events) {
        all.events.restore(event);
        if (const domain::Event *taken = all.events.event(event.id))
            all.alarms.note(*taken);
    }
    all.alarms.advance(now);
    for (const domain::Alarm &alarm : alarms)
        all.alarms.restore(alarm);
    for (const AlarmBook::Mark &mark : all.alarms.takeMarks())
        all.things.setAlarm(mark.subject, mark.rule, mark.active, mark.muted, mark.since);
    all.things.listenFrom(now);
    all.alerts.restore(alerts, now);
    return apply(observations, statuses, {}, now);
}

domain::ChangeSet TwinState::take(const std::vector<domain::Entry> &entries, qint64 now)
{
    m_impl->now = now;
    m_impl->alarms.advance(now);
    for (const domain::Entry &entry : entries) {
        if (entry.subject == domain::Subject::Event)
            m_impl->events.take(entry);
        else if (entry.subject == domain::Subject::Alarm)
            m_impl->alarms.take(entry);
        else if (entry.subject == domain::Subject::Alert)
            m_impl->alerts.take(entry, now);
    }
    m_impl->settle();
    return m_impl->changes();
}

std::vector<std::pair<domain::Subject, QString>> TwinState::takeMissing()
{
    std::vector<std::pair<domain::Subject, QString>> missing;
    for (const QString &id : m_impl->events.takeMissing())
        missing.emplace_back(domain::Subject::Event, id);
    for (const QString &id : m_impl->alarms.takeMissing())
        missing.emplace_back(domain::Subject::Alarm, id);
    for (const QString &id : m_impl->alerts.takeMissing())
        missing.emplace_back(domain::Subject::Alert, id);
    return missing;
}

domain::ChangeSet TwinState::replace(domain::Subject subject, const std::vector<domain::Entry> &entries, qint64 now)
{
    m_impl->now = now;
    m_impl->alarms.advance(now);
    if (!entries.empty() && subject == domain::Subject::Event)
        m_impl->events.replace(entries.front().id, entries);
    else if (!entries.empty() && subject == domain::Subject::Alarm)
        m_impl->alarms.replace(entries.front().id, entries);
    else if (!entries.empty() && subject == domain::Subject::Alert)
        m_impl->alerts.replace(entries.front().id, entries, now);
    m_impl->settle();
    return m_impl->changes();
}

std::vector<HistoryWish> TwinState::historyWishes(qint64 now) const
{
    return m_impl->things.historyWishes(now);
}

void TwinState::seed(const QString &datastream, const std::vector<HistoryPoint> &points)
{
    m_impl->things.seed(datastream, points);
}

const domain::ThingState *TwinState::thing(const QString &id) const
{
    return m_impl->things.thing(id);
}

const domain::Event *TwinState::event(const QString &id) const
{
    return m_impl->events.event(id);
}

std::vector<const domain::Event *> TwinState::events() const
{
    return m_impl->events.all();
}

std::vector<const domain::ThingState *> TwinState::things() const
{
    return m_impl->things.all();
}

std::vector<const domain::Event *> TwinState::eventsIn(const domain::ObjectRef &place) const
{
    return m_impl->events.openIn(place);
}

quint64 TwinState::unknownDatastreams() const
{
    return m_impl->things.unknownDatastreams();
}

std::vector<base::Warning> TwinState::takeWarnings()
{
    return m_impl->events.takeWarnings();
}

const domain::Alarm *TwinState::alarm(const QString &id) const
{
    return m_impl->alarms.alarm(id);
}

std::vector<const domain::Alarm *> TwinState::alarms() const
{
    return m_impl->alarms.all();
}

const domain::Incident *TwinState::incident(const QString &id) const
{
    return m_impl->alarms.incident(id);
}

std::vector<const domain::Incident *> TwinState::incidents() const
{
    return m_impl->alarms.incidents();
}

std::vector<const domain::Alert *> TwinState::alerts() const
{
    return m_impl->alerts.inForce();
}

int TwinState::recentAlarms(qint64 now) const
{
    return m_impl->alarms.recent(now);
}

std::vector<MergeProposal> TwinState::proposals() const
{
    return m_impl->events.proposals();
}

std::vector<DispatchSuggestion> TwinState::suggestions(const QString &event) const
{
    return m_impl->events.suggestions(event);
}

}
