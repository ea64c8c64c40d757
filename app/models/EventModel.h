#pragma once

#include "core/Twin.h"
#include "models/LargeProxy.h"

#include <QAbstractListModel>
#include <QTimer>

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
        OpenRole,
        AssigneeRole, ///< name of the team it was given to
        LevelRole,    ///< how often it was escalated
        LimitRole,    ///< the next limit in words: "overdue by 5 min", "due in 20 min"; empty: none
        SatisfactionRole,
        MergedIntoRole,
        VersionRole
    };

    explicit EventTable(Twin &twin, QObject *parent = nullptr);
    /// The one that all lists over a twin share; lives as long as the twin.
    static EventTable &of(Twin &twin);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    const domain::Event &event(int row) const { return m_events[size_t(row)]; }
    int rowOf(const QString &id) const { return m_rows.value(id, -1); } ///< -1: not known
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

/// Its next limit in words: "overdue by 5 min", "due in 20 min"; empty where it has none.
QString limitText(const domain::Event &event, qint64 now);

/// The queue of events: filtered and sorted by a key. The one that the interface shares can hold the map in step: what
/// it leaves out has no marker there.
class EventModel : public LargeProxy
{
    Q_OBJECT
    Q_PROPERTY(QString filterText READ filterText WRITE setFilterText NOTIFY filterChanged)
    Q_PROPERTY(QString filterState READ filterState WRITE setFilterState NOTIFY filterChanged)
    Q_PROPERTY(QString filterSeverity READ filterSeverity WRITE setFilterSeverity NOTIFY filterChanged)
    Q_PROPERTY(QString filterDomain READ filterDomain WRITE setFilterDomain NOTIFY filterChanged)
    Q_PROPERTY(QString filterPlaceKind READ filterPlaceKind NOTIFY filterChanged)
    Q_PROPERTY(QString filterPlaceId READ filterPlaceId NOTIFY filterChanged)
    Q_PROPERTY(QString filterType READ filterType WRITE setFilterType NOTIFY filterChanged)
    Q_PROPERTY(QString filterClass READ filterClass WRITE setFilterClass NOTIFY filterChanged)
    Q_PROPERTY(QString filterSource READ filterSource WRITE setFilterSource NOTIFY filterChanged)
    Q_PROPERTY(QString filterTime READ filterTime WRITE setFilterTime NOTIFY filterChanged)
    Q_PROPERTY(bool mine READ isMine WRITE setMine NOTIFY filterChanged)
    Q_PROPERTY(QString who READ who WRITE setWho NOTIFY filterChanged)
    Q_PROPERTY(bool narrowed READ isNarrowed NOTIFY filterChanged)
    Q_PROPERTY(bool leadsMap READ leadsMap WRITE setLeadsMap NOTIFY leadsMapChanged)
    Q_PROPERTY(int openCount READ openCount NOTIFY countChanged)
    Q_PROPERTY(QString sortKey READ sortKey WRITE setSortKey NOTIFY sortKeyChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(QVariantList states READ states NOTIFY choicesChanged)
    Q_PROPERTY(QVariantList severities READ severities NOTIFY choicesChanged)
    Q_PROPERTY(QVariantList domains READ domains NOTIFY choicesChanged)
    Q_PROPERTY(QVariantList types READ types NOTIFY choicesChanged)
    Q_PROPERTY(QVariantList classes READ classes NOTIFY choicesChanged)
    Q_PROPERTY(QVariantList sources READ sources NOTIFY sourcesChanged)
    Q_PROPERTY(QVariantList times READ times NOTIFY choicesChanged)

public:
    explicit EventModel(QObject *parent = nullptr, Twin *twin = nullptr);

    QString filterText() const { return m_text; }
    void setFilterText(const QString &text);
    /// A state's name ("dispatched" with those that were reopened: they wait for the same), "closed-today", "open" (all
    /// but the final ones; the start value), "in-hand" (somebody is on it), "overdue", or "" for all.
    QString filterState() const { return m_state; }
    void setFilterState(const QString &state);
    /// At least as bad as this: "minor", "major", "critical"; "" for all.
    QString filterSeverity() const { return m_severity; }
    void setFilterSeverity(const QString &severity);
    /// A domain's id; "" for all.
    QString filterDomain() const { return m_domain; }
    void setFilterDomain(const QString &domain);
    QString filterType() const { return m_type; }
    void setFilterType(const QString &type);
    QString filterClass() const { return m_class; }
    void setFilterClass(const QString &klass);
    QString filterSource() const { return m_source; }
    void setFilterSource(const QString &source);
    /// Reported within the last "hour", "today", within the last "week"; "" for ever.
    QString filterTime() const { return m_time; }
    void setFilterTime(const QString &time);
    /// Only what was given to `who`, or what they have worked.
    bool isMine() const { return m_mine; }
    void setMine(bool mine);
    QString who() const { return m_who; }
    void setWho(const QString &who);
    /// Something is left out beyond what is closed.
    bool isNarrowed() const;
    bool leadsMap() const { return m_leadsMap; }
    void setLeadsMap(bool leads);
    int openCount() const; ///< without any filter
    /// As it is at the start; order and map stay.
    Q_INVOKABLE void clearFilters();
    /// The row of an event; -1: not listed.
    Q_INVOKABLE int rowOf(const QString &id) const;
    Q_INVOKABLE QString idAt(int row) const;
    QString filterPlaceKind() const;
    QString filterPlaceId() const { return m_place.id; }
    Q_PROPERTY(QString filterPlaceName READ filterPlaceName NOTIFY filterChanged)
    QString filterPlaceName() const;
    /// Only what stands in this place; kind "" for everywhere.
    Q_INVOKABLE void setFilterPlace(const QString &kind, const QString &id);
    /// "severity" (worst first, then newest; the start value), "overdue" (what is past its limit first, longest first,
    /// then worst), "age" (newest first), "due", "type", "state", "address".
    QString sortKey() const { return m_sortKey; }
    void setSortKey(const QString &key);
    int count() const { return rowCount(); }
    /// Choices of the filters: {id, label}, the first for all.
    QVariantList states() const;
    QVariantList severities() const;
    QVariantList domains() const;
    QVariantList types() const; ///< of the domain that is chosen
    QVariantList classes() const;
    QVariantList sources() const; ///< that there are events of
    QVariantList times() const;

Q_SIGNALS:
    void filterChanged();
    void sortKeyChanged();
    void countChanged();
    void choicesChanged();
    void sourcesChanged();
    void leadsMapChanged();

protected:
    QString searchedText(int row) const override;
    QString orderedText(int row) const override;
    bool isOrderedByText() const override;
    QString language() const override { return m_table->twin().language(); }
    bool accepts(int row) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    void refilter();
    void choose(QString &filter, const QString &value);
    bool isOfState(const domain::Event &event) const;
    bool isWorkedBy(const domain::Event &event) const;
    void leadMap();
    EventTable *m_table;
    QString m_type, m_class, m_source, m_time, m_who;
    bool m_mine = false, m_leadsMap = false;
    QTimer m_soon; ///< the map follows a moment later: changes come in heaps
    QString m_text, m_folded, m_state = QStringLiteral("open"), m_severity, m_domain,
                              m_sortKey = QStringLiteral("severity");
    domain::ObjectRef m_place;
};

}
