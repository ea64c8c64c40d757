#pragma once

#include "operations/Keeper.h"

#include <QObject>
#include <QTimer>
#include <QVariantList>

namespace app
{

class Operations;

/// {from, to (ms UTC), by, then (as StatisticsModel's keys), areaLevel}, and what `eventQuery` has.
store::StatisticsQuery statisticsQuery(const QVariantMap &question, const Twin &twin);

/// What a key of statistics is called in a language: the type's, area's, source's name. Any thread.
QString statisticsName(const domain::City *city, const QString &language, store::StatisticsQuery::Key key,
                       const QString &value);

/// Figures over a period: received, settled, rates, mean times, by one or two keys; how far the events came; councils.
/// Asked anew while `active` whenever the question changes or something was saved. Main thread.
class StatisticsModel : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)
    /// "today", "yesterday", "week" (the last seven days), "month", "year", "all", "own" (`from` and `to`); by the
    /// district's days and clock.
    Q_PROPERTY(QString period READ period WRITE setPeriod NOTIFY questionChanged)
    Q_PROPERTY(double from READ from NOTIFY questionChanged) ///< ms UTC; 0: no limit
    Q_PROPERTY(double to READ to NOTIFY questionChanged)     ///< not itself part of it
    Q_PROPERTY(QString by READ by WRITE setBy NOTIFY questionChanged)
    Q_PROPERTY(QString then READ then WRITE setThen NOTIFY questionChanged)                ///< the second key; "none"
    Q_PROPERTY(QString areaLevel READ areaLevel WRITE setAreaLevel NOTIFY questionChanged) ///< of the key "area"
    Q_PROPERTY(QVariantMap filter READ filter WRITE setFilter NOTIFY questionChanged)      ///< as `eventQuery` has it
    /// {key, label, then, thenLabel, received, accepted, settled, rejected, merged, overdue, open, rate (0 to 1),
    /// rateText, acceptMinutes, closeMinutes (null: none), acceptText, closeText, satisfaction (null: none asked)},
    /// most received first.
    Q_PROPERTY(QVariantList rows READ rows NOTIFY changed)
    Q_PROPERTY(QVariantMap total READ total NOTIFY changed) ///< as a row
    /// {id, label, count, share (of the first)}: reported, accepted, dispatched, handling, verifying, closed.
    Q_PROPERTY(QVariantList funnel READ funnel NOTIFY changed)
    /// The same of disputes alone: received, in mediation (accepted), settled.
    Q_PROPERTY(QVariantList disputes READ disputes NOTIFY changed)
    /// {alarms, incidents, meetings, issuesRaised, issuesSolved}
    Q_PROPERTY(QVariantMap others READ others NOTIFY changed)
    Q_PROPERTY(QVariantList periods READ periods NOTIFY wordsChanged) ///< {id, label}
    Q_PROPERTY(QVariantList keys READ keys NOTIFY wordsChanged)       ///< {id, label}: of `by` and `then`
    Q_PROPERTY(QVariantList levels READ levels NOTIFY wordsChanged)   ///< {id, label}: of `areaLevel`, those there are

public:
    explicit StatisticsModel(QObject *parent = nullptr, Operations *operations = nullptr);

    bool isActive() const { return m_active; }
    void setActive(bool active);
    bool isBusy() const { return m_asked > 0; }
    const QString &error() const { return m_error; }
    const QString &period() const { return m_period; }
    void setPeriod(const QString &period);
    double from() const { return double(range().first); }
    double to() const { return double(range().second); }
    Q_INVOKABLE void setRange(double from, double to);
    const QString &by() const { return m_by; }
    void setBy(const QString &key);
    const QString &then() const { return m_then; }
    void setThen(const QString &key);
    const QString &areaLevel() const { return m_areaLevel; }
    void setAreaLevel(const QString &level);
    const QVariantMap &filter() const { return m_filter; }
    void setFilter(const QVariantMap &filter);
    const QVariantList &rows() const { return m_rows; }
    const QVariantMap &total() const { return m_total; }
    const QVariantList &funnel() const { return m_funnel; }
    const QVariantList &disputes() const { return m_disputes; }
    const QVariantMap &others() const { return m_others; }
    QVariantList periods() const;
    QVariantList keys() const;
    QVariantList levels() const;
    Q_INVOKABLE void refresh();

Q_SIGNALS:
    void changed();
    void questionChanged();
    void wordsChanged();

private:
    std::pair<qint64, qint64> range() const;
    store::StatisticsQuery question() const;
    void ask();
    void choose(QString &mine, const QString &value);
    void take(const store::Statistics &found);
    QString keyLabel(const QString &key, const QString &value) const;
    QVariantMap rowOf(const store::StatisticsRow &row) const;

    Operations *m_operations;
    QTimer m_soon;
    bool m_active = false, m_stale = true;
    int m_serial = 0, m_asked = 0;
    QString m_error, m_period = QStringLiteral("today"), m_by = QStringLiteral("type"), m_then = QStringLiteral("none"),
                     m_areaLevel = QStringLiteral("community");
    qint64 m_from = 0, m_to = 0;
    QVariantMap m_filter, m_total, m_others;
    QVariantList m_rows, m_funnel, m_disputes;
};

}
