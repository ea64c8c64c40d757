#pragma once

#include "base/Result.h"
#include "remote/Remote.h"
#include "session/Session.h"
#include "show/Briefing.h"
#include "show/Tour.h"
#include "video/Cameras.h"

#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QSize>

#include <optional>

namespace app
{

/// What the command line says about the viewer.
struct ViewerOptions {
    QStringList paths;        ///< project or bare files; at least one
    QSize size;               ///< of the window, logical pixels; empty: as the layout has it
    bool fixedSize = false;   ///< shot and bench: exactly `size`, no window manager's will
    QString layout;           ///< "desk", "wall", "briefing"; empty: as last
    QString view;             ///< name, or LON,LAT,HEIGHT,HEADING,PITCH
    QString select;           ///< id of any place, thing or event
    QString enter;            ///< id of what is to be entered; a thing's or unit's building with its room
    QString inside;           ///< how the entered building is shown: "spread=up,paint=sensors"
    std::optional<qint64> at; ///< ms UTC: the replay starts there
    QString language;         ///< "en", "zh_CN"; empty: as last, else the system's
    QString theme;            ///< "command", "plan"; empty: as last
    QString quality;          ///< "auto", "low", "medium", "high"; empty: as last
    QString colouring;        ///< as Session::colouring; empty: as last
    QString profile;          ///< folder of settings; empty: the user's own
    QString role;             ///< as Access has it; empty: as last
    bool cached = true;       ///< finished tiles are kept on disk between runs
    bool still = false;       ///< shot and bench: no animation, no sound, the feeds stand still at `at`
};

/// The window with its engine and session. Made after the application object; `shot` and `bench` drive the same one.
class Viewer : public QObject
{
    Q_OBJECT

public:
    /// To be called before the application object is made.
    static void prepareApplication();

    explicit Viewer(const ViewerOptions &options, QObject *parent = nullptr);
    ~Viewer() override;

    /// Shows the window and begins to load. Errors: "interface-broken" where the QML cannot be loaded.
    base::Status start();

    Session &session() { return *m_session; }
    Briefing &briefing() { return *m_briefing; }
    QQuickWindow *window() const { return m_window; }
    scene::CityView *view() const { return m_session->view(); }
    /// Everything is loaded, chosen and on screen.
    bool isReady() const { return m_ready; }
    /// The window as it is, overlays included.
    QImage grab();
    /// Milliseconds since the process started when the picture first stood complete; 0 before.
    qint64 readyAfterMs() const { return m_readyAfterMs; }
    /// The same of the first frame that showed the window.
    qint64 firstFrameAfterMs() const { return m_firstFrameAfterMs; }
    /// Milliseconds since the kernel started this process.
    static qint64 processAgeMs();

Q_SIGNALS:
    /// Once: everything is loaded, `--view` and `--select` are done, and nothing of the picture is missing.
    void ready();

private:
    void guardResidents();
    void onLoaded();
    void checkReady();
    bool isLive() const;
    bool isOpened() const; ///< what is entered or selected is there
    void noteComplete();
    void applyInside();

    ViewerOptions m_options;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Briefing> m_briefing;
    std::unique_ptr<Remote> m_remote;
    std::unique_ptr<Cameras> m_cameras;
    std::unique_ptr<Tour> m_tour;
    std::unique_ptr<QQmlApplicationEngine> m_engine;
    QQuickWindow *m_window = nullptr;
    QTimer m_poll, m_trim;
    QElapsedTimer m_sinceLoaded;
    bool m_ready = false;
    int m_calm = 0, m_frames = 0; ///< looks in a row that found nothing missing; frames since loading ended
    qint64 m_completeSinceMs = 0, m_readyAfterMs = 0, m_firstFrameAfterMs = 0;
};

/// Puts singletons, models and the map into the QML module `Yunjie`.
void registerQmlTypes(Session &session, Remote &remote);

/// The viewer until its window is closed. Returns the exit status.
int runViewer(const ViewerOptions &options);

}
