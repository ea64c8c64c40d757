#include "store/Connection.h"

#include "store/Tr.h"

#include <QDir>
#include <QFileInfo>
#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>
#include <QUrlQuery>

#include <atomic>

namespace store
{

// Where

base::Result<Place> Place::of(const domain::StoreConfig &config)
{
    Place place;
    place.seat = config.seat;
    if (config.url.startsWith(QLatin1String("sqlite:"))) {
        place.file = config.url.mid(7);
        if (QDir::isRelativePath(place.file))
            return base::failure(QStringLiteral("store-url"), tr("a store's file needs its whole path"), config.url);
        return place;
    }
    const QUrl url(config.url, QUrl::StrictMode);
    if (url.scheme() != QLatin1String("postgresql") && url.scheme() != QLatin1String("postgres"))
        return base::failure(QStringLiteral("store-url"), tr("this is not where a store can be"),
                             url.toDisplayString(QUrl::RemovePassword), {},
                             tr("write sqlite:FILE or postgresql://USER@HOST/DATABASE"));
    place.dialect = Dialect::Postgresql;
    place.host = url.host(QUrl::FullyDecoded);
    place.port = url.port(5432);
    place.database = url.path(QUrl::FullyDecoded).mid(1);
    place.user = url.userName(QUrl::FullyDecoded);
    place.password = config.password.isEmpty() ? url.password(QUrl::FullyDecoded) : config.password;
    QStringList options;
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items) {
        QString quoted = value;
        quoted.replace(u'\\', QLatin1String("\\\\")).replace(u'\'', QLatin1String("\\'"));
        if (name == QLatin1String("schema"))
            place.schema = value;
        else if (name == QLatin1String("host"))
            place.host = value;
        else
            options.append(QStringLiteral("%1='%2'").arg(name, quoted));
    }
    place.options = options.join(u' ');
    if (place.database.isEmpty())
        return base::failure(QStringLiteral("store-url"), tr("the store's url names no database"), place.shown(), {},
                             tr("write sqlite:FILE or postgresql://USER@HOST/DATABASE"));
    return place;
}

QString Place::shown() const
{
    if (dialect == Dialect::Sqlite)
        return file;
    const QString base = QStringLiteral("%1:%2/%3").arg(host).arg(port).arg(database);
    return schema.isEmpty() ? base : base + QStringLiteral(" (%1)").arg(schema);
}

static QString quoted(QString value)
{
    return u'\'' + value.replace(u'\\', QLatin1String("\\\\")).replace(u'\'', QLatin1String("\\'")) + u'\'';
}

QString Place::connectionString() const
{
    QString text = QStringLiteral("port=%1 dbname=%2").arg(port).arg(quoted(database));
    if (!host.isEmpty())
        text += QStringLiteral(" host=") + quoted(host);
    if (!user.isEmpty())
        text += QStringLiteral(" user=") + quoted(user);
    return options.isEmpty() ? text : text + u' ' + options;
}

// The connection

Connection::Connection(Place place, Use use) : m_place(std::move(place)), m_use(use)
{
    static std::atomic_int counter = 0;
    m_name = QStringLiteral("yunjie-store-%1").arg(++counter);
}

Connection::~Connection()
{
    close();
}

QSqlDatabase Connection::database() const
{
    return QSqlDatabase::database(m_name, false);
}

void Connection::close()
{
    m_open = false;
    m_prepared.clear();
    if (!QSqlDatabase::contains(m_name))
        return;
    database().close();
    QSqlDatabase::removeDatabase(m_name);
}

base::Status Connection::open()
{
    close();
    const bool sqlite = m_place.dialect == Dialect::Sqlite;
    const QString driver = sqlite ? QStringLiteral("QSQLITE") : QStringLiteral("QPSQL");
    if (!QSqlDatabase::isDriverAvailable(driver))
        return base::failure(
            QStringLiteral("store-error"), tr("Qt's driver %1 is not installed").arg(driver), m_place.shown(), {},
            tr("install %1").arg(sqlite ? QStringLiteral("libqt6sql6-sqlite") : QStringLiteral("libqt6sql6-psql")));
    QSqlDatabase database = QSqlDatabase::addDatabase(driver, m_name);
    QStringList settings;
    if (sqlite) {
        const QFileInfo file(m_place.file);
        // A file in a folder where nothing can be made, and which nobody left half written, is read as it stands.
        const bool fixed = m_use == Use::Read && file.exists() && !QFileInfo(file.path()).isWritable() &&
                           !QFileInfo::exists(m_place.file + QStringLiteral("-wal"));
        if (fixed) {
            database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"));
            database.setDatabaseName(
                QString::fromLatin1(QUrl::fromLocalFile(m_place.file).toEncoded() + "?immutable=1"));
        } else {
            database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000"));
            database.setDatabaseName(m_place.file);
        }
        // Kibibytes. Small enough to be full soon: pages that fill up for hours look like a leak, and the system
        // keeps those of the file anyhow.
        settings = {QStringLiteral("PRAGMA foreign_keys = ON"), QStringLiteral("PRAGMA temp_store = MEMORY"),
                    m_use == Use::Read ? QStringLiteral("PRAGMA cache_size = -16384")
                                       : QStringLiteral("PRAGMA cache_size = -8192")};
        if (m_use == Use::Read)
            settings.append(QStringLiteral("PRAGMA query_only = ON"));
        else
            settings +=
                {QStringLiteral("PRAGMA synchronous = NORMAL"), QStringLiteral("PRAGMA wal_autocheckpoint = 4000"),
                 QStringLiteral("PRAGMA journal_size_limit = 33554432")};
    } else {
        database.setHostName(m_place.host);
        database.setPort(m_place.port);
        database.setDatabaseName(m_place.database);
        database.setUserName(m_place.user);
        database.setPassword(m_place.password);
        QString options =
            QStringLiteral("connect_timeout=5;application_name=yunjie;keepalives_idle=10;keepalives_interval=5;"
                           "keepalives_count=3;tcp_user_timeout=15000");
        if (!m_place.options.isEmpty())
            options += u';' + m_place.options;
        database.setConnectOptions(options);
        // The server finds out in half a minute that a seat is gone, and lets another be the recorder.
        settings = {QStringLiteral("SET tcp_keepalives_idle = 10"),
                    QStringLiteral("SET tcp_keepalives_interval = 5"),
                    QStringLiteral("SET tcp_keepalives_count = 3"),
                    QStringLiteral("SET timezone = 'UTC'"),
                    QStringLiteral("SET lock_timeout = '10s'"),
                    QStringLiteral("SET idle_in_transaction_session_timeout = '60s'"),
                    QStringLiteral("SET client_min_messages = warning")};
        if (!m_place.schema.isEmpty())
            settings.append(QStringLiteral("SET search_path = %1")
                                .arg(database.driver()->escapeIdentifier(m_place.schema, QSqlDriver::TableName)));
    }
    if (!database.open()) {
        const base::Error error = explain(database.lastError());
        database = QSqlDatabase();
        close();
        return tl::unexpected(error);
    }
    m_open = true;
    for (const QString &setting : settings) {
        if (base::Status status = run(setting); !status) {
            database = QSqlDatabase();
            close();
            return status;
        }
    }
    return {};
}

base::Result<QSqlQuery *> Connection::prepare(const QString &sql)
{
    std::shared_ptr<QSqlQuery> &query = m_prepared[sql];
    if (query)
        return query.get();
    auto fresh = std::make_shared<QSqlQuery>(database());
    // PostgreSQL's one-row mode would keep the connection busy until all rows are read.
    fresh->setForwardOnly(m_place.dialect == Dialect::Sqlite);
    if (!fresh->prepare(sql)) {
        m_prepared.remove(sql);
        return tl::unexpected(explain(fresh->lastError()));
    }
    query = fresh;
    return query.get();
}

base::Result<QSqlQuery *> Connection::query(const QString &sql, const QVariantList &values)
{
    auto prepared = prepare(sql);
    if (!prepared)
        return prepared;
    for (int i = 0; i < values.size(); ++i)
        (*prepared)->bindValue(i, values[i]);
    if (!(*prepared)->exec())
        return tl::unexpected(explain((*prepared)->lastError()));
    return prepared;
}

base::Status Connection::run(const QString &sql)
{
    QSqlQuery query(database());
    if (!query.exec(sql))
        return tl::unexpected(explain(query.lastError()));
    return {};
}

base::Status Connection::begin()
{
    // SQLite: the right to write is taken now, not at the first change, when others may have it.
    return run(m_place.dialect == Dialect::Sqlite ? QStringLiteral("BEGIN IMMEDIATE") : QStringLiteral("BEGIN"));
}

base::Status Connection::commit()
{
    return run(QStringLiteral("COMMIT"));
}

void Connection::rollback()
{
    if (m_open)
        (void)run(QStringLiteral("ROLLBACK"));
}

// Errors

namespace
{

enum class Trouble : quint8 { Busy, Full, ReadOnly, Damaged, Away, Refused, VersionTaken, StepIllegal, Other };

Trouble sqliteTrouble(int code, const QString &text)
{
    if (text.contains(QLatin1String("version-taken")) || text.contains(QLatin1String("entry.version")))
        return Trouble::VersionTaken;
    if (text.contains(QLatin1String("step-illegal")) || text.contains(QLatin1String("FOREIGN KEY")))
        return Trouble::StepIllegal;
    switch (code & 0xff) { // the primary code of an extended one (sqlite.org/rescode.html)
    case 5:                // BUSY
    case 6:                // LOCKED
        return Trouble::Busy;
    case 10: // IOERR: a disk that is full by a quota says so too
    case 13: // FULL
        return Trouble::Full;
    case 3: // PERM
    case 8: // READONLY
        return Trouble::ReadOnly;
    case 11: // CORRUPT
    case 26: // NOTADB
        return Trouble::Damaged;
    case 14: // CANTOPEN
        return Trouble::Away;
    default:
        return Trouble::Other;
    }
}

Trouble postgresqlTrouble(const QString &state, bool connected)
{
    const auto is = [&state](const char *start) { return state.startsWith(QLatin1String(start)); };
    if (is("28") || is("42501"))
        return Trouble::Refused;
    if (!connected || is("08") || is("57P") || is("53300"))
        return Trouble::Away;
    if (is("53") || is("58"))
        return Trouble::Full;
    if (is("25006"))
        return Trouble::ReadOnly;
    if (is("40") || is("55P03"))
        return Trouble::Busy;
    if (is("XX001") || is("XX002"))
        return Trouble::Damaged;
    if (is("23505"))
        return Trouble::VersionTaken;
    if (is("23514") || is("23503"))
        return Trouble::StepIllegal;
    return Trouble::Other;
}

}

base::Error Connection::explain(const QSqlError &error)
{
    const QString text = error.databaseText().trimmed();
    const QString state = error.nativeErrorCode();
    const bool connected = m_open && database().isOpen();
    Trouble trouble =
        m_place.dialect == Dialect::Sqlite ? sqliteTrouble(state.toInt(), text) : postgresqlTrouble(state, connected);
    // The words of a refused log-in come without a state.
    if (m_place.dialect == Dialect::Postgresql && trouble == Trouble::Away &&
        (text.contains(QLatin1String("authentication")) || text.contains(QLatin1String("does not exist"))))
        trouble = Trouble::Refused;
    if (m_place.dialect == Dialect::Postgresql && trouble == Trouble::Away)
        m_open = false;
    const auto said = [&](const char *code, const QString &message, const QString &hint) {
        return base::Error{QLatin1String(code), message, m_place.shown(), {}, hint};
    };
    switch (trouble) {
    case Trouble::Busy:
        return said("store-busy", tr("another program holds the store"), tr("it is tried again"));
    case Trouble::Full:
        return said("store-full", tr("it cannot be written: %1").arg(text), tr("make room on the disk"));
    case Trouble::ReadOnly:
        return said("store-read-only", tr("it may only be read: %1").arg(text),
                    tr("give the right to write to it, or another place in the project"));
    case Trouble::Damaged:
        return said("store-damaged", tr("it is damaged: %1").arg(text), {});
    case Trouble::Away:
        return said("store-away", tr("it cannot be reached: %1").arg(text.section(u'\n', 0, 0)),
                    tr("it is tried again"));
    case Trouble::Refused:
        return said("store-refused", tr("it refuses us: %1").arg(text.section(u'\n', 0, 0)),
                    tr("see the roles in docs/store.md"));
    case Trouble::VersionTaken:
        return said("version-taken", tr("somebody else was faster"), tr("look at it again and decide anew"));
    case Trouble::StepIllegal:
        return said("step-illegal", tr("the store refuses this step"), {});
    case Trouble::Other:
        break;
    }
    return said("store-error", text.isEmpty() ? error.driverText() : text, {});
}

bool isTrouble(const base::Error &error)
{
    static const QStringList codes{
        QStringLiteral("store-busy"),    QStringLiteral("store-full"),  QStringLiteral("store-read-only"),
        QStringLiteral("store-damaged"), QStringLiteral("store-away"),  QStringLiteral("store-refused"),
        QStringLiteral("store-missing"), QStringLiteral("store-newer"), QStringLiteral("store-foreign")};
    return codes.contains(error.code);
}

}
