#pragma once

#include "base/LocalizedText.h"
#include "domain/Models.h"
#include "domain/Objects.h"
#include "geometry/Mesh.h"
#include "geometry/Polygon.h"

#include <cmath>
#include <memory>

namespace domain
{

/// An administrative place or a quarter. Shapes are in scene coordinates.
struct AdminArea {
    QString id; ///< its code
    QString name, nameEn;
    ObjectKind level = ObjectKind::Grid;
    QString parent;             ///< id of the area above; may be empty
    QString manager, managerEn; ///< the person in charge
    geometry::MultiPolygon shape;
    ObjectRef ref() const { return {level, id}; }
};

enum class BuildingUse : quint8 {
    Unknown,
    Residential,
    Commercial,
    Office,
    Industrial,
    Public,
    Mixed,
    UrbanVillage,
    School,
    Hospital
};
QString useName(BuildingUse use); ///< "residential" ...
/// Understands the names above, OSM building values and common Chinese words (住宅, 商业, 办公, 工业, 公共, 城中村
/// ...).
BuildingUse useFromName(const QString &name);

enum class RoofShape : quint8 { Flat, Gabled, Hipped, Pyramidal, Skillion, Dome };
QString roofShapeName(RoofShape shape);
RoofShape roofShapeFromName(const QString &name); ///< OSM roof:shape values; Flat where unknown

/// What a surface of a building is (CityGML, CityJSON semantics).
enum class SurfaceType : quint8 { Wall, Roof, Ground, Window, Door, Closure, Installation, Other };

/// A building's own geometry where its source has one: triangles with what they are.
struct BuildingSolid {
    geometry::Mesh mesh;               ///< scene coordinates
    std::vector<SurfaceType> surfaces; ///< one a triangle
    QString lod;                       ///< "1", "2.2" ...
    // Of textured ones only: all three are empty otherwise.
    std::vector<std::shared_ptr<const Texture>> textures; ///< shared by the buildings of a layer
    std::vector<qint32> textureOf;                        ///< one a triangle: index into `textures`, -1 for none
    std::vector<geometry::Vec2f> texCoords;               ///< three a triangle
};

/// A building, or a part of one (`partOf` not empty). Heights are metres.
struct Building {
    QString id; ///< its code; unique in the city ("B7", "B7#2" for a repeated one)
    QString name, nameEn;
    QString address, addressEn;
    QString partOf;    ///< id of the building it is a part of
    QString quarter;   ///< id of its quarter
    QString structure; ///< as the source has it
    BuildingUse use = BuildingUse::Unknown;
    RoofShape roof = RoofShape::Flat;
    float roofHeight = 0;      ///< part of `height`
    float roofDirection = NAN; ///< degrees from north that a skillion or ridge faces; NaN: along the longer side
    int year = 0;              ///< 0: unknown
    int storeysAbove = 0;      ///< 0: unknown
    int storeysBelow = 0;
    float height = 0;    ///< from `base` + ground to the top
    float minHeight = 0; ///< where a floating part begins, above the ground
    double ground =
        geometry::NaN; ///< elevation it stands on; the loader fills in the terrain's where the source has none
    bool heightIsGuessed = false; ///< from the storeys or a default
    bool hasParts = false;        ///< drawn by its parts; its own footprint is only for the card and picking fallback
    int units = 0;
    int residents = 0;
    geometry::MultiPolygon footprint;           ///< scene coordinates, normalised
    std::shared_ptr<const BuildingSolid> solid; ///< drawn instead of the extruded footprint
    quint32 row = 0;                            ///< its row in the layer's attributes

    double top() const { return ground + height; }
};

/// A dwelling, shop, office within a building.
struct Unit {
    QString id;     ///< house code
    QString number; ///< "703"
    QString building;
    int storey = 1; ///< 1 is the ground floor, -1 the first below
    quint8 rooms = 0, halls = 0, kitchens = 0, baths = 0;
    float area = 0;  ///< m2
    QString tenancy; ///< owner-occupied, let, vacant, workshop, shop
    int occupants = 0;
    geometry::MultiPolygon shape; ///< of interiors only: its outline where its source has one
};

/// A storey with its own record.
struct Storey {
    QString id;
    QString building;
    QString name, nameEn;
    int number = 1;
    double base = 0, height = 3;  ///< as a source gives it: base NaN and height 0 where it says nothing
    geometry::MultiPolygon shape; ///< of interiors only: its outline where its source has one
};

}
