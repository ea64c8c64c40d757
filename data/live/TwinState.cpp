#include "live/TwinState.h"

#include "live/EventBook.h"
#include "live/ThingBoard.h"

namespace live
{

struct TwinState::Impl {
    ThingBoard things;
    EventBook events;

    domain::ChangeSet changes(qint64 now)
    {
        domain::ChangeSet result;
        result.time = now;
        things.takeChanges(result, now);
        events.takeChanges(result, now);
        return result;
    }
    domain::ChangeSet everything(qint64 now) const
    {
        domain::ChangeSet result;
        result.time = now;
        result.reset = true;
        for (const domain::ThingState *state : things.all())
            result.things.push_back(*state);
        for (const domain::Event *event : events.all())
            result.events.push_back(*event);
        return result;
    }
};

TwinState::TwinState() : m_impl(new Impl) {}

TwinState::~TwinState() = default;

void TwinState::setCity(std::shared_ptr<const domain::City> city)
{
    m_impl->things.setCity(*city);
    m_impl->events.setCity(std::move(city));
}

domain::ChangeSet TwinState::apply(const std::vector<domain::Observation> &observations,
                                   const std::vector<domain::ThingStatusReport> &statuses,
                                   const std::vector<domain::Event> &events, qint64 now,
                                   const std::vector<domain::Alert> &)
{
    for (const domain::Observation &observation : observations)
        m_impl->things.observe(observation, now);
    for (const domain::ThingStatusReport &report : statuses)
        m_impl->things.report(report, now);
    for (const domain::Event &event : events)
        m_impl->events.take(event, now);
    return m_impl->changes(now);
}

domain::ChangeSet TwinState::tick(qint64 now)
{
    m_impl->things.advance(now);
    m_impl->events.advance(now);
    return m_impl->changes(now);
}

domain::ChangeSet TwinState::reset(qint64 now)
{
    m_impl->things.reset();
    m_impl->events.reset();
    return m_impl->everything(now);
}

domain::ChangeSet TwinState::snapshot(qint64 now) const
{
    return m_impl->everything(now);
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

domain::ChangeSet TwinState::restore(const std::vector<domain::Event> &events, const std::vector<domain::Alarm> &,
                                     const std::vector<domain::Alert> &,
                                     const std::vector<domain::Observation> &observations,
                                     const std::vector<domain::ThingStatusReport> &statuses, qint64 now)
{
    return apply(observations, statuses, events, now);
}

domain::ChangeSet TwinState::take(const std::vector<domain::Entry> &, qint64 now)
{
    return m_impl->changes(now);
}

std::vector<std::pair<domain::Subject, QString>> TwinState::takeMissing()
{
    return {};
}

domain::ChangeSet TwinState::replace(domain::Subject, const std::vector<domain::Entry> &, qint64 now)
{
    return m_impl->changes(now);
}

const domain::Alarm *TwinState::alarm(const QString &) const
{
    return nullptr;
}

std::vector<const domain::Alarm *> TwinState::alarms() const
{
    return {};
}

const domain::Incident *TwinState::incident(const QString &) const
{
    return nullptr;
}

std::vector<const domain::Incident *> TwinState::incidents() const
{
    return {};
}

std::vector<const domain::Alert *> TwinState::alerts() const
{
    return {};
}

int TwinState::recentAlarms(qint64) const
{
    return 0;
}

std::vector<MergeProposal> TwinState::proposals() const
{
    return {};
}

std::vector<DispatchSuggestion> TwinState::suggestions(const QString &) const
{
    return {};
}

}
