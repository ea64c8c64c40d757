#include "core/SourceHealth.h"

#include "core/IndicatorEvaluator.h"
#include "core/Text.h"

#include <algorithm>
#include <array>

namespace app
{

using FeedState = feeds::FeedStatus::State;
using State = SourceHealth::State;

namespace
{

/// Devices of one kind, all over the city.
struct Kind {
    qint64 devices = 0, online = 0, newest = 0;
};
using Kinds = std::array<Kind, domain::ThingKindCount>;

}

QString stateName(State state)
{
    switch (state) {
    case State::Ok:
        return QStringLiteral("ok");
    case State::Stale:
        return QStringLiteral("stale");
    case State::Failing:
        return QStringLiteral("failing");
    case State::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

static Kinds kindsOf(const Twin &twin)
{
    Kinds kinds;
    for (const auto &layer : twin.city()->layers) {
        for (const domain::Thing &thing : layer->things) {
            Kind &kind = kinds[size_t(thing.kind)];
            ++kind.devices;
            const domain::ThingState *state = twin.state().thing(thing.id);
            if (!state)
                continue;
            kind.online += state->status == domain::ThingStatus::Online ? 1 : 0;
            kind.newest = std::max(kind.newest, state->observed);
        }
    }
    return kinds;
}

/// An alarm's event is news of the system whose device raised it, not of all that raise alarms.
static bool isNewsOf(const domain::SourceSystem &system, const domain::Event &event, const domain::City &city)
{
    if (!system.events.contains(event.source))
        return false;
    const domain::Thing *thing = event.place.kind == domain::ObjectKind::Thing && !system.things.isEmpty()
                                     ? city.thing(event.place.id)
                                     : nullptr;
    return !thing || system.things.contains(domain::thingKindName(thing->kind));
}

static bool isOfLayer(const QString &id, const QString &layer)
{
    return id == layer || id.startsWith(layer + u':'); // a city model is several layers
}

static void addLayers(const domain::SourceSystem &system, const domain::City &city, SourceHealth &health)
{
    QString warned;
    for (const QString &id : system.layers) {
        bool found = false;
        for (const auto &layer : city.layers) {
            if (!isOfLayer(layer->info.id, id))
                continue;
            found = true;
            health.features += qint64(layer->info.features);
            for (const base::Warning &warning : layer->warnings.list()) {
                health.warnings += warning.count;
                if (warned.isEmpty())
                    warned = warning.message;
            }
        }
        if (found || !city.complete)
            continue;
        health.state = State::Failing;
        const auto error = city.layerErrors.constFind(id);
        health.error = error != city.layerErrors.constEnd() ? error->message
                                                            : translate("app", "its layer \"%1\" is not there").arg(id);
    }
    if (health.error.isEmpty())
        health.error = warned;
}

static void addFeeds(const domain::SourceSystem &system, const Twin &twin, const std::vector<feeds::FeedStatus> &feeds,
                     SourceHealth &health)
{
    for (const feeds::FeedStatus &feed : feeds) {
        if (!system.feeds.contains(feed.id))
            continue;
        if (feed.state == FeedState::Failed) {
            health.state = State::Failing;
            health.error = feed.reason;
        } else if (feed.state == FeedState::Silent && health.state != State::Failing) {
            health.state = State::Stale;
        } else if (feed.state == FeedState::Connecting && !feed.reason.isEmpty() && health.state != State::Failing) {
            // It tries again and again: there was an answer once, or never.
            health.state = feed.lastMessage > 0 ? State::Stale : State::Failing;
            health.error = feed.reason;
        }
        for (const base::Warning &warning : twin.runWarnings().list()) {
            if (warning.source != feed.id)
                continue;
            health.warnings += warning.count;
            if (health.error.isEmpty())
                health.error = warning.message;
        }
    }
}

static void addNews(const domain::SourceSystem &system, const Twin &twin, const Kinds &kinds, qint64 today,
                    SourceHealth &health)
{
    for (const QString &name : system.things) {
        const Kind &kind = kinds[size_t(domain::thingKindFromName(name))];
        health.devices += kind.devices;
        health.devicesOnline += kind.online;
        health.newest = std::max(health.newest, kind.newest);
    }
    for (const domain::Event *event :
         system.events.isEmpty() ? std::vector<const domain::Event *>() : twin.state().events()) {
        if (!isNewsOf(system, *event, *twin.city()))
            continue;
        health.events += event->reported >= today ? 1 : 0;
        health.newest = std::max({health.newest, event->reported, event->told});
    }
    for (const domain::Alert *alert : system.alerts ? twin.state().alerts() : std::vector<const domain::Alert *>()) {
        ++health.alerts;
        health.newest = std::max(health.newest, alert->sent);
    }
    health.rows = health.features + health.devices + health.events + health.alerts;
}

std::vector<SourceHealth> sourceHealth(const Twin &twin, const std::vector<feeds::FeedStatus> &feeds, qint64 now)
{
    std::vector<SourceHealth> all;
    const auto &city = twin.city();
    if (!city)
        return all;
    const Kinds kinds = kindsOf(twin);
    const qint64 today = startOfDay(now, zoneOf(city.get()));
    for (const domain::SourceSystem &system : city->sources) {
        SourceHealth health;
        health.live = !system.things.isEmpty() || !system.events.isEmpty() || system.alerts;
        addLayers(system, *city, health);
        addFeeds(system, twin, feeds, health);
        addNews(system, twin, kinds, today, health);
        if (city->complete && !system.things.isEmpty() && health.devices == 0 && health.state != State::Failing) {
            health.state = State::Failing;
            health.error = translate("app", "none of its devices is known");
        }
        if (health.state == State::Unknown) {
            const bool expected = system.freshSeconds > 0;
            if (expected && health.newest > 0)
                health.state = double(now - health.newest) > system.freshSeconds * 1000 ? State::Stale : State::Ok;
            else if (!expected && city->complete)
                health.state = State::Ok;
        }
        all.push_back(std::move(health));
    }
    return all;
}

}
