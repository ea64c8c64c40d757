#pragma once

#include "base/LocalizedText.h"
#include "domain/Places.h"
#include "domain/Things.h"
#include "geometry/Polygon.h"
#include "sample/Random.h"

#include <array>

/// What the generator builds in memory before anything is written. Coordinates are metres east and north of the
/// district's south-west corner; heights are metres above sea.
namespace sample
{

using base::LocalizedText;
using domain::BuildingUse;
using domain::RoofShape;
using geometry::LineString;
using geometry::MultiPolygon;
using geometry::Polygon;
using geometry::Ring;
using geometry::Vec2;

enum class RoadClass { Avenue, Street, Lane, Alley, Promenade };

struct Road {
    LocalizedText name;
    RoadClass klass = RoadClass::Lane;
    LineString line;
    double width = 7;
    bool bridge = false;
    bool isBorder = false; ///< runs on the sub-district's own border
};

struct Rail {
    LineString line;
    double width = 3;
    bool bridge = false;
};

struct Patch { ///< water or green
    LocalizedText name;
    QString type; ///< "river", "pond", "park", "embankment", "garden", "pitch", "square"
    MultiPolygon shape;
};

/// What a piece of land is used for.
enum class Zone {
    Core,
    Offices,
    OldStreet,
    Mall,
    Towers,
    Slabs,
    Village,
    Factories,
    Hospital,
    School,
    Market,
    Station,
    Civic,
    Park,
    Hill,
    Embankment,
    Leftover
};

/// The land between roads: the smallest piece of the plan.
struct Cell {
    Ring face;         ///< to the middle of the roads; faces tile the sub-district
    MultiPolygon land; ///< without roads, river and railway
    Zone zone = Zone::Leftover;
    int face0 = -1; ///< the piece between avenues and streets that it was cut from
    int grid = -1, quarter = -1;
    double angle = 0; ///< of its longer sides, radians from east, in (-45, 45] degrees
};

struct Area {
    QString code;
    LocalizedText name;
    LocalizedText manager;
    int parent = -1;
    MultiPolygon shape;
    // Of grids only.
    std::vector<std::pair<const char *, int>> numbers;
};

struct Quarter {
    QString code;
    LocalizedText name;
    QString type; ///< "residential", "urban-village"
    MultiPolygon shape;
    int grid = -1;
};

/// A prism: what a building is drawn of.
struct Part {
    Polygon shape;
    double from = 0, to = 3; ///< above the building's ground
    RoofShape roof = RoofShape::Flat;
    double roofHeight = 0;
    int storeys = 0;
};

enum class BuildingKind {
    Tower,
    Composite,
    Slab,
    VillageHouse,
    Hall,
    Office,
    HighRise,
    Shop,
    Mall,
    OldHouse,
    Factory,
    School,
    Hospital,
    Market,
    Station,
    Civic,
    Small
};

struct BuildingRecord {
    QString code;
    LocalizedText name;
    LocalizedText address;
    BuildingKind kind = BuildingKind::Small;
    BuildingUse use = BuildingUse::Residential;
    const char *structure = "frame"; ///< "frame", "masonry", "frame-shear-wall", "core-tube", "steel", "timber"
    int year = 1990, above = 1, below = 0;
    double height = 3, ground = 0;
    RoofShape roof = RoofShape::Flat;
    double roofHeight = 0;
    double roofDirection = geometry::NaN;
    Polygon footprint;
    std::vector<Part> parts; ///< empty: the footprint up to `height`
    int cell = -1, grid = -1, quarter = -1;
    int unitsPerStorey = 0; ///< as planned by its kind
    int shopStoreys = 0;    ///< the lowest storeys are shops
    int units = 0, residents = 0;
    bool inCityJson = false; ///< written to the LoD2 file instead of the table
    bool isLandmark = false;
};

struct UnitRecord {
    quint32 building = 0;
    qint16 storey = 1;
    quint16 number = 1; ///< on its storey
    quint8 rooms = 0, halls = 0, kitchens = 0, baths = 0;
    float area = 0;
    quint8 tenancy = 0; ///< index into tenancyName
    quint8 occupants = 0;
};
inline constexpr std::array<const char *, 5> TenancyNames{"owner-occupied", "let", "vacant", "workshop", "shop"};

struct Facility {
    LocalizedText name;
    QString type; ///< "school", "kindergarten", "hospital", "clinic", "market", "police" ...
    Vec2 point{0.0};
    QString building;
};

struct Tree {
    Vec2 point{0.0};
    float height = 8;
};

struct Device {
    QString code;
    LocalizedText name;
    domain::ThingKind kind = domain::ThingKind::Smoke;
    Vec2 point{0.0};
    float height = 0; ///< above ground
    int building = -1;
    qint64 unit = -1; ///< index into units
    int storey = 0;
    LocalizedText address;
    std::vector<domain::Datastream> streams;
    QString picture; ///< file of a camera's clip, beside the tables
    int grid = -1;
};

/// One district; a large city is many of these side by side.
struct DistrictModel {
    quint32 seed = 1;
    Vec2 offset{0.0}; ///< of its corner from that of the first
    int number = 1;   ///< 1 is the one that lives
    LocalizedText name;
    QString code;
    Polygon border;
    MultiPolygon outline; ///< the same with every corner of the areas in it
    LineString riverLine;
    LineString railLine;
    std::vector<Road> roads;
    std::vector<Rail> rails;
    std::vector<Patch> waters, greens;
    std::vector<Cell> cells;
    std::vector<Area> communities, blocks, grids;
    std::vector<Quarter> quarters;
    std::vector<BuildingRecord> buildings;
    std::vector<UnitRecord> units;
    std::vector<Facility> facilities;
    std::vector<Tree> trees;
    std::vector<Device> devices;
};

/// Measures of the plan, shared so that districts fit side by side: opposite borders have the same shape.
inline constexpr double DistrictWidth = 1850.0, DistrictHeight = 1351.4, RiverWidth = 30.0, EmbankmentWidth = 14.0,
                        RailCorridor = 30.0;
/// The corner of the first district in EPSG:4547 (easting, northing): its middle is at 22.54 N, 114.11 E.
inline constexpr double CornerEasting = 510390.0, CornerNorthing = 2492925.0;

}
