#include <QDBusConnection>
#include <QDBusMessage>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRect>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

using namespace std::chrono_literals;

/// The program as a screen reader meets it: the real one, on an AT-SPI bus of the test's own, looked at by a client in
/// Python (client.py). Needs a display, at-spi2-core, and gi for Python.
class AtSpiTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void mapHasNamedObjects();
    void pressingAMarkerSelectsIt();
    void focusGoesToWhatIsWalkedTo();
    void keysWalkFromMarkerToMarker();
    void whatIsWorkedHasNamesAndRoles_data();
    void whatIsWorkedHasNamesAndRoles();

private:
    struct Node {
        QJsonObject json;
        QString role() const { return json[QStringLiteral("role")].toString(); }
        QString name() const { return json[QStringLiteral("name")].toString(); }
        QString path() const
        {
            return QString::fromUtf8(
                QJsonDocument(json[QStringLiteral("path")].toArray()).toJson(QJsonDocument::Compact));
        }
        bool has(const char *list, const char *word) const
        {
            return json[QLatin1String(list)].toArray().contains(QJsonValue(QString::fromLatin1(word)));
        }
        QRect rect() const
        {
            const QJsonArray r = json[QStringLiteral("rect")].toArray();
            return {r[0].toInt(), r[1].toInt(), r[2].toInt(), r[3].toInt()};
        }
        std::vector<Node> children() const
        {
            std::vector<Node> nodes;
            for (const QJsonValue &child : json[QStringLiteral("children")].toArray())
                nodes.push_back({child.toObject()});
            return nodes;
        }
    };
    bool startBus();
    bool startProgram(const QStringList &arguments);
    void stopProgram();
    QJsonObject ask(const QByteArray &line);
    Node tree() { return {ask("tree")}; }
    std::optional<Node> map();
    std::vector<Node> markers();
    static std::optional<Node> find(const Node &from, const std::function<bool(const Node &)> &wanted);
    static void visit(const Node &from, const std::function<void(const Node &)> &visitor);

    QTemporaryDir m_folder;
    QProcess m_bus, m_program, m_client;
    QProcessEnvironment m_environment;
    QString m_python, m_accessible;
};

static QString pythonWithAtspi()
{
    for (const QString &python : {QStringLiteral("python3"), QStringLiteral("/usr/bin/python3")}) {
        QProcess process;
        process.start(
            python, {QStringLiteral("-c"),
                     QStringLiteral("import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi")});
        if (process.waitForFinished(20'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
            return python;
    }
    return {};
}

void AtSpiTest::initTestCase()
{
    if (qEnvironmentVariableIsEmpty("DISPLAY"))
        QSKIP("no display");
    if (QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty())
        QSKIP("dbus-daemon is not installed");
    if (!QFile::exists(QStringLiteral("/usr/share/dbus-1/services/org.a11y.Bus.service")))
        QSKIP("at-spi2-core is not installed");
    m_python = pythonWithAtspi();
    if (m_python.isEmpty())
        QSKIP("python3-gi or gir1.2-atspi-2.0 is not installed");
    QVERIFY(startBus());
    QProcess sample;
    sample.setProcessEnvironment(m_environment);
    sample.start(QStringLiteral(PROGRAM), {QStringLiteral("sample"), m_folder.filePath(QStringLiteral("district")),
                                           QStringLiteral("--buildings"), QStringLiteral("100")});
    QVERIFY(sample.waitForFinished(60'000));
    QCOMPARE(sample.exitCode(), 0);
    QVERIFY(startProgram({QStringLiteral("--layout"), QStringLiteral("wall")}));
}

void AtSpiTest::cleanupTestCase()
{
    stopProgram();
    m_bus.terminate();
    m_bus.waitForFinished(5000);
}

/// A session bus of our own, and the accessibility bus that its launcher brings.
bool AtSpiTest::startBus()
{
    m_environment = QProcessEnvironment::systemEnvironment();
    const QString runtime = m_folder.filePath(QStringLiteral("run"));
    QDir().mkpath(runtime);
    QFile::setPermissions(runtime, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    m_environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), runtime);
    m_environment.insert(QStringLiteral("QT_LINUX_ACCESSIBILITY_ALWAYS_ON"), QStringLiteral("1"));
    m_environment.insert(QStringLiteral("LIBGL_ALWAYS_SOFTWARE"), QStringLiteral("1"));
    m_environment.remove(QStringLiteral("AT_SPI_BUS_ADDRESS"));
    m_bus.setProcessEnvironment(m_environment);
    m_bus.start(QStringLiteral("dbus-daemon"),
                {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address=1")});
    if (!m_bus.waitForReadyRead(10'000))
        return false;
    const QString address = QString::fromUtf8(m_bus.readLine().trimmed());
    m_environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), address);
    QDBusConnection bus = QDBusConnection::connectToBus(address, QStringLiteral("accessibility"));
    const QDBusMessage answer =
        bus.call(QDBusMessage::createMethodCall(QStringLiteral("org.a11y.Bus"), QStringLiteral("/org/a11y/bus"),
                                                QStringLiteral("org.a11y.Bus"), QStringLiteral("GetAddress")));
    const QString accessible = answer.arguments().value(0).toString();
    QDBusConnection::disconnectFromBus(QStringLiteral("accessibility"));
    m_accessible = accessible;
    return !accessible.isEmpty();
}

bool AtSpiTest::startProgram(const QStringList &arguments)
{
    m_program.setProcessEnvironment(m_environment);
    m_program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_program.start(QStringLiteral(PROGRAM),
                    QStringList{m_folder.filePath(QStringLiteral("district")), QStringLiteral("--profile"),
                                m_folder.filePath(QStringLiteral("profile")), QStringLiteral("--lang"),
                                QStringLiteral("en"), QStringLiteral("--role"), QStringLiteral("operator"),
                                QStringLiteral("--quality"), QStringLiteral("low"), QStringLiteral("--size"),
                                QStringLiteral("1280x720"), QStringLiteral("--at"),
                                QStringLiteral("2026-06-18T09:40:00+08:00")} +
                        arguments);
    if (!m_program.waitForStarted(10'000))
        return false;
    // Qt finds the bus by the session's (and not at all by this variable), the client by a property of the display that
    // may be another run's.
    QProcessEnvironment listening = m_environment;
    listening.insert(QStringLiteral("AT_SPI_BUS_ADDRESS"), m_accessible);
    m_client.setProcessEnvironment(listening);
    m_client.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_client.start(m_python, {QStringLiteral(CLIENT), QStringLiteral("yunjie")});
    if (!m_client.waitForReadyRead(30'000))
        return false;
    const QByteArray greeting = m_client.readLine();
    if (!greeting.contains("found"))
        return false;
    // Markers come with the replay, a moment after the city.
    return QTest::qWaitFor([this] { return !markers().empty(); }, 30'000);
}

void AtSpiTest::stopProgram()
{
    for (QProcess *process : {&m_client, &m_program}) {
        if (process->state() == QProcess::NotRunning)
            continue;
        process->terminate();
        if (!process->waitForFinished(10'000)) {
            process->kill();
            process->waitForFinished(5000);
        }
    }
}

QJsonObject AtSpiTest::ask(const QByteArray &line)
{
    m_client.write(line + '\n');
    QByteArray answer;
    while (!answer.endsWith('\n')) {
        if (!m_client.canReadLine() && !m_client.waitForReadyRead(60'000))
            return {{QStringLiteral("error"), QStringLiteral("no answer")}};
        answer += m_client.readLine();
    }
    const QJsonObject json = QJsonDocument::fromJson(answer).object();
    if (json.contains(QLatin1String("error")))
        qWarning("%s: %s", line.constData(), qPrintable(json[QStringLiteral("error")].toString()));
    return json;
}

std::optional<AtSpiTest::Node> AtSpiTest::find(const Node &from, const std::function<bool(const Node &)> &wanted)
{
    if (wanted(from))
        return from;
    for (const Node &child : from.children()) {
        if (const auto found = find(child, wanted))
            return found;
    }
    return {};
}

void AtSpiTest::visit(const Node &from, const std::function<void(const Node &)> &visitor)
{
    visitor(from);
    for (const Node &child : from.children())
        visit(child, visitor);
}

std::optional<AtSpiTest::Node> AtSpiTest::map()
{
    return find(tree(), [](const Node &node) { return node.name().startsWith(QLatin1String("Map of ")); });
}

std::vector<AtSpiTest::Node> AtSpiTest::markers()
{
    std::vector<Node> found;
    const auto shown = map();
    for (const Node &child : shown ? shown->children() : std::vector<Node>()) {
        if (child.role() == QLatin1String("push button") || child.role() == QLatin1String("button"))
            found.push_back(child);
    }
    return found;
}

void AtSpiTest::mapHasNamedObjects()
{
    const auto shown = map();
    QVERIFY(shown);
    QCOMPARE(shown->rect().size(), QSize(1280, 720));
    int markerCount = 0, buildings = 0;
    for (const Node &child : shown->children()) {
        const bool isMarker = child.role().contains(QLatin1String("button"));
        (isMarker ? markerCount : buildings)++;
        QVERIFY2(!child.name().isEmpty(), qPrintable(child.role()));
        QVERIFY(!child.json[QStringLiteral("description")].toString().isEmpty());
        QVERIFY2(shown->rect().contains(child.rect().center()), qPrintable(child.name()));
        QVERIFY(child.has("actions", "Press"));
        QVERIFY(child.has("states", "focusable"));
    }
    QVERIFY2(markerCount > 0 && buildings > 0, qPrintable(QStringLiteral("%1 %2").arg(markerCount).arg(buildings)));
}

void AtSpiTest::pressingAMarkerSelectsIt()
{
    const std::vector<Node> shown = markers();
    QVERIFY(!shown.empty());
    const Node marker = shown.front();
    QVERIFY(!marker.has("states", "selected"));
    ask("do " + marker.path().toUtf8() + " Press");
    const auto isSelected = [&] {
        for (const Node &other : markers()) {
            if (other.has("states", "selected"))
                return true;
        }
        return false;
    };
    QVERIFY(QTest::qWaitFor(isSelected, 15000));
}

void AtSpiTest::focusGoesToWhatIsWalkedTo()
{
    // Markers come and go with the feed: one that is gone when it is asked is not the one to ask.
    QString told, wanted;
    constexpr int Tries = 6;
    bool done = false;
    for (int i = 0; i < Tries && !done; ++i) {
        const std::vector<Node> shown = markers();
        QVERIFY(!shown.empty());
        const Node marker = shown.back();
        wanted = marker.name();
        ask("focused");
        ask("do " + marker.path().toUtf8() + " SetFocus");
        const auto heard = [&] {
            for (const QJsonValue &one : ask("focused")[QStringLiteral("focused")].toArray())
                told = one[QStringLiteral("name")].toString();
            return told == wanted;
        };
        done = QTest::qWaitFor(heard, 5000);
    }
    QVERIFY2(done, qPrintable(told + QLatin1String(" is not ") + wanted));
}

void AtSpiTest::keysWalkFromMarkerToMarker()
{
    QStringList walked;
    for (int i = 0; i < 3; ++i) {
        ask("focused");
        ask("key period");
        QString told;
        const auto heard = [&] {
            for (const QJsonValue &one : ask("focused")[QStringLiteral("focused")].toArray())
                told = one[QStringLiteral("name")].toString();
            return !told.isEmpty() && !walked.contains(told);
        };
        if (!QTest::qWaitFor(heard, 15000))
            break;
        walked.append(told);
    }
    QVERIFY2(walked.size() >= 2, qPrintable(walked.join(u'|')));
}

void AtSpiTest::whatIsWorkedHasNamesAndRoles_data()
{
    QTest::addColumn<QString>("layout");
    for (const char *layout : {"wall", "desk", "briefing"})
        QTest::newRow(layout) << QString::fromLatin1(layout);
}

void AtSpiTest::whatIsWorkedHasNamesAndRoles()
{
    QFETCH(QString, layout);
    ask(layout == QLatin1String("wall") ? "key F6" : layout == QLatin1String("desk") ? "key F5" : "key F7");
    QTest::qWait(1500);
    static const QSet<QString> worked{
        QStringLiteral("push button"),   QStringLiteral("button"),       QStringLiteral("check box"),
        QStringLiteral("toggle button"), QStringLiteral("radio button"), QStringLiteral("combo box"),
        QStringLiteral("text"),          QStringLiteral("entry"),        QStringLiteral("slider"),
        QStringLiteral("list"),          QStringLiteral("list item"),    QStringLiteral("page tab"),
        QStringLiteral("table"),         QStringLiteral("tree"),         QStringLiteral("tree item"),
        QStringLiteral("menu item"),     QStringLiteral("link"),         QStringLiteral("dialog")};
    QStringList nameless;
    int named = 0;
    visit(tree(), [&](const Node &node) {
        const bool shown = node.has("states", "showing") || node.has("states", "visible");
        const bool isWorked = worked.contains(node.role()) || node.has("states", "focusable");
        // What a binding made of an object instead of its words is nobody's name.
        for (const char *wrong : {"QMLTYPE", "QQuick", "undefined", "NaN", "[object"}) {
            if (node.name().contains(QLatin1String(wrong)))
                nameless.append(node.role() + u' ' + node.name());
        }
        if (!isWorked || !shown || node.rect().isEmpty())
            return;
        if (node.name().trimmed().isEmpty())
            nameless.append(node.role() + u' ' + node.path());
        else
            ++named;
    });
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1String(", "))));
    QVERIFY2(named >= 10, qPrintable(QString::number(named)));
}

QTEST_GUILESS_MAIN(AtSpiTest)
#include "AtSpiTest.moc"
