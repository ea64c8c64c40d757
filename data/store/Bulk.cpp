#include "store/Bulk.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlError>

namespace store
{

/// One element of an array as PostgreSQL reads it (8.15.6 of its documentation).
static void appendElement(QString &array, const QVariant &value)
{
    if (!value.isValid() || value.isNull()) {
        array += QLatin1String("NULL");
        return;
    }
    switch (value.typeId()) {
    case QMetaType::Double:
        array += QString::number(value.toDouble(), 'g', 17);
        return;
    case QMetaType::QString:
        break;
    default:
        array += value.toString();
        return;
    }
    array += u'"';
    for (const QChar each : value.toString()) {
        if (each == u'"' || each == u'\\')
            array += u'\\';
        // No text of PostgreSQL can hold it.
        array += each.isNull() ? QChar(QChar::ReplacementCharacter) : each;
    }
    array += u'"';
}

static QString names(const std::vector<Column> &columns)
{
    QStringList list;
    for (const Column &column : columns)
        list.append(QLatin1String(column.name));
    return list.join(QStringLiteral(", "));
}

static base::Status insertArrays(Connection &connection, const char *table, const std::vector<Column> &columns,
                                 const std::vector<QVariantList> &rows, const QString &conflict)
{
    QStringList parameters;
    QVariantList arrays;
    for (size_t i = 0; i < columns.size(); ++i) {
        parameters.append(QStringLiteral("CAST(? AS %1[])").arg(QLatin1String(columns[i].type)));
        QString array(u'{');
        for (const QVariantList &row : rows) {
            if (array.size() > 1)
                array += u',';
            appendElement(array, row[qsizetype(i)]);
        }
        arrays.append(array + u'}');
    }
    const auto done = connection.query(
        QStringLiteral("INSERT INTO %1 (%2) SELECT * FROM unnest(%3) %4")
            .arg(QLatin1String(table), names(columns), parameters.join(QStringLiteral(", ")), conflict),
        arrays);
    return done ? base::Status() : tl::unexpected(done.error());
}

base::Status insertRows(Connection &connection, const char *table, const std::vector<Column> &columns,
                        const std::vector<QVariantList> &rows, const QString &conflict)
{
    if (rows.empty())
        return {};
    if (connection.dialect() == Dialect::Postgresql)
        return insertArrays(connection, table, columns, rows, conflict);
    const QString holders = QStringLiteral("?, ").repeated(qsizetype(columns.size())).chopped(2);
    const auto statement = connection.prepare(QStringLiteral("INSERT INTO %1 (%2) VALUES (%3) %4")
                                                  .arg(QLatin1String(table), names(columns), holders, conflict));
    if (!statement)
        return tl::unexpected(statement.error());
    for (const QVariantList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            (*statement)->bindValue(int(i), row[i]);
        if (!(*statement)->exec())
            return tl::unexpected(connection.explain((*statement)->lastError()));
    }
    (*statement)->finish();
    return {};
}

QString replacing(const std::vector<Column> &columns, const QStringList &keys)
{
    QStringList sets;
    for (const Column &column : columns)
        if (const QString name = QLatin1String(column.name); !keys.contains(name))
            sets.append(QStringLiteral("%1 = excluded.%1").arg(name));
    return QStringLiteral("ON CONFLICT (%1) DO UPDATE SET %2")
        .arg(keys.join(QStringLiteral(", ")), sets.join(QStringLiteral(", ")));
}

QString inList(Dialect dialect, const QString &column)
{
    return dialect == Dialect::Sqlite ? QStringLiteral("%1 IN (SELECT value FROM json_each(?))").arg(column)
                                      : QStringLiteral("%1 = ANY(CAST(? AS text[]))").arg(column);
}

QVariant listValue(Dialect dialect, const QStringList &texts)
{
    if (dialect == Dialect::Sqlite)
        return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(texts)).toJson(QJsonDocument::Compact));
    QString array(u'{');
    for (const QString &text : texts) {
        if (array.size() > 1)
            array += u',';
        appendElement(array, text);
    }
    return QString(array + u'}');
}

}
