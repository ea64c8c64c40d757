#include "operations/GaugeModel.h"

#include "base/Durations.h"
#include "core/Directory.h"
#include "core/Text.h"
#include "operations/Answers.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace app
{

static constexpr qint64 StepMs = 5 * 60 * 1000;
using base::HourMs;

static bool isGauge(const domain::Thing &thing)
{
    return thing.kind == domain::ThingKind::Rain || thing.kind == domain::ThingKind::WaterLevel;
}

void GaugeModel::Track::add(qint64 time, double reading)
{
    if (!std::isfinite(reading) || time <= 0)
        return;
    const auto [step, isNew] = steps.try_emplace(time / StepMs, reading);
    if (!isNew)
        step->second = std::max(step->second, reading);
    if (time >= newest) {
        newest = time;
        value = reading;
    }
}

GaugeModel::GaugeModel(QObject *parent, Twin *twin, Keeper *keeper) : QObject(parent), m_twin(*twin), m_keeper(*keeper)
{
    constexpr int SecondMs = 1000;
    m_soon.setSingleShot(true);
    m_soon.setInterval(SecondMs);
    connect(&m_soon, &QTimer::timeout, this, &GaugeModel::compute);
    connect(&m_twin, &Twin::heard, this, &GaugeModel::hear);
    connect(&m_twin, &Twin::cityChanged, this, &GaugeModel::refill);
    connect(&m_twin, &Twin::languageChanged, this, &GaugeModel::compute);
    connect(&m_twin, &Twin::rulesChanged, this, &GaugeModel::refill);
    connect(&m_twin, &Twin::changed, this, [this](const domain::ChangeSet &changes) {
        const bool ours =
            changes.reset ||
            std::any_of(changes.things.begin(), changes.things.end(), [this](const domain::ThingState &state) {
                return std::any_of(m_tracks.begin(), m_tracks.end(),
                                   [&](const Track &track) { return track.thing->id == state.thing; });
            });
        if (ours && !m_soon.isActive())
            m_soon.start();
    });
    connect(&m_keeper, &Keeper::ready, this, &GaugeModel::askStore);
    refill();
}

QStringList GaugeModel::streamsOf(const domain::City &city)
{
    QStringList streams;
    for (const auto &layer : city.layers) {
        for (const domain::Thing &thing : layer->things) {
            if (!isGauge(thing))
                continue;
            for (const domain::Datastream &stream : thing.datastreams)
                streams.append(stream.id);
        }
    }
    return streams;
}

/// The same gauges of a city with other layers or rules keep what they have.
void GaugeModel::refill()
{
    const auto before = m_city; // its things are still pointed at
    m_city = m_twin.city();
    QHash<QString, Track> old = std::exchange(m_tracks, {});
    m_properties.clear();
    ++m_cities;
    for (const domain::ThingKind kind : {domain::ThingKind::Rain, domain::ThingKind::WaterLevel}) {
        for (const auto &layer : m_city ? m_city->layers : decltype(m_city->layers)()) {
            for (const domain::Thing &thing : layer->things) {
                if (thing.kind != kind)
                    continue;
                for (const domain::Datastream &stream : thing.datastreams) {
                    Track track = old.take(stream.id);
                    track.thing = &thing;
                    track.stream = &stream;
                    m_tracks.insert(stream.id, std::move(track));
                    if (!m_properties.contains(stream.property))
                        m_properties.append(stream.property);
                }
            }
        }
    }
    if (m_city && m_city->complete)
        askStore();
    compute();
}

void GaugeModel::askStore()
{
    if (!m_keeper.isOpen() || m_keeper.isExercise() || m_tracks.isEmpty())
        return;
    constexpr int MostPoints = int(SpanMs / StepMs);
    const qint64 now = m_twin.now();
    for (auto track = m_tracks.begin(); track != m_tracks.end(); ++track) {
        onAnswer(m_keeper.store().series(track.key(), now - SpanMs, now, MostPoints), this,
                 [this, id = track.key(), asked = m_cities](const base::Result<store::Series> &series) {
                     const auto found = m_tracks.find(id);
                     if (asked != m_cities || !series || found == m_tracks.end())
                         return;
                     for (const store::SeriesPoint &point : series->points)
                         found->add(point.time, point.greatest);
                     if (!m_soon.isActive())
                         m_soon.start();
                 });
    }
}

void GaugeModel::hear(const feeds::FeedBatch &batch)
{
    if (m_tracks.isEmpty())
        return;
    bool any = batch.reset;
    if (batch.reset) {
        for (Track &track : m_tracks) {
            track.steps.clear();
            track.newest = 0;
            track.value = geometry::NaN;
        }
    }
    for (const feeds::SeriesPast &past : batch.pasts) {
        const auto found = m_tracks.find(past.datastream);
        for (size_t i = 0; found != m_tracks.end() && i < past.means.size(); ++i)
            found->add(past.means[i].time, past.means[i].value);
        any = any || found != m_tracks.end();
    }
    for (const domain::Observation &observation : batch.observations) {
        const auto found = m_tracks.find(observation.datastream);
        if (found == m_tracks.end())
            continue;
        found->add(observation.phenomenonTime, observation.result.toDouble(geometry::NaN));
        any = true;
    }
    if (any && !m_soon.isActive())
        m_soon.start();
}

/// The lowest limit above the reading; the highest where all are passed.
const domain::AlarmRule *GaugeModel::nextLimit(const Track &track) const
{
    const domain::AlarmRule *next = nullptr;
    const auto limitOf = [&](const domain::AlarmRule &rule) {
        return rule.thresholdOf.value(track.thing->id, rule.threshold);
    };
    for (const domain::AlarmRule &rule : m_city->rules.rules) {
        if (!rule.enabled || rule.compare != domain::AlarmRule::Compare::Above ||
            rule.property != track.stream->property ||
            (rule.thing != track.thing->kind && rule.thing != domain::ThingKind::Other))
            continue;
        if (!next) {
            next = &rule;
            continue;
        }
        const double limit = limitOf(rule), best = limitOf(*next);
        const bool ahead = limit > track.value, bestAhead = best > track.value;
        if (ahead != bestAhead ? ahead : ahead ? limit < best : limit > best)
            next = &rule;
    }
    return next;
}

QVariantMap GaugeModel::describe(const QString &property, const std::vector<const Track *> &tracks) const
{
    const auto severity = [this](const Track &track) {
        const domain::ThingState *state = m_twin.state().thing(track.thing->id);
        return state ? int(state->severity) : 0;
    };
    const auto worse = [&](const Track *a, const Track *b) {
        if (std::isnan(a->value) != std::isnan(b->value))
            return std::isnan(b->value);
        return severity(*a) != severity(*b) ? severity(*a) > severity(*b) : a->value > b->value;
    };
    const Track &worst = **std::min_element(tracks.begin(), tracks.end(), worse);
    const domain::ThingState *state = m_twin.state().thing(worst.thing->id);
    const QString visual = state ? visualState(state->status, state->severity) : QStringLiteral("stale");
    const QString unit = worst.stream->unit;
    QVariantMap map{{QStringLiteral("id"), property},
                    {QStringLiteral("label"), propertyLabel(property)},
                    {QStringLiteral("count"), int(tracks.size())},
                    {QStringLiteral("thing"), worst.thing->id},
                    {QStringLiteral("name"), nameOf(m_twin, worst.thing->ref())},
                    {QStringLiteral("valueText"), readingText(property, worst.value, unit)},
                    {QStringLiteral("unit"), unitText(unit)},
                    {QStringLiteral("visual"), visual},
                    {QStringLiteral("shape"), shapeOf(visual)}};
    const qint64 now = std::max(m_twin.now(), worst.newest);
    QVariantList points;
    for (const auto &[step, greatest] : worst.steps) {
        const qint64 time = step * StepMs;
        if (time >= now - SpanMs && time < worst.newest)
            points.append(QVariantMap{{QStringLiteral("x"), double(time)}, {QStringLiteral("y"), greatest}});
    }
    if (!std::isnan(worst.value)) {
        points.append(QVariantMap{{QStringLiteral("x"), double(worst.newest)}, {QStringLiteral("y"), worst.value}});
        map.insert(QStringLiteral("ageText"), ageText(now - worst.newest));
        const auto before = worst.steps.upper_bound((worst.newest - HourMs) / StepMs);
        if (before != worst.steps.begin() && std::prev(before)->first * StepMs >= worst.newest - 2 * HourMs) {
            const double rise = worst.value - std::prev(before)->second;
            const QString text = readingText(property, std::abs(rise), unit);
            map.insert(QStringLiteral("riseText"), text == readingText(property, 0, unit) ? tr("steady")
                                                   : rise > 0                             ? tr("up %1 in 1 h").arg(text)
                                                              : tr("down %1 in 1 h").arg(text));
        }
    }
    map.insert(QStringLiteral("points"), points);
    if (const domain::AlarmRule *rule = nextLimit(worst)) {
        const double limit = rule->thresholdOf.value(worst.thing->id, rule->threshold);
        map.insert(QStringLiteral("limit"), limit);
        map.insert(
            QStringLiteral("limitText"),
            tr("%1 %2", "rule, limit").arg(rule->name.in(m_twin.language()), readingText(property, limit, unit)));
        map.insert(QStringLiteral("limitVisual"), domain::severityName(rule->severity));
    }
    return map;
}

void GaugeModel::compute()
{
    QVariantList gauges;
    for (const QString &property : std::as_const(m_properties)) {
        std::vector<const Track *> tracks;
        for (const Track &track : std::as_const(m_tracks)) {
            if (track.stream->property == property)
                tracks.push_back(&track);
        }
        gauges.append(describe(property, tracks));
    }
    // What is older than is shown is not kept.
    for (Track &track : m_tracks)
        track.steps.erase(track.steps.begin(), track.steps.lower_bound((m_twin.now() - 2 * SpanMs) / StepMs));
    if (gauges == m_gauges)
        return;
    m_gauges = std::move(gauges);
    Q_EMIT changed();
}

QString GaugeModel::clock(double ms) const
{
    return QDateTime::fromMSecsSinceEpoch(qint64(ms), zoneOf(m_city.get())).toString(QStringLiteral("HH:mm"));
}

QString GaugeModel::reading(const QString &property, double value) const
{
    const auto found = std::find_if(m_tracks.begin(), m_tracks.end(),
                                    [&](const Track &track) { return track.stream->property == property; });
    return readingText(property, value, found != m_tracks.end() ? found->stream->unit : QString());
}

}
