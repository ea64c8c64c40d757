#include "feeds/Payload.h"

#include "feeds/TextView.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <simdjson.h>

#include <algorithm>
#include <cmath>

namespace feeds
{

using simdjson::dom::element;
using simdjson::dom::element_type;
using simdjson::dom::object;

/// The ID of "Things(ID)", without the quotes that SensorThings puts around text ids.
static bool entityId(std::string_view part, std::string_view entity, QString &id)
{
    if (!part.starts_with(entity) || part.size() < entity.size() + 3 || part[entity.size()] != '(' ||
        part.back() != ')')
        return false;
    part.remove_prefix(entity.size() + 1);
    part.remove_suffix(1);
    if (part.size() > 2 && part.front() == '\'' && part.back() == '\'')
        part = part.substr(1, part.size() - 2);
    id = toText(part);
    return true;
}

Topic parseTopic(std::string_view topic)
{
    constexpr std::string_view requests = "yunjie/requests/", observations = "Observations", status = "/status";
    Topic result;
    if (topic.starts_with(requests)) {
        result.id = toText(topic.substr(requests.size()));
        if (!result.id.isEmpty())
            result.kind = Topic::Kind::Request;
        return result;
    }
    topic = topic.substr(0, topic.find('?'));
    if (topic.size() > 5 && (topic.starts_with("v1.1/") || topic.starts_with("v1.0/")))
        topic.remove_prefix(5);
    if (topic == observations) {
        result.kind = Topic::Kind::Observation;
    } else if (topic.ends_with(observations)) {
        topic.remove_suffix(observations.size());
        if (!topic.ends_with('/'))
            return result;
        topic.remove_suffix(1);
        result.multi = topic.starts_with("Multi");
        if (entityId(topic, result.multi ? "MultiDatastreams" : "Datastreams", result.id))
            result.kind = Topic::Kind::Observation;
    } else if (topic.ends_with(status)) {
        if (entityId(topic.substr(0, topic.size() - status.size()), "Things", result.id))
            result.kind = Topic::Kind::ThingStatus;
    }
    return result;
}

QString observationTopic(const QString &datastream)
{
    return QStringLiteral("v1.1/Datastreams(%1)/Observations").arg(datastream);
}

QString statusTopic(const QString &thing)
{
    return QStringLiteral("v1.1/Things(%1)/status").arg(thing);
}

QString requestTopic(const QString &request)
{
    return QStringLiteral("yunjie/requests/%1").arg(request);
}

QByteArray observationPayload(const domain::Observation &observation)
{
    QJsonObject json{{QStringLiteral("phenomenonTime"), isoTime(observation.phenomenonTime)},
                     {QStringLiteral("result"), observation.result}};
    if (observation.resultTime != 0 && observation.resultTime != observation.phenomenonTime)
        json.insert(QStringLiteral("resultTime"), isoTime(observation.resultTime));
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QByteArray statusPayload(const domain::ThingStatusReport &report)
{
    return report.online ? QByteArrayLiteral("online") : QByteArrayLiteral("offline");
}

QByteArray requestPayload(const domain::Event &event)
{
    QJsonObject json, extended;
    const auto put = [](QJsonObject &into, const QString &key, const QString &text) {
        if (!text.isEmpty())
            into.insert(key, text);
    };
    put(json, QStringLiteral("service_request_id"), event.id);
    put(json, QStringLiteral("service_code"), event.type);
    put(json, QStringLiteral("status"),
        domain::isFinal(event.state) ? QStringLiteral("closed") : QStringLiteral("open"));
    put(json, QStringLiteral("description"), event.description);
    if (event.reported != 0)
        json.insert(QStringLiteral("requested_datetime"), isoTime(event.reported));
    if (event.updated != 0)
        json.insert(QStringLiteral("updated_datetime"), isoTime(event.updated));
    put(json, QStringLiteral("address"), event.address);
    put(json, QStringLiteral("media_url"), event.mediaUrl);
    if (event.hasPosition) {
        json.insert(QStringLiteral("lat"), event.latitude);
        json.insert(QStringLiteral("long"), event.longitude);
    }
    put(extended, QStringLiteral("title"), event.title);
    if (!event.place.id.isEmpty())
        put(extended, QStringLiteral("place"),
            event.place.isNull() ? event.place.id : domain::kindName(event.place.kind) + u':' + event.place.id);
    put(extended, QStringLiteral("class"), event.klass);
    put(extended, QStringLiteral("source"), event.source);
    put(extended, QStringLiteral("severity"), domain::severityName(event.severity));
    put(extended, QStringLiteral("state"), domain::eventStateName(event.state));
    put(extended, QStringLiteral("assignee"), event.assignee);
    put(extended, QStringLiteral("assignee_name"), event.assigneeName);
    put(extended, QStringLiteral("merged_into"), event.mergedInto);
    if (event.satisfaction > 0)
        extended.insert(QStringLiteral("satisfaction"), event.satisfaction);
    if (!event.history.empty()) {
        const domain::Transition &step = event.history.back();
        put(extended, QStringLiteral("who"), step.who);
        put(extended, QStringLiteral("why"), step.why);
        put(extended, QStringLiteral("result"), step.result);
    }
    json.insert(QStringLiteral("extended_attributes"), extended);
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

struct PayloadReader::Impl {
    Times &times;
    simdjson::dom::parser parser;

    explicit Impl(Times &ofFeed) : times(ofFeed) {}

    /// The payload as a JSON object; an error says at once that it is none.
    base::Result<object> parse(std::string_view payload)
    {
        element root;
        if (const auto error = parser.parse(payload.data(), payload.size()).get(root))
            return malformed(QCoreApplication::translate("feeds", "not valid JSON: %1")
                                 .arg(QString::fromLatin1(simdjson::error_message(error))));
        object result;
        if (root.get(result) != simdjson::SUCCESS)
            return malformed(QCoreApplication::translate("feeds", "not a JSON object"));
        return result;
    }
    static tl::unexpected<base::Error> malformed(const QString &why)
    {
        return base::failure(QStringLiteral("payload-malformed"), why);
    }
    /// A text, or a number as one.
    static QString text(const object &from, std::string_view key)
    {
        element value;
        if (from.at_key(key).get(value) != simdjson::SUCCESS)
            return {};
        std::string_view view;
        if (value.get(view) == simdjson::SUCCESS)
            return toText(view);
        int64_t whole = 0;
        if (value.get(whole) == simdjson::SUCCESS)
            return QString::number(whole);
        double number = 0;
        if (value.get(number) == simdjson::SUCCESS)
            return QString::number(number, 'g', 15);
        return {};
    }
    static bool number(const object &from, std::string_view key, double &number)
    {
        element value;
        if (from.at_key(key).get(value) != simdjson::SUCCESS)
            return false;
        if (value.get(number) == simdjson::SUCCESS)
            return std::isfinite(number);
        std::string_view view;
        if (value.get(view) != simdjson::SUCCESS)
            return false;
        bool ok = false;
        number = QByteArrayView(view.data(), qsizetype(view.size())).trimmed().toDouble(&ok);
        return ok && std::isfinite(number);
    }
    /// The datastream that an observation names itself: expanded, or by a link ("../Datastreams(5)"; FROST's own goes
    /// by the observation and does not tell).
    static QString datastreamOf(const object &observation)
    {
        object named;
        if (observation.at_key("Datastream").get(named) == simdjson::SUCCESS)
            return text(named, "@iot.id");
        const QByteArray link = text(observation, "Datastream@iot.navigationLink").toUtf8();
        const qsizetype at = link.lastIndexOf("Datastreams(");
        QString id;
        if (at < 0 || !entityId({link.constData() + at, size_t(link.size() - at)}, "Datastreams", id))
            return {};
        return id;
    }
    /// False where the time is there but none; `ms` stays as it was where there is no such key.
    bool time(const object &from, std::string_view key, qint64 &ms)
    {
        element value;
        if (from.at_key(key).get(value) != simdjson::SUCCESS || value.is_null())
            return true;
        int64_t whole = 0;
        if (value.get(whole) == simdjson::SUCCESS) {
            ms = std::abs(whole) < 100000000000LL ? whole * 1000 : whole;
            return true;
        }
        std::string_view view;
        if (value.get(view) != simdjson::SUCCESS)
            return false;
        if (view.empty())
            return true;
        // A phenomenon time may be an interval; its end is when the value was known.
        if (const auto slash = view.rfind('/'); slash != std::string_view::npos && slash > 10)
            view.remove_prefix(slash + 1);
        const std::optional<qint64> parsed = times.parse(view);
        if (parsed)
            ms = *parsed;
        return parsed.has_value();
    }
};

PayloadReader::PayloadReader(Times &times) : m_impl(new Impl(times)) {}

PayloadReader::~PayloadReader() = default;

base::Status PayloadReader::read(std::string_view topic, std::string_view payload, qint64 received, FeedBatch &batch)
{
    const Topic about = parseTopic(topic);
    if (about.kind == Topic::Kind::Foreign)
        return base::failure(QStringLiteral("topic-foreign"),
                             QCoreApplication::translate("feeds", "not a topic of ours"));
    if (payload.empty())
        return {};
    switch (about.kind) {
    case Topic::Kind::Observation: {
        auto result = observation(about.id, payload, received);
        if (!result)
            return tl::unexpected(std::move(result.error()));
        if (!about.multi || !result->result.isArray()) {
            batch.observations.push_back(std::move(*result));
            break;
        }
        const QJsonArray parts = result->result.toArray();
        for (qsizetype i = 0; i < parts.size(); ++i) {
            domain::Observation part = *result;
            part.datastream += u'/' + QString::number(i);
            part.result = parts[i];
            if (!part.result.isNull())
                batch.observations.push_back(std::move(part));
        }
        break;
    }
    case Topic::Kind::ThingStatus: {
        auto result = thingStatus(about.id, payload, received);
        if (!result)
            return tl::unexpected(std::move(result.error()));
        batch.statuses.push_back(std::move(*result));
        break;
    }
    default: {
        auto result = request(about.id, payload, received);
        if (!result)
            return tl::unexpected(std::move(result.error()));
        batch.events.push_back(std::move(*result));
    }
    }
    return {};
}

base::Result<domain::Observation> PayloadReader::observation(const QString &datastream, std::string_view payload,
                                                             qint64 received)
{
    const auto json = m_impl->parse(payload);
    if (!json)
        return tl::unexpected(json.error());
    domain::Observation result;
    result.datastream = datastream.isEmpty() ? Impl::datastreamOf(*json) : datastream;
    if (result.datastream.isEmpty())
        return Impl::malformed(QCoreApplication::translate("feeds", "an observation that names no datastream"));
    result.phenomenonTime = received;
    if (!m_impl->time(*json, "phenomenonTime", result.phenomenonTime))
        return Impl::malformed(QCoreApplication::translate("feeds", "\"phenomenonTime\" is not a time"));
    result.resultTime = result.phenomenonTime;
    if (!m_impl->time(*json, "resultTime", result.resultTime))
        return Impl::malformed(QCoreApplication::translate("feeds", "\"resultTime\" is not a time"));
    element value;
    if (json->at_key("result").get(value) != simdjson::SUCCESS)
        return Impl::malformed(QCoreApplication::translate("feeds", "\"result\" is missing"));
    switch (value.type()) {
    case element_type::BOOL:
        result.result = bool(value.get_bool().value_unsafe());
        break;
    case element_type::STRING:
        result.result = toText(value.get_string().value_unsafe());
        break;
    case element_type::INT64:
        result.result = qint64(value.get_int64().value_unsafe());
        break;
    case element_type::UINT64:
    case element_type::DOUBLE:
        result.result = value.get_double().value_unsafe();
        break;
    case element_type::NULL_VALUE:
        return Impl::malformed(QCoreApplication::translate("feeds", "\"result\" is null"));
    default: {
        const std::string raw = simdjson::minify(value);
        const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(raw));
        result.result = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    }
    }
    return result;
}

base::Result<domain::ThingStatusReport> PayloadReader::thingStatus(const QString &thing, std::string_view payload,
                                                                   qint64 received)
{
    std::string_view word = trimmed(payload);
    if (word.size() > 2 && word.front() == '"' && word.back() == '"')
        word = word.substr(1, word.size() - 2);
    const QByteArrayView view(word.data(), qsizetype(word.size()));
    const bool online = view.compare("online", Qt::CaseInsensitive) == 0;
    if (!online && view.compare("offline", Qt::CaseInsensitive) != 0)
        return Impl::malformed(QCoreApplication::translate("feeds", "neither \"online\" nor \"offline\""));
    return domain::ThingStatusReport{thing, online, received};
}

base::Result<domain::Event> PayloadReader::request(const QString &topicId, std::string_view payload, qint64 received)
{
    const auto json = m_impl->parse(payload);
    if (!json)
        return tl::unexpected(json.error());
    domain::Event event;
    event.id = Impl::text(*json, "service_request_id");
    if (event.id.isEmpty())
        event.id = topicId;
    if (event.id.isEmpty())
        return Impl::malformed(QCoreApplication::translate("feeds", "\"service_request_id\" is missing"));
    event.type = Impl::text(*json, "service_code");
    event.title = Impl::text(*json, "service_name");
    if (event.type.isEmpty())
        event.type = event.title;
    event.description = Impl::text(*json, "description");
    event.address = Impl::text(*json, "address");
    event.mediaUrl = Impl::text(*json, "media_url");
    if (!m_impl->time(*json, "requested_datetime", event.reported))
        return Impl::malformed(QCoreApplication::translate("feeds", "\"requested_datetime\" is not a time"));
    if (!m_impl->time(*json, "updated_datetime", event.updated))
        return Impl::malformed(QCoreApplication::translate("feeds", "\"updated_datetime\" is not a time"));
    if (event.updated == 0)
        event.updated = event.reported != 0 ? event.reported : received;
    if (!m_impl->time(*json, "expected_datetime", event.due))
        return Impl::malformed(QCoreApplication::translate("feeds", "\"expected_datetime\" is not a time"));
    event.hasPosition = Impl::number(*json, "lat", event.latitude) && Impl::number(*json, "long", event.longitude) &&
                        std::abs(event.latitude) <= 90 && std::abs(event.longitude) <= 180 &&
                        (event.latitude != 0 || event.longitude != 0);

    QString state = Impl::text(*json, "status"), stateKey = QStringLiteral("status");
    domain::Transition step;
    step.result = Impl::text(*json, "status_notes");
    object extended;
    if (json->at_key("extended_attributes").get(extended) == simdjson::SUCCESS) {
        if (const QString title = Impl::text(extended, "title"); !title.isEmpty())
            event.title = title;
        if (const QString place = Impl::text(extended, "place"); !place.isEmpty())
            event.place = domain::refFromText(place);
        event.klass = Impl::text(extended, "class");
        event.source = Impl::text(extended, "source");
        const QString severity = Impl::text(extended, "severity");
        if (!severity.isEmpty())
            event.severity = domain::severityFromName(severity);
        if (const QString finer = Impl::text(extended, "state"); !finer.isEmpty()) {
            state = finer;
            stateKey = QStringLiteral("state");
        }
        step.who = Impl::text(extended, "who");
        step.why = Impl::text(extended, "why");
        if (const QString result = Impl::text(extended, "result"); !result.isEmpty())
            step.result = result;
        event.mergedInto = Impl::text(extended, "merged_into");
        if (step.result.isEmpty())
            step.result = event.mergedInto;
        event.assignee = Impl::text(extended, "assignee");
        event.assigneeName = Impl::text(extended, "assignee_name");
        double satisfaction = 0;
        if (Impl::number(extended, "satisfaction", satisfaction))
            event.satisfaction = std::clamp(int(std::lround(satisfaction)), 0, 5);
    }
    bool known = true;
    if (!state.isEmpty())
        event.state = domain::eventStateFromName(state, &known);
    if (!known)
        return Impl::malformed(
            QCoreApplication::translate("feeds", "\"%1\" is an unknown state: %2").arg(stateKey, state));
    step.to = event.state;
    step.time = event.updated;
    event.history.push_back(step);
    if (domain::isFinal(event.state))
        event.closed = event.updated;
    return event;
}

}
