#pragma once

#include "domain/City.h"
#include "live/TwinState.h"

#include <QTimeZone>

#include <optional>

namespace app
{

/// Answers the queries of indicators (docs/indicators.md) for the whole city or for one area of it. Reads only; for the
/// thread of the state.
class IndicatorEvaluator
{
public:
    /// `state` may be null: what asks for it is then unanswered. `scope`: null for everything. `now`: ms UTC; "today"
    /// is the district's local day that it falls in.
    IndicatorEvaluator(const domain::City &city, const live::TwinState *state, qint64 now,
                       const domain::ObjectRef &scope = {});

    /// Nothing where the query cannot be read, the data do not hold it, or a ratio's lower part is 0.
    std::optional<double> value(const QString &query) const;
    /// Whether the answer may change while the city stays the same.
    static bool isLive(const QString &query);

private:
    /// One field with the words that it may have.
    struct Filter {
        QString field;
        QStringList words;
    };
    struct Term {
        QString verb, kind, field;
        std::vector<Filter> filters;
    };
    static std::optional<Term> parse(const QString &text);
    std::optional<double> term(const QString &text) const;
    std::optional<double> areas(const Term &term) const;
    std::optional<double> quarters(const Term &term) const;
    std::optional<double> buildings(const Term &term) const;
    std::optional<double> units(const Term &term) const;
    std::optional<double> features(const Term &term, domain::LayerKind kind) const;
    std::optional<double> things(const Term &term) const;
    std::optional<double> events(const Term &term) const;

    const domain::Counts &counts() const;
    bool nodeInScope(qint32 node) const;
    bool pointInScope(const geometry::Vec2 &point) const;

    const domain::City &m_city;
    const live::TwinState *m_state;
    qint64 m_now;
    bool m_everything;
    qint32 m_node = -1;
};

/// Midnight before `now` in a district's local time, ms UTC.
qint64 startOfDay(qint64 now, const QTimeZone &zone);

}
