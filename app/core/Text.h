#pragma once

#include "domain/City.h"
#include "domain/Events.h"
#include "domain/Interior.h"
#include "domain/Layer.h"
#include "domain/Objects.h"
#include "domain/Places.h"
#include "domain/Things.h"

#include <QCoreApplication>
#include <QString>
#include <QTimeZone>

/// Words and figures as users read them, in the language that is installed just now. Main thread.
namespace app
{

/// Short for QCoreApplication::translate, under a name that lupdate knows.
inline QString translate(const char *context, const char *text, const char *comment = nullptr, int n = -1)
{
    return QCoreApplication::translate(context, text, comment, n);
}

QString label(domain::ObjectKind kind);
QString label(domain::ThingKind kind);
QString label(domain::ThingStatus status);
QString label(domain::Severity severity);
QString label(domain::EventState state);
QString label(domain::BuildingUse use);
QString label(domain::LayerKind kind);
QString label(domain::SpaceFunction function);
/// "residual-current" -> "Residual current"; the id itself where it is not one of ours.
QString propertyLabel(const QString &property);
/// What a property of electrical devices is measured in; empty for others, whose units differ from district to district.
QString usualUnit(const QString &property);
/// "degC" -> "°C"; others as they are.
QString unitText(const QString &unit);
/// "owner-occupied", "let" ... of units; the word itself where it is not one of ours.
QString tenancyLabel(const QString &tenancy);
/// "frame", "masonry" ... of buildings; the word itself where it is not one of ours.
QString structureLabel(const QString &structure);
/// "gabled", "dome" ... of roofs; the word itself where it is not one of ours.
QString roofLabel(const QString &shape);
/// "avenue", "clinic", "pond" ... of roads, facilities, water, green; the source's own word otherwise.
QString placeTypeLabel(const QString &type);
/// A field of buildings that a source's column was taken for: "storeysBelow" -> "Storeys below ground".
QString fieldLabel(const QString &field);
/// Where an event came from: "resident report", "hotline" ...; the source's own word otherwise.
QString eventSourceLabel(const QString &source);

/// How an object is drawn in lists as on the map: one of the states of the theme, whose colour and shape the interface
/// knows ("critical", "major", "minor", "in-hand", "normal", "stale", "offline", "fault").
QString visualState(const domain::Event &event);
QString visualState(domain::ThingStatus status, domain::Severity severity);
/// A visual state in words: "critical", "in hand" ...
QString visualLabel(const QString &visualState);
/// The shape that goes with it: "octagon", "triangle", "diamond", "circle", "dot", "dashed", "stroke", "square".
QString shapeOf(const QString &visualState);

/// Accepted, dispatched, handling or verifying: somebody is on it.
bool isInHand(domain::EventState state);
/// Past one of its limits: not accepted or not closed in time.
bool isOverdue(const domain::Event &event, qint64 now);
/// Closed, and that since a time (ms UTC): what panels count as closed today. A note that is added later does not move it.
bool isClosedSince(const domain::Event &event, qint64 time);

/// How long ago, or how long: "12 s", "4 min", "2 h 5 min", "3 d". Negative spans count as none.
QString ageText(qint64 ms);
/// A figure with group separators and at most `decimals`.
QString numberText(double value, int decimals);
/// A rounded figure: from 10,000 on in 万 in Chinese.
QString roundedText(double value, const QString &language);
/// A figure as panels show it: whole up to 9,999, else rounded as above.
QString figureText(double value, const QString &language);
/// A reading with its unit: "0.42 mA"; truth values of smoke, doors and presence in words. Empty where it is NaN.
QString readingText(const QString &property, double value, const QString &unit);
/// Local time of a district; the machine's where there is none or it names no known zone.
QTimeZone zoneOf(const domain::City *city);
/// Date and time in a zone to the minute (with seconds where asked).
QString timeText(qint64 ms, const QTimeZone &zone, bool seconds = false);
/// In m², ha or km².
QString areaText(double m2);

}
