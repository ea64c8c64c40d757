#pragma once

#include "base/LocalizedText.h"
#include "base/Warnings.h"
#include "domain/Attributes.h"
#include "domain/Imagery.h"
#include "domain/InteriorSource.h"
#include "domain/Models.h"
#include "domain/Places.h"
#include "domain/Terrain.h"
#include "domain/Things.h"

namespace domain
{

enum class LayerKind : quint8 {
    Area,
    Building,
    Storey,
    Unit,
    Space,
    Door,
    Model,
    Road,
    Rail,
    Water,
    Green,
    Facility,
    Point,
    Terrain,
    Imagery,
    Relief,
    Other,
    Things
};
QString layerKindName(LayerKind kind); ///< "area", "building" ... as in project files
bool layerKindFromName(const QString &name, LayerKind &kind);

/// A road, rail, stretch of water, piece of green, facility, point, or other city object. Scene coordinates.
struct Feature {
    QString id;
    QString name, nameEn;
    QString type;                            ///< the source's class: "primary", "park", "school" ...
    geometry::MultiPolygon shape;            ///< areas, and lines widened to their width
    std::vector<geometry::LineString> lines; ///< the middle lines, for labels and lengths
    std::vector<geometry::Vec2> points;
    std::shared_ptr<const geometry::Mesh> mesh; ///< city objects with geometry of their own (bridges, relief, plants)
    float width = 0;                            ///< of a road or rail, metres
    int order = 0;                              ///< above (bridge) or below (tunnel) the ground
    quint32 row = 0;                            ///< its row in the layer's attributes
};

/// What is known of a layer besides its features.
struct LayerInfo {
    QString id;
    QString name;              ///< to be shown where there is no title; the id where nothing gives one
    base::LocalizedText title; ///< as the project names it; may be empty
    LayerKind kind = LayerKind::Building;
    QString source; ///< file (and layer), without passwords
    QString crs;    ///< code of the source's
    QString guess;  ///< translated: the kind that was guessed, and why; empty where the project says it
    size_t features = 0;
    bool visible = true;
    double opacity = 1.0;
    std::vector<std::pair<QString, QString>> matched; ///< our field -> the source's

    /// What to call it in `language` ("en" or "zh_CN").
    QString label(const QString &language) const
    {
        const QString titled = title.in(language);
        return !titled.isEmpty() ? titled : name.isEmpty() ? id : name;
    }
};

class TileSource;
class LayerIndex;

/// A layer as loaded: immutable once shared.
struct Layer {
    LayerInfo info;
    std::vector<AdminArea> areas;
    std::vector<Building> buildings;
    std::vector<Storey> storeys;
    std::vector<Unit> units;
    std::vector<Feature> features;
    std::vector<Thing> things;
    std::vector<Model> models;
    std::shared_ptr<const Terrain> terrain;
    std::shared_ptr<const Imagery> imagery;
    std::shared_ptr<const InteriorSource> interiors; ///< what the layer's source knows of buildings from the inside
    std::shared_ptr<const TileSource> tiles; ///< its features come by what is looked at; the lists above are empty then
    AttributeTable attributes; ///< one row a feature (building, area, feature), by their `row` (areas: by position)
    base::Warnings warnings;

    std::shared_ptr<const LayerIndex> index; ///< of the lists above as they are, or null; whoever changes them drops it

    geometry::Box3 bounds() const; ///< scene coordinates; of terrain and imagery only where nothing else is there
    geometry::Box3 measuredBounds() const; ///< the same, looked at anew
};

}
