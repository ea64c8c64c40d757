#pragma once

#include "base/Durations.h"
#include "core/Text.h"
#include "domain/City.h"
#include "report/DailyFigures.h"
#include "report/DailyMap.h"
#include "report/Sheet.h"

#include <QLocale>

/// The parts of the daily report's page.
namespace app::daily
{

inline constexpr double Width = 210, Margin = 13, Inner = Width - 2 * Margin;
inline const QColor Ink(0x1C, 0x27, 0x33), Quiet(0x56, 0x65, 0x7A), Faint(0xD5, 0xDB, 0xE2), Red(0xB3, 0x20, 0x1F),
    Blue(0x0B, 0x6B, 0xCB), Pale(0x9C, 0xC4, 0xEC), Good(0x0B, 0x7A, 0x4B), Bad(0xA8, 0x57, 0x00);

inline QString count(qint64 value)
{
    return numberText(double(value), 0);
}

inline QString percent(double share)
{
    return translate("app", "%1 %").arg(numberText(share * 100, 1));
}

/// "+12", "−3", "±0"
inline QString change(int now, int before)
{
    const int by = now - before;
    return by == 0  ? translate("app", "±0", "no change")
           : by > 0 ? translate("app", "+%1", "rose by").arg(count(by))
                    : translate("app", "−%1", "fell by").arg(count(-by));
}

inline QString minutes(double value)
{
    return std::isnan(value) ? QStringLiteral("–") : ageText(qint64(value * double(base::MinuteMs)));
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

}
