#include "formats/tiled/DatabaseFacts.h"

#include "formats/GdalErrors.h"
#include "formats/ogr/Sql.h"

#include <ogrsf_frmts.h>

#include <cstring>

namespace formats
{

namespace
{

/// The first row of an answer; null where there is none.
OGRFeatureUniquePtr ask(GDALDataset &dataset, const QByteArray &sql)
{
    OGRLayer *answer = dataset.ExecuteSQL(sql.constData(), nullptr, nullptr);
    if (!answer)
        return nullptr;
    OGRFeatureUniquePtr row(answer->GetNextFeature());
    dataset.ReleaseResultSet(answer);
    return row;
}

/// GDAL calls tables outside the search path SCHEMA.TABLE, and those of several geometries TABLE(COLUMN).
QList<QByteArray> namesOf(OGRLayer &layer)
{
    QString name = QString::fromUtf8(layer.GetName());
    const QString column = QStringLiteral("(%1)").arg(QString::fromUtf8(layer.GetGeometryColumn()));
    if (name.endsWith(column))
        name.chop(column.size());
    QList<QByteArray> names{quotedName(name)};
    if (const qsizetype dot = name.indexOf(QLatin1Char('.')); dot > 0)
        names.append(quotedName(name.left(dot)) + '.' + quotedName(name.mid(dot + 1)));
    return names;
}

}

std::optional<DatabaseFacts> databaseFacts(GDALDataset &dataset, OGRLayer &layer)
{
    if (std::strcmp(dataset.GetDriverName(), "PostgreSQL") != 0 || std::strlen(layer.GetGeometryColumn()) == 0)
        return std::nullopt;
    const GdalErrors quiet;
    const QString column = QString::fromUtf8(layer.GetGeometryColumn());
    for (const QByteArray &name : namesOf(layer)) {
        const auto row =
            ask(dataset,
                "SELECT c.reltuples::float8, c.relkind::text, n.nspname::text, c.relname::text, "
                "postgis_typmod_srid(a.atttypmod), (SELECT count(*) FROM pg_index i JOIN pg_class ic ON ic.oid = "
                "i.indexrelid JOIN pg_am am ON am.oid = ic.relam WHERE i.indrelid = c.oid AND i.indpred IS NULL AND "
                "a.attnum = ANY(i.indkey) AND am.amname IN ('gist', 'spgist')) FROM pg_class c JOIN pg_namespace n ON "
                "n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid "
                "WHERE c.oid = to_regclass(" +
                    quotedText(QString::fromUtf8(name)) + ") AND a.attname = " + quotedText(column) +
                    " AND t.typname = 'geometry'");
        if (!row)
            continue;
        DatabaseFacts facts;
        const QString kind = QString::fromUtf8(row->GetFieldAsString(1));
        const QString schema = QString::fromUtf8(row->GetFieldAsString(2));
        const QString table = QString::fromUtf8(row->GetFieldAsString(3));
        facts.table = quotedName(schema) + '.' + quotedName(table);
        facts.column = quotedName(column);
        facts.isTable = kind != QLatin1String("v");
        facts.features = facts.isTable ? qint64(row->GetFieldAsDouble(0)) : -1;
        facts.srid = row->GetFieldAsInteger(4);
        facts.hasIndex = !facts.isTable || row->GetFieldAsInteger(5) > 0;
        if (facts.srid == 0) // a column of any reference system: the first row's
            if (const auto first = ask(dataset, "SELECT ST_SRID(" + facts.column + ") FROM " + facts.table + " WHERE " +
                                                    facts.column + " IS NOT NULL LIMIT 1"))
                facts.srid = first->GetFieldAsInteger(0);
        if (facts.isTable && facts.hasIndex && facts.features >= 0) {
            const auto box =
                ask(dataset, "SELECT ST_XMin(e), ST_YMin(e), ST_XMax(e), ST_YMax(e) FROM (SELECT ST_EstimatedExtent(" +
                                 quotedText(schema) + ", " + quotedText(table) + ", " + quotedText(column) +
                                 ") AS e) AS s");
            if (box && box->IsFieldSetAndNotNull(0))
                facts.extent = {{box->GetFieldAsDouble(0), box->GetFieldAsDouble(1)},
                                {box->GetFieldAsDouble(2), box->GetFieldAsDouble(3)}};
        }
        return facts;
    }
    return std::nullopt;
}

}
