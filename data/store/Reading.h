#pragma once

#include "store/Connection.h"
#include "store/Store.h"

#include <QVariant>

/// How the store's questions are asked: in SQL that both databases understand. Everything here runs on the thread of
/// the connection it is given.
namespace store
{

/// Conditions with their values, in order.
struct Where {
    QStringList conditions;
    QVariantList values;

    void add(const QString &condition, const QVariantList &its = {});
    /// The column is one of these; none: no restriction.
    void oneOf(const char *column, const QStringList &texts);
    /// The column, a path "/community:C01/grid:G49/", has one of these areas: as refText or bare ids.
    void inAreas(Dialect dialect, const char *column, const QStringList &areas);
    /// One of the columns has the text in it, whatever the case of its Latin letters; an empty text: no restriction.
    void like(Dialect dialect, std::initializer_list<const char *> columns, const QString &text);
    /// `from` up to but not `to`; 0: no limit.
    void within(const char *column, qint64 from, qint64 to);
    QString text() const; ///< " WHERE a AND b"; empty without conditions
};

/// "instr(haystack, ?) > 0" in the database's words.
QString contains(Dialect dialect, const char *haystack);

/// A statement that was run: rows from the first to the last, once.
class Rows
{
public:
    /// `streamed`: row by row from the server, for answers that should not be held whole; nothing else may be asked of
    /// the connection meanwhile.
    Rows(Connection &connection, const QString &sql, const QVariantList &values = {}, bool streamed = false);

    bool next();
    QString text(int column) const { return m_query.value(column).toString(); }
    qint64 number(int column) const { return m_query.value(column).toLongLong(); }
    double real(int column) const { return m_query.value(column).toDouble(); }
    bool isNull(int column) const { return m_query.isNull(column); }
    /// Whether it was run to its end, by Connection::explain.
    base::Status status() const;

private:
    Connection &m_connection;
    QSqlQuery m_query;
    bool m_failed = false;
};

/// What is asked while this lives sees one state of the store.
class Snapshot
{
public:
    explicit Snapshot(Connection &connection);
    ~Snapshot();
    Snapshot(const Snapshot &) = delete;
    Snapshot &operator=(const Snapshot &) = delete;

private:
    Connection &m_connection;
};

/// The columns of an entry in the order that `entryAt` takes them; `alias` with its dot, or empty.
QString entryColumns(const QString &alias = {});
domain::Entry entryAt(const Rows &rows, int first = 0);
QJsonObject objectOf(const QString &json);
/// A result as it was told, of the columns `value` and `text`.
QJsonValue resultAt(const Rows &rows, int value, int text);

/// What restricts events to those of a query, over the table `event` under the alias e.
Where eventWhere(Dialect dialect, const EventQuery &query);
Where alarmWhere(Dialect dialect, const AlarmQuery &query);
Where journalWhere(Dialect dialect, const JournalQuery &query);

/// The newest observation of each datastream up to a time, and what each device said of itself last.
base::Result<std::vector<domain::Observation>> newestObservations(Connection &connection, qint64 time);
base::Result<std::vector<domain::ThingStatusReport>> statusesAt(Connection &connection, qint64 time);

}
