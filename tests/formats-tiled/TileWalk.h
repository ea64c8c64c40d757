#pragma once

#include "domain/TileSource.h"

#include <QSet>

/// What the whole of a tree of tiles holds, and whether it keeps its word.
struct TileWalk {
    QMultiHash<QString, QString> leaves; ///< feature -> the tiles without children that it is in
    QMultiHash<QString, QString> all;    ///< the same of every tile
    size_t tiles = 0, withChildren = 0;
    int deepest = 0;
    QStringList faults; ///< errors; contents out of their volumes; errors that do not shrink
};

/// Goes down the tree, reading the tiles that `reads` wants.
TileWalk walk(const domain::TileSource &source, const std::function<bool(const domain::Tile &)> &reads);

/// Added up over a tile: how many buildings its blocks stand for, and cubic metres.
struct BlockSums {
    double buildings = 0, volume = 0;
    size_t blocks = 0, towers = 0;
};
BlockSums sumsOf(const domain::Layer &content);
