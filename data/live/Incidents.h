#pragma once

#include "domain/Alarms.h"

#include <QHash>
#include <QSet>

#include <map>
#include <optional>
#include <vector>

namespace live
{

/// Alarms of one unit (or building, where the unit is not known) that came shortly after one another. Who is in which
/// incident is told by the alarms' entries; here it is found which are to be, and what each incident amounts to.
class Incidents
{
public:
    struct Joining {
        QString alarm, incident;
    };
    /// Takes in that an alarm was raised. The alarms that are to join an incident now, the first one's too where it is
    /// no longer alone.
    std::vector<Joining> raised(const domain::Alarm &alarm, qint64 withinMs);

    /// An alarm that was raised before us, or by another seat.
    void remember(const domain::Alarm &alarm);
    /// An alarm has changed: it was in one incident and is in another, or still in the same; empty: in none.
    void moved(const QString &alarm, const QString &from, const QString &to);
    /// Makes the incidents anew of whose alarms something changed; `find` gives an alarm by its id. Those of which all
    /// alarms are normal are told once more and dropped.
    template <typename Find> std::vector<domain::Incident> takeChanges(Find find)
    {
        std::vector<domain::Incident> changes;
        for (const QString &id : std::exchange(m_changed, {})) {
            std::vector<const domain::Alarm *> alarms;
            for (const QString &alarm : m_members.value(id)) {
                if (const domain::Alarm *found = find(alarm))
                    alarms.push_back(found);
            }
            if (auto incident = make(id, std::move(alarms)))
                changes.push_back(std::move(*incident));
        }
        return changes;
    }
    void reset();

    const domain::Incident *incident(const QString &id) const;
    std::vector<const domain::Incident *> all() const;

private:
    /// The alarms of a place that came last.
    struct Cluster {
        QString first, incident; ///< incident is empty while there is one alarm only
        qint64 began = 0, latest = 0;
    };
    std::optional<domain::Incident> make(const QString &id, std::vector<const domain::Alarm *> alarms);

    QHash<QString, Cluster> m_clusters; ///< by place
    std::map<QString, domain::Incident> m_incidents;
    QHash<QString, QSet<QString>> m_members;
    QSet<QString> m_changed;
};

}
