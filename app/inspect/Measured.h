#pragma once

#include "core/Twin.h"
#include "scene/InteriorLook.h"

#include <QJsonObject>

namespace app
{

/// How one measures.
enum class MeasureMode : quint8 { None, Length, Path, Height, Area, Face, Volume, Angle, Note };
QString measureModeName(MeasureMode mode); ///< "length" ...; "" for none
MeasureMode measureModeFromName(const QString &name);
QString label(MeasureMode mode); ///< translated
/// Points that complete a measure of this mode; 0: as many as one likes.
int pointsWanted(MeasureMode mode);

/// One measure: where it was taken, and what came of it. A value; scene coordinates, metres and degrees.
struct Measured {
    MeasureMode mode = MeasureMode::None;
    std::vector<geometry::Vec3> points;
    domain::ObjectRef object; ///< of a face or volume: whose
    int storey = 0;           ///< it moves with this storey when storeys are spread
    double value = geometry::NaN;
    std::vector<std::vector<geometry::Vec3>> outlines; ///< of a face

    QString unit() const; ///< "m", "m²", "m³", "°"
    /// "3.42 m".
    QString text() const;
    /// What more there is to say: "level 3.00 m, up 1.20 m", perimeter, sides; may be empty.
    QString detail() const;
    /// What is drawn in the view.
    std::vector<scene::Annotation> annotations() const;
};

/// Works the value out of points (Length, Path, Height, Area, Angle); NaN where they are too few.
double measureValue(MeasureMode mode, const std::vector<geometry::Vec3> &points);
/// A face under a point, or a whole body; value NaN where the object has no such body.
Measured measureFace(const Twin &twin, const scene::SnapPoint &at);
Measured measureVolume(const Twin &twin, const domain::ObjectRef &object);

/// Places keep as longitude, latitude, height: they stand where they stood when the district is framed anew.
QJsonArray toJson(const std::vector<geometry::Vec3> &points, const geometry::LocalFrame &frame);
std::vector<geometry::Vec3> pointsFromJson(const QJsonArray &json, const geometry::LocalFrame &frame);
QJsonObject toJson(const Measured &measured, const geometry::LocalFrame &frame);
Measured measuredFromJson(const QJsonObject &json, const geometry::LocalFrame &frame);

}
