#include "viewer/Viewer.h"

#include "core/Words.h"
#include "scene/CityView.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QImage>
#include <QMetaProperty>
#include <QQuickStyle>
#include <QThreadPool>
#include <QtQml>

#include <malloc.h>
#include <unistd.h>

#include <ctime>

namespace app
{

static const QUrl MainFile(QStringLiteral("qrc:/qt/qml/Yunjie/Main.qml"));

qint64 Viewer::processAgeMs()
{
    // proc(5), field 22 of stat, in clock ticks since boot.
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray line = file.readAll();
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    constexpr int StartField = 22 - 3; // the first after the name is the third
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    const double started = fields.value(StartField).toDouble() / double(sysconf(_SC_CLK_TCK));
    return qint64((double(now.tv_sec) + double(now.tv_nsec) * 1e-9 - started) * 1000);
}

/// Where there is no session bus libdbus would start one: by a fork, in a program that has threads by then. Handlers of
/// libraries (libproj's) may wait in the child for ever, and the window with it. Without a bus only messages of the
/// desktop and screen readers are missing, and those were not there.
static void startNoSessionBus()
{
    static constexpr char Address[] = "DBUS_SESSION_BUS_ADDRESS";
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const bool running = !runtime.isEmpty() && QFileInfo::exists(runtime + QStringLiteral("/bus"));
    if (qEnvironmentVariableIsEmpty(Address) && !running)
        qputenv(Address, "disabled:");
}

void Viewer::prepareApplication()
{
    startNoSessionBus();
    scene::CityView::prepareApplication();
    Cameras::prepareApplication();
    QQuickStyle::setStyle(QStringLiteral("Basic"));
}

Viewer::Viewer(const ViewerOptions &options, QObject *parent)
    : QObject(parent), m_options(options), m_session(std::make_unique<Session>(options.profile))
{
    m_briefing = std::make_unique<Briefing>(*m_session);
    constexpr int LookMs = 20;
    m_poll.setInterval(LookMs);
    connect(&m_poll, &QTimer::timeout, this, &Viewer::checkReady);
    connect(m_session.get(), &Session::loaded, this, &Viewer::onLoaded);
    // Tiles that come and go leave holes in the heap: without giving those back, memory grew by a twentieth in an hour.
    constexpr int TrimMs = 60'000;
    m_trim.setSingleShot(true);
    m_trim.setInterval(TrimMs);
    connect(&m_trim, &QTimer::timeout, this, [] { QThreadPool::globalInstance()->start([] { malloc_trim(0); }); });
}

Viewer::~Viewer()
{
    // The interface goes first: its bindings look at the session.
    m_engine.reset();
}

/// The product's font where it is installed; without any Chinese font labels turn into boxes, and that is said.
static void chooseFont(Session &session)
{
    const QStringList families = QFontDatabase::families();
    QFont font = QGuiApplication::font();
    for (const QString &family :
         {QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Noto Sans SC"), QStringLiteral("Source Han Sans SC")}) {
        if (families.contains(family)) {
            font.setFamily(family);
            QGuiApplication::setFont(font);
            return;
        }
    }
    const QStringList chinese = QFontDatabase::families(QFontDatabase::SimplifiedChinese);
    if (!chinese.isEmpty()) {
        font.setFamily(chinese.first());
        QGuiApplication::setFont(font);
        return;
    }
    const QString text = QCoreApplication::translate(
        "app", "No font with Chinese characters is installed: names will show as boxes. Install fonts-noto-cjk.");
    session.twin().addWarning({QStringLiteral("font-missing"), {}, {}, text, 1, {}});
    QTimer::singleShot(0, &session, [&session, text] { session.tell(text); });
}

base::Status Viewer::start()
{
    if (m_options.still)
        m_session->forgetChoices();
    m_session->setStill(m_options.still);
    m_session->setCached(m_options.cached);
    // A picture asks nobody who sits here.
    if (!m_options.role.isEmpty() || (m_options.still && !m_session->access().isLoggedIn()))
        m_session->logInForNow(m_options.role.isEmpty() ? m_session->access().role() : m_options.role);
    if (!m_options.language.isEmpty())
        m_session->setLanguage(m_options.language);
    if (!m_options.theme.isEmpty())
        m_session->setTheme(m_options.theme);
    if (!m_options.layout.isEmpty())
        m_session->setLayout(m_options.layout);
    if (!m_options.quality.isEmpty())
        m_session->setQuality(m_options.quality);
    if (!m_options.colouring.isEmpty())
        m_session->setColouring(m_options.colouring);

    if (m_options.at)
        m_session->startReplayAt(*m_options.at);

    m_remote = std::make_unique<Remote>(*m_session);
    m_cameras = std::make_unique<Cameras>(*m_session);
    m_cameras->registerTypes("Yunjie");
    m_briefing->registerTypes("Yunjie");
    m_tour = std::make_unique<Tour>(*m_session);
    connect(m_remote.get(), &Remote::followed, m_tour.get(), &Tour::touch);
    qmlRegisterSingletonInstance("Yunjie", 1, 0, "Tour", m_tour.get());
    registerQmlTypes(*m_session, *m_remote);
    guardResidents();
    m_engine = std::make_unique<QQmlApplicationEngine>();
    m_engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
    QStringList problems;
    connect(m_engine.get(), &QQmlEngine::warnings, this, [&problems](const QList<QQmlError> &errors) {
        for (const QQmlError &error : errors)
            problems.append(error.toString());
    });
    connect(m_session.get(), &Session::languageChanged, m_engine.get(), &QQmlEngine::retranslate);
    // Files are read while the interface is made.
    m_session->holdCity();
    m_session->openPaths(m_options.paths);
    chooseFont(*m_session);
    if (!m_options.size.isEmpty()) {
        m_engine->setInitialProperties(
            {{QStringLiteral("width"), m_options.size.width()}, {QStringLiteral("height"), m_options.size.height()}});
    }
    m_engine->load(MainFile);
    disconnect(m_engine.get(), &QQmlEngine::warnings, this, nullptr);
    m_window =
        m_engine->rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow *>(m_engine->rootObjects().first());
    if (!m_window)
        return base::failure(
            QStringLiteral("interface-broken"),
            QCoreApplication::translate("app", "the interface could not be loaded: %1").arg(problems.join(u' ')));
    if (!m_options.size.isEmpty()) {
        if (m_options.fixedSize) {
            m_window->setMinimumSize(m_options.size);
            m_window->setMaximumSize(m_options.size);
        }
        m_window->resize(m_options.size);
    }
    connect(m_window, &QQuickWindow::frameSwapped, this, [this] {
        if (m_firstFrameAfterMs == 0) {
            m_firstFrameAfterMs = processAgeMs();
            // Layouts of Qt 6.4 whose rows are exchanged before they have been laid out once leave them in a heap.
            // Not from within the frame.
            QTimer::singleShot(0, m_session.get(), &Session::showCity);
        }
        ++m_frames;
        if (!m_trim.isActive())
            m_trim.start();
        if (m_poll.isActive())
            noteComplete();
    });
    m_window->show();
    if (!m_options.still)
        m_window->requestActivate(); // a wall without a window manager gives the keys to nobody by itself
    constexpr int HiddenMs = 3000; // a window that is not seen draws nothing
    QTimer::singleShot(HiddenMs, m_session.get(), &Session::showCity);
    return {};
}

/// Who lives where is for who sits here: not for walls, nor for pages that are written.
void Viewer::guardResidents()
{
    Residents &residents = m_session->residents();
    const auto judge = [this, &residents, leads = false]() mutable {
        residents.conceal(QStringLiteral("remote"), m_remote->isServing(),
                          [] { return QCoreApplication::translate("app", "Residents are not shown on a wall"); });
        if (m_remote->isLeading() != std::exchange(leads, m_remote->isLeading()))
            residents.hide();
    };
    connect(m_remote.get(), &Remote::changed, this, judge);
    Q_EMIT m_remote->changed(); // a wall that was one before is one from the start
    const BriefingExporter &exporter = m_briefing->exporter();
    connect(&exporter, &BriefingExporter::runningChanged, this, [&exporter, &residents] {
        residents.conceal(QStringLiteral("export"), exporter.isRunning(),
                          [] { return QCoreApplication::translate("app", "Residents are not shown in pictures"); });
    });
}

void Viewer::onLoaded()
{
    malloc_trim(0); // what loading has freed lies between what it has left
    m_frames = 0;
    if (!m_options.view.isEmpty() && !m_session->goToView(m_options.view, false))
        m_session->addError(
            QCoreApplication::translate(
                "app", "--view %1: there is no view of this name, nor is it LON,LAT,HEIGHT,HEADING,PITCH")
                .arg(m_options.view));
    m_poll.start();
}

/// Replayed things and events come a moment after the city: what is to be selected may be one of them, and the picture
/// is not complete without them.
bool Viewer::isLive() const
{
    constexpr qint64 PatienceMs = 10000;
    return m_session->isLive() || (m_sinceLoaded.isValid() && m_sinceLoaded.elapsed() > PatienceMs);
}

bool Viewer::isOpened() const
{
    return !m_session->inside().isOpening() && !m_session->selection().isAwaiting() && view()->isInteriorSettled();
}

/// A picture at rest becomes finer still, which nobody waits for.
void Viewer::noteComplete()
{
    const bool asked = !m_options.select.isEmpty() || !m_options.enter.isEmpty() || !m_options.inside.isEmpty();
    if (!view() || asked || !isLive() || !isOpened() || !view()->isComplete() || m_frames < 2)
        m_completeSinceMs = 0;
    else if (m_completeSinceMs == 0)
        m_completeSinceMs = processAgeMs();
}

void Viewer::checkReady()
{
    constexpr int CalmLooks = 3;
    const scene::CityView *shown = view();
    if (!shown)
        return;
    if (!m_sinceLoaded.isValid())
        m_sinceLoaded.start();
    const bool live = isLive(), opened = isOpened();
    const bool quiet = live && opened && m_cameras->streams().isSettled() && shown->isSettled() && !shown->isMoving() && m_frames >= 2;
    if (!m_options.select.isEmpty() || !m_options.enter.isEmpty()) {
        Selection &selection = m_session->selection();
        connect(
            &selection, &Selection::awaitedMissing, m_session.get(),
            [this](const QString &missing) {
                m_session->addError(
                    QCoreApplication::translate("app", "%1: there is no place, thing or event of this id")
                        .arg(missing));
            },
            Qt::SingleShotConnection);
        const bool enters = !m_options.enter.isEmpty();
        const QString id = enters ? m_options.enter : m_options.select;
        const bool found = enters                     ? selection.enter(QString(), id)
                           : m_options.view.isEmpty() ? selection.flyTo(QString(), id)
                                                      : selection.select(QString(), id);
        if (!found && !live)
            return;
        if (!found)
            m_session->addError(
                QCoreApplication::translate("app", "%1: there is no place, thing or event of this id").arg(id));
        (enters ? m_options.enter : m_options.select).clear();
        m_calm = 0;
        return;
    }
    if (opened && !m_options.inside.isEmpty()) {
        applyInside();
        m_calm = 0;
        return;
    }
    noteComplete();
    if (!quiet) {
        m_calm = 0;
        if (m_frames < 2)
            m_window->update();
        return;
    }
    if (m_calm++ == 0)
        m_window->update();
    if (m_calm < CalmLooks)
        return;
    m_poll.stop();
    m_ready = true;
    m_readyAfterMs = m_completeSinceMs > 0 ? m_completeSinceMs : processAgeMs();
    Q_EMIT ready();
}

/// "spread=up,paint=sensors,section=x,table": properties of Inside, and what else is to be open.
void Viewer::applyInside()
{
    for (const QString &part : std::exchange(m_options.inside, {}).split(u',', Qt::SkipEmptyParts)) {
        const QString name = part.section(u'=', 0, 0).trimmed(), value = part.section(u'=', 1).trimmed();
        if (name == QLatin1String("inspect")) { // the planner's tools, by tab
            m_session->inspection().setTab(value.isEmpty() ? QStringLiteral("measure") : value);
            continue;
        }
        QObject *inside = &m_session->inside();
        const int property = inside->metaObject()->indexOfProperty(name.toLatin1().constData());
        QVariant wanted = value.isEmpty() ? QVariant(true) : QVariant(value);
        if (property < 0 || !inside->metaObject()->property(property).isWritable())
            m_session->addError(QCoreApplication::translate("app", "--inside %1: there is no such choice").arg(part));
        else
            inside->setProperty(name.toLatin1().constData(), wanted);
    }
}

QImage Viewer::grab()
{
    return m_window ? m_window->grabWindow() : QImage();
}

int runViewer(const ViewerOptions &options)
{
    Viewer viewer(options);
    if (const base::Status started = viewer.start(); !started) {
        qCritical("yunjie: %s", qPrintable(errorLine(started.error())));
        return 1;
    }
    return QCoreApplication::exec();
}

}
