#include "History.h"

#include "domain/AlarmCycle.h"
#include "domain/EventCycle.h"

#include <algorithm>
#include <map>

namespace history
{

using domain::Entry;
using domain::EventVerb;

static constexpr qint64 MinuteMs = 60000;

namespace
{

struct Type {
    const char *id, *domain, *klass;
    int accept, close; ///< minutes
};
constexpr Type Types[] = {{"fire", "emergency", "D", 1, 180},
                          {"flooding", "emergency", "C", 10, 720},
                          {"e-bike-indoors", "public-safety", "A", 30, 240},
                          {"gas-hazard", "public-safety", "C", 5, 480},
                          {"street-vending", "urban-management", "A", 30, 480},
                          {"illegal-parking", "urban-management", "A", 30, 480},
                          {"garbage-overflow", "urban-management", "B", 60, 1440},
                          {"neighbour-dispute", "disputes", "B", 120, 4320},
                          {"labour-dispute", "disputes", "D", 120, 14400},
                          {"care-request", "livelihood", "A", 60, 2880},
                          {"noise", "environment", "A", 30, 1440}};
constexpr const char *Sources[] = {"resident", "grid-member", "hotline", "sensor", "video", "other"};
constexpr const char *Rules[] = {"smoke", "residual-current-high", "cable-temperature", "offline"};

QString number(char letter, int value, int digits)
{
    return QLatin1Char(letter) + QStringLiteral("%1").arg(value, digits, 10, QLatin1Char('0'));
}

class Maker
{
public:
    explicit Maker(const Plan &plan) : m_plan(plan), m_random(plan.seed) {}

    std::vector<Entry> make()
    {
        for (int i = 0; i < m_plan.events; ++i)
            makeEvent(i);
        for (int i = 0; i < m_plan.alarms; ++i)
            makeAlarm(i);
        std::stable_sort(m_entries.begin(), m_entries.end(),
                         [](const Entry &a, const Entry &b) { return a.time < b.time; });
        return std::move(m_entries);
    }

private:
    int any(int below) { return int(m_random() % quint32(below)); }
    bool chance(double share) { return double(m_random() % 1000000) < share * 1e6; }
    qint64 within(qint64 from, qint64 to)
    {
        return from + qint64(double(m_random()) / 4294967296.0 * double(to - from));
    }

    QStringList areas(int grid) const
    {
        return {QStringLiteral("sub-district:S"), QStringLiteral("community:") + number('C', grid / 6, 2),
                QStringLiteral("grid:") + number('G', grid, 2)};
    }

    void makeEvent(int index)
    {
        const Type &type = Types[any(int(std::size(Types)))];
        domain::Event said;
        said.id = number('E', index, 6);
        said.type = QLatin1String(type.id);
        said.domain = QLatin1String(type.domain);
        said.klass = QLatin1String(type.klass);
        said.source = QLatin1String(Sources[any(int(std::size(Sources)))]);
        said.title = QStringLiteral("%1 第%2号").arg(said.type).arg(index);
        said.description =
            QStringLiteral("居民反映：楼下长期存在问题，请尽快处理。Reported at the gate, case %1.").arg(any(100000));
        said.address = QStringLiteral("解放路%1号").arg(any(300));
        said.building = number('B', any(2000), 5);
        said.place = {domain::ObjectKind::Building, said.building};
        said.areas = areas(any(60));
        said.severity = domain::Severity(1 + any(3));
        said.reported = said.updated = within(m_plan.from, m_plan.to);
        said.acceptDue = said.reported + type.accept * MinuteMs;
        said.due = said.reported + type.close * MinuteMs;
        said.hasPosition = true;
        said.longitude = 114.1 + any(10000) * 1e-6;
        said.latitude = 22.54 + any(10000) * 1e-6;

        Entry report;
        report.id = said.id;
        report.verb = domain::eventVerbName(EventVerb::Report);
        report.time = said.reported;
        report.who = said.source;
        report.body = domain::toJson(said);
        m_event = {};
        m_own.clear();
        m_time = report.time;
        keep(report);
        live(type);
    }

    void live(const Type &type)
    {
        if (chance(0.03))
            return step(EventVerb::Reject, type.accept, {}, QStringLiteral("不属实"));
        if (chance(0.02) && m_event.id != number('E', 0, 6))
            return step(EventVerb::Merge, type.accept, {{QStringLiteral("into"), number('E', 0, 6)}});
        if (chance(m_plan.abandoned / 3))
            return;
        step(EventVerb::Accept, type.accept);
        if (chance(0.03)) {
            step(EventVerb::Undo, 5, {}, QStringLiteral("误操作"));
            step(EventVerb::Accept, 10);
        }
        if (chance(m_plan.abandoned / 3))
            return;
        step(EventVerb::Dispatch, 30,
             {{QStringLiteral("assignee"), number('T', any(20), 2)},
              {QStringLiteral("assigneeName"), QStringLiteral("网格员")}});
        if (chance(0.2))
            step(EventVerb::Note, 30, {{QStringLiteral("text"), QStringLiteral("已电话联系")}});
        step(EventVerb::Start, 60);
        if (chance(m_plan.abandoned / 3))
            return;
        if (chance(0.05))
            step(EventVerb::Escalate, 60, {{QStringLiteral("level"), 1}});
        step(EventVerb::Finish, type.close / 2);
        step(EventVerb::Close, type.close / 2,
             chance(0.5) ? QJsonObject{{QStringLiteral("satisfaction"), 1 + any(5)}} : QJsonObject{});
        if (chance(0.04)) {
            step(EventVerb::Undo, 20, {}, QStringLiteral("误操作"));
            if (chance(0.5))
                step(EventVerb::Close, 60);
        }
        if (chance(0.04)) {
            step(EventVerb::Reopen, 600, {}, QStringLiteral("问题复发"));
            if (chance(0.5))
                step(EventVerb::Dispatch, 60, {{QStringLiteral("assignee"), QStringLiteral("T01")}});
        }
    }

    /// Some time later; not at all where the life cycle does not allow it or the time is over.
    void step(EventVerb verb, int meanMinutes, const QJsonObject &body = {}, const QString &why = {})
    {
        m_time += 1000 + within(0, 2 * qint64(meanMinutes) * MinuteMs);
        if (m_time > m_plan.to)
            return;
        const domain::Actor actor{number('O', any(8), 1), QStringLiteral("seat-1"), why, m_time};
        if (const auto entry = domain::nextEntry(m_event, verb, actor, body))
            keep(*entry);
    }

    void keep(const Entry &entry)
    {
        m_own.push_back(entry);
        m_entries.push_back(entry);
        if (entry.verb == domain::eventVerbName(EventVerb::Undo))
            m_event = domain::foldEvent(m_own);
        else
            domain::applyEntry(m_event, entry);
    }

    void makeAlarm(int index)
    {
        const int thing = index % m_plan.things;
        const QString rule = QLatin1String(Rules[size_t(index / m_plan.things) % std::size(Rules)]);
        m_alarm = {};
        m_alarm.id = domain::alarmId({domain::ObjectKind::Thing, number('S', thing, 4)}, rule);
        qint64 time = within(m_plan.from, m_plan.to);
        const auto add = [&](domain::AlarmVerb verb, qint64 meanMinutes, const QJsonObject &body = {},
                             const QString &who = {}, const QString &why = {}) {
            time += 1000 + within(0, 2 * meanMinutes * MinuteMs);
            if (time > m_plan.to)
                return;
            const auto entry = domain::nextEntry(m_alarm, verb, {who, QStringLiteral("seat-1"), why, time}, body);
            if (!entry)
                return;
            m_entries.push_back(*entry);
            domain::applyEntry(m_alarm, *entry);
        };
        const QString unit = number('U', thing, 4);
        for (int times = 1 + any(3); times > 0 && time < m_plan.to; --times) {
            add(domain::AlarmVerb::Raise, 60 * 24, raiseBody(thing, rule, unit));
            add(domain::AlarmVerb::Join, 0,
                {{QStringLiteral("incident"), QStringLiteral("unit:%1@%2").arg(unit).arg(time / 3600000)}});
            if (chance(0.1))
                add(domain::AlarmVerb::Shelve, 10, {{QStringLiteral("until"), time + 3600000}}, QStringLiteral("O1"),
                    QStringLiteral("检修"));
            if (chance(0.1))
                add(domain::AlarmVerb::Suppress, 1, {{QStringLiteral("by"), QStringLiteral("thing:S9999/power")}});
            if (chance(0.3))
                add(domain::AlarmVerb::Raise, 20, raiseBody(thing, rule, unit));
            if (chance(0.9))
                add(domain::AlarmVerb::Acknowledge, 15, {}, QStringLiteral("O2"));
            if (chance(0.9))
                add(domain::AlarmVerb::Clear, 60);
            if (!m_alarm.suppressedBy.isEmpty())
                add(domain::AlarmVerb::Release, 1);
        }
    }

    QJsonObject raiseBody(int thing, const QString &rule, const QString &unit)
    {
        domain::Explanation why;
        why.datastream = number('D', thing, 4);
        why.property = rule;
        why.threshold = 300;
        why.value = 300 + any(200);
        for (int i = 0; i < 20; ++i)
            why.observations.push_back({qint64(i) * 1000, double(any(500))});
        domain::Alarm alarm;
        alarm.areas = areas(thing % 60);
        QJsonObject body = domain::toJson(alarm);
        return {{QStringLiteral("subject"), QStringLiteral("thing:") + number('S', thing, 4)},
                {QStringLiteral("rule"), rule},
                {QStringLiteral("severity"), domain::severityName(domain::Severity(1 + any(3)))},
                {QStringLiteral("building"), number('B', thing, 5)},
                {QStringLiteral("unit"), unit},
                {QStringLiteral("areas"), body.value(QLatin1String("areas"))},
                {QStringLiteral("why"), domain::toJson(why)}};
    }

    Plan m_plan;
    std::mt19937 m_random;
    std::vector<Entry> m_entries, m_own;
    domain::Event m_event;
    domain::Alarm m_alarm;
    qint64 m_time = 0;
};

}

std::vector<Entry> make(const Plan &plan)
{
    return Maker(plan).make();
}

std::vector<std::vector<Entry>> bySubject(const std::vector<Entry> &entries, domain::Subject subject, qint64 upTo)
{
    std::map<QString, std::vector<Entry>> all;
    for (const Entry &entry : entries) {
        if (entry.subject == subject && entry.time <= upTo)
            all[entry.id].push_back(entry);
    }
    std::vector<std::vector<Entry>> result;
    for (auto &[id, its] : all) {
        std::sort(its.begin(), its.end(), [](const Entry &a, const Entry &b) { return a.version < b.version; });
        result.push_back(std::move(its));
    }
    return result;
}

}
