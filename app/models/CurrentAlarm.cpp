#include "models/CurrentAlarm.h"

#include "core/OperationWords.h"
#include "models/AlarmModel.h"

namespace app
{

CurrentAlarm::CurrentAlarm(QObject *parent, Twin *twin, Selection *selection)
    : QObject(parent), m_twin(*twin), m_selection(*selection)
{
    connect(&m_twin, &Twin::changed, this, [this](const domain::ChangeSet &changes) {
        if (changes.reset || !changes.alarms.empty())
            choose();
    });
    connect(&m_twin, &Twin::cityChanged, this, &CurrentAlarm::choose);
    connect(&m_twin, &Twin::languageChanged, this, &CurrentAlarm::changed);
    connect(&m_twin, &Twin::ticked, this, &CurrentAlarm::ticked);
    connect(this, &CurrentAlarm::changed, this, &CurrentAlarm::ticked);
    connect(&m_selection, &Selection::currentChanged, this, &CurrentAlarm::choose);
    choose();
}

void CurrentAlarm::choose()
{
    const domain::ObjectRef current = m_selection.current();
    const qint64 now = m_twin.now();
    const auto better = [now](const domain::Alarm &a, const domain::Alarm &b) {
        const bool calling = domain::isCalling(a, now);
        return calling != domain::isCalling(b, now) ? calling : a.severity > b.severity;
    };
    const domain::Alarm *best = nullptr;
    if (current.kind == domain::ObjectKind::Alarm) {
        best = m_twin.state().alarm(current.id);
    } else if (!current.isNull()) {
        for (const domain::Alarm *each : m_twin.state().alarms()) {
            if (each->subject == current && domain::alarmState(*each, now) != domain::AlarmState::Normal &&
                (!best || better(*each, *best)))
                best = each;
        }
    }
    m_id = best ? best->id : QString();
    Q_EMIT changed();
}

const domain::Alarm *CurrentAlarm::alarm() const
{
    return m_id.isEmpty() ? nullptr : m_twin.state().alarm(m_id);
}

QString CurrentAlarm::title() const
{
    const domain::Alarm *at = alarm();
    return at ? alarmText(m_twin, *at) : QString();
}

QString CurrentAlarm::visual() const
{
    const domain::Alarm *at = alarm();
    return at ? visualState(*at, m_twin.now()) : QString();
}

bool CurrentAlarm::isCalling() const
{
    const domain::Alarm *at = alarm();
    return at && domain::isCalling(*at, m_twin.now());
}

QString CurrentAlarm::running() const
{
    const domain::Alarm *at = alarm();
    return at ? runningText(*at, m_twin.now()) : QString();
}

}
