#include "report/DailyPage.h"

#include "core/PdfText.h"
#include "core/UserFiles.h"
#include "report/DailyParts.h"

#include <QBuffer>
#include <QPdfWriter>

#include <array>

namespace app
{

namespace daily
{

void Page::head()
{
    m_sheet.text({Margin, 9.5, Inner, 11},
                 translate("app", "%1: daily operations report", "title of a page; a sub-district")
                     .arg(m_city.name.in(m_language)),
                 8.2, Red, Qt::AlignHCenter, true);
    const QString date = locale().toString(m_day.day, translate("app", "dddd, d MMMM yyyy", "date format of a report"));
    m_sheet.text({Margin, 22, Inner / 2, 5}, date, 3.4, Ink, Qt::AlignLeft, true);
    m_sheet.text({Margin + Inner / 2, 22, Inner / 2, 5}, translate("app", "Data as of %1").arg(madeText()), 3, Quiet,
                 Qt::AlignRight);
    if (m_city.simulated) {
        const QString words = translate("app", "Simulated data");
        const double wide = m_sheet.widthOf(words, 2.8, true) + 3;
        const QRectF box(Width / 2 - wide / 2, 22.2, wide, 4.6);
        m_sheet.frame(box, 0.2, Bad);
        m_sheet.text(box, words, 2.8, Bad, Qt::AlignHCenter, true);
    }
    m_sheet.fill({Margin, 28.6, Inner, 0.9}, Red);
    m_sheet.fill({Margin, 30.1, Inner, 0.25}, Red);
}

void Page::keys(const QRectF &box)
{
    const store::StatisticsRow &total = m_day.events.total;
    struct Key {
        QString label, figure, unit, note;
    };
    const QString items = translate("app", "items", "events, as a unit"), times = translate("app", "times", "alarms");
    const QString rain = std::isnan(m_day.rain)
                             ? QString()
                             : translate("app", "most rain %1")
                                   .arg(translate("app", "%1 %2", "value, unit")
                                            .arg(numberText(m_day.rain, 1), unitText(m_day.rainUnit)));
    const std::array<Key, 6> keys{
        Key{translate("app", "Events received"), count(total.received), items,
            translate("app", "yesterday %1, week %2")
                .arg(change(total.received, m_day.receivedDayBefore),
                     change(total.received, m_day.receivedWeekBefore))},
        Key{translate("app", "Settled"), count(total.settled), items,
            translate("app", "closing rate %1").arg(percent(total.rate))},
        Key{translate("app", "Mean time to close"),
            minutes(total.closeMinutes),
            {},
            translate("app", "to accept %1").arg(minutes(total.acceptMinutes))},
        Key{m_day.madeAt < m_day.to - 1 ? translate("app", "Open now", "events")
                                        : translate("app", "Open at the day's end", "events"),
            count(m_day.openThen), items, translate("app", "of them overdue %1").arg(count(m_day.overdueThen))},
        Key{translate("app", "Alarms"), count(m_day.events.alarms), times,
            translate("app", "critical %1, incidents %2").arg(count(m_day.critical), count(m_day.events.incidents))},
        Key{translate("app", "Weather warnings"), count(qint64(m_day.warnings.size())),
            translate("app", "issued", "unit"), rain}};
    const double wide = box.width() / double(keys.size());
    for (size_t i = 0; i < keys.size(); ++i) {
        const QRectF cell(box.left() + wide * double(i), box.top(), wide, box.height());
        if (i > 0)
            m_sheet.line({cell.left(), cell.top() + 1.5}, {cell.left(), cell.bottom() - 1.5}, 0.15, Faint);
        const QRectF inner = cell.adjusted(1.2, 0, -1.2, 0);
        m_sheet.text({inner.left(), inner.top(), inner.width(), 4.4}, keys[i].label, 2.7, Quiet, Qt::AlignHCenter);
        const double figure = std::min(m_sheet.widthOf(keys[i].figure, 6.2, true), inner.width());
        const double unit = keys[i].unit.isEmpty() ? 0 : m_sheet.widthOf(keys[i].unit, 2.4) + 0.8;
        const double left = inner.center().x() - (figure + unit) / 2;
        m_sheet.text({left, inner.top() + 4.2, figure + 0.6, 8}, keys[i].figure, 6.2, Ink, Qt::AlignLeft, true);
        m_sheet.text({left + figure + 0.8, inner.top() + 6.4, unit, 5}, keys[i].unit, 2.4, Quiet);
        m_sheet.text({inner.left(), inner.top() + 12.3, inner.width(), 4.2}, keys[i].note, 2.4, Quiet,
                     Qt::AlignHCenter);
    }
}

void Page::summary(const QRectF &box)
{
    const store::StatisticsRow &total = m_day.events.total;
    QStringList says;
    says.append(translate("app", "%1 events were received, %2 against the same time yesterday; %3 of them are settled "
                                 "(closing rate %4), %5 are pending, %6 ran over a limit.")
                    .arg(count(total.received), change(total.received, m_day.receivedDayBefore), count(total.settled),
                         percent(total.rate), count(total.open), count(total.overdue)));
    const auto busiest = std::max_element(m_day.events.rows.begin(), m_day.events.rows.end(),
                                          [](const auto &a, const auto &b) { return a.received < b.received; });
    if (busiest != m_day.events.rows.end() && busiest->received > 0) {
        const domain::EventDomain *domain = m_city.catalogue.domain(busiest->key);
        says.append(
            translate("app", "Most were of the domain %1 (%2).")
                .arg(domain ? domain->name.in(m_language) : translate("app", "unknown"), count(busiest->received)));
    }
    says.append(m_day.events.alarms == 0 ? translate("app", "No alarm was raised.")
                                         : translate("app", "Alarms were raised %1 times, %2 critical.")
                                               .arg(count(m_day.events.alarms), count(m_day.critical)));
    if (m_day.warnings.empty()) {
        says.append(translate("app", "No weather warning was in force."));
    } else {
        const auto worst = std::max_element(m_day.warnings.begin(), m_day.warnings.end(),
                                            [](const auto &a, const auto &b) { return a.level < b.level; });
        says.append(translate("app", "%1 weather warnings were in force, the gravest: %2.")
                        .arg(count(qint64(m_day.warnings.size())), worst->name));
    }
    const bool chinese = m_language.startsWith(QLatin1String("zh"));
    m_sheet.fill(box, {0xF6, 0xF7, 0xF9});
    m_sheet.paragraph(box.adjusted(2.5, 0.7, -2.5, -0.4), says.join(chinese ? QString() : QStringLiteral(" ")), 3, 4.2,
                      Ink);
}

void Page::map(const QRectF &box)
{
    drawDailyMap(m_sheet, section(box, translate("app", "Where events were reported")), m_city, m_language, m_day.all);
}

void Page::domains(const QRectF &box)
{
    const QRectF body = section(box, translate("app", "Events by domain"));
    const std::array heads{translate("app", "received"), translate("app", "settled", "column"),
                           translate("app", "rate", "column"), translate("app", "overdue", "column"),
                           translate("app", "pending", "column")};
    constexpr double Column = 10.6, Row = 4.6;
    const double name = body.width() - Column * double(heads.size());
    const auto row = [&](double y, const QString &label, const std::array<QString, 5> &cells, const QColor &colour,
                         double height, bool strong) {
        m_sheet.text({body.left(), y, name - 1, Row}, label, height, colour, Qt::AlignLeft, strong);
        for (size_t i = 0; i < cells.size(); ++i)
            m_sheet.text({body.left() + name + Column * double(i), y, Column, Row}, cells[i], height, colour,
                         Qt::AlignRight, strong);
    };
    row(body.top() - 0.4, {}, heads, Quiet, 2.3, false);
    const auto cellsOf = [](const store::StatisticsRow &of) {
        return std::array{count(of.received), count(of.settled),
                          of.received > 0 ? percent(of.rate) : QStringLiteral("–"), count(of.overdue), count(of.open)};
    };
    double y = body.top() + 3.6;
    for (const store::StatisticsRow &each : m_day.events.rows) {
        if (y + 2 * Row > box.bottom() + 1)
            break;
        const domain::EventDomain *domain = m_city.catalogue.domain(each.key);
        row(y, domain ? domain->name.in(m_language) : translate("app", "unknown"), cellsOf(each), Ink, 2.7, false);
        y += Row - 0.4;
        m_sheet.line({body.left(), y}, {body.right(), y}, 0.1, Faint);
        y += 0.1;
    }
    row(y, translate("app", "All"), cellsOf(m_day.events.total), Ink, 2.7, true);
}

void Page::funnel(const QRectF &box)
{
    const QRectF body = section(box, translate("app", "How far they came"));
    const std::array labels{
        translate("app", "Reported", "step of the work"),   translate("app", "Accepted", "step of the work"),
        translate("app", "Dispatched", "step of the work"), translate("app", "Handled", "step of the work"),
        translate("app", "Verified", "step of the work"),   translate("app", "Closed", "step of the work")};
    constexpr double Row = 3.5;
    const double name = 17, figure = 10, bar = body.width() - name - figure;
    for (size_t i = 0; i < std::min(labels.size(), m_day.events.funnel.size()); ++i) {
        const double y = body.top() + Row * double(i),
                     share = double(m_day.events.funnel[i]) / std::max(1, m_day.events.funnel.front());
        m_sheet.text({body.left(), y, name - 1, Row}, labels[i], 2.5, Ink);
        m_sheet.fill({body.left() + name, y + 0.9, bar, Row - 1.8}, {0xEC, 0xEF, 0xF2});
        m_sheet.fill({body.left() + name, y + 0.9, bar * share, Row - 1.8}, Blue);
        m_sheet.text({body.right() - figure, y, figure, Row}, count(m_day.events.funnel[i]), 2.6, Ink, Qt::AlignRight);
    }
}

void Page::notable(const QRectF &box)
{
    // What leaders ask for: the gravest, and what is late of class D.
    std::vector<const domain::Event *> grave;
    for (const domain::Event &event : m_day.all) {
        if (event.severity == domain::Severity::Critical || event.klass == QLatin1String("D"))
            grave.push_back(&event);
    }
    std::stable_sort(grave.begin(), grave.end(), [](const domain::Event *a, const domain::Event *b) {
        const bool aD = a->klass == QLatin1String("D"), bD = b->klass == QLatin1String("D");
        return a->severity != b->severity ? a->severity > b->severity : aD != bD ? aD : a->reported < b->reported;
    });
    constexpr size_t Most = 5;
    const QRectF body = section(
        box, translate("app", "Matters of weight"),
        grave.size() > Most
            ? translate("app", "%1 critical or of class D; the first %2").arg(count(qint64(grave.size()))).arg(Most)
            : QString());
    if (grave.empty())
        none(body, translate("app", "No event was critical or of class D."));
    constexpr double Row = 4.2;
    for (size_t i = 0; i < std::min(Most, grave.size()); ++i) {
        const domain::Event &event = *grave[i];
        const double y = body.top() + Row * double(i);
        drawSeverity(m_sheet, {body.left() + 1.2, y + Row / 2}, 2.1, event.severity);
        m_sheet.text({body.left() + 3.2, y, 9, Row}, clock(event.reported), 2.6, Quiet);
        // Its community and nothing nearer: the page goes from hand to hand.
        const QString where = areaName(event, domain::ObjectKind::Community);
        m_sheet.text({body.left() + 12.5, y, 60, Row},
                     where.isEmpty() ? typeName(event)
                                     : translate("app", "%1 · %2", "what, where").arg(typeName(event), where),
                     2.7, Ink);
        const bool late = event.due > 0 && (event.closed > 0 ? event.closed : m_day.asOf) > event.due;
        m_sheet.text({body.right() - 25, y, 25, Row},
                     late ? translate("app", "%1, overdue").arg(label(event.state)) : label(event.state), 2.6,
                     late ? Bad : Quiet, Qt::AlignRight);
    }
}

void Page::warnings(const QRectF &box)
{
    constexpr size_t Most = 3;
    const QRectF body = section(box, translate("app", "Weather warnings"),
                                m_day.rainStation.isEmpty()
                                    ? QString()
                                    : translate("app", "Most rain: %1 %2 at %3")
                                          .arg(numberText(m_day.rain, 1), unitText(m_day.rainUnit), m_day.rainStation));
    if (m_day.warnings.empty())
        none(body, translate("app", "None was in force."));
    std::vector<DailyFigures::Warning> worst = m_day.warnings;
    std::stable_sort(worst.begin(), worst.end(), [](const auto &a, const auto &b) { return a.level > b.level; });
    constexpr double Row = 3.8;
    for (size_t i = 0; i < std::min(Most, worst.size()); ++i) {
        const double y = body.top() + Row * double(i);
        drawSeverity(m_sheet, {body.left() + 1.2, y + Row / 2}, 2.1, worst[i].level);
        const bool isLast = i + 1 == Most && worst.size() > Most;
        m_sheet.text({body.left() + 3.2, y, 58, Row},
                     isLast ? translate("app", "%1, and %2 more").arg(worst[i].name, count(qint64(worst.size() - Most)))
                            : worst[i].name,
                     2.7, Ink);
        m_sheet.text({body.right() - 36, y, 36, Row},
                     translate("app", "%1 to %2", "times").arg(clock(worst[i].from), clock(worst[i].to)), 2.6, Quiet,
                     Qt::AlignRight);
    }
}

void Page::alarms(const QRectF &box)
{
    const QRectF body = section(box, translate("app", "Alarms by rule"));
    constexpr double Row = 4.2, Column = 13;
    if (m_day.alarms.empty()) {
        none(body, translate("app", "No alarm was raised."));
        return;
    }
    m_sheet.text({body.right() - 2 * Column, body.top() - 0.4, Column, Row}, translate("app", "devices", "column"), 2.3,
                 Quiet, Qt::AlignRight);
    m_sheet.text({body.right() - Column, body.top() - 0.4, Column, Row}, translate("app", "still active"), 2.3, Quiet,
                 Qt::AlignRight);
    double y = body.top() + 3.4;
    const size_t room = size_t((box.bottom() - y) / Row);
    size_t shown = 0;
    for (const DailyFigures::AlarmRow &row : m_day.alarms) {
        if (shown + 1 >= room && m_day.alarms.size() > room)
            break;
        ++shown;
        const domain::AlarmRule *rule = m_city.rules.rule(row.rule);
        drawSeverity(m_sheet, {body.left() + 1.2, y + Row / 2}, 2.1, row.severity);
        m_sheet.text({body.left() + 3.2, y, body.width() - 2 * Column - 3.6, Row},
                     rule ? rule->name.in(m_language) : row.rule, 2.7, Ink);
        m_sheet.text({body.right() - 2 * Column, y, Column, Row}, count(row.alarms), 2.7, Ink, Qt::AlignRight);
        m_sheet.text({body.right() - Column, y, Column, Row}, count(row.active), 2.7, row.active > 0 ? Bad : Quiet,
                     Qt::AlignRight);
        y += Row;
    }
    if (shown < m_day.alarms.size()) {
        int alarms = 0, active = 0;
        for (size_t i = shown; i < m_day.alarms.size(); ++i) {
            alarms += m_day.alarms[i].alarms;
            active += m_day.alarms[i].active;
        }
        m_sheet.text({body.left() + 3.2, y, body.width() - 2 * Column - 3.6, Row},
                     translate("app", "%1 more rules").arg(count(qint64(m_day.alarms.size() - shown))), 2.7, Quiet);
        m_sheet.text({body.right() - 2 * Column, y, Column, Row}, count(alarms), 2.7, Quiet, Qt::AlignRight);
        m_sheet.text({body.right() - Column, y, Column, Row}, count(active), 2.7, Quiet, Qt::AlignRight);
    }
}

}

base::Status writeDailyPdf(const DailyFigures &figures, const domain::City &city, const QString &language,
                           const QString &path)
{
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    QSet<QChar> drawn;
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(int(Sheet::Resolution));
        writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF()));
        writer.setTitle(translate("app", "%1: daily operations report", "title of a page; a sub-district")
                            .arg(city.name.in(language)));
        writer.setCreator(QStringLiteral("Yunjie"));
        QPainter painter(&writer);
        Sheet sheet(painter, pdfFont());
        daily::Page(sheet, figures, city, language).draw();
        painter.end();
        drawn = sheet.drawn();
    }
    mendPdfText(pdf, drawn);
    return writeWhole(pdf, path);
}

}
