#include "operations/Acts.h"

#include "base/Durations.h"
#include "core/Directory.h"
#include "core/OperationWords.h"
#include "core/Text.h"
#include "operations/Answers.h"

#include <algorithm>

namespace app
{

using domain::Entry;
using domain::EventVerb;
using domain::Subject;

/// Sources may speak between a look and a step so often that it is told as a refusal in the end.
static constexpr int MostTries = 4;

Acts::Acts(Twin &twin, Keeper &keeper, QObject *parent) : QObject(parent), m_twin(twin), m_keeper(keeper) {}

bool Acts::mayBegin()
{
    using State = store::StoreStatus::State;
    const store::StoreStatus &status = m_keeper.store().status();
    switch (status.state) {
    case State::Ready:
        return true;
    case State::Opening:
        Q_EMIT refused(tr("The store is still being opened: try again in a moment"));
        break;
    case State::ReadOnly:
        Q_EMIT refused(tr("Nothing can be saved, the store can only be read: %1").arg(status.reason));
        break;
    case State::Failing:
        Q_EMIT refused(tr("Nothing can be saved just now, and nothing is shown as done: %1").arg(status.reason));
        break;
    case State::Closed:
        Q_EMIT refused(tr("This district has no store, so nothing can be saved: open it by a project file"));
        break;
    }
    return false;
}

domain::Actor Acts::actorOf(const QString &who, const QVariantMap &with) const
{
    return {who, m_keeper.seat(), with.value(QStringLiteral("why")).toString().trimmed(), m_twin.now()};
}

void Acts::onEvents(const QStringList &events, EventVerb verb, const QString &who, const QVariantMap &with)
{
    if (events.isEmpty() || !mayBegin())
        return;
    auto tally = std::make_shared<Tally>();
    tally->eventVerb = verb;
    tally->actor = actorOf(who, with);
    for (const char *key : {"assignee", "assigneeName", "into", "text", "notDuplicateOf", "url", "title", "result"}) {
        const QString value = with.value(QLatin1String(key)).toString().trimmed();
        if (!value.isEmpty())
            tally->body.insert(QLatin1String(key), value);
    }
    if (const int satisfaction = with.value(QStringLiteral("satisfaction")).toInt(); satisfaction > 0)
        tally->body.insert(QStringLiteral("satisfaction"), satisfaction);
    if (const QString assignee = tally->body.value(QLatin1String("assignee")).toString(); !assignee.isEmpty()) {
        for (const domain::Team &team : m_twin.city() ? m_twin.city()->teams : std::vector<domain::Team>()) {
            if (team.id == assignee)
                tally->body.insert(QStringLiteral("assigneeName"), team.name.in(m_twin.language()));
        }
    }
    begin(tally, events);
}

void Acts::onAlarms(const QStringList &alarms, domain::AlarmVerb verb, const QString &who, const QVariantMap &with)
{
    if (alarms.isEmpty() || !mayBegin())
        return;
    auto tally = std::make_shared<Tally>();
    tally->subject = Subject::Alarm;
    tally->alarmVerb = verb;
    tally->actor = actorOf(who, with);
    if (verb == domain::AlarmVerb::Shelve) {
        const qint64 until =
            with.contains(QStringLiteral("until"))
                ? with.value(QStringLiteral("until")).toLongLong()
                : m_twin.now() + qint64(with.value(QStringLiteral("minutes")).toDouble() * double(base::MinuteMs));
        tally->body.insert(QStringLiteral("until"), until);
    }
    if (const QString text = with.value(QStringLiteral("text")).toString().trimmed(); !text.isEmpty())
        tally->body.insert(QStringLiteral("text"), text);
    begin(tally, alarms);
}

void Acts::report(const Entry &entry)
{
    auto tally = std::make_shared<Tally>();
    tally->eventVerb = EventVerb::Report;
    tally->open = 1;
    onAnswer(m_keeper.store().append({entry}), this,
             [this, tally, id = entry.id](const base::Result<std::vector<Entry>> &saved) {
                 if (saved)
                     m_keeper.takeSaved(*saved);
                 conclude(tally, id, saved ? QString() : saved.error().message);
             });
}

void Acts::begin(const TallyPtr &tally, const QStringList &ids)
{
    QStringList fresh;
    for (const QString &id : ids) {
        // A key that is pressed twice is one step.
        if (!m_saving.contains(id) && !fresh.contains(id))
            fresh.append(id);
    }
    tally->open = int(fresh.size());
    for (const QString &id : fresh) {
        m_saving.insert(id);
        attempt(tally, id, 1);
    }
}

base::Result<std::vector<Entry>> Acts::groupOf(const Tally &tally, const QString &id) const
{
    const auto gone = [&]() -> base::Result<std::vector<Entry>> {
        return base::failure(QStringLiteral("step-illegal"), tr("it is no longer there"), {}, id);
    };
    std::vector<Entry> group;
    if (tally.subject == Subject::Alarm) {
        const domain::Alarm *alarm = m_twin.state().alarm(id);
        if (!alarm)
            return gone();
        auto entry = domain::nextEntry(*alarm, tally.alarmVerb, tally.actor, tally.body);
        if (!entry)
            return tl::unexpected(entry.error());
        group.push_back(std::move(*entry));
        return group;
    }
    const domain::Event *event = m_twin.state().event(id);
    if (!event)
        return gone();
    if (tally.eventVerb == EventVerb::Merge) {
        const domain::Event *into = m_twin.state().event(tally.body.value(QLatin1String("into")).toString());
        return into ? domain::mergeGroup(*event, *into, tally.actor) : gone();
    }
    if (tally.eventVerb == EventVerb::Undo)
        return domain::undoGroup(*event, m_twin.state().event(event->mergedInto), tally.actor);
    auto entry = domain::nextEntry(*event, tally.eventVerb, tally.actor, tally.body);
    if (!entry)
        return tl::unexpected(entry.error());
    group.push_back(std::move(*entry));
    return group;
}

void Acts::attempt(const TallyPtr &tally, const QString &id, int tries)
{
    auto group = groupOf(*tally, id);
    if (!group) {
        conclude(tally, id, explain(*tally, id, group.error()));
        return;
    }
    const int version = group->front().version;
    onAnswer(m_keeper.store().append(std::move(*group)), this,
             [this, tally, id, version, tries](const base::Result<std::vector<Entry>> &saved) {
                 if (!saved) {
                     onRefused(tally, id, saved.error(), version, tries);
                     return;
                 }
                 m_keeper.takeSaved(*saved);
                 conclude(tally, id, {});
             });
}

void Acts::onRefused(const TallyPtr &tally, const QString &id, const base::Error &error, int version, int tries)
{
    if (error.code != QLatin1String("version-taken")) {
        conclude(tally, id, explain(*tally, id, error));
        return;
    }
    m_keeper.refresh(tally->subject, id, [this, tally, id, error, version, tries](const std::vector<Entry> &entries) {
        const auto byPerson = std::find_if(entries.rbegin(), entries.rend(), [&](const Entry &entry) {
            const EventVerb verb = domain::eventVerbFromName(entry.verb);
            const bool told =
                tally->subject == Subject::Event && (verb == EventVerb::Report || verb == EventVerb::Update);
            return entry.version >= version && !entry.who.isEmpty() && !told;
        });
        if (byPerson != entries.rend())
            conclude(tally, id, faster(*tally, id, *byPerson));
        else if (entries.empty() || tries >= MostTries)
            conclude(tally, id, explain(*tally, id, error));
        else
            attempt(tally, id, tries + 1);
    });
}

QString Acts::titleOfSubject(const Tally &tally, const QString &id) const
{
    if (tally.subject == Subject::Alarm) {
        const domain::Alarm *alarm = m_twin.state().alarm(id);
        return alarm ? titleOf(m_twin, *alarm) : id;
    }
    const domain::Event *event = m_twin.state().event(id);
    return event ? titleOf(m_twin, *event) : id;
}

QString Acts::faster(const Tally &tally, const QString &id, const Entry &last) const
{
    const QString when = timeText(last.time, zoneOf(m_twin.city().get()));
    QString state;
    if (tally.subject == Subject::Alarm) {
        if (const domain::Alarm *alarm = m_twin.state().alarm(id))
            state = label(domain::alarmState(*alarm, m_twin.now()));
    } else if (const domain::Event *event = m_twin.state().event(id)) {
        state = label(event->state);
    }
    return tr("%1 was faster: %2 is \"%3\" since %4. Look at it again and decide anew.", "who, what, state, time")
        .arg(last.who, titleOfSubject(tally, id), state, when);
}

QString Acts::explain(const Tally &tally, const QString &id, const base::Error &error) const
{
    const QString title = titleOfSubject(tally, id);
    if (error.code == QLatin1String("step-illegal")) {
        const domain::Event *event = tally.subject == Subject::Event ? m_twin.state().event(id) : nullptr;
        if (event)
            return tr("\"%1\" does not fit: %2 is \"%3\"", "action, what, state")
                .arg(actionLabel(tally.eventVerb), title, label(event->state));
        const domain::Alarm *alarm = tally.subject == Subject::Alarm ? m_twin.state().alarm(id) : nullptr;
        if (alarm)
            return tr("\"%1\" does not fit: %2 is \"%3\"", "action, what, state")
                .arg(actionLabel(tally.alarmVerb), title, label(domain::alarmState(*alarm, m_twin.now())));
    }
    return error.hint.isEmpty() ? tr("%1: %2", "what, why not").arg(title, error.message)
                                : tr("%1: %2 (%3)", "what, why not, what to do").arg(title, error.message, error.hint);
}

/// One is named: on a busy evening "1 event accepted" could be any.
QString Acts::doneTo(const Tally &tally) const
{
    const domain::Alarm *alarm = m_twin.state().alarm(tally.savedId);
    if (tally.subject == Subject::Alarm)
        return alarm ? tr("%1: %2", "what, what was done").arg(titleOf(m_twin, *alarm), stepLabel(tally.alarmVerb))
                     : doneText(tally.alarmVerb, 1);
    const domain::Event *event = m_twin.state().event(tally.savedId);
    if (!event || event->history.empty())
        return doneText(tally.eventVerb, 1);
    const QString step = stepLabel(*event, event->history.back());
    const QString whom = tally.body.value(QLatin1String("assigneeName")).toString();
    return tr("%1, %2: %3", "what, where, what was done")
        .arg(titleOf(m_twin, *event), placeText(m_twin, *event),
             whom.isEmpty() ? step : tr("%1 to %2", "dispatched, to whom").arg(step, whom));
}

void Acts::conclude(const TallyPtr &tally, const QString &id, const QString &refusal)
{
    m_saving.remove(id);
    if (refusal.isEmpty()) {
        ++tally->saved;
        tally->savedId = id;
    } else {
        ++tally->refusedCount;
        if (!tally->reasons.contains(refusal))
            tally->reasons.append(refusal);
    }
    if (--tally->open > 0)
        return;
    if (tally->saved > 0) {
        const bool isEvent = tally->subject == Subject::Event;
        const bool canUndo = isEvent && tally->saved == 1 && tally->eventVerb != EventVerb::Undo &&
                             m_twin.state().event(tally->savedId) &&
                             domain::undoable(*m_twin.state().event(tally->savedId)) > 0;
        Q_EMIT done(tally->saved == 1 ? doneTo(*tally)
                    : isEvent         ? doneText(tally->eventVerb, tally->saved)
                                      : doneText(tally->alarmVerb, tally->saved),
                    canUndo ? tally->savedId : QString());
    }
    if (tally->refusedCount == 0)
        return;
    constexpr qsizetype MostReasons = 3;
    QString text = tally->reasons.mid(0, MostReasons).join(u'\n');
    if (tally->refusedCount > MostReasons)
        text = tr("Not done: %1. %2", "count, reasons").arg(tally->refusedCount).arg(text);
    Q_EMIT refused(text);
}

}
