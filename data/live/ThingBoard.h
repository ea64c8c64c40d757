#pragma once

#include "domain/ChangeSet.h"
#include "domain/City.h"
#include "live/Condition.h"
#include "live/TwinState.h"

#include <queue>

#include <unordered_map>

namespace live
{

/// A rule's condition has begun or ceased to be met: the book of alarms makes an alarm of it.
struct Finding {
    domain::ObjectRef subject; ///< a thing or, of shares, a building
    QString rule;
    bool met = false;
    qint64 time = 0;         ///< ms UTC
    domain::Explanation why; ///< of what is met
};

/// How all things are: the rules over their readings, and their silence. For one thread. Cost is by what comes and what
/// is due, never by how many things there are.
class ThingBoard
{
public:
    /// Keeps what is known of datastreams and things that are still there.
    void setCity(const domain::City &city);
    void observe(const domain::Observation &observation, qint64 now);
    void report(const domain::ThingStatusReport &report, qint64 now);
    /// To be called after what came was taken, and as time passes: what is due happens, and everything that was touched
    /// is judged once.
    void settle(qint64 now);
    /// We were away until now: nobody was silent because we did not listen.
    void listenFrom(qint64 now);
    void reset();

    /// What the book of alarms says of an alarm: muted ones (shelved, suppressed) do not colour their thing.
    void setAlarm(const domain::ObjectRef &subject, const QString &rule, bool active, bool muted, qint64 since);
    std::vector<Finding> takeFindings() { return std::exchange(m_findings, {}); }
    /// When something is due next; 0: nothing.
    qint64 nextDeadline() const { return m_deadlines.empty() ? 0 : m_deadlines.top().time; }

    std::vector<HistoryWish> historyWishes(qint64 now) const;
    void seed(const QString &datastream, const std::vector<HistoryPoint> &points);

    /// Adds the things that changed since the last call, and those that have just become critical.
    void takeChanges(domain::ChangeSet &changes, qint64 now);
    const domain::ThingState *thing(const QString &id) const;
    std::vector<const domain::ThingState *> all() const;
    quint64 unknownDatastreams() const { return m_unknown; }

private:
    struct Stream {
        quint32 thing = 0;
        QString id, property, unit;
        qint64 stalePeriod = 0, offlinePeriod = 0; ///< ms without a reading
        quint32 firstCondition = 0, conditions = 0;
        qint32 ring = -1, history = -1; ///< where its rules ask for them
        qint64 newest = 0;              ///< ms UTC; 0: never
        qint64 said = 0;                ///< its phenomenonTime, which may be ahead of us
        double value = geometry::NaN;
        bool fault = false; ///< it, or the device through it, says that it is broken
        qint64 queued = 0;  ///< when its age is looked at next; 0: not at all
    };
    /// One rule over one thing: what an alarm is of.
    struct Watch {
        quint32 rule = 0, device = 0;
        quint16 met = 0; ///< conditions that are
        bool raised = false, muted = false;
        qint64 since = 0;
    };
    struct Device {
        domain::ThingState state;
        domain::ThingKind kind = domain::ThingKind::Other;
        QString unit;
        quint32 firstStream = 0, streams = 0;
        quint32 firstWatch = 0, watches = 0;
        quint32 firstSilence = 0, silences = 0; ///< conditions
        qint64 reported = 0;                    ///< of the newest online or offline message
        bool reportedOnline = true;
        bool changed = false, touched = false;
        qint64 cause = 0;                                  ///< of what touched it
        domain::Severity shown = domain::Severity::Normal; ///< severity in the last change that was taken
    };
    /// One share rule over one building.
    struct Cell {
        QString building;
        Condition condition;
        int total = 0, active = 0;
        bool raised = false, touched = false;
        qint64 cause = 0;
    };
    struct Deadline {
        enum class Of : quint8 { Age, Condition, Silence, Cell, Device };
        qint64 time;
        quint32 index;
        Of of;
        quint32 owner; ///< stream or device of a condition
        bool operator>(const Deadline &other) const { return time > other.time; }
    };
    struct Known;

    void addThing(const domain::Thing &thing);
    void addStream(const domain::Thing &thing, const domain::Datastream &datastream);
    quint32 addCondition(quint32 device, quint32 rule);
    void addCells();
    quint32 watchOf(quint32 device, quint32 rule);
    Known remember();
    void recall(const Known &known);
    void judgeAgain(quint32 stream);

    void take(quint32 stream, double value, qint64 time);
    /// `since`: from when it is so; `upTo`: the time that is known to have passed.
    void step(quint32 condition, Verdict verdict, qint64 since, qint64 upTo, Deadline::Of of, quint32 owner);
    void setActive(Condition &condition, bool active, qint64 time);
    void compare(const Condition &condition, qint64 time, Deadline::Of of, quint32 owner);
    void count(quint32 watch, int change, qint64 time);
    void due(const Deadline &deadline, qint64 now);
    void refresh(quint32 device, qint64 now);
    void judgeSilence(quint32 device, domain::ThingStatus status, qint64 since, qint64 now);
    void judgeCell(quint32 cell, qint64 now);
    Reading readingOf(const Stream &stream, const Condition &condition);
    domain::Explanation explainReading(const Condition &condition, quint32 stream);
    domain::Explanation explainSilence(const Condition &condition, quint32 device) const;
    domain::Explanation explainShare(const Cell &cell) const;
    void findPresence(domain::Explanation &why, const QString &unit) const;
    std::pair<domain::ThingStatus, qint64> statusOf(const Device &device, qint64 now) const;
    qint64 offlinePeriodOf(const Device &device) const;
    void queueAge(quint32 stream, qint64 now);
    void touch(quint32 device, qint64 cause);
    void touchCell(quint32 cell, qint64 cause);
    void mark(quint32 device);

    domain::Rules m_rules;
    LocalDays m_days;
    QHash<QString, std::vector<quint32>> m_rulesOf; ///< of a property
    std::vector<Device> m_devices;
    std::vector<Stream> m_streams;
    std::vector<Watch> m_watches;
    std::vector<Condition> m_conditions;
    std::vector<RiseWindow> m_windows;
    std::vector<Ring> m_rings;
    std::vector<DayHistory> m_histories;
    std::vector<Cell> m_cells;
    std::unordered_multimap<quint32, quint32> m_cellsOf;               ///< watch -> cells that count it
    QHash<QString, quint32> m_deviceIndex, m_streamIndex, m_cellIndex; ///< cells by building and rule
    QHash<QString, std::vector<quint32>> m_inBuilding, m_presenceIn;   ///< devices; presence sensors of a unit
    std::priority_queue<Deadline, std::vector<Deadline>, std::greater<>> m_deadlines;
    std::vector<quint32> m_changed, m_touched, m_touchedCells;
    std::vector<Finding> m_findings;
    quint64 m_unknown = 0;
    qint64 m_now = 0;                                ///< the latest we were told
    qint64 m_listening = 0;                          ///< since when; 0: always
    QHash<QString, domain::Observation> m_strangers; ///< the newest of datastreams that no thing has, yet
    QHash<QString, domain::ThingStatusReport> m_strangeReports;
};

}
