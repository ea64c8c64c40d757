#include "base/Parallel.h"

#include <QThread>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>

namespace base
{

QThreadPool &helpers()
{
    static QThreadPool pool;
    static const bool once = [] {
        pool.setMaxThreadCount(std::max(1, QThread::idealThreadCount() - 1));
        return true;
    }();
    Q_UNUSED(once);
    return pool;
}

void parallelRanges(size_t count, size_t grain, const std::function<void(size_t, size_t)> &work)
{
    const size_t ranges = grain > 0 ? (count + grain - 1) / grain : 0;
    std::atomic_size_t next = 0;
    const auto take = [&] {
        for (size_t range = next++; range < ranges; range = next++)
            work(range * grain, std::min(count, (range + 1) * grain));
    };
    std::mutex mutex;
    std::condition_variable done;
    int helping = 0;
    const size_t wanted = std::min(ranges > 0 ? ranges - 1 : 0, size_t(helpers().maxThreadCount()));
    for (size_t i = 0; i < wanted; ++i) {
        {
            const std::scoped_lock lock(mutex);
            ++helping;
        }
        const bool started = helpers().tryStart([&] {
            take();
            const std::scoped_lock lock(mutex);
            --helping;
            done.notify_one();
        });
        if (!started) {
            const std::scoped_lock lock(mutex);
            --helping;
            break;
        }
    }
    take();
    std::unique_lock lock(mutex);
    done.wait(lock, [&] { return helping == 0; });
}

}
