#include "Fixtures.h"

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>

namespace fixtures
{

QString testData(const QString &relative)
{
    const QString root = qEnvironmentVariable("YUNJIE_TESTDATA");
    return root.isEmpty() ? QString() : root + QLatin1Char('/') + relative;
}

formats::LayerRequest request(const QString &source, std::optional<domain::LayerKind> kind)
{
    formats::LayerRequest request;
    request.id = QStringLiteral("layer");
    request.source = source;
    request.kind = kind;
    return request;
}

geometry::LocalFrame frameOf(const formats::LayerRequest &request)
{
    const auto found = formats::findReader(request);
    if (!found)
        return {};
    for (const formats::Sublayer &sub : found->second.layers)
        if (sub.crs.isValid() && !sub.extent.isEmpty())
            return geometry::LocalFrame::around(sub.crs, sub.extent).value_or(geometry::LocalFrame());
    return {};
}

geometry::LocalFrame frameAt(double longitude, double latitude)
{
    const geometry::Vec2 place(longitude, latitude);
    return *geometry::LocalFrame::around(geometry::Crs::wgs84(), {place - 0.01, place + 0.01});
}

Layers read(const formats::LayerRequest &request, const geometry::LocalFrame &frame)
{
    const auto found = formats::findReader(request);
    if (!found)
        return tl::unexpected(found.error());
    geometry::LocalFrame used = frame;
    if (!used.crs().isValid())
        used = frameOf(request);
    if (!used.crs().isValid())
        used = frameAt(0, 0);
    return found->first->read(request, used, base::Job());
}

int warnings(const domain::Layer &layer, const char *code)
{
    return layer.warnings.count(QString::fromLatin1(code));
}

QByteArray describe(const domain::Layer &layer)
{
    QString text = QStringLiteral("%1: %2 features").arg(layer.info.source).arg(layer.info.features);
    for (const base::Warning &warning : layer.warnings.list())
        text += QStringLiteral("\n  %1 x%2 [%3] %4")
                    .arg(warning.code)
                    .arg(warning.count)
                    .arg(warning.examples.join(QLatin1Char(' ')), warning.message);
    return text.toUtf8();
}

QByteArray describe(const Layers &layers)
{
    if (!layers)
        return (layers.error().code + QStringLiteral(": ") + layers.error().toLine()).toUtf8();
    QByteArray text;
    for (const domain::Layer &layer : *layers)
        text += describe(layer) + '\n';
    return text;
}

QString write(const QTemporaryDir &folder, const QString &name, const QByteArray &content)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

QByteArray geoJson(const std::vector<std::pair<QByteArray, QByteArray>> &features)
{
    QByteArrayList list;
    for (const auto &[properties, geometry] : features)
        list.append("{\"type\":\"Feature\",\"properties\":" + properties + ",\"geometry\":" + geometry + "}");
    return "{\"type\":\"FeatureCollection\",\"features\":[\n" + list.join(",\n") + "\n]}\n";
}

QByteArray square(double longitude, double latitude, double side)
{
    const auto corner = [&](double x, double y) {
        return '[' + QByteArray::number(longitude + x, 'f', 7) + ',' + QByteArray::number(latitude + y, 'f', 7) + ']';
    };
    return "{\"type\":\"Polygon\",\"coordinates\":[[" + corner(0, 0) + ',' + corner(side, 0) + ',' +
           corner(side, side) + ',' + corner(0, side) + ',' + corner(0, 0) + "]]}";
}

Server::~Server()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(5000)) {
        m_process.kill();
        m_process.waitForFinished(2000);
    }
}

bool Server::start(const QString &program, const QStringList &arguments, quint16 port)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(program, arguments);
    return m_process.waitForStarted() && waitForPort(port);
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

bool waitForPort(quint16 port, int seconds)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < seconds * 1000) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port);
        if (socket.waitForConnected(200))
            return true;
        QTest::qWait(50);
    }
    return false;
}

}
