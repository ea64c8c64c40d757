#include "remote/WallClient.h"

#include "core/Text.h"
#include "remote/RemoteProtocol.h"
#include "remote/RoomState.h"
#include "scene/CityView.h"
#include "session/Session.h"

#include <QJsonArray>

#include <algorithm>

namespace app
{

static constexpr int FirstWaitMs = 1000, LongestWaitMs = 30'000;
static constexpr int FrameMs = 33; ///< between two words about where the camera is

WallClient::WallClient(Session &session, RemoteKeys &keys, RemoteKeys::Peer wall, QObject *parent)
    : QObject(parent), m_session(session), m_keys(keys), m_wall(std::move(wall)), m_socket(remote::Origin)
{
    m_socket.setMaxAllowedIncomingMessageSize(remote::LargestMessage);
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &WallClient::hear);
    connect(&m_socket, &QWebSocket::disconnected, this, &WallClient::lost);
    connect(&m_socket, &QWebSocket::pong, this, [this] { m_unanswered = 0; });
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &WallClient::open);
    m_patience.setSingleShot(true);
    m_patience.setInterval(remote::PatienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_socket.abort();
        lost();
    });
    m_beat.setInterval(remote::BeatMs);
    connect(&m_beat, &QTimer::timeout, this, [this] {
        constexpr int Beats = 3;
        if (++m_unanswered > Beats)
            m_socket.abort();
        else
            m_socket.ping();
    });
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &WallClient::tell);
    wire();
}

WallClient::~WallClient()
{
    m_socket.disconnect(this);
    m_socket.close(QWebSocketProtocol::CloseCodeGoingAway);
}

/// Everything that the room's state is made of.
void WallClient::wire()
{
    const auto hear = [this](auto *of, auto signal) { connect(of, signal, this, &WallClient::soon); };
    hear(&m_session, &Session::layoutChanged);
    hear(&m_session, &Session::themeChanged);
    hear(&m_session, &Session::colouringChanged);
    hear(&m_session, &Session::replayChanged);
    hear(&m_session, &Session::timeChanged);
    hear(&m_session, &Session::cityChanged);
    hear(&m_session.selection(), &Selection::currentChanged);
    hear(&m_session.selection(), &Selection::enteredChanged);
    hear(&m_session.inside(), &Inside::lookChanged);
    hear(&m_session.inside(), &Inside::interiorChanged);
    const auto attach = [this] {
        disconnect(m_ofView);
        if (scene::CityView *view = m_session.view())
            m_ofView = connect(view, &scene::CityView::viewStateChanged, this, &WallClient::soon);
        soon();
    };
    connect(&m_session, &Session::viewAttached, this, attach);
    attach();
}

void WallClient::setState(State state, Words reason)
{
    m_state = state;
    m_reason = std::move(reason);
    Q_EMIT changed();
}

void WallClient::setParts(const QStringList &parts)
{
    m_parts = parts;
    m_told = {};
    soon();
}

void WallClient::pair(const QString &code)
{
    m_code = code;
    m_wanted = m_leads = true;
    m_wait = 0;
    open();
}

void WallClient::lead()
{
    m_wanted = m_leads = true;
    m_wait = 0;
    if (m_state == State::Connected)
        m_socket.sendTextMessage(remote::write("lead"));
    else if (m_state != State::Leading)
        open();
}

void WallClient::stop()
{
    m_wanted = m_leads = false;
    m_retry.stop();
    m_patience.stop();
    m_beat.stop();
    if (m_state == State::Leading)
        m_socket.sendTextMessage(remote::write("release"));
    m_socket.close();
    m_leader.clear();
    m_missing.clear();
    setState(State::Off);
}

void WallClient::open()
{
    const QUrl url = remote::urlOf(m_wall.address);
    if (!url.isValid()) {
        m_wanted = false;
        setState(State::Off);
        Q_EMIT refused([address = m_wall.address] {
            return tr("\"%1\" is no address: type what the wall shows, such as 192.168.1.20:8317").arg(address);
        });
        return;
    }
    m_retry.stop();
    m_socket.abort();
    m_told = {};
    setState(State::Connecting, m_reason);
    m_patience.start();
    m_socket.open(url);
}

void WallClient::lost()
{
    m_patience.stop();
    m_beat.stop();
    m_soon.stop();
    if (!m_wanted) {
        if (m_state != State::Off)
            setState(State::Off, m_reason);
        return;
    }
    if (!m_code.isEmpty()) { // a code is typed once, and told at once whether it came to anything
        m_code.clear();
        m_wanted = m_leads = false;
        setState(State::Off);
        Q_EMIT refused([why = m_socket.errorString()] { return tr("The wall cannot be reached: %1").arg(why); });
        return;
    }
    m_wait = m_wait == 0 ? FirstWaitMs : std::min(2 * m_wait, LongestWaitMs);
    m_retry.start(m_wait);
    setState(State::Connecting, [] { return tr("The wall cannot be reached; trying again"); });
}

void WallClient::hear(const QString &text)
{
    const QJsonObject message = remote::read(text);
    const QString type = message.value(QLatin1String("type")).toString();
    if (message.isEmpty()) {
        refuse({{QStringLiteral("reason"), QStringLiteral("version")}});
    } else if (type == QLatin1String("hello")) {
        const QString id = message.value(QLatin1String("wall")).toString();
        QJsonObject body{{QStringLiteral("seat"), m_keys.id()}};
        if (!m_code.isEmpty()) {
            m_wall.id = id;
            m_wall.name = message.value(QLatin1String("name")).toString().simplified().left(40);
            body.insert(QStringLiteral("name"), m_session.settings().seat());
            body.insert(QStringLiteral("code"), m_code);
            m_socket.sendTextMessage(remote::write("pair", body));
        } else {
            body.insert(QStringLiteral("proof"),
                        remote::proofOf(m_wall.token, message.value(QLatin1String("nonce")).toString()));
            m_socket.sendTextMessage(remote::write("resume", body));
        }
    } else if (type == QLatin1String("paired")) {
        m_code.clear();
        m_wall.token = QByteArray::fromHex(message.value(QLatin1String("token")).toString().toLatin1());
        m_keys.keepWall(m_wall);
        Q_EMIT paired();
    } else if (type == QLatin1String("welcome")) {
        m_patience.stop();
        m_beat.start();
        m_unanswered = 0;
        m_wait = 0;
        m_leader = message.value(QLatin1String("leader")).toString();
        setState(State::Connected);
        if (m_leads)
            m_socket.sendTextMessage(remote::write("lead"));
    } else if (type == QLatin1String("leading")) {
        m_leader.clear();
        m_told = {};
        setState(State::Leading);
        soon();
    } else if (type == QLatin1String("released")) {
        m_leads = false; // the lead is not taken back by itself
        m_leader = message.value(QLatin1String("leader")).toString();
        setState(State::Connected);
    } else if (type == QLatin1String("refused")) {
        refuse(message);
    } else if (type == QLatin1String("followed")) {
        QStringList missing;
        for (const QJsonValue key : message.value(QLatin1String("missing")).toArray())
            missing.append(key.toString());
        if (std::exchange(m_missing, missing) != missing)
            Q_EMIT changed();
    }
}

void WallClient::refuse(const QJsonObject &message)
{
    const QString reason = message.value(QLatin1String("reason")).toString();
    const int seconds = message.value(QLatin1String("retryAfter")).toInt();
    const Words words = [reason, seconds] {
        return reason == QLatin1String("code-wrong") ? tr("The code is not the one on the wall")
               : reason == QLatin1String("pairing-closed")
                   ? tr("The wall shows no code: choose \"Let a seat in\" there first")
               : reason == QLatin1String("pairing-paused")
                   ? tr("Too many wrong codes: the wall takes none for %1").arg(ageText(qint64(seconds) * 1000))
               : reason == QLatin1String("forgotten") ? tr("The wall no longer knows this seat: pair it again")
               : reason == QLatin1String("version")
                   ? tr("The wall speaks another version: update the older of the two programs")
                   : tr("The wall has refused this seat");
    };
    m_code.clear();
    m_wanted = m_leads = false;
    m_patience.stop();
    m_beat.stop();
    m_socket.close();
    setState(State::Off, words);
    Q_EMIT refused(words);
}

void WallClient::soon()
{
    if (m_state != State::Leading || m_soon.isActive())
        return;
    const qint64 since = m_sinceTold.isValid() ? m_sinceTold.elapsed() : FrameMs;
    m_soon.start(int(std::max<qint64>(0, FrameMs - since)));
}

void WallClient::tell()
{
    if (m_state != State::Leading)
        return;
    QJsonObject now = roomState(m_session);
    for (const QString &key : now.keys()) {
        if (!m_parts.contains(key) && key != QLatin1String("district"))
            now.remove(key);
    }
    static const QLatin1String Replay("replay");
    const QJsonObject changes = roomChanges(m_told, now, m_sinceReplayTold.isValid() ? m_sinceReplayTold.elapsed() : 0);
    if (changes.isEmpty())
        return;
    // The replay is told of anew only when it jumps: what it is compared with is what was told.
    if (changes.contains(Replay))
        m_sinceReplayTold.start();
    else if (m_told.contains(Replay))
        now.insert(Replay, m_told.value(Replay));
    m_told = now;
    m_sinceTold.start();
    m_socket.sendTextMessage(
        remote::write("state", {{QStringLiteral("serial"), ++m_serial}, {QStringLiteral("state"), changes}}));
}

}
