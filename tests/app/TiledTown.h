#pragma once

#include "domain/City.h"
#include "domain/TileSource.h"

#include <atomic>

/// A layer "town" that comes by what is looked at, for what searches and lists it: two contents in memory, the first
/// drawn, and a source that knows more.
struct TiledTown {
    class Source final : public domain::TileSource
    {
    public:
        explicit Source(bool asks) : m_asks(asks) {}
        QString source() const override { return QStringLiteral("town"); }
        domain::Tile root() const override { return {}; }
        base::Result<std::vector<domain::Tile>> children(const domain::Tile &, const base::Job &) const override
        {
            return std::vector<domain::Tile>{};
        }
        base::Result<std::shared_ptr<const domain::Layer>> read(const domain::Tile &, const base::Job &) const override
        {
            return nullptr;
        }
        bool canFind() const override { return m_asks; }
        base::Result<std::shared_ptr<const domain::Layer>> find(const QStringList &words, int,
                                                                const base::Job &job) const override
        {
            if (!m_asks)
                return nullptr;
            ++asked;
            while (waits && !job.isCancelled())
                ;
            if (job.isCancelled())
                return base::failure(QStringLiteral("cancelled"), QStringLiteral("Cancelled"));
            auto found = std::make_shared<domain::Layer>();
            found->info.id = QStringLiteral("town");
            if (words == QStringList{QStringLiteral("faraway")})
                found->buildings.push_back(building(QStringLiteral("FAR1"), QStringLiteral("Faraway House"), 900));
            return found;
        }
        mutable std::atomic_int asked = 0;
        std::atomic_bool waits = false;

    private:
        const bool m_asks;
    };

    static domain::Building building(const QString &id, const QString &name, double x)
    {
        domain::Building building;
        building.id = id;
        building.name = name;
        building.footprint = {{{{x, 0}, {x + 20, 0}, {x + 20, 20}, {x, 20}}, {}}};
        building.ground = 3;
        building.height = 12;
        return building;
    }

    std::shared_ptr<Source> source;
    std::shared_ptr<domain::Layer> drawn, kept;

    /// The city with the layer.
    std::shared_ptr<const domain::City> into(const domain::City &city, bool asks)
    {
        source = std::make_shared<Source>(asks);
        auto layer = std::make_shared<domain::Layer>();
        layer->info.id = layer->info.name = QStringLiteral("town");
        layer->info.kind = domain::LayerKind::Building;
        layer->info.features = 500'000;
        layer->tiles = source;
        const auto content = [] {
            auto made = std::make_shared<domain::Layer>();
            made->info.id = QStringLiteral("town");
            made->info.kind = domain::LayerKind::Building;
            return made;
        };
        drawn = content();
        drawn->buildings = {building(QStringLiteral("NEAR1"), QStringLiteral("Near House"), 0),
                            building(QStringLiteral("NEAR2"), QStringLiteral("Near Shop"), 50),
                            building(QStringLiteral("town/0/0/0/7"), QStringLiteral("About 12 buildings"), 100)};
        kept = content();
        kept->buildings = {building(QStringLiteral("NEAR2"), QStringLiteral("Near Shop"), 50),
                           building(QStringLiteral("KEPT1"), QStringLiteral("Kept House"), 200)};
        auto with = std::make_shared<domain::City>(city);
        with->layers.push_back(layer);
        with->resident = std::make_shared<domain::ResidentTiles>();
        with->resident->add(drawn);
        with->resident->setShown(drawn, true);
        with->resident->add(kept);
        with->index();
        return with;
    }
};
