#include "live/AlertBook.h"

#include "base/Durations.h"

#include <algorithm>

namespace live
{

using domain::Alert;

using base::DayMs;
using base::HourMs;

/// References may name another sender than the message had, or none that is known: identifier and time suffice.
static QString keyOf(const QString &id)
{
    return id.section(u',', 1);
}

/// Says of all its infos that the danger is over.
static bool isAllClear(const Alert &alert)
{
    return !alert.infos.empty() &&
           std::all_of(alert.infos.begin(), alert.infos.end(), [](const domain::AlertInfo &info) {
               return info.responseTypes.contains(QLatin1String("AllClear"));
           });
}

static QString reasonOf(const Alert &message)
{
    if (!message.note.isEmpty() || message.infos.empty())
        return message.note;
    const domain::AlertInfo &info = message.infos.front();
    return info.headline.isEmpty() ? info.description : info.headline;
}

AlertBook::Record *AlertBook::find(const QString &reference)
{
    const auto id = m_byKey.constFind(keyOf(reference));
    const auto found = m_alerts.find(id != m_byKey.cend() ? *id : reference);
    return found != m_alerts.end() ? &found->second : nullptr;
}

void AlertBook::mark(Record &record)
{
    if (!std::exchange(record.changed, true))
        m_changed.push_back(record.alert.id);
}

void AlertBook::write(Record &record, const Ending &step, const QJsonObject &body)
{
    domain::Entry entry;
    entry.subject = domain::Subject::Alert;
    entry.id = record.alert.id;
    entry.version = ++record.version;
    entry.verb = step.verb;
    entry.time = step.time;
    entry.who = step.who;
    entry.why = step.why;
    entry.body = body;
    m_entries.push_back(std::move(entry));
}

void AlertBook::end(Record &record, const Ending &given)
{
    if (record.ended != 0)
        return;
    // What comes all at once after a while is told as if it had come in its time.
    const qint64 expires = record.alert.expires();
    const Ending ending = expires < given.time ? Ending{QStringLiteral("expire"), {}, {}, {}, expires} : given;
    record.ended = std::max<qint64>(1, ending.time);
    write(record, ending, ending.by.isEmpty() ? QJsonObject() : QJsonObject{{QStringLiteral("by"), ending.by}});
    mark(record);
}

void AlertBook::issue(const Alert &alert, qint64 now)
{
    if (alert.expires() <= now - DayMs)
        return; // an index may list what is long over
    Record &record = m_alerts[alert.id];
    record.alert = alert;
    m_byKey.insert(keyOf(alert.id), alert.id);
    write(record, {QStringLiteral("issue"), {}, alert.sender, {}, alert.sent}, domain::toJson(alert));
    mark(record);
    if (const auto ending = m_endings.constFind(keyOf(alert.id)); ending != m_endings.cend()) {
        end(record, *ending);
        m_endings.erase(ending);
        return;
    }
    const qint64 expires = alert.expires();
    if (m_nextExpiry == 0 || expires < m_nextExpiry)
        m_nextExpiry = expires;
}

void AlertBook::endEarlier(const Alert &message, qint64 now)
{
    const bool cancels = message.messageType == QLatin1String("Cancel") || isAllClear(message);
    const Ending ending{cancels ? QStringLiteral("cancel") : QStringLiteral("update"), message.id, message.sender,
                        cancels ? reasonOf(message) : QString(), message.sent};
    for (const QString &reference : message.references) {
        if (keyOf(reference) == keyOf(message.id))
            continue;
        if (Record *earlier = find(reference))
            end(*earlier, ending);
        else if (message.sent > now - 7 * DayMs && !m_endings.contains(keyOf(reference)))
            m_endings.insert(keyOf(reference), ending);
    }
    if (!message.references.isEmpty())
        return;
    // Some send each version under the same identifier and refer to none.
    for (auto &[id, record] : m_alerts) {
        if (record.alert.identifier == message.identifier && record.alert.sender == message.sender &&
            record.alert.sent < message.sent)
            end(record, ending);
    }
}

void AlertBook::take(const Alert &alert, qint64 now)
{
    if (!alert.isReal() || m_alerts.contains(alert.id))
        return;
    const bool updates = alert.messageType == QLatin1String("Update");
    const bool cancels = alert.messageType == QLatin1String("Cancel");
    if (!updates && !cancels && alert.messageType != QLatin1String("Alert"))
        return;
    if (updates || cancels)
        endEarlier(alert, now);
    if (!cancels && !(updates && isAllClear(alert)))
        issue(alert, now);
}

void AlertBook::restore(const std::vector<Alert> &alerts, qint64 now)
{
    for (const Alert &alert : alerts) {
        if (!alert.isReal() || alert.messageType == QLatin1String("Cancel") || m_alerts.contains(alert.id))
            continue;
        Record &record = m_alerts[alert.id];
        record.alert = alert;
        record.version = 1;
        m_byKey.insert(keyOf(alert.id), alert.id);
        mark(record);
        const qint64 expires = alert.expires();
        if (m_nextExpiry == 0 || expires < m_nextExpiry)
            m_nextExpiry = expires;
    }
    expire(now);
}

void AlertBook::take(const domain::Entry &entry, qint64 now)
{
    const auto found = m_alerts.find(entry.id);
    if (found == m_alerts.end() && entry.verb != QLatin1String("issue")) {
        m_missing.append(entry.id);
        return;
    }
    Record &record = m_alerts[entry.id];
    if (found == m_alerts.end()) {
        record.alert = domain::alertFromJson(entry.body);
        record.alert.id = entry.id;
        m_byKey.insert(keyOf(entry.id), entry.id);
        mark(record);
        const qint64 expires = record.alert.expires();
        if (m_nextExpiry == 0 || expires < m_nextExpiry)
            m_nextExpiry = expires;
    } else if (entry.verb != QLatin1String("issue") && record.ended == 0) {
        record.ended = std::max<qint64>(1, entry.time);
        mark(record);
    }
    record.version = std::max(record.version, entry.version);
    expire(now);
}

void AlertBook::replace(const QString &id, const std::vector<domain::Entry> &entries, qint64 now)
{
    // The journal is what holds: what was told here by ourselves is in it too, or about to be.
    for (const domain::Entry &entry : entries) {
        if (entry.id == id)
            take(entry, now);
    }
}

void AlertBook::expire(qint64 now)
{
    if (m_nextExpiry == 0 || now < m_nextExpiry)
        return;
    m_nextExpiry = 0;
    for (auto &[id, record] : m_alerts) {
        if (record.ended != 0)
            continue;
        const qint64 expires = record.alert.expires();
        if (expires <= now)
            end(record, {QStringLiteral("expire"), {}, {}, {}, expires});
        else if (m_nextExpiry == 0 || expires < m_nextExpiry)
            m_nextExpiry = expires;
    }
}

void AlertBook::forget(qint64 now)
{
    // Ended ones are known for a while, since feeds go on listing them.
    if (std::abs(now - m_forgotten) < HourMs)
        return;
    m_forgotten = now;
    for (auto it = m_alerts.begin(); it != m_alerts.end();) {
        const Record &record = it->second;
        const bool old = record.ended != 0 && !record.changed && record.alert.expires() + DayMs < now;
        if (old)
            m_byKey.remove(keyOf(it->first));
        it = old ? m_alerts.erase(it) : std::next(it);
    }
    m_endings.removeIf([now](const auto &ending) { return ending.value().time < now - 7 * DayMs; });
}

void AlertBook::advance(qint64 now)
{
    expire(now);
    forget(now);
}

void AlertBook::reset()
{
    *this = {};
}

void AlertBook::takeChanges(domain::ChangeSet &changes)
{
    for (const QString &id : std::exchange(m_changed, {})) {
        const auto found = m_alerts.find(id);
        if (found == m_alerts.end())
            continue;
        Record &record = found->second;
        record.changed = false;
        if (record.ended == 0) {
            changes.alerts.push_back(record.alert);
            if (!record.shown && record.alert.level() == domain::Severity::Critical)
                changes.raised.push_back({domain::ObjectKind::Alert, id});
            record.shown = true;
        } else if (std::exchange(record.shown, false)) {
            changes.endedAlerts.push_back(id);
        }
    }
    changes.entries.insert(changes.entries.end(), std::make_move_iterator(m_entries.begin()),
                           std::make_move_iterator(m_entries.end()));
    m_entries.clear();
}

std::vector<const Alert *> AlertBook::inForce() const
{
    std::vector<const Alert *> all;
    for (const auto &[id, record] : m_alerts) {
        if (record.ended == 0)
            all.push_back(&record.alert);
    }
    std::sort(all.begin(), all.end(), [](const Alert *a, const Alert *b) {
        const auto levelA = a->level(), levelB = b->level();
        return levelA != levelB ? levelA > levelB : a->sent != b->sent ? a->sent > b->sent : a->id < b->id;
    });
    return all;
}

}
