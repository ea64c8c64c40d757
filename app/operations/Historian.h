#pragma once

#include "operations/Keeper.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace feeds
{
class FeedHub;
}

namespace app
{

/// Asks the store how the district stood at the same time of day yesterday and a week ago, and what a usual day brings,
/// for trends: every minute, after a jump, and when something of then is saved. Of a replay's devices the log itself
/// tells. Keeps the day's figures of what no journal tells. Works off the main thread; lives on it.
class Historian : public QObject
{
    Q_OBJECT

public:
    /// `hub` may be null.
    Historian(Twin &twin, Keeper &keeper, feeds::FeedHub *hub, QObject *parent = nullptr);
    /// Whether all that was asked for last has come.
    bool isSettled() const { return m_asked == 0 && !m_soon.isActive(); }
    /// Days that the usual day is made of.
    static constexpr int UsualDays = 28;

private:
    /// One of the two moments, while its parts come.
    struct Asking {
        int serial = 0;
        std::shared_ptr<PastMoment> moment; ///< null: nothing is asked
        std::vector<domain::Observation> observations;
        std::vector<domain::ThingStatusReport> statuses;
        int waiting = 0;
        bool heard = false; ///< a replay has answered
    };
    void onTick(qint64 now);
    void onAppended(const std::vector<domain::Entry> &entries);
    void later();
    void refresh();
    void ask(Past::Ago ago);
    void askUsual();
    void onPast(qint64 time, const feeds::FeedBatch &batch, int of);
    void come(Past::Ago ago);
    void judge(Past::Ago ago);
    void finish(Past::Ago ago);
    void noteFigures();
    bool needsStatuses() const;

    Twin &m_twin;
    Keeper &m_keeper;
    feeds::FeedHub *m_hub;
    std::array<Asking, Past::AgoCount> m_asking;
    QTimer m_soon;
    QElapsedTimer m_sinceAsked;
    qint64 m_lastTick = 0;
    qint64 m_askedAt = 0;  ///< the district's time; 0: never
    qint64 m_usualDay = 0; ///< midnight that the usual day was asked for
    QString m_figuresOf;   ///< the day whose figures were kept
    int m_asked = 0, m_usualSerial = 0;
};

}
