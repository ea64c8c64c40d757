#include "feeds/Payload.h"
#include "feeds/ReplayFile.h"
#include "feeds/ReplayRow.h"
#include "feeds/SensorThings.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <simdjson.h>

#include <cmath>

namespace feeds
{

using simdjson::dom::element;
using simdjson::dom::object;

namespace
{

/// JSON lines, or a JSON array of the same objects: Open311 service requests (a log of them, or a listing), objects
/// with keys that `fields` names, and logs of MQTT ("TOPIC PAYLOAD", or objects with "topic" and "payload").
class JsonReplay final : public ReplayFile
{
public:
    JsonReplay(const QString &path, const FeedConfig &config) : ReplayFile(path, config), m_reader(times()) {}

protected:
    base::Status index(const std::atomic_bool &cancelled) override;
    void say(const Entry &entry, FeedBatch &batch) override;

private:
    /// What a line says: a batch of one, and its steps where it is an event.
    struct Saying {
        FeedBatch batch;
        std::vector<RowStep> steps;
        qint64 time = 0;
        bool foreign = false; ///< an MQTT topic that is none of ours, or a message that says nothing
    };
    base::Status toLines();
    bool batchToLines();
    void learnKeys();
    base::Result<Saying> read(std::string_view line);
    base::Result<Saying> readMessage(std::string_view topic, std::string_view payload, qint64 time);
    base::Result<Saying> readTextLine(std::string_view line);
    base::Result<Saying> readRequest(const object &json, std::string_view line);
    base::Result<Saying> readRow(const object &json);
    std::optional<qint64> timeOf(const object &json);
    static tl::unexpected<base::Error> badRow(const QString &why)
    {
        return base::failure(QStringLiteral("row-malformed"), why);
    }

    simdjson::dom::parser m_parser;
    PayloadReader m_reader;
    std::string m_lines; ///< what an array was turned into
    std::string_view m_source;
    bool m_isBatch = false;
    std::optional<FieldMap> m_map;
    std::unordered_map<std::string, int> m_keys;
    std::deque<std::string> m_numbers;
    std::vector<std::string_view> m_columns;
    RowValues m_values;
    qint64 m_lastTime = 0; ///< a status in an MQTT log has no time of its own
    RowWarning m_warn;
};

std::string_view lineAt(std::string_view text, size_t offset)
{
    std::string_view line = text.substr(offset, text.find('\n', offset) - offset);
    while (!line.empty() && (unsigned char)(line.back()) <= ' ')
        line.remove_suffix(1);
    return line;
}

/// A batch of SensorThings requests (OGC 18-088, 11) becomes the messages that its observations would be.
bool JsonReplay::batchToLines()
{
    // A log of objects, one a line, begins with a whole one; a document that is laid out begins with a bit of one.
    element root;
    object json;
    simdjson::dom::array requests;
    const std::string_view first = lineAt(m_source, 0);
    if (m_parser.parse(first.data(), first.size()).get(root) != simdjson::SUCCESS &&
        m_parser.parse(m_source.data(), m_source.size()).get(root) != simdjson::SUCCESS)
        return false;
    if (root.get(json) != simdjson::SUCCESS || json.at_key("requests").get(requests) != simdjson::SUCCESS)
        return false;
    const QByteArray body(m_source.data(), qsizetype(m_source.size()));
    if (!isStaBatch(QJsonDocument::fromJson(body).object()))
        return false;
    auto batch = SensorThings(times(), config().fields.value(QStringLiteral("datastream"))).batch(body, 0);
    if (!batch)
        return false;
    for (base::Warning warning : batch->warnings.list()) {
        warning.source = path();
        mutableWarnings().add(warning);
    }
    for (const domain::Observation &observation : batch->observations) {
        const QJsonObject line{{QStringLiteral("topic"), observationTopic(observation.datastream)},
                               {QStringLiteral("payload"), QString::fromUtf8(observationPayload(observation))}};
        m_lines += QJsonDocument(line).toJson(QJsonDocument::Compact).toStdString() + '\n';
    }
    m_source = m_lines;
    return true;
}

base::Status JsonReplay::toLines()
{
    m_source = text();
    const size_t start = m_source.find_first_not_of(" \t\r\n");
    if (start != std::string_view::npos && m_source[start] == '{') {
        m_source.remove_prefix(start);
        m_isBatch = batchToLines();
        if (!m_isBatch)
            m_source = text();
        return {};
    }
    if (start == std::string_view::npos || m_source[start] != '[')
        return {};
    element root;
    simdjson::dom::array items;
    const auto error = m_parser.parse(m_source.data(), m_source.size()).get(root);
    if (error || root.get(items) != simdjson::SUCCESS)
        return base::failure(QStringLiteral("json-malformed"),
                             QCoreApplication::translate("feeds", "not valid JSON: %1")
                                 .arg(QString::fromLatin1(simdjson::error_message(error))),
                             path());
    for (const element item : items)
        m_lines += simdjson::minify(item) + '\n';
    m_source = m_lines;
    return {};
}

void JsonReplay::learnKeys()
{
    QStringList names;
    size_t offset = 0;
    for (int line = 0; line < 100 && offset < m_source.size(); ++line) {
        const std::string_view one = lineAt(m_source, offset);
        const size_t newline = m_source.find('\n', offset);
        offset = newline == std::string_view::npos ? m_source.size() : newline + 1;
        object json;
        if (!one.starts_with('{') || m_parser.parse(one.data(), one.size()).get(json) != simdjson::SUCCESS)
            continue;
        for (const auto field : json) {
            if (m_keys.emplace(std::string(field.key), int(m_keys.size())).second)
                names.append(QString::fromUtf8(field.key.data(), qsizetype(field.key.size())));
        }
    }
    // Requests and messages need no map; only when there is a row that is neither is it an error to have none.
    base::Warnings warnings;
    if (auto map = FieldMap::create(config(), names, path(), warnings)) {
        m_map = std::move(*map);
        mutableWarnings().add(warnings);
    }
}

base::Status JsonReplay::index(const std::atomic_bool &cancelled)
{
    if (auto ok = toLines(); !ok)
        return ok;
    if (!m_isBatch)
        learnKeys();
    size_t number = 0;
    m_warn = [&](const QString &code, const QString &message) { warnLine(code, number, message); };
    struct Untimed {
        size_t line, offset;
        Saying saying;
    };
    std::vector<Untimed> untimed;
    const auto put = [this](const Saying &saying, size_t offset, qint64 time) {
        const auto one = [&](StreamKind kind, const QString &id, qint64 when, Step step) {
            const QByteArray bytes = id.toUtf8();
            add(kind, {bytes.constData(), size_t(bytes.size())}, when, offset, int(step));
        };
        for (const auto &observation : saying.batch.observations)
            one(StreamKind::Observation, observation.datastream, time != 0 ? time : saying.time, Step::Whole);
        for (const auto &report : saying.batch.statuses)
            one(StreamKind::Status, report.thing, time != 0 ? time : saying.time, Step::Whole);
        for (const auto &event : saying.batch.events) {
            for (const RowStep &step : saying.steps)
                one(StreamKind::Event, event.id, time != 0 ? time : step.time, step.step);
        }
    };
    size_t next = 0;
    for (size_t offset = 0; offset < m_source.size(); offset = next) {
        ++number;
        const size_t newline = m_source.find('\n', offset);
        next = newline == std::string_view::npos ? m_source.size() : newline + 1;
        if (number % 4096 == 0) {
            if (cancelled)
                break;
            forgetPages();
        }
        const std::string_view line = lineAt(m_source, offset);
        if (line.empty())
            continue;
        auto saying = read(line);
        if (!saying) {
            reject(saying.error().code, number, saying.error().message);
            continue;
        }
        if (saying->foreign)
            continue;
        // What a log says before its first time, it says then.
        if (saying->time == 0) {
            untimed.push_back({number, offset, std::move(*saying)});
            continue;
        }
        for (Untimed &early : untimed)
            put(early.saying, early.offset, saying->time);
        untimed.clear();
        put(*saying, offset, 0);
        m_lastTime = saying->time;
    }
    for (const Untimed &never : untimed)
        reject(QStringLiteral("row-malformed"), never.line,
               QCoreApplication::translate("feeds", "has no time that can be read"));
    m_warn = {};
    m_lastTime = 0;
    return {};
}

void JsonReplay::say(const Entry &entry, FeedBatch &batch)
{
    m_lastTime = entry.time;
    auto saying = read(lineAt(m_source, entry.offset));
    if (!saying)
        return;
    for (auto &observation : saying->batch.observations) {
        observation.datastream = streamName(entry);
        batch.observations.push_back(std::move(observation));
    }
    for (auto &report : saying->batch.statuses) {
        report.time = entry.time;
        batch.statuses.push_back(std::move(report));
    }
    for (auto &event : saying->batch.events)
        batch.events.push_back(RowEvent{std::move(event), {}}.at(Step(entry.step)));
}

std::optional<qint64> JsonReplay::timeOf(const object &json)
{
    for (const char *key : {"t", "time", "timestamp", "ts", "tst"}) {
        element value;
        if (json.at_key(key).get(value) != simdjson::SUCCESS)
            continue;
        double seconds = 0;
        if (value.get(seconds) == simdjson::SUCCESS)
            return std::abs(seconds) < 1e11 ? qint64(std::llround(seconds * 1000)) : qint64(seconds);
        std::string_view view;
        if (value.get(view) == simdjson::SUCCESS) {
            if (const auto time = times().parse(view))
                return time;
        }
    }
    return std::nullopt;
}

base::Result<JsonReplay::Saying> JsonReplay::read(std::string_view line)
{
    if (!line.starts_with('{'))
        return readTextLine(line);
    element root;
    object json;
    if (const auto error = m_parser.parse(line.data(), line.size()).get(root))
        return badRow(QCoreApplication::translate("feeds", "not valid JSON: %1")
                          .arg(QString::fromLatin1(simdjson::error_message(error))));
    if (root.get(json) != simdjson::SUCCESS)
        return badRow(QCoreApplication::translate("feeds", "not a JSON object"));
    std::string_view topic;
    element payload;
    if (json.at_key("topic").get(topic) == simdjson::SUCCESS &&
        json.at_key("payload").get(payload) == simdjson::SUCCESS) {
        std::string_view inner;
        const std::string whole =
            payload.get(inner) == simdjson::SUCCESS ? std::string(inner) : simdjson::minify(payload);
        return readMessage(topic, whole, timeOf(json).value_or(0));
    }
    element id;
    if (json.at_key("service_request_id").get(id) == simdjson::SUCCESS && config().fields.isEmpty())
        return readRequest(json, line);
    return readRow(json);
}

base::Result<JsonReplay::Saying> JsonReplay::readTextLine(std::string_view line)
{
    // "TOPIC PAYLOAD" as `mosquitto_sub -v` and `yunjie simulate` write it, or with a time before ("%I %t %p").
    qint64 time = 0;
    size_t blank = line.find(' ');
    if (blank != std::string_view::npos) {
        if (const auto written = times().parse(line.substr(0, blank))) {
            time = *written;
            line.remove_prefix(blank + 1);
            blank = line.find(' ');
        }
    }
    if (blank == std::string_view::npos)
        return badRow(QCoreApplication::translate("feeds", "neither a JSON object nor a topic with its payload"));
    return readMessage(line.substr(0, blank), line.substr(blank + 1), time);
}

base::Result<JsonReplay::Saying> JsonReplay::readMessage(std::string_view topic, std::string_view payload, qint64 time)
{
    Saying saying;
    const base::Status ok = m_reader.read(topic, payload, time != 0 ? time : m_lastTime, saying.batch);
    if (!ok && ok.error().code == QLatin1String("topic-foreign")) {
        saying.foreign = true;
        return saying;
    }
    if (!ok)
        return badRow(ok.error().message);
    saying.foreign = saying.batch.observations.empty() && saying.batch.statuses.empty() && saying.batch.events.empty();
    // Without a time of its own a line happened when what it tells did.
    for (const auto &observation : saying.batch.observations)
        saying.time = observation.phenomenonTime;
    for (const auto &report : saying.batch.statuses)
        saying.time = report.time;
    for (const auto &event : saying.batch.events)
        saying.time = event.updated;
    if (time != 0)
        saying.time = time;
    saying.steps = {{Step::Whole, saying.time}};
    return saying;
}

base::Result<JsonReplay::Saying> JsonReplay::readRequest(const object &json, std::string_view line)
{
    const std::optional<qint64> said = timeOf(json);
    auto event = m_reader.request({}, line, said.value_or(0));
    if (!event)
        return badRow(event.error().message);
    Saying saying;
    if (said) {
        saying.steps = {{Step::Whole, *said}};
    } else {
        RowEvent row{*event, {}};
        splitSteps(row);
        saying.steps = row.steps;
        if (row.steps.size() > 1)
            event->history.insert(event->history.begin(), {domain::EventState::Reported, event->reported, {}, {}, {}});
    }
    saying.time = saying.steps.back().time;
    if (saying.time == 0)
        return badRow(QCoreApplication::translate("feeds", "has no time that can be read"));
    saying.batch.events.push_back(std::move(*event));
    return saying;
}

base::Result<JsonReplay::Saying> JsonReplay::readRow(const object &json)
{
    if (!m_map)
        return badRow(QCoreApplication::translate(
            "feeds", "is neither a service request, nor a message, nor do the feed's \"fields\" name its keys"));
    m_columns.assign(m_keys.size(), {});
    m_numbers.clear();
    for (const auto field : json) {
        const auto key = m_keys.find(std::string(field.key));
        if (key == m_keys.end() || field.value.is_null())
            continue;
        std::string_view view;
        m_columns[size_t(key->second)] = field.value.get(view) == simdjson::SUCCESS
                                             ? view
                                             : std::string_view(m_numbers.emplace_back(simdjson::minify(field.value)));
    }
    m_map->values(m_columns, m_values);
    Saying saying;
    switch (m_map->kind()) {
    case RowKind::Event: {
        auto event = eventOf(
            m_values, times(), m_warn ? m_warn : [](const QString &, const QString &) {});
        if (!event)
            return tl::unexpected(std::move(event.error()));
        saying.steps = event->steps;
        saying.time = saying.steps.back().time;
        saying.batch.events.push_back(std::move(event->event));
        break;
    }
    case RowKind::Observation: {
        auto observation = observationOf(m_values, times());
        if (!observation)
            return tl::unexpected(std::move(observation.error()));
        saying.time = observation->phenomenonTime;
        saying.batch.observations.push_back(std::move(*observation));
        break;
    }
    case RowKind::Status: {
        auto report = statusOf(m_values, times());
        if (!report)
            return tl::unexpected(std::move(report.error()));
        saying.time = report->time;
        saying.batch.statuses.push_back(std::move(*report));
    }
    }
    return saying;
}

}

std::unique_ptr<ReplayFile> makeJsonReplay(const QString &path, const FeedConfig &config)
{
    return std::make_unique<JsonReplay>(path, config);
}

}
