#include "operations/Notifier.h"

#include "base/Durations.h"
#include "core/Directory.h"
#include "core/OperationWords.h"
#include "core/Text.h"
#include "operations/Answers.h"

#include <QUrl>

#include <algorithm>
#include <cmath>

namespace app
{

using domain::ObjectKind;
using domain::Severity;

/// What is older when it is first heard of is no news: a feed that tells of last week, a program that starts.
static constexpr qint64 NewsMs = 15 * 60 * 1000;
using base::DayMs;

Notifier::Notifier(Twin &twin, Keeper &keeper, QObject *parent)
    : QObject(parent), m_twin(twin), m_keeper(keeper), m_hooks(m_clock)
{
    m_hooks.setSave([this](const domain::Entry &entry, std::function<void()> done) {
        store::Store &store = m_keeper.store();
        if (store.status().state != store::StoreStatus::State::Ready) {
            store.record({entry});
            done();
            return;
        }
        onAnswer(store.append({entry}), this,
                 [this, entry, done](const base::Result<std::vector<domain::Entry>> &saved) {
                     if (!saved)
                         m_keeper.store().record({entry});
                     done();
                 });
    });
    connect(&m_hooks, &notify::Webhooks::changed, this, &Notifier::targetsChanged);
    connect(&m_desktop, &Desktop::reasonChanged, this, &Notifier::desktopChanged);
    connect(&m_desktop, &Desktop::opened, this, [this](const QString &object) {
        const domain::ObjectRef ref = domain::refFromText(object);
        Q_EMIT opened(domain::kindName(ref.kind), ref.id);
    });
    connect(&twin, &Twin::changed, this, &Notifier::onChanges);
    connect(&keeper, &Keeper::statusChanged, this, &Notifier::resume);
    connect(&twin, &Twin::languageChanged, this, &Notifier::targetsChanged);
}

void Notifier::setDesktop(bool on)
{
    if (on == m_desktopOn)
        return;
    m_desktopOn = on;
    Q_EMIT desktopChanged();
}

// Webhooks

bool Notifier::sends() const
{
    return !m_targets.empty() && !m_keeper.isExercise() && m_keeper.store().status().recorder;
}

void Notifier::setTargets(const std::vector<domain::NotifyTarget> &targets)
{
    m_targets = targets;
    m_hooks.setTargets(targets);
    m_resumed = m_resuming = false;
    m_waiting.clear();
    resume();
    Q_EMIT targetsChanged();
}

/// Once this seat is the recorder: what was on its way when the last one ended.
void Notifier::resume()
{
    Q_EMIT targetsChanged();
    if (m_resumed || m_resuming || !sends())
        return;
    m_resuming = true;
    store::JournalQuery query;
    query.subjects = {domain::Subject::Delivery};
    query.from = m_clock.nowMs() - DayMs;
    query.limit = 20'000;
    onAnswer(m_keeper.store().journal(query), this, [this](const base::Result<std::vector<domain::Entry>> &entries) {
        if (!m_resuming)
            return;
        m_resuming = false;
        m_resumed = true;
        if (entries)
            m_hooks.resume(*entries);
        for (const notify::Message &message : std::exchange(m_waiting, {}))
            m_hooks.send(message);
    });
}

void Notifier::test(const QString &target)
{
    notify::Message message;
    message.id = QStringLiteral("test:%1").arg(m_clock.nowMs());
    message.kind = QStringLiteral("test");
    message.severity = Severity::Normal;
    message.text = {QStringLiteral("A test: nothing has happened"), QStringLiteral("测试消息：没有发生任何事")};
    message.time = m_clock.nowMs();
    if (m_twin.city())
        message.district = m_twin.city()->name;
    m_hooks.test(target, message);
}

QVariantList Notifier::targets() const
{
    QHash<QString, const notify::Delivery *> newest;
    QHash<QString, int> waiting;
    const std::vector<notify::Delivery> deliveries = m_hooks.deliveries();
    for (const notify::Delivery &delivery : deliveries) {
        if (!newest.contains(delivery.target))
            newest.insert(delivery.target, &delivery);
        waiting[delivery.target] += delivery.isOver() ? 0 : 1;
    }
    QVariantList list;
    for (const domain::NotifyTarget &target : m_targets) {
        const notify::Delivery *last = newest.value(target.id, nullptr);
        QString state = QStringLiteral("idle"), text = tr("nothing sent yet");
        if (last && !last->reason.isEmpty()) {
            state = QStringLiteral("failing");
            text = tr("%1 waiting: %2", "count, why").arg(waiting.value(target.id)).arg(last->reason);
        } else if (waiting.value(target.id) > 0) {
            state = QStringLiteral("waiting");
            text = tr("%1 waiting").arg(waiting.value(target.id));
        } else if (last) {
            text = tr("delivered %1 ago").arg(ageText(m_clock.nowMs() - last->changed));
        }
        if (!last && m_keeper.isExercise()) {
            state = QStringLiteral("off");
            text = tr("an exercise: nobody outside is told");
        } else if (!last && !m_keeper.store().status().recorder) {
            state = QStringLiteral("off");
            text = tr("another seat tells them");
        }
        list.append(QVariantMap{{QStringLiteral("id"), target.id},
                                {QStringLiteral("name"), target.name.in(m_twin.language())},
                                {QStringLiteral("host"), QUrl(target.url).host()},
                                {QStringLiteral("minimum"), domain::severityName(target.minimum)},
                                {QStringLiteral("minimumName"), label(target.minimum)},
                                {QStringLiteral("state"), state},
                                {QStringLiteral("text"), text}});
    }
    return list;
}

// What has happened

void Notifier::remember(const domain::ChangeSet &changes)
{
    if (changes.reset) {
        m_toldAlarms.clear();
        m_toldEvents.clear();
        m_toldAlerts.clear();
    }
    for (const domain::Alarm &alarm : changes.alarms)
        m_toldAlarms.insert(alarm.id, alarm.lastRaised);
    for (const domain::Event &event : changes.events)
        m_toldEvents.insert(event.id, event.level);
    for (const domain::Alert &alert : changes.alerts)
        m_toldAlerts.insert(alert.id);
    for (const QString &id : changes.removedEvents)
        m_toldEvents.remove(id);
    for (const QString &id : changes.endedAlerts)
        m_toldAlerts.remove(id);
}

/// The alarm has told it already.
bool Notifier::isOpenedByAlarm(const domain::Event &event) const
{
    const std::vector<const domain::Alarm *> alarms = m_twin.state().alarms();
    return std::any_of(alarms.begin(), alarms.end(),
                       [&](const domain::Alarm *alarm) { return alarm->event == event.id; });
}

void Notifier::onChanges(const domain::ChangeSet &changes)
{
    // A replay that jumped says how things stand there, not what has just happened.
    if (!changes.reset) {
        const qint64 now = m_twin.now();
        for (const domain::Alarm &alarm : changes.alarms) {
            if (alarm.active && domain::isCalling(alarm, now) && now - alarm.lastRaised < NewsMs &&
                m_toldAlarms.value(alarm.id) != alarm.lastRaised)
                tell(ofAlarm(alarm));
        }
        for (const domain::Event &event : changes.events) {
            if (domain::isFinal(event.state))
                continue;
            const auto told = m_toldEvents.constFind(event.id);
            const bool isNew = told == m_toldEvents.constEnd() && now - event.reported < NewsMs;
            const bool escalated = told != m_toldEvents.constEnd() && event.level > *told;
            if ((isNew && !isOpenedByAlarm(event)) || escalated)
                tell(ofEvent(event, escalated));
        }
        for (const domain::Alert &alert : changes.alerts) {
            if (alert.isReal() && !m_toldAlerts.contains(alert.id) && now - alert.sent < DayMs)
                tell(ofAlert(alert));
        }
    }
    remember(changes);
}

void Notifier::tell(Happening happening)
{
    if (m_twin.city())
        happening.message.district = m_twin.city()->name;
    happening.message.severity = happening.severity;
    happening.message.subject = domain::refText(happening.object);
    if (sends()) {
        if (m_resumed)
            m_hooks.send(happening.message);
        else
            m_waiting.push_back(happening.message);
    }
    if (m_desktopOn && !m_windowActive && happening.severity >= Severity::Major)
        m_desktop.show(happening.message.text.in(m_twin.language()), happening.message.place.in(m_twin.language()),
                       happening.severity, happening.message.subject);
    Q_EMIT happened(happening);
}

/// "Tower 2 · 301" in each language, by the names that the data has.
static base::LocalizedText placeIn(const domain::City *city, const QString &building, const QString &unit,
                                   const QString &address)
{
    const domain::Building *found = city ? city->building(building) : nullptr;
    const domain::Unit *room = city ? city->unit(unit) : nullptr;
    const auto in = [&](const QString &language) {
        QString name = found ? domain::nameIn(*found, language) : QString();
        if (name.isEmpty() && found)
            name = addressOf(*found, language);
        if (name.isEmpty())
            name = found ? found->id : address;
        return room && !room->number.isEmpty() ? QStringLiteral("%1 · %2").arg(name, room->number) : name;
    };
    return {in(QStringLiteral("en")), in(QStringLiteral("zh_CN"))};
}

Notifier::Happening Notifier::ofAlarm(const domain::Alarm &alarm) const
{
    const domain::City *city = m_twin.city().get();
    const domain::AlarmRule *rule = city ? city->rules.rule(alarm.rule) : nullptr;
    const domain::Thing *thing = city ? city->thing(alarm.subject.id) : nullptr;
    const QString reading =
        std::isnan(alarm.why.value) || alarm.why.unit.isEmpty()
            ? QString()
            : QStringLiteral(" %1 %2").arg(numberText(alarm.why.value, 2), unitText(alarm.why.unit));
    const auto in = [&](const QString &language) { return (rule ? rule->name.in(language) : alarm.rule) + reading; };
    Happening happening{alarm.ref(), alarm.severity, {}};
    notify::Message &message = happening.message;
    message.id = QStringLiteral("%1@%2").arg(alarm.id).arg(alarm.lastRaised);
    message.kind = QStringLiteral("alarm");
    message.rule = alarm.rule;
    message.place = placeIn(city, alarm.building, alarm.unit, thing ? thing->address : alarm.subject.id);
    message.text = {in(QStringLiteral("en")), in(QStringLiteral("zh_CN"))};
    message.time = alarm.lastRaised;
    return happening;
}

Notifier::Happening Notifier::ofEvent(const domain::Event &event, bool escalated) const
{
    const domain::City *city = m_twin.city().get();
    const domain::EventType *type = city ? city->catalogue.type(event.type) : nullptr;
    const bool saysMore = !event.title.isEmpty() && event.title != event.type &&
                          !(type && (event.title == type->name.en || event.title == type->name.zh));
    const auto in = [&](const QString &language) {
        const QString word = type ? type->name.in(language) : event.type;
        return saysMore ? QStringLiteral("%1: %2").arg(word, event.title) : word;
    };
    Happening happening{event.ref(), event.severity, {}};
    notify::Message &message = happening.message;
    message.id = escalated ? QStringLiteral("event:%1@level%2").arg(event.id).arg(event.level)
                           : QStringLiteral("event:%1").arg(event.id);
    message.kind = escalated ? QStringLiteral("escalation") : QStringLiteral("event");
    message.place = placeIn(city, event.building, {}, event.address);
    message.text = {in(QStringLiteral("en")), in(QStringLiteral("zh_CN"))};
    message.time = escalated ? event.updated : event.reported;
    return happening;
}

Notifier::Happening Notifier::ofAlert(const domain::Alert &alert) const
{
    const auto in = [&](const QString &language) {
        const domain::AlertInfo *info = alert.info(language);
        return !info ? alert.identifier : info->headline.isEmpty() ? info->event : info->headline;
    };
    const auto area = [&](const QString &language) {
        const domain::AlertInfo *info = alert.info(language);
        return info && !info->areas.empty() ? info->areas.front().description : QString();
    };
    Happening happening{{ObjectKind::Alert, alert.id}, alert.level(), {}};
    notify::Message &message = happening.message;
    message.id = QStringLiteral("alert:%1").arg(alert.id);
    message.kind = QStringLiteral("alert");
    message.place = {area(QStringLiteral("en")), area(QStringLiteral("zh_CN"))};
    message.text = {in(QStringLiteral("en")), in(QStringLiteral("zh_CN"))};
    message.time = alert.sent;
    return happening;
}

}
