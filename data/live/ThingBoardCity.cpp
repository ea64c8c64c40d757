#include "base/Durations.h"
#include "live/ThingBoard.h"

#include <algorithm>

namespace live
{

using domain::AlarmRule;
using domain::ObjectKind;
using domain::Severity;
using domain::ThingStatus;

/// A window that is shorter has filled itself before its past could be asked for.
static constexpr qint64 ShortWindowMs = 10 * 60000;
using base::DayMs;

/// What is kept over a change of the district: by ids, since every index may change.
struct ThingBoard::Known {
    struct Series {
        Stream stream;
        std::vector<std::pair<QString, Condition>> conditions; ///< by rule
        std::vector<std::pair<QString, RiseWindow>> windows;
        Ring ring;
        DayHistory history;
    };
    struct Posting {
        Watch watch;
        std::vector<Condition> silences;
    };
    QHash<QString, Series> series;
    QHash<QString, Device> devices;
    QHash<QString, Posting> watches; ///< by thing and rule
    QHash<QString, Cell> cells;      ///< by building and rule
};

static QString keyOf(const QString &subject, const QString &rule)
{
    return subject + QLatin1Char('/') + rule;
}

void ThingBoard::reset()
{
    for (Device &device : m_devices) {
        const QString thing = device.state.thing;
        device.state = {};
        device.state.thing = thing;
        device.reported = device.cause = 0;
        device.reportedOnline = true;
        device.changed = device.touched = false;
        device.shown = Severity::Normal;
    }
    for (Stream &stream : m_streams) {
        stream.newest = stream.said = stream.queued = 0;
        stream.fault = false;
        stream.value = geometry::NaN;
    }
    const auto forget = [](Condition &condition) {
        condition.met = condition.fires = 0;
        condition.active = condition.inherited = false;
    };
    std::for_each(m_conditions.begin(), m_conditions.end(), forget);
    for (Cell &cell : m_cells) {
        forget(cell.condition);
        cell.active = 0;
        cell.raised = cell.touched = false;
    }
    for (Watch &watch : m_watches)
        watch = {watch.rule, watch.device};
    for (RiseWindow &window : m_windows)
        window = {};
    for (Ring &ring : m_rings)
        ring.clear();
    for (DayHistory &history : m_histories)
        history.clear();
    m_deadlines = {};
    m_changed.clear(), m_touched.clear(), m_touchedCells.clear();
    m_findings.clear();
    m_strangers.clear();
    m_strangeReports.clear();
    m_listening = 0;
}

ThingBoard::Known ThingBoard::remember()
{
    Known known;
    for (Stream &stream : m_streams) {
        if (stream.newest == 0 && (stream.history < 0 || m_histories[size_t(stream.history)].isEmpty()))
            continue;
        Known::Series &series = known.series[stream.id];
        for (quint32 i = stream.firstCondition; i < stream.firstCondition + stream.conditions; ++i) {
            const Condition &condition = m_conditions[i];
            const QString &rule = m_rules.rules[condition.rule].id;
            series.conditions.emplace_back(rule, condition);
            if (condition.window >= 0)
                series.windows.emplace_back(rule, std::move(m_windows[size_t(condition.window)]));
        }
        if (stream.ring >= 0)
            series.ring = std::move(m_rings[size_t(stream.ring)]);
        if (stream.history >= 0)
            series.history = std::move(m_histories[size_t(stream.history)]);
        series.stream = std::move(stream);
    }
    for (const Device &device : m_devices) {
        known.devices.insert(device.state.thing, device);
        for (quint32 i = device.firstWatch; i < device.firstWatch + device.watches; ++i) {
            const QString key = keyOf(device.state.thing, m_rules.rules[m_watches[i].rule].id);
            if (m_watches[i].raised || m_watches[i].muted)
                known.watches[key].watch = m_watches[i];
        }
        for (quint32 i = device.firstSilence; i < device.firstSilence + device.silences; ++i) {
            if (m_conditions[i].met != 0)
                known.watches[keyOf(device.state.thing, m_rules.rules[m_conditions[i].rule].id)].silences.push_back(
                    m_conditions[i]);
        }
    }
    for (const Cell &cell : m_cells) {
        if (cell.raised || cell.condition.met != 0)
            known.cells.insert(keyOf(cell.building, m_rules.rules[cell.condition.rule].id), cell);
    }
    return known;
}

void ThingBoard::setCity(const domain::City &city)
{
    const Known known = remember();
    m_rules = city.rules;
    m_days = LocalDays::ofZone(city.timezone);
    m_devices.clear(), m_streams.clear(), m_watches.clear(), m_conditions.clear();
    m_windows.clear(), m_rings.clear(), m_histories.clear(), m_cells.clear();
    m_cellsOf.clear(), m_cellIndex.clear(), m_deviceIndex.clear(), m_streamIndex.clear(), m_inBuilding.clear(),
        m_presenceIn.clear();
    m_deadlines = {};
    m_changed.clear(), m_touched.clear(), m_touchedCells.clear();
    m_rulesOf.clear();
    for (quint32 i = 0; i < m_rules.rules.size(); ++i) {
        const AlarmRule &rule = m_rules.rules[i];
        if (rule.enabled && rule.compare != AlarmRule::Compare::Share)
            m_rulesOf[rule.compare == AlarmRule::Compare::Silence ? QString() : rule.property].push_back(i);
    }
    for (const auto &layer : city.layers) {
        for (const domain::Thing &thing : layer->things)
            addThing(thing);
    }
    addCells();
    recall(known);

    const auto strangers = std::exchange(m_strangers, {});
    for (const domain::Observation &observation : strangers)
        observe(observation, std::max(m_now, observation.phenomenonTime));
    const auto reports = std::exchange(m_strangeReports, {});
    for (const domain::ThingStatusReport &one : reports)
        report(one, std::max(m_now, one.time));
    settle(m_now);
}

static bool isOfKind(const AlarmRule &rule, domain::ThingKind kind)
{
    return rule.thing == kind || rule.thing == domain::ThingKind::Other;
}

void ThingBoard::addThing(const domain::Thing &thing)
{
    const auto index = quint32(m_devices.size());
    Device device;
    device.state.thing = thing.id;
    device.kind = thing.kind;
    device.unit = thing.unit;
    device.firstStream = quint32(m_streams.size());
    device.streams = quint32(thing.datastreams.size());
    device.firstWatch = quint32(m_watches.size());
    m_devices.push_back(std::move(device));
    m_deviceIndex.insert(thing.id, index);
    if (!thing.building.isEmpty())
        m_inBuilding[thing.building].push_back(index);
    if (!thing.unit.isEmpty() && (thing.kind == domain::ThingKind::Presence || thing.kind == domain::ThingKind::Camera))
        m_presenceIn[thing.unit].push_back(index);
    for (const domain::Datastream &datastream : thing.datastreams)
        addStream(thing, datastream);
    const auto first = quint32(m_conditions.size());
    for (const quint32 rule : m_rulesOf.value(QString())) {
        if (isOfKind(m_rules.rules[rule], thing.kind))
            addCondition(index, rule);
    }
    m_devices[index].firstSilence = first;
    m_devices[index].silences = quint32(m_conditions.size()) - first;
}

void ThingBoard::addStream(const domain::Thing &thing, const domain::Datastream &datastream)
{
    Stream stream;
    stream.thing = quint32(m_devices.size()) - 1;
    stream.id = datastream.id;
    stream.property = datastream.property;
    stream.unit = datastream.unit;
    const double period = datastream.periodSeconds > 0 ? datastream.periodSeconds : 300;
    stream.stalePeriod = qint64(period * 1000 * m_rules.staleAfterPeriods);
    stream.offlinePeriod = qint64(period * 1000 * m_rules.offlineAfterPeriods);
    stream.firstCondition = quint32(m_conditions.size());
    for (const quint32 index :
         datastream.property.isEmpty() ? std::vector<quint32>() : m_rulesOf.value(datastream.property)) {
        const AlarmRule &rule = m_rules.rules[index];
        if (!isOfKind(rule, thing.kind))
            continue;
        Condition &condition = m_conditions[addCondition(stream.thing, index)];
        fitTo(condition, rule, thing.id);
        if (rule.compare == AlarmRule::Compare::Rise) {
            condition.window = qint32(m_windows.size());
            m_windows.emplace_back();
        }
        if (looksAtDays(rule)) {
            if (stream.history < 0) {
                stream.history = qint32(m_histories.size());
                m_histories.emplace_back();
            }
            m_histories[size_t(stream.history)].keep(daysOf(rule));
        }
    }
    stream.conditions = quint32(m_conditions.size()) - stream.firstCondition;
    if (stream.conditions > 0) {
        stream.ring = qint32(m_rings.size());
        m_rings.emplace_back();
    }
    m_streamIndex.insert(datastream.id, quint32(m_streams.size()));
    m_streams.push_back(std::move(stream));
}

quint32 ThingBoard::addCondition(quint32 device, quint32 rule)
{
    Condition condition;
    condition.rule = rule;
    condition.watch = watchOf(device, rule);
    m_conditions.push_back(condition);
    return quint32(m_conditions.size()) - 1;
}

quint32 ThingBoard::watchOf(quint32 index, quint32 rule)
{
    Device &device = m_devices[index];
    for (quint32 i = device.firstWatch; i < device.firstWatch + device.watches; ++i) {
        if (m_watches[i].rule == rule)
            return i;
    }
    m_watches.push_back({rule, index});
    ++device.watches;
    return quint32(m_watches.size()) - 1;
}

void ThingBoard::addCells()
{
    for (quint32 share = 0; share < m_rules.rules.size(); ++share) {
        const AlarmRule &rule = m_rules.rules[share];
        const AlarmRule *of =
            rule.enabled && rule.compare == AlarmRule::Compare::Share ? m_rules.rule(rule.ofRule) : nullptr;
        if (!of || !of->enabled)
            continue;
        for (auto building = m_inBuilding.constBegin(); building != m_inBuilding.constEnd(); ++building) {
            Cell cell;
            cell.building = building.key();
            cell.condition.rule = share;
            fitTo(cell.condition, rule, cell.building);
            const auto index = quint32(m_cells.size());
            m_cellIndex.insert(keyOf(cell.building, rule.id), index);
            for (const quint32 one : *building) {
                const Device &device = m_devices[one];
                if (!isOfKind(rule, device.kind) || !isOfKind(*of, device.kind))
                    continue;
                ++cell.total;
                for (quint32 i = device.firstWatch; i < device.firstWatch + device.watches; ++i) {
                    if (&m_rules.rules[m_watches[i].rule] == of)
                        m_cellsOf.emplace(i, index);
                }
            }
            m_cells.push_back(std::move(cell));
        }
    }
}

void ThingBoard::recall(const Known &known)
{
    const auto recallCondition = [this](quint32 index, const Condition &was, Deadline::Of of, quint32 owner) {
        Condition &condition = m_conditions[index];
        condition.met = was.met;
        condition.fires = was.fires;
        condition.inherited = was.inherited;
        if (was.active)
            setActive(condition, true, was.fires);
        else if (was.met != 0)
            m_deadlines.push({was.fires, index, of, owner});
    };
    for (quint32 index = 0; index < m_devices.size(); ++index) {
        Device &device = m_devices[index];
        const auto was = known.devices.constFind(device.state.thing);
        if (was == known.devices.constEnd())
            continue;
        device.reported = was->reported;
        device.reportedOnline = was->reportedOnline;
        device.shown = was->shown;
        device.state = was->state;
        for (quint32 i = device.firstWatch; i < device.firstWatch + device.watches; ++i) {
            const auto posting =
                known.watches.constFind(keyOf(device.state.thing, m_rules.rules[m_watches[i].rule].id));
            if (posting == known.watches.constEnd())
                continue;
            m_watches[i].raised = posting->watch.raised;
            m_watches[i].muted = posting->watch.muted;
            m_watches[i].since = posting->watch.since;
            for (quint32 k = device.firstSilence; k < device.firstSilence + device.silences; ++k) {
                if (m_conditions[k].watch == i && !posting->silences.empty())
                    recallCondition(k, posting->silences.front(), Deadline::Of::Silence, index);
            }
        }
    }
    for (quint32 index = 0; index < m_streams.size(); ++index) {
        Stream &stream = m_streams[index];
        const auto was = known.series.constFind(stream.id);
        if (was == known.series.constEnd())
            continue;
        stream.newest = was->stream.newest;
        stream.said = was->stream.said;
        stream.value = was->stream.value;
        stream.fault = was->stream.fault;
        if (stream.ring >= 0)
            m_rings[size_t(stream.ring)] = was->ring;
        if (stream.history >= 0) {
            const int keep = m_histories[size_t(stream.history)].kept();
            m_histories[size_t(stream.history)] = was->history;
            m_histories[size_t(stream.history)].keep(keep);
        }
        for (quint32 i = stream.firstCondition; i < stream.firstCondition + stream.conditions; ++i) {
            const QString &rule = m_rules.rules[m_conditions[i].rule].id;
            const auto isIt = [&rule](const auto &each) { return each.first == rule; };
            const auto condition = std::find_if(was->conditions.begin(), was->conditions.end(), isIt);
            if (condition != was->conditions.end())
                recallCondition(i, condition->second, Deadline::Of::Condition, index);
            const auto window = std::find_if(was->windows.begin(), was->windows.end(), isIt);
            if (window != was->windows.end() && m_conditions[i].window >= 0)
                m_windows[size_t(m_conditions[i].window)] = window->second;
        }
        queueAge(index, m_now);
        // A rule may have been changed: what was said last is judged by the new one.
        if (stream.newest != 0)
            judgeAgain(index);
    }
    for (quint32 index = 0; index < m_cells.size(); ++index) {
        Cell &cell = m_cells[index];
        const auto was = known.cells.constFind(keyOf(cell.building, m_rules.rules[cell.condition.rule].id));
        if (was != known.cells.constEnd()) {
            cell.condition.met = was->condition.met;
            cell.condition.fires = was->condition.fires;
            cell.condition.active = was->condition.active;
            cell.raised = was->raised;
        }
        if (cell.raised || cell.active > 0)
            touchCell(index, was != known.cells.constEnd() ? was->cause : 0);
    }
    for (quint32 i = 0; i < m_devices.size(); ++i) {
        if (m_devices[i].state.status != ThingStatus::Unknown)
            touch(i, m_now);
    }
}

void ThingBoard::setAlarm(const domain::ObjectRef &subject, const QString &rule, bool active, bool muted, qint64 since)
{
    if (subject.kind == ObjectKind::Building) {
        const auto found = m_cellIndex.constFind(keyOf(subject.id, rule));
        if (found == m_cellIndex.constEnd())
            return;
        Cell &cell = m_cells[*found];
        cell.raised = active;
        if (active && !cell.condition.active) {
            cell.condition.active = true;
            cell.condition.met = cell.condition.fires = since;
        }
        return;
    }
    const auto found = m_deviceIndex.constFind(subject.id);
    if (found == m_deviceIndex.constEnd())
        return;
    const Device &device = m_devices[*found];
    quint32 index = device.firstWatch;
    while (index < device.firstWatch + device.watches && m_rules.rules[m_watches[index].rule].id != rule)
        ++index;
    if (index == device.firstWatch + device.watches)
        return;
    Watch &watch = m_watches[index];
    watch.raised = active;
    watch.muted = muted;
    if (active)
        watch.since = since;
    const auto agree = [&](Condition &condition) {
        if (condition.watch != index)
            return;
        if (active && watch.met == 0) {
            condition.met = condition.fires = since;
            condition.inherited = true;
            setActive(condition, true, since);
        } else if (!active && condition.inherited) {
            condition.met = 0;
            condition.inherited = false;
            setActive(condition, false, since);
        }
    };
    for (quint32 i = device.firstStream; i < device.firstStream + device.streams; ++i) {
        const Stream &stream = m_streams[i];
        for (quint32 k = stream.firstCondition; k < stream.firstCondition + stream.conditions; ++k)
            agree(m_conditions[k]);
    }
    for (quint32 k = device.firstSilence; k < device.firstSilence + device.silences; ++k)
        agree(m_conditions[k]);
    touch(*found, since);
}

std::vector<HistoryWish> ThingBoard::historyWishes(qint64 now) const
{
    std::vector<HistoryWish> wishes;
    for (const Stream &stream : m_streams) {
        qint64 span = stream.history >= 0 ? (m_histories[size_t(stream.history)].kept() + 1) * DayMs : 0;
        for (quint32 i = stream.firstCondition; i < stream.firstCondition + stream.conditions; ++i) {
            if (m_conditions[i].window >= 0 && windowMs(m_rules.rules[m_conditions[i].rule]) >= ShortWindowMs)
                span = std::max(span, windowMs(m_rules.rules[m_conditions[i].rule]));
        }
        if (span > 0)
            wishes.push_back({stream.id, now - span});
    }
    return wishes;
}

void ThingBoard::seed(const QString &datastream, const std::vector<HistoryPoint> &points)
{
    const auto found = m_streamIndex.constFind(datastream);
    if (found == m_streamIndex.constEnd())
        return;
    const Stream &stream = m_streams[*found];
    if (stream.history >= 0)
        m_histories[size_t(stream.history)].fill(points, m_days);
    for (quint32 i = stream.firstCondition; i < stream.firstCondition + stream.conditions; ++i) {
        if (m_conditions[i].window >= 0)
            fill(m_windows[size_t(m_conditions[i].window)], m_conditions[i], points);
    }
}

}
