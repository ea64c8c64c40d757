#include "cli/BenchSoak.h"

#include "cli/FrameMeter.h"
#include "scene/CityView.h"

#include <QJsonArray>

#include <malloc.h>

#include <cmath>
#include <cstdio>
#include <numeric>
#include <utility>

namespace cli
{

static constexpr int Samples = 60;

static double allocatedMiB()
{
    const struct mallinfo2 info = mallinfo2();
    return double(info.uordblks + info.hblkhd) / (1024.0 * 1024.0);
}

BenchSoak::BenchSoak(app::Viewer &viewer, const scene::CameraPose &whole, double seconds, bool tells)
    : m_viewer(viewer), m_whole(whole), m_seconds(seconds), m_tells(tells)
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
        sample(at);
    if (m_residentMiB.size() >= Samples) {
        m_look.stop();
        QTimer::singleShot(0, this, std::exchange(m_done, {}));
    } else if (!m_viewer.view()->isMoving()) {
        fly();
    }
}

void BenchSoak::sample(double at)
{
    m_residentMiB.push_back(residentMiB());
    m_allocatedMiB.push_back(allocatedMiB());
    if (m_tells)
        std::fprintf(stderr, "%.0f s: %.1f MiB, %.1f of them allocated, %d flights\n", at, m_residentMiB.back(),
                     m_allocatedMiB.back(), m_flights);
}

static QJsonArray rounded(const std::vector<double> &values)
{
    QJsonArray result;
    for (const double each : values)
        result.append(std::round(each * 10) / 10);
    return result;
}

QJsonObject BenchSoak::report() const
{
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
            {QStringLiteral("residentMiB"), rounded(m_residentMiB)},
            {QStringLiteral("allocatedMiB"), rounded(m_allocatedMiB)},
            {QStringLiteral("growthPercent"), growth}};
}

}
