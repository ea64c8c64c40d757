#include "cli/StoreExport.h"

#include "base/Clock.h"
#include "cli/CommandLine.h"
#include "cli/StoreTool.h"
#include "cli/Tr.h"
#include "store/Export.h"

#include <QCommandLineParser>
#include <QDateTime>
#include <QTimeZone>

#include <atomic>
#include <csignal>
#include <cstdio>

namespace cli
{

using store::ExportRequest;
using store::StatisticsQuery;

namespace
{

/// Reads the options; the first that cannot be understood is kept.
class Reading
{
public:
    explicit Reading(const QCommandLineParser &parser) : m_parser(parser) {}

    const QString &wrong() const { return m_wrong; }
    QString text(const char *name) const { return m_parser.value(QLatin1String(name)); }
    QStringList list(const char *name) const { return text(name).split(u',', Qt::SkipEmptyParts); }

    qint64 time(const char *name, const QTimeZone &zone)
    {
        const QString given = text(name);
        if (given.isEmpty())
            return 0;
        constexpr qsizetype DayLength = 10;
        QDateTime time;
        if (given.size() == DayLength) {
            time = QDate::fromString(given, Qt::ISODate).startOfDay(zone);
        } else {
            time = QDateTime::fromString(given, Qt::ISODate);
            if (time.timeSpec() == Qt::LocalTime)
                time.setTimeZone(zone);
        }
        if (!time.isValid())
            reject(tr("--%1 is a day or a time in ISO 8601, not \"%2\"").arg(QLatin1String(name), given));
        return time.toMSecsSinceEpoch();
    }

    ExportRequest::What what()
    {
        using What = ExportRequest::What;
        static const std::pair<const char *, What> names[] = {{"events", What::Events},
                                                              {"alarms", What::Alarms},
                                                              {"journal", What::Journal},
                                                              {"observations", What::Observations},
                                                              {"statistics", What::Statistics}};
        for (const auto &[name, what] : names) {
            if (text("what") == QLatin1String(name))
                return what;
        }
        reject(tr("--what is events, alarms, journal, observations or statistics, not \"%1\"").arg(text("what")));
        return What::Events;
    }

    void by(StatisticsQuery &query)
    {
        using Key = StatisticsQuery::Key;
        static const std::pair<const char *, Key> names[] = {
            {"domain", Key::Domain}, {"type", Key::Type}, {"class", Key::Class}, {"area", Key::Area},
            {"source", Key::Source}, {"day", Key::Day},   {"month", Key::Month}};
        const QStringList keys = list("by");
        if (keys.size() > 2)
            reject(tr("--by takes one or two keys"));
        for (qsizetype i = 0; i < std::min<qsizetype>(2, keys.size()); ++i) {
            const QString name = keys[i].section(u':', 0, 0);
            Key found = Key::None;
            for (const auto &[known, key] : names) {
                if (name == QLatin1String(known))
                    found = key;
            }
            if (found == Key::Area)
                query.areaLevel = keys[i].section(u':', 1);
            if (found == Key::None || (found == Key::Area && query.areaLevel.isEmpty()))
                reject(
                    tr("--by is of domain, type, class, source, day, month and area:LEVEL, not \"%1\"").arg(keys[i]));
            (i == 0 ? query.by : query.then) = found;
        }
    }

private:
    void reject(const QString &why)
    {
        if (m_wrong.isEmpty())
            m_wrong = why;
    }

    const QCommandLineParser &m_parser;
    QString m_wrong;
};

std::atomic<base::Job *> running = nullptr;

/// Ctrl+C: what is half written goes.
void interrupt(int)
{
    if (base::Job *job = running.load())
        job->cancel();
}

}

static ExportRequest requestOf(Reading &reading, const QTimeZone &zone, qint64 now)
{
    ExportRequest request;
    request.what = reading.what();
    request.timezone = QString::fromLatin1(zone.id());
    request.from = reading.time("from", zone);
    request.to = reading.time("to", zone);
    store::EventQuery &events = request.events;
    events.types = reading.list("type");
    events.domains = reading.list("domain");
    events.classes = reading.list("class");
    events.states = reading.list("state");
    events.sources = reading.list("source");
    events.areas = reading.list("area");
    events.building = reading.text("building");
    events.text = reading.text("text");
    request.statistics.filter = events;
    request.statistics.filter.now = now;
    request.statistics.from = request.from;
    request.statistics.to = request.to;
    request.statistics.timezone = request.timezone;
    reading.by(request.statistics);
    events.reportedFrom = request.from;
    events.reportedTo = request.to;
    request.alarms.areas = events.areas;
    request.alarms.building = events.building;
    request.alarms.text = request.journal.text = events.text;
    request.alarms.from = request.journal.from = request.from;
    request.alarms.to = request.journal.to = request.to;
    request.datastreams = reading.list("datastream");
    return request;
}

int runStoreExport(const QStringList &arguments)
{
    QCommandLineParser parser;
    for (const char *name : {"what", "from", "to", "by", "type", "domain", "class", "state", "source", "area",
                             "building", "text", "datastream", "timezone", "lang", "profile"})
        parser.addOption({QLatin1String(name), {}, QStringLiteral("VALUE")});
    parser.addOption({{QStringLiteral("o"), QStringLiteral("output")}, {}, QStringLiteral("FILE")});
    const auto wrong = [](const QString &why) {
        std::fprintf(stderr, "yunjie: %s\n%s\n", qPrintable(why),
                     qPrintable(tr("yunjie store export PROJECT|URL --what "
                                   "events|alarms|journal|observations|statistics -o FILE.csv|.gpkg|.geojson [--from "
                                   "DAY] [--to DAY] [--by type,month] [--domain ID] ...")));
        return 2;
    };
    if (!parser.parse(QStringList{QStringLiteral("yunjie")} + arguments))
        return wrong(problemOf(parser));
    if (parser.positionalArguments().size() != 1)
        return wrong(tr("name one project or store"));
    const QString file = parser.value(QStringLiteral("output"));
    if (file.isEmpty())
        return wrong(tr("-o FILE is missing"));
    Reading reading(parser);
    const QTimeZone zone = parser.isSet(QStringLiteral("timezone")) ? QTimeZone(reading.text("timezone").toLatin1())
                                                                    : QTimeZone::systemTimeZone();
    if (!zone.isValid())
        return wrong(tr("the time zone \"%1\" is not known").arg(reading.text("timezone")));
    const ExportRequest request = requestOf(reading, zone, base::SystemClock().nowMs());
    if (!reading.wrong().isEmpty())
        return wrong(reading.wrong());

    const auto config = storeOf(parser.positionalArguments().first());
    if (!config) {
        printError(config.error());
        return 1;
    }
    base::Job job;
    running = &job;
    const auto before = std::signal(SIGINT, interrupt);
    const base::Status done = store::exportTo(*config, request, file, job);
    std::signal(SIGINT, before);
    running = nullptr;
    if (!done) {
        printError(done.error());
        return 1;
    }
    std::printf("%s\n", qPrintable(file));
    return 0;
}

}
