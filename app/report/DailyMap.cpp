#include "report/DailyMap.h"

#include "core/Text.h"

#include <map>
#include <optional>

namespace app
{

using geometry::Vec2;

QColor paperColour(domain::Severity severity)
{
    switch (severity) {
    case domain::Severity::Critical:
        return {0xC4, 0x25, 0x2B};
    case domain::Severity::Major:
        return {0xC2, 0x6A, 0x00};
    case domain::Severity::Minor:
        return {0x0B, 0x6B, 0xCB};
    case domain::Severity::Normal:
        break;
    }
    return {0x0B, 0x7A, 0x4B};
}

void drawSeverity(Sheet &sheet, const QPointF &at, double size, domain::Severity severity)
{
    QPainter &painter = sheet.painter();
    painter.setPen(QPen(Qt::white, Sheet::dots(0.12)));
    painter.setBrush(paperColour(severity));
    const double r = Sheet::dots(size / 2);
    const QPointF c = Sheet::dots(at);
    if (severity == domain::Severity::Critical) {
        QPolygonF octagon;
        for (int i = 0; i < 8; ++i)
            octagon.append(c + 1.25 * r * QPointF(std::cos(M_PI * (i + 0.5) / 4), std::sin(M_PI * (i + 0.5) / 4)));
        painter.drawPolygon(octagon);
    } else if (severity == domain::Severity::Major) {
        painter.drawPolygon(
            QPolygonF({c + QPointF(0, -1.15 * r), c + QPointF(r, 0.75 * r), c + QPointF(-r, 0.75 * r)}));
    } else {
        painter.drawEllipse(c, 0.7 * r, 0.7 * r);
    }
}

namespace
{

/// Scene metres to the paper.
struct Place {
    Vec2 middle{0.0};
    QPointF centre;
    double scale = 1; ///< millimetres a metre

    QPointF on(const Vec2 &p) const
    {
        return {centre.x() + (p.x - middle.x) * scale, centre.y() - (p.y - middle.y) * scale};
    }
    QPainterPath path(const geometry::MultiPolygon &shape) const
    {
        QPainterPath made;
        made.setFillRule(Qt::OddEvenFill);
        const auto add = [&](const geometry::Ring &ring) {
            QPolygonF points;
            for (const Vec2 &p : ring)
                points.append(Sheet::dots(on(p)));
            if (!points.isEmpty())
                points.append(points.first());
            made.addPolygon(points);
        };
        for (const geometry::Polygon &polygon : shape) {
            add(polygon.outer);
            std::for_each(polygon.holes.begin(), polygon.holes.end(), add);
        }
        return made;
    }
};

}

/// What the whole district is: its one area, else everything that stands in it.
static geometry::Box2 extentOf(const domain::City &city)
{
    geometry::Box2 box;
    for (const qint32 root : city.places.roots()) {
        for (const geometry::Polygon &polygon : city.places.nodes()[size_t(root)].area.shape)
            std::for_each(polygon.outer.begin(), polygon.outer.end(), [&box](const Vec2 &p) { box.add(p); });
    }
    if (box.isEmpty() && !city.bounds().isEmpty()) {
        box.add(Vec2(city.bounds().min));
        box.add(Vec2(city.bounds().max));
    }
    return box;
}

static std::optional<Vec2> placeOf(const domain::City &city, const domain::Event &event)
{
    if (event.hasPosition)
        return Vec2(city.frame.fromLonLat({event.longitude, event.latitude, 0}));
    const domain::Building *building = city.building(event.building);
    if (building && !building->footprint.empty())
        return geometry::representativePoint(building->footprint);
    return {};
}

static void drawGround(Sheet &sheet, const Place &place, const domain::City &city)
{
    QPainter &painter = sheet.painter();
    painter.setPen(Qt::NoPen);
    const auto draw = [&](domain::LayerKind kind, const QColor &colour) {
        painter.setBrush(colour);
        for (const auto &layer : city.layers) {
            if (layer->info.kind != kind)
                continue;
            for (const domain::Feature &feature : layer->features) {
                if (!feature.shape.empty())
                    painter.drawPath(place.path(feature.shape));
            }
        }
    };
    draw(domain::LayerKind::Green, QColor(0xCF, 0xE3, 0xC8, 150));
    draw(domain::LayerKind::Water, {0xBF, 0xD9, 0xE8});
    draw(domain::LayerKind::Road, Qt::white);
    painter.setBrush(QColor(0xA9, 0xB2, 0xBE, 150));
    QPainterPath all;
    for (const auto &layer : city.layers) {
        for (const domain::Building &building : layer->buildings) {
            if (building.partOf.isEmpty())
                all.addPath(place.path(building.footprint));
        }
    }
    all.setFillRule(Qt::WindingFill);
    painter.drawPath(all);
}

void drawDailyMap(Sheet &sheet, const QRectF &box, const domain::City &city, const QString &language,
                  const std::vector<domain::Event> &events)
{
    const QColor ink(0x1C, 0x27, 0x33), quiet(0x56, 0x65, 0x7A), accent(0x0B, 0x6B, 0xCB);
    QPainter &painter = sheet.painter();
    const geometry::Box2 extent = extentOf(city);
    sheet.fill(box, {0xF2, 0xF4, 0xF6});
    constexpr double Legend = 5;
    if (!extent.isEmpty()) {
        painter.save();
        painter.setClipRect(Sheet::dots(box));
        const QRectF field = box.adjusted(2, 2, -2, -Legend - 1.5);
        const Vec2 size = extent.size();
        Place place;
        place.middle = extent.centre();
        place.centre = field.center();
        place.scale = std::min(field.width() / size.x, field.height() / size.y);

        std::map<QString, int> counts; // by community
        for (const domain::Event &event : events) {
            for (const QString &area : event.areas)
                ++counts[area];
        }
        int most = 1;
        for (const domain::PlaceTree::Node &node : city.places.nodes()) {
            if (node.area.level == domain::ObjectKind::Community)
                most = std::max(most, counts[domain::refText(node.area.ref())]);
        }
        for (const domain::PlaceTree::Node &node : city.places.nodes()) {
            if (node.area.level != domain::ObjectKind::Community)
                continue;
            const double share = double(counts[domain::refText(node.area.ref())]) / most;
            QColor shade = accent;
            shade.setAlphaF(float(0.05 + 0.30 * share));
            painter.setPen(Qt::NoPen);
            painter.setBrush(shade);
            painter.drawPath(place.path(node.area.shape));
        }
        drawGround(sheet, place, city);
        for (const domain::PlaceTree::Node &node : city.places.nodes()) {
            const bool root = node.parent < 0;
            if (!root && node.area.level != domain::ObjectKind::Community)
                continue;
            painter.setBrush(Qt::NoBrush);
            painter.setPen(
                QPen(root ? ink : quiet, Sheet::dots(root ? 0.35 : 0.2), root ? Qt::SolidLine : Qt::DashLine));
            painter.drawPath(place.path(node.area.shape));
        }
        // The worst lie above.
        for (auto event = events.rbegin(); event != events.rend(); ++event) {
            if (const auto at = placeOf(city, *event))
                drawSeverity(sheet, place.on(*at), event->severity >= domain::Severity::Major ? 1.9 : 1.5,
                             event->severity);
        }
        for (const domain::PlaceTree::Node &node : city.places.nodes()) {
            if (node.area.level != domain::ObjectKind::Community)
                continue;
            constexpr double High = 2.5, Room = 19;
            const auto textOf = [&](const QString &name) {
                return translate("app", "%1 %2", "community, its number of events")
                    .arg(name)
                    .arg(counts[domain::refText(node.area.ref())]);
            };
            QString name = domain::nameIn(node.area, language);
            // That they are communities is told below.
            if (sheet.widthOf(textOf(name), High, true) > Room && name.endsWith(label(node.area.level)))
                name = name.chopped(label(node.area.level).size()).trimmed();
            const QString words = textOf(name);
            const QPointF at = place.on(geometry::representativePoint(node.area.shape));
            const double wide = sheet.widthOf(words, High, true) + 1.2;
            const QRectF label(at.x() - wide / 2, at.y() - 1.7, wide, 3.4);
            sheet.fill(label, QColor(255, 255, 255, 205));
            sheet.text(label, words, High, ink, Qt::AlignHCenter, true);
        }
        painter.restore();
    }
    double x = box.left() + 2;
    const double y = box.bottom() - Legend / 2;
    sheet.fill({box.left(), box.bottom() - Legend, box.width(), Legend}, Qt::white);
    for (const domain::Severity severity :
         {domain::Severity::Critical, domain::Severity::Major, domain::Severity::Minor}) {
        const QString words = label(severity);
        drawSeverity(sheet, {x + 1, y}, 1.9, severity);
        sheet.text({x + 2.6, y - 2, 30, 4}, words, 2.4, quiet);
        x += 5.5 + sheet.widthOf(words, 2.4);
    }
    sheet.text({x + 1, y - 2, box.right() - x - 3, 4},
               translate("app", "Darker communities had more of the day's events"), 2.4, quiet, Qt::AlignRight);
    sheet.frame(box, 0.15, {0xC5, 0xCD, 0xD6});
}

}
