#pragma once

#include "domain/ChangeSet.h"
#include "domain/City.h"

#include <queue>

#include <deque>

namespace live
{

/// How all things are: the rules over their readings, and their silence. For one thread. Cost is by what comes and what
/// is due, never by how many things there are.
class ThingBoard
{
public:
    /// Keeps what is known of datastreams and things that are still there.
    void setCity(const domain::City &city);
    void observe(const domain::Observation &observation, qint64 now);
    void report(const domain::ThingStatusReport &report, qint64 now);
    void advance(qint64 now);
    void reset();

    /// Adds the things that changed since the last call, and those that have just become critical.
    void takeChanges(domain::ChangeSet &changes, qint64 now);
    const domain::ThingState *thing(const QString &id) const;
    std::vector<const domain::ThingState *> all() const;
    quint64 unknownDatastreams() const { return m_unknown; }

private:
    /// One rule over one datastream.
    struct Alarm {
        quint32 rule;
        bool active = false;
        qint64 met = 0; ///< since when its condition is met; 0: it is not
        qint64 activeSince = 0;
    };
    /// The lowest readings of the time a rise is looked for in, oldest first: each later one is higher.
    using Minima = std::deque<std::pair<qint64, double>>;
    struct Stream {
        quint32 thing = 0;
        QString property, unit;
        qint64 stalePeriod = 0, offlinePeriod = 0; ///< ms without a reading
        quint32 firstAlarm = 0, alarms = 0;
        qint32 minima = -1; ///< index of its first window; one for each of its alarms that look for a rise
        qint64 newest = 0;  ///< ms UTC; 0: never
        double value = geometry::NaN;
        bool fault = false; ///< it, or the device through it, says that it is broken
        qint64 queued = 0;  ///< when it is looked at next; 0: not at all
    };
    struct Device {
        domain::ThingState state;
        domain::ThingKind kind = domain::ThingKind::Other;
        quint32 firstStream = 0, streams = 0;
        qint64 reported = 0; ///< of the newest online or offline message
        bool reportedOnline = true;
        bool changed = false;
        domain::Severity shown = domain::Severity::Normal; ///< severity in the last change that was taken
    };
    struct Deadline {
        qint64 time;
        quint32 index; ///< of a stream, or of an alarm
        bool ofAlarm;
        quint32 stream;
        bool operator>(const Deadline &other) const { return time > other.time; }
    };

    void take(quint32 stream, double value, qint64 time, qint64 now);
    bool isMet(const domain::AlarmRule &rule, double value, qint64 time, Minima *minima) const;
    void refresh(quint32 device, qint64 now, qint64 cause);
    std::pair<domain::ThingStatus, qint64> statusOf(const Device &device, qint64 now) const;
    void queueAge(quint32 stream, qint64 now);
    void mark(quint32 device);

    domain::Rules m_rules;
    std::vector<Device> m_devices;
    std::vector<Stream> m_streams;
    std::vector<Alarm> m_alarms;
    std::vector<Minima> m_minima;
    QHash<QString, quint32> m_deviceIndex, m_streamIndex;
    std::priority_queue<Deadline, std::vector<Deadline>, std::greater<>> m_deadlines;
    std::vector<quint32> m_changed;
    quint64 m_unknown = 0;
    qint64 m_now = 0;                                ///< the latest we were told
    QHash<QString, domain::Observation> m_strangers; ///< the newest of datastreams that no thing has, yet
    QHash<QString, domain::ThingStatusReport> m_strangeReports;
};

}
