#pragma once

#include "domain/Things.h"
#include "geometry/Vec.h"

#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace domain
{

/// A circle of a warned area. WGS 84 degrees, kilometres.
struct AlertCircle {
    double longitude = 0, latitude = 0, radiusKm = 0;
};

/// CAP 1.2 <area>. Rings are longitude, latitude (the reader swaps), closed, WGS 84.
struct AlertArea {
    QString description;
    std::vector<std::vector<geometry::Vec2>> polygons;
    std::vector<AlertCircle> circles;
    std::vector<std::pair<QString, QString>> geocodes;        ///< name, value
    double altitude = geometry::NaN, ceiling = geometry::NaN; ///< feet above mean sea level
};

/// CAP 1.2 <info>, one a language. Words are those of the standard ("Met", "Immediate", "Severe", "Observed").
/// Times are ms UTC; 0: not given.
struct AlertInfo {
    QString language;
    QStringList categories, responseTypes;
    QString event, urgency, severity, certainty, audience;
    std::vector<std::pair<QString, QString>> eventCodes, parameters;
    qint64 effective = 0, onset = 0, expires = 0;
    QString senderName, headline, description, instruction, web, contact;
    std::vector<std::pair<QString, QString>> resources; ///< description, URI
    std::vector<AlertArea> areas;
};

/// A public warning (OASIS CAP 1.2 <alert>; 1.0 and 1.1 are read into the same).
struct Alert {
    QString id; ///< "sender,identifier,sent" as CAP references name it; sent as isoTime, UTC
    QString identifier, sender, source, note;
    QString status;      ///< "Actual", "Exercise", "System", "Test", "Draft"
    QString messageType; ///< "Alert", "Update", "Cancel", "Ack", "Error"
    QString scope;
    qint64 sent = 0;
    QStringList references; ///< ids of earlier alerts
    std::vector<AlertInfo> infos;
    QString feed; ///< it came by

    /// The info for "en" or "zh_CN", else the first; null where it has none (a Cancel).
    const AlertInfo *info(const QString &language) const;
    /// Actual and public enough to be shown as a warning: not a test, draft or exercise.
    bool isReal() const { return status == QLatin1String("Actual"); }
    /// When its last info ends; where none says so, 24 hours after it was sent. ms UTC.
    qint64 expires() const;
    /// By the severity of its worst info, or its colour (awareness_level, 预警颜色) where it names one.
    Severity level() const;
};

QJsonObject toJson(const Alert &alert);
Alert alertFromJson(const QJsonObject &json);

}
