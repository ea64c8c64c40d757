#pragma once

#include "operations/PagedModel.h"

#include <QVariantMap>

namespace app
{

/// {text, states, domains, types, classes, sources, assignees, areas (each a text or a list), building, from, to (ms
/// UTC), overdueOnly, order ("newest", "oldest", "due", "severity", "updated")} as the store asks; what is left out
/// does not restrict.
store::EventQuery eventQuery(const QVariantMap &filter, qint64 now);
/// {rules, severities, areas, building, thing, text, from, to, openOnly}
store::AlarmQuery alarmQuery(const QVariantMap &filter);
/// {subjects, who, text, from, to}
store::JournalQuery journalQuery(const QVariantMap &filter);

/// All events of the store, those of years ago too. Roles: id, title, type, typeName, state, stateName, severity,
/// visual, shape, address, reported (ms UTC), reportedText, closedText, klass, sourceName, assignee, overdue, known (it
/// is on the map: can be selected).
class HistoryModel : public PagedModel
{
    Q_OBJECT
    Q_PROPERTY(QVariantMap filter READ filter WRITE setFilter NOTIFY filterChanged) ///< as `eventQuery` has it
    /// The event that was chosen, with its whole timeline: {id, title, stateName, visual, rows, steps}, both as cards
    /// have them.
    Q_PROPERTY(QVariantMap chosen READ chosen NOTIFY chosenChanged)

public:
    explicit HistoryModel(QObject *parent = nullptr, Operations *operations = nullptr);
    QVariantMap filter() const { return m_filter; }
    void setFilter(const QVariantMap &filter);
    QVariantMap chosen() const { return m_chosen; }
    Q_INVOKABLE void choose(const QString &event);

Q_SIGNALS:
    void filterChanged();
    void chosenChanged();

protected:
    void ask(int offset, int limit, int serial) override;

private:
    QVariantMap m_filter, m_chosen;
    QString m_wanted;
};

/// The journal itself, newest first: who did what, when and why. Roles: sequence, subject ("event" ...), id, what,
/// when, recorded, who, seat, why, title (what it is about). Filter: {subjects (list), who, text, from, to}.
class JournalModel : public PagedModel
{
    Q_OBJECT
    Q_PROPERTY(QVariantMap filter READ filter WRITE setFilter NOTIFY filterChanged)

public:
    explicit JournalModel(QObject *parent = nullptr, Operations *operations = nullptr);
    QVariantMap filter() const { return m_filter; }
    void setFilter(const QVariantMap &filter);

Q_SIGNALS:
    void filterChanged();

protected:
    void ask(int offset, int limit, int serial) override;

private:
    QVariantMap m_filter;
};

/// What was told outside the program, newest first, whichever seat told it. Roles: id, target, text, place, severity,
/// state ("waiting", "trying", "delivered", "given-up"), stateName, visual, status (HTTP), attempts, reason, when.
class DeliveryModel : public PagedModel
{
    Q_OBJECT

public:
    explicit DeliveryModel(QObject *parent = nullptr, Operations *operations = nullptr);

protected:
    void ask(int offset, int limit, int serial) override;
};

}
