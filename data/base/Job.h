#pragma once

#include <QString>

#include <atomic>
#include <functional>

namespace base
{

/// What a long job shares with whoever waits for it: a progress report and a flag to stop. `progress` is called on the
/// job's thread; `cancel()` may be called from any thread.
class Job
{
public:
    using Progress = std::function<void(const QString &stage, double fraction)>;

    Job() = default;
    explicit Job(Progress progress) : m_progress(std::move(progress)) {}
    /// A part of a larger job: it stops with it, and reports to `progress` (or to nobody).
    Job(const Job &whole, Progress progress) : m_progress(std::move(progress)), m_whole(&whole) {}

    /// Stage: translated, short, names the layer; fraction: 0 to 1, or negative where unknown.
    void report(const QString &stage, double fraction) const
    {
        if (m_progress)
            m_progress(stage, fraction);
    }
    void cancel() { m_cancelled = true; }
    bool isCancelled() const { return m_cancelled || (m_whole && m_whole->isCancelled()); }

private:
    Progress m_progress;
    const Job *m_whole = nullptr;
    std::atomic_bool m_cancelled = false;
};

}
