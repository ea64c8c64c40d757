#include "StreamTest.h"

#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using app::StreamFault;
using app::Streams;
using Phase = app::StreamHealth::Phase;

/// All that goes wrong with real streams: refused, silent, locked, stalled, of an unknown kind.
class TestStreamFaults : public StreamTest
{
    Q_OBJECT

private Q_SLOTS:
    void whyNothingComes();
    void aStalledStreamIsSaidAndOpenedAgain();
    void anEndedStreamIsOpenedAgain();
    void aDeviceThatIsOffShowsNoRecording();
    void aDeadServerHoldsNobodyUp();
};

/// All of them at once, each with a player of its own.
void TestStreamFaults::whyNothingComes()
{
    struct Case {
        QString address;
        StreamFault fault;
        QString words;
    };
    const streaming::SilentServer silent;
    const QString dead = QString::number(streaming::deadPort());
    const auto text = [](const char *words) { return QString::fromLatin1(words); };
    const std::vector<Case> cases{
        {text("rtsp://127.0.0.1:") + dead + text("/1"), StreamFault::Refused, text("127.0.0.1 refuses the connection")},
        {QStringLiteral("rtsp://127.0.0.1:%1/1").arg(silent.port()), StreamFault::NoAnswer,
         text("127.0.0.1 sends no picture")},
        {text("rtsp://no-such-camera.invalid/1"), StreamFault::HostUnknown,
         text("no-such-camera.invalid is not known on this network")},
        {m_rtsp->url(text("nowhere")), StreamFault::NotFound, text("127.0.0.1 knows no such stream")},
        {m_rtsp->lockedUrl(text("watcher:wrong@")), StreamFault::WrongPassword,
         text("User name or password is not accepted")},
        {m_rtsp->lockedUrl({}), StreamFault::WrongPassword, text("User name or password is not accepted")},
        {m_rtsp->url(text("unknown")), StreamFault::Codec, text("Pictures of the kind YJ99 cannot be decoded here")},
        {m_rtsp->url(text("sound")), StreamFault::NoVideo, text("The stream has sound only, no picture")},
        {m_folder.filePath(text("none.avi")), StreamFault::FileMissing, text("The file none.avi is missing")},
        {text(RTSP_SERVER), StreamFault::Unreadable, text("The stream cannot be read")},
        {text("http://127.0.0.1:") + dead + text("/a.m3u8"), StreamFault::Refused,
         text("127.0.0.1 refuses the connection")},
        {QString(), StreamFault::NoAddress, text("No address of a stream is known")},
        {text("gopher://cam/1"), StreamFault::BadAddress, text("The address of the stream cannot be understood")}};
    const QString camera = QStringLiteral("C1");
    std::vector<std::unique_ptr<app::Twin>> twins;
    std::vector<std::unique_ptr<Streams>> all;
    for (const Case &each : cases) {
        twins.push_back(std::make_unique<app::Twin>());
        twins.back()->setCity(streaming::cityOfCameras({each.address}));
        all.push_back(std::make_unique<Streams>(*twins.back(), streaming::hurried()));
        all.back()->look(this, camera, true);
    }
    for (size_t i = 0; i < cases.size(); ++i) {
        const auto is = [&] { return all[i]->fault(camera) == cases[i].fault; };
        QVERIFY2(QTest::qWaitFor(is, 9000), qPrintable(cases[i].words + text(" / ") + all[i]->words(camera)));
        QCOMPARE(all[i]->reason(camera), cases[i].words);
        for (const char *secret : {"wrong", "watcher"})
            QVERIFY(!all[i]->words(camera).contains(QLatin1String(secret)));
        const bool openable = cases[i].fault != StreamFault::NoAddress && cases[i].fault != StreamFault::BadAddress;
        QVERIFY(QTest::qWaitFor([&] { return all[i]->openings() > 1 || !openable; }, 9000)); // it is tried again
        QCOMPARE(all[i]->openings() == 0, !openable);
    }
}

void TestStreamFaults::aStalledStreamIsSaidAndOpenedAgain()
{
    Streams streams(twinWith({m_rtsp->url(QStringLiteral("stalls"))}), streaming::hurried());
    const QString camera = QStringLiteral("C1");
    streams.look(this, camera, true);
    QTRY_VERIFY_WITH_TIMEOUT(streams.isPlaying(camera), 6000);
    QTRY_COMPARE_WITH_TIMEOUT(int(streams.fault(camera)), int(StreamFault::Stalled), 12000);
    QCOMPARE(streams.reason(camera), QStringLiteral("The picture has stood still for 2 s"));
    QVERIFY(!streams.picture(camera).isNull()); // the last one stays
    QTRY_VERIFY_WITH_TIMEOUT(streams.isPlaying(camera) && streams.openings() > 1, 8000);
}

void TestStreamFaults::anEndedStreamIsOpenedAgain()
{
    Streams streams(twinWith({m_rtsp->url(QStringLiteral("ends"))}), streaming::hurried());
    const QString camera = QStringLiteral("C1");
    streams.look(this, camera, true);
    QTRY_VERIFY_WITH_TIMEOUT(streams.isPlaying(camera), 6000);
    QTRY_VERIFY_WITH_TIMEOUT(!streams.isPlaying(camera), 12000);
    QVERIFY(streams.isTroubled(camera));
    QTRY_VERIFY_WITH_TIMEOUT(streams.isPlaying(camera), 12000);
    QVERIFY(streams.openings() > 1);
}

void TestStreamFaults::aDeviceThatIsOffShowsNoRecording()
{
    app::Twin &twin = twinWith({m_clip});
    feeds::FeedBatch batch;
    const QString camera = QStringLiteral("C1");
    batch.statuses.push_back({camera, false, twin.now()});
    twin.take(batch);
    twin.flush();
    Streams streams(twin, streaming::hurried());
    streams.look(this, camera, true);
    QTest::qWait(800);
    QCOMPARE(int(streams.fault(camera)), int(StreamFault::DeviceOffline));
    QCOMPARE(streams.openings(), 0);
    QVERIFY(streams.isSettled());
    batch.statuses = {{camera, true, twin.now() + 1000}};
    twin.take(batch);
    twin.flush();
    QTRY_VERIFY_WITH_TIMEOUT(streams.isPlaying(camera), 4000);
    // Power goes while it is shown.
    batch.statuses = {{camera, false, twin.now() + 2000}};
    twin.take(batch);
    twin.flush();
    QTRY_COMPARE(int(streams.fault(camera)), int(StreamFault::DeviceOffline));
    QVERIFY(!streams.isPlaying(camera));
}

void TestStreamFaults::aDeadServerHoldsNobodyUp()
{
    static streaming::SilentServer silent;
    Streams streams(twinWith({QStringLiteral("rtsp://127.0.0.1:%1/1").arg(silent.port()),
                              m_rtsp->url(QStringLiteral("stalls")), m_clip}),
                    streaming::hurried());
    // The interface's own thread is never held up for long while streams are opened and closed.
    QElapsedTimer clock;
    clock.start();
    qint64 last = 0, worst = 0;
    QTimer beat;
    connect(&beat, &QTimer::timeout, this, [&] {
        worst = std::max(worst, clock.elapsed() - last);
        last = clock.elapsed();
    });
    beat.start(5);
    for (int i = 0; i < 6; ++i) {
        streams.look(this, QStringLiteral("C%1").arg(1 + i % 3), true);
        QTest::qWait(600);
    }
    QVERIFY2(worst < 120, qPrintable(QString::number(worst)));
}

QTEST_MAIN(TestStreamFaults)
#include "tst_streamfaults.moc"
