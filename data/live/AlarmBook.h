#pragma once

#include "domain/AlarmCycle.h"
#include "domain/ChangeSet.h"
#include "domain/City.h"
#include "live/EventBook.h"
#include "live/Incidents.h"
#include "live/ThingBoard.h"

#include <QSet>
#include <queue>

#include <deque>
#include <map>
#include <optional>

namespace live
{

/// All alarms: the fold of their entries. What the rules find becomes entries here; what people do, and what other
/// seats' rules found, comes as entries that are saved already. For one thread.
class AlarmBook
{
public:
    /// Alarms of rules that are no longer in force end.
    void setCity(std::shared_ptr<const domain::City> city, qint64 now);
    void take(const Finding &finding, qint64 now);
    /// An entry that the store has saved, of this seat or another.
    void take(const domain::Entry &saved);
    /// All saved entries of an alarm, in order.
    void replace(const QString &id, const std::vector<domain::Entry> &saved);
    /// As the store remembers it; to be called before anything is taken.
    void restore(const domain::Alarm &alarm);
    /// Lets shelves end, and forgets what became normal a day ago.
    void advance(qint64 now);
    void reset();

    /// An event as it is now: those of sensor alarms are not opened twice.
    void note(const domain::Event &event);
    /// The events that alarms ask for; where there is one already, the alarm is linked to it.
    std::vector<domain::Event> openEvents(const EventBook &events, qint64 now);

    /// Adds what changed since the last call, and the entries that were made.
    void takeChanges(domain::ChangeSet &changes);
    /// Alarms of which entries were missed: `replace` is wanted.
    std::vector<QString> takeMissing() { return std::exchange(m_missing, {}); }
    /// What the board of things is to know: an alarm's state has changed.
    struct Mark {
        domain::ObjectRef subject;
        QString rule;
        bool active = false, muted = false;
        qint64 since = 0;
    };
    std::vector<Mark> takeMarks() { return std::exchange(m_marks, {}); }

    const domain::Alarm *alarm(const QString &id) const;
    std::vector<const domain::Alarm *> all() const;
    const domain::Incident *incident(const QString &id) const { return m_incidents.incident(id); }
    std::vector<const domain::Incident *> incidents() const { return m_incidents.all(); }
    int recent(qint64 now) const;

private:
    struct Unsaved {
        domain::Entry entry;
        qint64 made = 0; ///< ms UTC
    };
    struct Record {
        domain::Alarm alarm;
        std::optional<domain::Alarm> saved;  ///< as the store has it, where that is not `alarm`
        std::vector<Unsaved> unsaved;        ///< made here, upon `saved`; another may get their versions
        bool changed = false, known = false; ///< known: in the look-ups below
        bool active = false, muted = false;  ///< as the board was told last
        QString incident;
        int savedVersion() const { return saved ? saved->version : alarm.version; }
    };
    enum class Wake : quint8 { Unshelve, Forget };
    using Deadline = std::tuple<qint64, Wake, QString>;

    Record &recordOf(const QString &id);
    void write(Record &record, domain::AlarmVerb verb, qint64 time, const QJsonObject &body = {},
               const QString &why = {});
    /// Takes out what a saved entry confirms or overtakes.
    void confirm(Record &record, const domain::Entry &saved);
    /// The alarm as saved, and upon it what was made here.
    void layer(Record &record);
    void dropUnconfirmed();
    void tellBoard(const Record &record);
    void changed(Record &record);
    void raise(Record &record, const Finding &finding, const domain::AlarmRule &rule);
    void end(Record &record, qint64 time, const QString &why = {});
    void explainOthers(const Record &by, const domain::AlarmRule &rule, qint64 time);
    void release(Record &record, qint64 time);
    bool isInForce(const domain::Alarm &alarm) const;
    const domain::Alarm *explainerOf(const domain::Alarm &alarm) const;
    domain::Event eventFor(const domain::Alarm &alarm, const domain::AlarmRule &rule) const;
    QString openEventAt(const domain::Alarm &alarm, const QString &type, const EventBook &events) const;
    bool isMuted(const domain::Alarm &alarm) const;

    std::shared_ptr<const domain::City> m_city;
    std::map<QString, Record> m_alarms;
    QHash<QString, QSet<QString>> m_inBuilding; ///< alarms that are not normal
    Incidents m_incidents;
    std::priority_queue<Deadline, std::vector<Deadline>, std::greater<>> m_deadlines;
    std::deque<std::pair<qint64, QString>> m_unconfirmed; ///< when entries were made, of which alarm
    qint64 m_heard = 0;                                   ///< when the store last confirmed what rules said
    std::deque<std::pair<qint64, QString>> m_recent;      ///< when which called for a hand
    QHash<QString, QSet<QString>> m_eventsAt;             ///< open events of sensor alarms, by type and place
    QHash<QString, QString> m_eventKeys;
    std::vector<QString> m_changed, m_missing, m_toOpen;
    std::vector<domain::Entry> m_entries;
    std::vector<Mark> m_marks;
    qint64 m_now = 0;
};

}
