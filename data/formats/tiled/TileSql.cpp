#include "formats/tiled/TileSql.h"

#include "formats/ogr/Sql.h"

#include <QByteArrayList>

#include <ogrsf_frmts.h>

namespace formats
{

namespace
{

QByteArray number(double value)
{
    return QByteArray::number(value, 'g', 17);
}

/// A column as a number of its own unit: texts tell it by their first one.
QByteArray numberOf(OGRLayer &layer, int column)
{
    const OGRFieldDefn &field = *layer.GetLayerDefn()->GetFieldDefn(column);
    const QByteArray name = quotedName(QString::fromUtf8(field.GetNameRef()));
    if (field.GetType() == OFTString)
        return "substring(" + name + "::text from '[0-9]+[.]?[0-9]*')::float8";
    return name + "::float8";
}

bool isColumn(OGRLayer &layer, const Columns &columns, Field field)
{
    return columns.has(field) && columns.match().column(field) < layer.GetLayerDefn()->GetFieldCount();
}

/// Metres above the ground as buildings are read: the height, or what the storeys make, or a guess.
QByteArray heightExpression(OGRLayer &layer, const Columns &columns)
{
    QByteArray tried;
    if (isColumn(layer, columns, Field::Height))
        tried += "nullif(" + numberOf(layer, columns.match().column(Field::Height)) + ", 0) * " +
                 number(columns.match().metres(Field::Height)) + ", ";
    if (isColumn(layer, columns, Field::Storeys))
        tried += "nullif(" + numberOf(layer, columns.match().column(Field::Storeys)) + ", 0) * 3, ";
    return "least(coalesce(" + tried + "9), 1500)";
}

}

TileSql::TileSql(DatabaseFacts facts, const QString &where, const Columns &columns, OGRLayer &layer)
    : m_facts(std::move(facts)), m_where(where.isEmpty() ? QByteArray() : " AND (" + where.toUtf8() + ")"),
      m_height(heightExpression(layer, columns)),
      m_base(isColumn(layer, columns, Field::Base) ? numberOf(layer, columns.match().column(Field::Base)) + " * " +
                                                         number(columns.match().metres(Field::Base))
                                                   : QByteArray("NULL::float8"))
{
}

QByteArray TileSql::from(const geometry::Box2 &rectangle) const
{
    return " FROM " + m_facts.table + " WHERE " + m_facts.column + " && ST_MakeEnvelope(" + number(rectangle.min.x) +
           ", " + number(rectangle.min.y) + ", " + number(rectangle.max.x) + ", " + number(rectangle.max.y) + ", " +
           QByteArray::number(m_facts.srid) + ")" + m_where;
}

QByteArray TileSql::counts(const std::vector<geometry::Box2> &rectangles, int limit) const
{
    // Every column of an answer has a name of its own: GDAL finds its values by that.
    QByteArrayList counts;
    for (const geometry::Box2 &rectangle : rectangles)
        counts.append("(SELECT count(*) FROM (SELECT 1" + from(rectangle) + " LIMIT " + QByteArray::number(limit) +
                      ") AS s) AS c" + QByteArray::number(counts.size()));
    return "SELECT " + counts.join(", ");
}

// The buildings of a rectangle with what is added up of each, as x, y (of its middle), a, h and b.
static QByteArray measured(const QByteArray &column, const QByteArray &height, const QByteArray &base)
{
    return "SELECT (ST_XMin(" + column + ") + ST_XMax(" + column + ")) / 2 AS x, (ST_YMin(" + column + ") + ST_YMax(" +
           column + ")) / 2 AS y, ST_Area(" + column + ") AS a, " + height + " AS h, " + base + " AS b";
}

static const char Sums[] =
    "count(*) AS n, sum(a) AS area, sum(a * h) / nullif(sum(a), 0) AS height, max(h) AS tallest, avg(x) AS mx, "
    "avg(y) AS my, coalesce(stddev_pop(x), 0) AS dx, coalesce(stddev_pop(y), 0) AS dy, avg(b) AS base";

QByteArray TileSql::cells(const geometry::Box2 &rectangle, int across) const
{
    const geometry::Vec2 cell = rectangle.size() / double(across);
    return "SELECT floor((x - " + number(rectangle.min.x) + ") / " + number(cell.x) + ")::int AS cx, floor((y - " +
           number(rectangle.min.y) + ") / " + number(cell.y) + ")::int AS cy, " + Sums + " FROM (" +
           measured(m_facts.column, m_height, m_base) + from(rectangle) +
           ") AS s WHERE x >= " + number(rectangle.min.x) + " AND x < " + number(rectangle.max.x) +
           " AND y >= " + number(rectangle.min.y) + " AND y < " + number(rectangle.max.y) + " GROUP BY cx, cy";
}

QByteArray TileSql::sampledCells(const geometry::Box2 &rectangle, int across, int sample) const
{
    const geometry::Vec2 cell = rectangle.size() / double(across);
    const QByteArray last = QByteArray::number(across - 1);
    const auto edge = [&](const char *axis, double from, double size, int further) {
        return number(from) + " + (" + axis + " + " + QByteArray::number(further) + ") * " + number(size);
    };
    const QByteArray envelope = "ST_MakeEnvelope(" + edge("cx", rectangle.min.x, cell.x, 0) + ", " +
                                edge("cy", rectangle.min.y, cell.y, 0) + ", " + edge("cx", rectangle.min.x, cell.x, 1) +
                                ", " + edge("cy", rectangle.min.y, cell.y, 1) + ", " +
                                QByteArray::number(m_facts.srid) + ")";
    return "SELECT cx, cy, s.* FROM generate_series(0, " + last + ") AS cx, generate_series(0, " + last +
           ") AS cy, LATERAL (SELECT " + Sums +
           ", least(max(x) - min(x), 2 * (percentile_cont(0.75) WITHIN GROUP (ORDER BY x) - "
           "percentile_cont(0.25) WITHIN GROUP (ORDER BY x))) AS seenx, least(max(y) - min(y), 2 * "
           "(percentile_cont(0.75) WITHIN GROUP (ORDER BY y) - percentile_cont(0.25) WITHIN GROUP (ORDER BY y))) AS "
           "seeny FROM (" +
           measured(m_facts.column, m_height, m_base) + " FROM " + m_facts.table + " WHERE " + m_facts.column + " && " +
           envelope + m_where + " LIMIT " + QByteArray::number(sample) + ") AS t) AS s WHERE s.n > 0";
}

QByteArray TileSql::heightOfRank(const geometry::Box2 &rectangle, int rank, double least) const
{
    return "SELECT h FROM (SELECT " + m_height + " AS h" + from(rectangle) + ") AS s WHERE h >= " + number(least) +
           " ORDER BY h DESC OFFSET " + QByteArray::number(rank - 1) + " LIMIT 1";
}

QByteArray TileSql::tallerThan(double metres) const
{
    return m_height + " >= " + number(metres);
}

QByteArray TileSql::sizeBetween(double from, double to) const
{
    const QByteArray &g = m_facts.column;
    const QByteArray size =
        "greatest(ST_XMax(" + g + ") - ST_XMin(" + g + "), ST_YMax(" + g + ") - ST_YMin(" + g + "))";
    return size + " >= " + number(from) + (std::isfinite(to) ? " AND " + size + " < " + number(to) : QByteArray());
}

}
