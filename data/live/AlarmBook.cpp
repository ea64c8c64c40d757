#include "live/AlarmBook.h"

#include "base/Durations.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace live
{

using domain::Alarm;
using domain::AlarmRule;
using domain::AlarmVerb;
using domain::ObjectKind;
using domain::ObjectRef;

using base::DayMs;
/// EEMUA 191 counts alarms of ten minutes.
static constexpr qint64 RateMs = 10 * 60000;
/// Entries that the store does not confirm (there may be none) are kept apart up to this number.
static constexpr size_t MostUnsaved = 64, MostUnconfirmed = 20000;
/// So long the store may take to confirm an entry while it confirms others.
static constexpr qint64 PatienceMs = 120'000;

static bool isNormal(const Alarm &alarm)
{
    return !alarm.active && alarm.acknowledged;
}

bool AlarmBook::isMuted(const Alarm &alarm) const
{
    return alarm.shelvedUntil > m_now || !alarm.suppressedBy.isEmpty();
}

// Entries

AlarmBook::Record &AlarmBook::recordOf(const QString &id)
{
    Record &record = m_alarms[id];
    record.alarm.id = id;
    return record;
}

void AlarmBook::write(Record &record, AlarmVerb verb, qint64 time, const QJsonObject &body, const QString &why)
{
    domain::Entry entry;
    entry.subject = domain::Subject::Alarm;
    entry.id = record.alarm.id;
    entry.version = record.alarm.version + 1;
    entry.verb = domain::alarmVerbName(verb);
    entry.time = time;
    entry.why = why;
    entry.body = body;
    if (!record.saved)
        record.saved = record.alarm;
    record.unsaved.push_back({entry, m_now});
    if (record.unsaved.size() > MostUnsaved) {
        domain::applyEntry(*record.saved, record.unsaved.front().entry);
        record.unsaved.erase(record.unsaved.begin());
    }
    m_unconfirmed.emplace_back(m_now, record.alarm.id);
    if (m_unconfirmed.size() > MostUnconfirmed)
        m_unconfirmed.pop_front();
    domain::applyEntry(record.alarm, entry);
    m_entries.push_back(std::move(entry));
    changed(record);
}

void AlarmBook::confirm(Record &record, const domain::Entry &saved)
{
    const bool byRule = saved.who.isEmpty();
    const auto same = std::find_if(record.unsaved.begin(), record.unsaved.end(), [&](const Unsaved &made) {
        return made.entry.verb == saved.verb && made.entry.who == saved.who;
    });
    // What was made before it is not coming any more: the recording seat saw it otherwise.
    if (same != record.unsaved.end())
        record.unsaved.erase(record.unsaved.begin(), same + 1);
    if (byRule)
        std::erase_if(record.unsaved, [&](const Unsaved &made) { return made.entry.time < saved.time; });
}

void AlarmBook::layer(Record &record)
{
    if (!record.saved)
        return;
    record.alarm = *record.saved;
    for (Unsaved &made : record.unsaved) {
        made.entry.version = record.alarm.version + 1;
        domain::applyEntry(record.alarm, made.entry);
    }
    if (record.unsaved.empty())
        record.saved.reset();
}

/// A seat that does not record may have found what the recording one did not: while others' entries keep coming, its
/// own are not believed for ever.
void AlarmBook::dropUnconfirmed()
{
    while (!m_unconfirmed.empty() && m_unconfirmed.front().first < m_heard - PatienceMs) {
        const auto [made, id] = m_unconfirmed.front();
        m_unconfirmed.pop_front();
        const auto found = m_alarms.find(id);
        if (found == m_alarms.end())
            continue;
        Record &record = found->second;
        if (std::erase_if(record.unsaved, [&](const Unsaved &each) { return each.made <= made; }) == 0)
            continue;
        layer(record);
        changed(record);
    }
}

void AlarmBook::take(const domain::Entry &saved)
{
    const auto known = m_alarms.find(saved.id);
    const int version = known == m_alarms.end() ? 0 : known->second.savedVersion();
    if (saved.version <= version)
        return;
    // An alarm that is not known was normal: being raised begins it anew.
    const bool begins = version == 0 && saved.verb == domain::alarmVerbName(AlarmVerb::Raise);
    if (saved.version > version + 1 && !begins) {
        m_missing.push_back(saved.id);
        return;
    }
    Record &record = recordOf(saved.id);
    const int raised = record.alarm.count;
    domain::applyEntry(record.saved ? *record.saved : record.alarm, saved);
    confirm(record, saved);
    layer(record);
    if (saved.who.isEmpty())
        m_heard = m_now;
    if (record.alarm.count > raised)
        m_recent.emplace_back(record.alarm.lastRaised, saved.id);
    m_incidents.remember(record.alarm);
    changed(record);
}

void AlarmBook::replace(const QString &id, const std::vector<domain::Entry> &saved)
{
    Record &record = recordOf(id);
    const int version = record.savedVersion();
    if (saved.empty() || saved.back().version < version)
        return; // asked for before what was taken since
    record.saved = domain::foldAlarm(saved);
    for (const domain::Entry &entry : saved) {
        if (entry.version > version)
            confirm(record, entry);
    }
    layer(record);
    m_incidents.remember(record.alarm);
    changed(record);
}

void AlarmBook::restore(const Alarm &alarm)
{
    Record &record = recordOf(alarm.id);
    record.alarm = alarm;
    if (alarm.active)
        m_recent.emplace_back(alarm.lastRaised, alarm.id);
    m_incidents.remember(alarm);
    changed(record);
}

/// Keeps the look-ups in step with an alarm, and says that it changed.
void AlarmBook::changed(Record &record)
{
    const Alarm &alarm = record.alarm;
    if (!std::exchange(record.changed, true))
        m_changed.push_back(alarm.id);
    const bool open = !isNormal(alarm);
    if (open != record.known && !alarm.building.isEmpty()) {
        QSet<QString> &alarms = m_inBuilding[alarm.building];
        open ? void(alarms.insert(alarm.id)) : void(alarms.remove(alarm.id));
        record.known = open;
    }
    m_incidents.moved(alarm.id, record.incident, alarm.incident);
    record.incident = alarm.incident;
    if (!open)
        m_deadlines.emplace(alarm.changed + DayMs, Wake::Forget, alarm.id);
    if (alarm.shelvedUntil > m_now)
        m_deadlines.emplace(alarm.shelvedUntil, Wake::Unshelve, alarm.id);
    const bool muted = isMuted(alarm);
    if (alarm.active == record.active && muted == record.muted)
        return;
    // What is muted no longer is news from then on.
    qint64 since = alarm.lastRaised;
    if (record.muted && !muted)
        since = std::max({since, alarm.changed, alarm.shelvedUntil <= m_now ? alarm.shelvedUntil : 0});
    record.active = alarm.active;
    record.muted = muted;
    m_marks.push_back({alarm.subject, alarm.rule, alarm.active, muted, since});
}

// The life of an alarm

void AlarmBook::take(const Finding &finding, qint64 now)
{
    m_now = now;
    const AlarmRule *rule = m_city ? m_city->rules.rule(finding.rule) : nullptr;
    const QString id = domain::alarmId(finding.subject, finding.rule);
    const auto known = m_alarms.find(id);
    if (known != m_alarms.end()) {
        const Alarm &alarm = known->second.saved ? *known->second.saved : known->second.alarm;
        if (finding.time < (finding.met ? alarm.cleared : alarm.lastRaised)) {
            tellBoard(known->second); // another seat, that hears faster, has seen what came after it
            return;
        }
    }
    if (!finding.met) {
        if (known != m_alarms.end() && known->second.alarm.active)
            end(known->second, finding.time);
        return;
    }
    if (!rule)
        return;
    Record &record = recordOf(id);
    if (!record.alarm.active)
        raise(record, finding, *rule);
}

void AlarmBook::raise(Record &record, const Finding &finding, const AlarmRule &rule)
{
    const domain::Thing *thing =
        finding.subject.kind == ObjectKind::Thing ? m_city->thing(finding.subject.id) : nullptr;
    const QString building = thing                                          ? thing->building
                             : finding.subject.kind == ObjectKind::Building ? finding.subject.id
                                                                            : QString();
    qint32 area = building.isEmpty() ? -1 : m_city->places.areaOfBuilding(building);
    if (area < 0 && thing)
        area = m_city->places.areaAt(geometry::Vec2(thing->position));
    QStringList areas;
    for (const qint32 node : area < 0 ? std::vector<qint32>() : m_city->places.path(area))
        areas.append(domain::refText(m_city->places.nodes()[size_t(node)].area.ref()));
    QJsonObject body{{QStringLiteral("subject"), domain::refText(finding.subject)},
                     {QStringLiteral("rule"), rule.id},
                     {QStringLiteral("severity"), domain::severityName(rule.severity)},
                     {QStringLiteral("why"), domain::toJson(finding.why)}};
    const auto text = [&body](const char *key, const QString &value) {
        if (!value.isEmpty())
            body.insert(QLatin1String(key), value);
    };
    text("building", building);
    text("unit", thing ? thing->unit : QString());
    if (!areas.isEmpty())
        body.insert(QStringLiteral("areas"), QJsonArray::fromStringList(areas));
    write(record, AlarmVerb::Raise, finding.time, body);
    m_recent.emplace_back(finding.time, record.alarm.id);
    if (const Alarm *by = explainerOf(record.alarm))
        write(record, AlarmVerb::Suppress, finding.time, {{QStringLiteral("by"), by->id}});
    if (record.alarm.suppressedBy.isEmpty()) {
        for (const Incidents::Joining &joining :
             m_incidents.raised(record.alarm, qint64(m_city->rules.incidentSeconds * 1000))) {
            const auto member = m_alarms.find(joining.alarm);
            if (member != m_alarms.end() && member->second.alarm.incident.isEmpty())
                write(member->second, AlarmVerb::Join, finding.time, {{QStringLiteral("incident"), joining.incident}});
        }
    }
    if (!rule.event.isEmpty())
        m_toOpen.push_back(record.alarm.id);
    explainOthers(record, rule, finding.time);
}

void AlarmBook::end(Record &record, qint64 time, const QString &why)
{
    const QString id = record.alarm.id;
    write(record, AlarmVerb::Clear, time, {}, why);
    const QSet<QString> near = m_inBuilding.value(record.alarm.building);
    QStringList explained;
    for (const QString &other : near) {
        if (m_alarms[other].alarm.suppressedBy == id)
            explained.append(other);
    }
    explained.sort();
    for (const QString &other : explained)
        release(m_alarms[other], time);
}

/// The alarm of the same building that explains this one, if any.
const Alarm *AlarmBook::explainerOf(const Alarm &alarm) const
{
    if (alarm.building.isEmpty())
        return nullptr;
    for (const AlarmRule &rule : m_city->rules.rules) {
        if (!rule.enabled || !rule.suppresses.contains(alarm.rule))
            continue;
        const auto explains = [&](const QString &id) -> const Alarm * {
            const Alarm *other = id == alarm.id ? nullptr : this->alarm(id);
            return other && other->active && other->rule == rule.id ? other : nullptr;
        };
        // A building has one alarm of a share, but many alarms.
        if (rule.compare == AlarmRule::Compare::Share) {
            if (const Alarm *other = explains(domain::alarmId({ObjectKind::Building, alarm.building}, rule.id)))
                return other;
            continue;
        }
        for (const QString &id : m_inBuilding.value(alarm.building)) {
            if (const Alarm *other = explains(id))
                return other;
        }
    }
    return nullptr;
}

void AlarmBook::explainOthers(const Record &by, const AlarmRule &rule, qint64 time)
{
    if (rule.suppresses.isEmpty())
        return;
    QStringList explained;
    for (const QString &id : m_inBuilding.value(by.alarm.building)) {
        const Alarm &other = m_alarms[id].alarm;
        if (other.active && other.suppressedBy.isEmpty() && id != by.alarm.id && rule.suppresses.contains(other.rule))
            explained.append(id);
    }
    explained.sort();
    for (const QString &id : explained)
        write(m_alarms[id], AlarmVerb::Suppress, time, {{QStringLiteral("by"), by.alarm.id}});
}

void AlarmBook::release(Record &record, qint64 time)
{
    write(record, AlarmVerb::Release, time);
    if (!record.alarm.active || isMuted(record.alarm))
        return;
    m_recent.emplace_back(time, record.alarm.id);
    m_toOpen.push_back(record.alarm.id);
}

bool AlarmBook::isInForce(const Alarm &alarm) const
{
    const AlarmRule *rule = m_city->rules.rule(alarm.rule);
    if (!rule || !rule->enabled)
        return false;
    const domain::Thing *thing = alarm.subject.kind == ObjectKind::Thing ? m_city->thing(alarm.subject.id) : nullptr;
    if (!thing)
        return true; // it may come again with its layer
    const bool ofKind = rule->thing == thing->kind || rule->thing == domain::ThingKind::Other;
    return ofKind && (rule->compare == AlarmRule::Compare::Silence ||
                      std::any_of(thing->datastreams.begin(), thing->datastreams.end(),
                                  [&](const domain::Datastream &stream) { return stream.property == rule->property; }));
}

void AlarmBook::setCity(std::shared_ptr<const domain::City> city, qint64 now)
{
    m_city = std::move(city);
    m_now = now;
    for (auto &[id, record] : m_alarms) {
        if (record.alarm.active && !isInForce(record.alarm))
            end(record, now, QCoreApplication::translate("live", "its rule is no longer in force"));
    }
    for (auto &[id, record] : m_alarms) {
        if (record.alarm.suppressedBy.isEmpty())
            continue;
        const auto by = m_alarms.find(record.alarm.suppressedBy);
        const AlarmRule *rule = by == m_alarms.end() ? nullptr : m_city->rules.rule(by->second.alarm.rule);
        if (!rule || !by->second.alarm.active || !rule->suppresses.contains(record.alarm.rule))
            release(record, now);
    }
    // The board of things is a new one.
    for (const auto &[id, record] : m_alarms) {
        if (!isNormal(record.alarm))
            tellBoard(record);
    }
}

void AlarmBook::tellBoard(const Record &record)
{
    m_marks.push_back({record.alarm.subject, record.alarm.rule, record.active, record.muted, record.alarm.lastRaised});
}

void AlarmBook::advance(qint64 now)
{
    m_now = now;
    dropUnconfirmed();
    while (!m_deadlines.empty() && std::get<0>(m_deadlines.top()) <= now) {
        const auto [time, wake, id] = m_deadlines.top();
        m_deadlines.pop();
        const auto found = m_alarms.find(id);
        if (found == m_alarms.end())
            continue;
        Record &record = found->second;
        if (wake == Wake::Unshelve && record.alarm.shelvedUntil == time) {
            changed(record);
            if (record.alarm.active && !isMuted(record.alarm)) {
                m_recent.emplace_back(time, id);
                m_toOpen.push_back(id);
            }
        } else if (wake == Wake::Forget && isNormal(record.alarm) && record.alarm.changed + DayMs <= now) {
            m_incidents.moved(id, record.incident, {});
            m_alarms.erase(found);
        }
    }
    while (!m_recent.empty() && m_recent.front().first <= now - RateMs)
        m_recent.pop_front();
}

void AlarmBook::reset()
{
    const auto city = m_city;
    *this = {};
    m_city = city;
}

// What is told

void AlarmBook::takeChanges(domain::ChangeSet &changes)
{
    for (const QString &id : std::exchange(m_changed, {})) {
        const auto found = m_alarms.find(id);
        if (found == m_alarms.end())
            continue;
        found->second.changed = false;
        changes.alarms.push_back(found->second.alarm);
    }
    const auto incidents = m_incidents.takeChanges([this](const QString &id) { return alarm(id); });
    changes.incidents.insert(changes.incidents.end(), incidents.begin(), incidents.end());
    changes.entries.insert(changes.entries.end(), m_entries.begin(), m_entries.end());
    m_entries.clear();
}

const Alarm *AlarmBook::alarm(const QString &id) const
{
    const auto found = m_alarms.find(id);
    return found == m_alarms.end() || found->second.alarm.version == 0 ? nullptr : &found->second.alarm;
}

std::vector<const Alarm *> AlarmBook::all() const
{
    std::vector<const Alarm *> alarms;
    alarms.reserve(m_alarms.size());
    for (const auto &[id, record] : m_alarms) {
        if (record.alarm.version > 0)
            alarms.push_back(&record.alarm);
    }
    return alarms;
}

int AlarmBook::recent(qint64 now) const
{
    int count = 0;
    for (const auto &[time, id] : m_recent) {
        const Alarm *found = time > now - RateMs && time <= now ? alarm(id) : nullptr;
        count += found && found->shelvedUntil <= now && found->suppressedBy.isEmpty();
    }
    return count;
}

}
