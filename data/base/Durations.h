#pragma once

#include <QtGlobal>

namespace base
{

/// Lengths of time in milliseconds, as times are. A day is one of 24 hours: calendars are asked where it matters.
inline constexpr qint64 MinuteMs = 60'000, HourMs = 60 * MinuteMs, DayMs = 24 * HourMs;

} // namespace base
