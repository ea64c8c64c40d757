#pragma once

#include "scene/ViewState.h"
#include "viewer/Viewer.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTimer>

#include <functional>
#include <vector>

namespace cli
{

/// Flies about the city for hours, from the street to above all of it, with the feeds running, and watches what memory
/// does. Main thread.
class BenchSoak : public QObject
{
public:
    /// `whole`: the pose that sees all of the city. `tells`: a line on standard error for each sample, so that a run
    /// that is ended early was not in vain.
    BenchSoak(app::Viewer &viewer, const scene::CameraPose &whole, double seconds, bool tells);

    void start(std::function<void()> done);
    /// {"seconds", "flights", "residentMiB", "allocatedMiB": sixty of each, "growthPercent": of what is resident, from
    /// the second twelfth to the last}
    QJsonObject report() const;

private:
    void fly();
    void look();
    void sample(double at);

    app::Viewer &m_viewer;
    const scene::CameraPose m_whole;
    const double m_seconds;
    const bool m_tells;
    QRandomGenerator m_random{11};
    QElapsedTimer m_elapsed;
    QTimer m_look;
    int m_flights = 0;
    std::vector<double> m_residentMiB;
    std::vector<double> m_allocatedMiB; ///< by malloc and still in use: what is resident beyond it is shared or free
    std::function<void()> m_done;
};

}
