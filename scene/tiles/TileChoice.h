#pragma once

#include "scene/tiles/ViewVolume.h"

#include <memory>
#include <vector>

namespace scene
{

/// A tile as far as it is known, and where its content is.
struct TileNode {
    enum class Below : quint8 { Unknown, Asked, Known, Failed };
    enum class Content : quint8 { None, Reading, Building, Ready, Failed };

    domain::Tile tile;
    TileNode *parent = nullptr;
    int depth = 0;
    Below below = Below::Unknown;
    std::vector<std::unique_ptr<TileNode>> children;
    Content content = Content::None;
    bool refined = false; ///< the last choice looked at the children
    bool shown = false;
    quint64 used = 0;   ///< the last choice that met it
    quint64 needed = 0; ///< the last choice that shows it, or falls back on it
    quint64 spared = 0; ///< the last choice whose neighbour it is
    qint64 seen = -1;   ///< the content: when it was, by the streamer's time of flying; -1: never yet
    quint32 number = 0; ///< the content's, where it is drawn
    qint64 bytes = 0;   ///< of the content
    quint64 request = 0;
    int tries = 0;    ///< that failed
    qint64 retry = 0; ///< when to try again, ms by the streamer's clock; 0: never

    /// Nothing more is to be expected of it: it is there, or there is nothing.
    bool isDone() const { return !tile.hasContent || content == Content::Ready || content == Content::Failed; }
};

/// What a choice asks the source for.
struct TileWish {
    /// The less, the sooner: nothing is seen there at all; something coarser is; it is about to come into view; it is a
    /// neighbour of what is seen.
    enum class Urgency : quint8 { Hole, Seen, Near, Spare } urgency = Urgency::Seen;
    TileNode *node = nullptr;
    bool below = false;  ///< its children, else its content
    double distance = 0; ///< metres, more away from the middle of the picture

    bool operator<(const TileWish &other) const
    {
        if (urgency != other.urgency)
            return urgency < other.urgency;
        if (distance != other.distance)
            return distance < other.distance;
        return node->depth < other.node->depth;
    }
};

struct TileChoice {
    std::vector<TileNode *> shown;
    std::vector<TileWish> wishes; ///< the most urgent first
};

/// Which tiles of a tree are shown: those whose error is at most so many pixels on screen (3D Tiles 1.1, "Geometric
/// error", "Refinement"), and until they are there what covers their place, so that there is no hole. What is finer
/// than needed stays a little longer, so that nothing flickers at the border.
TileChoice chooseTiles(TileNode &root, const ViewVolume &sight, const ViewVolume &around, double mostPixels,
                       quint64 turn);

}
