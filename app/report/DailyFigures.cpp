#include "report/DailyFigures.h"

#include "core/IndicatorEvaluator.h"
#include "core/Text.h"
#include "domain/Alerts.h"
#include "models/IndicatorModel.h"
#include "operations/Answers.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace app
{

using Key = store::StatisticsQuery::Key;

static constexpr int Days = 30;
static constexpr int Everything = 100'000; ///< of a day: events, alarms, entries

DailyGatherer::DailyGatherer(Twin &twin, store::Store &store, std::vector<feeds::FeedStatus> feeds, QObject *parent)
    : QObject(parent), m_live(twin), m_store(store), m_feeds(std::move(feeds))
{
}

DailyGatherer::~DailyGatherer() = default;

template <typename Answer>
void DailyGatherer::ask(const QFuture<base::Result<Answer>> &future, std::function<void(const Answer &)> take)
{
    ++m_waiting;
    onAnswer(future, this, [this, take = std::move(take)](const base::Result<Answer> &found) {
        if (!m_done)
            return; // something else has failed
        if (!found) {
            std::exchange(m_done, {})(tl::unexpected(found.error()));
            return;
        }
        take(*found);
        if (--m_waiting == 0)
            finish();
    });
}

void DailyGatherer::gather(const QDate &day, Done done)
{
    m_done = std::move(done);
    const auto &city = m_live.city();
    if (!city || !city->complete) {
        std::exchange(m_done,
                      {})(base::failure(QStringLiteral("nothing-loaded"), translate("app", "no district is open"), {}));
        return;
    }
    const QTimeZone zone = zoneOf(city.get());
    m_timezone = QString::fromLatin1(zone.id());
    m_figures = {};
    m_hasMoment = false;
    m_figures.day = day;
    m_figures.from = day.startOfDay(zone).toMSecsSinceEpoch();
    m_figures.to = day.addDays(1).startOfDay(zone).toMSecsSinceEpoch();
    m_figures.madeAt = m_live.now();
    m_figures.asOf = std::min(m_figures.to - 1, m_figures.madeAt);
    if (m_live.now() < m_figures.from) {
        std::exchange(m_done, {})(base::failure(QStringLiteral("report-day"),
                                                translate("app", "%1 has not begun").arg(day.toString(Qt::ISODate)), {},
                                                {}, translate("app", "choose today or a day before")));
        return;
    }
    constexpr qint64 NearMs = 120'000;
    if (m_figures.madeAt - m_figures.asOf > NearMs)
        askMoment();
    askPast();
    if (m_waiting == 0)
        finish();
}

/// The day is over: how everything stood then is the store's to say.
void DailyGatherer::askMoment()
{
    m_clock = std::make_unique<base::ManualClock>(m_figures.asOf);
    m_past = std::make_unique<Twin>();
    m_past->setClock(m_clock.get());
    m_past->setLanguage(m_live.language());
    m_past->setCity(m_live.city());
    ask<store::Moment>(m_store.stateAt(m_figures.asOf, m_figures.from), [this](const store::Moment &then) {
        m_past->restore(then.events, then.alarms, then.alerts, then.observations, then.statuses);
    });
}

/// What trends compare with, where nobody keeps that in step.
void DailyGatherer::askPast()
{
    Twin &twin = m_past ? *m_past : m_live;
    const QTimeZone zone = zoneOf(twin.city().get());
    for (const Past::Ago ago : {Past::Ago::Day, Past::Ago::Week}) {
        if (twin.past().moment(ago))
            continue;
        const qint64 time = Past::timeOf(ago, m_figures.asOf, zone);
        const QString day = QDateTime::fromMSecsSinceEpoch(time, zone).date().toString(Qt::ISODate);
        auto moment = std::make_shared<PastMoment>();
        moment->time = time;
        for (const domain::Indicator &indicator : twin.city()->indicators) {
            if (indicator.past.contains(day))
                moment->figures.insert(indicator.id, indicator.past.value(day));
        }
        ask<std::vector<domain::Entry>>(
            m_store.entriesOf(domain::Subject::Figures, day), [moment](const std::vector<domain::Entry> &entries) {
                const QJsonObject body = entries.empty() ? QJsonObject() : entries.back().body;
                for (auto figure = body.begin(); figure != body.end(); ++figure)
                    moment->figures.insert(figure.key(), figure->toDouble());
            });
        ask<store::Moment>(m_store.stateAt(time, startOfDay(time, zone)),
                           [&twin, ago, moment](const store::Moment &then) {
                               moment->events = then.events;
                               twin.past().setMoment(ago, moment);
                           });
    }
}

void DailyGatherer::askFigures()
{
    const DailyFigures &day = m_figures;
    store::StatisticsQuery query;
    query.timezone = m_timezone;
    query.filter.now = day.asOf;
    query.from = day.from;
    query.to = day.to;
    query.by = Key::Domain;
    ask<store::Statistics>(m_store.statistics(query), [this](const store::Statistics &found) { take(found); });

    const QTimeZone zone = zoneOf(m_live.city().get());
    const auto received = [&](int daysBefore, int DailyFigures::*figure) {
        store::StatisticsQuery before = query;
        before.by = Key::None;
        before.from = day.day.addDays(-daysBefore).startOfDay(zone).toMSecsSinceEpoch();
        before.to = before.from + (day.asOf - day.from);
        ask<store::Statistics>(m_store.statistics(before), [this, figure](const store::Statistics &found) {
            m_figures.*figure = found.total.received;
        });
    };
    received(1, &DailyFigures::receivedDayBefore);
    received(7, &DailyFigures::receivedWeekBefore);

    store::StatisticsQuery month = query;
    month.from = day.day.addDays(1 - Days).startOfDay(zone).toMSecsSinceEpoch();
    month.by = Key::Day;
    ask<store::Statistics>(m_store.statistics(month), [this](const store::Statistics &found) {
        for (int i = 0; i < Days; ++i) {
            DailyFigures::Day one{m_figures.day.addDays(i + 1 - Days)};
            const QString key = one.day.toString(Qt::ISODate);
            for (const store::StatisticsRow &row : found.rows) {
                if (row.key == key) {
                    one.received = row.received;
                    one.settled = row.settled;
                }
            }
            m_figures.days.push_back(one);
        }
    });

    store::EventQuery events;
    events.reportedFrom = day.from;
    events.reportedTo = day.to;
    events.now = day.asOf;
    events.order = store::EventQuery::Order::Severity;
    events.limit = Everything;
    ask<store::EventPage>(m_store.events(events),
                          [this](const store::EventPage &page) { m_figures.all = page.events; });

    store::AlarmQuery alarms;
    alarms.from = day.from;
    alarms.to = day.to;
    alarms.limit = Everything;
    ask<store::AlarmPage>(m_store.alarms(alarms), [this](const store::AlarmPage &page) { takeAlarms(page.alarms); });

    store::JournalQuery journal;
    journal.subjects = {domain::Subject::Alert};
    // A warning of days before may still be in force.
    journal.from = day.day.addDays(-7).startOfDay(zone).toMSecsSinceEpoch();
    journal.to = day.to;
    journal.limit = Everything;
    ask<std::vector<domain::Entry>>(m_store.journal(journal),
                                    [this](const std::vector<domain::Entry> &entries) { takeAlerts(entries); });
    askRain();
}

void DailyGatherer::take(const store::Statistics &found)
{
    m_figures.events = found;
    // In the order that everybody knows, with those of which there was none.
    std::vector<store::StatisticsRow> rows;
    for (const domain::EventDomain &domain : m_live.city()->catalogue.domains) {
        const auto row = std::find_if(found.rows.begin(), found.rows.end(),
                                      [&domain](const auto &each) { return each.key == domain.id; });
        store::StatisticsRow none;
        none.key = domain.id;
        rows.push_back(row != found.rows.end() ? *row : none);
    }
    for (const store::StatisticsRow &row : found.rows) {
        if (!m_live.city()->catalogue.domain(row.key))
            rows.push_back(row);
    }
    m_figures.events.rows = std::move(rows);
}

void DailyGatherer::takeAlarms(const std::vector<domain::Alarm> &alarms)
{
    for (const domain::Alarm &alarm : alarms) {
        if (alarm.raised < m_figures.from || alarm.raised >= m_figures.to)
            continue; // it only changed
        auto row = std::find_if(m_figures.alarms.begin(), m_figures.alarms.end(),
                                [&alarm](const auto &each) { return each.rule == alarm.rule; });
        if (row == m_figures.alarms.end())
            row = m_figures.alarms.insert(row, {alarm.rule, alarm.severity});
        row->severity = std::max(row->severity, alarm.severity);
        ++row->alarms;
        row->active += alarm.active ? 1 : 0;
        m_figures.critical += alarm.severity == domain::Severity::Critical ? 1 : 0;
    }
    std::sort(m_figures.alarms.begin(), m_figures.alarms.end(), [](const auto &a, const auto &b) {
        if (a.severity != b.severity)
            return a.severity > b.severity;
        return a.alarms != b.alarms ? a.alarms > b.alarms : a.rule < b.rule;
    });
}

void DailyGatherer::takeAlerts(const std::vector<domain::Entry> &entries)
{
    struct Known {
        domain::Alert alert;
        qint64 ended = 0;
    };
    QHash<QString, Known> known;
    for (const domain::Entry &entry : entries) { // newest first
        Known &one = known[entry.id];
        if (entry.verb == QLatin1String("issue"))
            one.alert = domain::alertFromJson(entry.body);
        else
            one.ended = one.ended == 0 ? entry.time : std::min(one.ended, entry.time);
    }
    for (const Known &one : known) {
        if (one.alert.identifier.isEmpty() || !one.alert.isReal())
            continue;
        const qint64 end = one.ended > 0 ? std::min(one.ended, one.alert.expires()) : one.alert.expires();
        if (one.alert.sent >= m_figures.asOf || end <= m_figures.from)
            continue;
        const domain::AlertInfo *info = one.alert.info(m_live.language());
        const QString name = !info ? QString() : info->headline.isEmpty() ? info->event : info->headline;
        if (!name.isEmpty())
            m_figures.warnings.push_back({name, one.alert.level(), one.alert.sent, end});
    }
    std::sort(m_figures.warnings.begin(), m_figures.warnings.end(),
              [](const auto &a, const auto &b) { return a.from != b.from ? a.from < b.from : a.name < b.name; });
}

void DailyGatherer::askRain()
{
    constexpr int Points = 288;
    for (const auto &layer : m_live.city()->layers) {
        for (const domain::Thing &thing : layer->things) {
            if (thing.kind != domain::ThingKind::Rain || thing.datastreams.empty())
                continue;
            const domain::Datastream &stream = thing.datastreams.front();
            const QString station = domain::nameIn(thing, m_live.language());
            ask<store::Series>(m_store.series(stream.id, m_figures.from, m_figures.to, Points),
                               [this, station, unit = stream.unit](const store::Series &series) {
                                   for (const store::SeriesPoint &point : series.points) {
                                       const double most = series.raw ? point.value : point.greatest;
                                       if (std::isnan(m_figures.rain) || most > m_figures.rain) {
                                           m_figures.rain = most;
                                           m_figures.rainStation = station;
                                           m_figures.rainUnit = unit;
                                       }
                                   }
                               });
        }
    }
}

/// What the twin itself says: indicators with their trends, what is open, the source systems.
void DailyGatherer::fromTwin()
{
    Twin &twin = m_past ? *m_past : m_live;
    const IndicatorModel model(nullptr, &twin);
    for (int row = 0; row < model.count(); ++row) {
        const QModelIndex at = model.index(row);
        const auto text = [&at](int role) { return at.data(role).toString(); };
        const QVariantMap trend = at.data(IndicatorModel::TrendDayRole).toMap();
        const bool flat = trend.value(QStringLiteral("direction")).toString() == QLatin1String("flat");
        m_figures.indicators.push_back({text(IndicatorModel::NameRole), text(IndicatorModel::ValueTextRole),
                                        text(IndicatorModel::UnitRole), text(IndicatorModel::GroupRole),
                                        text(IndicatorModel::GroupNameRole),
                                        flat ? QString() : trend.value(QStringLiteral("changeText")).toString(),
                                        trend.value(QStringLiteral("mood")).toString()});
    }
    const IndicatorEvaluator evaluator(*twin.city(), &twin.state(), m_figures.asOf);
    m_figures.openThen = int(evaluator.value(QStringLiteral("events:open")).value_or(0));
    m_figures.overdueThen = int(evaluator.value(QStringLiteral("events:overdue")).value_or(0));
    const std::vector<SourceHealth> health =
        sourceHealth(twin, m_past ? std::vector<feeds::FeedStatus>() : m_feeds, m_figures.asOf);
    m_figures.sources = int(health.size());
    m_figures.sourcesOk = int(std::count_if(
        health.begin(), health.end(), [](const SourceHealth &each) { return each.state == SourceHealth::State::Ok; }));
}

void DailyGatherer::finish()
{
    if (!std::exchange(m_hasMoment, true)) { // how it stood has come; the rest is asked now
        fromTwin();
        askFigures();
        return;
    }
    std::exchange(m_done, {})(m_figures);
}

}
