#pragma once

#include <QProcess>
#include <QTemporaryDir>

/// A real mosquitto on a free loopback port, with its own folder; gone with the object.
class TestBroker
{
public:
    TestBroker();
    ~TestBroker();

    /// Whether mosquitto and openssl are there to be started.
    static bool isInstalled();
    /// Adds to its configuration; before `start`.
    void addLine(const QString &line) { m_lines.append(line); }
    /// Lets in only this user.
    bool demandPassword(const QString &user, const QString &password);
    /// Makes a CA, a certificate for localhost and one for a client, and serves TLS; `demandCertificate` of clients.
    bool serveTls(bool demandCertificate);
    /// Starts (again, on the same port) and waits until it answers.
    bool start();
    void kill(); ///< as a power cut does
    void stop();
    void freeze(bool frozen); ///< it stays connected and says nothing

    quint16 port() const { return m_port; }
    QString url(const QString &scheme = QStringLiteral("mqtt")) const;
    QString file(const QString &name) const { return m_folder.filePath(name); }

private:
    bool openssl(const QStringList &arguments);

    QTemporaryDir m_folder;
    QStringList m_lines;
    QProcess m_process;
    quint16 m_port = 0;
};
