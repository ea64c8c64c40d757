#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSettings>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// Two real programs on one display, driven by their keys: one leads the other, which is killed and comes back. Needs a
/// display with OpenGL 3.3 (Xvfb will do) and xdotool.
class ProgramsTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_port = 0;
    std::unique_ptr<QProcess> m_wall, m_seat;

    QString profile(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    std::unique_ptr<QProcess> start(const char *name, const char *layout)
    {
        auto program = std::make_unique<QProcess>();
        program->setProcessChannelMode(QProcess::MergedChannels);
        program->setStandardOutputFile(profile(name) + QStringLiteral(".log"));
        program->start(QStringLiteral(YUNJIE_PROGRAM),
                       {QStringLiteral(FIXTURES "/district.json"), QStringLiteral("--profile"), profile(name),
                        QStringLiteral("--layout"), QLatin1String(layout), QStringLiteral("--lang"),
                        QStringLiteral("en"), QStringLiteral("--role"), QStringLiteral("operator"),
                        QStringLiteral("--theme"), QStringLiteral("command"), QStringLiteral("--size"),
                        QStringLiteral("960x600")});
        return program;
    }
    static QString run(const QStringList &arguments)
    {
        QProcess tool;
        tool.start(QStringLiteral("xdotool"), arguments);
        tool.waitForFinished(5000);
        return QString::fromUtf8(tool.readAllStandardOutput()).trimmed();
    }
    static QString windowOf(const QProcess &program)
    {
        return run({QStringLiteral("search"), QStringLiteral("--onlyvisible"), QStringLiteral("--pid"),
                    QString::number(program.processId())})
            .section(u'\n', 0, 0);
    }
    void press(const QStringList &keys)
    {
        const QString window = windowOf(*m_seat);
        run({QStringLiteral("windowfocus"), QStringLiteral("--sync"), window});
        for (const QString &key : keys) {
            run({QStringLiteral("key"), QStringLiteral("--window"), QStringLiteral("0"), key});
            QTest::qWait(150);
        }
    }
    QString saidBy(const char *name) const
    {
        QFile log(profile(name) + QStringLiteral(".log"));
        return log.open(QIODevice::ReadOnly) ? QString::fromUtf8(log.readAll()) : QString();
    }
    /// As its settings file has it.
    QString themeOf(const char *name) const
    {
        return QSettings(profile(name) + QStringLiteral("/settings.ini"), QSettings::IniFormat)
            .value(QStringLiteral("theme"))
            .toString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIsEmpty("DISPLAY"))
            QSKIP("no display to draw on: run under xvfb-run");
        if (QStandardPaths::findExecutable(QStringLiteral("xdotool")).isEmpty())
            QSKIP("xdotool is not installed");
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        m_port = free.serverPort();
        free.close();
        // Paired already: what is typed for that is tried in tst_remote.
        const QString wallId = QStringLiteral("11111111-1111-4111-8111-111111111111"),
                      seatId = QStringLiteral("22222222-2222-4222-8222-222222222222"), token(64, u'7');
        for (const char *name : {"wall", "seat"})
            QVERIFY(QDir().mkpath(profile(name)));
        QSettings wall(profile("wall") + QStringLiteral("/remote.ini"), QSettings::IniFormat);
        wall.setValue(QStringLiteral("id"), wallId);
        wall.setValue(QStringLiteral("wall/serving"), true);
        wall.setValue(QStringLiteral("wall/port"), m_port);
        wall.setValue(QStringLiteral("seats/%1/name").arg(seatId), QStringLiteral("Desk 2"));
        wall.setValue(QStringLiteral("seats/%1/token").arg(seatId), token);
        QSettings seat(profile("seat") + QStringLiteral("/remote.ini"), QSettings::IniFormat);
        seat.setValue(QStringLiteral("id"), seatId);
        seat.setValue(QStringLiteral("walls/%1/name").arg(wallId), QStringLiteral("Wall"));
        seat.setValue(QStringLiteral("walls/%1/token").arg(wallId), token);
        seat.setValue(QStringLiteral("walls/%1/address").arg(wallId), QStringLiteral("127.0.0.1:%1").arg(m_port));
        wall.sync();
        seat.sync();
        m_wall = start("wall", "wall");
        m_seat = start("seat", "desk");
        QVERIFY(
            QTest::qWaitFor([this] { return !windowOf(*m_seat).isEmpty() && !windowOf(*m_wall).isEmpty(); }, 30000));
        QTest::qWait(3000);
    }

    void cleanupTestCase()
    {
        for (const std::unique_ptr<QProcess> *program : {&m_seat, &m_wall}) {
            if (*program) {
                (*program)->terminate();
                (*program)->waitForFinished(5000);
            }
        }
    }

    void theWallFollows()
    {
        // The sheet, past its tabs to the button.
        const QString tab = QStringLiteral("Tab");
        press({QStringLiteral("ctrl+l")});
        QTest::qWait(1500);
        press({tab, tab, tab, tab, QStringLiteral("Return")});
        QTest::qWait(1000);
        press({QStringLiteral("Escape")});
        QTest::qWait(500);
        press({QStringLiteral("F8")});
        QVERIFY(QTest::qWaitFor([this] { return themeOf("seat") == QLatin1String("plan"); }, 10000));
        QVERIFY(QTest::qWaitFor([this] { return themeOf("wall") == QLatin1String("plan"); }, 10000));
    }

    void theWallComesBack()
    {
        m_wall->kill();
        QVERIFY(m_wall->waitForFinished(5000));
        press({QStringLiteral("F8")});
        QVERIFY(QTest::qWaitFor([this] { return themeOf("seat") == QLatin1String("command"); }, 10000));
        m_wall = start("wall", "wall");
        // It begins as the command line says, and takes over what the seat shows now.
        QVERIFY2(QTest::qWaitFor([this] { return !windowOf(*m_wall).isEmpty(); }, 30000), qPrintable(saidBy("wall")));
        QTest::qWait(6000);
        press({QStringLiteral("F8")});
        QVERIFY(QTest::qWaitFor([this] { return themeOf("wall") == QLatin1String("plan"); }, 15000));
    }
};

QTEST_MAIN(ProgramsTest)
#include "ProgramsTest.moc"
