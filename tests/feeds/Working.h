#pragma once

#include "feeds/FeedWorker.h"

#include <QTest>
#include <QThread>

namespace feeds
{

/// A feed at work on a thread of its own, without a hub: what it said is taken by `take`.
template <typename Feed> struct Working {
    QThread thread;
    Feed *feed;
    std::vector<domain::Observation> observations;
    std::vector<domain::Event> events;
    std::vector<domain::Alert> alerts;
    std::vector<base::Warning> warnings;

    template <typename... Arguments>
    explicit Working(const FeedConfig &config, Arguments &&...arguments)
        : feed(new Feed(
              config, [] {}, std::forward<Arguments>(arguments)...))
    {
        feed->moveToThread(&thread);
        thread.start();
        QMetaObject::invokeMethod(feed, [this] { feed->open(); });
    }
    ~Working()
    {
        feed->cancel();
        QMetaObject::invokeMethod(
            feed, [this] { feed->close(); }, Qt::BlockingQueuedConnection);
        thread.quit();
        thread.wait();
        delete feed;
    }
    Working &take()
    {
        FeedBatch batch = feed->takeBatch();
        observations.insert(observations.end(), batch.observations.begin(), batch.observations.end());
        events.insert(events.end(), batch.events.begin(), batch.events.end());
        alerts.insert(alerts.end(), batch.alerts.begin(), batch.alerts.end());
        for (base::Warning &warning : feed->takeWarnings())
            warnings.push_back(std::move(warning));
        return *this;
    }
    FeedStatus status() const { return feed->status(); }
    bool is(FeedStatus::State state) const { return status().state == state; }
    bool warned(const char *code)
    {
        take();
        return std::any_of(warnings.begin(), warnings.end(),
                           [&](const base::Warning &one) { return one.code == QLatin1String(code); });
    }
    /// Everything that a user could get to see.
    QString texts() const
    {
        QString all = status().reason;
        for (const base::Warning &one : warnings)
            all += one.code + one.source + one.feature + one.message + one.examples.join(u' ');
        return all;
    }
};

}
