#include "inspect/PlanPdf.h"

#include "core/PdfText.h"
#include "core/Text.h"
#include "core/UserFiles.h"
#include "inspect/Figures.h"

#include <QBuffer>
#include <QPainter>
#include <QPainterPath>
#include <QPdfWriter>

#include <algorithm>
#include <array>
#include <cmath>

namespace app
{

using geometry::Vec2;

namespace
{

constexpr double Margin = 10, TitleHeight = 24, Resolution = 1200; // millimetres; dots an inch
constexpr double MillimetresAMetre = 1000;

constexpr std::array Papers{QPageSize::A4, QPageSize::A3, QPageSize::A2, QPageSize::A1, QPageSize::A0};

QPageSize::PageSizeId paperOf(const QString &name)
{
    for (const QPageSize::PageSizeId paper : Papers) {
        if (QPageSize::key(paper) == name)
            return paper;
    }
    return QPageSize::A4;
}

Vec2 turned(const Vec2 &v, double degrees)
{
    const double angle = glm::radians(degrees), c = std::cos(angle), s = std::sin(angle);
    return {c * v.x - s * v.y, s * v.x + c * v.y};
}

/// What the drawing takes when it is turned, metres, about the middle of its bounds.
geometry::Box2 turnedBounds(const PlanDrawing &drawing)
{
    geometry::Box2 box;
    const Vec2 middle = drawing.bounds.centre();
    const auto add = [&](const Vec2 &p) { box.add(turned(p - middle, drawing.turn)); };
    for (const auto *polygons : {&drawing.walls, &drawing.other}) {
        for (const geometry::Polygon &polygon : *polygons)
            std::for_each(polygon.outer.begin(), polygon.outer.end(), add);
    }
    for (const PlanDrawing::Room &room : drawing.rooms) {
        for (const geometry::Polygon &polygon : room.shape)
            std::for_each(polygon.outer.begin(), polygon.outer.end(), add);
    }
    for (const geometry::LineString &edge : drawing.edges)
        std::for_each(edge.begin(), edge.end(), add);
    for (const PlanDrawing::Opening &opening : drawing.openings) {
        for (const PlanDrawing::Leaf &leaf : opening.leaves)
            add(leaf.open);
    }
    return box;
}

/// Draws on a sheet in millimetres from its top left.
class SheetPainter
{
public:
    SheetPainter(QPainter &painter, const PlanDrawing &drawing, const PlanSheet &sheet)
        : m_painter(painter), m_drawing(drawing), m_sheet(sheet), m_family(pdfFont()),
          m_size(sheet.page.fullRect(QPageLayout::Millimeter).size()), m_box(turnedBounds(drawing))
    {
    }

    void plan();
    void titleBlock(const PlanRequest &request);
    void northArrow();
    void scaleBar();

private:
    static double dots(double millimetres) { return millimetres * Resolution / 25.4; }
    static QPointF dots(const QPointF &p) { return {dots(p.x()), dots(p.y())}; }
    QPointF onSheet(const Vec2 &scene) const
    {
        const Vec2 p = turned(scene - m_drawing.bounds.centre(), m_sheet.turn) - m_box.centre();
        const double k = MillimetresAMetre / m_sheet.scale;
        return {m_sheet.field.center().x() + p.x * k, m_sheet.field.center().y() - p.y * k};
    }
    QPen pen(double millimetres, const QColor &colour = Qt::black, Qt::PenStyle style = Qt::SolidLine) const
    {
        return QPen(colour, dots(millimetres), style, Qt::FlatCap, Qt::MiterJoin);
    }
    QPainterPath pathOf(const geometry::MultiPolygon &polygons) const
    {
        QPainterPath path;
        path.setFillRule(Qt::OddEvenFill);
        const auto add = [&](const geometry::Ring &ring) {
            QPolygonF points;
            for (const Vec2 &p : ring)
                points.append(dots(onSheet(p)));
            if (!points.isEmpty())
                points.append(points.first());
            path.addPolygon(points);
        };
        for (const geometry::Polygon &polygon : polygons) {
            add(polygon.outer);
            std::for_each(polygon.holes.begin(), polygon.holes.end(), add);
        }
        return path;
    }
    void line(const Vec2 &a, const Vec2 &b) { m_painter.drawLine(dots(onSheet(a)), dots(onSheet(b))); }
    QFont font(double height, bool strong = false) const
    {
        QFont made(m_family);
        made.setPixelSize(std::max(1, int(std::lround(dots(height)))));
        made.setWeight(strong ? QFont::DemiBold : QFont::Normal);
        // Ligatures and contextual forms have no code of their own: such text could not be searched for.
        made.setStyleStrategy(QFont::PreferNoShaping);
        return made;
    }
    double widthOf(const QString &text, double height, bool strong = false) const
    {
        return QFontMetricsF(font(height, strong)).horizontalAdvance(text) * 25.4 / Resolution;
    }
    /// One line, its middle (or left end) at a place; made smaller down to `least` to be no wider than `most`.
    void write(const QPointF &at, QString text, double height, double most, double least, Qt::Alignment alignment,
               bool strong = false, bool shadow = false);
    void opening(const PlanDrawing::Opening &opening);
    void room(const PlanDrawing::Room &room);

    QPainter &m_painter;
    const PlanDrawing &m_drawing;
    const PlanSheet &m_sheet;
    QString m_family;
    QSizeF m_size;
    geometry::Box2 m_box;
};

void SheetPainter::write(const QPointF &at, QString text, double height, double most, double least,
                         Qt::Alignment alignment, bool strong, bool shadow)
{
    const double width = widthOf(text, height, strong);
    if (width > most)
        height = std::max(least, height * most / width);
    if (widthOf(text, height, strong) > most * 1.3)
        text = QFontMetricsF(font(height, strong)).elidedText(text, Qt::ElideRight, dots(most * 1.3));
    m_painter.setFont(font(height, strong));
    m_painter.setPen(Qt::black);
    const double wide = dots(m_size.width()), high = dots(height * 2);
    QRectF box(0, 0, wide, high);
    box.moveCenter(dots(at));
    if (alignment & Qt::AlignLeft)
        box.moveLeft(dots(at.x()));
    else if (alignment & Qt::AlignRight)
        box.moveRight(dots(at.x()));
    if (shadow) {
        // Words stand clear of what they are written over.
        const QRectF words = QFontMetricsF(m_painter.font()).boundingRect(text);
        QRectF behind(0, 0, words.width() + dots(0.8), dots(height * 1.15));
        behind.moveCenter(box.center());
        m_painter.fillRect(behind, QColor(255, 255, 255, 215));
    }
    m_painter.drawText(box, int(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, text);
}

void SheetPainter::opening(const PlanDrawing::Opening &opening)
{
    const Vec2 along = opening.to - opening.from;
    const double width = glm::length(along);
    const Vec2 across = Vec2(-along.y, along.x) / width;
    if (opening.isWindow) {
        constexpr double Half = 0.05; // metres: two panes' lines, as windows are drawn
        m_painter.setPen(pen(0.13));
        for (const double by : {-Half, 0.0, Half})
            line(opening.from + across * by, opening.to + across * by);
        line(opening.from - across * Half, opening.from + across * Half);
        line(opening.to - across * Half, opening.to + across * Half);
        return;
    }
    // A wall that runs on through the door, as some models have it, is opened.
    constexpr double Reach = 0.15;
    if (geometry::contains(m_drawing.walls, (opening.from + opening.to) * 0.5)) {
        const geometry::MultiPolygon gap{{{opening.from - across * Reach, opening.to - across * Reach,
                                           opening.to + across * Reach, opening.from + across * Reach},
                                          {}}};
        m_painter.fillPath(pathOf(gap), Qt::white);
    }
    if (opening.slides) {
        constexpr double Off = 0.04;
        m_painter.setPen(pen(0.25));
        line(opening.from + across * Off, opening.from + along * 0.55 + across * Off);
        line(opening.from + along * 0.45 - across * Off, opening.to - across * Off);
    } else if (opening.leaves.empty()) {
        m_painter.setPen(pen(0.13, Qt::darkGray, Qt::DashLine));
        line(opening.from, opening.to);
    }
    for (const PlanDrawing::Leaf &leaf : opening.leaves) {
        m_painter.setPen(pen(0.25));
        line(leaf.hinge, leaf.open);
        // The quarter circle from the jamb to the open leaf.
        QPainterPath arc(dots(onSheet(leaf.closed)));
        constexpr int Steps = 16;
        const Vec2 from = leaf.closed - leaf.hinge, to = leaf.open - leaf.hinge;
        for (int i = 1; i <= Steps; ++i) {
            const double angle = M_PI_2 * i / Steps;
            arc.lineTo(dots(onSheet(leaf.hinge + from * std::cos(angle) + to * std::sin(angle))));
        }
        m_painter.setPen(pen(0.1));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(arc);
    }
    if (opening.isEntrance) {
        // A small arrow outside, towards the door.
        const QPointF middle = onSheet((opening.from + opening.to) * 0.5);
        const Vec2 outside = (opening.from + opening.to) * 0.5 - m_drawing.bounds.centre();
        const Vec2 away = glm::dot(across, outside) < 0 ? -across : across;
        const QPointF tip = onSheet((opening.from + opening.to) * 0.5 + away * 0.35);
        const QPointF back = tip - middle;
        const double length = std::hypot(back.x(), back.y());
        if (length > 0) {
            const QPointF u = back / length, v(-u.y(), u.x());
            constexpr double High = 2.4, Wide = 1.1;
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(Qt::black);
            m_painter.drawPolygon(
                QPolygonF({dots(tip), dots(tip + u * High + v * Wide), dots(tip + u * High - v * Wide)}));
        }
    }
}

void SheetPainter::room(const PlanDrawing::Room &room)
{
    constexpr double Name = 2.6, Area = 2.1, Least = 1.2;
    const QPointF at = onSheet(room.at);
    const double k = MillimetresAMetre / m_sheet.scale;
    const geometry::Box2 box = [&] {
        geometry::Box2 flat;
        for (const geometry::Polygon &polygon : room.shape) {
            for (const Vec2 &p : polygon.outer)
                flat.add(turned(p - room.at, m_sheet.turn));
        }
        return flat;
    }();
    // As wide as the room is on both sides of the words' place, less a little.
    const double most = std::max(2 * room.radius, 2 * std::min(-box.min.x, box.max.x)) * k * 0.9;
    const QString area = translate("app", "%1 m²").arg(fixedText(room.area, 1));
    const bool low = 2 * room.radius * k < Name + Area + 1;
    if (room.name.isEmpty() || low) {
        write(at, room.name.isEmpty() ? area : translate("app", "%1 %2", "room, area").arg(room.name, area), Area, most,
              Least, Qt::AlignHCenter, false, true);
        return;
    }
    write(at - QPointF(0, 1.4), room.name, Name, most, Least, Qt::AlignHCenter, true, true);
    write(at + QPointF(0, 1.8), area, Area, most, Least, Qt::AlignHCenter, false, true);
}

void SheetPainter::plan()
{
    // Rooms' outlines are seen where no wall stands between them.
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(pen(0.1, Qt::gray, m_drawing.schematic ? Qt::DashLine : Qt::SolidLine));
    for (const PlanDrawing::Room &room : m_drawing.rooms)
        m_painter.drawPath(pathOf(room.shape));
    m_painter.setPen(pen(0.1, QColor(90, 90, 90)));
    for (const geometry::LineString &edge : m_drawing.edges)
        line(edge.front(), edge.back());
    m_painter.setPen(pen(0.13));
    m_painter.setBrush(QColor(205, 205, 205));
    m_painter.drawPath(pathOf(m_drawing.other));
    m_painter.setPen(pen(0.25));
    m_painter.setBrush(QColor(70, 70, 70));
    m_painter.drawPath(pathOf(m_drawing.walls));
    for (const PlanDrawing::Opening &each : m_drawing.openings)
        opening(each);
    for (const PlanDrawing::Room &each : m_drawing.rooms)
        room(each);
}

void SheetPainter::northArrow()
{
    // North of the map is up in scene coordinates; the drawing is turned.
    const QPointF at(m_size.width() - Margin - 9, Margin + 10);
    const Vec2 north = turned({0, 1}, m_sheet.turn);
    const QPointF up(north.x, -north.y), side(up.y(), -up.x());
    constexpr double Long = 7, Wide = 2.4;
    m_painter.setPen(pen(0.18));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawEllipse(dots(at), dots(Long * 0.8), dots(Long * 0.8));
    m_painter.setBrush(Qt::black);
    m_painter.drawPolygon(
        QPolygonF({dots(at + up * Long * 0.8), dots(at - up * Long * 0.45 + side * Wide), dots(at - up * Long * 0.2)}));
    m_painter.setBrush(Qt::white);
    m_painter.drawPolygon(
        QPolygonF({dots(at + up * Long * 0.8), dots(at - up * Long * 0.45 - side * Wide), dots(at - up * Long * 0.2)}));
    write(at + up * (Long * 0.8 + 2.2), translate("app", "N", "north"), 2.8, 6, 2, Qt::AlignHCenter, true);
}

void SheetPainter::scaleBar()
{
    // Round metres, some 5 cm long.
    double metres = 1;
    for (const double step : {1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0}) {
        if (step * MillimetresAMetre / m_sheet.scale <= 60)
            metres = step;
    }
    const double length = metres * MillimetresAMetre / m_sheet.scale;
    const QPointF left(m_size.width() - Margin - 4 - length, m_size.height() - Margin - 8);
    m_painter.setPen(pen(0.18));
    constexpr int Pieces = 4;
    for (int i = 0; i < Pieces; ++i) {
        m_painter.setBrush(i % 2 == 0 ? Qt::black : Qt::white);
        const QPointF from = left + QPointF(length * i / Pieces, 0);
        m_painter.drawRect(QRectF(dots(from), dots(from + QPointF(length / Pieces, 1.6))));
    }
    write(left + QPointF(0, 4), QStringLiteral("0"), 2.2, 10, 2, Qt::AlignHCenter);
    write(left + QPointF(length, 4), translate("app", "%1 m").arg(numberText(metres, 0)), 2.2, 14, 2, Qt::AlignHCenter);
    write(left + QPointF(length, -4), QStringLiteral("1:%1").arg(m_sheet.scale), 4, 40, 2, Qt::AlignRight, true);
}

void SheetPainter::titleBlock(const PlanRequest &request)
{
    const QRectF frame(Margin, Margin, m_size.width() - 2 * Margin, m_size.height() - 2 * Margin);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(pen(0.5));
    m_painter.drawRect(QRectF(dots(frame.topLeft()), dots(frame.bottomRight())));
    const double top = frame.bottom() - TitleHeight;
    m_painter.setPen(pen(0.25));
    m_painter.drawLine(dots(QPointF(frame.left(), top)), dots(QPointF(frame.right(), top)));
    const double left = frame.left() + 4, wide = frame.width() - 66;
    write({left, top + 5.5}, translate("app", "%1 · %2", "building, storey").arg(request.building, request.storey), 4.6,
          wide, 2.5, Qt::AlignLeft, true);
    QStringList notes;
    if (!request.address.isEmpty())
        notes.append(request.address);
    notes.append(translate("app", "Cut %1 m above the floor").arg(numberText(PlanCut, 1)));
    notes.append(request.date);
    write({left, top + 11.5}, notes.join(QStringLiteral(" · ")), 2.6, wide, 1.8, Qt::AlignLeft);
    write({left, top + 16}, translate("app", "Source: %1").arg(request.source), 2.4, wide, 1.6, Qt::AlignLeft);
    QStringList honest;
    if (request.simulated)
        honest.append(translate("app", "Simulated data: no real building"));
    if (m_drawing.schematic)
        honest.append(translate("app", "Schematic: drawn from the numbers of storeys and units"));
    write({left, top + 20.5}, honest.join(QStringLiteral(" · ")), 2.4, wide, 1.6, Qt::AlignLeft, true);
}

}

const std::vector<int> &planScales()
{
    static const std::vector<int> scales{50, 100, 200, 500, 1000, 2000};
    return scales;
}

base::Result<PlanSheet> layOutPlan(const PlanDrawing &drawing, const PlanRequest &request)
{
    const Vec2 size = turnedBounds(drawing).size();
    std::vector<int> scales = request.scale > 0 ? std::vector<int>{request.scale} : planScales();
    std::vector<QPageSize::PageSizeId> papers;
    if (!request.paper.isEmpty())
        papers = {paperOf(request.paper)};
    else if (request.scale > 0)
        papers.assign(Papers.begin(), Papers.end());
    else
        papers = {QPageSize::A4, QPageSize::A3};
    constexpr double Air = 6; // between drawing and frame
    for (const int scale : scales) {
        for (const QPageSize::PageSizeId paper : papers) {
            for (const QPageLayout::Orientation way : {QPageLayout::Landscape, QPageLayout::Portrait}) {
                const QPageLayout page(QPageSize(paper), way, QMarginsF(), QPageLayout::Millimeter);
                const QSizeF whole = page.fullRect(QPageLayout::Millimeter).size();
                const QRectF field(Margin + Air, Margin + Air, whole.width() - 2 * (Margin + Air),
                                   whole.height() - 2 * (Margin + Air) - TitleHeight);
                const double k = MillimetresAMetre / scale;
                if (size.x * k <= field.width() && size.y * k <= field.height())
                    return PlanSheet{page, scale, drawing.turn, field};
            }
        }
    }
    return base::failure(QStringLiteral("plan-too-large"),
                         request.scale > 0
                             ? translate("app", "the storey is %1 × %2 m: too large for this paper at 1:%3")
                                   .arg(numberText(size.x, 1), numberText(size.y, 1))
                                   .arg(request.scale)
                             : translate("app", "the storey is %1 × %2 m: too large for this paper")
                                   .arg(numberText(size.x, 1), numberText(size.y, 1)),
                         {}, {}, translate("app", "choose a larger paper or a smaller scale"));
}

base::Result<PlanSheet> writePlanPdf(const PlanDrawing &drawing, const PlanRequest &request, const QString &path)
{
    auto sheet = layOutPlan(drawing, request);
    if (!sheet) {
        sheet.error().source = path;
        return sheet;
    }
    QByteArray pdf;
    QBuffer buffer(&pdf);
    {
        buffer.open(QIODevice::WriteOnly);
        QPdfWriter writer(&buffer);
        writer.setResolution(int(Resolution));
        writer.setPageLayout(sheet->page);
        writer.setTitle(translate("app", "%1 · %2", "building, storey").arg(request.building, request.storey));
        writer.setCreator(QStringLiteral("Yunjie"));
        QPainter painter(&writer);
        SheetPainter sheetPainter(painter, drawing, *sheet);
        sheetPainter.plan();
        sheetPainter.titleBlock(request);
        sheetPainter.northArrow();
        sheetPainter.scaleBar();
        painter.end();
    }
    mendPdfText(pdf);
    if (const base::Status written = writeWhole(pdf, path); !written)
        return tl::unexpected(written.error());
    return sheet;
}

}
