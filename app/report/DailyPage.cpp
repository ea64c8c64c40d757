#include "report/DailyPage.h"

#include "core/PdfText.h"
#include "core/Text.h"
#include "report/DailyMap.h"
#include "report/Sheet.h"

#include <QBuffer>
#include <QLocale>
#include <QPdfWriter>
#include <QSaveFile>

#include <array>

namespace app
{

namespace
{

constexpr double Width = 210, Margin = 13, Inner = Width - 2 * Margin;
const QColor Ink(0x1C, 0x27, 0x33), Quiet(0x56, 0x65, 0x7A), Faint(0xD5, 0xDB, 0xE2), Red(0xB3, 0x20, 0x1F),
    Blue(0x0B, 0x6B, 0xCB), Pale(0x9C, 0xC4, 0xEC), Good(0x0B, 0x7A, 0x4B), Bad(0xA8, 0x57, 0x00);

QString count(qint64 value)
{
    return numberText(double(value), 0);
}

QString percent(double share)
{
    return translate("app", "%1 %").arg(numberText(share * 100, 1));
}

/// "+12", "−3", "±0"
QString change(int now, int before)
{
    const int by = now - before;
    return by == 0  ? translate("app", "±0", "no change")
           : by > 0 ? translate("app", "+%1", "rose by").arg(count(by))
                    : translate("app", "−%1", "fell by").arg(count(-by));
}

QString minutes(double value)
{
    constexpr double MinuteMs = 60000;
    return std::isnan(value) ? QStringLiteral("–") : ageText(qint64(value * MinuteMs));
}

/// The page, a part after the other from the top.
class Page
{
public:
    Page(Sheet &sheet, const DailyFigures &figures, const domain::City &city, const QString &language)
        : m_sheet(sheet), m_day(figures), m_city(city), m_language(language), m_zone(zoneOf(&city))
    {
    }
    void draw()
    {
        head();
        keys({Margin, 33, Inner, 17});
        summary({Margin, 52.5, Inner, 14});
        map({Margin, 69, 98, 70});
        domains({Margin + 102, 69, Inner - 102, 40});
        funnel({Margin + 102, 112, Inner - 102, 27});
        notable({Margin, 142.5, 98, 27});
        warnings({Margin, 172, 98, 17});
        alarms({Margin + 102, 142.5, Inner - 102, 46.5});
        week({Margin, 192, 70, 31});
        month({Margin + 76, 192, Inner - 76, 31});
        indicators({Margin, 226, Inner, 56});
        foot();
    }

private:
    QString clock(qint64 ms) const
    {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(ms, m_zone);
        return time.date() == m_day.day ? time.toString(QStringLiteral("HH:mm"))
                                        : time.toString(QStringLiteral("MM-dd HH:mm"));
    }
    QString madeText() const
    {
        constexpr qint64 SecondMs = 1000;
        return m_day.to - m_day.madeAt > 0 && m_day.to - m_day.madeAt <= SecondMs
                   ? m_day.day.toString(Qt::ISODate) + QStringLiteral(" 24:00")
                   : timeText(m_day.madeAt, m_zone);
    }
    QLocale locale() const
    {
        return m_language.startsWith(QLatin1String("zh")) ? QLocale(QLocale::Chinese, QLocale::China)
                                                          : QLocale(QLocale::English, QLocale::UnitedKingdom);
    }
    QString typeName(const domain::Event &event) const
    {
        const domain::EventType *type = m_city.catalogue.type(event.type);
        return type ? type->name.in(m_language) : event.title.isEmpty() ? event.type : event.title;
    }
    /// The area of a level that it stood in; "" where there is none.
    QString areaName(const domain::Event &event, domain::ObjectKind level) const
    {
        for (const QString &text : event.areas) {
            const domain::ObjectRef ref = domain::refFromText(text);
            const domain::AdminArea *area = ref.kind == level ? m_city.area(ref) : nullptr;
            if (area)
                return domain::nameIn(*area, m_language);
        }
        return {};
    }
    /// A heading with its line; what is left of the box.
    QRectF section(const QRectF &box, const QString &title, const QString &note = {})
    {
        constexpr double High = 5;
        m_sheet.fill({box.left(), box.top() + 0.9, 1.1, 3.2}, Red);
        m_sheet.text({box.left() + 2.4, box.top(), box.width() - 2.4, High}, title, 3.5, Ink, Qt::AlignLeft, true);
        const double used = 4.4 + m_sheet.widthOf(title, 3.5, true);
        if (!note.isEmpty())
            m_sheet.text({box.left() + used, box.top() + 0.3, box.width() - used, High}, note, 2.3, Quiet,
                         Qt::AlignRight);
        m_sheet.line({box.left(), box.top() + High + 0.2}, {box.right(), box.top() + High + 0.2}, 0.15, Faint);
        return box.adjusted(0, High + 0.9, 0, 0);
    }
    void none(const QRectF &box, const QString &words)
    {
        m_sheet.text({box.left(), box.top(), box.width(), 4.4}, words, 2.7, Quiet);
    }

    void head();
    void keys(const QRectF &box);
    void summary(const QRectF &box);
    void map(const QRectF &box);
    void domains(const QRectF &box);
    void funnel(const QRectF &box);
    void notable(const QRectF &box);
    void warnings(const QRectF &box);
    void alarms(const QRectF &box);
    void week(const QRectF &box);
    void month(const QRectF &box);
    void indicators(const QRectF &box);
    void foot();

    Sheet &m_sheet;
    const DailyFigures &m_day;
    const domain::City &m_city;
    QString m_language;
    QTimeZone m_zone;
};

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
        m_sheet.text({body.left() + 3.2, y, 58, Row}, worst[i].name, 2.7, Ink);
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
    for (const DailyFigures::Day &day : m_day.days) {
        most = std::max(most, day.received);
        sum += day.received;
    }
    const double mean = sum / double(m_day.days.size());
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
    m_sheet.line(at(0, mean), at(m_day.days.size() - 1, mean), 0.2, Quiet, Qt::DashLine);
    QPainterPath curve(Sheet::dots(at(0, m_day.days.front().received)));
    for (size_t i = 1; i < m_day.days.size(); ++i)
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
    m_sheet.text({right + 1.2, meanY - 1.6, 8, 3.2}, translate("app", "mean %1").arg(numberText(mean, 0)), 2.1, Quiet);
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
            const QString changed =
                one.change.isEmpty() ? QString() : translate("app", "(%1)", "a change").arg(one.change);
            const double unit = std::max(4.4, m_sheet.widthOf(one.unit, 2.1) + 0.4),
                         value = m_sheet.widthOf(one.value, 2.6, true) + 0.4,
                         by = m_sheet.widthOf(changed, 2.2) + (changed.isEmpty() ? 0 : 0.8);
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

base::Status writeDailyPdf(const DailyFigures &figures, const domain::City &city, const QString &language,
                           const QString &path)
{
    QSaveFile file(path);
    const auto unwritable = [&] {
        return base::failure(QStringLiteral("file-unwritable"),
                             translate("app", "the file could not be written: %1").arg(file.errorString()), path, {},
                             translate("app", "choose another folder"));
    };
    if (!file.open(QIODevice::WriteOnly))
        return unwritable();
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
        QPainter painter;
        if (!painter.begin(&writer))
            return unwritable();
        Sheet sheet(painter, pdfFont());
        Page(sheet, figures, city, language).draw();
        painter.end();
        drawn = sheet.drawn();
    }
    mendPdfText(pdf, drawn);
    if (file.write(pdf) != pdf.size() || !file.commit())
        return unwritable();
    return {};
}

}
