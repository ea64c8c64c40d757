#include "core/Text.h"

#include "core/WordList.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace app
{

QString label(domain::ObjectKind kind)
{
    using enum domain::ObjectKind;
    switch (kind) {
    case None:
        return {};
    case SubDistrict:
        return translate("app", "Sub-district");
    case Community:
        return translate("app", "Community");
    case Block:
        return translate("app", "Block");
    case Grid:
        return translate("app", "Grid");
    case Quarter:
        return translate("app", "Quarter");
    case Building:
        return translate("app", "Building");
    case Storey:
        return translate("app", "Storey");
    case Unit:
        return translate("app", "Unit");
    case Space:
        return translate("app", "Room");
    case Thing:
        return translate("app", "Device");
    case Event:
        return translate("app", "Event");
    case Alarm:
        return translate("app", "Alarm");
    case Feature:
        return translate("app", "Feature");
    case Model:
        return translate("app", "Model");
    case Door:
        return translate("app", "Door");
    case Element:
        return translate("app", "Building element");
    case Incident:
        return translate("app", "Incident");
    case Alert:
        return translate("app", "Public warning");
    }
    return {};
}

QString label(domain::ThingKind kind)
{
    using enum domain::ThingKind;
    switch (kind) {
    case Smoke:
        return translate("app", "Smoke detector");
    case Electrical:
        return translate("app", "Electrical monitor");
    case Tilt:
        return translate("app", "Tilt sensor");
    case Gas:
        return translate("app", "Gas detector");
    case WaterLevel:
        return translate("app", "Water level");
    case Rain:
        return translate("app", "Rain gauge");
    case Camera:
        return translate("app", "Camera");
    case Presence:
        return translate("app", "Presence sensor");
    case Door:
        return translate("app", "Door contact");
    case Lift:
        return translate("app", "Lift");
    case Other:
        return translate("app", "Other device");
    }
    return {};
}

QString label(domain::ThingStatus status)
{
    using enum domain::ThingStatus;
    switch (status) {
    case Unknown:
        return translate("app", "not heard yet");
    case Online:
        return translate("app", "online");
    case Stale:
        return translate("app", "stale");
    case Offline:
        return translate("app", "offline");
    case Fault:
        return translate("app", "fault");
    }
    return {};
}

QString label(domain::Severity severity)
{
    using enum domain::Severity;
    switch (severity) {
    case Normal:
        return translate("app", "normal");
    case Minor:
        return translate("app", "minor");
    case Major:
        return translate("app", "major");
    case Critical:
        return translate("app", "critical");
    }
    return {};
}

QString label(domain::EventState state)
{
    using enum domain::EventState;
    switch (state) {
    case Reported:
        return translate("app", "reported");
    case Accepted:
        return translate("app", "accepted");
    case Dispatched:
        return translate("app", "dispatched");
    case Handling:
        return translate("app", "handling");
    case Verifying:
        return translate("app", "verifying");
    case Closed:
        return translate("app", "closed");
    case Rejected:
        return translate("app", "rejected");
    case Reopened:
        return translate("app", "reopened");
    case Merged:
        return translate("app", "merged");
    }
    return {};
}

QString label(domain::BuildingUse use)
{
    using enum domain::BuildingUse;
    switch (use) {
    case Unknown:
        return translate("app", "unknown");
    case Residential:
        return translate("app", "residential");
    case Commercial:
        return translate("app", "commercial");
    case Office:
        return translate("app", "office");
    case Industrial:
        return translate("app", "industrial");
    case Public:
        return translate("app", "public");
    case Mixed:
        return translate("app", "mixed");
    case UrbanVillage:
        return translate("app", "urban village");
    case School:
        return translate("app", "school");
    case Hospital:
        return translate("app", "hospital");
    }
    return {};
}

QString label(domain::LayerKind kind)
{
    using enum domain::LayerKind;
    switch (kind) {
    case Area:
        return translate("app", "Areas");
    case Building:
        return translate("app", "Buildings");
    case Storey:
        return translate("app", "Storeys");
    case Unit:
        return translate("app", "Units");
    case Space:
        return translate("app", "Rooms");
    case Door:
        return translate("app", "Doors");
    case Model:
        return translate("app", "Model");
    case Road:
        return translate("app", "Roads");
    case Rail:
        return translate("app", "Rails");
    case Water:
        return translate("app", "Water");
    case Green:
        return translate("app", "Green");
    case Facility:
        return translate("app", "Facilities");
    case Point:
        return translate("app", "Points");
    case Terrain:
        return translate("app", "Terrain");
    case Imagery:
        return translate("app", "Imagery");
    case Relief:
        return translate("app", "Relief");
    case Other:
        return translate("app", "Other objects");
    case Things:
        return translate("app", "Devices");
    }
    return {};
}

QString label(domain::SpaceFunction function)
{
    using enum domain::SpaceFunction;
    switch (function) {
    case Unknown:
        return translate("app", "Space");
    case Room:
        return translate("app", "Room");
    case Hall:
        return translate("app", "Living room");
    case Kitchen:
        return translate("app", "Kitchen");
    case Bath:
        return translate("app", "Bathroom");
    case Balcony:
        return translate("app", "Balcony");
    case Corridor:
        return translate("app", "Corridor");
    case Stair:
        return translate("app", "Stair");
    case Lift:
        return translate("app", "Lift");
    case Lobby:
        return translate("app", "Lobby");
    case Shop:
        return translate("app", "Shop floor");
    case Office:
        return translate("app", "Office");
    case Classroom:
        return translate("app", "Classroom");
    case Ward:
        return translate("app", "Ward");
    case Plant:
        return translate("app", "Plant room");
    case Storage:
        return translate("app", "Storage");
    case Parking:
        return translate("app", "Car park");
    case Outdoor:
        return translate("app", "Outdoors");
    }
    return {};
}

bool isInHand(domain::EventState state)
{
    using enum domain::EventState;
    return state == Accepted || state == Dispatched || state == Handling || state == Verifying;
}

bool isOverdue(const domain::Event &event, qint64 now)
{
    if (domain::isFinal(event.state))
        return false;
    const bool unaccepted = event.state == domain::EventState::Reported && event.acceptDue > 0 && event.acceptDue < now;
    return unaccepted || (event.due > 0 && event.due < now);
}

bool isClosedSince(const domain::Event &event, qint64 time)
{
    return event.state == domain::EventState::Closed && (event.closed > 0 ? event.closed : event.updated) >= time;
}

QString visualState(const domain::Event &event)
{
    if (domain::isFinal(event.state))
        return QStringLiteral("normal");
    // What is critical stays so until it is over; the rest quietens once somebody is on it.
    if (isInHand(event.state) && event.severity != domain::Severity::Critical)
        return QStringLiteral("in-hand");
    return domain::severityName(event.severity == domain::Severity::Normal ? domain::Severity::Minor : event.severity);
}

QString visualState(domain::ThingStatus status, domain::Severity severity)
{
    // In the order of the markers on the map: a device that is out of order is not told by its small alarm.
    const bool isOut = status == domain::ThingStatus::Fault || status == domain::ThingStatus::Offline;
    if (severity != domain::Severity::Normal && !(isOut && severity == domain::Severity::Minor))
        return domain::severityName(severity);
    switch (status) {
    case domain::ThingStatus::Online:
        return QStringLiteral("normal");
    case domain::ThingStatus::Stale:
    case domain::ThingStatus::Unknown:
        return QStringLiteral("stale");
    case domain::ThingStatus::Offline:
        return QStringLiteral("offline");
    case domain::ThingStatus::Fault:
        return QStringLiteral("fault");
    }
    return {};
}

QString visualLabel(const QString &visualState)
{
    static const Word words[] = {
        {"critical", QT_TRANSLATE_NOOP("app", "critical")}, {"major", QT_TRANSLATE_NOOP("app", "major")},
        {"minor", QT_TRANSLATE_NOOP("app", "minor")},       {"in-hand", QT_TRANSLATE_NOOP("app", "in hand")},
        {"fault", QT_TRANSLATE_NOOP("app", "fault")},       {"offline", QT_TRANSLATE_NOOP("app", "offline")},
        {"stale", QT_TRANSLATE_NOOP("app", "stale")},       {"normal", QT_TRANSLATE_NOOP("app", "normal")}};
    return lookUp(words, visualState);
}

QString shapeOf(const QString &visualState)
{
    static const QHash<QString, QString> shapes = {
        {QStringLiteral("critical"), QStringLiteral("octagon")}, {QStringLiteral("major"), QStringLiteral("triangle")},
        {QStringLiteral("minor"), QStringLiteral("diamond")},    {QStringLiteral("in-hand"), QStringLiteral("circle")},
        {QStringLiteral("normal"), QStringLiteral("dot")},       {QStringLiteral("stale"), QStringLiteral("dashed")},
        {QStringLiteral("offline"), QStringLiteral("stroke")},   {QStringLiteral("fault"), QStringLiteral("square")}};
    return shapes.value(visualState, QStringLiteral("dot"));
}

QString ageText(qint64 ms)
{
    const qint64 seconds = std::max<qint64>(ms, 0) / 1000;
    if (seconds < 60)
        return translate("app", "%1 s").arg(seconds);
    const qint64 minutes = seconds / 60;
    if (minutes < 60)
        return translate("app", "%1 min").arg(minutes);
    const qint64 hours = minutes / 60;
    if (hours >= 48)
        return translate("app", "%1 d").arg(hours / 24);
    if (hours >= 10 || minutes % 60 == 0)
        return translate("app", "%1 h").arg(hours);
    return translate("app", "%1 h %2 min").arg(hours).arg(minutes % 60);
}

QString numberText(double value, int decimals)
{
    if (std::isnan(value))
        return QStringLiteral("–");
    // Both languages group by thousands with a comma.
    QString text = QLocale(QLocale::English).toString(value, 'f', decimals);
    if (text.contains(u'.')) {
        while (text.endsWith(u'0'))
            text.chop(1);
        if (text.endsWith(u'.'))
            text.chop(1);
    }
    return text;
}

QString roundedText(double value, const QString &language)
{
    constexpr double Wan = 1e4, Yi = 1e8;
    // What rounds to 10,000万 is 1亿.
    if (language.startsWith(QLatin1String("zh")) && std::abs(value) >= Yi - Wan / 20)
        return numberText(value / Yi, 2) + QStringLiteral("亿");
    if (language.startsWith(QLatin1String("zh")) && std::abs(value) >= Wan)
        return numberText(value / Wan, 1) + QStringLiteral("万");
    return numberText(value, std::abs(value) < 100 ? 2 : std::abs(value) < 1000 ? 1 : 0);
}

QString figureText(double value, const QString &language)
{
    constexpr double Long = 10000;
    return value == std::floor(value) && std::abs(value) < Long ? numberText(value, 0) : roundedText(value, language);
}

QString readingText(const QString &property, double value, const QString &unit)
{
    if (std::isnan(value))
        return {};
    if (unit.isEmpty()) {
        const bool on = value != 0;
        if (property == QLatin1String("smoke"))
            return on ? translate("app", "smoke") : translate("app", "no smoke");
        if (property == QLatin1String("presence"))
            return on ? translate("app", "people inside") : translate("app", "nobody");
        if (property == QLatin1String("door"))
            return on ? translate("app", "open", "door") : translate("app", "closed", "door");
    }
    const QString number = numberText(value, std::abs(value) >= 100 ? 0 : std::abs(value) >= 10 ? 1 : 2);
    return unit.isEmpty() ? number : translate("app", "%1 %2", "number, unit").arg(number, unitText(unit));
}

QTimeZone zoneOf(const domain::City *city)
{
    const QTimeZone zone = city && !city->timezone.isEmpty() ? QTimeZone(city->timezone.toUtf8()) : QTimeZone();
    return zone.isValid() ? zone : QTimeZone::systemTimeZone();
}

QString timeText(qint64 ms, const QTimeZone &zone, bool seconds)
{
    if (ms <= 0)
        return {};
    return QDateTime::fromMSecsSinceEpoch(ms, zone).toString(seconds ? QStringLiteral("yyyy-MM-dd HH:mm:ss")
                                                                     : QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString areaText(double m2)
{
    if (m2 >= 1e6)
        return translate("app", "%1 km²").arg(numberText(m2 / 1e6, 2));
    if (m2 >= 1e4)
        return translate("app", "%1 ha").arg(numberText(m2 / 1e4, 1));
    return translate("app", "%1 m²").arg(numberText(m2, 0));
}

}
