#pragma once

#include <QString>
#include <QtGlobal>

#include <optional>

namespace app
{

/// Why there is no picture.
enum class StreamFault : quint8 {
    None,
    NoAddress,     ///< nobody has told where the picture comes from
    BadAddress,    ///< it cannot be understood
    DeviceOffline, ///< the device itself is known to be off
    HostUnknown,
    Refused,       ///< nothing listens at that port
    NoAnswer,      ///< connected or not, nothing comes
    WrongPassword, ///< or none where one is wanted
    NotFound,      ///< the server knows no such stream
    NoVideo,       ///< sound only
    Codec,         ///< of a kind that cannot be decoded here
    Stalled,       ///< pictures came and stopped
    Ended,
    FileMissing,
    Unreadable
};

/// Limits of patience, milliseconds.
struct StreamPatience {
    int open = 8000;       ///< until the first picture
    int stall = 5000;      ///< between two pictures
    int firstRetry = 2000; ///< doubled with each failure
    int lastRetry = 60000; ///< at most
    int stable = 10000;    ///< playing for so long makes failures of before forgotten
};

/// How one stream is doing: opens, plays, stalls, fails, tries again later. Knows neither network nor clock; times are
/// milliseconds of any steady clock.
class StreamHealth
{
public:
    enum class Phase : quint8 {
        Idle,    ///< not open; never tried, or closed without a fault
        Opening, ///< no picture yet
        Playing,
        Failed ///< not open; `mayTry` tells when it is time again
    };

    explicit StreamHealth(const StreamPatience &patience = {}) : m_patience(patience) {}

    Phase phase() const { return m_phase; }
    /// The last one; kept while it is tried again, until a picture comes.
    StreamFault fault() const { return m_fault; }
    const QString &detail() const { return m_detail; } ///< host, codec: what words about the fault name
    int failures() const { return m_failures; }        ///< in a row
    qint64 nextTry() const { return m_nextTry; }
    bool mayTry(qint64 now) const { return m_phase == Phase::Idle || (m_phase == Phase::Failed && now >= m_nextTry); }

    void open(qint64 now);
    void pictureCame(qint64 now);
    void fail(qint64 now, StreamFault fault);
    void close();
    /// What was found out about the last failure afterwards.
    void explain(StreamFault fault, const QString &detail);
    /// The fault that waiting has become, where patience has ended.
    std::optional<StreamFault> overdue(qint64 now) const;
    /// Somebody asks to try at once.
    void forgive() { m_nextTry = 0; }

private:
    StreamPatience m_patience;
    Phase m_phase = Phase::Idle;
    StreamFault m_fault = StreamFault::None;
    QString m_detail;
    int m_failures = 0;
    qint64 m_openedAt = 0, m_playingSince = 0, m_lastPicture = 0, m_nextTry = 0;
};

}
