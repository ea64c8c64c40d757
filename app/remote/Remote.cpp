#include "remote/Remote.h"

#include "core/Text.h"
#include "session/Session.h"

#include <algorithm>

namespace app
{

using State = WallClient::State;

static const std::vector<std::pair<QString, QStringList>> &partKeys()
{
    static const std::vector<std::pair<QString, QStringList>> keys = {
        {QStringLiteral("view"), {QStringLiteral("view")}},
        {QStringLiteral("selection"),
         {QStringLiteral("selected"), QStringLiteral("entered"), QStringLiteral("inside")}},
        {QStringLiteral("layout"), {QStringLiteral("layout")}},
        {QStringLiteral("looks"), {QStringLiteral("theme"), QStringLiteral("colouring")}},
        {QStringLiteral("time"), {QStringLiteral("replay")}}};
    return keys;
}

static QStringList keysOf(const QStringList &parts)
{
    QStringList keys;
    for (const auto &[part, names] : partKeys()) {
        if (parts.contains(part))
            keys += names;
    }
    return keys;
}

Remote::Remote(Session &session, QObject *parent, const base::Clock *clock)
    : QObject(parent), m_session(session), m_keys(session.settings().folder()),
      m_server(session, m_keys, clock ? *clock : m_system)
{
    for (const auto &[part, names] : partKeys())
        m_parts.append(part);
    connect(&m_server, &WallServer::changed, this, &Remote::changed);
    connect(&m_server, &WallServer::followed, this, &Remote::followed);
    connect(&m_server, &WallServer::told, &m_session, &Session::tell);
    connect(&m_session, &Session::languageChanged, this, &Remote::changed);
    for (const RemoteKeys::Peer &wall : m_keys.walls())
        add(wall);
    constexpr int SecondMs = 1000;
    m_second.setInterval(SecondMs);
    connect(&m_second, &QTimer::timeout, this, [this] {
        if (m_server.pairing().leftMs() == 0)
            m_second.stop();
        Q_EMIT changed();
    });
    // A picture that is taken beside the viewer must not take its port away.
    if (m_keys.isServing() && m_session.keepsChoices())
        m_server.setServing(true);
}

Remote::~Remote()
{
    for (WallClient *wall : m_walls)
        wall->disconnect(this);
    m_server.disconnect(this);
}

void Remote::setServing(bool serving)
{
    if (serving == isServing())
        return;
    m_keys.setServing(serving);
    m_server.setServing(serving);
}

void Remote::setScope(const QString &scope)
{
    if (scope == m_keys.scope())
        return;
    m_keys.setScope(scope);
    if (isServing() || !error().isEmpty())
        m_server.setServing(true);
    Q_EMIT changed();
}

void Remote::setPort(int port)
{
    if (port == m_keys.port() || port < 0 || port > 65535)
        return;
    m_keys.setPort(port);
    if (isServing() || !error().isEmpty())
        m_server.setServing(true);
    Q_EMIT changed();
}

void Remote::startPairing()
{
    m_server.startPairing();
    m_second.start();
}

WallClient *Remote::add(const RemoteKeys::Peer &wall)
{
    auto *made = new WallClient(m_session, m_keys, wall, this);
    made->setParts(keysOf(m_parts));
    connect(made, &WallClient::changed, this, &Remote::changed);
    connect(made, &WallClient::refused, this, [this, made](const Words &reason) {
        if (made == m_newcomer) {
            m_newcomer = nullptr;
            made->deleteLater();
            m_refusal = reason;
            Q_EMIT changed();
        } else {
            m_session.tell(said(reason));
        }
    });
    connect(made, &WallClient::paired, this, [this, made] {
        // Paired anew: what was known of it before is void.
        if (WallClient *before = find(made->wall().id)) {
            std::erase(m_walls, before);
            before->deleteLater();
        }
        m_newcomer = nullptr;
        m_walls.push_back(made);
        Q_EMIT changed();
    });
    if (!wall.id.isEmpty())
        m_walls.push_back(made);
    return made;
}

WallClient *Remote::find(const QString &wall) const
{
    const auto found = std::find_if(m_walls.begin(), m_walls.end(),
                                    [&wall](const WallClient *each) { return each->wall().id == wall; });
    return found != m_walls.end() ? *found : nullptr;
}

void Remote::pair(const QString &address, const QString &code)
{
    if (m_newcomer)
        m_newcomer->deleteLater();
    m_refusal = {};
    RemoteKeys::Peer wall;
    wall.address = address.trimmed();
    m_newcomer = add(wall);
    QString digits = code;
    digits.remove(u' ');
    m_newcomer->pair(digits.isEmpty() ? QStringLiteral("-") : digits);
    Q_EMIT changed();
}

void Remote::lead(const QString &wall)
{
    if (WallClient *found = find(wall))
        found->lead();
}

void Remote::stop(const QString &wall)
{
    if (WallClient *found = find(wall))
        found->stop();
}

void Remote::forgetWall(const QString &wall)
{
    WallClient *found = find(wall);
    if (!found)
        return;
    found->stop();
    m_keys.forgetWall(wall);
    std::erase(m_walls, found);
    found->deleteLater();
    Q_EMIT changed();
}

void Remote::setParts(const QStringList &parts)
{
    m_parts = parts;
    for (WallClient *wall : m_walls)
        wall->setParts(keysOf(parts));
    Q_EMIT changed();
}

QVariantList Remote::allParts() const
{
    const auto part = [](const char *id, const QString &label) {
        return QVariantMap{{QStringLiteral("id"), QLatin1String(id)}, {QStringLiteral("label"), label}};
    };
    return {part("view", tr("View")), part("selection", tr("Selection")), part("layout", tr("Layout")),
            part("looks", tr("Colours")), part("time", tr("Time of the replay"))};
}

bool Remote::isLeading() const
{
    return std::any_of(m_walls.begin(), m_walls.end(),
                       [](const WallClient *wall) { return wall->state() == State::Leading; });
}

static QString stateText(const WallClient &wall)
{
    switch (wall.state()) {
    case State::Off:
        return wall.reason().isEmpty() ? translate("app", "not connected", "a wall") : wall.reason();
    case State::Connecting:
        return wall.reason().isEmpty() ? translate("app", "connecting") : wall.reason();
    case State::Connected:
        return wall.leader().isEmpty() ? translate("app", "connected; it goes its own way")
                                       : translate("app", "connected; it follows %1").arg(wall.leader());
    case State::Leading:
        break;
    }
    if (wall.missing().contains(QLatin1String("district")))
        return translate("app", "follows this seat, but shows another district");
    return wall.missing().isEmpty() ? translate("app", "follows this seat")
                                    : translate("app", "follows this seat; what is selected is not known there");
}

QVariantList Remote::walls() const
{
    static const QHash<State, std::pair<QString, QString>> names = {
        {State::Off, {QStringLiteral("off"), QStringLiteral("offline")}},
        {State::Connecting, {QStringLiteral("connecting"), QStringLiteral("stale")}},
        {State::Connected, {QStringLiteral("connected"), QStringLiteral("in-hand")}},
        {State::Leading, {QStringLiteral("leading"), QStringLiteral("normal")}}};
    QVariantList list;
    for (const WallClient *wall : m_walls) {
        const auto &[name, visual] = names[wall->state()];
        list.append(QVariantMap{{QStringLiteral("id"), wall->wall().id},
                                {QStringLiteral("name"), wall->wall().name},
                                {QStringLiteral("address"), wall->wall().address},
                                {QStringLiteral("state"), name},
                                {QStringLiteral("visual"), visual},
                                {QStringLiteral("stateText"), stateText(*wall)}});
    }
    return list;
}

}
