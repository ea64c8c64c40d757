#include "live/Incidents.h"

#include <algorithm>

namespace live
{

using domain::Alarm;
using domain::ObjectKind;
using domain::ObjectRef;

static ObjectRef placeOf(const Alarm &alarm)
{
    if (!alarm.unit.isEmpty())
        return {ObjectKind::Unit, alarm.unit};
    if (!alarm.building.isEmpty())
        return {ObjectKind::Building, alarm.building};
    return {};
}

std::vector<Incidents::Joining> Incidents::raised(const Alarm &alarm, qint64 withinMs)
{
    const ObjectRef place = placeOf(alarm);
    if (place.isNull())
        return {};
    const QString name = domain::refText(place);
    const qint64 time = alarm.lastRaised;
    Cluster &cluster = m_clusters[name];
    const bool isNear = !cluster.first.isEmpty() && std::abs(time - cluster.latest) <= withinMs;
    if (!isNear || (cluster.first == alarm.id && cluster.incident.isEmpty())) {
        cluster = {alarm.id, {}, time, time};
        return {};
    }
    cluster.latest = std::max(cluster.latest, time);
    std::vector<Joining> joining;
    if (cluster.incident.isEmpty()) {
        cluster.incident = QStringLiteral("%1@%2").arg(name).arg(std::min(cluster.began, time));
        joining.push_back({cluster.first, cluster.incident});
    }
    // One that is not over stays in the incident it is in.
    if (alarm.incident.isEmpty())
        joining.push_back({alarm.id, cluster.incident});
    return joining;
}

void Incidents::moved(const QString &alarm, const QString &from, const QString &to)
{
    if (from != to && !from.isEmpty()) {
        m_members[from].remove(alarm);
        m_changed.insert(from);
    }
    if (!to.isEmpty()) {
        m_members[to].insert(alarm);
        m_changed.insert(to);
    }
}

void Incidents::remember(const Alarm &alarm)
{
    const ObjectRef place = placeOf(alarm);
    if (place.isNull() || !alarm.active)
        return;
    Cluster &cluster = m_clusters[domain::refText(place)];
    if (alarm.lastRaised > cluster.latest)
        cluster = {alarm.id, {}, alarm.lastRaised, alarm.lastRaised};
    if (alarm.lastRaised == cluster.latest && !alarm.incident.isEmpty())
        cluster.incident = alarm.incident;
}

std::optional<domain::Incident> Incidents::make(const QString &id, std::vector<const Alarm *> alarms)
{
    if (alarms.empty()) {
        m_incidents.erase(id);
        m_members.remove(id);
        return {};
    }
    std::sort(alarms.begin(), alarms.end(), [](const Alarm *a, const Alarm *b) {
        return a->raised != b->raised ? a->raised < b->raised : a->id < b->id;
    });
    domain::Incident incident;
    incident.id = id;
    incident.place = placeOf(*alarms.front());
    incident.began = alarms.front()->raised;
    incident.severity = domain::Severity::Normal;
    bool isOver = true;
    for (const Alarm *alarm : alarms) {
        incident.latest = std::max(incident.latest, alarm->lastRaised);
        incident.severity = std::max(incident.severity, alarm->severity);
        incident.alarms.append(alarm->id);
        isOver = isOver && !alarm->active && alarm->acknowledged;
    }
    if (!isOver)
        m_incidents[id] = incident;
    else if (m_incidents.erase(id) == 0)
        return {};
    return incident;
}

void Incidents::reset()
{
    m_clusters.clear();
    m_incidents.clear();
    m_members.clear();
    m_changed.clear();
}

const domain::Incident *Incidents::incident(const QString &id) const
{
    const auto found = m_incidents.find(id);
    return found == m_incidents.end() ? nullptr : &found->second;
}

std::vector<const domain::Incident *> Incidents::all() const
{
    std::vector<const domain::Incident *> incidents;
    for (const auto &[id, incident] : m_incidents)
        incidents.push_back(&incident);
    return incidents;
}

}
