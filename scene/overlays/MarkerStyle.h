#pragma once

#include "domain/Events.h"
#include "domain/Things.h"
#include "scene/CityView.h"

#include <QColor>

class QPainter;

namespace scene
{

/// How a marker looks, the worst last: a cluster shows the worst of its members.
enum class MarkerState : quint8 { Unknown, Normal, Stale, Offline, Fault, InHand, Minor, Major, Critical };
inline constexpr int MarkerStateCount = 9;

/// Of a thing: its alarm, unless its own condition says more (a device that is silent does not look like a reading).
MarkerState markerState(domain::ThingStatus status, domain::Severity severity);
/// Of an event: by severity until somebody works on it, then in hand. Final ones have no marker.
MarkerState markerState(const domain::Event &event);
/// Of a public warning.
MarkerState alertState(domain::Severity level);
/// Whether somebody should look: drawn at every zoom and never together with quiet ones.
bool needsAttention(MarkerState state);

/// The picture in a marker: by kind of thing, or by domain of events.
enum class MarkerIcon : quint8 {
    Smoke,
    Electrical,
    Tilt,
    Gas,
    WaterLevel,
    Rain,
    Camera,
    Presence,
    Door,
    Lift,
    Other, // as domain::ThingKind
    PublicSafety,
    Emergency,
    UrbanManagement,
    Disputes,
    Livelihood,
    Environment,
    Event
};
inline constexpr int MarkerIconCount = 18;
MarkerIcon iconOf(domain::ThingKind kind);
/// By the id of a domain of the catalogue; `Event` where it is none of the known.
MarkerIcon iconOfDomain(const QString &domain);

QColor markerColour(MarkerState state, Theme theme);
/// What stands on a marker's colour.
QColor markerInk(Theme theme);
/// The seam around a marker that parts it from the city.
QColor markerSeam(Theme theme);
QColor accentColour(Theme theme);

/// What of a marker is drawn.
enum class MarkerForm : quint8 { Full, Hidden, Cluster };
/// Logical pixels across of the shape at scale 1.
double markerExtent(MarkerState state, MarkerForm form);
/// How much wider its picture is on each side: seams, and a critical one's ring.
inline double markerMargin(MarkerState state)
{
    return state == MarkerState::Critical ? 7 : 3;
}
/// Between a shape and the ring around it.
inline constexpr double RingGap = 4;
/// Draws one with its middle at the painter's origin.
void paintMarker(QPainter &painter, MarkerState state, MarkerIcon icon, MarkerForm form, Theme theme);
/// How far below the middle the count of a cluster stands, logical pixels at scale 1 (a triangle is wider below).
double countOffset(MarkerState state);

}
