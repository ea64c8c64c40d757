#pragma once

#include "core/Selection.h"

#include <QAbstractListModel>
#include <QTimer>
#include <QVariantMap>

namespace app
{

/// The indicators of the overview with their values, of everything or of one area; one group after the other.
class IndicatorModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// Only this group; "" for all.
    Q_PROPERTY(QString group READ group WRITE setGroup NOTIFY groupChanged)
    /// {id, label} in the order of the data.
    Q_PROPERTY(QVariantList groups READ groups NOTIFY groupsChanged)
    Q_PROPERTY(QString scopeKind READ scopeKind NOTIFY scopeChanged)
    Q_PROPERTY(QString scopeId READ scopeId NOTIFY scopeChanged)

public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        NameRole,
        UnitRole,
        GroupRole,
        GroupNameRole,
        ValueRole,     ///< number; undefined where the data do not hold it
        ValueTextRole, ///< "4.2万", "97.1"; a dash where unknown
        GoodRole,      ///< "up", "down", ""
        KnownRole,
        DefinitionRole, ///< what exactly is counted
        /// Against the same time of day yesterday, and a week ago: {known, time (ms UTC), value, valueText, change,
        /// changeText ("+12"), direction ("up", "down", "flat"), mood ("good", "bad", "": neither way is good)}.
        TrendDayRole,
        TrendWeekRole,
        TrendTextRole, ///< both in a line; empty where nothing is known of then
        RatioRole,     ///< those of areas do not add up
        LiveRole       ///< changes while the district's data stay the same
    };

    explicit IndicatorModel(QObject *parent = nullptr, Twin *twin = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    int count() const { return rowCount(); }
    QString group() const { return m_group; }
    void setGroup(const QString &group);
    QVariantList groups() const;
    QString scopeKind() const;
    QString scopeId() const { return m_scope.id; }
    Q_INVOKABLE void setScope(const QString &kind, const QString &id);

Q_SIGNALS:
    void countChanged();
    void groupChanged();
    void groupsChanged();
    void scopeChanged();

private:
    struct Row {
        const domain::Indicator *indicator = nullptr; ///< lives as long as m_city
        std::optional<double> value;
        std::array<std::optional<double>, Past::AgoCount> before{};
        bool operator==(const Row &) const = default;
    };
    void refill();
    void evaluate(bool liveOnly);
    void compare();
    QVariantMap trend(const Row &row, Past::Ago ago) const;
    QString trendText(const Row &row) const;

    Twin *m_twin;
    std::shared_ptr<const domain::City> m_city;
    std::vector<Row> m_rows;
    QString m_group;
    domain::ObjectRef m_scope;
    std::array<std::shared_ptr<const PastMoment>, Past::AgoCount> m_then; ///< what `before` was asked of
    QTimer m_soon; ///< changes come ten times a second; figures follow once a second
};

}
