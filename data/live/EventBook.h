#pragma once

#include "domain/ChangeSet.h"
#include "domain/City.h"
#include "domain/EventCycle.h"
#include "live/EventPlaces.h"
#include "live/TwinState.h"

#include <queue>

#include <map>
#include <optional>

namespace live
{

/// All events: the fold of their entries, each in its place, each with its limits. What feeds and rules say becomes
/// entries here; what people do comes as entries that are saved already. For one thread.
class EventBook
{
public:
    /// Finds everyone's place anew. The city must outlive the book's use of it.
    void setCity(std::shared_ptr<const domain::City> city);
    /// A source says something. Where that is new, it becomes an entry.
    void take(const domain::Event &said, qint64 now);
    /// An entry that the store has saved, of this seat or another.
    void take(const domain::Entry &saved);
    /// All saved entries of an event, in order.
    void replace(const QString &id, const std::vector<domain::Entry> &saved);
    /// As the store remembers it; to be called before anything is taken.
    void restore(const domain::Event &event);
    void advance(qint64 now);
    void reset();

    /// Adds the events that changed since the last call, those that were dropped, those that have just become critical,
    /// and the entries that were made.
    void takeChanges(domain::ChangeSet &changes, qint64 now);
    /// Events of which entries were missed: `replace` is wanted.
    std::vector<QString> takeMissing() { return std::exchange(m_missing, {}); }
    const domain::Event *event(const QString &id) const;
    std::vector<const domain::Event *> all() const;
    std::vector<const domain::Event *> openIn(const domain::ObjectRef &place) const;
    const std::vector<MergeProposal> &proposals() const;
    std::vector<DispatchSuggestion> suggestions(const QString &event) const;
    std::vector<base::Warning> takeWarnings();

private:
    /// An entry made here that the store has not confirmed yet: another may get its version.
    struct Unsaved {
        int version;
        QString verb, who;
        qint64 time;
        bool is(const domain::Entry &entry) const
        {
            return entry.verb == verb && entry.who == who && entry.time == time;
        }
    };
    struct Record {
        domain::Event event;
        domain::Severity base = domain::Severity::Minor; ///< by its entries; overdue it is shown one worse
        qint32 area = -1;                                ///< node in the place tree
        bool changed = false, isShown = false;
        domain::Severity shown = domain::Severity::Normal;
        bool placed = false; ///< its position was given, not made up from its place
        std::vector<Unsaved> unsaved;
        int saved = 0;                          ///< highest version that the store is known to have
        qint64 acceptWatch = 0, closeWatch = 0; ///< limits that are waited for
    };
    struct Past {
        qint64 told; ///< newest word of its source
        int version; ///< of its newest entry
    };
    using Deadline = std::pair<qint64, QString>;

    void takeFirst(Record &record, domain::Event said);
    void takeLater(Record &record, domain::Event said);
    void classify(domain::Event &event) const;
    void locate(domain::Event &said);
    void describe(Record &record, const QJsonObject &said);
    void write(Record &record, domain::EventVerb verb, const domain::Event &said);
    void keep(Record &record, domain::Entry entry);
    void fold(Record &record, const domain::Entry &entry);
    void place(Record &record);
    void miss(const QString &id);
    void judge(Record &record, qint64 now);
    void escalate(Record &record, const char *limit, qint64 due, qint64 now);
    void mark(Record &record);
    void sweep(qint64 now);
    std::map<QString, Record>::iterator forget(std::map<QString, Record>::iterator at);
    void dropOldest();

    std::shared_ptr<const domain::City> m_city;
    EventPlaces m_places;
    std::map<QString, Record> m_events;
    std::priority_queue<Deadline, std::vector<Deadline>, std::greater<>> m_deadlines;
    std::vector<QString> m_changed, m_missing;
    std::vector<domain::Entry> m_entries;
    QStringList m_removed;
    QHash<QString, Past> m_past; ///< dropped since they ended
    qint64 m_swept = 0;
    size_t m_countAt = 0;     ///< so many events are worth counting those that ended
    bool m_remembers = false; ///< there was something to restore: the store may know more than is here
    mutable std::optional<std::vector<MergeProposal>> m_proposals;
    base::Warnings m_warnings;
};

}
