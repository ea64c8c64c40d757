#pragma once

#include "core/Twin.h"

#include <QAbstractListModel>
#include <QTimer>
#include <QVariantList>

#include <array>

namespace app
{

/// Today's events: a row an hour (reported today, and on a usual day: the mean of the four weeks before, as far as the
/// store knows them), and the sums by state and by domain.
class EventStatsModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int reported READ reported NOTIFY statsChanged)
    Q_PROPERTY(int inHand READ inHand NOTIFY statsChanged)
    Q_PROPERTY(int closed READ closed NOTIFY statsChanged)
    Q_PROPERTY(int overdue READ overdue NOTIFY statsChanged)
    Q_PROPERTY(int open READ open NOTIFY statsChanged)
    /// Of today's that are to be settled (neither rejected nor merged) how many are, 0 to 1; negative: there are none.
    Q_PROPERTY(double closingRate READ closingRate NOTIFY statsChanged)
    Q_PROPERTY(int usualDays READ usualDays NOTIFY statsChanged) ///< days that `usual` is the mean of
    /// {id, label, count, state}: today's by what became of them.
    Q_PROPERTY(QVariantList byState READ byState NOTIFY statsChanged)
    /// {id, label, count, open}: today's by domain.
    Q_PROPERTY(QVariantList byDomain READ byDomain NOTIFY statsChanged)
    /// 24 numbers each; hours of today that have not come yet are absent.
    Q_PROPERTY(QVariantList hourly READ hourly NOTIFY statsChanged)
    Q_PROPERTY(QVariantList usual READ usual NOTIFY statsChanged)
    Q_PROPERTY(int currentHour READ currentHour NOTIFY statsChanged)

public:
    enum Role { HourRole = Qt::UserRole + 1, TodayRole, UsualRole };

    explicit EventStatsModel(QObject *parent = nullptr, Twin *twin = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int reported() const { return m_stats.reported; }
    int inHand() const { return m_stats.inHand; }
    int closed() const { return m_stats.closed; }
    int overdue() const { return m_stats.overdue; }
    int open() const { return m_stats.open; }
    double closingRate() const { return m_stats.toSettle > 0 ? double(m_stats.settled) / m_stats.toSettle : -1; }
    int usualDays() const { return m_stats.usual.days; }
    QVariantList byState() const { return m_stats.byState; }
    QVariantList byDomain() const { return m_stats.byDomain; }
    QVariantList hourly() const;
    QVariantList usual() const;
    int currentHour() const { return m_stats.currentHour; }

Q_SIGNALS:
    void statsChanged();

private:
    struct Stats {
        int reported = 0, inHand = 0, closed = 0, overdue = 0, open = 0, currentHour = 0;
        int settled = 0, toSettle = 0; ///< of today's
        QVariantList byState, byDomain;
        std::array<int, 24> today{};
        UsualDay usual;
        bool operator==(const Stats &) const = default;
    };
    Stats compute() const;
    void refresh();

    Twin *m_twin;
    Stats m_stats;
    QTimer m_soon;
};

}
