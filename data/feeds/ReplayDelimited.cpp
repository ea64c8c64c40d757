#include "feeds/Delimited.h"
#include "feeds/ReplayFile.h"
#include "feeds/ReplayRow.h"

#include <QCoreApplication>

namespace feeds
{

namespace
{

/// Comma, semicolon, tab or bar between fields, a header line first.
class DelimitedReplay final : public ReplayFile
{
public:
    DelimitedReplay(const QString &path, const FeedConfig &config) : ReplayFile(path, config) {}

protected:
    base::Status index(const std::atomic_bool &cancelled) override;
    void say(const Entry &entry, FeedBatch &batch) override;

private:
    void findDateOrder(Delimited walk);
    void indexEvent(const Delimited &walk);
    void indexReading(const Delimited &walk);

    char m_delimiter = ',';
    FieldMap m_map;
    std::vector<std::string_view> m_columns;
    RowValues m_values;
};

base::Status DelimitedReplay::index(const std::atomic_bool &cancelled)
{
    m_delimiter = Delimited::sniff(text());
    Delimited walk(text(), m_delimiter);
    if (!walk.next(m_columns))
        return base::failure(QStringLiteral("file-empty"),
                             QCoreApplication::translate("feeds", "holds nothing that can be replayed"), path());
    QStringList header;
    for (const std::string_view column : m_columns)
        header.append(QString::fromUtf8(column.data(), qsizetype(column.size())));
    auto map = FieldMap::create(config(), header, path(), mutableWarnings());
    if (!map)
        return tl::unexpected(std::move(map.error()));
    m_map = std::move(*map);
    findDateOrder(walk);

    const size_t width = m_columns.size();
    for (size_t row = 0; walk.next(m_columns); ++row) {
        if (row % 65536 == 0) {
            if (cancelled)
                return {};
            forgetPages();
        }
        if (m_columns.size() != width) {
            reject(QStringLiteral("row-malformed"), walk.line(),
                   QCoreApplication::translate("feeds", "has more or fewer fields than the header"));
            continue;
        }
        m_map.values(m_columns, m_values);
        if (m_map.kind() == RowKind::Event)
            indexEvent(walk);
        else
            indexReading(walk);
    }
    return {};
}

void DelimitedReplay::findDateOrder(Delimited walk)
{
    std::vector<std::string_view> columns;
    DateOrder order = DateOrder::Unknown;
    bool anySlashed = false;
    for (size_t row = 0; order == DateOrder::Unknown && walk.next(columns); ++row) {
        for (const Field field : {Field::Time, Field::Reported, Field::Closed, Field::Updated, Field::Due}) {
            const int column = m_map.column(field);
            if (column < 0 || size_t(column) >= columns.size())
                continue;
            bool slashed = false;
            if (const DateOrder told = dateOrderOf(columns[size_t(column)], &slashed); told != DateOrder::Unknown)
                order = told;
            anySlashed = anySlashed || slashed;
        }
        if (row > 100 && !anySlashed)
            break;
    }
    if (anySlashed && order == DateOrder::Unknown) {
        const bool american = config().timezone.startsWith(QLatin1String("America/"));
        order = american ? DateOrder::MonthFirst : DateOrder::DayFirst;
        mutableWarnings().add(
            QStringLiteral("date-order-guessed"), path(), {},
            american
                ? QCoreApplication::translate("feeds", "dates with slashes may be read two ways: taken as month first")
                : QCoreApplication::translate("feeds", "dates with slashes may be read two ways: taken as day first"));
    }
    times().setDateOrder(order);
}

void DelimitedReplay::indexEvent(const Delimited &walk)
{
    const auto event = eventOf(
        m_values, times(), [&](const QString &code, const QString &message) { warnLine(code, walk.line(), message); });
    if (!event) {
        reject(event.error().code, walk.line(), event.error().message);
        return;
    }
    const QByteArray id = event->event.id.toUtf8();
    for (const RowStep &step : event->steps)
        add(StreamKind::Event, {id.constData(), size_t(id.size())}, step.time, walk.offset(), int(step.step));
}

void DelimitedReplay::indexReading(const Delimited &walk)
{
    const bool isStatus = m_map.kind() == RowKind::Status;
    const std::string_view id = m_values[size_t(isStatus ? Field::Thing : Field::Datastream)];
    const std::string_view value = m_values[size_t(isStatus ? Field::Status : Field::Result)];
    const auto time = times().parse(m_values[size_t(Field::Time)]);
    if (time && !id.empty() && !value.empty() && (!isStatus || value == "online" || value == "offline")) {
        add(isStatus ? StreamKind::Status : StreamKind::Observation, id, *time, walk.offset(), 0);
        return;
    }
    // Something is wrong, or unusual: read it with care to say what.
    const auto judge = [&](const auto &result, StreamKind kind, const QString &name) {
        if (!result) {
            reject(result.error().code, walk.line(), result.error().message);
            return;
        }
        const QByteArray bytes = name.toUtf8();
        add(kind, {bytes.constData(), size_t(bytes.size())}, *time, walk.offset(), 0);
    };
    if (isStatus) {
        const auto report = statusOf(m_values, times());
        judge(report, StreamKind::Status, report ? report->thing : QString());
    } else {
        const auto observation = observationOf(m_values, times());
        judge(observation, StreamKind::Observation, observation ? observation->datastream : QString());
    }
}

void DelimitedReplay::say(const Entry &entry, FeedBatch &batch)
{
    Delimited walk(text(), m_delimiter);
    walk.seek(entry.offset);
    if (!walk.next(m_columns))
        return;
    m_map.values(m_columns, m_values);
    switch (m_map.kind()) {
    case RowKind::Event:
        if (const auto event = eventOf(m_values, times(), [](const QString &, const QString &) {}))
            batch.events.push_back(event->at(Step(entry.step)));
        break;
    case RowKind::Observation:
        if (auto observation = observationOf(m_values, times())) {
            observation->datastream = streamName(entry);
            batch.observations.push_back(std::move(*observation));
        }
        break;
    case RowKind::Status:
        if (auto report = statusOf(m_values, times()))
            batch.statuses.push_back(std::move(*report));
        break;
    }
}

}

std::unique_ptr<ReplayFile> makeDelimitedReplay(const QString &path, const FeedConfig &config)
{
    return std::make_unique<DelimitedReplay>(path, config);
}

}
