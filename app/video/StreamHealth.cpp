#include "video/StreamHealth.h"

#include <algorithm>

namespace app
{

void StreamHealth::open(qint64 now)
{
    m_phase = Phase::Opening;
    m_openedAt = now;
}

void StreamHealth::pictureCame(qint64 now)
{
    if (m_phase != Phase::Playing)
        m_playingSince = now;
    m_phase = Phase::Playing;
    m_lastPicture = now;
    m_fault = StreamFault::None;
    m_detail.clear();
    if (now - m_playingSince >= m_patience.stable)
        m_failures = 0;
}

void StreamHealth::fail(qint64 now, StreamFault fault)
{
    m_phase = Phase::Failed;
    m_fault = fault;
    m_detail.clear();
    // 2, 4, 8 ... seconds: a camera that restarts is back soon, one that is gone costs next to nothing.
    constexpr int MostDoublings = 16;
    const qint64 wait = qint64(m_patience.firstRetry) << std::min(m_failures, MostDoublings);
    ++m_failures;
    m_nextTry = now + std::min<qint64>(wait, m_patience.lastRetry);
}

void StreamHealth::close()
{
    // One picture is enough to know that it works again.
    if (m_phase == Phase::Playing)
        m_failures = 0;
    if (m_phase != Phase::Failed)
        m_phase = m_failures > 0 ? Phase::Failed : Phase::Idle;
}

void StreamHealth::explain(StreamFault fault, const QString &detail)
{
    if (m_phase != Phase::Failed && m_phase != Phase::Opening)
        return;
    m_fault = fault;
    m_detail = detail;
}

std::optional<StreamFault> StreamHealth::overdue(qint64 now) const
{
    if (m_phase == Phase::Opening && now - m_openedAt > m_patience.open)
        return StreamFault::NoAnswer;
    if (m_phase == Phase::Playing && now - m_lastPicture > m_patience.stall)
        return StreamFault::Stalled;
    return std::nullopt;
}

}
