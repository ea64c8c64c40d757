#pragma once

#include "base/Warnings.h"
#include "domain/Events.h"
#include "domain/Things.h"

#include <QHash>
#include <QMetaType>
#include <QString>

#include <memory>
#include <vector>

/// Sources of live data: payload -> domain values. Feeds know neither the city nor alarms.
namespace feeds
{

/// A feed as a project describes it (docs/project-file.md).
struct FeedConfig {
    QString id;   ///< shown; unique in the project
    QString name; ///< shown; the id where empty
    QString type; ///< "mqtt", "replay"
    QString url;  ///< mqtt://[USER[:PASSWORD]@]HOST[:PORT] or mqtts://...
    QString user, password; ///< passwords are better in the settings or `passwordEnv` than in the project
    QString caFile, certFile, keyFile; ///< TLS
    QString source; ///< replay: absolute file (.csv, .jsonl, .ndjson, .json, each also .gz)
    QHash<QString, QString> fields; ///< replay: our field -> column
    QString timezone; ///< IANA name for times without a zone
    double speed = 1; ///< replay: seconds played a second
    QString start;    ///< replay: ISO 8601; empty: the first record
    bool loop = false;
    double silentAfterSeconds = 60; ///< a connected feed without a message for so long is "silent"
};

/// What came since the last batch (at most every 100 ms).
struct FeedBatch {
    QString feed;
    std::vector<domain::Observation> observations;
    std::vector<domain::ThingStatusReport> statuses;
    std::vector<domain::Event> events;
    bool reset = false; ///< a replay jumped back: forget what this feed said
};

/// The line at the edge: how a feed is.
struct FeedStatus {
    QString id, name, type;
    enum class State : quint8 { Connecting, Connected, Silent, Failed, Paused, Finished } state = State::Connecting;
    QString reason; ///< translated; why failed
    qint64 since = 0; ///< ms UTC
    qint64 lastMessage = 0; ///< ms UTC, 0: none
    quint64 received = 0, rejected = 0; ///< messages
    double perMinute = 0;
    bool operator==(const FeedStatus &) const = default;
};

}

Q_DECLARE_METATYPE(feeds::FeedBatch)
