#include "cli/SimulatedDistrict.h"

#include <algorithm>
#include <cmath>

namespace cli
{

using domain::EventState;

SimulatedDistrict::SimulatedDistrict(std::shared_ptr<const domain::City> city, quint32 seed)
    : m_city(std::move(city)), m_random(seed)
{
    for (const auto &layer : m_city->layers) {
        for (const domain::Thing &thing : layer->things) {
            for (const domain::Datastream &datastream : thing.datastreams) {
                const Habit &habit = habitOf(datastream.property);
                m_streams.push_back({datastream.id, &habit, habit.usual});
            }
        }
        for (const domain::Building &building : layer->buildings) {
            if (building.partOf.isEmpty() && !building.footprint.empty())
                m_buildings.push_back(&building);
        }
    }
    std::shuffle(m_streams.begin(), m_streams.end(), m_random);
}

const SimulatedDistrict::Habit &SimulatedDistrict::habitOf(const QString &property)
{
    // The first whose name the property begins with; the last one is for all others.
    static const Habit habits[] = {{"smoke", 0, 0, 0, 1, 2e-6, true},
                                   {"gas", 1, 0.8, 0, 35, 2e-6, false},
                                   {"residual-current", 45, 20, 0, 420, 2e-5, false},
                                   {"current", 9, 5, 0, 60, 1e-5, false},
                                   {"voltage", 228, 4, 0, 262, 2e-5, false},
                                   {"load", 38, 18, 0, 125, 2e-5, false},
                                   {"cable-temperature", 33, 5, -20, 84, 1e-5, false},
                                   {"tilt", 1.2, 0.3, 0, 5, 1e-6, false},
                                   {"water-level", 0.7, 0.1, 0, 2.1, 1e-5, false},
                                   {"ponding-depth", 0, 0.5, 0, 22, 1e-5, false},
                                   {"rain", 0, 0.6, 0, 45, 1e-5, false},
                                   {"fault", 0, 0, 0, 1, 1e-6, true},
                                   {"presence", 0, 0, 0, 1, 0.2, true},
                                   {"door", 0, 0, 0, 1, 0.05, true},
                                   {"", 20, 5, -1e9, 60, 0, false}};
    return *std::find_if(std::begin(habits), std::end(habits), [&property](const Habit &habit) {
        return property.startsWith(QLatin1String(habit.property));
    });
}

void SimulatedDistrict::sayAllOnline(qint64 now, feeds::FeedBatch &batch) const
{
    for (const auto &layer : m_city->layers) {
        for (const domain::Thing &thing : layer->things)
            batch.statuses.push_back({thing.id, true, now});
    }
}

void SimulatedDistrict::observe(qint64 now, feeds::FeedBatch &batch)
{
    Stream &stream = m_streams[m_next++ % m_streams.size()];
    const Habit &habit = *stream.habit;
    if (stream.emergency == 0 && chance() < habit.chance)
        stream.emergency = 20;
    if (stream.emergency > 0)
        --stream.emergency;
    const double aim = stream.emergency > 0 ? habit.emergency : habit.usual;
    if (habit.isTruth) {
        stream.value = aim;
    } else {
        const double pull = stream.emergency > 0 ? 0.5 : 0.1;
        const double stray = std::normal_distribution<>(0, habit.spread * 0.4)(m_random);
        stream.value = std::max(habit.least, stream.value + (aim - stream.value) * pull + stray);
    }
    domain::Observation observation;
    observation.datastream = stream.id;
    observation.phenomenonTime = observation.resultTime = now;
    observation.result = std::round(stream.value * 100) / 100;
    batch.observations.push_back(std::move(observation));
}

void SimulatedDistrict::report(qint64 now, feeds::FeedBatch &batch)
{
    const auto &types = m_city->catalogue.types;
    if (types.empty() || m_buildings.empty())
        return;
    const auto any = [this](size_t count) { return std::uniform_int_distribution<size_t>(0, count - 1)(m_random); };
    const domain::EventType &type = types[any(types.size())];
    const domain::Building &building = *m_buildings[any(m_buildings.size())];
    domain::Event event;
    event.id = QStringLiteral("sim-%1-%2").arg(m_started / 1000).arg(++m_reports, 4, 10, QLatin1Char('0'));
    event.type = type.id;
    event.title = type.name.zh.isEmpty() ? type.name.en : type.name.zh;
    event.klass = type.klass;
    event.severity = type.severity;
    event.source = QStringLiteral("resident-report");
    event.address = building.address.isEmpty() ? building.name : building.address;
    event.place = {domain::ObjectKind::Building, building.id};
    event.reported = event.updated = now;
    if (m_city->frame.crs().isValid()) {
        const geometry::Vec2 at = geometry::representativePoint(building.footprint);
        const geometry::Vec3 lonLat = m_city->frame.toLonLat({at.x, at.y, 0});
        event.longitude = lonLat.x;
        event.latitude = lonLat.y;
        event.hasPosition = true;
    }
    event.history = {{EventState::Reported, now, {}, {}, {}}};
    batch.events.push_back(event);
    m_events.push_back(std::move(event));
}

void SimulatedDistrict::govern(qint64 now, feeds::FeedBatch &batch)
{
    constexpr qint64 reportMs = 15000, stepMs = 5000;
    if (m_started == 0) {
        m_started = now;
        m_nextReport = now + reportMs / 10;
        m_nextStep = now + stepMs;
    }
    if (now >= m_nextReport) {
        report(now, batch);
        m_nextReport = now + qint64(std::exponential_distribution<>(1.0 / reportMs)(m_random));
    }
    if (now < m_nextStep || m_events.empty())
        return;
    m_nextStep = now + stepMs;
    const size_t index = std::uniform_int_distribution<size_t>(0, m_events.size() - 1)(m_random);
    domain::Event &event = m_events[index];
    event.state = EventState(int(event.state) + 1); // reported, accepted ... closed stand in this order
    event.updated = now;
    event.history.push_back({event.state, now, {}, {}, {}});
    if (event.state == EventState::Closed)
        event.closed = now;
    batch.events.push_back(event);
    if (event.state == EventState::Closed)
        m_events.erase(m_events.begin() + qsizetype(index));
}

}
