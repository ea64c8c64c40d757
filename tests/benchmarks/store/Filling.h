#pragma once

#include "OpenStore.h"

/// A store as it is after years: made by the writer's journal and in the writer's tables.
struct Filling {
    int observations = 10'000'000, datastreams = 5000, events = 100'000, alarms = 20'000, inbox = 50'000, things = 2800;
    qint64 from = 1716825600000; ///< events and alarms; 2024-05-28
    qint64 to = 1779897600000;   ///< the present; 2026-05-28
    qint64 rawFrom() const { return to - 7 * DayMs; }
    qint64 quartersFrom() const { return to - 14 * DayMs; }
    static constexpr qint64 DayMs = 24 * 3600 * 1000LL;
};

/// Empty, or what went wrong; says how far it is on standard error.
QString fill(OpenStore &store, const Filling &filling);
