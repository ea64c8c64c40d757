#pragma once

#include "geometry/Vec.h"
#include "store/Connection.h"

namespace store
{

/// Moves observations from the inbox to where they are found by datastream and time, sums them up by quarters of an
/// hour, and removes what is older than is to be kept. It goes step by step, each a transaction of some tens of
/// milliseconds, so that nothing that is to be saved waits for long; a step that is cut off is done again, and nothing
/// is counted twice. For the writing thread.
class Compaction
{
public:
    Compaction(Connection &connection, double rawDays, double aggregateDays)
        : m_connection(connection), m_rawDays(rawDays), m_aggregateDays(aggregateDays)
    {
    }

    /// Begins where the last one ended; nothing is in memory of what was before.
    void forget();
    bool isBusy() const { return m_phase != Phase::Idle; }
    /// Begins to move what is in the inbox now, and to remove what is too old by `now` (ms UTC).
    void start(qint64 now);
    base::Status step();

private:
    enum class Phase : quint8 { Idle, Begin, Read, Write, Empty, OldReadings, OldQuarters };
    /// Some hundred thousand of them are in memory at once.
    struct Row {
        qint64 stream = 0, time = 0, resultTime = 0; ///< 0: none
        double value = geometry::NaN;                ///< NaN: no number
        QString text;                                ///< null: none
        QVariantList columns() const;
    };

    base::Status begin();
    base::Status read();
    base::Status write();
    base::Status writeChunk(size_t from, size_t to);
    base::Status writeQuarters(const std::vector<const Row *> &fresh);
    base::Result<std::vector<const Row *>> insertFresh(size_t from, size_t to);
    base::Status empty();
    base::Status removeOld();
    base::Status remember(qint64 upto, qint64 stream);

    Connection &m_connection;
    double m_rawDays, m_aggregateDays;
    Phase m_phase = Phase::Idle;
    std::vector<Row> m_rows;
    size_t m_at = 0;
    qint64 m_upto = 0, m_stream = 0, m_read = 0, m_emptied = 0, m_now = 0, m_newest = 0;
    qint64 m_looked = 0;           ///< when it was last looked for what is too old, ms UTC
    std::vector<qint64> m_streams; ///< still to be looked through for what is old
};

}
