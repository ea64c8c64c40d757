#include "operations/Desktop.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace app
{

static const QString Service = QStringLiteral("org.freedesktop.Notifications");
static const QString Path = QStringLiteral("/org/freedesktop/Notifications");

Desktop::Desktop(QObject *parent) : QObject(parent) {}

void Desktop::show(const QString &title, const QString &text, domain::Severity severity, const QString &object)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        setReason(QT_TR_NOOP("there is no session bus"));
        return;
    }
    if (!m_listening)
        m_listening =
            bus.connect(Service, Path, Service, QStringLiteral("ActionInvoked"), this, SLOT(onAction(uint, QString)));
    constexpr qint64 TogetherMs = 8000;
    const bool joins = m_since.isValid() && m_since.elapsed() < TogetherMs && m_shown != 0;
    m_count = joins ? m_count + 1 : 1;
    m_since.start();
    m_object = object;
    const QString body = m_count > 1 ? tr("%1\nand %2 more", "place, count").arg(text).arg(m_count - 1) : text;
    // "urgency" 2 stays until it is closed.
    const uchar urgency = severity == domain::Severity::Critical ? 2 : severity == domain::Severity::Major ? 1 : 0;
    QDBusMessage call = QDBusMessage::createMethodCall(Service, Path, Service, QStringLiteral("Notify"));
    call.setArguments({QCoreApplication::applicationName(), joins ? m_shown : 0u, QStringLiteral("yunjie"), title,
                       body.toHtmlEscaped(), QStringList{QStringLiteral("default"), tr("Show")},
                       QVariantMap{{QStringLiteral("urgency"), QVariant::fromValue(urgency)},
                                   {QStringLiteral("category"), QStringLiteral("device")},
                                   // The product has sounds of its own, which a user can switch off.
                                   {QStringLiteral("suppress-sound"), true}},
                       -1});
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, &Desktop::onShown);
}

void Desktop::onShown(QDBusPendingCallWatcher *watcher)
{
    watcher->deleteLater();
    const QDBusPendingReply<uint> reply = *watcher;
    if (reply.isError()) {
        setReason(QT_TR_NOOP("nothing on this desktop shows notifications"));
        return;
    }
    m_shown = reply.value();
    setReason(nullptr);
}

void Desktop::onAction(uint id, const QString &action)
{
    if (id == m_shown && !m_object.isEmpty())
        Q_EMIT opened(m_object);
}

void Desktop::setReason(const char *reason)
{
    if (reason == m_reason)
        return;
    m_reason = reason;
    Q_EMIT reasonChanged();
}

}
