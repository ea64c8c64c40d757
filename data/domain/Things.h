#pragma once

#include "domain/Objects.h"
#include "geometry/Vec.h"

#include <QJsonValue>

#include <vector>

namespace domain
{

enum class ThingKind : quint8 { Smoke, Electrical, Tilt, Gas, WaterLevel, Rain, Camera, Presence, Door, Lift, Other };
inline constexpr int ThingKindCount = 11;
QString thingKindName(ThingKind kind);            ///< "smoke", "water-level" ... as in project files and JSON
ThingKind thingKindFromName(const QString &name); ///< English, Chinese (烟感 ...) and usual spellings

/// How a device is (domain.md, section 3). Offline is never drawn as normal.
enum class ThingStatus : quint8 { Unknown, Online, Stale, Offline, Fault };
QString statusName(ThingStatus status);

/// How bad it is; ordered, worst last. Drawn by shape and colour.
enum class Severity : quint8 { Normal, Minor, Major, Critical };
QString severityName(Severity severity);
/// Understands the names above and "warning" (minor); Minor where it is none of them, `ok` tells.
Severity severityFromName(const QString &name, bool *ok = nullptr);

/// A series of observations of one property (OGC SensorThings 1.1).
struct Datastream {
    QString id;
    QString property;           ///< observed property: "smoke", "residual-current", "cable-temperature", "current-a",
                                ///< "voltage-a", "tilt", "water-level", "rain-rate" ...
    QString unit;               ///< "mA", "degC", "mm" ...; empty for a truth value
    double periodSeconds = 300; ///< how often it reports
};

/// A device. Positions are scene coordinates; z is an elevation.
struct Thing {
    QString id;
    QString name, nameEn;
    ThingKind kind = ThingKind::Other;
    geometry::Vec3 position{0.0};
    float heightAboveGround = 0; ///< as the source has it; the loader makes `position.z` of it
    QString building;
    QString unit;
    int storey = 0; ///< 0: outdoors or unknown
    QString address, addressEn;
    std::vector<Datastream> datastreams;
    QString stream; ///< URL of a camera's picture, where it has one
    ObjectRef ref() const { return {ObjectKind::Thing, id}; }
};

/// One reading. Times are milliseconds since the epoch, UTC.
struct Observation {
    QString datastream;
    qint64 phenomenonTime = 0;
    qint64 resultTime = 0;
    QJsonValue result; ///< number, truth value or text
};

/// "online" or "offline" as the device (or its last will) says.
struct ThingStatusReport {
    QString thing;
    bool online = true;
    qint64 time = 0;
};

}
