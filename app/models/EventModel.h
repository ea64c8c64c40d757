#pragma once

#include "core/Twin.h"

#include <QAbstractListModel>
#include <QSortFilterProxyModel>

namespace app
{

/// Every event the twin knows, newest information last applied; unsorted. EventModel is what lists show.
class EventTable : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        TypeRole,
        TypeNameRole,
        TitleRole,
        StateRole, ///< "reported" ...
        StateNameRole,
        SeverityRole, ///< "critical" ...
        SeverityNameRole,
        VisualRole, ///< visual state: colour and shape
        ShapeRole,
        AddressRole,
        AgeRole, ///< ms since it was reported
        AgeTextRole,
        OverdueRole,
        KindRole, ///< "event"
        DomainRole,
        DomainNameRole,
        ReportedRole, ///< ms UTC
        DueRole,
        ClassRole,
        SourceRole,
        OpenRole
    };

    explicit EventTable(Twin &twin, QObject *parent = nullptr);
    /// The one that all lists over a twin share; lives as long as the twin.
    static EventTable &of(Twin &twin);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    const domain::Event &event(int row) const { return m_events[size_t(row)]; }
    Twin &twin() const { return m_twin; }

private:
    void apply(const domain::ChangeSet &changes);
    void grow(qint64 now);
    void refill();

    Twin &m_twin;
    std::vector<domain::Event> m_events;
    QHash<QString, int> m_rows;
    qint64 m_shownAges = 0;
};

/// The event list: filtered by text, state, severity, domain and place, sorted by a key.
class EventModel : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_PROPERTY(QString filterText READ filterText WRITE setFilterText NOTIFY filterChanged)
    Q_PROPERTY(QString filterState READ filterState WRITE setFilterState NOTIFY filterChanged)
    Q_PROPERTY(QString filterSeverity READ filterSeverity WRITE setFilterSeverity NOTIFY filterChanged)
    Q_PROPERTY(QString filterDomain READ filterDomain WRITE setFilterDomain NOTIFY filterChanged)
    Q_PROPERTY(QString filterPlaceKind READ filterPlaceKind NOTIFY filterChanged)
    Q_PROPERTY(QString filterPlaceId READ filterPlaceId NOTIFY filterChanged)
    Q_PROPERTY(QString sortKey READ sortKey WRITE setSortKey NOTIFY sortKeyChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(QVariantList states READ states NOTIFY choicesChanged)
    Q_PROPERTY(QVariantList severities READ severities NOTIFY choicesChanged)
    Q_PROPERTY(QVariantList domains READ domains NOTIFY choicesChanged)

public:
    explicit EventModel(QObject *parent = nullptr, Twin *twin = nullptr);

    QString filterText() const { return m_text; }
    void setFilterText(const QString &text);
    /// A state's name, "open" (all but the final ones; the start value), "in-hand" (somebody is on it), "overdue", or
    /// "" for all.
    QString filterState() const { return m_state; }
    void setFilterState(const QString &state);
    /// At least as bad as this: "minor", "major", "critical"; "" for all.
    QString filterSeverity() const { return m_severity; }
    void setFilterSeverity(const QString &severity);
    /// A domain's id; "" for all.
    QString filterDomain() const { return m_domain; }
    void setFilterDomain(const QString &domain);
    QString filterPlaceKind() const;
    QString filterPlaceId() const { return m_place.id; }
    /// Only what stands in this place; kind "" for everywhere.
    Q_INVOKABLE void setFilterPlace(const QString &kind, const QString &id);
    /// "severity" (worst first, then newest; the start value), "age" (newest first), "due", "type", "state", "address".
    QString sortKey() const { return m_sortKey; }
    void setSortKey(const QString &key);
    int count() const { return rowCount(); }
    /// Choices of the filters: {id, label}, the first for all.
    QVariantList states() const;
    QVariantList severities() const;
    QVariantList domains() const;

Q_SIGNALS:
    void filterChanged();
    void sortKeyChanged();
    void countChanged();
    void choicesChanged();

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    void refilter();
    EventTable *m_table;
    QString m_text, m_state = QStringLiteral("open"), m_severity, m_domain, m_sortKey = QStringLiteral("severity");
    domain::ObjectRef m_place;
};

}
