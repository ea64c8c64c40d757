#include "live/ThingBoard.h"

#include <algorithm>

namespace live
{

using domain::AlarmRule;
using domain::ObjectKind;
using domain::Severity;
using domain::ThingStatus;

/// Readings that come before their district is loaded are kept, of so many datastreams.
static constexpr qsizetype MaxStrangers = 50000;
/// What became critical longer ago than this does not call for attention any more (a replay was started in the middle).
static constexpr qint64 NewMs = 5 * 60000;

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

void ThingBoard::listenFrom(qint64 now)
{
    m_listening = now;
}

// Readings

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
    const double value = numberOf(observation.result);
    const qint64 said = observation.phenomenonTime;
    if (stream.newest != 0 && said < stream.said && said < stream.newest) {
        // It comes late: it says nothing of the present, but is part of the past.
        if (stream.history >= 0 && std::isfinite(value))
            m_histories[size_t(stream.history)].add(m_days.dayOf(said), value);
        if (stream.ring >= 0 && std::isfinite(value))
            m_rings[size_t(stream.ring)].add(said, value);
        return;
    }
    if (said == stream.said && value == stream.value)
        return; // brokers may say things twice
    // A clock that runs ahead must not keep a dead device fresh; ours may have been set back.
    const qint64 time = std::max(stream.newest, std::min(said, now));
    stream.said = said;
    const bool isFault = stream.property == QLatin1String("fault") && value > 0.5;
    stream.fault = isFault || saysFault(observation.result);
    take(*found, value, time);
    queueAge(*found, now);
}

void ThingBoard::take(quint32 index, double value, qint64 time)
{
    Stream &stream = m_streams[index];
    const bool isNumber = std::isfinite(value);
    // What was said last held until now, and may have held for long enough.
    for (quint32 i = stream.firstCondition; i < stream.firstCondition + stream.conditions; ++i) {
        Condition &condition = m_conditions[i];
        if (condition.met != 0 && !condition.active && condition.fires <= time) {
            setActive(condition, true, condition.fires);
            compare(condition, condition.fires, Deadline::Of::Condition, index);
        }
    }
    stream.newest = time;
    stream.value = value;
    Device &device = m_devices[stream.thing];
    if (time >= device.state.observed) {
        device.state.observed = time;
        device.state.reading = stream.property;
        device.state.value = value;
        device.state.unit = stream.unit;
    }
    if (stream.ring >= 0 && isNumber)
        m_rings[size_t(stream.ring)].add(time, value);
    if (stream.history >= 0 && isNumber)
        m_histories[size_t(stream.history)].add(m_days.dayOf(time), value);
    for (quint32 i = stream.firstCondition; isNumber && i < stream.firstCondition + stream.conditions; ++i) {
        const Condition &condition = m_conditions[i];
        const Verdict verdict = judge(condition, m_rules.rules[condition.rule], readingOf(stream, condition));
        step(i, verdict, time, time, Deadline::Of::Condition, index);
    }
    touch(stream.thing, time);
    mark(stream.thing);
}

Reading ThingBoard::readingOf(const Stream &stream, const Condition &condition)
{
    Reading reading{stream.value, stream.newest};
    if (condition.window >= 0)
        reading.window = &m_windows[size_t(condition.window)];
    if (looksAtDays(m_rules.rules[condition.rule])) {
        reading.history = &m_histories[size_t(stream.history)];
        reading.day = m_days.dayOf(stream.newest);
    }
    return reading;
}

void ThingBoard::judgeAgain(quint32 index)
{
    const Stream &stream = m_streams[index];
    for (quint32 i = stream.firstCondition; i < stream.firstCondition + stream.conditions; ++i) {
        const Condition &condition = m_conditions[i];
        if (condition.window < 0 && std::isfinite(stream.value))
            step(i, judge(condition, m_rules.rules[condition.rule], readingOf(stream, condition)), stream.newest,
                 stream.newest, Deadline::Of::Condition, index);
    }
}

void ThingBoard::step(quint32 index, Verdict verdict, qint64 since, qint64 upTo, Deadline::Of of, quint32 owner)
{
    Condition &condition = m_conditions[index];
    const AlarmRule &rule = m_rules.rules[condition.rule];
    if (verdict == Verdict::Yes) {
        if (condition.met == 0) {
            const bool waits = rule.compare != AlarmRule::Compare::Rise;
            condition.met = since;
            condition.fires = since + (waits ? qint64(rule.seconds * 1000) : 0);
            if (condition.fires > upTo)
                m_deadlines.push({condition.fires, index, of, owner});
        }
        condition.inherited = false;
        if (!condition.active && condition.fires <= upTo)
            setActive(condition, true, condition.fires);
    } else if (condition.inherited && (verdict == Verdict::Unknown || upTo <= condition.met)) {
        return;
    } else {
        condition.met = 0;
        condition.inherited = false;
        if (condition.active)
            setActive(condition, false, upTo);
    }
    compare(condition, condition.active ? condition.fires : upTo, of, owner);
}

void ThingBoard::setActive(Condition &condition, bool active, qint64 time)
{
    condition.active = active;
    m_watches[condition.watch].met += active ? 1 : -1;
    count(condition.watch, active ? 1 : -1, time);
}

/// What the conditions say against what the book of alarms says.
void ThingBoard::compare(const Condition &condition, qint64 time, Deadline::Of of, quint32 owner)
{
    Watch &watch = m_watches[condition.watch];
    const bool met = watch.met > 0;
    if (met == watch.raised)
        return;
    watch.raised = met;
    watch.since = time;
    const Device &device = m_devices[watch.device];
    Finding finding{{ObjectKind::Thing, device.state.thing}, m_rules.rules[watch.rule].id, met, time, {}};
    if (met) {
        finding.why =
            of == Deadline::Of::Condition ? explainReading(condition, owner) : explainSilence(condition, watch.device);
        findPresence(finding.why, device.unit);
    }
    m_findings.push_back(std::move(finding));
    touch(watch.device, time);
}

// Buildings

void ThingBoard::count(quint32 watch, int change, qint64 time)
{
    const auto [begin, end] = m_cellsOf.equal_range(watch);
    for (auto cell = begin; cell != end; ++cell) {
        m_cells[cell->second].active += change;
        touchCell(cell->second, time);
    }
}

void ThingBoard::touchCell(quint32 index, qint64 cause)
{
    Cell &cell = m_cells[index];
    cell.cause = std::max(cell.cause, cause);
    if (!std::exchange(cell.touched, true))
        m_touchedCells.push_back(index);
}

void ThingBoard::judgeCell(quint32 index, qint64 now)
{
    Cell &cell = m_cells[index];
    cell.touched = false;
    Condition &condition = cell.condition;
    const AlarmRule &rule = m_rules.rules[condition.rule];
    if (judgeShare(condition, rule, cell.active, cell.total) == Verdict::Yes) {
        if (condition.met == 0) {
            condition.met = cell.cause;
            condition.fires = cell.cause + qint64(rule.seconds * 1000);
            if (condition.fires > now)
                m_deadlines.push({condition.fires, index, Deadline::Of::Cell, index});
        }
        condition.active = condition.active || condition.fires <= now;
    } else {
        condition.met = 0;
        condition.active = false;
    }
    condition.inherited = false;
    if (condition.active != cell.raised) {
        cell.raised = condition.active;
        Finding finding{{ObjectKind::Building, cell.building},
                        rule.id,
                        cell.raised,
                        cell.raised ? condition.fires : cell.cause,
                        {}};
        if (cell.raised)
            finding.why = explainShare(cell);
        m_findings.push_back(std::move(finding));
    }
}

// Silence

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
    touch(*found, time);
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
    m_deadlines.push({due, index, Deadline::Of::Age, stream.thing});
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

qint64 ThingBoard::offlinePeriodOf(const Device &device) const
{
    qint64 period = 0;
    for (quint32 i = 0; i < device.streams; ++i)
        period = std::max(period, m_streams[device.firstStream + i].offlinePeriod);
    return period;
}

void ThingBoard::judgeSilence(quint32 index, ThingStatus status, qint64 since, qint64 now)
{
    const Device &device = m_devices[index];
    if (device.silences == 0 || status == ThingStatus::Unknown)
        return;
    const bool isOffline = status == ThingStatus::Offline;
    if (isOffline && device.reportedOnline && m_listening != 0) {
        // While we were away it may well have spoken: it is silent once it was so while we listened.
        since = std::max(since, m_listening + offlinePeriodOf(device));
        if (since > now) {
            m_deadlines.push({since, index, Deadline::Of::Device, index});
            return;
        }
    }
    const qint64 back = device.cause != 0 ? std::min(device.cause, now) : now;
    for (quint32 i = device.firstSilence; i < device.firstSilence + device.silences; ++i)
        step(i, isOffline ? Verdict::Yes : Verdict::No, isOffline ? since : back, isOffline ? now : back,
             Deadline::Of::Silence, index);
}

// What came of it

void ThingBoard::due(const Deadline &deadline, qint64 now)
{
    switch (deadline.of) {
    case Deadline::Of::Age: {
        Stream &stream = m_streams[deadline.index];
        // A reading that came since has moved it; an entry that is not the stream's own is an old one.
        if (stream.queued != deadline.time)
            return;
        stream.queued = 0;
        queueAge(deadline.index, now);
        touch(stream.thing, deadline.time);
        break;
    }
    case Deadline::Of::Condition:
    case Deadline::Of::Silence: {
        Condition &condition = m_conditions[deadline.index];
        if (condition.met == 0 || condition.active || condition.fires > now)
            return;
        setActive(condition, true, condition.fires);
        compare(condition, condition.fires, deadline.of, deadline.owner);
        break;
    }
    case Deadline::Of::Cell:
        touchCell(deadline.index, 0);
        break;
    case Deadline::Of::Device:
        touch(deadline.index, 0);
        break;
    }
}

void ThingBoard::settle(qint64 now)
{
    m_now = now;
    const auto isDue = [&] { return !m_deadlines.empty() && m_deadlines.top().time <= now; };
    while (isDue() || !m_touched.empty() || !m_touchedCells.empty()) {
        while (isDue()) {
            const Deadline deadline = m_deadlines.top();
            m_deadlines.pop();
            due(deadline, now);
        }
        for (const quint32 device : std::exchange(m_touched, {}))
            refresh(device, now);
        for (const quint32 cell : std::exchange(m_touchedCells, {}))
            judgeCell(cell, now);
    }
}

void ThingBoard::refresh(quint32 index, qint64 now)
{
    const auto [status, statusSince] = statusOf(m_devices[index], now);
    judgeSilence(index, status, statusSince, now);
    Device &device = m_devices[index];
    device.touched = false;
    Severity worst = Severity::Normal;
    const Watch *behind = nullptr;
    for (quint32 i = device.firstWatch; i < device.firstWatch + device.watches; ++i) {
        const Watch &watch = m_watches[i];
        if (watch.raised && !watch.muted && m_rules.rules[watch.rule].severity > worst) {
            worst = m_rules.rules[watch.rule].severity;
            behind = &watch;
        }
    }
    domain::ThingState &state = device.state;
    const qint64 cause = std::exchange(device.cause, 0);
    const QString rule = behind ? m_rules.rules[behind->rule].id : QString();
    const bool severityChanged = worst != state.severity;
    const bool statusChanged = status != state.status;
    if (!severityChanged && !statusChanged && rule == state.rule)
        return;
    state.rule = rule;
    qint64 since = severityChanged || statusChanged ? 0 : state.since;
    if (severityChanged)
        since = behind ? behind->since : cause;
    if (statusChanged)
        since = std::max(since, statusSince);
    state.since = std::min(since, now);
    state.severity = worst;
    state.status = status;
    mark(index);
}

void ThingBoard::touch(quint32 index, qint64 cause)
{
    Device &device = m_devices[index];
    device.cause = std::max(device.cause, cause);
    if (!std::exchange(device.touched, true))
        m_touched.push_back(index);
}

void ThingBoard::mark(quint32 index)
{
    if (!std::exchange(m_devices[index].changed, true))
        m_changed.push_back(index);
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
            changes.raised.push_back({ObjectKind::Thing, device.state.thing});
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
