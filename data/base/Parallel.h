#pragma once

#include <QThreadPool>

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>

namespace base
{

/// Threads that lend a hand where one thread has much to do: one fewer than there are cores, at least one. Work there
/// must come to an end whether or not others wait for it; never wait there for other work of the same pool.
QThreadPool &helpers();

/// Calls `work(first, behind)` for ranges of at most `grain` that make up 0 to `count`: on this thread, and on helpers
/// that are free. Returns once all are done; in which order is not told. May be called from a helper too.
void parallelRanges(size_t count, size_t grain, const std::function<void(size_t first, size_t behind)> &work);

/// Calls `take` on this thread with what `make` gives for 0, 1 ... `count` - 1, in that order, until it returns false.
/// `make` runs here and on helpers that are free, never further than `ahead` of what was taken.
template <typename T>
void parallelInOrder(size_t count, size_t ahead, const std::function<T(size_t)> &make,
                     const std::function<bool(T)> &take)
{
    std::mutex mutex;
    std::condition_variable changed;
    std::map<size_t, T> made;
    size_t next = 0, taken = 0;
    int helping = 0;
    bool stopped = false;
    const auto makeOne = [&](std::unique_lock<std::mutex> &lock) {
        if (stopped || next >= count || next >= taken + ahead)
            return false;
        const size_t mine = next++;
        lock.unlock();
        T one = make(mine);
        lock.lock();
        made.emplace(mine, std::move(one));
        changed.notify_all();
        return true;
    };
    const auto help = [&] {
        std::unique_lock lock(mutex);
        while (!stopped && next < count) {
            if (!makeOne(lock))
                changed.wait(lock);
        }
        --helping;
        changed.notify_all();
    };
    std::unique_lock lock(mutex);
    for (size_t i = 1; i < count && helping < helpers().maxThreadCount(); ++i) {
        ++helping;
        if (!helpers().tryStart(help)) {
            --helping;
            break;
        }
    }
    while (!stopped && taken < count) {
        const auto ready = made.find(taken);
        if (ready != made.end()) {
            T one = std::move(ready->second);
            made.erase(ready);
            lock.unlock();
            const bool go = take(std::move(one));
            lock.lock();
            ++taken;
            stopped = !go;
            changed.notify_all();
        } else if (!makeOne(lock)) {
            changed.wait(lock);
        }
    }
    stopped = true;
    changed.notify_all();
    changed.wait(lock, [&] { return helping == 0; });
}

}
