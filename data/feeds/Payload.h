#pragma once

#include "base/Result.h"
#include "feeds/Feed.h"
#include "feeds/Times.h"

#include <QByteArray>
#include <QJsonObject>

#include <memory>
#include <string_view>

namespace feeds
{

/// What a topic is about (docs/live-feeds.md).
struct Topic {
    enum class Kind : quint8 { Foreign, Observation, ThingStatus, Request } kind = Kind::Foreign;
    QString id;         ///< of the datastream, thing or request; empty for "Observations", where the payload says it
    bool multi = false; ///< of a MultiDatastream: results are lists
};
/// "Datastreams(ID)/Observations", "MultiDatastreams(ID)/Observations", "Observations", "Things(ID)/status", each with
/// or without a version before it ("v1.1/", "v1.0/"), and "yunjie/requests/ID"; quotes around an id are dropped, and so
/// is what a subscription selected ("?$select=...").
Topic parseTopic(std::string_view topic);

QString observationTopic(const QString &datastream);
QString statusTopic(const QString &thing);
QString requestTopic(const QString &request);

/// A SensorThings 1.1 Observation; the result time only where it differs.
QByteArray observationPayload(const domain::Observation &observation);
/// "online" or "offline".
QByteArray statusPayload(const domain::ThingStatusReport &report);
/// An Open311 GeoReport v2 service request with our extended attributes.
QByteArray requestPayload(const domain::Event &event);

/// Decodes payloads. Keeps its buffers, so use one for many; for one thread.
class PayloadReader
{
public:
    /// `times` gives times without a zone theirs; it must outlive the reader.
    explicit PayloadReader(Times &times);
    ~PayloadReader();

    /// Decodes one message into the batch. `received` (ms UTC) stands in where the payload has no time. An empty
    /// payload (a cleared retained message) is nothing. Error "payload-malformed" (with the reason), "topic-foreign".
    base::Status read(std::string_view topic, std::string_view payload, qint64 received, FeedBatch &batch);

    base::Result<domain::Observation> observation(const QString &datastream, std::string_view payload, qint64 received);
    base::Result<domain::ThingStatusReport> thingStatus(const QString &thing, std::string_view payload,
                                                        qint64 received);
    /// `topicId` where the payload has no id of its own; may be empty.
    base::Result<domain::Event> request(const QString &topicId, std::string_view payload, qint64 received);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
