#pragma once

#include "remote/Remote.h"
#include "session/Session.h"

#include <QDir>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

/// A program without a window: a session with the small district open, and its remote.
struct Place {
    QString profile;
    std::unique_ptr<app::Session> session;
    std::unique_ptr<app::Remote> remote;

    Place(const QTemporaryDir &folder, const char *name, const base::Clock *clock = nullptr)
        : profile(QDir(folder.path()).filePath(QLatin1String(name))), m_clock(clock)
    {
        start();
    }
    /// As after the program was started again.
    void start()
    {
        remote.reset();
        session = std::make_unique<app::Session>(profile);
        session->setLanguage(QStringLiteral("en"));
        remote = std::make_unique<app::Remote>(*session, nullptr, m_clock);
    }
    bool open(const QString &project)
    {
        QSignalSpy loaded(session.get(), &app::Session::loaded);
        session->openPaths({project});
        if (loaded.isEmpty() && !loaded.wait(20000))
            return false;
        return session->errors().isEmpty() && QTest::qWaitFor([this] { return session->isLive(); }, 20000);
    }
    QString address() const { return QStringLiteral("127.0.0.1:%1").arg(remote->port()); }
    QVariantMap wall(int at = 0) const { return remote->walls().value(at).toMap(); }
    QString stateOf(int at = 0) const { return wall(at).value(QStringLiteral("state")).toString(); }

private:
    const base::Clock *m_clock;
};

/// One that nobody listens on just now.
inline int freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}
