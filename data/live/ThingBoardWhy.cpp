#include "live/ThingBoard.h"

namespace live
{

using domain::AlarmRule;

/// Devices that an alarm of a building names.
static constexpr qsizetype MostNamed = 200;

domain::Explanation ThingBoard::explainReading(const Condition &condition, quint32 index)
{
    const Stream &stream = m_streams[index];
    const AlarmRule &rule = m_rules.rules[condition.rule];
    domain::Explanation why;
    why.datastream = stream.id;
    why.property = stream.property;
    why.unit = stream.unit;
    why.value = stream.value;
    why.met = condition.met;
    why.threshold = shownThreshold(condition, rule, readingOf(stream, condition));
    if (stream.ring >= 0)
        why.observations = m_rings[size_t(stream.ring)].list();
    return why;
}

domain::Explanation ThingBoard::explainSilence(const Condition &condition, quint32 index) const
{
    const Device &device = m_devices[index];
    domain::Explanation why;
    why.unit = QStringLiteral("s");
    if (device.reportedOnline)
        why.threshold = double(offlinePeriodOf(device)) / 1000;
    why.met = condition.met;
    return why;
}

domain::Explanation ThingBoard::explainShare(const Cell &cell) const
{
    domain::Explanation why;
    why.threshold = cell.condition.threshold;
    why.value = cell.total > 0 ? double(cell.active) / cell.total : 0;
    why.met = cell.condition.met;
    const AlarmRule *of = m_rules.rule(m_rules.rules[cell.condition.rule].ofRule);
    for (const quint32 index : m_inBuilding.value(cell.building)) {
        const Device &device = m_devices[index];
        for (quint32 i = device.firstWatch; i < device.firstWatch + device.watches; ++i) {
            if (m_watches[i].met > 0 && &m_rules.rules[m_watches[i].rule] == of && why.things.size() < MostNamed)
                why.things.append(device.state.thing);
        }
    }
    return why;
}

static bool saysPresence(const QString &property)
{
    return property == QLatin1String("presence") || property == QLatin1String("people") ||
           property == QLatin1String("person-count");
}

void ThingBoard::findPresence(domain::Explanation &why, const QString &unit) const
{
    if (unit.isEmpty())
        return;
    for (const quint32 index : m_presenceIn.value(unit)) {
        const Device &device = m_devices[index];
        for (quint32 i = device.firstStream; i < device.firstStream + device.streams; ++i) {
            const Stream &stream = m_streams[i];
            const bool isFresh = stream.newest != 0 && m_now <= stream.newest + stream.stalePeriod;
            const bool isGone = !device.reportedOnline && device.reported >= stream.newest;
            if (!isFresh || isGone || !saysPresence(stream.property) || !std::isfinite(stream.value))
                continue;
            const bool isIn = stream.value > 0.5;
            if (why.presence.isEmpty() || (isIn && why.presence == QLatin1String("no"))) {
                why.presence = isIn ? QStringLiteral("yes") : QStringLiteral("no");
                why.presenceThing = device.state.thing;
                why.presenceTime = stream.newest;
            }
        }
    }
}

}
