// Days, indicators and the foot of the page.
#include "report/DailyParts.h"

namespace app::daily
{

void Page::week(const QRectF &box)
{
    const QRectF body = section(box, translate("app", "Last seven days"));
    constexpr int Days = 7;
    if (m_day.days.size() < size_t(Days))
        return;
    const auto *first = &m_day.days[m_day.days.size() - Days];
    int most = 1;
    for (int i = 0; i < Days; ++i)
        most = std::max(most, first[i].received);
    const double base = box.bottom() - 3.6, high = base - body.top() - 5.5, wide = body.width() / Days,
                 bar = wide * 0.3;
    for (int i = 0; i < Days; ++i) {
        const double x = body.left() + wide * i + wide * 0.5;
        const double received = high * first[i].received / most, settled = high * first[i].settled / most;
        m_sheet.fill({x - bar - 0.15, base - received, bar, received}, i == Days - 1 ? Blue : QColor(0x5B, 0x9B, 0xDB));
        m_sheet.fill({x + 0.15, base - settled, bar, settled}, Pale);
        m_sheet.text({x - bar - 3, base - received - 2.8, bar + 6 - 0.3, 2.6}, count(first[i].received), 2.1, Ink,
                     Qt::AlignHCenter);
        m_sheet.text({x - wide / 2, base + 0.4, wide, 3.2}, first[i].day.toString(QStringLiteral("MM-dd")), 2.2,
                     i == Days - 1 ? Ink : Quiet, Qt::AlignHCenter, i == Days - 1);
    }
    m_sheet.line({body.left(), base}, {body.right(), base}, 0.15, Quiet);
    double x = body.left();
    for (const auto &[colour, words] :
         {std::pair{Blue, translate("app", "received")}, std::pair{Pale, translate("app", "settled of these")}}) {
        m_sheet.fill({x, body.top() + 0.6, 2, 2}, colour);
        m_sheet.text({x + 2.8, body.top(), 30, 3.2}, words, 2.3, Quiet);
        x += 6 + m_sheet.widthOf(words, 2.3);
    }
}

void Page::month(const QRectF &box)
{
    const QRectF body = section(box, translate("app", "Last thirty days"), translate("app", "events received a day"));
    if (m_day.days.size() < 2)
        return;
    int most = 1;
    double sum = 0;
    // Days from before the store began are not known: nothing was received as far as it can tell.
    size_t begin = 0;
    while (begin + 2 < m_day.days.size() && m_day.days[begin].received == 0)
        ++begin;
    for (const DailyFigures::Day &day : m_day.days) {
        most = std::max(most, day.received);
        sum += day.received;
    }
    const double mean = sum / double(m_day.days.size() - begin);
    const double left = body.left() + 6, right = body.right() - 8, base = box.bottom() - 3.6,
                 high = base - body.top() - 3;
    const auto at = [&](size_t i, double value) {
        return QPointF(left + (right - left) * double(i) / double(m_day.days.size() - 1), base - high * value / most);
    };
    for (const double share : {0.0, 0.5, 1.0}) {
        const double y = base - high * share;
        m_sheet.line({left, y}, {right, y}, share == 0 ? 0.15 : 0.1, share == 0 ? Quiet : Faint);
        m_sheet.text({body.left(), y - 1.6, 5, 3.2}, count(std::lround(most * share)), 2.1, Quiet, Qt::AlignRight);
    }
    m_sheet.line(at(begin, mean), at(m_day.days.size() - 1, mean), 0.2, Quiet, Qt::DashLine);
    QPainterPath curve(Sheet::dots(at(begin, m_day.days[begin].received)));
    for (size_t i = begin + 1; i < m_day.days.size(); ++i)
        curve.lineTo(Sheet::dots(at(i, m_day.days[i].received)));
    QPainter &painter = m_sheet.painter();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Blue, Sheet::dots(0.4), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(curve);
    const QPointF last = at(m_day.days.size() - 1, m_day.days.back().received);
    painter.setBrush(Blue);
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(Sheet::dots(last), Sheet::dots(0.8), Sheet::dots(0.8));
    m_sheet.text({last.x() + 1.2, last.y() - 1.6, 8, 3.2}, count(m_day.days.back().received), 2.6, Blue, Qt::AlignLeft,
                 true);
    // Beside the line's end where that is free, else below it.
    const double meanY = std::abs(at(0, mean).y() - last.y()) < 3 ? at(0, mean).y() + 2.8 : at(0, mean).y();
    m_sheet.text({right + 1.2, meanY - 1.6, body.right() - right - 1.2, 3.2},
                 translate("app", "mean %1").arg(numberText(mean, 0)), 2.1, Quiet);
    for (size_t i = 0; i < m_day.days.size(); i += 7) {
        const QPointF mark = at(i, 0);
        m_sheet.text({mark.x() - 6, base + 0.4, 12, 3.2}, m_day.days[i].day.toString(QStringLiteral("MM-dd")), 2.2,
                     Quiet, Qt::AlignHCenter);
    }
}

void Page::indicators(const QRectF &box)
{
    const QRectF body =
        section(box, translate("app", "Indicators"), translate("app", "in brackets the change on yesterday"));
    // Groups stay together where that costs no column.
    constexpr int Columns = 4;
    struct Line {
        QString heading;
        const DailyFigures::Indicator *indicator = nullptr;
    };
    std::vector<Line> lines;
    QString group;
    for (const DailyFigures::Indicator &each : m_day.indicators) {
        if (each.group != group) {
            group = each.group;
            lines.push_back({each.groupName, nullptr});
        }
        lines.push_back({{}, &each});
    }
    const size_t rows = (lines.size() + Columns - 1) / Columns;
    if (rows == 0)
        return;
    const double high = std::min(4.3, body.height() / double(rows)), gap = 4,
                 wide = (body.width() - gap * (Columns - 1)) / Columns;
    size_t at = 0;
    for (int column = 0; column < Columns && at < lines.size(); ++column) {
        const double x = body.left() + (wide + gap) * column;
        for (size_t row = 0; row < rows && at < lines.size(); ++row) {
            // A heading alone at the foot of a column goes to the next.
            const bool lastRow = row + 1 == rows;
            if (lastRow && !lines[at].indicator && column + 1 < Columns)
                break;
            const Line &line = lines[at++];
            const double y = body.top() + high * double(row);
            if (!line.indicator) {
                m_sheet.text({x, y, wide, high}, line.heading, 2.6, Blue, Qt::AlignLeft, true);
                continue;
            }
            const DailyFigures::Indicator &one = *line.indicator;
            QString changed = one.change.isEmpty() ? QString() : translate("app", "(%1)", "a change").arg(one.change);
            const double unit = std::max(4.4, m_sheet.widthOf(one.unit, 2.1) + 0.4),
                         value = m_sheet.widthOf(one.value, 2.6, true) + 0.4;
            double by = changed.isEmpty() ? 0 : m_sheet.widthOf(changed, 2.2) + 0.8;
            // What it is called comes before how it has changed.
            constexpr double Least = 0.76;
            if (Least * m_sheet.widthOf(one.name, 2.6) > wide - unit - value - by - 1) {
                changed.clear();
                by = 0;
            }
            m_sheet.text({x + wide - unit, y, unit, high}, one.unit, 2.1, Quiet);
            m_sheet.text({x + wide - unit - value - 0.5, y, value, high}, one.value, 2.6, Ink, Qt::AlignRight, true);
            m_sheet.text({x + wide - unit - value - by - 0.5, y, by, high}, changed, 2.2,
                         one.mood == QLatin1String("good")  ? Good
                         : one.mood == QLatin1String("bad") ? Bad
                                                            : Quiet,
                         Qt::AlignLeft);
            m_sheet.text({x, y, wide - unit - value - by - 1, high}, one.name, 2.6, Ink);
            m_sheet.line({x, y + high}, {x + wide, y + high}, 0.08, Faint);
        }
    }
}

void Page::foot()
{
    const double y = 285;
    m_sheet.line({Margin, y}, {Margin + Inner, y}, 0.15, Faint);
    QStringList notes;
    if (m_day.sources > 0)
        notes.append(translate("app", "Source systems: %1 of %2 in order").arg(m_day.sourcesOk).arg(m_day.sources));
    notes.append(translate("app", "Settled, rates and times are of the events received on the day"));
    m_sheet.text({Margin, y + 0.6, Inner - 30, 4}, notes.join(translate("app", "; ", "between notes")), 2.3, Quiet);
    m_sheet.text({Margin + Inner - 30, y + 0.6, 30, 4}, translate("app", "Yunjie"), 2.3, Quiet, Qt::AlignRight);
}

}
