#include "scene/overlays/MarkerStyle.h"

#include "domain/StateColours.h"

#include <QPainter>
#include <QPainterPath>

#include <array>
#include <cmath>

namespace scene
{

MarkerState markerState(domain::ThingStatus status, domain::Severity severity)
{
    using domain::Severity;
    using domain::ThingStatus;
    if (severity == Severity::Critical)
        return MarkerState::Critical;
    if (severity == Severity::Major)
        return MarkerState::Major;
    if (status == ThingStatus::Fault)
        return MarkerState::Fault;
    if (status == ThingStatus::Offline)
        return MarkerState::Offline;
    if (severity == Severity::Minor)
        return MarkerState::Minor;
    if (status == ThingStatus::Stale)
        return MarkerState::Stale;
    return status == ThingStatus::Online ? MarkerState::Normal : MarkerState::Unknown;
}

MarkerState markerState(const domain::Event &event)
{
    using domain::EventState;
    // As the lists beside the map have it: what is critical stays so until it is over.
    const bool isInHand = event.state == EventState::Accepted || event.state == EventState::Dispatched ||
                          event.state == EventState::Handling || event.state == EventState::Verifying;
    if (isInHand && event.severity != domain::Severity::Critical)
        return MarkerState::InHand;
    switch (event.severity) {
    case domain::Severity::Critical:
        return MarkerState::Critical;
    case domain::Severity::Major:
        return MarkerState::Major;
    default:
        return MarkerState::Minor;
    }
}

MarkerState alertState(domain::Severity level)
{
    return level == domain::Severity::Critical ? MarkerState::Critical
           : level == domain::Severity::Major  ? MarkerState::Major
                                               : MarkerState::Minor;
}

bool needsAttention(MarkerState state)
{
    return state > MarkerState::Normal;
}

MarkerIcon iconOf(domain::ThingKind kind)
{
    static_assert(int(MarkerIcon::Other) == int(domain::ThingKind::Other));
    return MarkerIcon(quint8(kind));
}

MarkerIcon iconOfDomain(const QString &domain)
{
    static const QHash<QString, MarkerIcon> icons{
        {QStringLiteral("public-safety"), MarkerIcon::PublicSafety},
        {QStringLiteral("emergency"), MarkerIcon::Emergency},
        {QStringLiteral("urban-management"), MarkerIcon::UrbanManagement},
        {QStringLiteral("disputes"), MarkerIcon::Disputes},
        {QStringLiteral("livelihood"), MarkerIcon::Livelihood},
        {QStringLiteral("environment"), MarkerIcon::Environment},
    };
    return icons.value(domain, MarkerIcon::Event);
}

QColor markerColour(MarkerState state, Theme theme)
{
    // As in the lists beside the map; of what nobody has heard from, as of what is stale.
    static constexpr std::array<std::string_view, MarkerStateCount> States{
        "stale", "normal", "stale", "offline", "fault", "in-hand", "minor", "major", "critical"};
    const domain::StateColour &colour = domain::stateColour(States[size_t(state)]);
    return QColor::fromRgb(theme == Theme::Plan ? colour.light : colour.dark);
}

QColor markerInk(Theme theme)
{
    return theme == Theme::Plan ? QColor(255, 255, 255) : QColor(11, 18, 32);
}

QColor markerSeam(Theme theme)
{
    return theme == Theme::Plan ? QColor(255, 255, 255, 235) : QColor(11, 18, 32, 225);
}

QColor accentColour(Theme theme)
{
    return theme == Theme::Plan ? QColor(0x0b, 0x6b, 0xcb) : QColor(0x4c, 0xc2, 0xff);
}

double markerExtent(MarkerState state, MarkerForm form)
{
    if (!needsAttention(state))
        return form == MarkerForm::Cluster ? 13 : 8;
    const double body = form == MarkerForm::Cluster ? 34 : 26;
    switch (state) {
    // Triangles and diamonds hold less at the same width.
    case MarkerState::Critical:
        return body + 4;
    case MarkerState::Major:
    case MarkerState::Minor:
        return body + 6;
    default:
        return body;
    }
}

double countOffset(MarkerState state)
{
    return state == MarkerState::Major ? 5 : 0;
}

namespace
{

QPainterPath shapeOf(MarkerState state, double extent)
{
    const double r = extent / 2;
    QPainterPath path;
    QPolygonF polygon;
    switch (state) {
    case MarkerState::Critical:
        for (int i = 0; i < 8; ++i) {
            const double a = (i + 0.5) * M_PI / 4;
            polygon << QPointF(r * std::cos(a), r * std::sin(a));
        }
        break;
    case MarkerState::Major:
        polygon << QPointF(0, -r) << QPointF(r, r * 0.82) << QPointF(-r, r * 0.82);
        break;
    case MarkerState::Minor:
        polygon << QPointF(0, -r) << QPointF(r, 0) << QPointF(0, r) << QPointF(-r, 0);
        break;
    case MarkerState::Fault:
        path.addRoundedRect(QRectF(-r * 0.9, -r * 0.9, r * 1.8, r * 1.8), 2, 2);
        return path;
    default:
        path.addEllipse(QPointF(), r, r);
        return path;
    }
    path.addPolygon(polygon);
    path.closeSubpath();
    return path;
}

/// Pictures within -6 ... 6, drawn with a round pen; filled parts use the pen's colour.
void paintIcon(QPainter &p, MarkerIcon icon, const QColor &colour)
{
    QPainterPath line, solid;
    const auto wave = [&](double y) {
        line.moveTo(-5.5, y);
        line.cubicTo(-3.5, y - 3, -2, y - 3, 0, y);
        line.cubicTo(2, y + 3, 3.5, y + 3, 5.5, y);
    };
    const auto person = [&](double x) {
        solid.addEllipse(QPointF(x, -3), 2.2, 2.2);
        solid.moveTo(x - 4, 5.5);
        solid.cubicTo(x - 4, 0, x + 4, 0, x + 4, 5.5);
        solid.closeSubpath();
    };
    const auto flame = [&] {
        solid.moveTo(0.6, -6.5);
        solid.cubicTo(1, -3, 5, -1.5, 4.6, 2.4);
        solid.cubicTo(4.2, 5.4, 2, 6.3, 0, 6.3);
        solid.cubicTo(-2.6, 6.3, -4.6, 4.8, -4.6, 2.2);
        solid.cubicTo(-4.6, 0, -3.2, -1, -2.6, -2.6);
        solid.cubicTo(-1.8, -1.6, -1.6, -0.8, -1.4, 0.2);
        solid.cubicTo(0.2, -1.8, 0.6, -3.6, 0.6, -6.5);
    };
    switch (icon) {
    case MarkerIcon::Smoke:
        for (const double x : {-3.6, 0.0, 3.6}) {
            line.moveTo(x, 5.5);
            line.cubicTo(x - 3, 2, x + 3, -2, x, -5.5);
        }
        break;
    case MarkerIcon::Electrical:
        solid.addPolygon(QPolygonF() << QPointF(1.6, -6.5) << QPointF(-4, 1) << QPointF(-0.4, 1) << QPointF(-1.6, 6.5)
                                     << QPointF(4, -1.6) << QPointF(0.4, -1.6));
        solid.closeSubpath();
        break;
    case MarkerIcon::Tilt:
        line.addPolygon(QPolygonF() << QPointF(-3.6, 4.6) << QPointF(-0.8, -5.5) << QPointF(4.4, -4.2)
                                    << QPointF(2.2, 4.6));
        line.moveTo(-6, 5.4);
        line.lineTo(6, 5.4);
        break;
    case MarkerIcon::Gas:
        line.addRoundedRect(QRectF(-3.6, -2, 7.2, 8), 2, 2);
        line.moveTo(-1.6, -2);
        line.lineTo(-1.6, -5.4);
        line.lineTo(1.6, -5.4);
        line.lineTo(1.6, -2);
        break;
    case MarkerIcon::WaterLevel:
        wave(4.2);
        wave(0);
        line.moveTo(0, -6);
        line.lineTo(0, -3.4);
        line.moveTo(-2, -6);
        line.lineTo(2, -6);
        break;
    case MarkerIcon::Rain:
        solid.addEllipse(QPointF(-2.4, -2.4), 3, 3);
        solid.addEllipse(QPointF(1.6, -3), 3.6, 3.6);
        solid.addRect(QRectF(-3, -2, 6.5, 2.6));
        for (const double x : {-3.0, 0.4, 3.8}) {
            line.moveTo(x, 2.8);
            line.lineTo(x - 1.4, 6);
        }
        break;
    case MarkerIcon::Camera:
        solid.addRoundedRect(QRectF(-6, -3.6, 8, 7.2), 1.4, 1.4);
        solid.addPolygon(QPolygonF() << QPointF(2.6, 0) << QPointF(6.2, -3.2) << QPointF(6.2, 3.2));
        break;
    case MarkerIcon::Presence:
        person(0);
        break;
    case MarkerIcon::Door:
        line.addRect(QRectF(-3.6, -6, 7.2, 12));
        solid.addEllipse(QPointF(1.4, 0.4), 1, 1);
        break;
    case MarkerIcon::Lift:
        line.moveTo(-3, 5);
        line.lineTo(-3, -5);
        line.moveTo(-5.4, -2.4);
        line.lineTo(-3, -5.2);
        line.lineTo(-0.6, -2.4);
        line.moveTo(3, -5);
        line.lineTo(3, 5);
        line.moveTo(0.6, 2.4);
        line.lineTo(3, 5.2);
        line.lineTo(5.4, 2.4);
        break;
    case MarkerIcon::Other:
        solid.addEllipse(QPointF(), 3, 3);
        break;
    case MarkerIcon::PublicSafety:
        solid.moveTo(0, -6.4);
        solid.lineTo(5.2, -4.4);
        solid.cubicTo(5.2, 1, 4, 4.2, 0, 6.4);
        solid.cubicTo(-4, 4.2, -5.2, 1, -5.2, -4.4);
        solid.closeSubpath();
        break;
    case MarkerIcon::Emergency:
        flame();
        break;
    case MarkerIcon::UrbanManagement:
        solid.addRect(QRectF(-6, -1, 3.4, 7));
        solid.addRect(QRectF(-1.7, -6, 3.4, 12));
        solid.addRect(QRectF(2.6, -3, 3.4, 9));
        break;
    case MarkerIcon::Disputes:
        person(-2.9);
        person(2.9);
        break;
    case MarkerIcon::Livelihood:
        solid.moveTo(0, 5.8);
        solid.cubicTo(-9, -0.6, -4.4, -8, 0, -3.2);
        solid.cubicTo(4.4, -8, 9, -0.6, 0, 5.8);
        break;
    case MarkerIcon::Environment:
        solid.moveTo(5.6, -5.6);
        solid.cubicTo(-4, -5.6, -7.4, -1, -3.2, 3.6);
        solid.cubicTo(2.6, 6.6, 6, 1.4, 5.6, -5.6);
        line.moveTo(-5.6, 6);
        line.lineTo(-2.4, 2.6);
        break;
    case MarkerIcon::Event:
        solid.addRoundedRect(QRectF(-1.3, -6, 2.6, 7.4), 1.3, 1.3);
        solid.addEllipse(QPointF(0, 4.6), 1.5, 1.5);
        break;
    }
    solid.setFillRule(Qt::WindingFill);
    p.setPen(Qt::NoPen);
    p.setBrush(colour);
    p.drawPath(solid);
    p.setPen(QPen(colour, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    p.setBrush(Qt::NoBrush);
    p.drawPath(line);
}

}

void paintMarker(QPainter &p, MarkerState state, MarkerIcon icon, MarkerForm form, Theme theme)
{
    const QColor colour = markerColour(state, theme), seam = markerSeam(theme);
    const double extent = markerExtent(state, form);
    const QPainterPath shape = shapeOf(state, extent - 2);
    const auto stroke = [&](const QColor &c, double width, Qt::PenStyle style = Qt::SolidLine) {
        QPen pen(c, width, style, style == Qt::SolidLine ? Qt::RoundCap : Qt::FlatCap, Qt::RoundJoin);
        if (style == Qt::CustomDashLine)
            pen.setDashPattern({2.2, 1.5});
        p.setPen(pen);
        p.setBrush(Qt::NoBrush);
        p.drawPath(shape);
    };
    const auto fill = [&](const QColor &c) {
        p.setPen(Qt::NoPen);
        p.setBrush(c);
        p.drawPath(shape);
    };

    if (!needsAttention(state)) {
        // A small dot; hollow where it is hidden, or where nothing was ever heard of it.
        const bool hollow = form == MarkerForm::Hidden || state == MarkerState::Unknown;
        stroke(seam, hollow ? 4 : 3);
        if (!hollow)
            fill(colour);
        else
            stroke(colour, 1.6);
        return;
    }
    if (state == MarkerState::Critical) {
        QColor between = seam;
        between.setAlpha(140);
        p.setBrush(Qt::NoBrush);
        for (const auto &[ink, width] : {std::pair(between, 3.8), std::pair(colour, 1.8)}) {
            p.setPen(QPen(ink, width));
            p.drawEllipse(QPointF(), extent / 2 + RingGap, extent / 2 + RingGap);
        }
    }
    QColor panel = theme == Theme::Plan ? QColor(255, 255, 255, 235) : QColor(14, 24, 40, 225);
    // Shapes whose sign is their outline stay open; those that need a hand are filled, unless a building hides them.
    const bool outline = form == MarkerForm::Hidden || state == MarkerState::InHand || state == MarkerState::Stale ||
                         state == MarkerState::Offline;
    if (form == MarkerForm::Hidden)
        panel.setAlpha(70);
    if (form == MarkerForm::Cluster) {
        // A second seam tells a cluster from one marker.
        stroke(colour, 5.5);
        stroke(seam, 3);
    } else if (form == MarkerForm::Full) {
        stroke(seam, 4);
    }
    fill(outline ? panel : colour);
    if (outline) {
        const bool dashed = state == MarkerState::Stale;
        stroke(colour, form == MarkerForm::Hidden ? 1.8 : 2.4, dashed ? Qt::CustomDashLine : Qt::SolidLine);
    }
    if (state == MarkerState::Offline) {
        const double r = (extent - 2) / 2 * M_SQRT1_2;
        // A count in the middle is left whole.
        const double from = form == MarkerForm::Cluster ? 0.72 * r : 0.0;
        p.setPen(QPen(colour, 2.2));
        p.drawLine(QPointF(-r, r), QPointF(-from, from));
        p.drawLine(QPointF(r, -r), QPointF(from, -from));
    }
    if (form == MarkerForm::Cluster)
        return;
    p.save();
    if (state == MarkerState::Major)
        p.translate(0, 3.5);
    if (state == MarkerState::Major || state == MarkerState::Minor)
        p.scale(0.88, 0.88);
    if (state == MarkerState::Offline)
        p.setOpacity(0.75);
    paintIcon(p, icon, outline ? colour : markerInk(theme));
    p.restore();
}

}
