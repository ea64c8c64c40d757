#include "feeds/SensorThings.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <cmath>

namespace feeds
{

static QString text(const QJsonValue &value)
{
    if (value.isDouble()) {
        const double number = value.toDouble();
        return number == std::floor(number) && std::abs(number) < 9e15 ? QString::number(qint64(number))
                                                                       : QString::number(number, 'g', 15);
    }
    return value.toString();
}

QString staId(const QJsonObject &entity)
{
    const QJsonValue id = entity.value(QLatin1String("@iot.id"));
    return text(id.isUndefined() ? entity.value(QLatin1String("id")) : id);
}

QString staIdOfLink(const QString &link, const char *entity)
{
    const QString start = QLatin1String(entity) + QStringLiteral("(");
    qsizetype at = -1;
    // "MultiDatastreams(" ends like "Datastreams(".
    for (qsizetype found = link.indexOf(start); found >= 0; found = link.indexOf(start, found + 1)) {
        if (found == 0 || link[found - 1] == u'/')
            at = found;
    }
    const qsizetype end = at < 0 ? -1 : link.indexOf(u')', at);
    if (end < 0)
        return {};
    QString id = link.mid(at + start.size(), end - at - start.size());
    if (id.size() >= 2 && id.startsWith(u'\'') && id.endsWith(u'\''))
        id = id.mid(1, id.size() - 2).replace(QLatin1String("''"), QLatin1String("'"));
    return id;
}

bool isStaBatch(const QJsonObject &object)
{
    const QJsonObject first = object.value(QLatin1String("requests")).toArray().first().toObject();
    return first.contains(QLatin1String("method")) && first.contains(QLatin1String("url"));
}

SensorThings::SensorThings(Times &times, const QString &field)
    : m_reader(times), m_field(field.isEmpty() ? QStringLiteral("@iot.id") : field)
{
}

QString SensorThings::valueAt(const QJsonObject &entity, const QString &path) const
{
    if (path == QLatin1String("@iot.id") || path == QLatin1String("id"))
        return staId(entity);
    QJsonValue value = entity;
    const QStringList steps = path.split(u'/');
    for (const QString &step : steps) {
        QJsonObject object = value.toObject();
        value = step == QLatin1String("@iot.id") ? QJsonValue(staId(object)) : object.value(step);
    }
    return text(value);
}

StaStream SensorThings::stream(const QJsonObject &datastream) const
{
    StaStream stream;
    stream.id = staId(datastream);
    stream.name = datastream.value(QLatin1String("name")).toString();
    const QJsonObject thing = datastream.value(QLatin1String("Thing")).toObject();
    stream.thing = thing.isEmpty()
                       ? staIdOfLink(datastream.value(QLatin1String("Thing@iot.navigationLink")).toString(), "Things")
                       : staId(thing);
    const QJsonObject unit = datastream.value(QLatin1String("unitOfMeasurement")).toObject();
    stream.unit = unit.value(QLatin1String("symbol")).toString();
    const QJsonArray properties = datastream.value(QLatin1String("ObservedProperties")).toArray();
    for (const QJsonValue &property : properties)
        stream.parts.append(property.toObject().value(QLatin1String("name")).toString());
    if (!m_field.contains(u'{')) {
        stream.key = valueAt(datastream, m_field);
        return stream;
    }
    static const QRegularExpression member(QStringLiteral("\\{([^{}]+)\\}"));
    qsizetype at = 0;
    bool complete = true;
    auto matches = member.globalMatch(m_field);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const QString value = valueAt(datastream, match.captured(1));
        complete = complete && !value.isEmpty();
        stream.key += QStringView(m_field).mid(at, match.capturedStart() - at);
        stream.key += value;
        at = match.capturedEnd();
    }
    stream.key += QStringView(m_field).mid(at);
    if (!complete)
        stream.key.clear();
    return stream;
}

StaThing SensorThings::thing(const QJsonObject &json) const
{
    StaThing thing;
    thing.id = staId(json);
    thing.name = json.value(QLatin1String("name")).toString();
    thing.description = json.value(QLatin1String("description")).toString();
    thing.properties = json.value(QLatin1String("properties")).toObject();
    const QJsonArray locations = json.value(QLatin1String("Locations")).toArray();
    for (const QJsonValue &value : locations) {
        QJsonObject location = value.toObject().value(QLatin1String("location")).toObject();
        if (location.value(QLatin1String("type")).toString() == QLatin1String("Feature"))
            location = location.value(QLatin1String("geometry")).toObject();
        const QJsonArray point = location.value(QLatin1String("coordinates")).toArray();
        if (location.value(QLatin1String("type")).toString() != QLatin1String("Point") || point.size() < 2)
            continue;
        thing.longitude = point[0].toDouble(999);
        thing.latitude = point[1].toDouble(999);
        thing.hasPosition = std::abs(thing.longitude) <= 180 && std::abs(thing.latitude) <= 90;
        break;
    }
    return thing;
}

int SensorThings::observation(const StaStream &of, bool multi, const QJsonObject &json, qint64 received,
                              const Warn &warn, std::vector<domain::Observation> &into)
{
    const QByteArray payload = QJsonDocument(json).toJson(QJsonDocument::Compact);
    auto result = m_reader.observation(of.key, {payload.constData(), size_t(payload.size())}, received);
    if (!result) {
        warn(result.error().code, of.key, result.error().message);
        return 1;
    }
    if (!result->result.isArray() || (!multi && of.parts.isEmpty())) {
        into.push_back(std::move(*result));
        return 0;
    }
    const QJsonArray results = result->result.toArray();
    for (qsizetype i = 0; i < results.size(); ++i) {
        if (results[i].isNull())
            continue;
        domain::Observation part = *result;
        const QString name = of.parts.value(i);
        part.datastream = of.key + u'/' + (name.isEmpty() ? QString::number(i) : name);
        part.result = results[i];
        into.push_back(std::move(part));
    }
    return 0;
}

int SensorThings::observations(const StaStream &of, bool multi, const QJsonArray &list, qint64 received,
                               const Warn &warn, std::vector<domain::Observation> &into)
{
    int bad = 0;
    for (const QJsonValue &value : list) {
        const QJsonObject entry = value.toObject();
        const QJsonValue rows = entry.value(QLatin1String("dataArray"));
        if (!rows.isArray()) {
            bad += observation(of, multi, entry, received, warn, into);
            continue;
        }
        StaStream stream = of;
        const QJsonObject named = entry.value(QLatin1String("Datastream")).toObject();
        const QString link = entry.value(QLatin1String("Datastream@iot.navigationLink")).toString();
        if (!named.isEmpty())
            stream = this->stream(named);
        else if (stream.key.isEmpty())
            stream.key = stream.id = staIdOfLink(link, "Datastreams");
        const QJsonArray components = entry.value(QLatin1String("components")).toArray();
        if (stream.key.isEmpty() || components.isEmpty()) {
            warn(QStringLiteral("payload-malformed"), stream.id,
                 QCoreApplication::translate("feeds", "a data array without \"components\" or a datastream"));
            ++bad;
            continue;
        }
        const QJsonArray all = rows.toArray();
        for (const QJsonValue &row : all) {
            const QJsonArray cells = row.toArray();
            QJsonObject json;
            for (qsizetype i = 0; i < std::min(cells.size(), components.size()); ++i)
                json.insert(components[i].toString(), cells[i]);
            bad += observation(stream, multi, json, received, warn, into);
        }
    }
    return bad;
}

/// Follows the references of a batch: "$thing1" stands for the entity that the request "thing1" makes.
class SensorThings::BatchReader
{
public:
    BatchReader(SensorThings &reader, qint64 received, StaBatch &batch)
        : m_reader(reader), m_received(received), m_batch(batch)
    {
    }

    void request(const QJsonObject &request)
    {
        const QString id = request.value(QLatin1String("id")).toString();
        const QString method = request.value(QLatin1String("method")).toString();
        // A reference begins the url where the request hangs on another: "$thing1/Datastreams".
        const QString url = request.value(QLatin1String("url")).toString();
        const QString set = url.section(u'?', 0, 0).section(u'/', -1);
        QJsonObject body = request.value(QLatin1String("body")).toObject();
        if (method.compare(QLatin1String("post"), Qt::CaseInsensitive) != 0) {
            m_batch.warnings.add(QStringLiteral("request-passed-over"), {}, id,
                                 QCoreApplication::translate("feeds", "\"%1\" makes nothing: passed over").arg(method));
            return;
        }
        // The server gives the id; until then it is known by its request.
        if (!body.contains(QLatin1String("@iot.id")))
            body.insert(QLatin1String("@iot.id"), id);
        resolve(body);
        if (!id.isEmpty())
            m_made.insert(u'$' + id, body);
        const QJsonObject parent = m_made.value(url.section(u'/', 0, 0));
        if (set == QLatin1String("Things"))
            thing(body);
        else if (set == QLatin1String("Datastreams") || set == QLatin1String("MultiDatastreams"))
            stream(parent.isEmpty() ? body : with(body, QStringLiteral("Thing"), parent), set.startsWith(u'M'));
        else if (set == QLatin1String("Observations"))
            observation(parent.isEmpty() ? body : with(body, QStringLiteral("Datastream"), parent), id);
        else if (set == QLatin1String("CreateObservations"))
            arrays(request.value(QLatin1String("body")).toArray(), id);
        else if (!isSensing(set))
            m_batch.warnings.add(
                QStringLiteral("request-passed-over"), {}, id,
                QCoreApplication::translate("feeds", "\"%1\" is no part of SensorThings' sensing: passed over")
                    .arg(set));
    }

    void arrays(const QJsonArray &list, const QString &id)
    {
        QJsonArray resolved;
        for (const QJsonValue &value : list) {
            QJsonObject entry = value.toObject();
            resolve(entry);
            resolved.append(entry);
        }
        m_reader.observations({}, false, resolved, m_received, warn(id), m_batch.observations);
    }

    void observation(const QJsonObject &body, const QString &id)
    {
        StaStream of;
        bool multi = false;
        if (const QJsonObject named = body.value(QLatin1String("Datastream")).toObject(); !named.isEmpty()) {
            of = m_reader.stream(named);
        } else if (const QJsonObject several = body.value(QLatin1String("MultiDatastream")).toObject();
                   !several.isEmpty()) {
            of = m_reader.stream(several);
            multi = true;
        }
        if (of.key.isEmpty()) {
            m_batch.warnings.add(QStringLiteral("payload-malformed"), {}, id,
                                 QCoreApplication::translate("feeds", "an observation that names no datastream"));
            return;
        }
        m_reader.observation(of, multi, body, m_received, warn(id), m_batch.observations);
    }

private:
    static QJsonObject with(QJsonObject body, const QString &name, const QJsonObject &entity)
    {
        body.insert(name, entity);
        return body;
    }
    static bool isSensing(const QString &set)
    {
        return set == QLatin1String("Locations") || set == QLatin1String("HistoricalLocations") ||
               set == QLatin1String("Sensors") || set == QLatin1String("ObservedProperties") ||
               set == QLatin1String("FeaturesOfInterest");
    }
    Warn warn(const QString &id)
    {
        return [this, id](const QString &code, const QString &, const QString &message) {
            m_batch.warnings.add(code, {}, id, message);
        };
    }
    void thing(const QJsonObject &body)
    {
        m_batch.things.push_back(m_reader.thing(body));
        const QJsonArray streams = body.value(QLatin1String("Datastreams")).toArray();
        for (const QJsonValue &value : streams)
            stream(with(value.toObject(), QStringLiteral("Thing"), body), false);
    }
    void stream(const QJsonObject &body, bool multi)
    {
        StaStream stream = m_reader.stream(body);
        if (stream.key.isEmpty()) {
            m_batch.warnings.add(QStringLiteral("datastream-unnamed"), {}, stream.id,
                                 QCoreApplication::translate("feeds", "a datastream without \"%1\" is passed over")
                                     .arg(m_reader.field()));
            return;
        }
        const QJsonArray inner = body.value(QLatin1String("Observations")).toArray();
        m_reader.observations(stream, multi, inner, m_received, warn(stream.id), m_batch.observations);
        m_batch.streams.push_back(std::move(stream));
    }
    /// Puts what a reference stands for in its place, so that a name can be found by it.
    void resolve(QJsonObject &body) const
    {
        for (auto it = body.begin(); it != body.end(); ++it) {
            if (it->isObject()) {
                const auto made = m_made.constFind(staId(it->toObject()));
                if (made != m_made.constEnd())
                    *it = *made;
            } else if (it->isArray()) {
                QJsonArray list = it->toArray();
                bool changed = false;
                for (qsizetype i = 0; i < list.size(); ++i) {
                    const auto made = m_made.constFind(staId(list[i].toObject()));
                    if (made == m_made.constEnd())
                        continue;
                    list[i] = *made;
                    changed = true;
                }
                if (changed)
                    *it = list;
            }
        }
    }

    SensorThings &m_reader;
    const qint64 m_received;
    StaBatch &m_batch;
    QHash<QString, QJsonObject> m_made; ///< "$thing1" -> its entity
};

base::Result<StaBatch> SensorThings::batch(const QByteArray &body, qint64 received)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return base::failure(QStringLiteral("payload-malformed"),
                             QCoreApplication::translate("feeds", "not valid JSON: %1").arg(error.errorString()));
    StaBatch batch;
    BatchReader reader(*this, received, batch);
    if (isStaBatch(document.object())) {
        const QJsonArray requests = document.object().value(QLatin1String("requests")).toArray();
        for (const QJsonValue &request : requests)
            reader.request(request.toObject());
        return batch;
    }
    const QJsonArray list =
        document.isArray() ? document.array() : document.object().value(QLatin1String("value")).toArray();
    if (list.isEmpty())
        return base::failure(QStringLiteral("payload-malformed"),
                             QCoreApplication::translate(
                                 "feeds", "neither a batch of SensorThings requests nor a list of observations"));
    for (const QJsonValue &value : list) {
        const QJsonObject entry = value.toObject();
        if (entry.contains(QLatin1String("dataArray")))
            reader.arrays({entry}, {});
        else
            reader.observation(entry, staId(entry));
    }
    return batch;
}

}
