#include "core/Twin.h"

#include "core/IndicatorEvaluator.h"
#include "core/Text.h"

#include <algorithm>
#include <utility>

namespace app
{

static constexpr int FlushMs = 100;
static Twin *s_current = nullptr;

Twin::Twin(QObject *parent) : QObject(parent)
{
    if (!s_current)
        s_current = this;
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Twin::flush);
}

Twin::~Twin()
{
    if (s_current == this)
        s_current = nullptr;
}

Twin *Twin::current()
{
    return s_current;
}

void Twin::setCity(std::shared_ptr<const domain::City> city)
{
    m_city = std::move(city);
    m_before.clear();
    m_places.reset();
    m_rooms.reset();
    m_english.reset();
    if (!m_city)
        setInterior(nullptr);
    // Things and rules count only once they are all there; until then the state has nothing to say.
    const bool live = m_city && m_city->complete;
    if (live) {
        m_state.setCity(m_city);
    } else if (!m_city) {
        m_state.setCity(std::make_shared<domain::City>());
        m_state.reset(now());
        m_layers.clear();
        m_missing.clear();
        m_runWarnings = {};
        m_past.clear();
        m_pending = {};
        m_hasPending = false;
        Q_EMIT runWarningsChanged();
    }
    Q_EMIT cityChanged();
    if (live) {
        publish(m_state.snapshot(now()));
        checkIndicators();
    }
}

void Twin::checkIndicators()
{
    for (const domain::Indicator &indicator : m_city->indicators) {
        if (!IndicatorEvaluator::isReadable(indicator.query))
            addWarning({QStringLiteral("indicator-query"),
                        m_city->name.en,
                        indicator.id,
                        translate("app", "the query cannot be read: the indicator has no number"),
                        1,
                        {}});
    }
}

void Twin::setRules(const domain::Rules &rules)
{
    if (!m_city)
        return;
    auto city = std::make_shared<domain::City>(*m_city);
    city->rules = rules;
    city->index();
    m_before.push_back(std::exchange(m_city, std::move(city)));
    m_places.reset();
    m_rooms.reset();
    if (m_city->complete) {
        m_state.setCity(m_city);
        publish(m_state.tick(now()));
    }
    Q_EMIT rulesChanged();
}

void Twin::seed(const QString &datastream, const std::vector<live::HistoryPoint> &points)
{
    m_state.seed(datastream, points);
}

void Twin::seed(const std::vector<feeds::SeriesPast> &pasts)
{
    for (const feeds::SeriesPast &past : pasts) {
        std::vector<live::HistoryPoint> points;
        for (const feeds::SeriesPast::Mean &mean : past.means)
            points.push_back({mean.time, mean.value, mean.count});
        m_state.seed(past.datastream, points);
    }
}

void Twin::setInterior(std::shared_ptr<const domain::Interior> interior)
{
    if (m_interior == interior)
        return;
    m_interior = std::move(interior);
    m_rooms.reset();
    Q_EMIT interiorChanged();
}

const Rooms *Twin::rooms() const
{
    if (!m_interior || !m_city)
        return nullptr;
    if (!m_rooms)
        m_rooms.emplace(m_city, m_interior);
    return &*m_rooms;
}

const QHash<QString, QString> &Twin::english() const
{
    if (m_english)
        return *m_english;
    m_english.emplace();
    const auto add = [this](const QString &text, const QString &english) {
        if (!text.isEmpty() && !english.isEmpty())
            m_english->insert(text, english);
    };
    for (const auto &layer : m_city ? m_city->layers : std::vector<std::shared_ptr<const domain::Layer>>()) {
        for (const domain::AdminArea &area : layer->areas)
            add(area.name, area.nameEn);
        for (const domain::Building &building : layer->buildings) {
            add(building.name, building.nameEn);
            add(building.address, building.addressEn);
        }
        for (const domain::Feature &feature : layer->features)
            add(feature.name, feature.nameEn);
        for (const domain::Thing &thing : layer->things)
            add(thing.address, thing.addressEn);
    }
    return *m_english;
}

const PlaceStatus &Twin::places() const
{
    if (!m_places)
        m_places = m_city ? PlaceStatus(*m_city, m_state) : PlaceStatus();
    return *m_places;
}

void Twin::setClock(const base::Clock *clock)
{
    m_clock = clock;
}

void Twin::setLanguage(const QString &language)
{
    // Sent even when only the translators changed: everything made of words is made anew.
    m_language = language;
    Q_EMIT languageChanged();
}

void Twin::addWarning(const base::Warning &warning)
{
    m_runWarnings.add(warning);
    Q_EMIT runWarningsChanged();
}

void Twin::setShownEvents(std::optional<QSet<QString>> events)
{
    if (events == m_shownEvents)
        return;
    m_shownEvents = std::move(events);
    Q_EMIT shownEventsChanged();
}

void Twin::setMissingParts(const QString &layer, int parts)
{
    if (missingParts(layer) == parts)
        return;
    m_missing.insert(layer, parts);
    Q_EMIT missingPartsChanged(layer);
}

void Twin::take(const feeds::FeedBatch &batch)
{
    if (batch.reset) {
        // Nobody sees the empty moment in between: one change set says how things stand there.
        m_pending = {};
        m_hasPending = false;
        m_timer.stop();
        m_lastTick = now();
        Q_EMIT heard(batch);
        m_state.reset(now());
        seed(batch.pasts);
        domain::ChangeSet told = m_state.apply(batch.observations, batch.statuses, batch.events, now(), batch.alerts);
        domain::ChangeSet whole = m_state.snapshot(now());
        whole.entries = std::move(told.entries);
        publish(whole);
        Q_EMIT ticked(now());
        return;
    }
    const auto append = [](auto &to, const auto &from) { to.insert(to.end(), from.begin(), from.end()); };
    append(m_pending.observations, batch.observations);
    append(m_pending.statuses, batch.statuses);
    append(m_pending.events, batch.events);
    append(m_pending.alerts, batch.alerts);
    append(m_pending.pasts, batch.pasts);
    m_hasPending = true;
    if (m_timer.isActive())
        return;
    const qint64 since = m_sinceFlush.isValid() ? m_sinceFlush.elapsed() : FlushMs;
    m_timer.start(int(std::max<qint64>(0, FlushMs - since)));
}

void Twin::flush()
{
    m_timer.stop();
    if (!m_hasPending)
        return;
    m_sinceFlush.start();
    const feeds::FeedBatch batch = std::exchange(m_pending, {});
    m_hasPending = false;
    Q_EMIT heard(batch);
    seed(batch.pasts);
    publish(m_state.apply(batch.observations, batch.statuses, batch.events, now(), batch.alerts));
}

void Twin::take(const std::vector<domain::Entry> &entries)
{
    publish(m_state.take(entries, now()));
}

void Twin::replace(domain::Subject subject, const std::vector<domain::Entry> &entries)
{
    publish(m_state.replace(subject, entries, now()));
}

void Twin::restore(const std::vector<domain::Event> &events, const std::vector<domain::Alarm> &alarms,
                   const std::vector<domain::Alert> &alerts, const std::vector<domain::Observation> &observations,
                   const std::vector<domain::ThingStatusReport> &statuses)
{
    publish(m_state.restore(events, alarms, alerts, observations, statuses, now()));
}

void Twin::tick()
{
    const qint64 time = now();
    if (time == m_lastTick)
        return; // a replay stands still
    m_lastTick = time;
    if (m_city && m_city->complete) {
        publish(m_state.tick(time));
        for (const base::Warning &warning : m_state.takeWarnings())
            addWarning(warning);
    }
    Q_EMIT ticked(time);
}

void Twin::publish(const domain::ChangeSet &changes)
{
    if (changes.isEmpty() && changes.raised.empty())
        return;
    m_places.reset();
    Q_EMIT changed(changes);
}

}
