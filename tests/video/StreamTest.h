#pragma once

#include "Streaming.h"

#include <QTemporaryDir>

/// A test of cameras with a clip and an RTSP server; skipped where ffmpeg or GStreamer's server is missing.
class StreamTest : public QObject
{
    Q_OBJECT

protected Q_SLOTS:
    void initTestCase();

protected:
    app::Twin &twinWith(const QStringList &addresses);

    QTemporaryDir m_folder;
    QString m_clip;
    std::unique_ptr<streaming::RtspServer> m_rtsp;
    std::unique_ptr<app::Twin> m_twin;
};
