#include "remote/WallServer.h"

#include "core/Text.h"
#include "remote/RemoteProtocol.h"
#include "remote/RoomState.h"
#include "session/Session.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QNetworkInterface>
#include <QWebSocket>
#include <QWebSocketCorsAuthenticator>
#include <QWebSocketServer>

#include <algorithm>

namespace app
{

static constexpr int MostGuests = 16;

WallServer::WallServer(Session &session, RemoteKeys &keys, const base::Clock &clock, QObject *parent)
    : QObject(parent), m_session(session), m_keys(keys), m_pairing(clock)
{
    m_beat.setInterval(remote::BeatMs);
    connect(&m_beat, &QTimer::timeout, this, &WallServer::beat);
}

WallServer::~WallServer()
{
    setServing(false);
}

bool WallServer::isServing() const
{
    return m_server && m_server->isListening();
}

int WallServer::port() const
{
    return isServing() ? m_server->serverPort() : 0;
}

void WallServer::setServing(bool serving)
{
    m_pairing.close();
    m_leader = nullptr;
    const QList<QWebSocket *> sockets = m_guests.keys();
    for (QWebSocket *socket : sockets) {
        socket->disconnect(this);
        socket->close(QWebSocketProtocol::CloseCodeGoingAway);
        socket->deleteLater();
    }
    m_guests.clear();
    m_server.reset();
    m_beat.stop();
    m_error = {};
    if (serving) {
        m_server = std::make_unique<QWebSocketServer>(QStringLiteral("Yunjie"), QWebSocketServer::NonSecureMode);
        m_server->setMaxPendingConnections(MostGuests);
        m_server->setHandshakeTimeout(remote::PatienceMs);
        connect(m_server.get(), &QWebSocketServer::newConnection, this, &WallServer::onConnection);
        connect(m_server.get(), &QWebSocketServer::originAuthenticationRequired, this,
                [](QWebSocketCorsAuthenticator *asked) { asked->setAllowed(asked->origin() == remote::Origin); });
        const bool wide = m_keys.scope() == QLatin1String("network");
        if (m_server->listen(wide ? QHostAddress(QHostAddress::Any) : QHostAddress(QHostAddress::LocalHost),
                             quint16(m_keys.port()))) {
            m_beat.start();
        } else {
            m_error = [port = m_keys.port(), why = m_server->errorString()] {
                return translate("app", "port %1 cannot be listened on: %2").arg(port).arg(why);
            };
            m_server.reset();
        }
    }
    Q_EMIT changed();
}

/// RFC 1918, 3927, 4193, 4291: what no router takes out of the house.
static bool isLocal(const QHostAddress &address)
{
    bool is4 = false;
    const QHostAddress four(address.toIPv4Address(&is4));
    if (is4) {
        static const std::pair<const char *, int> nets[] = {
            {"127.0.0.0", 8}, {"10.0.0.0", 8}, {"172.16.0.0", 12}, {"192.168.0.0", 16}, {"169.254.0.0", 16}};
        return std::any_of(std::begin(nets), std::end(nets), [&four](const auto &net) {
            return four.isInSubnet(QHostAddress(QLatin1String(net.first)), net.second);
        });
    }
    return address.isLoopback() || address.isLinkLocal() || address.isUniqueLocalUnicast();
}

QStringList WallServer::addresses() const
{
    QStringList list;
    if (!isServing())
        return list;
    const auto add = [&](const QHostAddress &address) {
        list.append(QStringLiteral("%1:%2").arg(address.toString()).arg(port()));
    };
    if (m_keys.scope() == QLatin1String("network")) {
        const QList<QHostAddress> all = QNetworkInterface::allAddresses();
        for (const QHostAddress &address : all) {
            if (address.protocol() == QAbstractSocket::IPv4Protocol && !address.isLoopback() && isLocal(address))
                add(address);
        }
    }
    if (list.isEmpty())
        add(QHostAddress(QHostAddress::LocalHost));
    return list;
}

void WallServer::startPairing()
{
    if (!isServing())
        return;
    m_pairing.open();
    Q_EMIT changed();
}

void WallServer::stopPairing()
{
    m_pairing.close();
    Q_EMIT changed();
}

QVariantList WallServer::seats() const
{
    QVariantList list;
    for (const RemoteKeys::Peer &seat : m_keys.seats()) {
        bool connected = false, leading = false;
        for (auto it = m_guests.begin(); it != m_guests.end(); ++it) {
            if (!it->admitted || it->id != seat.id)
                continue;
            connected = true;
            leading = leading || it.key() == m_leader;
        }
        list.append(QVariantMap{{QStringLiteral("id"), seat.id},
                                {QStringLiteral("name"), seat.name},
                                {QStringLiteral("connected"), connected},
                                {QStringLiteral("leading"), leading}});
    }
    return list;
}

QString WallServer::leader() const
{
    return m_leader ? m_guests.value(m_leader).name : QString();
}

void WallServer::forgetSeat(const QString &id)
{
    m_keys.forgetSeat(id);
    const QList<QWebSocket *> sockets = m_guests.keys();
    for (QWebSocket *socket : sockets) {
        if (m_guests.value(socket).id == id)
            refuse(socket, "forgotten");
    }
    Q_EMIT changed();
}

void WallServer::letGo()
{
    if (!m_leader)
        return;
    m_leader->sendTextMessage(remote::write("released"));
    m_leader = nullptr;
    Q_EMIT changed();
}

void WallServer::onConnection()
{
    while (QWebSocket *socket = m_server->nextPendingConnection()) {
        if (m_guests.size() >= MostGuests || !isLocal(socket->peerAddress())) {
            connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
            socket->close(QWebSocketProtocol::CloseCodePolicyViolated);
            continue;
        }
        socket->setParent(this);
        socket->setMaxAllowedIncomingMessageSize(remote::LargestMessage);
        Guest guest;
        constexpr int NonceBytes = 32;
        guest.nonce = QString::fromLatin1(remote::randomBytes(NonceBytes).toHex());
        m_guests.insert(socket, guest);
        connect(socket, &QWebSocket::textMessageReceived, this,
                [this, socket](const QString &text) { hear(socket, text); });
        connect(socket, &QWebSocket::binaryMessageReceived, this, [this, socket] { refuse(socket, "message"); });
        connect(socket, &QWebSocket::disconnected, this, [this, socket] { drop(socket); });
        connect(socket, &QWebSocket::pong, this, [this, socket] {
            if (const auto heard = m_guests.find(socket); heard != m_guests.end())
                heard->unanswered = 0;
        });
        QTimer::singleShot(remote::PatienceMs, socket, [this, socket] {
            if (!m_guests.value(socket).admitted)
                refuse(socket, "late");
        });
        socket->sendTextMessage(remote::write("hello", {{QStringLiteral("wall"), m_keys.id()},
                                                        {QStringLiteral("name"), m_session.settings().seat()},
                                                        {QStringLiteral("nonce"), guest.nonce}}));
    }
}

void WallServer::refuse(QWebSocket *socket, const char *reason, int retrySeconds)
{
    QJsonObject body{{QStringLiteral("reason"), QLatin1String(reason)}};
    if (retrySeconds > 0)
        body.insert(QStringLiteral("retryAfter"), retrySeconds);
    socket->sendTextMessage(remote::write("refused", body));
    socket->close(QWebSocketProtocol::CloseCodePolicyViolated);
}

void WallServer::drop(QWebSocket *socket)
{
    const bool led = socket == m_leader;
    const Guest guest = m_guests.take(socket);
    if (led)
        m_leader = nullptr;
    socket->deleteLater();
    if (led)
        Q_EMIT told(tr("%1 no longer leads the wall").arg(guest.name));
    Q_EMIT changed();
}

void WallServer::beat()
{
    constexpr int Beats = 3;
    const QList<QWebSocket *> sockets = m_guests.keys();
    for (QWebSocket *socket : sockets) {
        if (++m_guests[socket].unanswered > Beats)
            socket->abort();
        else
            socket->ping();
    }
    Q_EMIT changed(); // what is left of a code or a pause
}

void WallServer::hear(QWebSocket *socket, const QString &text)
{
    const QJsonObject message = remote::read(text);
    const QString type = message.value(QLatin1String("type")).toString();
    const bool admitted = m_guests.value(socket).admitted;
    if (message.isEmpty())
        refuse(socket, "version");
    else if (!admitted && type == QLatin1String("pair"))
        pair(socket, message);
    else if (!admitted && type == QLatin1String("resume"))
        resume(socket, message);
    else if (!admitted)
        refuse(socket, "message");
    else if (type == QLatin1String("lead"))
        lead(socket);
    else if (type == QLatin1String("release") && socket == m_leader)
        letGo();
    else if (type == QLatin1String("state"))
        follow(socket, message);
    // What a later version may say besides is passed over.
}

/// A name from outside is shown on the wall: short, and no control characters.
static QString tidy(const QString &name)
{
    constexpr qsizetype Longest = 40;
    return name.simplified().left(Longest);
}

void WallServer::pair(QWebSocket *socket, const QJsonObject &message)
{
    const QString id = message.value(QLatin1String("seat")).toString();
    const QString name = tidy(message.value(QLatin1String("name")).toString());
    constexpr qsizetype IdLength = 36; // of a UUID
    if (id.size() != IdLength || id.contains(u'/') || name.isEmpty())
        return refuse(socket, "message");
    const Pairing::Verdict verdict = m_pairing.check(message.value(QLatin1String("code")).toString());
    const int left = int((m_pairing.leftMs() + 999) / 1000);
    Q_EMIT changed();
    switch (verdict) {
    case Pairing::Verdict::Closed:
        return refuse(socket, "pairing-closed");
    case Pairing::Verdict::Paused:
        return refuse(socket, "pairing-paused", left);
    case Pairing::Verdict::Wrong:
        return refuse(socket, "code-wrong");
    case Pairing::Verdict::Right:
        break;
    }
    constexpr int TokenBytes = 32;
    const QByteArray token = remote::randomBytes(TokenBytes);
    m_keys.keepSeat({id, name, token, {}});
    socket->sendTextMessage(remote::write("paired", {{QStringLiteral("token"), QString::fromLatin1(token.toHex())}}));
    Q_EMIT told(tr("%1 may lead this wall now").arg(name));
    admit(socket, id, name);
}

void WallServer::resume(QWebSocket *socket, const QJsonObject &message)
{
    const QString id = message.value(QLatin1String("seat")).toString();
    const std::vector<RemoteKeys::Peer> seats = m_keys.seats();
    const auto seat = std::find_if(seats.begin(), seats.end(), [&id](const auto &each) { return each.id == id; });
    if (seat == seats.end())
        return refuse(socket, "forgotten");
    const QString proof = remote::proofOf(seat->token, m_guests.value(socket).nonce);
    if (!remote::isSame(proof, message.value(QLatin1String("proof")).toString()))
        return refuse(socket, "forgotten");
    admit(socket, id, seat->name);
}

void WallServer::admit(QWebSocket *socket, const QString &id, const QString &name)
{
    Guest &guest = m_guests[socket];
    guest.id = id;
    guest.name = name;
    guest.admitted = true;
    socket->sendTextMessage(remote::write("welcome", {{QStringLiteral("leader"), leader()}}));
    Q_EMIT changed();
}

void WallServer::lead(QWebSocket *socket)
{
    if (m_leader && m_leader != socket)
        m_leader->sendTextMessage(remote::write("released", {{QStringLiteral("leader"), m_guests.value(socket).name}}));
    const bool isNew = m_leader != socket;
    m_leader = socket;
    socket->sendTextMessage(remote::write("leading"));
    if (isNew)
        Q_EMIT told(tr("The wall follows %1").arg(leader()));
    Q_EMIT changed();
}

void WallServer::follow(QWebSocket *socket, const QJsonObject &message)
{
    if (socket != m_leader)
        return; // said before it heard that another leads
    const QStringList missing = followRoom(m_session, message.value(QLatin1String("state")).toObject());
    socket->sendTextMessage(
        remote::write("followed", {{QStringLiteral("serial"), message.value(QLatin1String("serial"))},
                                   {QStringLiteral("missing"), QJsonArray::fromStringList(missing)}}));
    Q_EMIT followed();
}

}
