#pragma once

#include "core/Twin.h"

#include <QAbstractListModel>
#include <QSet>
#include <QTimer>
#include <QVariantList>

namespace app
{

/// "2:18", from an hour on "1:05:12", from a day on as ages are told: for what is running.
QString runningText(qint64 ms);
/// How long an alarm has been on, or "over for 5 min".
QString runningText(const domain::Alarm &alarm, qint64 now);

/// "Residual current too high 412 mA": the rule, and what met it where that is a figure.
QString alarmText(const Twin &twin, const domain::Alarm &alarm);

/// The alarm list: what calls for a hand first, the worst of it first, newest first; alarms of one incident together
/// under a line that folds; what is shelved or suppressed behind lines of their own.
class AlarmModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(QString filterText READ filterText WRITE setFilterText NOTIFY filterChanged)
    Q_PROPERTY(QString filterState READ filterState WRITE setFilterState NOTIFY filterChanged)
    Q_PROPERTY(QString filterSeverity READ filterSeverity WRITE setFilterSeverity NOTIFY filterChanged)
    Q_PROPERTY(QString filterRule READ filterRule WRITE setFilterRule NOTIFY filterChanged)
    Q_PROPERTY(bool flat READ isFlat WRITE setFlat NOTIFY filterChanged)
    Q_PROPERTY(bool narrowed READ isNarrowed NOTIFY filterChanged)
    Q_PROPERTY(int count READ count NOTIFY countsChanged)     ///< of rows
    Q_PROPERTY(int calling READ calling NOTIFY countsChanged) ///< unacknowledged, all that pass the filter
    Q_PROPERTY(int acknowledged READ acknowledged NOTIFY countsChanged)
    Q_PROPERTY(int shelved READ shelved NOTIFY countsChanged)
    Q_PROPERTY(int suppressed READ suppressed NOTIFY countsChanged)
    Q_PROPERTY(QString worst READ worst NOTIFY countsChanged) ///< severity of what calls; "normal" where nothing does
    Q_PROPERTY(QVariantList states READ states NOTIFY choicesChanged)
    Q_PROPERTY(QVariantList severities READ severities NOTIFY choicesChanged)
    Q_PROPERTY(QVariantList rules READ rules NOTIFY choicesChanged)

public:
    enum Role {
        RowKindRole = Qt::UserRole + 1, ///< "alarm", "incident", "shelved", "suppressed" (the lines that fold)
        IdRole,
        TitleRole,  ///< what is wrong, with the reading
        DetailRole, ///< where
        StateRole,
        StateNameRole,
        SeverityRole,
        VisualRole,
        ShapeRole,
        CallingRole,
        RunningRole,  ///< how long it has been on, or how long since it cleared
        TimesRole,    ///< how often it was raised
        PresenceRole, ///< "yes", "no", ""
        SubjectKindRole,
        SubjectIdRole,
        EventRole,
        FoldedRole,
        DepthRole, ///< 1 within an incident or below a line that folds
        MembersRole
    };

    explicit AlarmModel(QObject *parent = nullptr, Twin *twin = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QString filterText() const { return m_text; }
    void setFilterText(const QString &text);
    /// "calling", "acknowledged", "shelved", "suppressed"; "" for all that are not over.
    QString filterState() const { return m_state; }
    void setFilterState(const QString &state);
    QString filterSeverity() const { return m_severity; }
    void setFilterSeverity(const QString &severity);
    QString filterRule() const { return m_rule; }
    void setFilterRule(const QString &rule);
    /// No incidents, nothing that folds: a row an alarm, for the wall.
    bool isFlat() const { return m_flat; }
    void setFlat(bool flat);
    bool isNarrowed() const;
    Q_INVOKABLE void clearFilters();
    int count() const { return rowCount(); }
    int calling() const { return m_counts.calling; }
    int acknowledged() const { return m_counts.acknowledged; }
    int shelved() const { return m_counts.shelved; }
    int suppressed() const { return m_counts.suppressed; }
    QString worst() const { return domain::severityName(m_counts.worst); }
    QVariantList states() const;
    QVariantList severities() const;
    QVariantList rules() const;

    /// An incident's line or one that folds, by its row's id.
    Q_INVOKABLE void toggle(const QString &id);
    /// Of an alarm, or of its incident while that is folded; -1: not listed.
    Q_INVOKABLE int rowOf(const QString &alarm) const;
    Q_INVOKABLE QString idAt(int row) const;
    /// What calls for a hand among all that pass the filter, folded away or not: for acknowledging what is shown.
    Q_INVOKABLE QStringList callingIds() const;
    /// All alarms of a row: of an incident each that is not over.
    Q_INVOKABLE QStringList alarmsOf(int row) const;
    /// The alarms of an incident that are not over.
    Q_INVOKABLE QStringList alarmsIn(const QString &incident) const;

Q_SIGNALS:
    void filterChanged();
    void countsChanged();
    void choicesChanged();

private:
    enum class Kind : quint8 { Alarm, Incident, Shelved, Suppressed };
    struct Row {
        Kind kind = Kind::Alarm;
        QString id; ///< of the alarm or incident; of a line that folds its kind's name
        int depth = 0;
        bool folded = false;
        QStringList members = {};
        bool operator==(const Row &) const = default;
    };
    struct Counts {
        int calling = 0, acknowledged = 0, shelved = 0, suppressed = 0;
        domain::Severity worst = domain::Severity::Normal;
        bool operator==(const Counts &) const = default;
    };
    void later();
    void refilter();
    void rebuild();
    std::vector<Row> makeRows();
    void appendGrouped(std::vector<Row> &rows, const std::vector<const domain::Alarm *> &alarms) const;
    void appendFolded(std::vector<Row> &rows, Kind kind, const std::vector<const domain::Alarm *> &alarms) const;
    void replaceRows(std::vector<Row> rows);
    bool passes(const domain::Alarm &alarm) const;
    /// Of an incident the worst member's; null of a line that folds.
    const domain::Alarm *alarmOf(const Row &row) const;
    QVariant foldData(const Row &row, int role) const;
    static QString nameOf(Kind kind);

    Twin *m_twin;
    QString m_text, m_state, m_severity, m_rule;
    bool m_flat = false;
    QSet<QString> m_opened; ///< incidents and lines that are not folded
    std::vector<Row> m_rows;
    Counts m_counts;
    QSet<QString> m_changed; ///< alarms, since the rows were made
    QTimer m_soon;
};

}
