#pragma once

#include "base/Job.h"
#include "base/Result.h"
#include "sample/Model.h"

#include <QByteArray>

namespace sample
{

/// The thirty days that are played: 20 May to 18 June 2026, Shenzhen time. All times are seconds since 1970, UTC.
inline constexpr qint64 FirstSecond = 1779206400, DaySeconds = 86400, DayCount = 30; // 2026-05-20T00:00+08:00
inline constexpr qint64 StormDay = FirstSecond + (DayCount - 1) * DaySeconds,
                        EndSecond = FirstSecond + DayCount * DaySeconds;
/// Where the replay starts: nine in the morning of the last day.
inline constexpr qint64 PlayFrom = StormDay + 9 * 3600;

/// What happens on the last day, fixed before the logs are written, so that events and readings tell the same story.
struct Story {
    int fireMonitor = -1, fireDetector = -1;      ///< devices; in the same building
    qint64 leak = 0, hot = 0, smoke = 0, out = 0; ///< residual current rises, cable hot, smoke, put out
    std::vector<int> wetMonitors;                 ///< their residual current rises in the storm
    std::vector<int> darkCameras;                 ///< without power during the storm
    qint64 dark = 0, light = 0;
    std::vector<int> cutOff;                    ///< all devices of one building: its power is cut in the storm
    qint64 cut = 0, restored = 0;               ///< seconds; some come back a little later than others
    int leaning = -1;                           ///< a tilt sensor that is above its limit in May and in June
    std::vector<std::pair<int, qint64>> silent; ///< device and when it was last heard
    /// When a device of the building without power is away: from, to.
    std::pair<qint64, qint64> away(int device) const;
    int faulty = -1; ///< a sensor that says it is broken
    qint64 fault = 0;
    struct Alarm { ///< smoke by cooking, over the thirty days
        int device;
        qint64 from, to;
    };
    std::vector<Alarm> cooking;
};
Story tellStory(const DistrictModel &model);

/// Of the monitors that rain gets into: this one's residual current rises above what is dangerous.
inline bool isDrenched(int device)
{
    return device % 3 == 0;
}

/// mm/h at a second of the thirty days.
double rainAt(qint64 second);
/// Metres above the bed at a station of the river.
double riverAt(qint64 second, int station);
/// cm on the road at the ponding station 0 to 2.
double pondingAt(qint64 second, int station);

/// The three files of docs/replay-log.md; error "cancelled".
base::Result<QByteArray> eventLog(const DistrictModel &model, const Story &story, const base::Job &job);
base::Result<QByteArray> observationLog(const DistrictModel &model, const Story &story, const base::Job &job);
QByteArray statusLog(const DistrictModel &model, const Story &story);

}
