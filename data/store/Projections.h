#pragma once

#include "domain/Alarms.h"
#include "domain/Alerts.h"
#include "domain/Councils.h"
#include "domain/Events.h"
#include "store/Connection.h"

#include <map>

namespace store
{

/// What one subject is now, by its entries.
struct Folded {
    int version = 0;
    QString state; ///< as `entry` has it; null of subjects without states, empty of what is not there yet
    domain::Event event;
    domain::Alarm alarm;
    std::map<qint64, domain::Alarm> episodes; ///< by when they began: as they were left by the entries taken in
    domain::Alert alert;
    domain::Council council;
    qint64 moved = 0; ///< event: see Schema.cpp
    qint64 ended = 0; ///< alert
    bool changed = false;
};

/// The folded subjects that a transaction touches: read before, written after. For one transaction of a connection.
class Projections
{
public:
    using Key = std::pair<domain::Subject, QString>;

    explicit Projections(Connection &connection) : m_connection(connection) {}

    /// Reads those of these entries' subjects that are not here yet.
    base::Status load(const std::vector<domain::Entry> &entries);
    Folded &of(const domain::Entry &entry) { return m_all[{entry.subject, entry.id}]; }
    /// Whether the entry may come next; what feeds and rules say always may, if its version does.
    base::Status check(const domain::Entry &entry);
    /// Takes it in. `before` are all entries of its subject up to now, asked for where an undo needs them.
    void apply(const domain::Entry &entry, const std::vector<domain::Entry> &before);
    static bool needsAll(const domain::Entry &entry);
    base::Status save();

private:
    base::Status loadEvents(const QStringList &ids);
    base::Status loadAlarms(const QStringList &ids);
    base::Status loadAlerts(const QStringList &ids);
    base::Status loadCouncils(const QStringList &ids);
    base::Status loadVersions(domain::Subject subject, const QStringList &ids);
    base::Status saveEvents();
    base::Status saveAlarms();
    base::Status saveAlerts();
    base::Status saveCouncils();
    std::vector<const Folded *> changed(domain::Subject subject) const;

    Connection &m_connection;
    std::map<Key, Folded> m_all;
};

}
