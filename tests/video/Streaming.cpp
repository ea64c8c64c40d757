#include "Streaming.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>

namespace streaming
{

RtspServer::RtspServer()
{
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    // The system's own Python: GStreamer's bindings are Debian's.
    m_process.start(QStringLiteral("/usr/bin/python3"), {QStringLiteral(RTSP_SERVER)});
    constexpr int PatienceMs = 15000;
    QElapsedTimer waited;
    waited.start();
    while (!m_process.canReadLine() && m_process.state() != QProcess::NotRunning && waited.elapsed() < PatienceMs)
        m_process.waitForReadyRead(200);
    const QList<QByteArray> ports = m_process.readLine().trimmed().split(' ');
    if (ports.size() == 2) {
        m_openPort = ports[0].toInt();
        m_lockedPort = ports[1].toInt();
    } else {
        m_reason = QStringLiteral("no RTSP server (python3-gi, gir1.2-gst-rtsp-server-1.0): ") +
                   QString::fromUtf8(m_process.readAllStandardError()).trimmed();
    }
}

RtspServer::~RtspServer()
{
    m_process.closeWriteChannel();
    constexpr int PatienceMs = 3000;
    if (!m_process.waitForFinished(PatienceMs)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QString RtspServer::url(const QString &path) const
{
    return QStringLiteral("rtsp://127.0.0.1:%1/%2").arg(m_openPort).arg(path);
}

QString RtspServer::lockedUrl(const QString &userAndPassword) const
{
    return QStringLiteral("rtsp://") + userAndPassword + QStringLiteral("127.0.0.1:%1/live").arg(m_lockedPort);
}

SilentServer::SilentServer()
{
    m_server.listen(QHostAddress::LocalHost);
}

FileServer::FileServer(const QString &folder)
{
    m_server.listen(QHostAddress::LocalHost);
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this, folder] {
        QTcpSocket *socket = m_server.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, folder] {
            const QByteArray request = socket->readAll();
            QFile file(folder + QString::fromUtf8(request.split(' ').value(1)));
            if (file.open(QIODevice::ReadOnly)) {
                const QByteArray body = file.readAll();
                socket->write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " +
                              QByteArray::number(body.size()) + "\r\n\r\n" + body);
            } else {
                socket->write("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            }
            socket->disconnectFromHost();
        });
    });
}

int deadPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

bool ffmpeg(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral("ffmpeg"),
                  QStringList{QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-y")} + arguments);
    return process.waitForFinished(30000) && process.exitCode() == 0;
}

bool makeClip(const QString &file)
{
    return ffmpeg({QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"),
                   QStringLiteral("testsrc=size=480x270:rate=8:duration=3"), QStringLiteral("-c:v"),
                   QStringLiteral("mjpeg"), file});
}

std::shared_ptr<const domain::City> cityOfCameras(const QStringList &streams)
{
    auto layer = std::make_shared<domain::Layer>();
    layer->info.id = QStringLiteral("cameras");
    layer->info.kind = domain::LayerKind::Things;
    for (int i = 0; i < streams.size(); ++i) {
        domain::Thing camera;
        camera.id = QStringLiteral("C%1").arg(i + 1);
        camera.name = QStringLiteral("Camera %1").arg(i + 1);
        camera.kind = domain::ThingKind::Camera;
        camera.position = {100.0 * i, 0, 5};
        camera.stream = streams[i];
        layer->things.push_back(camera);
    }
    auto city = std::make_shared<domain::City>();
    city->layers.push_back(layer);
    city->complete = true;
    city->index();
    return city;
}

app::Streams::Pace hurried()
{
    app::Streams::Pace pace;
    pace.patience = {4000, 2500, 400, 2000, 1500};
    pace.betweenLooksMs = 300;
    pace.freshMs = 1500;
    return pace;
}

}
