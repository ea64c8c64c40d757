#pragma once

#include <QString>
#include <QTimeZone>

#include <optional>
#include <string_view>

namespace feeds
{

/// Which comes first in a date with slashes: "3/14/2025" or "14/03/2025".
enum class DateOrder : quint8 { Unknown, MonthFirst, DayFirst };

/// A time as written: the wall clock's milliseconds since 1970, and whether it named its zone (then they are UTC).
struct WrittenTime {
    qint64 ms = 0;
    bool hasZone = false;
};

/// Reads ISO 8601 (with T or a blank, any fraction, Z, ±hh:mm, ±hhmm), "2025/3/14 1:20", "3/14/2025 1:20:00 PM" by
/// `order`, and epoch seconds or milliseconds (10 or 13 digits and more; they are UTC). Nothing where it is none of
/// these.
std::optional<WrittenTime> parseWrittenTime(std::string_view text, DateOrder order = DateOrder::Unknown);

/// What a date with slashes tells about the order: a first number above 12 is a day, a second above 12 too. `slashed`
/// is set where the text is such a date at all.
DateOrder dateOrderOf(std::string_view text, bool *slashed = nullptr);

/// Times of one feed: those without a zone are taken in its zone. For one thread.
class Times
{
public:
    /// An IANA name; empty or unknown: UTC (`isKnown` tells).
    explicit Times(const QString &zone = {});

    bool isKnown() const { return m_known; }
    void setDateOrder(DateOrder order) { m_order = order; }
    /// Milliseconds since the epoch, UTC.
    std::optional<qint64> parse(std::string_view text);
    /// Whether a time without a zone was met.
    bool metZoneless() const { return m_metZoneless; }

private:
    qint64 toUtc(qint64 wallMs);

    QTimeZone m_zone;
    bool m_known = false, m_metZoneless = false;
    DateOrder m_order = DateOrder::Unknown;
    qint64 m_slot = std::numeric_limits<qint64>::min(),
           m_offset = 0; ///< the last quarter of an hour that was looked up
};

/// "2026-11-22T08:00:00.250Z"; the milliseconds only where there are any.
QString isoTime(qint64 ms);

}
