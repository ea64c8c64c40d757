#pragma once

#include "HandMadeCity.h"
#include "domain/TileSource.h"

#include <QSet>
#include <QThread>

#include <atomic>
#include <mutex>

/// A city by tiles, made by hand: a quadtree over a square, the finest tiles with all buildings, each coarser one with
/// the highest of every four.
namespace handmade
{

class QuadTiles final : public domain::TileSource
{
public:
    struct Shape {
        double side = 4096; ///< metres
        int levels = 5;     ///< the finest is levels - 1
        int across = 4;     ///< buildings of a tile, each way
        bool replaces = true;
        double error = 128; ///< metres, of the root; halved with every level
        bool slab = false;  ///< one building as large as the tile: whatever else is seen is a hole
    };

    QuadTiles() : QuadTiles(Shape{}) {}
    explicit QuadTiles(const Shape &shape) : m_shape(shape) {}

    // What goes wrong, and what went on; any time, any thread.
    std::atomic_int delay = 0; ///< ms that reading takes
    void setFailing(const QSet<QString> &names)
    {
        const std::scoped_lock lock(m_mutex);
        m_failing = names;
    }
    QStringList reads() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_reads;
    }
    void forgetReads()
    {
        const std::scoped_lock lock(m_mutex);
        m_reads.clear();
    }
    mutable std::atomic_int cancelled = 0, reading = 0, mostReading = 0;

    QString source() const override { return QStringLiteral("handmade"); }
    domain::Tile root() const override { return tileAt(0, 0, 0); }

    base::Result<std::vector<domain::Tile>> children(const domain::Tile &tile, const base::Job &job) const override
    {
        if (!waited(job))
            return cancelledNow();
        if (isFailing(tile.name + QStringLiteral("/children")))
            return base::failure(QStringLiteral("tile-unreadable"), QStringLiteral("no children today"));
        const auto [level, x, y] = placeOf(tile.key);
        std::vector<domain::Tile> tiles;
        for (int j = 0; j < 2; ++j)
            for (int i = 0; i < 2; ++i)
                tiles.push_back(tileAt(level + 1, 2 * x + i, 2 * y + j));
        return tiles;
    }

    base::Result<std::shared_ptr<const domain::Layer>> read(const domain::Tile &tile,
                                                            const base::Job &job) const override
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_reads.append(tile.name);
        }
        if (!waited(job))
            return cancelledNow();
        if (isFailing(tile.name))
            return base::failure(QStringLiteral("tile-unreadable"), QStringLiteral("the disk is on fire"));
        const auto [level, x, y] = placeOf(tile.key);
        auto content = layer(tile.name, domain::LayerKind::Building);
        const int column = content->attributes.addColumn(QStringLiteral("material"), false);
        content->attributes.resize(size_t(m_shape.across) * size_t(m_shape.across));
        const int finest = m_shape.across << (m_shape.levels - 1); // buildings of the whole, each way
        const int step = 1 << (m_shape.levels - 1 - level);
        for (int j = 0; j < m_shape.across; ++j) {
            for (int i = 0; i < m_shape.across; ++i) {
                const int bx = (x * m_shape.across + i) * step, by = (y * m_shape.across + j) * step;
                const double cell = m_shape.side / finest;
                const geometry::Vec2 middle =
                    geometry::Vec2(-m_shape.side / 2) + geometry::Vec2(bx + step * 0.5, by + step * 0.5) * cell;
                const double wide = cell * step * (m_shape.slab ? 1.01 : 0.7);
                domain::Building it = building(QStringLiteral("b-%1-%2").arg(bx).arg(by), rectangle(middle, wide, wide),
                                               m_shape.slab ? 20.0f : float(20 + (bx * 7 + by * 13) % 60));
                it.use = (bx / step + by / step) % 2 ? domain::BuildingUse::Office : domain::BuildingUse::School;
                it.row = quint32(content->buildings.size());
                content->attributes.setText(it.row, column,
                                            (bx + by) % 3 ? QStringLiteral("brick") : QStringLiteral("steel"));
                content->buildings.push_back(it);
            }
        }
        content->info.features = content->buildings.size();
        return std::shared_ptr<const domain::Layer>(content);
    }

    static quint64 keyOf(int level, int x, int y) { return (quint64(level) + 1) << 48 | quint64(x) << 24 | quint64(y); }
    static std::tuple<int, int, int> placeOf(quint64 key)
    {
        return {int(key >> 48) - 1, int(key >> 24 & 0xffffff), int(key & 0xffffff)};
    }

private:
    domain::Tile tileAt(int level, int x, int y) const
    {
        const double side = m_shape.side / (1 << level);
        domain::Tile tile;
        tile.key = keyOf(level, x, y);
        tile.name = QStringLiteral("%1/%2/%3").arg(level).arg(x).arg(y);
        const geometry::Vec2 corner = geometry::Vec2(-m_shape.side / 2) + geometry::Vec2(x, y) * side;
        tile.volume.box.add(geometry::Vec3(corner, 0));
        tile.volume.box.add(geometry::Vec3(corner + geometry::Vec2(side), 80));
        tile.hasChildren = level + 1 < m_shape.levels;
        tile.geometricError = tile.hasChildren ? m_shape.error / (1 << level) : 0;
        tile.replaces = m_shape.replaces;
        return tile;
    }

    bool isFailing(const QString &name) const
    {
        const std::scoped_lock lock(m_mutex);
        return m_failing.contains(name);
    }

    tl::unexpected<base::Error> cancelledNow() const
    {
        ++cancelled;
        return base::failure(QStringLiteral("cancelled"), QStringLiteral("cancelled"));
    }

    bool waited(const base::Job &job) const
    {
        mostReading = std::max<int>(mostReading, ++reading);
        for (int ms = 0; ms < delay && !job.isCancelled(); ++ms)
            QThread::msleep(1);
        --reading;
        return !job.isCancelled();
    }

    Shape m_shape;
    mutable std::mutex m_mutex;
    QSet<QString> m_failing;
    mutable QStringList m_reads;
};

/// A layer whose buildings come by tiles.
inline std::shared_ptr<domain::Layer> tiled(const std::shared_ptr<const domain::TileSource> &source,
                                            const QString &id = QStringLiteral("tiles"))
{
    auto result = layer(id, domain::LayerKind::Building);
    result->tiles = source;
    return result;
}

}
