#include "feeds/Times.h"

#include "feeds/TextView.h"

#include <QDateTime>

#include <charconv>
#include <chrono>

namespace feeds
{

namespace
{

/// Walks over a text; every `take` leaves the cursor where it was when it does not match.
struct Cursor {
    const char *at, *end;

    bool done() const { return at == end; }
    bool take(char c)
    {
        if (at == end || *at != c)
            return false;
        ++at;
        return true;
    }
    /// An unsigned number of at most `most` digits.
    bool number(int &value, int most, int *digits = nullptr)
    {
        const char *start = at;
        value = 0;
        while (at != end && at - start < most && *at >= '0' && *at <= '9')
            value = value * 10 + (*at++ - '0');
        if (digits)
            *digits = int(at - start);
        return at != start;
    }
    void blanks()
    {
        while (at != end && *at == ' ')
            ++at;
    }
};

std::optional<qint64> daysMs(int year, int month, int day)
{
    using namespace std::chrono;
    const year_month_day date{std::chrono::year(year), std::chrono::month(unsigned(month)),
                              std::chrono::day(unsigned(day))};
    if (!date.ok() || year < 1000 || year > 9999)
        return std::nullopt;
    return qint64(sys_days(date).time_since_epoch().count()) * 86400000;
}

std::optional<WrittenTime> parseEpoch(std::string_view text)
{
    qint64 value = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || (rest != text.data() + text.size() && *rest != '.'))
        return std::nullopt;
    const auto digits = size_t(rest - text.data());
    if (digits >= 13)
        return WrittenTime{value, true};
    if (digits >= 9)
        return WrittenTime{value * 1000, true};
    return std::nullopt;
}

/// "T08:00:00.25+08:00" and what else may stand behind a date.
std::optional<WrittenTime> parseClock(Cursor cursor, qint64 dayMs)
{
    if (cursor.done())
        return WrittenTime{dayMs, false};
    if (!cursor.take('T') && !cursor.take('t') && !cursor.take(' '))
        return std::nullopt;
    cursor.blanks();
    int hour = 0, minute = 0, second = 0, ms = 0;
    if (!cursor.number(hour, 2) || !cursor.take(':') || !cursor.number(minute, 2))
        return std::nullopt;
    if (cursor.take(':')) {
        if (!cursor.number(second, 2))
            return std::nullopt;
        if (cursor.take('.') || cursor.take(',')) {
            int digits = 0;
            if (!cursor.number(ms, 3, &digits))
                return std::nullopt;
            for (; digits < 3; ++digits)
                ms *= 10;
            int finer = 0;
            while (cursor.number(finer, 1)) {
            }
        }
    }
    cursor.blanks();
    if (!cursor.done() && (*cursor.at == 'A' || *cursor.at == 'a' || *cursor.at == 'P' || *cursor.at == 'p')) {
        const bool afternoon = *cursor.at == 'P' || *cursor.at == 'p';
        ++cursor.at;
        if (!cursor.take('M') && !cursor.take('m'))
            return std::nullopt;
        if (hour < 1 || hour > 12)
            return std::nullopt;
        hour = hour % 12 + (afternoon ? 12 : 0);
    }
    // 24:00 and the leap second 60 are allowed by ISO 8601; both run over into what follows.
    if (hour > 24 || (hour == 24 && (minute != 0 || second != 0)) || minute > 59 || second > 60)
        return std::nullopt;
    WrittenTime time{dayMs + ((hour * 60LL + minute) * 60 + second) * 1000 + ms, false};
    if (cursor.take('Z') || cursor.take('z')) {
        time.hasZone = true;
    } else if (!cursor.done() && (*cursor.at == '+' || *cursor.at == '-')) {
        const int sign = *cursor.at++ == '-' ? -1 : 1;
        int hours = 0, minutes = 0;
        if (!cursor.number(hours, 2))
            return std::nullopt;
        cursor.take(':');
        if (!cursor.done() && !cursor.number(minutes, 2))
            return std::nullopt;
        time.hasZone = true;
        time.ms -= sign * (hours * 60LL + minutes) * 60000;
    }
    if (!cursor.done())
        return std::nullopt;
    return time;
}

}

DateOrder dateOrderOf(std::string_view text, bool *slashed)
{
    text = trimmed(text);
    Cursor cursor{text.data(), text.data() + text.size()};
    int first = 0, second = 0, year = 0, yearDigits = 0;
    const bool isSlashed = cursor.number(first, 2) && cursor.take('/') && cursor.number(second, 2) &&
                           cursor.take('/') && cursor.number(year, 4, &yearDigits) && yearDigits == 4;
    if (slashed)
        *slashed = isSlashed;
    if (!isSlashed || (first > 12) == (second > 12))
        return DateOrder::Unknown;
    return first > 12 ? DateOrder::DayFirst : DateOrder::MonthFirst;
}

std::optional<WrittenTime> parseWrittenTime(std::string_view text, DateOrder order)
{
    text = trimmed(text);
    if (text.size() < 8)
        return std::nullopt;
    Cursor cursor{text.data(), text.data() + text.size()};
    int first = 0, firstDigits = 0, second = 0, third = 0, thirdDigits = 0;
    if (!cursor.number(first, 4, &firstDigits))
        return std::nullopt;
    char separator = 0;
    for (const char c : {'-', '/', '.'}) {
        if (cursor.take(c))
            separator = c;
    }
    if (separator == 0)
        return parseEpoch(text);
    if (!cursor.number(second, 2) || !cursor.take(separator) || !cursor.number(third, 4, &thirdDigits))
        return std::nullopt;
    std::optional<qint64> day;
    if (firstDigits == 4 && thirdDigits <= 2)
        day = daysMs(first, second, third);
    else if (firstDigits <= 2 && thirdDigits == 4)
        day = order == DateOrder::MonthFirst ? daysMs(third, first, second) : daysMs(third, second, first);
    if (!day)
        return std::nullopt;
    return parseClock(cursor, *day);
}

Times::Times(const QString &zone) : m_zone(zone.isEmpty() ? QTimeZone::utc() : QTimeZone(zone.toUtf8()))
{
    m_known = !zone.isEmpty() && m_zone.isValid();
    if (!m_zone.isValid())
        m_zone = QTimeZone::utc();
}

std::optional<qint64> Times::parse(std::string_view text)
{
    const std::optional<WrittenTime> written = parseWrittenTime(text, m_order);
    if (!written)
        return std::nullopt;
    if (written->hasZone)
        return written->ms;
    m_metZoneless = true;
    return toUtc(written->ms);
}

qint64 Times::toUtc(qint64 wallMs)
{
    // All zones since 1970 change at quarters of an hour, and looking one up costs microseconds.
    const qint64 slot = wallMs / 900000;
    if (slot != m_slot) {
        const QDateTime wall = QDateTime::fromMSecsSinceEpoch(wallMs, Qt::UTC);
        const QDateTime there(wall.date(), wall.time(), m_zone);
        m_offset = wallMs - there.toMSecsSinceEpoch();
        m_slot = slot;
    }
    return wallMs - m_offset;
}

QString isoTime(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(ms % 1000 == 0 ? Qt::ISODate : Qt::ISODateWithMs);
}

}
