#include "remote/RemoteKeys.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QUuid>

namespace app
{

RemoteKeys::RemoteKeys(const QString &folder)
    : m_file(std::make_unique<QSettings>(QDir(folder).filePath(QStringLiteral("remote.ini")), QSettings::IniFormat))
{
    if (id().isEmpty()) {
        m_file->setValue(QStringLiteral("id"), QUuid::createUuid().toString(QUuid::WithoutBraces));
        save();
    }
}

RemoteKeys::~RemoteKeys() = default;

/// Tokens are for nobody else to read.
void RemoteKeys::save()
{
    m_file->sync();
    QFile::setPermissions(m_file->fileName(), QFile::ReadOwner | QFile::WriteOwner);
}

QString RemoteKeys::id() const
{
    return m_file->value(QStringLiteral("id")).toString();
}

std::vector<RemoteKeys::Peer> RemoteKeys::peers(const char *group) const
{
    std::vector<Peer> found;
    m_file->beginGroup(QLatin1String(group));
    for (const QString &id : m_file->childGroups()) {
        const auto value = [&](const char *key) { return m_file->value(id + u'/' + QLatin1String(key)).toString(); };
        found.push_back({id, value("name"), QByteArray::fromHex(value("token").toLatin1()), value("address")});
    }
    m_file->endGroup();
    return found;
}

void RemoteKeys::keep(const char *group, const Peer &peer)
{
    m_file->beginGroup(QStringLiteral("%1/%2").arg(QLatin1String(group), peer.id));
    m_file->setValue(QStringLiteral("name"), peer.name);
    m_file->setValue(QStringLiteral("token"), QString::fromLatin1(peer.token.toHex()));
    if (!peer.address.isEmpty())
        m_file->setValue(QStringLiteral("address"), peer.address);
    m_file->endGroup();
    save();
}

void RemoteKeys::forget(const char *group, const QString &id)
{
    m_file->remove(QStringLiteral("%1/%2").arg(QLatin1String(group), id));
    save();
}

bool RemoteKeys::isServing() const
{
    return m_file->value(QStringLiteral("wall/serving"), false).toBool();
}

void RemoteKeys::setServing(bool serving)
{
    m_file->setValue(QStringLiteral("wall/serving"), serving);
    save();
}

QString RemoteKeys::scope() const
{
    const QString scope = m_file->value(QStringLiteral("wall/scope")).toString();
    return scope == QLatin1String("network") ? scope : QStringLiteral("loopback");
}

void RemoteKeys::setScope(const QString &scope)
{
    m_file->setValue(QStringLiteral("wall/scope"), scope);
    save();
}

int RemoteKeys::port() const
{
    const int port = m_file->value(QStringLiteral("wall/port"), UsualPort).toInt();
    return port >= 0 && port <= 65535 ? port : UsualPort;
}

void RemoteKeys::setPort(int port)
{
    m_file->setValue(QStringLiteral("wall/port"), port);
    save();
}

}
