#pragma once

#include "base/LocalizedText.h"
#include "base/Warnings.h"
#include "domain/Alerts.h"
#include "domain/Events.h"
#include "domain/Sources.h"
#include "domain/Things.h"

#include <QMetaType>
#include <QString>

#include <memory>
#include <vector>

/// Sources of live data: payload -> domain values. Feeds know neither the city nor alarms.
namespace feeds
{

using domain::FeedConfig;

/// What a series was like before, thinned out to a mean each quarter of an hour.
struct SeriesPast {
    struct Mean {
        qint64 time = 0; ///< of its last reading, ms UTC
        double value = 0;
        int count = 0;
    };
    QString datastream;
    std::vector<Mean> means; ///< oldest first
};

/// What came since the last batch (at most every 40 ms).
struct FeedBatch {
    QString feed;
    std::vector<domain::Observation> observations;
    std::vector<domain::ThingStatusReport> statuses;
    std::vector<domain::Event> events;
    std::vector<domain::Alert> alerts;
    std::vector<SeriesPast> pasts; ///< of series that are looked back on, before what else the batch says
    bool reset = false;            ///< the replays jumped: forget all that was said
};

/// The line at the edge: how a feed is.
struct FeedStatus {
    QString id, type;
    base::LocalizedText name; ///< as the project has it; the id is shown where it is empty
    enum class State : quint8 { Connecting, Connected, Silent, Failed, Paused, Finished } state = State::Connecting;
    QString reason;                     ///< translated; why failed
    qint64 since = 0;                   ///< ms UTC
    qint64 lastMessage = 0;             ///< ms UTC, 0: none
    quint64 received = 0, rejected = 0; ///< messages
    quint64 duplicates = 0, late = 0;   ///< messages that said nothing new, or came after a newer one
    qint64 lastSuccess = 0;             ///< polled feeds: ms UTC of the last answer that could be read
    double clockSkewSeconds = 0;        ///< how far the source's clock is ahead of ours; 0 where it is within reason
    double perMinute = 0;
    QString address; ///< intake: where it listens, "http://127.0.0.1:8311"
    bool operator==(const FeedStatus &) const = default;
};

}

Q_DECLARE_METATYPE(feeds::FeedBatch)
