#include "operations/MomentModel.h"

#include "core/Directory.h"
#include "core/OperationWords.h"
#include "core/Text.h"
#include "operations/Answers.h"
#include "operations/Operations.h"

#include <algorithm>

namespace app
{

MomentModel::MomentModel(QObject *parent, Operations *operations)
    : QObject(parent), m_operations(operations ? operations : Operations::current())
{
    connect(&m_operations->twin(), &Twin::languageChanged, this, [this] {
        if (m_time > 0)
            ask(time());
    });
}

QString MomentModel::timeText() const
{
    return app::timeText(m_time, zoneOf(m_operations->twin().city().get()), true);
}

void MomentModel::ask(double time)
{
    m_time = qint64(time);
    m_busy = true;
    Q_EMIT changed();
    onAnswer(m_operations->keeper().store().stateAt(m_time), this,
             [this, serial = ++m_serial](const base::Result<store::Moment> &moment) {
                 if (serial != m_serial)
                     return;
                 m_busy = false;
                 m_error = moment ? QString() : moment.error().message;
                 take(moment.value_or(store::Moment()));
                 Q_EMIT changed();
             });
}

void MomentModel::take(const store::Moment &moment)
{
    const Twin &twin = m_operations->twin();
    const auto worstFirst = [](auto &list) {
        std::stable_sort(list.begin(), list.end(),
                         [](const auto &a, const auto &b) { return a.severity > b.severity; });
    };
    m_events.clear();
    m_alarms.clear();
    m_overdue = 0;
    std::vector<domain::Event> events = moment.events;
    worstFirst(events);
    for (const domain::Event &event : events) {
        const bool late = event.due > 0 && event.due < m_time;
        m_overdue += late ? 1 : 0;
        const QString visual = visualState(event);
        m_events.append(QVariantMap{{QStringLiteral("id"), event.id},
                                    {QStringLiteral("title"), titleOf(twin, event)},
                                    {QStringLiteral("state"), domain::eventStateName(event.state)},
                                    {QStringLiteral("stateName"), label(event.state)},
                                    {QStringLiteral("severity"), domain::severityName(event.severity)},
                                    {QStringLiteral("visual"), visual},
                                    {QStringLiteral("shape"), shapeOf(visual)},
                                    {QStringLiteral("address"), placeText(twin, event)},
                                    {QStringLiteral("assignee"), teamText(twin, event.assignee, event.assigneeName)},
                                    {QStringLiteral("overdue"), late}});
    }
    std::vector<domain::Alarm> alarms = moment.alarms;
    worstFirst(alarms);
    for (const domain::Alarm &alarm : alarms) {
        const QString visual = visualState(alarm, m_time);
        const domain::AlarmState state = domain::alarmState(alarm, m_time);
        m_alarms.append(QVariantMap{{QStringLiteral("id"), alarm.id},
                                    {QStringLiteral("title"), ruleName(twin, alarm.rule)},
                                    {QStringLiteral("state"), domain::alarmStateName(state)},
                                    {QStringLiteral("stateName"), label(state)},
                                    {QStringLiteral("severity"), domain::severityName(alarm.severity)},
                                    {QStringLiteral("visual"), visual},
                                    {QStringLiteral("shape"), shapeOf(visual)},
                                    {QStringLiteral("place"), placeText(twin, alarm)}});
    }
    m_online = m_offline = 0;
    for (const domain::ThingStatusReport &report : moment.statuses)
        ++(report.online ? m_online : m_offline);
    m_warnings = int(moment.alerts.size());
}

}
