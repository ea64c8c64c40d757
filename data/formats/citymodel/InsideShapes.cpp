#include "formats/citymodel/InsideShapes.h"

#include "formats/citymodel/SurfaceCollector.h"
#include "geometry/Triangulation.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace formats
{

using domain::SpaceFunction;
using geometry::Vec2;
using geometry::Vec3;

QString textOf(const AttributeValue &value)
{
    if (const double *number = std::get_if<double>(&value))
        return QString::number(*number, 'g', QLocale::FloatingPointShortest);
    return std::get<QString>(value);
}

QString attributeOf(const CityObject &object, const char *name)
{
    for (const auto &[known, value] : object.attributes) {
        if (known == QLatin1String(name))
            return textOf(value);
    }
    return {};
}

double numberOf(const CityObject &object, std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        bool ok = false;
        const double value = attributeOf(object, name).section(u' ', -1).toDouble(&ok);
        if (ok)
            return value;
    }
    return geometry::NaN;
}

QString nameOf(const CityObject &object)
{
    for (const char *name : {"gml:name", "name", "名称"}) {
        if (const QString text = attributeOf(object, name); !text.isEmpty())
            return text;
    }
    return {};
}

QString nameOrId(const CityObject &object)
{
    const QString name = nameOf(object);
    if (!name.isEmpty())
        return name;
    static const QRegularExpression plain(QStringLiteral("^\\p{L}[\\p{L}\\p{N}_.-]{0,31}$"));
    static const QRegularExpression made(QStringLiteral("[0-9a-fA-F]{8}|^(gml|uuid|id|fme)[-_]"),
                                         QRegularExpression::CaseInsensitiveOption);
    return plain.match(object.id).hasMatch() && !made.match(object.id).hasMatch() ? object.id : QString();
}

void HeightRange::add(const std::vector<InsideFace> &faces)
{
    for (const InsideFace &face : faces) {
        for (const auto &ring : face) {
            for (const Vec3 &p : ring)
                add(p.z);
        }
    }
}

HeightRange heightsOf(const InsideObject &object)
{
    HeightRange range;
    for (const InsideSurface &surface : object.surfaces)
        range.add(surface.faces);
    return range;
}

static bool isFloor(const InsideSurface &surface)
{
    return surface.type == QLatin1String("FloorSurface") || surface.type == QLatin1String("GroundSurface");
}

SpaceGround groundOf(const InsideObject &object)
{
    constexpr double Level = 0.7;  // of the normal: 45 degrees
    constexpr double Lowest = 0.3; // metres: steps and sills of a floor lie within it
    std::vector<geometry::Polygon> floors, lowest, all;
    HeightRange floorRange;
    const HeightRange range = heightsOf(object);
    double lowestFace = std::numeric_limits<double>::infinity();
    const auto forFaces = [&object](const auto &take) {
        for (const InsideSurface &surface : object.surfaces) {
            for (const InsideFace &face : surface.faces) {
                const Vec3 normal = face.empty() ? Vec3(0) : geometry::newellNormal(face[0]);
                if (normal != Vec3(0))
                    take(surface, face, normal);
            }
        }
    };
    const auto lowOf = [](const InsideFace &face) {
        double z = std::numeric_limits<double>::infinity();
        for (const Vec3 &p : face[0])
            z = std::min(z, p.z);
        return z;
    };
    forFaces([&](const InsideSurface &surface, const InsideFace &face, const Vec3 &normal) {
        if (isFloor(surface))
            floorRange.add(lowOf(face));
        if (std::abs(normal.z) < Level)
            return;
        lowestFace = std::min(lowestFace, lowOf(face));
        all.push_back(projected(face));
        if (isFloor(surface))
            floors.push_back(projected(face));
    });
    SpaceGround ground;
    if (!floors.empty()) {
        ground.shape = footprintOf(std::move(floors));
        ground.base = floorRange.low;
    } else if (!all.empty()) {
        forFaces([&](const InsideSurface &, const InsideFace &face, const Vec3 &normal) {
            if (std::abs(normal.z) >= Level && lowOf(face) < lowestFace + Lowest)
                lowest.push_back(projected(face));
        });
        ground.shape = footprintOf(std::move(lowest));
        ground.base = lowestFace;
    }
    if (ground.shape.empty() && !range.isEmpty()) {
        std::vector<Vec2> corners;
        forFaces([&corners](const InsideSurface &, const InsideFace &face, const Vec3 &) {
            for (const Vec3 &p : face[0])
                corners.emplace_back(p.x, p.y);
        });
        ground.shape = footprintOf(std::move(all), corners);
        ground.base = range.low;
    }
    return ground;
}

geometry::Mesh meshOf(const std::vector<InsideFace> &faces)
{
    SurfaceCollector collector;
    for (const InsideFace &face : faces)
        collector.add(face, domain::SurfaceType::Other);
    return collector.take({}).mesh;
}

std::optional<OpeningPlace> placeOf(const std::vector<InsideFace> &faces)
{
    // The wall's direction from the upright faces, by the doubled angle: a leaf's front and back count alike.
    Vec2 doubled(0), sum(0);
    HeightRange range;
    size_t points = 0;
    std::vector<Vec2> corners;
    for (const InsideFace &face : faces) {
        if (face.empty() || face[0].size() < 3)
            continue;
        Vec3 normal(0);
        for (size_t i = 1; i + 1 < face[0].size(); ++i)
            normal += glm::cross(face[0][i] - face[0][0], face[0][i + 1] - face[0][0]);
        const double flat = glm::length(Vec2(normal));
        if (flat > 0 && flat >= std::abs(normal.z)) {
            const double angle = 2 * std::atan2(normal.y, normal.x);
            doubled += Vec2(std::cos(angle), std::sin(angle)) * flat;
        }
        for (const Vec3 &p : face[0]) {
            corners.emplace_back(p.x, p.y);
            sum += Vec2(p.x, p.y);
            range.add(p.z);
            ++points;
        }
    }
    if (points == 0)
        return {};
    const Vec2 middle = sum / double(points);
    Vec2 along(1, 0);
    if (doubled != Vec2(0)) {
        const double across = std::atan2(doubled.y, doubled.x) / 2;
        along = Vec2(-std::sin(across), std::cos(across));
    } else { // a hatch, a skylight: along its longer side
        double farthest = 0;
        for (const Vec2 &corner : corners) {
            if (glm::length(corner - corners[0]) > farthest) {
                farthest = glm::length(corner - corners[0]);
                along = (corner - corners[0]) / farthest;
            }
        }
    }
    HeightRange reach;
    for (const Vec2 &corner : corners)
        reach.add(glm::dot(corner - middle, along));
    return OpeningPlace{middle + along * reach.low, middle + along * reach.high, range.low,
                        float(range.high - range.low)};
}

// The codes that OGC 12-019 gives in its annex for rooms of dwellings and offices.
static SpaceFunction functionOfCode(int code)
{
    switch (code) {
    case 1000:
    case 1090:
        return SpaceFunction::Hall; // living and dining rooms
    case 1010:
    case 1070:
    case 1120:
        return SpaceFunction::Room;
    case 1020:
        return SpaceFunction::Kitchen;
    case 1030:
        return SpaceFunction::Corridor;
    case 1040:
    case 1050:
        return SpaceFunction::Bath;
    case 1060:
        return SpaceFunction::Stair;
    case 1080:
    case 1190:
        return SpaceFunction::Plant;
    case 1130:
    case 1150:
        return SpaceFunction::Storage;
    case 1160:
    case 1170:
        return SpaceFunction::Balcony;
    default:
        return SpaceFunction::Unknown;
    }
}

SpaceFunction functionOf(const CityObject &object)
{
    for (const char *name : {"function", "usage", "class"}) {
        const QString text = attributeOf(object, name);
        bool isCode = false;
        const int code = text.section(u'.', 0, 0).toInt(&isCode);
        const SpaceFunction function = !isCode ? domain::spaceFunctionFromName(text)
                                       : QLatin1String(name) == QLatin1String("class") ? SpaceFunction::Unknown
                                                                                       : functionOfCode(code);
        if (function != SpaceFunction::Unknown)
            return function;
    }
    for (const QString &text : {nameOf(object), object.id}) {
        const SpaceFunction function = domain::spaceFunctionFromName(text);
        if (function != SpaceFunction::Unknown)
            return function;
    }
    return SpaceFunction::Unknown;
}

}
