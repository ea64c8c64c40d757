#pragma once

#include "viewer/Viewer.h"

#include <QElapsedTimer>
#include <QJsonObject>

#include <functional>
#include <vector>

namespace cli
{

/// The value that so large a part (0 to 1) of all is below; 0 of none.
double share(std::vector<double> values, double part);
/// Processor time of all threads since the process began, seconds.
double cpuSeconds();
/// What the process holds now, MiB (proc(5), statm).
double residentMiB();

/// Times of one kind of frame or act, milliseconds.
struct Times {
    std::vector<double> ms;
    double cpuMs = 0; ///< of all

    double median() const { return share(ms, 0.5); }
    /// {"median", "p95", "p99", "worst", "first", "cpuMean"}
    QJsonObject toJson() const;
};

/// Measures frames of the viewer's window: each counts from a move to the whole window on the screen's buffer, overlays
/// included. Main thread.
class FrameMeter : public QObject
{
public:
    explicit FrameMeter(app::Viewer &viewer) : m_viewer(viewer) {}

    /// Once the viewer has a window.
    void attach();
    /// Moves so many times (`move` is told the number of each) and adds what each frame took; then `then`, from the
    /// event loop.
    void measure(Times &times, int frames, std::function<void(int)> move, std::function<void()> then);
    /// When everything of the picture has come and nothing moves; at once after a patience of a minute.
    void whenSettled(std::function<void()> then);

private:
    void step();
    void onFrame();
    void look();

    app::Viewer &m_viewer;
    QElapsedTimer m_timer, m_waiting;
    bool m_sceneDrawn = false;
    Times *m_times = nullptr; ///< where the frames now measured go
    int m_done = 0, m_wanted = 0;
    double m_cpuBefore = 0;
    std::function<void(int)> m_move;
    std::function<void()> m_then, m_settled;
};

}
