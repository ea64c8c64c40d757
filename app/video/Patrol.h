#pragma once

#include "core/Selection.h"
#include "core/Settings.h"
#include "video/Streams.h"

#include <QObject>
#include <QTimer>
#include <QVariantList>

#include <functional>

namespace app
{

class CameraModel;

/// A round through chosen cameras (一键轮巡): each is shown for its time, the map flies along, and what gives no
/// picture is said and left sooner. Routes are kept by name with the project. Main thread.
class Patrol : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool running READ isRunning NOTIFY changed)
    Q_PROPERTY(bool paused READ isPaused NOTIFY changed)
    Q_PROPERTY(QString route READ route NOTIFY changed) ///< name of what is gone round; empty: of what is near
    Q_PROPERTY(int index READ index NOTIFY changed)     ///< of the camera that is shown; -1: none
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(QString camera READ camera NOTIFY changed) ///< id; empty: none
    Q_PROPERTY(QString nextName READ nextName NOTIFY changed)
    /// "No picture: ... Going on in 3 s."; empty where the picture comes.
    Q_PROPERTY(QString trouble READ trouble NOTIFY tick)
    Q_PROPERTY(double progress READ progress NOTIFY tick) ///< of the time at this camera, 0 to 1
    Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY tick)
    Q_PROPERTY(int missed READ missed NOTIFY changed) ///< cameras of this round that gave no picture
    // What is being put together.
    Q_PROPERTY(QVariantList stops READ stops NOTIFY stopsChanged) ///< {id, name, place, streams}
    Q_PROPERTY(int dwellSeconds READ dwellSeconds WRITE setDwellSeconds NOTIFY stopsChanged)
    Q_PROPERTY(QVariantList routes READ routes NOTIFY routesChanged) ///< {name, count, dwell}

public:
    struct Times {
        int stepMs = 100;
        int deadMs = 4000;   ///< at a camera that has failed
        int answerMs = 6000; ///< a camera that gives no picture for so long has failed for this round
        int unitMs = 1000;   ///< a second of dwelling; tests have shorter ones
        int usualStops = 8;  ///< of a round through what is near
    };

    Patrol(Twin &twin, Selection &selection, Streams &streams, CameraModel &cameras, QObject *parent = nullptr)
        : Patrol(twin, selection, streams, cameras, Times(), parent)
    {
    }
    Patrol(Twin &twin, Selection &selection, Streams &streams, CameraModel &cameras, const Times &times,
           QObject *parent = nullptr);

    /// Where routes are kept, and for which project; null: nowhere.
    void setKeeping(Settings *settings, std::function<QString()> project, std::function<bool()> keeps);
    /// Takes the map to a camera.
    void setFlight(std::function<void(const domain::Thing &)> flight) { m_flight = std::move(flight); }

    bool isRunning() const { return m_index >= 0; }
    bool isPaused() const { return m_paused; }
    const QString &route() const { return m_name; }
    int index() const { return m_index; }
    int count() const { return int(m_going.size()); }
    QString camera() const { return isRunning() ? m_going.at(m_index) : QString(); }
    QString nextName() const;
    QString trouble() const;
    double progress() const;
    int secondsLeft() const;
    int missed() const { return int(m_missed.size()); }
    QVariantList stops() const;
    int dwellSeconds() const { return m_dwell; }
    void setDwellSeconds(int seconds);
    QVariantList routes() const;

    /// One key: starts what is put together, else the cameras that are near; stops where it runs.
    Q_INVOKABLE void toggle();
    /// False where there is no camera with a stream; nothing changes then.
    Q_INVOKABLE bool start();
    Q_INVOKABLE bool startRoute(const QString &name);
    Q_INVOKABLE void stop();
    Q_INVOKABLE void togglePause();
    Q_INVOKABLE void next();
    Q_INVOKABLE void previous();
    Q_INVOKABLE void goTo(int index);

    Q_INVOKABLE void addStop(const QString &camera);
    Q_INVOKABLE void addNear();
    Q_INVOKABLE void removeStop(int index);
    Q_INVOKABLE void moveStop(int from, int to);
    Q_INVOKABLE void clearStops();
    Q_INVOKABLE bool hasStop(const QString &camera) const { return m_stops.contains(camera); }
    /// Keeps what is put together; one of this name is replaced.
    Q_INVOKABLE void saveRoute(const QString &name);
    /// To be changed or gone round.
    Q_INVOKABLE void loadRoute(const QString &name);
    Q_INVOKABLE void removeRoute(const QString &name);

Q_SIGNALS:
    void changed();
    void tick();
    void stopsChanged();
    void routesChanged();
    void notice(const QString &text);

private:
    struct Route {
        QString name;
        QStringList cameras;
        int dwell;
    };
    void begin(const QString &name, const QStringList &cameras);
    void arrive(int index);
    void step();
    bool isDead() const;
    bool hasStream(const QString &camera) const;
    int dwellMs() const;
    void readRoutes();
    void keepRoutes();
    void onSelection();
    /// The same cameras in an order that makes a short way, from the first.
    QStringList shortWay(QStringList cameras) const;

    Twin &m_twin;
    Selection &m_selection;
    Streams &m_streams;
    CameraModel &m_cameras;
    Times m_times;
    Settings *m_settings = nullptr;
    std::function<QString()> m_project;
    std::function<bool()> m_keeps;
    std::function<void(const domain::Thing &)> m_flight;
    QString m_name;
    QStringList m_going, m_stops, m_missed;
    std::vector<Route> m_routes;
    int m_index = -1, m_dwell = 12;
    int m_goingDwell = 12;
    int m_spentMs = 0; ///< at this camera, pauses left away
    int m_deadMs = 0;  ///< since it is known to be dead
    bool m_paused = false, m_choosing = false, m_seen = false;
    QTimer m_step;
};

}
