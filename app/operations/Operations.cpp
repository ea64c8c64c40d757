#include "operations/Operations.h"

#include "core/Directory.h"
#include "core/OperationWords.h"
#include "core/Text.h"
#include "operations/Acts.h"

#include <algorithm>

namespace app
{

using domain::AlarmVerb;
using domain::EventVerb;
using domain::ObjectKind;
using domain::Severity;
using State = store::StoreStatus::State;

static Operations *s_current = nullptr;

Operations::Operations(Twin &twin, Selection &selection, Keeper &keeper, QObject *parent)
    : QObject(parent), m_twin(twin), m_selection(selection), m_keeper(keeper),
      m_acts(std::make_unique<Acts>(twin, keeper))
{
    if (!s_current)
        s_current = this;
    connect(m_acts.get(), &Acts::done, this, &Operations::done);
    connect(m_acts.get(), &Acts::refused, this, &Operations::refused);
    connect(&m_access, &Access::changed, this, &Operations::whoChanged);
    connect(&m_access, &Access::changed, this, &Operations::storeChanged);
    connect(&keeper, &Keeper::statusChanged, this, &Operations::storeChanged);
    connect(&twin, &Twin::languageChanged, this, &Operations::storeChanged);
    connect(&twin, &Twin::languageChanged, &m_access, &Access::retranslate);
    connect(&twin, &Twin::changed, this, &Operations::onChanges);
    connect(&twin, &Twin::ticked, this, &Operations::countAlarms);
    connect(&twin, &Twin::cityChanged, this, &Operations::unmarkAll);
}

Operations::~Operations()
{
    if (s_current == this)
        s_current = nullptr;
}

Operations *Operations::current()
{
    return s_current;
}

bool Operations::mayWork()
{
    if (!m_access.mayWork())
        Q_EMIT refused(m_access.whyNotWork());
    return m_access.mayWork();
}

QString Operations::seat() const
{
    return m_keeper.seat();
}

// The store

QString Operations::storeState() const
{
    switch (m_keeper.store().status().state) {
    case State::Closed:
        return QStringLiteral("closed");
    case State::Opening:
        return QStringLiteral("opening");
    case State::Ready:
        return QStringLiteral("ready");
    case State::ReadOnly:
        return QStringLiteral("read-only");
    case State::Failing:
        return QStringLiteral("failing");
    }
    return {};
}

QString Operations::storeText() const
{
    const store::StoreStatus &status = m_keeper.store().status();
    const QTimeZone zone = QTimeZone::systemTimeZone(); // what the machine did, by its clock
    switch (status.state) {
    case State::Closed:
        return tr("No store: nothing that is done here is kept");
    case State::Opening:
        return tr("Opening the store");
    case State::ReadOnly:
        return tr("The store can only be read: %1").arg(status.reason);
    case State::Failing:
        return tr("The store is failing since %1, %2 wait to be saved: %3", "time, number, why")
            .arg(timeText(status.since, zone), numberText(double(status.waiting), 0), status.reason);
    case State::Ready:
        break;
    }
    if (exercise())
        return tr("Exercise: what is done here lasts until the program ends or the replay jumps");
    const QString place = status.kind == QLatin1String("postgresql") && !status.recorder
                              ? tr("%1, another seat records the feeds").arg(status.place)
                              : status.place;
    return status.lastSaved > 0 ? tr("Saved %1 · %2", "time, place").arg(timeText(status.lastSaved, zone, true), place)
                                : tr("Store open · %1").arg(place);
}

bool Operations::exercise() const
{
    return m_keeper.isExercise();
}

bool Operations::canWrite() const
{
    return m_access.mayWork() && m_keeper.store().status().state == State::Ready;
}

// Alarms

QString Operations::alarmLoad() const
{
    const domain::Rules rules = m_twin.city() ? m_twin.city()->rules : domain::Rules();
    if (m_alarmRate > rules.floodAlarms)
        return QStringLiteral("flood");
    return m_alarmRate > rules.steadyAlarms ? QStringLiteral("busy") : QStringLiteral("calm");
}

void Operations::countAlarms()
{
    const qint64 now = m_twin.now();
    const int rate = m_twin.state().recentAlarms(now);
    int calling = 0, critical = 0;
    for (const domain::Alarm *alarm : m_twin.state().alarms()) {
        if (!domain::isCalling(*alarm, now))
            continue;
        ++calling;
        critical += alarm->severity == Severity::Critical ? 1 : 0;
    }
    if (rate == m_alarmRate && calling == m_unacknowledged && critical == m_unacknowledgedCritical)
        return;
    m_alarmRate = rate;
    m_unacknowledged = calling;
    m_unacknowledgedCritical = critical;
    Q_EMIT alarmsChanged();
}

void Operations::onChanges(const domain::ChangeSet &changes)
{
    if (changes.reset || !changes.alarms.empty())
        countAlarms();
    if (changes.reset || !changes.events.empty() || !changes.removedEvents.empty()) {
        const auto gone = [this](const QString &id) {
            return m_markedKind == QLatin1String("alarm") ? !m_twin.state().alarm(id) : !m_twin.state().event(id);
        };
        if (m_marked.removeIf(gone) > 0)
            Q_EMIT markedChanged();
        Q_EMIT proposalsChanged();
    }
}

// Marks

void Operations::mark(const QString &kind, const QString &id, bool on)
{
    if (kind != m_markedKind && on) {
        m_marked.clear();
        m_markedKind = kind;
    }
    if (kind != m_markedKind || on == m_marked.contains(id))
        return;
    if (on)
        m_marked.append(id);
    else
        m_marked.removeAll(id);
    if (m_marked.isEmpty())
        m_markedKind.clear();
    Q_EMIT markedChanged();
}

void Operations::markOnly(const QString &kind, const QStringList &ids)
{
    m_marked = ids;
    m_marked.removeDuplicates();
    m_markedKind = m_marked.isEmpty() ? QString() : kind;
    Q_EMIT markedChanged();
}

void Operations::unmarkAll()
{
    if (m_marked.isEmpty())
        return;
    markOnly({}, {});
}

// What can be done

static QVariantMap actionRow(const QString &id, const QString &text, const QString &key, const QString &needs,
                             bool primary)
{
    return {{QStringLiteral("id"), id},
            {QStringLiteral("label"), text},
            {QStringLiteral("key"), key},
            {QStringLiteral("needs"), needs},
            {QStringLiteral("primary"), primary}};
}

/// The step onward; Undo where there is none.
static EventVerb nextStep(domain::EventState state)
{
    switch (state) {
    case domain::EventState::Reported:
        return EventVerb::Accept;
    case domain::EventState::Accepted:
    case domain::EventState::Reopened:
        return EventVerb::Dispatch;
    case domain::EventState::Dispatched:
        return EventVerb::Start;
    case domain::EventState::Handling:
        return EventVerb::Finish;
    case domain::EventState::Verifying:
        return EventVerb::Close;
    default:
        return EventVerb::Undo;
    }
}

QVariantList Operations::eventActions(const QStringList &events) const
{
    if (!m_access.mayWork())
        return {};
    std::vector<EventVerb> common;
    std::vector<EventVerb> next;
    bool first = true;
    for (const QString &id : events) {
        const domain::Event *event = m_twin.state().event(id);
        if (!event)
            continue;
        std::vector<EventVerb> verbs = domain::allowedVerbs(*event);
        next.push_back(nextStep(event->state));
        if (std::exchange(first, false))
            common = std::move(verbs);
        else
            std::erase_if(common,
                          [&](EventVerb verb) { return std::find(verbs.begin(), verbs.end(), verb) == verbs.end(); });
    }
    QVariantList actions;
    for (EventVerb verb : common) {
        // Each has another step to take back.
        if (verb == EventVerb::Undo && (events.size() > 1))
            continue;
        const bool primary = verb != EventVerb::Undo &&
                             std::all_of(next.begin(), next.end(), [&](EventVerb each) { return each == verb; });
        const QVariantMap row =
            actionRow(domain::eventVerbName(verb), actionLabel(verb), actionKey(verb), actionNeeds(verb), primary);
        if (primary)
            actions.prepend(row);
        else
            actions.append(row);
    }
    return actions;
}

QVariantList Operations::alarmActions(const QStringList &alarms) const
{
    if (!m_access.mayWork())
        return {};
    std::vector<AlarmVerb> common;
    bool first = true;
    for (const QString &id : alarms) {
        const domain::Alarm *alarm = m_twin.state().alarm(id);
        if (!alarm)
            continue;
        std::vector<AlarmVerb> verbs = domain::allowedVerbs(*alarm, m_twin.now());
        if (std::exchange(first, false))
            common = std::move(verbs);
        else
            std::erase_if(common,
                          [&](AlarmVerb verb) { return std::find(verbs.begin(), verbs.end(), verb) == verbs.end(); });
    }
    QVariantList actions;
    for (AlarmVerb verb : common)
        actions.append(actionRow(domain::alarmVerbName(verb), actionLabel(verb), actionKey(verb), actionNeeds(verb),
                                 verb == AlarmVerb::Acknowledge));
    return actions;
}

// Doing it

void Operations::act(const QStringList &events, const QString &verb, const QVariantMap &with)
{
    bool known = false;
    const EventVerb each = domain::eventVerbFromName(verb, &known);
    if (known && mayWork())
        m_acts->onEvents(events, each, who(), with);
}

void Operations::actOnAlarms(const QStringList &alarms, const QString &verb, const QVariantMap &with)
{
    bool known = false;
    const AlarmVerb each = domain::alarmVerbFromName(verb, &known);
    if (known && mayWork())
        m_acts->onAlarms(alarms, each, who(), with);
}

void Operations::actOnCurrent(const QString &verb, const QVariantMap &with)
{
    if (!mayWork())
        return;
    const domain::ObjectRef &current = m_selection.current();
    const bool ofAlarms =
        m_marked.isEmpty() ? current.kind == ObjectKind::Alarm : m_markedKind == QLatin1String("alarm");
    const bool ofEvents =
        m_marked.isEmpty() ? current.kind == ObjectKind::Event : m_markedKind == QLatin1String("event");
    const QStringList ids = m_marked.isEmpty() ? QStringList{current.id} : m_marked;
    const QVariantList actions = ofAlarms ? alarmActions(ids) : ofEvents ? eventActions(ids) : QVariantList();
    const bool fits = std::any_of(actions.begin(), actions.end(), [&](const QVariant &action) {
        return action.toMap().value(QStringLiteral("id")).toString() == verb;
    });
    if (!fits)
        return;
    if (ofAlarms)
        actOnAlarms(ids, verb, with);
    else
        act(ids, verb, with);
}

void Operations::acknowledgeAll(const QString &worst)
{
    if (!mayWork())
        return;
    const Severity most = domain::severityFromName(worst);
    QStringList ids;
    for (const domain::Alarm *alarm : m_twin.state().alarms()) {
        if (domain::isCalling(*alarm, m_twin.now()) && alarm->severity <= most)
            ids.append(alarm->id);
    }
    m_acts->onAlarms(ids, AlarmVerb::Acknowledge, who(), {});
}

void Operations::acknowledgeIncident(const QString &incident)
{
    if (!mayWork())
        return;
    QStringList ids;
    const domain::Incident *found = m_twin.state().incident(incident);
    for (const QString &id : found ? found->alarms : QStringList()) {
        const domain::Alarm *alarm = m_twin.state().alarm(id);
        if (alarm && !alarm->acknowledged)
            ids.append(id);
    }
    m_acts->onAlarms(ids, AlarmVerb::Acknowledge, who(), {});
}

void Operations::undo(const QString &event)
{
    if (mayWork())
        m_acts->onEvents({event}, EventVerb::Undo, who(), {});
}

}
