#include "store/Export.h"

#include "domain/AlarmCycle.h"
#include "domain/EventCycle.h"
#include "store/Reader.h"
#include "store/Reading.h"
#include "store/TableWriter.h"
#include "store/Tr.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace store
{

QString withoutNumbers(const QString &text)
{
    // Identity numbers (18 characters, the last may be X), mobile numbers (+86, spaced or hyphenated), landlines with
    // an area code.
    static const QRegularExpression numbers(QStringLiteral(
        "(?<![0-9A-Za-z])(?:[1-9]\\d{16}[0-9Xx]|(?:\\+?86[ -]?)?1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}|0\\d{2,3}-?\\d{7,8})"
        "(?![0-9A-Za-z])"));
    QString masked;
    qsizetype at = 0;
    for (auto found = numbers.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        masked += QStringView(text).mid(at, match.capturedStart() - at);
        masked += QStringLiteral("****") + match.captured().right(4);
        at = match.capturedEnd();
    }
    masked += QStringView(text).mid(at);
    return masked;
}

namespace
{

using Kind = TableColumn::Kind;
using Columns = std::vector<TableColumn>;

TableColumn column(Kind kind, const char *id, const char *name)
{
    return {kind, id, tr(name)};
}

/// An integer that is not there where it is 0.
QVariant some(qint64 number)
{
    return number != 0 ? QVariant(number) : QVariant();
}

/// Writes the rows of one statement.
class Exporter
{
public:
    Exporter(Connection &connection, const ExportRequest &request, const QString &file, const QTimeZone &zone,
             const base::Job &job)
        : m_connection(connection), m_request(request), m_file(file), m_zone(zone), m_job(job)
    {
    }

    base::Status run()
    {
        switch (m_request.what) {
        case ExportRequest::What::Events:
            return events();
        case ExportRequest::What::Alarms:
            return alarms();
        case ExportRequest::What::Journal:
            return journal();
        case ExportRequest::What::Observations:
            return observations();
        case ExportRequest::What::Statistics:
            return statistics();
        }
        return {};
    }

private:
    base::Status begin(const QString &title, const Columns &columns)
    {
        m_title = title;
        auto writer = TableWriter::make(m_file, title, columns, m_request.what == ExportRequest::What::Events, m_zone);
        if (!writer)
            return tl::unexpected(writer.error());
        m_writer = std::move(*writer);
        return {};
    }

    /// One more row; says how far it is, and stops where that is asked for.
    base::Status add(const TableRow &row)
    {
        constexpr qint64 Step = 256;
        if (++m_written % Step == 0) {
            m_job.report(m_title, m_total > 0 ? double(m_written) / double(m_total) : -1);
            if (base::Status status = going(); !status)
                return status;
        }
        return m_writer->add(row);
    }
    base::Status going() const
    {
        if (m_job.isCancelled())
            return base::failure(QStringLiteral("cancelled"), tr("the export was cancelled"), m_file);
        return {};
    }

    /// All rows of a table that fit, in its order, each made by `make` of the columns that are selected.
    template <typename Make>
    base::Status table(const QString &from, const Where &where, const QString &select, const QString &order,
                       const Make &make)
    {
        const Snapshot snapshot(m_connection); // one state of the store, however long it takes
        Rows count(m_connection, QStringLiteral("SELECT count(*) FROM %1%2").arg(from, where.text()), where.values);
        if (count.next())
            m_total = count.number(0);
        if (base::Status status = count.status(); !status)
            return status;
        Rows rows(m_connection,
                  QStringLiteral("SELECT %1 FROM %2%3 ORDER BY %4").arg(select, from, where.text(), order),
                  where.values, true);
        while (rows.next()) {
            if (base::Status status = add(make(rows)); !status)
                return status;
        }
        if (base::Status status = rows.status(); !status)
            return status;
        return finish();
    }
    base::Status finish()
    {
        if (base::Status status = going(); !status)
            return status;
        return m_writer->finish();
    }

    base::Status events();
    base::Status alarms();
    base::Status journal();
    base::Status observations();
    base::Status statistics();

    Connection &m_connection;
    const ExportRequest &m_request;
    QString m_file, m_title;
    QTimeZone m_zone;
    const base::Job &m_job;
    std::unique_ptr<TableWriter> m_writer;
    qint64 m_written = 0, m_total = 0;
};

base::Status Exporter::events()
{
    const Columns columns{column(Kind::Text, "id", QT_TRANSLATE_NOOP("store", "Number")),
                          column(Kind::Text, "type", QT_TRANSLATE_NOOP("store", "Type")),
                          column(Kind::Text, "domain", QT_TRANSLATE_NOOP("store", "Domain")),
                          column(Kind::Text, "class", QT_TRANSLATE_NOOP("store", "Class")),
                          column(Kind::Text, "severity", QT_TRANSLATE_NOOP("store", "Severity")),
                          column(Kind::Text, "state", QT_TRANSLATE_NOOP("store", "State")),
                          column(Kind::Text, "title", QT_TRANSLATE_NOOP("store", "Title")),
                          column(Kind::Text, "description", QT_TRANSLATE_NOOP("store", "Description")),
                          column(Kind::Text, "source", QT_TRANSLATE_NOOP("store", "Source")),
                          column(Kind::Text, "address", QT_TRANSLATE_NOOP("store", "Address")),
                          column(Kind::Text, "place", QT_TRANSLATE_NOOP("store", "Place")),
                          column(Kind::Text, "building", QT_TRANSLATE_NOOP("store", "Building")),
                          column(Kind::Text, "areas", QT_TRANSLATE_NOOP("store", "Areas")),
                          column(Kind::Time, "reported", QT_TRANSLATE_NOOP("store", "Reported at")),
                          column(Kind::Time, "accepted", QT_TRANSLATE_NOOP("store", "Accepted at")),
                          column(Kind::Time, "due", QT_TRANSLATE_NOOP("store", "Due")),
                          column(Kind::Time, "closed", QT_TRANSLATE_NOOP("store", "Closed at")),
                          column(Kind::Time, "updated", QT_TRANSLATE_NOOP("store", "Updated at")),
                          column(Kind::Text, "assignee", QT_TRANSLATE_NOOP("store", "Assignee")),
                          column(Kind::Integer, "level", QT_TRANSLATE_NOOP("store", "Escalations")),
                          column(Kind::Integer, "satisfaction", QT_TRANSLATE_NOOP("store", "Satisfaction")),
                          column(Kind::Text, "merged_into", QT_TRANSLATE_NOOP("store", "Merged into"))};
    if (base::Status status = begin(tr("Events"), columns); !status)
        return status;
    Where where = eventWhere(m_connection.dialect(), m_request.events);
    where.add(QStringLiteral("b.id = e.id"));
    return table(QStringLiteral("event e CROSS JOIN event_body b"), where, QStringLiteral("b.body"),
                 QStringLiteral("e.reported, e.id"), [](const Rows &rows) {
                     QJsonObject body = objectOf(rows.text(0));
                     body.remove(QLatin1String("steps"));
                     const domain::Event event = domain::eventFromJson(body);
                     return TableRow{{event.id,
                                      event.type,
                                      event.domain,
                                      event.klass,
                                      domain::severityName(event.severity),
                                      domain::eventStateName(event.state),
                                      withoutNumbers(event.title),
                                      withoutNumbers(event.description),
                                      event.source,
                                      withoutNumbers(event.address),
                                      event.place.id.isEmpty() ? QString() : domain::refText(event.place),
                                      event.building,
                                      event.areas.join(u' '),
                                      event.reported,
                                      event.accepted,
                                      event.due,
                                      event.closed,
                                      event.updated,
                                      event.assignee,
                                      event.level,
                                      some(event.satisfaction),
                                      event.mergedInto},
                                     event.hasPosition,
                                     event.longitude,
                                     event.latitude};
                 });
}

base::Status Exporter::alarms()
{
    const Columns columns{column(Kind::Text, "id", QT_TRANSLATE_NOOP("store", "Number")),
                          column(Kind::Text, "subject", QT_TRANSLATE_NOOP("store", "Device")),
                          column(Kind::Text, "rule", QT_TRANSLATE_NOOP("store", "Rule")),
                          column(Kind::Text, "severity", QT_TRANSLATE_NOOP("store", "Severity")),
                          column(Kind::Text, "state", QT_TRANSLATE_NOOP("store", "State")),
                          column(Kind::Text, "building", QT_TRANSLATE_NOOP("store", "Building")),
                          column(Kind::Text, "unit", QT_TRANSLATE_NOOP("store", "Unit")),
                          column(Kind::Text, "areas", QT_TRANSLATE_NOOP("store", "Areas")),
                          column(Kind::Time, "raised", QT_TRANSLATE_NOOP("store", "Raised at")),
                          column(Kind::Time, "last_raised", QT_TRANSLATE_NOOP("store", "Last raised at")),
                          column(Kind::Integer, "count", QT_TRANSLATE_NOOP("store", "Times")),
                          column(Kind::Time, "cleared", QT_TRANSLATE_NOOP("store", "Cleared at")),
                          column(Kind::Time, "acknowledged", QT_TRANSLATE_NOOP("store", "Acknowledged at")),
                          column(Kind::Text, "acknowledged_by", QT_TRANSLATE_NOOP("store", "Acknowledged by")),
                          column(Kind::Time, "shelved_until", QT_TRANSLATE_NOOP("store", "Shelved until")),
                          column(Kind::Text, "shelved_why", QT_TRANSLATE_NOOP("store", "Shelved because")),
                          column(Kind::Text, "suppressed_by", QT_TRANSLATE_NOOP("store", "Explained by")),
                          column(Kind::Text, "incident", QT_TRANSLATE_NOOP("store", "Incident")),
                          column(Kind::Text, "event", QT_TRANSLATE_NOOP("store", "Event")),
                          column(Kind::Text, "property", QT_TRANSLATE_NOOP("store", "Measured")),
                          column(Kind::Real, "value", QT_TRANSLATE_NOOP("store", "Value")),
                          column(Kind::Real, "threshold", QT_TRANSLATE_NOOP("store", "Threshold")),
                          column(Kind::Text, "measured_in", QT_TRANSLATE_NOOP("store", "Measured in"))};
    if (base::Status status = begin(tr("Alarms"), columns); !status)
        return status;
    Where where = alarmWhere(m_connection.dialect(), m_request.alarms);
    where.add(QStringLiteral("b.id = a.id"));
    return table(QStringLiteral("alarm a CROSS JOIN alarm_body b"), where, QStringLiteral("b.body, a.state"),
                 QStringLiteral("a.raised, a.id"), [](const Rows &rows) {
                     const domain::Alarm alarm = domain::alarmFromJson(objectOf(rows.text(0)));
                     return TableRow{{alarm.id,
                                      domain::refText(alarm.subject),
                                      alarm.rule,
                                      domain::severityName(alarm.severity),
                                      rows.text(1),
                                      alarm.building,
                                      alarm.unit,
                                      alarm.areas.join(u' '),
                                      alarm.raised,
                                      alarm.lastRaised,
                                      alarm.count,
                                      alarm.cleared,
                                      alarm.acknowledgedAt,
                                      alarm.acknowledgedBy,
                                      alarm.shelvedUntil,
                                      withoutNumbers(alarm.shelvedWhy),
                                      alarm.suppressedBy,
                                      alarm.incident,
                                      alarm.event,
                                      alarm.why.property,
                                      alarm.why.value,
                                      alarm.why.threshold,
                                      alarm.why.unit}};
                 });
}

/// What a step was done with, in words; of what a source says nothing, since that holds whatever it likes to tell.
QString detailOf(const domain::Entry &entry)
{
    static const QStringList told{
        QStringLiteral("text"),  QStringLiteral("result"),   QStringLiteral("assignee"), QStringLiteral("into"),
        QStringLiteral("from"),  QStringLiteral("url"),      QStringLiteral("title"),    QStringLiteral("satisfaction"),
        QStringLiteral("level"), QStringLiteral("of"),       QStringLiteral("until"),    QStringLiteral("by"),
        QStringLiteral("rule"),  QStringLiteral("severity"), QStringLiteral("event"),    QStringLiteral("incident"),
        QStringLiteral("issue"), QStringLiteral("target"),   QStringLiteral("status")};
    if (entry.verb == domain::eventVerbName(domain::EventVerb::Report) ||
        entry.verb == domain::eventVerbName(domain::EventVerb::Update))
        return {};
    QStringList parts;
    for (const QString &key : told) {
        const QJsonValue value = entry.body.value(key);
        if (value.isString() || value.isDouble() || value.isBool())
            parts.append(QStringLiteral("%1=%2").arg(key, withoutNumbers(value.toVariant().toString())));
    }
    return parts.join(QStringLiteral("; "));
}

base::Status Exporter::journal()
{
    const Columns columns{column(Kind::Integer, "sequence", QT_TRANSLATE_NOOP("store", "Sequence")),
                          column(Kind::Time, "time", QT_TRANSLATE_NOOP("store", "Time")),
                          column(Kind::Time, "recorded", QT_TRANSLATE_NOOP("store", "Saved at")),
                          column(Kind::Text, "subject", QT_TRANSLATE_NOOP("store", "About")),
                          column(Kind::Text, "id", QT_TRANSLATE_NOOP("store", "Number")),
                          column(Kind::Integer, "version", QT_TRANSLATE_NOOP("store", "Step")),
                          column(Kind::Text, "verb", QT_TRANSLATE_NOOP("store", "What")),
                          column(Kind::Text, "state", QT_TRANSLATE_NOOP("store", "State after it")),
                          column(Kind::Text, "who", QT_TRANSLATE_NOOP("store", "Who")),
                          column(Kind::Text, "seat", QT_TRANSLATE_NOOP("store", "Seat")),
                          column(Kind::Text, "why", QT_TRANSLATE_NOOP("store", "Why")),
                          column(Kind::Text, "detail", QT_TRANSLATE_NOOP("store", "Detail"))};
    if (base::Status status = begin(tr("Journal"), columns); !status)
        return status;
    return table(QStringLiteral("entry"), journalWhere(m_connection.dialect(), m_request.journal),
                 entryColumns() + QStringLiteral(", to_state"), QStringLiteral("time, sequence"), [](const Rows &rows) {
                     const domain::Entry entry = entryAt(rows);
                     constexpr int State = 11;
                     return TableRow{{entry.sequence, entry.time, entry.recorded, domain::subjectName(entry.subject),
                                      entry.id, entry.version, entry.verb, rows.text(State), entry.who, entry.seat,
                                      withoutNumbers(entry.why), detailOf(entry)}};
                 });
}

base::Status Exporter::observations()
{
    const Columns columns{column(Kind::Text, "datastream", QT_TRANSLATE_NOOP("store", "Series")),
                          column(Kind::Time, "time", QT_TRANSLATE_NOOP("store", "Time")),
                          column(Kind::Real, "value", QT_TRANSLATE_NOOP("store", "Value")),
                          column(Kind::Real, "least", QT_TRANSLATE_NOOP("store", "Least")),
                          column(Kind::Real, "greatest", QT_TRANSLATE_NOOP("store", "Greatest")),
                          column(Kind::Integer, "count", QT_TRANSLATE_NOOP("store", "Readings"))};
    if (base::Status status = begin(tr("Observations"), columns); !status)
        return status;
    QStringList streams = m_request.datastreams;
    if (streams.isEmpty()) {
        Rows names(m_connection, QStringLiteral("SELECT name FROM datastream ORDER BY name"));
        while (names.next())
            streams.append(names.text(0));
        if (base::Status status = names.status(); !status)
            return status;
    }
    // Single readings while they are there, quarters of an hour of before: no longer spans than these.
    const qint64 from = std::max<qint64>(0, m_request.from);
    const qint64 to =
        m_request.to != 0 ? m_request.to : QDateTime(QDate(2200, 1, 1), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
    Reader reader(m_connection);
    for (qsizetype i = 0; i < streams.size(); ++i) {
        m_job.report(m_title, double(i) / double(streams.size()));
        if (base::Status status = going(); !status)
            return status;
        const auto series = reader.series(streams[i], from, to, std::numeric_limits<int>::max());
        if (!series)
            return tl::unexpected(series.error());
        for (const SeriesPoint &point : series->points) {
            const TableRow row{{streams[i], point.time, point.value, point.least, point.greatest, point.count}};
            if (base::Status status = m_writer->add(row); !status)
                return status;
        }
    }
    return finish();
}

base::Status Exporter::statistics()
{
    const auto &nameOf = m_request.statisticsName;
    Columns columns{column(Kind::Text, "key", QT_TRANSLATE_NOOP("store", "By")),
                    column(Kind::Text, "then", QT_TRANSLATE_NOOP("store", "And by"))};
    if (nameOf) {
        columns.push_back(column(Kind::Text, "key_name", QT_TRANSLATE_NOOP("store", "Name")));
        columns.push_back(column(Kind::Text, "then_name", QT_TRANSLATE_NOOP("store", "Name of the second")));
    }
    const Columns figures{column(Kind::Integer, "received", QT_TRANSLATE_NOOP("store", "Received")),
                          column(Kind::Integer, "accepted", QT_TRANSLATE_NOOP("store", "Accepted")),
                          column(Kind::Integer, "settled", QT_TRANSLATE_NOOP("store", "Settled")),
                          column(Kind::Integer, "rejected", QT_TRANSLATE_NOOP("store", "Rejected")),
                          column(Kind::Integer, "merged", QT_TRANSLATE_NOOP("store", "Merged")),
                          column(Kind::Integer, "open", QT_TRANSLATE_NOOP("store", "Open")),
                          column(Kind::Integer, "overdue", QT_TRANSLATE_NOOP("store", "Overdue")),
                          column(Kind::Real, "rate", QT_TRANSLATE_NOOP("store", "Settling rate")),
                          column(Kind::Real, "accept_minutes", QT_TRANSLATE_NOOP("store", "Minutes to accepting")),
                          column(Kind::Real, "close_minutes", QT_TRANSLATE_NOOP("store", "Minutes to closing")),
                          column(Kind::Real, "satisfaction", QT_TRANSLATE_NOOP("store", "Satisfaction"))};
    columns.insert(columns.end(), figures.begin(), figures.end());
    if (base::Status status = begin(tr("Statistics"), columns); !status)
        return status;
    const auto statistics = Reader(m_connection).statistics(m_request.statistics);
    if (!statistics)
        return tl::unexpected(statistics.error());
    const auto put = [&](const StatisticsRow &row, const QString &key, const QString &name, const QString &thenName) {
        QVariantList values{key, row.then};
        if (nameOf)
            values << name << thenName;
        values << row.received << row.accepted << row.settled << row.rejected << row.merged << row.open << row.overdue
               << row.rate << row.acceptMinutes << row.closeMinutes << row.satisfaction;
        return add({std::move(values)});
    };
    const StatisticsQuery &query = m_request.statistics;
    const auto named = [&](StatisticsQuery::Key key, const QString &value) {
        return nameOf ? nameOf(key, value) : QString();
    };
    for (const StatisticsRow &row : statistics->rows) {
        if (base::Status status = put(row, row.key, named(query.by, row.key), named(query.then, row.then)); !status)
            return status;
    }
    if (base::Status status = put(statistics->total, tr("Total"), tr("Total"), {}); !status)
        return status;
    return finish();
}

}

base::Status exportTo(const domain::StoreConfig &config, const ExportRequest &request, const QString &file,
                      const base::Job &job)
{
    const QTimeZone zone = request.timezone.isEmpty() ? QTimeZone::utc() : QTimeZone(request.timezone.toLatin1());
    if (!zone.isValid())
        return base::failure(QStringLiteral("timezone-unknown"),
                             tr("the time zone \"%1\" is not known").arg(request.timezone));
    const auto place = Place::of(config);
    if (!place)
        return tl::unexpected(place.error());
    Connection connection(*place, Connection::Use::Read);
    if (base::Status status = connection.open(); !status)
        return status;
    return Exporter(connection, request, file, zone, job).run();
}

}
