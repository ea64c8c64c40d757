#pragma once

#include "core/Words.h"
#include "remote/RemoteKeys.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QObject>
#include <QTimer>
#include <QWebSocket>

namespace app
{

class Session;

/// The seat's side: one wall that is, or is to be, led. Comes back by itself when the wall was away. Main thread.
class WallClient : public QObject
{
    Q_OBJECT

public:
    enum class State : quint8 {
        Off,
        Connecting, ///< for the first time, or again
        Connected,  ///< another seat leads, or none
        Leading
    };

    WallClient(Session &session, RemoteKeys &keys, RemoteKeys::Peer wall, QObject *parent = nullptr);
    ~WallClient() override;

    const RemoteKeys::Peer &wall() const { return m_wall; }
    State state() const { return m_state; }
    QString reason() const { return said(m_reason); }        ///< translated: what is in the way; empty: nothing
    const QString &leader() const { return m_leader; }       ///< who else leads; empty: nobody
    const QStringList &missing() const { return m_missing; } ///< what the wall could not follow last, by key
    /// Which keys of the room's state are told; "district" always is.
    void setParts(const QStringList &parts);

    void pair(const QString &code);
    void lead();
    void stop();

Q_SIGNALS:
    void changed();
    void paired();
    /// The wall knows this seat no more, or the code was wrong: nothing is tried again.
    void refused(const app::Words &reason);

private:
    void open();
    void hear(const QString &text);
    void refuse(const QJsonObject &message);
    void lost();
    void setState(State state, Words reason = {});
    void wire();
    void soon();
    void tell();

    Session &m_session;
    RemoteKeys &m_keys;
    RemoteKeys::Peer m_wall;
    QWebSocket m_socket;
    State m_state = State::Off;
    bool m_wanted = false; ///< to be connected
    bool m_leads = false;  ///< to lead once connected
    QString m_code, m_leader;
    Words m_reason;
    QStringList m_parts, m_missing;
    QTimer m_retry, m_beat, m_soon, m_patience;
    int m_wait = 0, m_unanswered = 0;
    QJsonObject m_told; ///< what the wall was told last
    QElapsedTimer m_sinceTold, m_sinceReplayTold;
    double m_serial = 0;
    QMetaObject::Connection m_ofView;
};

}
