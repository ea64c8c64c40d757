#pragma once

#include "base/Result.h"
#include "base/Warnings.h"
#include "feeds/Payload.h"
#include "feeds/Times.h"

#include <QJsonObject>

#include <functional>
#include <vector>

namespace feeds
{

/// A series of OGC SensorThings 1.1 as its server describes it.
struct StaStream {
    QString id;  ///< @iot.id as text
    QString key; ///< the id of our datastream, by the feed's "datastream" field
    QString name, thing, unit;
    QStringList parts; ///< of a MultiDatastream: the names of its observed properties, in the order of its results
};

struct StaThing {
    QString id, name, description;
    QJsonObject properties;
    bool hasPosition = false;
    double longitude = 0, latitude = 0; ///< WGS 84, of its first location that is a point
};

/// What a body that creates entities holds: a batch of requests (OGC 18-088, 11), a data array (12.2), or a list of
/// observations.
struct StaBatch {
    std::vector<StaThing> things;
    std::vector<StaStream> streams;
    std::vector<domain::Observation> observations; ///< in the order in which they are written
    base::Warnings warnings; ///< requests that are none of ours or cannot be read; their "id" is the feature
};

/// An "@iot.id" (or "id") as text: numbers without a fraction, texts as they are. Empty where there is none.
QString staId(const QJsonObject &entity);
/// The last "Entity(ID)" of a link: "http://h/v1.1/Datastreams(5)" is "5", quotes are dropped; empty where there is
/// none.
QString staIdOfLink(const QString &link, const char *entity);

/// Reads what servers of SensorThings 1.0 and 1.1 say. For one thread.
class SensorThings
{
public:
    using Warn = std::function<void(const QString &code, const QString &feature, const QString &message)>;

    /// `field` says which of a datastream's members is the id of ours: "@iot.id" where empty, "name",
    /// "properties/code", "Thing/name", or a pattern of such: "{Thing/name}-{ObservedProperty/name}".
    SensorThings(Times &times, const QString &field);

    const QString &field() const { return m_field; }
    StaStream stream(const QJsonObject &datastream) const;
    StaThing thing(const QJsonObject &thing) const;
    /// One Observation; of a MultiDatastream (a result that is a list, `parts` known or `multi`) one for each part:
    /// "KEY/PART". Bad ones are warned of and left out; returns how many those were.
    int observation(const StaStream &of, bool multi, const QJsonObject &json, qint64 received, const Warn &warn,
                    std::vector<domain::Observation> &into);
    /// A list of Observations, or of data arrays, which name their datastreams themselves.
    int observations(const StaStream &of, bool multi, const QJsonArray &list, qint64 received, const Warn &warn,
                     std::vector<domain::Observation> &into);

    /// Error "payload-malformed" where it is no JSON or none of the three.
    base::Result<StaBatch> batch(const QByteArray &body, qint64 received);

private:
    class BatchReader;
    QString valueAt(const QJsonObject &entity, const QString &path) const;

    PayloadReader m_reader;
    QString m_field;
};

/// Whether a JSON object is a batch of SensorThings requests rather than anything else that has "requests".
bool isStaBatch(const QJsonObject &object);

}
