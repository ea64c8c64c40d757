#pragma once

#include "core/SourceHealth.h"
#include "core/Twin.h"
#include "store/Store.h"

#include <QDate>
#include <QObject>

#include <functional>

namespace app
{

/// What the one-page report of a day says (docs/daily-report.md): all of it is asked of the store, or is a district's
/// own data. A value; nothing in it is about a person.
struct DailyFigures {
    QDate day;
    qint64 from = 0, to = 0; ///< the day, midnight to midnight by the district's clock, ms UTC
    qint64 asOf = 0;         ///< the day's last moment, or now: when it is what is open and in force
    qint64 madeAt = 0;       ///< now by the district's clock: what was settled up to then counts as settled

    /// Of the events reported on the day; rows by domain, in the catalogue's order.
    store::Statistics events;
    /// Reported up to the same time of the day before, and a week before.
    int receivedDayBefore = 0, receivedWeekBefore = 0;
    struct Day {
        QDate day;
        int received = 0, settled = 0; ///< of those reported on it
    };
    std::vector<Day> days;             ///< thirty of them, the report's last
    std::vector<domain::Event> all;    ///< reported on the day, worst first; without history
    int openThen = 0, overdueThen = 0; ///< of all events, whenever reported

    struct AlarmRow {
        QString rule; ///< id
        domain::Severity severity = domain::Severity::Minor;
        int alarms = 0, active = 0; ///< raised on the day; of those active now
    };
    std::vector<AlarmRow> alarms; ///< worst first, then most
    int critical = 0;             ///< of them
    struct Warning {
        QString name; ///< in the language asked for
        domain::Severity level = domain::Severity::Minor;
        qint64 from = 0, to = 0; ///< when it came into force and ended, or is to end
    };
    std::vector<Warning> warnings; ///< in force at any time of the day, real ones; first come first
    QString rainStation;           ///< where it rained hardest; empty: nothing was read
    double rain = geometry::NaN;   ///< there, in `rainUnit`
    QString rainUnit;

    struct Indicator {
        QString name, value, unit, group, groupName;
        QString change, mood; ///< against yesterday: "+12"; "good", "bad" or neither
    };
    std::vector<Indicator> indicators;
    int sources = 0, sourcesOk = 0;
};

/// Gathers them. `twin` stands at `asOf` where it lives then (a replay, or today); else a past moment is made of the
/// store. Everything is for the main thread; `done` is called once, unless the gatherer is gone before.
class DailyGatherer : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const base::Result<DailyFigures> &)>;

    DailyGatherer(Twin &twin, store::Store &store, std::vector<feeds::FeedStatus> feeds, QObject *parent = nullptr);
    ~DailyGatherer() override;

    void gather(const QDate &day, Done done);

private:
    void askMoment();
    void askPast();
    void askFigures();
    void take(const store::Statistics &found);
    void takeAlarms(const std::vector<domain::Alarm> &alarms);
    void takeAlerts(const std::vector<domain::Entry> &entries);
    void askRain();
    void fromTwin();
    /// Asks one thing; what has gone wrong first ends it all.
    template <typename Answer>
    void ask(const QFuture<base::Result<Answer>> &future, std::function<void(const Answer &)> take);
    void finish();

    Twin &m_live;
    store::Store &m_store;
    std::vector<feeds::FeedStatus> m_feeds;
    std::unique_ptr<base::ManualClock> m_clock; ///< of m_past
    std::unique_ptr<Twin> m_past;
    DailyFigures m_figures;
    Done m_done;
    int m_waiting = 0;
    bool m_hasMoment = false; ///< what the twin says is in the figures
    QString m_timezone;
};

}
