// How long a large store takes to answer. `bench_store DIR` fills DIR/store.db where it is not there yet; `bench_store
// --postgres` a PostgreSQL of its own in a temporary folder; `--url URL` asks one that is filled. --events, --alarms,
// --observations, --runs, --json FILE.
#include "Filling.h"
#include "TestPostgres.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <random>

namespace
{

class Bench
{
public:
    Bench(const QString &url, const Filling &filling, int runs) : m_url(url), m_filling(filling), m_runs(runs) {}

    /// Runs `ask` and writes down how long it took; what it returns is how much came back, negative where it failed.
    template <typename Ask> void measure(const char *name, double bound, const Ask &ask)
    {
        std::vector<double> times;
        qint64 answer = 0;
        for (int i = 0; i < m_runs; ++i) {
            QElapsedTimer timer;
            timer.start();
            answer = ask();
            times.push_back(double(timer.nsecsElapsed()) / 1e6);
            m_failed = m_failed || answer < 0;
        }
        const double first = times.front();
        std::sort(times.begin(), times.end());
        const double median = times[times.size() / 2], worst = times.back();
        std::printf("%-46s %8.1f %8.1f %8.1f %8.0f %9lld\n", name, median, worst, first, bound,
                    static_cast<long long>(answer));
        std::fflush(stdout);
        m_figures.append(QJsonObject{{QStringLiteral("name"), QLatin1String(name)},
                                     {QStringLiteral("median"), median},
                                     {QStringLiteral("worst"), worst},
                                     {QStringLiteral("first"), first},
                                     {QStringLiteral("bound"), bound},
                                     {QStringLiteral("rows"), answer}});
    }

    int run();
    const QJsonArray &figures() const { return m_figures; }

private:
    qint64 any(qint64 from, qint64 to) { return from + qint64(double(m_random()) / 4294967296.0 * double(to - from)); }
    void lists(store::Reader &reader);
    void cards(store::Reader &reader);
    void past(store::Reader &reader);
    void sums(store::Reader &reader);

    QString m_url;
    Filling m_filling;
    int m_runs;
    bool m_failed = false;
    std::mt19937 m_random{7};
    QJsonArray m_figures;
};

template <typename Result, typename Size> qint64 rows(const Result &result, const Size &size)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", qPrintable(result.error().toLine()));
        return -1;
    }
    return qint64(size(*result));
}

void Bench::lists(store::Reader &reader)
{
    constexpr double Bound = 200;
    const auto events = [&](const char *name, const auto &set) {
        measure(name, Bound, [&] {
            store::EventQuery query;
            query.now = m_filling.to;
            set(query);
            return rows(reader.events(query), [](const store::EventPage &page) { return page.total; });
        });
    };
    events("events, newest", [](store::EventQuery &) {});
    events("events, any page", [&](store::EventQuery &q) { q.offset = int(any(0, m_filling.events)); });
    events("events, by due", [](store::EventQuery &q) { q.order = store::EventQuery::Order::Due; });
    events("events, by severity, any page", [&](store::EventQuery &q) {
        q.order = store::EventQuery::Order::Severity;
        q.offset = int(any(0, m_filling.events));
    });
    events("events, by update", [](store::EventQuery &q) { q.order = store::EventQuery::Order::Updated; });
    events("events, open", [](store::EventQuery &q) {
        q.states = {QStringLiteral("reported"), QStringLiteral("accepted"),  QStringLiteral("dispatched"),
                    QStringLiteral("handling"), QStringLiteral("verifying"), QStringLiteral("reopened")};
    });
    events("events, overdue", [](store::EventQuery &q) { q.overdueOnly = true; });
    events("events, of a type and class", [](store::EventQuery &q) {
        q.types = {QStringLiteral("noise"), QStringLiteral("fire")};
        q.classes = {QStringLiteral("A")};
    });
    events("events, of a community", [](store::EventQuery &q) { q.areas = {QStringLiteral("community:C03")}; });
    events("events, of an assignee", [](store::EventQuery &q) { q.assignees = {QStringLiteral("T07")}; });
    events("events, of a month", [&](store::EventQuery &q) {
        q.reportedFrom = any(m_filling.from, m_filling.to);
        q.reportedTo = q.reportedFrom + 30 * Filling::DayMs;
    });
    events("events, with a text",
           [&](store::EventQuery &q) { q.text = QStringLiteral("解放路%1号").arg(any(0, 300)); });
    events("events, with a text that is nowhere", [](store::EventQuery &q) { q.text = QStringLiteral("黄河"); });
    const auto alarms = [&](const char *name, const auto &set) {
        measure(name, Bound, [&] {
            store::AlarmQuery query;
            set(query);
            return rows(reader.alarms(query), [](const store::AlarmPage &page) { return page.total; });
        });
    };
    alarms("alarms, newest", [](store::AlarmQuery &) {});
    alarms("alarms, open", [](store::AlarmQuery &q) { q.openOnly = true; });
    alarms("alarms, of a rule, severity, text", [](store::AlarmQuery &q) {
        q.rules = {QStringLiteral("smoke")};
        q.severities = {QStringLiteral("critical")};
        q.text = QStringLiteral("s00");
    });
    const auto journal = [&](const char *name, const auto &set) {
        measure(name, Bound, [&] {
            store::JournalQuery query;
            set(query);
            return rows(reader.journal(query), [](const auto &entries) { return entries.size(); });
        });
    };
    journal("journal, newest", [](store::JournalQuery &) {});
    journal("journal, of a week", [&](store::JournalQuery &q) {
        q.from = any(m_filling.from, m_filling.to - 7 * Filling::DayMs);
        q.to = q.from + 7 * Filling::DayMs;
    });
    journal("journal, of events", [](store::JournalQuery &q) { q.subjects = {domain::Subject::Event}; });
    journal("journal, councils (rare)", [](store::JournalQuery &q) { q.subjects = {domain::Subject::Council}; });
    journal("journal, looks (none)", [](store::JournalQuery &q) { q.subjects = {domain::Subject::Look}; });
    journal("journal, of an operator", [](store::JournalQuery &q) { q.who = QStringLiteral("O3"); });
    journal("journal, with a text", [](store::JournalQuery &q) { q.text = QStringLiteral("误操作"); });
    journal("journal, with a text that is nowhere", [](store::JournalQuery &q) { q.text = QStringLiteral("黄河"); });
}

void Bench::cards(store::Reader &reader)
{
    constexpr double Bound = 200;
    const auto stream = [&] {
        return QStringLiteral("D%1").arg(any(1, m_filling.datastreams + 1), 4, 10, QLatin1Char('0'));
    };
    measure("card: entries of an event", Bound, [&] {
        const QString id = QStringLiteral("E%1").arg(any(0, m_filling.events), 6, 10, QLatin1Char('0'));
        return rows(reader.entriesOf(domain::Subject::Event, id), [](const auto &entries) { return entries.size(); });
    });
    const auto series = [&](const char *name, qint64 from, qint64 to) {
        measure(name, Bound, [&] {
            return rows(reader.series(stream(), from, to, 300),
                        [](const store::Series &its) { return its.points.size(); });
        });
    };
    series("card: series of a day", m_filling.to - Filling::DayMs, m_filling.to);
    series("card: series of 7 days", m_filling.to - 7 * Filling::DayMs, m_filling.to);
    series("card: series of 14 days, readings and quarters", m_filling.to - 14 * Filling::DayMs, m_filling.to);
}

void Bench::past(store::Reader &reader)
{
    const auto size = [](const store::Moment &moment) { return moment.events.size(); };
    measure("state at any time of two years", 1000,
            [&] { return rows(reader.stateAt(any(m_filling.from, m_filling.to)), size); });
    measure("state at any time of the last 14 days", 1000,
            [&] { return rows(reader.stateAt(any(m_filling.quartersFrom(), m_filling.to)), size); });
    measure("state now", 1000, [&] { return rows(reader.stateAt(m_filling.to), size); });
    measure("remembered", 2000,
            [&] { return rows(reader.remembered(), [](const store::Remembered &all) { return all.events.size(); }); });
}

void Bench::sums(store::Reader &reader)
{
    using Key = store::StatisticsQuery::Key;
    const auto statistics = [&](const char *name, const auto &set) {
        measure(name, 1000, [&] {
            store::StatisticsQuery query;
            query.from = m_filling.from;
            query.to = m_filling.to;
            query.timezone = QStringLiteral("Asia/Shanghai");
            set(query);
            return rows(reader.statistics(query), [](const store::Statistics &all) { return all.rows.size(); });
        });
    };
    statistics("statistics by type, two years", [](store::StatisticsQuery &) {});
    statistics("statistics by type, a month", [&](store::StatisticsQuery &q) {
        q.from = any(m_filling.from, m_filling.to - 30 * Filling::DayMs);
        q.to = q.from + 30 * Filling::DayMs;
    });
    statistics("statistics by grid and source, two years", [](store::StatisticsQuery &q) {
        q.by = Key::Area;
        q.then = Key::Source;
        q.areaLevel = QStringLiteral("grid");
    });
    statistics("statistics by month and domain, two years", [](store::StatisticsQuery &q) {
        q.by = Key::Month;
        q.then = Key::Domain;
    });
    statistics("statistics by day, two years", [](store::StatisticsQuery &q) { q.by = Key::Day; });
    measure("councils of a year", 200, [&] {
        return rows(reader.councils(m_filling.to - 365 * Filling::DayMs, m_filling.to),
                    [](const auto &councils) { return councils.size(); });
    });
}

/// As the program does: migrations, checks, and until what was known is there.
qint64 openAll(const QString &url)
{
    store::Store store;
    domain::StoreConfig config;
    config.url = url;
    config.seat = QStringLiteral("bench");
    qint64 answer = -1;
    QEventLoop loop;
    QObject::connect(&store, &store::Store::opened, &loop, [&] {
        store.remembered().then(&loop, [&](const base::Result<store::Remembered> &all) {
            answer = rows(all, [](const store::Remembered &its) { return its.events.size(); });
            loop.quit();
        });
    });
    QTimer::singleShot(60000, &loop, &QEventLoop::quit);
    store.open(config);
    loop.exec();
    return answer;
}

int Bench::run()
{
    std::printf("%-46s %8s %8s %8s %8s %9s\n", "ms", "median", "worst", "first", "bound", "rows");
    QString error;
    measure("open the store, until it remembers", 2000, [this] { return openAll(m_url); });
    const auto store = OpenStore::open(m_url, &error);
    if (!store) {
        std::fprintf(stderr, "%s\n", qPrintable(error));
        return 1;
    }
    lists(store->reader());
    cards(store->reader());
    past(store->reader());
    sums(store->reader());
    return m_failed ? 1 : 0;
}

}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    for (const char *name : {"events", "alarms", "observations", "runs", "json", "url"})
        parser.addOption({QLatin1String(name), {}, QStringLiteral("VALUE")});
    parser.addOption({QStringLiteral("postgres"), {}});
    parser.process(application);
    Filling filling;
    for (const auto &[name, value] : {std::pair<const char *, int *>{"events", &filling.events},
                                      {"alarms", &filling.alarms},
                                      {"observations", &filling.observations}})
        if (parser.isSet(QLatin1String(name)))
            *value = parser.value(QLatin1String(name)).toInt();

    TestPostgres postgres;
    QString url = parser.value(QStringLiteral("url"));
    bool isNew = url.isEmpty();
    if (parser.isSet(QStringLiteral("postgres"))) {
        if (!TestPostgres::isInstalled() || !postgres.start()) {
            std::fprintf(stderr, "PostgreSQL cannot be started\n");
            return 1;
        }
        url = postgres.makeDatabase(QStringLiteral("bench"));
    } else if (isNew && !parser.positionalArguments().isEmpty()) {
        const QDir folder(parser.positionalArguments().first());
        folder.mkpath(QStringLiteral("."));
        const QString file = folder.absoluteFilePath(QStringLiteral("store.db"));
        isNew = !QFile::exists(file);
        url = QStringLiteral("sqlite:") + file;
    } else if (isNew) {
        parser.showHelp(2);
    }
    if (isNew) {
        QString error;
        const auto store = OpenStore::make(url, &error);
        if (store)
            error = fill(*store, filling);
        if (!error.isEmpty()) {
            std::fprintf(stderr, "%s\n", qPrintable(error));
            return 1;
        }
    }
    const int runs = parser.isSet(QStringLiteral("runs")) ? parser.value(QStringLiteral("runs")).toInt() : 15;
    Bench bench(url, filling, runs);
    const int status = bench.run();
    if (QFile file(parser.value(QStringLiteral("json"))); !file.fileName().isEmpty() && file.open(QIODevice::WriteOnly))
        file.write(
            QJsonDocument(QJsonObject{{QStringLiteral("date"), QDateTime::currentDateTimeUtc().toString(Qt::ISODate)},
                                      {QStringLiteral("store"), url.section(u':', 0, 0)},
                                      {QStringLiteral("events"), filling.events},
                                      {QStringLiteral("alarms"), filling.alarms},
                                      {QStringLiteral("observations"), filling.observations},
                                      {QStringLiteral("figures"), bench.figures()}})
                .toJson());
    return status;
}
