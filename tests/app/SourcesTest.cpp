#include "SmallCity.h"
#include "models/SourceModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using app::SourceHealth;
using app::SourceModel;
using smallcity::Minute;
using smallcity::Now;
using State = SourceHealth::State;
using Tester = QAbstractItemModelTester;

namespace
{

constexpr qint64 Hour = 60 * Minute;

domain::SourceSystem system(const char *id, const QStringList &layers, const QStringList &things,
                            const QStringList &events, double fresh, const QStringList &feeds = {})
{
    domain::SourceSystem made;
    made.id = QLatin1String(id);
    made.name = {made.id, made.id + QStringLiteral("系统")};
    made.layers = layers;
    made.things = things;
    made.events = events;
    made.feeds = feeds;
    made.freshSeconds = fresh;
    return made;
}

QStringList list(const char *text)
{
    return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
}

/// The small city with source systems.
struct Sources : smallcity::Fixture {
    explicit Sources(std::vector<domain::SourceSystem> systems, const QString &failedLayer = {})
    {
        auto city = std::make_shared<domain::City>(*smallcity::make());
        city->complete = true;
        city->sources = std::move(systems);
        if (!failedLayer.isEmpty()) {
            base::Error error{QStringLiteral("file-missing"), QStringLiteral("cannot be opened"), {}, {}, {}};
            city->layerErrors.insert(failedLayer, error);
            city->errors.push_back(error);
        }
        city->index();
        twin.setCity(city);
    }
    SourceHealth health(const std::vector<feeds::FeedStatus> &feeds = {})
    {
        return app::sourceHealth(twin, feeds, twin.now()).at(0);
    }
};

feeds::FeedStatus feed(const char *id, feeds::FeedStatus::State state, const QString &reason = {})
{
    feeds::FeedStatus status;
    status.id = QLatin1String(id);
    status.state = state;
    status.reason = reason;
    return status;
}

domain::Event told(const QString &id, const char *source, const domain::ObjectRef &place, qint64 reported)
{
    domain::Event made = smallcity::report(id, QStringLiteral("noise"), place, reported);
    made.source = QLatin1String(source);
    return made;
}

}

class SourcesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void layersAreReadOnce()
    {
        Sources sources({system("map", list("roads buildings"), {}, {}, 0)});
        const SourceHealth health = sources.health();
        QCOMPARE(health.state, State::Ok);
        QVERIFY(!health.live);
        QCOMPARE(health.features, 5); // the roads layer of the small city says 0
        QCOMPARE(health.rows, 5);
        QCOMPARE(health.warnings, 2); // two rings in one warning
        QCOMPARE(health.error, QStringLiteral("the ring was repaired"));
    }

    void aLayerThatCouldNotBeReadFails()
    {
        Sources sources({system("map", list("roads rails"), {}, {}, 0)}, QStringLiteral("rails"));
        QCOMPARE(sources.health().state, State::Failing);
        QCOMPARE(sources.health().error, QStringLiteral("cannot be opened"));
        Sources unnamed({system("map", list("roads rails"), {}, {}, 0)});
        QCOMPARE(unnamed.health().state, State::Failing);
        QVERIFY(unnamed.health().error.contains(QStringLiteral("rails")));
    }

    void newsGetsOld()
    {
        Sources sources({system("smoke", {}, list("smoke"), {}, 3600)});
        QCOMPARE(sources.health().state, State::Unknown);
        QCOMPARE(sources.health().devices, 2);
        sources.apply({smallcity::observation(QStringLiteral("T1.1"), 0, Now - 20 * Minute)});
        QCOMPARE(sources.health().state, State::Ok);
        QCOMPARE(sources.health().newest, Now - 20 * Minute);
        sources.clock.set(Now + 41 * Minute);
        QCOMPARE(sources.health().state, State::Stale);
        sources.apply({smallcity::observation(QStringLiteral("T2.1"), 0, Now + 41 * Minute)});
        QCOMPARE(sources.health().state, State::Ok);
        QCOMPARE(sources.health().devicesOnline, 1);
    }

    void eventsOfTodayAreCounted()
    {
        // 2026-11-22 16:00 in Shanghai.
        Sources sources({system("hotline", {}, {}, list("hotline"), 3600)});
        const domain::ObjectRef place{domain::ObjectKind::Building, QStringLiteral("B1")};
        sources.apply({}, {told(QStringLiteral("E1"), "hotline", place, Now - 10 * Minute),
                           told(QStringLiteral("E2"), "hotline", place, Now - 15 * Hour),
                           told(QStringLiteral("E3"), "hotline", place, Now - 17 * Hour), // yesterday
                           told(QStringLiteral("E4"), "grid-member", place, Now - 5 * Minute)});
        QCOMPARE(sources.health().events, 2);
        QCOMPARE(sources.health().newest, Now - 10 * Minute);
        QCOMPARE(sources.health().state, State::Ok);
    }

    void anAlarmIsNewsOfItsOwnDevice()
    {
        Sources sources({system("smoke", {}, list("smoke"), list("sensor-alarm"), 3600),
                         system("electrical", {}, list("electrical"), list("sensor-alarm"), 3600)});
        sources.apply({}, {told(QStringLiteral("E1"), "sensor-alarm", {domain::ObjectKind::Thing, QStringLiteral("T3")},
                                Now - 10 * Minute)});
        const auto all = app::sourceHealth(sources.twin, {}, Now);
        QCOMPARE(all.at(0).events, 0);
        QCOMPARE(all.at(1).events, 1);
    }

    void feedsSayWhatIsWrong()
    {
        using FeedState = feeds::FeedStatus::State;
        Sources sources({system("smoke", {}, list("smoke"), {}, 3600, list("broker"))});
        sources.apply({smallcity::observation(QStringLiteral("T1.1"), 0, Now)});
        QCOMPARE(sources.health({feed("broker", FeedState::Connected)}).state, State::Ok);
        QCOMPARE(sources.health({feed("broker", FeedState::Paused)}).state, State::Ok);
        QCOMPARE(sources.health({feed("broker", FeedState::Silent)}).state, State::Stale);
        const SourceHealth failed = sources.health({feed("broker", FeedState::Failed, QStringLiteral("refused"))});
        QCOMPARE(failed.state, State::Failing);
        QCOMPARE(failed.error, QStringLiteral("refused"));
        QCOMPARE(sources.health({feed("broker", FeedState::Connecting, QStringLiteral("no route"))}).state,
                 State::Failing);
        QCOMPARE(sources.health({feed("other", FeedState::Failed)}).state, State::Ok);
        sources.twin.addWarning(
            {QStringLiteral("payload"), QStringLiteral("broker"), {}, QStringLiteral("odd"), 3, {}});
        const SourceHealth odd = sources.health({feed("broker", FeedState::Connected)});
        QCOMPARE(odd.state, State::Ok);
        QCOMPARE(odd.error, QStringLiteral("odd"));
        QCOMPARE(odd.warnings, 3);
    }

    void aKindWithoutDevicesFails()
    {
        Sources sources({system("gas", {}, list("gas"), {}, 3600)});
        QCOMPARE(sources.health().state, State::Failing);
        QVERIFY(!sources.health().error.isEmpty());
    }

    void theModelPutsFirstWhatCallsForAHand()
    {
        Sources sources({system("map", list("roads"), {}, {}, 0), system("smoke", {}, list("smoke"), {}, 3600),
                         system("gas", {}, list("gas"), {}, 3600)});
        sources.apply({smallcity::observation(QStringLiteral("T1.1"), 0, Now)});
        SourceModel model(nullptr, &sources.twin);
        Tester tester(&model, Tester::FailureReportingMode::QtTest);
        const auto ids = [&] {
            QStringList found;
            for (int row = 0; row < model.count(); ++row)
                found.append(model.index(row).data(SourceModel::IdRole).toString());
            return found;
        };
        QCOMPARE(ids(), list("gas map smoke"));
        QCOMPARE(model.failing(), 1);
        QCOMPARE(model.ok(), 2);
        QSignalSpy changed(&model, &SourceModel::changed);
        sources.clock.set(Now + 2 * Hour);
        sources.twin.tick();
        QCOMPARE(ids(), list("gas smoke map"));
        QCOMPARE(model.stale(), 1);
        QVERIFY(!changed.isEmpty());
        const QModelIndex smoke = model.index(1);
        QCOMPARE(smoke.data(SourceModel::FreshRole).toString(), QStringLiteral("2 h ago"));
        QVERIFY(smoke.data(SourceModel::RowsTextRole).toString().startsWith(QStringLiteral("2 devices")));
        QCOMPARE(smoke.data(SourceModel::StateRole).toString(), QStringLiteral("stale"));
        QCOMPARE(model.index(2).data(SourceModel::FreshRole).toString(), QStringLiteral("read once"));
        sources.twin.setLanguage(QStringLiteral("zh_CN"));
        QCOMPARE(model.index(1).data(SourceModel::NameRole).toString(), QStringLiteral("smoke系统"));
    }

    // It told of the time before until the replay went on.
    void aJumpWhileTheReplayStandsIsFollowed()
    {
        Sources sources({system("smoke", {}, list("smoke"), {}, 3600)});
        sources.twin.tick();
        SourceModel model(nullptr, &sources.twin);
        QCOMPARE(model.unknown(), 1);
        sources.apply({smallcity::observation(QStringLiteral("T1.1"), 0, Now)});
        QTRY_COMPARE(model.ok(), 1);
    }
};

QTEST_GUILESS_MAIN(SourcesTest)
#include "SourcesTest.moc"
