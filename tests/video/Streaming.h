#pragma once

#include "core/Selection.h"
#include "core/Twin.h"
#include "video/Streams.h"

#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>

#include <memory>

/// Real streams for tests: GStreamer's RTSP server, clips made by ffmpeg, servers that are dead in their own ways.
namespace streaming
{

/// tests/video/rtsp_server.py as a process of its own; ends with this object.
class RtspServer
{
public:
    RtspServer();
    ~RtspServer();
    /// False where Debian's GStreamer server or its Python is not installed; `reason` tells.
    bool isRunning() const { return m_openPort > 0; }
    QString reason() const { return m_reason; }
    QString url(const QString &path) const;
    QString lockedUrl(const QString &userAndPassword) const; ///< "user:password@" or empty
    int openPort() const { return m_openPort; }

private:
    QProcess m_process;
    int m_openPort = 0, m_lockedPort = 0;
    QString m_reason;
};

/// Takes connections and never says a word.
class SilentServer
{
public:
    SilentServer();
    int port() const { return m_server.serverPort(); }

private:
    QTcpServer m_server;
};

/// Files over HTTP, for HLS.
class FileServer
{
public:
    explicit FileServer(const QString &folder);
    int port() const { return m_server.serverPort(); }

private:
    QTcpServer m_server;
};

/// A port where nothing listens.
int deadPort();
/// Runs ffmpeg; false where it failed or is not there.
bool ffmpeg(const QStringList &arguments);
/// Three seconds of a test picture as Motion JPEG in AVI.
bool makeClip(const QString &file);

/// A city of cameras 100 m apart on a line to the east, C1, C2 ..., with these streams.
std::shared_ptr<const domain::City> cityOfCameras(const QStringList &streams);
/// Patience that a test has time for.
app::Streams::Pace hurried();

}
