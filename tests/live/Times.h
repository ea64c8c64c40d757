#pragma once

#include <QtGlobal>

/// When the tests begin, and how long things take: ms UTC.
inline constexpr qint64 Start = 1780272000000; // 2026-06-01T00:00:00Z
inline constexpr qint64 Second = 1000, Minute = 60 * Second, Hour = 60 * Minute, Day = 24 * Hour;
