#pragma once

#include "cli/FrameMeter.h"

namespace cli
{

/// What `bench` found out. What was not measured is empty or 0, and not told.
struct BenchFigures {
    /// In an entered building.
    struct Inside {
        Times plain, isolated, section;
        double firstStoreyMs = 0, wholeMs = 0, residentMiB = 0;
    };

    double loadSeconds = 0, loadCpuSeconds = 0, firstFrameSeconds = 0, firstCitySeconds = 0;
    double loadedMiB = 0, drawnMiB = 0, peakMiB = 0;
    qint64 buildings = 0;
    qint64 triangles = 0, fullTriangles = 0; ///< of the whole city, with levels of detail and without
    int drawCalls = 0, markers = 0, markersDrawn = 0;
    QString renderer;
    Times frame, street, flight, pick, simplified, full, recolour, marked, unmarked, layouts;
    double idlePercent = 0, residentMiB = 0; ///< at rest
    int idleFrames = 0;
    Inside inside;

    QJsonObject toJson() const;
    /// As lines for people, on standard output.
    void print() const;
};

}
