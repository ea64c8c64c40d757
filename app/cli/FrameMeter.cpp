#include "cli/FrameMeter.h"

#include "scene/CityView.h"

#include <QFile>
#include <QTimer>

#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <utility>

namespace cli
{

double share(std::vector<double> values, double part)
{
    if (values.empty())
        return 0;
    const size_t at = std::min(values.size() - 1, size_t(part * double(values.size())));
    std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(at), values.end());
    return values[at];
}

double cpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

double residentMiB()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / (1024.0 * 1024.0);
}

QJsonObject Times::toJson() const
{
    return {{QStringLiteral("median"), median()},
            {QStringLiteral("p95"), share(ms, 0.95)},
            {QStringLiteral("p99"), share(ms, 0.99)},
            {QStringLiteral("worst"), share(ms, 1)},
            {QStringLiteral("first"), ms.empty() ? 0.0 : ms.front()},
            {QStringLiteral("cpuMean"), ms.empty() ? 0.0 : cpuMs / double(ms.size())}};
}

void FrameMeter::attach()
{
    connect(m_viewer.window(), &QQuickWindow::frameSwapped, this, &FrameMeter::onFrame);
    connect(m_viewer.view(), &scene::CityView::frameRendered, this, [this] { m_sceneDrawn = true; });
}

void FrameMeter::measure(Times &times, int frames, std::function<void(int)> move, std::function<void()> then)
{
    m_times = &times;
    m_done = 0;
    m_wanted = frames;
    m_move = std::move(move);
    m_then = std::move(then);
    m_cpuBefore = cpuSeconds();
    step();
}

void FrameMeter::step()
{
    m_sceneDrawn = false;
    m_timer.start();
    m_move(m_done);
    m_viewer.window()->update();
}

void FrameMeter::onFrame()
{
    if (!m_times)
        return;
    if (!m_sceneDrawn) {
        m_viewer.window()->update();
        return;
    }
    m_times->ms.push_back(double(m_timer.nsecsElapsed()) * 1e-6);
    // From the event loop: swapping and moving within one call would count nothing of the loop's own cost.
    if (++m_done < m_wanted) {
        QTimer::singleShot(0, this, [this] { step(); });
    } else {
        m_times->cpuMs += (cpuSeconds() - m_cpuBefore) * 1000;
        m_times = nullptr;
        QTimer::singleShot(0, this, std::exchange(m_then, {}));
    }
}

void FrameMeter::whenSettled(std::function<void()> then)
{
    m_settled = std::move(then);
    m_waiting.start();
    look();
}

void FrameMeter::look()
{
    constexpr int LookMs = 20, PatienceMs = 60'000;
    const scene::CityView *view = m_viewer.view();
    if ((view->isSettled() && !view->isMoving()) || m_waiting.elapsed() > PatienceMs) {
        std::exchange(m_settled, {})();
        return;
    }
    m_viewer.window()->update();
    QTimer::singleShot(LookMs, this, [this] { look(); });
}

}
