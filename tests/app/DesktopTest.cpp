#include "operations/Desktop.h"

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

/// Stands in for the desktop's own: remembers what it was asked to show.
class Notifications : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown {
        uint replaces;
        QString title, text;
        int urgency;
    };
    std::vector<Shown> shown;

public Q_SLOTS:
    uint Notify(const QString &, uint replaces, const QString &, const QString &title, const QString &text,
                const QStringList &, const QVariantMap &hints, int)
    {
        shown.push_back({replaces, title, text, hints.value(QStringLiteral("urgency")).toInt()});
        return replaces > 0 ? replaces : uint(shown.size());
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
};

/// Notifications over a real bus of the test's own.
class DesktopTest : public QObject
{
    Q_OBJECT

    QProcess m_bus;

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty())
            QSKIP("dbus-daemon is not installed");
        m_bus.start(QStringLiteral("dbus-daemon"),
                    {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
        QVERIFY(m_bus.waitForStarted());
        QVERIFY(m_bus.waitForReadyRead());
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
    }
    void cleanupTestCase()
    {
        m_bus.terminate();
        m_bus.waitForFinished();
    }

    void saysWhereNothingShowsThem()
    {
        app::Desktop desktop;
        desktop.show(QStringLiteral("Smoke"), QStringLiteral("Tower 2"), domain::Severity::Critical,
                     QStringLiteral("alarm:a"));
        QTRY_VERIFY(!desktop.reason().isEmpty());
    }

    void showsAStormAsOne()
    {
        QDBusConnection bus =
            QDBusConnection::connectToBus(qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("server"));
        QVERIFY(bus.isConnected());
        Notifications server;
        QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.Notifications")));
        QVERIFY(bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &server,
                                   QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        app::Desktop desktop;
        QSignalSpy opened(&desktop, &app::Desktop::opened);
        desktop.show(QStringLiteral("Smoke"), QStringLiteral("Tower <2>"), domain::Severity::Critical,
                     QStringLiteral("alarm:thing:T1/smoke"));
        QTRY_COMPARE(server.shown.size(), size_t(1));
        QTest::qWait(100);
        QCOMPARE(desktop.reason(), QString());
        QCOMPARE(server.shown[0].title, QStringLiteral("Smoke"));
        QCOMPARE(server.shown[0].text, QStringLiteral("Tower &lt;2&gt;"));
        QCOMPARE(server.shown[0].urgency, 2);
        desktop.show(QStringLiteral("Cable hot"), QStringLiteral("Tower 3"), domain::Severity::Major,
                     QStringLiteral("alarm:b"));
        QTRY_COMPARE(server.shown.size(), size_t(2));
        QCOMPARE(server.shown[1].replaces, 1u);
        QVERIFY(server.shown[1].text.contains(QStringLiteral("1 more")));
        Q_EMIT server.ActionInvoked(1, QStringLiteral("default"));
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(opened.first().first().toString(), QStringLiteral("alarm:b"));
    }
};

QTEST_GUILESS_MAIN(DesktopTest)
#include "DesktopTest.moc"
