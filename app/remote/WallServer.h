#pragma once

#include "core/Words.h"
#include "remote/Pairing.h"
#include "remote/RemoteKeys.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QTimer>
#include <QVariantList>

class QWebSocket;
class QWebSocketServer;

namespace app
{

class Session;

/// The wall's side: lets paired seats in and follows the one that leads, the last who took the lead. Listens on the
/// machine alone or on the local network, and only once it is switched on. Main thread.
class WallServer : public QObject
{
    Q_OBJECT

public:
    /// `clock`: of codes and pauses; not owned.
    WallServer(Session &session, RemoteKeys &keys, const base::Clock &clock, QObject *parent = nullptr);
    ~WallServer() override;

    bool isServing() const;
    void setServing(bool serving);
    QString error() const { return said(m_error); } ///< translated: why it does not serve
    int port() const;                               ///< that it listens on; 0: it does not
    QStringList addresses() const;                  ///< "192.168.1.20:8317": what is typed at a seat

    /// Shows a code that lets one seat be paired; none during the pause after wrong ones.
    void startPairing();
    void stopPairing();
    const Pairing &pairing() const { return m_pairing; }

    /// {id, name, connected, leading}
    QVariantList seats() const;
    void forgetSeat(const QString &id);
    QString leader() const; ///< the name of the seat that is followed; empty: none
    /// The wall goes its own way until a seat takes the lead again.
    void letGo();

Q_SIGNALS:
    void changed();
    /// Something to be read that passes.
    void told(const QString &text);
    /// A seat has changed what is shown: like a touch.
    void followed();

private:
    struct Guest {
        QString id, name, nonce;
        bool admitted = false;
        int unanswered = 0; ///< pings
    };
    void onConnection();
    void hear(QWebSocket *socket, const QString &text);
    void pair(QWebSocket *socket, const QJsonObject &message);
    void resume(QWebSocket *socket, const QJsonObject &message);
    void admit(QWebSocket *socket, const QString &id, const QString &name);
    void lead(QWebSocket *socket);
    void follow(QWebSocket *socket, const QJsonObject &message);
    void refuse(QWebSocket *socket, const char *reason, int retrySeconds = 0);
    void drop(QWebSocket *socket);
    void beat();

    Session &m_session;
    RemoteKeys &m_keys;
    Pairing m_pairing;
    std::unique_ptr<QWebSocketServer> m_server;
    QHash<QWebSocket *, Guest> m_guests;
    QWebSocket *m_leader = nullptr;
    QTimer m_beat;
    Words m_error;
};

}
