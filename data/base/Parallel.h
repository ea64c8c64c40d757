#pragma once

#include <QThreadPool>

#include <functional>

namespace base
{

/// Threads that lend a hand where one thread has much to do: one fewer than there are cores, at least one. Work there
/// must come to an end whether or not others wait for it; never wait there for other work of the same pool.
QThreadPool &helpers();

/// Calls `work(first, behind)` for ranges of at most `grain` that make up 0 to `count`: on this thread, and on helpers
/// that are free. Returns once all are done; in which order is not told. May be called from a helper too.
void parallelRanges(size_t count, size_t grain, const std::function<void(size_t first, size_t behind)> &work);

}
