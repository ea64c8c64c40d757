#include "store/Reading.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlError>

namespace store
{

void Where::add(const QString &condition, const QVariantList &its)
{
    conditions.append(condition);
    values += its;
}

void Where::oneOf(const char *column, const QStringList &texts)
{
    if (texts.isEmpty())
        return;
    QVariantList its(texts.begin(), texts.end());
    add(QStringLiteral("%1 IN (%2)")
            .arg(QLatin1String(column), QStringList(texts.size(), QStringLiteral("?")).join(u',')),
        its);
}

void Where::inAreas(Dialect dialect, const char *column, const QStringList &areas)
{
    if (areas.isEmpty())
        return;
    QStringList any;
    QVariantList its;
    for (const QString &area : areas) {
        any.append(contains(dialect, column));
        its.append((area.contains(u':') ? QStringLiteral("/%1/") : QStringLiteral(":%1/")).arg(area));
    }
    add(u'(' + any.join(QStringLiteral(" OR ")) + u')', its);
}

void Where::like(Dialect dialect, std::initializer_list<const char *> columns, const QString &text)
{
    QString pattern = text.trimmed();
    if (pattern.isEmpty())
        return;
    for (const char *special : {"\\", "%", "_"})
        pattern.replace(QLatin1String(special), u'\\' + QLatin1String(special));
    QStringList any;
    for (const char *column : columns) {
        any.append(QStringLiteral("%1 %2 ? ESCAPE '\\'")
                       .arg(QLatin1String(column),
                            dialect == Dialect::Sqlite ? QStringLiteral("LIKE") : QStringLiteral("ILIKE")));
        values.append(QVariant(u'%' + pattern + u'%'));
    }
    conditions.append(u'(' + any.join(QStringLiteral(" OR ")) + u')');
}

void Where::within(const char *column, qint64 from, qint64 to)
{
    if (from != 0)
        add(QLatin1String(column) + QStringLiteral(" >= ?"), {from});
    if (to != 0)
        add(QLatin1String(column) + QStringLiteral(" < ?"), {to});
}

QString Where::text() const
{
    return conditions.isEmpty() ? QString() : QStringLiteral(" WHERE ") + conditions.join(QStringLiteral(" AND "));
}

QString contains(Dialect dialect, const char *haystack)
{
    return (dialect == Dialect::Sqlite ? QStringLiteral("instr(%1, ?) > 0") : QStringLiteral("strpos(%1, ?) > 0"))
        .arg(QLatin1String(haystack));
}

Rows::Rows(Connection &connection, const QString &sql, const QVariantList &values, bool streamed)
    : m_connection(connection), m_query(connection.database())
{
    m_query.setForwardOnly(streamed || connection.dialect() == Dialect::Sqlite);
    if (values.isEmpty()) {
        m_failed = !m_query.exec(sql);
        return;
    }
    m_failed = !m_query.prepare(sql);
    for (const QVariant &value : values)
        m_query.addBindValue(value);
    m_failed = m_failed || !m_query.exec();
}

bool Rows::next()
{
    return !m_failed && m_query.next();
}

base::Status Rows::status() const
{
    const QSqlError error = m_query.lastError();
    if (!m_failed && !error.isValid())
        return {};
    return tl::unexpected(m_connection.explain(error));
}

Snapshot::Snapshot(Connection &connection) : m_connection(connection)
{
    (void)m_connection.run(m_connection.dialect() == Dialect::Sqlite
                               ? QStringLiteral("BEGIN")
                               : QStringLiteral("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"));
}

Snapshot::~Snapshot()
{
    if (m_connection.isOpen())
        (void)m_connection.commit();
}

QString entryColumns(const QString &alias)
{
    static const QStringList names{QStringLiteral("sequence"), QStringLiteral("subject"), QStringLiteral("id"),
                                   QStringLiteral("version"),  QStringLiteral("verb"),    QStringLiteral("time"),
                                   QStringLiteral("recorded"), QStringLiteral("who"),     QStringLiteral("seat"),
                                   QStringLiteral("why"),      QStringLiteral("body")};
    return alias + names.join(QStringLiteral(", ") + alias);
}

domain::Entry entryAt(const Rows &rows, int first)
{
    domain::Entry entry;
    entry.sequence = rows.number(first);
    entry.subject = domain::subjectFromName(rows.text(first + 1));
    entry.id = rows.text(first + 2);
    entry.version = int(rows.number(first + 3));
    entry.verb = rows.text(first + 4);
    entry.time = rows.number(first + 5);
    entry.recorded = rows.number(first + 6);
    entry.who = rows.text(first + 7);
    entry.seat = rows.text(first + 8);
    entry.why = rows.text(first + 9);
    entry.body = objectOf(rows.text(first + 10));
    return entry;
}

QJsonObject objectOf(const QString &json)
{
    return QJsonDocument::fromJson(json.toUtf8()).object();
}

QJsonValue resultAt(const Rows &rows, int value, int text)
{
    if (rows.isNull(text))
        return rows.isNull(value) ? QJsonValue() : QJsonValue(rows.real(value));
    // A bare value is no document: it is read as the only one of a list.
    return QJsonDocument::fromJson('[' + rows.text(text).toUtf8() + ']').array().at(0);
}

}
