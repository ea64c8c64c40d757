#pragma once

#include "base/Clock.h"

#include <QElapsedTimer>

#include <mutex>

namespace feeds
{

/// The time that replays live in: runs at any speed, stands still, jumps. Any thread.
class ReplayClock final : public base::Clock
{
public:
    ReplayClock();

    qint64 nowMs() const override;
    /// Standing still at first.
    void setRunning(bool running);
    void setSpeed(double speed);
    double speed() const;
    void jump(qint64 ms);
    /// It stands still once it is there.
    void setEnd(qint64 ms);

private:
    qint64 at() const;
    void anchor();

    mutable std::mutex m_mutex;
    QElapsedTimer m_timer;
    qint64 m_base = 0; ///< the time when `m_timer` was `m_anchor`
    qint64 m_anchor = 0;
    qint64 m_end = std::numeric_limits<qint64>::max();
    double m_speed = 1;
    bool m_running = false;
};

}
