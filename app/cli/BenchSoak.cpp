#include "cli/BenchSoak.h"

#include "cli/FrameMeter.h"
#include "scene/CityView.h"

#include <QJsonArray>

#include <cmath>
#include <numeric>
#include <utility>

namespace cli
{

static constexpr int Samples = 60;

BenchSoak::BenchSoak(app::Viewer &viewer, const scene::CameraPose &whole, double seconds)
    : m_viewer(viewer), m_whole(whole), m_seconds(seconds)
{
    constexpr int LookMs = 100;
    m_look.setInterval(LookMs);
    connect(&m_look, &QTimer::timeout, this, &BenchSoak::look);
}

void BenchSoak::start(std::function<void()> done)
{
    m_done = std::move(done);
    m_elapsed.start();
    m_look.start();
    fly();
}

void BenchSoak::fly()
{
    constexpr double Nearest = 60;
    ++m_flights;
    const double reach = 0.5 * m_whole.distance;
    scene::CameraPose pose = m_whole;
    pose.target.x += (m_random.generateDouble() - 0.5) * reach;
    pose.target.y += (m_random.generateDouble() - 0.5) * reach;
    pose.distance = Nearest * std::pow(std::max(m_whole.distance, Nearest) / Nearest, m_random.generateDouble());
    pose.heading = 360 * m_random.generateDouble();
    pose.pitch = -5 - 60 * m_random.generateDouble();
    m_viewer.view()->flyTo(pose);
}

void BenchSoak::look()
{
    const double at = double(m_elapsed.elapsed()) / 1000.0;
    if (at >= m_seconds * double(m_residentMiB.size() + 1) / Samples)
        m_residentMiB.push_back(residentMiB());
    if (m_residentMiB.size() >= Samples) {
        m_look.stop();
        QTimer::singleShot(0, this, std::exchange(m_done, {}));
    } else if (!m_viewer.view()->isMoving()) {
        fly();
    }
}

QJsonObject BenchSoak::report() const
{
    QJsonArray samples;
    for (const double each : m_residentMiB)
        samples.append(std::round(each * 10) / 10);
    constexpr int Twelfth = Samples / 12;
    double growth = 0;
    if (m_residentMiB.size() >= Samples) {
        const auto from = m_residentMiB.begin();
        const double before = std::accumulate(from + Twelfth, from + 2 * Twelfth, 0.0);
        const double after = std::accumulate(from + Samples - Twelfth, from + Samples, 0.0);
        growth = 100 * (after / before - 1);
    }
    return {{QStringLiteral("seconds"), m_seconds},
            {QStringLiteral("flights"), m_flights},
            {QStringLiteral("residentMiB"), samples},
            {QStringLiteral("growthPercent"), growth}};
}

}
