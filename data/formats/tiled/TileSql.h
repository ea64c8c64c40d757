#pragma once

#include "formats/ogr/Columns.h"
#include "formats/tiled/DatabaseFacts.h"

namespace formats
{

/// What is asked of a PostGIS table for its tiles. Every statement names a rectangle that the spatial index answers.
class TileSql
{
public:
    TileSql(DatabaseFacts facts, const QString &where, const Columns &columns, OGRLayer &layer);

    /// One row: how many features meet each of the rectangles, counted up to `limit`.
    QByteArray counts(const std::vector<geometry::Box2> &rectangles, int limit) const;
    /// Rows x, y, count, area, height, tallest, mean x and y, spread in x and y, base: the buildings of each cell that
    /// has any. All are read.
    QByteArray cells(const geometry::Box2 &rectangle, int across) const;
    /// The same of at most `sample` buildings a cell, which the index finds first and which lie together; and how
    /// wide and deep those lie, a few that lie elsewhere not counted. What it costs does not depend on how many
    /// buildings there are.
    QByteArray sampledCells(const geometry::Box2 &rectangle, int across, int sample) const;
    /// One row: the height of the `rank`-th tallest building; none where there are fewer that are `least` metres high.
    QByteArray heightOfRank(const geometry::Box2 &rectangle, int rank, double least) const;
    /// Conditions for OGR, besides the request's own.
    QByteArray tallerThan(double metres) const;
    QByteArray sizeBetween(double from, double to) const; ///< raw units, half-open

private:
    QByteArray from(const geometry::Box2 &rectangle) const;

    DatabaseFacts m_facts;
    QByteArray m_where; ///< " AND (...)" or nothing
    QByteArray m_height, m_base;
};

}
