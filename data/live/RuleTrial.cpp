#include "live/RuleTrial.h"

#include "base/Durations.h"
#include "live/ThingBoard.h"

#include <algorithm>
#include <map>

namespace live
{

using domain::AlarmRule;

using base::DayMs;

static constexpr qint64 RateMs = 10 * base::MinuteMs;

/// The city with nothing in force but the rule, and what it refers to.
static domain::City cityFor(const domain::City &city, const AlarmRule &rule)
{
    domain::City alone = city;
    alone.rules.rules.clear();
    if (const AlarmRule *of = rule.compare == AlarmRule::Compare::Share ? city.rules.rule(rule.ofRule) : nullptr) {
        if (of->id != rule.id)
            alone.rules.rules.push_back(*of);
    }
    alone.rules.rules.push_back(rule);
    for (AlarmRule &each : alone.rules.rules)
        each.enabled = true;
    return alone;
}

static void summarise(Trial &trial, qint64 from, qint64 to, const QString &zone)
{
    QHash<domain::ObjectRef, int> subjects;
    std::map<qint64, std::pair<qint64, int>> days; // by day: first alarm, how many
    LocalDays calendar = LocalDays::ofZone(zone);
    size_t first = 0;
    for (size_t i = 0; i < trial.alarms.size(); ++i) {
        const TrialAlarm &alarm = trial.alarms[i];
        ++subjects[alarm.subject];
        const qint64 day = calendar.dayOf(alarm.raised);
        ++days.try_emplace(day, calendar.beginOf(day), 0).first->second.second;
        while (trial.alarms[first].raised <= alarm.raised - RateMs)
            ++first;
        trial.busiest = std::max(trial.busiest, int(i - first) + 1);
    }
    for (auto subject = subjects.constBegin(); subject != subjects.constEnd(); ++subject)
        trial.subjects.emplace_back(subject.key(), *subject);
    std::sort(trial.subjects.begin(), trial.subjects.end(), [](const auto &a, const auto &b) {
        return a.second != b.second ? a.second > b.second : a.first.id < b.first.id;
    });
    for (const auto &[day, counted] : days)
        trial.days.push_back(counted);
    trial.perDay = to > from ? double(trial.alarms.size()) * double(DayMs) / double(to - from) : 0;
}

Trial tryRule(const domain::City &city, const AlarmRule &rule, const std::vector<TrialSeries> &series, qint64 from,
              qint64 to)
{
    struct Step {
        qint64 time;
        quint32 series, point;
    };
    std::vector<Step> steps;
    for (quint32 s = 0; s < series.size(); ++s) {
        for (quint32 p = 0; p < series[s].points.size(); ++p) {
            if (series[s].points[p].time <= to)
                steps.push_back({series[s].points[p].time, s, p});
        }
    }
    std::stable_sort(steps.begin(), steps.end(), [](const Step &a, const Step &b) { return a.time < b.time; });

    Trial trial;
    trial.readings = steps.size();
    ThingBoard board;
    board.setCity(cityFor(city, rule));
    QHash<domain::ObjectRef, size_t> open;
    const auto collect = [&] {
        for (const Finding &finding : board.takeFindings()) {
            if (finding.rule != rule.id)
                continue;
            if (!finding.met) {
                const auto raised = open.constFind(finding.subject);
                if (raised != open.constEnd())
                    trial.alarms[*raised].cleared = finding.time;
                open.remove(finding.subject);
            } else if (finding.time >= from) {
                open.insert(finding.subject, trial.alarms.size());
                trial.alarms.push_back({finding.subject, finding.time, 0, finding.why.value, finding.why.threshold});
            }
        }
    };
    const auto pass = [&](qint64 until) {
        while (board.nextDeadline() != 0 && board.nextDeadline() <= until) {
            board.settle(board.nextDeadline());
            collect();
        }
    };
    for (const Step &step : steps) {
        pass(step.time - 1);
        const HistoryPoint &point = series[step.series].points[step.point];
        board.observe({series[step.series].datastream, point.time, point.time, point.value}, step.time);
        board.settle(step.time);
        collect();
    }
    pass(to);
    std::stable_sort(trial.alarms.begin(), trial.alarms.end(),
                     [](const TrialAlarm &a, const TrialAlarm &b) { return a.raised < b.raised; });
    summarise(trial, from, to, city.timezone);
    return trial;
}

}
