#include "TestBroker.h"

#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <csignal>

static QString mosquitto()
{
    return QStandardPaths::findExecutable(
        QStringLiteral("mosquitto"),
        {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/bin"), QStringLiteral("/usr/local/sbin")});
}

TestBroker::TestBroker()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    m_port = server.serverPort();
}

TestBroker::~TestBroker()
{
    kill();
}

bool TestBroker::isInstalled()
{
    return !mosquitto().isEmpty() && !QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty();
}

bool TestBroker::demandPassword(const QString &user, const QString &password)
{
    addLine(QStringLiteral("allow_anonymous false"));
    addLine(QStringLiteral("password_file ") + file(QStringLiteral("passwords")));
    return QProcess::execute(QStringLiteral("mosquitto_passwd"), {QStringLiteral("-b"), QStringLiteral("-c"),
                                                                  file(QStringLiteral("passwords")), user, password}) ==
           0;
}

bool TestBroker::openssl(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral("openssl"), arguments);
    return process.waitForFinished() && process.exitCode() == 0;
}

bool TestBroker::serveTls(bool demandCertificate)
{
    const auto path = [this](const char *name) { return file(QLatin1String(name)); };
    const QStringList key{QStringLiteral("-newkey"), QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                          QStringLiteral("ec_paramgen_curve:prime256v1"), QStringLiteral("-nodes")};
    bool ok = openssl(QStringList{QStringLiteral("req"), QStringLiteral("-x509")} + key +
                      QStringList{QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"),
                                  QStringLiteral("/CN=Test CA"), QStringLiteral("-keyout"), path("ca.key"),
                                  QStringLiteral("-out"), path("ca.pem")});
    QFile names(path("server.ext"));
    ok = ok && names.open(QIODevice::WriteOnly) && names.write("subjectAltName=DNS:localhost,IP:127.0.0.1\n") > 0;
    names.close();
    for (const QString &who : {QStringLiteral("server"), QStringLiteral("client")}) {
        const QString base = file(who);
        ok = ok &&
             openssl(QStringList{QStringLiteral("req")} + key +
                     QStringList{QStringLiteral("-subj"), QStringLiteral("/CN=") + who, QStringLiteral("-keyout"),
                                 base + QStringLiteral(".key"), QStringLiteral("-out"), base + QStringLiteral(".csr")});
        QStringList sign{QStringLiteral("x509"),        QStringLiteral("-req"), QStringLiteral("-in"),
                         base + QStringLiteral(".csr"), QStringLiteral("-CA"),  path("ca.pem"),
                         QStringLiteral("-CAkey"),      path("ca.key"),         QStringLiteral("-CAcreateserial"),
                         QStringLiteral("-days"),       QStringLiteral("2"),    QStringLiteral("-out"),
                         base + QStringLiteral(".pem")};
        if (who == QLatin1String("server"))
            sign += QStringList{QStringLiteral("-extfile"), path("server.ext")};
        ok = ok && openssl(sign);
    }
    addLine(QStringLiteral("cafile ") + path("ca.pem"));
    addLine(QStringLiteral("certfile ") + path("server.pem"));
    addLine(QStringLiteral("keyfile ") + path("server.key"));
    if (demandCertificate)
        addLine(QStringLiteral("require_certificate true"));
    return ok;
}

bool TestBroker::start()
{
    QFile config(file(QStringLiteral("mosquitto.conf")));
    if (!config.open(QIODevice::WriteOnly))
        return false;
    const QString all = m_lines.join(u'\n');
    config.write(QStringLiteral("user root\nlog_dest stderr\nmax_queued_messages 0\nlistener %1 127.0.0.1\n")
                     .arg(m_port)
                     .toUtf8());
    if (!all.contains(QLatin1String("persistence")))
        config.write("persistence false\n");
    if (!all.contains(QLatin1String("allow_anonymous")))
        config.write("allow_anonymous true\n");
    config.write(all.toUtf8() + '\n');
    config.close();
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(file(QStringLiteral("mosquitto.log")));
    m_process.start(mosquitto(), {QStringLiteral("-c"), config.fileName()});
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 5000) {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), m_port);
        if (socket.waitForConnected(200))
            return true;
        QThread::msleep(20);
    }
    return false;
}

void TestBroker::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    freeze(false);
    m_process.kill();
    m_process.waitForFinished(2000);
}

void TestBroker::stop()
{
    m_process.terminate();
    m_process.waitForFinished(2000);
}

void TestBroker::freeze(bool frozen)
{
    ::kill(pid_t(m_process.processId()), frozen ? SIGSTOP : SIGCONT);
}

QString TestBroker::url(const QString &scheme) const
{
    return QStringLiteral("%1://localhost:%2").arg(scheme).arg(m_port);
}
