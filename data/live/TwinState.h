#pragma once

#include "base/Clock.h"
#include "domain/ChangeSet.h"
#include "domain/City.h"
#include "live/DayHistory.h"

#include <memory>

/// The twin's current state. Rules turn observations into severities; everything leaves as a ChangeSet.
namespace live
{

/// Two events that may be one.
struct MergeProposal {
    QString event, into; ///< the later one, the earlier one
    double metres = 0, minutes = 0;
};

/// A team or grid member for an event, and why.
struct DispatchSuggestion {
    QString team;                  ///< id of a domain::Team
    bool inCharge = false;         ///< of the grid (or area) it stands in
    double metres = geometry::NaN; ///< from where it waits; NaN: unknown
    int busy = 0;                  ///< open events it has in hand
};

/// What is known of all things, events, alarms and warnings now. For one thread (the main one).
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
                            const std::vector<domain::Event> &events, qint64 now,
                            const std::vector<domain::Alert> &alerts = {});
    /// What was known when the program ended last; to be called once, after the first `setCity` and before anything is
    /// applied. Rules go on from it; nothing of it is journalled again.
    domain::ChangeSet restore(const std::vector<domain::Event> &events, const std::vector<domain::Alarm> &alarms,
                              const std::vector<domain::Alert> &alerts,
                              const std::vector<domain::Observation> &observations,
                              const std::vector<domain::ThingStatusReport> &statuses, qint64 now);
    /// The series whose past the rules look at (months, deviations, long windows): to be asked of the store after
    /// `restore` and whenever the district has changed, and handed to `seed` as they come. Until then such a rule keeps
    /// an alarm that is there, and raises what it can see.
    std::vector<HistoryWish> historyWishes(qint64 now) const;
    /// The recorded past of a series: single readings or means of equal spans, oldest first.
    void seed(const QString &datastream, const std::vector<HistoryPoint> &points);
    /// Entries as the store has saved them, by this seat or another. Those that are known already change nothing; after
    /// a gap in the versions of a subject `missing` names it, and `replace` brings all of its entries.
    domain::ChangeSet take(const std::vector<domain::Entry> &entries, qint64 now);
    std::vector<std::pair<domain::Subject, QString>> takeMissing();
    domain::ChangeSet replace(domain::Subject subject, const std::vector<domain::Entry> &entries, qint64 now);
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
    const domain::Alarm *alarm(const QString &id) const;
    std::vector<const domain::Alarm *> alarms() const; ///< all that are not Normal, and today's
    const domain::Incident *incident(const QString &id) const;
    std::vector<const domain::Incident *> incidents() const; ///< of alarms that are not Normal
    std::vector<const domain::Alert *> alerts() const;       ///< in force
    /// Alarms that were raised in the ten minutes before `now` and called for a hand (EEMUA 191).
    int recentAlarms(qint64 now) const;
    /// Pairs of open events that may be one: same type, near in space and time, and nobody has said otherwise.
    std::vector<MergeProposal> proposals() const;
    /// Whom an event could be dispatched to, best first.
    std::vector<DispatchSuggestion> suggestions(const QString &event) const;
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
