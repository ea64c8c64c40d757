#pragma once

#include "domain/Interior.h"
#include "formats/ifc/StepFile.h"
#include "geometry/Vec.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// What an IFC file says besides its shapes: the tree from the project to the doors, properties, units, where it
/// stands. Read straight from the text, for IFC2X3, IFC4 and IFC4X3 alike: the attributes used stand at the same places
/// in all of them, and so it arrives even where IFC++ cannot load the file.
namespace formats::ifc
{

/// A right-handed or mirrored placement, metres.
struct Placement {
    geometry::Vec3 x{1, 0, 0}, y{0, 1, 0}, z{0, 0, 1}, origin{0.0};
    geometry::Vec3 toWorld(const geometry::Vec3 &p) const { return origin + x * p.x + y * p.y + z * p.z; }
    geometry::Vec3 toLocal(const geometry::Vec3 &p) const
    {
        const geometry::Vec3 d = p - origin;
        return {glm::dot(d, x), glm::dot(d, y), glm::dot(d, z)};
    }
    Placement operator*(const Placement &inner) const;
};

struct Level {
    uint32_t id = 0;
    QString guid, name;
    double elevation = 0; ///< metres, as stated or of its placement
    int number = 1;
};

struct Room {
    uint32_t id = 0;
    QString guid, name, longName, objectType;
    qint32 level = -1; ///< index into Model::levels
    double area = 0;   ///< m2 as stated; 0: not
    double height = 0; ///< metres as stated; 0: not
    Placement placement;
    bool hasShape = false;
};

/// An IfcZone, or an IfcSpatialZone: what groups rooms into flats, and into fire compartments.
struct Zone {
    uint32_t id = 0;
    QString guid, name, longName;
    QString kind;               ///< its ObjectType, or the PredefinedType of a spatial zone
    std::vector<qint32> rooms;  ///< indices into Model::rooms; also those of zones in it
    bool isSpatial = false;     ///< has a placement of its own, and maybe a shape
    QString unit;               ///< domain::Unit::id of the unit that it is, unique in the file; empty: it is none
    std::vector<qint32> inUnit; ///< of `rooms` those that are of this unit and not of another
};

/// Any other product: walls, doors, furniture ...
struct Product {
    uint32_t id = 0;
    QString guid, type, name; ///< type: "IfcWall"
    qint32 level = -1;
    bool hasShape = false;        ///< a representation with a body: triangles are to be expected
    double width = 0, height = 0; ///< doors and windows as stated, metres; 0: not
    QString predefined;           ///< slabs: "ROOF" ...
    domain::DoorSwing swing = domain::DoorSwing::Unknown; ///< doors, as they or their type state it
    Placement placement;
};

/// Where the model's world coordinates stand on the map.
struct Georeference {
    QString crs;                  ///< of IfcProjectedCRS; empty: by latitude and longitude
    geometry::Vec3 position{0.0}; ///< in `crs`, or longitude, latitude, height; of `origin`
    geometry::Vec3 origin{0.0};   ///< in the model, metres
    geometry::Vec2 xAxis{1, 0};   ///< the model's x axis in `crs`; with latitude and longitude true north says it
    double scale = 1;
};

using Properties = std::vector<std::pair<QString, QString>>;

class Model
{
public:
    /// `file` must live as long as this.
    explicit Model(const step::File &file);

    QString schema;
    QString projectName, siteName, buildingName, buildingGuid;
    QString address;
    double metre = 1;          ///< of the file's length unit
    std::vector<Level> levels; ///< lowest first
    std::vector<Room> rooms;
    std::vector<Product> products;
    std::vector<Zone> zones; ///< by STEP id
    std::optional<Georeference> georeference;
    geometry::Vec2 trueNorth{0, 1}; ///< in the model's plane

    /// Attributes, property sets, quantities, type properties, materials (layers with their thickness), presentation
    /// layers and, of rooms, zones of an object, by its STEP id. Lengths, areas and volumes are converted to metres,
    /// with their unit.
    Properties propertiesOf(uint32_t id) const;

private:
    using Values = std::vector<step::Value>;
    struct Conversion {
        QString crs;
        geometry::Vec3 position{0.0}; ///< in units of the map
        double metre = 1;             ///< of these units
        geometry::Vec2 axis{1, 0};
        double scale = 1;
    };
    Values valuesOf(uint32_t id, std::string_view type = {}) const;
    QString textOf(const step::Value &value) const;
    void guessEncoding();
    void indexRelations();
    void readUnits();
    void readTree();
    void readProducts();
    void readZones();
    void findUnits();
    int likenessToUnit(const Zone &zone) const;
    QString referenceOf(uint32_t room) const;
    void addZones(uint32_t room, Properties &to) const;
    void readGeoreference();
    void convert(const Conversion &conversion);
    void readConversionSets();
    void readSite(const step::Instance &site);
    void numberLevels();
    bool hasBody(uint32_t shape) const;
    qint32 levelOf(uint32_t id) const;
    Placement placementOf(uint32_t id, int depth = 0) const;
    Placement axes(uint32_t id) const;
    geometry::Vec3 pointOf(const step::Value &value, bool length) const;
    void addAttributes(const step::Instance &instance, Properties &to) const;
    void addSet(uint32_t set, Properties &to) const;
    QString shown(const step::Value &value) const;
    QString layersOf(const Values &product) const;
    domain::DoorSwing swingOf(const step::Instance &door) const;
    QString materialOf(uint32_t id, int depth, int &left) const;

    const step::File &m_file;
    QHash<uint32_t, uint32_t> m_parent; ///< by aggregation, containment, filling and voiding: part to whole
    QHash<uint32_t, QList<uint32_t>> m_sets;
    QHash<uint32_t, uint32_t> m_typeOf, m_material;
    QHash<uint32_t, uint32_t> m_layerOf; ///< representation or item to IfcPresentationLayerAssignment
    QHash<uint32_t, qint32> m_levelIndex;
    QHash<uint32_t, QList<qint32>> m_zonesOf; ///< room to indices into `zones`
    mutable QHash<uint32_t, Placement> m_placements;
    double m_squareMetre = 1, m_cubicMetre = 1;
    bool m_isChinese = false; ///< raw texts are GB 18030
};

/// "IfcWallStandardCase" of "IFCWALLSTANDARDCASE".
QString className(std::string_view type);

}
