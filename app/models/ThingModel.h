#pragma once

#include "core/Twin.h"
#include "models/LargeProxy.h"

#include <QAbstractListModel>

namespace app
{

/// Every device of the city with its state; in the order of the layers. ThingModel is what lists show.
class ThingTable : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        KindRole, ///< "smoke" ...
        KindNameRole,
        NameRole,
        StatusRole, ///< "online" ...
        StatusNameRole,
        SeverityRole, ///< "normal" ...
        SeverityNameRole,
        VisualRole,
        ShapeRole,
        ValueRole, ///< reading with its unit, as text
        AgeRole,   ///< ms since the newest observation; -1: never
        AgeTextRole,
        PlaceRole,
        RuleRole ///< name of the rule that fired
    };

    explicit ThingTable(Twin &twin, QObject *parent = nullptr);
    /// The one that all lists over a twin share; lives as long as the twin.
    static ThingTable &of(Twin &twin);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    const domain::Thing &thing(int row) const { return *m_rows[size_t(row)].thing; }
    const domain::ThingState &state(int row) const { return m_rows[size_t(row)].state; }
    Twin &twin() const { return m_twin; }

private:
    struct Row {
        const domain::Thing *thing = nullptr; ///< lives as long as m_city
        domain::ThingState state;
    };
    void refill();
    void apply(const domain::ChangeSet &changes);
    void grow(qint64 now);

    Twin &m_twin;
    std::shared_ptr<const domain::City> m_city;
    std::vector<Row> m_rows;
    QHash<QString, int> m_byId;
    qint64 m_shownAges = 0;
};

/// The sensor list: filtered by text, status or state, severity, kind and place, sorted by a key.
class ThingModel : public LargeProxy
{
    Q_OBJECT
    Q_PROPERTY(QString filterText READ filterText WRITE setFilterText NOTIFY filterChanged)
    Q_PROPERTY(QString filterState READ filterState WRITE setFilterState NOTIFY filterChanged)
    Q_PROPERTY(QString filterSeverity READ filterSeverity WRITE setFilterSeverity NOTIFY filterChanged)
    Q_PROPERTY(QString filterKind READ filterKind WRITE setFilterKind NOTIFY filterChanged)
    Q_PROPERTY(QString filterPlaceKind READ filterPlaceKind NOTIFY filterChanged)
    Q_PROPERTY(QString filterPlaceId READ filterPlaceId NOTIFY filterChanged)
    Q_PROPERTY(QString sortKey READ sortKey WRITE setSortKey NOTIFY sortKeyChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(QVariantList states READ states NOTIFY choicesChanged)
    Q_PROPERTY(QVariantList severities READ severities NOTIFY choicesChanged)
    Q_PROPERTY(QVariantList kinds READ kinds NOTIFY choicesChanged)

public:
    explicit ThingModel(QObject *parent = nullptr, Twin *twin = nullptr);

    QString filterText() const { return m_text; }
    void setFilterText(const QString &text);
    /// A status ("online", "stale", "offline", "fault", "unknown"), "attention" (alarmed or not online), or "" for all.
    QString filterState() const { return m_state; }
    void setFilterState(const QString &state);
    QString filterSeverity() const { return m_severity; }
    void setFilterSeverity(const QString &severity);
    QString filterKind() const { return m_kind; }
    void setFilterKind(const QString &kind);
    QString filterPlaceKind() const;
    QString filterPlaceId() const { return m_place.id; }
    Q_INVOKABLE void setFilterPlace(const QString &kind, const QString &id);
    /// "severity" (worst first; the start value), "age" (freshest first), "kind", "place", "name", "value".
    QString sortKey() const { return m_sortKey; }
    void setSortKey(const QString &key);
    int count() const { return rowCount(); }
    QVariantList states() const;
    QVariantList severities() const;
    QVariantList kinds() const;

Q_SIGNALS:
    void filterChanged();
    void sortKeyChanged();
    void countChanged();
    void choicesChanged();

protected:
    QString searchedText(int row) const override;
    QString orderedText(int row) const override;
    bool isOrderedByText() const override;
    QString language() const override { return m_table->twin().language(); }
    bool accepts(int row) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    void refilter();
    ThingTable *m_table;
    QString m_text, m_folded, m_state, m_severity, m_kind, m_sortKey = QStringLiteral("severity");
    domain::ObjectRef m_place;
};

}
