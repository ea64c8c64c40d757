#include "core/Text.h"
#include "domain/TileSource.h"
#include "tables/RowAccess.h"

#include <QSet>

#include <algorithm>

namespace app
{

// The rows of tables, and where what they stand for is.

using domain::ObjectKind;
using domain::ObjectRef;
using Row = FeatureRow;

static size_t rowsOf(const domain::Layer &layer)
{
    return layer.areas.size() + layer.buildings.size() + layer.units.size() + layer.features.size() +
           layer.things.size();
}

std::vector<FeatureSource> featureSources(const Twin &twin)
{
    std::vector<FeatureSource> sources;
    const domain::City *city = twin.city().get();
    if (!city)
        return sources;
    FeatureSource buildings{QStringLiteral("buildings"), translate("app", "Buildings")};
    FeatureSource things{QStringLiteral("things"), translate("app", "Devices")};
    FeatureSource areas{QStringLiteral("areas"), translate("app", "Areas")};
    FeatureSource units{QStringLiteral("units"), translate("app", "Units")};
    std::vector<FeatureSource> layers;
    for (const auto &layer : city->layers) {
        buildings.count += layer->buildings.size();
        things.count += layer->things.size();
        areas.count += layer->areas.size();
        units.count += layer->units.size();
        const bool isTiled = layer->tiles != nullptr; // then its number is the source's own word
        if (isTiled && layer->info.kind == domain::LayerKind::Building)
            buildings.count += layer->info.features;
        if (const size_t count = isTiled ? layer->info.features : rowsOf(*layer); count > 0 || isTiled)
            layers.push_back({QStringLiteral("layer:%1").arg(layer->info.id),
                              translate("app", "Layer: %1").arg(layer->info.label(twin.language())), count});
    }
    const bool inParts = std::any_of(city->layers.begin(), city->layers.end(), [](const auto &layer) {
        return layer->tiles && layer->info.kind == domain::LayerKind::Building;
    });
    for (const FeatureSource &each : {buildings, things, areas, units}) {
        if (each.count > 0 || (inParts && each.id == buildings.id))
            sources.push_back(each);
    }
    sources.insert(sources.end(), layers.rbegin(), layers.rend());
    return sources;
}

std::shared_ptr<const domain::City> withShownTiles(const std::shared_ptr<const domain::City> &city)
{
    const auto isTiled = [](const auto &layer) { return layer->tiles != nullptr; };
    if (!city || !city->resident || std::none_of(city->layers.begin(), city->layers.end(), isTiled))
        return city;
    auto shown = std::make_shared<domain::City>(*city);
    const auto contents = city->resident->shownContents();
    shown->layers.insert(shown->layers.end(), contents.begin(), contents.end());
    return shown;
}

QString shownOnly(const Twin &twin, const QString &source)
{
    const domain::City *city = twin.city().get();
    if (!city)
        return {};
    for (const auto &layer : city->layers) {
        const bool isOf = source == QStringLiteral("layer:%1").arg(layer->info.id) ||
                          (source == QLatin1String("buildings") && layer->info.kind == domain::LayerKind::Building);
        if (!layer->tiles || !isOf)
            continue;
        const QString name = layer->info.label(twin.language());
        return layer->info.features > 0 ? translate("app", "Of %1 only what is in view, of about %2")
                                              .arg(name, numberText(double(layer->info.features), 0))
                                        : translate("app", "Of %1 only what is in view").arg(name);
    }
    return {};
}

ObjectRef refOf(const domain::City &city, const FeatureRow &row)
{
    switch (row.kind) {
    case ObjectKind::Building:
        return {row.kind, buildingAt(city, row).id};
    case ObjectKind::Unit:
        return {row.kind, unitAt(city, row).id};
    case ObjectKind::Thing:
        return {row.kind, thingAt(city, row).id};
    case ObjectKind::Feature:
        return {row.kind, featureAt(city, row).id};
    default:
        return areaAt(city, row).ref();
    }
}

geometry::Box3 boundsOf(const domain::City &city, const FeatureRow &row)
{
    geometry::Box3 box;
    const auto add = [&](const geometry::Box2 &flat, double low, double high) {
        if (flat.isEmpty())
            return;
        box.add({flat.min, low});
        box.add({flat.max, high});
    };
    const auto onGround = [&](const geometry::Box2 &flat) {
        const double ground = flat.isEmpty() ? 0.0 : city.groundAt(flat.centre());
        add(flat, ground, ground);
    };
    switch (row.kind) {
    case ObjectKind::Building:
    case ObjectKind::Unit: {
        const domain::Building *building =
            row.kind == ObjectKind::Building ? &buildingAt(city, row) : city.building(unitAt(city, row).building);
        if (building)
            add(geometry::bounds(building->footprint), building->ground, building->top());
        break;
    }
    case ObjectKind::Thing:
        box.add(thingAt(city, row).position);
        break;
    case ObjectKind::Feature: {
        const domain::Feature &feature = featureAt(city, row);
        geometry::Box2 flat = geometry::bounds(feature.shape);
        for (const geometry::LineString &line : feature.lines) {
            for (const geometry::Vec2 &point : line)
                flat.add(point);
        }
        for (const geometry::Vec2 &point : feature.points)
            flat.add(point);
        onGround(flat);
        break;
    }
    default:
        onGround(geometry::bounds(areaAt(city, row).shape));
    }
    return box;
}

static qint32 areaOf(const domain::City &city, const Row &row)
{
    switch (row.kind) {
    case ObjectKind::Building:
        return city.places.areaOfBuilding(buildingAt(city, row).id);
    case ObjectKind::Unit:
        return city.places.areaOfBuilding(unitAt(city, row).building);
    case ObjectKind::Thing: {
        const domain::Thing &thing = thingAt(city, row);
        const qint32 known = city.places.areaOfBuilding(thing.building);
        return known >= 0 ? known : city.places.areaAt(geometry::Vec2(thing.position));
    }
    case ObjectKind::Feature: {
        const geometry::Box3 box = boundsOf(city, row);
        return box.isEmpty() ? -1 : city.places.areaAt(box.flat().centre());
    }
    default:
        return city.places.indexOf(areaAt(city, row).ref());
    }
}

std::vector<FeatureRow> featureRows(const domain::City &city, const QString &source)
{
    std::vector<FeatureRow> rows;
    const QLatin1String layerPrefix("layer:");
    const QString only = source.startsWith(layerPrefix) ? source.mid(layerPrefix.size()) : QString();
    QSet<domain::ObjectRef> met; // a building of a coarse tile may stand in the fine one beside it
    for (quint32 at = 0; at < city.layers.size(); ++at) {
        const domain::Layer &layer = *city.layers[at];
        const bool isContent = std::any_of(city.layers.begin(), city.layers.begin() + at, [&layer](const auto &before) {
            return before->tiles && before->info.id == layer.info.id;
        });
        const auto isNew = [&](const ObjectRef &object) {
            const bool is = !isContent || !met.contains(object);
            if (isContent)
                met.insert(object);
            return is;
        };
        if (!only.isEmpty() && layer.info.id != only)
            continue;
        const auto wants = [&](const char *kind) { return !only.isEmpty() || source == QLatin1String(kind); };
        const auto add = [&](ObjectKind kind, size_t index) {
            rows.push_back({kind, at, quint32(index)});
            rows.back().area = areaOf(city, rows.back());
        };
        for (size_t i = 0; wants("areas") && i < layer.areas.size(); ++i)
            add(layer.areas[i].level, i);
        for (size_t i = 0; wants("buildings") && i < layer.buildings.size(); ++i) {
            const domain::Building &building = layer.buildings[i];
            const bool isBlock = isContent && domain::standsForSeveral(building, layer);
            if (building.partOf.isEmpty() && !isBlock && isNew({ObjectKind::Building, building.id}))
                add(ObjectKind::Building, i);
        }
        for (size_t i = 0; wants("units") && i < layer.units.size(); ++i)
            add(ObjectKind::Unit, i);
        for (size_t i = 0; wants("things") && i < layer.things.size(); ++i)
            add(ObjectKind::Thing, i);
        for (size_t i = 0; !only.isEmpty() && i < layer.features.size(); ++i) {
            if (isNew({ObjectKind::Feature, layer.features[i].id}))
                add(ObjectKind::Feature, i);
        }
    }
    return rows;
}

}
