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
    /// `whole`: the pose that sees all of the city.
    BenchSoak(app::Viewer &viewer, const scene::CameraPose &whole, double seconds);

    void start(std::function<void()> done);
    /// {"seconds", "flights", "residentMiB": sixty of them, "growthPercent": from the second twelfth to the last}
    QJsonObject report() const;

private:
    void fly();
    void look();

    app::Viewer &m_viewer;
    const scene::CameraPose m_whole;
    const double m_seconds;
    QRandomGenerator m_random{11};
    QElapsedTimer m_elapsed;
    QTimer m_look;
    int m_flights = 0;
    std::vector<double> m_residentMiB;
    std::function<void()> m_done;
};

}
