#include "viewer/PlanPicture.h"

#include "core/Directory.h"
#include "core/RoomPaint.h"
#include "core/Text.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace app
{

using geometry::Vec2;

/// The spaces of a unit of the entered building, with the box around them.
struct UnitRooms {
    const Rooms *rooms = nullptr;
    std::vector<qint32> spaces;
    geometry::Box2 box;

    explicit UnitRooms(const QString &unit)
    {
        const Twin *twin = Twin::current();
        rooms = twin ? twin->rooms() : nullptr;
        if (!rooms)
            return;
        spaces = rooms->spacesOfUnit(unit);
        for (const qint32 at : spaces)
            box.add(geometry::bounds(rooms->interior().spaces[size_t(at)].shape));
    }
};

PlanPicture::PlanPicture(QQuickItem *parent) : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    connect(this, &PlanPicture::changed, this, [this] { update(); });
    if (Twin *twin = Twin::current()) {
        connect(twin, &Twin::interiorChanged, this, &PlanPicture::changed);
        connect(twin, &Twin::languageChanged, this, &PlanPicture::changed);
    }
}

void PlanPicture::setUnit(const QString &unit)
{
    if (std::exchange(m_unit, unit) != unit)
        Q_EMIT changed();
}

double PlanPicture::aspect() const
{
    const UnitRooms unit(m_unit);
    const Vec2 size = unit.box.size();
    return size.x > 0 && size.y > 0 ? size.x / size.y : 0;
}

void PlanPicture::paint(QPainter *painter)
{
    const Twin *twin = Twin::current();
    const UnitRooms unit(m_unit);
    const Vec2 size = unit.box.size();
    if (!unit.rooms || size.x <= 0 || size.y <= 0)
        return;
    constexpr double Margin = 6;
    const double scale = std::min((width() - 2 * Margin) / size.x, (height() - 2 * Margin) / size.y);
    const QPointF offset((width() - size.x * scale) / 2, (height() - size.y * scale) / 2);
    const auto pixel = [&](const Vec2 &p) {
        return offset + QPointF((p.x - unit.box.min.x) * scale, (unit.box.max.y - p.y) * scale);
    };
    const auto pathOf = [&](const geometry::MultiPolygon &shape) {
        QPainterPath path;
        const auto add = [&](const geometry::Ring &ring) {
            QPolygonF polygon;
            for (const Vec2 &p : ring)
                polygon.append(pixel(p));
            path.addPolygon(polygon);
            path.closeSubpath();
        };
        for (const geometry::Polygon &polygon : shape) {
            add(polygon.outer);
            for (const geometry::Ring &hole : polygon.holes)
                add(hole);
        }
        return path;
    };
    const domain::Interior &interior = unit.rooms->interior();
    const InsideStatus nothing;
    const QHash<QString, QColor> fills =
        RoomPaint(*twin, nothing, QStringLiteral("function"), m_ground.lightnessF() < 0.5f).colours();
    const double wall = std::max(1.5, 0.12 * scale);
    painter->setPen(QPen(m_ink, wall, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    for (const qint32 at : unit.spaces) {
        const domain::Space &space = interior.spaces[size_t(at)];
        painter->setBrush(fills.value(space.id));
        painter->drawPath(pathOf(space.shape));
    }
    // Doors open the walls; their leaves are drawn as they swing.
    for (const domain::Door &door : interior.doors) {
        const bool own = std::any_of(door.spaces.begin(), door.spaces.end(), [&](qint32 side) {
            return std::find(unit.spaces.begin(), unit.spaces.end(), side) != unit.spaces.end();
        });
        if (!own || door.width() <= 0)
            continue;
        const QPointF from = pixel(door.from), to = pixel(door.to);
        painter->setPen(QPen(m_ground, wall * 1.15, Qt::SolidLine, Qt::FlatCap));
        painter->drawLine(from, to);
        painter->setPen(QPen(m_ink, std::max(1.0, wall * 0.35)));
        painter->setBrush(Qt::NoBrush);
        if (door.isWindow || door.swing == domain::DoorSwing::Sliding) {
            painter->drawLine(from, to);
            continue;
        }
        const QPointF hinge = door.swing == domain::DoorSwing::Right ? to : from;
        const QPointF jamb = door.swing == domain::DoorSwing::Right ? from : to;
        const QPointF along = jamb - hinge;
        // To the left of from -> to; the picture's y runs down.
        const QPointF line = to - from;
        const double length = std::hypot(line.x(), line.y());
        const QPointF left = QPointF(line.y(), -line.x()) / length;
        const QPointF tip = hinge + left * length;
        painter->drawLine(hinge, tip);
        const double start = std::atan2(-along.y(), along.x()), end = std::atan2(-left.y(), left.x());
        double sweep = (end - start) * 180 / M_PI;
        sweep = sweep > 180 ? sweep - 360 : sweep < -180 ? sweep + 360 : sweep;
        const QRectF circle(hinge.x() - length, hinge.y() - length, 2 * length, 2 * length);
        painter->setPen(QPen(m_quiet, std::max(1.0, wall * 0.25)));
        painter->drawArc(circle, int(start * 180 / M_PI * 16), int(sweep * 16));
    }
    // Names where they have room, areas below where these have too.
    QFont font(m_family);
    font.setPixelSize(m_textSize);
    painter->setFont(font);
    const QFontMetricsF metrics(font);
    for (const qint32 at : unit.spaces) {
        const domain::Space &space = interior.spaces[size_t(at)];
        const QString name = nameOf(space, twin->language());
        const QString area = translate("app", "%1 m²").arg(numberText(double(space.area), 1));
        const QRectF room = pathOf(space.shape).boundingRect();
        const QPointF middle = pixel(geometry::representativePoint(space.shape));
        const double high = metrics.height();
        if (metrics.horizontalAdvance(name) > room.width() - 2 || high > room.height() - 2)
            continue;
        const bool both = metrics.horizontalAdvance(area) < room.width() - 2 && 2 * high < room.height() - 2;
        painter->setPen(m_ink);
        const QRectF line(middle.x() - room.width() / 2, middle.y() - (both ? high : high / 2), room.width(), high);
        painter->drawText(line, Qt::AlignCenter, name);
        if (both) {
            painter->setPen(m_quiet);
            painter->drawText(line.translated(0, high), Qt::AlignCenter, area);
        }
    }
}

}
