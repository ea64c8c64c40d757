#pragma once

#include "domain/Things.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>

class QDBusPendingCallWatcher;

namespace app
{

/// Notifications on the user's desktop (org.freedesktop.Notifications 1.2, over the session bus). Never blocks: where
/// there is no bus or nobody shows notifications, `reason` says so. Main thread.
class Desktop : public QObject
{
    Q_OBJECT

public:
    explicit Desktop(QObject *parent = nullptr);
    /// `object` is what `opened` names once the user has clicked. Within some seconds of another one that takes its
    /// place, so that a storm is one notification with a count.
    void show(const QString &title, const QString &text, domain::Severity severity, const QString &object);
    /// Empty: it works, or has not been tried yet.
    QString reason() const { return m_reason ? tr(m_reason) : QString(); }

Q_SIGNALS:
    void reasonChanged();
    void opened(const QString &object);

private Q_SLOTS:
    void onAction(uint id, const QString &action);

private:
    void onShown(QDBusPendingCallWatcher *watcher);
    void setReason(const char *reason);

    bool m_listening = false;
    quint32 m_shown = 0;
    int m_count = 0;
    QString m_object;
    const char *m_reason = nullptr; ///< to be translated
    QElapsedTimer m_since;
};

}
