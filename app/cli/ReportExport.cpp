#include "cli/ReportExport.h"

#include "cli/Tr.h"
#include "core/Settings.h"
#include "core/Text.h"
#include "feeds/ReplayLog.h"
#include "loading/District.h"
#include "operations/Answers.h"
#include "operations/Keeper.h"
#include "report/DailyPage.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QLocale>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <limits>

namespace cli
{

static constexpr int PatienceMs = 180'000;

/// Runs the event loop until it is so, or nobody would wait any longer.
static bool waitFor(const std::function<bool()> &isSo)
{
    QElapsedTimer clock;
    clock.start();
    while (!isSo() && clock.elapsed() < PatienceMs) {
        constexpr int LookMs = 20;
        QEventLoop loop;
        QTimer::singleShot(LookMs, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return isSo();
}

static base::Error late()
{
    return {
        QStringLiteral("report-late"), tr("the figures did not come within %1 s").arg(PatienceMs / 1000), {}, {}, {}};
}

static base::Status write(app::Twin &twin, store::Store &store, const std::vector<feeds::FeedStatus> &feeds,
                          const Arguments &arguments, const QString &language)
{
    std::optional<base::Status> outcome;
    app::DailyGatherer gatherer(twin, store, feeds);
    gatherer.gather(arguments.report, [&](const base::Result<app::DailyFigures> &figures) {
        outcome = figures ? app::writeDailyPdf(*figures, *twin.city(), language, arguments.output)
                          : base::Status(tl::unexpected(figures.error()));
    });
    if (!waitFor([&] { return outcome.has_value(); }))
        return tl::unexpected(late());
    return *outcome;
}

/// A replay is played through the day, into a store of its own that goes with the program. Time passes in even steps:
/// the same log gives the same figures.
static base::Status replayed(const Arguments &arguments, const loading::District &district, const QString &language)
{
    constexpr qint64 StepMs = 5000;
    const QTimeZone zone = app::zoneOf(district.city.get());
    const qint64 begin = arguments.report.startOfDay(zone).toMSecsSinceEpoch(),
                 end = arguments.report.addDays(1).startOfDay(zone).toMSecsSinceEpoch() - 1,
                 until = arguments.at ? std::clamp(*arguments.at, begin, end) : end;
    std::vector<feeds::ReplayLog> logs;
    const std::atomic_bool cancelled = false;
    for (const domain::FeedConfig &feed : district.feeds) {
        auto log = feeds::ReplayLog::open(feed, cancelled);
        if (!log)
            return tl::unexpected(log.error());
        logs.push_back(std::move(*log));
    }
    base::ManualClock clock(begin);
    app::Twin twin;
    twin.setLanguage(language);
    twin.setClock(&clock);
    twin.setCity(district.city);
    app::Keeper keeper(twin);
    bool ready = false;
    QObject::connect(&keeper, &app::Keeper::ready, &keeper, [&ready] { ready = true; });
    domain::StoreConfig config = district.store;
    config.exercise = true;
    keeper.open(config);
    if (!waitFor([&ready] { return ready; }))
        return tl::unexpected(late());

    QHash<QString, qint64> lookBack;
    for (const live::HistoryWish &wish : twin.state().historyWishes(0))
        lookBack.insert(wish.datastream, -wish.from);
    feeds::FeedBatch first;
    first.reset = true;
    for (feeds::ReplayLog &log : logs) {
        log.collect(std::numeric_limits<qint64>::min(), begin, true, first);
        log.lookBack(lookBack, begin, first.pasts);
    }
    twin.take(first);
    for (qint64 after = begin; after < until;) {
        const qint64 now = std::min(after + StepMs, until);
        clock.set(now);
        feeds::FeedBatch batch;
        for (feeds::ReplayLog &log : logs)
            log.collect(after, now, false, batch);
        twin.take(batch);
        twin.flush();
        twin.tick();
        after = now;
        if (keeper.isOverfull())
            waitFor([&keeper] { return !keeper.isOverfull(); });
    }
    std::optional<base::Status> flushed;
    app::onAnswer(keeper.store().flush(), &keeper, [&flushed](const base::Status &status) { flushed = status; });
    if (!waitFor([&flushed] { return flushed.has_value(); }))
        return tl::unexpected(late());
    return *flushed ? write(twin, keeper.store(), {}, arguments, language) : *flushed;
}

static base::Status fromStore(const Arguments &arguments, const loading::District &district, const QString &language)
{
    domain::StoreConfig config = district.store;
    if (config.url.isEmpty())
        config.url = app::Settings(arguments.profile).storeUrl(arguments.paths.join(u'\n'));
    app::Twin twin;
    twin.setLanguage(language);
    twin.setCity(district.city);
    store::Store store;
    bool opened = false;
    QObject::connect(&store, &store::Store::opened, &store, [&opened] { opened = true; });
    store.open(config);
    using State = store::StoreStatus::State;
    if (!waitFor([&] { return opened || store.status().state == State::Failing; }) || !opened)
        return base::failure(QStringLiteral("store-unreadable"), store.status().reason, store.status().place);
    return write(twin, store, {}, arguments, language);
}

int runReportExport(const Arguments &arguments)
{
    const auto fail = [](const base::Error &error) {
        printError(error);
        return 1;
    };
    loading::LoadOptions options;
    if (!arguments.profile.isEmpty())
        options.cacheFolder = arguments.profile + QStringLiteral("/cache");
    const base::Job job;
    const auto district = loading::load(arguments.paths, options, job);
    if (!district)
        return fail(district.error());
    const QString language = !arguments.language.isEmpty()                      ? arguments.language
                             : QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN")
                                                                                : QStringLiteral("en");
    const bool isReplay = !district->feeds.empty() && std::all_of(district->feeds.begin(), district->feeds.end(),
                                                                  [](const domain::FeedConfig &feed) {
                                                                      return feed.type == QLatin1String("replay");
                                                                  });
    const base::Status written =
        isReplay ? replayed(arguments, *district, language) : fromStore(arguments, *district, language);
    if (!written)
        return fail(written.error());
    std::printf("%s\n", qPrintable(arguments.output));
    return 0;
}

}
