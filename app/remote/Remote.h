#pragma once

#include "core/Words.h"
#include "remote/RemoteKeys.h"
#include "remote/WallClient.h"
#include "remote/WallServer.h"

#include <QObject>
#include <QVariantList>

namespace app
{

class Session;

/// A wall that follows a desk seat over the local network: this program may be the one, the other, or both. Off until
/// it is switched on. Main thread.
class Remote : public QObject
{
    Q_OBJECT
    // As a wall
    Q_PROPERTY(bool serving READ isServing WRITE setServing NOTIFY changed)
    Q_PROPERTY(QString scope READ scope WRITE setScope NOTIFY changed) ///< "loopback", "network"
    Q_PROPERTY(int port READ port WRITE setPort NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)
    Q_PROPERTY(QStringList addresses READ addresses NOTIFY changed)
    Q_PROPERTY(QString code READ code NOTIFY changed)           ///< to be shown; "": none
    Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY changed) ///< of the code, or of the pause
    Q_PROPERTY(bool pausing READ isPausing NOTIFY changed)      ///< after wrong codes none can be shown
    Q_PROPERTY(QVariantList seats READ seats NOTIFY changed)    ///< {id, name, connected, leading}
    Q_PROPERTY(QString leader READ leader NOTIFY changed)       ///< the seat that is followed; "": none
    // As a seat
    /// {id, name, address, state ("off", "connecting", "connected", "leading"), stateText, visual}
    Q_PROPERTY(QVariantList walls READ walls NOTIFY changed)
    Q_PROPERTY(bool leading READ isLeading NOTIFY changed) ///< one wall at least follows this seat
    Q_PROPERTY(bool pairing READ isPairing NOTIFY changed)
    Q_PROPERTY(QString refusal READ refusal NOTIFY changed)                ///< why the last pairing came to nothing
    Q_PROPERTY(QStringList parts READ parts WRITE setParts NOTIFY changed) ///< what walls follow: ids of allParts
    Q_PROPERTY(QVariantList allParts READ allParts NOTIFY changed)         ///< {id, label}

public:
    explicit Remote(Session &session, QObject *parent = nullptr, const base::Clock *clock = nullptr);
    ~Remote() override;

    bool isServing() const { return m_server.isServing(); }
    void setServing(bool serving);
    QString scope() const { return m_keys.scope(); }
    void setScope(const QString &scope);
    int port() const { return m_server.isServing() ? m_server.port() : m_keys.port(); }
    void setPort(int port);
    QString error() const { return m_server.error(); }
    QStringList addresses() const { return m_server.addresses(); }
    QString code() const { return m_server.pairing().code(); }
    int secondsLeft() const { return int((m_server.pairing().leftMs() + 999) / 1000); }
    bool isPausing() const { return m_server.pairing().isPaused(); }
    QVariantList seats() const { return m_server.seats(); }
    QString leader() const { return m_server.leader(); }
    Q_INVOKABLE void startPairing();
    Q_INVOKABLE void stopPairing() { m_server.stopPairing(); }
    Q_INVOKABLE void forgetSeat(const QString &id) { m_server.forgetSeat(id); }
    Q_INVOKABLE void letGo() { m_server.letGo(); }

    QVariantList walls() const;
    bool isLeading() const;
    bool isPairing() const { return m_newcomer != nullptr; }
    QString refusal() const { return said(m_refusal); }
    QStringList parts() const { return m_parts; }
    void setParts(const QStringList &parts);
    QVariantList allParts() const;
    /// By the address and the code that the wall shows; once it is paired, it follows.
    Q_INVOKABLE void pair(const QString &address, const QString &code);
    Q_INVOKABLE void lead(const QString &wall);
    Q_INVOKABLE void stop(const QString &wall);
    Q_INVOKABLE void forgetWall(const QString &wall);

Q_SIGNALS:
    void changed();
    /// A seat has changed what this wall shows: like a touch.
    void followed();

private:
    WallClient *add(const RemoteKeys::Peer &wall);
    WallClient *find(const QString &wall) const;

    Session &m_session;
    RemoteKeys m_keys;
    base::SystemClock m_system;
    WallServer m_server;
    std::vector<WallClient *> m_walls; ///< children
    WallClient *m_newcomer = nullptr;
    QStringList m_parts;
    Words m_refusal;
    QTimer m_second; ///< while a code is shown or a pause lasts
};

}
