#include "models/AlarmDetail.h"

#include "core/Directory.h"
#include "core/OperationWords.h"
#include "core/Text.h"
#include "models/AlarmModel.h"

#include <cmath>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

AlarmDetail::AlarmDetail(QObject *parent, Twin *twin, Selection *selection)
    : QObject(parent), m_twin(twin ? twin : Twin::current())
{
    connect(m_twin, &Twin::changed, this, [this](const domain::ChangeSet &changes) {
        if (changes.reset || !changes.alarms.empty() || !changes.incidents.empty())
            choose();
    });
    connect(m_twin, &Twin::cityChanged, this, &AlarmDetail::choose);
    connect(m_twin, &Twin::languageChanged, this, &AlarmDetail::changed);
    connect(m_twin, &Twin::ticked, this, &AlarmDetail::ticked);
    connect(this, &AlarmDetail::changed, this, &AlarmDetail::ticked);
    if (selection)
        follow(*selection);
}

void AlarmDetail::follow(Selection &selection)
{
    m_selection = &selection;
    connect(m_selection, &Selection::currentChanged, this, &AlarmDetail::choose);
    choose();
}

void AlarmDetail::pick(const QString &id, bool fly)
{
    const domain::Alarm *found = m_twin->state().alarm(id);
    if (!found || !m_selection)
        return;
    m_picked = id;
    const ObjectRef subject = found->subject;
    const bool there = fly ? m_selection->flyTo(subject) : m_selection->select(subject);
    if (!there)
        m_selection->clear(); // a device the district does not know; its alarm is worked nevertheless
    choose();
}

void AlarmDetail::choose()
{
    const ObjectRef current = m_selection ? m_selection->current() : ObjectRef();
    const qint64 now = m_twin->now();
    const domain::Alarm *best = nullptr;
    const auto better = [now](const domain::Alarm &a, const domain::Alarm &b) {
        const bool calling = domain::isCalling(a, now);
        return calling != domain::isCalling(b, now) ? calling : a.severity > b.severity;
    };
    const domain::Alarm *picked = m_picked.isEmpty() ? nullptr : m_twin->state().alarm(m_picked);
    const bool stays =
        picked && (picked->subject == current || (current.isNull() && !exists(*m_twin, picked->subject)));
    if (current.kind == ObjectKind::Alarm) {
        best = m_twin->state().alarm(current.id);
    } else if (stays) {
        best = picked;
    } else if (!current.isNull()) {
        for (const domain::Alarm *each : m_twin->state().alarms()) {
            if (each->subject == current && domain::alarmState(*each, now) != domain::AlarmState::Normal &&
                (!best || better(*each, *best)))
                best = each;
        }
    }
    if (!stays)
        m_picked.clear();
    m_id = best ? best->id : QString();
    Q_EMIT changed();
}

const domain::Alarm *AlarmDetail::alarm() const
{
    return m_id.isEmpty() ? nullptr : m_twin->state().alarm(m_id);
}

QString AlarmDetail::title() const
{
    const domain::Alarm *at = alarm();
    return at ? alarmText(*m_twin, *at) : QString();
}

QString AlarmDetail::place() const
{
    const domain::Alarm *at = alarm();
    return at ? placeText(*m_twin, *at) : QString();
}

QString AlarmDetail::state() const
{
    const domain::Alarm *at = alarm();
    return at ? domain::alarmStateName(domain::alarmState(*at, m_twin->now())) : QString();
}

QString AlarmDetail::stateName() const
{
    const domain::Alarm *at = alarm();
    return at ? label(domain::alarmState(*at, m_twin->now())) : QString();
}

QString AlarmDetail::visual() const
{
    const domain::Alarm *at = alarm();
    return at ? visualState(*at, m_twin->now()) : QString();
}

bool AlarmDetail::isCalling() const
{
    const domain::Alarm *at = alarm();
    return at && domain::isCalling(*at, m_twin->now());
}

QString AlarmDetail::running() const
{
    const domain::Alarm *at = alarm();
    if (!at)
        return {};
    return at->active ? runningText(m_twin->now() - at->raised)
                      : tr("over for %1").arg(ageText(m_twin->now() - at->cleared));
}

QString AlarmDetail::rule() const
{
    const domain::Alarm *at = alarm();
    const domain::AlarmRule *found = at && m_twin->city() ? m_twin->city()->rules.rule(at->rule) : nullptr;
    return found ? ruleText(*found, m_twin->language(), at->why.unit, at->subject.id) : QString();
}

QVariantList AlarmDetail::rows() const
{
    const domain::Alarm *at = alarm();
    if (!at)
        return {};
    const QTimeZone zone = zoneOf(m_twin->city().get());
    QVariantList list;
    const auto add = [&list](const QString &name, const QString &value, const QString &state = {}) {
        list.append(QVariantMap{{QStringLiteral("label"), name},
                                {QStringLiteral("value"), value},
                                {QStringLiteral("unit"), QString()},
                                {QStringLiteral("state"), state}});
    };
    add(tr("Raised"), at->count > 1 ? tr("%1, %2 times").arg(timeText(at->raised, zone, true)).arg(at->count)
                                    : timeText(at->raised, zone, true));
    if (!at->active)
        add(tr("Cleared"), timeText(at->cleared, zone, true));
    if (at->acknowledged && at->acknowledgedAt > 0)
        add(tr("Acknowledged"), tr("%1 by %2").arg(timeText(at->acknowledgedAt, zone, true), at->acknowledgedBy));
    if (at->shelvedUntil > m_twin->now())
        add(tr("Shelved until"),
            tr("%1 by %2: %3").arg(timeText(at->shelvedUntil, zone), at->shelvedBy, at->shelvedWhy));
    if (const domain::Alarm *by = at->suppressedBy.isEmpty() ? nullptr : m_twin->state().alarm(at->suppressedBy))
        add(tr("Explained by"), alarmText(*m_twin, *by));
    if (!at->why.things.isEmpty())
        add(tr("Devices that count"), QString::number(at->why.things.size()));
    return list;
}

QString AlarmDetail::presence() const
{
    const domain::Alarm *at = alarm();
    if (!at || at->why.presence.isEmpty())
        return at && at->severity == domain::Severity::Critical && !at->unit.isEmpty()
                   ? tr("Nothing says whether people are inside")
                   : QString();
    const QString who = nameOf(*m_twin, {ObjectKind::Thing, at->why.presenceThing});
    const QString ago = ageText(m_twin->now() - at->why.presenceTime);
    return at->why.presence == QLatin1String("yes") ? tr("People are inside (%1, %2 ago)").arg(who, ago)
                                                    : tr("Nobody is inside (%1, %2 ago)").arg(who, ago);
}

QString AlarmDetail::presenceState() const
{
    const domain::Alarm *at = alarm();
    return at && at->why.presence == QLatin1String("yes") ? QStringLiteral("critical") : QString();
}

QVariantList AlarmDetail::readings() const
{
    const domain::Alarm *at = alarm();
    QVariantList list;
    for (const domain::Evidence &each : at ? at->why.observations : std::vector<domain::Evidence>()) {
        if (!std::isnan(each.value))
            list.append(QVariantMap{{QStringLiteral("t"), double(each.time)}, {QStringLiteral("v"), each.value}});
    }
    return list;
}

QString AlarmDetail::property() const
{
    const domain::Alarm *at = alarm();
    return at && !at->why.property.isEmpty() ? propertyLabel(at->why.property) : QString();
}

QString AlarmDetail::unit() const
{
    const domain::Alarm *at = alarm();
    return at ? unitText(at->why.unit) : QString();
}

double AlarmDetail::threshold() const
{
    using enum domain::AlarmRule::Compare;
    const domain::Alarm *at = alarm();
    const domain::AlarmRule *found = at && m_twin->city() ? m_twin->city()->rules.rule(at->rule) : nullptr;
    // Of a rise or a deviation the threshold is no level that the readings could cross.
    const bool level = !found || found->compare == Above || found->compare == Below || found->compare == Months;
    return at && level && !at->why.unit.isEmpty() ? at->why.threshold : geometry::NaN;
}

double AlarmDetail::met() const
{
    const domain::Alarm *at = alarm();
    return at ? double(at->why.met) : 0;
}

QString AlarmDetail::event() const
{
    const domain::Alarm *at = alarm();
    return at ? at->event : QString();
}

QString AlarmDetail::incident() const
{
    const domain::Alarm *at = alarm();
    return at ? at->incident : QString();
}

QVariantList AlarmDetail::others() const
{
    const domain::Alarm *at = alarm();
    QVariantList list;
    if (!at)
        return list;
    const qint64 now = m_twin->now();
    for (const domain::Alarm *each : m_twin->state().alarms()) {
        const bool related =
            each->subject == at->subject || (!at->incident.isEmpty() && each->incident == at->incident);
        if (each == at || !related || domain::alarmState(*each, now) == domain::AlarmState::Normal)
            continue;
        list.append(QVariantMap{{QStringLiteral("id"), each->id},
                                {QStringLiteral("label"), alarmText(*m_twin, *each)},
                                {QStringLiteral("state"), visualState(*each, now)}});
    }
    return list;
}

}
