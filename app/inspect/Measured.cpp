#include "inspect/Measured.h"

#include "core/Text.h"
#include "inspect/Bodies.h"
#include "inspect/Figures.h"
#include "interior/Measure.h"

#include <QJsonArray>

#include <array>
#include <cmath>

namespace app
{

using geometry::Vec3;

namespace
{

struct Mode {
    MeasureMode mode;
    const char *name, *label;
    int points;
};
constexpr std::array Modes{Mode{MeasureMode::None, "", "", 0},
                           Mode{MeasureMode::Length, "length", QT_TRANSLATE_NOOP("app", "Length"), 2},
                           Mode{MeasureMode::Path, "path", QT_TRANSLATE_NOOP("app", "Path"), 0},
                           Mode{MeasureMode::Height, "height", QT_TRANSLATE_NOOP("app", "Height"), 2},
                           Mode{MeasureMode::Area, "area", QT_TRANSLATE_NOOP("app", "Area"), 0},
                           Mode{MeasureMode::Face, "face", QT_TRANSLATE_NOOP("app", "Face"), 1},
                           Mode{MeasureMode::Volume, "volume", QT_TRANSLATE_NOOP("app", "Volume"), 1},
                           Mode{MeasureMode::Angle, "angle", QT_TRANSLATE_NOOP("app", "Angle"), 3},
                           Mode{MeasureMode::Note, "note", QT_TRANSLATE_NOOP("app", "Note"), 1}};

QString metres(double value)
{
    return translate("app", "%1 m").arg(fixedText(value, 2));
}

}

QString measureModeName(MeasureMode mode)
{
    return QString::fromLatin1(Modes[size_t(mode)].name);
}

MeasureMode measureModeFromName(const QString &name)
{
    for (const Mode &mode : Modes) {
        if (name == QLatin1String(mode.name))
            return mode.mode;
    }
    return MeasureMode::None;
}

QString label(MeasureMode mode)
{
    return mode == MeasureMode::None ? QString() : translate("app", Modes[size_t(mode)].label);
}

int pointsWanted(MeasureMode mode)
{
    return Modes[size_t(mode)].points;
}

double measureValue(MeasureMode mode, const std::vector<Vec3> &points)
{
    switch (mode) {
    case MeasureMode::Length:
    case MeasureMode::Path:
        return points.size() < 2 ? geometry::NaN : interior::lengthOf(points);
    case MeasureMode::Height:
        return points.size() < 2 ? geometry::NaN : std::abs(points[1].z - points[0].z);
    case MeasureMode::Area:
        return points.size() < 3 ? geometry::NaN : interior::measureRing(points).area;
    case MeasureMode::Angle:
        return points.size() < 3 ? geometry::NaN : interior::angleAt(points[1], points[0], points[2]);
    default:
        return geometry::NaN;
    }
}

Measured measureFace(const Twin &twin, const scene::SnapPoint &at)
{
    Measured measured{MeasureMode::Face, {at.point}, at.object, storeyOf(twin, at.object), geometry::NaN, {}};
    const geometry::Mesh body = bodyOf(twin, at.object);
    const qint64 triangle = interior::triangleAt(body, at.point, at.normal);
    if (triangle < 0)
        return measured;
    const interior::FaceMeasure face = interior::faceAt(body, quint32(triangle));
    measured.value = face.area;
    measured.points = {face.middle};
    measured.outlines = face.outlines;
    return measured;
}

Measured measureVolume(const Twin &twin, const domain::ObjectRef &object)
{
    Measured measured{MeasureMode::Volume, {}, object, storeyOf(twin, object), geometry::NaN, {}};
    const geometry::Mesh mesh = bodyOf(twin, object);
    if (mesh.indices.empty())
        return measured;
    const interior::BodyMeasure body = interior::measureBody(mesh);
    measured.value = body.closed ? body.volume : geometry::NaN;
    measured.points = {body.box.min, body.box.max};
    return measured;
}

QString Measured::unit() const
{
    switch (mode) {
    case MeasureMode::Area:
    case MeasureMode::Face:
        return QStringLiteral("m²");
    case MeasureMode::Volume:
        return QStringLiteral("m³");
    case MeasureMode::Angle:
        return QStringLiteral("°");
    default:
        return QStringLiteral("m");
    }
}

QString Measured::text() const
{
    if (std::isnan(value))
        return mode == MeasureMode::Volume && !points.empty() ? translate("app", "not closed: no volume") : QString();
    if (mode == MeasureMode::Angle)
        return translate("app", "%1°").arg(fixedText(value, 1));
    return translate("app", "%1 %2", "figure, unit").arg(fixedText(value, 2), unit());
}

QString Measured::detail() const
{
    switch (mode) {
    case MeasureMode::Length:
    case MeasureMode::Path: {
        if (points.size() < 2)
            return {};
        double level = 0;
        for (size_t i = 1; i < points.size(); ++i)
            level += glm::length(geometry::Vec2(points[i]) - geometry::Vec2(points[i - 1]));
        const double up = points.back().z - points.front().z;
        const QString parts = (up < 0 ? translate("app", "level %1, down %2") : translate("app", "level %1, up %2"))
                                  .arg(metres(level), metres(std::abs(up)));
        return points.size() == 2 ? parts : translate("app", "%1 legs, %2").arg(points.size() - 1).arg(parts);
    }
    case MeasureMode::Height: {
        if (points.size() < 2)
            return {};
        const double level = glm::length(geometry::Vec2(points[1]) - geometry::Vec2(points[0]));
        return translate("app", "%1 apart on the level").arg(metres(level));
    }
    case MeasureMode::Area: {
        if (points.size() < 3)
            return {};
        const interior::RingMeasure ring = interior::measureRing(points);
        const QString round = translate("app", "round it %1").arg(metres(ring.perimeter));
        constexpr double Uneven = 0.02;
        return ring.unevenness <= Uneven
                   ? round
                   : translate("app", "%1; its corners lie up to %2 off a plane").arg(round, metres(ring.unevenness));
    }
    case MeasureMode::Face: {
        double perimeter = 0;
        for (const auto &ring : outlines)
            perimeter += interior::measureRing(ring).perimeter;
        return outlines.empty() ? QString() : translate("app", "round it %1").arg(metres(perimeter));
    }
    case MeasureMode::Volume: {
        if (points.size() < 2)
            return {};
        const Vec3 size = points[1] - points[0];
        return translate("app", "%1 × %2 × %3 m high")
            .arg(fixedText(size.x, 2), fixedText(size.y, 2), fixedText(size.z, 2));
    }
    default:
        return {};
    }
}

std::vector<scene::Annotation> Measured::annotations() const
{
    using Kind = scene::Annotation::Kind;
    std::vector<scene::Annotation> drawn;
    const auto add = [&](Kind kind, std::vector<Vec3> at, const QString &words) {
        drawn.push_back({kind, std::move(at), words, {}, storey});
    };
    if (points.empty())
        return drawn;
    switch (mode) {
    case MeasureMode::Height: {
        if (points.size() < 2)
            break;
        // Upright at the first point, level to the second.
        const Vec3 corner(points[0].x, points[0].y, points[1].z);
        add(Kind::Line, {points[0], corner}, text());
        add(Kind::Line, {corner, points[1]}, {});
        break;
    }
    case MeasureMode::Area:
        add(points.size() < 3 ? Kind::Line : Kind::Area, points, text());
        break;
    case MeasureMode::Face:
        for (const auto &ring : outlines)
            add(Kind::Area, ring, drawn.empty() ? text() : QString());
        break;
    case MeasureMode::Volume:
        add(Kind::Point, {(points.front() + points.back()) * 0.5}, text());
        break;
    default:
        add(Kind::Line, points, text());
    }
    return drawn;
}

QJsonArray toJson(const std::vector<Vec3> &points, const geometry::LocalFrame &frame)
{
    QJsonArray list;
    for (const Vec3 &point : points) {
        const Vec3 place = frame.toLonLat(point);
        list.append(QJsonArray{place.x, place.y, place.z});
    }
    return list;
}

std::vector<Vec3> pointsFromJson(const QJsonArray &json, const geometry::LocalFrame &frame)
{
    std::vector<Vec3> points;
    for (const QJsonValue &each : json) {
        const QJsonArray place = each.toArray();
        if (place.size() == 3)
            points.push_back(frame.fromLonLat({place[0].toDouble(), place[1].toDouble(), place[2].toDouble()}));
    }
    return points;
}

QJsonObject toJson(const Measured &measured, const geometry::LocalFrame &frame)
{
    QJsonObject json{{QStringLiteral("mode"), measureModeName(measured.mode)},
                     {QStringLiteral("points"), toJson(measured.points, frame)}};
    if (!measured.object.isNull()) {
        json.insert(QStringLiteral("kind"), domain::kindName(measured.object.kind));
        json.insert(QStringLiteral("id"), measured.object.id);
    }
    if (measured.storey != 0)
        json.insert(QStringLiteral("storey"), measured.storey);
    if (!std::isnan(measured.value))
        json.insert(QStringLiteral("value"), measured.value);
    QJsonArray rings;
    for (const auto &ring : measured.outlines)
        rings.append(toJson(ring, frame));
    if (!rings.isEmpty())
        json.insert(QStringLiteral("outlines"), rings);
    return json;
}

Measured measuredFromJson(const QJsonObject &json, const geometry::LocalFrame &frame)
{
    Measured measured;
    measured.mode = measureModeFromName(json.value(QStringLiteral("mode")).toString());
    measured.points = pointsFromJson(json.value(QStringLiteral("points")).toArray(), frame);
    measured.object = {domain::kindFromName(json.value(QStringLiteral("kind")).toString()),
                       json.value(QStringLiteral("id")).toString()};
    measured.storey = json.value(QStringLiteral("storey")).toInt();
    measured.value = json.value(QStringLiteral("value")).toDouble(geometry::NaN);
    const QJsonArray rings = json.value(QStringLiteral("outlines")).toArray();
    for (const QJsonValue &ring : rings)
        measured.outlines.push_back(pointsFromJson(ring.toArray(), frame));
    return measured;
}

}
