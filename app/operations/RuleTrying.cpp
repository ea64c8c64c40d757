// Trying a rule on what was recorded, before it is saved.
#include "base/Durations.h"
#include "core/Directory.h"
#include "core/Text.h"
#include "operations/Answers.h"
#include "operations/Operations.h"
#include "operations/RuleEditor.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>

namespace app
{

using domain::AlarmRule;

using base::DayMs;

struct RuleEditor::Job {
    AlarmRule rule;
    std::shared_ptr<const domain::City> city; ///< with the draft's rules
    qint64 from = 0, to = 0, lookBack = 0;    ///< ms UTC; how far before `from` it has to see
    QStringList streams;
    qsizetype asked = 0, answered = 0;
    int mostPoints = 0;
    std::vector<live::TrialSeries> series;
    QString error;
};

RuleEditor::~RuleEditor()
{
    cancelTrial();
}

void RuleEditor::cancelTrial()
{
    if (!m_job)
        return;
    m_job.reset();
    Q_EMIT trialChanged();
}

/// How far a rule looks back.
static qint64 lookBackOf(const AlarmRule &rule)
{
    constexpr qint64 MonthMs = 31 * DayMs;
    switch (rule.compare) {
    case AlarmRule::Compare::Months:
        return (rule.months + 1) * MonthMs;
    case AlarmRule::Compare::Deviation:
        return rule.days * DayMs;
    default:
        return qint64(rule.seconds * 1000);
    }
}

void RuleEditor::tryRule(const QVariantMap &map, double days)
{
    cancelTrial();
    m_trial.clear();
    const QStringList problems = check(map);
    if (!problems.isEmpty() || !m_twin.city()) {
        m_trial.insert(QStringLiteral("error"), problems.join(u'\n'));
        Q_EMIT trialChanged();
        return;
    }
    auto job = std::make_shared<Job>();
    auto city = std::make_shared<domain::City>(*m_twin.city());
    city->rules = *draftWith(map);
    city->index();
    job->rule = *city->rules.rule(map.value(QStringLiteral("id")).toString().trimmed());
    job->rule.enabled = true;
    job->to = m_twin.now();
    job->from = job->to - qint64(std::max(days, 0.01) * double(DayMs));
    job->lookBack = lookBackOf(job->rule);
    const bool isShare = job->rule.compare == AlarmRule::Compare::Share;
    const AlarmRule watched =
        isShare && city->rules.rule(job->rule.ofRule) ? *city->rules.rule(job->rule.ofRule) : job->rule;
    const bool isSilence = watched.compare == AlarmRule::Compare::Silence;
    for (const auto &layer : city->layers) {
        for (const domain::Thing &thing : layer->things) {
            const domain::ThingKind kind = watched.thing;
            if (kind != domain::ThingKind::Other && thing.kind != kind)
                continue;
            for (const domain::Datastream &stream : thing.datastreams) {
                if (isSilence || stream.property == watched.property)
                    job->streams.append(stream.id);
            }
        }
    }
    job->city = std::move(city);
    // Raw readings where they fit into memory, means where they do not.
    constexpr qsizetype MostPoints = 4'000'000, MostOfOne = 60'000;
    job->mostPoints =
        int(std::clamp<qsizetype>(MostPoints / std::max<qsizetype>(1, job->streams.size()), 200, MostOfOne));
    m_job = job;
    m_progress = 0;
    Q_EMIT trialChanged();
    if (job->streams.isEmpty()) {
        job->error = tr("No device of the district reports this");
        finish(job, {});
        return;
    }
    constexpr int AtOnce = 4;
    for (int i = 0; i < AtOnce; ++i)
        askNext(job);
}

void RuleEditor::askNext(const std::shared_ptr<Job> &job)
{
    if (job != m_job || job->asked >= job->streams.size())
        return;
    const QString stream = job->streams[job->asked++];
    onAnswer(m_operations.keeper().store().series(stream, job->from - job->lookBack, job->to, job->mostPoints), this,
             [this, job, stream](const base::Result<store::Series> &found) {
                 if (job != m_job)
                     return;
                 if (!found) {
                     job->error = found.error().message;
                 } else if (!found->points.empty()) {
                     live::TrialSeries series{stream, {}};
                     series.points.reserve(found->points.size());
                     for (const store::SeriesPoint &point : found->points)
                         series.points.push_back({point.time, point.value, point.count});
                     job->series.push_back(std::move(series));
                 }
                 // The second half is judging.
                 m_progress = 0.5 * double(++job->answered) / double(job->streams.size());
                 Q_EMIT trialChanged();
                 if (!job->error.isEmpty())
                     finish(job, {});
                 else if (job->answered == job->streams.size())
                     judge(job);
                 else
                     askNext(job);
             });
}

void RuleEditor::judge(const std::shared_ptr<Job> &job)
{
    QThreadPool::globalInstance()->start([self = QPointer<RuleEditor>(this), job] {
        const live::Trial trial = live::tryRule(*job->city, job->rule, job->series, job->from, job->to);
        QMetaObject::invokeMethod(qApp, [self, job, trial] {
            if (self && self->m_job == job)
                self->finish(job, trial);
        });
    });
}

void RuleEditor::finish(const std::shared_ptr<Job> &job, const live::Trial &trial)
{
    constexpr size_t MostListed = 50;
    const QTimeZone zone = zoneOf(job->city.get());
    QVariantList days, things;
    for (const auto &[day, count] : trial.days)
        days.append(QVariantMap{{QStringLiteral("day"), double(day)},
                                {QStringLiteral("label"), timeText(day, zone).left(10)},
                                {QStringLiteral("count"), count}});
    for (size_t i = 0; i < std::min(MostListed, trial.subjects.size()); ++i) {
        const auto &[subject, count] = trial.subjects[i];
        things.append(QVariantMap{{QStringLiteral("kind"), domain::kindName(subject.kind)},
                                  {QStringLiteral("id"), subject.id},
                                  {QStringLiteral("name"), nameOf(m_twin, subject)},
                                  {QStringLiteral("count"), count}});
    }
    QString text;
    if (!job->error.isEmpty())
        text = job->error;
    else if (trial.readings == 0)
        text = tr("Nothing of it was recorded in that time");
    else if (trial.alarms.empty())
        text = tr("It would not have fired once, by %1 readings").arg(numberText(double(trial.readings), 0));
    else
        text = tr("It would have fired %1 times on %2 devices: %3 a day, at most %4 in ten minutes")
                   .arg(numberText(double(trial.alarms.size()), 0), numberText(double(trial.subjects.size()), 0),
                        numberText(trial.perDay, 1), numberText(trial.busiest, 0));
    m_trial = {{QStringLiteral("fired"), int(trial.alarms.size())},
               {QStringLiteral("perDay"), trial.perDay},
               {QStringLiteral("busiest"), trial.busiest},
               {QStringLiteral("readings"), double(trial.readings)},
               {QStringLiteral("days"), days},
               {QStringLiteral("things"), things},
               {QStringLiteral("thingCount"), int(trial.subjects.size())},
               {QStringLiteral("text"), text},
               {QStringLiteral("error"), job->error}};
    m_job.reset();
    m_progress = 1;
    Q_EMIT trialChanged();
}

}
