#pragma once

#include <QFuture>
#include <QFutureWatcher>

namespace app
{

/// Calls `take` with what the store has answered, on the context's thread. Nothing is called where the context is gone
/// by then (QFuture::then of Qt 6.4 does not survive that), or where the store ended without an answer.
template <typename Answer, typename Take> void onAnswer(const QFuture<Answer> &future, QObject *context, Take take)
{
    auto *watcher = new QFutureWatcher<Answer>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, take]() mutable {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            take(watcher->result());
    });
    watcher->setFuture(future);
}

}
