#pragma once

#include "base/Warnings.h"
#include "domain/Attributes.h"
#include "domain/Places.h"

#include <array>
#include <map>

namespace domain
{

/// What a space is for.
enum class SpaceFunction : quint8 {
    Unknown,
    Room,
    Hall,
    Kitchen,
    Bath,
    Balcony,
    Corridor,
    Stair,
    Lift,
    Lobby,
    Shop,
    Office,
    Classroom,
    Ward,
    Plant,
    Storage,
    Parking,
    Outdoor
};
QString spaceFunctionName(SpaceFunction function); ///< "room" ...
/// Names above, IFC, CityGML, IMDF and OSM words, and Chinese ones (卧室, 客厅, 厨房, 卫生间, 走廊, 楼梯 ...).
SpaceFunction spaceFunctionFromName(const QString &name);

/// A room, corridor, shaft. Shapes are scene coordinates; base and height metres, base an elevation. A source that does
/// not know them leaves base NaN and height 0: interior::assemble takes the storey's.
struct Space {
    QString id;
    QString name; ///< as shown: "卧室", "R101"
    QString nameEn;
    QString longName;
    SpaceFunction function = SpaceFunction::Unknown;
    int storey = 1; ///< Storey::number
    QString unit;   ///< house code of the unit it belongs to; empty: common or unknown
    geometry::MultiPolygon shape;
    double base = 0;
    float height = 3;
    float area = 0;                                      ///< m2; of the shape where the source states none
    std::vector<std::pair<QString, QString>> properties; ///< as Element has them
};

/// How a door's leaf moves. Left: it hangs at Door::from, Right: at Door::to, Double: one at each; they open to the
/// left of the line from -> to, seen from above (as IFC: hinges seen along the door's positive y axis, into which it
/// opens).
enum class DoorSwing : quint8 { Unknown, Left, Right, Double, Sliding };

/// An opening between two spaces, or to the outside (an entrance). Scene coordinates. A base that the source does not
/// know is NaN, as a space's.
struct Door {
    QString id;
    QString name;
    int storey = 1;
    geometry::Vec2 from{0.0}, to{0.0}; ///< the two jambs
    double base = 0;
    float height = 2.1f;
    bool isWindow = false;
    bool isEntrance = false; ///< leads outside
    DoorSwing swing = DoorSwing::Unknown;
    std::array<qint32, 2> spaces{-1, -1}; ///< indices into Interior::spaces; -1: outside or unknown
    bool isPoint = false; ///< its source gives a place and a width: interior::assemble turns it along the nearest wall
    float width() const { return float(glm::length(to - from)); }
};

/// A building element with its own geometry (wall, slab, stair, furniture ...), as a model gives it.
struct Element {
    QString id;   ///< GlobalId, gml:id
    QString type; ///< "IfcWall", "IfcSlab", "BuildingFurniture" ...
    QString name;
    int storey = 0;      ///< 0: none
    geometry::Mesh mesh; ///< scene coordinates; may be empty where only its meaning could be read
    std::array<float, 4> colour{0.8f, 0.8f, 0.8f, 1.0f};
    /// Where a mesh has several: the colour from this position in its indices on. Empty: `colour` for all of it.
    std::vector<std::pair<quint32, std::array<float, 4>>> colours;
    std::vector<std::pair<QString, QString>> properties; ///< "Pset_WallCommon.IsExternal" -> "true"
};

/// Two spaces that one can walk between: by a door, an opening, or up and down a stair or lift.
struct Passage {
    qint32 a = -1, b = -1;  ///< indices into Interior::spaces; -1: outside
    qint32 door = -1;       ///< index into Interior::doors; -1: none
    geometry::Vec3 at{0.0}; ///< where one passes
};

/// A building's inside. Immutable once shared; made on demand, one at a time. As opened by loading::openInterior, ids
/// of storeys, spaces, doors and elements (and of units without a house code) are those of `insideId`, unique in the
/// city.
struct Interior {
    QString building;
    QString source;              ///< file, or what it was made from
    bool schematic = false;      ///< a stack from storey and unit counts: labelled so
    std::vector<Storey> storeys; ///< lowest first
    std::vector<Unit> units;
    std::vector<Space> spaces;
    std::vector<Door> doors;
    std::vector<Passage> passages;
    std::vector<Element> elements;
    base::Warnings warnings; ///< "product-without-geometry" ...
};

}
