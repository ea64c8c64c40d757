#include "store/Upkeep.h"

#include "store/Journal.h"
#include "store/Reading.h"
#include "store/Tr.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace store
{

static const QString Format = QStringLiteral("yunjie-store");

/// One value; null where there is no row.
static base::Result<QVariant> ask(Connection &connection, const QString &sql, const QVariantList &values = {})
{
    const auto rows = connection.query(sql, values);
    if (!rows)
        return tl::unexpected(rows.error());
    const QVariant value = (*rows)->next() ? (*rows)->value(0) : QVariant();
    (*rows)->finish();
    return value;
}

/// The schema's version: 0 of an empty place. Errors: "store-newer", "store-foreign".
static base::Result<int> versionOf(Connection &connection)
{
    const bool sqlite = connection.dialect() == Dialect::Sqlite;
    const auto tables =
        ask(connection, sqlite ? QStringLiteral("SELECT count(*) FROM sqlite_master WHERE type = 'table'")
                               : QStringLiteral("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"));
    if (!tables)
        return tl::unexpected(tables.error());
    const auto ours = ask(connection, sqlite ? QStringLiteral("SELECT count(*) FROM sqlite_master WHERE name = 'meta'")
                                             : QStringLiteral("SELECT count(*) FROM pg_tables WHERE schemaname = "
                                                              "current_schema() AND tablename = 'meta'"));
    if (!ours)
        return tl::unexpected(ours.error());
    // A database of its own may have tables of PostGIS and the like; a file is ours or empty.
    if (ours->toInt() == 0 && (!sqlite || tables->toInt() == 0))
        return 0;
    const auto foreign = [&connection] {
        return base::failure(QStringLiteral("store-foreign"), tr("it holds something else than operations"),
                             connection.place().shown(), {}, tr("name another file or schema in the project"));
    };
    if (ours->toInt() == 0)
        return foreign();
    const auto format = ask(connection, QStringLiteral("SELECT value FROM meta WHERE key = 'format'"));
    if (!format || format->toString() != Format)
        return foreign();
    const auto version = ask(connection, QStringLiteral("SELECT value FROM meta WHERE key = 'schema'"));
    if (!version)
        return tl::unexpected(version.error());
    if (version->toInt() > SchemaVersion)
        return base::failure(QStringLiteral("store-newer"),
                             tr("it was written by a newer Yunjie (its tables are version %1, ours %2)")
                                 .arg(version->toInt())
                                 .arg(SchemaVersion),
                             connection.place().shown(), {}, tr("use the newer program; nothing was changed"));
    return version->toInt();
}

static base::Status migrate(Connection &connection)
{
    const bool sqlite = connection.dialect() == Dialect::Sqlite;
    if (const auto version = versionOf(connection); !version)
        return tl::unexpected(version.error());
    else if (*version == SchemaVersion)
        return {};
    base::Status status = connection.begin();
    if (status && !sqlite)
        status = connection.run(QStringLiteral("SELECT pg_advisory_xact_lock(hashtext('yunjie-migration'))"));
    // Another seat may have done it while we waited.
    base::Result<int> version = status ? versionOf(connection) : base::Result<int>(tl::unexpected(status.error()));
    if (!version)
        status = tl::unexpected(version.error());
    for (int next = version.value_or(SchemaVersion) + 1; status && next <= SchemaVersion; ++next) {
        for (const QString &statement : migration(connection.dialect(), next)) {
            status = connection.run(statement);
            if (!status)
                break;
        }
    }
    const auto note = [&](const char *key, const QString &value) {
        if (!status)
            return;
        const auto done = connection.query(QStringLiteral("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT "
                                                          "(key) DO UPDATE SET value = excluded.value"),
                                           {QLatin1String(key), value});
        if (!done)
            status = tl::unexpected(done.error());
    };
    note("format", Format);
    note("schema", QString::number(SchemaVersion));
    if (status)
        status = connection.commit();
    if (!status)
        connection.rollback();
    return status;
}

base::Result<QString> setAside(const QString &file)
{
    const QString aside =
        QStringLiteral("%1.damaged-%2")
            .arg(file, QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'hhmmsszzz")));
    if (!QFile::rename(file, aside))
        return base::failure(QStringLiteral("store-damaged"), tr("it is damaged, and cannot be moved aside"), file);
    for (const char *part : {"-wal", "-shm"})
        QFile::rename(file + QLatin1String(part), aside + QLatin1String(part));
    return aside;
}

qint64 salvage(const QString &from, Connection &into)
{
    Place place = into.place();
    place.file = from;
    Connection old(place, Connection::Use::Read);
    if (!old.open())
        return 0;
    Journal journal(into);
    qint64 count = 0;
    Rows rows(old, QStringLiteral("SELECT %1 FROM entry ORDER BY sequence").arg(entryColumns()));
    for (bool more = true; more;) {
        std::vector<domain::Entry> some;
        while (some.size() < 500 && (more = rows.next()))
            some.push_back(entryAt(rows));
        const auto saved = journal.record(some, QDateTime::currentMSecsSinceEpoch());
        count += saved ? qint64(saved->size()) : 0;
    }
    return count;
}

QString damageNotice(const QString &why, const QString &aside, qint64 saved)
{
    return tr("The store was damaged (%1). It lies at %2; a new one was begun with %3 entries of its journal.")
        .arg(why, aside)
        .arg(saved);
}

static base::Result<Opening> openFile(Connection &connection)
{
    const QString file = connection.place().file;
    QDir().mkpath(QFileInfo(file).path());
    if (base::Status status = connection.open(); !status)
        return tl::unexpected(status.error());
    if (base::Status status = connection.run(QStringLiteral("PRAGMA journal_mode = WAL")); !status)
        return tl::unexpected(status.error());
    if (base::Status status = migrate(connection); !status)
        return tl::unexpected(status.error());
    Opening opening;
    const auto open = ask(connection, QStringLiteral("SELECT value FROM meta WHERE key = 'open'"));
    if (!open)
        return tl::unexpected(open.error());
    opening.unclean = open->toString() == QLatin1String("1");
    // Small enough to look at all of it at once; a larger one is looked at while it is used (Writer).
    constexpr qint64 SmallBytes = 32 << 20;
    if (opening.unclean && QFileInfo(file).size() <= SmallBytes) {
        opening.unclean = false;
        const auto wrong = quickCheck(connection.place());
        if (!wrong)
            return tl::unexpected(wrong.error());
        if (!wrong->isEmpty())
            return base::failure(QStringLiteral("store-damaged"), wrong->first(), file);
    }
    // Writing shows at once whether it can be written.
    if (base::Status status =
            connection.run(QStringLiteral("INSERT INTO meta (key, value) VALUES ('open', '1') ON CONFLICT (key) DO "
                                          "UPDATE SET value = excluded.value"));
        !status)
        return tl::unexpected(status.error());
    return opening;
}

static base::Result<Opening> openDatabase(Connection &connection)
{
    if (base::Status status = connection.open(); !status)
        return tl::unexpected(status.error());
    const QString schema = connection.place().schema;
    if (!schema.isEmpty()) {
        const auto there =
            ask(connection, QStringLiteral("SELECT count(*) FROM pg_namespace WHERE nspname = ?"), {schema});
        if (!there)
            return tl::unexpected(there.error());
        if (there->toInt() == 0)
            if (base::Status status = connection.run(QStringLiteral("CREATE SCHEMA IF NOT EXISTS \"%1\"")
                                                         .arg(QString(schema).replace(u'"', QLatin1String("\"\""))));
                !status)
                return tl::unexpected(status.error());
    }
    if (base::Status status = migrate(connection); !status)
        return tl::unexpected(status.error());
    const auto may = ask(connection, QStringLiteral("SELECT has_table_privilege('entry', 'INSERT') AND NOT "
                                                    "pg_is_in_recovery()"));
    if (!may)
        return tl::unexpected(may.error());
    if (!may->toBool())
        return base::failure(QStringLiteral("store-read-only"), tr("this user may only read it"),
                             connection.place().shown(), {}, tr("see the roles in docs/store.md"));
    return Opening();
}

base::Result<Opening> openForWriting(Connection &connection)
{
    if (connection.dialect() == Dialect::Postgresql)
        return openDatabase(connection);
    auto opening = openFile(connection);
    if (opening || opening.error().code != QLatin1String("store-damaged"))
        return opening;
    const QString why = opening.error().message;
    connection.close();
    const auto aside = setAside(connection.place().file);
    if (!aside)
        return tl::unexpected(aside.error());
    opening = openFile(connection);
    if (!opening)
        return opening;
    const qint64 saved = salvage(*aside, connection);
    opening->notice = damageNotice(why, *aside, saved);
    return opening;
}

base::Status openForReading(Connection &connection)
{
    if (connection.dialect() == Dialect::Sqlite && !QFileInfo::exists(connection.place().file))
        return base::failure(QStringLiteral("store-missing"), tr("there is no store"), connection.place().shown());
    if (base::Status status = connection.open(); !status)
        return status;
    const auto version = versionOf(connection);
    if (!version)
        return tl::unexpected(version.error());
    if (*version == 0)
        return base::failure(QStringLiteral("store-missing"), tr("there is no store"), connection.place().shown());
    if (*version < SchemaVersion)
        return base::failure(QStringLiteral("store-older"),
                             tr("its tables are of an older version, and it cannot be written"),
                             connection.place().shown(), {}, tr("open it once where it can be written"));
    return {};
}

void closeInOrder(Connection &connection)
{
    if (connection.isOpen() && connection.dialect() == Dialect::Sqlite) {
        (void)connection.run(QStringLiteral("UPDATE meta SET value = '0' WHERE key = 'open'"));
        (void)connection.run(QStringLiteral("PRAGMA optimize"));
    }
    connection.close();
}

}
