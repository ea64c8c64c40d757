#pragma once

#include "base/Clock.h"
#include "domain/ChangeSet.h"
#include "domain/City.h"

#include <memory>

/// The twin's current state. Rules turn observations into severities; everything leaves as a ChangeSet.
namespace live
{

/// What is known of all things and events now. For one thread (the main one).
class TwinState
{
public:
    TwinState();
    ~TwinState();

    /// The places, things, rules and catalogue to live by; keeps what is known of things and events that are still
    /// there.
    void setCity(std::shared_ptr<const domain::City> city);

    /// Takes in what came. Unknown datastreams are counted (`unknownDatastreams`), never an error. The result holds
    /// each changed thing and event once.
    domain::ChangeSet apply(const std::vector<domain::Observation> &observations,
                            const std::vector<domain::ThingStatusReport> &statuses,
                            const std::vector<domain::Event> &events, qint64 now);
    /// Lets time pass: things go stale and offline, rules with a duration fire, events become overdue.
    domain::ChangeSet tick(qint64 now);
    /// Forgets all observations and events (a replay jumped back).
    domain::ChangeSet reset(qint64 now);
    /// Everything there is, as one ChangeSet with `reset`.
    domain::ChangeSet snapshot(qint64 now) const;

    const domain::ThingState *thing(const QString &id) const;
    const domain::Event *event(const QString &id) const;
    std::vector<const domain::Event *> events() const;
    std::vector<const domain::ThingState *> things() const;
    /// Open events that stand in a place (by its own name or by position).
    std::vector<const domain::Event *> eventsIn(const domain::ObjectRef &place) const;
    quint64 unknownDatastreams() const;
    /// What was odd since the last call: steps that the life cycle does not know ("event-step"), events whose place is
    /// not known ("place-unknown").
    std::vector<base::Warning> takeWarnings();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
