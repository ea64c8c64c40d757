#include "store/Care.h"

#include "store/Reading.h"
#include "store/Upkeep.h"

#include <QDateTime>

#include <cmath>

namespace store
{

base::Result<QStringList> checkIntegrity(const domain::StoreConfig &config)
{
    const auto place = Place::of(config);
    if (!place)
        return tl::unexpected(place.error());
    return checkIntegrity(*place);
}

base::Result<QJsonObject> contentsOf(const domain::StoreConfig &config)
{
    const auto place = Place::of(config);
    if (!place)
        return tl::unexpected(place.error());
    Connection connection(*place, Connection::Use::Read);
    if (base::Status status = openForReading(connection); !status)
        return tl::unexpected(status.error());
    const bool sqlite = place->dialect == Dialect::Sqlite;
    QJsonObject contents{{QStringLiteral("kind"), sqlite ? QStringLiteral("sqlite") : QStringLiteral("postgresql")},
                         {QStringLiteral("place"), place->shown()},
                         {QStringLiteral("schema"), SchemaVersion}};
    static const std::pair<const char *, const char *> counts[] = {
        {"entries", "SELECT count(*) FROM entry"},
        {"events", "SELECT count(*) FROM event"},
        {"alarms", "SELECT count(*) FROM alarm"},
        {"alerts", "SELECT count(*) FROM alert"},
        {"councils", "SELECT count(*) FROM council"},
        {"datastreams", "SELECT count(*) FROM datastream"},
        {"observations", // What has been moved and is not yet taken out of the inbox counts once.
         "SELECT (SELECT count(*) FROM observation) + (SELECT count(*) FROM observation_inbox i, compaction c WHERE "
         "NOT "
         "(i.sequence <= c.upto AND i.stream < c.stream))"},
        {"quarters", "SELECT count(*) FROM observation_quarter"}};
    for (const auto &[name, sql] : counts) {
        Rows rows(connection, QLatin1String(sql));
        if (rows.next())
            contents.insert(QLatin1String(name), rows.number(0));
        if (base::Status status = rows.status(); !status)
            return tl::unexpected(status.error());
    }
    for (const char *name : {"first", "last"}) {
        const bool first = name[0] == 'f';
        Rows rows(connection, first ? QStringLiteral("SELECT min(time) FROM entry")
                                    : QStringLiteral("SELECT max(time) FROM entry"));
        if (rows.next() && !rows.isNull(0))
            contents.insert(QLatin1String(name),
                            QDateTime::fromMSecsSinceEpoch(rows.number(0), Qt::UTC).toString(Qt::ISODate));
    }
    Rows size(connection, sqlite
                              ? QStringLiteral("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
                              : QStringLiteral("SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM "
                                               "pg_class c WHERE c.relkind = 'r' AND c.relnamespace = "
                                               "current_schema()::regnamespace"));
    if (size.next())
        contents.insert(QStringLiteral("mebibytes"), std::round(size.real(0) / 1048576 * 10) / 10);
    return contents;
}

base::Status backup(const domain::StoreConfig &config, const QString &file)
{
    const auto place = Place::of(config);
    if (!place)
        return tl::unexpected(place.error());
    return backup(*place, file);
}

}
