#include "StreamTest.h"

#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using app::Streams;
using Phase = app::StreamHealth::Phase;

/// Real streams: RTSP from GStreamer's server, HLS and files from ffmpeg.
class TestStreams : public StreamTest
{
    Q_OBJECT

private Q_SLOTS:
    void anRtspCameraPlaysLive();
    void aFileBeginsAgainAtItsEnd();
    void camerasOfOneClipAreNotInStep();
    void hlsPlays();
    void thumbnailsTakeTurns();
    void theLastLookGetsTheLivePicture();
    void theRightPasswordOpens();
    void stillPicturesAreAllThere();
};

void TestStreams::anRtspCameraPlaysLive()
{
    Streams streams(twinWith({m_rtsp->url(QStringLiteral("live1"))}), streaming::hurried());
    QSignalSpy pictures(&streams, &Streams::pictureChanged);
    const QString camera = QStringLiteral("C1");
    QVERIFY(streams.isTroubled(camera) == false);
    streams.look(this, camera, true);
    QCOMPARE(streams.phase(camera), Phase::Opening);
    QTRY_VERIFY_WITH_TIMEOUT(streams.isPlaying(camera), 5000);
    QCOMPARE(streams.picture(camera).size(), QSize(640, 360));
    QCOMPARE(streams.words(camera), QStringLiteral("Live"));
    QTRY_VERIFY_WITH_TIMEOUT(pictures.count() > 12, 6000); // it moves
    const qsizetype before = pictures.count();
    QTest::qWait(2000);
    const double perSecond = double(pictures.count() - before) / 2;
    QVERIFY2(perSecond > 6 && perSecond < 13, qPrintable(QString::number(perSecond))); // no more than is wanted
    streams.look(this, {}, false);
    QVERIFY(!streams.isPlaying(camera));
    QVERIFY(!streams.picture(camera).isNull()); // its last one
}

void TestStreams::aFileBeginsAgainAtItsEnd()
{
    Streams streams(twinWith({m_clip}), streaming::hurried());
    streams.look(this, QStringLiteral("C1"), true);
    QTRY_VERIFY_WITH_TIMEOUT(streams.isPlaying(QStringLiteral("C1")), 3000);
    QCOMPARE(streams.words(QStringLiteral("C1")), QStringLiteral("Recording"));
    QTest::qWait(4500); // three seconds long
    QVERIFY(streams.isPlaying(QStringLiteral("C1")));
    QCOMPARE(streams.openings(), 1);
}

void TestStreams::camerasOfOneClipAreNotInStep()
{
    Streams streams(twinWith({m_clip, m_clip, m_clip}), streaming::hurried());
    streams.setStill(true);
    std::vector<std::unique_ptr<QObject>> viewers;
    for (int i = 1; i <= 3; ++i) {
        viewers.push_back(std::make_unique<QObject>());
        streams.look(viewers.back().get(), QStringLiteral("C%1").arg(i), false);
    }
    QTRY_VERIFY_WITH_TIMEOUT(streams.isSettled(), 8000);
    const QImage one = streams.picture(QStringLiteral("C1")), two = streams.picture(QStringLiteral("C2"));
    QVERIFY(!one.isNull() && one != two && one != streams.picture(QStringLiteral("C3")));
    // The same camera begins at the same place in the next run.
    Streams again(*m_twin, streaming::hurried());
    again.setStill(true);
    again.look(this, QStringLiteral("C1"), false);
    QTRY_VERIFY_WITH_TIMEOUT(again.isSettled(), 4000);
    QCOMPARE(again.picture(QStringLiteral("C1")), one);
}

void TestStreams::hlsPlays()
{
    const QString list = m_folder.filePath(QStringLiteral("a.m3u8"));
    QVERIFY(streaming::ffmpeg({QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"),
                               QStringLiteral("testsrc=size=640x360:rate=15:duration=8"), QStringLiteral("-c:v"),
                               QStringLiteral("libx264"), QStringLiteral("-pix_fmt"), QStringLiteral("yuv420p"),
                               QStringLiteral("-g"), QStringLiteral("15"), QStringLiteral("-hls_time"),
                               QStringLiteral("2"), QStringLiteral("-hls_list_size"), QStringLiteral("0"),
                               QStringLiteral("-f"), QStringLiteral("hls"), list}));
    streaming::FileServer server(m_folder.path());
    Streams streams(twinWith({QStringLiteral("http://127.0.0.1:%1/a.m3u8").arg(server.port())}), streaming::hurried());
    streams.look(this, QStringLiteral("C1"), true);
    QSignalSpy pictures(&streams, &Streams::pictureChanged);
    QTRY_VERIFY_WITH_TIMEOUT(pictures.count() > 10, 8000);
    QCOMPARE(streams.picture(QStringLiteral("C1")).size(), QSize(640, 360));
}

void TestStreams::thumbnailsTakeTurns()
{
    QStringList addresses;
    for (int i = 1; i <= 4; ++i)
        addresses.append(m_rtsp->url(QStringLiteral("live%1").arg(i)));
    Streams streams(twinWith(addresses), streaming::hurried());
    std::vector<std::unique_ptr<QObject>> viewers;
    for (int i = 1; i <= 4; ++i) {
        viewers.push_back(std::make_unique<QObject>());
        streams.look(viewers.back().get(), QStringLiteral("C%1").arg(i), false);
    }
    int opening = 0;
    connect(&streams, &Streams::stateChanged, this, [&] {
        int now = 0;
        for (int i = 1; i <= 4; ++i)
            now += streams.phase(QStringLiteral("C%1").arg(i)) == Phase::Opening;
        opening = std::max(opening, now);
    });
    for (int i = 1; i <= 4; ++i)
        QTRY_VERIFY_WITH_TIMEOUT(!streams.picture(QStringLiteral("C%1").arg(i)).isNull(), 8000);
    QCOMPARE(opening, 1); // one after the other
    QCOMPARE(streams.openings(), 4);
    QTRY_VERIFY_WITH_TIMEOUT(streams.openings() >= 6, 8000); // and again
    QCOMPARE(streams.liveCamera(), QString());
    viewers.clear(); // whoever goes has to say so: the interface does when an item goes
}

void TestStreams::theLastLookGetsTheLivePicture()
{
    Streams streams(twinWith({m_rtsp->url(QStringLiteral("live1")), m_rtsp->url(QStringLiteral("live2"))}),
                    streaming::hurried());
    QObject card, large;
    streams.look(&card, QStringLiteral("C1"), true);
    QCOMPARE(streams.liveCamera(), QStringLiteral("C1"));
    streams.look(&large, QStringLiteral("C2"), true);
    QCOMPARE(streams.liveCamera(), QStringLiteral("C2"));
    QTRY_VERIFY_WITH_TIMEOUT(streams.isPlaying(QStringLiteral("C2")), 6000);
    QTRY_VERIFY_WITH_TIMEOUT(!streams.picture(QStringLiteral("C1")).isNull(), 6000); // in passing
    streams.look(&large, {}, false);
    QCOMPARE(streams.liveCamera(), QStringLiteral("C1"));
    QTRY_VERIFY_WITH_TIMEOUT(streams.isPlaying(QStringLiteral("C1")), 6000);
}

void TestStreams::theRightPasswordOpens()
{
    Streams streams(twinWith({m_rtsp->lockedUrl(QStringLiteral("watcher:se:cret@1@"))}), streaming::hurried());
    streams.look(this, QStringLiteral("C1"), true);
    QTRY_VERIFY_WITH_TIMEOUT(streams.isPlaying(QStringLiteral("C1")), 6000);
}

void TestStreams::stillPicturesAreAllThere()
{
    Streams streams(twinWith({m_clip, m_rtsp->url(QStringLiteral("live1")), QString()}), streaming::hurried());
    streams.setStill(true);
    std::vector<std::unique_ptr<QObject>> viewers;
    for (int i = 1; i <= 3; ++i) {
        viewers.push_back(std::make_unique<QObject>());
        streams.look(viewers.back().get(), QStringLiteral("C%1").arg(i), i == 1);
    }
    QVERIFY(!streams.isSettled());
    QTRY_VERIFY_WITH_TIMEOUT(streams.isSettled(), 4000);
    QVERIFY(!streams.picture(QStringLiteral("C1")).isNull());
    QCOMPARE(streams.openings(), 1); // nothing is asked of the network
}

QTEST_MAIN(TestStreams)
#include "tst_streams.moc"
