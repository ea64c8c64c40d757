#include "StreamTest.h"

#include <QTest>

void StreamTest::initTestCase()
{
    m_clip = m_folder.filePath(QStringLiteral("clip.avi"));
    if (!streaming::makeClip(m_clip))
        QSKIP("ffmpeg is not installed");
    m_rtsp = std::make_unique<streaming::RtspServer>();
    if (!m_rtsp->isRunning())
        QSKIP(qPrintable(m_rtsp->reason()));
}

app::Twin &StreamTest::twinWith(const QStringList &addresses)
{
    m_twin = std::make_unique<app::Twin>();
    m_twin->setCity(streaming::cityOfCameras(addresses));
    return *m_twin;
}
