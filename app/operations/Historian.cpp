#include "operations/Historian.h"

#include "base/Durations.h"
#include "core/IndicatorEvaluator.h"
#include "core/Text.h"
#include "feeds/FeedHub.h"
#include "operations/Answers.h"

#include <QDateTime>
#include <QPromise>
#include <QThreadPool>

#include <set>

namespace app
{

using base::DayMs;
using base::MinuteMs;
/// However fast a replay runs, the store is not asked more often.
static constexpr qint64 CalmMs = 15 * 1000;
/// A jump brings a month of entries, which are saved for some seconds.
static constexpr int SoonMs = 1500;
/// Between two ticks no replay runs so far.
static constexpr qint64 JumpMs = 30 * MinuteMs;

Historian::Historian(Twin &twin, Keeper &keeper, feeds::FeedHub *hub, QObject *parent)
    : QObject(parent), m_twin(twin), m_keeper(keeper), m_hub(hub)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &Historian::refresh);
    connect(&twin, &Twin::ticked, this, &Historian::onTick);
    connect(&twin, &Twin::cityChanged, this, [this] {
        m_askedAt = m_usualDay = 0;
        m_figuresOf.clear();
        later();
    });
    connect(&keeper, &Keeper::ready, this, [this] {
        m_askedAt = m_usualDay = 0;
        later();
    });
    connect(&keeper, &Keeper::exerciseBegan, this, [this] {
        m_askedAt = m_usualDay = 0;
        m_twin.past().clear();
        later();
    });
    connect(&keeper, &Keeper::appended, this, &Historian::onAppended);
    if (hub)
        connect(hub, &feeds::FeedHub::past, this, &Historian::onPast);
}

void Historian::later()
{
    m_soon.start(SoonMs);
}

void Historian::onTick(qint64 now)
{
    // Nothing that is shown is of that time of day; a replay may stand still there, and tick no more.
    const qint64 passed = now - std::exchange(m_lastTick, now);
    if (passed < 0 || passed > JumpMs) {
        later();
        return;
    }
    if (std::abs(now - m_askedAt) < MinuteMs || m_soon.isActive() || m_asked > 0)
        return;
    const qint64 calm = m_sinceAsked.isValid() ? m_sinceAsked.elapsed() : CalmMs;
    if (calm >= CalmMs)
        refresh();
    else
        m_soon.start(int(CalmMs - calm));
}

/// What is saved late, as after a jump, may be of the times that are compared with.
void Historian::onAppended(const std::vector<domain::Entry> &entries)
{
    const qint64 midnight = startOfDay(m_twin.now(), zoneOf(m_twin.city().get()));
    const bool isOfThePast = std::any_of(entries.begin(), entries.end(), [&](const domain::Entry &entry) {
        return entry.subject == domain::Subject::Event && entry.time < midnight;
    });
    if (!isOfThePast)
        return;
    m_usualDay = 0;
    later();
}

void Historian::refresh()
{
    const auto &city = m_twin.city();
    if (!city || !city->complete || !m_keeper.isOpen()) {
        m_twin.past().clear();
        return;
    }
    m_askedAt = m_twin.now();
    m_sinceAsked.start();
    ask(Past::Ago::Day);
    ask(Past::Ago::Week);
    const qint64 midnight = startOfDay(m_askedAt, zoneOf(city.get()));
    if (m_usualDay != midnight) {
        m_usualDay = midnight;
        askUsual();
    }
    noteFigures();
}

bool Historian::needsStatuses() const
{
    const auto &indicators = m_twin.city()->indicators;
    return std::any_of(indicators.begin(), indicators.end(), [](const domain::Indicator &indicator) {
        return IndicatorEvaluator::asksStatus(indicator.query);
    });
}

void Historian::ask(Past::Ago ago)
{
    Asking &asking = m_asking[size_t(ago)];
    const domain::City &city = *m_twin.city();
    const QTimeZone zone = zoneOf(&city);
    const qint64 time = Past::timeOf(ago, m_askedAt, zone), midnight = startOfDay(time, zone);
    if (asking.waiting > 0)
        --m_asked; // what is still under way is not listened to
    asking = {asking.serial + 1, std::make_shared<PastMoment>(), {}, {}, 2, false};
    asking.moment->time = time;
    ++m_asked;
    const QString day = QDateTime::fromMSecsSinceEpoch(time, zone).date().toString(Qt::ISODate);
    for (const domain::Indicator &indicator : city.indicators) {
        if (indicator.past.contains(day))
            asking.moment->figures.insert(indicator.id, indicator.past.value(day));
    }

    // A replay's store has of before only what was newest when it began: the log has the rest.
    const bool ofReplay = m_keeper.isExercise() && m_hub && m_hub->isReplay() && needsStatuses();
    if (ofReplay)
        ++asking.waiting;
    onAnswer(m_keeper.store().stateAt(time, midnight), this,
             [this, ago, ofReplay, serial = asking.serial](const base::Result<store::Moment> &known) {
                 Asking &mine = m_asking[size_t(ago)];
                 if (serial != mine.serial)
                     return;
                 if (known) {
                     mine.moment->events = known->events;
                     if (!ofReplay && needsStatuses()) {
                         mine.observations = known->observations;
                         mine.statuses = known->statuses;
                     }
                 }
                 come(ago);
             });
    onAnswer(m_keeper.store().entriesOf(domain::Subject::Figures, day), this,
             [this, ago, serial = asking.serial](const base::Result<std::vector<domain::Entry>> &entries) {
                 Asking &mine = m_asking[size_t(ago)];
                 if (serial != mine.serial)
                     return;
                 const QJsonObject body = entries && !entries->empty() ? entries->back().body : QJsonObject();
                 for (auto figure = body.begin(); figure != body.end(); ++figure)
                     mine.moment->figures.insert(figure.key(), figure->toDouble());
                 come(ago);
             });
    if (ofReplay)
        m_hub->askPast(time);
}

void Historian::onPast(qint64 time, const feeds::FeedBatch &batch, int of)
{
    for (int ago = 0; ago < Past::AgoCount; ++ago) {
        Asking &asking = m_asking[size_t(ago)];
        if (asking.waiting == 0 || !asking.moment || asking.moment->time != time)
            continue;
        if (!std::exchange(asking.heard, true))
            asking.waiting += of - 1; // one was waited for
        asking.observations.insert(asking.observations.end(), batch.observations.begin(), batch.observations.end());
        asking.statuses.insert(asking.statuses.end(), batch.statuses.begin(), batch.statuses.end());
        come(Past::Ago(ago));
    }
}

void Historian::come(Past::Ago ago)
{
    if (--m_asking[size_t(ago)].waiting == 0)
        judge(ago);
}

/// How devices stood by what they had said: the same rules of ages as now, over the past.
static QHash<QString, domain::ThingStatus> statusesOf(const std::shared_ptr<const domain::City> &city,
                                                      const std::vector<domain::Observation> &observations,
                                                      const std::vector<domain::ThingStatusReport> &statuses,
                                                      qint64 time)
{
    live::TwinState then;
    then.setCity(city);
    then.apply(observations, statuses, {}, time);
    QHash<QString, domain::ThingStatus> found;
    for (const domain::ThingState *state : then.things())
        found.insert(state->thing, state->status);
    return found;
}

void Historian::judge(Past::Ago ago)
{
    Asking &asking = m_asking[size_t(ago)];
    const qint64 time = asking.moment->time;
    // Nobody spoke for a day before: nothing was kept then, and nothing can be said of it.
    const auto isOfThatDay = [time](qint64 said) { return said > time - DayMs && said <= time; };
    asking.moment->knowsThings =
        std::any_of(asking.observations.begin(), asking.observations.end(),
                    [&](const domain::Observation &each) { return isOfThatDay(each.phenomenonTime); }) ||
        std::any_of(asking.statuses.begin(), asking.statuses.end(),
                    [&](const domain::ThingStatusReport &each) { return isOfThatDay(each.time); });
    if (!asking.moment->knowsThings) {
        finish(ago);
        return;
    }
    auto promise = std::make_shared<QPromise<QHash<QString, domain::ThingStatus>>>();
    onAnswer(promise->future(), this,
             [this, ago, serial = asking.serial](const QHash<QString, domain::ThingStatus> &found) {
                 if (serial != m_asking[size_t(ago)].serial)
                     return;
                 m_asking[size_t(ago)].moment->statuses = found;
                 finish(ago);
             });
    QThreadPool::globalInstance()->start([promise, time, city = m_twin.city(),
                                          observations = std::move(asking.observations),
                                          statuses = std::move(asking.statuses)] {
        promise->start();
        promise->addResult(statusesOf(city, observations, statuses, time));
        promise->finish();
    });
}

void Historian::finish(Past::Ago ago)
{
    --m_asked;
    m_twin.past().setMoment(ago, std::exchange(m_asking[size_t(ago)].moment, nullptr));
}

/// The mean of each hour over the days before today, from the first on that anything is known of.
void Historian::askUsual()
{
    const QTimeZone zone = zoneOf(m_twin.city().get());
    const QDate today = QDateTime::fromMSecsSinceEpoch(m_usualDay, zone).date();
    store::StatisticsQuery query;
    query.from = today.addDays(-UsualDays).startOfDay(zone).toMSecsSinceEpoch();
    query.to = m_usualDay;
    query.by = store::StatisticsQuery::Key::Day;
    query.then = store::StatisticsQuery::Key::Hour;
    query.timezone = QString::fromLatin1(zone.id());
    ++m_asked;
    onAnswer(m_keeper.store().statistics(query), this,
             [this, today, serial = ++m_usualSerial](const base::Result<store::Statistics> &known) {
                 --m_asked;
                 if (serial != m_usualSerial || !known)
                     return;
                 UsualDay usual;
                 QDate first = today;
                 for (const store::StatisticsRow &row : known->rows) {
                     first = std::min(first, QDate::fromString(row.key, Qt::ISODate));
                     usual.hours[size_t(std::clamp(row.then.toInt(), 0, 23))] += row.received;
                 }
                 usual.days = int(first.daysTo(today));
                 for (double &hour : usual.hours)
                     hour /= std::max(1, usual.days);
                 m_twin.past().setUsual(usual);
             });
}

/// Once a day: what is in the district's data, which tell nothing of yesterday. Of everything and of each community.
void Historian::noteFigures()
{
    const auto &city = m_twin.city();
    const QString day = QDateTime::fromMSecsSinceEpoch(m_askedAt, zoneOf(city.get())).date().toString(Qt::ISODate);
    if (day == m_figuresOf || m_keeper.isExercise())
        return;
    m_figuresOf = day;
    IndicatorEvaluator evaluator(*city, nullptr, m_askedAt);
    std::vector<domain::ObjectRef> places{{}};
    for (const domain::PlaceTree::Node &node : city->places.nodes()) {
        if (node.area.level == domain::ObjectKind::Community)
            places.push_back(node.area.ref());
    }
    domain::Entry entry;
    entry.subject = domain::Subject::Figures;
    entry.id = day;
    entry.verb = QStringLiteral("count");
    entry.time = m_askedAt;
    for (const domain::ObjectRef &place : places) {
        evaluator.setScope(place);
        for (const domain::Indicator &indicator : city->indicators) {
            if (IndicatorEvaluator::isLive(indicator.query))
                continue;
            if (const std::optional<double> value = evaluator.value(indicator.query))
                entry.body.insert(figureKey(indicator.id, place), *value);
        }
    }
    onAnswer(m_keeper.store().entriesOf(domain::Subject::Figures, day), this,
             [this, entry](const base::Result<std::vector<domain::Entry>> &known) {
                 if (known && (known->empty() || known->back().body != entry.body))
                     m_keeper.store().record({entry});
             });
}

}
