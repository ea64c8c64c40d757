#pragma once

#include "base/Result.h"
#include "domain/Sources.h"
#include "store/Schema.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <memory>

class QSqlError;

namespace store
{

/// Where a store is, understood from its url.
struct Place {
    Dialect dialect = Dialect::Sqlite;
    QString file; ///< SQLite
    QString host, database, user, password, schema, options;
    int port = 5432;
    QString seat;

    /// Errors: "store-url" (what is wrong with it).
    static base::Result<Place> of(const domain::StoreConfig &config);
    QString shown() const; ///< without a password
    /// The same place, for the command line of PostgreSQL's own tools; the password is not in it.
    QString connectionString() const;
};

/// One connection to a store, for the thread that opens it. A statement is prepared once.
class Connection
{
public:
    enum class Use : quint8 { Write, Read };
    Connection(Place place, Use use);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    base::Status open();
    void close();
    bool isOpen() const { return m_open; }
    Dialect dialect() const { return m_place.dialect; }
    const Place &place() const { return m_place; }
    QSqlDatabase database() const;

    /// A prepared statement, ready to be bound; kept until the connection closes. Finish it when its rows are read.
    base::Result<QSqlQuery *> prepare(const QString &sql);
    /// Prepares, binds in order, executes.
    base::Result<QSqlQuery *> query(const QString &sql, const QVariantList &values = {});
    /// Executes as it stands, nothing kept.
    base::Status run(const QString &sql);
    base::Status begin();
    base::Status commit();
    void rollback();

    /// What went wrong, in words, by what the database says. Codes: "store-busy", "store-full", "store-read-only",
    /// "store-damaged", "store-away" (the connection is lost: it is closed), "store-refused" (roles), "version-taken",
    /// "step-illegal", "store-error".
    base::Error explain(const QSqlError &error);

private:
    Place m_place;
    Use m_use;
    QString m_name;
    bool m_open = false;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_prepared;
};

/// Whether an error says that the store can take nothing now, rather than that it refuses this.
bool isTrouble(const base::Error &error);

}
