#pragma once

#include "feeds/FeedHub.h"
#include "feeds/MqttPublisher.h"

#include <vector>

namespace feeds
{

/// Collects what a hub says.
struct Listener {
    FeedHub hub;
    std::vector<domain::Observation> observations;
    std::vector<domain::ThingStatusReport> statuses;
    std::vector<domain::Event> events;
    std::vector<base::Warning> warnings;
    int batches = 0;

    Listener()
    {
        QObject::connect(&hub, &FeedHub::batch, &hub, [this](const FeedBatch &batch) {
            ++batches;
            observations.insert(observations.end(), batch.observations.begin(), batch.observations.end());
            statuses.insert(statuses.end(), batch.statuses.begin(), batch.statuses.end());
            events.insert(events.end(), batch.events.begin(), batch.events.end());
        });
        QObject::connect(&hub, &FeedHub::warning, &hub,
                         [this](const base::Warning &warning) { warnings.push_back(warning); });
    }
    FeedStatus status() const { return hub.status().at(0); }
    bool is(FeedStatus::State state) const { return status().state == state; }
    /// Everything that a user could get to see.
    QString texts() const
    {
        QString all = status().reason + status().id + status().name.en + status().name.zh;
        for (const base::Warning &warning : warnings)
            all += warning.code + warning.source + warning.feature + warning.message + warning.examples.join(u' ');
        return all;
    }
};

inline FeedConfig feed(const QString &url)
{
    FeedConfig config;
    config.id = QStringLiteral("sensors");
    config.type = QStringLiteral("mqtt");
    config.url = url;
    return config;
}

/// Sends one message and waits until it has arrived; empty, or what went wrong.
inline QString publishOne(const QString &url, const QString &topic, const QByteArray &payload, bool retain = false)
{
    MqttPublisher publisher;
    const auto ok = publisher.open(feed(url));
    if (!ok)
        return ok.error().toLine();
    publisher.publish(topic, payload, retain);
    return publisher.waitForAcks(5000) ? QString() : QStringLiteral("not acknowledged");
}

}
