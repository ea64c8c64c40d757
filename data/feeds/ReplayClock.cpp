#include "feeds/ReplayClock.h"

#include <algorithm>

namespace feeds
{

ReplayClock::ReplayClock()
{
    m_timer.start();
}

qint64 ReplayClock::at() const
{
    if (!m_running)
        return m_base;
    const double passed = double(m_timer.nsecsElapsed() / 1000 - m_anchor) / 1000.0 * m_speed;
    return std::max(m_base, std::min(m_end, m_base + qint64(passed)));
}

void ReplayClock::anchor()
{
    m_base = at();
    m_anchor = m_timer.nsecsElapsed() / 1000;
}

qint64 ReplayClock::nowMs() const
{
    const std::lock_guard lock(m_mutex);
    return at();
}

void ReplayClock::setRunning(bool running)
{
    const std::lock_guard lock(m_mutex);
    anchor();
    m_running = running;
}

void ReplayClock::setSpeed(double speed)
{
    const std::lock_guard lock(m_mutex);
    anchor();
    m_speed = std::clamp(speed, 0.001, 1e6);
}

double ReplayClock::speed() const
{
    const std::lock_guard lock(m_mutex);
    return m_speed;
}

void ReplayClock::jump(qint64 ms)
{
    const std::lock_guard lock(m_mutex);
    anchor();
    m_base = ms;
}

void ReplayClock::setEnd(qint64 ms)
{
    const std::lock_guard lock(m_mutex);
    anchor();
    m_end = ms;
}

}
