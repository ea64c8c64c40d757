#include "formats/ifc/IfcModel.h"
#include "formats/ifc/IfcValues.h"

#include <cmath>

namespace formats::ifc
{

using geometry::Vec2;
using geometry::Vec3;
using step::Instance;
using step::Value;

static std::optional<double> degrees(const Value &parts)
{
    if (!parts.isList() || parts.list.size() < 3)
        return std::nullopt;
    const double fraction = parts.list.size() > 3 ? parts.list[3].number / 1e6 : 0;
    return parts.list[0].number + parts.list[1].number / 60 + (parts.list[2].number + fraction) / 3600;
}

void Model::readSite(const Instance &site)
{
    const Values values = step::arguments(site.arguments);
    const auto latitude = degrees(at(values, 9)), longitude = degrees(at(values, 10));
    if (!latitude || !longitude || std::abs(*latitude) > 90 || std::abs(*longitude) > 180 ||
        (*latitude == 0 && *longitude == 0))
        return;
    Georeference found;
    found.position = Vec3(*longitude, *latitude, at(values, 11).number * metre);
    found.origin = placementOf(at(values, 5).reference).origin;
    georeference = found;
}

void Model::readGeoreference()
{
    for (const Instance &instance : m_file.instances()) {
        if (instance.type == "IFCSITE" && !georeference) {
            readSite(instance);
        } else if (instance.type == "IFCGEOMETRICREPRESENTATIONCONTEXT") {
            const Values values = step::arguments(instance.arguments);
            const Vec3 north = at(values, 5).isReference() ? pointOf(at(values, 5), false) : Vec3(0);
            if (trueNorth == Vec2(0, 1) && glm::length(Vec2(north)) > 1e-9)
                trueNorth = glm::normalize(Vec2(north));
        }
    }
    for (const Instance &instance : m_file.instances()) {
        const bool isConversion = instance.type == "IFCMAPCONVERSION" || instance.type == "IFCMAPCONVERSIONSCALED";
        if (!isConversion && instance.type != "IFCRIGIDOPERATION")
            continue;
        const Values values = step::arguments(instance.arguments);
        const Values crs = valuesOf(at(values, 1).reference, "IFCPROJECTEDCRS");
        if (crs.empty())
            continue;
        double mapMetre = metre; // IFC4, IfcProjectedCRS.MapUnit: the project's where it is not given
        const Values unit = valuesOf(at(crs, 6).reference, "IFCSIUNIT");
        if (!unit.empty())
            mapMetre = prefixOf(at(unit, 2).text);
        const auto number = [&](size_t index) { return bare(at(values, index)).number; };
        Conversion conversion{textOf(at(crs, 0)), Vec3(number(2), number(3), number(4)), mapMetre};
        if (isConversion) {
            conversion.axis = Vec2(at(values, 5).isNumber() ? number(5) : 1.0, number(6));
            conversion.scale = at(values, 7).isNumber() ? number(7) : 1.0;
        }
        convert(conversion);
        return;
    }
    readConversionSets();
}

void Model::convert(const Conversion &conversion)
{
    Georeference found;
    found.crs = conversion.crs;
    found.position = conversion.position * conversion.metre;
    if (glm::length(conversion.axis) > 1e-9)
        found.xAxis = glm::normalize(conversion.axis);
    const double scale = conversion.scale * conversion.metre / metre;
    // Files in millimetres often forget that the scale has to turn these into metres.
    found.scale = std::abs(scale - 1) < 0.1 ? scale : 1.0;
    georeference = found;
}

// IFC2X3 has no map conversion; buildingSMART's user guide for geo-referencing puts it into property sets of the site.
void Model::readConversionSets()
{
    QHash<QString, Value> values;
    for (const Instance &instance : m_file.instances()) {
        if (instance.type != "IFCPROPERTYSET")
            continue;
        const Values set = step::arguments(instance.arguments);
        const QString name = textOf(at(set, 2)).toLower();
        if (name != QLatin1String("epset_mapconversion") && name != QLatin1String("epset_projectedcrs"))
            continue;
        for (const Value &one : at(set, 4).list) {
            const Values property = valuesOf(one.reference, "IFCPROPERTYSINGLEVALUE");
            values.insert(textOf(at(property, 0)).toLower(), bare(at(property, 2)));
        }
    }
    const auto number = [&](const char *name, double otherwise) {
        const auto found = values.constFind(QString::fromLatin1(name));
        return found != values.constEnd() && found->isNumber() ? found->number : otherwise;
    };
    const QString crs = textOf(values.value(QStringLiteral("name")));
    if (crs.isEmpty() || !values.contains(QStringLiteral("eastings")))
        return;
    Conversion conversion{crs, Vec3(number("eastings", 0), number("northings", 0), number("orthogonalheight", 0)), 1};
    conversion.axis = Vec2(number("xaxisabscissa", 1), number("xaxisordinate", 0));
    conversion.scale = number("scale", 1);
    convert(conversion);
}

}
