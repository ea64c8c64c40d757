#pragma once

#include "core/Twin.h"
#include "notify/Webhooks.h"
#include "operations/Desktop.h"
#include "operations/Keeper.h"

#include <QObject>
#include <QVariantList>

namespace app
{

/// Calls attention to what has just happened: an alarm that calls for a hand, a new event, one that was escalated, a
/// public warning. Each once: on screen, by sound, on the desktop, and (the recorder's seat alone, and never of an
/// exercise) by webhook. Main thread.
class Notifier : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool desktop READ desktop WRITE setDesktop NOTIFY desktopChanged)
    Q_PROPERTY(QString desktopReason READ desktopReason NOTIFY desktopChanged) ///< why it cannot be shown; "": it can
    /// {id, name, host, minimum (severity), minimumName, state ("idle", "waiting", "failing", "off"), text}: who is
    /// told by webhook.
    Q_PROPERTY(QVariantList targets READ targets NOTIFY targetsChanged)

public:
    Notifier(Twin &twin, Keeper &keeper, QObject *parent = nullptr);

    bool desktop() const { return m_desktopOn; }
    void setDesktop(bool on);
    QString desktopReason() const { return m_desktop.reason(); }
    QVariantList targets() const;
    void setTargets(const std::vector<domain::NotifyTarget> &targets);
    /// Nobody looks at the window: the desktop is told.
    void setWindowActive(bool active) { m_windowActive = active; }
    /// Sends a test message; what came of it is in `targets` and in the list of deliveries.
    Q_INVOKABLE void test(const QString &target);
    notify::Webhooks &webhooks() { return m_hooks; }

    /// One thing that has just happened.
    struct Happening {
        domain::ObjectRef object;
        domain::Severity severity = domain::Severity::Minor;
        notify::Message message;
    };

Q_SIGNALS:
    void desktopChanged();
    void targetsChanged();
    void happened(const app::Notifier::Happening &happening);
    /// A notification on the desktop was clicked: kind and id.
    void opened(const QString &kind, const QString &id);

private:
    void onChanges(const domain::ChangeSet &changes);
    void remember(const domain::ChangeSet &changes);
    void tell(Happening happening);
    void resume();
    bool sends() const;
    bool isOpenedByAlarm(const domain::Event &event) const;

    Happening ofAlarm(const domain::Alarm &alarm) const;
    Happening ofEvent(const domain::Event &event, bool escalated) const;
    Happening ofAlert(const domain::Alert &alert) const;

    Twin &m_twin;
    Keeper &m_keeper;
    base::SystemClock m_clock; ///< deliveries go through the world's time, not through a replay's
    notify::Webhooks m_hooks;
    Desktop m_desktop;
    std::vector<domain::NotifyTarget> m_targets;
    QHash<QString, qint64> m_toldAlarms; ///< when it was raised last
    QHash<QString, int> m_toldEvents;    ///< its level
    QSet<QString> m_toldAlerts;
    std::vector<notify::Message> m_waiting; ///< until it is known what was sent before the program ended
    bool m_resumed = false, m_resuming = false;
    bool m_desktopOn = false, m_windowActive = true;
};

}
