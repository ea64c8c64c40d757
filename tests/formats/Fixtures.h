#pragma once

#include "formats/Reader.h"

#include <QTemporaryDir>
#include <QtTest>

/// What the tests of the readers share.
namespace fixtures
{

/// A file of the shared test data; empty where YUNJIE_TESTDATA is not set.
QString testData(const QString &relative);

/// Skips a test by name where the shared data is not there.
#define NEED_DATA(variable, relative)                                                                                  \
    const QString variable = fixtures::testData(QStringLiteral(relative));                                             \
    if (variable.isEmpty())                                                                                            \
    QSKIP("needs YUNJIE_TESTDATA: " relative)

formats::LayerRequest request(const QString &source, std::optional<domain::LayerKind> kind = std::nullopt);

/// A frame about what the source holds; invalid where it cannot be probed.
geometry::LocalFrame frameOf(const formats::LayerRequest &request);
/// A frame about a place in degrees.
geometry::LocalFrame frameAt(double longitude, double latitude);

using Layers = base::Result<std::vector<domain::Layer>>;
/// Finds the reader and reads, as loading does; `frame` invalid: about the source itself.
Layers read(const formats::LayerRequest &request, const geometry::LocalFrame &frame = {});

/// Number of warnings with a code, repeats counted.
int warnings(const domain::Layer &layer, const char *code);
/// All warnings as lines, for messages.
QByteArray describe(const domain::Layer &layer);
QByteArray describe(const Layers &layers);

/// Writes a file into the folder and returns its path.
QString write(const QTemporaryDir &folder, const QString &name, const QByteArray &content);
/// A GeoJSON collection of features, each given as (properties, geometry) JSON texts.
QByteArray geoJson(const std::vector<std::pair<QByteArray, QByteArray>> &features);
/// A square polygon's JSON geometry, in degrees.
QByteArray square(double longitude, double latitude, double side = 0.0003);

/// A program that a test started; it ends with this.
class Server
{
public:
    Server() = default;
    ~Server();
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;
    bool start(const QString &program, const QStringList &arguments, quint16 port);
    QByteArray output() { return m_process.readAll(); }

private:
    QProcess m_process;
};
/// A free port on the loopback interface.
quint16 freePort();
/// Waits until something listens there.
bool waitForPort(quint16 port, int seconds = 15);

}
