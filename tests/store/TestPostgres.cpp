#include "TestPostgres.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

static bool isRoot()
{
    return QFileInfo(QStringLiteral("/proc/self")).owner() == QLatin1String("root");
}

/// The folder of the newest installed version.
static QString bin()
{
    const QString base = QStringLiteral("/usr/lib/postgresql/");
    for (const QString &version :
         QDir(base).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed)) {
        const QString folder = base + version + QStringLiteral("/bin/");
        if (QFileInfo::exists(folder + QStringLiteral("initdb")))
            return folder;
    }
    return {};
}

TestPostgres::~TestPostgres()
{
    stop();
}

bool TestPostgres::isInstalled(QString *why)
{
    QString missing;
    if (bin().isEmpty())
        missing = QStringLiteral("needs the package postgresql");
    else if (isRoot() && QStandardPaths::findExecutable(QStringLiteral("runuser")).isEmpty())
        missing = QStringLiteral("initdb refuses to run as root, and runuser is not there");
    if (why)
        *why = missing;
    return missing.isEmpty();
}

bool TestPostgres::run(const QString &program, const QStringList &arguments, QByteArray *output)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(QStringLiteral("/"));
    if (isRoot())
        process.start(QStringLiteral("runuser"),
                      QStringList{QStringLiteral("-u"), QStringLiteral("postgres"), QStringLiteral("--"), program} +
                          arguments);
    else
        process.start(program, arguments);
    const bool done =
        process.waitForFinished(60000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    *output = process.readAll();
    return done;
}

bool TestPostgres::listens() const
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), m_port);
    return socket.waitForConnected(200);
}

bool TestPostgres::start()
{
    const QString data = m_folder.filePath(QStringLiteral("db"));
    if (m_port == 0) {
        if (!QDir().mkdir(data))
            return false;
        if (isRoot()) {
            QProcess::execute(QStringLiteral("chown"), {QStringLiteral("postgres"), data});
            QProcess::execute(QStringLiteral("chmod"), {QStringLiteral("755"), m_folder.path()});
        }
        if (!run(bin() + QStringLiteral("initdb"),
                 {QStringLiteral("-D"), data, QStringLiteral("-U"), QStringLiteral("postgres"), QStringLiteral("-A"),
                  QStringLiteral("trust"), QStringLiteral("--no-sync"), QStringLiteral("-E"), QStringLiteral("UTF8"),
                  QStringLiteral("--locale=C.UTF-8")},
                 &m_said))
            return false;
        QTcpServer free;
        free.listen(QHostAddress::LocalHost);
        m_port = free.serverPort();
    }
    const QStringList arguments{QStringLiteral("-D"),
                                data,
                                QStringLiteral("-p"),
                                QString::number(m_port),
                                QStringLiteral("-h"),
                                QStringLiteral("127.0.0.1"),
                                QStringLiteral("-k"),
                                data,
                                QStringLiteral("-F"),
                                QStringLiteral("-c"),
                                QStringLiteral("shared_buffers=64MB")};
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.setWorkingDirectory(QStringLiteral("/"));
    const QString postgres = bin() + QStringLiteral("postgres");
    if (isRoot())
        m_server.start(QStringLiteral("setpriv"),
                       QStringList{QStringLiteral("--reuid=postgres"), QStringLiteral("--regid=postgres"),
                                   QStringLiteral("--clear-groups"), postgres} +
                           arguments);
    else
        m_server.start(postgres, arguments);
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 30000 && m_server.state() != QProcess::NotRunning) {
        bool ok = false;
        if (listens())
            sql(QStringLiteral("postgres"), QStringLiteral("select 1"), &ok);
        if (ok)
            return true;
        QThread::msleep(100);
    }
    return false;
}

void TestPostgres::stop()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
    // SIGTERM would wait for the clients to go; SIGQUIT does not.
    QProcess::execute(QStringLiteral("kill"), {QStringLiteral("-QUIT"), QString::number(m_server.processId())});
    if (!m_server.waitForFinished(10000)) {
        m_server.kill();
        m_server.waitForFinished(2000);
    }
}

QString TestPostgres::makeDatabase(const QString &name)
{
    bool ok = false;
    m_said += sql(QStringLiteral("postgres"), QStringLiteral("create database \"%1\"").arg(name), &ok);
    return ok ? url(name) : QString();
}

QString TestPostgres::url(const QString &database, const QString &user) const
{
    return QStringLiteral("postgresql://%1@127.0.0.1:%2/%3").arg(user).arg(m_port).arg(database);
}

QByteArray TestPostgres::sql(const QString &database, const QString &statement, bool *ok)
{
    QByteArray output;
    const bool done =
        run(bin() + QStringLiteral("psql"),
            {QStringLiteral("-X"), QStringLiteral("-At"), QStringLiteral("-h"), QStringLiteral("127.0.0.1"),
             QStringLiteral("-p"), QString::number(m_port), QStringLiteral("-U"), QStringLiteral("postgres"),
             QStringLiteral("-v"), QStringLiteral("ON_ERROR_STOP=1"), QStringLiteral("-d"), database,
             QStringLiteral("-c"), statement},
            &output);
    if (ok)
        *ok = done;
    return output;
}
