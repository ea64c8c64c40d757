#pragma once

#include "domain/City.h"
#include "feeds/Feed.h"

#include <random>

namespace cli
{

/// Makes up what a district's sensors and residents might say. Observations walk about usual values and now and then
/// leave them; events are reported at buildings and go through their life cycle. The same seed says the same values.
class SimulatedDistrict
{
public:
    explicit SimulatedDistrict(std::shared_ptr<const domain::City> city, quint32 seed = 1);

    size_t datastreams() const { return m_streams.size(); }
    void sayAllOnline(qint64 now, feeds::FeedBatch &batch) const;
    /// The next datastream's next observation.
    void observe(qint64 now, feeds::FeedBatch &batch);
    /// A new event about every 15 s, and a step of those in hand.
    void govern(qint64 now, feeds::FeedBatch &batch);

private:
    /// How a property behaves: where it rests, how far it strays, where it ends in an emergency (and how likely that
    /// is).
    struct Habit {
        const char *property;
        double usual, spread, least, emergency, chance;
        bool isTruth;
    };
    struct Stream {
        QString id;
        const Habit *habit;
        double value;
        int emergency = 0; ///< observations it still lasts
    };
    static const Habit &habitOf(const QString &property);
    double chance() { return std::uniform_real_distribution<>(0, 1)(m_random); }
    void report(qint64 now, feeds::FeedBatch &batch);

    std::shared_ptr<const domain::City> m_city;
    std::vector<Stream> m_streams;
    std::vector<const domain::Building *> m_buildings;
    std::vector<domain::Event> m_events;
    std::mt19937 m_random;
    size_t m_next = 0;
    qint64 m_started = 0, m_nextReport = 0, m_nextStep = 0;
    int m_reports = 0;
};

}
