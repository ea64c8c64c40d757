#pragma once

#include "domain/Interior.h"
#include "formats/citymodel/InsideParts.h"

namespace formats
{

/// From the lowest point to the highest; empty where there is no geometry.
struct HeightRange {
    double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
    bool isEmpty() const { return !(low <= high); }
    void add(double z) { low = std::min(low, z), high = std::max(high, z); }
    void add(const std::vector<InsideFace> &faces);
};
HeightRange heightsOf(const InsideObject &object);

/// The ground a space covers: its floor; else the lowest of its level faces; else all of it seen from above.
struct SpaceGround {
    geometry::MultiPolygon shape;
    double base = geometry::NaN;
};
SpaceGround groundOf(const InsideObject &object);

/// Where an opening stands: its jambs seen from above, its sill and its height.
struct OpeningPlace {
    geometry::Vec2 from{0.0}, to{0.0};
    double base = 0;
    float height = 0;
};
/// None where it has no shape.
std::optional<OpeningPlace> placeOf(const std::vector<InsideFace> &faces);

geometry::Mesh meshOf(const std::vector<InsideFace> &faces);

QString textOf(const AttributeValue &value);
/// Empty where the object has no such attribute.
QString attributeOf(const CityObject &object, const char *name);
/// The first of these attributes that is a number; NaN where none is.
double numberOf(const CityObject &object, std::initializer_list<const char *> names);
QString nameOf(const CityObject &object);
/// The id where there is no name, if people made it ("apartment1") and not a program.
QString nameOrId(const CityObject &object);

/// A room's function by the words or codes of its function, class and usage, else by its name; codes without a list of
/// their own are those of CityGML's annex (OGC 12-019, C.1, Room function).
domain::SpaceFunction functionOf(const CityObject &object);

}
