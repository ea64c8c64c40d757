#pragma once

#include "base/Job.h"
#include "base/Result.h"
#include "formats/tiles3d/TilesetFile.h"

#include <functional>

namespace formats::tiles3d
{

/// Reads the file of an address written in another one.
using ReadFile = std::function<base::Result<QByteArray>(const QString &address)>;

/// Which tiles of some levels of an implicit tiling are there (3D Tiles 1.1, "Subtrees").
class Subtree
{
public:
    /// JSON or binary. Errors: "subtree-broken", and what `read` gives.
    static base::Result<Subtree> parse(const QByteArray &data, const ImplicitTiling &tiling, const ReadFile &read,
                                       const QString &source);

    /// `level` from 0, `morton`: the interleaved numbers within the subtree.
    bool hasTile(int level, quint64 morton) const { return m_tiles.at(offset(level) + morton); }
    bool hasContent(size_t content, int level, quint64 morton) const
    {
        return content < m_contents.size() && m_contents[content].at(offset(level) + morton);
    }
    /// A subtree below the last level.
    bool hasSubtree(quint64 morton) const { return m_subtrees.at(morton); }

private:
    struct Bits {
        bool constant = false;
        QByteArray bits; ///< empty: `constant` for all
        bool at(quint64 index) const
        {
            if (bits.isEmpty())
                return constant;
            return index / 8 < quint64(bits.size()) && (uchar(bits[qsizetype(index / 8)]) >> (index % 8)) & 1;
        }
    };
    /// Tiles above a level.
    quint64 offset(int level) const { return ((quint64(1) << (m_bits * level)) - 1) / ((quint64(1) << m_bits) - 1); }

    int m_bits = 2; ///< of a step down: 2 for quadtrees, 3 for octrees
    Bits m_tiles, m_subtrees;
    std::vector<Bits> m_contents;
};

/// The numbers' bits interleaved, x lowest.
quint64 mortonOf(const std::array<quint64, 3> &at, bool octree);

/// "{level}", "{x}", "{y}", "{z}" filled in.
QString filledIn(QString address, int level, const std::array<quint64, 3> &at);

}
