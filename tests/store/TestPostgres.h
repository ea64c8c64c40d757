#pragma once

#include <QProcess>
#include <QTemporaryDir>

/// A real PostgreSQL of its own: a temporary folder, a free port of the loopback interface, no fsync. Ends with this.
class TestPostgres
{
public:
    ~TestPostgres();

    /// Whether it can be run here; `why` says what is missing.
    static bool isInstalled(QString *why = nullptr);
    /// Makes the cluster at the first call, and starts the server; at the same port again after `stop`.
    bool start();
    /// At once, as a machine that fails: connections break.
    void stop();
    /// Makes a database; its url for a StoreConfig, of a user who may do everything.
    QString makeDatabase(const QString &name);
    QString url(const QString &database, const QString &user = QStringLiteral("postgres")) const;
    /// What psql answers, without headers; `ok` tells whether it worked.
    QByteArray sql(const QString &database, const QString &statement, bool *ok = nullptr);
    quint16 port() const { return m_port; }
    QByteArray output() { return m_server.readAll() + m_said; }

private:
    bool run(const QString &program, const QStringList &arguments, QByteArray *output);
    bool listens() const;

    QTemporaryDir m_folder;
    QProcess m_server;
    QByteArray m_said;
    quint16 m_port = 0;
};
