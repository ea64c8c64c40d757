#include "live/ThingBoard.h"

#include <algorithm>

namespace live
{

using domain::AlarmRule;
using domain::Severity;
using domain::ThingStatus;

/// Readings that come before their district is loaded are kept, of so many datastreams.
static constexpr qsizetype MaxStrangers = 50000;
/// What became critical longer ago than this does not call for attention any more (a replay was started in the middle).
static constexpr qint64 NewMs = 5 * 60000;
static constexpr double DefaultRiseSeconds = 60;

/// A reading as a number: truth is 0 or 1, a text that is no number is NaN.
static double numberOf(const QJsonValue &result)
{
    if (result.isDouble())
        return result.toDouble();
    if (result.isBool())
        return result.toBool() ? 1 : 0;
    bool ok = false;
    const double number = result.toString().toDouble(&ok);
    return ok ? number : geometry::NaN;
}

static bool saysFault(const QJsonValue &result)
{
    const QString text = result.toString();
    return text.compare(QLatin1String("fault"), Qt::CaseInsensitive) == 0 ||
           text.compare(QLatin1String("error"), Qt::CaseInsensitive) == 0 || text == QStringLiteral("故障");
}

void ThingBoard::setCity(const domain::City &city)
{
    struct Known {
        Stream stream;
        std::vector<std::pair<QString, Alarm>> alarms; ///< by rule
        std::vector<Minima> minima;
    };
    QHash<QString, Known> knownStreams;
    for (auto it = m_streamIndex.constBegin(); it != m_streamIndex.constEnd(); ++it) {
        const Stream &stream = m_streams[*it];
        if (stream.newest == 0)
            continue;
        Known &known = knownStreams[it.key()];
        known.stream = stream;
        qint32 minima = stream.minima;
        for (quint32 i = 0; i < stream.alarms; ++i) {
            const Alarm &alarm = m_alarms[stream.firstAlarm + i];
            const AlarmRule &rule = m_rules.rules[alarm.rule];
            known.alarms.emplace_back(rule.id, alarm);
            if (rule.compare == AlarmRule::Compare::Rise)
                known.minima.push_back(std::move(m_minima[size_t(minima++)]));
        }
    }
    QHash<QString, Device> knownDevices;
    for (Device &device : m_devices)
        knownDevices.insert(device.state.thing, std::move(device));

    m_rules = city.rules;
    m_devices.clear(), m_streams.clear(), m_alarms.clear(), m_minima.clear();
    m_deviceIndex.clear(), m_streamIndex.clear();
    m_deadlines = {};
    m_changed.clear();
    for (const auto &layer : city.layers) {
        for (const domain::Thing &thing : layer->things) {
            Device device;
            device.state.thing = thing.id;
            device.kind = thing.kind;
            device.firstStream = quint32(m_streams.size());
            device.streams = quint32(thing.datastreams.size());
            for (const domain::Datastream &datastream : thing.datastreams) {
                Stream stream;
                stream.thing = quint32(m_devices.size());
                stream.property = datastream.property;
                stream.unit = datastream.unit;
                const double period = datastream.periodSeconds > 0 ? datastream.periodSeconds : 300;
                stream.stalePeriod = qint64(period * 1000 * m_rules.staleAfterPeriods);
                stream.offlinePeriod = qint64(period * 1000 * m_rules.offlineAfterPeriods);
                stream.firstAlarm = quint32(m_alarms.size());
                for (quint32 rule = 0; rule < m_rules.rules.size(); ++rule) {
                    const AlarmRule &candidate = m_rules.rules[rule];
                    const bool ofKind = candidate.thing == thing.kind || candidate.thing == domain::ThingKind::Other;
                    if (!ofKind || candidate.property != datastream.property)
                        continue;
                    m_alarms.push_back({rule});
                    if (candidate.compare == AlarmRule::Compare::Rise) {
                        if (stream.minima < 0)
                            stream.minima = qint32(m_minima.size());
                        m_minima.emplace_back();
                    }
                }
                stream.alarms = quint32(m_alarms.size()) - stream.firstAlarm;
                m_streamIndex.insert(datastream.id, quint32(m_streams.size()));
                m_streams.push_back(std::move(stream));
            }
            m_deviceIndex.insert(thing.id, quint32(m_devices.size()));
            m_devices.push_back(std::move(device));
        }
    }

    for (Device &device : m_devices) {
        const auto known = knownDevices.constFind(device.state.thing);
        if (known == knownDevices.constEnd())
            continue;
        device.reported = known->reported;
        device.reportedOnline = known->reportedOnline;
        device.shown = known->shown;
        device.state = known->state;
    }
    for (auto it = m_streamIndex.constBegin(); it != m_streamIndex.constEnd(); ++it) {
        const auto known = knownStreams.find(it.key());
        if (known == knownStreams.end())
            continue;
        Stream &stream = m_streams[*it];
        stream.newest = known->stream.newest;
        stream.value = known->stream.value;
        stream.fault = known->stream.fault;
        for (const auto &[rule, was] : known->alarms) {
            for (quint32 i = 0; i < stream.alarms; ++i) {
                Alarm &alarm = m_alarms[stream.firstAlarm + i];
                if (m_rules.rules[alarm.rule].id != rule)
                    continue;
                alarm = {alarm.rule, was.active, was.met, was.activeSince};
                if (was.met != 0 && !was.active)
                    m_deadlines.push({was.activeSince, stream.firstAlarm + i, true, *it});
            }
        }
        if (stream.minima >= 0) {
            for (size_t i = 0; i < known->minima.size() && size_t(stream.minima) + i < m_minima.size(); ++i)
                m_minima[size_t(stream.minima) + i] = std::move(known->minima[i]);
        }
        queueAge(*it, m_now);
    }
    for (quint32 i = 0; i < m_devices.size(); ++i) {
        if (m_devices[i].state.status != ThingStatus::Unknown)
            refresh(i, m_now, m_now);
    }
    const auto strangers = std::exchange(m_strangers, {});
    for (const domain::Observation &observation : strangers)
        observe(observation, std::max(m_now, observation.phenomenonTime));
    const auto reports = std::exchange(m_strangeReports, {});
    for (const domain::ThingStatusReport &one : reports)
        report(one, std::max(m_now, one.time));
}

void ThingBoard::reset()
{
    for (Device &device : m_devices) {
        device.state = {};
        device.reported = 0;
        device.reportedOnline = true;
        device.changed = false;
        device.shown = Severity::Normal;
    }
    for (auto it = m_deviceIndex.constBegin(); it != m_deviceIndex.constEnd(); ++it)
        m_devices[*it].state.thing = it.key();
    for (Stream &stream : m_streams) {
        stream.newest = stream.queued = 0;
        stream.fault = false;
        stream.value = geometry::NaN;
    }
    for (Alarm &alarm : m_alarms)
        alarm = {alarm.rule};
    for (Minima &minima : m_minima)
        minima.clear();
    m_deadlines = {};
    m_changed.clear();
    m_strangers.clear();
    m_strangeReports.clear();
}

void ThingBoard::observe(const domain::Observation &observation, qint64 now)
{
    m_now = now;
    const auto found = m_streamIndex.constFind(observation.datastream);
    if (found == m_streamIndex.constEnd()) {
        ++m_unknown;
        const auto known = m_strangers.find(observation.datastream);
        if (known != m_strangers.end())
            *known = observation;
        else if (m_strangers.size() < MaxStrangers)
            m_strangers.insert(observation.datastream, observation);
        return;
    }
    Stream &stream = m_streams[*found];
    // A clock that runs ahead must not keep a dead device fresh.
    const qint64 time = std::min(observation.phenomenonTime, now);
    if (time < stream.newest)
        return;
    const double value = numberOf(observation.result);
    const bool isFault = stream.property == QLatin1String("fault") && value > 0.5;
    stream.fault = isFault || saysFault(observation.result);
    take(*found, value, time, now);
}

void ThingBoard::take(quint32 index, double value, qint64 time, qint64 now)
{
    Stream &stream = m_streams[index];
    stream.newest = time;
    stream.value = value;
    Device &device = m_devices[stream.thing];
    if (time >= device.state.observed) {
        device.state.observed = time;
        device.state.reading = stream.property;
        device.state.value = value;
        device.state.unit = stream.unit;
    }
    qint32 minima = stream.minima;
    for (quint32 i = 0; i < stream.alarms && !std::isnan(value); ++i) {
        Alarm &alarm = m_alarms[stream.firstAlarm + i];
        const AlarmRule &rule = m_rules.rules[alarm.rule];
        const bool rises = rule.compare == AlarmRule::Compare::Rise;
        if (!isMet(rule, value, time, rises ? &m_minima[size_t(minima++)] : nullptr)) {
            alarm.met = 0;
            alarm.active = false;
            continue;
        }
        if (alarm.met == 0)
            alarm.met = time;
        if (alarm.active)
            continue;
        const qint64 fires = alarm.met + (rises ? 0 : qint64(rule.seconds * 1000));
        alarm.activeSince = fires;
        alarm.active = fires <= now;
        if (!alarm.active)
            m_deadlines.push({fires, stream.firstAlarm + i, true, index});
    }
    queueAge(index, now);
    refresh(stream.thing, now, time);
    mark(stream.thing);
}

bool ThingBoard::isMet(const AlarmRule &rule, double value, qint64 time, Minima *minima) const
{
    switch (rule.compare) {
    case AlarmRule::Compare::Above:
        return value > rule.threshold;
    case AlarmRule::Compare::Below:
        return value < rule.threshold;
    case AlarmRule::Compare::Equals:
        return std::abs(value - rule.threshold) < 1e-9;
    case AlarmRule::Compare::Rise:
        break;
    }
    const double seconds = rule.seconds > 0 ? rule.seconds : DefaultRiseSeconds;
    const qint64 from = time - qint64(seconds * 1000);
    while (!minima->empty() && minima->front().first < from)
        minima->pop_front();
    const bool met = !minima->empty() && value - minima->front().second > rule.threshold;
    while (!minima->empty() && minima->back().second >= value)
        minima->pop_back();
    minima->emplace_back(time, value);
    return met;
}

void ThingBoard::report(const domain::ThingStatusReport &report, qint64 now)
{
    m_now = now;
    const auto found = m_deviceIndex.constFind(report.thing);
    if (found == m_deviceIndex.constEnd()) {
        if (m_strangeReports.size() < MaxStrangers)
            m_strangeReports.insert(report.thing, report);
        return;
    }
    Device &device = m_devices[*found];
    const qint64 time = std::min(report.time, now);
    if (time < device.reported)
        return;
    device.reported = time;
    device.reportedOnline = report.online;
    // The word of a device counts as a sign of life, so its silence from then on does too.
    for (quint32 i = 0; i < device.streams; ++i)
        queueAge(device.firstStream + i, now);
    refresh(*found, now, time);
}

void ThingBoard::queueAge(quint32 index, qint64 now)
{
    Stream &stream = m_streams[index];
    const Device &device = m_devices[stream.thing];
    const qint64 base = stream.newest != 0 ? stream.newest : device.reported;
    if (base == 0)
        return;
    qint64 due = base + stream.stalePeriod + 1;
    if (due <= now)
        due = base + stream.offlinePeriod + 1;
    if (due <= now || (stream.queued != 0 && stream.queued <= due))
        return;
    stream.queued = due;
    m_deadlines.push({due, index, false, index});
}

std::pair<ThingStatus, qint64> ThingBoard::statusOf(const Device &device, qint64 now) const
{
    qint64 newest = 0, staleSince = 0, offlineSince = 0;
    bool anyStale = false, allOffline = true, anyKnown = false, anyFault = false;
    for (quint32 i = 0; i < device.streams; ++i) {
        const Stream &stream = m_streams[device.firstStream + i];
        if (stream.newest == 0)
            continue;
        anyKnown = true;
        anyFault = anyFault || stream.fault;
        newest = std::max(newest, stream.newest);
        const qint64 stale = stream.newest + stream.stalePeriod, offline = stream.newest + stream.offlinePeriod;
        if (now > stale && (!anyStale || stale < staleSince))
            staleSince = stale;
        anyStale = anyStale || now > stale;
        allOffline = allOffline && now > offline;
        offlineSince = std::max(offlineSince, offline);
    }
    // What it says of itself counts until it shows otherwise: an offline device that sends a reading is not.
    if (device.reported != 0 && !device.reportedOnline && device.reported >= newest)
        return {ThingStatus::Offline, device.reported};
    if (!anyKnown) {
        if (device.reported == 0)
            return {ThingStatus::Unknown, 0};
        // It said that it is online, but no reading came. Without datastreams its last will keeps watch.
        qint64 stale = std::numeric_limits<qint64>::max(), offline = stale;
        for (quint32 i = 0; i < device.streams; ++i) {
            stale = std::min(stale, m_streams[device.firstStream + i].stalePeriod);
            offline = std::min(offline, m_streams[device.firstStream + i].offlinePeriod);
        }
        const qint64 age = now - device.reported;
        if (age > offline)
            return {ThingStatus::Offline, device.reported + offline};
        if (age > stale)
            return {ThingStatus::Stale, device.reported + stale};
        return {ThingStatus::Online, device.reported};
    }
    if (allOffline)
        return {ThingStatus::Offline, offlineSince};
    if (anyStale)
        return {ThingStatus::Stale, staleSince};
    if (anyFault)
        return {ThingStatus::Fault, newest};
    return {ThingStatus::Online, newest};
}

void ThingBoard::refresh(quint32 index, qint64 now, qint64 cause)
{
    Device &device = m_devices[index];
    Severity worst = Severity::Normal;
    const Alarm *behind = nullptr;
    for (quint32 i = 0; i < device.streams; ++i) {
        const Stream &stream = m_streams[device.firstStream + i];
        for (quint32 a = 0; a < stream.alarms; ++a) {
            const Alarm &alarm = m_alarms[stream.firstAlarm + a];
            if (alarm.active && m_rules.rules[alarm.rule].severity > worst) {
                worst = m_rules.rules[alarm.rule].severity;
                behind = &alarm;
            }
        }
    }
    const auto [status, statusSince] = statusOf(device, now);
    domain::ThingState &state = device.state;
    const bool severityChanged = worst != state.severity;
    const bool statusChanged = status != state.status;
    if (behind) {
        const QString &rule = m_rules.rules[behind->rule].id;
        if (state.rule != rule)
            state.rule = rule;
    } else {
        state.rule.clear();
    }
    if (!severityChanged && !statusChanged)
        return;
    qint64 since = 0;
    if (severityChanged)
        since = behind ? behind->activeSince : cause;
    if (statusChanged)
        since = std::max(since, statusSince);
    state.since = std::min(since, now);
    state.severity = worst;
    state.status = status;
    mark(index);
}

void ThingBoard::mark(quint32 index)
{
    if (std::exchange(m_devices[index].changed, true))
        return;
    m_changed.push_back(index);
}

void ThingBoard::advance(qint64 now)
{
    m_now = now;
    while (!m_deadlines.empty() && m_deadlines.top().time <= now) {
        const Deadline due = m_deadlines.top();
        m_deadlines.pop();
        Stream &stream = m_streams[due.stream];
        if (due.ofAlarm) {
            Alarm &alarm = m_alarms[due.index];
            if (alarm.met == 0 || alarm.active || alarm.activeSince > now)
                continue;
            alarm.active = true;
        } else {
            // A reading that came since has moved it; an entry that is not the stream's own is an old one.
            if (stream.queued != due.time)
                continue;
            stream.queued = 0;
            queueAge(due.index, now);
        }
        refresh(stream.thing, now, due.time);
    }
}

void ThingBoard::takeChanges(domain::ChangeSet &changes, qint64 now)
{
    changes.things.reserve(changes.things.size() + m_changed.size());
    for (const quint32 index : m_changed) {
        Device &device = m_devices[index];
        device.changed = false;
        changes.things.push_back(device.state);
        if (device.state.severity == Severity::Critical && device.shown != Severity::Critical &&
            now - device.state.since < NewMs)
            changes.raised.push_back({domain::ObjectKind::Thing, device.state.thing});
        device.shown = device.state.severity;
    }
    m_changed.clear();
}

const domain::ThingState *ThingBoard::thing(const QString &id) const
{
    const auto found = m_deviceIndex.constFind(id);
    return found == m_deviceIndex.constEnd() ? nullptr : &m_devices[*found].state;
}

std::vector<const domain::ThingState *> ThingBoard::all() const
{
    std::vector<const domain::ThingState *> states;
    states.reserve(m_devices.size());
    for (const Device &device : m_devices)
        states.push_back(&device.state);
    return states;
}

}
